"""Which gutters and channels of a process map a flow uses, and in which track of each it runs.

A plan knows no pixels: columns and rows are counted, and a stretch is from where to where in counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.export.swimlane_places import MapFlow, Places, ProcessMap

Exit = Literal["right", "bottom", "top"]
Entry = Literal["left", "below", "above"]


@dataclass
class Leg:
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
class Plan:
    """A flow's way: the corner it leaves by, its legs, the side it enters by. ``slot`` counts the flows that
    leave by the same corner, ``entry`` those that enter from below."""

    flow: MapFlow
    exit: Exit
    legs: list[Leg]
    enters: Entry = "left"
    slot: int = 0
    entry: int = 0


def plan_all(process: ProcessMap, places: Places) -> list[Plan]:
    """Return the plan of every flow that leads to a step."""
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


def _plan(flow: MapFlow, way: Exit, places: Places, used: dict[tuple[int, int], str]) -> Plan:
    source, target = flow.source, flow.target or ""
    start_column, end_column = places.columns[source], places.columns[target]
    start_row, end_row = places.rows[source], places.rows[target]
    if places.is_stacked(flow):
        aside = [Leg("channel", start_row)] if places.decides(source) else []
        return _span(Plan(flow, way, aside, "above" if end_row > start_row else "below"), places)
    first = Leg("row", start_row) if way == "right" else Leg("channel", start_row)
    gutter = Leg("gutter", start_column)
    if end_column <= start_column:
        below = Leg("channel", end_row)
        if way == "bottom" and start_row == end_row:
            return _span(Plan(flow, way, [first], enters="below"), places)
        return _span(Plan(flow, way, [first, gutter, below], enters="below"), places)
    last = Leg("row", end_row)
    between = range(start_column + 1, end_column)
    if way == "right" and start_row == end_row and _is_free(between, end_row, flow, places, used):
        return _span(Plan(flow, way, [first]), places)
    if _is_free(between, end_row, flow, places, used) and (way == "bottom" or start_row != end_row):
        return _span(Plan(flow, way, [first, gutter, last]), places)
    enter = Leg("gutter", end_column - 1)
    is_open = (end_column, start_row) not in places.taken
    if way == "right" and is_open and _is_free(between, start_row, flow, places, used):
        return _span(Plan(flow, way, [first, enter, last]), places)
    if way == "bottom" and start_row >= end_row - 1:
        return _span(Plan(flow, way, [first, enter, last]), places)
    channel = Leg("channel", end_row - 1 if start_row < end_row else end_row)
    if way == "bottom" and channel.index == start_row:
        return _span(Plan(flow, way, [first, enter, last]), places)
    return _span(Plan(flow, way, [first, gutter, channel, enter, last]), places)


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


def _span(plan: Plan, places: Places) -> Plan:
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


def give_tracks(legs: list[Leg]) -> None:
    """Give every leg the first track of its gutter or channel where it touches no other.

    In a gutter, what comes along a row turns off left of what goes on along that row: otherwise the
    one line would seem to lead into the other.
    """
    waiting = sorted((leg for leg in legs if leg.kind != "row"), key=_placing_order)
    taken: dict[tuple[str, int], list[Leg]] = {}
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


def _placing_order(leg: Leg) -> tuple[int, bool, float, float]:
    role = (leg.enters_row is not None) - (leg.leaves_row is not None)
    return role, leg.is_wide, leg.high - leg.low, leg.low


def _must_be_left(one: Leg, other: Leg) -> bool:
    is_same_gutter = one.kind == other.kind == "gutter" and one.index == other.index
    return is_same_gutter and one.leaves_row is not None and one.leaves_row == other.enters_row
