"""What stages found last time, kept as long as what they found it from are the same objects.

An edit leaves all case types but one the same objects, so comparing by identity finds the one whose
results must be made again, and nothing big is ever compared by value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any, TypeVar, cast

from workbench.model.identity import is_same, same_ends
from workbench.model.pause import checkpoint

Value = TypeVar("Value")
Made = TypeVar("Made")

_CHUNK = 128
_FEW = 64
"""More places than that have other items when something was moved: then items are known again by identity."""

_Each = tuple[tuple[Sequence[object], Sequence[object]], tuple[Any, ...]]
"""Items and basis of a run, and what was made of each item."""


class Memo:
    """Remembers the last run of each stage by name. One per scenario: another scenario has other terms."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}
        self._made: dict[str, tuple[Sequence[object], Any]] = {}
        self._each: dict[str, _Each] = {}
        self._chunks: dict[str, list[tuple[Sequence[Any], Any]]] = {}

    def same(self, name: str, value: Value) -> Value:
        """Return the object kept as ``name`` if it equals ``value``, else keep and return ``value``.

        So a value that is made anew on every run can stand among inputs that are compared by identity.
        """
        kept = self._values.get(name)
        if kept == value:
            return kept
        self._values[name] = value
        return value

    def once(self, name: str, inputs: Sequence[object], make: Callable[[], Made]) -> Made:
        """Return what ``make`` gave for these very ``inputs`` last time, else ask it again."""
        kept = self._made.get(name)
        if kept is not None and is_same(kept[0], inputs):
            return cast("Made", kept[1])
        checkpoint()
        made = make()
        self._made[name] = (tuple(inputs), made)
        return made

    def each(
        self, name: str, items: Sequence[object], basis: Sequence[object], make: Callable[[int], Made]
    ) -> tuple[Made, ...]:
        """Return ``make(place)`` for every place in ``items``; made anew only where the item is another object.

        Anything in ``basis`` being another object makes all of it anew. The very same tuple comes back
        where nothing changed.
        """
        kept = self._each.get(name)
        if kept is None or not is_same(kept[0][1], basis):
            return self._made_in_turn(name, items, (((), tuple(basis)), ()), make)
        last, results = kept[0][0], kept[1]
        if is_same(last, items):
            return cast("tuple[Made, ...]", results)
        if len(last) == len(items):
            places = list(compress(count(), map(is_not, last, items)))
            if len(places) <= _FEW:
                return self._made_where_new(name, items, kept, places, make)
        return self._made_in_turn(name, items, kept, make)

    def _made_in_turn(
        self, name: str, items: Sequence[object], kept: _Each, make: Callable[[int], Made]
    ) -> tuple[Made, ...]:
        """Make what is not known by its item's identity. Broken off, what was made or known is kept."""
        (last, basis), results = kept
        head, tail = same_ends(last, items)
        end, last_end = len(items) - tail, len(last) - tail
        known = {
            id(one): (one, was) for one, was in zip(last[head:last_end], results[head:last_end], strict=True)
        }
        made: list[Made] = []
        try:
            for place in range(head, end):
                found = known.get(id(items[place]))
                if found is not None:
                    made.append(found[1])
                else:
                    made.append(make(place))
                    checkpoint()
        finally:
            done = items[head : head + len(made)]
            used = set(map(id, done))
            rest = [] if len(done) == end - head else [one for key, one in known.items() if key not in used]
            now = (*items[:head], *done, *(one[0] for one in rest), *items[end:])
            whole = (*results[:head], *made, *(one[1] for one in rest), *results[last_end:])
            self._each[name] = ((now, basis), whole)
        return whole

    def _made_where_new(
        self,
        name: str,
        items: Sequence[object],
        kept: _Each,
        places: Sequence[int],
        make: Callable[[int], Made],
    ) -> tuple[Made, ...]:
        """Make again what stands at ``places``. Broken off, the rest is as it was."""
        (last, basis), results = kept
        now, found = list(last), list(results)
        try:
            for place in places:
                found[place] = make(place)
                now[place] = items[place]
                checkpoint()
        finally:
            made = tuple(found)
            self._each[name] = ((tuple(now), basis), made)
        return made

    def chunks(
        self, name: str, items: Sequence[Value], make: Callable[[Sequence[Value]], Made]
    ) -> tuple[Made, ...]:
        """Return ``make`` of every run of 128 ``items``; made anew only where one of them is another object.

        For sums over thousands of case types of which an edit touches one.
        """
        last = self._chunks.get(name, [])
        made: list[tuple[Sequence[Value], Made]] = []
        try:
            for number, start in enumerate(range(0, len(items), _CHUNK)):
                chunk = items[start : start + _CHUNK]
                if number < len(last) and is_same(last[number][0], chunk):
                    made.append(last[number])
                else:
                    made.append((chunk, make(chunk)))
                    checkpoint()
        finally:
            self._chunks[name] = [*made, *last[len(made) :]]
        return tuple(result for _, result in made)
