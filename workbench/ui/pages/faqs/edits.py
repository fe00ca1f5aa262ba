"""What happens to questions beyond a changed field: a new one, two that become one, and what was typed, read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.edits.recipes import remove_each, remove_with_references
from workbench.model.knowledge import WRITTEN, Audience, Faq, LocalizedText
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, ProjectError, message

_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


def add_faq(department: str, case_type: str | None = None) -> tuple[Batch, str]:
    """Add a question that nobody has written yet; return the edit and its id."""
    about = () if case_type is None else (case_type,)
    made = Faq(
        id=new_id(), department=department, question=LocalizedText(), answer=LocalizedText(), case_types=about
    )
    return Batch(name=N_("add a question"), edits=(AddItem(collection="faqs", item=made.as_json()),)), made.id


def removed_faqs(project: Project, faqs: Sequence[Faq]) -> Batch:
    """Remove questions, as one step of undo."""
    edits = remove_each(project, "faqs", [one.id for one in faqs])
    if len(faqs) == 1:
        return Batch(name=N_("remove {name}"), values={"name": faqs[0].question.within("")}, edits=edits)
    return Batch(name=N_("remove {n} questions"), values={"n": len(faqs)}, edits=edits)


def merged_faqs(project: Project, keep: Faq, other: Faq) -> Batch:
    """Make one question of two: what ``other`` asks and answers goes into ``keep``, and ``other`` is removed.

    Its question becomes another wording; an answer that says something else stands below the one that is kept.
    Where one of the two is internal, what comes of them is; it is valid to the earlier day. Where both name an
    owner or a web page, the one of ``keep`` holds; laws stand beside each other.
    """
    asked = [text for text in (getattr(other.question, one) for one in WRITTEN) if text]
    own = {getattr(keep.question, one) for one in WRITTEN}
    changes: dict[str, Any] = {
        "question": _joined(keep.question, other.question, both=False),
        "answer": _joined(keep.answer, other.answer, both=True),
        "wordings": [
            one for one in dict.fromkeys((*keep.wordings, *asked, *other.wordings)) if one not in own
        ],
        "case_types": list(dict.fromkeys((*keep.case_types, *other.case_types))),
        "comments": [one.as_json() for one in (*keep.comments, *_renamed(keep, other))],
        "law": "; ".join(dict.fromkeys(law for law in (keep.law, other.law) if law)),
    }
    if Audience.INTERNAL in (keep.audience, other.audience):
        changes["audience"] = Audience.INTERNAL.value
    if keep.valid_to or other.valid_to:
        changes["valid_to"] = min(day for day in (keep.valid_to, other.valid_to) if day).isoformat()
    changes |= {name: getattr(other, name) for name in ("web_page", "owner") if not getattr(keep, name)}
    edits: tuple[Edit, ...] = (
        ChangeItem(collection="faqs", id=keep.id, changes=changes),
        *remove_with_references(project, "faqs", other.id).edits,
    )
    return Batch(name=N_("merge into {name}"), values={"name": keep.question.within("")}, edits=edits)


def _joined(first: LocalizedText, second: LocalizedText, *, both: bool) -> dict[str, str]:
    made = {}
    for one in WRITTEN:
        kept, came = str(getattr(first, one)), str(getattr(second, one))
        is_new = bool(came) and came.strip() not in kept
        made[one] = f"{kept}\n\n{came}" if kept and is_new and both else kept or came
    return {one: text for one, text in made.items() if text}


def _renamed(keep: Faq, other: Faq) -> list[Any]:
    """Return the other question's comments under ids that are free in the kept one."""
    taken = {one.id for one in keep.comments}
    return [one.changed(id=new_id()) if one.id in taken else one for one in other.comments]


def written(text: LocalizedText, language: str, typed: str) -> dict[str, str]:
    """Return ``text`` as JSON with what was typed in ``language``."""
    return {one: said for one, said in {**text.as_json(), language: typed.strip()}.items() if said}


def read_wordings(typed: str) -> list[str]:
    """Return the wordings that stand one on each line."""
    return list(dict.fromkeys(one.strip() for one in typed.splitlines() if one.strip()))


def read_address(typed: str) -> str:
    """Return the address of a web page; one without ``https://`` gets it. Raises ProjectError for anything else."""
    text = typed.strip()
    if _WITHOUT_SCHEME.fullmatch(text):
        text = f"https://{text}"
    if text and not _ADDRESS.fullmatch(text):
        raise ProjectError(
            message(
                N_(
                    "“{text}” is not the address of a web page. It looks like this: https://www.example.org/page"
                ),
                text=text,
            )
        )
    return text
