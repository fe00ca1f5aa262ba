"""Investments: what each costs in every calendar year, linear or as an annuity, with parts of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.money.lines import payer
from workbench.analysis.results import CapitalYear
from workbench.export.words import word
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.cost_inputs import method_word
from workbench.model.costs import Depreciation, Investment

_HEAD_ROW = 3


@dataclass(frozen=True)
class _Asset:
    """An investment's cells that its years refer to."""

    number: Cell
    name: Cell
    funding: Cell
    department: Cell
    amount: Cell
    years: Cell
    months: Cell
    method: Cell
    rate: Cell
    start_year: Cell
    start_month: Cell
    growth: Cell
    payment: Cell


@dataclass(frozen=True)
class InvestmentsSheet:
    """Per investment, in order: its number and its purchase; names hold the years."""

    numbers: tuple[Cell, ...]
    outlays: tuple[Cell, ...]


def investments_sheet(book: Book, basis: Basis) -> InvestmentsSheet:
    """Write a row per investment and a row per year of each; name the years' columns."""
    texts = book.texts
    sheet = book.sheet(
        texts("Investments"),
        (6, 42, 12, 24, 20, 11, 24, 14, 14, 14, 13, 12, 14, 11, 11, 14),
        texts(
            "Linear: amount / months, with interest on the residual at the start of the year. Annuity: the same sum "
            "every year. The month it starts in counts. An empty rate means the internal interest."
        ),
    )
    titles = (
        texts("No."),
        texts("Investment"),
        texts("Department no."),
        texts("Category"),
        texts("Funded by"),
        texts("Method"),
        texts("Department"),
        texts("Amount"),
        texts("Years"),
        texts("Months"),
        texts("Start year"),
        texts("Start month"),
        texts("Own rate"),
        texts("Rate that holds"),
        texts("Growth over its years"),
        texts("Yearly payment of an annuity"),
    )
    sheet.heads(_HEAD_ROW, titles, first_figure=7)
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, 2)
    investments = basis.project.investments
    assets = [_asset(sheet, _HEAD_ROW + 1 + n, basis, one, n) for n, one in enumerate(investments)]
    if not assets:
        sheet.text(_HEAD_ROW + 1, 1, texts("There are no investments."))
    _years(sheet, _HEAD_ROW + len(assets) + 4, basis, assets)
    return InvestmentsSheet(tuple(one.number for one in assets), tuple(one.amount for one in assets))


def _asset(sheet: Sheet, row: int, basis: Basis, one: Investment, n: int) -> _Asset:
    texts = sheet.book.texts
    funding, department = payer(one)
    general = basis.results.costs.interest_rate
    holds = float(general) if one.interest_rate is None else one.interest_rate
    number = sheet.constant(row, 0, n + 1, "year")
    name = sheet.text(row, 1, one.name)
    department_number = sheet.constant(row, 2, basis.number_of.get(department), "year")
    sheet.text(row, 3, word(one.category, texts))
    paid_by = sheet.text(row, 4, word(funding, texts))
    method = sheet.text(row, 5, method_word(one.method, texts), "input")
    sheet.choice(method, "method_linear:method_annuity")
    sheet.text(row, 6, basis.source.departments[department].name if department else "")
    amount = sheet.input(row, 7, one.amount, "money")
    years = sheet.constant(row, 8, one.years, "year")
    months = sheet.formula(row, 9, f"{years}*months_per_year", 12 * one.years, "year")
    start_year = sheet.constant(row, 10, one.starts_on.year, "year")
    start_month = sheet.constant(row, 11, one.starts_on.month, "year")
    own = sheet.input(row, 12, one.interest_rate, "percent")
    rate = sheet.formula(row, 13, f"IF(ISNUMBER({own}),{own},interest_rate)", holds, "percent")
    growth = sheet.formula(row, 14, f"(1+{rate})^{years}", (1 + holds) ** one.years, "precise")
    payment = sheet.formula(
        row,
        15,
        f"IF(AND({method}=method_annuity,{rate}>0),{amount}*{rate}/(1-1/{growth}),0)",
        float(one.amount) * holds / (1 - (1 + holds) ** -one.years)
        if one.method is Depreciation.ANNUITY and holds
        else 0.0,
        "money",
    )
    return _Asset(
        number, name, paid_by, department_number, amount, years, months, method, rate, start_year,
        start_month, growth, payment,
    )  # fmt: skip


def _years(sheet: Sheet, row: int, basis: Basis, assets: Sequence[_Asset]) -> None:
    texts = sheet.book.texts
    titles = (
        texts("No."),
        texts("Investment"),
        texts("Department no."),
        texts("Funded by"),
        texts("Year"),
        texts("Months before"),
        texts("Months after"),
        texts("Months in the year"),
        texts("Residual before"),
        texts("Residual after"),
        texts("Depreciation"),
        texts("Interest"),
        texts("Cost of the year"),
    )
    sheet.text(row - 1, 0, texts("Year by year"), "section")
    sheet.heads(row, titles, first_figure=4)
    sheet.worksheet.repeat_rows(row)
    by_id = dict(zip((one.id for one in basis.project.investments), assets, strict=True))
    columns: dict[str, list[Cell]] = {}
    for n, year in enumerate(basis.results.costs.capital):
        cells = _year(sheet, row + 1 + n, by_id[year.investment], year)
        for name, cell in cells.items():
            columns.setdefault(name, []).append(cell)
        for name in ("opening", "closing", "depreciation", "interest", "amount", "months"):
            sheet.book.claim(f"costs/capital/{n}/{name}", cells[name])
    if not columns:
        places = (
            ("number", 0),
            ("department", 2),
            ("funding", 3),
            ("year", 4),
            ("depreciation", 10),
            ("interest", 11),
            ("amount", 12),
        )
        columns = {name: [sheet.constant(row + 1, at, None)] for name, at in places}
    for name, title in (
        ("number", titles[0]),
        ("department", titles[2]),
        ("funding", titles[3]),
        ("year", titles[4]),
        ("depreciation", titles[10]),
        ("interest", titles[11]),
        ("amount", titles[12]),
    ):
        sheet.name_column(f"capital_{name}", title, columns[name])


def _year(sheet: Sheet, row: int, asset: _Asset, year: CapitalYear) -> dict[str, Cell]:
    number = sheet.formula(row, 0, str(asset.number), asset.number.value, "year")
    sheet.formula(row, 1, str(asset.name), asset.name.value)
    department = sheet.formula(
        row, 2, f'IF(ISNUMBER({asset.department}),{asset.department},"")', asset.department.value, "year"
    )
    funding = sheet.formula(row, 3, str(asset.funding), asset.funding.value)
    at = sheet.constant(row, 4, year.year, "year")
    since = 12 * (year.year - int(asset.start_year.number)) - (int(asset.start_month.number) - 1)
    ago = f"months_per_year*({at}-{asset.start_year})-({asset.start_month}-1)"
    before = sheet.formula(row, 5, f"MAX(0,MIN({asset.months},{ago}))", max(0, since), "year")
    after = sheet.formula(
        row,
        6,
        f"MAX(0,MIN({asset.months},{ago}+months_per_year))",
        min(int(asset.months.number), since + 12),
        "year",
    )
    months = sheet.formula(row, 7, f"{after}-{before}", year.months, "year")
    opening = sheet.formula(row, 8, _residual(asset, before), year.opening, "money")
    closing = sheet.formula(row, 9, _residual(asset, after), year.closing, "money")
    depreciation = sheet.formula(row, 10, f"{opening}-{closing}", year.depreciation, "money")
    interest = sheet.formula(
        row,
        11,
        f"IF({asset.payment}>0,{asset.payment}*{months}/months_per_year-{depreciation},"
        f"{opening}*{asset.rate}*{months}/months_per_year)",
        year.interest,
        "money",
    )
    amount = sheet.formula(row, 12, f"ROUND({depreciation}+{interest},amount_decimals)", year.amount, "money")
    return {
        "number": number, "department": department, "funding": funding, "year": at, "months": months,
        "opening": opening, "closing": closing, "depreciation": depreciation, "interest": interest,
        "amount": amount,
    }  # fmt: skip


def _residual(asset: _Asset, months: Cell) -> str:
    """Return the formula of what is left after ``months``."""
    linear = f"{asset.amount}*({asset.months}-{months})/{asset.months}"
    grown = f"(1+{asset.rate})^({months}/months_per_year)"
    annuity = f"{asset.amount}*({asset.growth}-{grown})/({asset.growth}-1)"
    return f"IF({asset.payment}>0,{annuity},{linear})"
