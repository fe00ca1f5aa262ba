"""The one place that runs the stages in order, and runs again only those whose inputs are new.

A project shares with the one before it everything that an edit did not touch, so an input is the
same when it is the same object; nothing is compared by value. What a stage reads is listed where it
is run: a field that is missing there would leave an old figure standing, so a test changes each
collection in turn and compares with a fresh engine.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import import_module

from workbench.analysis import money
from workbench.analysis.demand.calendar import public_holidays
from workbench.analysis.demand.contacts import demand as demand_of
from workbench.analysis.findings import findings as findings_of
from workbench.analysis.fingerprint import inputs_hash
from workbench.analysis.headlines import headlines
from workbench.analysis.memo import Memo
from workbench.analysis.people.release import release as release_of
from workbench.analysis.people.staffing import plan_staffing, scaled, staffing_assumptions
from workbench.analysis.process.flow import flow_assumptions
from workbench.analysis.process.flow import flows as flows_of
from workbench.analysis.results import (
    Allocation,
    Assumption,
    CaseTypeFlow,
    Costs,
    Demand,
    Financing,
    NetEffect,
    Release,
    Results,
    Staffing,
)
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.text import N_, ProjectError, message

_MANY_OBJECTS = 100_000
"""New objects after which a pass of the collector over them would be felt: some 10 ms."""


class NoSuchScenarioError(ProjectError):
    """Somebody named a scenario that the project does not have: wrong usage on the command line."""

    exit_code = 2


def find_scenario(project: Project, wanted: str | None = None) -> Scenario | None:
    """Return the scenario with the id or name ``wanted``; None: the chosen one, else the first, else None.

    Raises NoSuchScenarioError, which names those there are.
    """
    if wanted is None:
        wanted = project.settings.chosen_scenario
        if wanted is None:
            return project.scenarios[0] if project.scenarios else None
    by_name = [one for one in project.scenarios if one.name == wanted]
    for one in (*(one for one in project.scenarios if one.id == wanted), *by_name):
        return one
    raise NoSuchScenarioError(
        message(
            N_("There is no scenario {wanted}. There are: {known}."),
            wanted=wanted,
            known=", ".join(one.name for one in project.scenarios) or "-",
        )
    )


@dataclass(frozen=True, eq=False)
class _Money:
    """The stages that deal in amounts, which all rest on the same inputs."""

    costs: Costs
    allocation: Allocation
    prices: money.PriceList
    financing: tuple[Financing, ...]
    net_effect: tuple[NetEffect, ...]


@dataclass(frozen=True, eq=False)
class Costing:
    """What a scenario costs, and what that rests on; nobody asked yet who is relieved and who pays."""

    flows: tuple[CaseTypeFlow, ...]
    demand: Demand
    costs: Costs


class Engine:
    """Keeps each scenario's stages between calls; one per open project. Not for several threads at once.

    With ``keeps_all`` it also keeps what it made of a case type before the last call: for whoever goes to and fro
    between many settings of one scenario, and lets go of the engine afterwards.
    """

    def __init__(self, *, keeps_all: bool = False) -> None:
        self._memos: dict[str, Memo] = {}
        self._shared = Memo()
        self._keeps_all = keeps_all

    def results(self, project: Project, scenario_id: str | None = None, *, pause: Pause = nothing) -> Results:
        """Return everything that a scenario (None: the chosen one) of ``project`` gives.

        The same object as last time where nothing that figures rest on has changed. ``pause`` is called
        every few milliseconds; what it raises ends the run, and the next one goes on from what was
        finished. Raises ProjectError for a scenario that is not there, a process without an end, or a
        target beyond reach.
        """
        scenario = find_scenario(project, scenario_id)
        memo = self._memo(scenario)
        with pausing(pause), _collector_off():
            return _Chain(project, scenario, memo).results()

    def figures(self, project: Project, scenario: Scenario | None, *, pause: Pause = nothing) -> Results:
        """Return what ``scenario`` would give, be it in ``project`` or not: all but findings and inputs' hash.

        For whoever tries many: scenarios with the same id share what is the same in them.
        """
        memo = self._memo(scenario)
        with pausing(pause), _collector_off():
            return _Chain(project, scenario, memo).figures()

    def costing(self, project: Project, scenario: Scenario, *, pause: Pause = nothing) -> Costing:
        """Return what ``scenario`` would cost, as :meth:`figures` does, and nothing that does not bear on it."""
        with pausing(pause), _collector_off():
            return _Chain(project, scenario, self._memo(scenario)).costing()

    def beside(self, *, keeps_all: bool = False) -> Engine:
        """Return an engine for trying things out, in the same thread: what it finds does not come back into this one.

        It knows what this one knows; with ``keeps_all`` the processes alone, since it keeps the rest in another way.
        """
        other = Engine(keeps_all=keeps_all)
        other._shared = self._shared
        if not keeps_all:
            other._memos = {name: memo.copy() for name, memo in self._memos.items()}
        return other

    def _memo(self, scenario: Scenario | None) -> Memo:
        name = scenario.id if scenario else ""
        if name not in self._memos:
            self._memos[name] = Memo(self._shared, keeps_all=self._keeps_all)
        return self._memos[name]


@contextmanager
def _collector_off() -> Iterator[None]:
    """Spare a big project the garbage collector's passes: what a run makes is kept, and has no cycles.

    After a run that made very much, all of it would be looked through at once as soon as the collector is on
    again, which stops every thread for a fifth of a second; so it is put where no pass looks.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY_OBJECTS:
                gc.freeze()
            gc.enable()


def warm_up(country: str, year: int, pause: Pause = nothing) -> None:
    """Load what the first run for ``country`` and ``year`` needs beside the project, in small pieces."""
    with pausing(pause):
        for name in ("numpy.ma", "dateutil.parser", "holidays", "holidays.countries"):
            checkpoint()
            import_module(name)
        checkpoint()
        public_holidays(country, year)
        checkpoint()


class _Chain:
    """One run over a project: every stage with what it reads."""

    def __init__(self, project: Project, scenario: Scenario | None, memo: Memo) -> None:
        self.project = project
        self.scenario = scenario
        self.memo = memo

    def results(self) -> Results:
        """Run what has to run, and put it together."""
        return self._with_findings(self.figures())

    def figures(self) -> Results:
        """Return everything that is a figure; findings look at the whole project and take as long."""
        terms = self._terms()
        flows = self._flows(terms)
        demand = self._demand(terms, flows)
        staffing = self._staffing(terms, demand)
        release = self._release(terms, flows, demand, staffing)
        amounts = self._money(terms, flows, demand, staffing, release)
        inputs = (terms, flows, demand, staffing, release, amounts)
        return self.memo.once("results", inputs, lambda: self._put_together(*inputs))

    def costing(self) -> Costing:
        """Return the figures as far as they bear on what all of it costs."""
        terms = self._terms()
        flows = self._flows(terms)
        demand = self._demand(terms, flows)
        return Costing(flows, demand, self._costs(terms, demand, self._staffing(terms, demand)))

    def _terms(self) -> ScenarioTerms:
        p = self.project
        reads = (p.settings, p.municipality, p.units, p.case_types, p.pools, p.waves, self.scenario)
        made = self.memo.once("terms", reads, lambda: scenario_terms(p, self.scenario, self.memo))
        return self.memo.same("terms", made)

    def _flows(self, terms: ScenarioTerms) -> tuple[CaseTypeFlow, ...]:
        reads = (self.project.case_types, terms.flow)
        return self.memo.once("flows", reads, lambda: flows_of(self.project, terms, self.memo))

    def _demand(self, terms: ScenarioTerms, flows: tuple[CaseTypeFlow, ...]) -> Demand:
        p = self.project
        reads = (p.case_types, p.profiles, p.settings, p.municipality, terms, flows)
        return self.memo.once("demand", reads, lambda: demand_of(p, terms, flows, self.memo))

    def _staffing(self, terms: ScenarioTerms, demand: Demand) -> Staffing:
        cost = self.project.settings.adviser_cost
        return self.memo.once("staffing", (terms, cost, demand), lambda: plan_staffing(terms, cost, demand))

    def _release(
        self, terms: ScenarioTerms, flows: tuple[CaseTypeFlow, ...], demand: Demand, staffing: Staffing
    ) -> Release:
        p = self.project
        reads = (
            *(p.departments, p.units, p.roles, p.frontline_positions, p.case_types),
            *(p.settings, p.municipality, p.waves),
            *(terms, flows, demand, staffing),
        )
        return self.memo.once(
            "release", reads, lambda: release_of(p, terms, flows, demand, staffing, self.memo)
        )

    def _costs(self, terms: ScenarioTerms, demand: Demand, staffing: Staffing) -> Costs:
        p = self.project
        reads = (
            *(p.departments, p.units, p.cost_items, p.investments, p.settings, p.municipality),
            *(terms, demand, staffing),
        )
        return self.memo.once("costs", reads, lambda: money.costs(p, terms, staffing, demand))

    def _money(
        self,
        terms: ScenarioTerms,
        flows: tuple[CaseTypeFlow, ...],
        demand: Demand,
        staffing: Staffing,
        release: Release,
    ) -> _Money:
        p = self.project
        reads = (
            *(p.departments, p.units, p.roles, p.frontline_positions, p.cost_items, p.investments),
            *(p.settings, p.municipality),
            *(terms, flows, demand, staffing, release),
        )
        return self.memo.once("money", reads, lambda: self._amounts(terms, flows, demand, staffing, release))

    def _amounts(
        self,
        terms: ScenarioTerms,
        flows: tuple[CaseTypeFlow, ...],
        demand: Demand,
        staffing: Staffing,
        release: Release,
    ) -> _Money:
        p = self.project

        def replan(factor: Decimal) -> Decimal:
            planned = self._staffing_at(terms, demand, factor)
            checkpoint()
            return money.cost_as_planned(p, money.costs(p, terms, planned, demand), planned, demand, factor)

        costs = self._costs(terms, demand, staffing)
        checkpoint()
        allocation = money.allocation(p, terms, costs, staffing, flows, demand)
        checkpoint()
        prices = money.prices(p, terms, costs, allocation, flows, demand)
        checkpoint()
        ways = money.financing(p, terms, costs, allocation, prices, staffing, release, demand, replan)
        effect = money.net_effect(p, terms, costs, allocation, ways, release)
        return _Money(costs, allocation, prices, ways, effect)

    def _staffing_at(self, terms: ScenarioTerms, demand: Demand, factor: Decimal) -> Staffing:
        """Return the plan for the demand's volume x ``factor``, kept while only money changes."""
        cost = self.project.settings.adviser_cost
        return self.memo.once(
            f"staffing at {factor}",
            (terms, cost, demand),
            lambda: plan_staffing(terms, cost, scaled(demand, float(factor)), hours_only=True),
        )

    def _put_together(
        self,
        terms: ScenarioTerms,
        flows: tuple[CaseTypeFlow, ...],
        demand: Demand,
        staffing: Staffing,
        release: Release,
        amounts: _Money,
    ) -> Results:
        checkpoint()
        head = headlines(flows, demand, self.memo)
        checkpoint()
        return Results(
            scenario=terms.scenario.id,
            scenario_name=terms.scenario.name,
            planning_year=terms.planning_year,
            levels_moved=tuple(sorted(terms.flow.levels)),
            assumptions=_assumptions(terms, flows, demand),
            flows=flows,
            demand=demand,
            staffing=staffing,
            release=release,
            costs=amounts.costs,
            allocation=amounts.allocation,
            prices=amounts.prices,
            financing=amounts.financing,
            net_effect=amounts.net_effect,
            findings=(),
            share_volume_levels_1_4=head.share_levels_1_4,
            first_contact_resolution=head.first_contact_resolution,
            solved_in_customer_service=head.solved_in_customer_service,
            handoffs_per_year=release.total.handoffs_per_year,
            ping_pong_per_year=release.total.ping_pong_per_year,
            inputs_hash="",
        )

    def _with_findings(self, drawn_up: Results) -> Results:
        """Return ``drawn_up`` with its findings, which look at the whole project, and its inputs' hash."""
        p, memo = self.project, self.memo
        findings = memo.once("findings", (p, drawn_up), lambda: findings_of(p, drawn_up, memo))
        checkpoint()
        findings = memo.same("findings", findings)
        checkpoint()
        inputs = memo.same("hash", inputs_hash(p, self.scenario, memo))
        return memo.once(
            "with findings",
            (drawn_up, findings, inputs),
            lambda: replace(drawn_up, findings=findings, inputs_hash=inputs),
        )


def _assumptions(
    terms: ScenarioTerms, flows: tuple[CaseTypeFlow, ...], demand: Demand
) -> tuple[Assumption, ...]:
    """Return every default that was used in place of something unsaid, each once."""
    found = (*terms.assumptions, *flow_assumptions(flows, terms), *staffing_assumptions(terms, demand))
    return tuple(dict.fromkeys(found))
