"""From a case type as it was to the same one as it should be: the stored edits in an order that always fits.

Flows that go elsewhere are taken out before the rows change and put back afterwards, since every single
edit must leave a sound project: no flow to a step that is not there, no ways on that exceed 1.
"""

from __future__ import annotations

from typing import Any

from workbench.edits import AddItem, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.model.case_types import CaseType
from workbench.model.process import Flow
from workbench.model.record import Item

_COLLECTIONS = ("steps", "flows", "volumes")


def edits_between(old: CaseType, new: CaseType) -> list[Edit]:
    """Return the edits that make ``new`` of ``old`` (the same id); none where they are equal."""
    if old == new:
        return []
    within = (old.id,)
    put_back = [flow for flow in new.flows if _must_wait(old, flow)]
    waiting = {flow.id for flow in put_back}
    kept = {flow.id for flow in new.flows} - waiting
    edits: list[Edit] = [
        RemoveItem(collection="case_types.flows", within=within, id=flow.id)
        for flow in old.flows
        if flow.id not in kept
    ]
    own = changed_fields(old, new, without=_COLLECTIONS)
    if own and "start" not in own:
        edits.append(ChangeItem(collection="case_types", id=old.id, changes=own))
    edits += _collection_edits("case_types.steps", within, old.steps, new.steps)
    if "start" in own:
        edits.append(ChangeItem(collection="case_types", id=old.id, changes=own))
    before = {flow.id: flow for flow in old.flows}
    edits += [
        ChangeItem(
            collection="case_types.flows",
            within=within,
            id=flow.id,
            changes=changed_fields(before[flow.id], flow),
        )
        for flow in new.flows
        if flow.id in kept and flow != before[flow.id]
    ]
    edits += [AddItem(collection="case_types.flows", within=within, item=flow.as_json()) for flow in put_back]
    return edits + _collection_edits("case_types.volumes", within, old.volumes, new.volumes)


def changed_fields(old: Item, new: Item, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of ``new`` that differ from ``old``, as an edit holds them."""
    names = {
        name
        for name, value in new.__dict__.items()
        if name not in without and name != "id" and value != old.__dict__[name]
    }
    return new.model_dump(mode="json", include=names) if names else {}


def _must_wait(old: CaseType, flow: Flow) -> bool:
    """Tell whether ``flow`` is new, leads elsewhere than before, or takes a larger share."""
    before = next((one for one in old.flows if one.id == flow.id), None)
    return (
        before is None
        or (before.source, before.target) != (flow.source, flow.target)
        or before.probability < flow.probability
    )


def _collection_edits(
    collection: str, within: tuple[str, ...], old: tuple[Item, ...], new: tuple[Item, ...]
) -> list[Edit]:
    before = {item.id: item for item in old}
    after = {item.id for item in new}
    edits: list[Edit] = []
    order = [item.id for item in old]
    following: str | None = None
    for item in reversed(new):
        if item.id not in before:
            edits.append(AddItem(collection=collection, within=within, item=item.as_json(), before=following))
            order.insert(order.index(following) if following else len(order), item.id)
        elif changes := changed_fields(before[item.id], item):
            edits.append(ChangeItem(collection=collection, within=within, id=item.id, changes=changes))
        following = item.id
    removed = [item.id for item in old if item.id not in after]
    edits += [RemoveItem(collection=collection, within=within, id=one) for one in removed]
    order = [one for one in order if one in after]
    return edits + _moves(collection, within, order, [item.id for item in new])


def _moves(collection: str, within: tuple[str, ...], order: list[str], wanted: list[str]) -> list[Edit]:
    """Return as few moves as leave most rows where they are: one, where one row has moved."""
    if order == wanted:
        return []
    for one in wanted:
        rest = [row for row in order if row != one]
        if rest == [row for row in wanted if row != one]:
            return [_move(collection, within, one, wanted)]
    edits: list[Edit] = []
    for at in range(len(wanted) - 1, -1, -1):
        following = wanted[at + 1] if at + 1 < len(wanted) else None
        place = order.index(wanted[at])
        if (order[place + 1] if place + 1 < len(order) else None) != following:
            order.remove(wanted[at])
            order.insert(order.index(following) if following else len(order), wanted[at])
            edits.append(_move(collection, within, wanted[at], wanted))
    return edits


def _move(collection: str, within: tuple[str, ...], row: str, wanted: list[str]) -> MoveItem:
    at = wanted.index(row) + 1
    return MoveItem(
        collection=collection, within=within, id=row, before=wanted[at] if at < len(wanted) else None
    )
