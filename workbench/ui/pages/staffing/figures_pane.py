"""What the views of staffing share: cards, what stands there instead of figures, copying, tables for charts, paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.page import Commands
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.parts import Part, boxed, button, column, label, row
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace


def card(look: Look, name: str, *parts: Part) -> QFrame:
    """Return a card that holds ``parts`` from above downwards: a chart brings its own title."""
    made = QFrame()
    made.setProperty("card", True)
    made.setAccessibleName(name)
    edge = look.px(16)
    made.setLayout(column(*parts, margins=(edge, look.px(10), edge, look.px(12)), spacing=look.px(8)))
    return made


class Beside(QWidget):
    """Parts side by side where all have the room that they ask for, else one below the other."""

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


class FiguresPane(Pane):
    """A view that shows figures, or says why there are none. Subclasses make :meth:`show_figures`."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self.strips: list[FigureStrip] = []
        self.charts: list[ChartView] = []
        self.tables: list[TableView] = []
        self.beside: list[Beside] = []
        self._shown: tuple[object, ...] = ()
        self._why = label(look, "", "section", wraps=True)
        self._gives = label(look, "", "body", "text2", wraps=True)
        self._way: QPushButton = button(look, "", is_main=True, does=self._go)
        self._where: Place | None = None
        self._empty = boxed(column(self._why, self._gives, row(self._way, None), spacing=look.px(12)))
        self._body = QWidget()
        self.setLayout(column(self._empty, self._body, None, spacing=0))
        self._body.hide()
        self._say_nothing()

    def set_body(self, *parts: Part) -> None:
        """Lay out what is shown where there are figures."""
        self._body.setLayout(column(*parts, spacing=self.look.px(12)))

    def show_figures(self, results: Results) -> None:
        """Show ``results``, of which there are some."""
        raise NotImplementedError

    def needs_contacts(self) -> bool:
        """Tell whether the view has nothing to show where nothing moves to customer service."""
        return True

    def _say_nothing(self) -> None:
        t, project, results = self.texts, self.workspace.project, self.workspace.results
        why, gives, way, where = "", "", "", None
        if not project.case_types:
            why = t("No case types yet.")
            gives = t("Staffing follows from what residents ask for, how often, and how long it takes.")
            way, where = t("Go to case types"), Place("case_types")
        elif results is None:
            why = t("Calculating…")
        elif self.needs_contacts() and not results.staffing.staffed_hours_per_year:
            why = t("Nothing moves to customer service in this scenario.")
            gives = t("Give steps a level, minutes and a volume, or choose other levels in the scenario.")
            way, where = t("Go to scenarios"), Place("scenarios")
        self._where = where
        self._why.setText(why)
        self._gives.setText(gives)
        self._gives.setVisible(bool(gives))
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._empty.setVisible(bool(why))
        self._body.setVisible(not why)

    def _go(self) -> None:
        if self._where is not None:
            self.workspace.go_to(self._where)

    def sees(self) -> tuple[object, ...]:
        """Return what the figures shown depend on: the same objects, the same figures."""
        work = self.workspace
        return (work.results, work.department, work.project.departments, work.project.frontline_positions)

    # what the page tells

    def show_project(self, change: Change | None) -> None:
        del change
        self._say_nothing()

    def show_results(self, results: Results) -> None:
        self._say_nothing()
        sees = self.sees()
        if not self._body.isHidden() and not _are_same(sees, self._shown):
            self._shown = sees
            self.show_figures(results)

    def commands(self) -> Commands:
        if self._body.isHidden():
            return {}
        found: dict[str, Callable[[], object]] = {"edit.copy": self.copy, "file.print": self.print_view}
        if self.charts:
            found["view.chart_table"] = self.turn_charts
        return found

    def fit(self, room: int) -> None:
        for one in self.beside:
            one.fit(room)
        for strip in self.strips:
            strip.fit(room)

    def first_focus(self) -> QWidget:
        if self._body.isHidden():
            return self._way if self._where is not None else self
        return self.charts[0] if self.charts else self.tables[0] if self.tables else self

    # what people do

    def copy(self) -> None:
        """Copy the chart or table with the keyboard; without one of them, the first."""
        focus = QApplication.focusWidget()
        every: list[ChartView | TableView] = [*self.charts, *self.tables]
        mine = next((one for one in every if focus is not None and _holds(one, focus)), None)
        chosen = mine or (every[0] if every else None)
        if chosen is not None:
            chosen.copy()

    def print_view(self) -> None:
        """Print what is seen: key figures in words, charts, tables."""
        from workbench.ui.printing_figures import print_figures

        print_figures(self, self.workspace, self.texts, self.title(), self.printed())

    def title(self) -> str:
        """Return what the view is called on paper."""
        raise NotImplementedError

    def printed(self) -> list[ChartView | TableView | str]:
        """Return what goes on paper, from above downwards."""
        return [*(one.said() for one in self.strips), *self.charts, *self.tables]

    def turn_charts(self) -> None:
        """Show all charts as tables; or as pictures again, where all of them are tables."""
        are_tables = all(one.is_table for one in self.charts)
        for one in self.charts:
            one.show_table(not are_tables)


def _holds(one: QWidget, focus: QWidget) -> bool:
    return one is focus or one.isAncestorOf(focus)


def _are_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def remark(look: Look, text: str = "") -> QLabel:
    """Return a quiet line below a table or chart."""
    made = label(look, text, "small", "text2", wraps=True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made
