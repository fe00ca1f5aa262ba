"""What holds in a scenario, resolved once: the scenario's word, else the project's, else the default.

Every stage reads its terms from here, so that no two of them can mean different things; every default
that stepped in is listed as an assumption.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis import defaults
from workbench.analysis.memo import Memo
from workbench.analysis.results import Assumption
from workbench.model.case_types import CaseType
from workbench.model.costs import DatedRate
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.rosa import DEFAULT_RULES, LEVELS, Movement
from workbench.model.scenarios import AllocationKey, Deflection, FinancingModel, Scenario
from workbench.model.service import Pool, ServiceTarget
from workbench.model.text import N_
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel

_SHARE = N_("share")
_SECONDS = N_("seconds")
_WORKING_DAYS = N_("working days")


@dataclass(frozen=True)
class FlowTerms:
    """What decides the process of a case type. Equal values give equal flows.

    ``movements[level]`` is the rule table's word, with an unused entry 0. ``later_waves`` start after the
    scenario's last wave. ``handling_time_change`` is a share (0.1: ten percent longer).
    """

    levels: frozenset[int]
    movements: tuple[Movement, ...]
    later_waves: frozenset[str]
    step_decisions: dict[str, StepDecision]
    handling_time_change: float
    wrap_up_s: float
    triage_s: float
    are_p10_p90: bool


@dataclass(frozen=True)
class ScenarioTerms:
    """What holds in ``scenario`` (as the project says, where it was None), with nothing left open.

    ``pools`` have the scenario's opening hours; without any in the project there is one for all channels.
    Hours per year of a full-time position: ``paid_hours_per_fte`` contains public holidays, and so does
    ``absence_share``; ``hours_per_fte`` are the productive ones. ``realisable_by_unit`` names units with a
    share of their own; a scenario's realisable share replaces theirs too. Rates: None if nobody said one.
    """

    scenario: Scenario
    planning_year: int
    country: str
    flow: FlowTerms
    pools: tuple[Pool, ...]
    deflection_shares: dict[tuple[str | None, Channel], float]
    paid_hours_per_fte: float
    absence_share: float
    internal_time_share: float
    realisable_share: float
    realisable_by_unit: dict[str, float]
    back_office_working_days: float
    deferred_is_interruptible: bool
    adviser_salary_per_month: Decimal
    employer_contribution: float | None
    interest_rate: float | None
    allocation_key: AllocationKey
    financing: FinancingModel
    assumptions: tuple[Assumption, ...]

    @property
    def hours_per_fte(self) -> float:
        """Productive hours per year of a full-time position: paid x (1 - absence) x (1 - internal time)."""
        return self.paid_hours_per_fte * (1 - self.absence_share) * (1 - self.internal_time_share)

    def deflection(self, case_type: str, channel: Channel) -> float:
        """Return the share of a case type's cases that leaves ``channel`` for the e-service.

        A deflection of the case type goes before one of all case types.
        """
        shares = self.deflection_shares
        return shares.get((case_type, channel), shares.get((None, channel), 0.0))

    def realisable(self, unit: str | None) -> float:
        """Return the share of the hours released in ``unit`` that become positions."""
        return self.realisable_by_unit.get(unit or "", self.realisable_share)

    def pool_of(self, channel: Channel) -> Pool:
        """Return the pool that serves ``channel``: one that lists it, else one for all, else the first.

        So no contact is lost because a list of channels forgot it.
        """
        for pool in self.pools:
            if channel in pool.channels:
                return pool
        return next((pool for pool in self.pools if not pool.channels), self.pools[0])


def scenario_terms(project: Project, scenario: Scenario | None, cache: Memo | None = None) -> ScenarioTerms:
    """Return what holds in ``scenario``; None stands for the project as it is, levels 1-3, all waves."""
    settings = project.settings
    scenario = scenario or Scenario(id="as_the_project_says", name="")
    noted: list[Assumption] = []
    pools = _pools(project, scenario)
    paid, absence, internal = _working_time(project, scenario, noted)
    realisable = scenario.realisable_share
    by_unit = {u.id: u.realisable_share for u in project.units if u.realisable_share is not None}
    if realisable is not None:
        by_unit = {}
    else:
        realisable = _or_default(
            noted,
            settings.realisable_share,
            N_("Realisable share of released hours"),
            defaults.REALISABLE_SHARE,
        )
    back_office = _or_default(
        noted,
        settings.back_office_working_days,
        N_("Moved back-office work is done within"),
        defaults.BACK_OFFICE_WORKING_DAYS,
        _WORKING_DAYS,
    )
    flow = _flow_terms(project, scenario, noted)
    _note_promises(_channels_in_use(project, cache or Memo()), scenario, pools, noted)
    first_day = dt.date(settings.planning_year, 1, 1)
    return ScenarioTerms(
        scenario=scenario,
        planning_year=settings.planning_year,
        country=project.municipality.country,
        flow=flow,
        pools=pools,
        deflection_shares=_deflections(scenario.deflections),
        paid_hours_per_fte=paid,
        absence_share=absence,
        internal_time_share=internal,
        realisable_share=realisable,
        realisable_by_unit=by_unit,
        back_office_working_days=back_office,
        deferred_is_interruptible=settings.deferred_is_interruptible,
        adviser_salary_per_month=(
            settings.adviser_cost.salary_per_month
            if scenario.adviser_salary_per_month is None
            else scenario.adviser_salary_per_month
        ),
        employer_contribution=_rate(
            scenario.employer_contribution, settings.employer_contributions, first_day
        ),
        interest_rate=_rate(scenario.interest_rate, settings.interest_rates, first_day),
        allocation_key=scenario.allocation_key or settings.allocation_key,
        financing=scenario.financing or settings.financing,
        assumptions=tuple(noted),
    )


def _or_default(
    noted: list[Assumption],
    said: float | None,
    name: str,
    default: float,
    unit: str = _SHARE,
    *,
    source: str = defaults.PLANNING_NORM,
) -> float:
    """Return what was said, or ``default``, which is noted as an assumption then."""
    if said is not None:
        return said
    noted.append(Assumption(name, default, unit, source))
    return default


def _flow_terms(project: Project, scenario: Scenario, noted: list[Assumption]) -> FlowTerms:
    settings = project.settings
    rules = {rule.level: rule.movement for rule in (*DEFAULT_RULES, *settings.rules)}
    waves = [wave.id for wave in project.waves]
    last = waves.index(scenario.through_wave) if scenario.through_wave in waves else len(waves)
    return FlowTerms(
        levels=frozenset(scenario.levels),
        movements=(Movement.REFUSED, *(rules[level] for level in LEVELS)),
        later_waves=frozenset(waves[last + 1 :]),
        step_decisions={one.step: one.decision for one in scenario.step_overrides},
        handling_time_change=scenario.handling_time_change,
        wrap_up_s=_or_default(
            noted, settings.wrap_up_s, N_("Wrap-up after a contact"), defaults.WRAP_UP_S, _SECONDS
        ),
        triage_s=_or_default(
            noted,
            settings.triage_s,
            N_("Triage before a contact is put through"),
            defaults.TRIAGE_S,
            _SECONDS,
        ),
        are_p10_p90=settings.estimates_are == "p10_p90",
    )


def _pools(project: Project, scenario: Scenario) -> tuple[Pool, ...]:
    pools = project.pools or (Pool(id="customer_service", name=project.municipality.customer_service_name),)
    if not scenario.opening_hours:
        return pools
    return tuple(pool.changed(opening_hours=scenario.opening_hours) for pool in pools)


def _working_time(
    project: Project, scenario: Scenario, noted: list[Assumption]
) -> tuple[float, float, float]:
    """Return paid hours per year, absence share and internal time share of a full-time position."""
    said = project.settings.working_time
    country = project.municipality.country
    paid = _or_default(
        noted,
        said.paid_hours_per_year,
        N_("Paid hours per year of a full-time position"),
        defaults.PAID_HOURS_PER_YEAR[country],
        N_("hours"),
        source=N_("52 weeks of full-time working time, public holidays included"),
    )
    absence = said.absence_share if scenario.absence_share is None else scenario.absence_share
    absence = _or_default(noted, absence, N_("Absence, public holidays included"), defaults.ABSENCE_SHARE)
    internal = _or_default(noted, said.internal_time_share, N_("Internal time"), defaults.INTERNAL_TIME_SHARE)
    return paid, absence, internal


def _deflections(deflections: tuple[Deflection, ...]) -> dict[tuple[str | None, Channel], float]:
    """Return the share by (case type or None for all, channel); of two for the same, the later holds."""
    return {(one.case_type, one.channel): one.share for one in deflections}


def _rate(override: float | None, rates: tuple[DatedRate, ...], day: dt.date) -> float | None:
    """Return the rate that holds on ``day`` (the earliest where none holds yet), or the scenario's."""
    if override is not None or not rates:
        return override
    in_order = sorted(rates, key=lambda rate: rate.holds_from)
    return next((rate.rate for rate in reversed(in_order) if rate.holds_from <= day), in_order[0].rate)


def _note_promises(
    used: set[Channel], scenario: Scenario, pools: tuple[Pool, ...], noted: list[Assumption]
) -> None:
    """Note the default promises of the channels that residents use, where nobody promised anything."""
    for pool in pools:
        _or_default(
            noted,
            pool.minimum_presence,
            N_("Minimum presence"),
            defaults.MINIMUM_PRESENCE,
            N_("advisers"),
        )
        _or_default(noted, pool.max_occupancy, N_("Highest occupancy"), defaults.MAX_OCCUPANCY)
        said = (*pool.targets, *scenario.targets)
        for channel in REAL_TIME_CHANNELS:
            if channel in used and (not pool.channels or channel in pool.channels):
                _note_real_time(channel, said, noted)
        if any(_is_default_deferred(channel, said) for channel in used if channel in (pool.channels or used)):
            _or_default(
                noted,
                None,
                N_("E-mail, forms and post are answered within"),
                defaults.DEFERRED_WORKING_DAYS,
                _WORKING_DAYS,
            )
    noted[:] = list(dict.fromkeys(noted))


def _channels_in_use(project: Project, cache: Memo) -> set[Channel]:
    def of(case_types: Sequence[CaseType]) -> set[Channel]:
        return {volume.channel for case_type in case_types for volume in case_type.volumes}

    return set().union(*cache.chunks("channels in use", project.case_types, of))


def _is_default_deferred(channel: Channel, said: tuple[ServiceTarget, ...]) -> bool:
    return channel not in REAL_TIME_CHANNELS and not any(
        target.channel is channel and target.working_days is not None for target in said
    )


_REAL_TIME_DEFAULTS: dict[Channel, tuple[tuple[str, str, float, str], ...]] = {
    Channel.PHONE: (
        ("share", N_("Phone: share answered in time, of offered"), defaults.PHONE_SHARE, _SHARE),
        ("within_s", N_("Phone: in time means within"), defaults.PHONE_WITHIN_S, _SECONDS),
        ("answered_share", N_("Phone: share answered at all"), defaults.PHONE_ANSWERED, _SHARE),
        ("patience_s", N_("Phone: mean patience"), defaults.PHONE_PATIENCE_S, _SECONDS),
    ),
    Channel.VISIT: (
        ("share", N_("Visit: share received in time, of offered"), defaults.VISIT_SHARE, _SHARE),
        ("within_s", N_("Visit: in time means within"), defaults.VISIT_WITHIN_S, _SECONDS),
        ("patience_s", N_("Visit: mean patience"), defaults.VISIT_PATIENCE_S, _SECONDS),
    ),
    Channel.CHAT: (
        ("share", N_("Chat: share answered in time, of offered"), defaults.PHONE_SHARE, _SHARE),
        ("within_s", N_("Chat: in time means within"), defaults.PHONE_WITHIN_S, _SECONDS),
        ("answered_share", N_("Chat: share answered at all"), defaults.PHONE_ANSWERED, _SHARE),
        ("patience_s", N_("Chat: mean patience"), defaults.CHAT_PATIENCE_S, _SECONDS),
    ),
}


def _note_real_time(channel: Channel, said: tuple[ServiceTarget, ...], noted: list[Assumption]) -> None:
    for field, name, default, unit in _REAL_TIME_DEFAULTS[channel]:
        if all(target.channel is not channel or getattr(target, field) is None for target in said):
            _or_default(noted, None, name, default, unit)
