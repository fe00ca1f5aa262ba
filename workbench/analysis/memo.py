"""What stages found last time, kept as long as what they found it from are the same objects.

An edit leaves all case types but one the same objects, so comparing by identity finds the one whose
results must be made again, and nothing big is ever compared by value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any, TypeVar, cast

from workbench.model.identity import is_same, same_ends
from workbench.model.pause import checkpoint

Value = TypeVar("Value")
Made = TypeVar("Made")

_CHUNK = 128
_BLOCK = 256
_FEW = 64
"""More places than that have other items when something was moved: then items are known again by identity."""

_Each = tuple[tuple[Sequence[object], Sequence[object]], tuple[Any, ...]]
"""Items and basis of a run, and what was made of each item."""


class Memo:
    """Remembers the last run of each stage by name. One per scenario: another scenario has other terms.

    ``shared`` remembers what is the same in all scenarios. With ``keeps_all`` everything that was ever made of an
    item on the same basis is kept, for whoever goes to and fro between many settings and then lets go of it all.
    """

    def __init__(self, shared: Memo | None = None, *, keeps_all: bool = False) -> None:
        self.shared = self if shared is None else shared
        self.keeps_all = keeps_all
        self._ever: dict[str, tuple[tuple[object, ...], dict[int, tuple[object, Any]]]] = {}
        self._values: dict[str, object] = {}
        self._made: dict[str, tuple[Sequence[object], Any]] = {}
        self._each: dict[str, _Each] = {}
        self._chunks: dict[str, list[tuple[Sequence[Any], Any]]] = {}
        self._lists: dict[str, dict[int, tuple[object, list[Any]]]] = {}

    def copy(self) -> Memo:
        """Return a memo that knows the same, and of which nothing comes back into this one."""
        other = Memo(self.shared, keeps_all=self.keeps_all)
        other._values = dict(self._values)
        other._made = dict(self._made)
        other._each = dict(self._each)
        other._chunks = dict(self._chunks)
        for name, kept in self._lists.items():
            checkpoint()
            other._lists[name] = {key: (item, list(found)) for key, (item, found) in kept.items()}
        return other

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
        if self.keeps_all:
            return self._of_all_kept(name, items, basis, make)
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

    def each_in_blocks(
        self,
        name: str,
        items: Sequence[object],
        basis: Sequence[object],
        make: Callable[[Sequence[int]], Sequence[Made]],
    ) -> tuple[Made, ...]:
        """Return what :meth:`each` does, where ``make`` takes many places at once in less time than one by one."""
        ahead: dict[int, Made] = {}
        to_come: list[int] = []

        def make_one(place: int) -> Made:
            if place not in ahead:
                if not to_come:
                    to_come.extend(self._unknown(name, items, basis))
                start = bisect_left(to_come, place)
                block = to_come[start : start + _BLOCK]
                ahead.update(zip(block, make(block), strict=True))
            return ahead.pop(place)

        return self.each(name, items, basis, make_one)

    def _unknown(self, name: str, items: Sequence[object], basis: Sequence[object]) -> Iterable[int]:
        """Return the places of items of which nothing was made on this basis."""
        kept = self._each.get(name)
        if kept is None or not is_same(kept[0][1], basis):
            return range(len(items))
        known = set(map(id, kept[0][0]))
        return [place for place, item in enumerate(items) if id(item) not in known]

    def _of_all_kept(
        self, name: str, items: Sequence[object], basis: Sequence[object], make: Callable[[int], Made]
    ) -> tuple[Made, ...]:
        """Make what was never made of the item on this basis."""
        last, known = self._ever.get(name, ((), {}))
        if not is_same(last, basis):
            known = {}
            self._ever[name] = (tuple(basis), known)
        found = list(map(known.get, map(id, items)))
        for place, one in enumerate(found):
            if one is None:
                found[place] = known[id(items[place])] = (items[place], make(place))
                checkpoint()
        return self.same_items(name, tuple([one[1] for one in found if one is not None]))

    def lists(self, name: str, items: Sequence[object]) -> list[list[Any]]:
        """Return for each of ``items`` a list that stays with it while it is among them."""
        kept = self._lists.get(name, {})
        now = {id(item): kept.get(id(item)) or (item, []) for item in items}
        self._lists[name] = now
        return [now[id(item)][1] for item in items]

    def same_items(self, name: str, items: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return the tuple kept as ``name`` if it holds the very same objects, else keep and return ``items``."""
        kept = cast("tuple[Value, ...]", self._values.get(name, ()))
        if is_same(kept, items):
            return kept
        self._values[name] = items
        return items

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
