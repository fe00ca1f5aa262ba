"""From an older format to today's, one step per major format.

A step takes and returns the whole project as plain JSON values. Format 1 is the first, so there is none yet.
A minor format brings fields that may be left out, so an older file of the same major format is read as it is.
The files of every released format stay in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

FORMAT = (1, 4)
"""Major and minor format that this program writes.

1.1: a workshop's hours and its read-back, promised days. 1.2: parts, who owes them, and conflicts.
1.3: what is odd about a conflict, and what a checklist said when it was published. 1.4: a measurement's half-hours.
"""

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: dict[int, Step] = {}
"""By the major format that a step starts from."""


def migrate(
    project: dict[str, Any], major: int, *, to: int = FORMAT[0], steps: Mapping[int, Step] = STEPS
) -> dict[str, Any]:
    """Return ``project`` (plain JSON of format ``major``) in format ``to``. KeyError: no way from there."""
    for start in range(major, to):
        project = steps[start](project)
    return project
