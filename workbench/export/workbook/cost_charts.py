"""The cost workbook's charts: what the year costs, who carries it, and when it pays off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.export.words import word
from workbench.export.workbook.allocation_sheet import AllocationSheet
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.native_chart import Line, NativeChart, put
from workbench.model.costs import CostCategory, CostPhase

_HEAD_ROW = 3
_CHART_COLUMN = 4


@dataclass(frozen=True)
class Payers:
    """What the charts need of the sheets that say who pays: the statement, and the years of the net effect."""

    allocation: AllocationSheet
    years: Sequence[Cell]


def cost_charts_sheet(book: Book, basis: Basis, payers: Payers | None) -> None:
    """Write the tables that the charts stand on by formula, and put the charts beside them."""
    texts = book.texts
    sheet = book.sheet(
        texts("Charts"),
        (44, 18, 18, 3),
        texts(
            "The charts follow the tables on their left and the other sheets. Money in the currency of the inputs."
        ),
    )
    row = _categories(sheet, _HEAD_ROW, basis)
    if payers is not None:
        if payers.years:
            row = _net_effect(sheet, row, basis, payers.years)
        _who_carries(sheet, row, basis, payers.allocation)


def _categories(sheet: Sheet, row: int, basis: Basis) -> int:
    texts, budget = sheet.book.texts, basis.results.costs.budget
    sheet.heads(row, (texts("Category"), texts("Yearly cost")))
    names, amounts = [], []
    for at, category in enumerate(CostCategory, start=row + 1):
        names.append(sheet.text(at, 0, word(category, texts)))
        formula = f"SUMPRODUCT((line_category={names[-1]})*(line_phase=phase_operation)*line_amount)"
        value = budget.get((category.value, CostPhase.OPERATION.value), 0)
        amounts.append(sheet.formula(at, 1, formula, value, "money"))
    currency = basis.results.costs.currency
    most = max(range(len(amounts)), key=lambda n: amounts[n].number)
    chart = NativeChart(
        title=texts("Yearly cost by category"),
        unit=currency,
        about=texts(
            "Most: {category}, {amount}.",
            category=str(names[most].value),
            amount=texts.money(
                basis.results.costs.budget[list(CostCategory)[most], CostPhase.OPERATION], currency
            ),
        ),
        names=(names[0], names[-1]),
        lines=(Line(texts("Yearly cost"), amounts),),
        is_lying=True,
    )
    return max(row + 1 + len(amounts), put(sheet, row, _CHART_COLUMN, chart)) + 1


def _net_effect(sheet: Sheet, row: int, basis: Basis, years: Sequence[Cell]) -> int:
    """Write what all departments together win or lose by year, and cumulated."""
    texts, found = sheet.book.texts, basis.results.net_effect
    sheet.heads(row, (texts("Net effect, all departments"), texts("Difference"), texts("Cumulated")))
    names: list[Cell] = []
    columns: list[list[Cell]] = [[], []]
    for at, year in enumerate(years, start=row + 1):
        mine = [one for one in found if one.year == year.number]
        names.append(sheet.formula(at, 0, str(year), year.value, "year"))
        for n, key in enumerate(("difference", "cumulated")):
            formula = f"SUMPRODUCT((net_effect_year={names[-1]})*net_effect_{key})"
            value = sum(getattr(one, key) for one in mine)
            columns[n].append(sheet.formula(at, n + 1, formula, value, "money"))
    currency = basis.results.costs.currency
    chart = NativeChart(
        title=texts("Net effect, all departments: releases less payments"),
        unit=currency,
        about=texts(
            "Cumulated to {year}: {amount}.",
            year=str(int(names[-1].number)),
            amount=texts.number(columns[1][-1].number) + "\u00a0" + currency,
        ),
        names=(names[0], names[-1]),
        lines=(Line(texts("the year"), columns[0]), Line(texts("cumulated"), columns[1])),
        is_stacked=False,
    )
    return max(row + 1 + len(names), put(sheet, row, _CHART_COLUMN, chart)) + 1


def _who_carries(sheet: Sheet, row: int, basis: Basis, allocation: AllocationSheet) -> None:
    texts, currency = sheet.book.texts, basis.results.costs.currency
    names = [
        Cell(one.sheet, one.row, 0, name)
        for one, name in zip(allocation.used, allocation.parties.names, strict=True)
    ]
    most = max(range(len(names)), key=lambda n: allocation.amount[n].number)
    chart = NativeChart(
        title=texts("Who carries the yearly cost"),
        unit=currency,
        about=texts(
            "Most: {department}, {amount}.",
            department=str(names[most].value),
            amount=texts.number(allocation.amount[most].number) + "\u00a0" + currency,
        ),
        names=(names[0], names[-1]),
        lines=(
            Line(texts("used"), allocation.used),
            Line(texts("idle capacity"), allocation.readiness),
            Line(texts("own items"), allocation.direct),
        ),
        is_lying=True,
    )
    sheet.text(row, 0, texts("The table of this chart is the statement on the sheet Allocation."), "quiet")
    put(sheet, row, _CHART_COLUMN, chart)
