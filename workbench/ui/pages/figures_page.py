"""What the pages of figures share: a head, views as tabs, and every figure explained at the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.explained import Explained
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.parts import boxed, column, label, on_ground, row
from workbench.ui.widgets.seen import seen_on
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace


class Pane(QWidget):
    """One view of such a page. It is made when it is first shown, and told of changes only while it is shown."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self.unfold = unfold

    def show_project(self, change: Change | None) -> None:
        """Show the project as it is now; None: everything may be new."""

    def show_results(self, results: Results) -> None:
        """Show figures that were calculated anew; called also when the view comes up and there are any."""

    def seen(self) -> tuple[ChartView | TableView, ...]:
        """Return the charts and tables that are seen, from above downwards."""
        return tuple(one for one in seen_on(self) if not isinstance(one, FigureStrip))

    @property
    def part_meant(self) -> ChartView | TableView | None:
        """The chart or table that has the keyboard, else the first one."""
        focus, parts = QApplication.focusWidget(), self.seen()
        mine = (one for one in parts if focus is not None and (one is focus or one.isAncestorOf(focus)))
        return next(mine, parts[0] if parts else None)

    def copy_part(self) -> None:
        """Put what is meant on the clipboard: a table as Excel takes it, a chart as picture and table."""
        now = self.part_meant
        if isinstance(now, TableView) and not now.hasFocus():
            now.selectAll()
        if now is not None:
            now.copy()

    def turn_charts(self) -> None:
        """Show all charts as tables; or as pictures again, where all of them are tables."""
        charts = [one for one in self.seen() if isinstance(one, ChartView)]
        are_tables = all(one.is_table for one in charts)
        for one in charts:
            one.show_table(not are_tables)

    def commands(self) -> Commands:
        """Return what this view does now for actions of the table."""
        parts = self.seen()
        made: dict[str, Callable[[], object]] = {"edit.copy": self.copy_part} if parts else {}
        if any(isinstance(one, ChartView) for one in parts):
            made["view.chart_table"] = self.turn_charts
        return made

    def go_to(self, place: Place) -> bool:
        """Show and focus what ``place`` names; return whether it is here."""
        del place
        return False

    def first_focus(self) -> QWidget:
        """Return what the keyboard reaches first."""
        return self.part_meant or self

    def fit(self, room: int) -> None:
        """Lay the view out for ``room`` pixels of width."""

    def let_go(self) -> None:
        """Stop timers: the view will not be shown again."""


class View(NamedTuple):
    """A tab: its key, its words in the language of the window, what makes its pane, and the fields it takes care of."""

    key: str
    text: str
    make: Callable[[Workspace, Look, Callable[[str], None]], Pane]


class FiguresPage(Page):
    """A page of figures: ``views()`` says which tabs it has."""

    key: ClassVar[str]

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        on_ground(self, "window")
        self.views = self.all_views()
        self._panes: dict[str, Pane] = {}
        self._is_told = False
        self._areas: dict[Pane, QScrollArea] = {}
        self._stack = QStackedWidget()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.title())
        for view in self.views:
            self.tabs.addTab(view.text)
        self.tabs.currentChanged.connect(self._turned)
        self.about = label(look, "", "body", "text2", wraps=True)
        self.corner = QHBoxLayout()
        self.corner.setSpacing(look.px(8))
        self.corner.addStrut(look.px(32))  # views begin at the same height, with a button up there or without
        edge = look.px(20)
        head = row(label(look, self.title(), "title"), look.px(8), self.about, self.corner)
        head.setStretch(2, 1)
        head.setContentsMargins(edge, look.px(14), edge, 0)
        tabs = row(self.tabs)
        tabs.setContentsMargins(edge - look.px(8), look.px(4), edge, 0)
        self.explained = Explained(
            workspace, look, boxed(column(head, tabs, self._stack, spacing=0), "window")
        )
        self.explained.changed.connect(self._fit)
        workspace.results_became_stale.connect(self._became_stale)
        self.setLayout(column(self.explained))

    def title(self) -> str:
        """Return the page's title."""
        raise NotImplementedError

    def all_views(self) -> tuple[View, ...]:
        """Return the tabs from left to right."""
        raise NotImplementedError

    def said_beside(self, results: Results) -> str:
        """Return what stands beside the title: what the figures rest on."""
        del results
        return ""

    # the views

    @property
    def pane(self) -> Pane:
        """The view that is shown; made now if it has not been."""
        view = self.views[max(0, self.tabs.currentIndex())]
        made = self._panes.get(view.key)
        if made is None:
            made = self._panes[view.key] = view.make(self.workspace, self.look, self.explained.unfold)
            edge = self.look.px(20)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setAccessibleName(view.text)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(area)  # before it holds anything: what is put elsewhere is styled anew
            area.setWidget(boxed(column(made, margins=(edge, self.look.px(12), edge, edge)), "window"))
            self._areas[made] = area
        return made

    def show_view(self, key: str) -> None:
        """Turn to the view ``key``."""
        self.tabs.setCurrentIndex([view.key for view in self.views].index(key))

    def _turned(self) -> None:
        if not self._is_told:  # a view that is remembered is turned to before there is anything to show
            return
        self._come_up()
        if self.workspace.results is not None:
            self.pane.show_results(self.workspace.results)
            self._dim(is_stale=self.workspace.is_stale)
        self.commands_changed.emit()

    def _come_up(self) -> None:
        pane = self.pane
        self._stack.setCurrentWidget(self._areas[pane])
        self._fit()
        pane.show_project(None)

    # what the window tells

    def show_project(self, change: Change | None) -> None:
        if change is None:
            self._is_told = True
            self._come_up()
            self.commands_changed.emit()
        else:
            self.pane.show_project(change)

    def show_results(self, results: Results) -> None:
        self.about.setText(self.said_beside(results))
        self.pane.show_results(results)
        self._dim(is_stale=self.workspace.is_stale)
        self.explained.refresh()

    def show_scope(self) -> None:
        self._is_told = True
        self._turned()

    def _became_stale(self) -> None:
        self._dim(is_stale=True)

    def _dim(self, *, is_stale: bool) -> None:
        """Dim key figures that are older than the project, or show them as fresh ones."""
        for strip in self._stack.findChildren(FigureStrip):
            strip.set_stale(is_stale=is_stale)

    def commands(self) -> Commands:
        """Every view that shows anything goes on paper as it is seen."""
        has_any = self.workspace.results is not None and bool(seen_on(self.pane))
        printing: Commands = {"file.print": self.print_view} if has_any else {}
        return {**printing, **self.pane.commands()}

    def print_view(self) -> None:
        """Print the key figures, charts and tables of the view that is shown."""
        from workbench.ui.printing_figures import print_figures

        view = self.views[max(0, self.tabs.currentIndex())]
        title = f"{self.title()}: {view.text}"
        print_figures(self, self.workspace, self.texts, title, seen_on(self.pane))

    def go_to(self, place: Place) -> bool:
        if self.pane.go_to(place):
            return True
        before = self.tabs.currentIndex()
        for view in self.views:
            self.show_view(view.key)
            if self.pane.go_to(place):
                return True
        self.tabs.setCurrentIndex(before)
        return False

    def first_focus(self) -> QWidget:
        return self.pane.first_focus()

    def remembered(self) -> dict[str, object]:
        return {"view": self.views[max(0, self.tabs.currentIndex())].key}

    def remember(self, kept: dict[str, object]) -> None:
        if kept.get("view") in {view.key for view in self.views}:
            self.show_view(str(kept["view"]))

    def let_go(self) -> None:
        for pane in self._panes.values():
            pane.let_go()

    def _fit(self) -> None:
        self.pane.fit(self.width() - self.explained.room_beside - self.look.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
