"""What the pages of figures share: a head, views as tabs, and every figure explained at the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.explained import Explained
from workbench.ui.widgets.parts import boxed, column, label, on_ground, row
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

    def commands(self) -> Commands:
        """Return what this view does now for actions of the table."""
        return {}

    def go_to(self, place: Place) -> bool:
        """Show and focus what ``place`` names; return whether it is here."""
        del place
        return False

    def first_focus(self) -> QWidget:
        """Return what the keyboard reaches first."""
        return self

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
        pane = self.pane
        self._stack.setCurrentWidget(self._areas[pane])
        self._fit()
        pane.show_project(None)
        if self.workspace.results is not None:
            pane.show_results(self.workspace.results)
        self.commands_changed.emit()

    # what the window tells

    def show_project(self, change: Change | None) -> None:
        if change is None:
            self._turned()
        else:
            self.pane.show_project(change)

    def show_results(self, results: Results) -> None:
        self.about.setText(self.said_beside(results))
        self.pane.show_results(results)
        self.explained.refresh()

    def commands(self) -> Commands:
        """Every view goes on paper as it is seen, unless it does that itself."""
        printing: Commands = {"file.print": self.print_view} if self.workspace.results is not None else {}
        return {**printing, **self.pane.commands()}

    def print_view(self) -> None:
        """Print the charts and tables of the view that is shown."""
        from workbench.ui.printing_figures import print_figures, seen_on

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
