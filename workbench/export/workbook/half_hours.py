"""What happens in every half-hour of the plan: contacts, deferred work meanwhile, readiness, minimum presence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.results import PoolPlan
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, column_letters
from workbench.export.workbook.queue_engine import HalfHour

_HEAD_ROW = 3
_PLACES = ("staffed", "busy", "usable", "ready", "spare", "at_once")


@dataclass(frozen=True)
class Hours:
    """A pool's hours in every half-hour of one day, shapes [D, T], as the plan reckons them."""

    staffed: np.ndarray
    busy: np.ndarray
    usable: np.ndarray
    ready: np.ndarray
    spare: np.ndarray


def hours_of(plan: PoolPlan) -> Hours:
    """Return the pool's hours per half-hour; they add up to the plan's (:mod:`workbench.analysis.people.plan`)."""
    busy = np.where(np.isnan(plan.aht_s), 0.0, plan.answered * np.nan_to_num(plan.aht_s) / 3600)
    busy = busy + plan.chat_busy_hours
    staffed = plan.agents * INTERVAL_HOURS
    usable = np.maximum(0.0, defaults.DEFERRED_UTILISATION * staffed - busy)
    ready = np.maximum(0.0, (plan.required + plan.chat_agents) * INTERVAL_HOURS - busy)
    return Hours(staffed, busy, usable, ready, np.maximum(0.0, staffed - busy))


def half_hours_sheet(book: Book, basis: Basis, rows: Sequence[HalfHour]) -> None:
    """Write the hours of every row of the queue engine's sheet by formula, and name the columns."""
    texts = book.texts
    sheet = book.sheet(
        texts("Half-hours"),
        (8, 18, 8, 9, 12, 12, 14, 14, 14, 14),
        texts(
            "Formulas on the queue engine's rows, in hours of one day. Usable: up to the highest occupancy at "
            "deferred work. Readiness: what the required advisers do not spend on contacts."
        ),
    )
    titles = (
        texts("Pool no."),
        texts("Day type"),
        texts("From"),
        texts("Days a year"),
        texts("Staffed"),
        texts("Busy with contacts"),
        texts("Usable for deferred work"),
        texts("Needed for readiness"),
        texts("Not busy with contacts"),
        texts("Advisers at once, all pools"),
    )
    sheet.heads(_HEAD_ROW, titles, first_figure=3)
    sheet.repeat(_HEAD_ROW, 3)
    hours = {plan.pool: hours_of(plan) for plan in basis.results.staffing.pools}
    at_once = _at_once(basis)
    is_alone = len(hours) == 1
    made = [
        _row(sheet, _HEAD_ROW + 1 + n, one, hours[one.plan.pool], at_once, is_alone=is_alone)
        for n, one in enumerate(rows)
    ]
    if made:
        for name, title in zip(_PLACES, titles[4:], strict=True):
            sheet.name_column(f"half_hour_{name}", title, [one[name] for one in (made[0], made[-1])])


def _row(
    sheet: Sheet,
    row: int,
    one: HalfHour,
    hours: Hours,
    at_once: dict[tuple[int, int, int], int],
    *,
    is_alone: bool,
) -> dict[str, Cell]:
    engine, at = one.cells, (one.day, one.half_hour)
    for column, name in enumerate(("engine_pool", "day_type", "start", "engine_days")):
        sheet.engine(row, column, engine[name].value, "year" if column in {0, 3} else "general")
    here = {name: f"{column_letters(4 + n)}{row + 1}" for n, name in enumerate(_PLACES)}
    length = f"{engine['engine_length_s']}/seconds_per_hour"
    needed = f"({engine['engine_required']}+{engine['engine_chat_agents']})"
    day = one.plan.day_types[one.day]
    formulas = {
        "staffed": f"{engine['engine_agents']}*{length}",
        "busy": (
            f"{engine['engine_answered']}*{engine['engine_aht_s']}/seconds_per_hour"
            f"+{engine['engine_chat_busy_hours']}"
        ),
        "usable": f"MAX(0,deferred_occupancy*{here['staffed']}-{here['busy']})",
        "ready": f"MAX(0,{needed}*{length}-{here['busy']})",
        "spare": f"MAX(0,{here['staffed']}-{here['busy']})",
    }
    cells = {
        name: sheet.formula(row, 4 + n, formula, float(getattr(hours, name)[at]), "precise")
        for n, (name, formula) in enumerate(formulas.items())
    }
    everywhere = (
        f"SUMPRODUCT((engine_month={engine['engine_month']})*(engine_weekday={engine['engine_weekday']})"
        f"*(engine_half_hour={engine['engine_half_hour']})*engine_agents)"
    )
    formula = str(engine["engine_agents"]) if is_alone else everywhere
    value = at_once[day.month, day.weekday, one.half_hour]
    cells["at_once"] = sheet.formula(row, 4 + len(formulas), formula, value, "year")
    return cells


def _at_once(basis: Basis) -> dict[tuple[int, int, int], int]:
    found: dict[tuple[int, int, int], int] = {}
    for plan in basis.results.staffing.pools:
        for day, agents in zip(plan.day_types, plan.agents, strict=True):
            for half_hour, n in enumerate(agents.tolist()):
                key = day.month, day.weekday, half_hour
                found[key] = found.get(key, 0) + n
    return found
