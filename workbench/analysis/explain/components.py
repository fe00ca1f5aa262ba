"""The rows of the staffing need: from hours of case types, or from what readiness costs, to positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from workbench.analysis.explain.explanation import (
    ADVISERS,
    HOURS,
    POSITIONS,
    SAID_BY_PROJECT,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    Number,
    Part,
    largest_case_types,
    no_such_figure,
)
from workbench.analysis.explain.queue import name_of
from workbench.analysis.explain.sources import absence, deferred_occupancy, internal_time, paid_hours
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
    return _COMPONENTS[asked.name](asked)


def _row(asked: Asked, definition: str, formula: str, *inputs: Input) -> Explanation:
    value = asked.results.staffing.fte_by_component.get(asked.name, 0.0)
    return asked.figure(word(asked.name), value, POSITIONS, definition, formula, *inputs, feeds=("fte",))


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


def _up_to(
    asked: Asked,
    hours: Floats,
    further: str,
    rest: str,
    counted: Callable[[PoolPlan], float],
    unfolds: str | None = None,
) -> tuple[Input, ...]:
    """Return the ``hours`` of case types, and the ``rest`` that makes them what the pools' plans have ``counted``."""
    in_plans = sum(counted(one) for one in asked.results.staffing.pools)
    return (
        *largest_case_types(asked, hours, HOURS, unfolds=further),
        Input(message(rest), in_plans - float(hours.sum()), HOURS, unfolds=unfolds),
    )


def _by_pool(
    asked: Asked, value: Callable[[PoolPlan], float], unit: Message, figure: str | None = None
) -> tuple[Input, ...]:
    """Return a term per pool, explained by the pool's own ``figure``."""
    return tuple(
        Input(
            name_of(one),
            value(one),
            unit,
            place=Place("pools", (one.pool,)),
            unfolds=None if figure is None else f"{figure}:{one.pool}",
        )
        for one in asked.results.staffing.pools
    )


def _contact_handling(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Time with residents by phone and at visits, wrap-up and triage included."),
        N_("(hours of the case types by phone and visit - contacts that hang up) / paid hours"),
        *_up_to(
            asked, _worked(asked, _QUEUE), "queued:{id}", N_("Contacts that hang up before they are answered"),
            lambda one: one.load_hours + one.booked_hours,
        ),
        paid_hours(asked, "divisor"),
    )  # fmt: skip


def _chat_handling(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Time in which advisers have at least one chat."),
        N_("(hours of the case types by chat - held at the same time or lost) / paid hours"),
        *_up_to(
            asked, _worked(asked, (_CHAT,)), f"during:{{id}}:{_CHAT}",
            N_("Chats held at the same time, and those that hang up"), lambda one: one.chat_load_hours,
        ),
        paid_hours(asked, "divisor"),
    )  # fmt: skip


def _in_idle(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Written contacts and work afterwards that is done while advisers wait for calls."),
        N_("(written contacts and work afterwards - what does not fit) / paid hours"),
        *_up_to(
            asked, _deferred(asked), "deferrable:{id}", N_("What does not fit between contacts"),
            lambda one: one.idle_hours_used, "component:deferred_outside_idle",
        ),
        paid_hours(asked, "divisor"),
    )  # fmt: skip


def _outside_idle(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Written contacts and work afterwards that needs time of its own."),
        N_("(written contacts and work afterwards - done between contacts) / occupancy / paid hours"),
        *_up_to(
            asked, _deferred(asked), "deferrable:{id}", N_("Done between contacts"),
            lambda one: one.deferred_hours_added, "component:deferred_in_idle",
        ),
        deferred_occupancy("divisor"),
        paid_hours(asked, "divisor"),
    )  # fmt: skip


def _waiting(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    return _row(
        asked,
        N_("Readiness: somebody must be free when a resident calls. Fewer advisers mean longer queues."),
        N_("(advisers needed to keep the service level - contacts - work between them) / paid hours"),
        *_by_pool(asked, lambda one: one.waiting_hours, HOURS, "waiting"),
        paid_hours(asked, "divisor"),
        Input(
            message(N_("Service level of the year")), staffing.service_level.value, SHARE, "note",
            word(staffing.service_level.of), unfolds="service_level",
        ),
        Input(message(N_("Advisers at the peak")), float(staffing.peak_agents), ADVISERS, "note", unfolds="peak"),
    )  # fmt: skip


def _minimum(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Advisers who must be there although the queues need fewer."),
        N_("(minimum presence - what the queues need) / paid hours, where it is more"),
        *_by_pool(asked, lambda one: one.minimum_hours, HOURS, "minimum"),
        paid_hours(asked, "divisor"),
    )


def _shrinkage(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    hours = staffing.staffed_hours_per_year
    with_absence = message(N_("Staffed hours / productive hours of a position"))
    without = message(N_("Staffed hours / paid hours of a position"))
    return _row(
        asked,
        N_("What absence and internal time add: paid hours in which nobody is at the desk."),
        N_("staffed hours / productive hours - staffed hours / paid hours"),
        Input(with_absence, hours / staffing.hours_per_fte, POSITIONS, unfolds="hours_per_fte"),
        Input(without, -hours / staffing.paid_hours_per_fte, POSITIONS),
        absence(asked, staffing.absence_share),
        internal_time(asked, staffing.internal_time_share),
    )


_SAID_AT = Place("settings", (), "adviser_cost")


def _as_said(
    asked: Asked, name: str, value: Number | None, part: Part = "term", unfolds: str | None = None
) -> Input:
    """Return positions that rest on what the settings say of advisers and who leads them."""
    source = asked.project.settings.adviser_cost.source or SAID_BY_PROJECT
    return Input(message(name), value, POSITIONS, part, source, place=_SAID_AT, unfolds=unfolds)


def _overhead(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    led_by_one = asked.project.settings.adviser_cost.advisers_per_team_leader
    return _row(
        asked,
        N_("Who leads the advisers: a leader per so many advisers, and management as said."),
        N_("team leaders + management"),
        _as_said(asked, N_("Team leaders"), staffing.team_leader_fte, unfolds="paid_positions:team_leaders"),
        _as_said(asked, N_("Management"), staffing.management_fte),
        *((_as_said(asked, N_("Advisers per team leader"), led_by_one, "note"),) if led_by_one else ()),
    )


def _rounding(asked: Asked) -> Explanation:
    return _row(
        asked,
        N_("Positions come in tenths; a pool is rounded up once."),
        N_("each pool's positions rounded up to a tenth - the positions"),
        *_by_pool(asked, lambda one: one.fte_by_component["rounding"], POSITIONS),
        *(
            Input(message(N_("Positions of {pool}"), pool=one.name), one.fte, POSITIONS, "note",
                  unfolds=f"pool:{one.pool}")
            for one in asked.results.staffing.pools
        ),
    )  # fmt: skip


def paid_positions(asked: Asked) -> Explanation:
    """Return the positions of a line of personnel: advisers, who leads them, management."""
    staffing, line = asked.results.staffing, asked.cost_line("personnel", asked.name)
    leaders, management = staffing.team_leader_fte, staffing.management_fte
    inputs: tuple[Input, ...]
    if asked.name == "advisers":
        inputs = (
            Input(message(N_("Staffing")), staffing.fte_total, POSITIONS, unfolds="fte"),
            Input(message(N_("Team leaders")), -leaders, POSITIONS, unfolds="paid_positions:team_leaders"),
            _as_said(asked, N_("Management"), -management),
        )
    elif asked.name == "team_leaders" and leaders:
        before, led_by_one = N_("Positions of advisers before rounding up"), N_("Advisers per team leader")
        said = asked.project.settings.adviser_cost.advisers_per_team_leader
        inputs = (
            Input(message(before), staffing.adviser_fte, POSITIONS, "factor"),
            _as_said(asked, led_by_one, said, "divisor"),
        )
    else:
        inputs = (_as_said(asked, N_("As it was said"), line.quantity),)
    return asked.figure(
        message(N_("Positions: {name}"), name=line.name),
        line.quantity,
        POSITIONS,
        N_("Positions that are paid by this line; what rounding a pool up adds is paid as advisers."),
        N_("staffing - team leaders - management; a leader for so many advisers; management as said"),
        *inputs,
        feeds=(f"line:personnel:{asked.name}",),
    )


_COMPONENTS: dict[str, Explain] = {
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
