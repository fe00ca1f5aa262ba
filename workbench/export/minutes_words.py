"""How minutes write what the model holds as values: scopes, decisions on steps, amounts and minutes."""

from __future__ import annotations

from workbench.locale import Texts
from workbench.model.case_types import Scope
from workbench.model.process import StepDecision
from workbench.model.programme import ActionState
from workbench.model.text import N_
from workbench.model.volumes import Counts, Estimate, Period, Volume

_SCOPES = {Scope.IN: N_("Yes"), Scope.OUT: N_("No"), Scope.OPEN: N_("Not decided")}
_DECISIONS = {
    StepDecision.MOVE: N_("Move"),
    StepDecision.STAY: N_("Stay"),
    StepDecision.SPLIT: N_("Split"),
    StepDecision.E_SERVICE: N_("E-service"),
    StepDecision.ABOLISH: N_("Abolish"),
    StepDecision.PARKING_LOT: N_("Parking lot"),
}
_STATES = {ActionState.OPEN: N_("Open"), ActionState.DONE: N_("Done"), ActionState.DROPPED: N_("Dropped")}
_PER = {
    Period.DAY: N_("{n} per day"),
    Period.WEEK: N_("{n} per week"),
    Period.MONTH: N_("{n} per month"),
    Period.YEAR: N_("{n} per year"),
}


def scope_word(scope: Scope, texts: Texts) -> str:
    """Return whether a case type is part of the assignment: yes, no or not decided."""
    return texts(_SCOPES[scope])


def decision_word(decision: StepDecision | None, texts: Texts) -> str:
    """Return what the room decided about a step, a dash where it did not."""
    return texts(_DECISIONS[decision]) if decision else "–"


def state_word(state: ActionState, texts: Texts) -> str:
    """Return how far a question has come."""
    return texts(_STATES[state])


def range_text(low: float, likely: float, high: float, texts: Texts) -> str:
    """Return "8 (5–12)": the likely value, and the range where it is one."""

    def number(value: float) -> str:
        return texts.number(value, 0 if float(value).is_integer() else 1)

    if low == high:
        return number(likely)
    return f"{number(likely)}\u00a0({number(low)}–{number(high)})"


def minutes_text(estimate: Estimate | None, texts: Texts) -> str:
    """Return minutes as "8 (5–12)", a dash where nobody said any."""
    return range_text(estimate.low, estimate.likely, estimate.high, texts) if estimate else "–"


def volume_text(volume: Volume, texts: Texts) -> str:
    """Return what was said of a volume, per the period that it was said for; cases are told from contacts."""
    said = _per_period(volume, texts)
    return texts("{volume}, counted as cases", volume=said) if volume.counts is Counts.CASES else said


def _per_period(volume: Volume, texts: Texts) -> str:
    amount = range_text(volume.low, volume.likely, volume.high, texts)
    if volume.per is Period.MEASURED and volume.measured_from and volume.measured_to:
        return texts(
            "{n} counted from {first} to {last}",
            n=amount,
            first=texts.date(volume.measured_from),
            last=texts.date(volume.measured_to),
        )
    return texts(_PER.get(volume.per, _PER[Period.YEAR]), n=amount)
