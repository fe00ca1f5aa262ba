"""Lines of a checklist that are used again: taken out with their answers, put in elsewhere with ids of their own.

An answer that leads to a line of the block leads to its copy; one that leads out of it goes on to the next line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter, ValidationError

from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit
from workbench.model.knowledge import Checklist, ChecklistItem
from workbench.model.record import new_id
from workbench.model.text import N_, clean_json

_LINES: TypeAdapter[tuple[ChecklistItem, ...]] = TypeAdapter(tuple[ChecklistItem, ...])


def block_of(checklist: Checklist, wanted: Iterable[str]) -> tuple[ChecklistItem, ...]:
    """Return the lines with the ids ``wanted``, in the checklist's order; answers that lead elsewhere go on."""
    chosen = set(wanted)
    return tuple(_within(item, chosen) for item in checklist.items if item.id in chosen)


def _within(item: ChecklistItem, ids: set[str]) -> ChecklistItem:
    if all(branch.goes_to is None or branch.goes_to in ids for branch in item.branches):
        return item
    kept = (branch if branch.goes_to in ids else branch.changed(goes_to=None) for branch in item.branches)
    return item.changed(branches=tuple(kept))


def insert_block(
    checklist: Checklist, lines: Sequence[ChecklistItem], after: str | None = None
) -> tuple[Batch, tuple[str, ...]]:
    """Put copies of ``lines`` behind the item ``after`` (None: last); return the edit and the ids of the copies."""
    ids = {line.id: new_id() for line in lines}
    here = [one.id for one in checklist.items]
    at = here.index(after) + 1 if after in here else len(here)
    before = here[at] if at < len(here) else None
    edits: list[Edit] = []
    later: list[Edit] = []
    for line in (_within(one, set(ids)) for one in lines):
        made = line.changed(
            id=ids[line.id],
            branches=tuple(
                branch if branch.goes_to is None else branch.changed(goes_to=ids[branch.goes_to])
                for branch in line.branches
            ),
        )
        whole = made.as_json()
        if any(branch.goes_to is not None for branch in made.branches):  # its lines are not there yet
            changes = {"branches": whole.pop("branches")}
            later.append(
                ChangeItem(collection="checklists.items", within=(checklist.id,), id=made.id, changes=changes)
            )
        edits.append(
            AddItem(collection="checklists.items", within=(checklist.id,), item=whole, before=before)
        )
    name = N_("insert an item") if len(lines) == 1 else N_("insert {n} items")
    return Batch(name=name, values={"n": len(lines)}, edits=(*edits, *later)), tuple(ids.values())


def block_as_text(lines: Sequence[ChecklistItem]) -> str:
    """Return lines as JSON text, as they lie on the clipboard."""
    return json.dumps([line.as_json() for line in lines], ensure_ascii=False)


def block_from_text(text: str) -> tuple[ChecklistItem, ...]:
    """Return the lines that :func:`block_as_text` wrote; none where ``text`` is anything else."""
    try:
        lines = _LINES.validate_json(json.dumps(clean_json(json.loads(text))))
    except (ValidationError, ValueError, RecursionError):
        return ()
    return lines if len({line.id for line in lines}) == len(lines) else ()
