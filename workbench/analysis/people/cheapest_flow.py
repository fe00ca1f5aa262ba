"""The cheapest flow from where there is too much to where there is too little: successive shortest paths.

Small and exact, for a few dozen places: loading a graph library takes a hundred times as long as solving a roster.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

Arc = tuple[int, int]


def cheapest_flow(supply: Sequence[int], costs: Mapping[Arc, int]) -> dict[Arc, int]:
    """Return units on each arc so that every place's ``supply`` (negative: what it needs) is carried off, cheapest.

    Arcs carry any number of units at ``costs`` (0 or more) each. The supplies must add up to 0, and a way must lead
    from every supply to every need; else ValueError. Of equally cheap flows it is always the same one.
    """
    flow = dict.fromkeys(costs, 0)
    out: list[list[tuple[int, Arc, bool]]] = [[] for _ in supply]
    for arc in costs:
        out[arc[0]].append((arc[1], arc, True))
        out[arc[1]].append((arc[0], arc, False))
    left, height = list(supply), [0] * len(supply)
    while any(n > 0 for n in left):
        distance, came_by, target = _nearest_need(left, out, costs, flow, height)
        if target is None:
            raise ValueError(supply)
        way = []
        place = target
        while place in came_by:
            arc, is_forward = came_by[place]
            way.append((arc, is_forward))
            place = arc[0] if is_forward else arc[1]
        units = min([left[place], -left[target], *(flow[arc] for arc, is_forward in way if not is_forward)])
        for arc, is_forward in way:
            flow[arc] += units if is_forward else -units
        left[place] -= units
        left[target] += units
        reach = distance[target]
        height = [one + int(min(far, reach)) for one, far in zip(height, distance, strict=True)]
    return flow


def _nearest_need(
    left: Sequence[int],
    out: Sequence[Sequence[tuple[int, Arc, bool]]],
    costs: Mapping[Arc, int],
    flow: Mapping[Arc, int],
    height: Sequence[int],
) -> tuple[list[float], dict[int, tuple[Arc, bool]], int | None]:
    """Return distances (reduced by ``height``), how each place was reached, and the nearest place in need."""
    distance = [0.0 if n > 0 else math.inf for n in left]
    came_by: dict[int, tuple[Arc, bool]] = {}
    waiting = [(0.0, place) for place, n in enumerate(left) if n > 0]
    while waiting:
        far, place = heapq.heappop(waiting)
        if far > distance[place]:
            continue
        if left[place] < 0:
            return distance, came_by, place
        for there, arc, is_forward in out[place]:
            if is_forward or flow[arc]:
                cost = costs[arc] if is_forward else -costs[arc]
                new = far + cost + height[place] - height[there]
                if new < distance[there]:
                    distance[there] = new
                    came_by[there] = (arc, is_forward)
                    heapq.heappush(waiting, (new, there))
    return distance, came_by, None
