"""A process map laid out: every box, diamond, line and word with its place and the id it stands for.

One value for paper and window: :mod:`workbench.export.swimlane` draws it, the window makes items of it, so
that both show the same map. All measures in pixels at 100 %; texts are fitted to their room already.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.export import palette
from workbench.export.drawing import Anchor, Point, elided, wrapped
from workbench.export.swimlane_places import (
    BOX_HEIGHT,
    BOX_WIDTH,
    HEAD_WIDTH,
    MapStep,
    Places,
    ProcessMap,
    place,
)
from workbench.export.swimlane_routes import Wires, wire
from workbench.export.swimlane_words import Words, place_words
from workbench.locale import Texts

SMALL = 11.0
"""Size of everything but lane names: the smallest that people read."""
LINE_HEIGHT = 13.0
MARGIN = 12.0
DIAMOND_GAP = 14.0
_LEAST_WIDTH = 420.0


@dataclass(frozen=True)
class LaneBand:
    """A lane; ``names_top`` is the baseline of the first line of its name."""

    id: str
    title: str
    names: tuple[str, ...]
    count: str
    moved: bool
    top: float
    bottom: float
    names_top: float


@dataclass(frozen=True)
class BoundaryLine:
    """The thick line between customer service and a department, and what holds above and below it."""

    y: float
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class StepBox:
    """A step's box with its upper left corner; ``title`` is whole, ``lines`` fit into the box."""

    id: str
    number: str
    title: str
    lines: tuple[str, ...]
    level: int | None
    lane: int
    x: float
    y: float
    mark: str = ""
    is_faint: bool = False


@dataclass(frozen=True)
class Decision:
    """The diamond behind a step's box, by its centre; ``shown`` is as much of the question as there is room for."""

    step: str
    question: str
    shown: str
    x: float
    y: float
    lane: int


@dataclass(frozen=True)
class FlowLine:
    """A flow's line, its words if it has any, and where its clause stands if it crosses the boundary."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]
    crosses: bool
    words: Words | None
    clause: str
    clause_at: Point | None


@dataclass(frozen=True)
class EndMark:
    """The circle on a step where cases can end; ``words`` say how many of them."""

    step: str
    words: str
    x: float
    y: float
    lane: int


@dataclass(frozen=True)
class MapLayout:
    """A whole map. ``start`` is the centre of the circle where contact begins, ``bottom`` the end of the lanes."""

    process: ProcessMap
    width: float
    top: float
    bottom: float
    lanes: tuple[LaneBand, ...]
    boundaries: tuple[BoundaryLine, ...]
    steps: tuple[StepBox, ...]
    decisions: tuple[Decision, ...]
    flows: tuple[FlowLine, ...]
    ends: tuple[EndMark, ...]
    start: Point | None
    description: str

    def is_moved(self, lane: int) -> bool:
        """Tell whether a lane is customer service's."""
        return self.lanes[lane].moved


def lay_out(process: ProcessMap, texts: Texts, top: float = 0.0) -> MapLayout:
    """Return ``process`` laid out from ``top`` down. Lanes keep their order, steps their numbers."""
    places = place(process)
    wires = wire(process, places, top)
    steps = tuple(_box(step, places, wires) for step in process.steps)
    decisions = tuple(_decision(step, places, wires) for step in process.steps if places.decides(step.id))
    ends = _ends(process, texts, places, wires)
    words = place_words(wires, _word_lines(wires, texts), tuple((one.x, one.y) for one in steps))
    first = wires.box_corner(process.steps[0].id) if process.steps else None
    return MapLayout(
        process,
        max(wires.width + MARGIN, _LEAST_WIDTH),
        top,
        wires.bottom,
        _lanes(process, texts, wires),
        tuple(
            BoundaryLine(y, *_boundary_notes(process, texts, lane)) for lane, y in wires.boundaries.items()
        ),
        steps,
        decisions,
        tuple(
            FlowLine(
                route.flow.id or f"{route.flow.source}>{route.flow.target}",
                route.flow.source,
                route.flow.target or "",
                route.points,
                route.crosses,
                said,
                route.flow.clause or "",
                route.clause_at if route.flow.clause else None,
            )
            for route, said in zip(wires.routes, words, strict=True)
        ),
        ends,
        (first[0] - 40, first[1] + BOX_HEIGHT / 2) if first else None,
        describe(process, texts),
    )


@lru_cache(maxsize=4096)
def share_words(texts: Texts, share: float) -> str:
    """Return a share as a map says it: with a decimal only where one is needed."""
    return texts.percent(share, 0 if round(share, 2) == round(share, 4) else 1)


def _lanes(process: ProcessMap, texts: Texts, wires: Wires) -> tuple[LaneBand, ...]:
    made = []
    for index, lane in enumerate(process.lanes):
        top = wires.lane_tops[index]
        names_top = top + 22
        if index - 1 in wires.boundaries:
            names_top += 12 + LINE_HEIGHT * len(_boundary_notes(process, texts, index - 1)[1])
        count = sum(step.lane == lane.id for step in process.steps)
        made.append(
            LaneBand(
                lane.id,
                lane.title,
                wrapped(lane.title, HEAD_WIDTH - 2 * MARGIN, 12, 600, lines=3),
                texts.plural("{n} step", "{n} steps", count),
                lane.moved,
                top,
                wires.lane_bottoms[index],
                names_top,
            )
        )
    return tuple(made)


def _boundary_notes(process: ProcessMap, texts: Texts, lane: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is said above and below the boundary under a lane, in lines."""
    if process.lanes[lane].moved:
        above = texts("Above the line: moves to customer service")
        below = texts("Below the line: stays")
    else:
        above = texts("Above the line: stays")
        below = texts("Below the line: moves to customer service")
    room = HEAD_WIDTH - 2 * MARGIN
    return wrapped(above, room, SMALL, 500, lines=3), wrapped(below, room, SMALL, 500, lines=3)


def _box(step: MapStep, places: Places, wires: Wires) -> StepBox:
    x, y = wires.box_corner(step.id)
    return StepBox(
        step.id,
        step.number,
        step.title,
        wrapped(step.title, BOX_WIDTH - 18, SMALL, 500),
        step.level,
        places.lane_of(step),
        x,
        y,
        step.mark,
        step.is_faint,
    )


def _decision(step: MapStep, places: Places, wires: Wires) -> Decision:
    x, y = wires.diamond_centre(step.id)
    return Decision(step.id, step.question, elided(step.question, 110, SMALL), x, y, places.lane_of(step))


def _ends(process: ProcessMap, texts: Texts, places: Places, wires: Wires) -> tuple[EndMark, ...]:
    made = []
    for step in process.steps:
        share = places.end_shares.get(step.id, 0.0)
        if share:
            x, y = wires.box_corner(step.id)
            words = texts("done") if share > 0.9995 else share_words(texts, share)
            made.append(EndMark(step.id, words, x + 16, y - 19, places.lane_of(step)))
    return tuple(made)


def _word_lines(wires: Wires, texts: Texts) -> tuple[tuple[str, ...], ...]:
    """Return the lines of words of every route: its label, then its share where it is not all."""
    made = []
    for route in wires.routes:
        flow = route.flow
        label = (flow.label,) if flow.label else ()
        is_part = flow.share is not None and flow.share < 0.9995
        made.append((*label, share_words(texts, flow.share or 0.0)) if is_part else label)
    return tuple(made)


def anchor_of(words: Words) -> Anchor:
    """Return on which side of its place a flow's words stand."""
    return "end" if words.is_end else "start"


def describe(process: ProcessMap, texts: Texts) -> str:
    """Return the map in sentences: every step with level and lane, then every flow."""
    lanes = {lane.id: lane.title for lane in process.lanes}
    numbers = {step.id: step.number for step in process.steps}
    lines = []
    for step in process.steps:
        level = palette.level_name(step.level, texts) if step.level else texts("level missing")
        lines.append(
            texts(
                "Step {number}: {title} ({level}), {lane}.",
                number=step.number,
                title=step.title,
                level=level,
                lane=lanes.get(step.lane, ""),
            )
        )
    for flow in process.flows:
        if flow.target is None:
            continue
        share = share_words(texts, 1.0 if flow.share is None else flow.share)
        start, end = numbers[flow.source], numbers[flow.target]
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
