"""What the figures of staffing rest on, a row per value: what was said, what holds where nobody said, who overrides.

A row knows how it is written, how it is read, and which edit puts it. So settings, pools, opening hours and targets are
changed in the same way, and an emptied cell goes back to the documented default.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis import defaults
from workbench.analysis.demand.promises import Promise, promise
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool, ServiceTarget
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel
from workbench.ui.opening_hours import Times, by_weekday

Kind = Literal["share", "number", "count", "yes_no", "text", "times", "of"]
Value = float | str | bool | Times | None
_WAITING: tuple[tuple[str, Kind], ...] = (
    ("share", "share"),
    ("within_s", "number"),
    ("of", "of"),
    ("answered_share", "share"),
    ("patience_s", "number"),
)


@dataclass(frozen=True)
class Assumed:
    """A value. ``where`` addresses it: the collection, the pool's id, the field, and what lies in the field.

    ``said`` is the project's word (None: nobody said), ``default`` what holds then, ``override`` what the scenario of
    the figures says instead. ``source`` says where the default comes from, if it is no planning norm of ours.
    """

    where: tuple[str, ...]
    group: str
    name: str
    kind: Kind
    unit: str
    said: Value
    default: Value
    override: Value = None
    hint: str = ""
    source: str = ""

    @property
    def id(self) -> str:
        """What tells the row from the others."""
        return "/".join(self.where)

    @property
    def value(self) -> Value:
        """What the project takes."""
        return self.default if self.said is None else self.said


def assumed_rows(project: Project, scenario: Scenario, t: Texts) -> tuple[Assumed, ...]:
    """Return every value of staffing that can be changed, settings first, then each pool."""
    found = [*_working_time(project, scenario, t), *_settings(project, scenario, t)]
    for pool in pools_of(project):
        found += _pool(project, pool, scenario, t)
        found += _opening(pool, scenario, t)
        found += _targets(pool, scenario, t)
    return (*found, *_units(project, scenario, t))


def pools_of(project: Project) -> tuple[Pool, ...]:
    """Return the project's pools; without any, the one for everything that is planned then."""
    name = project.municipality.customer_service_name
    return project.pools or (Pool(id="customer_service", name=name),)


def _working_time(project: Project, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    said = project.settings.working_time
    group = t("Working time")
    paid = defaults.PAID_HOURS_PER_YEAR[project.municipality.country]
    shares: tuple[tuple[str, str, Kind, str, Value, Value, str], ...] = (
        (
            "paid_hours_per_year",
            t("Paid hours of a full-time position"),
            "number",
            t("hours per year"),
            paid,
            None,
            t("Public holidays are paid hours, and part of the absence."),
        ),
        (
            "absence_share",
            t("Absence, public holidays included"),
            "share",
            t("of paid hours"),
            defaults.ABSENCE_SHARE,
            scenario.absence_share,
            t("Holiday, public holidays, illness, care of children."),
        ),
        (
            "internal_time_share",
            t("Internal time"),
            "share",
            t("of the rest"),
            defaults.INTERNAL_TIME_SHARE,
            None,
            t("Meetings, training, reading up. Lunch is no paid time."),
        ),
    )
    for field, name, kind, unit, default, override, hint in shares:
        where = ("settings", "working_time", field)
        source = t("Assumed: 52 weeks of full-time work") if field == "paid_hours_per_year" else ""
        yield Assumed(where, group, name, kind, unit, getattr(said, field), default, override, hint, source)
    where = ("settings", "working_time", "source")
    yield Assumed(where, group, t("Source of the working time"), "text", "", said.source or None, "")


def _settings(project: Project, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    said = project.settings
    seconds, group = t("seconds"), t("Work and what becomes of it")
    rows: tuple[tuple[str, str, Kind, str, Value, Value, str], ...] = (
        (
            "realisable_share",
            t("Realisable share of released hours"),
            "share",
            t("of hours"),
            defaults.REALISABLE_SHARE,
            scenario.realisable_share,
            t(
                "Fractions of people do not become positions by themselves. A unit may have a share of its own."
            ),
        ),
        ("wrap_up_s", t("Wrap-up after a contact"), "number", seconds, defaults.WRAP_UP_S, None, ""),
        (
            "triage_s",
            t("Triage before a contact is put through"),
            "number",
            seconds,
            defaults.TRIAGE_S,
            None,
            "",
        ),
        (
            "back_office_working_days",
            t("Moved back-office work is done within"),
            "number",
            t("working days"),
            defaults.BACK_OFFICE_WORKING_DAYS,
            None,
            "",
        ),
        (
            "deferred_is_interruptible",
            t("Deferred work can be put down for a call"),
            "yes_no",
            "",
            True,
            None,
            t("If not, it is staffed beside the calls and not between them."),
        ),
    )
    for field, name, kind, unit, default, override, hint in rows:
        own = getattr(said, field)
        yield Assumed(("settings", field), group, name, kind, unit, own, default, override, hint)


def _pool(project: Project, pool: Pool, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    del project, scenario
    group = pool.name or t("Customer service")
    yield Assumed(
        ("pools", pool.id, "minimum_presence"),
        group,
        t("Minimum presence"),
        "count",
        t("advisers"),
        None if pool.minimum_presence is None else float(pool.minimum_presence),
        float(defaults.MINIMUM_PRESENCE),
    )
    yield Assumed(
        ("pools", pool.id, "max_occupancy"),
        group,
        t("Highest occupancy"),
        "share",
        t("of the time"),
        pool.max_occupancy,
        defaults.MAX_OCCUPANCY,
        hint=t("The share of their time that advisers may be busy with contacts"),
    )
    yield Assumed(
        ("pools", pool.id, "chats_at_once"),
        group,
        t("Chats at once"),
        "count",
        t("per adviser, at most 6"),
        float(pool.chats_at_once),
        1.0,
    )


def _opening(pool: Pool, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    group = t("{pool}: opening hours", pool=pool.name or t("Customer service"))
    own, other = by_weekday(pool.opening_hours), by_weekday(scenario.opening_hours)
    for weekday, name in enumerate(t.weekdays()):
        override = other[weekday] if scenario.opening_hours else None
        where = ("pools", pool.id, "opening_hours", str(weekday))
        said: Value = own[weekday]
        yield Assumed(where, group, name.capitalize(), "times", "", said, (), override)


def _targets(pool: Pool, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    plain = Pool(id=pool.id, name=pool.name)
    nothing = Scenario(id="as_the_project_says", name="")
    said = {one.channel: one for one in pool.targets}
    overrides = {one.channel: one for one in scenario.targets}
    for channel in Channel:
        if pool.channels and channel not in pool.channels:
            continue
        default = promise(channel, plain, nothing)
        mine, other = said.get(channel), overrides.get(channel)
        yield from _of_channel(pool, channel, mine, other, default, t)


def _of_channel(
    pool: Pool,
    channel: Channel,
    mine: ServiceTarget | None,
    other: ServiceTarget | None,
    default: Promise,
    t: Texts,
) -> Iterator[Assumed]:
    group = t("{pool}: targets", pool=pool.name or t("Customer service"))
    name = word(channel.value, t)
    words = {
        "share": (t("{channel}: share in time", channel=name), t("of contacts")),
        "within_s": (t("{channel}: in time means within", channel=name), t("seconds")),
        "of": (t("{channel}: the share is", channel=name), ""),
        "answered_share": (t("{channel}: share answered at all", channel=name), t("of contacts")),
        "patience_s": (t("{channel}: mean patience", channel=name), t("seconds")),
        "working_days": (t("{channel}: answered within", channel=name), t("working days")),
    }
    fields: tuple[tuple[str, Kind], ...] = (
        _WAITING if channel in REAL_TIME_CHANNELS else (("working_days", "number"),)
    )
    for field, kind in fields:
        own = getattr(mine, field) if mine is not None else None
        if field == "of":
            own = mine.of.value if mine is not None and mine.share is not None else None
        taken = getattr(default, field)
        taken = None if isinstance(taken, float) and math.isinf(taken) else taken
        override = getattr(other, field) if other is not None and field != "of" else None
        where = ("pools", pool.id, "targets", channel.value, field)
        title, unit = words[field]
        yield Assumed(where, group, title, kind, unit, own, taken, override)


def _units(project: Project, scenario: Scenario, t: Texts) -> Iterator[Assumed]:
    group = t("Realisable share of a unit's own")
    names = {one.id: one.name for one in project.departments}
    said = project.settings.realisable_share
    whole = defaults.REALISABLE_SHARE if said is None else said
    for unit in project.units:
        name = t("{department}: {unit}", department=names.get(unit.department, ""), unit=unit.name)
        where = ("units", unit.id, "realisable_share")
        unit_of = t("of hours")
        override = scenario.realisable_share
        yield Assumed(where, group, name, "share", unit_of, unit.realisable_share, whole, override)


def grouped(rows: Sequence[Assumed]) -> tuple[Assumed | str, ...]:
    """Return the rows with the name of each group before its first row."""
    found: list[Assumed | str] = []
    for at, row in enumerate(rows):
        if not at or rows[at - 1].group != row.group:
            found.append(row.group)
        found.append(row)
    return tuple(found)
