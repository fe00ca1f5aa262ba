"""From what was said of a case type's volumes to its year, channel by channel.

cases = contacts / contacts per case; V = cases x k (the share that comes by the common entry);
deflected = V x d; the rest of V makes one first contact and (contacts per case - 1) follow-ups each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.analysis.demand.calendar import FLAT_PROFILE, open_year, period_weight
from workbench.analysis.demand.estimates import mean_of
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, ChannelDemand
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.service import Pool
from workbench.model.volumes import Channel, Counts, Period, Profile, Source, Volume

_SOURCES = list(Source)
# Names of their own: Python 3.11 takes six times as long to find a member in its enumeration.
_E_SERVICE, _CASES, _YEAR, _MEASURED = Channel.E_SERVICE, Counts.CASES, Period.YEAR, Period.MEASURED


@dataclass(frozen=True)
class DemandBasis:
    """What a case type's year rests on beside itself and its flow. Equal values give equal years.

    ``pools`` are as in the terms: the order decides which one serves a channel.
    """

    country: str
    planning_year: int
    pools: tuple[Pool, ...]
    profiles: dict[str, Profile]
    default_profile: Profile
    deflection_shares: dict[tuple[str | None, Channel], float]
    are_p10_p90: bool
    deferred_is_interruptible: bool

    def profile_of(self, case_type: CaseType) -> Profile:
        """Return the case type's own profile, else the project's, else a flat one."""
        return self.profiles.get(case_type.profile or "", self.default_profile)


def demand_basis(project: Project, terms: ScenarioTerms) -> DemandBasis:
    """Return what the years of all case types rest on."""
    profiles = {profile.id: profile for profile in project.profiles}
    return DemandBasis(
        country=terms.country,
        planning_year=terms.planning_year,
        pools=terms.pools,
        profiles=profiles,
        default_profile=profiles.get(project.settings.profile or "", FLAT_PROFILE),
        deflection_shares=terms.deflection_shares,
        are_p10_p90=terms.flow.are_p10_p90,
        deferred_is_interruptible=terms.deferred_is_interruptible,
    )


def year_of(
    case_type: CaseType, flow: CaseTypeFlow, terms: ScenarioTerms, basis: DemandBasis
) -> CaseTypeDemand:
    """Return the year of ``case_type``. Not covered where a figure is missing: then it has no hours."""
    profile = basis.profile_of(case_type)
    came: list[_Came] = []
    is_covered = not flow.missing
    for (channel, is_booked), volumes in counting_volumes(case_type.volumes).items():
        yearly = [yearly_volume(volume, terms.pool_of(channel), profile, basis) for volume in volumes]
        said = [(one, volume) for one, volume in zip(yearly, volumes, strict=True) if one is not None]
        is_covered = is_covered and len(said) == len(volumes)
        came.append(_came(channel, is_booked, said, flow, terms.deflection(case_type.id, channel)))
    deflected = sum(one.deflected for one in came)
    if deflected and not any(one.is_e_service for one in came):
        came.append(_Came(_E_SERVICE, False, 0.0, 0.0, 0.0))
    channels = tuple(_channel_demand(one, deflected, flow, is_covered) for one in came)
    return CaseTypeDemand(
        case_type=case_type.id,
        department=case_type.department,
        is_covered=is_covered,
        cases_per_year=sum(one.cases for one in channels),
        contacts_per_year=sum(one.contacts for one in channels),
        cases_reaching=sum(one.cases_reaching for one in channels),
        channels=channels,
    )


def counting_volumes(volumes: Sequence[Volume]) -> dict[tuple[Channel, bool], list[Volume]]:
    """Return the volumes that count, by channel and whether the visits are booked.

    A measurement and what the units said stand side by side in a project and are about the same
    contacts: of several for a channel those with the best source count, and they add up.
    """
    found: dict[tuple[Channel, bool], list[Volume]] = {}
    for volume in volumes:
        kept = found.setdefault((volume.channel, volume.is_booked), [])
        if kept and kept[0].source is not volume.source:
            if _SOURCES.index(volume.source) > _SOURCES.index(kept[0].source):
                continue
            kept.clear()
        kept.append(volume)
    return found


def yearly_volume(volume: Volume, pool: Pool, profile: Profile, basis: DemandBasis) -> float | None:
    """Return the mean of ``volume`` per planning year, in what it counts.

    Measured: / the profile's weight of that period; None where the period has no open day to weigh.
    """
    mean = mean_of(volume.low, volume.likely, volume.high, basis.are_p10_p90)
    if volume.per is _YEAR or mean == 0:
        return mean
    if volume.per is not _MEASURED:
        return mean * open_year(basis.country, basis.planning_year, pool.opening_hours).factor(volume.per)
    if volume.measured_from is None or volume.measured_to is None:
        return None
    weight = period_weight(
        basis.country, pool.opening_hours, profile, volume.measured_from, volume.measured_to
    )
    return mean / weight if weight > 0 else None


class _Came(NamedTuple):
    """Cases by a channel: all, those that come by the common entry (V), and those of V that are deflected."""

    channel: Channel
    is_booked: bool
    cases: float
    reaching: float
    deflected: float

    @property
    def is_e_service(self) -> bool:
        return self.channel is _E_SERVICE and not self.is_booked


def _came(
    channel: Channel, is_booked: bool, said: list[tuple[float, Volume]], flow: CaseTypeFlow, deflection: float
) -> _Came:
    cases = reaching = 0.0
    for yearly, volume in said:
        one = yearly if volume.counts is _CASES else yearly / flow.contacts_per_case
        cases += one
        reaching += one * volume.common_entry_share if flow.reaches_customer_service else 0.0
    return _Came(channel, is_booked, cases, reaching, 0.0 if channel is _E_SERVICE else reaching * deflection)


def _channel_demand(came: _Came, deflected: float, flow: CaseTypeFlow, is_covered: bool) -> ChannelDemand:
    """Return the channel's year; the e-service also has the ``deflected`` cases of the others, without contacts."""
    coming = came.reaching - came.deflected
    deflected_here = deflected if came.is_e_service else 0.0
    follow_ups = coming * (flow.contacts_per_case - 1)
    work_s = coming * flow.first_contact_s + follow_ups * flow.follow_up_s
    deferred_s = coming * flow.deferred_s + deflected_here * flow.e_service_deferred_s
    return ChannelDemand(
        channel=came.channel.value,
        cases=came.cases,
        contacts=came.cases * flow.contacts_per_case,
        cases_reaching=coming + deflected_here,
        cases_deflected=came.deflected,
        first_contacts=coming,
        follow_ups=follow_ups,
        work_s=work_s if is_covered else 0.0,
        deferred_work_s=deferred_s if is_covered else 0.0,
        is_booked=came.is_booked,
    )
