"""What people cost: salaries and overhead as they are said, and the lines that come of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.analysis.results import CostLine, Results
from workbench.capture.quantities import read_number
from workbench.edits.costs import change_adviser_cost
from workbench.model.scenarios import Scenario
from workbench.model.text import N_, ProjectError, message
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import exact, money_cell, said
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.typed_figures import decimal_mark, read_amount
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.fields import Field, labelled
from workbench.ui.widgets.figures import written_share
from workbench.ui.widgets.parts import boxed, column, label
from workbench.ui.workspace import Workspace

_MONEY = (
    "salary_per_month",
    "overhead_per_fte",
    "team_leader_salary_per_month",
    "management_salary_per_month",
)
_OPTIONAL = ("advisers_per_team_leader", "team_leader_salary_per_month", "management_salary_per_month")


class Personnel(QWidget):
    """Seven fields and three lines."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        t = self.texts
        names = {
            "salary_per_month": t("Adviser's salary per month"),
            "overhead_per_fte": t("Overhead per full-time position and year"),
            "advisers_per_team_leader": t("Advisers per team leader"),
            "team_leader_salary_per_month": t("Team leader's salary per month"),
            "management_fte": t("Management, full-time positions"),
            "management_salary_per_month": t("Management's salary per month"),
            "source": t("Source"),
        }
        self.fields = {key: Field(look, name, partial(self._take, key)) for key, name in names.items()}
        self.first_field = self.fields["salary_per_month"]
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(12))
        for at, (key, name) in enumerate(names.items()):
            box = boxed(labelled(look, name, self.fields[key]))
            if key == "source":
                grid.addWidget(box, at // 3, 0, 1, 3)
            else:
                grid.addWidget(box, at // 3, at % 3)
        for at in range(3):
            grid.setColumnStretch(at, 1)
        self.otherwise = label(look, "", "small", "text2", wraps=True)
        columns = (
            Column("line", t("Who"), 160, stretches=True),
            Column("positions", t("Positions"), 80, is_number=True),
            Column("salary", t("Salary per month"), 104, is_number=True),
            Column("contribution", t("Contribution"), 90, is_number=True),
            Column("overhead", t("Overhead"), 84, is_number=True),
            Column("unit", t("One position a year"), 110, is_number=True),
            Column("amount", t("Cost in all"), 104, is_number=True),
        )
        self.table = CostTable(look, t("Personnel"), columns, unfold)
        formula = t("Salary × 12 × (1 + employer contribution) + overhead, times positions.")
        self.setLayout(
            column(
                fields,
                self.otherwise,
                self.table,
                label(look, formula, "small", "text2", wraps=True),
                spacing=look.px(10),
            )
        )

    def show_project(self) -> None:
        """Show what is said now."""
        said_now, t = self.workspace.project.settings.adviser_cost, self.texts
        for key, field in self.fields.items():
            value = getattr(said_now, key)
            if value is None:
                field.show_value("")
            elif isinstance(value, str):
                field.show_value(value)
            else:
                field.show_value(exact(t, value))

    def show_results(self, results: Results) -> None:
        """Show the lines, and where the scenario says otherwise."""
        scenarios = self.workspace.project.scenarios
        scenario = next((one for one in scenarios if one.id == results.scenario), None)
        said_otherwise = self._otherwise(scenario) if scenario is not None else []
        self.otherwise.setVisible(bool(said_otherwise))
        self.otherwise.setText(" ".join(said_otherwise))
        self.table.show_rows([self._row(one) for one in results.costs.lines if one.kind == "personnel"])

    def _otherwise(self, scenario: Scenario) -> list[str]:
        """Return in sentences what the scenario says instead of the project."""
        t = self.texts
        found = []
        if scenario.adviser_salary_per_month is not None:
            salary = exact(t, scenario.adviser_salary_per_month)
            found.append(t("It has a salary of its own: {salary}.", salary=salary))
        if scenario.employer_contribution is not None:
            rate = written_share(t, scenario.employer_contribution)
            found.append(t("It has an employer contribution of its own: {rate}.", rate=rate))
        if scenario.interest_rate is not None:
            rate = written_share(t, scenario.interest_rate)
            found.append(t("It has an internal interest of its own: {rate}.", rate=rate))
        if found:
            found.insert(0, t("The figures are those of the scenario {name}.", name=scenario.name))
        return found

    def _row(self, line: CostLine) -> CostRow:
        t, worked = self.texts, dict(line.worked)
        contribution = written_share(t, float(worked["employer_contribution"]))
        cells = (
            Cell(said(t, line.name)),
            Cell(exact(t, line.quantity, 6), is_number=True),
            money_cell(t, worked["salary_per_month"]),
            Cell(contribution, is_number=True),
            money_cell(t, worked["overhead_per_fte"]),
            money_cell(t, line.unit_amount),
            money_cell(t, line.amount, is_strong=True),
        )
        key = f"line:personnel:{line.id}"
        return CostRow(line.id, cells, ("", key, "", "", "", key, key))

    def _take(self, key: str, text: str) -> None:
        """Make the edit of what was typed. Raises ProjectError where it is no figure."""
        value: Any = text.strip()
        if key in _OPTIONAL and not value:
            value = None
        elif key in _MONEY:
            value = self._amount(text)
        elif key != "source":
            value = self._number(text)
            if key == "advisers_per_team_leader" and not value:
                raise ProjectError(message(N_('"{text}" is not a number above 0'), text=text))
        self.workspace.do(change_adviser_cost(self.workspace.project, {key: value}))

    def _amount(self, text: str) -> str:
        found = read_amount(text, self.texts) if text.strip() else Decimal(0)
        if found is None or found < 0:
            raise ProjectError(message(N_('"{text}" is not an amount of 0 or more'), text=text))
        return str(found)

    def _number(self, text: str) -> float:
        found = read_number(text, decimal_mark=decimal_mark(self.texts)) if text.strip() else None
        if found is None:
            if not text.strip():
                return 0.0
            raise ProjectError(message(N_('"{text}" is not a number of 0 or more'), text=text))
        return found.likely
