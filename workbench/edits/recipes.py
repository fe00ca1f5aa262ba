"""From an intention to one batch of stored edits: the cascades that users expect.

A recipe looks at the project and returns a :class:`~workbench.edits.stored.Batch` whose name is what
undo will show. It changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from workbench.edits.places import position
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.model.case_types import CaseType
from workbench.model.integrity import contained, referrers
from workbench.model.process import Flow, Step
from workbench.model.project import COLLECTIONS, SINGLES, Project
from workbench.model.record import Item, Record, new_id
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import Measurement, Profile


def find(project: Project, collection: str, wanted: str) -> tuple[Item, tuple[str, ...]]:
    """Return the item ``wanted`` of ``collection`` and the ids of the items it lies in, outermost first.

    Raises ProjectError when there is none.
    """
    names = collection.split(".")
    if len(names) == 1:
        items: tuple[Item, ...] = getattr(project, collection)
        at = position(items, wanted)
        if at is not None:
            return items[at], ()
    for item, within in _everything(getattr(project, names[0]), names, wanted):
        if item.id == wanted:
            return item, within
    raise ProjectError(message(N_("there is no {id} in {collection}"), id=wanted, collection=collection))


def _everything(
    tops: Iterable[Item], names: Sequence[str], wanted: str | None = None
) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield the items of a collection within ``tops``, with the ids of the items each lies in, outermost first.

    ``names`` are the parts of the collection's path. Only the item ``wanted``, where one is named.
    """
    if len(names) == 1:
        yield from ((item, ()) for item in tops if wanted is None or item.id == wanted)
        return
    for top in tops:
        children: tuple[Item, ...] = getattr(top, names[1])
        if len(names) > 2 or wanted is None or any(child.id == wanted for child in children):
            for item, within in _everything(children, names[1:], wanted):
                yield item, (top.id, *within)


def add_case_type(name: str, department: str, *, first_step: str, unit: str | None = None) -> Batch:
    """A case type that nobody has broken down yet: its one step is the whole case."""
    step = Step(id=new_id(), title=first_step, unit=unit)
    case_type = CaseType(id=new_id(), name=name, department=department, unit=unit, steps=(step,))
    return _batch(
        N_("add case type {name}"), AddItem(collection="case_types", item=case_type.as_json()), name=name
    )


def remove_step(project: Project, case_type: str, step: str) -> Batch:
    """Remove a step and close the chain: who led to it leads to where it led, shares multiplied."""
    owner = _case_type(project, case_type)
    title = next((one.title for one in owner.steps if one.id == step), "")
    incoming = [flow for flow in owner.flows if flow.target == step and flow.source != step]
    outgoing = [flow for flow in owner.flows if flow.source == step and flow.target != step]
    edits: list[Edit] = _scenario_overrides_without(project, {step})
    edits += [
        RemoveItem(collection="case_types.flows", within=(case_type,), id=flow.id)
        for flow in owner.flows
        if step in (flow.source, flow.target)
    ]
    joined: dict[tuple[str, str], float] = {}
    for into in incoming:
        for out in outgoing:
            joined[into.source, out.target] = into.probability * out.probability + joined.get(
                (into.source, out.target), 0.0
            )
    edits += [_add_flow(case_type, a, b, share) for (a, b), share in joined.items()]
    if owner.start == step:
        edits.append(ChangeItem(collection="case_types", id=case_type, changes={"start": None}))
    edits.append(RemoveItem(collection="case_types.steps", within=(case_type,), id=step))
    return _batch(N_("remove step {name}"), *edits, name=title)


def set_level(project: Project, steps: Iterable[str], level: int | None) -> Batch:
    """Put ``level`` on every one of ``steps``."""
    edits = [_change_step(project, step, {"level": level}) for step in steps]
    if level is None:
        return _batch(N_("clear level"), *edits)
    return _batch(N_("set level {level}"), *edits, level=level)


def decide(project: Project, steps: Iterable[str], decision: str | None, reason: str = "") -> Batch:
    """Record a decision (and its reason) about every one of ``steps``."""
    changes: dict[str, Any] = {"decision": decision}
    if reason:
        changes["reason"] = reason
    return _batch(N_("decide steps"), *(_change_step(project, step, changes) for step in steps))


def move_case_types(project: Project, case_types: Iterable[str], department: str, unit: str | None) -> Batch:
    """Hand case types to another department and unit."""
    find(project, "departments", department)
    changes: dict[str, Any] = {"department": department, "unit": unit}
    return _batch(
        N_("move case types"),
        *(ChangeItem(collection="case_types", id=one, changes=changes) for one in case_types),
    )


def merge_case_types(project: Project, keep: str, other: str) -> Batch:
    """Make one case type of two: ``keep`` takes the other's volumes, synonyms, codes and what refers to it.

    The other's steps are kept behind the first ones, as steps that nothing leads to yet, so that
    nothing anybody wrote is lost.
    """
    kept, gone = _case_type(project, keep), _case_type(project, other)
    merged = kept.changed(
        synonyms=tuple(dict.fromkeys((*kept.synonyms, gone.name, *gone.synonyms))),
        codes=tuple(dict.fromkeys((*kept.codes, *gone.codes))),
        note="\n".join(part for part in (kept.note, gone.note) if part),
    )
    changes: dict[str, Any] = {name: merged.as_json().get(name, []) for name in ("synonyms", "codes")}
    changes["note"] = merged.note
    edits: list[Edit] = [ChangeItem(collection="case_types", id=keep, changes=changes)]
    edits += _redirected(project, "case_types", other, keep)
    edits.append(RemoveItem(collection="case_types", id=other))
    for name in ("steps", "flows", "volumes"):
        taken = {item.id for item in getattr(kept, name)}
        # flows and volumes are nobody's address but their own: where both case types use an id, one gets another
        items = (item.changed(id=new_id()) if item.id in taken else item for item in getattr(gone, name))
        edits += [
            AddItem(collection=f"case_types.{name}", within=(keep,), item=item.as_json()) for item in items
        ]
    return _batch(N_("merge {other} into {name}"), *edits, name=kept.name, other=gone.name)


def remove_with_references(project: Project, collection: str, wanted: str) -> Batch:
    """Remove an item and everything that cannot be without it; clear optional references to it.

    A step is better removed by :func:`remove_step`, which closes the chain. Conflicts about what goes go with it.
    """
    item, _ = find(project, collection, wanted)
    edits = _removal(project, collection, wanted)
    edits += _conflicts_about(project, edits)
    name = getattr(item, "name", "") or getattr(item, "title", "") or wanted
    return _batch(N_("remove {name}"), *edits, name=name)


def remove_each(project: Project, collection: str, wanted: Sequence[str]) -> tuple[Edit, ...]:
    """Remove several items of a collection one after the other, each with what cannot be without it."""
    edits: list[Edit] = []
    for one in wanted:
        gone = remove_with_references(project, collection, one)
        edits += gone.edits
        project = gone.apply(project)
    return tuple(edits)


def store_call_log(project: Project, profile: Profile, measurements: Iterable[Measurement]) -> Batch:
    """Keep what a call log said: its profile becomes the project's, its totals lie beside the estimates.

    A profile or measurement with the same name is replaced, so that reading a log twice changes nothing.
    """
    edits: list[Edit] = [_add_or_change("profiles", project.profiles, profile)]
    edits += [_add_or_change("measurements", project.measurements, one) for one in measurements]
    known = next((one.id for one in project.profiles if one.name == profile.name), profile.id)
    edits.append(ChangeItem(collection="settings", changes={"profile": known}))
    return _batch(N_("keep the call log {name}"), *edits, name=profile.name)


def _add_or_change(collection: str, items: tuple[Item, ...], item: Item) -> Edit:
    values = item.as_json()
    known = next((one for one in items if getattr(one, "name", None) == values.get("name")), None)
    if known is None:
        return AddItem(collection=collection, item=values)
    missing = {name: None for name in known.as_json() if name not in values}
    fields = type(item).model_fields
    changes = {**{name: fields[name].get_default() for name in missing}, **values}
    changes.pop("id")
    return ChangeItem(collection=collection, id=known.id, changes=changes)


def _removal(project: Project, collection: str, wanted: str) -> list[Edit]:
    """Return the edits that remove an item, whatever must go before it first.

    Each edit is tried on the project as the ones before it left it, since two of them may
    touch the same field (a person who knows two case types that both go).
    """
    item, within = find(project, collection, wanted)
    edits: list[Edit] = []
    holds = within[0] if within else wanted
    for path, one in contained(collection, item):
        while (clearing := _clearing(project, path, one.id, wanted, holds)) is not None:
            edits += clearing
            for step in clearing:
                project = step.apply(project)
    return [*edits, RemoveItem(collection=collection, within=within, id=wanted)]


def _conflicts_about(project: Project, edits: Iterable[Edit]) -> list[Edit]:
    """Return the removal of every conflict about an item that ``edits`` remove, or about something in it."""
    gone = {(one.collection, (*one.within, one.id)) for one in edits if isinstance(one, RemoveItem)}

    def is_gone(path: str, ids: tuple[str, ...]) -> bool:
        names = path.split(".")
        return any((".".join(names[:n]), ids[:n]) in gone for n in range(1, len(ids) + 1))

    return [
        RemoveItem(collection="conflicts", id=one.id)
        for one in project.conflicts
        if is_gone(one.collection, (*one.within, *([one.item] if one.item else [])))
    ]


def _clearing(project: Project, path: str, gone: str, going: str, holds: str) -> list[Edit] | None:
    """Return edits that clear references to ``gone`` from outside ``going``; None where there are none left.

    ``holds`` is the top item in which ``gone`` lies. Thousands of references are cleared in one go; what takes
    another item with it comes alone, since afterwards other references may have gone as well.
    """
    owners = [cast("CaseType", find(project, "case_types", holds)[0])] if path == "case_types.steps" else []
    found = list(referrers(project, path, {gone}, owners))
    withins = _within_of(project, found, owners)
    edits: dict[tuple[str, str, str], Edit] = {}
    for place, record, field in found:
        owner = str(getattr(record, "id", ""))
        if place in SINGLES:
            edits[place, "", field] = ChangeItem(collection=place, changes={field: None})
            continue
        within = withins[id(record)]
        if going in (owner, *within):
            continue
        if field == "step":
            return _scenario_overrides_without(project, {gone})
        if field == "case_type" and place == "scenarios":
            return _scenario_deflections_without(project, gone)
        value = getattr(record, field)
        rest: Any = [one for one in value if one != gone] if isinstance(value, tuple) else None
        if rest is None and COLLECTIONS[place].model_fields[field].is_required():
            return _removal(project, place, owner)
        changes = {field: rest}
        edits[place, owner, field] = ChangeItem(collection=place, within=within, id=owner, changes=changes)
    return list(edits.values()) or None


def _within_of(
    project: Project, found: Iterable[tuple[str, Record, str]], owners: Sequence[Item]
) -> dict[int, tuple[str, ...]]:
    """Return the ids of the items that each record of ``found`` lies in, by the identity of the record.

    ``owners``: the only case types in which records can lie, where that is known.
    """
    wanted: dict[str, set[int]] = {}
    for place, record, _ in found:
        wanted.setdefault(place, set()).add(id(record))
    withins: dict[int, tuple[str, ...]] = {}
    for place, records in wanted.items():
        names = place.split(".")
        if place not in SINGLES:
            tops = owners if owners and names[0] == "case_types" else getattr(project, names[0])
            inside = _everything(tops, names)
            withins |= {id(item): within for item, within in inside if id(item) in records}
    return withins


def _scenario_overrides_without(project: Project, steps: set[str]) -> list[Edit]:
    return [
        _scenario_change(
            scenario.id, "step_overrides", [o for o in scenario.step_overrides if o.step not in steps]
        )
        for scenario in project.scenarios
        if any(o.step in steps for o in scenario.step_overrides)
    ]


def _scenario_deflections_without(project: Project, case_type: str) -> list[Edit]:
    return [
        _scenario_change(
            scenario.id, "deflections", [d for d in scenario.deflections if d.case_type != case_type]
        )
        for scenario in project.scenarios
        if any(d.case_type == case_type for d in scenario.deflections)
    ]


def _scenario_change(scenario: str, field: str, values: Iterable[Record]) -> ChangeItem:
    changes: dict[str, Any] = {field: [value.as_json() for value in values]}
    return ChangeItem(collection="scenarios", id=scenario, changes=changes)


def _redirected(project: Project, collection: str, old: str, new: str) -> list[Edit]:
    edits: list[Edit] = []
    for place, record, field in referrers(project, collection, {old}):
        owner = str(getattr(record, "id", ""))
        value = getattr(record, field, None)
        if place == "scenarios":
            scenario = next(one for one in project.scenarios if one.id == owner)
            moved = [d.changed(case_type=new) if d.case_type == old else d for d in scenario.deflections]
            edits.append(_scenario_change(owner, "deflections", moved))
            continue
        changed: Any = (
            list(dict.fromkeys(new if v == old else v for v in value)) if isinstance(value, tuple) else new
        )
        within = find(project, place, owner)[1]
        edits.append(ChangeItem(collection=place, within=within, id=owner, changes={field: changed}))
    return edits


def _case_type(project: Project, wanted: str) -> CaseType:
    item, _ = find(project, "case_types", wanted)
    assert isinstance(item, CaseType)  # noqa: S101 - the collection says so
    return item


def _change_step(project: Project, step: str, changes: dict[str, Any]) -> ChangeItem:
    _, within = find(project, "case_types.steps", step)
    return ChangeItem(collection="case_types.steps", within=within, id=step, changes=changes)


def _add_flow(case_type: str, source: str, target: str, share: float) -> AddItem:
    flow = Flow(id=new_id(), source=source, target=target, probability=share)
    return AddItem(collection="case_types.flows", within=(case_type,), item=flow.as_json())


def _batch(text: str, /, *edits: Edit, **values: str | int) -> Batch:
    return Batch(name=text, values=dict(values), edits=tuple(edits))
