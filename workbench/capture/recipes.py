"""From a typed row and its place to one batch: one undo, whatever it takes.

A batch without edits says that nothing would change. :func:`row_of` tells which row it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from workbench.capture.between import edits_between
from workbench.capture.line import CaptureLine, MarkKind
from workbench.capture.rows import (
    WHOLE_CASE,
    case_type_from,
    is_whole_case,
    with_marks,
    with_step,
    with_step_line,
    with_volumes,
)
from workbench.capture.ways_on import rechained, share_left, with_way
from workbench.edits import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.edits import recipes as edit_recipes
from workbench.edits.places import position
from workbench.model.case_types import CaseType
from workbench.model.integrity import referrers
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, Message, ProjectError, message

_ID = attrgetter("id")
_FLOW_WORDS = ("label", "hands_over", "complete_when", "within", "return_path")
_OF_A_ROW = {"id", "name", "department", "unit", "steps"}
"""What a case type row holds that its step can keep."""


def new_case_type(
    project: Project,
    workshop_id: str | None,
    line: CaptureLine,
    *,
    after: str | None = None,
    department: str | None = None,
) -> Batch:
    """Add a case type behind the case type ``after`` (None: last) and put it on the workshop's list.

    Without a workshop the ``department`` is the given one, else that of ``after``. Its unit is the line's,
    else that of ``after`` in the same department, else the workshop's. Raises ProjectError without a name.
    """
    workshop = _workshop(project, workshop_id) if workshop_id is not None else None
    above = _case_type(project, after) if after is not None else None
    owner = workshop.department if workshop else department or (above.department if above else None)
    if owner is None:
        raise ProjectError(message(N_("Choose the department that the case type belongs to")))
    unit = above.unit if above and above.department == owner else None
    new = case_type_from(
        line, owner, unit or (workshop.unit if workshop else None), project.settings.language
    )
    if not new.name:
        raise ProjectError(message(N_("Write a name: a row is found by it")))
    edits: list[Edit] = [added_behind(project, new, after)]
    if workshop:
        edits.append(on_the_list(workshop, [new.id], after))
    return _batch(N_("add case type {name}"), new.name, new.id, edits)


def new_step(project: Project, case_type_id: str, line: CaptureLine, after_step_id: str | None) -> Batch:
    """Add the step that ``line`` says behind ``after_step_id`` (None: first), with its way in and its jump.

    Where the case type still is one step, the whole case, that becomes the step. Volumes on the line are
    the case type's. Raises ProjectError without a title.
    """
    if not line.title:
        raise ProjectError(message(N_("Write a name: a row is found by it")))
    old = _case_type(project, case_type_id)
    new, row = with_step(old, line, after_step_id)
    return _batch(N_("add step {name}"), line.title, row, edits_between(old, new))


def change_case_type(project: Project, case_type_id: str, line: CaptureLine) -> Batch:
    """Retype a case type's row. Marks that belong to a step count while it has one step, else they stay in the name."""
    old = _case_type(project, case_type_id)
    keeping: list[MarkKind] = ["share", "jump"]
    steps = old.steps
    if len(steps) == 1:
        steps = (with_marks(steps[0], line),)
    else:
        keeping += ["level", "minutes", "decision", "problem"]
        if line.performer is not None and line.performer.is_customer_service:
            keeping.append("performer")
    unit = line.performer.unit if line.performer and line.performer.unit else old.unit
    name = line.title_keeping(*keeping) or old.name
    if is_whole_case(old) and steps[0].title == old.name:
        steps = (steps[0].changed(title=name),)
    changed = old.changed(name=name, unit=unit, steps=steps)
    new = with_volumes(changed, line.volumes)
    return _batch(N_("change {name}"), old.name, old.id, edits_between(old, new))


def change_step(project: Project, step_id: str, line: CaptureLine, *, within: str | None = None) -> Batch:
    """Retype a step's row: the title and what the marks say; what they do not say stays.

    ``within`` is its case type, for whoever knows it: looking for a step in a big project takes a while.
    """
    old = _owner_of(project, step_id, within)
    title = next(step.title for step in old.steps if step.id == step_id)
    new = with_step_line(old, step_id, line)
    return _batch(N_("change {name}"), title, step_id, edits_between(old, new))


def make_step(project: Project, case_type_id: str, above_case_type_id: str) -> Batch:
    """Tab: make a case type's row the last step of the case type above it, with its level and minutes.

    Raises ProjectError where something would be lost: steps of its own, volumes, other details, or
    something that refers to it.
    """
    gone, above = _case_type(project, case_type_id), _case_type(project, above_case_type_id)
    if gone.id == above.id:
        raise ProjectError(message(N_("There is no case type above {name}"), name=gone.name))
    _refuse_what_a_step_cannot_hold(project, gone)
    step = gone.steps[0] if gone.steps else Step(id=new_id(), title=gone.name, unit=gone.unit)
    new, row = _with_given_step(above, step.changed(title=gone.name))
    edits: list[Edit] = [_off_the_list(workshop, gone.id) for workshop in _listing(project, gone.id)]
    edits.append(RemoveItem(collection="case_types", id=gone.id))
    return _batch(N_("make {name} a step"), gone.name, row, [*edits, *edits_between(above, new)])


def make_case_type(
    project: Project, step_id: str, workshop_id: str | None, *, within: str | None = None
) -> Batch:
    """Shift+Tab: make a step a case type of its own, behind the one it was part of; the chain closes behind it.

    Raises ProjectError where words on the ways to and from it would be lost.
    """
    old = _owner_of(project, step_id, within)
    step = next(one for one in old.steps if one.id == step_id)
    touching = [flow for flow in old.flows if step_id in (flow.source, flow.target)]
    if any(getattr(flow, name) for flow in touching for name in _FLOW_WORDS):
        text = N_("{name} cannot leave: what is handed over on its ways would be lost. Clear that first")
        raise ProjectError(message(text, name=step.title))
    _refuse_if_referred_to(project, "case_types.steps", step_id, step.title, ())
    whole = WHOLE_CASE[project.settings.language]
    new = CaseType(
        id=new_id(),
        name=step.title,
        department=old.department,
        unit=step.unit or old.unit,
        steps=(step.changed(title=whole),),
    )
    edits: list[Edit] = []
    if len(old.steps) == 1:
        fresh = Step(id=new_id(), title=whole, unit=old.unit)
        edits.append(AddItem(collection="case_types.steps", within=(old.id,), item=fresh.as_json()))
    edits.append(edit_recipes.remove_step(project, old.id, step_id))
    edits.append(added_behind(project, new, old.id))
    if workshop_id is not None:
        edits.append(on_the_list(_workshop(project, workshop_id), [new.id], old.id))
    return _batch(N_("make {name} a case type"), step.title, new.id, edits)


def move_row(
    project: Project,
    row_id: str,
    before: str | None,
    workshop_id: str | None = None,
    *,
    within: str | None = None,
) -> Batch:
    """Move a step within its case type, or a case type on the workshop's list (without one: in the catalogue).

    ``before`` is the row it then stands above, None the end. The ways of a plain chain follow the rows;
    where there are branches or jumps they stay as they are.
    """
    found = next((one for one in project.case_types if one.id == row_id), None)
    if found is None:
        return _moved_step(_owner_of(project, row_id, within), row_id, before)
    if workshop_id is None:
        edit: Edit = MoveItem(collection="case_types", id=row_id, before=before)
        return _batch(N_("move {name}"), found.name, row_id, [edit])
    workshop = _workshop(project, workshop_id)
    rest = [one for one in workshop.case_types if one != row_id]
    at = rest.index(before) if before in rest else len(rest)
    rest.insert(at, row_id)
    return _batch(N_("move {name}"), found.name, row_id, [_listed(workshop, rest)])


def row_of(batch: Batch) -> str:
    """Return the id of the case type or step that a batch of this module is about: the row to go to."""
    return str(batch.values.get("row", ""))


def added_behind(project: Project, new: CaseType, after: str | None) -> AddItem:
    """Return the edit that adds ``new`` to the catalogue behind the case type ``after``, else last."""
    items = project.case_types
    at = position(items, after) if after is not None else None
    before = items[at + 1].id if at is not None and at + 1 < len(items) else None
    return AddItem(collection="case_types", item=new.as_json(), before=before)


def on_the_list(workshop: Workshop, ids: Sequence[str], after: str | None) -> ChangeItem:
    """Return the edit that puts case types on the workshop's list behind ``after``, else last."""
    listed = list(workshop.case_types)
    at = listed.index(after) + 1 if after is not None and after in listed else len(listed)
    return _listed(workshop, [*listed[:at], *ids, *listed[at:]])


def _off_the_list(workshop: Workshop, gone: str) -> ChangeItem:
    return _listed(workshop, [one for one in workshop.case_types if one != gone])


def _listed(workshop: Workshop, ids: Sequence[str]) -> ChangeItem:
    return ChangeItem(collection="workshops", id=workshop.id, changes={"case_types": list(ids)})


def _listing(project: Project, case_type: str) -> list[Workshop]:
    return [workshop for workshop in project.workshops if case_type in workshop.case_types]


def _with_given_step(above: CaseType, step: Step) -> tuple[CaseType, str]:
    """Return (``above`` with ``step`` last, its id); the whole case takes it over where nothing overlaps."""
    if is_whole_case(above):
        whole = above.steps[0]
        own, said = whole.as_json(), step.as_json()
        both = (own.keys() & said.keys()) - {"id", "title", "unit", "role", "level", "minutes_today"}
        if not both:
            values = {name: getattr(step, name) for name in said if name != "id"}
            return above.changed(steps=(whole.changed(**values),)), whole.id
    flows = above.flows
    if above.steps:
        last = above.steps[-1].id
        left = share_left(flows, last)
        flows = with_way(flows, last, step.id, left) if left > 0 else flows
    return above.changed(steps=(*above.steps, step), flows=flows), step.id


def _moved_step(old: CaseType, step_id: str, before: str | None) -> Batch:
    order = [step.id for step in old.steps]
    rest = [one for one in order if one != step_id]
    at = rest.index(before) if before in rest else len(rest)
    wanted = [*rest[:at], step_id, *rest[at:]]
    steps = {step.id: step for step in old.steps}
    new = old.changed(steps=tuple(steps[one] for one in wanted), flows=rechained(old.flows, order, wanted))
    return _batch(N_("move {name}"), steps[step_id].title, step_id, edits_between(old, new))


def _refuse_what_a_step_cannot_hold(project: Project, gone: CaseType) -> None:
    what: Message | None = None
    if len(gone.steps) > 1 or (gone.steps and not is_whole_case(gone)):
        what = message(N_("steps of its own"))
    elif gone.volumes:
        what = message(N_("volumes"))
    elif gone.as_json().keys() - _OF_A_ROW:
        what = message(N_("details that only a case type has"))
    if what is not None:
        text = N_("{name} cannot become a step: it has {what}. Move or clear those first")
        raise ProjectError(message(text, name=gone.name, what=what))
    _refuse_if_referred_to(project, "case_types", gone.id, gone.name, ("workshops",))
    for step in gone.steps:
        _refuse_if_referred_to(project, "case_types.steps", step.id, gone.name, ())


def _refuse_if_referred_to(project: Project, path: str, wanted: str, name: str, but: tuple[str, ...]) -> None:
    for place, record, _ in referrers(project, path, {wanted}):
        if place in but or place.startswith("case_types"):
            continue
        who = getattr(record, "name", "") or getattr(record, "title", "") or getattr(record, "id", "")
        text = N_("{name} cannot change its place: {who} in {place} refers to it. Change that first")
        raise ProjectError(message(text, name=name, who=who, place=place))


def _workshop(project: Project, wanted: str) -> Workshop:
    item, _ = edit_recipes.find(project, "workshops", wanted)
    assert isinstance(item, Workshop)  # noqa: S101 - the collection says so
    return item


def _case_type(project: Project, wanted: str) -> CaseType:
    item, _ = edit_recipes.find(project, "case_types", wanted)
    assert isinstance(item, CaseType)  # noqa: S101 - the collection says so
    return item


def _owner_of(project: Project, step_id: str, within: str | None) -> CaseType:
    for one in project.case_types if within is None else (_case_type(project, within),):
        if step_id in map(_ID, one.steps):
            return one
    text = N_("there is no {id} in {collection}")
    raise ProjectError(message(text, id=step_id, collection="case_types.steps"))


def _batch(text: str, name: str, row: str, edits: Sequence[Edit]) -> Batch:
    return Batch(name=text, values={"name": name, "row": row}, edits=tuple(edits))
