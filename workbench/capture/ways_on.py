"""The ways on between the rows of a case type, kept in step with the rows.

Each function takes flows and returns flows; none of them lets the ways on from a step exceed 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workbench.model.process import Flow
from workbench.model.record import new_id

Flows = tuple[Flow, ...]


def share_left(flows: Flows, source: str) -> float:
    """Return what the ways on from ``source`` leave to 1."""
    return max(0.0, round(1 - sum(flow.probability for flow in flows if flow.source == source), 9))


def way_between(flows: Flows, source: str, target: str) -> Flow | None:
    """Return the flow from ``source`` to ``target``, or None."""
    return next((flow for flow in flows if (flow.source, flow.target) == (source, target)), None)


def with_way(flows: Flows, source: str, target: str, share: float) -> Flows:
    """Return ``flows`` where ``share`` goes from ``source`` to ``target``; its other ways on give way if they must."""
    way = way_between(flows, source, target)
    others = [flow for flow in flows if flow.source == source and flow is not way]
    taken = sum(flow.probability for flow in others)
    if taken + share > 1 + 1e-9:
        lower = {
            flow.id: flow.changed(probability=round(flow.probability * (1 - share) / taken, 9))
            for flow in others
        }
        flows = tuple(lower.get(flow.id, flow) for flow in flows)
    if way is None:
        return (*flows, Flow(id=new_id(), source=source, target=target, probability=share))
    if way.probability == share:
        return flows
    return tuple(flow.changed(probability=share) if flow is way else flow for flow in flows)


def with_row(flows: Flows, order: Sequence[str], row: str, after: str | None, share: float | None) -> Flows:
    """Return ``flows`` where the new ``row`` stands behind ``after`` in ``order`` (the rows without it).

    The way from ``after`` to the row below now leaves from ``row`` with the share it had; jumps stay
    where they are. Without a ``share``, what the jumps from ``after`` leave goes on to ``row``.
    """
    if after is None:
        return with_way(flows, row, order[0], 1.0) if order else flows
    at = order.index(after) + 1
    below = order[at] if at < len(order) else None
    way = way_between(flows, after, below) if below is not None else None
    if way is not None:
        flows = tuple(flow.changed(source=row) if flow is way else flow for flow in flows)
    left = share_left(flows, after) if share is None else share
    return with_way(flows, after, row, left) if share is not None or left > 0 else flows


def with_jump(flows: Flows, source: str, target: str, share: float | None, *, is_decision: bool) -> Flows:
    """Return ``flows`` with a jump. Without a ``share``, half of a decision jumps, else all that would end there.

    Where nothing would end there the jump shares evenly with the ways on.
    """
    if share is None:
        way = way_between(flows, source, target)
        others = tuple(flow for flow in flows if flow is not way)
        left = share_left(others, source)
        share = 0.5 if is_decision or left <= 0 else left
    return with_way(flows, source, target, share)


def is_plain_chain(flows: Flows, order: Sequence[str]) -> bool:
    """Tell whether every flow leads from a row to the row below it, and no row has two."""
    pairs = set(pairwise(order))
    ways = [(flow.source, flow.target) for flow in flows]
    return len(set(ways)) == len(ways) and set(ways) <= pairs


def rechained(flows: Flows, old: Sequence[str], new: Sequence[str]) -> Flows:
    """Return the ways of a plain chain whose rows now stand in the order ``new``.

    A way belongs to the row it leads to and moves with it; the one that led to the row which is now
    first leads to the row that was. Other flows than a plain chain's stay as they are.
    """
    if not is_plain_chain(flows, old) or len(new) < 2:
        return flows
    into = {flow.target: flow for flow in flows}
    if new[0] in into and old[0] != new[0]:
        into[old[0]] = into.pop(new[0])
    above = dict(zip(new[1:], new, strict=False))
    moved = {flow.id: flow.changed(source=above[row], target=row) for row, flow in into.items()}
    return tuple(
        flow if (now := moved[flow.id]) and (now.source, now.target) == (flow.source, flow.target) else now
        for flow in flows
    )
