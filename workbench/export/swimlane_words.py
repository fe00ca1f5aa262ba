"""Where the words on a process map's lines stand: beside their own line, clear of boxes, lines and other words.

Each line offers a few places in the order in which people look for them. The first that touches nothing is
taken; where all do, the one that touches least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.export.drawing import Point, elided
from workbench.export.fonts import text_width
from workbench.export.swimlane_places import BOX_HEIGHT, BOX_WIDTH
from workbench.export.swimlane_routes import WORDS_WIDTH, Route, Wires

_SIZE = 11.0
_LINE = 13.0
_ROOMY = 132.0
Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """Lines of words; ``x``, ``y`` is the baseline of the first, which begins there or, ``is_end``, ends there."""

    lines: tuple[str, ...]
    x: float
    y: float
    is_end: bool


def place_words(
    wires: Wires, said: Sequence[tuple[str, ...]], corners: Sequence[Point]
) -> tuple[Words | None, ...]:
    """Return the words of every route of ``wires``; ``corners`` are those of the boxes, which stay clear."""
    stretches = [
        (number, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for number, route in enumerate(wires.routes)
        for (x0, y0), (x1, y1) in pairwise(route.points)
    ]
    taken: list[Rect] = [(x - 2, y - 16, x + BOX_WIDTH + 2, y + BOX_HEIGHT + 2) for x, y in corners]
    made: list[Words | None] = []
    for number, (route, lines) in enumerate(zip(wires.routes, said, strict=True)):
        if not lines:
            made.append(None)
            continue
        best: tuple[int, Words] | None = None
        others = [one for one in stretches if one[0] != number]
        for words in _places(route, lines):
            rect = _rect(words)
            hits = sum(_touches(rect, one) for one in taken) * 3
            hits += sum(_touches(rect, (left, top, right, low)) for _, left, top, right, low in others)
            if best is None or hits < best[0]:
                best = hits, words
            if not hits:
                break
        found = best[1] if best else None
        made.append(found)
        if found is not None:
            taken.append(_rect(found))
    return tuple(made)


def _places(route: Route, said: tuple[str, ...]) -> Iterator[Words]:
    """Yield where the words of ``route`` could stand, best first."""
    lines = tuple(elided(one, WORDS_WIDTH, _SIZE) for one in said)
    joined = " ".join(said)
    one_line = (joined,) if text_width(joined, _SIZE) <= WORDS_WIDTH else lines
    x, y = route.words_at
    if route.words_up:
        yield Words(one_line, x, y - _LINE * (len(one_line) - 1), route.words_end)
    else:
        yield Words(lines, x, y, route.words_end)
    # The first stretch of a third way out of a diamond is another flow's as well: no words of its own there.
    own = route.points[1:] if route.words_end else route.points
    for (x0, y0), (x1, y1) in pairwise(own):
        if x0 == x1 and abs(y1 - y0) > _LINE * (len(lines) + 1):
            near = y0 + (18 if y1 > y0 else -8 - _LINE * (len(lines) - 1))
            for height in (near, (y0 + y1) / 2):
                yield Words(lines, x0 - 6, height, True)
                yield Words(lines, x0 + 6, height, False)
        elif y0 == y1 and abs(x1 - x0) > 60:
            roomy = (_fitted(said, min(_ROOMY, abs(x1 - x0) - 12)),)
            near = x0 + 8 if x1 > x0 else x0 - 8
            yield Words(roomy, near, y0 - 5, x1 < x0)
            yield Words(roomy, near, y0 + 13, x1 < x0)
            yield Words(roomy, min(x0, x1) + abs(x1 - x0) / 2, y0 - 5, False)


def _fitted(said: tuple[str, ...], room: float) -> str:
    """Return label and share on one line no wider than ``room``; where it is too narrow the label is cut."""
    *label, last = said
    if not label:
        return elided(last, room, _SIZE)
    return f"{elided(label[0], room - text_width(f' {last}', _SIZE), _SIZE)} {last}"


def _rect(words: Words) -> Rect:
    width = max(text_width(line, _SIZE) for line in words.lines)
    left = words.x - width if words.is_end else words.x
    return left - 1, words.y - 10, left + width + 1, words.y + _LINE * (len(words.lines) - 1) + 2


def _touches(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
