"""The items of a checklist below each other, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.analysis.checklists.conversation import line_problems
from workbench.edits import Edit, knowledge
from workbench.edits.blocks import block_of, insert_block
from workbench.export.call_script import numbers_of
from workbench.export.field_words import choice_word
from workbench.model.knowledge import Checklist, ChecklistItem, ItemKind
from workbench.ui.look import Look
from workbench.ui.pages.checklists.drop_line import DropLine
from workbench.ui.pages.checklists.item_row import ItemActs, ItemRow
from workbench.ui.pages.checklists.lines import ChosenLines, from_clipboard, has_lines, put_on_clipboard
from workbench.ui.pages.checklists.remarks import Remark
from workbench.ui.widgets.fields import Drafts, LongField
from workbench.ui.widgets.parts import button, column, label, row

_LONGEST = 40


class ItemsEditor(QWidget):
    """The items. ``does`` makes an edit and tells whether it was made; ``typing`` hears each key in a text.

    ``fetches`` asks for lines of another checklist.
    """

    def __init__(
        self,
        look: Look,
        does: Callable[[Edit | None], bool],
        drafts: Drafts,
        typing: Callable[[str, str], object],
        fetches: Callable[[], object],
    ) -> None:
        super().__init__()
        self.look, self.texts, self._does = look, look.texts, does
        self.checklist: Checklist | None = None
        t = self.texts
        self._acts = ItemActs(
            change=self._change,
            add_below=self.add_below,
            move=self.move_by,
            drop_at=self.move_to,
            remove=self.remove,
            typing=typing,
            choose=self.choose,
            extend=self.extend,
            let_go=self.let_go,
            copy=self.copy,
            paste=self.paste,
            drag=self._dragged,
            drafts=drafts,
        )
        self.made: Callable[[LongField], object] = lambda _field: None
        """Hears of each field for words once it is made."""
        self.chosen = ChosenLines()
        self._rows: list[ItemRow] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(6))
        self.add = button(look, t("Add an item"), "plus", does=lambda: self.add_below(None))
        self.fetch = button(look, t("Take items from another checklist…"), does=fetches)
        self.chosen_words = label(look, "", "small", "text2")
        self.copy_chosen = button(look, t("Copy the items"), "content-copy", does=lambda: self.copy(None))
        self.paste_here = button(look, t("Paste the items"), "content-paste", does=lambda: self.paste(None))
        hint = t("Enter: a new item below. Alt+Up and Alt+Down: move it.")
        more = t("Shift+Alt+Up and Down: choose items. Ctrl+C and Ctrl+V: copy and paste them.")
        self.setLayout(
            column(
                label(look, t("Step by step"), "section"),
                label(look, hint, "small", "text2", wraps=True),
                label(look, more, "small", "text2", wraps=True),
                self._box,
                row(self.add, self.fetch, None),
                row(self.chosen_words, self.copy_chosen, self.paste_here, None),
                spacing=look.px(8),
            )
        )
        self._drop = DropLine(look, self)
        QGuiApplication.clipboard().dataChanged.connect(self._show_clipboard)
        self._show_chosen()

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
                    kind=choice_word(item.kind, t),
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
            self.made(made.text)
        for at, made in enumerate(self._rows):
            if at < len(checklist.items):
                item = checklist.items[at]
                number = t.number(numbers[item.id]) if item.id in numbers else "–"
                place = f"checklists/{checklist.id}/items/{item.id}"
                made.show_item(item, place, number, targets)
            made.setVisible(at < len(checklist.items))
        self.chosen.keep(self._order)
        self._show_chosen()
        self._show_problems(checklist.items)

    def _show_problems(self, items: Sequence[ChecklistItem]) -> None:
        """Say below a line what is odd about where it leads."""
        said: dict[str, list[Remark]] = {}
        for one in line_problems(items):
            said.setdefault(one.item, []).append(Remark("note", self.texts.message(one.what)))
        for made in self.rows:
            made.remarks.show_remarks(said.get(made.item.id, ()) if made.item is not None else ())

    @property
    def _order(self) -> list[str]:
        return [one.id for one in self.checklist.items] if self.checklist is not None else []

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

    # lines that are chosen together

    def choose(self, item: str, extends: bool) -> None:
        """Choose a line, or all lines from the first that was chosen up to it."""
        self.chosen.choose(self._order, item, extends=extends)
        self.focus(item)
        self._show_chosen()

    def extend(self, item: str, by: int) -> None:
        """Choose the line ``item``, then one more above or below with each call; the keyboard goes along."""
        self.focus(self.chosen.extend(self._order, item, by))
        self._show_chosen()

    def let_go(self) -> None:
        """Choose none."""
        self.chosen.clear()
        self._show_chosen()

    def _show_chosen(self) -> None:
        for one in self.rows:
            one.show_chosen(is_chosen=one.item is not None and one.item.id in self.chosen.ids)
        n = len(self.chosen.ids)
        self.chosen_words.setText(self.texts.plural("{n} item chosen", "{n} items chosen", n) if n else "")
        self.chosen_words.setVisible(bool(n))
        self.copy_chosen.setVisible(bool(n))
        self._show_clipboard()

    def _show_clipboard(self) -> None:
        self.paste_here.setVisible(has_lines())

    def copy(self, item: str | None) -> None:
        """Put the chosen lines, or else ``item``, on the clipboard."""
        wanted = self.chosen.ids or ((item,) if item else ())
        if self.checklist is not None and wanted:
            self.take()
            put_on_clipboard(block_of(self.checklist, wanted), self.texts)

    def paste(self, item: str | None) -> bool:
        """Insert the lines on the clipboard behind the chosen ones, or else behind ``item``; tell if there are any."""
        lines = from_clipboard()
        return bool(lines) and self.insert(lines, item)

    def insert(self, lines: Sequence[ChecklistItem], item: str | None = None) -> bool:
        """Insert copies of ``lines`` behind the chosen ones, else behind ``item``, else last; they are chosen then."""
        self.take()
        if self.checklist is None:
            return False
        after = self.chosen.ids[-1] if self.chosen.ids else item
        edit, made = insert_block(self.checklist, lines, after=after)
        if not self._does(edit):
            return False
        self.chosen.choose(self._order, made[0])
        self.chosen.choose(self._order, made[-1], extends=len(made) > 1)
        self.chosen.ids = made
        self.focus(made[0])
        self._show_chosen()
        return True

    # dragging

    def _place_at(self, item: str, at: QPoint) -> int:
        """Return the place among the other items at which ``item`` would stand, let go at ``at`` of the screen."""
        here = self.mapFromGlobal(at).y()
        others = [one for one in self.rows if one.item is not None and one.item.id != item]
        return sum(one.geometry().center().y() < here for one in others)

    def _dragged(self, item: str, at: QPoint) -> None:
        """Show where ``item`` would stand; at the edge the view scrolls along."""
        others = [one for one in self.rows if one.item is not None and one.item.id != item]
        to = self._place_at(item, at)
        if others:
            edge = others[to].geometry().top() if to < len(others) else others[-1].geometry().bottom()
            self._drop.show_at(edge - self._box.spacing() // 2 if to < len(others) else edge)
        around: QWidget | None = self
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inner = around.widget() if around is not None else None
        if around is not None and inner is not None:
            around.ensureVisible(0, inner.mapFromGlobal(at).y(), 0, self.look.px(40))

    def _dropped(self, item: str, at: QPoint) -> None:
        """Move ``item`` to where the mouse let it go."""
        self._drop.hide()
        self.move_to(item, self._place_at(item, at))
