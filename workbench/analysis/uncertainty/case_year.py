"""A case type's year for many draws at once: the sums of flow, demand and release, as columns over the draws.

Visits and dispositions do not change from draw to draw, so a case type's year is a product of its volumes and its
minutes. Every formula here is that of ``flow``, ``volume_year``, ``demand`` and ``release``, with an array where those
have a figure; the first draw has every figure at its mean and must give what they give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from workbench.analysis.demand.volume_year import DemandBasis, counting_volumes, yearly_volume
from workbench.analysis.process.shape import first_level_1_contact
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Disposition, Floats, StepFlow
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.chances import Chance, Kind, minutes_chance, volume_chance
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.volumes import Channel, Counts, Estimate, Profile, Volume

Column: TypeAlias = "Floats | float"
"""A figure in every draw, or the same in all of them."""
TODAY, IN_SERVICE, FOLLOW_UP = "minutes_today", "minutes_in_customer_service", "follow_up_minutes"
SURE = -1
"""The place of a figure that is not drawn."""


class Drawn(NamedTuple):
    """A figure that nobody measured: its id path, how it may turn out, and what was said by whom."""

    key: str
    kind: Kind
    chance: Chance
    said: Volume | Estimate
    step: Step | None
    field: str | None


class _Volume(NamedTuple):
    """A channel's volume that counts: cases per year at its mean, and where it is drawn."""

    cases: float
    share: float
    drawn: int


@dataclass(frozen=True, eq=False)
class Case:
    """What a case type's year is made of, and which of its figures are ``drawn``: places there, or SURE.

    ``today`` and ``after`` of each step and of the follow-up. ``volumes`` per channel, as ``year.channels`` has
    them (none for the e-service that others are deflected to).
    """

    case_type: CaseType
    flow: CaseTypeFlow
    year: CaseTypeDemand
    profile: Profile
    drawn: tuple[Drawn, ...]
    volumes: tuple[tuple[_Volume, ...], ...]
    deflection: tuple[float, ...]
    today: tuple[int, ...]
    after: tuple[int, ...]
    follow_up: tuple[int, int]


def case_of(
    case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand, terms: ScenarioTerms, basis: DemandBasis
) -> Case:
    """Return the case type's year with its figures to draw."""
    drawn: list[Drawn] = []
    profile = basis.profile_of(case_type)
    volumes, deflection = [], []
    for (channel, _), said in counting_volumes(case_type.volumes).items():
        found = []
        for one in said:
            yearly = yearly_volume(one, terms.pool_of(channel), profile, basis)
            if yearly is None:
                continue
            cases = yearly if one.counts is Counts.CASES else yearly / flow.contacts_per_case
            share = one.common_entry_share if flow.reaches_customer_service else 0.0
            found.append(_Volume(cases, share, _draw_volume(case_type, one, drawn, basis)))
        volumes.append(tuple(found))
        is_e_service = channel is Channel.E_SERVICE
        deflection.append(0.0 if is_e_service else terms.deflection(case_type.id, channel))
    if len(year.channels) > len(volumes):
        volumes.append(())
        deflection.append(0.0)
    today, after, follow_up = _minutes(case_type, flow, year, terms, drawn)
    return Case(
        case_type,
        flow,
        year,
        profile,
        tuple(drawn),
        tuple(volumes),
        tuple(deflection),
        today,
        after,
        follow_up,
    )


def _draw_volume(case_type: CaseType, said: Volume, drawn: list[Drawn], basis: DemandBasis) -> int:
    chance = volume_chance(said, are_p10_p90=basis.are_p10_p90)
    if chance is None:
        return SURE
    drawn.append(Drawn(f"volume:{case_type.id}:{said.id}", "volume", chance, said, None, None))
    return len(drawn) - 1


def _minutes(
    case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand, terms: ScenarioTerms, drawn: list[Drawn]
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, int]]:
    """Choose the minutes to draw: of steps that move, and of the follow-up.

    Minutes in customer service that nobody gave are today's, and turn out as those do.
    """
    today, after = [SURE] * len(flow.steps), [SURE] * len(flow.steps)
    if not year.is_covered:
        return tuple(today), tuple(after), (SURE, SURE)
    are_p10_p90 = terms.flow.are_p10_p90

    def draw(said: Estimate | None, field: str, step: Step | None) -> int:
        chance = None if said is None else minutes_chance(said, are_p10_p90=are_p10_p90)
        if said is None or chance is None:
            return SURE
        of = f"{step.id}:" if step else ""
        drawn.append(Drawn(f"minutes:{case_type.id}:{of}{field}", "minutes", chance, said, step, field))
        return len(drawn) - 1

    def draw_step(place: int) -> None:
        step = case_type.steps[place]
        if not step.is_only_proposed:
            today[place] = draw(step.minutes_today, TODAY, step)
        own = step.minutes_in_customer_service
        after[place] = today[place] if own is None else draw(own, IN_SERVICE, step)

    for place, step in enumerate(flow.steps):
        if step.disposition is Disposition.MOVES and step.visits > 0:
            draw_step(place)
    if flow.contacts_per_case <= 1:
        return tuple(today), tuple(after), (SURE, SURE)
    if case_type.follow_up_minutes is not None:
        follow_up = draw(case_type.follow_up_minutes, FOLLOW_UP, None)
        return tuple(today), tuple(after), (follow_up, follow_up)
    first = first_level_1_contact(case_type, terms.flow)
    if first is None:
        return tuple(today), tuple(after), (SURE, SURE)
    if today[first] == after[first] == SURE:
        draw_step(first)
    return tuple(today), tuple(after), (today[first], after[first])


class ChannelYear(NamedTuple):
    """A channel's year in every draw; the fields of ``ChannelDemand`` that figures rest on."""

    cases: Column
    coming: Column
    deflected: Column
    reaching: Column
    follow_ups: Column
    work_s: Column
    deferred_work_s: Column


class CaseYear(NamedTuple):
    """A case type's year in every draw. ``steps`` are seconds per case today and after, visits included."""

    channels: tuple[ChannelYear, ...]
    steps: tuple[tuple[Column, Column], ...]
    follow_up_today_s: Column
    follow_up_s: Column


def year_in_draws(case: Case, factors: Sequence[Column]) -> CaseYear:
    """Return the year of ``case`` with each drawn figure at its mean x its factor."""
    flow = case.flow
    steps = tuple(
        (
            _times(60 * one.visits * (one.minutes_today or 0.0), case.today[n], factors),
            _times(60 * one.visits * (one.minutes_after or 0.0), case.after[n], factors),
        )
        for n, one in enumerate(flow.steps)
    )
    first_s, deferred_s, e_service_s = _work(flow.steps, steps)
    first_s = first_s + (flow.wrap_up_s + flow.triage_s)
    follow_up_today_s = _times(flow.follow_up_today_s, case.follow_up[0], factors)
    follow_up_s: Column = flow.follow_up_s
    if flow.start_moves:
        follow_up_s = _times(flow.follow_up_s - flow.wrap_up_s, case.follow_up[1], factors) + flow.wrap_up_s
    came = [_came(volumes, factors) for volumes in case.volumes]
    leaving = [reaching * share for (_, reaching), share in zip(came, case.deflection, strict=True)]
    deflected = sum(leaving)
    channels = []
    for (cases, reaching), leaves, planned in zip(came, leaving, case.year.channels, strict=True):
        is_e_service = planned.channel == Channel.E_SERVICE and not planned.is_booked
        coming, here = reaching - leaves, deflected if is_e_service else 0.0
        follow_ups = coming * (flow.contacts_per_case - 1)
        covered = case.year.is_covered
        channels.append(
            ChannelYear(
                cases=cases,
                coming=coming,
                deflected=leaves,
                reaching=coming + here,
                follow_ups=follow_ups,
                work_s=coming * first_s + follow_ups * follow_up_s if covered else 0.0,
                deferred_work_s=coming * deferred_s + here * e_service_s if covered else 0.0,
            )
        )
    return CaseYear(tuple(channels), steps, follow_up_today_s, follow_up_s)


def _times(value: float, place: int, factors: Sequence[Column]) -> Column:
    return value if place == SURE or not value else value * factors[place]


def _came(volumes: Sequence[_Volume], factors: Sequence[Column]) -> tuple[Column, Column]:
    """Return cases by a channel, and those by the common entry."""
    cases: Column = 0.0
    reaching: Column = 0.0
    for one in volumes:
        some = _times(one.cases, one.drawn, factors)
        cases = cases + some
        reaching = reaching + some * one.share
    return cases, reaching


def _work(flows: Sequence[StepFlow], steps: Sequence[tuple[Column, Column]]) -> tuple[Column, Column, Column]:
    """Return seconds in customer service per case: first sitting, deferred, and deferred of an e-service case."""
    first: Column = 0.0
    deferred: Column = 0.0
    e_service: Column = 0.0
    for flow, (_, after) in zip(flows, steps, strict=True):
        if flow.disposition is Disposition.MOVES and flow.minutes_after and flow.visits:
            share = flow.visits_first_contact / flow.visits
            if share:
                first = first + after * share
            if share < 1:
                deferred = deferred + (after * (1 - share) if share else after)
            if not flow.is_contact:
                e_service = e_service + after
    return first, deferred, e_service
