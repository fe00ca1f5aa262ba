"""Four ways of paying at three volumes: what each department pays, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from workbench.analysis.money.rounding import TENTH, divided, quantity
from workbench.analysis.money.ways_to_pay import reserved_fte
from workbench.analysis.results import Financing
from workbench.export.words import word
from workbench.export.workbook.allocation_sheet import AllocationSheet
from workbench.export.workbook.basis import HIGH, LOW, PLAN, Basis
from workbench.export.workbook.book import Book, Cell, Sheet, span
from workbench.export.workbook.personnel_sheet import PersonnelSheet
from workbench.export.workbook.portions import portions_block
from workbench.model.scenarios import FinancingModel

_FIRST_ROW = 3
_VOLUMES = ((LOW, "low"), (PLAN, "plan"), (HIGH, "high"))


@dataclass(frozen=True)
class FinancingSheet:
    """What departments pay at the planned volume, by model and in order."""

    at_plan: dict[FinancingModel, tuple[Cell, ...]]


@dataclass(frozen=True)
class _Year:
    """What a volume costs, in the order of volumes."""

    as_planned: tuple[Cell, ...]
    replanned: tuple[Cell, ...]


def financing_sheet(
    book: Book, basis: Basis, personnel: PersonnelSheet, allocation: AllocationSheet
) -> FinancingSheet:
    """Write costs at three volumes, positions reserved, and a block per model."""
    texts = book.texts
    sheet = book.sheet(
        texts("Financing"),
        (44, *(17 for _ in range(7))),
        texts(
            "Cost = payments + centrally funded + residue. In A to C the service committee bears the residue and "
            "carries it to the next year's price; in D the centre does."
        ),
    )
    sheet.worksheet.freeze_panes(_FIRST_ROW, 1)
    year = _volumes(sheet, _FIRST_ROW, basis, personnel)
    row, reserved, per_fte = _reserved(sheet, _FIRST_ROW + 5, basis, personnel, allocation)
    at_plan = {}
    found = {(one.model, one.volume_factor): one for one in basis.results.financing}
    for n, model in enumerate(FinancingModel):
        of_model = [found[model.value, factor] for factor, _ in _VOLUMES]
        block = _Model(sheet, row, basis, n, model, of_model)
        at_plan[model] = block.write(year, allocation, reserved, per_fte)
        row = block.next_row
        for at in range(3 * n, 3 * n + 3):
            if model is FinancingModel.B_CAPACITY:
                book.claim(f"financing/{at}/cost_per_fte", per_fte)
    return FinancingSheet(at_plan)


def _volumes(sheet: Sheet, row: int, basis: Basis, personnel: PersonnelSheet) -> _Year:
    """Write what the year costs at each volume, with the staff as planned and planned anew."""
    texts = sheet.book.texts
    sheet.heads(
        row, (texts("Cost of the year"), texts("Low volume"), texts("Planned volume"), texts("High volume"))
    )
    found = {one.volume_factor: one for one in basis.results.financing}
    operation = "(item_phase=phase_operation)"
    capital = "SUMPRODUCT((capital_year=planning_year)*capital_amount)"
    sheet.text(row + 1, 0, texts("Staff as planned; only items per case follow the volume"))
    sheet.text(row + 2, 0, texts("Staff planned anew by the queue engine"))
    as_planned, replanned = [], []
    for column, (factor, name) in enumerate(_VOLUMES, start=1):
        changed = (
            f"SUMPRODUCT({operation}*item_amount_{name}_as_planned)-SUMPRODUCT({operation}*item_amount_plan)"
        )
        formula = "yearly_cost" if factor == PLAN else f"yearly_cost+{changed}"
        as_planned.append(sheet.formula(row + 1, column, formula, found[factor].cost_as_planned, "money"))
        anew = f"{personnel.total[factor]}+SUMPRODUCT({operation}*item_amount_{name}_replanned)+{capital}"
        formula = "yearly_cost" if factor == PLAN else anew
        replanned.append(sheet.formula(row + 2, column, formula, found[factor].cost_replanned, "money"))
    return _Year(tuple(as_planned), tuple(replanned))


def _reserved(
    sheet: Sheet, row: int, basis: Basis, personnel: PersonnelSheet, allocation: AllocationSheet
) -> tuple[int, tuple[Cell, ...], Cell]:
    """Write the tenths of positions reserved for each department and what a position costs."""
    texts, found = sheet.book.texts, basis.results.allocation
    staffing = basis.results.staffing
    _, cost = reserved_fte(found, staffing)
    sheet.text(
        row, 0, texts("Positions reserved (model B): all positions, divided by minutes used"), "section"
    )
    fte = f"ROUND({personnel.positions[PLAN].total.fte},quantity_decimals)"
    sheet.text(row + 1, 0, texts("All positions, begun tenths counted, in tenths"))
    units = sheet.formula(
        row + 1, 1, f"ROUNDUP(MAX(0,{fte}*steps_per_fte-tie_tolerance),0)", _tenths(basis), "year"
    )
    sheet.text(row + 2, 0, texts("Shared cost that departments bear, per position"))
    shared = f"(SUM({_all(allocation.used)})+SUM({_all(allocation.readiness)}))"
    per_fte = sheet.formula(row + 2, 1, f"IF({units}>0,{shared}/({units}/steps_per_fte),0)", cost, "precise")
    minutes = allocation.minutes_sum
    weights = {one.department: one.used_minutes for one in found.by_department}
    portions = divided(_tenths(basis) * TENTH, weights, TENTH)
    exact = [f"IF({minutes}>0,{units}*{one}/{minutes},0)" for one in allocation.minutes]
    reserved = portions_block(
        sheet,
        row + 4,
        allocation.parties,
        exact,
        f"IF({minutes}>0,{units},0)",
        "steps_per_fte",
        portions,
        "tenths",
    )
    return row + len(reserved) + 7, reserved, per_fte


def _tenths(basis: Basis) -> Decimal:
    """Return all positions in tenths, begun ones counted."""
    return quantity(basis.results.staffing.fte_total).quantize(TENTH, ROUND_CEILING) / TENTH


def _all(cells: Sequence[Cell]) -> str:
    return span(cells[0], cells[-1])


class _Model:
    """The block of a model: what each department pays at three volumes, and what is left over."""

    def __init__(
        self, sheet: Sheet, row: int, basis: Basis, n: int, model: FinancingModel, found: Sequence[Financing]
    ) -> None:
        self.sheet = sheet
        self.row = row
        self.basis = basis
        self.first = n * len(_VOLUMES)
        self.model = model
        self.found = found
        self.next_row = row + len(basis.project.departments) + 10

    def write(
        self, year: _Year, allocation: AllocationSheet, reserved: Sequence[Cell], per_fte: Cell
    ) -> tuple[Cell, ...]:
        """Write the block; return what departments pay at the planned volume."""
        sheet, texts = self.sheet, self.sheet.book.texts
        sheet.text(self.row, 0, word(self.model, texts), "section")
        volumes = (texts("low volume"), texts("planned volume"), texts("high volume"))
        titles = (
            texts("Department"),
            texts("Fixed part"),
            *(texts("Variable part, {volume}", volume=one) for one in volumes),
            *(texts("Pays, {volume}", volume=one) for one in volumes),
        )
        sheet.heads(self.row + 1, titles)
        pays: list[list[Cell]] = [[] for _ in _VOLUMES]
        for n, department in enumerate(allocation.parties.ids):
            at = self.row + 2 + n
            sheet.text(at, 0, allocation.parties.names[n])
            formula = self._fixed(n, allocation, reserved, per_fte)
            fixed = sheet.formula(at, 1, formula, self.found[1].fixed_part[department], "money")
            for v, found in enumerate(self.found):
                cells = self._volume(at, v, department, str(allocation.numbers[n]), fixed, found)
                pays[v].append(cells[1])
                self._claim(v, department, fixed, cells, reserved[n])
        self._left_over(self.row + 2 + len(pays[0]), year, pays)
        return tuple(pays[1])

    def _fixed(self, n: int, allocation: AllocationSheet, reserved: Sequence[Cell], per_fte: Cell) -> str:
        number = allocation.numbers[n]
        match self.model:
            case FinancingModel.A_BUDGET_TRANSFER:
                return (
                    f"SUMPRODUCT((hours_department={number})*hours_value)"
                    f"+SUMPRODUCT((position_department={number})*position_value_year_1)"
                )
            case FinancingModel.B_CAPACITY:
                return f"ROUND({reserved[n]}*{per_fte},amount_decimals)+{allocation.direct[n]}"
            case FinancingModel.C_BASE_AND_PRICE:
                return f"{allocation.readiness[n]}+{allocation.direct[n]}"
            case FinancingModel.D_CENTRAL:
                return "0"

    def _volume(
        self, row: int, v: int, department: str, number: str, fixed: Cell, found: Financing
    ) -> tuple[Cell, Cell]:
        """Write a department's variable part and payment at a volume."""
        formula = "0"
        if self.model is FinancingModel.C_BASE_AND_PRICE:
            formula = f"SUMPRODUCT((price_department={number})*price_income_{_VOLUMES[v][1]})"
        variable = self.sheet.formula(row, 2 + v, formula, found.variable_part[department], "money")
        pays = self.sheet.formula(row, 5 + v, f"{fixed}+{variable}", found.payments[department], "money")
        return variable, pays

    def _claim(self, v: int, department: str, fixed: Cell, cells: tuple[Cell, Cell], reserved: Cell) -> None:
        book, key = self.sheet.book, f"financing/{self.first + v}"
        book.claim(f"{key}/fixed_part/{department}", fixed)
        book.claim(f"{key}/variable_part/{department}", cells[0])
        book.claim(f"{key}/payments/{department}", cells[1])
        if self.model is FinancingModel.B_CAPACITY:
            book.claim(f"{key}/reserved_fte/{department}", reserved)

    def _left_over(self, row: int, year: _Year, pays: Sequence[Sequence[Cell]]) -> None:
        """Write the sum of payments, what the centre bears, both residues, and both costs they make."""
        sheet, texts, book = self.sheet, self.sheet.book.texts, self.sheet.book
        titles = (
            texts("Payments together"),
            texts("Centrally funded"),
            texts("Residue, staff as planned"),
            texts("Residue, staff planned anew"),
            texts("Check: cost is payments, centre and residue"),
        )
        for n, title in enumerate(titles):
            sheet.text(row + n, 0, title, "total" if not n else "text")
        for v, found in enumerate(self.found):
            column = 5 + v
            payments = sheet.sum(row, column, pays[v], "money")
            central = sheet.formula(row + 1, column, "central_cost", found.central, "money")
            covered = f"{payments}-{central}"
            residues = (
                sheet.formula(
                    row + 2,
                    column,
                    f"ROUND({year.as_planned[v]}-{covered},amount_decimals)",
                    found.residue_as_planned,
                    "money",
                ),
                sheet.formula(
                    row + 3,
                    column,
                    f"ROUND({year.replanned[v]}-{covered},amount_decimals)",
                    found.residue_replanned,
                    "money",
                ),
            )
            sheet.check(row + 4, column, f"{year.as_planned[v]}-{payments}-{central}-{residues[0]}")
            key = f"financing/{self.first + v}"
            book.claim(f"{key}/central", central)
            book.claim(f"{key}/residue_as_planned", residues[0])
            book.claim(f"{key}/residue_replanned", residues[1])
            book.claim(f"{key}/cost_as_planned", year.as_planned[v])
            book.claim(f"{key}/cost_replanned", year.replanned[v])
