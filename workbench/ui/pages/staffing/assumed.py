"""What the figures of staffing rest on, a row per value: what was said, what holds where nobody said, who overrides.

A row knows how it is written, how it is read, and which edit puts it. So settings, pools, opening hours and targets are
changed in the same way, and an emptied cell goes back to the documented default.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.analysis import defaults
from workbench.analysis.promises import Promise, promise
from workbench.capture.folding import fold
from workbench.capture.quantities import read_number, read_share
from workbench.edits import Edit
from workbench.edits.stored import AddItem, ChangeItem
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Denominator, Pool, ServiceTarget
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel
from workbench.ui.opening_hours import Times, as_hours, by_weekday, read_times, written_times
from workbench.ui.pages.volumes.entries import decimal_mark

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
    the figures says instead.
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
    return tuple(found)


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
        yield Assumed(where, group, name, kind, unit, getattr(said, field), default, override, hint)
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


# written and read


def written(row: Assumed, value: Value, t: Texts) -> str:
    """Return a value of ``row`` in words; "" for none."""
    if value is None:
        return ""
    if row.kind == "times":
        return written_times(value, t)  # type: ignore[arg-type]
    if row.kind == "yes_no":
        return t("yes") if value else t("no")
    if row.kind == "of":
        return word(str(value), t)
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]
    if row.kind == "share":
        per_cent = round(number * 100, 2)
        return t.percent(number, 0 if per_cent == round(per_cent) else 1)
    return t.number(number, 0 if number == round(number) else 1)


def read(row: Assumed, text: str, t: Texts) -> Value:
    """Return what was typed; None where the cell was emptied. Raises ProjectError with the reason."""
    plain = text.strip()
    if row.kind == "times":
        return read_times(plain, t)
    if not plain:
        return None
    if row.kind == "text":
        return plain
    if row.kind == "yes_no":
        return _yes_no(plain, t)
    if row.kind == "of":
        return _of(plain, t)
    if row.kind == "share":
        found = read_share(plain, decimal_mark=decimal_mark(t))
        if found is None:
            raise ProjectError(message(N_('"{text}" is not a share: write it as 20 %'), text=text))
        return found.likely
    number = read_number(plain, decimal_mark=decimal_mark(t))
    if number is None or (row.kind == "count" and number.likely != round(number.likely)):
        raise ProjectError(message(N_('"{text}" is not a number that can stand here.'), text=text))
    return number.likely


def _yes_no(plain: str, t: Texts) -> bool:
    wanted = fold(plain)
    for value, words in ((True, (t("yes"), "ja", "yes")), (False, (t("no"), "nej", "no"))):
        if any(fold(one).startswith(wanted) for one in words):
            return value
    raise ProjectError(message(N_('"{text}" is neither yes nor no'), text=plain))


def _of(plain: str, t: Texts) -> str:
    wanted = fold(plain)
    found = [one.value for one in Denominator if wanted in fold(word(one.value, t))]
    if len(found) != 1:
        choices = ", ".join(word(one.value, t) for one in Denominator)
        raise ProjectError(message(N_('"{text}" is none of: {choices}'), text=plain, choices=choices))
    return found[0]


def offers(row: Assumed, t: Texts) -> tuple[str, ...]:
    """Return the words that can stand in the row; none where anything can be typed."""
    if row.kind == "yes_no":
        return (t("yes"), t("no"))
    if row.kind == "of":
        return tuple(word(one.value, t) for one in Denominator)
    return ()


# edits


def put(project: Project, row: Assumed, value: Value) -> Edit:
    """Return the edit that says ``value`` (None: the default holds again)."""
    if row.where[0] == "pools":
        return _put_in_pool(project, row, value)
    if row.where[1] == "working_time":
        now = project.settings.working_time.as_json()
        after = {**now, row.where[2]: value}
        return ChangeItem(
            collection="settings", changes={"working_time": {k: v for k, v in after.items() if v is not None}}
        )
    given = row.default if value is None and row.kind == "yes_no" else value
    return ChangeItem(collection="settings", changes={row.where[1]: given})  # type: ignore[dict-item]


def _put_in_pool(project: Project, row: Assumed, value: Value) -> Edit:
    _, pool_id, field, *inner = row.where
    pool = next(one for one in pools_of(project) if one.id == pool_id)
    changes: dict[str, Any] = {field: value}
    if field == "opening_hours":
        days = list(by_weekday(pool.opening_hours))
        days[int(inner[0])] = value if isinstance(value, tuple) else ()
        if not any(days):
            raise ProjectError(message(N_("A pool is open at some time of the week.")))
        changes = {field: [one.as_json() for one in as_hours(days)]}
    elif field == "targets":
        changes = {field: _with_target(pool, Channel(inner[0]), inner[1], value)}
    elif row.kind == "count":
        given = row.default if value is None and field == "chats_at_once" else value
        changes = {field: None if given is None else round(float(given))}  # type: ignore[arg-type]
    if project.pools:
        return ChangeItem(collection="pools", id=pool.id, changes=changes)
    return AddItem(collection="pools", item={**pool.as_json(), **changes})


def _with_target(pool: Pool, channel: Channel, field: str, value: Value) -> list[dict[str, Any]]:
    """Return the pool's targets with one figure put or taken away; a target that says nothing goes."""
    made: list[dict[str, Any]] = []
    is_there = False
    for one in (*pool.targets, ServiceTarget(channel=channel)):
        after = one.as_json()
        if one.channel is channel:
            if is_there:
                continue
            is_there = True
            after = {key: kept for key, kept in after.items() if key != field}
            if value is not None:
                after[field] = value
            if field == "of" and value is not None and "share" not in after:
                after["share"] = promise(channel, pool, Scenario(id="as_the_project_says", name="")).share
        if len(after) > 1:
            made.append(after)
    return made


def grouped(rows: Sequence[Assumed]) -> tuple[Assumed | str, ...]:
    """Return the rows with the name of each group before its first row."""
    found: list[Assumed | str] = []
    for at, row in enumerate(rows):
        if not at or rows[at - 1].group != row.group:
            found.append(row.group)
        found.append(row)
    return tuple(found)
