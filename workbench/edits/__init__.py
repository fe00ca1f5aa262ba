"""Verbs: the five stored edits, and recipes that turn an intention into them.

``AddItem``, ``ChangeItem``, ``RemoveItem``, ``MoveItem`` and ``Batch`` are all the journal ever
holds. Each is data with ``apply(project) -> Project``; what does not fit raises ProjectError and
nothing has happened.
"""

from workbench.edits.stored import (
    AddItem,
    Batch,
    ChangeItem,
    Edit,
    MoveItem,
    RemoveItem,
    edit_from_json,
    edit_to_json,
)

__all__ = [
    "AddItem",
    "Batch",
    "ChangeItem",
    "Edit",
    "MoveItem",
    "RemoveItem",
    "edit_from_json",
    "edit_to_json",
]
