"""Given so many people: what service level. In full-time positions, or in advisers who are there at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis.results import Rate, Results
from workbench.export.words import word
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.values import read_figure
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.fields import Field
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.figures import written
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import Segments, column, label
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.scenarios.goal_seek import LongWait, ServiceFound


class _Line(NamedTuple):
    """A figure as the targets ask for, and with so many people."""

    name: str
    planned: str
    found: str


def _nothing(_key: str) -> None:
    """What was tried out has no explanation of its own."""


class SeekPeople(Panel):
    """Asks for a number and shows what it gives."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        t = look.texts
        self.workspace = workspace
        self._kind, self._number = "positions", 0.0
        self.kind = Segments(
            look,
            t("What is given"),
            (("positions", t("Full-time positions")), ("advisers", t("Advisers at once"))),
            self._kind,
            self._choose,
        )
        self.number = Field(look, t("How many"), self._set)
        self.number.setFixedWidth(look.px(88))
        self.run = LongRun(
            workspace,
            look,
            "seek people",
            t("Find the service level"),
            self._task,
            self._show,
            self.kind,
            self.number,
        )
        self.about = label(
            look, t("What service level do residents meet with so many people?"), "body", "text2", wraps=True
        )
        self.rule = label(look, "", "body", "text", wraps=True)
        self.table = FigureTable(
            look,
            t("With so many people"),
            (
                FigureColumn(
                    "name",
                    t("Figure"),
                    200,
                    stretches=True,
                    shows=lambda one: Cell(one.name, detail=one.name),
                ),
                FigureColumn("planned", t("As planned"), 104, is_number=True, shows=_plain("planned")),
                FigureColumn("found", t("With so many"), 104, is_number=True, shows=_plain("found")),
            ),
            _nothing,
            named=lambda one: one.name,
        )
        self.waits = FigureTable(
            look,
            t("Where people wait longest"),
            (
                FigureColumn("when", t("Where people wait longest"), 200, stretches=True, shows=self._when),
                FigureColumn("wait", t("Mean wait"), 96, is_number=True, shows=self._wait),
                FigureColumn("agents", t("Advisers"), 80, is_number=True, shows=self._agents),
            ),
            _nothing,
            named=lambda one: (one.pool, one.month, one.weekday, one.half_hour),
            most=5,
        )
        super().__init__(
            look,
            t("Given people, what service level"),
            self.about,
            self.run,
            self.number.problem_label(),
            self.rule,
            self.table,
            self.waits,
        )
        self.add(column(None), 1)
        for one in (self.rule, self.table, self.waits):
            one.hide()

    def _choose(self, key: str) -> None:
        self._kind = key
        self.show_results(self.workspace.results, is_other=True)

    def _set(self, text: str) -> None:
        number = read_figure(text, self.look.texts)
        if self._kind == "advisers" and number != int(number):
            raise ProjectError(message(N_("Advisers at once are a whole number.")))
        self._number = number

    def show_results(self, results: Results | None, *, is_other: bool = False) -> None:
        """Offer what the plan takes as the number to begin with."""
        if results is None:
            return
        self.run.show_results(results)
        if is_other or not self._number:
            planned = results.staffing
            self._number = float(planned.peak_agents) if self._kind == "advisers" else planned.fte_total
            self.number.write("")
            self.number.show_value(
                written(self.look.texts, self._number, 0 if self._kind == "advisers" else 1)
            )

    def _task(self) -> Work:
        kind, number = self._kind, self._number

        def work(project: Project, results: Results, tells: Tells) -> ServiceFound:
            from workbench.analysis.scenarios.goal_seek import service_with_advisers, service_with_positions

            scenario = results.scenario if project.scenarios else None
            if kind == "advisers":
                return service_with_advisers(project, int(number), scenario, progress=tells)
            return service_with_positions(project, number, scenario, progress=tells)

        return work

    def _show(self, found: ServiceFound) -> None:
        t = self.look.texts
        self.rule.setText(t.message(found.rule))
        plan, with_these = found.planned, found.staffing
        lines = [
            _Line(
                t("Full-time positions"), written(t, plan.fte_total, 1), written(t, with_these.fte_total, 1)
            ),
            _Line(t("Advisers at the peak"), t.number(plan.peak_agents), t.number(with_these.peak_agents)),
            _Line(
                t(
                    "Answered within {s} s, {of}",
                    s=t.number(plan.within_s),
                    of=word(found.service_level.of, t),
                ),
                self._share(plan.service_level),
                self._share(found.service_level),
            ),
            _Line(t("Answered at all, of all offered"), "", self._part(found.answered_share)),
            _Line(
                t("Staffed hours per year"),
                t.number(plan.staffed_hours_per_year),
                t.number(with_these.staffed_hours_per_year),
            ),
        ]
        if len(found.pools) > 1:
            lines += [
                _Line(t("{pool}: answered in time", pool=one.name), "", self._share(one.service_level))
                for one in found.pools
            ]
        self.table.set_rows(tuple(lines))
        self.waits.set_rows(found.longest)
        self.rule.show()
        self.table.show()
        self.waits.setVisible(bool(found.longest))

    def _share(self, rate: Rate) -> str:
        return self._part(rate.value)

    def _part(self, value: float | None) -> str:
        t = self.look.texts
        return t.percent(value, 1) if value is not None else t("missing")

    def _when(self, one: LongWait) -> Cell:
        t = self.look.texts
        said = t(
            "{weekday} in {month}, {time}",
            weekday=t.weekdays()[one.weekday],
            month=t.months[one.month - 1],
            time=f"{one.half_hour // 2:02d}:{one.half_hour % 2 * 30:02d}",
        )
        return Cell(said, detail=said)

    def _wait(self, one: LongWait) -> Cell:
        return Cell(self.look.texts("{n} s", n=self.look.texts.number(one.mean_wait_s)), is_number=True)

    def _agents(self, one: LongWait) -> Cell:
        return Cell(self.look.texts.number(one.agents), is_number=True)


def _plain(field: str) -> Callable[[_Line], Cell]:
    return lambda one: Cell(getattr(one, field), is_number=True)
