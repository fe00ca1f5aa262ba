"""A part comes back: three-way per field on stable ids, so that nothing anybody entered is lost.

What was changed there and not here is taken over; what was changed in both places in different ways becomes a
conflict that is stored in the project, and what stands here holds until someone decides. Every change is judged
exactly once, and the sum is checked. One batch comes out: one undo.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.model.parts import Conflict, Part, PartCounts, PartOut
from workbench.model.project import Project
from workbench.model.record import Item, new_id
from workbench.model.text import N_, Message, ProjectError, message
from workbench.parts.changes import (
    Address,
    PartChange,
    canonical,
    changes_between,
    item_at,
    patched,
    value_of,
)
from workbench.parts.judging import Ours, Outcome, is_sound, judged, with_new
from workbench.parts.making import scope_of
from workbench.parts.standing import states_after
from workbench.parts.taken_back import with_taken_back
from workbench.parts.taking import Wish, order_here, taken
from workbench.parts.values import fingerprints


@dataclass(frozen=True)
class Judgement:
    """What became of one change, and why it was not taken over, where that needs saying."""

    change: PartChange
    outcome: Outcome
    reason: Message | None = None


@dataclass(frozen=True)
class Merged:
    """A part set against a project: the edit that takes it over, and what becomes of every change.

    ``batch`` has no edits where nothing is to be done.
    """

    batch: Batch
    judgements: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def counts(self) -> PartCounts:
        """How many changes there were, and what became of them."""
        return _counts(self.judgements)


def merge_part(project: Project, part: Project, *, revision: int, on: dt.date) -> Merged:
    """Set ``part``, a part of ``project`` at ``revision``, against it; ``on`` is the day it came back.

    Raises ProjectError where it is no part, or one of another project, or was sent with nothing that can be read.
    """
    said = part.part
    if said is None:
        raise ProjectError(message(N_("This file is no part: it does not say what it was sent with.")))
    if said.project_id != project.id:
        raise ProjectError(
            message(N_("This is a part of another project. Merge it into the one it came from."))
        )
    base = base_of(said)
    changes = changes_between(base, part)
    out = next((one for one in project.parts_out if one.id == said.part_id), None)
    if out is not None and revision > out.revision:
        changes = with_taken_back(project, base, said.department, frozenset(out.settled), changes)
    return merge_changes(project, said, base, changes, revision=revision, on=on)


def base_of(part: Part) -> Project:
    """Return what a part held when it was sent. Raises ProjectError when that cannot be read."""
    try:
        return _read(part.base)
    except ValidationError as error:
        raise ProjectError(
            message(N_("The part does not say what it was sent with, so changes cannot be told apart."))
        ) from error


@lru_cache(maxsize=2)
def _read(base: str) -> Project:
    """Read what a part was sent with; looking at it before it is merged need not read it twice."""
    return Project.model_validate_json(base)


def merge_changes(
    project: Project, part: Part, base: Project, changes: Sequence[PartChange], *, revision: int, on: dt.date
) -> Merged:
    """Set ``changes``, made to ``base`` by whoever had ``part``, against ``project``. However they were read.

    Raises ProjectError when the sum does not add up; nothing has happened then either.
    """
    out = next((one for one in project.parts_out if one.id == part.part_id), None)
    ours = Ours(
        project,
        base,
        with_new(scope_of(base, part.department), changes),
        frozenset(out.settled if out else ()),
        out is None or revision > out.revision,
    )
    verdicts, wishes, missing = _verdicts(ours, changes)
    put_by = {id(change) for group in missing.values() for change in group}
    result = taken(project, wishes)
    for change, problem in result.refused:
        outcome: Outcome = "conflict" if is_sound(ours, changes, change) else "rejected"
        verdicts[id(change)] = Judgement(change, outcome, problem)
    disputed = [
        one.change for key, one in verdicts.items() if one.outcome == "conflict" and key not in put_by
    ]
    conflicts = _new_conflicts(ours, part, on, disputed, missing)
    judgements = tuple(verdicts[id(change)] for change in changes)
    _check_sum(judgements, changes)
    touched = [wish.changes[0] for wish in wishes]
    who = part.sent_to or _department_name(base, part)
    edits = [*result.edits, *states_after(ours.here, base, result.project, changes, touched, who, on)]
    edits += (AddItem(collection="conflicts", item=one.as_json()) for one in conflicts)
    edits += _note(project, part, out, judgements, revision, on, has_edits=bool(edits))
    name = N_("merge the part of {department}")
    batch = Batch(name=name, values={"department": _department_name(base, part)}, edits=tuple(edits))
    return Merged(batch, judgements, conflicts)


def _verdicts(
    ours: Ours, changes: Iterable[PartChange]
) -> tuple[dict[int, Judgement], list[Wish], dict[Address, list[PartChange]]]:
    """Return the judgement of each change by its identity, what is to be done, and what has no place here."""
    verdicts: dict[int, Judgement] = {}
    wishes: list[Wish] = []
    missing: dict[Address, list[PartChange]] = {}
    for change in changes:
        outcome, wish = judged(ours, change, missing)
        verdicts[id(change)] = Judgement(change, outcome)
        if wish is not None:
            wishes.append(wish)
    return verdicts, wishes, missing


def _new_conflicts(
    ours: Ours,
    part: Part,
    on: dt.date,
    disputed: Iterable[PartChange],
    missing: dict[Address, list[PartChange]],
) -> tuple[Conflict, ...]:
    """Return the conflicts to store; one that lies there already with the same value is not stored again."""
    found: list[Conflict] = []
    for change in disputed:
        here: Item | None = None
        if change.what == "order":
            value: Any = order_here(ours.project, change)
        else:
            here, _ = ours.here.at((change.collection, change.within, change.id))
            is_field = change.what == "changed" and here is not None
            value = (
                value_of(here, str(change.field)) if is_field and here else here.as_json() if here else None
            )
        found.append(
            Conflict(
                id=new_id(),
                collection=change.collection,
                within=change.within,
                item=change.id or None,
                field=change.field,
                base=change.base,
                ours=value,
                theirs=_theirs(ours, change, value),
                part=part.part_id,
                who=part.sent_to,
                on=on,
                oddity=change.oddity,
                written=change.written,
            )
        )
    for at, changes in missing.items():
        base, _ = item_at(ours.base, at)
        whole = base.as_json() if base else None
        found.append(
            Conflict(
                id=new_id(),
                collection=at[0],
                within=at[1],
                item=at[2],
                field=None,
                base=whole,
                ours=None,
                theirs=patched(whole or {"id": at[2]}, at, changes),
                part=part.part_id,
                who=part.sent_to,
                on=on,
                oddity=next((one.oddity for one in changes if one.oddity), None),
                written="\n".join(one.written for one in changes if one.written),
            )
        )
    known = {_same(one) for one in ours.project.conflicts} if found else set()
    return tuple(one for one in found if _same(one) not in known)


def _theirs(ours: Ours, change: PartChange, value: Any) -> Any:
    """Return what to take for theirs instead of ``value``: of a text in languages, those that they changed."""
    texts = ours.in_languages(change, value) if change.what == "changed" and isinstance(value, dict) else None
    return change.theirs if texts is None else texts[0]


def _same(conflict: Conflict) -> str:
    return canonical(
        [
            conflict.collection,
            list(conflict.within),
            conflict.item,
            conflict.field,
            conflict.theirs,
            conflict.written,
        ]
    )


def _note(
    project: Project,
    part: Part,
    out: PartOut | None,
    judgements: tuple[Judgement, ...],
    revision: int,
    on: dt.date,
    *,
    has_edits: bool,
) -> list[Edit]:
    """Return the edits that write down that a part came back; none where it brings nothing new."""
    settled = tuple(
        sorted(
            {
                mark
                for one in judgements
                if one.outcome not in ("out_of_scope", "rejected")
                for mark in fingerprints(one.change)
            }
        )
    )
    if out is not None and out.came_back_on is not None and not has_edits:
        is_old = revision <= out.revision
        if is_old or settled == out.settled:
            return []
    now = PartOut(
        id=part.part_id,
        department=part.department,
        department_name=out.department_name if out else _department_name(project, part),
        sent_on=part.sent_on,
        sent_to=out.sent_to if out else part.sent_to,
        due=out.due if out else part.due,
        came_back_on=on,
        revision=max(revision, out.revision if out else 0),
        counts=_counts(judgements),
        settled=settled,
    )
    if out is None:
        return [AddItem(collection="parts_out", item=now.as_json())]
    fields = {"came_back_on", "revision", "counts", "settled"}
    changes = now.model_dump(mode="json", include=fields)
    return [ChangeItem(collection="parts_out", id=out.id, changes=changes)]


def _department_name(project: Project, part: Part) -> str:
    return next((one.name for one in project.departments if one.id == part.department), part.department)


def _counts(judgements: Sequence[Judgement]) -> PartCounts:
    by_outcome = Counter[str](one.outcome for one in judgements)
    return PartCounts(changes=len(judgements), **by_outcome)


def _check_sum(judgements: Sequence[Judgement], changes: Sequence[PartChange]) -> None:
    """Raise ProjectError unless every change was judged once: then something would be lost."""
    counts = _counts(judgements)
    total = counts.applied + counts.equal + counts.conflict + counts.out_of_scope + counts.rejected
    if total != len(changes) or [one.change for one in judgements] != list(changes):
        raise ProjectError(
            message(
                N_("The sum does not add up: {n} changes, {judged} of them judged. Nothing was merged."),
                n=len(changes),
                judged=total,
            )
        )
