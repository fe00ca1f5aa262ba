"""What was reviewed, approved or published holds for the words that somebody saw: merging others takes that back.

Who changed the state in a part has decided on the words there. It goes on only where the same words stand here now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import suppress

from pydantic import ValidationError

from workbench.edits import ChangeItem
from workbench.edits.knowledge import follow_up
from workbench.model.knowledge import Checklist, Faq
from workbench.model.project import Project
from workbench.parts.changes import PartChange, Whereabouts, item_at, patched

KINDS = ("checklists", "faqs")
_DECIDED = ("state", "history", "version", "versions", "approved_by", "approved_on")


def states_after(
    ours: Whereabouts,
    base: Project,
    after: Project,
    changes: Sequence[PartChange],
    touched: Iterable[PartChange],
    who: str,
    on: dt.date,
) -> list[ChangeItem]:
    """Return the changes of state, to be done on ``after``, that follow from the words that ``touched`` brought.

    ``ours`` is what stood here before, and ``changes`` everything that was changed in the part.
    """
    there = Whereabouts(after)
    found: list[ChangeItem] = []
    for kind, wanted in sorted({one.top for one in touched if one.top[0] in KINDS}):
        was, _ = ours.at((kind, (), wanted))
        now, _ = there.at((kind, (), wanted))
        if not isinstance(was, Checklist | Faq) or not isinstance(now, Checklist | Faq):
            continue
        if (was.state, was.history) != (now.state, now.history):
            was = _decided_on(base, was, now, kind, changes)
        more = follow_up(was, now, who, on)
        if more:
            found.append(ChangeItem(collection=kind, id=wanted, changes=more))
    return found


def _decided_on(
    base: Project, was: Checklist | Faq, now: Checklist | Faq, kind: str, changes: Sequence[PartChange]
) -> Checklist | Faq:
    """Return the words of the part in the state of ``now``, which was decided on them; else those of ``was``."""
    at = (kind, (), now.id)
    sent, _ = item_at(base, at)
    whole = sent.as_json() if sent is not None else None
    inside: list[PartChange] = []
    for change in changes:
        if change.top == (kind, now.id) and not change.is_taken_back:
            if change.within or change.what == "changed":
                inside.append(change)
            else:
                whole = change.theirs
    with suppress(ValidationError, StopIteration, KeyError):
        if whole is not None:
            was = type(now).from_json(patched(whole, at, inside))
    return was.changed(**{name: getattr(now, name) for name in _DECIDED if name in type(now).model_fields})
