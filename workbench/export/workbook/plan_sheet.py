"""The year's plan per pool: where the staffed hours come from and where they go, by formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.results import PoolPlan
from workbench.export.words import word
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, Value, span
from workbench.export.workbook.half_hours import hours_of
from workbench.locale import Texts

_HEAD_ROW = 3
_CLAIMED = (
    "load_hours", "chat_load_hours", "booked_hours", "idle_hours_used", "waiting_hours", "minimum_hours",
    "deferred_hours", "deferred_hours_in_idle", "deferred_hours_added", "deferred_paid_hours",
    "deferred_least_staff", "deferred_planned_staff", "peak_agents",
)  # fmt: skip
PoolCells = dict[str, Cell]


@dataclass(frozen=True)
class _Line:
    """A row: ``formula`` None is a figure of the program. ``is_added``: the pools' sum means something."""

    name: str
    title: str
    formula: str | None
    value: Value
    numbers: str = "tenths"
    is_added: bool = True


def plan_sheet(book: Book, basis: Basis) -> tuple[PoolCells, ...]:
    """Write every pool's plan in a column, the pools' sum in the last; return the cells by name."""
    texts, plans = book.texts, basis.results.staffing.pools
    sheet = book.sheet(
        texts("Plan"),
        (58, *(16 for _ in plans), 16),
        texts(
            "Hours per year and pool. What follows from the half-hours is a formula; deferred and booked work "
            "and the deadlines come from the program."
        ),
    )
    names = [basis.pool_name(plan.name) for plan in plans]
    sheet.heads(_HEAD_ROW, (texts("Per year"), *names, texts("All pools")))
    sheet.repeat(_HEAD_ROW, 1)
    pools = tuple(_column(sheet, basis, plan, n) for n, plan in enumerate(plans, start=1))
    below = _totals(sheet, basis, pools)
    for n, cells in enumerate(pools):
        book.claim(f"staffing/pools/{n}/staffed_hours_per_year", cells["staffed_hours"])
        for name in _CLAIMED:
            book.claim(f"staffing/pools/{n}/{name}", cells[name])
        book.claim(f"staffing/pools/{n}/service_level/value", cells["service_level"])
        book.claim(f"staffing/pools/{n}/chat_service_level/value", cells["chat_service_level"])
    _all_pools(sheet, below + 1, basis, pools)
    return pools


def _column(sheet: Sheet, basis: Basis, plan: PoolPlan, number: int) -> PoolCells:
    cells: PoolCells = {}
    row = _HEAD_ROW + 1
    for line in _lines(basis, plan, number, cells):
        if number == 1:
            sheet.text(row, 0, line.title)
        if line.formula is None:
            cells[line.name] = sheet.engine(row, number, line.value, line.numbers)
        else:
            cells[line.name] = sheet.formula(row, number, line.formula, line.value, line.numbers)
        row += 1
    parts = ("load_hours", "chat_load_hours", "idle_hours_used", "waiting_hours", "minimum_hours")
    if number == 1:
        sheet.text(row, 0, sheet.book.texts("Check: the advisers' hours are all accounted for"))
    cells["check"] = sheet.check(
        row, number, "-".join([str(cells["agents_hours"]), *(str(cells[name]) for name in parts)])
    )
    return cells


def _lines(basis: Basis, plan: PoolPlan, number: int, cells: PoolCells) -> Iterator[_Line]:
    """Yield the rows from top to bottom; each may refer to ``cells`` of the rows above it."""
    texts = basis.texts
    days = np.array([one.days for one in plan.day_types], float)
    yield _Line("pool", texts("Pool no."), None, number, "year", is_added=False)
    yield from _deferred_lines(basis, plan, cells)
    hours = hours_of(plan)
    mine = f"(engine_pool={cells['pool']})*engine_days"
    usable = float(days @ hours.usable.sum(axis=1))
    yield _Line(
        "usable", texts("Idle time usable for deferred work"), f"SUMPRODUCT({mine}*half_hour_usable)", usable
    )
    yield _Line(
        "idle_hours_used",
        texts("Deferred work done in idle time"),
        f"MIN({cells['usable']},MAX(0,{cells['deferred_hours']}-{cells['uninterruptible']}))",
        plan.idle_hours_used,
    )
    cells["deferred_hours_in_idle"] = cells["idle_hours_used"]
    yield _Line(
        "idle_part_used",
        texts("Part of the usable idle time that is used"),
        f"{cells['idle_hours_used']}/MAX({cells['usable']},tie_tolerance)",
        plan.idle_hours_used / usable if usable else 0.0,
        "share",
        is_added=False,
    )
    yield _Line(
        "deferred_hours_added",
        texts("Deferred work outside idle time"),
        f"MAX(0,{cells['deferred_hours']}-{cells['idle_hours_used']})",
        plan.deferred_hours_added,
    )
    yield _Line(
        "deferred_paid_hours",
        texts("Advisers' hours for it"),
        f"{cells['deferred_hours_added']}/deferred_occupancy",
        plan.deferred_paid_hours,
    )
    yield from _contact_lines(texts, plan, mine, days)
    # Every half-hour gives the same part of its usable time to deferred work, first what readiness leaves.
    used = f"half_hour_usable*{cells['idle_part_used']}"
    yield _Line(
        "waiting_hours",
        texts("Waiting capacity: needed for readiness, less deferred work done meanwhile"),
        f"SUMPRODUCT({mine}*(half_hour_ready>{used})*(half_hour_ready-{used}))",
        plan.waiting_hours,
    )
    yield _Line(
        "minimum_hours",
        texts("Minimum staffing: the rest of what is not busy with contacts"),
        f"SUMPRODUCT({mine}*half_hour_spare)-{cells['idle_hours_used']}-{cells['waiting_hours']}",
        plan.minimum_hours,
    )
    yield _Line(
        "staffed_hours",
        texts("Staffed hours"),
        f"{cells['agents_hours']}+{cells['booked_hours']}+{cells['deferred_paid_hours']}",
        plan.staffed_hours,
    )
    yield from _service_lines(texts, plan, cells, mine, days)


def _deferred_lines(basis: Basis, plan: PoolPlan, cells: PoolCells) -> Iterator[_Line]:
    texts = basis.texts
    demands = {one.pool: one for one in basis.results.demand.pools}
    demand = demands[plan.pool]
    yield _Line("booked_hours", texts("Booked visits"), None, plan.booked_hours)
    kinds = list(dict.fromkeys(name for one in demands.values() for name in one.deferred_hours))
    for kind in kinds:
        title = texts("Deferred work: {what}", what=_deferred_word(kind, texts))
        yield _Line(f"deferred {kind}", title, None, demand.deferred_hours.get(kind, 0.0))
    total = f"SUM({span(cells[f'deferred {kinds[0]}'], cells[f'deferred {kinds[-1]}'])})" if kinds else "0"
    yield _Line("deferred_hours", texts("Deferred work together"), total, plan.deferred_hours)
    yield _Line(
        "uninterruptible",
        texts("Of which may not be interrupted"),
        None,
        demand.uninterruptible_hours,
    )
    yield _Line(
        "deferred_least_staff",
        texts("People at deferred work beside idle time, for every deadline to hold"),
        None,
        plan.deferred_least_staff,
        "hundredths",
        is_added=False,
    )


def _contact_lines(texts: Texts, plan: PoolPlan, mine: str, days: np.ndarray) -> Iterator[_Line]:
    yield _Line(
        "agents_hours",
        texts("Advisers' hours on phone, visits and chat"),
        f"SUMPRODUCT({mine}*half_hour_staffed)",
        float(days @ plan.agents.sum(axis=1)) * INTERVAL_HOURS,
    )
    yield _Line(
        "load_hours",
        texts("Phone and visits answered"),
        f"SUMPRODUCT({mine}*engine_answered*engine_aht_s)/seconds_per_hour",
        plan.load_hours,
    )
    yield _Line(
        "chat_load_hours",
        texts("Chat"),
        f"SUMPRODUCT({mine}*engine_chat_busy_hours)",
        plan.chat_load_hours,
    )


def _service_lines(
    texts: Texts, plan: PoolPlan, cells: PoolCells, mine: str, days: np.ndarray
) -> Iterator[_Line]:
    open_hours = float(days @ plan.is_open.sum(axis=1)) * INTERVAL_HOURS
    yield _Line(
        "open_hours",
        texts("Open hours"),
        f"SUMPRODUCT({mine}*engine_length_s)/seconds_per_hour",
        open_hours,
        is_added=False,
    )
    yield _Line(
        "deferred_planned_staff",
        texts("People at deferred work that the plan pays for"),
        f"IF({cells['open_hours']}>0,{cells['deferred_paid_hours']}/{cells['open_hours']},0)",
        plan.deferred_planned_staff,
        "hundredths",
        is_added=False,
    )
    yield _Line(
        "peak_agents",
        texts("Most advisers at the same time"),
        f"SUMPRODUCT(MAX((engine_pool={cells['pool']})*engine_agents))",
        plan.peak_agents,
        "year",
        is_added=False,
    )
    base = "engine_answered" if plan.service_level.of == "answered" else "engine_offered"
    contacts = plan.answered if plan.service_level.of == "answered" else plan.offered
    yield _Line(
        "contacts",
        texts("Contacts that the service level counts"),
        f"SUMPRODUCT({mine}*{base})",
        float(days @ contacts.sum(axis=1)),
        "whole",
    )
    title = texts("Service level of the year: in time, {of}", of=word(plan.service_level.of, texts))
    with_work = f"{mine}*(engine_aht_s>0)"
    formula = (
        f"SUMPRODUCT({with_work}*engine_offered*engine_sl_offered)/SUMPRODUCT({with_work}*{base})"
        if plan.service_level.value is not None and plan.service_level.of != "virtual"
        else None
    )
    yield _Line("service_level", title, formula, plan.service_level.value, "percent", is_added=False)
    yield _Line(
        "chat_service_level",
        texts("Service level of chat: in time, {of}", of=word(plan.chat_service_level.of, texts)),
        None,
        plan.chat_service_level.value,
        "percent",
        is_added=False,
    )


def _deferred_word(kind: str, texts: Texts) -> str:
    return texts("back-office work that moved") if kind == "back_office" else word(kind, texts)


def _totals(sheet: Sheet, basis: Basis, pools: Sequence[PoolCells]) -> int:
    """Write the pools' sums in the last column; return the last row."""
    last = _HEAD_ROW
    for line in _lines(basis, basis.results.staffing.pools[0], 1, dict(pools[0])):
        here = [cells[line.name] for cells in pools]
        last = here[0].row
        if line.is_added:
            sheet.sum(last, len(pools) + 1, here, line.numbers, "formula")
    return last + 1


def _all_pools(sheet: Sheet, row: int, basis: Basis, pools: Sequence[PoolCells]) -> None:
    """Write what all pools give together: hours, peak at the same time, service level by contacts."""
    texts, staffing = sheet.book.texts, basis.results.staffing
    last = len(pools) + 1
    sheet.text(row, 0, texts("Staffed hours per year, all pools"), "total")
    hours = sheet.sum(row, last, [one["staffed_hours"] for one in pools], "tenths")
    sheet.text(row + 1, 0, texts("Most advisers at the same time, all pools"), "total")
    peak = sheet.formula(row + 1, last, "MAX(half_hour_at_once)", staffing.peak_agents, "year", "total")
    sheet.text(row + 2, 0, texts("Service level of the year, weighted by contacts"), "total")
    known = [one for one in pools if one["service_level"].value not in {None, ""}]
    level = None
    if known:
        weighted = "+".join(f"{one['contacts']}*{one['service_level']}" for one in known)
        contacts = "+".join(str(one["contacts"]) for one in known)
        formula = f"({weighted})/({contacts})"
        level = sheet.formula(row + 2, last, formula, staffing.service_level.value, "percent", "total")
    sheet.book.claim("staffing/staffed_hours_per_year", hours)
    sheet.book.claim("staffing/peak_agents", peak)
    if level is not None:
        sheet.book.claim("staffing/service_level/value", level)
