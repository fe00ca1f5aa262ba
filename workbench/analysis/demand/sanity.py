"""Sanity marks for volumes: what is odd, far from what others have published, or unlike what was measured.

A mark never changes a figure. Ranges that others have published stand with their source and are no targets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.demand.volume_year import DemandBasis, counting_volumes, demand_basis, yearly_volume
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Results
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.analysis.words import word
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import N_, Message, Percent, ProjectError, message
from workbench.model.volumes import (
    REAL_TIME_CHANNELS,
    Channel,
    Counts,
    Measurement,
    Period,
    Source,
    Volume,
)

MarkKind = Literal["benchmark", "of_department", "measured", "odd"]

PUBLISHED = N_("public reports of Nordic municipalities; a range to compare with, not a target")
"""The source of the ranges: see docs/method.md, what to compare with."""
OUR_OWN = N_("our own rule of thumb")
CASES_PER_INHABITANT = (1.0, 1.5)
PHONE_SHARE = (0.74, 0.80)
ADVISERS_PER_10_000 = (1.4, 4.0)

_LARGE_SHARE = 0.5
_FEW_CASE_TYPES = 4
_LONG_CONTACT_S = 45 * 60.0
_LONG_WRITTEN_S = 15 * 60.0
_SHORT_CONTACT_S = 30.0
_SHORT_PERIOD_DAYS = 10
_MANY_CONTACTS = 4.0
_TOLERANCE = 0.25
_MEASURED = (Source.MEASUREMENT, Source.SYSTEM_STATISTICS)


@dataclass(frozen=True)
class SanityMark:
    """One remark: what it says, where its yardstick comes from, and where to look.

    ``value`` is what the project says, ``low`` and ``high`` what it is compared with (None: no figure).
    ``is_outside`` is False where the figure only stands beside its range.
    """

    kind: MarkKind
    text: Message
    source: Message
    place: Place
    is_outside: bool
    value: float | None = None
    low: float | None = None
    high: float | None = None


def sanity_marks(
    project: Project, results: Results, case_type_id: str | None = None, memo: Memo | None = None
) -> tuple[SanityMark, ...]:
    """Return the marks of one case type, or (None) those of the project as a whole.

    ``memo`` keeps what holds for all case types between calls. Raises ProjectError where there is no such case type.
    """
    memo = memo or Memo()
    if case_type_id is None:
        return (*_benchmarks(project, results), *_measured_channels(project, results, memo))
    at = next((n for n, one in enumerate(project.case_types) if one.id == case_type_id), None)
    if at is None:
        raise ProjectError(message(N_("there is no case type {id}"), id=case_type_id))
    case_type, flow, year = project.case_types[at], results.flows[at], results.demand.case_types[at]
    return (
        *_beside_department(project, results, case_type, year, memo),
        *_measured_beside_estimated(project, results, case_type, memo),
        *_odd(case_type, flow, year),
    )


def _benchmarks(project: Project, results: Results) -> Iterator[SanityMark]:
    inhabitants = project.municipality.inhabitants
    published = message(PUBLISHED)
    if inhabitants and results.demand.cases_per_year:
        yield _ranged(
            N_("{value} cases per inhabitant and year; others have {low} to {high}"),
            results.demand.cases_per_year / inhabitants,
            CASES_PER_INHABITANT,
            Place("municipality", (), "inhabitants"),
            published,
        )
    contacts = results.demand.contacts_per_year
    total = sum(contacts.values())
    if total:
        share = contacts.get(Channel.PHONE.value, 0.0) / total
        low, high = PHONE_SHARE
        text = N_("{value} of the contacts come by phone; others have {low} to {high}")
        yield SanityMark(
            "benchmark",
            message(text, value=Percent(share), low=Percent(low), high=Percent(high)),
            published,
            Place("case_types"),
            not low <= share <= high,
            *(share, low, high),
        )
    if inhabitants and results.staffing.fte_total:
        yield _ranged(
            N_("{value} positions in customer service per 10 000 inhabitants; others have {low} to {high}"),
            results.staffing.fte_total / inhabitants * 10_000,
            ADVISERS_PER_10_000,
            Place("pools"),
            published,
        )


def _ranged(
    text: str, value: float, limits: tuple[float, float], place: Place, source: Message
) -> SanityMark:
    low, high = limits
    return SanityMark(
        "benchmark",
        message(text, value=round(value, 2), low=low, high=high),
        source,
        place,
        not low <= value <= high,
        *(value, low, high),
    )


def _beside_department(
    project: Project, results: Results, case_type: CaseType, year: CaseTypeDemand, memo: Memo
) -> Iterator[SanityMark]:
    sums = memo.once("contacts by department", (results.demand,), lambda: _by_department(results))
    contacts, n = sums.get(case_type.department, (0.0, 0))
    place = Place("case_types", (case_type.id,), "volumes")
    own = message(OUR_OWN)
    if year.contacts_per_year and n > _FEW_CASE_TYPES and year.contacts_per_year > _LARGE_SHARE * contacts:
        share = year.contacts_per_year / contacts
        text = N_("{share} of all contacts of the department's {n} case types are this one's")
        marked = message(text, share=Percent(share), n=n)
        yield SanityMark("of_department", marked, own, place, True, share, None, _LARGE_SHARE)
    inhabitants = project.municipality.inhabitants
    if inhabitants and year.cases_per_year > inhabitants:
        text = N_("{cases} cases a year are more than one for each of the {inhabitants} inhabitants")
        marked = message(text, cases=round(year.cases_per_year), inhabitants=inhabitants)
        yield SanityMark("odd", marked, own, place, True, year.cases_per_year, None, float(inhabitants))


def _by_department(results: Results) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for year in results.demand.case_types:
        contacts, n = found.get(year.department, (0.0, 0))
        found[year.department] = (contacts + year.contacts_per_year, n + 1)
    return found


def _terms(project: Project, results: Results, memo: Memo) -> tuple[ScenarioTerms, DemandBasis]:
    def make() -> tuple[ScenarioTerms, DemandBasis]:
        scenario = find_scenario(project, results.scenario) if project.scenarios else None
        terms = scenario_terms(project, scenario, memo)
        return terms, demand_basis(project, terms)

    return memo.once("terms for sanity", (project, results), make)


def _measured_beside_estimated(
    project: Project, results: Results, case_type: CaseType, memo: Memo
) -> Iterator[SanityMark]:
    """Yield, per channel with both, what was measured beside what was said. The better source counts."""
    by_channel: dict[tuple[Channel, bool], list[Volume]] = {}
    for volume in case_type.volumes:
        by_channel.setdefault((volume.channel, volume.is_booked), []).append(volume)
    counting = counting_volumes(case_type.volumes)
    for key, volumes in by_channel.items():
        best = counting[key]
        rest = [one for one in volumes if all(one is not kept for kept in best)]
        if not rest or best[0].source not in _MEASURED:
            continue
        terms, basis = _terms(project, results, memo)
        measured = _contacts(case_type, best, terms, basis)
        said = _contacts(case_type, rest, terms, basis)
        if measured is None or said is None or not measured:
            continue
        difference = said / measured - 1
        text = N_(
            "{channel}: {measured} a year measured, {said} said: {difference} apart; the measured ones count"
        )
        yield SanityMark(
            "measured",
            message(
                text,
                channel=word(key[0]),
                measured=round(measured),
                said=round(said),
                difference=Percent(abs(difference)),
            ),
            word(best[0].source),
            Place("case_types.volumes", (case_type.id, rest[0].id)),
            abs(difference) > _TOLERANCE,
            *(said, measured * (1 - _TOLERANCE), measured * (1 + _TOLERANCE)),
        )


def _contacts(
    case_type: CaseType, volumes: Sequence[Volume], terms: ScenarioTerms, basis: DemandBasis
) -> float | None:
    """Return the contacts a year that ``volumes`` say together; None where one cannot be made a year's."""
    total, per_case = 0.0, case_type.contacts_per_case or 1.0
    for volume in volumes:
        yearly = yearly_volume(volume, terms.pool_of(volume.channel), basis.profile_of(case_type), basis)
        if yearly is None:
            return None
        total += yearly * per_case if volume.counts is Counts.CASES else yearly
    return total


def _measured_channels(project: Project, results: Results, memo: Memo) -> Iterator[SanityMark]:
    """Yield each measurement of a whole channel beside what its case types say together."""
    for one in project.measurements:
        said = results.demand.contacts_per_year.get(one.channel.value, 0.0)
        measured = yearly_contacts(project, results, one, memo)
        if not measured or not one.offered:
            continue
        text = N_("{name}: {measured} contacts a year measured by {channel}, the case types say {said}")
        yield SanityMark(
            "measured",
            message(
                text,
                name=one.name,
                measured=round(measured),
                channel=word(one.channel),
                said=round(said),
            ),
            word(Source.MEASUREMENT),
            Place("measurements", (one.id,)),
            abs(said / measured - 1) > _TOLERANCE,
            *(said, measured * (1 - _TOLERANCE), measured * (1 + _TOLERANCE)),
        )


def yearly_contacts(
    project: Project, results: Results, measurement: Measurement, memo: Memo | None = None
) -> float | None:
    """Return the contacts of the planning year that ``measurement`` stands for: offered / the period's weight.

    None where the period has no open day.
    """
    terms, basis = _terms(project, results, memo or Memo())
    volume = Volume(
        id="measured",
        channel=measurement.channel,
        low=measurement.offered,
        likely=measurement.offered,
        high=measurement.offered,
        per=Period.MEASURED,
        measured_from=measurement.measured_from,
        measured_to=measurement.measured_to,
    )
    return yearly_volume(volume, terms.pool_of(measurement.channel), basis.default_profile, basis)


def _odd(case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand) -> Iterator[SanityMark]:
    """Yield what is hardly meant as it stands."""
    own = message(OUR_OWN)
    place = Place("case_types", (case_type.id,))
    for volume in case_type.volumes:
        at = Place("case_types.volumes", (case_type.id, volume.id))
        for words in _odd_volume(volume):
            yield SanityMark("odd", words, own, at, True)
    if year.is_covered and year.contacts_per_year > 0:
        yield from _odd_minutes(flow, year, place)
    per_case = flow.contacts_per_case
    if per_case > _MANY_CONTACTS:
        text = N_("{n} contacts per case: are they about one errand each?")
        yield SanityMark("odd", message(text, n=per_case), own, place, True, per_case, 1.0, _MANY_CONTACTS)


def _odd_minutes(flow: CaseTypeFlow, year: CaseTypeDemand, place: Place) -> Iterator[SanityMark]:
    """Yield what is odd about the minutes of a contact, seen with the channels it comes by."""
    if not flow.start_moves:
        return
    own, minutes = message(OUR_OWN), round(flow.first_contact_s / 60, 1)
    used = {Channel(one.channel) for one in year.channels if one.contacts > 0}
    is_real_time = bool(used & set(REAL_TIME_CHANNELS))
    if is_real_time and flow.first_contact_s > _LONG_CONTACT_S:
        text = N_(
            "{minutes} minutes with the resident in one contact: are some of the steps done afterwards?"
        )
        most = _LONG_CONTACT_S / 60
        yield SanityMark("odd", message(text, minutes=minutes), own, place, True, minutes, None, most)
    if flow.first_contact_s - flow.wrap_up_s < _SHORT_CONTACT_S:
        text = N_("A contact takes less than half a minute beside wrap-up")
        yield SanityMark("odd", message(text), own, place, True, minutes, _SHORT_CONTACT_S / 60, None)
    has_contact = any(step.is_contact and step.visits > 0 for step in flow.steps)
    if not is_real_time and has_contact and flow.first_contact_s > _LONG_WRITTEN_S:
        text = N_("{minutes} minutes of steps with the resident present, but nobody phones or visits")
        most = _LONG_WRITTEN_S / 60
        yield SanityMark("odd", message(text, minutes=minutes), own, place, True, minutes, None, most)


def _odd_volume(volume: Volume) -> Iterator[Message]:
    channel = word(volume.channel)
    if volume.likely == 0 and volume.high == 0:
        yield message(N_("{channel}: the volume is 0; leave the row out or enter a guess"), channel=channel)
    if volume.is_booked and volume.channel not in REAL_TIME_CHANNELS:
        yield message(N_("{channel}: booked, although nobody meets anybody there"), channel=channel)
    if volume.low == volume.high and volume.source is Source.GUESS and volume.high > 0:
        yield message(N_("{channel}: a guess without a range; say between what and what"), channel=channel)
    if volume.high > 0 and volume.common_entry_share == 0:
        yield message(N_("{channel}: no contact comes by the common entry"), channel=channel)
    first, last = volume.measured_from, volume.measured_to
    if volume.per is Period.MEASURED and first and last and (last - first).days + 1 < _SHORT_PERIOD_DAYS:
        days = (last - first).days + 1
        yield message(
            N_("{channel}: measured for {n} days only; two weeks say more"), channel=channel, n=days
        )
