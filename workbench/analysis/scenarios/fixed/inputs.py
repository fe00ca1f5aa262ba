"""What a calculation was made from, small enough to keep with it: enough to say later what was changed since.

Of a case type four marks are kept (volumes, minutes, levels, flows) and its contacts per year; of every other item
one mark (and the amount, where it has one); of what holds for the whole project the values themselves. Names stand
in one place beside all that, by id: there a purge finds them.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workbench.analysis.engine import find_scenario
from workbench.analysis.fingerprint import INPUTS
from workbench.analysis.results import CaseTypeDemand, Results
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.analysis.spoken import level_range
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.record import Item
from workbench.model.volumes import Estimate

ASPECTS = ("volumes", "minutes", "levels", "flows")
"""What the four marks of a case type are of, in order."""
_MARK_BYTES = 4
_COUNTED_APART = "case_types"
OTHERS = tuple(name for name in INPUTS if name != _COUNTED_APART)


def inputs_of(project: Project, results: Results) -> dict[str, Any]:
    """Return what ``results`` of ``project`` were made from, as JSON values.

    ``terms``: what holds in the scenario, by name. ``others``: {collection: {id: mark}}. ``case_types``:
    {id: [contacts per year, mark of each aspect ...]}, contacts None where nobody said how many.
    """
    scenario = find_scenario(project, results.scenario) if project.scenarios else None
    years = zip(project.case_types, results.demand.case_types, strict=True)
    return {
        "terms": terms_of(project, scenario_terms(project, scenario)),
        "others": {name: {one.id: _mark_of(one) for one in getattr(project, name)} for name in OTHERS},
        "case_types": {one.id: _case_type(one, year) for one, year in years},
    }


def names_of(project: Project) -> dict[str, str]:
    """Return the name of every item that figures are of, by its id."""
    collections = (*INPUTS, "scenarios")
    return {one.id: name for path in collections for one in getattr(project, path) if (name := _name(one))}


def _name(item: Item) -> str:
    return str(getattr(item, "name", ""))


def terms_of(project: Project, terms: ScenarioTerms) -> dict[str, Any]:
    """Return what holds for the whole project in a scenario, by name: figures, or a mark where it is a table."""
    cost, flow, scenario = project.settings.adviser_cost, terms.flow, terms.scenario
    leading = cost.model_dump(mode="json", exclude={"salary_per_month", "source"})
    return {
        "planning_year": str(terms.planning_year),
        "levels": level_range(flow.levels),
        "wrap_up_s": flow.wrap_up_s,
        "triage_s": flow.triage_s,
        "handling_time_change": flow.handling_time_change,
        "paid_hours_per_fte": terms.paid_hours_per_fte,
        "absence_share": terms.absence_share,
        "internal_time_share": terms.internal_time_share,
        "realisable_share": terms.realisable_share,
        "back_office_working_days": terms.back_office_working_days,
        "adviser_salary_per_month": str(terms.adviser_salary_per_month),
        "employer_contribution": terms.employer_contribution,
        "interest_rate": terms.interest_rate,
        "allocation_key": terms.allocation_key.value,
        "financing": terms.financing.value,
        "rules": mark([one.value for one in flow.movements]),
        "waves": mark(scenario.through_wave),
        "step_overrides": mark(sorted((one, said.value) for one, said in flow.step_decisions.items())),
        "deflections": mark([one.as_json() for one in scenario.deflections]),
        "targets": mark([one.as_json() for one in scenario.targets]),
        "opening_hours": mark([one.as_json() for one in scenario.opening_hours]),
        "leading": mark(leading),
    }


def mark(value: Any) -> str:
    """Return eight hexadecimal digits that are others as soon as ``value`` is another."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=_MARK_BYTES).hexdigest()


def _mark_of(item: Item) -> str:
    """Return the mark of an item, and behind a colon the amount that it says, if it is one that does."""
    made = mark(item.model_dump(mode="json", exclude={"note", "source"}))
    amount = getattr(item, "amount", None)
    return made if amount is None else f"{made}:{amount}"


def _case_type(case_type: CaseType, year: CaseTypeDemand) -> list[Any]:
    checkpoint()
    said = [
        one.model_dump(mode="json", exclude={"said", "said_by", "note", "source"})
        for one in case_type.volumes
    ]
    minutes = [
        (step.id, _minutes(step.minutes_today), _minutes(step.minutes_in_customer_service))
        for step in case_type.steps
    ]
    levels = [
        (step.id, step.level, step.decision, step.kind, step.unit, step.proposed_unit, step.is_split_done,
         step.is_only_proposed, bool(step.exception))
        for step in case_type.steps
    ]  # fmt: skip
    flows = [(flow.source, flow.target, flow.probability) for flow in case_type.flows]
    return [
        year.contacts_per_year if case_type.volumes else None,
        mark([said, case_type.contacts_per_case, case_type.profile]),
        mark([minutes, _minutes(case_type.follow_up_minutes)]),
        mark([levels, case_type.scope, case_type.wave, case_type.department, case_type.unit]),
        mark([flows, case_type.start]),
    ]


def _minutes(said: Estimate | None) -> list[float] | None:
    return None if said is None else [said.low, said.likely, said.high]
