"""The items of a checklist below each other, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.edits import Edit, knowledge
from workbench.export.call_script import numbers_of
from workbench.model.knowledge import Checklist, ItemKind
from workbench.ui.look import Look
from workbench.ui.pages.checklists.item_row import ItemActs, ItemRow, kind_word
from workbench.ui.widgets.fields import Drafts
from workbench.ui.widgets.parts import button, column, label, row

_LONGEST = 40


class ItemsEditor(QWidget):
    """The items. ``does`` makes an edit and tells whether it was made; ``typing`` hears each key in a text."""

    def __init__(
        self,
        look: Look,
        does: Callable[[Edit | None], bool],
        drafts: Drafts,
        typing: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self.look, self.texts, self._does = look, look.texts, does
        self.checklist: Checklist | None = None
        t = self.texts
        self._acts = ItemActs(
            self._change, self.add_below, self.move_by, self.move_to, self.remove, typing, drafts
        )
        self._rows: list[ItemRow] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(6))
        self.add = button(look, t("Add an item"), "plus", does=lambda: self.add_below(None))
        hint = t("Enter: a new item below. Alt+Up and Alt+Down: move it.")
        self.setLayout(
            column(
                label(look, t("Step by step"), "section"),
                label(look, hint, "small", "text2", wraps=True),
                self._box,
                row(self.add, None),
                spacing=look.px(8),
            )
        )

    @property
    def rows(self) -> list[ItemRow]:
        """The items in sight."""
        return [one for one in self._rows if not one.isHidden()]

    def show_items(self, checklist: Checklist) -> None:
        """Show the items of ``checklist``."""
        self.checklist = checklist
        t, numbers = self.texts, numbers_of(checklist.items)
        targets = [
            (
                item.id,
                t(
                    "{n} {kind}: {words}",
                    n=numbers[item.id],
                    kind=kind_word(item.kind, t),
                    words=item.text[:_LONGEST],
                ),
            )
            for item in checklist.items
            if item.id in numbers
        ]
        while len(self._rows) < len(checklist.items):
            made = ItemRow(self.look, self._acts, self._dropped)
            self._rows.append(made)
            self._box.addWidget(made)
        for at, made in enumerate(self._rows):
            if at < len(checklist.items):
                item = checklist.items[at]
                number = t.number(numbers[item.id]) if item.id in numbers else "–"
                place = f"checklists/{checklist.id}/items/{item.id}"
                made.show_item(item, place, number, targets)
            made.setVisible(at < len(checklist.items))

    def row_of(self, item: str) -> ItemRow | None:
        """Return the row that shows ``item``."""
        return next((one for one in self.rows if one.item is not None and one.item.id == item), None)

    def current(self) -> str | None:
        """Return the item in whose words the keyboard is."""
        here = next((one for one in self.rows if one.text.hasFocus()), None)
        return here.item.id if here is not None and here.item is not None else None

    def focus(self, item: str) -> bool:
        """Put the keyboard into the words of ``item``; return whether it is here."""
        row_here = self.row_of(item)
        if row_here is not None:
            row_here.text.setFocus()
        return row_here is not None

    def take(self) -> None:
        """Hand over what is being typed."""
        for one in self.rows:
            one.take()

    # edits

    def _change(self, item: str, changes: dict[str, Any]) -> bool:
        if self.checklist is None or not any(one.id == item for one in self.checklist.items):
            return False
        return self._does(knowledge.change_item(self.checklist, item, changes))

    def add_below(self, item: str | None) -> None:
        """Add an item behind ``item`` (None: last) and write it. What follows a thing said is said as well."""
        self.take()
        if self.checklist is None:
            return
        before = next((one for one in self.checklist.items if one.id == item), None)
        kind = before.kind if before is not None else ItemKind.SAY
        edit, made = knowledge.add_item(self.checklist, kind, after=item)
        if self._does(edit):
            self.focus(made)

    def move_by(self, item: str, by: int) -> None:
        """Move ``item`` up (-1) or down (1)."""
        if self.checklist is not None:
            self.move_to(item, [one.id for one in self.checklist.items].index(item) + by)

    def move_to(self, item: str, to: int) -> None:
        """Move ``item`` to the place ``to``, from 0."""
        self.take()
        if self.checklist is None:
            return
        if self._does(knowledge.move_item(self.checklist, item, to)):
            self.focus(item)

    def remove(self, item: str) -> None:
        """Remove ``item``; the keyboard goes to the one before it."""
        if self.checklist is None:
            return
        ids = [one.id for one in self.checklist.items]
        at = ids.index(item)
        if self._does(knowledge.remove_item(self.checklist, item)) and self.rows:
            self.rows[max(0, min(at - 1, len(self.rows) - 1))].text.setFocus()

    def _dropped(self, item: str, at: QPoint) -> None:
        """Move ``item`` to where the mouse let it go."""
        here = self.mapFromGlobal(at).y()
        others = [one for one in self.rows if one.item is not None and one.item.id != item]
        self.move_to(item, sum(one.geometry().center().y() < here for one in others))
