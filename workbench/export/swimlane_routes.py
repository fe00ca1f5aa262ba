"""Where the lines of a process map run: right angles only, every line in a track of its own.

Between two columns lies a gutter for what runs up and down, below every row a channel for what runs
across. A route is first planned as the gutters and channels it uses; then each gets tracks, so that no
two lines lie on each other; only then are widths and heights known and points computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

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
from workbench.export.swimlane_plans import Leg, Plan, give_tracks, plan_all

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
    plans = plan_all(process, places)
    legs = [leg for plan in plans for leg in plan.legs]
    give_tracks(legs)
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


class _Grid:
    """The measures of a map: where columns, gutters, rows, channels and lanes begin."""

    def __init__(
        self, process: ProcessMap, places: Places, plans: list[Plan], legs: list[Leg], top: float
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

    def _set_columns(self, plans: list[Plan], legs: list[Leg]) -> float:
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

    def _word_rooms(self, plans: list[Plan]) -> dict[int, float]:
        """Return the room that words on lines need at the beginning of every gutter."""
        rooms: dict[int, float] = {}
        for plan in plans:
            width = words_width(plan.flow)
            if width:
                column = self.places.columns[plan.flow.source]
                shift = 0.0 if plan.exit == "right" else -DIAMOND / 2 + 4
                rooms[column] = max(rooms.get(column, 0.0), width + 8 + shift)
        return rooms

    def _set_gutter(self, index: int, x: float, room: float, legs: list[Leg]) -> float:
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

    def _set_rows(self, legs: list[Leg], top: float) -> None:
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

    def route(self, plan: Plan) -> Route:
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

    def _start(self, plan: Plan, left: float, top: float, right: float) -> Point:
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

    def _height(self, leg: Leg) -> float:
        if leg.kind == "row":
            return self.row_tops[leg.index] + BOX_HEIGHT / 2
        return self.tracks["channel", leg.index, leg.track]

    def _words(
        self, plan: Plan, points: tuple[Point, ...], middle: float, right: float
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
    width = min(text_width(flow.label, 11), WORDS_WIDTH) if flow.label else 0.0
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
