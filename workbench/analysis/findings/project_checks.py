"""What is missing around the case types: agreements, risks, goals, money, roles, the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from workbench.analysis.defaults import DEFERRED_UTILISATION, PERSON_SHARE_FLAG
from workbench.analysis.findings.rules import Hit
from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeFlow, Disposition, Results
from workbench.analysis.words import listed
from workbench.model.agreements import Agreement
from workbench.model.costs import CostCategory
from workbench.model.organisation import PositionMove
from workbench.model.pause import checkpoint
from workbench.model.programme import ActionState
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, Scenario
from workbench.model.text import N_, Message, Percent, message

_SHARE_OF_NOTHING = 0.0005
_LATE_PEOPLE = 0.1
"""So few people more would hardly be planned, and what is late is a day late at most."""
_CATEGORIES = {
    "personnel": N_("Personnel"),
    "premises": N_("Premises (customer area)"),
    "training": N_("Training"),
    "workplaces": N_("Workplaces"),
    "system_support": N_("System support"),
    "technology": N_("Technology and equipment"),
    "project": N_("Project resources"),
}


def project_checks(project: Project, results: Results, memo: Memo) -> Iterator[Hit]:
    """Yield what the project as a whole gives cause for; ``memo`` keeps what was seen of case types."""
    yield from _programme(project)
    yield from _money(project, results)
    yield from _agreements(project, results, memo)
    yield from _roles(project, results)
    yield from _names(project, memo)
    demand = results.demand
    if demand.coverage_volume is not None and demand.coverage_volume < 0.8:
        yield Hit("low-coverage", "settings", "", {"volume": Percent(demand.coverage_volume)})
    if demand.is_profile_flat and demand.cases_per_year > 0:
        yield Hit("flat-profile", "settings", "")
    yield from _deadlines(results)
    total = next((one for one in results.release.positions if one.department is None), None)
    if total and total.needed_share > total.moving_whole + total.realisable + 0.05:
        released = total.moving_whole + total.realisable
        yield Hit(
            "needs-more-than-released", "settings", "", {"needed": total.needed_share, "released": released}
        )


def _programme(project: Project) -> Iterator[Hit]:
    for risk in project.risks:
        has_action = bool(risk.action and risk.owner and risk.due)
        if risk.product > 8 and not has_action and risk.state is ActionState.OPEN:
            yield Hit("risk-without-action", "risks", risk.id, {"risk": risk.event, "product": risk.product})
    for goal in project.goals:
        if goal.measure and not goal.definition:
            yield Hit("goal-without-definition", "goals", goal.id, {"goal": goal.name})
    for one in project.consultations:
        if one.sent and not one.answer:
            values = {"party": one.party, "subject": one.subject}
            yield Hit("consultation-unanswered", "consultations", one.id, values)


def _money(project: Project, results: Results) -> Iterator[Hit]:
    settings = project.settings
    chosen = next((one for one in project.scenarios if one.id == results.scenario), None)
    if not (settings.adviser_cost.salary_per_month or (chosen and chosen.adviser_salary_per_month)):
        yield Hit("no-adviser-salary", "settings", "")
    if not settings.employer_contributions and (chosen is None or chosen.employer_contribution is None):
        yield Hit("no-contribution-rate", "settings", "")
    yield from _rates(project, chosen)
    yield from _agreed_shares(project, results)
    yield from _inhabitants(project, results)
    for position in project.frontline_positions:
        if position.moves is not PositionMove.NO and position.cost_per_year is None:
            yield Hit(
                "position-without-cost", "frontline_positions", position.id, {"position": position.name}
            )
    filled = {CostCategory.PERSONNEL, *(one.category for one in project.cost_items)}
    filled.update(one.category for one in project.investments)
    for category in CostCategory:
        if category not in filled:
            yield Hit("budget-row-empty", "settings", "", {"row": message(_CATEGORIES[category])})


def _rates(project: Project, chosen: Scenario | None) -> Iterator[Hit]:
    rates = project.settings.employer_contributions
    if not rates or (chosen and chosen.employer_contribution is not None):
        return
    first, year = min(rate.holds_from for rate in rates), project.settings.planning_year
    if first > dt.date(year, 1, 1):
        yield Hit("contribution-before-its-day", "settings", "", {"year": str(year), "first": first})


def _agreed_shares(project: Project, results: Results) -> Iterator[Hit]:
    """Tell of shares that look like parts of a whole and are not; whole numbers are weights, and mean nothing else."""
    shares = [department.agreed_share for department in project.departments]
    is_key = results.allocation.key == AllocationKey.AGREED_SHARES.value
    if is_key and max(shares, default=0.0) < 1 and abs(sum(shares) - 1) > _SHARE_OF_NOTHING:
        yield Hit("agreed-shares-not-whole", "settings", "", {"sum": Percent(sum(shares))})


def _inhabitants(project: Project, results: Results) -> Iterator[Hit]:
    """Tell of departments that share costs by a number of inhabitants that nobody gave."""
    if results.allocation.key != AllocationKey.INHABITANTS.value or project.municipality.inhabitants:
        return
    taking_part = {one.department for one in results.allocation.by_department if one.used_minutes}
    names = [one.name for one in project.departments if one.inhabitants is None and one.id in taking_part]
    if names:
        yield Hit("inhabitants-not-given", "settings", "", {"departments": listed(names)})


def _deadlines(results: Results) -> Iterator[Hit]:
    """Tell of pools whose plan has fewer people at deferred work than deadlines take; both at the same occupancy."""
    for plan in results.staffing.pools:
        needed = plan.deferred_least_staff / DEFERRED_UTILISATION
        if needed > plan.deferred_planned_staff + _LATE_PEOPLE:
            values = {"needed": round(needed, 1), "planned": round(plan.deferred_planned_staff, 1)}
            yield Hit("deadlines-late", "settings", "", {"pool": plan.name or plan.pool} | values)


def _agreements(project: Project, results: Results, memo: Memo) -> Iterator[Hit]:
    handing_over = set().union(*memo.chunks("departments handing over", results.flows, _handing_over))
    agreed = {agreement.department for agreement in project.agreements}
    names = {department.id: department.name for department in project.departments}
    for department, name in names.items():
        if department in handing_over and department not in agreed:
            yield Hit("department-without-agreement", "departments", department, {"department": name})
    for agreement in project.agreements:
        lacking = _lacking(agreement)
        if lacking:
            values = {"department": names[agreement.department], "missing": lacking}
            yield Hit("agreement-unfinished", "agreements", agreement.id, values)


def _handing_over(flows: Sequence[CaseTypeFlow]) -> set[str]:
    return {
        flow.department for flow in flows if any(step.disposition is Disposition.MOVES for step in flow.steps)
    }


def _lacking(agreement: Agreement) -> Message | None:
    fields = {
        "number": N_("a number"),
        "valid_from": N_("the day it is valid from"),
        "owner_department": N_("an owner"),
        "promises_customer_service": N_("customer service's promises"),
        "promises_department": N_("the department's promises"),
        "measures": N_("measures"),
    }
    words = [message(text) for name, text in fields.items() if not getattr(agreement, name)]
    if not words:
        return None
    if len(words) == 1:
        return words[0]
    return message(N_("{first} and {n} more"), first=words[0], n=len(words) - 1)


def _roles(project: Project, results: Results) -> Iterator[Hit]:
    roles = {role.id: role.name for role in project.roles}
    units = {unit.id: unit.name for unit in project.units}
    per_fte = results.staffing.hours_per_fte
    holders = {role.id: role.fte for role in project.roles}
    checkpoint()
    for one in results.release.released:
        if one.role is None:
            continue
        named = {"role": roles[one.role], "unit": units.get(one.unit or "", "–")}
        available = holders[one.role] * per_fte
        if one.hours > available + 0.5:
            values = named | {"hours": round(one.hours), "available": round(available)}
            yield Hit("role-released-more-than-it-has", "roles", one.role, values)
        elif one.person_share is not None and 0.01 < one.person_share < PERSON_SHARE_FLAG:
            yield Hit("small-person-share", "roles", one.role, named | {"share": Percent(one.person_share)})


def _names(project: Project, memo: Memo) -> Iterator[Hit]:
    case_types = project.case_types
    keys = memo.each(
        "names",
        case_types,
        (),
        lambda at: (case_types[at].department, case_types[at].name.casefold().strip()),
    )
    checkpoint()
    if len(set(keys)) == len(keys):
        return
    seen: set[tuple[str, str]] = set()
    names = {department.id: department.name for department in project.departments}
    for one, key in zip(case_types, keys, strict=True):
        if key in seen:
            values = {"case_type": one.name, "department": names[one.department]}
            yield Hit("same-name-twice", "case_types", one.id, values)
        seen.add(key)
