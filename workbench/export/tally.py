"""Tally sheets: what a unit without a system ticks for two weeks, on paper or in a workbook that comes back.

One sheet per unit, per department for case types without a unit, and per workshop. They are made on request
only: a sheet to fill in is no part of what is handed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.demand.calendar import public_holidays
from workbench.export.agreement import WEEKDAYS
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.case_types import CaseType, Scope
from workbench.model.programme import Workshop
from workbench.model.tally import DAYS, HAND_COUNTED
from workbench.model.volumes import Channel

_ALWAYS = (Channel.PHONE, Channel.VISIT, Channel.EMAIL)


@dataclass(frozen=True)
class TallySheet:
    """What is counted, by whom, and when. ``days`` is empty where the counters choose the period themselves."""

    key: str
    title: str
    department: str
    case_types: tuple[CaseType, ...]
    channels: tuple[Channel, ...]
    days: tuple[dt.date, ...] = ()


def unit_sheet(source: Source, unit: str, first: dt.date | None = None) -> TallySheet:
    """Return the sheet of a unit: its case types that are not out of scope, from the day ``first`` on."""
    found = source.units[unit]
    own = [one for one in source.case_types(found.department) if one.unit == unit]
    return _sheet(source, f"unit:{unit}", found.name, found.department, own, first)


def department_sheet(source: Source, department: str, first: dt.date | None = None) -> TallySheet:
    """Return the sheet of a department's case types that no unit has."""
    found = source.departments[department]
    own = [one for one in source.case_types(department) if one.unit is None]
    return _sheet(source, f"department:{department}", found.name, department, own, first)


def workshop_sheet(source: Source, workshop: Workshop, first: dt.date | None = None) -> TallySheet:
    """Return the sheet of the case types on a workshop's list."""
    known = {one.id: one for one in source.project.case_types}
    own = [known[one] for one in workshop.case_types if one in known]
    return _sheet(source, f"workshop:{workshop.id}", workshop.title, workshop.department, own, first)


def tally_sheets(
    source: Source, departments: Sequence[str], first: dt.date | None = None
) -> Iterator[TallySheet]:
    """Yield every sheet of ``departments`` (ids) that has something to count: units, departments, workshops."""
    sheets = [
        unit_sheet(source, unit.id, first) for unit in source.project.units if unit.department in departments
    ]
    sheets += [department_sheet(source, department, first) for department in departments]
    sheets += [
        workshop_sheet(source, one, first)
        for one in source.project.workshops
        if one.department in departments
    ]
    yield from (sheet for sheet in sheets if sheet.case_types)


def _sheet(
    source: Source,
    key: str,
    title: str,
    department: str,
    case_types: Sequence[CaseType],
    first: dt.date | None,
) -> TallySheet:
    counted = tuple(one for one in case_types if one.scope is not Scope.OUT)
    known = {volume.channel for one in counted for volume in one.volumes}
    channels = tuple(one for one in HAND_COUNTED if one in _ALWAYS or one in known)
    days = working_days(source.project.municipality.country, first) if first else ()
    return TallySheet(key, title, department, counted, channels, days)


def working_days(country: str, first: dt.date, n: int = DAYS) -> tuple[dt.date, ...]:
    """Return ``n`` days from ``first`` on that are neither a weekend nor a public holiday of ``country``."""
    found: list[dt.date] = []
    day = first
    while len(found) < n:
        if day.weekday() < 5 and day not in public_holidays(country, day.year):
            found.append(day)
        day += dt.timedelta(days=1)
    return tuple(found)


def day_label(sheet: TallySheet, day: int, texts: Texts) -> str:
    """Return what stands above the columns of the ``day``-th day, counted from 1: its date, or "Day 3"."""
    if not sheet.days:
        return texts("Day {n}", n=day)
    found = sheet.days[day - 1]
    return texts("{weekday} {day}", weekday=texts(WEEKDAYS[found.weekday()]), day=texts.date(found))


def instructions(texts: Texts) -> tuple[str, ...]:
    """Return how to count, in plain words, for paper and workbook alike."""
    return (
        texts(
            "Count every contact with a resident when it comes: in the row of what it is about, under the day and "
            "the way it came."
        ),
        texts("One contact is one stroke, also when the same person comes back about the same thing."),
        texts("What fits no row goes into one of the empty rows, with a word for what it was."),
        texts(
            "Write no names and no personal numbers. Nobody's work is measured, only what people come about."
        ),
    )
