"""The shares that stand on top, each with what it is a share of; weighted by cases, never by case types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Demand, Floats, PoolDemand, Rate

OF_CASES = "cases"
OF_CASES_REACHING = "cases_reaching_customer_service"


@dataclass(frozen=True)
class Headlines:
    """Three shares that must never be mistaken for each other (docs/method.md, what to compare with)."""

    share_levels_1_4: Rate
    first_contact_resolution: Rate
    solved_in_customer_service: Rate


def headlines(flows: Sequence[CaseTypeFlow], demand: Demand, memo: Memo | None = None) -> Headlines:
    """Return the shares of a year; ``flows`` and the demand's case types are in the same order.

    Classed as 1-4: of all cases whose steps have levels. Solved in the first sitting, and solved in
    customer service at all: of the cases that reach customer service and that figures cover.
    """
    memo = memo or Memo()
    rows = memo.each(
        "headline rows", demand.case_types, (), lambda at: _row(flows[at], demand.case_types[at])
    )
    sums: Floats = sum(memo.chunks("headline sums", rows, _sum), np.zeros(5))
    classed, low, reaching, first, solved = sums.tolist()
    return Headlines(
        Rate(low / classed if classed else None, OF_CASES),
        Rate(first / reaching if reaching else None, OF_CASES_REACHING),
        Rate(solved / reaching if reaching else None, OF_CASES_REACHING),
    )


def _row(flow: CaseTypeFlow, case_type: CaseTypeDemand) -> tuple[float, ...]:
    """Return cases with levels, those of 1-4; cases that reach us, those solved at once, and at all."""
    cases = 0.0 if flow.share_levels_1_4 is None else case_type.cases_per_year
    counts = flow.reaches_customer_service and case_type.is_covered
    reaching = case_type.cases_reaching if counts else 0.0
    return (
        cases,
        cases * (flow.share_levels_1_4 or 0.0),
        reaching,
        reaching * flow.first_contact_resolution,
        reaching * flow.solved_in_customer_service,
    )


def _sum(rows: Sequence[tuple[float, ...]]) -> Floats:
    found: Floats = np.array(rows).sum(axis=0)
    return found


def handled(pools: Sequence[PoolDemand]) -> dict[str, tuple[float, float]]:
    """Return contacts a year and the seconds of work with them, by each channel that is answered at once."""
    found: dict[str, tuple[float, float]] = {}
    for pool in pools:
        days = np.array([one.days for one in pool.day_types], dtype=float)
        for at, channel in enumerate(pool.real_time):
            contacts, work_s = found.get(channel, (0.0, 0.0))
            contacts += float(pool.offered[at].sum(axis=1) @ days)
            work_s += float(pool.work_s[at].sum(axis=1) @ days)
            found[channel] = (contacts, work_s)
    return found


def mean_handling_s(pools: Sequence[PoolDemand]) -> float | None:
    """Return the mean handling time of phone calls, chats and visits that are offered, in seconds."""
    found = handled(pools).values()
    contacts = sum(one for one, _ in found)
    return sum(work_s for _, work_s in found) / contacts if contacts else None
