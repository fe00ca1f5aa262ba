"""What every dialog is: a title, a body, and buttons at the foot; Esc closes it and nothing has happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.look.stylesheet import stylesheet
from workbench.ui.widgets.parts import button, label, line


class Dialog(QDialog):
    """A dialog with a heading, room for content, and a row of buttons."""

    def __init__(self, look: Look, parent: QWidget | None, title: str, *, width: int = 560) -> None:
        super().__init__(parent)
        self.look, self.texts = look, look.texts
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        edge = look.px(20)
        self.heading = label(look, title, "title", wraps=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(look.px(8))
        self._foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(edge, edge, edge, look.px(16))
        whole.setSpacing(look.px(12))
        whole.addWidget(self.heading)
        whole.addLayout(self.body, 1)
        whole.addWidget(line(look))
        whole.addLayout(self._foot)
        self.setMinimumWidth(min(look.px(width), 940))
        if parent is None:
            self.setStyleSheet(stylesheet(look))  # with a parent it is dressed as its window is

    def say(self, text: str, tone: str = "text2") -> QLabel:
        """Add a paragraph to the body and return it."""
        made = label(self.look, text, "body", tone, wraps=True)
        self.body.addWidget(made)
        return made

    def add_button(self, text: str, does: Callable[[], object], *, is_main: bool = False) -> QPushButton:
        """Add a button to the foot; the main one answers Enter."""
        made = button(self.look, text, is_main=is_main, does=does)
        made.setAutoDefault(is_main)
        made.setDefault(is_main)
        self._foot.addWidget(made)
        return made

    def add_close(self, text: str = "") -> QPushButton:
        """Add the button that closes without doing anything."""
        return self.add_button(text or self.texts("Close"), self.reject)

    def scrolls(self, content: QWidget, height: int = 420) -> QScrollArea:
        """Put ``content`` into the body, with a scroll bar when it is long."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.setAccessibleName(self.windowTitle())
        area.setMinimumHeight(min(self.look.px(height), 480))
        self.body.addWidget(area, 1)
        return area


def nothing_changed(reason: str, texts: Texts) -> str:
    """Return why something was not done, and once that nothing was changed: many reasons say so themselves."""
    return (
        reason
        if texts("Nothing was changed.") in reason
        else texts("{reason} Nothing was changed.", reason=reason)
    )


def tell(look: Look, parent: QWidget | None, title: str, text: str) -> None:
    """Say something that must not be missed."""
    dialog = Dialog(look, parent, title)
    dialog.say(text, "text")
    dialog.body.addStretch(1)
    dialog.add_close()
    dialog.exec()


def ask(
    look: Look, parent: QWidget | None, title: str, text: str, yes: str, *, is_dangerous: bool = False
) -> bool:
    """Ask whether to go on; ``yes`` is what the button says. A dangerous step is not what Enter answers."""
    dialog = Dialog(look, parent, title)
    dialog.say(text, "text")
    dialog.body.addStretch(1)
    close = dialog.add_close(look.texts("Cancel"))
    dialog.add_button(yes, dialog.accept, is_main=not is_dangerous)
    if is_dangerous:
        close.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted
