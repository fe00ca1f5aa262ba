"""A panel on a page of figures: title with a remark beside it, what it holds, and a line at its foot."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import boxed, label, line, row


class Panel(QFrame):
    """Holds ``content`` (widgets from above downwards). ``remark`` and ``foot`` take no room while empty."""

    def __init__(
        self, look: Look, title: str, *content: QWidget | QLayout, corner: QWidget | None = None
    ) -> None:
        super().__init__()
        self.look = look
        self.setProperty("card", True)
        self.setAccessibleName(title)
        edge = look.px(16)
        self._title = label(look, title, "section", wraps=True)
        self._title.setMinimumWidth(self._room_of(title))
        self._remark = label(look, "", "small", "text2", wraps=True)
        self._remark.hide()
        head = row(self._title, self._remark, *((corner,) if corner is not None else ()), spacing=look.px(12))
        head.setContentsMargins(edge, look.px(10), edge, look.px(10))
        head.setStretch(0, 1)
        self._head = head
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(line(look))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(edge, look.px(12), edge, look.px(12))
        self._body.setSpacing(look.px(8))
        box.addLayout(self._body, 1)
        for one in content:
            self.add(one)
        self._words = label(look, "", "small", "text2", wraps=True)
        foot = row(self._words)
        foot.setContentsMargins(edge, look.px(8), edge, look.px(8))
        self._foot = boxed(foot)
        self._foot.hide()
        box.addWidget(self._foot)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Put ``content`` below what the panel holds."""
        if isinstance(content, QWidget):
            self._body.addWidget(content, stretch)
        else:
            self._body.addLayout(content, stretch)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self._title.setMinimumWidth(self._room_of(title))
        self.setAccessibleName(title)

    def _room_of(self, title: str) -> int:
        """Return how wide the title is kept: a label that may wrap asks for less than its words need on one line."""
        measure = self._title.fontMetrics()
        return min(measure.horizontalAdvance(title) + self.look.px(4), self.look.px(280))

    def set_remark(self, text: str) -> None:
        """Say something beside the title: what the figures are compared with, or of."""
        self._remark.setText(text)
        self._remark.setVisible(bool(text))
        self._head.setStretch(0, 0 if text else 1)
        self._head.setStretch(1, 1 if text else 0)

    def set_foot(self, text: str) -> None:
        """Say something at the foot; empty takes the line away."""
        self._words.setText(text)
        self._foot.setVisible(bool(text))
