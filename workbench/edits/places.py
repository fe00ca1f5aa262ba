"""Where items stand and which step ids there are, remembered from one edit to the next.

A big project's items lie far apart in memory: to look at five thousand of them costs milliseconds, and an edit
would do so several times. What is remembered here is checked against the items, so it can be slow but never wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from threading import Lock

from workbench.model.case_types import CaseType
from workbench.model.identity import differing
from workbench.model.pause import checkpoint
from workbench.model.record import Item

_SMALL = 200
"""In so few items the wanted one is simply looked for."""
_MOST = 50_000
_last_seen: dict[str, int] = {}


def position(items: Sequence[Item], wanted: str) -> int | None:
    """Return where the item with the id ``wanted`` stands in ``items``; None where it does not."""
    if len(items) <= _SMALL:
        return next((place for place, item in enumerate(items) if item.id == wanted), None)
    at = _last_seen.get(wanted, len(items))
    for place in (at, at + 1, at - 1, len(items) - 1):  # where it was, or one further, or it is the newest
        if 0 <= place < len(items) and items[place].id == wanted:
            _last_seen[wanted] = place
            return place
    if len(_last_seen) + len(items) > _MOST:
        _last_seen.clear()
    places = {item.id: place for place, item in enumerate(items)}
    _last_seen.update(places)
    return places.get(wanted)


def remember(wanted: str, place: int) -> None:
    """Note where an item is put: whoever asks for it next need not look through its thousands of neighbours."""
    if place >= _SMALL and len(_last_seen) < _MOST:
        _last_seen[wanted] = place


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

    def get_ready(self, case_types: tuple[CaseType, ...]) -> None:
        """Count beside the window what the first edit would wait for."""
        times: Counter[str] = Counter()
        for one in case_types:
            times.update([step.id for step in one.steps])
            checkpoint()
        with self._lock:
            if not self._of:
                self._of, self._times = case_types, times

    def _bring_up_to(self, new: tuple[CaseType, ...]) -> None:
        gone, come = differing(self._of, new)
        for one in gone:
            self._times.subtract(step.id for step in one.steps)
        for one in come:
            self._times.update(step.id for step in one.steps)
        if len(self._times) > 2 * _MOST:
            self._times = +self._times
        self._of = new
