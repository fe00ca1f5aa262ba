"""Prices: minutes x rate and the fixed part, per case type and channel, and what they bring at three volumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.analysis.money.rounding import decimal_of, line_amount
from workbench.analysis.money.work import Work
from workbench.analysis.results import Price
from workbench.export.words import word
from workbench.export.workbook.basis import HIGH, LOW, PLAN, Basis
from workbench.export.workbook.book import Book, Cell, Sheet

_HEAD_ROW = 3
_MILLION = 1_000_000


@dataclass(frozen=True)
class PriceColumns:
    """A row per case type and channel, in the work's order: variable and fixed part of the price, contacts a year."""

    variable: list[Cell]
    fixed: list[Cell]
    contacts: list[Cell]


def prices_sheet(book: Book, basis: Basis) -> PriceColumns:
    """Write a row per case type and channel with its worked price; name the columns."""
    texts, work = book.texts, basis.work
    index = basis.project.settings.price_index
    sheet = book.sheet(
        texts("Prices"),
        (6, 32, 52, 24, 12, 12, 9, 11, 11, 11, 11, 11, 11, 14, 14, 14),
        texts(
            "Price = minutes x rate of the pool + minutes x the department's rate of readiness and own costs. "
            "Hours and contacts come from the processes. Base year {year}, index: {index}.",
            year=str(basis.results.planning_year),
            index=index or "-",
        ),
    )
    titles = (
        texts("No."),
        texts("Department"),
        texts("Case type"),
        texts("Channel"),
        texts("Hours per year"),
        texts("Contacts per year"),
        texts("Comes as a contact"),
        texts("Minutes per contact"),
        texts("Rate per minute"),
        texts("Variable part"),
        texts("Fixed rate per minute"),
        texts("Fixed part"),
        texts("Price"),
        texts("Income at low volume"),
        texts("Income at planned volume"),
        texts("Income at high volume"),
    )
    sheet.heads(_HEAD_ROW, titles, first_figure=4)
    sheet.repeat(_HEAD_ROW, 4)
    priced = dict(zip(basis.results.prices.rows.tolist(), enumerate(basis.results.prices), strict=True))
    columns: dict[str, list[Cell]] = {}
    for place in range(len(work.channels)):
        n, price = priced.get(place, (None, None))
        cells = _row(sheet, _HEAD_ROW + 1 + place, basis, work, place, price)
        for name, cell in cells.items():
            columns.setdefault(name, []).append(cell)
        if n is not None:
            _claim(book, n, cells)
    if not columns:
        sheet.text(_HEAD_ROW + 1, 2, texts("Nothing reaches customer service."))
        names = ("department", "hours", "contacts", "is_contact", "income_low", "income_plan", "income_high")
        places = (0, 4, 5, 6, 13, 14, 15)
        columns = {
            name: [sheet.constant(_HEAD_ROW + 1, at, None)] for name, at in zip(names, places, strict=True)
        }
    for name, at in (
        ("department", 0),
        ("hours", 4),
        ("contacts", 5),
        ("is_contact", 6),
        ("income_low", 13),
        ("income_plan", 14),
        ("income_high", 15),
    ):
        sheet.name_column(f"price_{name}", titles[at], columns[name])
    return PriceColumns(*(columns.get(name, []) for name in ("variable", "fixed", "contacts")))


def _claim(book: Book, n: int, cells: Mapping[str, Cell]) -> None:
    for key, name in (
        ("hours_per_year", "hours"),
        ("contacts_per_year", "contacts"),
        ("minutes", "minutes"),
        ("rate_per_minute", "rate"),
        ("variable", "variable"),
        ("fixed_per_minute", "fixed_rate"),
        ("fixed", "fixed"),
        ("price", "price"),
    ):
        book.claim(f"prices/{n}/{key}", cells[name])


def _row(
    sheet: Sheet, row: int, basis: Basis, work: Work, place: int, price: Price | None
) -> dict[str, Cell]:
    source, texts = basis.source, basis.texts
    department = work.departments[work.department.item(place)]
    case_type = work.case_types[work.case_type.item(place)].case_type
    names = basis.case_type_names
    number = sheet.constant(row, 0, basis.number_of[department], "year")
    sheet.text(row, 1, source.departments[department].name)
    sheet.text(row, 2, names[case_type])
    sheet.text(row, 3, word(work.channels[place], texts))
    hours = sheet.engine(row, 4, work.hours_millionths.item(place) / _MILLION, "hundredths")
    contacts = sheet.engine(row, 5, work.contacts_millionths.item(place) / _MILLION, "tenths")
    is_contact = sheet.engine(row, 6, int(work.is_contact.item(place)), "year")
    values = _values(price, basis, department)
    minutes = sheet.formula(
        row, 7, f"IF({contacts}>0,{hours}*minutes_per_hour/{contacts},0)", values["minutes"], "hundredths"
    )
    rate = sheet.formula(row, 8, "rate_per_minute", values["rate"], "precise")
    variable = sheet.formula(row, 9, f"ROUND({minutes}*{rate},amount_decimals)", values["variable"], "money")
    fixed_rate = sheet.formula(
        row, 10, f"INDEX(department_fixed_per_minute,{number})", values["fixed_rate"], "precise"
    )
    fixed = sheet.formula(row, 11, f"ROUND({minutes}*{fixed_rate},amount_decimals)", values["fixed"], "money")
    total = sheet.formula(row, 12, f"{variable}+{fixed}", values["price"], "money")
    cells = {
        "department": number, "hours": hours, "contacts": contacts, "is_contact": is_contact,
        "minutes": minutes, "rate": rate, "variable": variable, "fixed_rate": fixed_rate, "fixed": fixed,
        "price": total,
    }  # fmt: skip
    for at, (name, volume, factor) in enumerate(
        (
            ("income_low", "volume_low", LOW),
            ("income_plan", "volume_plan", PLAN),
            ("income_high", "volume_high", HIGH),
        ),
        start=13,
    ):
        income = line_amount(decimal_of(variable.number) * decimal_of(contacts.number) * factor)
        cells[name] = sheet.formula(
            row, at, f"ROUND({variable}*{contacts}*{volume},amount_decimals)", income, "money"
        )
    return cells


def _values(price: Price | None, basis: Basis, department: str) -> dict[str, float]:
    """Return the figures of a row; where nobody comes, there are rates and no price."""
    if price is not None:
        return {
            "minutes": float(price.minutes),
            "rate": float(price.rate_per_minute),
            "variable": float(price.variable),
            "fixed_rate": float(price.fixed_per_minute),
            "fixed": float(price.fixed),
            "price": float(price.price),
        }
    allocation = basis.results.allocation
    one = next(one for one in allocation.by_department if one.department == department)
    fixed = (one.readiness + one.direct) / one.used_minutes if one.used_minutes else 0
    rates = {"rate": float(allocation.rate_per_minute), "fixed_rate": float(fixed)}
    return dict.fromkeys(("minutes", "variable", "fixed", "price"), 0.0) | rates
