"""The process map of a case type: lanes as bands, steps in columns, the boundary as one thick line.

The layout is our own, because general graph layouts change the order of lanes and their widths. Where
things stand is decided in ``swimlane_places``, where lines run in ``swimlane_routes``; here they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.export import palette
from workbench.export.drawing import (
    Anchor,
    Box,
    Circle,
    Diamond,
    Drawing,
    Label,
    Line,
    Shape,
    chip,
    clause_box,
    elided,
    wrapped,
)
from workbench.export.fonts import text_width
from workbench.export.swimlane_places import (
    BOX_HEIGHT,
    BOX_WIDTH,
    DIAMOND,
    HEAD_WIDTH,
    MapFlow,
    MapLane,
    MapStep,
    Places,
    ProcessMap,
    place,
)
from workbench.export.swimlane_routes import WORDS_WIDTH, Route, Wires, wire
from workbench.locale import Texts

__all__ = ["MapFlow", "MapLane", "MapStep", "ProcessMap", "swimlane"]

_TOP = 56.0
_FOOT = 34.0
_MARGIN = 12.0
_BOUNDARY_WIDTH = 3.0


@dataclass(frozen=True)
class _Canvas:
    """What every part of the drawing needs: the map, its texts, where things are and how wide it is."""

    process: ProcessMap
    texts: Texts
    places: Places
    wires: Wires
    width: float


def swimlane(process: ProcessMap, texts: Texts) -> Drawing:
    """Return the drawing of ``process``. Lanes keep their order, steps their numbers."""
    places = place(process)
    wires = wire(process, places, _TOP)
    least = 420.0
    canvas = _Canvas(process, texts, places, wires, max(wires.width + _MARGIN, least))
    height = wires.bottom + _FOOT
    shapes = (
        *_title(canvas),
        *_lanes(canvas),
        *_boundaries(canvas),
        *_flows(canvas),
        *_steps(canvas),
        *_ends(canvas),
        *_flow_words(canvas),
        *_clauses(canvas),
        *_foot(canvas, height),
    )
    return Drawing(canvas.width, height, process.title, _description(canvas), shapes)


def _title(canvas: _Canvas) -> tuple[Shape, ...]:
    room = canvas.width - 2 * _MARGIN
    title = Label(_MARGIN, 24, elided(canvas.process.title, room, 16, 600), 16, 600)
    under = elided(canvas.process.subtitle, room, 11.5)
    return title, Label(_MARGIN, 43, under, 11.5, colour=palette.TEXT_2)


def _foot(canvas: _Canvas, height: float) -> tuple[Shape, ...]:
    note = palette.boundary_note(canvas.texts)
    lines = wrapped(note, canvas.width - 2 * _MARGIN, 10.5)
    return tuple(
        Label(_MARGIN, height - 18 + 13 * number - 4 * (len(lines) - 1), line, 10.5, colour=palette.TEXT_2)
        for number, line in enumerate(lines)
    )


def _lanes(canvas: _Canvas) -> tuple[Shape, ...]:
    made: list[Shape] = []
    for index, lane in enumerate(canvas.process.lanes):
        top, bottom = canvas.wires.lane_tops[index], canvas.wires.lane_bottoms[index]
        if not lane.moved:
            tint = palette.STAYS_TINT
            made.append(Box(HEAD_WIDTH, top, canvas.width - HEAD_WIDTH, bottom - top, tint))
        made.append(Box(0, top, HEAD_WIDTH, bottom - top, palette.SUNKEN))
        made.append(Line(((0, top), (canvas.width, top)), palette.LINE, 1))
        if index - 1 in canvas.wires.boundaries:
            top += 12 + 13 * len(_boundary_notes(canvas, index - 1)[1])
        names = wrapped(lane.title, HEAD_WIDTH - 2 * _MARGIN, 12, 600, lines=3)
        for number, name in enumerate(names):
            made.append(Label(_MARGIN, top + 22 + 15 * number, name, 12, 600))
        count = sum(step.lane == lane.id for step in canvas.process.steps)
        words = canvas.texts.plural("{n} step", "{n} steps", count)
        made.append(Label(_MARGIN, top + 24 + 15 * len(names), words, 11, colour=palette.TEXT_2))
    last = canvas.wires.bottom
    made.append(Line(((0, last), (canvas.width, last)), palette.LINE, 1))
    return tuple(made)


def _boundaries(canvas: _Canvas) -> tuple[Shape, ...]:
    """The thick line, with what holds above and below it said in the lane heads, where no line runs."""
    made: list[Shape] = []
    for index, y in canvas.wires.boundaries.items():
        made.append(Line(((0, y), (canvas.width, y)), palette.TEXT, _BOUNDARY_WIDTH))
        above, below = _boundary_notes(canvas, index)
        tops = (y - 9 - 13 * (len(above) - 1), y + 18)
        for lines, top in zip((above, below), tops, strict=True):
            for number, line in enumerate(lines):
                made.append(Label(_MARGIN, top + 13 * number, line, 10.5, 500))
    return tuple(made)


def _boundary_notes(canvas: _Canvas, lane: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is said above and below the boundary under a lane, in lines."""
    if canvas.process.lanes[lane].moved:
        above = canvas.texts("Above the line: moves to customer service")
        below = canvas.texts("Below the line: stays")
    else:
        above = canvas.texts("Above the line: stays")
        below = canvas.texts("Below the line: moves to customer service")
    room = HEAD_WIDTH - 2 * _MARGIN
    return wrapped(above, room, 10.5, 500, lines=3), wrapped(below, room, 10.5, 500, lines=3)


def _flows(canvas: _Canvas) -> tuple[Shape, ...]:
    ordered = sorted(canvas.wires.routes, key=lambda route: route.crosses)
    return tuple(
        Line(
            route.points,
            palette.TEXT if route.crosses else palette.TEXT_2,
            1.8 if route.crosses else 1.3,
            arrow=True,
        )
        for route in ordered
    )


def _steps(canvas: _Canvas) -> tuple[Shape, ...]:
    made: list[Shape] = []
    for step in canvas.process.steps:
        x, y = canvas.wires.box_corner(step.id)
        made.append(Box(x, y, BOX_WIDTH, BOX_HEIGHT, palette.SURFACE, palette.EDGE, 1.2, 5))
        number = Label(x + BOX_WIDTH, y - 5, step.number, 11, anchor="end", colour=palette.TEXT_2)
        made.append(number)
        for row, line in enumerate(wrapped(step.title, BOX_WIDTH - 14, 11, 500)):
            made.append(Label(x + 8, y + 15 + 13 * row, line, 11, 500))
        made.extend(_level(canvas, step, x + 8, y + BOX_HEIGHT - 22))
        if canvas.places.decides(step.id):
            made.extend(_decision(canvas, step))
    return tuple(made)


def _level(canvas: _Canvas, step: MapStep, x: float, y: float) -> tuple[Shape, ...]:
    if step.level is None:
        words = canvas.texts("level missing")
        return (
            Box(x, y, BOX_WIDTH - 16, 17, "", palette.TEXT_2, 1, 3, dashed=True),
            Label(x + 6, y + 12.2, elided(words, BOX_WIDTH - 26, 10.5), 10.5, colour=palette.TEXT_2),
        )
    word = elided(palette.level_word(step.level, canvas.texts), BOX_WIDTH - 16 - 26, 10.5, 500)
    return chip(x, y, step.level, word, 10.5)


def _decision(canvas: _Canvas, step: MapStep) -> tuple[Shape, ...]:
    x, y = canvas.wires.diamond_centre(step.id)
    made: list[Shape] = [Diamond(x, y, DIAMOND), Label(x, y + 4.3, "?", 12, 600, "middle")]
    if step.question:
        ground = _ground(canvas, step)
        question = elided(step.question, 110, 10.5)
        left, top = x - DIAMOND / 2 - 4, y - BOX_HEIGHT / 2 - 5
        made.append(Label(left, top, question, 10.5, colour=palette.TEXT_2, ground=ground))
    return tuple(made)


def _ends(canvas: _Canvas) -> tuple[Shape, ...]:
    """The circle where contact begins, and one on every step where the case can end."""
    made: list[Shape] = []
    first = canvas.process.steps[0] if canvas.process.steps else None
    if first is not None:
        x, y = canvas.wires.box_corner(first.id)
        middle = y + BOX_HEIGHT / 2
        made.append(Circle(x - 40, middle, 8))
        made.append(Line(((x - 32, middle), (x, middle)), arrow=True))
        made.append(Label(x - 40, middle - 14, canvas.texts("Contact"), 10.5, 400, "middle", palette.TEXT_2))
    for step in canvas.process.steps:
        share = canvas.places.end_shares.get(step.id, 0.0)
        if not share:
            continue
        x, y = canvas.wires.box_corner(step.id)
        made.append(Line(((x + 16, y), (x + 16, y - 12)), palette.TEXT_2))
        made.append(Circle(x + 16, y - 19, 7, edge_width=2.4))
        words = canvas.texts("done") if share > 0.9995 else _percent(canvas, share)
        made.append(Label(x + 27, y - 15.5, words, 10.5, colour=palette.TEXT_2))
    return tuple(made)


def _flow_words(canvas: _Canvas) -> tuple[Shape, ...]:
    made: list[Shape] = []
    for route in canvas.wires.routes:
        made.extend(_words_of(canvas, route))
    return tuple(made)


def _words_of(canvas: _Canvas, route: Route) -> tuple[Shape, ...]:
    flow = route.flow
    words = [elided(flow.label, WORDS_WIDTH, 10.5)] if flow.label else []
    if flow.share is not None and flow.share < 0.9995:
        words.append(_percent(canvas, flow.share))
    ground = _ground(canvas, canvas.places.step(flow.source))
    x, y = route.words_at
    if route.words_up:
        joined = " ".join(words)
        if text_width(joined, 10.5) <= WORDS_WIDTH:
            words = [joined]
        y -= 13 * (len(words) - 1)
    anchor: Anchor = "end" if route.words_end else "start"
    return tuple(
        Label(x, y + 13 * number, word, 10.5, 400, anchor, palette.TEXT_2, ground)
        for number, word in enumerate(words)
    )


def _clauses(canvas: _Canvas) -> tuple[Shape, ...]:
    made: list[Shape] = []
    for route in canvas.wires.routes:
        if route.flow.clause and route.clause_at is not None:
            made.extend(clause_box(*route.clause_at, route.flow.clause))
    return tuple(made)


def _ground(canvas: _Canvas, step: MapStep) -> str:
    lane = canvas.places.lane_of(step)
    return palette.SURFACE if canvas.process.lanes[lane].moved else palette.STAYS_TINT


def _percent(canvas: _Canvas, share: float) -> str:
    return canvas.texts.percent(share, 0 if round(share, 2) == round(share, 4) else 1)


def _description(canvas: _Canvas) -> str:
    """Return the map in sentences: every step with level and lane, then every flow."""
    texts, process = canvas.texts, canvas.process
    lanes = {lane.id: lane.title for lane in process.lanes}
    numbers = {step.id: step.number for step in process.steps}
    lines = []
    for step in process.steps:
        level = palette.level_name(step.level, texts) if step.level else texts("level missing")
        lane = lanes.get(step.lane, "")
        lines.append(
            texts(
                "Step {number}: {title} ({level}), {lane}.",
                number=step.number,
                title=step.title,
                level=level,
                lane=lane,
            )
        )
    for route in canvas.wires.routes:
        flow = route.flow
        share = _percent(canvas, 1.0 if flow.share is None else flow.share)
        start, end = numbers[flow.source], numbers[flow.target or ""]
        if flow.clause:
            line = texts(
                "From step {start} to step {end}: {share}, clause {clause}.",
                start=start,
                end=end,
                share=share,
                clause=flow.clause,
            )
        else:
            line = texts("From step {start} to step {end}: {share}.", start=start, end=end, share=share)
        lines.append(line)
    return " ".join(lines)
