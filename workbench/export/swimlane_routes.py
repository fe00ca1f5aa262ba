"""Where the lines of a process map run: right angles only, every line in a track of its own.

Between two columns lies a gutter for what runs up and down, below every row a channel for what runs
across. A route is first planned as the gutters and channels it uses; then each gets tracks, so that no
two lines lie on each other; only then are widths and heights known and points computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from workbench.export.drawing import Point
from workbench.export.fonts import text_width
from workbench.export.swimlane_places import (
    BOX_HEIGHT,
    BOX_WIDTH,
    DIAMOND,
    HEAD_WIDTH,
    MapFlow,
    Places,
    ProcessMap,
)

_ABOVE_BOX = 40.0
_CHANNEL = 16.0
_TRACK = 13.0
_CLAUSE_TRACK = 30.0
_GUTTER = 26.0
_FIRST_GUTTER = 72.0
_DIAMOND_GAP = 14.0
_ARROW_ROOM = 14.0
_BOUNDARY_ROOM = 26.0
WORDS_WIDTH = 80.0

_STACKED_X = 98.0
"""Where on a box the straight line of a hand-over within its column begins and ends."""

Exit = Literal["right", "bottom", "top"]
Entry = Literal["left", "below", "above"]


@dataclass
class _Leg:
    """A stretch of a route in a gutter or channel (or along a row), from ``low`` to ``high``.

    Gutters are counted by the column left of them (-1 is left of all), channels by the row above
    them. Positions across are column x 2 (box) and column x 2 + 1 (gutter), down row x 2 and
    row x 2 + 1 (channel).
    """

    kind: Literal["gutter", "channel", "row"]
    index: int
    low: float = 0.0
    high: float = 0.0
    track: int = 0
    is_wide: bool = False
    leaves_row: int | None = None
    enters_row: int | None = None

    @property
    def level(self) -> float:
        """The position of a horizontal leg from above, of a gutter from the left."""
        return self.index * 2 + (0 if self.kind == "row" else 1)


@dataclass
class _Plan:
    flow: MapFlow
    exit: Exit
    legs: list[_Leg]
    enters: Entry = "left"
    slot: int = 0
    entry: int = 0


@dataclass(frozen=True)
class Route:
    """A flow's line. ``words_at`` is the baseline of its first or (``words_up``) last line of words, which
    begin there or, ``words_end``, end there; ``clause_at`` is where its clause stands."""

    flow: MapFlow
    points: tuple[Point, ...]
    crosses: bool
    words_at: Point
    words_up: bool
    words_end: bool
    clause_at: Point | None


@dataclass(frozen=True)
class Wires:
    """Every line and every measure of a map."""

    places: Places
    routes: tuple[Route, ...]
    lane_tops: tuple[float, ...]
    lane_bottoms: tuple[float, ...]
    boundaries: dict[int, float]
    """The y of the boundary below a lane, by the lane's index."""
    width: float
    bottom: float
    column_lefts: tuple[float, ...] = field(repr=False, default=())
    row_tops: tuple[float, ...] = field(repr=False, default=())

    def box_corner(self, step_id: str) -> Point:
        """Return the upper left corner of a step's box."""
        return self.column_lefts[self.places.columns[step_id]], self.row_tops[self.places.rows[step_id]]

    def diamond_centre(self, step_id: str) -> Point:
        """Return the centre of the diamond behind a step's box."""
        x, y = self.box_corner(step_id)
        return x + BOX_WIDTH + _DIAMOND_GAP + DIAMOND / 2, y + BOX_HEIGHT / 2


def wire(process: ProcessMap, places: Places, top: float) -> Wires:
    """Return the lines of ``process`` for steps that stand as ``places`` says, from ``top`` down."""
    plans = _plan_all(process, places)
    legs = [leg for plan in plans for leg in plan.legs]
    _give_tracks(legs)
    grid = _Grid(process, places, plans, legs, top)
    routes = tuple(grid.route(plan) for plan in plans)
    return Wires(
        places,
        routes,
        tuple(grid.lane_tops),
        tuple(grid.lane_bottoms),
        grid.boundaries,
        grid.width,
        grid.lane_bottoms[-1] if grid.lane_bottoms else top,
        tuple(grid.column_lefts),
        tuple(grid.row_tops),
    )


def _plan_all(process: ProcessMap, places: Places) -> list[_Plan]:
    used: dict[tuple[int, int], str] = {}
    plans = []
    entries: dict[str, int] = {}
    for step in process.steps:
        leaving = [flow for flow in process.flows if flow.source == step.id and flow.target is not None]
        leaving.sort(key=lambda flow: (places.is_back(flow), -(1.0 if flow.share is None else flow.share)))
        exits = _exits(leaving, places)
        slot = 0
        for flow, way in zip(leaving, exits, strict=True):
            plan = _plan(flow, way, places, used)
            if way == "right":
                plan.slot = slot
                slot += 1
            if plan.enters == "below" and not places.is_stacked(flow):
                plan.entry = entries.get(flow.target or "", 0)
                entries[flow.target or ""] = plan.entry + 1
            plans.append(plan)
    return plans


def _exits(leaving: list[MapFlow], places: Places) -> list[Exit]:
    """Share a diamond's corners among its flows: one straight on, one down, the rest right too."""
    if not leaving or not places.decides(leaving[0].source):
        return [_only_exit(flow, places) for flow in leaving]
    row = places.rows[leaving[0].source]
    straight = next(
        (flow for flow in leaving if not places.is_back(flow) and places.rows[flow.target or ""] == row),
        None,
    )
    straight = straight or next((flow for flow in leaving if not places.is_back(flow)), leaving[0])
    down = next((flow for flow in leaving if places.is_stacked(flow)), None)
    if straight is down:
        straight = next((flow for flow in leaving if flow is not down), None)
    down = down or next((flow for flow in leaving if flow is not straight), None)
    return ["bottom" if flow is down else "right" for flow in leaving]


def _only_exit(flow: MapFlow, places: Places) -> Exit:
    """Return where the flow of a step without a diamond leaves its box."""
    if places.is_stacked(flow) and places.rows[flow.target or ""] < places.rows[flow.source]:
        return "top"
    return "bottom" if places.is_stacked(flow) or places.is_back(flow) else "right"


def _plan(flow: MapFlow, way: Exit, places: Places, used: dict[tuple[int, int], str]) -> _Plan:
    source, target = flow.source, flow.target or ""
    start_column, end_column = places.columns[source], places.columns[target]
    start_row, end_row = places.rows[source], places.rows[target]
    if places.is_stacked(flow):
        aside = [_Leg("channel", start_row)] if places.decides(source) else []
        return _span(_Plan(flow, way, aside, "above" if end_row > start_row else "below"), places)
    first = _Leg("row", start_row) if way == "right" else _Leg("channel", start_row)
    gutter = _Leg("gutter", start_column)
    if end_column <= start_column:
        below = _Leg("channel", end_row)
        if way == "bottom" and start_row == end_row:
            return _span(_Plan(flow, way, [first], enters="below"), places)
        return _span(_Plan(flow, way, [first, gutter, below], enters="below"), places)
    last = _Leg("row", end_row)
    between = range(start_column + 1, end_column)
    if way == "right" and start_row == end_row and _is_free(between, end_row, flow, places, used):
        return _span(_Plan(flow, way, [first]), places)
    if _is_free(between, end_row, flow, places, used) and (way == "bottom" or start_row != end_row):
        return _span(_Plan(flow, way, [first, gutter, last]), places)
    enter = _Leg("gutter", end_column - 1)
    is_open = (end_column, start_row) not in places.taken
    if way == "right" and is_open and _is_free(between, start_row, flow, places, used):
        return _span(_Plan(flow, way, [first, enter, last]), places)
    if way == "bottom" and start_row >= end_row - 1:
        return _span(_Plan(flow, way, [first, enter, last]), places)
    channel = _Leg("channel", end_row - 1 if start_row < end_row else end_row)
    if way == "bottom" and channel.index == start_row:
        return _span(_Plan(flow, way, [first, enter, last]), places)
    return _span(_Plan(flow, way, [first, gutter, channel, enter, last]), places)


def _is_free(
    columns: range, row: int, flow: MapFlow, places: Places, used: dict[tuple[int, int], str]
) -> bool:
    """Tell whether a line may run along ``row`` through ``columns``, and if so, take the way."""
    cells = [(column, row) for column in columns]
    if any(cell in places.taken or used.get(cell, flow.target) != flow.target for cell in cells):
        return False
    for cell in cells:
        used[cell] = flow.target or ""
    return True


def _span(plan: _Plan, places: Places) -> _Plan:
    """Fill in from where to where every leg runs."""
    start = places.columns[plan.flow.source] * 2 + (0.5 if plan.exit == "bottom" else 0.2)
    end = places.columns[plan.flow.target or ""] * 2 - (0.0 if plan.enters != "left" else 0.5)
    legs = plan.legs
    for number, leg in enumerate(legs):
        before = legs[number - 1].level if number else start
        after = legs[number + 1].level if number + 1 < len(legs) else end
        leg.low, leg.high = min(before, after), max(before, after)
        if leg.kind == "gutter":
            before_leg, after_leg = legs[number - 1], legs[number + 1]
            leg.leaves_row = before_leg.index if before_leg.kind == "row" else None
            leg.enters_row = after_leg.index if after_leg.kind == "row" else None
        lanes = (
            [places.row_lanes[int(max(edge, 0) // 2)] for edge in (leg.low, leg.high)]
            if (leg.kind == "gutter")
            else [0, 0]
        )
        moved = [places.process.lanes[lane].moved for lane in range(lanes[0], lanes[1] + 1)]
        leg.is_wide = len(set(moved)) > 1
    return plan


def _give_tracks(legs: list[_Leg]) -> None:
    """Give every leg the first track of its gutter or channel where it touches no other.

    In a gutter, what comes along a row turns off left of what goes on along that row: otherwise the
    one line would seem to lead into the other.
    """
    waiting = sorted((leg for leg in legs if leg.kind != "row"), key=_placing_order)
    taken: dict[tuple[str, int], list[_Leg]] = {}
    while waiting:
        leg = next(
            (one for one in waiting if not any(_must_be_left(other, one) for other in waiting)), waiting[0]
        )
        waiting.remove(leg)
        others = taken.setdefault((leg.kind, leg.index), [])
        left = [other.track for other in others if _must_be_left(other, leg)]
        leg.track = 1 + max(left, default=-1)
        while any(
            leg.track == other.track and leg.low <= other.high and other.low <= leg.high for other in others
        ):
            leg.track += 1
        others.append(leg)


def _placing_order(leg: _Leg) -> tuple[int, bool, float, float]:
    role = (leg.enters_row is not None) - (leg.leaves_row is not None)
    return role, leg.is_wide, leg.high - leg.low, leg.low


def _must_be_left(one: _Leg, other: _Leg) -> bool:
    is_same_gutter = one.kind == other.kind == "gutter" and one.index == other.index
    return is_same_gutter and one.leaves_row is not None and one.leaves_row == other.enters_row


class _Grid:
    """The measures of a map: where columns, gutters, rows, channels and lanes begin."""

    def __init__(
        self, process: ProcessMap, places: Places, plans: list[_Plan], legs: list[_Leg], top: float
    ) -> None:
        self.process = process
        self.places = places
        self.tracks: dict[tuple[str, int, int], float] = {}
        self.column_lefts: list[float] = []
        self.row_tops: list[float] = []
        self.lane_tops: list[float] = []
        self.lane_bottoms: list[float] = []
        self.boundaries: dict[int, float] = {}
        self.width = self._set_columns(plans, legs)
        self._set_rows(legs, top)

    def _set_columns(self, plans: list[_Plan], legs: list[_Leg]) -> float:
        columns = max(self.places.columns.values(), default=-1) + 1
        deciding = {
            self.places.columns[step.id] for step in self.process.steps if self.places.decides(step.id)
        }
        rooms = self._word_rooms(plans)
        x = HEAD_WIDTH + self._set_gutter(-1, HEAD_WIDTH, _FIRST_GUTTER, legs)
        for column in range(columns):
            self.column_lefts.append(x)
            x += BOX_WIDTH + (_DIAMOND_GAP + DIAMOND if column in deciding else 0.0)
            x += self._set_gutter(column, x, max(_GUTTER - _ARROW_ROOM, rooms.get(column, 0.0)), legs)
        return x

    def _word_rooms(self, plans: list[_Plan]) -> dict[int, float]:
        """Return the room that words on lines need at the beginning of every gutter."""
        rooms: dict[int, float] = {}
        for plan in plans:
            width = words_width(plan.flow)
            if width:
                column = self.places.columns[plan.flow.source]
                shift = 0.0 if plan.exit == "right" else -DIAMOND / 2 + 4
                rooms[column] = max(rooms.get(column, 0.0), width + 8 + shift)
        return rooms

    def _set_gutter(self, index: int, x: float, room: float, legs: list[_Leg]) -> float:
        """Set the tracks of a gutter that begins at ``x``; return its width."""
        mine = [leg for leg in legs if leg.kind == "gutter" and leg.index == index]
        width = room
        for track in range(max((leg.track for leg in mine), default=-1) + 1):
            is_wide = any(leg.is_wide for leg in mine if leg.track == track)
            step = _CLAUSE_TRACK if is_wide else _TRACK
            self.tracks["gutter", index, track] = x + width + step / 2
            width += step
        if index < 0:
            # Loops back to the first column run between its edge and the circle where contact begins.
            shift = width - room
            for track in range(len(mine)):
                if ("gutter", index, track) in self.tracks:
                    self.tracks["gutter", index, track] -= room - 8
            return room + shift
        return width + _ARROW_ROOM

    def _set_rows(self, legs: list[_Leg], top: float) -> None:
        y = top
        rows = list(self.places.row_lanes)
        for lane_index, lane in enumerate(self.process.lanes):
            self.lane_tops.append(y)
            if lane_index and self.process.lanes[lane_index - 1].moved != lane.moved:
                y += _BOUNDARY_ROOM - 8
            for row in (number for number, one in enumerate(rows) if one == lane_index):
                self.row_tops.append(y + _ABOVE_BOX)
                y += _ABOVE_BOX + BOX_HEIGHT
                mine = [leg for leg in legs if leg.kind == "channel" and leg.index == row]
                count = max((leg.track for leg in mine), default=-1) + 1
                for track in range(count):
                    self.tracks["channel", row, track] = y + _CHANNEL + _TRACK * (track + 0.5)
                y += _CHANNEL + _TRACK * count
            following = self.process.lanes[lane_index + 1 : lane_index + 2]
            if following and following[0].moved != lane.moved:
                y += _BOUNDARY_ROOM
                self.boundaries[lane_index] = y
            self.lane_bottoms.append(y)

    def route(self, plan: _Plan) -> Route:
        flow = plan.flow
        source, target = flow.source, flow.target or ""
        left, top = self._corner(source)
        middle = top + BOX_HEIGHT / 2
        decides = self.places.decides(source)
        right = left + BOX_WIDTH + (_DIAMOND_GAP + DIAMOND if decides else 0.0)
        x, y = self._start(plan, left, top, right)
        points: list[Point] = [(x, y)]
        for leg in plan.legs:
            if leg.kind == "gutter":
                x = self.tracks["gutter", leg.index, leg.track]
            else:
                y = self._height(leg)
            points.append((x, y))
        end_left, end_top = self._corner(target)
        if plan.enters == "left":
            points.append((end_left, end_top + BOX_HEIGHT / 2))
        else:
            entry = end_left + max(BOX_WIDTH / 2 - 14.0 * plan.entry, 10.0)
            x = end_left + _STACKED_X if self.places.is_stacked(flow) else entry
            points += [(x, y), (x, end_top + (BOX_HEIGHT if plan.enters == "below" else 0.0))]
        kept = _without_repeats(points)
        crossing = self._crossing(kept)
        return Route(flow, kept, crossing is not None, *self._words(plan, kept, middle, right), crossing)

    def _start(self, plan: _Plan, left: float, top: float, right: float) -> Point:
        """Return where a flow leaves its box, or the diamond behind it."""
        middle = top + BOX_HEIGHT / 2
        if plan.exit == "right":
            return right, middle
        if self.places.decides(plan.flow.source):
            return right - DIAMOND / 2, middle + DIAMOND / 2
        x = left + _STACKED_X if self.places.is_stacked(plan.flow) else right - 12
        return x, top if plan.exit == "top" else top + BOX_HEIGHT

    def _corner(self, step_id: str) -> Point:
        return self.column_lefts[self.places.columns[step_id]], self.row_tops[self.places.rows[step_id]]

    def _height(self, leg: _Leg) -> float:
        if leg.kind == "row":
            return self.row_tops[leg.index] + BOX_HEIGHT / 2
        return self.tracks["channel", leg.index, leg.track]

    def _words(
        self, plan: _Plan, points: tuple[Point, ...], middle: float, right: float
    ) -> tuple[Point, bool, bool]:
        """Return where a flow's words stand, whether they grow upwards, and whether they end there."""
        x, y = points[0]
        if plan.exit == "bottom":
            return (x + 5, y + 13), False, False
        if plan.exit == "top":
            return (x + 5, y - 21), False, False
        if plan.slot and len(points) > 2:
            # Beside where it turns off, clear of the words of the flow that goes straight on.
            turn, after = points[1], points[2]
            goes_up = after[1] < turn[1]
            return (turn[0] - 6, middle + (-49 if goes_up else 60)), goes_up, True
        return (right + 4, middle - 5), True, False

    def _crossing(self, points: tuple[Point, ...]) -> Point | None:
        for (x0, y0), (x1, y1) in pairwise(points):
            for y in self.boundaries.values():
                if x0 == x1 and min(y0, y1) < y < max(y0, y1):
                    return x0, y
        return None


def words_width(flow: MapFlow) -> float:
    """Return the room a flow's words need, in pixels; 0 when it has none."""
    width = min(text_width(flow.label, 10.5), WORDS_WIDTH) if flow.label else 0.0
    if flow.share is not None and flow.share < 0.9995:
        width = max(width, 34.0)
    return width


def _without_repeats(points: list[Point]) -> tuple[Point, ...]:
    """Return ``points`` without doubles and without those in the middle of a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _is_straight(first: Point, second: Point, third: Point) -> bool:
    return first[0] == second[0] == third[0] or first[1] == second[1] == third[1]
