"""From what was typed in the table, or asked for by a key, to one batch of edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.edits import Edit
from workbench.edits.recipes import merge_case_types, remove_each, remove_step, set_level
from workbench.edits.stored import AddItem, Batch, ChangeItem
from workbench.model.case_types import CaseType, Scope
from workbench.model.process import Flow
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, ProjectError, message
from workbench.ui.pages.case_types.catalogue import read_codes


def changed(case_types: Sequence[CaseType], changes: dict[str, Any]) -> Edit:
    """Give all of ``case_types`` the same values, as one step of undo."""
    edits = tuple(ChangeItem(collection="case_types", id=one.id, changes=changes) for one in case_types)
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("change {n} case types"), values={"n": len(edits)}, edits=edits)


def typed_change(project: Project, key: str, text: str, scopes: dict[str, Scope]) -> dict[str, Any]:
    """Return the changes that ``text`` in column ``key`` means. Raises ProjectError for a name nobody knows."""
    text = text.strip()
    if key == "name":
        if not text:
            raise ProjectError(message(N_("A case type needs a name. Delete the row to remove it.")))
        return {"name": text}
    if key == "codes":
        return {"codes": read_codes(text)}
    if key == "synonyms":
        return {"synonyms": [part.strip() for part in text.split(";") if part.strip()]}
    if key == "scope":
        found = next(
            (scope for word, scope in scopes.items() if word.casefold().startswith(text.casefold())), None
        )
        if found is None or not text:
            raise ProjectError(message(N_("Write one of: {known}."), known=", ".join(scopes)))
        return {"scope": found.value}
    return _reference(project, key, text)


def _reference(project: Project, key: str, text: str) -> dict[str, Any]:
    items: Iterable[Any] = {
        "department": project.departments,
        "unit": project.units,
        "owner": project.persons,
        "wave": project.waves,
    }[key]
    if not text and key != "department":
        return {key: None}
    folded = text.casefold()
    exact = [one for one in items if one.name.casefold() == folded]
    found = exact or [one for one in items if one.name.casefold().startswith(folded)]
    if not found or not text:
        raise ProjectError(
            message(N_("Nothing is called {name} here. Choose one of the names that are offered."), name=text)
        )
    changes: dict[str, Any] = {key: found[0].id}
    if key == "unit":
        changes["department"] = found[0].department
    if key == "department":
        changes["unit"] = None
    return changes


def levels_of_whole_cases(project: Project, case_types: Sequence[CaseType], level: int | None) -> Batch:
    """Set the level of case types that are one step each. Raises ProjectError where one has more."""
    divided = next((one for one in case_types if len(one.steps) != 1), None)
    if divided is not None:
        raise ProjectError(
            message(
                N_("{name} has {n} steps, each with its level. Open the process to set them."),
                name=divided.name,
                n=len(divided.steps),
            )
        )
    return set_level(project, [one.steps[0].id for one in case_types], level)


def split(project: Project, case_type: CaseType, steps: Sequence[str], name: str) -> Batch:
    """Make a case type of its own of some ``steps``: they move there in order, with the flows among them.

    Volumes stay where they are: how many go which way is for people to say. Raises ProjectError where all or none move.
    """
    moving = [step for step in case_type.steps if step.id in set(steps)]
    if not moving or len(moving) == len(case_type.steps):
        raise ProjectError(message(N_("Choose some of the steps, not all: they become the new case type.")))
    ids = {step.id: new_id() for step in moving}
    new_steps = tuple(step.changed(id=ids[step.id]) for step in moving)
    flows = tuple(
        Flow(**{**dict(flow), "id": new_id(), "source": ids[flow.source], "target": ids[flow.target]})
        for flow in case_type.flows
        if flow.source in ids and flow.target in ids
    )
    made = CaseType(
        id=new_id(),
        name=name,
        department=case_type.department,
        unit=case_type.unit,
        scope=case_type.scope,
        owner=case_type.owner,
        steps=new_steps,
        flows=flows,
    )
    edits: list[Edit] = [
        AddItem(collection="case_types", item=made.as_json(), before=_following(project, case_type))
    ]
    remaining = project
    for step in moving:
        gone = remove_step(remaining, case_type.id, step.id)
        edits += gone.edits
        remaining = gone.apply(remaining)
    return Batch(name=N_("split {name}"), values={"name": case_type.name}, edits=tuple(edits))


def merged(project: Project, case_types: Sequence[CaseType], keep: str) -> Batch:
    """Make one case type, ``keep``, of all ``case_types``."""
    edits: list[Edit] = []
    remaining = project
    for one in case_types:
        if one.id != keep:
            step = merge_case_types(remaining, keep, one.id)
            edits += step.edits
            remaining = step.apply(remaining)
    name = next(one.name for one in case_types if one.id == keep)
    return Batch(name=N_("merge into {name}"), values={"name": name}, edits=tuple(edits))


def removed(project: Project, case_types: Sequence[CaseType]) -> Batch:
    """Remove case types and what cannot be without them, as one step of undo."""
    edits = remove_each(project, "case_types", [one.id for one in case_types])
    if len(case_types) == 1:
        return Batch(name=N_("remove {name}"), values={"name": case_types[0].name}, edits=edits)
    return Batch(name=N_("remove {n} case types"), values={"n": len(case_types)}, edits=edits)


def _following(project: Project, case_type: CaseType) -> str | None:
    at = next(at for at, one in enumerate(project.case_types) if one.id == case_type.id) + 1
    return project.case_types[at].id if at < len(project.case_types) else None
