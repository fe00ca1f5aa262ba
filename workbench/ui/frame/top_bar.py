"""The bar over everything: whose project, where I am, search, undo and redo, and the three modes.

A part has no modes: in their place stands how it goes back.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import Segments, button, elided, key_hint, label, on_ground

MODES = ("workshop", "department", "office")


class SearchButton(QToolButton):
    """Looks like a field and opens the search."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setText(look.texts("Search, or run a command"))
        self.setIcon(look.icon("magnify"))
        self.setIconSize(QSize(look.px(18), look.px(18)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFont(look.font())
        self.setAccessibleName(look.texts("Search, or run a command"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(look.px(380))
        self.setMinimumWidth(look.px(120))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, look.px(8), 0)
        box.addStretch(1)
        self._words, self._spare = self.text(), look.px(18) + look.px(32)
        self._hint = key_hint(look, "Ctrl+K")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box.addWidget(self._hint)
        self.setToolTip(f"{self._words} (Ctrl+K)")

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(words + self._hint.sizeHint().width() + self._spare, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._spare
        hint = self._hint.sizeHint().width()
        metrics = self.fontMetrics()
        fits = metrics.horizontalAdvance(self._words) <= room - hint
        self._hint.setVisible(fits)
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class TopBar(QFrame):
    """The bar; it says what was asked for and does nothing itself."""

    mode_chosen = Signal(str)
    search_wanted = Signal()
    send_back_wanted = Signal()

    def __init__(self, look: Look, undo: QAction, redo: QAction, mode: str, *, in_part: bool) -> None:
        super().__init__()
        self.look = look
        on_ground(self, "surface")
        t = look.texts
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        box.setSpacing(look.px(8))
        self.title = label(look, "", "section")
        self.place = elided(look, "body", "text2")
        self.search = SearchButton(look)
        self.search.clicked.connect(lambda _checked=False: self.search_wanted.emit())
        self.modes = Segments(
            look,
            t("Mode"),
            (("workshop", t("Workshop")), ("department", t("Department")), ("office", t("Project office"))),
            mode,
            self.mode_chosen.emit,
        )
        box.addWidget(self.title)
        box.addWidget(self.place, 4 if in_part else 2)
        box.addWidget(self.search, 3)
        box.addStretch(0 if in_part else 1)
        for action in (undo, redo):
            box.addWidget(self._for(action))
        box.addSpacing(look.px(8))
        if in_part:
            self.modes.hide()
            self.send_back = button(look, t("Send back…"), "export", does=self.send_back_wanted.emit)
            box.addWidget(self.send_back)
        else:
            box.addWidget(self.modes)

    def _for(self, action: QAction) -> QWidget:
        made = QToolButton()
        made.setProperty("flat", True)
        made.setDefaultAction(action)
        made.setIconSize(QSize(self.look.px(18), self.look.px(18)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made
