"""The algebra of a process: expected visits in a graph of steps, loops included.

v = e_start (I - P)^-1 and its restrictions to a set of steps. A process without loops (most of them)
is a pass in topological order, several times faster than a matrix of eight rows; loops go to numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.analysis.results import Floats
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.text import N_, NotCalculable, message

_NO_END = 1e-9
"""What flows may leave to 1 through rounding alone (0.7 + 0.2 + 0.1): no end."""
_NO_VISITS = 1e-15
Marks = Sequence[bool]
"""A set of steps: one mark per step."""


@dataclass(frozen=True)
class ProcessGraph:
    """A process by position: ``ways[s]`` are (target, probability), ``ends[s]`` what they leave to 1.

    ``order`` is a topological order, None where there is a loop.
    """

    start: int
    ways: list[list[tuple[int, float]]]
    ends: list[float]
    order: Sequence[int] | None

    def visits(self, sets: Sequence[Marks]) -> list[list[float]]:
        """Return, for each set of steps, the expected executions while the case stays within that set.

        e_start (I - P_SS)^-1 for a set S, given as one mark per step; all 0 where the start is not in it.
        Several sets at once, since a matrix costs the same for five as for one.
        """
        return visits_of([(self, sets)])[0]

    def in_order(self, order: Sequence[int], inside: Marks) -> list[float]:
        """Return the executions within a set in one pass, where there is no loop."""
        found = [0.0] * len(self.ways)
        if not inside[self.start]:
            return found
        found[self.start] = 1.0
        for s in order:
            visits = found[s]
            if visits:
                for target, probability in self.ways[s]:
                    if inside[target]:
                        found[target] += visits * probability
        return found

    @cached_property
    def onward(self) -> Floats:
        """Return P transposed: [target, source]."""
        found = np.zeros((len(self.ways), len(self.ways)))
        for s, ways in enumerate(self.ways):
            for target, probability in ways:
                found[target, s] += probability
        return found

    def ended(self, visits: list[float]) -> float:
        """Return the probability that a case ends among the steps that ``visits`` was restricted to."""
        return sum(v * end for v, end in zip(visits, self.ends, strict=True) if v)


def visits_of(asked: Sequence[tuple[ProcessGraph, Sequence[Marks]]]) -> list[list[list[float]]]:
    """Return :meth:`ProcessGraph.visits` of many processes, with as many sets each.

    Those with loops and as many steps share one call: a small matrix takes less time to solve than to ask for.
    """
    found: list[list[list[float]]] = []
    with_loops: dict[int, list[int]] = {}
    for place, (graph, sets) in enumerate(asked):
        checkpoint()
        if graph.order is None:
            with_loops.setdefault(len(graph.ways), []).append(place)
            found.append([])
        else:
            order = graph.order
            found.append([graph.in_order(order, inside) for inside in sets])
    for places in with_loops.values():
        checkpoint()
        for place, visits in zip(places, _with_loops([asked[one] for one in places]), strict=True):
            found[place] = visits
    return found


def _with_loops(asked: Sequence[tuple[ProcessGraph, Sequence[Marks]]]) -> list[list[list[float]]]:
    """Solve for processes of n steps: [process, set, n]."""
    inside = np.array([sets for _, sets in asked], float)
    onward = np.array([graph.onward for graph, _ in asked])[:, None]
    n = inside.shape[2]
    matrices = np.eye(n) - onward * inside[..., :, None] * inside[..., None, :]
    starts = [graph.start for graph, _ in asked]
    units = np.zeros((*inside.shape, 1))
    rows = np.arange(len(asked))
    units[rows, :, starts, 0] = inside[rows, :, starts]
    solved = np.linalg.solve(matrices, units)[..., 0]
    # A step that the start does not reach has exactly 0 visits, not a rounded one.
    found: list[list[list[float]]] = np.where(solved > _NO_VISITS, solved, 0.0).tolist()
    return found


def process_graph(case_type: CaseType) -> ProcessGraph:
    """Return the graph of ``case_type``, which has at least one step.

    Flows of probability 0 are left out and parallel ones add up. Raises NotCalculable, naming case type and
    step, where a step has no way to an end.
    """
    places = {step.id: s for s, step in enumerate(case_type.steps)}
    ways: list[list[tuple[int, float]]] = [[] for _ in places]
    ends = [1.0] * len(places)
    is_in_order = True
    for flow in case_type.flows:
        if flow.probability > 0:
            source, target = places[flow.source], places[flow.target]
            ways[source].append((target, flow.probability))
            ends[source] -= flow.probability
            is_in_order = is_in_order and source < target
    ends = [end if end > _NO_END else 0.0 for end in ends]
    order = range(len(ways)) if is_in_order else _topological(ways)
    if order is None:
        _check_ends(case_type, ways, ends)
    start = places[case_type.start] if case_type.start is not None else 0
    return ProcessGraph(start, ways, ends, order)


def _topological(ways: list[list[tuple[int, float]]]) -> list[int] | None:
    """Return the steps so that every way leads onward, or None where there is a loop."""
    open_ways = [0] * len(ways)
    for out in ways:
        for target, _ in out:
            open_ways[target] += 1
    order = [s for s, n in enumerate(open_ways) if n == 0]
    for s in order:  # grows while it is read: it is the queue
        for target, _ in ways[s]:
            open_ways[target] -= 1
            if open_ways[target] == 0:
                order.append(target)
    return order if len(order) == len(ways) else None


def _check_ends(case_type: CaseType, ways: list[list[tuple[int, float]]], ends: list[float]) -> None:
    """Raise ProjectError for the first step from which no end can be reached."""
    sources: list[list[int]] = [[] for _ in ways]
    for s, out in enumerate(ways):
        for target, _ in out:
            sources[target].append(s)
    reached = {s for s, end in enumerate(ends) if end > 0}
    found = list(reached)
    while found:
        for source in sources[found.pop()]:
            if source not in reached:
                reached.add(source)
                found.append(source)
    if len(reached) < len(ways):
        _raise_loop(case_type, ways, min(set(range(len(ways))) - reached))


def _raise_loop(case_type: CaseType, ways: list[list[tuple[int, float]]], stuck: int) -> None:
    """Raise ProjectError naming a step without an end and the loop that it leads into."""
    import networkx as nx  # 84 ms, and only for the words of this error

    graph = nx.DiGraph([(s, target) for s, out in enumerate(ways) for target, _ in out])
    loop = [s for s, _ in nx.find_cycle(graph, stuck)]
    titles = [case_type.steps[s].title for s in loop]
    raise NotCalculable(
        message(
            N_(
                '"{case_type}", step "{step}": from here no end can be reached, the case goes round for ever '
                "({loop}): lower the probability of a flow so that some cases end"
            ),
            case_type=case_type.name,
            step=case_type.steps[stuck].title,
            loop=" → ".join([*titles, titles[0]]),
        )
    )
