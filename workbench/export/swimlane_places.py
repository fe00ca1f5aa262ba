"""Where the steps of a process map stand: ranks become columns, lanes become rows.

A step stands one column right of the last step it waits for; a flow that closes a loop does not count.
A hand-over to another lane stays in its column where nothing is in the way: the line then runs straight
down or up, as people draw it, and the map stays narrow enough for paper. Within a lane, steps of the
same column stand in rows below each other, as near to where they come from as there is room.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

BOX_WIDTH = 128.0
BOX_HEIGHT = 60.0
DIAMOND = 34.0
HEAD_WIDTH = 134.0


@dataclass(frozen=True)
class MapStep:
    """A step: ``number`` as printed, ``lane`` the id of its lane, ``question`` what is decided after it.

    ``mark`` is a word below the box (moved, new); a faint step is no longer done.
    """

    id: str
    number: str
    title: str
    level: int | None
    lane: str
    question: str = ""
    mark: str = ""
    is_faint: bool = False


@dataclass(frozen=True)
class MapFlow:
    """A flow to the step ``target``, or to the end of the case where that is None.

    ``share`` is the probability of going this way; ``clause`` the number of the agreement's clause
    where the flow crosses the boundary, ``id`` the flow's own.
    """

    source: str
    target: str | None
    share: float | None = None
    clause: str | None = None
    label: str = ""
    id: str = ""


@dataclass(frozen=True)
class MapLane:
    """A band of steps with one performer; ``moved`` lanes are customer service's."""

    id: str
    title: str
    moved: bool


@dataclass(frozen=True)
class ProcessMap:
    """What a process map shows. Lanes from above, steps in their order; every step's lane is listed."""

    title: str
    lanes: tuple[MapLane, ...]
    steps: tuple[MapStep, ...]
    flows: tuple[MapFlow, ...]
    subtitle: str = ""


@dataclass(frozen=True)
class Places:
    """Column and row of every step; rows are counted through all lanes from above."""

    process: ProcessMap
    columns: dict[str, int]
    rows: dict[str, int]
    row_lanes: tuple[int, ...]
    """The lane of every row."""
    end_shares: dict[str, float] = field(default_factory=dict)
    stacked: frozenset[tuple[str, str]] = frozenset()
    """(source, target) of the flows that run straight down or up in one column."""

    @cached_property
    def _steps(self) -> dict[str, MapStep]:
        return {step.id: step for step in self.process.steps}

    @cached_property
    def _lanes(self) -> dict[str, int]:
        return {lane.id: index for index, lane in enumerate(self.process.lanes)}

    @cached_property
    def taken(self) -> frozenset[tuple[int, int]]:
        """The (column, row) of every step."""
        return frozenset((self.columns[step.id], self.rows[step.id]) for step in self.process.steps)

    @cached_property
    def _deciding(self) -> frozenset[str]:
        targets = defaultdict(set)
        for flow in self.process.flows:
            if flow.target is not None:
                targets[flow.source].add(flow.target)
        return frozenset(source for source, found in targets.items() if len(found) > 1)

    def step(self, step_id: str) -> MapStep:
        """Return the step with that id."""
        return self._steps[step_id]

    def lane_of(self, step: MapStep) -> int:
        """Return the index of the lane a step stands in."""
        return self._lanes[step.lane]

    def decides(self, step_id: str) -> bool:
        """Tell whether a step leads to several others, and so gets a diamond."""
        return step_id in self._deciding

    def is_back(self, flow: MapFlow) -> bool:
        """Tell whether a flow goes back, or down in its own column."""
        if flow.target is None or self.is_stacked(flow):
            return False
        return self.columns[flow.target] <= self.columns[flow.source]

    def is_stacked(self, flow: MapFlow) -> bool:
        """Tell whether a flow leads to a step above or below in the same column."""
        return (flow.source, flow.target) in self.stacked


def place(process: ProcessMap) -> Places:
    """Return where every step of ``process`` stands."""
    onward: dict[str, list[str]] = {step.id: [] for step in process.steps}
    ends: dict[str, float] = {}
    leaving: dict[str, float] = defaultdict(float)
    for flow in process.flows:
        share = 1.0 if flow.share is None else flow.share
        leaving[flow.source] += share
        if flow.target is None:
            ends[flow.source] = ends.get(flow.source, 0.0) + share
        else:
            onward[flow.source].append(flow.target)
    for step in process.steps:
        rest = 1.0 - leaving[step.id]
        if step.id not in ends and rest > 0.0005:
            ends[step.id] = rest
    columns, stacked = _columns(process, onward)
    rows, row_lanes = _rows(process, onward, columns)
    return Places(process, columns, rows, row_lanes, ends, frozenset(stacked))


def _columns(
    process: ProcessMap, onward: dict[str, list[str]]
) -> tuple[dict[str, int], set[tuple[str, str]]]:
    """Return the column of every step, and the flows that stay in their column.

    Loops do not count; steps that nobody leads to follow their neighbour in the user's order.
    """
    forward = _without_loops(process, onward)
    incoming: dict[str, list[str]] = {step.id: [] for step in process.steps}
    for source, targets in forward.items():
        for target in targets:
            incoming[target].append(source)
    for before, step in pairwise(process.steps):
        # A lone step follows its neighbour, unless it leads to where that neighbour comes from.
        if not incoming[step.id] and before.id not in _reached(forward, step.id):
            incoming[step.id].append(before.id)
            forward[before.id].append(step.id)
    stack = _Stack(process, onward)
    columns: dict[str, int] = {}
    waiting = {step: len(sources) for step, sources in incoming.items()}
    ready = [step.id for step in process.steps if not waiting[step.id]]
    while ready:
        step_id = ready.pop(0)
        columns[step_id] = stack.column(step_id, incoming[step_id], columns)
        for target in forward[step_id]:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return columns, stack.flows


class _Stack:
    """Decides, step by step, which hand-overs stay in their column; a cell used so takes no second step."""

    def __init__(self, process: ProcessMap, onward: dict[str, list[str]]) -> None:
        lanes = {lane.id: index for index, lane in enumerate(process.lanes)}
        self.lanes = {step.id: lanes[step.lane] for step in process.steps}
        self.onward = onward
        self.held: dict[tuple[int, int], int] = defaultdict(int)
        self.sealed: set[tuple[int, int]] = set()
        self.flows: set[tuple[str, str]] = set()

    def column(self, step_id: str, sources: list[str], columns: dict[str, int]) -> int:
        """Return the column of a step whose sources already have theirs."""
        lane = self.lanes[step_id]
        column = max((columns[source] for source in sources), default=-1)
        last = [source for source in sources if columns[source] == column]
        if len(last) == 1 and self._fits(last[0], step_id, column):
            between = sorted((self.lanes[last[0]], lane))
            self.sealed.update((one, column) for one in range(between[0], between[1] + 1))
            self.flows.add((last[0], step_id))
        else:
            column += 1
            while (lane, column) in self.sealed:
                column += 1
        self.held[lane, column] += 1
        return column

    def _fits(self, source: str, target: str, column: int) -> bool:
        start, end = self.lanes[source], self.lanes[target]
        if start == end or self.onward[source].count(target) != 1:
            return False
        if end < start and len(set(self.onward[source])) > 1:
            return False  # above a diamond stands its question
        between = range(min(start, end) + 1, max(start, end))
        if any(self.held[lane, column] or (lane, column) in self.sealed for lane in between):
            return False
        return (
            self.held[start, column] == 1 and not self.held[end, column] and (end, column) not in self.sealed
        )


def _without_loops(process: ProcessMap, onward: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the flows but those that lead back to a step still being walked through."""
    forward: dict[str, list[str]] = {step.id: [] for step in process.steps}
    state: dict[str, int] = {}
    for start in process.steps:
        if start.id in state:
            continue
        state[start.id] = 1
        path = [(start.id, iter(onward[start.id]))]
        while path:
            here, targets = path[-1]
            target = next(targets, None)
            if target is None:
                state[here] = 2
                path.pop()
            elif state.get(target) != 1:
                forward[here].append(target)
                if target not in state:
                    state[target] = 1
                    path.append((target, iter(onward[target])))
    return forward


def _reached(forward: dict[str, list[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for target in forward[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _rows(
    process: ProcessMap, onward: dict[str, list[str]], columns: dict[str, int]
) -> tuple[dict[str, int], tuple[int, ...]]:
    lanes = {lane.id: index for index, lane in enumerate(process.lanes)}
    sources: dict[str, list[str]] = defaultdict(list)
    for source, targets in onward.items():
        for target in targets:
            sources[target].append(source)
    inner: dict[str, int] = {}
    taken: set[tuple[int, int, int]] = set()
    heights = [1] * len(process.lanes)
    order = {step.id: number for number, step in enumerate(process.steps)}
    lane_by_step = {step.id: lanes[step.lane] for step in process.steps}
    for step in sorted(process.steps, key=lambda one: (columns[one.id], order[one.id])):
        lane, column = lane_by_step[step.id], columns[step.id]
        near = [inner[one] for one in sources[step.id] if one in inner and lane_by_step[one] == lane]
        row = near[0] if near else 0
        if (lane, column, row) in taken:
            row = next(free for free in range(len(process.steps)) if (lane, column, free) not in taken)
        inner[step.id] = row
        taken.add((lane, column, row))
        heights[lane] = max(heights[lane], row + 1)
    tops = [sum(heights[:lane]) for lane in range(len(heights))]
    rows = {step.id: tops[lane_by_step[step.id]] + inner[step.id] for step in process.steps}
    return rows, tuple(lane for lane, height in enumerate(heights) for _ in range(height))
