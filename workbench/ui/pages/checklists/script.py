"""The checklist read aloud: what the adviser says, what the resident may answer, and where that leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.locale import Texts
from workbench.model.knowledge import Checklist, ChecklistItem, Identification, ItemKind
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, icon_button, label, on_ground, row

Voice = Literal["adviser", "answer", "does", "never"]


@dataclass(frozen=True)
class Line:
    """A line of the conversation: whose it is, the words before it, and the words."""

    voice: Voice
    lead: str
    text: str


def numbers_of(items: Sequence[ChecklistItem]) -> dict[str, int]:
    """Return the number of each item by its id; what is never said has none, as on paper."""
    counted = [item.id for item in items if item.kind is not ItemKind.NEVER_SAY]
    return {one: number for number, one in enumerate(counted, 1)}


def script_lines(checklist: Checklist, texts: Texts) -> tuple[Line, ...]:
    """Return the conversation that a checklist makes, in its order; what is never said stands last."""
    numbers = numbers_of(checklist.items)
    items = {item.id: item for item in checklist.items}
    targets = {branch.goes_to for item in checklist.items for branch in item.branches if branch.goes_to}
    lines: list[Line] = []
    if checklist.identification is not Identification.NONE:
        way = (
            texts("Ask for name and what tells the caller from others.")
            if checklist.identification is Identification.NAME
            else texts("Let the caller identify electronically.")
        )
        lines.append(Line("does", texts("First:"), way))
    for item in checklist.items:
        text = item.text.strip()
        if item.kind is ItemKind.NEVER_SAY or not text:
            continue
        number = texts("{n}.", n=numbers[item.id]) + " " if item.id in targets else ""
        if item.kind in (ItemKind.SAY, ItemKind.ASK):
            lines.append(Line("adviser", number + texts("Adviser:"), text))
        elif item.kind is ItemKind.HAND_OVER:
            lines.append(Line("does", number + texts("Hand over:"), text))
        else:
            lines.append(Line("does", number + texts("Do:"), text))
        for branch in item.branches:
            lines.append(_answer(branch.answer, items.get(branch.goes_to or ""), numbers, texts))
    if checklist.decision_table is not None:
        lines.append(Line("does", texts("Decide:"), texts("Follow the table of rules.")))
    if checklist.promise.strip():
        lines.append(Line("adviser", texts("Adviser:"), checklist.promise.strip()))
    lines += [
        Line("never", texts("Never say:"), item.text.strip())
        for item in checklist.items
        if item.kind is ItemKind.NEVER_SAY and item.text.strip()
    ]
    return tuple(lines)


def _answer(answer: str, target: ChecklistItem | None, numbers: dict[str, int], texts: Texts) -> Line:
    lead = texts('If "{answer}":', answer=answer)
    if target is None or target.id not in numbers:
        return Line("answer", lead, texts("go on"))
    return Line("answer", lead, texts("go to {n}", n=numbers[target.id]))


class ScriptView(QTextEdit):
    """The conversation, to read and to copy; nothing is changed here."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._shown: tuple[Line, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(look.texts("Call script"))
        self.setStyleSheet("QTextEdit:!focus { border: 1px solid transparent; }")
        self.document().setDocumentMargin(look.px(14))

    def show_lines(self, lines: tuple[Line, ...], *, from_top: bool = False) -> None:
        """Show ``lines``; the view stays where it is scrolled, unless ``from_top``."""
        if lines == self._shown:
            return
        self._shown = lines
        at = 0 if from_top else self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, one in enumerate(lines):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block(one.voice))
            cursor.insertText(one.lead + " ", self._words(one.voice, is_lead=True))
            cursor.insertText(one.text, self._words(one.voice))
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(at)

    def _block(self, voice: Voice) -> QTextBlockFormat:
        px, made = self.look.px, QTextBlockFormat()
        made.setTopMargin(px(4 if voice == "answer" else 12))
        made.setLeftMargin(px({"adviser": 0, "never": 0, "does": 0, "answer": 20}[voice]))
        if voice == "never":
            made.setBackground(self.look.color("error_soft"))
        return made

    def _words(self, voice: Voice, *, is_lead: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        look = self.look
        made.setFont(look.font("script" if voice == "adviser" and not is_lead else "body"))
        token = {"adviser": "text", "answer": "text2", "does": "text2", "never": "error"}[voice]
        if is_lead:
            made.setFont(look.font("strong"))
            token = {"adviser": "accent", "answer": "text", "does": "text", "never": "error"}[voice]
        made.setForeground(look.color(token))
        return made


class ScriptPane(QWidget):
    """The call script beside the editor."""

    def __init__(self, look: Look, prints: Callable[[], object]) -> None:
        super().__init__()
        t = look.texts
        self.view = ScriptView(look)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        head = row(
            label(look, t("Call script"), "section"),
            None,
            icon_button(look, "printer-outline", t("Checklists as Word and PDF"), prints),
            margins=(look.px(16), look.px(8), look.px(8), 0),
        )
        under = label(look, t("Follows what you write."), "small", "text2", wraps=True)
        under.setContentsMargins(look.px(16), 0, look.px(16), look.px(8))
        whole = column(head, under, self.view, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        on_ground(self, "surface")
        self.setMinimumWidth(look.px(220))
