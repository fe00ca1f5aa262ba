"""A chart on a page: seen, walked with arrow keys, heard, copied, or read (and changed) as a table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMetaMethod, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QToolTip, QVBoxLayout, QWidget

from workbench.export.charts import (
    BarChart,
    Chart,
    Drawn,
    HeatTable,
    LevelBars,
    RangeStrip,
    RowChart,
    Spot,
    Waterfall,
    best_height,
    drawing_of,
)
from workbench.ui.look import Look
from workbench.ui.widgets.charts.model import Changes, ChartModel, heads_of
from workbench.ui.widgets.charts.out import print_chart, save_chart, to_clipboard
from workbench.ui.widgets.charts.paint import paint_current, paint_ready, style_of
from workbench.ui.widgets.drawn import Act, made_ready, text_width
from workbench.ui.widgets.parts import label, link, row
from workbench.ui.widgets.table import TableView
from workbench.ui.widgets.widths import RestOfWidth

_EDGE = 4
"""Pixels round a chart, for the frame that shows where the keyboard is."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartView(QWidget):
    """A chart, or the table that says the same.

    ``spoke`` carries what the mark under the arrow keys says, for an assist line. ``chosen`` carries the number of the
    mark that was clicked or on which Enter was pressed, in picture and table alike. With ``changes`` the figures of
    the table can be typed over.
    """

    spoke = Signal(str)
    chosen = Signal(int)

    def __init__(
        self, look: Look, chart: Chart, *, is_titled: bool = True, changes: Changes | None = None
    ) -> None:
        super().__init__()
        self.look = look
        self.chart = chart
        self._changes = changes
        self._model: ChartModel | None = None
        self.table: TableView | None = None
        self.canvas = _Canvas(self, is_titled=is_titled)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.canvas)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._pages)
        self._take(chart)

    @property
    def is_table(self) -> bool:
        """Whether the table is shown instead of the picture."""
        return self._pages.currentIndex() == 1

    @property
    def leads_on(self) -> bool:
        """Whether anybody listens to which mark is chosen."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.chosen))

    def set_chart(self, chart: Chart) -> None:
        """Show ``chart``; the mark that the arrow keys stand on stays where it is."""
        if chart != self.chart:
            self._take(chart)

    def _take(self, chart: Chart) -> None:
        is_other_kind = self._model is not None and heads_of(chart, self.look) != self._model.heads
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.described(self.look.texts))
        self.canvas.take(chart)
        if self._model is not None and not is_other_kind:
            self._model.take(chart)
        elif self._model is not None:
            was_table = self.is_table
            self._drop_table()
            if was_table:
                self.show_table(True)

    def show_table(self, is_shown: bool) -> None:
        """Show the table, or the picture again. The keyboard goes along if it was here."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if is_shown and self.table is None:
            self._make_table()
        self._pages.setCurrentIndex(1 if is_shown else 0)
        if had_focus:
            (self.table if is_shown and self.table is not None else self.canvas).setFocus()

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture and as its table: whoever pastes takes what suits."""
        to_clipboard(self.chart, self.look, self._size_out, is_picture=True, is_text=True)

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        to_clipboard(self.chart, self.look, self._size_out, is_picture=True, is_text=False)

    def copy_text(self) -> None:
        """Put the chart's table on the clipboard."""
        to_clipboard(self.chart, self.look, self._size_out, is_picture=False, is_text=True)

    def save(self) -> None:
        """Ask for a file and write the chart into it."""
        save_chart(self.chart, self.look, self._size_out, self)

    def print_out(self) -> None:
        """Ask for a printer and print the chart."""
        print_chart(self.chart, self.look, self._size_out, self)

    @property
    def _size_out(self) -> QSize:
        """How large the chart is where it goes: as it is shown, no smaller than suits it."""
        return self.size().expandedTo(self.canvas.sizeHint())

    def _make_table(self) -> None:
        look = self.look
        self._model = ChartModel(look, self.chart, self._changes)
        self.table = TableView(look, self._model, self.chart.title, row_height=24)
        self.table.installEventFilter(self)
        widest = max((text_width(one[1][0], look.px(13)) for one in self._model.rows), default=0) + look.px(
            18
        )
        RestOfWidth(self.table, 0, max(self.table.columnWidth(0), round(widest)))
        back = link(look, look.texts("Chart"), lambda: self.show_table(False))
        back.setToolTip(look.texts("Show as chart (T)"))
        back.setAccessibleName(look.texts("Show as chart: {title}", title=self.chart.title))
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        title = label(look, self.chart.title, "strong")
        unit = label(look, "" if self.chart.is_share else self.chart.unit, "small", "text2")
        box.addLayout(row(title, unit, None, back))
        box.addWidget(self.table)
        if self.chart.source:
            box.addWidget(label(look, self.chart.source, "caption", "text2", wraps=True))
        self._pages.addWidget(page)

    def _choose(self, at: QModelIndex) -> None:
        """Choose the mark that a cell of the table stands for."""
        if not at.isValid():
            return
        mark = at.row()
        if isinstance(
            self.chart, HeatTable
        ):  # a mark is a cell there, and the first column is the row's name
            mark = at.row() * len(self.chart.column_labels) + max(0, at.column() - 1)
        self.chosen.emit(mark)

    def _drop_table(self) -> None:
        page = self._pages.widget(1)
        self._model, self.table = None, None
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self.table is not None
            and watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            beside = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            is_plain = not event.modifiers() & ~beside
            if event.key() == Qt.Key.Key_T and is_plain:
                self.show_table(False)
                return True
            if event.key() in _ENTER and is_plain and self._changes is None:
                self._choose(self.table.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.table if self.is_table and self.table is not None else self.canvas).setFocus(event.reason())


class _Canvas(QWidget):
    """The picture: it takes the keyboard, knows where its marks are, and says what they say."""

    def __init__(self, view: ChartView, *, is_titled: bool) -> None:
        super().__init__(view)
        self._view = view
        self._look = view.look
        self._is_titled = is_titled
        self._chart = view.chart
        self._drawn: Drawn | None = None
        self._ready: tuple[Act, ...] | None = None
        self._said: tuple[str, ...] | None = None
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        texts = self._look.texts
        self._link = link(self._look, texts("Table"), lambda: view.show_table(True))
        self._link.setParent(self)
        self._link.setToolTip(texts("Show as table (T)"))
        self._link.setVisible(is_titled)

    @property
    def said(self) -> tuple[str, ...]:
        """What each mark says."""
        if self._said is None:
            self._said = self._chart.spoken(self._look.texts)
        return self._said

    @property
    def drawn(self) -> Drawn:
        """The chart laid out for the size there is; kept, since a chart is painted far more often than it changes."""
        drawing = self._drawn.drawing if self._drawn is not None else None
        if self._drawn is None or drawing is None or (drawing.width, drawing.height) != self.size().toTuple():
            self._ready = None
            self._drawn = drawing_of(
                self._chart,
                self.width(),
                self.height(),
                style_of(self._look),
                edge=_EDGE,
                is_titled=self._is_titled,
                right_of_title=self._link.width() + self._look.px(8) if self._is_titled else 0,
            )
        return self._drawn

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where the marks are."""
        return self.drawn.spots

    def take(self, chart: Chart) -> None:
        self._chart, self._said, self._drawn = chart, None, None
        if self.current is not None and self.current >= len(self.said):
            self.current = None
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.described(self._look.texts))
        self._link.setAccessibleName(self._look.texts("Show as table: {title}", title=chart.title))
        self.updateGeometry()
        self.update()

    def walk_to(self, at: int) -> None:
        """Stand on a mark and say it."""
        if not self.said:
            return
        self.current = min(max(at, 0), len(self.said) - 1)
        text = self.said[self.current]
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._view.spoke.emit(text)
        self.update()

    def _mark_at(self, event: QMouseEvent | QHelpEvent) -> int | None:
        place = event.position() if isinstance(event, QMouseEvent) else event.pos().toPointF()
        return next((spot.index for spot in self.spots if spot.area.holds(place.x(), place.y())), None)

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        px, chart = self._look.px, self._chart
        high = best_height(chart, style_of(self._look), is_titled=self._is_titled) + 2 * _EDGE
        if isinstance(chart, RangeStrip):
            return QSize(px(220), high)
        if isinstance(chart, LevelBars):
            return QSize(px(300), high)
        if isinstance(chart, BarChart) and chart.columns != 1:
            return QSize(max(px(280), min(len(chart.labels) * px(12), px(900))), high)
        return QSize(px(360 if isinstance(chart, HeatTable) else 420), high)

    def minimumSizeHint(self) -> QSize:
        hint, px = self.sizeHint(), self._look.px
        if isinstance(self._chart, RowChart | Waterfall):  # rows that are squeezed cannot be read
            return QSize(px(140), round(hint.height() * 0.85))
        return QSize(px(140), min(hint.height(), px(100)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        painter = QPainter(self)
        drawn = self.drawn
        if self._ready is None:
            self._ready = made_ready(drawn.drawing.shapes)
        paint_ready(painter, self._ready)
        if self.hasFocus():
            if self.current is None:
                paint_current(painter, QRectF(self.rect()), self._look)
            elif self.current < len(self.spots):
                paint_current(painter, QRectF(*self.spots[self.current].area), self._look)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._link.adjustSize()
        self._link.move(self.width() - self._link.width() - _EDGE, _EDGE + self._look.px(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), -1 if self.current is None else self.current
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        stride = self._chart.columns or 1
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: stride,
            Qt.Key.Key_Up: -stride,
        }
        if key == Qt.Key.Key_T and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._view.show_table(True)
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._view.copy()
        elif key == Qt.Key.Key_Home:
            self.walk_to(0)
        elif key == Qt.Key.Key_End:
            self.walk_to(len(self.said) - 1)
        elif key in _ENTER and self.current is not None and is_plain:
            self._view.chosen.emit(self.current)
        elif key in steps and not event.modifiers():
            to = at + steps[Qt.Key(key)] if self.current is not None else 0
            if 0 <= to < len(self.said):
                self.walk_to(to)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setAccessibleDescription(self._chart.described(self._look.texts))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over marks that lead somewhere."""
        leads = self._mark_at(event) is not None and self._view.leads_on
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._mark_at(event)
        if at is not None:
            self.walk_to(at)
            if event.button() == Qt.MouseButton.LeftButton:
                self._view.chosen.emit(at)
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._mark_at(event)
            QToolTip.showText(event.globalPos(), self.said[at] if at is not None else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        texts, menu, view = self._look.texts, QMenu(self), self._view
        entries = (
            (texts("Show as table"), lambda: view.show_table(True)),
            (texts("Copy as a picture"), view.copy_picture),
            (texts("Copy as text"), view.copy_text),
            (texts("Save as a picture…"), view.save),
            (texts("Print…"), view.print_out),
        )
        for text, does in entries:
            menu.addAction(text).triggered.connect(does)
        menu.exec(event.globalPos())
        menu.deleteLater()
