"""From what was typed into a cell, or said of several rows at once, to one batch: one undo.

Edits are made from the case types that the rows hold; nothing is looked up in the whole project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from workbench.capture import CaptureLine, KnownNames, read_line, read_minutes, read_share, read_volume
from workbench.capture import recipes as capture
from workbench.capture.between import changed_fields, edits_between
from workbench.capture.line import LineVolume
from workbench.capture.names import find_performer
from workbench.capture.rows import with_marks, with_step_line, with_volumes
from workbench.capture.ways_on import way_between, with_way
from workbench.edits import AddItem, Batch, ChangeItem, Edit, RemoveItem, recipes
from workbench.model.case_types import CaseType
from workbench.model.organisation import Unit
from workbench.model.process import Step, StepDecision
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, Message, ProjectError, message
from workbench.model.volumes import Channel
from workbench.ui.pages.workshop.rows import Row

EMPTY_LINE = CaptureLine("", "")


@dataclass(frozen=True)
class Taken:
    """What became of a text: a batch (None: nothing is other than before), or why it was not understood."""

    batch: Batch | None = None
    doubt: Message | None = None
    rows: int = 1


def named(
    project: Project, workshop_id: str | None, row: Row, line: CaptureLine, department: str | None = None
) -> Batch:
    """Return the batch for a line typed into the name of ``row``. Raises ProjectError where it cannot be."""
    gap = row.gap
    if gap is not None and gap.kind == "case_type":
        return capture.new_case_type(project, workshop_id, line, after=gap.case_type, department=department)
    if gap is not None:
        return capture.new_step(project, gap.case_type or "", line, gap.after)
    if row.kind == "case_type" or row.case_type is None or row.step is None:
        return capture.change_case_type(project, row.key, line)
    new = with_step_line(row.case_type, row.step.id, line)
    edits = tuple(edits_between(row.case_type, new))
    return Batch(name=N_("change {name}"), values={"name": row.step.title, "row": row.key}, edits=edits)


def typed(rows: Sequence[Row], column: str, text: str, names: KnownNames) -> Taken:
    """Return what ``text`` in ``column`` makes of all of ``rows`` that have this cell."""
    makers: dict[str, Callable[[Sequence[Row], str, KnownNames], Taken]] = {
        "level": _level,
        "performer": _performer,
        "minutes": _minutes,
        "volume": _volume,
        "share": _share,
    }
    return makers[column](rows, text.strip(), names)


def levels(rows: Sequence[Row], level: int | None) -> Taken:
    """Return the batch that puts ``level`` on the steps of ``rows``."""
    steps = _steps(rows)
    if level is None:
        return _each_step(N_("clear level"), steps, lambda step: step.changed(level=None))
    line = replace(EMPTY_LINE, level=level)
    name = N_("set level {level}")
    return _each_step(name, steps, lambda step: with_marks(step, line), level=level)


def suggested_levels(rows: Sequence[tuple[Row, int]]) -> Taken:
    """Return the batch that accepts the level offered for each of ``rows``."""
    wanted = {row.step.id: level for row, level in rows if row.step is not None}
    steps = _steps([row for row, _ in rows])
    return _each_step(
        N_("accept the suggested level"), steps, lambda step: step.changed(level=wanted[step.id])
    )


def decided(rows: Sequence[Row], decision: StepDecision | None, reason: str) -> Taken:
    """Return the batch that records a decision, and its reason where one is given, about the steps of ``rows``."""

    def made(step: Step) -> Step:
        return step.changed(decision=decision, **({"reason": reason} if reason else {}))

    return _each_step(N_("decide steps"), _steps(rows), made)


def removed(project: Project, rows: Sequence[Row], workshop_id: str | None) -> Batch | None:
    """Return the batch that removes ``rows`` with what belongs to them; None where there is nothing to remove.

    A case type that leaves takes its steps along. One that other things hang on leaves this list only.
    """
    heads = [
        row for row in rows if row.kind == "case_type" and row.case_type is not None and not row.is_empty
    ]
    gone = {row.key for row in heads}
    steps = [
        row
        for row in rows
        if row.kind == "step" and row.step and row.case_type and row.case_type.id not in gone
    ]
    edits: list[Edit] = []
    after = project
    if heads:
        edits.append(off_the_list(project, workshop_id, gone))
        after = edits[0].apply(after)
    for row in heads:
        edit = RemoveItem(collection="case_types", id=row.key)
        with suppress(ProjectError):  # something else refers to it
            after = edit.apply(after)
            edits.append(edit)
    for row in steps:
        batch = recipes.remove_step(after, row.case_type.id if row.case_type else "", row.key)
        edits.append(batch)
        after = batch.apply(after)
    if not edits:
        return None
    if len(heads) + len(steps) == 1:
        return Batch(name=N_("remove {name}"), values={"name": (*heads, *steps)[0].title}, edits=tuple(edits))
    return Batch(name=N_("remove {n} rows"), values={"n": len(heads) + len(steps)}, edits=tuple(edits))


def off_the_list(project: Project, workshop_id: str | None, gone: set[str]) -> Edit:
    """Return the edit that takes case types off a workshop's list."""
    listed = next((one.case_types for one in project.workshops if one.id == workshop_id), ())
    rest: list[Any] = [one for one in listed if one not in gone]
    return ChangeItem(collection="workshops", id=workshop_id, changes={"case_types": rest})


def with_new_unit(rows: Sequence[Row], name: str, department: str | None) -> Batch | None:
    """Return the batch that adds a unit called ``name`` and lets it do the steps of ``rows``."""
    owner = next((row.case_type.department for row in rows if row.case_type), department)
    if owner is None or not name.strip():
        return None
    unit = Unit(id=new_id(), name=" ".join(name.split()), department=owner)
    steps = _each_step("", _steps(rows), lambda step: step.changed(unit=unit.id, role=None))
    more = steps.batch.edits if steps.batch else ()
    added = AddItem(collection="units", item=unit.as_json())
    return Batch(name=N_("add unit {name}"), values={"name": unit.name}, edits=(added, *more))


def volume_line(text: str, names: KnownNames) -> tuple[LineVolume, ...] | None:
    """Return the volumes that a volume cell says: a figure of the usual channel, or several with #channel."""
    if text.startswith("#"):
        line = read_line(f"x {text}", names)
        return line.volumes if line.volumes and line.title == "x" else None
    quantity = read_volume(text, decimal_mark=names.decimal_mark)
    return None if quantity is None else (LineVolume(names.last_channel, quantity, False),)


def _level(rows: Sequence[Row], text: str, names: KnownNames) -> Taken:
    del names
    if not text:
        return levels(rows, None)
    if text in "12345678" and len(text) == 1:
        return levels(rows, int(text))
    return Taken(doubt=message(N_("A level is 1 to 8")))


def _performer(rows: Sequence[Row], text: str, names: KnownNames) -> Taken:
    steps = _steps(rows)
    if not text:
        return _each_step(N_("clear performer"), steps, lambda step: step.changed(unit=None, role=None))
    found, could = find_performer(text.removeprefix("@").strip("\"'“”"), names)
    if found is None and could:
        some = ", ".join(could[:3])
        return Taken(doubt=message(N_("“{text}” could be {names}: write more of it"), text=text, names=some))
    if found is None:
        return Taken(doubt=message(N_("No unit is called “{text}”"), text=text))
    line = replace(EMPTY_LINE, performer=found)
    made = _each_step(N_("set performer {name}"), steps, lambda step: with_marks(step, line), name=found.name)
    heads = [row for row in rows if row.is_whole and row.case_type and row.case_type.unit != found.unit]
    if found.unit is None or not heads:
        return made
    changes: dict[str, Any] = {"unit": found.unit}
    more = tuple(ChangeItem(collection="case_types", id=row.key, changes=changes) for row in heads)
    batch = made.batch or Batch(name=N_("set performer {name}"), values={"name": found.name}, edits=())
    return Taken(Batch(name=batch.name, values=batch.values, edits=(*batch.edits, *more)), rows=len(rows))


def _minutes(rows: Sequence[Row], text: str, names: KnownNames) -> Taken:
    steps = _steps(rows)
    if not text:
        return _each_step(N_("clear minutes"), steps, lambda step: step.changed(minutes_today=None))
    found = read_minutes(text, decimal_mark=names.decimal_mark)
    if found is None:
        return Taken(doubt=message(N_("“{text}” is no time: write 4, 3-5, 12 min, 2h15 or 90 s"), text=text))
    line = replace(EMPTY_LINE, minutes=found)
    return _each_step(
        N_("set minutes to {said}"), steps, lambda step: with_marks(step, line), said=found.said
    )


def _volume(rows: Sequence[Row], text: str, names: KnownNames) -> Taken:
    heads = [row.case_type for row in rows if row.kind == "case_type" and row.case_type and not row.is_empty]
    if not text:
        gone = [
            RemoveItem(collection="case_types.volumes", within=(one.id,), id=volume.id)
            for one in heads
            for volume in one.volumes
        ]
        return _taken(N_("clear volume"), gone, len(heads))
    volumes = volume_line(text, names)
    if volumes is None:
        text_of = N_("“{text}” is no volume: write 1 200, 40/day, 3-5 a week or #phone 40/day")
        return Taken(doubt=message(text_of, text=text))
    edits = [edit for one in heads for edit in edits_between(one, with_volumes(one, volumes))]
    return _taken(N_("set volume to {said}"), edits, len(heads), said=text)


def _share(rows: Sequence[Row], text: str, names: KnownNames) -> Taken:
    row = rows[0]
    if row.case_type is None or row.step is None or row.case_type.steps[0] is row.step:
        return Taken(doubt=message(N_("Nothing stands above the first step: every case begins there")))
    owner, at = row.case_type, row.case_type.steps.index(row.step)
    above = owner.steps[at - 1].id
    if not text:
        way = way_between(owner.flows, above, row.step.id)
        flows = tuple(flow for flow in owner.flows if flow is not way)
        return _between(N_("clear the share of {name}"), owner, owner.changed(flows=flows), row)
    found = read_share(text, decimal_mark=names.decimal_mark)
    if found is None:
        return Taken(doubt=message(N_("“{text}” is no share: write 30 %, 0.3 or 1/3"), text=text))
    new = owner.changed(flows=with_way(owner.flows, above, row.step.id, found.likely))
    return _between(N_("set the share of {name}"), owner, new, row)


def _between(text: str, old: CaseType, new: CaseType, row: Row) -> Taken:
    return _taken(text, edits_between(old, new), 1, name=row.title)


def _steps(rows: Sequence[Row]) -> list[tuple[str, Step]]:
    """Return (case type, step) of every row that is a step, or a case type that is still one."""
    return [
        (row.case_type.id, row.step) for row in rows if row.case_type is not None and row.step is not None
    ]


def _each_step(
    text: str, steps: Sequence[tuple[str, Step]], made: Callable[[Step], Step], **values: str | int
) -> Taken:
    edits = []
    for owner, old in steps:
        changes = changed_fields(old, made(old))
        if changes:
            edits.append(
                ChangeItem(collection="case_types.steps", within=(owner,), id=old.id, changes=changes)
            )
    return _taken(text, edits, len(steps), **values)


def _taken(text: str, edits: Sequence[Edit], rows: int, **values: str | int) -> Taken:
    batch = Batch(name=text, values=dict(values), edits=tuple(edits)) if edits else None
    return Taken(batch, rows=rows)


def channel_said(volumes: Sequence[LineVolume]) -> Channel | None:
    """Return the channel that was named last, which the next volume without one is taken to mean."""
    return next((one.channel for one in reversed(volumes) if one.is_channel_said), None)
