"""Over time: the waves, what moves with each, and staffing and cost from quarter to quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits.recipes import remove_with_references
from workbench.edits.stored import AddItem, Batch, ChangeItem, MoveItem
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.service import Wave
from workbench.model.text import N_
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.page import Commands
from workbench.ui.pages.scenarios.chosen import do
from workbench.ui.pages.scenarios.quarters import QuarterLine, quarter_lines
from workbench.ui.pages.scenarios.waves import ByWave, Moving, WaveRow, WavesModel, moving_lines
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import BarChart, ChartView, Series
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.long_run import LongRun, Tells
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import button, column, label
from workbench.ui.widgets.table import TableView
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.scenarios.waves import Quarter


class OverTimePane(Pane):
    """The quarters are those of the scenario whose figures the window shows."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self._by_wave = ByWave()
        self._opened: set[str] = set()
        self._opened_quarters: set[str] = set()
        self._quarters: tuple[Quarter, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._sides = Beside(look, (self._waves_panel(), 560), (self._moving_panel(), 368))
        self.setLayout(column(self._sides, self._quarters_panel(), None, spacing=look.px(12)))

    # what it is made of

    def _waves_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.waves = WavesModel(look, self._change, self.workspace.refused.emit)
        self.waves_view = TableView(look, self.waves, t("Waves"))
        self.empty = label(
            look,
            t("No waves yet: everything that moves is there from the start."),
            "body",
            "text2",
            wraps=True,
        )
        self.remove_button = button(look, t("Take away"), "delete-outline", does=self._remove)
        self.remove_button.setAccessibleName(t("Take the wave away"))
        self.order = wrapping(
            button(look, t("Add a wave"), "plus", does=self._add),
            self.remove_button,
            button(look, t("Earlier"), does=lambda: self._move(-1)),
            button(look, t("Later"), does=lambda: self._move(1)),
            spacing=look.px(8),
        )
        made = Panel(look, t("Waves"), self.empty, self.waves_view, self.order)
        made.set_foot(
            t("Waves follow each other in this order. Which one a case type belongs to stands with it.")
        )
        return made

    def _moving_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.moving = FigureTable(
            look,
            t("What moves when"),
            (
                FigureColumn(
                    "name", t("Case type"), 180, stretches=True, shows=self._moving_name, unfolds=_opens
                ),
                FigureColumn("count", t("How many"), 76, is_number=True, shows=self._moving_count),
            ),
            self._open,
            named=lambda line: line.key,
            most=10,
        )
        made = Panel(look, t("What moves when"), self.moving)
        made.add(column(None), 1)
        return made

    def _quarters_panel(self) -> Panel:
        look, t = self.look, self.texts

        def number(key: str, title: str, wide: int, shows: Callable[[QuarterLine], str]) -> FigureColumn:
            return FigureColumn(
                key,
                title,
                wide,
                is_number=True,
                shows=lambda line: Cell(
                    shows(line), is_number=True, tone="text" if line.of is None else "text2"
                ),
            )

        self.table = FigureTable(
            look,
            t("Quarter by quarter"),
            (
                FigureColumn(
                    "quarter", t("From"), 112, shows=self._quarter_cell, unfolds=lambda line: line.opens
                ),
                FigureColumn("waves", t("What starts"), 200, stretches=True, shows=self._starting),
                number("case_types", t("Case types that move"), 120, lambda line: line.case_types(t)),
                number("contacts", t("Contacts per year"), 112, lambda line: line.contacts(t)),
                number("hours", t("Hours taken over"), 112, lambda line: line.hours(t)),
                number("fte", t("Positions"), 80, lambda line: line.fte(t)),
                number("peak", t("Advisers at the peak"), 124, lambda line: line.peak(t)),
                number("cost", t("Cost per year"), 112, lambda line: line.cost(t)),
            ),
            self._open_quarter,
            named=lambda line: line.key,
            most=14,
        )
        self.run = LongRun(
            workspace=self.workspace,
            look=look,
            kind="quarters",
            begin=t("Calculate the quarters"),
            task=lambda: self._work,
            shown=self._show_quarters,
            begins=True,
        )
        empty = BarChart(title="", labels=(), series=())
        self.positions, self.costs = ChartView(look, empty), ChartView(look, empty)
        self.charts = Beside(look, (self.positions, 464), (self.costs, 464))
        made = Panel(look, t("Quarter by quarter"), self.run, self.table, self.charts)
        made.set_foot(
            t(
                "Each quarter as if it lasted a year, with the waves that have started by then. Enter opens it."
            )
        )
        for one in (self.table, self.positions, self.costs):
            one.hide()
        return made

    # calculating

    def _work(self, project: Project, results: Results, tells: Tells) -> Any:
        from workbench.analysis.scenarios.waves import quarters

        scenario = results.scenario if project.scenarios else None
        return quarters(project, scenario, engine=self.workspace.engine, progress=tells)

    def _show_quarters(self, found: tuple[Quarter, ...]) -> None:
        t, currency = self.texts, self.workspace.project.settings.currency
        self._quarters = found
        self._show_quarter_lines()
        labels = tuple(self._quarter(one) for one in found)
        self.positions.set_chart(
            BarChart(
                title=t("Positions"),
                unit=t("positions"),
                decimals=1,
                labels=labels,
                label_head=t("From"),
                series=(Series(t("Positions"), tuple(one.fte_total for one in found)),),
            )
        )
        self.costs.set_chart(
            BarChart(
                title=t("Cost per year"),
                unit=currency,
                labels=labels,
                label_head=t("From"),
                series=(Series(t("Cost per year"), tuple(float(one.cost_per_year) for one in found)),),
            )
        )
        for one in (self.table, self.positions, self.costs):
            one.setVisible(bool(found))

    # what it shows

    def show_project(self, change: Change | None) -> None:
        del change
        project = self.workspace.project
        reads = (project.waves, project.case_types)
        if self._shown and all(a is b for a, b in zip(reads, self._shown, strict=True)):
            return
        self._shown = reads
        by_wave = self._by_wave.of(project)
        rows = tuple(WaveRow(wave, len(by_wave[wave.id])) for wave in project.waves)
        old = {one.wave.id: one for one in self.waves.rows}
        kept = tuple(old[one.wave.id] if old.get(one.wave.id) == one else one for one in rows)
        self.waves_view.keeping_place(lambda: self.waves.set_rows(kept))
        self.waves_view.setFixedHeight(self.look.px(32 + 28 * max(1, len(rows)) + 14))
        self.waves_view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.remove_button.setEnabled(bool(rows))
        self._show_moving()

    def _show_moving(self) -> None:
        project = self.workspace.project
        lines = moving_lines(
            project, self._by_wave.of(project), tuple(self._opened), self.texts("From the start")
        )
        self.moving.set_rows(lines)

    def show_results(self, results: Results) -> None:
        if self.workspace.project.waves:
            self.run.show_results(results)
        else:
            self._show_quarters(())

    # cells

    def _quarter(self, one: Quarter) -> str:
        return self.texts("Q{n} {year}", n=(one.starts_on.month + 2) // 3, year=str(one.starts_on.year))

    def _quarter_cell(self, line: QuarterLine) -> Cell:
        if line.of is None:
            return Cell(self._quarter(line.quarter), is_strong=True, fold=line.is_open)
        return Cell("")

    def _starting(self, line: QuarterLine) -> Cell:
        said = line.name if line.of is not None else ", ".join(line.quarter.waves)
        return Cell(said, detail=said, indent=0 if line.of is None else 1)

    def _show_quarter_lines(self) -> None:
        names = {one.id: one.name for one in self.workspace.project.departments}
        self.table.set_rows(quarter_lines(self._quarters, names, self._opened_quarters))

    def _open_quarter(self, key: str) -> None:
        opened = self._opened_quarters
        (opened.discard if key in opened else opened.add)(key)
        self._show_quarter_lines()

    def _moving_name(self, line: Moving) -> Cell:
        if line.case_type is None:
            return Cell(line.name, is_strong=True, fold=line.is_open, detail=line.name)
        return Cell(line.name, indent=1, detail=line.name)

    def _moving_count(self, line: Moving) -> Cell:
        return Cell(self.texts.number(line.count) if line.case_type is None else "", is_number=True)

    # what is done

    def _open(self, key: str) -> None:
        kind, _, rest = key.partition(" ")
        if kind == "case_type":
            self.workspace.go_to(Place("case_types", (rest,)))
            return
        (self._opened.discard if rest in self._opened else self._opened.add)(rest)
        self._show_moving()

    def _change(self, wave: str, field: str, value: str) -> None:
        edit = ChangeItem(collection="waves", id=wave, changes={field: value})
        self.workspace.do(Batch(name=N_("change a wave"), edits=(edit,)))

    def _add(self) -> None:
        waves = self.workspace.project.waves
        day = waves[-1].starts_on + dt.timedelta(days=91) if waves else today()
        name = self.texts("Wave {n}", n=len(waves) + 1)
        wave = Wave(id=new_id(), name=name, starts_on=day)
        added = AddItem(collection="waves", item=wave.as_json())
        if self.workspace.do(Batch(name=N_("add a wave"), edits=(added,))) is not None:
            self.waves_view.setFocus()
            self.waves_view.go_to(wave.id, "name", edits=True)

    def _remove(self) -> None:
        current = self.waves_view.current_row
        if current is not None:
            do(self.workspace, lambda project: remove_with_references(project, "waves", current.wave.id))

    def _move(self, by: int) -> None:
        current, waves = self.waves_view.current_row, self.workspace.project.waves
        if current is None:
            return
        ids = [one.id for one in waves if one.id != current.wave.id]
        at = [one.id for one in waves].index(current.wave.id) + by
        if 0 <= at < len(waves):
            before = ids[at] if at < len(ids) else None
            edit = MoveItem(collection="waves", id=current.wave.id, before=before)
            self.workspace.do(Batch(name=N_("move a wave"), edits=(edit,)))

    # what the page asks

    def commands(self) -> Commands:
        return {
            **super().commands(),
            "row.up": lambda: self._move(-1),
            "row.down": lambda: self._move(1),
            "edit.delete": self._remove,
        }

    def go_to(self, place: Place) -> bool:
        if place.collection != "waves":
            return False
        self.show_project(None)
        if place.ids:
            self.waves_view.go_to(place.ids[0], "name")
        self.waves_view.setFocus()
        return True

    def first_focus(self) -> QWidget:
        return self.waves_view if self.workspace.project.waves else self.run.start

    def fit(self, room: int) -> None:
        for sides in (self._sides, self.charts):
            sides.fit(room)

    def let_go(self) -> None:
        self.run.let_go()


def _opens(line: Moving) -> str:
    return f"case_type {line.case_type.id}" if line.case_type is not None else f"wave {line.wave}"
