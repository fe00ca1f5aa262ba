"""The parts of the live map: a step's box, a decision, a flow, an end. Where they stand is the layout's to say.

Everything is drawn at 100 %; text size and zoom are the view's. Colours are the theme's, shapes are paper's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from workbench.analysis.results import Finding
from workbench.export.swimlane_layout import (
    DIAMOND_GAP,
    LINE_HEIGHT,
    MARGIN,
    Decision,
    EndMark,
    FlowLine,
    MapLayout,
    StepBox,
)
from workbench.export.swimlane_places import BOX_HEIGHT, BOX_WIDTH, DIAMOND, HEAD_WIDTH
from workbench.export.swimlane_words import Words
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.widgets.chips import paint_chip

_SEVERITY_ICONS = {
    "error": "alert-circle-outline",
    "warning": "alert-outline",
    "advice": "lightbulb-outline",
}
_CHIP_SCALE = 0.9
_BELOW = 4000.0
"""How far the strip of lane names goes on below the last lane, where the view is higher than the map."""
_WORDS_FROM = 0.4
"""Below this zoom words are too small to be read and only make it slow."""


@dataclass(frozen=True)
class Ink:
    """Fonts, pens and colours of a map in one look."""

    look: Look

    @cached_property
    def plain(self) -> Look:
        """The look at 100 %: the view does the scaling."""
        return replace(self.look, scale=1.0)

    @cached_property
    def chips(self) -> Look:
        """The look in which a chip fits into a box."""
        return replace(self.look, scale=_CHIP_SCALE)

    @cached_property
    def small(self) -> QFont:
        """Words on lines, numbers, counts."""
        return self.plain.font_of(11)

    @cached_property
    def title(self) -> QFont:
        """A step's name."""
        return self.plain.font_of(11, 500)

    @cached_property
    def lane(self) -> QFont:
        """A lane's name, and the question mark of a decision."""
        return self.plain.font_of(12, 600)

    @cached_property
    def clause(self) -> QFont:
        """The number of a clause."""
        return self.plain.font_of(12, 700)

    @cached_property
    def measure(self) -> QFontMetricsF:
        """Widths of small words."""
        return QFontMetricsF(self.small)

    def pen(self, token: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Return a pen in the colour of ``token``."""
        made = QPen(self.look.color(token), width, style)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return made

    def label(
        self,
        painter: QPainter,
        at: QPointF,
        text: str,
        font: QFont,
        color: str = "text",
        ground: str = "",
        *,
        is_end: bool = False,
    ) -> None:
        """Write one line with its baseline at ``at``, on a strip of ``ground`` over lines."""
        width = QFontMetricsF(font).horizontalAdvance(text)
        left = at.x() - width if is_end else at.x()
        if ground:
            painter.fillRect(QRectF(left - 2, at.y() - 10, width + 4, 13), self.look.color(ground))
        painter.setFont(font)
        painter.setPen(self.look.color(color))
        painter.drawText(QPointF(left, at.y()), text)


class StepItem(QGraphicsItem):
    """A step's box with its number, chip and gravest finding. The chosen one has the accent's frame."""

    def __init__(self, ink: Ink, box: StepBox, spoken: str, finding: Finding | None) -> None:
        super().__init__()
        self.ink, self.box, self.finding = ink, box, finding
        self.step = box.id
        self.spoken = spoken
        self.is_chosen = False
        self.setPos(box.x, box.y)
        self.setZValue(20)
        self.setToolTip(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def choose(self, *, is_chosen: bool) -> None:
        """Frame the box, or take the frame away."""
        if self.is_chosen is not is_chosen:
            self.is_chosen = is_chosen
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-3, -20, BOX_WIDTH + 6, BOX_HEIGHT + 40)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, BOX_WIDTH, BOX_HEIGHT))
        return path

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        ink, box = self.ink, self.box
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if box.is_faint else Qt.PenStyle.SolidLine
        painter.setPen(ink.pen("accent", 2.4) if self.is_chosen else ink.pen("edge", 1.2, style))
        painter.setBrush(ink.look.color("surface"))
        painter.drawRoundedRect(QRectF(0, 0, BOX_WIDTH, BOX_HEIGHT), 5, 5)
        ink.label(painter, QPointF(BOX_WIDTH, -5), box.number, ink.small, "text2", is_end=True)
        if box.mark:
            ink.label(painter, QPointF(2, BOX_HEIGHT + 13), box.mark, ink.small, "text2")
        tone = "text3" if box.is_faint else "text"
        for row, line in enumerate(box.lines):
            ink.label(painter, QPointF(8, 15 + LINE_HEIGHT * row), line, ink.title, tone)
        self._level(painter)
        if self.finding is not None:
            token = "info" if self.finding.severity == "advice" else self.finding.severity
            place = QRect(int(BOX_WIDTH) - 20, int(BOX_HEIGHT) - 20, 15, 15)
            paint_icon(painter, place, _SEVERITY_ICONS[self.finding.severity], ink.look.color(token))

    def _level(self, painter: QPainter) -> None:
        ink, top = self.ink, BOX_HEIGHT - 22
        if self.box.level is not None:
            paint_chip(painter, ink.chips, QPoint(7, int(top)), self.box.level)
            return
        painter.setPen(ink.pen("edge", 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        words = ink.look.texts("level missing")
        room = min(ink.measure.horizontalAdvance(words) + 12, BOX_WIDTH - 16)
        painter.drawRoundedRect(QRectF(8, top, room, 17), 3, 3)
        shown = ink.measure.elidedText(words, Qt.TextElideMode.ElideRight, room - 10)
        ink.label(painter, QPointF(14, top + 12.2), shown, ink.small, "text3")


class DecisionItem(QGraphicsItem):
    """The diamond behind a step, with its question above."""

    def __init__(self, ink: Ink, decision: Decision, ground: str) -> None:
        super().__init__()
        self.ink, self.decision, self.ground = ink, decision, ground
        self.setPos(decision.x, decision.y)
        self.setZValue(15)
        if decision.question:
            self.setToolTip(decision.question)

    def boundingRect(self) -> QRectF:
        return QRectF(-DIAMOND / 2 - DIAMOND_GAP - 2, -BOX_HEIGHT / 2 - 18, 160, BOX_HEIGHT + 20)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addPolygon(self._diamond)
        return path

    @cached_property
    def _diamond(self) -> QPolygonF:
        half = DIAMOND / 2
        return QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        ink = self.ink
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink.pen("text2", 1.3))
        painter.drawLine(QPointF(-DIAMOND / 2 - DIAMOND_GAP, 0), QPointF(-DIAMOND / 2, 0))
        painter.setPen(ink.pen("edge", 1.2))
        painter.setBrush(ink.look.color("surface"))
        painter.drawPolygon(self._diamond)
        width = QFontMetricsF(ink.lane).horizontalAdvance("?")
        ink.label(painter, QPointF(-width / 2, 4.3), "?", ink.lane)
        if self.decision.shown:
            at = QPointF(-DIAMOND / 2 - 4, -BOX_HEIGHT / 2 - 5)
            ink.label(painter, at, self.decision.shown, ink.small, "text2", self.ground)


class FlowItem(QGraphicsItem):
    """A flow's line with its arrow. Those that leave the chosen step are drawn in the accent."""

    def __init__(self, ink: Ink, flow: FlowLine) -> None:
        super().__init__()
        self.ink, self.flow = ink, flow
        self.is_chosen = False
        self.setZValue(11 if flow.crosses else 10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        points = [QPointF(x, y) for x, y in flow.points]
        self._head = _arrow_head(points[-2], points[-1])
        points[-1] = (self._head[1] + self._head[2]) / 2
        self._line = QPolygonF(points)
        self._bounds = QPolygonF([*points, *self._head]).boundingRect().adjusted(-4, -4, 4, 4)

    def choose(self, *, is_chosen: bool) -> None:
        """Draw the line in the accent, or quietly."""
        if self.is_chosen is not is_chosen:
            self.is_chosen = is_chosen
            self.setZValue(12 if is_chosen else 11 if self.flow.crosses else 10)
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        token = "accent" if self.is_chosen else "text" if self.flow.crosses else "text2"
        width = 2.0 if self.is_chosen else 1.8 if self.flow.crosses else 1.3
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.ink.pen(token, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.look.color(token))
        painter.drawPolygon(QPolygonF(self._head))


class WordsItem(QGraphicsItem):
    """The words on a flow's line: label and share."""

    def __init__(self, ink: Ink, words: Words, ground: str) -> None:
        super().__init__()
        self.ink, self.words, self.ground = ink, words, ground
        self.setZValue(16)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        width = max(ink.measure.horizontalAdvance(line) for line in words.lines) + 4
        left = words.x - width if words.is_end else words.x - 2
        self._bounds = QRectF(left - 1, words.y - 12, width + 4, LINE_HEIGHT * len(words.lines) + 6)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        if painter.worldTransform().m11() < _WORDS_FROM:
            return
        for row, line in enumerate(self.words.lines):
            at = QPointF(self.words.x, self.words.y + LINE_HEIGHT * row)
            self.ink.label(painter, at, line, self.ink.small, "text2", self.ground, is_end=self.words.is_end)


class ClauseItem(QGraphicsItem):
    """The black numbered box where a flow crosses the boundary: a clause of the agreement."""

    def __init__(self, ink: Ink, flow: FlowLine, at: tuple[float, float]) -> None:
        super().__init__()
        self.ink, self.flow = ink, flow
        self.setPos(*at)
        self.setZValue(30)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(ink.look.texts("Clause {number}", number=flow.clause))
        self._width = max(22.0, QFontMetricsF(ink.clause).horizontalAdvance(flow.clause) + 12)

    def boundingRect(self) -> QRectF:
        return QRectF(-self._width / 2 - 1, -11, self._width + 2, 22)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        ink = self.ink
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.look.color("text"))
        painter.drawRoundedRect(QRectF(-self._width / 2, -10, self._width, 20), 3, 3)
        width = QFontMetricsF(ink.clause).horizontalAdvance(self.flow.clause)
        ink.label(painter, QPointF(-width / 2, 4.3), self.flow.clause, ink.clause, "surface")


class EndItem(QGraphicsItem):
    """The circle on a step where cases end, and how many of them do."""

    def __init__(self, ink: Ink, end: EndMark) -> None:
        super().__init__()
        self.ink, self.end = ink, end
        self.setPos(end.x, end.y)
        self.setZValue(14)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return QRectF(-9, -10, 24 + self.ink.measure.horizontalAdvance(self.end.words), 30)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.ink.pen("text2", 1.3))
        painter.drawLine(QPointF(0, 7), QPointF(0, 19))
        painter.setPen(self.ink.pen("text", 2.4))
        painter.setBrush(self.ink.look.color("surface"))
        painter.drawEllipse(QPointF(0, 0), 7, 7)
        self.ink.label(painter, QPointF(11, 3.5), self.end.words, self.ink.small, "text2")


class StartItem(QGraphicsItem):
    """The circle where the contact begins."""

    def __init__(self, ink: Ink, at: tuple[float, float]) -> None:
        super().__init__()
        self.ink = ink
        self.setPos(*at)
        self.setZValue(14)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._word = ink.look.texts("Contact")
        self._half = ink.measure.horizontalAdvance(self._word) / 2

    def boundingRect(self) -> QRectF:
        return QRectF(-max(self._half, 10) - 2, -28, max(self._half, 10) + 46, 42)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.ink.pen("text2", 1.3))
        painter.drawLine(QPointF(8, 0), QPointF(36, 0))
        painter.setPen(self.ink.pen("text", 1.3))
        painter.setBrush(self.ink.look.color("surface"))
        painter.drawEllipse(QPointF(0, 0), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.look.color("text2"))
        painter.drawPolygon(QPolygonF(_arrow_head(QPointF(8, 0), QPointF(40, 0))))
        self.ink.label(painter, QPointF(-self._half, -14), self._word, self.ink.small, "text2")


class HeadsItem(QGraphicsItem):
    """The names of the lanes at the left edge; they stay in sight while the map is moved sideways."""

    def __init__(self, ink: Ink, layout: MapLayout) -> None:
        super().__init__()
        self.ink, self.layout = ink, layout
        self.setZValue(40)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        height = self.layout.bottom - self.layout.top + _BELOW
        return QRectF(0, self.layout.top - 2, HEAD_WIDTH + 1, height + 4)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's own signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        ink, layout = self.ink, self.layout
        bottom = layout.bottom + _BELOW
        painter.fillRect(QRectF(0, layout.top, HEAD_WIDTH, bottom - layout.top), ink.look.color("sunken"))
        for lane in layout.lanes:
            painter.fillRect(QRectF(0, lane.top, HEAD_WIDTH, 1), ink.look.color("line"))
            for row, name in enumerate(lane.names):
                ink.label(painter, QPointF(MARGIN, lane.names_top + 15 * row), name, ink.lane)
            below = lane.names_top + 2 + 15 * len(lane.names)
            ink.label(painter, QPointF(MARGIN, below), lane.count, ink.small, "text2")
        for boundary in layout.boundaries:
            painter.fillRect(QRectF(0, boundary.y - 1.5, HEAD_WIDTH, 3), ink.look.color("text"))
            tops = (boundary.y - 9 - LINE_HEIGHT * (len(boundary.above) - 1), boundary.y + 18)
            for lines, top in zip((boundary.above, boundary.below), tops, strict=True):
                for row, line in enumerate(lines):
                    ink.label(painter, QPointF(MARGIN, top + LINE_HEIGHT * row), line, ink.title)


def _arrow_head(start: QPointF, end: QPointF) -> Sequence[QPointF]:
    """Return the tip and the two feet of the arrow that ends a line from ``start`` to ``end``."""
    along = end - start
    length = max((along.x() ** 2 + along.y() ** 2) ** 0.5, 0.001)
    unit = along / length
    across = QPointF(-unit.y(), unit.x())
    foot = end - unit * 7
    return end, foot + across * 3.4, foot - across * 3.4
