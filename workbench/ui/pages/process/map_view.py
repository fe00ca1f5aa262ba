"""The live map: the layout that paper uses, walked by keys, moved and zoomed.

Screen readers do not hear the items of a graphics view, so the view itself says which step is chosen and where it
leads; the step table beside it is the map as a table.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from workbench.analysis.results import Finding
from workbench.export.swimlane_layout import FlowLine, MapLayout
from workbench.export.swimlane_places import BOX_HEIGHT, BOX_WIDTH, HEAD_WIDTH
from workbench.ui.look import Look
from workbench.ui.pages.process.map_items import (
    ClauseItem,
    DecisionItem,
    EndItem,
    FlowItem,
    HeadsItem,
    Ink,
    StartItem,
    StepItem,
    WordsItem,
)

_LEAST, _MOST = 0.05, 3.0
_READABLE = 0.8
_AT_FIRST = 1.0
_STEP = 1.2


class MapView(QGraphicsView):
    """Shows a laid-out map. ``chosen``: a step was chosen here; ``entered``: Enter was pressed on it."""

    chosen = Signal(str)
    entered = Signal(str)
    clause_chosen = Signal(str)
    """The flow of a clause box that was clicked."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self.layout_shown: MapLayout | None = None
        self.step: str | None = None
        self._ink = Ink(look)
        self._items: dict[str, StepItem] = {}
        self._flows: list[FlowItem] = []
        self._heads: HeadsItem | None = None
        self._came_from: list[str] = []
        self._is_fitted = True
        self._zoom = 1.0
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName(self.texts("Map of the process"))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusProxy(None)  # type: ignore[arg-type]  # one stop for Tab, not two
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(look.px(280))
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.horizontalScrollBar().valueChanged.connect(self._keep_heads)

    # what is shown

    def show_map(self, layout: MapLayout, findings: Mapping[str, Finding], spoken: Mapping[str, str]) -> None:
        """Show ``layout``; ``findings`` and what is said are by step. The place in the map is kept."""
        is_first = self.layout_shown is None
        scene, ink = self.scene(), self._ink
        scene.clear()
        self._items.clear()
        self._flows.clear()
        self.layout_shown = layout
        grounds = ["surface" if lane.moved else "stays_tint" for lane in layout.lanes]
        lanes = {box.id: box.lane for box in layout.steps}
        for flow in layout.flows:
            item = FlowItem(ink, flow)
            self._flows.append(item)
            scene.addItem(item)
            if flow.words is not None:
                scene.addItem(WordsItem(ink, flow.words, grounds[lanes[flow.source]]))
            if flow.clause_at is not None:
                scene.addItem(ClauseItem(ink, flow, flow.clause_at))
        for decision in layout.decisions:
            scene.addItem(DecisionItem(ink, decision, grounds[decision.lane]))
        for end in layout.ends:
            scene.addItem(EndItem(ink, end))
        if layout.start is not None:
            scene.addItem(StartItem(ink, layout.start))
        for box in layout.steps:
            step = StepItem(ink, box, spoken.get(box.id, box.title), findings.get(box.id))
            self._items[box.id] = step
            scene.addItem(step)
        self._heads = HeadsItem(ink, layout)
        scene.addItem(self._heads)
        scene.setSceneRect(QRectF(0, layout.top, layout.width, layout.bottom - layout.top))
        self.setAccessibleDescription(layout.description)
        self._came_from.clear()
        self.choose(self.step if self.step in self._items else None, scrolls=False)
        if is_first or self._is_fitted:
            self.fit()
        self._keep_heads()

    def show_findings(self, findings: Mapping[str, Finding], spoken: Mapping[str, str]) -> None:
        """Show other findings and say other words on the same map."""
        for step, item in self._items.items():
            item.spoken = spoken.get(step, item.spoken)
            item.setToolTip(item.spoken)
            if item.finding != findings.get(step):
                item.finding = findings.get(step)
                item.update()

    def choose(self, step: str | None, *, scrolls: bool = True) -> None:
        """Frame a step and draw its ways on in the accent; nobody is told."""
        self.step = step
        for name, item in self._items.items():
            item.choose(is_chosen=name == step)
        for flow in self._flows:
            flow.choose(is_chosen=step is not None and flow.flow.source == step)
        chosen = self._items.get(step or "")
        if chosen is None:
            return
        if scrolls:
            around = QRectF(chosen.pos(), chosen.pos() + QPointF(BOX_WIDTH, BOX_HEIGHT))
            left = HEAD_WIDTH * self._zoom * self.look.scale
            self.ensureVisible(around, round(left) + 12, self.look.px(32))
        self.setAccessibleName(chosen.spoken)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def spoken(self, step: str) -> str:
        """Return what is said of a step."""
        return self._items[step].spoken

    # zoom

    @property
    def zoom(self) -> float:
        """How large the map is shown: 1 is 100 %."""
        return self._zoom

    def zoom_by(self, steps: int) -> None:
        """Show the map larger (or smaller) by steps of a fifth."""
        self._is_fitted = False
        self._set_zoom(self._zoom * _STEP**steps)

    def fit(self, *, whole: bool = False) -> None:
        """Fit the map to the view. While words could not be read any more only ``whole`` makes it that small."""
        layout = self.layout_shown
        self._is_fitted = True
        if layout is None:
            return
        room, scale = self.viewport().size(), self.look.scale
        wide = room.width() / (layout.width * scale)
        high = room.height() / ((layout.bottom - layout.top) * scale)
        fitting = min(_AT_FIRST, wide, high)
        if not whole and fitting < _READABLE:
            # It has to be moved sideways anyhow: then only its height is worth making it smaller for.
            fitting = min(_AT_FIRST, max(_READABLE, high))
        self._set_zoom(fitting)
        if not whole and self.step is None:
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)

    def fit_whole(self) -> None:
        """Show all of the map, however small."""
        self.fit(whole=True)
        self._is_fitted = False

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(_MOST, max(_LEAST, zoom))
        self.resetTransform()
        self.scale(self._zoom * self.look.scale, self._zoom * self.look.scale)
        if self.step is not None:
            self.choose(self.step)
        self._keep_heads()

    def _keep_heads(self, *_: int) -> None:
        if self._heads is not None:
            self._heads.setX(max(0.0, self.mapToScene(0, 0).x()))

    # walking

    def walk(self, key: Qt.Key) -> bool:
        """Go where an arrow key leads; return whether there is anywhere to go."""
        if self.layout_shown is None or not self._items:
            return False
        target = self._next(key) if self.step in self._items else next(iter(self._items))
        if target is None or target == self.step:
            return False
        if key == Qt.Key.Key_Right and self.step is not None:
            self._came_from.append(self.step)
        elif key == Qt.Key.Key_Left and self._came_from:
            self._came_from.pop()
        self.choose(target)
        self.chosen.emit(target)
        return True

    def _next(self, key: Qt.Key) -> str | None:
        order = list(self._items)
        here = self.step or order[0]
        if key == Qt.Key.Key_Home:
            return order[0]
        if key == Qt.Key.Key_End:
            return order[-1]
        if key == Qt.Key.Key_Right:
            ways = self._ways(here)
            return ways[0] if ways else None
        if key == Qt.Key.Key_Left:
            sources = [one.source for one in self._all_flows if one.target == here and one.source != here]
            return self._came_from[-1] if self._came_from else sources[0] if sources else None
        beside = self._ways(self._came_from[-1]) if self._came_from else []
        among = beside if len(beside) > 1 and here in beside else order
        at = among.index(here) + (1 if key == Qt.Key.Key_Down else -1)
        return among[at] if 0 <= at < len(among) else None

    @property
    def _all_flows(self) -> tuple[FlowLine, ...]:
        return self.layout_shown.flows if self.layout_shown else ()

    def _ways(self, step: str) -> list[str]:
        """Return where a step leads, the way that most cases go first; loops back last."""
        order = {name: at for at, name in enumerate(self._items)}
        process = self.layout_shown.process if self.layout_shown else None
        flows = [one for one in process.flows if one.source == step and one.target] if process else []
        flows.sort(key=lambda one: (order[one.target or ""] <= order[step], -(one.share or 0.0)))
        return list(dict.fromkeys(one.target or "" for one in flows))

    # Qt's own names from here on

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        assert isinstance(rect, QRectF)  # noqa: S101 - a scene is drawn in floating measures
        painter.fillRect(rect, self.look.color("surface"))
        layout = self.layout_shown
        if layout is None:
            return
        for at, lane in enumerate(layout.lanes):
            is_last = at == len(layout.lanes) - 1
            bottom = max(lane.bottom, rect.bottom()) if is_last else lane.bottom
            if not lane.moved:
                band = QRectF(rect.left(), lane.top, rect.width(), bottom - lane.top)
                painter.fillRect(band, self.look.color("stays_tint"))
            painter.setPen(QPen(self.look.color("line"), 1))
            painter.drawLine(QPointF(rect.left(), lane.top), QPointF(rect.right(), lane.top))
        painter.setPen(QPen(self.look.color("line"), 1))
        painter.drawLine(QPointF(rect.left(), layout.bottom), QPointF(rect.right(), layout.bottom))
        for boundary in layout.boundaries:
            painter.fillRect(QRectF(rect.left(), boundary.y - 1.5, rect.width(), 3), self.look.color("text"))

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        del rect
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        arrows = (
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        )  # fmt: skip
        if key in arrows and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walk(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.step is not None:
            self.entered.emit(self.step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.step is None and self._items:
            first = next(iter(self._items))
            self.choose(first)
            self.chosen.emit(first)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and isinstance(item, StepItem | DecisionItem):
            step = item.step if isinstance(item, StepItem) else item.decision.step
            self._came_from.clear()
            self.choose(step, scrolls=False)
            self.chosen.emit(step)
            return
        if event.button() == Qt.MouseButton.LeftButton and isinstance(item, ClauseItem):
            self.clause_chosen.emit(item.flow.id)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, StepItem):
            self.entered.emit(item.step)
            return
        super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        self._keep_heads()
