"""Scenarios side by side: every figure that people compare, and how far each is from the first.

One table says which figures those are, how they are called and what explains them, so that window, command line,
causes and fixed calculations mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from workbench.analysis.results import FTE_COMPONENTS, Results
from workbench.analysis.words import COMPONENTS
from workbench.model.text import N_

Number = float | int | Decimal
Group = Literal["work", "people", "money", "departments"]

HEADLINES = (
    ("cases_per_year", "cases"),
    ("coverage_volume", "share of cases"),
    ("share_volume_levels_1_4", "share"),
    ("first_contact_resolution", "share"),
    ("solved_in_customer_service", "share"),
    ("handoffs_per_year", "hand-offs"),
    ("ping_pong_per_year", "returns"),
    ("fte_total", "FTE"),
    ("peak_agents", "advisers"),
    ("service_level", "share"),
    ("staffed_hours_per_year", "hours"),
    ("hours_taken", "hours"),
    ("fte_realisable", "FTE"),
    ("yearly_total", "currency"),
    ("one_off_total", "currency"),
    ("idle_capacity", "currency"),
)
"""What ``compare`` sets side by side first, with its unit; "currency" is the project's."""


class Figure(NamedTuple):
    """One figure of a scenario. ``department`` None: of the whole. ``explained_by`` is the key that unfolds it."""

    key: str
    unit: str
    group: Group
    department: str | None
    value: Number | None
    explained_by: str | None


class Row(NamedTuple):
    """A figure in several scenarios. ``differences`` are less the first value; None where one is missing.

    ``unit``: cases, contacts, hours, FTE, advisers, share, "share of cases", hand-offs, returns, currency (the
    project's, per year) or "currency per minute".
    """

    key: str
    unit: str
    group: Group
    department: str | None
    values: tuple[Number | None, ...]
    differences: tuple[Number | None, ...]
    explained_by: str | None


NAMES: dict[str, str] = {
    "cases_per_year": N_("Cases per year"),
    "contacts_reaching": N_("Contacts that reach customer service per year"),
    "coverage_volume": N_("Share of cases that the figures cover"),
    "share_volume_levels_1_4": N_("Share of cases that class as 1-4"),
    "first_contact_resolution": N_("Solved in the first sitting, of cases that reach customer service"),
    "solved_in_customer_service": N_("Solved in customer service, of cases that reach it"),
    "handoffs_per_year": N_("Hand-offs per year"),
    "ping_pong_per_year": N_("Returns from departments per year"),
    "hours_taken": N_("Hours taken over from departments"),
    "hours_dropped": N_("Hours that nobody works any more"),
    "hours_staying": N_("Hours that stay in departments"),
    "second_line_hours": N_("Hours of departments on cases that went on"),
    "fte_total": N_("Full-time positions"),
    **COMPONENTS,
    "peak_agents": N_("Advisers at the peak"),
    "service_level": N_("Service level of the year"),
    "staffed_hours_per_year": N_("Staffed hours per year"),
    "fte_realisable": N_("Realisable positions in departments"),
    "positions_moving": N_("Positions that move whole"),
    "fte_needed": N_("Share of the positions needed"),
    "fte_difference": N_("Positions brought less those needed"),
    "yearly_total": N_("Yearly cost"),
    "shared_yearly": N_("Yearly cost that departments share"),
    "central_yearly": N_("Yearly cost that is centrally funded"),
    "one_off_total": N_("One-off cost"),
    "idle_capacity": N_("Cost of idle capacity"),
    "rate_per_minute": N_("Cost of a minute"),
    "amount": N_("Bears of the yearly cost"),
    "pays": N_("Pays in the planning year"),
    "releases": N_("Releases in the planning year"),
    "net_effect": N_("Net effect in the planning year"),
}
"""What each figure is called, by its key."""
NAMES_OF_BANDS: dict[str, str] = {
    **NAMES,
    "price_per_contact": N_("Mean price of a contact"),
    "price_variable": N_("Mean price of a contact, the part that follows its minutes"),
    "price_fixed": N_("Mean price of a contact, the fixed part"),
    "net_effect_full_year": N_("Net effect in the year after"),
}
"""What a drawn figure is called: those that are compared, and those that only draws have."""

_WHOLE: tuple[tuple[str, str, Group, str | None], ...] = (
    ("cases_per_year", "cases", "work", "cases"),
    ("contacts_reaching", "contacts", "work", "reached"),
    ("coverage_volume", "share of cases", "work", "coverage"),
    ("share_volume_levels_1_4", "share", "work", "share_levels_1_4"),
    ("first_contact_resolution", "share", "work", "first_contact_resolution"),
    ("solved_in_customer_service", "share", "work", "solved_in_customer_service"),
    ("handoffs_per_year", "hand-offs", "work", "handoffs"),
    ("ping_pong_per_year", "returns", "work", "ping_pong"),
    ("hours_taken", "hours", "work", "taken"),
    ("hours_dropped", "hours", "work", "dropped"),
    ("hours_staying", "hours", "work", "staying"),
    ("second_line_hours", "hours", "work", "second_line"),
    ("fte_total", "FTE", "people", "fte"),
    *((name, "FTE", "people", f"component:{name}") for name in FTE_COMPONENTS),
    ("peak_agents", "advisers", "people", "peak"),
    ("service_level", "share", "people", "service_level"),
    ("staffed_hours_per_year", "hours", "people", "staffed"),
    ("positions_moving", "FTE", "people", "positions"),
    ("fte_realisable", "FTE", "people", "realisable"),
    ("fte_difference", "FTE", "people", "balance"),
    ("yearly_total", "currency", "money", "operating_cost"),
    ("shared_yearly", "currency", "money", "shared_yearly"),
    ("central_yearly", "currency", "money", "central_yearly"),
    ("one_off_total", "currency", "money", "one_off_cost"),
    ("idle_capacity", "currency", "money", "idle_capacity"),
    ("rate_per_minute", "currency per minute", "money", "rate_per_minute"),
)
_OF_DEPARTMENT: tuple[tuple[str, str, str | None], ...] = (
    ("hours_taken", "hours", "taken_of"),
    ("positions_moving", "FTE", "positions_of"),
    ("fte_realisable", "FTE", "realisable_of"),
    ("fte_needed", "FTE", "fte_of"),
    ("fte_difference", "FTE", "balance_of"),
    ("amount", "currency", "cost_of"),
    ("pays", "currency", "pays_of"),
    ("releases", "currency", "releases_of"),
    ("net_effect", "currency", "net_effect_of"),
)


def compare_results(many: Sequence[Results]) -> tuple[Row, ...]:
    """Return every figure of ``many`` side by side, the whole's first, then department by department."""
    return compare_figures([figures_of(one) for one in many])


def compare_figures(many: Sequence[Sequence[Figure]]) -> tuple[Row, ...]:
    """Return the figures of each in ``many`` side by side, in the order of the first that has each."""
    found = [{(one.department, one.key): one for one in some} for some in many]
    keys = dict.fromkeys(key for some in found for key in some)
    return tuple(_row([some.get(key) for some in found]) for key in keys)


def figures_of(results: Results) -> tuple[Figure, ...]:
    """Return every figure of a scenario that is compared."""
    whole = _whole(results)
    found = [Figure(key, unit, group, None, whole[key], by) for key, unit, group, by in _WHOLE]
    for department, values in _by_department(results):
        found += [
            Figure(key, unit, "departments", department, values[key], by and f"{by}:{department}")
            for key, unit, by in _OF_DEPARTMENT
            if key in values
        ]
    return tuple(found)


def less(one: Number | None, other: Number | None) -> Number | None:
    """Return ``one`` less ``other``, None where one is missing; amounts stay exact."""
    if one is None or other is None:
        return None
    if type(one) is type(other):
        return one - other  # type: ignore[operator]  # both are the same kind of number
    return float(one) - float(other)


def _row(found: Sequence[Figure | None]) -> Row:
    one = next(figure for figure in found if figure is not None)
    values = tuple([None if figure is None else figure.value for figure in found])
    first = values[0]
    differences = tuple([less(value, first) for value in values])
    return Row(one.key, one.unit, one.group, one.department, values, differences, one.explained_by)


def _whole(results: Results) -> dict[str, Number | None]:
    staffing, release, costs = results.staffing, results.release, results.costs
    brought = next((one for one in release.positions if one.department is None), None)
    return {
        "cases_per_year": results.demand.cases_per_year,
        "contacts_reaching": sum(
            channel.first_contacts + channel.follow_ups
            for one in results.demand.case_types
            for channel in one.channels
        ),
        "coverage_volume": results.demand.coverage_volume,
        "share_volume_levels_1_4": results.share_volume_levels_1_4.value,
        "first_contact_resolution": results.first_contact_resolution.value,
        "solved_in_customer_service": results.solved_in_customer_service.value,
        "handoffs_per_year": results.handoffs_per_year,
        "ping_pong_per_year": results.ping_pong_per_year,
        "hours_taken": release.total.taken,
        "hours_dropped": release.total.dropped,
        "hours_staying": release.total.staying,
        "second_line_hours": release.total.second_line_hours,
        "fte_total": staffing.fte_total,
        **staffing.fte_by_component,
        "peak_agents": staffing.peak_agents,
        "service_level": staffing.service_level.value,
        "staffed_hours_per_year": staffing.staffed_hours_per_year,
        "positions_moving": brought.moving_whole if brought else None,
        "fte_realisable": sum(one.fte_realisable for one in release.released),
        "fte_difference": brought.difference if brought else None,
        "yearly_total": costs.yearly_total,
        "shared_yearly": costs.shared_yearly,
        "central_yearly": costs.central_yearly,
        "one_off_total": costs.one_off_total,
        "idle_capacity": results.allocation.idle_capacity,
        "rate_per_minute": results.allocation.rate_per_minute,
    }


def _by_department(results: Results) -> Iterator[tuple[str, dict[str, Number]]]:
    release = results.release
    positions = {one.department: one for one in release.positions}
    amounts = {one.department: one for one in results.allocation.by_department}
    effects = {one.department: one for one in results.net_effect if one.year == results.planning_year}
    for row in release.balance:
        name = row.department
        if name is None:
            continue
        found: dict[str, Number] = {"hours_taken": row.taken}
        if name in positions:
            one = positions[name]
            found |= {"positions_moving": one.moving_whole, "fte_realisable": one.realisable}
            found |= {"fte_needed": one.needed_share, "fte_difference": one.difference}
        if name in amounts:
            found["amount"] = amounts[name].amount
        if name in effects:
            paid = effects[name]
            found |= {"pays": paid.pays, "releases": paid.releases, "net_effect": paid.difference}
        yield name, found
