"""Who bears the shared cost: minutes used x rate, readiness by key, direct items; sums exact to the hundredth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.results import DepartmentAmount
from workbench.export.words import word
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, span
from workbench.export.workbook.budget_sheet import BudgetSheet
from workbench.export.workbook.personnel_sheet import PersonnelSheet
from workbench.export.workbook.portions import Parties, portions_block
from workbench.model.scenarios import AllocationKey

_HEAD_ROW = 3


@dataclass(frozen=True)
class AllocationSheet:
    """Cells per department, in order: number, minutes, used, readiness, direct, amount."""

    parties: Parties
    numbers: tuple[Cell, ...]
    minutes: tuple[Cell, ...]
    used: tuple[Cell, ...]
    readiness: tuple[Cell, ...]
    direct: tuple[Cell, ...]
    amount: tuple[Cell, ...]
    minutes_sum: Cell


def allocation_sheet(
    book: Book, basis: Basis, personnel: PersonnelSheet, budget: BudgetSheet
) -> AllocationSheet:
    """Write weights, the rate, both divisions and the statement; name what other sheets need."""
    texts = book.texts
    sheet = book.sheet(
        texts("Allocation"),
        (40, 18, 16, 16, 16, 16, 18, 16, 18),
        texts(
            "Amount = used + readiness + own items. Used: the department's minutes x the rate. Readiness: its part "
            "of idle capacity, by key. The shared cost is divided once; equal remainders go by order."
        ),
    )
    sheet.worksheet.freeze_panes(_HEAD_ROW, 1)
    parties = Parties(
        tuple(one.id for one in basis.project.departments),
        tuple(one.name for one in basis.project.departments),
    )
    weights = _weights(sheet, _HEAD_ROW, basis)
    row = _rate(sheet, weights.next_row + 1, basis, personnel, weights)
    sheet.text(row, 0, texts("What was used, divided by minutes"), "section")
    exact_used = [
        f"IF({weights.minutes_sum}>0,used_cost*{one}/{weights.minutes_sum},0)*hundredths_per_unit"
        for one in weights.minutes
    ]
    portions = {one.department: one for one in basis.results.allocation.by_department}
    used = portions_block(
        sheet,
        row + 1,
        parties,
        exact_used,
        f"IF({weights.minutes_sum}>0,used_cost,0)*hundredths_per_unit",
        "hundredths_per_unit",
        {name: one.used_portion for name, one in portions.items() if one.used_portion is not None},
    )
    row += len(used) + 4
    sheet.text(row, 0, texts("The shared cost: what was used by minutes, idle capacity by key"), "section")
    weight_sum = f"SUM({span(weights.weight[0], weights.weight[-1])})"
    exact_shared = [
        f"(IF({weights.minutes_sum}>0,used_cost*{minutes}/{weights.minutes_sum},0)"
        f"+IF({weight_sum}>0,idle_capacity_cost*{weight}/{weight_sum},0))*hundredths_per_unit"
        for minutes, weight in zip(weights.minutes, weights.weight, strict=True)
    ]
    total = f"(IF({weights.minutes_sum}>0,used_cost,0)+IF({weight_sum}>0,idle_capacity_cost,0))"
    shared = portions_block(
        sheet,
        row + 1,
        parties,
        exact_shared,
        f"{total}*hundredths_per_unit",
        "hundredths_per_unit",
        {name: one.shared for name, one in portions.items() if one.shared is not None},
    )
    return _statement(sheet, row + len(shared) + 4, basis, weights, parties, used, shared, budget)


@dataclass(frozen=True)
class _Weights:
    numbers: tuple[Cell, ...]
    minutes: tuple[Cell, ...]
    weight: tuple[Cell, ...]
    minutes_sum: Cell
    next_row: int


def _weights(sheet: Sheet, row: int, basis: Basis) -> _Weights:
    """Write every department's weight by every key, which key is used, and its weight by that."""
    texts, found = sheet.book.texts, basis.results.allocation
    departments = basis.project.departments
    sheet.text(row, 0, texts("Weights by key"), "section")
    titles = [word(key, texts) for key in AllocationKey]
    sheet.heads(
        row + 1,
        (
            texts("Department"),
            *titles,
            texts("Weight by the key that is used"),
            texts("No."),
            texts("Inhabitants (empty: all)"),
        ),
    )
    first, end = row + 2, row + 2 + len(departments)
    amounts = {one.department: one for one in found.by_department}
    rows = [
        _weight_row(sheet, first + n, basis, one.id, amounts[one.id]) for n, one in enumerate(departments)
    ]
    columns = [weights for _, weights in rows]
    sheet.text(end, 0, texts("Together"), "total")
    sums = [
        sheet.sum(end, at + 1, [cells[at] for cells in columns], "hundredths") for at in range(len(titles))
    ]
    asked = "MATCH(allocation_key,allocation_keys,0)"
    central = "MATCH(key_central,allocation_keys,0)"
    minutes = "MATCH(key_used_minutes,allocation_keys,0)"
    across = span(sums[0], sums[-1])
    formula = (
        f"IF(OR({asked}={central},INDEX({across},1,{asked})>0),{asked},IF({sums[0]}>0,{minutes},{central}))"
    )
    place = list(AllocationKey).index(AllocationKey(found.key)) + 1
    sheet.text(
        end + 1,
        0,
        texts("Number of the key that is used (minutes where nobody has a weight by the one asked for)"),
    )
    key = sheet.formula(end + 1, len(titles) + 1, formula, place, "year")
    sheet.book.name("allocation_key_number", texts("Number of the key that is used"), key)
    weight = []
    for n, cells in enumerate(columns):
        formula = f"INDEX({span(cells[0], cells[-1])},1,{key})"
        value = amounts[departments[n].id].key_weight
        weight.append(sheet.formula(first + n, len(titles) + 1, formula, value, "hundredths"))
    numbers, minute_cells = tuple(one for one, _ in rows), tuple(cells[0] for cells in columns)
    return _Weights(numbers, minute_cells, tuple(weight), sums[0], end + 3)


def _weight_row(
    sheet: Sheet, row: int, basis: Basis, department: str, amount: DepartmentAmount
) -> tuple[Cell, list[Cell]]:
    """Write a department's weights in the order of keys; the number and inhabitants stand on the right."""
    one = basis.source.departments[department]
    last = len(AllocationKey) + 2
    sheet.text(row, 0, one.name)
    number = sheet.constant(row, last, basis.number_of[department], "year")
    own = sheet.input(row, last + 1, one.inhabitants, "whole")
    minutes = sheet.formula(
        row,
        1,
        f"ROUND(SUMPRODUCT((price_department={number})*price_hours),quantity_decimals)*minutes_per_hour",
        amount.used_minutes,
        "hundredths",
    )
    contacts = sheet.formula(
        row,
        2,
        f"ROUND(SUMPRODUCT((price_department={number})*price_is_contact*price_contacts),quantity_decimals)",
        amount.contacts,
        "hundredths",
    )
    everybody = basis.project.municipality.inhabitants or 1
    served = everybody if one.inhabitants is None else one.inhabitants
    inhabitants = sheet.formula(
        row,
        3,
        f"IF({minutes}>0,IF(ISNUMBER({own}),{own},IF(municipality_inhabitants>0,municipality_inhabitants,1)),0)",
        served if amount.used_minutes else 0,
        "whole",
    )
    agreed = sheet.input(row, 4, one.agreed_share, "hundredths")
    sheet.book.name(
        f"agreed_share_of_department_{basis.number_of[department]}",
        sheet.book.texts("Agreed share of {department}", department=one.name),
        agreed,
    )
    central = sheet.constant(row, 5, 0, "whole")
    sheet.book.claim(f"allocation/by_department/{basis.number_of[department] - 1}/used_minutes", minutes)
    sheet.book.claim(f"allocation/by_department/{basis.number_of[department] - 1}/contacts", contacts)
    return number, [minutes, contacts, inhabitants, agreed, central]


def _rate(sheet: Sheet, row: int, basis: Basis, personnel: PersonnelSheet, weights: _Weights) -> int:
    """Write productive, used and idle minutes, the rate, and what is used and idle; return the next row."""
    texts, found, book = sheet.book.texts, basis.results.allocation, sheet.book
    advisers = personnel.lines[0][0]
    used = weights.minutes_sum
    sheet.text(row, 0, texts("Rate and idle capacity"), "section")
    lines = (
        (
            "productive_minutes",
            texts("Productive minutes of the advisers (at least those used)"),
            f"MAX(ROUND({advisers}*productive_hours_per_fte,quantity_decimals)*minutes_per_hour,{used})",
            found.productive_minutes,
            "tenths",
        ),
        ("used_minutes", texts("Minutes used"), str(used), found.used_minutes, "tenths"),
        (
            "idle_minutes",
            texts("Idle minutes"),
            "productive_minutes-used_minutes",
            found.idle_minutes,
            "tenths",
        ),
        (
            "rate_per_minute",
            texts("Rate: shared yearly cost per productive minute"),
            "IF(productive_minutes>0,shared_yearly_cost/productive_minutes,0)",
            found.rate_per_minute,
            "precise",
        ),
        (
            "idle_capacity_cost",
            texts("Cost of idle capacity"),
            "IF(productive_minutes>0,ROUND(shared_yearly_cost*idle_minutes/productive_minutes,amount_decimals),"
            "shared_yearly_cost)",
            found.idle_capacity,
            "money",
        ),
        (
            "used_cost",
            texts("Cost of what was used"),
            "shared_yearly_cost-idle_capacity_cost",
            found.used,
            "money",
        ),
    )
    keys = {"idle_capacity_cost": "idle_capacity", "used_cost": "used"}
    for at, (name, title, formula, value, numbers) in enumerate(lines, start=row + 1):
        sheet.text(at, 0, title)
        cell = sheet.formula(at, 1, formula, value, numbers)
        book.name(name, title, cell)
        book.claim(f"allocation/{keys.get(name, name)}", cell)
    return row + len(lines) + 2


def _statement(
    sheet: Sheet,
    row: int,
    basis: Basis,
    weights: _Weights,
    parties: Parties,
    used: Sequence[Cell],
    shared: Sequence[Cell],
    budget: BudgetSheet,
) -> AllocationSheet:
    """Write what every department pays, what the centre bears, and the check that it is everything."""
    texts, found, book = sheet.book.texts, basis.results.allocation, sheet.book
    sheet.text(row, 0, texts("Statement"), "section")
    titles = (
        texts("Department"),
        texts("Used"),
        texts("Readiness (of which idle capacity)"),
        texts("Own items"),
        texts("Amount"),
        texts("Fixed rate per minute"),
    )
    sheet.heads(row + 1, titles)
    columns: list[list[Cell]] = [[] for _ in titles[1:]]
    for n, one in enumerate(found.by_department):
        at = row + 2 + n
        sheet.text(at, 0, parties.names[n])
        columns[0].append(sheet.formula(at, 1, str(used[n]), one.used, "money"))
        columns[1].append(sheet.formula(at, 2, f"{shared[n]}-{columns[0][n]}", one.readiness, "money"))
        columns[2].append(sheet.formula(at, 3, str(budget.direct[n]), one.direct, "money"))
        amount = f"SUM({span(columns[0][n], columns[2][n])})"
        columns[3].append(sheet.formula(at, 4, amount, one.amount, "money"))
        minutes = weights.minutes[n]
        fixed = float((one.readiness + one.direct) / one.used_minutes) if one.used_minutes else 0.0
        formula = f"IF({minutes}>0,({columns[1][n]}+{columns[2][n]})/{minutes},0)"
        columns[4].append(sheet.formula(at, 5, formula, fixed, "precise"))
        for name, cells in zip(("used", "readiness", "direct", "amount"), columns, strict=False):
            book.claim(f"allocation/by_department/{n}/{name}", cells[n])
        book.claim(f"allocation/by_department/{n}/key_weight", weights.weight[n])
    end = row + 2 + len(found.by_department)
    _closing(sheet, end, basis, columns)
    sheet.name_column("department_fixed_per_minute", titles[5], columns[4])
    return AllocationSheet(
        parties,
        weights.numbers,
        weights.minutes,
        tuple(columns[0]),
        tuple(columns[1]),
        tuple(columns[2]),
        tuple(columns[3]),
        weights.minutes_sum,
    )


def _closing(sheet: Sheet, row: int, basis: Basis, columns: Sequence[Sequence[Cell]]) -> None:
    texts, found, book = sheet.book.texts, basis.results.allocation, sheet.book
    sheet.text(row, 0, texts("Departments together"), "total")
    sums = [sheet.sum(row, at + 1, cells, "money") for at, cells in enumerate(columns[:4])]
    sheet.text(row + 1, 0, texts("Centrally funded (with the central key, idle capacity too)"))
    central = sheet.formula(
        row + 1,
        4,
        "central_yearly_cost+IF(allocation_key_number=MATCH(key_central,allocation_keys,0),idle_capacity_cost,0)",
        found.central,
        "money",
    )
    book.name("central_cost", texts("Centrally funded"), central)
    sheet.text(row + 2, 0, texts("Yearly cost"), "total")
    total = sheet.formula(row + 2, 4, f"{sums[3]}+{central}", found.total, "money", "total")
    sheet.text(row + 3, 0, texts("Check: the sum is the yearly cost"))
    sheet.check(row + 3, 4, f"{total}-yearly_cost")
    book.claim("allocation/central", central)
    book.claim("allocation/total", total)
