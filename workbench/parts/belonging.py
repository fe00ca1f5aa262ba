"""What may be written in a part: what would be merged, and nothing else.

Whoever edits a part must not type what is thrown out when it comes back, so it is refused where it is typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.edits import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.model.project import SINGLES, Project
from workbench.model.text import N_, Message, message
from workbench.parts.making import scope_of


def is_theirs(project: Project, collection: str, top: str) -> bool:
    """Tell whether what lies in the item ``top`` may be changed in ``project``; in a whole project everything may.

    ``collection`` is the item's own path or that of anything within it.
    """
    if project.part is None:
        return True
    return scope_of(project, project.part.department).holds(collection.partition(".")[0], top)


def not_theirs(project: Project, edit: Edit) -> Message | None:
    """Return why ``edit`` would be thrown out when the part comes back; None where it would not, or for no part."""
    if project.part is None:
        return None
    scope = scope_of(project, project.part.department)
    for one in _singly(edit):
        if one.collection in SINGLES or one.collection.partition(".")[0] not in scope.ids:
            return message(
                N_(
                    "This is the same for every department: the project office keeps it, and here it is only read."
                )
            )
        top = (
            one.within[0] if one.within else str(one.item["id"]) if isinstance(one, AddItem) else str(one.id)
        )
        if isinstance(one, AddItem) and not one.within:
            if not scope.claims(one.collection, dict(one.item)):
                return _of_others(project, one.collection, top)
            scope = scope.with_item(one.collection, top)
        elif not scope.holds(one.collection.partition(".")[0], top):
            return _of_others(project, one.collection, top)
    return None


def _of_others(project: Project, collection: str, top: str) -> Message:
    known = getattr(project, collection.partition(".")[0])
    name = next((getattr(one, "name", "") for one in known if one.id == top), "")
    if name:
        return message(N_("{name} belongs to another department and stands here as a name only."), name=name)
    return message(N_("This belongs to another department and cannot be made here."))


def _singly(edit: Edit) -> Iterator[AddItem | ChangeItem | RemoveItem | MoveItem]:
    """Yield the edits that ``edit`` is made of."""
    if isinstance(edit, Batch):
        for one in edit.edits:
            yield from _singly(one)
    else:
        yield edit
