"""Findings, and everything together that a scenario gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from workbench.analysis.results.basis import Assumption, Rate
from workbench.analysis.results.demand import Demand
from workbench.analysis.results.money import Allocation, Costs, Financing, NetEffect
from workbench.analysis.results.process import CaseTypeFlow
from workbench.analysis.results.release import Release
from workbench.analysis.results.staffing import Staffing
from workbench.model.text import Message

if TYPE_CHECKING:
    from workbench.analysis.money.price_list import PriceList  # made of the results before it

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: which rule, how grave, where (path and id), what, and what to do.

    ``within`` are the ids of the items that it lies in, outermost first: a volume's id says nothing without its
    case type's. Of what lies deeper than in a case type, it is the outermost alone.
    """

    rule: str
    severity: Severity
    place: str
    id: str
    what: Message
    remedy: Message
    within: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that a scenario of a project gives. Made by :mod:`workbench.analysis.engine` alone."""

    scenario: str
    scenario_name: str
    planning_year: int
    levels_moved: tuple[int, ...]
    assumptions: tuple[Assumption, ...]
    flows: tuple[CaseTypeFlow, ...]
    demand: Demand
    staffing: Staffing
    release: Release
    costs: Costs
    allocation: Allocation
    prices: PriceList
    financing: tuple[Financing, ...]
    net_effect: tuple[NetEffect, ...]
    findings: tuple[Finding, ...]
    share_volume_levels_1_4: Rate
    first_contact_resolution: Rate
    solved_in_customer_service: Rate
    handoffs_per_year: float
    ping_pong_per_year: float
    inputs_hash: str
    uncertainty: dict[str, Any] | None = None
