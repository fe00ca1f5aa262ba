"""The results of every stage, as frozen values: what the chain hands on and documents print.

Times are seconds, work is hours per year, shares are 0-1, money is Decimal in the project's
currency. Arrays are numpy, with their shape in the field's comment, and are never written to.
Stages in order: flow, demand, staffing, release, costs, allocation, prices, financing, findings.
"""

from __future__ import annotations

from workbench.analysis.results.basis import Assumption, Disposition, Floats, Ints, Rate
from workbench.analysis.results.demand import CaseTypeDemand, ChannelDemand, DayType, Demand, PoolDemand
from workbench.analysis.results.money import (
    Allocation,
    BlockingGroup,
    CapitalYear,
    CoreTest,
    CostLine,
    Costs,
    DepartmentAmount,
    Financing,
    NetEffect,
    Portion,
    Price,
    ReleaseValue,
)
from workbench.analysis.results.process import CaseTypeFlow, Clause, StepFlow
from workbench.analysis.results.release import BalanceRow, Positions, Release, Released
from workbench.analysis.results.staffing import FTE_COMPONENTS, PoolPlan, Staffing
from workbench.analysis.results.whole import Finding, Results, Severity

__all__ = [
    "FTE_COMPONENTS",
    "Allocation",
    "Assumption",
    "BalanceRow",
    "BlockingGroup",
    "CapitalYear",
    "CaseTypeDemand",
    "CaseTypeFlow",
    "ChannelDemand",
    "Clause",
    "CoreTest",
    "CostLine",
    "Costs",
    "DayType",
    "Demand",
    "DepartmentAmount",
    "Disposition",
    "Financing",
    "Finding",
    "Floats",
    "Ints",
    "NetEffect",
    "PoolDemand",
    "PoolPlan",
    "Portion",
    "Positions",
    "Price",
    "Rate",
    "Release",
    "ReleaseValue",
    "Released",
    "Results",
    "Severity",
    "Staffing",
    "StepFlow",
]
