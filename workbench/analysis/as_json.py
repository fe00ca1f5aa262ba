"""Results as plain JSON values: what ``calculate --json`` prints and a fixed calculation keeps.

Keys and enum values are English in every language; a ``department`` is a name, ``department_id`` its id, and so
for every name; where a key has to be an id (payments of a financing model) it is one. Amounts are decimal
strings in the currency's unit; a rate says what it is a share of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from workbench import __version__
from workbench.analysis.people.plan import INTERVAL_S
from workbench.analysis.results import (
    BalanceRow,
    CaseTypeDemand,
    CaseTypeFlow,
    PoolPlan,
    Rate,
    Results,
)
from workbench.analysis.scenarios.comparison import HEADLINES, Row, compare_results
from workbench.model.project import Project
from workbench.model.text import Message

if TYPE_CHECKING:
    from workbench.analysis.scenarios.budget_seek import BudgetFound
    from workbench.analysis.scenarios.goal_seek import ServiceFound

BALANCE_ROWS = (
    "work_today",
    "taken",
    "dropped",
    "staying",
    "done",
    "wrap_up",
    "triage",
    "saved_by_e_service",
    "saved_by_minutes",
    "second_line_hours",
)
"""The rows of the balance that are hours per year, in the order of the two identities."""

INTERVAL_COLUMNS = (
    "pool",
    "day_type",
    "days",
    "start",
    "length_s",
    "offered",
    "aht_s",
    "agents",
    "sl_offered",
    "answered",
    "required",
    "chat_offered",
    "chat_agents",
)


def results_as_json(results: Results, project: Project) -> dict[str, Any]:
    """Return ``results`` as docs/commands.md lists them for ``calculate --json``; ``project`` gives the names."""
    names = _Names(project)
    demand = results.demand
    return {
        "scenario": results.scenario_name,
        "scenario_id": results.scenario,
        "planning_year": results.planning_year,
        "levels_moved": list(results.levels_moved),
        "coverage": {
            "volume": {"value": demand.coverage_volume, "of": "cases"},
            "case_types": {"value": demand.coverage_case_types, "of": "case_types"},
            "is_profile_flat": demand.is_profile_flat,
        },
        "assumptions": plain(results.assumptions),
        "cases_per_year": demand.cases_per_year,
        "contacts_per_year": dict(demand.contacts_per_year),
        "share_volume_levels_1_4": _rate(results.share_volume_levels_1_4),
        "first_contact_resolution": _rate(results.first_contact_resolution),
        "solved_in_customer_service": _rate(results.solved_in_customer_service),
        "handoffs_per_year": results.handoffs_per_year,
        "ping_pong_per_year": results.ping_pong_per_year,
        "staffing": _staffing(results),
        "balance": list(_balance(results, names)),
        "release": [
            names.of(one, hours_per_year=one.hours, without=("hours",)) for one in results.release.released
        ],
        "positions": [names.of(one) for one in results.release.positions],
        "costs": _costs(results, names),
        "allocation": _allocation(results, names),
        "prices": [names.of(one) for one in results.prices],
        "financing": plain(results.financing),
        "net_effect": [names.of(one) for one in results.net_effect],
        "uncertainty": plain(results.uncertainty),
        "case_types": list(_case_types(results, names)),
        "findings": plain(results.findings),
        "inputs_hash": results.inputs_hash,
        "version": __version__,
    }


def plain(value: Any) -> Any:
    """Return ``value`` as JSON values: amounts as strings, enums as their values, messages in English."""
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _key(key: object) -> str:
    return ".".join(str(part) for part in key) if isinstance(key, tuple) else str(plain(key))


class _Names:
    """Puts the name in an id's place and the id beside it: ``department`` and ``department_id``."""

    def __init__(self, project: Project) -> None:
        self._by_field = {
            "department": {one.id: one.name for one in project.departments},
            "unit": {one.id: one.name for one in project.units},
            "role": {one.id: one.name for one in project.roles},
            "case_type": {one.id: one.name for one in project.case_types},
        }

    def of(self, value: Any, without: tuple[str, ...] = (), **more: object) -> dict[str, Any]:
        """Return a frozen value as JSON with names beside ids, less the fields ``without``, and ``more``."""
        found: dict[str, Any] = {}
        for field in fields(value):
            if field.name in without:
                continue
            one = getattr(value, field.name)
            if field.name in self._by_field:
                found |= self.both(field.name, one)
            else:
                found[field.name] = plain(one)
        return found | more

    def both(self, field: str, ident: str | None) -> dict[str, str | None]:
        """Return the name and the id of what ``field`` refers to, as two entries."""
        return {field: self.name(field, ident), f"{field}_id": ident}

    def name(self, field: str, ident: str | None) -> str | None:
        """Return the name of the department, unit, role or case type ``ident``."""
        return self._by_field[field].get(ident) if ident else None


def _rate(rate: Rate, **more: object) -> dict[str, Any]:
    return {"value": rate.value, "of": rate.of} | more


def _staffing(results: Results) -> dict[str, Any]:
    staffing = results.staffing
    return {
        "fte_total": staffing.fte_total,
        "fte_by_component": dict(staffing.fte_by_component),
        "adviser_fte": staffing.adviser_fte,
        "team_leader_fte": staffing.team_leader_fte,
        "management_fte": staffing.management_fte,
        "paid_hours_per_fte": staffing.paid_hours_per_fte,
        "absence_share": staffing.absence_share,
        "internal_time_share": staffing.internal_time_share,
        "hours_per_fte": staffing.hours_per_fte,
        "pools": [_pool(one) for one in staffing.pools],
        "peak_agents": staffing.peak_agents,
        "service_level": _rate(staffing.service_level, within_s=staffing.within_s),
        "staffed_hours_per_year": staffing.staffed_hours_per_year,
    }


_POOL_HOURS = (
    "load_hours",
    "chat_load_hours",
    "booked_hours",
    "idle_hours_used",
    "waiting_hours",
    "minimum_hours",
    "deferred_hours",
    "deferred_hours_in_idle",
    "deferred_hours_added",
    "deferred_paid_hours",
    "deferred_least_staff",
    "deferred_planned_staff",
)


def _pool(plan: PoolPlan) -> dict[str, Any]:
    month, weekday, half_hour = plan.peak_at
    return {
        "id": plan.pool,
        "name": plan.name,
        "fte": plan.fte,
        "fte_by_component": dict(plan.fte_by_component),
        "staffed_hours_per_year": plan.staffed_hours,
        **{name: getattr(plan, name) for name in _POOL_HOURS},
        "peak_agents": plan.peak_agents,
        "peak_at": {"month": month, "weekday": weekday, "start": clock(half_hour)},
        "service_level": _rate(plan.service_level, within_s=plan.within_s),
        "chat_service_level": _rate(plan.chat_service_level),
    }


def _balance(results: Results, names: _Names) -> Iterator[dict[str, Any]]:
    hours_per_fte = results.staffing.hours_per_fte
    for row in (*results.release.balance, results.release.total):
        yield from _balance_of(row, names, hours_per_fte)


def _balance_of(row: BalanceRow, names: _Names, hours_per_fte: float) -> Iterator[dict[str, Any]]:
    for name in BALANCE_ROWS:
        hours = getattr(row, name)
        yield {
            **names.both("department", row.department),
            "row": name,
            "hours": hours,
            "fte": hours / hours_per_fte,
        }


def _costs(results: Results, names: _Names) -> dict[str, Any]:
    costs = results.costs
    return {
        "currency": costs.currency,
        "yearly_total": str(costs.yearly_total),
        "one_off_total": str(costs.one_off_total),
        "shared_yearly": str(costs.shared_yearly),
        "central_yearly": str(costs.central_yearly),
        "direct_yearly": plain(costs.direct_yearly),
        "employer_contribution": str(costs.employer_contribution),
        "interest_rate": str(costs.interest_rate),
        "by_item": [names.of(one) for one in costs.lines],
        "capital": plain(costs.capital),
        "budget": [
            {"category": category, "phase": phase, "amount": str(amount)}
            for (category, phase), amount in costs.budget.items()
        ],
    }


def _allocation(results: Results, names: _Names) -> dict[str, Any]:
    allocation = results.allocation
    rest = {
        field.name: plain(getattr(allocation, field.name))
        for field in fields(allocation)
        if field.name != "by_department"
    }
    return rest | {"by_department": [names.of(one) for one in allocation.by_department]}


def _case_types(results: Results, names: _Names) -> Iterator[dict[str, Any]]:
    demands = {one.case_type: one for one in results.demand.case_types}
    for flow in results.flows:
        yield _case_type(flow, demands.get(flow.case_type), names)


def _case_type(flow: CaseTypeFlow, demand: CaseTypeDemand | None, names: _Names) -> dict[str, Any]:
    contacts: dict[str, float] = {}
    for one in demand.channels if demand else ():
        contacts[one.channel] = contacts.get(one.channel, 0.0) + one.contacts
    return {
        "id": flow.case_type,
        "name": names.name("case_type", flow.case_type),
        **names.both("department", flow.department),
        "missing": list(flow.missing),
        "cases_per_year": demand.cases_per_year if demand else 0.0,
        "contacts_per_year": contacts,
        "first_contact_resolution": flow.first_contact_resolution,
        "solved_in_customer_service": flow.solved_in_customer_service,
        "of": "cases",
        "contact_s": flow.first_contact_s,
        "back_office_s": flow.deferred_s,
        "handoffs": flow.handoffs,
        "ping_pong": flow.ping_pong,
        "steps": [
            {
                "id": step.id,
                "level": step.level,
                "disposition": step.disposition.value,
                "visits": step.visits,
                "visits_first_contact": step.visits_first_contact,
            }
            for step in flow.steps
        ],
    }


def interval_rows(results: Results) -> Iterator[dict[str, Any]]:
    """Yield a row of INTERVAL_COLUMNS for every open half-hour of every pool and day type.

    ``offered`` and ``answered`` are contacts by phone and visit in the half-hour of one day,
    ``sl_offered`` their share within the promised time; ``agents`` are all that are planned, chat included.
    """
    for plan in results.staffing.pools:
        for at, day in enumerate(plan.day_types):
            for half_hour in range(plan.is_open.shape[1]):
                if plan.is_open[at, half_hour]:
                    yield _interval(plan, at, half_hour, f"{day.month:02d}-{day.weekday}", day.days)


def _interval(plan: PoolPlan, at: int, half_hour: int, day_type: str, days: int) -> dict[str, Any]:
    aht_s = float(plan.aht_s[at, half_hour])
    return {
        "pool": plan.pool,
        "day_type": day_type,
        "days": days,
        "start": clock(half_hour),
        "length_s": int(INTERVAL_S),
        "offered": float(plan.offered[at, half_hour]),
        "aht_s": aht_s if aht_s == aht_s else None,  # noqa: PLR0124 - not a number: no contacts
        "agents": int(plan.agents[at, half_hour]),
        "sl_offered": float(plan.sl_offered[at, half_hour]),
        "answered": float(plan.answered[at, half_hour]),
        "required": int(plan.required[at, half_hour]),
        "chat_offered": float(plan.chat_offered[at, half_hour]),
        "chat_agents": int(plan.chat_agents[at, half_hour]),
    }


def clock(half_hour: int) -> str:
    """Return when a half-hour of the day begins: 17 is 08:30."""
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"


def compared(many: list[Results]) -> list[dict[str, Any]]:
    """Return the headline figures of scenarios side by side: [{key, unit, values, difference}].

    ``values`` in the order given, ``difference`` is the last less the first (None where one is missing).
    """
    rows = {row.key: row for row in compare_results(many) if row.department is None}
    return [_compared(rows[key]) for key, _ in HEADLINES]


def compared_further(many: list[Results], project: Project) -> list[dict[str, Any]]:
    """Return the rows that :func:`compared` leaves out; those of a department name it, with its id."""
    headlines = {key for key, _ in HEADLINES}
    further = [row for row in compare_results(many) if row.department or row.key not in headlines]
    return rows_as_json(further, project)


def rows_as_json(rows: Sequence[Row], project: Project) -> list[dict[str, Any]]:
    """Return compared rows as :func:`compared` writes them; those of a department name it, with its id."""
    names = _Names(project)
    return [
        _compared(row) | (names.both("department", row.department) if row.department else {}) for row in rows
    ]


def service_as_json(found: ServiceFound) -> dict[str, Any]:
    """Return what so many people give as ``seek --fte`` and ``seek --advisers`` print it."""
    staffing, planned = found.staffing, found.planned
    return {
        "fte_total": staffing.fte_total,
        "peak_agents": staffing.peak_agents,
        "service_level": _rate(found.service_level, within_s=staffing.within_s),
        "answered_share": {"value": found.answered_share, "of": "offered"},
        "planned": {
            "fte_total": planned.fte_total,
            "peak_agents": planned.peak_agents,
            "service_level": _rate(planned.service_level, within_s=planned.within_s),
        },
        "pools": plain(found.pools),
        "longest_waits": [
            {
                "pool": one.pool,
                "day_type": f"{one.month:02d}-{one.weekday}",
                "start": clock(one.half_hour),
                "mean_wait_s": one.mean_wait_s,
                "agents": one.agents,
            }
            for one in found.longest
        ],
        "rule": str(found.rule),
        "share_of_odds": found.share_of_odds,
    }


def budget_as_json(found: BudgetFound, project: Project) -> dict[str, Any]:
    """Return what a budget reaches as ``seek --budget`` prints it."""
    names = _Names(project)
    return {
        "budget": str(found.budget),
        "cost": str(found.cost),
        "cost_with_next": plain(found.cost_with_next),
        "levels": list(found.levels),
        "level_in_part": found.level_in_part,
        "moved": [names.of(one) for one in found.moved],
        "left_out": [names.of(one) for one in found.left_out],
        "fte_total": found.fte_total,
        "hours_taken": found.hours_taken,
        "rule": str(found.rule),
        "scenario": found.scenario.as_json(),
    }


def _compared(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "unit": row.unit,
        "values": plain(row.values),
        "difference": plain(row.differences[-1]),
    }
