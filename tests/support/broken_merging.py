"""Merging, broken in one place each: a search that does not notice one of these looks at nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from workbench.parts import judging, merging, standing, taking
from workbench.parts.judging import Ours
from workbench.parts.taking import Wish

Break = Callable[[pytest.MonkeyPatch], None]
_judged: Any = merging.judged
_new_conflicts: Any = merging._new_conflicts


def _theirs_wins(patch: pytest.MonkeyPatch) -> None:
    def judged(ours: Any, change: Any, missing: Any) -> Any:
        outcome, wish = _judged(ours, change, missing)
        is_field = outcome == "conflict" and change.what == "changed" and change.oddity is None
        here = ours.here.at((change.collection, change.within, change.id))[0]
        return (
            ("applied", Wish((change,), change.theirs)) if is_field and here is not None else (outcome, wish)
        )

    patch.setattr(merging, "judged", judged)


def _removal_wins(patch: pytest.MonkeyPatch) -> None:
    def judged(ours: Any, change: Any, missing: Any) -> Any:
        outcome, wish = _judged(ours, change, missing)
        is_removal = outcome == "conflict" and change.what == "removed" and change.oddity is None
        return ("applied", Wish((change,))) if is_removal else (outcome, wish)

    patch.setattr(merging, "judged", judged)


def _oddities_are_trusted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        merging, "judged", lambda ours, change, gone: _judged(ours, replace(change, oddity=None), gone)
    )


BROKEN: dict[str, Break] = {
    "theirs wins where both changed a field": _theirs_wins,
    "a removal wins over a change": _removal_wins,
    "an odd cell is believed": _oddities_are_trusted,
    "what has no place here is forgotten": lambda patch: patch.setattr(
        merging,
        "_new_conflicts",
        lambda ours, part, on, disputed, _: _new_conflicts(ours, part, on, disputed, {}),
    ),
    "what was dealt with is not noted": lambda patch: patch.setattr(merging, "fingerprints", lambda _: set()),
    "whatever stands here was theirs": lambda patch: patch.setattr(Ours, "was_theirs", lambda *_: True),
    "a language of theirs wins": lambda patch: patch.setattr(
        judging, "merged_languages", lambda base, ours, theirs, _: ({**ours, **theirs}, False)
    ),
    "a list of theirs wins": lambda patch: patch.setattr(
        judging, "merged_list", lambda base, ours, theirs: theirs
    ),
    "nothing is taken back": lambda patch: patch.setattr(
        merging, "with_taken_back", lambda project, base, department, settled, changes: changes
    ),
    "what is published stays so": lambda patch: patch.setattr(merging, "states_after", lambda *_: []),
    "a state holds for whatever words": lambda patch: patch.setattr(
        standing, "_decided_on", lambda base, was, now, kind, changes: now
    ),
    "an order is said to be applied and is not": lambda patch: patch.setattr(
        taking, "ordering", lambda *_: []
    ),
    "a refused change is said to be applied": lambda patch: patch.setattr(
        merging, "taken", lambda project, wishes: replace(taking.taken(project, wishes), refused=[])
    ),
}
"""What is broken, by what it does."""
