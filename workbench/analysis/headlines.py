"""The shares that stand on top, each with what it is a share of; weighted by cases, never by case types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.results import CaseTypeFlow, Demand, Floats, Rate

OF_CASES = "cases"
OF_CASES_REACHING = "cases_reaching_customer_service"


@dataclass(frozen=True)
class Headlines:
    """Three shares that must never be mistaken for each other (domain.md, section 3)."""

    share_levels_1_4: Rate
    first_contact_resolution: Rate
    solved_in_customer_service: Rate


def headlines(flows: Sequence[CaseTypeFlow], demand: Demand) -> Headlines:
    """Return the shares of a year. A case type that figures leave out is left out here.

    Classed as 1-4: of all cases whose steps have levels. Solved in the first sitting, and solved in
    customer service at all: of the cases that reach customer service.
    """
    by_id = {one.case_type: one for one in demand.case_types}
    pairs = [(flow, by_id[flow.case_type]) for flow in flows if flow.case_type in by_id]
    classed = [(flow, case) for flow, case in pairs if flow.share_levels_1_4 is not None]
    reaching = [(flow, case) for flow, case in pairs if flow.reaches_customer_service and case.is_covered]
    shares = np.array([flow.share_levels_1_4 for flow, _ in classed], dtype=float)
    return Headlines(
        _weighted(shares, np.array([case.cases_per_year for _, case in classed]), OF_CASES),
        _weighted(
            np.array([flow.first_contact_resolution for flow, _ in reaching]),
            np.array([case.cases_reaching for _, case in reaching]),
            OF_CASES_REACHING,
        ),
        _weighted(
            np.array([flow.solved_in_customer_service for flow, _ in reaching]),
            np.array([case.cases_reaching for _, case in reaching]),
            OF_CASES_REACHING,
        ),
    )


def _weighted(values: Floats, weights: Floats, of: str) -> Rate:
    total = float(weights.sum())
    return Rate(float(values @ weights) / total if total > 0 else None, of)
