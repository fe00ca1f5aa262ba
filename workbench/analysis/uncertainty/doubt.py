"""How much doubt the guesses leave in customer service's hours: which figure is worth measuring first.

A quick reckoning from the ranges that people gave, for ranking; the width of a result belongs to the
uncertainty of a scenario.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from workbench.analysis.demand.estimates import ends, mean_of
from workbench.analysis.demand.volume_year import counting_volumes
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Disposition
from workbench.model.case_types import CaseType
from workbench.model.volumes import Source

UNSAID_RATIO = 2.0
"""The 90th over the 10th percentile of a guess or an estimate that somebody gave as one figure."""
CORRELATION = 0.3
"""How much the errors of one department's estimates go together."""
P90 = 1.2815515655446004
"""Standard deviations from the mean to the 90th percentile of a normal distribution."""
_MEASURED = (Source.MEASUREMENT, Source.SYSTEM_STATISTICS)
_UNSAID = math.log(UNSAID_RATIO) / (2 * P90)


class Doubt(NamedTuple):
    """Standard deviations in hours per year of figures that nobody measured: their sum, and their squares'."""

    n: int
    sum_hours: float
    squares: float


def relative_deviation(
    low: float, likely: float, high: float, source: Source, *, are_p10_p90: bool = False
) -> float:
    """Return the standard deviation of an estimate over its mean; 0 for what was measured.

    That of the PERT distribution, sqrt((mean - lowest)(highest - mean) / 7). A single figure has none, but a
    single guess is not certain: then 90th / 10th percentile = UNSAID_RATIO.
    """
    if source in _MEASURED or high <= 0:
        return 0.0
    if low == high:
        return _UNSAID
    mean = mean_of(low, likely, high, are_p10_p90)
    lowest, highest = ends(low, likely, high) if are_p10_p90 else (low, high)
    return math.sqrt((mean - lowest) * (highest - mean) / 7) / mean


def volume_doubt(case_type: CaseType, year: CaseTypeDemand, *, are_p10_p90: bool = False) -> Doubt:
    """Return the doubt that ``case_type``'s volumes leave: hours of a channel x relative deviation."""
    if not year.is_covered:
        return Doubt(0, 0.0, 0.0)
    hours = {(one.channel, one.is_booked): (one.work_s + one.deferred_work_s) / 3600 for one in year.channels}
    n, total, squares = 0, 0.0, 0.0
    for (channel, is_booked), volumes in counting_volumes(case_type.volumes).items():
        means = [mean_of(one.low, one.likely, one.high, are_p10_p90) for one in volumes]
        whole = sum(means)
        for volume, mean in zip(volumes, means, strict=True):
            relative = relative_deviation(
                volume.low, volume.likely, volume.high, volume.source, are_p10_p90=are_p10_p90
            )
            if relative and whole:
                deviation = relative * hours.get((channel.value, is_booked), 0.0) * mean / whole
                n, total, squares = n + 1, total + deviation, squares + deviation**2
    return Doubt(n, total, squares)


def minutes_doubt(
    case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand, *, are_p10_p90: bool = False
) -> Doubt:
    """Return the doubt that the minutes of ``case_type``'s moved steps leave, in customer service's hours."""
    if not year.is_covered:
        return Doubt(0, 0.0, 0.0)
    coming = sum(one.first_contacts for one in year.channels)
    deflected = sum(one.cases_deflected for one in year.channels)
    n, total, squares = 0, 0.0, 0.0
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        said = step.minutes_in_customer_service or step.minutes_today
        if result.disposition is not Disposition.MOVES or said is None or not result.minutes_after:
            continue
        relative = relative_deviation(said.low, said.likely, said.high, said.source, are_p10_p90=are_p10_p90)
        if relative:
            cases = coming if result.is_contact else coming + deflected
            deviation = relative * cases * result.visits * result.minutes_after / 60
            n, total, squares = n + 1, total + deviation, squares + deviation**2
    return Doubt(n, total, squares)


def together(sum_hours: float, squares: float) -> float:
    """Return the standard deviation of a sum whose parts correlate by CORRELATION."""
    return math.sqrt((1 - CORRELATION) * squares + CORRELATION * sum_hours**2)
