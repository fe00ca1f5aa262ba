"""Where a setting comes from: this scenario, the project with its source, or a default that stepped in.

Every figure that rests on a setting names it in the same way, so that a reader finds at once what nobody has said.
"""

from __future__ import annotations

from workbench.analysis import defaults
from workbench.analysis.explain.explanation import (
    ASSUMPTION,
    HOURS,
    SAID_BY_PROJECT,
    SAID_BY_SCENARIO,
    SECONDS,
    SHARE,
    Asked,
    Input,
    Number,
    Part,
)
from workbench.analysis.place import Place
from workbench.model.service import Pool
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel


def setting(
    asked: Asked,
    name: Message | str,
    value: Number | None,
    unit: Message,
    place: Place,
    part: Part = "note",
    *,
    in_scenario: bool = False,
    is_said: bool = True,
    source: str | Message = "",
    assumed: str = defaults.PLANNING_NORM,
    unfolds: str | None = None,
) -> Input:
    """Return a setting as an input, with where it comes from; ``assumed`` is the source of its default."""
    found: Message | str
    if in_scenario:
        scenario = asked.basis.scenario
        found = SAID_BY_SCENARIO
        place = Place("scenarios", (scenario.id,)) if scenario is not None else place
    elif is_said:
        found = source or SAID_BY_PROJECT
    else:
        found = message(ASSUMPTION, source=message(assumed))
    return Input(
        name, value, unit, part, found, None, place, unfolds, is_assumption=not (in_scenario or is_said)
    )


def paid_hours(asked: Asked, part: Part) -> Input:
    """Return the paid hours of a full-time position."""
    said = asked.project.settings.working_time
    return setting(
        asked,
        message(N_("Paid hours of a full-time position")),
        asked.results.staffing.paid_hours_per_fte,
        HOURS,
        Place("settings", (), "working_time"),
        part,
        is_said=said.paid_hours_per_year is not None,
        source=said.source,
        assumed=N_("52 weeks of full-time working time, public holidays included"),
    )


def hours_per_fte(asked: Asked, part: Part = "divisor") -> Input:
    """Return the productive hours of a full-time position."""
    name = message(N_("Productive hours of a full-time position"))
    return Input(name, asked.results.staffing.hours_per_fte, HOURS, part, unfolds="hours_per_fte")


def deferred_occupancy(part: Part) -> Input:
    """Return the part of a day that is worked at what can wait."""
    return Input(
        message(N_("Occupancy at deferred work")), defaults.DEFERRED_UTILISATION, SHARE, part,
        message(ASSUMPTION, source=message(defaults.PLANNING_NORM)), is_assumption=True,
    )  # fmt: skip


def absence(asked: Asked, value: float, part: Part = "note") -> Input:
    """Return the absence; ``value`` is its share, or what is left beside it."""
    said, scenario = asked.project.settings.working_time, asked.basis.scenario
    return setting(
        asked,
        message(N_("Absence, public holidays included"))
        if part == "note"
        else message(N_("Present: 1 - absence, public holidays included")),
        value,
        SHARE,
        Place("settings", (), "working_time"),
        part,
        in_scenario=scenario is not None and scenario.absence_share is not None,
        is_said=said.absence_share is not None,
        source=said.source,
    )


def internal_time(asked: Asked, value: float, part: Part = "note") -> Input:
    """Return the internal time; ``value`` is its share, or what is left beside it."""
    said = asked.project.settings.working_time
    return setting(
        asked,
        message(N_("Internal time")) if part == "note" else message(N_("At the desk: 1 - internal time")),
        value,
        SHARE,
        Place("settings", (), "working_time"),
        part,
        is_said=said.internal_time_share is not None,
        source=said.source,
    )


def realisable(asked: Asked, unit: str | None, part: Part = "note") -> Input:
    """Return the share of the hours released in ``unit`` that become positions."""
    scenario, settings = asked.basis.scenario, asked.project.settings
    terms = asked.basis.terms
    own = unit is not None and unit in terms.realisable_by_unit
    return setting(
        asked,
        message(N_("Realisable share")),
        terms.realisable(unit),
        SHARE,
        Place("units", (unit,), "realisable_share")
        if own and unit is not None
        else Place("settings", (), "realisable_share"),
        part,
        in_scenario=scenario is not None and scenario.realisable_share is not None,
        is_said=own or settings.realisable_share is not None,
        source=message(N_("the unit's own")) if own else "",
    )


def added_seconds(asked: Asked, field: str, value: float, part: Part = "term") -> Input:
    """Return wrap-up or triage, which every contact brings with it; ``field`` is "wrap_up_s" or "triage_s"."""
    is_wrap_up = field == "wrap_up_s"
    return setting(
        asked,
        message(N_("Wrap-up after a contact"))
        if is_wrap_up
        else message(N_("Triage before a contact is put through")),
        value,
        SECONDS,
        Place("settings", (), field),
        part,
        is_said=getattr(asked.project.settings, field) is not None,
    )


def promised(
    asked: Asked, pool: Pool, channel: Channel, field: str, name: Message, value: float, unit: Message
) -> Input:
    """Return a target of ``channel`` with who promised it; ``field`` is that of a ServiceTarget."""
    scenario = asked.basis.scenario

    def says(targets: object) -> bool:
        return any(
            one.channel is channel and getattr(one, field) is not None
            for one in (targets if isinstance(targets, tuple) else ())
        )

    return setting(
        asked,
        name,
        value,
        unit,
        Place("pools", (pool.id,), "targets"),
        in_scenario=scenario is not None and says(scenario.targets),
        is_said=says(pool.targets),
        source=message(N_("the pool's targets")),
    )
