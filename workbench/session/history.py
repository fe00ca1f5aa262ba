"""Undo and redo by keeping the old trees: they share all that an edit did not touch.

Typing merges into one step while the token (target, field and focus, made by who types) stays the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.edits import ChangeItem, Edit
from workbench.edits.stored import edit_name
from workbench.model.project import Project
from workbench.model.text import Message

LIMIT = 500


@dataclass(frozen=True)
class Step:
    """One step of undo: the project before and after it, and the edit that led there."""

    before: Project
    after: Project
    edit: Edit
    token: str | None = None

    def takes_in(self, step: Step) -> bool:
        """Tell whether ``step`` goes on typing where this one stopped."""
        mine, other = self.edit, step.edit
        return (
            self.token is not None
            and self.token == step.token
            and isinstance(mine, ChangeItem)
            and isinstance(other, ChangeItem)
            and (mine.collection, mine.within, mine.id) == (other.collection, other.within, other.id)
            and mine.changes.keys() == other.changes.keys()
        )


class History:
    """The steps that can be undone and redone, newest last."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_step(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redo_step(self) -> Step | None:
        """The step that redo would repeat."""
        return self._undone[-1] if self._undone else None

    def push(self, step: Step) -> None:
        """Note a new step; what was undone before can no longer be redone."""
        last = self.undo_step
        if last is not None and not self._undone and last.takes_in(step):
            self._done[-1] = replace(last, after=step.after, edit=step.edit)
        else:
            self._done.append(step)
        self._undone.clear()
        del self._done[:-LIMIT]

    def note_undone(self) -> None:
        """The newest step was taken back, and may be repeated."""
        self._undone.append(replace(self._done.pop(), token=None))

    def note_redone(self) -> None:
        """The newest undone step was repeated."""
        self._done.append(self._undone.pop())

    def clear(self) -> None:
        """Forget all steps."""
        self._done.clear()
        self._undone.clear()


def step_name(step: Step | None) -> Message | None:
    """Return the words for "Undo ..." and "Redo ..."; None when there is no step."""
    return None if step is None else edit_name(step.edit)
