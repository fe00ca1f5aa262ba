"""The checklist read aloud, as it is printed: beside the editor, while it is being written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.export.call_script import Line, Voice
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, icon_button, label, on_ground, row


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
