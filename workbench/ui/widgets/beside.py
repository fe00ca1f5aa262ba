"""Parts side by side where all have the room that they ask for, else one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from workbench.ui.look import Look


class Beside(QWidget):
    """``parts`` with the least width of each, by which they also share what is more."""

    def __init__(self, look: Look, *parts: tuple[QWidget, int]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(12))
        self._needs = sum(look.px(least + 12) for _, least in parts)
        for part, least in parts:
            self._box.addWidget(part, least)

    def fit(self, room: int) -> None:
        """Lay the parts out for ``room`` pixels of width."""
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if room >= self._needs else ways.TopToBottom)
