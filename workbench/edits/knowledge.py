"""What happens to checklists and FAQs: their way from draft to published, their comments, and a checklist's items.

Both kinds go the same way, so that a department learns it once. Every function looks at the project and returns one
edit, which is one step of undo; it changes nothing itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from workbench.edits.recipes import find
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.model.knowledge import (
    Checklist,
    ChecklistItem,
    Comment,
    CommentFlow,
    Faq,
    ItemKind,
    KnowledgeState,
    StateChange,
)
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, ProjectError, message

Kind = Literal["checklists", "faqs"]
_S = KnowledgeState
_NEXT: dict[KnowledgeState, tuple[KnowledgeState, ...]] = {
    _S.DRAFT: (_S.REVIEWED,),
    _S.REVIEWED: (_S.APPROVED, _S.DRAFT),
    _S.APPROVED: (_S.PUBLISHED, _S.DRAFT),
    _S.PUBLISHED: (_S.TO_REVIEW, _S.WITHDRAWN),
    _S.TO_REVIEW: (_S.REVIEWED, _S.DRAFT, _S.WITHDRAWN),
    _S.WITHDRAWN: (_S.DRAFT,),
}
_IN_USE = (_S.APPROVED, _S.PUBLISHED)
_COMES_BACK = (CommentFlow.DOES_NOT_FIT, CommentFlow.COULD_NOT_ANSWER)
REVIEW_AFTER_DAYS = 365
"""How long an approved checklist holds before it is looked at again, where nobody has named a day."""


def next_states(state: KnowledgeState) -> tuple[KnowledgeState, ...]:
    """Return the states to which ``state`` can go, the usual one first."""
    return _NEXT[state]


def set_state(
    project: Project, kind: Kind, wanted: str, state: KnowledgeState, who: str, on: dt.date
) -> Batch:
    """Take a checklist or an FAQ to ``state``, and note who did it and when.

    An approved checklist gets a day for its review if it has none to come; one that goes back to draft out of use
    is a new version. Raises ProjectError without a name, or where the state cannot be reached from here.
    """
    one = _of(project, kind, wanted)
    if not who.strip():
        raise ProjectError(message(N_("Write who decides this: a name or a role")))
    if state not in _NEXT[one.state]:
        raise ProjectError(message(N_("This step does not follow on where it is now")))
    return Batch(
        name=N_("change the state of {name}"),
        values={"name": title_of(one)},
        edits=(ChangeItem(collection=kind, id=wanted, changes=_state_changes(one, state, who.strip(), on)),),
    )


def _state_changes(one: Checklist | Faq, state: KnowledgeState, who: str, on: dt.date) -> dict[str, Any]:
    done = StateChange(state=state, who=who, on=on)
    changes: dict[str, Any] = {
        "state": state.value,
        "history": [change.as_json() for change in (*one.history, done)],
    }
    if not isinstance(one, Checklist):
        return changes
    if state is _S.APPROVED:
        changes |= {"approved_by": who, "approved_on": on.isoformat()}
        if one.review_by is None or one.review_by <= on:
            changes["review_by"] = (on + dt.timedelta(days=REVIEW_AFTER_DAYS)).isoformat()
    if state is _S.DRAFT and one.state in (*_IN_USE, _S.TO_REVIEW, _S.WITHDRAWN):
        changes |= {"version": one.version + 1, "approved_by": "", "approved_on": None}
    return changes


def is_overdue(checklist: Checklist, today: dt.date) -> bool:
    """Tell whether a checklist in use should have been reviewed by now."""
    is_used = checklist.state in _IN_USE
    return is_used and checklist.review_by is not None and checklist.review_by < today


def comment(
    project: Project, kind: Kind, wanted: str, text: str, who: str, flow: CommentFlow, on: dt.date
) -> Batch:
    """Add a comment. One that says that a published text fails sends it to review as well.

    Raises ProjectError without a text or a name.
    """
    one = _of(project, kind, wanted)
    if not text.strip() or not who.strip():
        raise ProjectError(message(N_("A comment needs a text and a name")))
    made = Comment(id=new_id(), who=who.strip(), on=on, text=text.strip(), flow=flow)
    edits: list[Edit] = [AddItem(collection=f"{kind}.comments", within=(wanted,), item=made.as_json())]
    if flow in _COMES_BACK and one.state is _S.PUBLISHED:
        changes = _state_changes(one, _S.TO_REVIEW, who.strip(), on)
        edits.append(ChangeItem(collection=kind, id=wanted, changes=changes))
    return Batch(name=N_("comment on {name}"), values={"name": title_of(one)}, edits=tuple(edits))


def close_comment(kind: Kind, wanted: str, comment_id: str, *, is_closed: bool = True) -> Batch:
    """Note that a comment has been dealt with, or that it has not."""
    change = ChangeItem(
        collection=f"{kind}.comments", within=(wanted,), id=comment_id, changes={"is_closed": is_closed}
    )
    return Batch(name=N_("close the comment") if is_closed else N_("open the comment again"), edits=(change,))


def change(project: Project, kind: Kind, wanted: str, changes: dict[str, Any]) -> Batch | None:
    """Replace fields (as JSON) of a checklist or an FAQ; None where it says that already."""
    one = _of(project, kind, wanted)
    now, fields = one.as_json(), type(one).model_fields
    plain = {
        name: value
        for name, value in changes.items()
        if now.get(name, _plain(fields[name].get_default())) != value
    }
    if not plain:
        return None
    return Batch(
        name=N_("change {name}"),
        values={"name": title_of(one)},
        edits=(ChangeItem(collection=kind, id=wanted, changes=plain),),
    )


def add_checklist(project: Project, case_type: str, title: str = "") -> tuple[Batch, str]:
    """Add a checklist of a case type, owned by whoever owns that; return the edit and the checklist's id.

    It begins as the case type's name, its identification question open, with one empty thing to say.
    """
    about, _ = find(project, "case_types", case_type)
    name = title.strip() or str(getattr(about, "name", ""))
    hello = ChecklistItem(id=new_id(), kind=ItemKind.SAY, text="")
    made = Checklist(
        id=new_id(), title=name, case_type=case_type, owner=getattr(about, "owner", None), items=(hello,)
    )
    edit = AddItem(collection="checklists", item=made.as_json())
    return Batch(name=N_("add the checklist {name}"), values={"name": name}, edits=(edit,)), made.id


def add_item(
    checklist: Checklist, kind: ItemKind, text: str = "", after: str | None = None
) -> tuple[Batch, str]:
    """Add an item behind the item ``after`` (None: last); return the edit and the item's id."""
    made = ChecklistItem(id=new_id(), kind=kind, text=text)
    ids = [one.id for one in checklist.items]
    at = ids.index(after) + 1 if after in ids else len(ids)
    before = ids[at] if at < len(ids) else None
    edit = AddItem(collection="checklists.items", within=(checklist.id,), item=made.as_json(), before=before)
    return Batch(name=N_("add an item"), edits=(edit,)), made.id


def change_item(checklist: Checklist, item: str, changes: dict[str, Any]) -> Batch:
    """Replace fields (as JSON) of an item. What is no question any more has no answers."""
    if changes.get("kind", ItemKind.ASK) != ItemKind.ASK:
        changes = {**changes, "branches": []}
    edit = ChangeItem(collection="checklists.items", within=(checklist.id,), id=item, changes=changes)
    return Batch(name=N_("change an item"), edits=(edit,))


def remove_item(checklist: Checklist, item: str) -> Batch:
    """Remove an item; answers that led to it go on to the next item instead."""
    edits: list[Edit] = []
    for one in checklist.items:
        if one.id != item and any(branch.goes_to == item for branch in one.branches):
            kept = [b.changed(goes_to=None) if b.goes_to == item else b for b in one.branches]
            changes: dict[str, Any] = {"branches": [branch.as_json() for branch in kept]}
            edits.append(
                ChangeItem(collection="checklists.items", within=(checklist.id,), id=one.id, changes=changes)
            )
    edits.append(RemoveItem(collection="checklists.items", within=(checklist.id,), id=item))
    return Batch(name=N_("remove an item"), edits=tuple(edits))


def move_item(checklist: Checklist, item: str, to: int) -> Batch | None:
    """Move an item to the place ``to`` (from 0) among the items; None where it stands there or there is none."""
    ids = [one.id for one in checklist.items]
    rest = [one for one in ids if one != item]
    if item not in ids or not 0 <= to < len(ids) or ids.index(item) == to:
        return None
    before = rest[to] if to < len(rest) else None
    edit = MoveItem(collection="checklists.items", within=(checklist.id,), id=item, before=before)
    return Batch(name=N_("move an item"), edits=(edit,))


def title_of(one: Checklist | Faq) -> str:
    """Return what a checklist or an FAQ is called."""
    return one.title if isinstance(one, Checklist) else one.question.within("")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _of(project: Project, kind: Kind, wanted: str) -> Checklist | Faq:
    item, _ = find(project, kind, wanted)
    assert isinstance(item, Checklist | Faq)  # noqa: S101 - the collection says so
    return item
