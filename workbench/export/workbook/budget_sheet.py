"""Every cost line in one list, and the budget table that they add up to: rows by category, columns by phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.results import CostLine
from workbench.export.words import word
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.cost_items_sheet import CostItemsSheet
from workbench.export.workbook.investments_sheet import InvestmentsSheet
from workbench.export.workbook.personnel_sheet import PersonnelSheet
from workbench.model.costs import CostCategory, CostPhase
from workbench.model.text import Message

_HEAD_ROW = 3


@dataclass(frozen=True)
class BudgetSheet:
    """What the lines add up to; ``direct`` per department in order. The rest is named."""

    yearly: Cell
    one_off: Cell
    direct: tuple[Cell, ...]


def cost_lines_sheet(
    book: Book, basis: Basis, personnel: PersonnelSheet, items: CostItemsSheet, investments: InvestmentsSheet
) -> None:
    """Write every line of the planning year with what it consists of; name the columns."""
    texts = book.texts
    sheet = book.sheet(
        texts("Cost lines"),
        (56, 24, 26, 24, 24, 12, 14, 16, 16),
        texts("Every line is rounded once, to hundredths. Sums add rounded lines; nothing is rounded again."),
    )
    titles = (
        texts("Line"),
        texts("Kind"),
        texts("Category"),
        texts("Phase"),
        texts("Funded by"),
        texts("Department no."),
        texts("Quantity"),
        texts("Amount per unit"),
        texts("Amount"),
    )
    sheet.heads(_HEAD_ROW, titles, first_figure=5)
    sheet.repeat(_HEAD_ROW, 1)
    kinds = {
        "personnel": texts("Personnel"),
        "item": texts("Cost item"),
        "capital": texts("Capital cost of the year"),
        "outlay": texts("Purchase"),
    }
    columns: list[list[Cell]] = [[] for _ in titles]
    counts = dict.fromkeys(kinds, 0)
    for n, line in enumerate(basis.results.costs.lines):
        row = _HEAD_ROW + 1 + n
        words = (
            texts.message(line.name) if isinstance(line.name, Message) else line.name,
            kinds[line.kind],
            word(line.category, texts),
            word(line.phase, texts),
            word(line.funding, texts),
        )
        for at, text in enumerate(words):
            columns[at].append(sheet.text(row, at, text))
        columns[5].append(sheet.constant(row, 5, basis.number_of.get(line.department), "year"))
        formulas = _line(line, counts[line.kind], personnel, items, investments)
        values = (line.quantity, line.unit_amount, line.amount)
        for at, (formula, value) in enumerate(zip(formulas, values, strict=True), start=6):
            columns[at].append(sheet.formula(row, at, formula, value, "precise" if at == 6 else "money"))
        counts[line.kind] += 1
        for name, at in (("quantity", 6), ("unit_amount", 7), ("amount", 8)):
            book.claim(f"costs/by_item/{n}/{name}", columns[at][-1])
        if line.kind == "item":
            item = items.rows[counts["item"] - 1]
            book.claim(f"costs/by_item/{n}/driver_quantity", item.driver_quantity)
            book.claim(f"costs/by_item/{n}/next_step_at", item.next_step)
            book.claim(f"costs/by_item/{n}/to_next_step", item.distance)
    for name, at in (
        ("line_category", 2),
        ("line_phase", 3),
        ("line_funding", 4),
        ("line_department", 5),
        ("line_amount", 8),
    ):
        sheet.name_column(name, titles[at], columns[at])


def _line(
    line: CostLine, n: int, personnel: PersonnelSheet, items: CostItemsSheet, investments: InvestmentsSheet
) -> tuple[str, str, str]:
    """Return the formulas of quantity, amount per unit and amount."""
    if line.kind == "personnel":
        quantity, unit, amount = personnel.lines[n]
        return str(quantity), str(unit), str(amount)
    if line.kind == "item":
        item = items.rows[n]
        return str(item.quantity), str(item.unit), str(item.amount)
    if line.kind == "capital":
        of_the_year = f"(capital_number={investments.numbers[n]})*(capital_year=planning_year)"
        amount_of_the_year = f"SUMPRODUCT({of_the_year}*capital_amount)"
        return "1", f"SUMPRODUCT({of_the_year}*(capital_depreciation+capital_interest))", amount_of_the_year
    outlay = str(investments.outlays[n])
    return "1", outlay, f"ROUND({outlay},amount_decimals)"


def budget_sheet(book: Book, basis: Basis) -> BudgetSheet:
    """Write the budget table and what the year costs in all, by who bears it."""
    texts, costs = book.texts, basis.results.costs
    sheet = book.sheet(
        texts("Budget"),
        (44, 22, 22, 22),
        texts(
            "An investment stands in two columns: its purchase, and the yearly capital cost that pays it back. "
            "Columns are therefore not added to each other."
        ),
    )
    phases = [word(phase, texts) for phase in CostPhase]
    sheet.heads(_HEAD_ROW, (texts("Category"), *phases))
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, 1)
    heads = [Cell(sheet.reference, _HEAD_ROW, n, text) for n, text in enumerate(phases, start=1)]
    rows: list[list[Cell]] = []
    keys = list(costs.budget)
    for n, category in enumerate(CostCategory):
        row = _HEAD_ROW + 1 + n
        name = sheet.text(row, 0, word(category, texts))
        rows.append([])
        for at, phase in enumerate(CostPhase):
            formula = f"SUMPRODUCT((line_category={name})*(line_phase={heads[at]})*line_amount)"
            value = costs.budget[category.value, phase.value]
            cell = sheet.formula(row, at + 1, formula, value, "money")
            rows[-1].append(cell)
            book.claim(f"costs/budget/{keys.index((category.value, phase.value))}/amount", cell)
    end = _HEAD_ROW + 1 + len(rows)
    sheet.text(end, 0, texts("Together"), "total")
    for at in range(len(heads)):
        sheet.sum(end, at + 1, [row[at] for row in rows], "money")
    return _who_bears(sheet, end + 2, basis)


def _who_bears(sheet: Sheet, row: int, basis: Basis) -> BudgetSheet:
    texts, costs, book = sheet.book.texts, basis.results.costs, sheet.book
    sheet.text(row, 0, texts("Who bears the yearly cost"), "section")
    sheet.text(row, 1, "", "section")
    sheet.text(row, 2, texts("Department no."), "section")
    operation = "(line_phase=phase_operation)"
    wanted = (
        (
            "yearly_cost",
            "yearly_total",
            texts("Yearly cost"),
            f"SUMPRODUCT({operation}*line_amount)",
            costs.yearly_total,
        ),
        (
            "shared_yearly_cost",
            "shared_yearly",
            texts("Of which shared by key"),
            f"SUMPRODUCT({operation}*(line_funding=funding_shared)*line_amount)",
            costs.shared_yearly,
        ),
        (
            "central_yearly_cost",
            "central_yearly",
            texts("Of which centrally funded"),
            f"SUMPRODUCT({operation}*(line_funding=funding_central)*line_amount)",
            costs.central_yearly,
        ),
    )
    cells = {}
    for name, key, title, formula, value in wanted:
        row += 1
        sheet.text(row, 0, title)
        cells[key] = sheet.formula(
            row, 1, formula, value, "money", "total" if key == "yearly_total" else "formula"
        )
        book.name(name, title, cells[key])
        book.claim(f"costs/{key}", cells[key])
    direct = []
    for department in basis.project.departments:
        row += 1
        sheet.text(row, 0, texts("Of which {department} directly", department=department.name))
        number = sheet.constant(row, 2, basis.number_of[department.id], "year")
        formula = f"SUMPRODUCT({operation}*(line_funding=funding_department)*(line_department={number})*line_amount)"
        direct.append(sheet.formula(row, 1, formula, costs.direct_yearly[department.id], "money"))
        book.claim(f"costs/direct_yearly/{department.id}", direct[-1])
    sheet.text(row + 1, 0, texts("Check: everything is borne by somebody"))
    bearers = [cells["shared_yearly"], cells["central_yearly"], *direct]
    sheet.check(row + 1, 1, f"{cells['yearly_total']}-{_less(bearers)}")
    sheet.text(row + 3, 0, texts("One-off cost, purchases included"), "total")
    one_off = sheet.formula(
        row + 3,
        1,
        "SUMPRODUCT((line_phase<>phase_operation)*line_amount)",
        costs.one_off_total,
        "money",
        "total",
    )
    book.name("one_off_cost", texts("One-off cost, purchases included"), one_off)
    book.claim("costs/one_off_total", one_off)
    return BudgetSheet(cells["yearly_total"], one_off, tuple(direct))


def _less(cells: Sequence[Cell]) -> str:
    return "-".join(map(str, cells))
