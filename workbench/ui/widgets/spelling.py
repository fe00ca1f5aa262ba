"""Marks words that are perhaps misspelt in a field of several lines, and offers what may be meant.

A word is marked by a wavy line, not by colour alone, and not while it is being written. Shift+F10, the menu key or the
right button opens the field's menu with suggestions on top; they come when they are found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from workbench.capture.spelling import FENCE, Word, words_of_line
from workbench.ui.look import Look
from workbench.ui.spelling import Spelling

_CODE = 1
"""The state of a line within a block of code."""


class SpellingMarks(QSyntaxHighlighter):
    """The marks of one field. ``language`` says which dictionary holds; ``changed`` hears that marks are others."""

    def __init__(
        self,
        field: QPlainTextEdit,
        look: Look,
        spelling: Spelling,
        language: Callable[[], str],
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(field.document())
        self.field, self.look, self.spelling = field, look, spelling
        self._language, self._changed = language, changed
        self._unknown: set[str] = set()
        self._skipped: tuple[int, int] | None = None
        self._form = QTextCharFormat()
        self._form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._form.setUnderlineColor(look.color("error"))
        self._menu = _Menu(self)
        field.cursorPositionChanged.connect(self.moved)
        field.installEventFilter(self._menu)
        field.viewport().installEventFilter(self._menu)
        spelling.judged.connect(self._judged)

    @property
    def language(self) -> str:
        """The language that is written in the field."""
        return self._language()

    def wrong_words(self) -> list[str]:
        """Return the words that are marked, each once, as they stand."""
        found: dict[str, None] = {}
        block = self.document().firstBlock()
        while block.isValid():
            for word in self._words(block):
                if self.spelling.is_right(self.language, word.text) is False and not self._is_written(
                    block, word
                ):
                    found[word.text.strip("-")] = None
            block = block.next()
        return list(found)

    def describe(self) -> None:
        """Say in words what the wavy lines show, to those who listen."""
        wrong = self.wrong_words()
        words = ", ".join(wrong)
        self.field.setAccessibleDescription(
            self.look.texts("Perhaps misspelt: {words}", words=words) if wrong else ""
        )

    def look_again(self) -> None:
        """Mark everything anew: another language is written here."""
        self._unknown.clear()
        self.rehighlight()

    def word_at(self, cursor: QTextCursor) -> Word | None:
        """Return the marked word at a cursor, its place counted from the start of the text."""
        block = cursor.block()
        for word in self._words(block):
            is_here = word.at <= cursor.positionInBlock() <= word.at + len(word.text)
            if is_here and self.spelling.is_right(self.language, word.text) is False:
                return Word(block.position() + word.at, word.text)
        return None

    def _words(self, block: QTextBlock) -> list[Word]:
        is_code = block.previous().userState() == _CODE or block.text().lstrip().startswith(FENCE)
        return [] if is_code else list(words_of_line(block.text()))

    def _is_written(self, block: QTextBlock, word: Word) -> bool:
        """Tell whether the cursor stands at the end of a word: it is being written."""
        cursor = self.field.textCursor()
        at = cursor.position() - block.position()
        return self.field.hasFocus() and cursor.block() == block and at == word.at + len(word.text)

    def _judged(self, _language: str) -> None:
        if self._unknown or not _language:
            self._unknown.clear()
            self.rehighlight()
            self._changed()

    def moved(self) -> None:
        """Mark the word that was being written once the cursor or the keyboard has left it."""
        is_left = not self.field.hasFocus()
        if self._skipped is not None and (is_left or self.field.textCursor().position() != self._skipped[1]):
            block = self.document().findBlock(self._skipped[0])
            self._skipped = None
            if block.isValid():
                self.rehighlightBlock(block)

    # Qt's own names from here on

    def highlightBlock(self, text: str) -> None:
        was_code, is_fence = self.previousBlockState() == _CODE, text.lstrip().startswith(FENCE)
        self.setCurrentBlockState(_CODE if was_code is not is_fence else 0)
        if was_code or is_fence or not text:
            return
        block, language = self.currentBlock(), self.language
        for word in words_of_line(text):
            if self._is_written(block, word):
                self._skipped = (block.position(), block.position() + word.at + len(word.text))
                continue
            verdict = self.spelling.is_right(language, word.text)
            if verdict is None:
                self._unknown.add(word.text)
            elif not verdict:
                self.setFormat(word.at, len(word.text), self._form)


class _Menu(QObject):
    """The field's own menu, with what may be meant by the marked word on top."""

    def __init__(self, marks: SpellingMarks) -> None:
        super().__init__(marks)
        self.marks = marks
        self.shown: QMenu | None = None

    def open(self, cursor: QTextCursor, at: QPoint) -> None:
        """Show the menu at ``at`` on the screen, for the word at ``cursor``."""
        marks, texts = self.marks, self.marks.look.texts
        menu = self.shown = marks.field.createStandardContextMenu()
        word = marks.word_at(cursor)
        if word is not None:
            first = menu.actions()[0]
            waiting = QAction(texts("Looking for suggestions…"), menu)
            waiting.setEnabled(False)
            accepts = QAction(texts("Always accept “{word}”", word=word.text.strip("-")), menu)
            accepts.triggered.connect(lambda: marks.spelling.accept(word.text))
            for one in (waiting, accepts, QAction(menu)):
                menu.insertAction(first, one)
                one.setSeparator(one not in (waiting, accepts))
            marks.spelling.suggest(marks.language, word.text, partial(self._suggested, menu, waiting, word))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._closed)
        menu.popup(at)

    def _closed(self) -> None:
        self.shown = None

    def _suggested(self, menu: QMenu, waiting: QAction, word: Word, found: list[str]) -> None:
        if self.shown is not menu:
            return
        if not found:
            waiting.setText(self.marks.look.texts("No suggestion"))
            return
        offered = [QAction(one, menu) for one in found]
        for one in offered:
            one.triggered.connect(partial(self._replace, word, one.text()))
        menu.insertActions(waiting, offered)
        menu.removeAction(waiting)
        menu.setActiveAction(offered[0])

    def _replace(self, word: Word, meant: str, _checked: bool = False) -> None:
        cursor = QTextCursor(self.marks.document())
        cursor.setPosition(word.at)
        cursor.setPosition(word.at + len(word.text), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == word.text:
            cursor.insertText(meant)

    def _by_key(self) -> None:
        field = self.marks.field
        below = field.cursorRect().bottomLeft()
        self.open(field.textCursor(), field.viewport().mapToGlobal(below))

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        field = self.marks.field
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is field:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            is_f10 = event.key() == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier
            if is_f10 or event.key() == Qt.Key.Key_Menu:
                self._by_key()
                return True
        if event.type() == QEvent.Type.FocusIn and watched is field:
            self.marks.describe()
        if event.type() == QEvent.Type.FocusOut and watched is field:
            QTimer.singleShot(0, self.marks, self.marks.moved)
        if isinstance(event, QContextMenuEvent):
            if self.shown is not None:
                return True
            if event.reason() is QContextMenuEvent.Reason.Keyboard:
                self._by_key()
            else:
                where = field.viewport().mapFromGlobal(event.globalPos())
                self.open(field.cursorForPosition(where), event.globalPos())
            return True
        return super().eventFilter(watched, event)
