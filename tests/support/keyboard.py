"""A keyboard for whole windows: events go in where the system's own do.

Shortcuts, popups and the focus work as they do for people. Nothing here knows which widget has
the focus. Presses are counted; with ``pause_s`` somebody types at a human pace.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.support.window import rest
from workbench.ui.app import Program
from workbench.ui.main_window import MainWindow

CLICK = QTest.KeyAction.Click
PLAIN = Qt.KeyboardModifier.NoModifier


def open_text(widget: QWidget | None) -> str | None:
    """Return what stands in an open field; None where nobody is writing."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox) and widget.isEditable():
        return widget.currentText()
    return None


class Keyboard:
    """Types into the window that has the focus. ``struck`` is called after every press."""

    def __init__(self, pause_s: Callable[[], float] | None = None) -> None:
        self.presses = 0
        self.pause_s = pause_s
        self.struck: Callable[[], None] = lambda: None

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys as the shortcut sheet writes them: "Ctrl+Shift+L", "F8", "Down"."""
        combination = QKeySequence(keys)[0]
        assert combination.key() != Qt.Key.Key_unknown, keys
        text = keys if len(keys) == 1 else ""
        for _ in range(times):
            self._strike(combination.key(), text, combination.keyboardModifiers())

    def write(self, text: str) -> None:
        """Write letters, one event each, whatever their alphabet."""
        for char in text:
            code = ord(char.upper())
            key = Qt.Key(code) if code < 256 and char.isprintable() else Qt.Key.Key_unknown
            self._strike(key, char, PLAIN)

    def _strike(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the keyboard"
        self.presses += 1
        QTest.sendKeyEvent(CLICK, window, key, text, modifiers)
        QApplication.processEvents()
        self.struck()
        if self.pause_s is not None:
            rest(round(1000 * self.pause_s()))


class AtTheWindow:
    """Somebody with a keyboard before ``program``, which has a project open."""

    def __init__(self, program: Program, keyboard: Keyboard) -> None:
        self.program, self.keys = program, keyboard

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        assert self.program.window is not None
        return self.program.window
