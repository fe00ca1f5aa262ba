"""What becomes of each step in a scenario: the seven rules, of which the first that applies decides."""

from __future__ import annotations

from workbench.analysis.results import Disposition
from workbench.analysis.scenario import FlowTerms
from workbench.model.case_types import CaseType, Scope
from workbench.model.process import Step, StepDecision
from workbench.model.rosa import Movement

_STAYING_DECISIONS = (StepDecision.STAY, StepDecision.PARKING_LOT)


def is_as_today(case_type: CaseType, terms: FlowTerms) -> bool:
    """Tell whether ``case_type`` stays out of customer service: out of scope, or a later wave (rule 1)."""
    return case_type.scope is Scope.OUT or case_type.wave in terms.later_waves


def disposition(step: Step, terms: FlowTerms) -> Disposition:
    """Return what becomes of a step of a case type that does reach customer service (rules 2-7).

    The scenario's decision on a step goes before the project's. An exception lets a level that stays by the
    rule table pass rule 4; whether it moves is still for its decision and the scenario's levels to say.
    """
    decision = terms.step_decisions.get(step.id, step.decision) if terms.step_decisions else step.decision
    if decision is StepDecision.ABOLISH:
        return Disposition.DROPPED
    if decision is StepDecision.E_SERVICE:
        return Disposition.E_SERVICE
    if step.level is None or step.level not in terms.levels:
        return Disposition.STAYS
    movement = terms.movements[step.level]
    if movement is Movement.REFUSED:
        return Disposition.STAYS
    if movement is Movement.STAYS and not step.exception.strip():
        return Disposition.STAYS
    if decision in _STAYING_DECISIONS or (decision is StepDecision.SPLIT and not step.is_split_done):
        return Disposition.STAYS
    return Disposition.MOVES
