"""Long sequences compared by identity: an edit leaves all items but one the very same objects.

No item is looked into, so thousands of them cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_, is_not
from typing import TypeVar

Thing = TypeVar("Thing")


def is_same(old: Sequence[object], new: Sequence[object]) -> bool:
    """Tell whether both hold the same objects in the same order."""
    return old is new or (len(old) == len(new) and all(map(is_, old, new)))


def same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Return how many objects at the start, and behind those at the end, are the very same in both."""
    shorter = min(len(old), len(new))
    head = next(compress(count(), map(is_not, old, new)), shorter)
    room = shorter - head
    tail = next(compress(count(), map(is_not, reversed(old), reversed(new))), room)
    return head, min(tail, room)


def differing(old: Sequence[Thing], new: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Return what is in ``old`` alone and what is in ``new`` alone, each in its order."""
    head, tail = same_ends(old, new)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    known, wanted = set(map(id, before)), set(map(id, after))
    return [one for one in before if id(one) not in wanted], [one for one in after if id(one) not in known]
