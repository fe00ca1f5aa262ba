"""A card per headline figure. Pressing it unfolds what the figure is made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.ui.look import Look
from workbench.ui.pages.overview.figures import Figure
from workbench.ui.widgets.parts import label


class Card(QFrame):
    """One figure with its neighbours."""

    unfolded = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.figure: Figure | None = None
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        pad = look.px(16)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad, look.px(12), pad, look.px(12))
        box.setSpacing(look.px(2))
        self._title = label(look, "", "body", "text2", wraps=True)
        self._value = label(look, "", "headline")
        self._unit = label(look, "", "small", "text2", wraps=True)
        self._beside = label(look, "", "small", wraps=True)
        self._below = label(look, "", "caption", "text2", wraps=True)
        for part in (self._title, self._value, self._unit, self._beside, self._below):
            box.addWidget(part)
        box.addStretch(1)

    def show_figure(self, figure: Figure, *, is_stale: bool = False) -> None:
        """Show ``figure``; dimmed while newer ones are being calculated."""
        if figure != self.figure:
            self.figure = figure
            self._title.setText(figure.title)
            self._value.setText(figure.value)
            self._unit.setText(figure.unit)
            self._beside.setText(figure.beside)
            self._below.setText(figure.below)
            t = self.look.texts
            self.setAccessibleName(
                t("{title}: {value} {unit}", title=figure.title, value=figure.value, unit=figure.unit)
            )
            self.setAccessibleDescription(
                f"{figure.beside}. {figure.below}. " + t("Enter shows what it is made of.")
            )
            self.setToolTip(t("Shows what it is made of"))
        self.set_stale(is_stale=is_stale)

    def set_stale(self, *, is_stale: bool) -> None:
        """Dim the figure while a newer one is being calculated."""
        self._value.setEnabled(not is_stale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.figure is not None and self.rect().contains(event.position().toPoint()):
            self.unfolded.emit(self.figure.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.figure is not None:
            self.unfolded.emit(self.figure.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), self.look.px(8), self.look.px(8))


class Cards(QWidget):
    """The cards in as many columns as fit."""

    unfolded = Signal(str)

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self.look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(12))
        self.cards = [Card(look) for _ in range(count)]
        self._columns = 0
        for card in self.cards:
            card.unfolded.connect(self.unfolded.emit)
        self._arrange(3)

    def show_figures(self, figures: tuple[Figure, ...], *, is_stale: bool = False) -> None:
        """Show one figure per card."""
        for card, figure in zip(self.cards, figures, strict=True):
            card.show_figure(figure, is_stale=is_stale)

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
