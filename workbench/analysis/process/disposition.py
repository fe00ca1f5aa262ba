"""What becomes of each step in a scenario: the seven rules, of which the first that applies decides."""

from __future__ import annotations

from workbench.analysis.results import Disposition
from workbench.analysis.scenario import FlowTerms
from workbench.model.case_types import CaseType, Scope
from workbench.model.process import Step, StepDecision
from workbench.model.rosa import Movement

# Names of their own: Python 3.11 takes six times as long to find a member in its enumeration.
_ABOLISH, _E_SERVICE, _SPLIT = StepDecision.ABOLISH, StepDecision.E_SERVICE, StepDecision.SPLIT
_DROPPED, _TO_E_SERVICE = Disposition.DROPPED, Disposition.E_SERVICE
_STAYS, _MOVES = Disposition.STAYS, Disposition.MOVES
_REFUSED, _BY_RULE_STAYS, _OUT = Movement.REFUSED, Movement.STAYS, Scope.OUT
_STAYING_DECISIONS = (StepDecision.STAY, StepDecision.PARKING_LOT)


def is_as_today(case_type: CaseType, terms: FlowTerms) -> bool:
    """Tell whether ``case_type`` stays out of customer service: out of scope, or a later wave (rule 1)."""
    return case_type.scope is _OUT or case_type.wave in terms.later_waves


def disposition(step: Step, terms: FlowTerms) -> Disposition:
    """Return what becomes of a step of a case type that does reach customer service (rules 2-7).

    The scenario's decision on a step goes before the project's. An exception lets a level that stays by the
    rule table pass rule 4; whether it moves is still for its decision and the scenario's levels to say.
    """
    decision = terms.step_decisions.get(step.id, step.decision) if terms.step_decisions else step.decision
    if decision is _ABOLISH:
        return _DROPPED
    if decision is _E_SERVICE:
        return _TO_E_SERVICE
    if step.level is None or step.level not in terms.levels:
        return _STAYS
    movement = terms.movements[step.level]
    if movement is _REFUSED:
        return _STAYS
    if movement is _BY_RULE_STAYS and not step.exception.strip():
        return _STAYS
    if decision in _STAYING_DECISIONS or (decision is _SPLIT and not step.is_split_done):
        return _STAYS
    return _MOVES
