"""What a stage found for each case type last time, kept as long as its inputs are the same objects.

An edit leaves all case types but one the same objects, so comparing by identity finds the one whose
results must be made again, and nothing is ever compared by value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Memo:
    """Remembers one result per stage and key. One per scenario: another scenario has other terms."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[tuple[object, ...], object]]] = {}
        self._same: dict[str, object] = {}

    def stage(self, name: str) -> dict[str, tuple[tuple[object, ...], object]]:
        """Return what stage ``name`` kept: (inputs, result) by key. For loops that cannot afford a call."""
        return self._kept.setdefault(name, {})

    def once(self, name: str, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return what ``make`` gave for these very ``inputs`` last time, else ask it again."""
        kept = self._kept.setdefault("once", {})
        found = kept.get(name)
        if found is not None and is_same(found[0], inputs):
            return found[1]  # type: ignore[return-value]
        result = make()
        kept[name] = (inputs, result)
        return result

    def same(self, name: str, value: Result) -> Result:
        """Return the object kept as ``name`` if it equals ``value``, else keep and return ``value``.

        So a value that is made anew on every run can stand among inputs that are compared by identity.
        """
        kept = self._same.get(name)
        if kept is not None and kept == value:
            return kept
        self._same[name] = value
        return value


def is_same(kept: tuple[object, ...], inputs: tuple[object, ...]) -> bool:
    """Tell whether both hold the same objects."""
    return len(kept) == len(inputs) and all(a is b for a, b in zip(kept, inputs, strict=True))
