"""Personnel: positions at three volumes, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.money.lines import personnel_lines
from workbench.analysis.results import CostLine
from workbench.export.workbook.basis import HIGH, LOW, PLAN, Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.positions import PositionsTable, positions_table
from workbench.model.text import Message

_FIRST_ROW = 3


@dataclass(frozen=True)
class PersonnelSheet:
    """Positions by volume; the cost lines' cells in order: quantity, unit amount, amount; amounts by volume."""

    positions: dict[Decimal, PositionsTable]
    lines: tuple[tuple[Cell, Cell, Cell], ...]
    total: dict[Decimal, Cell]


def personnel_sheet(book: Book, basis: Basis) -> PersonnelSheet:
    """Write positions at the planned, the low and the high volume, and the lines they make."""
    texts = book.texts
    sheet = book.sheet(
        texts("Personnel"),
        (34, 15, 15, 13, 13, 13, 14, 16, 13, 16, 13, 16),
        texts(
            "Hours come from the queue engine, planned anew for each volume. Cost of a position = salary x months x "
            "(1 + employer contribution) + overhead. What rounding up adds is paid as service advisers."
        ),
    )
    sheet.worksheet.freeze_panes(_FIRST_ROW, 1)
    row = _FIRST_ROW
    positions = {}
    for factor, title in (
        (PLAN, texts("Full-time positions at the planned volume")),
        (LOW, texts("Full-time positions at the low volume, planned anew")),
        (HIGH, texts("Full-time positions at the high volume, planned anew")),
    ):
        sheet.text(row, 0, title, "section")
        table = positions_table(sheet, row + 1, basis, basis.staffing(factor))
        positions[factor] = table
        row = table.next_row + 1
    total = positions[PLAN].total
    for name, cell in (
        ("adviser_fte", total.advisers),
        ("team_leader_fte", total.leaders),
        ("management_fte", total.management),
        ("fte_total", total.fte),
        ("staffed_hours_per_year", total.hours),
    ):
        book.claim(f"staffing/{name}", cell)
    for n, pool in enumerate(positions[PLAN].pools):
        book.claim(f"staffing/pools/{n}/fte", pool.fte)
    return _cost(sheet, row, basis, positions)


def _cost(sheet: Sheet, row: int, basis: Basis, positions: dict[Decimal, PositionsTable]) -> PersonnelSheet:
    texts = sheet.book.texts
    sheet.text(row, 0, texts("What they cost per year"), "section")
    titles = (
        texts("Group"),
        texts("Positions"),
        texts("Salary per month"),
        texts("Months"),
        texts("Employer contribution"),
        texts("Overhead"),
        texts("Cost of a position"),
        texts("Amount"),
        texts("Positions, low volume"),
        texts("Amount, low volume"),
        texts("Positions, high volume"),
        texts("Amount, high volume"),
    )
    sheet.heads(row + 1, titles)
    values = {
        factor: personnel_lines(basis.project, basis.terms, basis.staffing(factor)) for factor in positions
    }
    first = row + 2
    lines = []
    amounts: dict[Decimal, list[Cell]] = {factor: [] for factor in positions}
    salaries = ("adviser_salary_per_month", "team_leader_salary_per_month", "management_salary_per_month")
    for n, line in enumerate(values[PLAN]):
        at = first + n
        sheet.text(at, 0, texts.message(line.name) if isinstance(line.name, Message) else line.name)
        worked = dict(line.worked)
        salary = sheet.formula(at, 2, salaries[n], worked["salary_per_month"], "money")
        months = sheet.formula(at, 3, "months_per_year", 12, "year")
        share = sheet.formula(at, 4, "employer_contribution", worked["employer_contribution"], "percent")
        overhead = sheet.formula(at, 5, "overhead_per_fte", worked["overhead_per_fte"], "money")
        unit = sheet.formula(at, 6, f"{salary}*{months}*(1+{share})+{overhead}", line.unit_amount, "money")
        for factor, column in ((PLAN, 1), (LOW, 8), (HIGH, 10)):
            quantity = sheet.formula(
                at, column, _quantity(n, positions[factor]), values[factor][n].quantity, "precise"
            )
            amount = _amount(
                sheet, at, 7 if factor == PLAN else column + 1, quantity, unit, values[factor][n]
            )
            amounts[factor].append(amount)
            if factor == PLAN:
                lines.append((quantity, unit, amount))
    end = first + len(lines)
    sheet.text(end, 0, texts("Personnel together"), "total")
    for column in range(1, 7):
        sheet.text(end, column, "", "total")
    total = {
        factor: sheet.sum(end, column, amounts[factor], "money")
        for factor, column in ((PLAN, 7), (LOW, 9), (HIGH, 11))
    }
    return PersonnelSheet(positions, tuple(lines), total)


def _quantity(n: int, table: PositionsTable) -> str:
    """Return the formula of a group's positions: advisers are what the other two leave of the whole."""
    total = table.total
    leaders = f"ROUND({total.leaders},quantity_decimals)"
    management = f"ROUND({total.management},quantity_decimals)"
    advisers = f"ROUND({total.fte},quantity_decimals)-{leaders}-{management}"
    return (advisers, leaders, management)[n]


def _amount(sheet: Sheet, row: int, column: int, quantity: Cell, unit: Cell, line: CostLine) -> Cell:
    return sheet.formula(row, column, f"ROUND({quantity}*{unit},amount_decimals)", line.amount, "money")
