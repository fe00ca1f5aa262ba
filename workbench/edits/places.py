"""Where items stand and which step ids there are, remembered from one edit to the next.

A big project's items lie far apart in memory: to look at five thousand of them costs milliseconds, and an edit
would do so several times. What is remembered here is checked against the items, so it can be slow but never wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import is_not
from threading import Lock
from typing import TypeVar

from workbench.model.case_types import CaseType
from workbench.model.record import Item

Thing = TypeVar("Thing")
_MOST = 50_000
_last_seen: dict[str, int] = {}


def position(items: Sequence[Item], wanted: str) -> int | None:
    """Return where the item with the id ``wanted`` stands in ``items``; None where it does not."""
    at = _last_seen.get(wanted)
    if at is not None and at < len(items) and items[at].id == wanted:
        return at
    for place, item in enumerate(items):
        if item.id == wanted:
            if len(_last_seen) >= _MOST:
                _last_seen.clear()
            _last_seen[wanted] = place
            return place
    return None


def between(old: tuple[Thing, ...], new: tuple[Thing, ...]) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
    """Return what of ``old`` and of ``new`` lies between their first and their last difference, by identity.

    No item is looked into, so thousands of them cost next to nothing.
    """
    room = min(len(old), len(new))
    head = next(compress(count(), map(is_not, old, new)), room)
    tail = next(compress(count(), map(is_not, reversed(old), reversed(new))), room)
    tail = min(tail, room - head)
    return old[head : len(old) - tail], new[head : len(new) - tail]


class StepIds:
    """How often each step id stands in a project's case types; only what is another object is counted anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[CaseType, ...] = ()
        self._times: Counter[str] = Counter()

    def twice(self, case_types: tuple[CaseType, ...], steps: Iterable[str]) -> str | None:
        """Return one of ``steps`` that stands more than once in ``case_types``, or None."""
        with self._lock:
            self._bring_up_to(case_types)
            return next((one for one in steps if self._times[one] > 1), None)

    def _bring_up_to(self, new: tuple[CaseType, ...]) -> None:
        gone, come = between(self._of, new)
        for one in gone:
            self._times.subtract(step.id for step in one.steps)
        for one in come:
            self._times.update(step.id for step in one.steps)
        if len(self._times) > 2 * _MOST:
            self._times = +self._times
        self._of = new
