"""Beside the capture table: what the workshop comes to just now, what to look at, and a private note."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from workbench.analysis.standing.now import WorkshopNow, workshop_now
from workbench.edits import ChangeItem
from workbench.model.case_types import CaseType
from workbench.model.programme import Workshop
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.pages.workshop import entries
from workbench.ui.pages.workshop.rows import Figures
from workbench.ui.pages.workshop.side_items import TABS, Findings, Item, ItemModel, counts, items_of
from workbench.ui.widgets.charts import ChartView, LevelBars
from workbench.ui.widgets.parts import boxed, column, elided, label, line, named, on_ground, row, set_tone
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.ui.pages.workshop.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
_EMPHASIS_MS = 1000
_WRAP = int(Qt.TextFlag.TextWordWrap)


class SidePanel(QWidget):
    """The panel. It reads the sheet's figures; it asks for places and for texts to be changed."""

    place_wanted = Signal(object)
    text_wanted = Signal(str, int)

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self._workshop: str | None = None
        self._sheet: Sheet | None = None
        self._findings = Findings(look.texts)
        self._figures: list[tuple[QLabel, QLabel]] = []
        self._emphasis = QTimer(self, singleShot=True, interval=_EMPHASIS_MS)
        self._emphasis.timeout.connect(self._calm)
        on_ground(self, "surface")
        self._lay_out()

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        edge = look.px(16)
        beside = elided(look, "small", "text2")
        beside.setText(t("counted at every change"))
        head = row(label(look, t("Just now"), "section"), beside)
        head.setStretch(1, 1)
        strip = row(*(self._figure() for _ in range(3)), spacing=look.px(12))
        for at in range(3):
            strip.setStretch(at, 1)
        remark = t(
            "For comparison: up to 80 % of questions usually are on levels 1–4. That is not the share that gets solved."
        )
        self.chart = ChartView(look, self._chart(None), is_titled=False)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFont(look.font("small"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)  # the panel is as wide as its tabs in any language
        self.tabs.setAccessibleName(t("Findings and notes"))
        for _ in TABS:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(lambda _at: self._show_items())
        self.model = ItemModel()
        self.list = _List(look, self.model)
        self.list.wanted.connect(self._follow)
        self.list.removed.connect(self._remove)
        self.note = QPlainTextEdit()
        named(self.note, t("Private note, never shown on the projector"))
        self.note.setProperty("private", True)  # while it has the keyboard the room keeps what it saw
        self.note.setFont(look.font())
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(look.px(56))
        self.note.installEventFilter(self)
        self.note.textChanged.connect(self._note_typed)
        note_label = label(
            look, t("Private note, never shown on the projector"), "small", "text2", wraps=True
        )
        note_label.setBuddy(self.note)
        top = column(
            head,
            strip,
            label(look, remark, "caption", "text2", wraps=True),
            spacing=look.px(8),
            margins=(edge, look.px(12), edge, look.px(12)),
        )
        title = label(look, t("Performed steps per level and year"), "strong", wraps=True)
        middle = column(title, self.chart, margins=(edge, look.px(8), edge, look.px(8)))
        foot = column(note_label, self.note, spacing=look.px(4), margins=(edge, look.px(8), edge, look.px(8)))
        tabs = row(self.tabs, margins=(edge, 0, 0, 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (boxed(top), line(look), boxed(middle), line(look), boxed(tabs), line(look)):
            whole.addWidget(part)
        whole.addWidget(self.list, 1)
        whole.addWidget(line(look))
        whole.addWidget(boxed(foot))

    def _figure(self) -> QVBoxLayout:
        value = label(self.look, "–", "figure")
        words = label(self.look, "", "small", "text2", wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._figures.append((value, words))
        return column(value, words, None, spacing=0)

    # showing

    def show_workshop(self, sheet: Sheet) -> None:
        """Show what the workshop comes to."""
        self._sheet = sheet
        workshop = sheet.workshop
        ids = workshop.case_types if workshop is not None else ()
        now: WorkshopNow | None = None
        with suppress(ProjectError):
            if sheet.reckoning.is_ready:
                project, scenario = self.workspace.project, self.workspace.scenario
                now = workshop_now(project, scenario, ids, sheet.reckoning.memo)
        self._show_figures(now)
        self.chart.set_chart(self._chart(now))
        self._show_tabs(workshop)
        self._show_items()
        self._show_note(workshop)

    def _show_figures(self, now: WorkshopNow | None) -> None:
        t = self.texts
        share = now.share_levels_1_4 if now is not None else None
        said = (
            (t.percent(share) if share is not None else "–", t("of performed steps are on levels 1–4")),
            (t("{n} h", n=t.number(round(now.hours_can_move))) if now else "–", t("a year can move")),
            (t("{n} h", n=t.number(round(now.hours_stay))) if now else "–", t("a year stay")),
        )
        for (value, words), (figure, what) in zip(self._figures, said, strict=True):
            if value.text() not in (figure, "–"):
                set_tone(value, "accent")
                self._emphasis.start()
            value.setText(figure)
            value.setAccessibleName(f"{figure} {what}")
            words.setText(what)

    def figures(self) -> tuple[str, ...]:
        """Return the figures as they are written."""
        return tuple(value.text() for value, _ in self._figures)

    def _calm(self) -> None:
        for value, _ in self._figures:
            set_tone(value, "")

    def _chart(self, now: WorkshopNow | None) -> LevelBars:
        values: tuple[float | None, ...] = (None,) * 8 if now is None else now.performed_per_level
        t = self.texts
        return LevelBars(title=t("Performed steps per level and year"), unit=t("steps a year"), values=values)

    def _show_tabs(self, workshop: Workshop | None) -> None:
        t = self.texts
        words = (t("Findings"), t("Parked"), t("Decisions"), t("Disagreed"))
        for at, (word, n) in enumerate(zip(words, counts(self._listed, workshop), strict=True)):
            self.tabs.setTabText(at, f"{word} {t.number(n)}")

    @property
    def _listed(self) -> list[tuple[CaseType, Figures]]:
        sheet = self._sheet
        return list(zip(sheet.case_types, sheet.figures, strict=True)) if sheet is not None else []

    def _show_items(self) -> None:
        if self._sheet is None:
            return
        tab = TABS[max(0, self.tabs.currentIndex())]
        listed, workshop = self._listed, self._sheet.workshop
        if tab == "findings":
            items = self._findings.of(self.workspace.project, listed)
        else:
            items = items_of(tab, listed, workshop, self.texts)
        self.list.setAccessibleName(self.tabs.tabText(self.tabs.currentIndex()))
        self.list.empty = self.texts("Nothing here.")
        self.model.show(items)

    def _follow(self, item: Item) -> None:
        if item.place is not None:
            self.place_wanted.emit(item.place)
        elif item.text is not None:
            self.text_wanted.emit(*item.text)

    def _remove(self, item: Item) -> None:
        workshop = self._sheet.workshop if self._sheet is not None else None
        if workshop is not None and item.text is not None:
            field = "decisions" if item.text[0] == "decision" else "parking_lot"
            self.workspace.do(entries.without_text(workshop, field, item.text[1]))

    # the note

    @property
    def _note_place(self) -> str:
        return f"note:{self._workshop or ''}"

    def _show_note(self, workshop: Workshop | None) -> None:
        self.note.setEnabled(workshop is not None)
        wanted = workshop.id if workshop is not None else None
        if wanted == self._workshop and self.note.hasFocus():
            return
        self._workshop = wanted
        text = workshop.private_note if workshop is not None else ""
        text = self.workspace.drafts.get(self._note_place, text)
        if self.note.toPlainText() != text:
            self.note.blockSignals(True)
            self.note.setPlainText(text)
            self.note.blockSignals(False)

    def _note_typed(self) -> None:
        self.workspace.typing(self._note_place, self.note.toPlainText())

    def keep_note(self) -> None:
        """Save the private note if it says something else."""
        workshop = self.workspace.workshop_of(self._workshop)
        text = self.note.toPlainText()
        if workshop is None:
            return
        if workshop.private_note != text:
            edit = ChangeItem(collection="workshops", id=workshop.id, changes={"private_note": text})
            if self.workspace.do(edit, cause=self) is None:
                return
        self.workspace.typing(self._note_place, None)

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.keep_note()
        return super().eventFilter(watched, event)


class _List(QListView):
    """The cards: Enter or a click follows one, Delete removes what can be removed."""

    wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, look: Look, model: ItemModel) -> None:
        super().__init__()
        self.look = look
        self.empty = ""
        self.setModel(model)
        self.setItemDelegate(_Card(look, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self._emit(self.wanted, index))

    def _emit(self, signal: object, index: QModelIndex) -> None:
        item = index.data(ItemModel.ROLE)
        if isinstance(item, Item):
            signal.emit(item)  # type: ignore[attr-defined]

    # Qt's own names from here on

    def event(self, event: QEvent) -> bool:
        """Delete is meant for the card here, whatever the window has it for."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit(self.wanted, self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._emit(self.removed, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(self.look.font("small"))
            painter.setPen(self.look.color("text2"))
            edge = self.look.px(16)
            area = self.viewport().rect().adjusted(edge, self.look.px(12), -edge, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.empty)


class _Card(QStyledItemDelegate):
    """Paints a card: bar, icon, what, where and why, and the words that lead there."""

    def __init__(self, look: Look, view: _List) -> None:
        super().__init__(view)
        self.look = look
        self._high: dict[tuple[Item, int], int] = {}

    def _lines(self, item: Item, width: int) -> list[tuple[str, str, str, int]]:
        """Return (text, font, colour, height) of each part."""
        look, found = self.look, []
        for text, use, tone in (
            (item.what, "strong", "text"),
            (item.why, "small", "text2"),
            (item.leads, "small", "accent"),
        ):
            if text:
                measure = QFontMetrics(look.font(use))  # type: ignore[arg-type]
                high = measure.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()
                found.append((text, use, tone, min(high, 3 * measure.lineSpacing())))
        return found

    def _inner(self, width: int) -> int:
        return max(self.look.px(80), width - self.look.px(44 + 16))

    # Qt's own names from here on

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 300
        item = index.data(ItemModel.ROLE)
        if not isinstance(item, Item):
            return QSize(width, 0)
        known = self._high.get((item, width))
        if known is None:
            if len(self._high) > 2000:
                self._high.clear()
            parts = self._lines(item, self._inner(width))
            known = self._high[item, width] = sum(part[3] + self.look.px(2) for part in parts)
        return QSize(width, known + self.look.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, item, area = self.look, index.data(ItemModel.ROLE), option.rect
        if not isinstance(item, Item):
            return
        view = self.parent()
        has_focus = isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, look.color("window" if is_hovered else "surface"))
        tone = item.tone if item.tone in ("error", "warning", "info") else "line"
        painter.fillRect(QRect(area.left(), area.top(), look.px(3), area.height() - 1), look.color(tone))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color("grid"))
        size = look.px(18)
        spot = QRect(area.left() + look.px(16), area.top() + look.px(9), size, size)
        paint_icon(painter, spot, item.icon, look.color(item.tone))
        left, top = area.left() + look.px(44), area.top() + look.px(8)
        width = self._inner(area.width())
        for text, use, colour, high in self._lines(item, width):
            painter.setFont(look.font(use))  # type: ignore[arg-type]
            painter.setPen(look.color(colour))
            painter.drawText(QRect(left, top, width, high), _WRAP, text)
            top += high + look.px(2)
        if has_focus:
            painter.setPen(look.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
            painter.drawRect(area.adjusted(1, 1, -2, -3))
