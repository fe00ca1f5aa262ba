"""Does it pay for a department: what it releases less what it pays, for five years, and when it breaks even."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.money.rounding import divided
from workbench.analysis.money.yearly_effect import NET_EFFECT_YEARS, shared_weights
from workbench.analysis.results import NetEffect
from workbench.export.workbook.allocation_sheet import AllocationSheet
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, span
from workbench.export.workbook.financing_sheet import FinancingSheet
from workbench.export.workbook.portions import Parties, portions_block
from workbench.export.workbook.release_values_sheet import ReleaseValues
from workbench.model.costs import CostPhase, Funding
from workbench.model.scenarios import FinancingModel

_FIRST_ROW = 3
_CENTRE = ""


@dataclass(frozen=True)
class LaterCosts:
    """What a department bears of later capital costs, by year after the first, and of one-off costs."""

    change: tuple[tuple[Cell, ...], ...]
    one_off: tuple[Cell, ...]


def later_costs_sheet(
    book: Book, basis: Basis, allocation: AllocationSheet, values: ReleaseValues
) -> LaterCosts:
    """Divide the change of shared capital costs after the planning year, and one-off costs, among departments."""
    texts = book.texts
    sheet = book.sheet(
        texts("Later costs"),
        (52, 17, 15, 13, 13, 9, 17),
        texts(
            "Capital cost that comes or goes after the planning year, and one-off costs without purchases, divided "
            "in proportion to used + readiness. With the central key the centre takes part with idle capacity."
        ),
    )
    sheet.worksheet.freeze_panes(_FIRST_ROW, 1)
    weights = shared_weights(basis.results.costs, basis.results.allocation)
    parties = Parties((*allocation.parties.ids, _CENTRE), (*allocation.parties.names, texts("The centre")))
    row, cells = _weights(sheet, _FIRST_ROW, parties, allocation, weights)
    amounts = _amounts(sheet, row, basis, values)
    row += len(amounts) + 3
    titles = (
        *(
            texts("Change of shared capital cost in {year}", year=str(int(year.number)))
            for year in values.years[1:]
        ),
        texts("Shared one-off costs"),
    )
    parts = []
    for title, amount in zip(titles, amounts, strict=True):
        sheet.text(row, 0, title, "section")
        parts.append(_divided(sheet, row + 1, parties, cells, amount, weights))
        row += len(parties.ids) + 4
    return LaterCosts(tuple(parts[:-1]), parts[-1])


def _weights(
    sheet: Sheet, row: int, parties: Parties, allocation: AllocationSheet, weights: dict[str, Decimal]
) -> tuple[int, tuple[Cell, ...]]:
    texts = sheet.book.texts
    sheet.heads(row, (texts("Weights"), texts("Used + readiness")))
    cells = []
    for n, (party, name) in enumerate(zip(parties.ids, parties.names, strict=True)):
        at = row + 1 + n
        sheet.text(at, 0, name)
        if party == _CENTRE:
            is_central = "allocation_key_number=MATCH(key_central,allocation_keys,0)"
            formula = f"IF({is_central},ABS(idle_capacity_cost),0)"
        else:
            formula = f"ABS({allocation.used[n]}+{allocation.readiness[n]})"
        cells.append(sheet.formula(at, 1, formula, weights.get(party, Decimal(0)), "money"))
    return row + len(cells) + 3, tuple(cells)


def _amounts(sheet: Sheet, row: int, basis: Basis, values: ReleaseValues) -> list[Cell]:
    """Write the shared amounts to divide: a year's capital cost less the planning year's; one-off costs."""
    texts, costs = sheet.book.texts, basis.results.costs
    sheet.heads(row, (texts("To divide"), texts("Amount")))
    funding = {
        one.id: Funding.SHARED
        if one.funding is Funding.DEPARTMENT and one.department is None
        else one.funding
        for one in basis.project.investments
    }
    shared = "(capital_funding=funding_shared)*capital_amount"
    found = []
    first = values.years[0]
    for n, year in enumerate(values.years[1:], start=1):
        sheet.text(
            row + n,
            0,
            texts("Shared capital cost in {year} less the planning year's", year=str(int(year.number))),
        )
        formula = f"SUMPRODUCT((capital_year={year})*{shared})-SUMPRODUCT((capital_year={first})*{shared})"
        value = sum(
            (one.amount if one.year == year.number else -one.amount)
            for one in costs.capital
            if funding[one.investment] is Funding.SHARED and one.year in {year.number, first.number}
        )
        found.append(sheet.formula(row + n, 1, formula, value, "money"))
    at = row + len(values.years)
    sheet.text(at, 0, texts("Shared one-off costs, purchases left out"))
    once = sum(
        line.amount
        for line in costs.lines
        if line.kind == "item" and line.phase != CostPhase.OPERATION and line.funding == Funding.SHARED
    )
    formula = "SUMPRODUCT((item_phase<>phase_operation)*(item_funding=funding_shared)*item_amount_plan)"
    found.append(sheet.formula(at, 1, formula, once, "money"))
    return found


def _divided(
    sheet: Sheet, row: int, parties: Parties, cells: Sequence[Cell], amount: Cell, weights: dict[str, Decimal]
) -> tuple[Cell, ...]:
    in_all = f"SUM({span(cells[0], cells[-1])})"
    total = f"IF({in_all}>0,{amount},0)*hundredths_per_unit"
    exact = [f"IF({in_all}>0,{amount}*{one}/{in_all},0)*hundredths_per_unit" for one in cells]
    everybody = {party: weights.get(party, Decimal(0)) for party in parties.ids}
    portions = divided(Decimal(str(round(amount.number, 2))), everybody)
    return portions_block(sheet, row, parties, exact, total, "hundredths_per_unit", portions)


def net_effect_sheet(
    book: Book,
    basis: Basis,
    allocation: AllocationSheet,
    financing: FinancingSheet,
    values: ReleaseValues,
    later: LaterCosts,
) -> tuple[Cell, ...]:
    """Write five rows per department: pays, releases, difference, cumulated; and the break-even year.

    The columns of year, difference and cumulated are named; return the cells of the years, once.
    """
    texts = book.texts
    sheet = book.sheet(
        texts("Net effect"),
        (6, 36, 9, 17, 17, 15, 15, 17, 17, 17, 12, 12),
        texts(
            "By the financing model that the inputs name, in constant prices. Difference = releases - pays. It "
            "breaks even in the first year from which the cumulated difference stays at 0 or more."
        ),
    )
    titles = (
        texts("No."),
        texts("Department"),
        texts("Year"),
        texts("Payment of the planning year"),
        texts("Releases"),
        texts("Change of capital cost"),
        texts("One-off costs"),
        texts("Pays"),
        texts("Difference"),
        texts("Cumulated"),
        texts("Year, once it has broken even"),
        texts("Breaks even in"),
    )
    sheet.heads(_FIRST_ROW, titles, first_figure=2)
    sheet.repeat(_FIRST_ROW, 3)
    rows = basis.results.net_effect
    models = list(FinancingModel)
    chosen = [
        [str(financing.at_plan[model][n]) for model in models] for n in range(len(allocation.parties.ids))
    ]
    for n, name in enumerate(allocation.parties.names):
        block = _Department(sheet, basis, n, name, allocation.numbers[n], chosen[n], values, later)
        first = NET_EFFECT_YEARS * n
        block.write(_FIRST_ROW + 1 + first, rows[first : first + NET_EFFECT_YEARS], financing)
    top, end = _FIRST_ROW + 1, _FIRST_ROW + len(rows)
    for column, name in ((2, "year"), (8, "difference"), (9, "cumulated")):
        ends = [Cell(sheet.reference, row, column, None) for row in (top, end)]
        sheet.name_column(f"net_effect_{name}", titles[column], ends)
    return tuple(Cell(sheet.reference, top + n, 2, one.year) for n, one in enumerate(rows[:NET_EFFECT_YEARS]))


@dataclass(frozen=True)
class _Department:
    """A department's five rows."""

    sheet: Sheet
    basis: Basis
    n: int
    name: str
    number: Cell
    payments: Sequence[str]
    values: ReleaseValues
    later: LaterCosts

    def write(self, row: int, rows: Sequence[NetEffect], financing: FinancingSheet) -> None:
        """Write the years from ``row`` on."""
        cumulated: list[Cell] = []
        years: list[Cell] = []
        for y, one in enumerate(rows):
            cells = self._year(row + y, y, one, financing, cumulated)
            cumulated.append(cells["cumulated"])
            years.append(cells["year"])
            for name in ("pays", "releases", "difference", "cumulated", "capital_change", "one_off"):
                self.sheet.book.claim(f"net_effect/{self.n * len(rows) + y}/{name}", cells[name])
        reached: list[Cell] = []
        for y, one in enumerate(rows):
            value = one.year if min(later.cumulated for later in rows[y:]) >= 0 else None
            formula = f'IF(MIN({span(cumulated[y], cumulated[-1])})>=0,{years[y]},"")'
            reached.append(self.sheet.formula(row + y, 10, formula, value, "year"))
        from_here = span(reached[0], reached[-1])
        formula = f'IF(COUNT({from_here})>0,MIN({from_here}),"")'
        broken = self.sheet.formula(row, 11, formula, rows[0].break_even_year, "year", "total")
        for y in range(len(rows)):
            self.sheet.book.claim(f"net_effect/{self.n * len(rows) + y}/break_even_year", broken)

    def _year(
        self, row: int, y: int, one: NetEffect, financing: FinancingSheet, before: Sequence[Cell]
    ) -> dict[str, Cell]:
        sheet, mine = self.sheet, f"(position_department={self.number})"
        sheet.formula(row, 0, str(self.number), self.number.value, "year")
        sheet.text(row, 1, self.name)
        year = sheet.formula(row, 2, str(self.values.years[y]), one.year, "year")
        transfer = financing.at_plan[FinancingModel.A_BUDGET_TRANSFER][self.n]
        place = "MATCH(financing_model,financing_models,0)"
        plan = self.basis.results.financing
        at_plan = next(x for x in plan if x.model == one.model and x.volume_factor == 1)
        payment = sheet.formula(
            row, 3, f"CHOOSE({place},{','.join(self.payments)})", at_plan.payments[one.department], "money"
        )
        later = f"SUMPRODUCT({mine}*position_value_year_{y + 1})-SUMPRODUCT({mine}*position_value_year_1)"
        formula = str(transfer) if not y else f"{transfer}+{later}"
        releases = sheet.formula(row, 4, formula, one.releases, "money")
        change = sheet.formula(row, 5, self._change(y), one.capital_change, "money")
        once = sheet.formula(row, 6, self._one_off(y), one.one_off, "money")
        formula = f"IF({_IS_TRANSFER},{releases},{payment})+{change}+{once}"
        pays = sheet.formula(row, 7, formula, one.pays, "money")
        difference = sheet.formula(row, 8, f"{releases}-{pays}", one.difference, "money")
        formula = f"{before[-1]}+{difference}" if before else str(difference)
        cumulated = sheet.formula(row, 9, f"ROUND({formula},amount_decimals)", one.cumulated, "money")
        return {
            "year": year, "releases": releases, "capital_change": change, "one_off": once, "pays": pays,
            "difference": difference, "cumulated": cumulated,
        }  # fmt: skip

    def _change(self, y: int) -> str:
        """Return the formula of what the year's capital costs the department beyond the planning year's."""
        if not y:
            return "0"
        own = f"(capital_funding=funding_department)*(capital_department={self.number})*capital_amount"
        years = self.values.years
        later = f"SUMPRODUCT((capital_year={years[y]})*{own})-SUMPRODUCT((capital_year={years[0]})*{own})"
        return f"IF({_IS_PRICED},{self.later.change[y - 1][self.n]}+{later},0)"

    def _one_off(self, y: int) -> str:
        if y:
            return "0"
        own = f"(item_funding=funding_department)*(item_department={self.number})*item_amount_plan"
        once = f"SUMPRODUCT((item_phase<>phase_operation)*{own})"
        return f"IF({_IS_PRICED},{self.later.one_off[self.n]}+{once},0)"


_IS_TRANSFER = "financing_model=model_a_budget_transfer"
_IS_PRICED = "OR(financing_model=model_b_capacity,financing_model=model_c_base_and_price)"
"""Only in these two models do departments bear capital and one-off costs on top of the year's payment."""
