"""What released hours and positions that move are worth in a year: the other side of every payment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.money import NET_EFFECT_YEARS
from workbench.analysis.money.release_value import (
    costs_per_fte,
    hour_values,
    months_moved,
    position_values,
    values_counted_before,
)
from workbench.analysis.people.positions import counted_before
from workbench.analysis.results import Released, ReleaseValue
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.released_sheet import PositionRow, ReleasedRow, ReleasedSheet
from workbench.model.organisation import FrontlinePosition

_FIRST_ROW = 3
_Before = tuple[FrontlinePosition, Released, float]


@dataclass(frozen=True)
class ReleaseValues:
    """The years, as cells of the head row; the values of positions are named by their place among the years."""

    years: tuple[Cell, ...]


def release_values_sheet(book: Book, basis: Basis, released: ReleasedSheet) -> ReleaseValues:
    """Write a line per position that moves, for five years, and a line per released role; name the columns."""
    texts = book.texts
    sheet = book.sheet(
        texts("Values"),
        (6, 32, 32, 13, 15, 15, 11, *(12 for _ in range(2 * NET_EFFECT_YEARS)), 15),
        texts(
            "Positions x cost of a position x share x months / 12, in constant prices. Hours count as realisable "
            "positions. A role without a salary has that of a service adviser."
        ),
    )
    sheet.worksheet.freeze_panes(_FIRST_ROW, 3)
    first = basis.results.planning_year
    years = range(first, first + NET_EFFECT_YEARS)
    before = counted_before(basis.project, basis.terms, basis.results.release.released)
    year_cells = _positions(sheet, _FIRST_ROW, basis, released, before, years)
    _hours(sheet, _FIRST_ROW + len(released.positions) + len(before) + 6, basis, released.rows)
    return ReleaseValues(year_cells)


def _positions(
    sheet: Sheet, row: int, basis: Basis, released: ReleasedSheet, before: Sequence[_Before], years: range
) -> tuple[Cell, ...]:
    positions = released.positions
    texts = sheet.book.texts
    sheet.text(row, 0, texts("Positions that move"), "section")
    year_cells: list[Cell] = []
    for n in range(len(years)):
        formula = "planning_year" if not n else f"{year_cells[-1]}+1"
        year_cells.append(sheet.formula(row, 7 + len(years) + n, formula, years[n], "year", "section"))
    titles = (
        texts("No."),
        texts("Department"),
        texts("Position"),
        texts("Positions"),
        texts("Salary per month"),
        texts("Cost per year (its own, where there is one)"),
        texts("Share that moves"),
        *(texts("Months {year}", year=str(year)) for year in years),
        *(texts("Value {year}", year=str(year)) for year in years),
        *((texts("Hours per year"),) if before else ()),
    )
    sheet.heads(row + 1, titles, first_figure=3)
    cost_per_fte = costs_per_fte(basis.project, basis.terms)
    values = [position_values(basis.project, year, cost_per_fte) for year in years]
    departments: list[Cell] = []
    columns: list[list[Cell]] = [[] for _ in years]
    for n, one in enumerate(positions):
        cells = _position(sheet, row + 2 + n, basis, one, [year[n] for year in values], year_cells)
        departments.append(cells[0])
        for at, cell in enumerate(cells[1:]):
            columns[at].append(cell)
    for cells in _counted_before(sheet, row + 2 + len(positions), basis, released, before, year_cells):
        departments.append(cells[0])
        for at, cell in enumerate(cells[1:]):
            columns[at].append(cell)
    if not positions:
        sheet.text(row + 2, 1, texts("None."))
        departments = [sheet.constant(row + 2, 0, None)]
        columns = [[sheet.constant(row + 2, 7 + len(years) + at, None)] for at in range(len(years))]
    sheet.name_column("position_department", titles[0], departments)
    for at, cells_of_year in enumerate(columns, start=1):
        sheet.name_column(f"position_value_year_{at}", titles[6 + len(years) + at], cells_of_year)
    return tuple(year_cells)


def _position(
    sheet: Sheet,
    row: int,
    basis: Basis,
    one: PositionRow,
    values: Sequence[ReleaseValue],
    years: Sequence[Cell],
) -> list[Cell]:
    position = one.position
    department = sheet.formula(row, 0, str(one.number), one.number.value, "year")
    sheet.text(row, 1, basis.source.departments[position.department].name)
    sheet.text(row, 2, position.name)
    fte = sheet.formula(row, 3, f"ROUND({one.fte},quantity_decimals)", one.fte.number, "hundredths")
    salary = _salary(sheet, row, 4, basis, position.role)
    own = sheet.input(row, 5, position.cost_per_year, "money")
    share = sheet.formula(row, 6, str(one.share), one.share.number, "percent")
    cost = f"IF(ISNUMBER({own}),{own},{fte}*{salary}*months_per_year*(1+employer_contribution))*{share}"
    return [department, *_years(sheet, row, one, cost, values, years)]


def _years(
    sheet: Sheet,
    row: int,
    one: PositionRow,
    cost: str,
    values: Sequence[ReleaseValue],
    years: Sequence[Cell],
) -> list[Cell]:
    """Write the months of each year that the position has moved in, and what ``cost`` a year is worth in them."""
    position, cells = one.position, []
    for n, (year, value) in enumerate(zip(years, values, strict=True)):
        months = "months_per_year"
        if position.moves_from is not None:
            # The day a position moves is the program's to change; the months follow the year.
            moved = one.moves_from
            months = (
                f"IF(YEAR({moved})<{year},months_per_year,"
                f"IF(YEAR({moved})={year},months_per_year+1-MONTH({moved}),0))"
            )
        counted = sheet.formula(row, 7 + n, months, months_moved(position, int(year.number)), "year")
        formula = f"ROUND({cost}*{counted}/months_per_year,amount_decimals)"
        cells.append(sheet.formula(row, 7 + len(years) + n, formula, value.amount, "money"))
    return cells


def _counted_before(
    sheet: Sheet,
    row: int,
    basis: Basis,
    released: ReleasedSheet,
    before: Sequence[_Before],
    years: Sequence[Cell],
) -> Iterator[list[Cell]]:
    """Write a row per position that moves after the planning year and role whose realisable hours lie in it.

    From the month in which it moves they are taken off again. Yield department and value of each year.
    """
    texts, results, cost_per_fte = sheet.book.texts, basis.results, costs_per_fte(basis.project, basis.terms)
    values = [
        values_counted_before(basis.project, basis.terms, results.release, int(year.number), cost_per_fte)
        for year in years
    ]
    rows = {id(one.released): one for one in released.rows}
    moves = {one.position.id: one for one in released.positions}
    taken: dict[int, list[Cell]] = {}
    held: dict[str, list[Cell]] = {}
    for n, (position, whose, hours) in enumerate(before):
        at, mine, moved = row + n, rows[id(whose)], moves[position.id]
        department = sheet.formula(at, 0, str(mine.department), mine.department.value, "year")
        sheet.text(at, 1, basis.source.departments[whose.department].name)
        sheet.text(at, 2, texts("Realisable until the position moves: {name}", name=position.name))
        earlier, above = taken.setdefault(id(whose), []), held.setdefault(position.id, [])
        left = "-".join(map(str, (mine.hours, mine.in_positions, *earlier)))
        room = "-".join(map(str, (moved.hours, *above)))
        formula = left if moved.takes_all else f"MIN({left},MAX(0,{room}))"
        counted = sheet.formula(at, 7 + 2 * len(years), formula, hours, "tenths")
        earlier.append(counted)
        above.append(counted)
        fte = sheet.formula(
            at, 3,
            f"-ROUND({counted}/productive_hours_per_fte*{mine.realisable_share},quantity_decimals)",
            values[0][n].fte, "precise",
        )  # fmt: skip
        salary = _salary(sheet, at, 4, basis, whose.role)
        cost = f"{fte}*{salary}*months_per_year*(1+employer_contribution)"
        yield [department, *_years(sheet, at, moved, cost, [year[n] for year in values], years)]


def _salary(sheet: Sheet, row: int, column: int, basis: Basis, role: str | None) -> Cell:
    salary = next((one.salary_per_month for one in basis.project.roles if one.id == role), None)
    if salary is None:
        adviser = basis.terms.adviser_salary_per_month
        return sheet.formula(row, column, "adviser_salary_per_month", adviser, "money", "input")
    return sheet.input(row, column, salary, "money")


def _hours(sheet: Sheet, row: int, basis: Basis, rows: Sequence[ReleasedRow]) -> None:
    texts = sheet.book.texts
    sheet.text(row, 0, texts("Hours released"), "section")
    titles = (
        texts("No."),
        texts("Department"),
        texts("Role"),
        texts("Realisable positions"),
        texts("Salary per month"),
        texts("Cost of a position"),
        texts("Value"),
    )
    sheet.heads(row + 1, titles, first_figure=3)
    sheet.worksheet.repeat_rows(row + 1)
    roles = {role.id: role.name for role in basis.project.roles}
    values = hour_values(basis.results.release, costs_per_fte(basis.project, basis.terms))
    departments, amounts = [], []
    for n, (one, value) in enumerate(zip(rows, values, strict=True)):
        at = row + 2 + n
        departments.append(sheet.formula(at, 0, str(one.department), one.department.value, "year"))
        sheet.text(at, 1, basis.source.departments[value.department].name)
        sheet.text(at, 2, roles.get(value.id or "", ""))
        fte = sheet.formula(at, 3, f"ROUND({one.fte_realisable},quantity_decimals)", value.fte, "precise")
        salary = _salary(sheet, at, 4, basis, value.id)
        cost = sheet.formula(
            at, 5, f"{salary}*months_per_year*(1+employer_contribution)", value.cost_per_fte, "money"
        )
        amounts.append(sheet.formula(at, 6, f"ROUND({fte}*{cost},amount_decimals)", value.amount, "money"))
    if not rows:
        sheet.text(row + 2, 1, texts("None."))
        departments = [sheet.constant(row + 2, 0, None)]
        amounts = [sheet.constant(row + 2, 6, None)]
    sheet.name_column("hours_department", titles[0], departments)
    sheet.name_column("hours_value", titles[6], amounts)
