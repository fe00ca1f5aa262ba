"""The plan asked backwards: so many people, what service level; so many at once, what service level.

The rule by which people are spread is that of the plan. Every half-hour gets the fewest advisers who keep the
targets; the targets are eased, or tightened, all of them in proportion until the plan uses no more people than there
are. A share of 80 % has odds of 4 to 1: eased to half of that it is 2 to 1, or 67 %. The highest occupancy is eased
with them, since few people are busy people, but never tightened. Minimum presence, opening hours, deferred work and its
deadlines hold as they are. So more people never give a worse service level.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from workbench.analysis.demand.contacts import demand as demand_of
from workbench.analysis.demand.promises import Promise, max_occupancy, promise
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.people.plan import INTERVAL_S, plan_pool
from workbench.analysis.people.staffing import combine, plan_staffing
from workbench.analysis.process.flow import flows as flows_of
from workbench.analysis.queues import evaluate
from workbench.analysis.results import Demand, Floats, PoolPlan, Rate, Staffing
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.analysis.spoken import figure
from workbench.model.costs import AdviserCost
from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.project import Project
from workbench.model.service import Denominator, Pool, ServiceTarget
from workbench.model.text import N_, Message, Percent, ProjectError, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel

Progress = Callable[[int, int], None]
_STEPS = 96
_PER_DOUBLING = 8
"""The odds are eased and tightened in steps of 9 %, at most to the 4096th part or fold."""
_AS_SAID = _STEPS
_LONGEST = 10
_TIE = 1e-9


@dataclass(frozen=True)
class PoolService:
    """What residents meet in a pool: the year's service level, by its own denominator, and who gets through."""

    pool: str
    name: str
    service_level: Rate
    within_s: float
    chat_service_level: Rate
    answered_share: float | None


@dataclass(frozen=True)
class LongWait:
    """A half-hour in which people wait long: the mean wait of all who come, in a day type's half-hour (0-47)."""

    pool: str
    month: int
    weekday: int
    half_hour: int
    mean_wait_s: float
    agents: int


@dataclass(frozen=True, eq=False)
class ServiceFound:
    """What so many people give. ``planned`` is what the targets ask for; ``rule`` says how people are spread.

    ``share_of_odds`` is how far the targets were eased (below 1) or tightened (None: not by targets).
    """

    staffing: Staffing
    planned: Staffing
    service_level: Rate
    answered_share: float | None
    pools: tuple[PoolService, ...]
    longest: tuple[LongWait, ...]
    rule: Message
    share_of_odds: float | None


@dataclass(frozen=True, eq=False)
class _Asked:
    terms: ScenarioTerms
    demand: Demand
    cost: AdviserCost


def service_with_positions(
    project: Project,
    fte: float,
    scenario: str | None = None,
    *,
    progress: Progress | None = None,
    pause: Pause = nothing,
) -> ServiceFound:
    """Return the service level that at most ``fte`` full-time positions give, leading included.

    Nine plans at most; ``progress`` hears (plans done, in all). Raises ProjectError where not even the fewest that
    opening hours and deferred work ask for fit, and what a calculation raises.
    """
    with pausing(pause):
        asked = _ask(project, scenario)
        plans = _Plans(asked, progress)
        planned = plans.at(_AS_SAID)
        low, high = (_AS_SAID, 2 * _STEPS + 1) if _fits(planned, fte) else (-1, _AS_SAID)
        while high - low > 1:
            middle = (low + high) // 2
            if _fits(plans.at(middle), fte):
                low = middle
            else:
                high = middle
        if low < 0:
            raise ProjectError(
                message(
                    N_(
                        "{fte} positions are too few: minimum presence, deferred work and leading alone take {least}."
                    ),
                    fte=figure(fte),
                    least=figure(plans.at(0).fte_total),
                )
            )
        if progress is not None:
            progress(_RUNS, _RUNS)
        return _found(plans.at(low), planned, _rule_of(low, fte, plans.at(low)), _odds(low))


def service_with_advisers(
    project: Project,
    advisers: int,
    scenario: str | None = None,
    *,
    progress: Progress | None = None,
    pause: Pause = nothing,
) -> ServiceFound:
    """Return the service level with ``advisers`` (at least 1) at their places in every open half-hour.

    Where residents call, come or chat in several pools, that many are in each. Raises ProjectError for none.
    """
    if advisers < 1:
        raise ProjectError(message(N_("At least one adviser is needed to answer anybody.")))
    with pausing(pause):
        asked = _ask(project, scenario)
        known = {pool.id: pool for pool in asked.terms.pools}
        plans = [plan_pool(one, known[one.pool], asked.terms, present=advisers) for one in asked.demand.pools]
        if progress is not None:
            progress(1, 2)
        planned = plan_staffing(asked.terms, asked.cost, asked.demand)
        if progress is not None:
            progress(2, 2)
        rule = message(
            N_(
                "{n} advisers are there in every open half-hour; chat has its part of them where they are too few "
                "for the targets."
            ),
            n=advisers,
        )
        return _found(combine(plans, asked.terms, asked.cost), planned, rule, None)


def _ask(project: Project, scenario: str | None) -> _Asked:
    terms = scenario_terms(project, find_scenario(project, scenario))
    memo = Memo()
    demand = demand_of(project, terms, flows_of(project, terms, memo), memo)
    return _Asked(terms, demand, project.settings.adviser_cost)


class _Plans:
    """Plans by how far the targets are eased, each made once."""

    def __init__(self, asked: _Asked, progress: Progress | None) -> None:
        self._asked, self._progress = asked, progress
        self._made: dict[int, Staffing] = {}

    def at(self, step: int) -> Staffing:
        """Return the plan at ``step``: 0 the most eased, _AS_SAID what the project says."""
        if step not in self._made:
            checkpoint()
            asked = self._asked
            self._made[step] = plan_staffing(_eased(asked.terms, _odds(step)), asked.cost, asked.demand)
            if self._progress is not None:
                self._progress(len(self._made), _RUNS)
        return self._made[step]


_RUNS = 2 + math.ceil(math.log2(_STEPS))


def _odds(step: int) -> float:
    return float(2.0 ** ((step - _AS_SAID) / _PER_DOUBLING))


def _fits(plan: Staffing, fte: float) -> bool:
    return plan.fte_total <= fte + _TIE


def _eased(terms: ScenarioTerms, factor: float) -> ScenarioTerms:
    """Return ``terms`` with the odds of every real-time promise times ``factor``."""
    if factor == 1:
        return terms
    kept = tuple(_deferred_alone(one) for one in terms.scenario.targets)
    pools = tuple(_eased_pool(pool, terms, factor) for pool in terms.pools)
    return replace(terms, pools=pools, scenario=terms.scenario.changed(targets=kept))


def _deferred_alone(target: ServiceTarget) -> ServiceTarget:
    """Return ``target`` with its promise of working days alone: the others stand with the pool."""
    return ServiceTarget(channel=target.channel, working_days=target.working_days)


def _eased_pool(pool: Pool, terms: ScenarioTerms, factor: float) -> Pool:
    promises = [promise(channel, pool, terms.scenario) for channel in REAL_TIME_CHANNELS]
    others = [one for one in pool.targets if one.channel not in REAL_TIME_CHANNELS]
    targets = (*others, *(_eased_target(one, factor) for one in promises))
    cap = max_occupancy(pool)
    return pool.changed(targets=targets, max_occupancy=_scaled(cap, 1 / factor) if factor < 1 else cap)


def _eased_target(said: Promise, factor: float) -> ServiceTarget:
    return ServiceTarget(
        channel=Channel(said.channel),
        share=None if said.share is None else _scaled(said.share, factor),
        within_s=said.within_s,
        of=Denominator(said.of),
        answered_share=None if said.answered_share is None else _scaled(said.answered_share, factor),
        patience_s=said.patience_s,
    )


def _scaled(share: float, factor: float) -> float:
    """Return the share whose odds are ``factor`` times those of ``share``; 0 and 1 stay."""
    return share * factor / (1 - share + share * factor)


def _rule_of(step: int, fte: float, plan: Staffing) -> Message:
    if step == _AS_SAID:
        return message(N_("The targets are kept as they are."))
    if step == 2 * _STEPS:
        return message(
            N_("More than {fte} positions make no difference that anybody would notice."),
            fte=figure(plan.fte_total),
        )
    text = N_(
        "All targets are eased in proportion until {used} of {fte} positions are used: where 80 % were promised, it "
        "is {share}."
    )
    if step > _AS_SAID:
        text = N_(
            "All targets are tightened in proportion until {used} of {fte} positions are used: where 80 % were "
            "promised, it is {share}."
        )
    return message(
        text, used=figure(plan.fte_total), fte=figure(fte), share=Percent(_scaled(0.8, _odds(step)))
    )


def _found(staffing: Staffing, planned: Staffing, rule: Message, odds: float | None) -> ServiceFound:
    waits = sorted((one for plan in staffing.pools for one in _waits(plan)), key=lambda one: -one.mean_wait_s)
    offered = sum(_yearly(plan, plan.offered) for plan in staffing.pools)
    answered = sum(_yearly(plan, plan.answered) for plan in staffing.pools)
    return ServiceFound(
        staffing=staffing,
        planned=planned,
        service_level=staffing.service_level,
        answered_share=answered / offered if offered else None,
        pools=tuple(_service(plan) for plan in staffing.pools),
        longest=tuple(waits[:_LONGEST]),
        rule=rule,
        share_of_odds=odds,
    )


def _service(plan: PoolPlan) -> PoolService:
    offered = _yearly(plan, plan.offered)
    return PoolService(
        pool=plan.pool,
        name=plan.name,
        service_level=plan.service_level,
        within_s=plan.within_s,
        chat_service_level=plan.chat_service_level,
        answered_share=_yearly(plan, plan.answered) / offered if offered else None,
    )


def _yearly(plan: PoolPlan, per_half_hour: Floats) -> float:
    days = np.array([one.days for one in plan.day_types], dtype=float)
    return float(days @ per_half_hour.sum(axis=1)) if days.size else 0.0


def _waits(plan: PoolPlan) -> Iterator[LongWait]:
    """Yield the half-hours in which people wait by phone or in the room."""
    at = ~np.isnan(plan.aht_s)
    if not at.any():
        return
    agents = plan.agents - plan.chat_agents
    waits = np.where(at, plan.patience_s, 0.0)  # with nobody there: as long as they have patience
    there = at & (agents > 0)
    lam = plan.offered[there] / INTERVAL_S
    if lam.size:
        met = evaluate(lam, plan.aht_s[there], agents[there], plan.patience_s, plan.within_s)
        waits[there] = met.mean_wait_s
    for day, half_hour in np.argwhere(at):
        kind = plan.day_types[int(day)]
        wait_s, present = float(waits[day, half_hour]), int(agents[day, half_hour])
        yield LongWait(plan.pool, kind.month, kind.weekday, int(half_hour), wait_s, present)
