"""Does it add up: positions that move, what is realisable, what is needed, why they differ, and the hours behind."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.results import BalanceRow, Positions, Results
from workbench.export.charts.positions import reasons_chart
from workbench.model.organisation import FrontlinePosition, PositionMove
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.staffing.department_table import IN_PARTS, department_table
from workbench.ui.pages.staffing.departments import (
    DepartmentRow,
    balance_rows,
    department_rows,
    names_of,
)
from workbench.ui.pages.staffing.figures_pane import FiguresPane, card, remark
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import ChartView, Waterfall
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.workspace import Workspace

MovingRow = tuple[FrontlinePosition, str, float]
"""A position at the front, its department's name, and how much of it moves."""
WORK_TODAY = ("work_today", "taken", "dropped", "staying")
TAKEN = ("taken", "done", "wrap_up", "triage", "saved_by_e_service", "saved_by_minutes")
_MINUS = ("wrap_up", "triage")


class BalancePane(FiguresPane):
    """The waterfall shows the department that the table stands on; its sum is all of them."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._names: dict[str | None, str] = {}
        self.departments = department_table(look, t("Brought and needed"), unfold, IN_PARTS)
        self.reasons = ChartView(look, Waterfall(title=t("Why they differ"), parts=(), total_name=""))
        self.moving = moving_table(look, unfold)
        self.today = hours_table(look, t("Work today"), WORK_TODAY, unfold, self._name)
        self.taken = hours_table(look, t("Taken over"), TAKEN, unfold, self._name)
        self.reasons.chosen.connect(self._unfold_reason)
        self.departments.current_changed.connect(lambda _row, _column: self._show_reasons())
        brings = Panel(look, t("Brought and needed"), self.departments)
        brings.set_remark(t("full-time positions"))
        brings.add(
            remark(look, t("Balance = positions that move + realisable - needed. Choose a row to see why."))
        )
        self.beside = [
            Beside(look, (brings, 600), (card(look, t("Why they differ"), self.reasons, None), 500))
        ]
        self._moving_panel = Panel(look, t("Positions that move"), self.moving)
        today, taken = Panel(look, t("Work today"), self.today), Panel(look, t("Taken over"), self.taken)
        today.set_remark(t("hours per year: taken over + dropped + staying"))
        taken.set_remark(
            t(
                "hours per year: done in customer service - wrap-up - triage + saved by the e-service + saved by "
                "other minutes"
            )
        )
        self.set_body(self.beside[0], self._moving_panel, today, taken)

    def _name(self, department: str | None) -> str:
        return self._names.get(department, department or "")

    def needs_contacts(self) -> bool:
        return False

    def show_figures(self, results: Results) -> None:
        t, project, only = self.texts, self.workspace.project, self.workspace.department
        self._names = names_of(project, t)
        rows = department_rows(project, results, t, only)
        self.departments.set_rows(rows)
        if self.departments.current_row is None and rows:
            self.departments.setCurrentIndex(self.departments.table.index(len(rows) - 1, 0))
        self.moving.set_rows(moving_rows(project, results, only))
        shown = len(self.moving.table.rows)
        self._moving_panel.set_remark(
            t.plural("{n} position moves this year", "{n} positions move this year", shown)
            if shown
            else t("No position moves in the planning year.")
        )
        hours = balance_rows(results, only)
        self.today.set_rows(hours)
        self.taken.set_rows(hours)
        self._show_reasons()

    @property
    def chosen(self) -> Positions | None:
        """What the row that is chosen brings and needs."""
        results, row = self.workspace.results, self.departments.current_row
        if results is None or not isinstance(row, DepartmentRow):
            return None
        return next((one for one in results.release.positions if one.department == row.id), None)

    def _show_reasons(self) -> None:
        found = self.chosen
        if found is not None:
            name = self._name(found.department)
            self.reasons.set_chart(reasons_chart(found, name, self.texts))

    def _unfold_reason(self, at: int) -> None:
        """Unfold what is brought, or needed; the reasons between them are the balance's."""
        found = self.chosen
        if found is None:
            return
        rows = [
            kind
            for kind, value in (("positions", found.moving_whole), ("realisable", found.realisable))
            if value
        ]
        last = len(self.reasons.chart.table(self.texts).rows) - 1
        kind = rows[at] if at < len(rows) else "fte" if at == last else "balance"
        self.unfold(kind if found.department is None else f"{kind}_of:{found.department}")


def moving_rows(project: Project, results: Results, only: str | None) -> tuple[MovingRow, ...]:
    """Return the positions that move by the end of the planning year."""
    names = {one.id: one.name for one in project.departments}
    return tuple(
        (one, names.get(one.department, one.department), _part(one))
        for one in project.frontline_positions
        if one.moves is not PositionMove.NO
        and only in (None, one.department)
        and (one.moves_from is None or one.moves_from.year <= results.planning_year)
    )


def _part(one: FrontlinePosition) -> float:
    return one.fte * (one.share if one.moves is PositionMove.SHARE else 1.0)


def moving_table(look: Look, unfold: Callable[[str], None]) -> FigureTable:
    """Return the table of positions that move."""
    t = look.texts

    def key(row: MovingRow) -> str:
        return f"positions_of:{row[0].department}"

    def money(row: MovingRow) -> Cell:
        cost = row[0].cost_per_year
        if cost is None:
            return Cell(t("missing"), is_missing=True, is_number=True)
        return Cell(t.number(cost), is_number=True)

    def since(row: MovingRow) -> Cell:
        day = row[0].moves_from
        return Cell(t("from the start") if day is None else t.date(day))

    columns = (
        FigureColumn(
            "name",
            t("Position"),
            190,
            stretches=True,
            shows=lambda row: Cell(row[0].name, detail=row[0].note),
        ),
        FigureColumn("department", t("Department"), 160, shows=lambda row: Cell(row[1], detail=row[1])),
        FigureColumn(
            "persons",
            t("Persons"),
            70,
            is_number=True,
            shows=lambda row: Cell(t.number(row[0].persons, 1), is_number=True),
        ),
        FigureColumn(
            "fte",
            t("Positions today"),
            90,
            is_number=True,
            shows=lambda row: Cell(t.number(row[0].fte, 2), is_number=True),
            unfolds=key,
        ),
        FigureColumn(
            "moves",
            t("Of which move"),
            90,
            is_number=True,
            shows=lambda row: Cell(t.number(row[2], 2), is_number=True, is_strong=True),
            unfolds=key,
        ),
        FigureColumn("cost", t("Cost per year"), 100, is_number=True, shows=money),
        FigureColumn("from", t("From"), 140, shows=since),
    )
    return FigureTable(look, t("Positions that move"), columns, unfold, named=lambda row: row[0].id)


_TITLES = {"taken": "taken_of", "done": "hours_of"}


def hours_table(
    look: Look,
    name: str,
    terms: tuple[str, ...],
    unfold: Callable[[str], None],
    named: Callable[[str | None], str],
) -> FigureTable:
    """Return a table of hours whose first term is what the others add up to (wrap-up and triage are taken off)."""
    t = look.texts
    words = {
        "work_today": t("Work today"),
        "taken": t("Taken over"),
        "dropped": t("Dropped"),
        "staying": t("Staying"),
        "done": t("Done in customer service"),
        "wrap_up": t("Wrap-up"),
        "triage": t("Triage"),
        "saved_by_e_service": t("Saved by the e-service"),
        "saved_by_minutes": t("Saved by other minutes"),
    }

    def figure(term: str, sign: str) -> FigureColumn:
        def shows(row: BalanceRow) -> Cell:
            text = t.number(getattr(row, term), 1).replace("-", "\u2212")
            return Cell(text, is_number=True, is_strong=row.department is None or not sign)

        def unfolds(row: BalanceRow) -> str:
            kind = _TITLES.get(term, "hours_of")
            return f"{kind}:{row.department}" if row.department is not None else ""

        title = f"{sign} {words[term]}".strip()
        return FigureColumn(term, title, 100, is_number=True, shows=shows, unfolds=unfolds)

    columns = [
        FigureColumn(
            "department",
            t("Department"),
            170,
            stretches=True,
            shows=lambda row: Cell(
                named(row.department), is_strong=row.department is None, detail=named(row.department)
            ),
        )
    ]
    for at, term in enumerate(terms):
        sign = "" if not at else "=" if at == 1 else "\u2212" if term in _MINUS else "+"
        columns.append(figure(term, sign))
    return FigureTable(look, name, columns, unfold, named=lambda row: row.department or "")
