"""The bar across the top of the page: what happened, that nothing was lost, one button. It stays until it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, icon_button, label

_ICONS = {"error": "alert-circle-outline", "warning": "alert-outline", "ok": "check-circle-outline"}


class NoticeBar(QFrame):
    """One notice at a time; a newer one takes the place of the older."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.text = ""
        self.setAccessibleName(look.texts("Notice"))
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(13), look.px(6), look.px(8), look.px(6))
        box.setSpacing(look.px(8))
        self._icon = label(look)
        self._words = label(look, wraps=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = button(look, "")
        self._act.clicked.connect(self._acted)
        self._does: Callable[[], object] | None = None
        self._holds: Callable[[], bool] | None = None
        self._close = icon_button(look, "close", look.texts("Close the notice"), self.put_away)
        for part, stretch in ((self._icon, 0), (self._words, 1), (self._act, 0), (self._close, 0)):
            box.addWidget(part, stretch)
        self.hide()

    def say(
        self,
        text: str,
        kind: str = "error",
        action: str = "",
        does: Callable[[], object] | None = None,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Show ``text``; ``kind`` is error, warning or ok; ``action`` names the one button.

        ``holds`` tells after each edit whether the words are still true; without it they are.
        """
        self.text = text
        self.setProperty("bar", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        size = self.look.px(18)
        self._icon.setPixmap(self.look.icon_in(_ICONS[kind], kind).pixmap(size, size))
        self._words.setText(text)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._does, self._holds = does, holds
        self.setAccessibleDescription(text)
        self.show()

    def put_away(self) -> None:
        """Hide the notice."""
        self.text = ""
        self._holds = None
        self.hide()

    def look_again(self) -> None:
        """Put the notice away if what it says is no longer so."""
        if self._holds is not None and not self._holds():
            self.put_away()

    def _acted(self) -> None:
        does = self._does
        self.put_away()
        if does is not None:
            does()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
