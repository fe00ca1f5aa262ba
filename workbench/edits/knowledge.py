"""What happens to checklists and FAQs: their way from draft to published, their comments, and a checklist's items.

Both kinds go the same way, so that a department learns it once. Every function looks at the project and returns one
edit, which is one step of undo; it changes nothing itself.

What was reviewed, approved or published holds for the words that somebody saw. So whoever changes those words sends
it back in the same step: every edit of content goes through :func:`with_follow_ups`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from workbench.edits.recipes import find
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem, edit_name
from workbench.model.identity import differing
from workbench.model.knowledge import (
    Checklist,
    ChecklistItem,
    ChecklistVersion,
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
_FALLS_TO = {_S.REVIEWED: _S.DRAFT, _S.APPROVED: _S.DRAFT, _S.PUBLISHED: _S.TO_REVIEW}
"""Where what somebody has seen goes when its words change."""
CHECKLIST_CONTENT = (
    "title", "synonyms", "use_when", "not_when", "identification", "items", "decision_table", "system",
    "hand_over_to", "promise", "register_where", "fee", "law", "links",
)  # fmt: skip
"""The fields of a checklist that an adviser reads."""
_FAQ_CONTENT = ("question", "answer", "wordings", "audience", "law", "web_page", "valid_to")
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
    if state is _S.PUBLISHED and not _is_number_used(one):
        changes["versions"] = _with_version(one, who, on)
    if state is _S.DRAFT and begins_version(one):
        changes |= _next_number(one)
    return changes


def begins_version(checklist: Checklist) -> bool:
    """Tell whether a draft of ``checklist`` gets the next number: what it says now was in use under this one."""
    if checklist.state in (_S.TO_REVIEW, _S.WITHDRAWN):
        return _is_number_used(checklist) or not checklist.versions
    return checklist.state in _IN_USE


def _is_number_used(checklist: Checklist) -> bool:
    """Tell whether a version with the checklist's number has been published."""
    return any(one.number == checklist.version for one in checklist.versions)


def _next_number(checklist: Checklist) -> dict[str, Any]:
    return {"version": checklist.version + 1, "approved_by": "", "approved_on": None}


def _with_version(checklist: Checklist, who: str, on: dt.date) -> list[dict[str, Any]]:
    """Return the versions (as JSON) and behind them what ``checklist`` says now."""
    made = ChecklistVersion(number=checklist.version, who=who, on=on, content=content_of(checklist))
    return [one.as_json() for one in (*checklist.versions, made)]


def content_of(one: Checklist | Faq) -> dict[str, Any]:
    """Return what an adviser or a resident reads of a checklist or an FAQ: its fields as a file holds them."""
    return one.model_dump(mode="json", include=set(_content_fields(one)), exclude_defaults=True)


def _content_fields(one: Checklist | Faq) -> tuple[str, ...]:
    return CHECKLIST_CONTENT if isinstance(one, Checklist) else _FAQ_CONTENT


def follow_up(before: Checklist | Faq, after: Checklist | Faq, who: str, on: dt.date) -> dict[str, Any]:
    """Return the changes (as JSON) of state and version that follow from what ``after`` says and ``before`` did not.

    Published goes to review, reviewed and approved to draft, noted with ``who`` and ``on``. A checklist whose number
    was published gets the next one; what was published is kept in its versions. Empty where the words are the same,
    or where ``after`` brings a change of state along: then somebody has decided on these words.
    """
    fields = _content_fields(before)
    is_decided = before.state is not after.state or before.history != after.history
    if is_decided or all(getattr(before, name) == getattr(after, name) for name in fields):
        return {}
    changes: dict[str, Any] = {}
    state = _FALLS_TO.get(before.state)
    if state is not None:
        changes = _state_changes(after, state, who.strip(), on)
    if not isinstance(before, Checklist):
        return changes
    is_unkept = before.state is _S.PUBLISHED and not _is_number_used(before)
    if is_unkept:  # it was published before versions were kept
        published = [one for one in before.history if one.state is _S.PUBLISHED][-1:]
        by, day = (published[0].who, published[0].on) if published else (before.approved_by, on)
        changes["versions"] = _with_version(before, by, day)
    if is_unkept or _is_number_used(before):
        changes |= _next_number(before)
    return changes


def follow_ups(before: Project, after: Project, who: str, on: dt.date) -> tuple[ChangeItem, ...]:
    """Return the edits that :func:`follow_up` asks for between two states of a project, to be done on ``after``."""
    found: list[ChangeItem] = []
    kinds: tuple[Kind, ...] = ("checklists", "faqs")
    for kind in kinds:
        gone, come = differing(getattr(before, kind), getattr(after, kind))
        known = {one.id: one for one in gone}
        for one in come:
            changes = follow_up(known[one.id], one, who, on) if one.id in known else {}
            if changes:
                found.append(ChangeItem(collection=kind, id=one.id, changes=changes))
    return tuple(found)


def with_follow_ups(project: Project, edit: Edit, who: str, on: dt.date) -> Edit:
    """Return ``edit`` and, in the same step of undo, what follows from the words that it changes.

    Raises ProjectError where the edit cannot be made.
    """
    more = follow_ups(project, edit.apply(project), who, on)
    if not more:
        return edit
    if isinstance(edit, Batch):
        return Batch(name=edit.name, values=edit.values, edits=(*edit.edits, *more))
    called = edit_name(edit)
    return Batch(name=called.text, values=called.values, edits=(edit, *more))


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
