"""staffing.xlsx: from the queue engine's half-hours to hours, positions and balance, by formulas."""

from __future__ import annotations

import datetime as dt

from workbench.analysis import defaults
from workbench.export.lookup import Source
from workbench.export.workbook.balance_sheet import balance_sheet
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import new_book
from workbench.export.workbook.demand_sheet import demand_sheet
from workbench.export.workbook.figures_sheet import figures_sheet
from workbench.export.workbook.fte_sheet import fte_sheet
from workbench.export.workbook.half_hours import half_hours_sheet
from workbench.export.workbook.inputs import Inputs, units_and_rounding, working_time_inputs
from workbench.export.workbook.plan_sheet import plan_sheet
from workbench.export.workbook.queue_engine import queue_engine_sheet
from workbench.export.workbook.readme_sheet import ReadMe
from workbench.export.workbook.released_sheet import released_sheet
from workbench.export.workbook.roster_sheet import roster_sheet
from workbench.export.workbook.staffing_charts import staffing_charts_sheet
from workbench.export.workbook.trace_sheet import staffing_trace


def staffing_workbook(source: Source, dated: dt.date) -> bytes:
    """Return the staffing workbook of the source's scenario; ``dated`` is the day its properties name."""
    basis, texts = Basis(source), source.texts
    title = texts("Staffing calculation")
    book = new_book(texts, title, source.project.municipality.name, dated)
    readme = ReadMe(book, basis, title)
    inputs = Inputs(book, basis)
    working_time_inputs(inputs)
    inputs.group(texts("Deferred work"))
    inputs.input(
        "deferred_occupancy",
        texts("Highest occupancy at deferred work"),
        defaults.DEFERRED_UTILISATION,
        "percent",
        texts("share"),
        inputs.assumed(None, ""),
    )
    units_and_rounding(inputs)
    rows = queue_engine_sheet(book, basis)
    half_hours_sheet(book, basis, rows)
    pools = plan_sheet(book, basis)
    fte = fte_sheet(book, basis, pools)
    demand_sheet(book, basis)
    released = released_sheet(book, basis)
    balance_sheet(book, basis, released, fte)
    roster_sheet(book, basis, rows)
    staffing_charts_sheet(book, basis, fte)
    staffing_trace(book, basis)
    figures_sheet(book)
    headlines = [
        (texts("Full-time positions"), fte["fte_total"], "tenths"),
        *(
            (words, cell, numbers)
            for key, words, numbers in (
                ("staffing/staffed_hours_per_year", texts("Staffed hours per year"), "whole"),
                ("staffing/peak_agents", texts("Most advisers at the same time"), "year"),
                ("staffing/service_level/value", texts("Service level of the year"), "share"),
            )
            for found, cell in book.figures
            if found == key
        ),
    ]
    readme.fill(headlines)
    return book.content()
