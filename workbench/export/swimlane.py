"""The process map of a case type on paper: lanes as bands, steps in columns, the boundary as one thick line.

The layout is our own, because general graph layouts change the order of lanes and their widths. It is made
in :mod:`workbench.export.swimlane_layout`, for paper and window alike; here it is drawn.
"""

from __future__ import annotations

from workbench.export import palette
from workbench.export.drawing import (
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
from workbench.export.swimlane_layout import (
    DIAMOND_GAP,
    LINE_HEIGHT,
    MARGIN,
    SMALL,
    BoundaryLine,
    EndMark,
    FlowLine,
    LaneBand,
    MapLayout,
    StepBox,
    anchor_of,
    lay_out,
)
from workbench.export.swimlane_places import (
    BOX_HEIGHT,
    BOX_WIDTH,
    DIAMOND,
    HEAD_WIDTH,
    MapFlow,
    MapLane,
    MapStep,
    ProcessMap,
)
from workbench.locale import Texts

__all__ = ["MapFlow", "MapLane", "MapStep", "ProcessMap", "drawing_of", "swimlane"]

_TOP = 56.0
_FOOT = 34.0
_BOUNDARY_WIDTH = 3.0


def swimlane(process: ProcessMap, texts: Texts) -> Drawing:
    """Return the drawing of ``process``. Lanes keep their order, steps their numbers."""
    return drawing_of(lay_out(process, texts, _TOP), texts)


def drawing_of(layout: MapLayout, texts: Texts) -> Drawing:
    """Return the drawing of a map that is laid out with room for a title above it."""
    height = layout.bottom + _FOOT
    ordered = sorted(layout.flows, key=lambda one: one.crosses)
    shapes = [*_title(layout)]
    for lane in layout.lanes:
        shapes += _lane(layout, lane)
    shapes.append(Line(((0, layout.bottom), (layout.width, layout.bottom)), palette.LINE, 1))
    for boundary in layout.boundaries:
        shapes += _boundary(layout, boundary)
    shapes += [_flow(one) for one in ordered]
    for step in layout.steps:
        shapes += _step(step, texts)
    shapes += [*_decisions(layout), *_start(layout, texts)]
    for end in layout.ends:
        shapes += _end(end)
    for flow in layout.flows:
        shapes += _words(layout, flow)
    for flow in layout.flows:
        if flow.clause_at is not None:
            shapes += clause_box(*flow.clause_at, flow.clause)
    shapes += _foot(layout, texts, height)
    return Drawing(layout.width, height, layout.process.title, layout.description, tuple(shapes))


def _title(layout: MapLayout) -> tuple[Shape, ...]:
    room = layout.width - 2 * MARGIN
    title = Label(MARGIN, 24, elided(layout.process.title, room, 16, 600), 16, 600)
    under = elided(layout.process.subtitle, room, 11.5)
    return title, Label(MARGIN, 43, under, 11.5, colour=palette.TEXT_2)


def _foot(layout: MapLayout, texts: Texts, height: float) -> tuple[Shape, ...]:
    note = palette.boundary_note(texts)
    lines = wrapped(note, layout.width - 2 * MARGIN, SMALL)
    return tuple(
        Label(
            MARGIN,
            height - 18 + LINE_HEIGHT * number - 4 * (len(lines) - 1),
            line,
            SMALL,
            colour=palette.TEXT_2,
        )
        for number, line in enumerate(lines)
    )


def _lane(layout: MapLayout, lane: LaneBand) -> list[Shape]:
    made: list[Shape] = []
    height = lane.bottom - lane.top
    if not lane.moved:
        made.append(Box(HEAD_WIDTH, lane.top, layout.width - HEAD_WIDTH, height, palette.STAYS_TINT))
    made.append(Box(0, lane.top, HEAD_WIDTH, height, palette.SUNKEN))
    made.append(Line(((0, lane.top), (layout.width, lane.top)), palette.LINE, 1))
    for number, name in enumerate(lane.names):
        made.append(Label(MARGIN, lane.names_top + 15 * number, name, 12, 600))
    below = lane.names_top + 2 + 15 * len(lane.names)
    made.append(Label(MARGIN, below, lane.count, SMALL, colour=palette.TEXT_2))
    return made


def _boundary(layout: MapLayout, boundary: BoundaryLine) -> list[Shape]:
    """The thick line, with what holds above and below it said in the lane heads, where no line runs."""
    y = boundary.y
    made: list[Shape] = [Line(((0, y), (layout.width, y)), palette.TEXT, _BOUNDARY_WIDTH)]
    tops = (y - 9 - LINE_HEIGHT * (len(boundary.above) - 1), y + 18)
    for lines, top in zip((boundary.above, boundary.below), tops, strict=True):
        for number, line in enumerate(lines):
            made.append(Label(MARGIN, top + LINE_HEIGHT * number, line, SMALL, 500))
    return made


def _flow(flow: FlowLine) -> Line:
    colour = palette.TEXT if flow.crosses else palette.TEXT_2
    return Line(flow.points, colour, 1.8 if flow.crosses else 1.3, arrow=True)


def _step(step: StepBox, texts: Texts) -> list[Shape]:
    x, y = step.x, step.y
    made: list[Shape] = [
        Box(x, y, BOX_WIDTH, BOX_HEIGHT, palette.SURFACE, palette.EDGE, 1.2, 5, dashed=step.is_faint)
    ]
    made.append(Label(x + BOX_WIDTH, y - 5, step.number, SMALL, anchor="end", colour=palette.TEXT_2))
    if step.mark:
        made.append(Label(x + 2, y + BOX_HEIGHT + 13, step.mark, SMALL, colour=palette.TEXT_2))
    for row, line in enumerate(step.lines):
        made.append(Label(x + 8, y + 15 + LINE_HEIGHT * row, line, SMALL, 500))
    made.extend(_level(step, texts, x + 8, y + BOX_HEIGHT - 22))
    return made


def _level(step: StepBox, texts: Texts, x: float, y: float) -> tuple[Shape, ...]:
    if step.level is None:
        words = texts("level missing")
        return (
            Box(x, y, BOX_WIDTH - 16, 17, "", palette.TEXT_2, 1, 3, dashed=True),
            Label(x + 6, y + 12.2, elided(words, BOX_WIDTH - 28, SMALL), SMALL, colour=palette.TEXT_2),
        )
    word = elided(palette.level_word(step.level, texts), BOX_WIDTH - 16 - 27, SMALL, 500)
    return chip(x, y, step.level, word, SMALL)


def _decisions(layout: MapLayout) -> list[Shape]:
    made: list[Shape] = []
    for one in layout.decisions:
        edge = one.x - DIAMOND / 2
        made.append(Line(((edge - DIAMOND_GAP, one.y), (edge, one.y)), palette.TEXT_2))
        made += [Diamond(one.x, one.y, DIAMOND), Label(one.x, one.y + 4.3, "?", 12, 600, "middle")]
        if one.shown:
            top = one.y - BOX_HEIGHT / 2 - 5
            ground = _ground(layout, one.lane)
            made.append(Label(edge - 4, top, one.shown, SMALL, colour=palette.TEXT_2, ground=ground))
    return made


def _start(layout: MapLayout, texts: Texts) -> list[Shape]:
    """The circle where contact begins."""
    if layout.start is None:
        return []
    x, y = layout.start
    return [
        Circle(x, y, 8),
        Line(((x + 8, y), (x + 40, y)), arrow=True),
        Label(x, y - 14, texts("Contact"), SMALL, 400, "middle", palette.TEXT_2),
    ]


def _end(end: EndMark) -> list[Shape]:
    return [
        Line(((end.x, end.y + 19), (end.x, end.y + 7)), palette.TEXT_2),
        Circle(end.x, end.y, 7, edge_width=2.4),
        Label(end.x + 11, end.y + 3.5, end.words, SMALL, colour=palette.TEXT_2),
    ]


def _words(layout: MapLayout, flow: FlowLine) -> list[Shape]:
    words = flow.words
    if words is None:
        return []
    source = next(one for one in layout.steps if one.id == flow.source)
    ground = _ground(layout, source.lane)
    return [
        Label(
            words.x,
            words.y + LINE_HEIGHT * number,
            line,
            SMALL,
            400,
            anchor_of(words),
            palette.TEXT_2,
            ground,
        )
        for number, line in enumerate(words.lines)
    ]


def _ground(layout: MapLayout, lane: int) -> str:
    return palette.SURFACE if layout.is_moved(lane) else palette.STAYS_TINT
