"""What the views of the costs page share: tables and charts that are copied, turned into each other, and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from workbench.analysis.place import Place
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.page import Commands
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.parts import Part, boxed, button, column, label, row
from workbench.ui.widgets.table import TableView

Wanted = TypeVar("Wanted", TableView, ChartView)


class CostPane(Pane):
    """A view. Which of its tables and charts is meant: the one with the keyboard, else the first."""

    def lay_out(self, *parts: Part, empty: QWidget) -> None:
        """Lay parts below each other; ``empty`` stands in their place as long as there is nothing to show."""
        self._content = boxed(column(*parts, None, spacing=self.look.px(16)))
        self._empty = empty
        self._empty.hide()
        self.setLayout(column(self._empty, self._content, None, spacing=0))

    def show_content(self, is_there: bool) -> None:
        """Show the parts, or what stands there while they have nothing to say."""
        self._content.setVisible(is_there)
        self._empty.setVisible(not is_there)

    def empty_panel(self, what: str, gives: str, begin: str, place: Place) -> QWidget:
        """Return what an empty view says: what belongs here, what it gives, and where one begins."""
        edge = self.look.px(16)
        goes = button(self.look, begin, is_main=True, does=lambda: self.workspace.go_to(place))
        lines = column(
            label(self.look, what, "strong", wraps=True),
            label(self.look, gives, "body", "text2", wraps=True),
            row(goes, None),
            spacing=self.look.px(10),
            margins=(edge, edge, edge, edge),
        )
        return boxed(lines, "surface")

    def parts(self, kind: type[Wanted]) -> Sequence[Wanted]:
        """Return the tables or charts of the view, from above downwards."""
        shown = [one for one in self.findChildren(kind) if one.isVisibleTo(self)]
        if kind is TableView:  # a table that stands for a chart is the chart's, a pinned column its table's
            shown = [one for one in shown if not isinstance(_owner(one, self), ChartView)]
        return shown

    @property
    def current(self) -> TableView | ChartView | None:
        """The table or chart that has the keyboard, else the first one."""
        focus = QApplication.focusWidget()
        parts: list[TableView | ChartView] = [*self.parts(TableView), *self.parts(ChartView)]
        for one in parts:
            if focus is not None and (one is focus or one.isAncestorOf(focus)):
                return one
        return next(iter(parts), None)

    def copy(self) -> None:
        """Put what is meant on the clipboard: a table as Excel takes it, a chart as picture and table."""
        now = self.current
        if isinstance(now, TableView) and not now.hasFocus():
            now.selectAll()
        if now is not None:
            now.copy()

    def turn_charts(self) -> None:
        """Show all charts as tables, or as pictures again."""
        charts = self.parts(ChartView)
        is_shown = not all(one.is_table for one in charts)
        for one in charts:
            one.show_table(is_shown)

    def print(self) -> None:
        """Put what the view shows on paper: its tables and charts, from above downwards."""
        from workbench.ui.printing_figures import Shown, print_figures

        parts: list[TableView | ChartView] = [*self.parts(TableView), *self.parts(ChartView)]
        parts.sort(key=lambda one: one.mapTo(self, QPoint()).y())
        shown: list[Shown] = list(parts)
        print_figures(self.window(), self.workspace, self.texts, self.texts("Costs"), shown)

    def commands(self) -> Commands:
        made: dict[str, Callable[[], object]] = {"edit.copy": self.copy, "file.print": self.print}
        if self.parts(ChartView):
            made["view.chart_table"] = self.turn_charts
        return made

    def first_focus(self) -> QWidget:
        return self.current or self


def _owner(widget: QWidget, root: QWidget) -> QWidget:
    """Return the chart that ``widget`` is part of, else ``root``."""
    at = widget.parentWidget()
    while at is not None and at is not root:
        if isinstance(at, ChartView):
            return at
        at = at.parentWidget()
    return root
