"""One item of a checklist as a person writes it: what it is for, its words, and a question's answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from workbench.export.field_words import choice_word
from workbench.model.knowledge import Branch, ChecklistItem, ItemKind
from workbench.ui.look import Look
from workbench.ui.pages.checklists.remarks import Remarks
from workbench.ui.widgets.fields import Choice, Drafts, Field, LongField, Takes
from workbench.ui.widgets.parts import boxed, column, icon_button, line, link, on_ground, row


@dataclass(frozen=True)
class ItemActs:
    """What a row asks the checklist's editor to do; each gets the item's id first."""

    change: Callable[[str, dict[str, object]], object]
    add_below: Callable[[str], object]
    move: Callable[[str, int], object]
    drop_at: Callable[[str, int], object]
    remove: Callable[[str], object]
    typing: Callable[[str, str], object]
    choose: Callable[[str, bool], object]
    extend: Callable[[str, int], object]
    let_go: Callable[[], object]
    copy: Callable[[str], object]
    paste: Callable[[str], bool]
    drag: Callable[[str, QPoint], object]
    drafts: Drafts


@dataclass(frozen=True)
class LineKeys:
    """What the keys do that are about the whole line; ``paste`` tells whether there was a line to paste."""

    extend: Callable[[int], object]
    let_go: Callable[[], object]
    copy: Callable[[], object]
    paste: Callable[[], bool]


class ItemText(LongField):
    """Words in a field as high as they need. Enter, Alt with an arrow, and Backspace where empty are its owner's."""

    def __init__(self, look: Look, name: str, takes: Takes) -> None:
        super().__init__(look, name, takes)
        self.look = look
        self.enters: Callable[[], object] = lambda: None
        self.moves: Callable[[int], object] = lambda _by: None
        self.removes: Callable[[], object] = lambda: None
        self.lines: LineKeys | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need."""
        lines = max(1, round(self.document().size().height()))
        high = lines * self.fontMetrics().lineSpacing() + self.look.px(16)
        if high != self.height():
            self.setFixedHeight(high)

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        is_plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if self.lines is not None and self._is_about_lines(event, self.lines):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.enters()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            self.moves(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Backspace and is_plain and not self.toPlainText():
            self.removes()
        else:
            super().keyPressEvent(event)

    def _is_about_lines(self, event: QKeyEvent, lines: LineKeys) -> bool:
        """Do what a key does to whole lines; return whether it is one."""
        key, held = Qt.Key(event.key()), event.modifiers()
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & both == both:
            lines.extend(-1 if key == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            lines.copy()
        elif key == Qt.Key.Key_Escape:
            lines.let_go()
        else:
            return event.matches(QKeySequence.StandardKey.Paste) and lines.paste()
        return True


class Handle(QLabel):
    """The item's number: clicked it chooses the line, taken with the mouse it is let go where the item shall stand."""

    def __init__(
        self,
        look: Look,
        drags: Callable[[QPoint], object],
        drops: Callable[[QPoint], object],
        chooses: Callable[[bool], object],
    ) -> None:
        super().__init__()
        self._drags, self._drops, self._chooses = drags, drops, chooses
        self._pressed = QPoint()
        self._is_dragged = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font("strong"))
        self.setProperty("tone", "text2")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setMinimumWidth(look.px(36))
        t = look.texts
        self.setToolTip(
            t("Drag to another place, or press Alt with an arrow key in the text")
            + "\n"
            + t("Click to choose the item; with Shift all items up to it")
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._pressed, self._is_dragged = event.globalPosition().toPoint(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._is_dragged or self._is_far(at):
            self._is_dragged = True
            self._drags(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        at = event.globalPosition().toPoint()
        if self._is_dragged or self._is_far(at):
            self._drops(at)
        else:
            self._chooses(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _is_far(self, at: QPoint) -> bool:
        return (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()


class _BranchRow(QWidget):
    """An answer, and where it leads."""

    def __init__(self, look: Look, item: ItemRow) -> None:
        super().__init__()
        self.at = 0
        t = look.texts
        self.answer = Field(look, t("Answer"), lambda text: item.change_branch(self.at, answer=text))
        self.answer.setPlaceholderText(t("What the caller answers"))
        self.goes_to = Choice(
            look, t("Where the answer leads"), lambda key: item.change_branch(self.at, goes_to=key or None)
        )
        self.remove = icon_button(look, "close", t("Remove the answer"), lambda: item.remove_branch(self.at))
        side = row(self.answer, self.goes_to, self.remove, spacing=look.px(6))
        side.setStretch(0, 3)
        side.setStretch(1, 4)
        self.setLayout(side)


class ItemRow(QWidget):
    """The row. It is given another item when the list changes, and keeps its widgets."""

    def __init__(self, look: Look, acts: ItemActs, drops: Callable[[str, QPoint], object]) -> None:
        super().__init__()
        self.look, self.texts, self._acts = look, look.texts, acts
        self.item: ChecklistItem | None = None
        self._number = ""
        t = self.texts
        self.handle = Handle(
            look,
            lambda at: acts.drag(self._id, at),
            lambda at: drops(self._id, at),
            lambda extends: acts.choose(self._id, extends),
        )
        self.kind = Choice(look, t("What is it for?"), lambda key: acts.change(self._id, {"kind": key}))
        self.kind.setMinimumContentsLength(9)
        self.text = ItemText(look, t("Words"), lambda text: acts.change(self._id, {"text": text.strip()}))
        self.text.enters = lambda: acts.add_below(self._id)
        self.text.moves = lambda by: acts.move(self._id, by)
        self.text.removes = lambda: acts.remove(self._id)
        self.text.lines = LineKeys(
            lambda by: acts.extend(self._id, by),
            acts.let_go,
            lambda: acts.copy(self._id),
            lambda: acts.paste(self._id),
        )
        self.text.drafts = acts.drafts
        self.remarks = Remarks(look)
        self.text.textChanged.connect(self._typing)
        self.remove = icon_button(look, "close", t("Remove the item"), lambda: acts.remove(self._id))
        self._branches: list[_BranchRow] = []
        self._answers = QVBoxLayout()
        self._answers.setSpacing(look.px(4))
        self.more = link(look, t("Add an answer"), self.add_branch)
        self._below = boxed(
            column(self._answers, self.more, spacing=look.px(4), margins=(look.px(44), 0, 0, look.px(4)))
        )
        top = row(self.handle, self.kind, self.text, self.remove, spacing=look.px(8))
        top.setStretch(2, 1)
        for one in (self.handle, self.kind, self.text, self.remove):
            top.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        said = row(self.remarks, margins=(look.px(44), 0, 0, 0))
        self.setLayout(column(top, self._below, said, line(look), spacing=look.px(6)))
        self._is_chosen = False
        on_ground(self, "surface")

    @property
    def _id(self) -> str:
        return self.item.id if self.item is not None else ""

    def _typing(self) -> None:
        if self.text.hasFocus() and self.item is not None:
            self._acts.typing(self._id, self.text.toPlainText())

    def show_chosen(self, *, is_chosen: bool) -> None:
        """Show whether the line is among those that are chosen."""
        self.handle.setText(self.texts("✓ {n}", n=self._number) if is_chosen else self._number)
        if is_chosen == self._is_chosen:
            return
        self._is_chosen = is_chosen
        self.text.setAccessibleDescription(self.texts("Chosen") if is_chosen else "")
        on_ground(self, "selection" if is_chosen else "surface")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_item(
        self, item: ChecklistItem, place: str, number: str, targets: Sequence[tuple[str, str]]
    ) -> None:
        """Show ``item``; ``targets`` are the items (id and words) to which an answer can lead."""
        t = self.texts
        self.item = item
        self._number = number
        self.handle.setText(number)
        self.handle.setFixedHeight(self.kind.sizeHint().height())
        self.kind.offer([(kind.value, choice_word(kind, t)) for kind in ItemKind], item.kind.value)
        self.text.place = place
        self.text.show_value(item.text)
        named = t("Item {n}: {kind}", n=number, kind=choice_word(item.kind, t))
        if self.text.accessibleName() != named:
            self.text.setAccessibleName(named)
        self._below.setVisible(item.kind is ItemKind.ASK)
        others = [("", t("then the next item")), *(one for one in targets if one[0] != item.id)]
        while len(self._branches) < len(item.branches):
            made = _BranchRow(self.look, self)
            made.at = len(self._branches)
            made.answer.drafts = self._acts.drafts
            self._branches.append(made)
            self._answers.addWidget(made)
        for at, made in enumerate(self._branches):
            if at < len(item.branches):
                branch = item.branches[at]
                made.answer.place = f"{place}/{at}"
                made.answer.show_value(branch.answer)
                made.goes_to.offer(others, branch.goes_to or "")
            made.setVisible(at < len(item.branches))

    @property
    def branches(self) -> list[_BranchRow]:
        """The answers in sight."""
        return [one for one in self._branches if not one.isHidden()]

    def take(self) -> None:
        """Hand over what is being typed in this row."""
        fields: list[Field | LongField] = [self.text, *(one.answer for one in self.branches)]
        for field in fields:
            if field.hasFocus():
                field.take()

    def _set_branches(self, branches: Sequence[Branch]) -> None:
        self._acts.change(self._id, {"branches": [one.as_json() for one in branches]})

    def change_branch(self, at: int, **changes: object) -> None:
        """Change the answer at ``at``, or where it leads."""
        if self.item is not None and at < len(self.item.branches):
            kept = list(self.item.branches)
            kept[at] = kept[at].changed(**changes)
            self._set_branches(kept)

    def add_branch(self) -> None:
        """Add an answer, and write it."""
        if self.item is not None:
            self._set_branches((*self.item.branches, Branch(answer="")))
            if self.branches:
                self.branches[-1].answer.setFocus()

    def remove_branch(self, at: int) -> None:
        """Take the answer at ``at`` away."""
        if self.item is not None:
            self._set_branches([one for n, one in enumerate(self.item.branches) if n != at])
