"""Where the hours come from: the year of every case type and channel, as the process and the volumes give it."""

from __future__ import annotations

from workbench.export.words import word
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, span

_SUMMARY_ROW = 3


def demand_sheet(book: Book, basis: Basis) -> None:
    """Write contacts per channel, and a row per case type and channel with the work it makes."""
    texts, source, demand = book.texts, basis.source, basis.results.demand
    sheet = book.sheet(
        texts("Demand"),
        (32, 52, 24, 11, 11, 11, 11, 11, 11, 11, 11, 9),
        texts(
            "From the processes and the volumes: values, not formulas. Reaching: cases that come by the common "
            "entry, less those that go to the e-service. Case types with something missing are left out of hours."
        ),
    )
    channels = list(demand.contacts_per_year)
    sheet.heads(_SUMMARY_ROW, (texts("Channel"), texts("Contacts per year")))
    row = _SUMMARY_ROW + len(channels) + 4
    titles = (
        texts("Department"),
        texts("Case type"),
        texts("Channel"),
        texts("Cases"),
        texts("Contacts"),
        texts("Cases reaching"),
        texts("Gone to the e-service"),
        texts("First contacts"),
        texts("Follow-ups"),
        texts("Hours with contacts"),
        texts("Hours of deferred work"),
        texts("Counted"),
    )
    sheet.heads(row, titles, first_figure=3)
    sheet.worksheet.repeat_rows(row)
    names = {one.id: one.name for one in basis.project.case_types}
    first = row + 1
    columns: list[list[Cell]] = [[] for _ in titles]
    for year in demand.case_types:
        for one in year.channels:
            row += 1
            words = (
                source.departments[year.department].name, names[year.case_type], word(one.channel, texts)
            )  # fmt: skip
            for at, text in enumerate(words):
                columns[at].append(sheet.text(row, at, text, "engine"))
            values = (
                (one.cases, "tenths"), (one.contacts, "tenths"), (one.cases_reaching, "tenths"),
                (one.cases_deflected, "tenths"), (one.first_contacts, "tenths"), (one.follow_ups, "tenths"),
                (one.work_s / 3600, "hundredths"), (one.deferred_work_s / 3600, "hundredths"),
                (int(year.is_covered), "year"),
            )  # fmt: skip
            for at, (value, numbers) in enumerate(values, start=3):
                columns[at].append(sheet.engine(row, at, value, numbers))
    if row < first:
        return
    row += 1
    sheet.text(row, 1, texts("Together"), "total")
    sums = [
        sheet.sum(row, at, columns[at], "tenths" if at < 9 else "hundredths")
        for at in range(3, len(titles) - 1)
    ]
    book.claim("cases_per_year", sums[0])
    by_channel = span(columns[2][0], columns[2][-1])
    contacts = span(columns[4][0], columns[4][-1])
    for at, channel in enumerate(channels, start=_SUMMARY_ROW + 1):
        title = sheet.text(at, 0, word(channel, texts))
        formula = f"SUMPRODUCT(({by_channel}={title})*{contacts})"
        cell = sheet.formula(at, 1, formula, demand.contacts_per_year[channel], "tenths")
        book.claim(f"contacts_per_year/{channel}", cell)
    end = _SUMMARY_ROW + len(channels)
    sheet.text(end + 1, 0, texts("Together"), "total")
    sheet.sum(
        end + 1,
        1,
        [
            Cell(sheet.reference, at + _SUMMARY_ROW + 1, 1, demand.contacts_per_year[c])
            for at, c in enumerate(channels)
        ],
        "tenths",
    )
