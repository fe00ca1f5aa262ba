"""The page on which volumes are filled in, compared and followed up."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from workbench.analysis.demand.sanity import SanityMark, sanity_marks
from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.capture.quantities import read_volume
from workbench.model.project import Project
from workbench.model.text import N_, message
from workbench.model.volumes import Channel
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.pages.volumes.case_list import CaseList, CaseRows, Counts, ListRow
from workbench.ui.pages.volumes.checks import ChecksPanel, mark_lines, place_of_line
from workbench.ui.pages.volumes.detail import Detail
from workbench.ui.pages.volumes.entries import put_volume
from workbench.ui.pages.volumes.hints import Hints
from workbench.ui.pages.volumes.matrix import Matrix, MatrixRows
from workbench.ui.pages.volumes.years import Years
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.assist_line import AssistLine
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.page_stack import PageStack
from workbench.ui.widgets.parts import boxed, button, column, label, line, named, on_ground, row
from workbench.ui.workspace import Workspace

_ONE, _ALL = 0, 1


class VolumesPage(Page):
    """One case type at a time, or all of them in a table."""

    key: ClassVar[str] = "volumes"
    export_wanted = Signal(tuple)
    """Kinds of documents that somebody wants written."""
    action_wanted = Signal(str)
    """The name of an action that the window does."""
    commands_changed = Signal()
    """Another tab is shown: other things can be done."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._years = Years()
        self._rows_of = CaseRows()
        self._matrix_of = MatrixRows()
        self._counts = Counts()
        self._memo = Memo()
        self._rows: tuple[ListRow, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._marks: tuple[SanityMark, ...] = ()
        self._begins = False
        self._is_matrix_old = True
        self.assist = AssistLine(look)
        self.hints = Hints(look, self.assist)
        self.cases = CaseList(look)
        self.detail = Detail(workspace, look, self._years, self.hints)
        self.matrix = Matrix(look, self._put)
        self.checks = ChecksPanel(look, self.texts("Beside all volumes"), self._go_to_mark)
        self.facts = label(look, "", "small", "text2", wraps=True)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        edge = look.px(16)
        self.tally = button(look, t("Tally sheets…"), "clipboard-check-outline", does=self.export_tally)
        self.calls = button(look, t("Read a call log…"), "phone-outline", does=self._read_calls)
        if self.workspace.part is not None:  # both are the project office's
            self.tally.hide()
            self.calls.hide()
        head = row(
            label(look, t("Volumes"), "title"),
            self.facts,
            self.tally,
            self.calls,
            spacing=look.px(12),
            margins=(edge, look.px(10), edge, look.px(6)),
        )
        head.setStretch(1, 1)
        self.tabs = QTabBar()
        self.tabs.setFont(look.font("button"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(t("One case type"))
        self.tabs.addTab(t("All case types"))
        named(self.tabs, t("View"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(on_ground(self.cases, "surface"))
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([look.px(288), look.px(900)])
        below = boxed(column(self.checks, margins=(edge, look.px(8), edge, look.px(8))))
        together = boxed(column(self.matrix, line(look), below, spacing=0), "surface")
        self.views = PageStack()
        self.views.addWidget(self.splitter)
        self.views.addWidget(together)
        tabs = row(self.tabs, margins=(edge, 0, edge, 0))
        content = boxed(column(tabs, line(look), self.views, self.assist, spacing=0))
        self.stack = PageStack()
        self.stack.addWidget(content)
        self.fill = button(look, t("Fill in volumes"), "pencil-outline", is_main=True, does=self._begin)
        self.read = button(look, t("Read a call log"), "phone-outline", does=self._read_calls)
        empty = Empty(
            look,
            t("No volumes yet. Begin with the ten largest case types; a guess will do."),
            t(
                "Volumes give hours, staffing and costs. Say a figure as you would say it: 40/day, 3–5 a week."
            ),
            self.fill,
            self.read,
            is_page=True,
        )
        self.stack.addWidget(empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.stack, 1)
        on_ground(self, "surface")

    def _listen(self) -> None:
        self.cases.chosen.connect(self._choose)
        self.cases.entered.connect(self.detail.grid.setFocus)
        self.tabs.currentChanged.connect(self._show_tab)
        self.matrix.opened.connect(self._open)
        self.matrix.stood.connect(self._stood_in_matrix)

    # what is shown

    def show_project(self, change: Change | None) -> None:
        del change  # everything is compared by identity
        project, w = self.workspace.project, self.workspace
        rows = self._rows_of.of(project.case_types)
        is_new = rows is not self._rows
        self._rows = rows
        self._begins = self._begins or any(one.state in ("ok", "guess") for one in rows)
        self.stack.setCurrentIndex(0 if self._begins else 1)
        if self.views.currentIndex() == _ONE:
            self._show_one()
        shown = (rows, w.department, w.results)
        if is_new or any(a is not b for a, b in zip(shown, self._shown or (None,) * 3, strict=True)):
            self._shown = shown
            self._show_facts(project)
            self._is_matrix_old = True
            if self.views.currentIndex() == _ALL:
                self._show_matrix()

    def show_results(self, results: Results) -> None:
        del results  # the workspace has them
        self._show_facts(self.workspace.project)
        if self.views.currentIndex() == _ONE:
            self.detail.show_checks()
        self._is_matrix_old = True
        if self.views.currentIndex() == _ALL:
            self._show_matrix()

    def _show_one(self) -> None:
        w = self.workspace
        self.cases.show_rows(self._rows, w.department, w.case_type)
        self.detail.show_case_type(w.project, w.case_type_of(w.case_type))

    def _show_facts(self, project: Project) -> None:
        texts, department = self.texts, self.workspace.department
        states = self._counts.of(self._rows, department)
        filled = states["ok"] + states["guess"]
        parts = [
            texts("{filled} of {n} case types have volumes", filled=filled, n=filled + states["missing"]),
            texts("{n} with a guess", n=states["guess"]),
        ]
        results, people = self.workspace.results, project.municipality.inhabitants
        if results is not None and department is None:
            contacts = sum(results.demand.contacts_per_year.values())
            parts.append(texts("{n} contacts a year", n=texts.number(contacts)))
            if people and contacts:
                parts.append(texts("{n} per inhabitant", n=texts.number(contacts / people, 2)))
        self.facts.setText(" · ".join(parts))

    def _show_matrix(self) -> None:
        project, results = self.workspace.project, self.workspace.results
        self._is_matrix_old = False
        rows = self._memo.once(
            "matrix", (self._rows, results), lambda: self._matrix_of.of(self._rows, results)
        )
        self.matrix.show_rows(rows, self.workspace.department, project)
        is_fresh = results is not None and not self.workspace.is_stale
        if is_fresh and results is not None:
            self._marks = sanity_marks(project, results, None, self._memo)
        self.checks.show_lines(mark_lines(self._marks, self.texts, with_measured=True))

    def _show_tab(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self.hints.say_all() if at == _ALL else self.hints.turn_away()
        if at == _ONE:
            self._show_one()
            self.detail.show_checks()
        if at == _ALL and self._is_matrix_old:
            self._show_matrix()
        if at == _ALL and self.workspace.case_type is not None:
            self.matrix.view.go_to(self.workspace.case_type, "name")
        if not self.tabs.hasFocus():
            self.first_focus().setFocus()
        self.commands_changed.emit()

    # what happens

    def _choose(self, case_type: str) -> None:
        self.workspace.choose(case_type=case_type)
        self.detail.show_case_type(self.workspace.project, self.workspace.case_type_of(case_type))

    def _open(self, case_type: str) -> None:
        self.tabs.setCurrentIndex(_ONE)
        self.cases.choose(case_type)
        self.detail.grid.setFocus()

    def _begin(self) -> None:
        """Leave the empty page for the first case type's new volume."""
        if not self._rows:
            self.action_wanted.emit("go.case_types")
            return
        self._begins = True
        self.show_project(None)
        if self.workspace.case_type is None:
            self.cases.choose(self._rows[0].id)
        self.detail.new_volume()

    def export_tally(self) -> None:
        """Ask for tally sheets to count on."""
        self.export_wanted.emit(("tally",))

    def _read_calls(self) -> None:
        self.action_wanted.emit("file.calls")

    def _put(self, case_type: str, channel: Channel, text: str) -> bool:
        """Make what was typed into the matrix what people say of a channel."""
        found = self.workspace.case_type_of(case_type)
        at = self.matrix.view.current_row
        if found is None or (at is not None and text == self._shown_figure(channel)):
            return False
        reading = read_volume(text, decimal_mark=decimal_mark(self.texts))
        if reading is None:
            self.hints.say_no_figure(text)
            return False
        before = {id(one) for one in found.volumes}
        if self.workspace.do(put_volume(found, channel, reading), cause=self) is None:
            return False
        after = self.workspace.case_type_of(case_type)
        rows = self._years.rows(self.workspace.project, self.workspace.scenario, after) if after else ()
        made = next((one for one in rows if id(one.volume) not in before), None)
        if made is not None and not made.is_used:
            self.hints.say(
                message(N_("It is kept as an estimate; what was measured for this channel still counts"))
            )
        elif made is not None:
            days = self._years.open_days(self.workspace.project, self.workspace.scenario, channel)
            self.hints.say_year(made, days, 1)
        return True

    def _shown_figure(self, channel: Channel) -> str | None:
        model = self.matrix.model
        row = self.matrix.view.current_row
        return (
            model.cell(row, model.columns[model.column_at(channel.value)]).typed if row is not None else None
        )

    def _stood_in_matrix(self, case_type: str) -> None:
        self.workspace.choose(case_type=case_type)

    def _go_to_mark(self, key: str) -> None:
        place = place_of_line(key, self._marks)
        if place is not None:
            self.workspace.go_to(place)

    # what the window asks

    def _charts(self) -> tuple[ChartView, ...]:
        return self.detail.profile.charts

    def commands(self) -> Commands:
        found = {
            "edit.copy": self._copy,
            "edit.paste": self.detail.paste,
            "edit.find": self._find,
            "insert.volume": self._insert,
            "row.next_unfilled": lambda: self._unfilled(1),
            "row.previous_unfilled": lambda: self._unfilled(-1),
            "go.next_case_type": lambda: self.cases.step(1),
            "go.previous_case_type": lambda: self.cases.step(-1),
            "export.tally": self.export_tally,
        }
        if self.views.currentIndex() == _ONE:
            found["view.chart_table"] = self._charts_as_tables
            if self.detail.chosen_volumes():
                found["edit.delete"] = self.detail.delete
        return found

    def _copy(self) -> None:
        focus = QGuiApplication.focusObject()
        for chart in self._charts():
            if isinstance(focus, QWidget) and chart.isAncestorOf(focus):
                chart.copy()
                return
        if self.views.currentIndex() == _ALL:
            self.matrix.view.copy()
        elif isinstance(focus, QWidget) and self.cases.isAncestorOf(focus):
            self.cases.view.copy()
        else:
            self.detail.grid.copy()

    def _find(self) -> None:
        field = self.matrix.field if self.views.currentIndex() == _ALL else self.cases.field
        field.setFocus()
        field.selectAll()

    def _insert(self) -> None:
        self._begins = True
        self.stack.setCurrentIndex(0)
        self.tabs.setCurrentIndex(_ONE)
        self.detail.new_volume()

    def _unfilled(self, by: int) -> None:
        """Go to the next case type that has no volume, and into its new row."""
        self._begins = True
        self.stack.setCurrentIndex(0)
        self.tabs.setCurrentIndex(_ONE)
        if self.cases.step(by, is_unfilled=True) is None:
            self.hints.say_none_missing()
        else:
            self.detail.new_volume()

    def _charts_as_tables(self) -> None:
        is_table = all(chart.is_table for chart in self._charts())
        for chart in self._charts():
            chart.show_table(not is_table)

    def go_to(self, place: Place) -> bool:
        if place.collection == "measurements":
            self.tabs.setCurrentIndex(_ALL)
            self.matrix.view.setFocus()
            return True
        if place.collection in ("profiles", "settings"):
            self.tabs.setCurrentIndex(_ONE)
            self.detail.profile.choice.setFocus()
            return True
        if not place.collection.startswith("case_types") or not place.ids:
            return False
        case_type = self.workspace.case_type_of(place.ids[0])
        if case_type is None:
            return False
        if self.workspace.department not in (None, case_type.department):
            self.workspace.choose(department=None, case_type=case_type.id)
            self.show_project(None)
        self._begins = True
        self.stack.setCurrentIndex(0)
        self.tabs.setCurrentIndex(_ONE)
        self.cases.field.clear()
        self.cases.choose(case_type.id)
        field = self.detail.flags.fields.get(place.field or "")
        if field is not None:
            field.setFocus()
        elif place.field == "profile":
            self.detail.profile.choice.setFocus()
        elif len(place.ids) > 1:
            self.detail.stand_on(place.ids[1], place.field or "")
        else:
            self.detail.new_volume()
        return True

    def first_focus(self) -> QWidget:
        if self.stack.currentIndex() == 1:
            return self.fill
        return self.detail.grid if self.views.currentIndex() == _ONE else self.matrix.view

    def subtitle(self) -> str:
        department = self.workspace.department
        named_so = (one.name for one in self.workspace.project.departments if one.id == department)
        return next(named_so, "")

    def remembered(self) -> dict[str, object]:
        grid = self.detail.grid
        return {
            "splitter": self.splitter.sizes(),
            "lower": self.detail.splitter.sizes(),
            "tab": self.tabs.currentIndex(),
            "columns": [grid.columnWidth(at) for at in range(len(grid.table.columns))],
        }

    def remember(self, kept: dict[str, object]) -> None:
        for name, splitter in (("splitter", self.splitter), ("lower", self.detail.splitter)):
            sizes = kept.get(name)
            if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(one, int) for one in sizes):
                splitter.setSizes(sizes)
        widths, grid = kept.get("columns"), self.detail.grid
        if isinstance(widths, list) and len(widths) == len(grid.table.columns):
            for at, width in enumerate(widths):
                if isinstance(width, int) and width > 0 and not grid.table.columns[at].stretches:
                    grid.setColumnWidth(at, width)
        if kept.get("tab") == _ALL:
            self.tabs.setCurrentIndex(_ALL)
