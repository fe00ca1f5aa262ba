"""From an intention about costs to the edit that makes it: rates with their day, keys, models and agreed shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.model.costs import DatedRate
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.scenarios import Scenario
from workbench.model.text import N_


def change_each(collection: str, changes: Mapping[str, Mapping[str, Any]]) -> Edit:
    """Give the items of ``collection`` (cost items, investments, departments) new values, as one step of undo."""
    edits = tuple(
        ChangeItem(collection=collection, id=one, changes=dict(new)) for one, new in changes.items()
    )
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("change {n} lines"), values={"n": len(edits)}, edits=edits)


def add_each(collection: str, items: Sequence[Mapping[str, Any]]) -> Edit:
    """Add items; each gets an id of its own."""
    edits = tuple(AddItem(collection=collection, item={**one, "id": new_id()}) for one in items)
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("add {n} lines"), values={"n": len(edits)}, edits=edits)


def remove_lines(collection: str, ids: Sequence[str]) -> Edit:
    """Remove cost items or investments: nothing refers to them."""
    edits = tuple(RemoveItem(collection=collection, id=one) for one in ids)
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("remove {n} lines"), values={"n": len(edits)}, edits=edits)


def set_rates(field: str, rates: Sequence[DatedRate]) -> Edit:
    """Make ``rates`` the project's employer contributions or interest rates, the oldest first."""
    in_order = sorted(rates, key=lambda one: one.holds_from)
    return ChangeItem(collection="settings", changes={field: [one.as_json() for one in in_order]})


def change_adviser_cost(project: Project, changes: Mapping[str, Any]) -> Edit:
    """Change what an adviser costs, or who leads."""
    said = {**project.settings.adviser_cost.as_json(), **changes}
    kept = {name: value for name, value in said.items() if value is not None}
    return ChangeItem(collection="settings", changes={"adviser_cost": kept})


def choose_way(scenario: Scenario | None, field: str, value: str) -> Edit:
    """Choose the allocation key or the financing model, where the figures take it from.

    That is the scenario if it has a choice of its own, else the project.
    """
    if scenario is not None and getattr(scenario, field) is not None:
        return ChangeItem(collection="scenarios", id=scenario.id, changes={field: value})
    return ChangeItem(collection="settings", changes={field: value})


def choose_own_way(scenario: Scenario, field: str, value: str | None) -> Edit:
    """Give a scenario an allocation key or a financing model of its own; None: as the project says."""
    return ChangeItem(collection="scenarios", id=scenario.id, changes={field: value})
