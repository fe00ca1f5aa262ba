"""Headline figures, each a button that unfolds what it is made of: a card of its own, or one of a strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout

from workbench.ui.look import Look
from workbench.ui.widgets.parts import label


@dataclass(frozen=True)
class KeyFigure:
    """``key`` is what explains it ("": nothing does), ``below`` what it is compared with, or of what it is a share.

    ``unit`` and ``beside``, a neighbour of the figure, stand where there is a card's room.
    """

    key: str
    title: str
    value: str
    below: str = ""
    unit: str = ""
    beside: str = ""


class FigureStrip(QFrame):
    """As many figures side by side as have room of ``least`` pixels each; the others in the next line."""

    def __init__(self, look: Look, name: str, unfold: Callable[[str], None], *, least: int = 150) -> None:
        super().__init__()
        self.look, self._unfold, self._least = look, unfold, least
        self.setProperty("card", True)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        edge = look.px(8)
        self._grid.setContentsMargins(edge, look.px(6), edge, look.px(6))
        self._grid.setSpacing(0)
        self.figures: list[FigureButton] = []
        self._columns = self._room = 0

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show ``figures`` from the left."""
        while len(self.figures) < len(figures):
            made = FigureButton(self.look, self._unfold)
            made.setParent(self)  # shown without one it would be a window of its own and take the keyboard
            self.figures.append(made)
            self._columns = 0
        for one in self.figures[len(figures) :]:
            one.hide()
        for one, figure in zip(self.figures, figures, strict=False):
            one.show_figure(figure)
            one.show()
        if self._room:
            self.fit(self._room)
        else:
            self._arrange(self._columns or len(self.figures) or 1)

    def said(self) -> str:
        """Return the figures in a line of words."""
        shown = [one.figure for one in self.figures if one.figure is not None and not one.isHidden()]
        return " · ".join(f"{one.title}: {one.value}" for one in shown)

    def set_stale(self, *, is_stale: bool) -> None:
        """Dim the figures while newer ones are being calculated."""
        for one in self.figures:
            one.set_stale(is_stale=is_stale)

    def fit(self, room: int) -> None:
        """Stand in as few lines as ``room`` pixels allow without cutting a word, with as many figures in each."""
        self._room = room
        shown = [one for one in self.figures if not one.isHidden()]
        widest = max((one.widest for one in shown), default=0)
        fits = max(1, (room - self.look.px(16)) // max(self.look.px(self._least), widest))
        count = max(1, len(shown))
        lines = -(-count // fits)
        self._arrange(-(-count // lines))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(max(self._columns, columns)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
        for at, one in enumerate(self.figures):
            self._grid.addWidget(one, at // columns, at % columns)


class FigureButton(QFrame):
    """One figure; pressing it unfolds what it is made of. ``is_card``: it stands by itself, and larger."""

    def __init__(self, look: Look, unfold: Callable[[str], None], *, is_card: bool = False) -> None:
        super().__init__()
        self.look, self._unfold = look, unfold
        self.figure: KeyFigure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        side, edge = (16, 12) if is_card else (8, 6)
        self._corner = look.px(8 if is_card else 6)
        if is_card:
            self.setProperty("card", True)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(side), look.px(edge), look.px(side), look.px(edge))
        box.setSpacing(look.px(2))
        self._title = label(look, "", "body" if is_card else "small", "text2", wraps=True)
        self._value = label(look, "", "headline" if is_card else "figure", wraps=True)
        self._unit = label(look, "", "small", "text2", wraps=True)
        self._beside = label(look, "", "small", wraps=True)
        self._below = label(look, "", "caption", "text2", wraps=True)
        for part in (self._title, self._value, self._unit, self._beside, self._below):
            box.addWidget(part)
        box.addStretch(1)

    def show_figure(self, figure: KeyFigure) -> None:
        """Show ``figure``, and only the lines that it has."""
        if figure == self.figure:
            return
        self.figure = figure
        t = self.look.texts
        self._title.setText(figure.title)
        self._value.setText(figure.value)
        for part, text in (
            (self._unit, figure.unit),
            (self._beside, figure.beside),
            (self._below, figure.below),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(
            t("{title}: {value} {unit}", title=figure.title, value=figure.value, unit=figure.unit).rstrip()
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if figure.key else Qt.FocusPolicy.NoFocus)
        if figure.key:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(t("Shows what it is made of"))
        hint = t("Enter shows what it is made of.") if figure.key else ""
        self.setAccessibleDescription(". ".join(part for part in (figure.beside, figure.below, hint) if part))

    @property
    def widest(self) -> int:
        """How much width the longest word of its value takes, with the room around it."""
        measure = self._value.fontMetrics()
        words = self._value.text().split(" ")  # a space that does not break belongs to the word
        return max(measure.horizontalAdvance(word) for word in words) + self.look.px(18)

    def set_stale(self, *, is_stale: bool) -> None:
        """Dim the figure while a newer one is being calculated."""
        self._value.setEnabled(not is_stale)

    def _open(self) -> None:
        if self.figure is not None and self.figure.key:
            self._unfold(self.figure.key)

    # Qt's own names from here on

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(96), super().minimumSizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), self._corner, self._corner)
