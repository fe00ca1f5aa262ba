"""A card per headline figure. Pressing it unfolds what the figure is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.figure_strip import FigureButton, KeyFigure


class Cards(QWidget):
    """The cards in as many columns as fit."""

    def __init__(self, look: Look, count: int, unfold: Callable[[str], None]) -> None:
        super().__init__()
        self.look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(12))
        self.cards = [FigureButton(look, unfold, is_card=True) for _ in range(count)]
        self._columns = 0
        self._arrange(3)

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show one figure per card."""
        for card, figure in zip(self.cards, figures, strict=True):
            card.show_figure(figure)
            card.set_stale(is_stale=False)

    def dim(self) -> None:
        """Dim the figures while newer ones are being calculated."""
        for card in self.cards:
            card.set_stale(is_stale=True)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(6):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def fit(self, width: int) -> None:
        """Stand in one row where it is wide enough, else in two."""
        self._arrange(6 if width >= self.look.px(1100) else 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(480), super().minimumSizeHint().height())
