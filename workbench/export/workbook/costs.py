"""costs.xlsx: from staffed hours to what everybody pays, by formulas."""

from __future__ import annotations

import datetime as dt

from workbench.export.lookup import Source
from workbench.export.workbook.allocation_sheet import allocation_sheet
from workbench.export.workbook.basis import PLAN, Basis
from workbench.export.workbook.book import Book, new_book
from workbench.export.workbook.budget_sheet import BudgetSheet, budget_sheet, cost_lines_sheet
from workbench.export.workbook.cost_charts import Payers, cost_charts_sheet
from workbench.export.workbook.cost_inputs import cost_inputs
from workbench.export.workbook.cost_items_sheet import cost_items_sheet
from workbench.export.workbook.figures_sheet import figures_sheet
from workbench.export.workbook.financing_sheet import financing_sheet
from workbench.export.workbook.inputs import Inputs, units_and_rounding, working_time_inputs
from workbench.export.workbook.investments_sheet import investments_sheet
from workbench.export.workbook.net_effect_sheet import later_costs_sheet, net_effect_sheet
from workbench.export.workbook.other_volumes_sheet import other_volumes_sheet
from workbench.export.workbook.personnel_sheet import PersonnelSheet, personnel_sheet
from workbench.export.workbook.prices_sheet import prices_sheet
from workbench.export.workbook.readme_sheet import ReadMe
from workbench.export.workbook.release_values_sheet import release_values_sheet
from workbench.export.workbook.released_sheet import released_sheet
from workbench.export.workbook.trace_sheet import costs_trace


def costs_workbook(source: Source, dated: dt.date) -> bytes:
    """Return the cost workbook of the source's scenario; ``dated`` is the day its properties name."""
    basis, texts = Basis(source), source.texts
    title = texts("Cost model")
    book = new_book(texts, title, source.project.municipality.name, dated)
    readme = ReadMe(book, basis, title)
    inputs = Inputs(book, basis)
    working_time_inputs(inputs)
    cost_inputs(inputs)
    units_and_rounding(inputs)
    personnel = personnel_sheet(book, basis)
    items = cost_items_sheet(book, basis, personnel)
    other_volumes_sheet(book, items)
    investments = investments_sheet(book, basis)
    cost_lines_sheet(book, basis, personnel, items, investments)
    budget = budget_sheet(book, basis)
    payers = _who_pays(book, basis, personnel, budget) if source.project.departments else None
    cost_charts_sheet(book, basis, payers)
    costs_trace(book, basis)
    figures_sheet(book)
    headlines = [
        (texts("Full-time positions"), personnel.positions[PLAN].total.fte, "tenths"),
        (texts("Yearly cost"), budget.yearly, "money"),
        (texts("One-off cost, purchases included"), budget.one_off, "money"),
    ]
    readme.fill(headlines)
    return book.content()


def _who_pays(book: Book, basis: Basis, personnel: PersonnelSheet, budget: BudgetSheet) -> Payers:
    """Write the sheets that need somebody to pay."""
    allocation = allocation_sheet(book, basis, personnel, budget)
    prices = prices_sheet(book, basis)
    released = released_sheet(book, basis)
    values = release_values_sheet(book, basis, released)
    financing = financing_sheet(book, basis, personnel, allocation)
    later = later_costs_sheet(book, basis, allocation, values)
    years = net_effect_sheet(book, basis, allocation, financing, values, later)
    return Payers(allocation, years, prices)
