"""The rows of the staffing need: from hours of case types, or from what readiness costs, to positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.explain.explanation import (
    ADVISERS,
    ASSUMPTION,
    HOURS,
    POSITIONS,
    SAID_BY_PROJECT,
    SHARE,
    Asked,
    Explanation,
    Input,
    largest_case_types,
    no_such_figure,
)
from workbench.analysis.explain.sources import absence, internal_time, paid_hours
from workbench.analysis.place import Place
from workbench.analysis.results import FTE_COMPONENTS, Floats, PoolPlan
from workbench.analysis.words import word
from workbench.model.text import N_, Message, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel

_CHAT = Channel.CHAT.value
_QUEUE = tuple(one.value for one in REAL_TIME_CHANNELS if one is not Channel.CHAT)
_WRITTEN = tuple(one.value for one in Channel if one not in REAL_TIME_CHANNELS)


def component(asked: Asked) -> Explanation:
    """Return a row of the breakdown, named behind the key's colon."""
    if asked.name not in FTE_COMPONENTS:
        raise no_such_figure(asked.key)
    inputs, more, formula, definition = _COMPONENTS[asked.name](asked)
    return Explanation(
        asked.key,
        word(asked.name),
        asked.results.staffing.fte_by_component.get(asked.name, 0.0),
        message(POSITIONS),
        definition,
        formula,
        inputs,
        ("fte",),
        more,
    )


_Parts = tuple[tuple[Input, ...], int, Message, Message]


def _paid(asked: Asked) -> Input:
    return paid_hours(asked, "divisor")


def _by_case_type(asked: Asked, hours: Floats, unfolds: str) -> tuple[tuple[Input, ...], int, float]:
    """Return the largest case types by ``hours``, how many are added up in the last, and the sum of all."""
    shown, more = largest_case_types(asked, hours, message(HOURS), unfolds=unfolds)
    return shown, more, float(hours.sum())


def _worked(asked: Asked, channels: Iterable[str]) -> Floats:
    found: Floats = sum(
        (asked.basis.by_channel(one, "work_s") for one in channels), start=np.zeros(len(asked.results.flows))
    )
    return found / 3600


def _deferred(asked: Asked) -> Floats:
    written = _worked(asked, _WRITTEN)
    after = (asked.basis.by_channel(one.value, "deferred_work_s") for one in Channel)
    found: Floats = written + sum(after, start=np.zeros(len(written))) / 3600
    return found


def _pools(asked: Asked, hours: Callable[[PoolPlan], float]) -> float:
    return sum(hours(one) for one in asked.results.staffing.pools)


def _by_pool(
    asked: Asked, value: Callable[[PoolPlan], float], unit: str, figure: str | None = None
) -> tuple[Input, ...]:
    """Return a term per pool, explained by the pool's own ``figure``."""
    return tuple(
        Input(
            one.name or message(N_("Customer service")),
            value(one),
            message(unit),
            place=Place("pools", (one.pool,)),
            unfolds=None if figure is None else f"{figure}:{one.pool}",
        )
        for one in asked.results.staffing.pools
    )


def _contact_handling(asked: Asked) -> _Parts:
    shown, more, total = _by_case_type(asked, _worked(asked, _QUEUE), "queued:{id}")
    answered = _pools(asked, lambda one: one.load_hours + one.booked_hours)
    lost = Input(
        message(N_("Contacts that hang up before they are answered")), answered - total, message(HOURS)
    )
    return (
        (*shown, lost, _paid(asked)),
        more,
        message(N_("(hours of the case types by phone and visit - contacts that hang up) / paid hours")),
        message(N_("Time with residents by phone and at visits, wrap-up and triage included.")),
    )


def _chat_handling(asked: Asked) -> _Parts:
    shown, more, total = _by_case_type(asked, _worked(asked, (_CHAT,)), f"during:{{id}}:{_CHAT}")
    busy = _pools(asked, lambda one: one.chat_load_hours)
    text = N_("Chats held at the same time, and those that hang up")
    return (
        (*shown, Input(message(text), busy - total, message(HOURS)), _paid(asked)),
        more,
        message(N_("(hours of the case types by chat - held at the same time or lost) / paid hours")),
        message(N_("Time in which advisers have at least one chat.")),
    )


def _in_idle(asked: Asked) -> _Parts:
    shown, more, total = _by_case_type(asked, _deferred(asked), "deferrable:{id}")
    used = _pools(asked, lambda one: one.idle_hours_used)
    rest = Input(
        message(N_("What does not fit between contacts")),
        used - total,
        message(HOURS),
        unfolds="component:deferred_outside_idle",
    )
    return (
        (*shown, rest, _paid(asked)),
        more,
        message(N_("(written contacts and work afterwards - what does not fit) / paid hours")),
        message(N_("Written contacts and work afterwards that is done while advisers wait for calls.")),
    )


def _outside_idle(asked: Asked) -> _Parts:
    shown, more, total = _by_case_type(asked, _deferred(asked), "deferrable:{id}")
    added = _pools(asked, lambda one: one.deferred_hours_added)
    done = Input(
        message(N_("Done between contacts")),
        added - total,
        message(HOURS),
        unfolds="component:deferred_in_idle",
    )
    use = Input(
        message(N_("Occupancy at deferred work")),
        defaults.DEFERRED_UTILISATION,
        message(SHARE),
        "divisor",
        message(ASSUMPTION, source=message(defaults.PLANNING_NORM)),
        is_assumption=True,
    )
    return (
        (*shown, done, use, _paid(asked)),
        more,
        message(
            N_("(written contacts and work afterwards - done between contacts) / occupancy / paid hours")
        ),
        message(N_("Written contacts and work afterwards that needs time of its own.")),
    )


def _waiting(asked: Asked) -> _Parts:
    staffing = asked.results.staffing
    terms = _by_pool(asked, lambda one: one.waiting_hours, HOURS, "waiting")
    level = Input(
        message(N_("Service level of the year")), staffing.service_level.value, message(SHARE), "note",
        word(staffing.service_level.of), unfolds="service_level",
    )  # fmt: skip
    peak = Input(
        message(N_("Advisers at the peak")), float(staffing.peak_agents), message(ADVISERS), "note",
        unfolds="peak",
    )  # fmt: skip
    return (
        (*terms, _paid(asked), level, peak),
        0,
        message(
            N_("(advisers needed to keep the service level - contacts - work between them) / paid hours")
        ),
        message(
            N_("Readiness: somebody must be free when a resident calls. Fewer advisers mean longer queues.")
        ),
    )


def _minimum(asked: Asked) -> _Parts:
    terms = _by_pool(asked, lambda one: one.minimum_hours, HOURS, "minimum")
    return (
        (*terms, _paid(asked)),
        0,
        message(N_("(minimum presence - what the queues need) / paid hours, where it is more")),
        message(N_("Advisers who must be there although the queues need fewer.")),
    )


def _shrinkage(asked: Asked) -> _Parts:
    staffing = asked.results.staffing
    unit = message(POSITIONS)
    hours = staffing.staffed_hours_per_year
    notes = (absence(asked, staffing.absence_share), internal_time(asked, staffing.internal_time_share))
    with_absence = message(N_("Staffed hours / productive hours of a position"))
    without = message(N_("Staffed hours / paid hours of a position"))
    return (
        (
            Input(with_absence, hours / staffing.hours_per_fte, unit, unfolds="hours_per_fte"),
            Input(without, -hours / staffing.paid_hours_per_fte, unit),
            *notes,
        ),
        0,
        message(N_("staffed hours / productive hours - staffed hours / paid hours")),
        message(N_("What absence and internal time add: paid hours in which nobody is at the desk.")),
    )


def _overhead(asked: Asked) -> _Parts:
    staffing, unit = asked.results.staffing, message(POSITIONS)
    said, place = asked.project.settings.adviser_cost, Place("settings", (), "adviser_cost")
    source = said.source or message(SAID_BY_PROJECT)
    every = (
        (Input(message(N_("Advisers per team leader")), said.advisers_per_team_leader, unit, "note", source,
               place=place),)
        if said.advisers_per_team_leader
        else ()
    )  # fmt: skip
    return (
        (
            Input(
                message(N_("Team leaders")),
                staffing.team_leader_fte,
                unit,
                "term",
                source,
                place=place,
                unfolds="paid_positions:team_leaders",
            ),
            Input(message(N_("Management")), staffing.management_fte, unit, "term", source, place=place),
            *every,
        ),
        0,
        message(N_("team leaders + management")),
        message(N_("Who leads the advisers: a leader per so many advisers, and management as said.")),
    )


def _rounding(asked: Asked) -> _Parts:
    return (
        (
            *_by_pool(asked, lambda one: one.fte_by_component["rounding"], POSITIONS),
            *(
                Input(
                    message(N_("Positions of {pool}"), pool=one.name),
                    one.fte,
                    message(POSITIONS),
                    "note",
                    unfolds=f"pool:{one.pool}",
                )
                for one in asked.results.staffing.pools
            ),
        ),
        0,
        message(N_("each pool's positions rounded up to a tenth - the positions")),
        message(N_("Positions come in tenths; a pool is rounded up once.")),
    )


def paid_positions(asked: Asked) -> Explanation:
    """Return the positions of a line of personnel: advisers, who leads them, management."""
    staffing, said = asked.results.staffing, asked.project.settings.adviser_cost
    unit, place = message(POSITIONS), Place("settings", (), "adviser_cost")
    source = said.source or message(SAID_BY_PROJECT)
    lines = asked.results.costs.lines
    line = asked.first(one for one in lines if (one.kind, one.id) == ("personnel", asked.name))
    leaders, management = staffing.team_leader_fte, staffing.management_fte
    inputs: tuple[Input, ...]
    if asked.name == "advisers":
        inputs = (
            Input(message(N_("Staffing")), staffing.fte_total, unit, unfolds="fte"),
            Input(message(N_("Team leaders")), -leaders, unit, unfolds="paid_positions:team_leaders"),
            Input(message(N_("Management")), -management, unit, "term", source, place=place),
        )
    elif asked.name == "team_leaders" and leaders:
        every = message(N_("Advisers per team leader"))
        inputs = (
            Input(
                message(N_("Positions of advisers before rounding up")), staffing.adviser_fte, unit, "factor"
            ),
            Input(every, said.advisers_per_team_leader, unit, "divisor", source, place=place),
        )
    else:
        inputs = (Input(message(N_("As it was said")), line.quantity, unit, "term", source, place=place),)
    return Explanation(
        asked.key,
        message(N_("Positions: {name}"), name=line.name),
        line.quantity,
        unit,
        message(
            N_("Positions that are paid by this line; what rounding a pool up adds is paid as advisers.")
        ),
        message(
            N_("staffing - team leaders - management; a leader for so many advisers; management as said")
        ),
        inputs,
        (f"line:personnel:{asked.name}",),
    )


_COMPONENTS: dict[str, Callable[[Asked], _Parts]] = {
    "contact_handling": _contact_handling,
    "chat_handling": _chat_handling,
    "deferred_in_idle": _in_idle,
    "deferred_outside_idle": _outside_idle,
    "waiting_capacity": _waiting,
    "minimum_staffing": _minimum,
    "shrinkage": _shrinkage,
    "overhead": _overhead,
    "rounding": _rounding,
}
