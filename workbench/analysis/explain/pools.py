"""What a pool's year is made of: its positions, waiting and minimum staffing, and work that can wait."""

from __future__ import annotations

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.demand.contacts import BACK_OFFICE
from workbench.analysis.demand.promises import promise
from workbench.analysis.explain.explanation import (
    ASSUMPTION,
    HOURS,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
    no_such_figure,
)
from workbench.analysis.explain.queue import examples, least_presence, plan_of
from workbench.analysis.explain.sources import absence, internal_time, paid_hours, promised, setting
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.place import Place
from workbench.analysis.results import Floats, PoolPlan
from workbench.analysis.words import word
from workbench.model.text import N_, message
from workbench.model.volumes import Channel


def _hours_per_fte(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    return Explanation(
        asked.key,
        message(N_("Productive hours of a full-time position")),
        staffing.hours_per_fte,
        message(HOURS),
        message(N_("What a position works at the desk in a year. Public holidays are in the paid hours and in the "
                   "absence.")),
        message(N_("paid hours x (1 - absence) x (1 - internal time)")),
        (
            paid_hours(asked, "factor"),
            absence(asked, 1 - staffing.absence_share, "factor"),
            internal_time(asked, 1 - staffing.internal_time_share, "factor"),
        ),
        ("fte", "productive_minutes"),
    )  # fmt: skip


def _pool(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    staffing, unit = asked.results.staffing, message(POSITIONS)
    leaders = Input(
        message(N_("Team leaders and management")),
        plan.overhead_fte,
        unit,
        unfolds="component:overhead" if len(staffing.pools) == 1 else None,
    )
    return Explanation(
        asked.key,
        message(N_("Positions of {pool}"), pool=plan.name),
        plan.fte,
        unit,
        message(N_("The pool's staffed hours in positions, who leads it, rounded up to a tenth once.")),
        message(N_("(staffed hours / productive hours) + overhead + rounding up")),
        (
            Input(
                message(N_("{n} staffed hours in positions"), n=round(plan.staffed_hours)), plan.adviser_fte, unit,
                unfolds=f"staffed:{plan.pool}",
            ),
            leaders,
            Input(message(N_("Rounding up to tenths")), plan.fte_by_component["rounding"], unit),
            Input(message(N_("Productive hours of a full-time position")), staffing.hours_per_fte, message(HOURS),
                  "note", unfolds="hours_per_fte"),
        ),
        ("fte",),
    )  # fmt: skip


def _at_desk(plan: PoolPlan) -> float:
    """Return the hours per year of the advisers that half-hours need."""
    days = np.array([one.days for one in plan.day_types], float)
    return float(days @ plan.agents.sum(axis=1)) * INTERVAL_HOURS


def _staffed(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    unit = message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Staffed hours of {pool}"), pool=plan.name),
        plan.staffed_hours,
        unit,
        message(N_("Hours in which somebody is at the desk, over the year.")),
        message(N_("advisers of every half-hour x its days / 2 + booked visits + deferred work of its own")),
        (
            Input(message(N_("Advisers of all half-hours of the year")), _at_desk(plan), unit),
            Input(message(N_("Booked visits")), plan.booked_hours, unit),
            Input(
                message(N_("Deferred work that does not fit between contacts")), plan.deferred_paid_hours, unit,
                unfolds=f"deferred_paid:{plan.pool}",
            ),
            *examples(plan),
        ),
        (f"pool:{plan.pool}",),
    )  # fmt: skip


def _staffed_in_all(asked: Asked) -> Explanation:
    staffing, unit = asked.results.staffing, message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Staffed hours")),
        staffing.staffed_hours_per_year,
        unit,
        message(N_("Hours in which somebody is at the desk, over the year.")),
        message(N_("sum of the pools")),
        tuple(
            Input(one.name or message(N_("Customer service")), one.staffed_hours, unit,
                  unfolds=f"staffed:{one.pool}")
            for one in staffing.pools
        ),
        ("fte",),
    )  # fmt: skip


def _waiting(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    unit = message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Waiting capacity of {pool}"), pool=plan.name),
        plan.waiting_hours,
        unit,
        message(N_("Hours in which advisers are free so that the next caller is answered in time.")),
        message(N_("advisers of all half-hours - contacts - chat - deferred work between contacts - minimum staffing")),
        (
            *_desk_terms(plan),
            Input(message(N_("Above the requirement, for the minimum presence")), -plan.minimum_hours, unit,
                  unfolds=f"minimum:{plan.pool}"),
            *examples(plan),
        ),
        ("component:waiting_capacity",),
    )  # fmt: skip


def _minimum(asked: Asked) -> Explanation:
    pool, plan = plan_of(asked, asked.name)
    unit = message(HOURS)
    days = np.array([one.days for one in plan.day_types], float)
    binds = plan.is_open & (plan.required + plan.chat_agents < plan.agents)
    return Explanation(
        asked.key,
        message(N_("Minimum staffing of {pool}"), pool=plan.name),
        plan.minimum_hours,
        unit,
        message(N_("Hours of advisers who must be there although the queues need fewer, and who have no deferred work "
                   "to do.")),
        message(N_("advisers of all half-hours - contacts - chat - deferred work between contacts - waiting capacity")),
        (
            *_desk_terms(plan),
            Input(message(N_("Waiting capacity")), -plan.waiting_hours, unit, unfolds=f"waiting:{plan.pool}"),
            least_presence(asked, pool),
            Input(message(N_("Half-hours of the year in which it counts")), float(days @ binds.sum(axis=1)),
                  message(N_("half-hours")), "note"),
        ),
        ("component:minimum_staffing",),
    )  # fmt: skip


def _desk_terms(plan: PoolPlan) -> tuple[Input, ...]:
    unit = message(HOURS)
    terms = (
        Input(message(N_("Advisers of all half-hours of the year")), _at_desk(plan), unit),
        Input(message(N_("Phone and visits")), -plan.load_hours, unit, unfolds="component:contact_handling"),
        Input(message(N_("Chat")), -plan.chat_load_hours, unit, unfolds="component:chat_handling"),
        Input(
            message(N_("Deferred work between contacts")), -plan.idle_hours_used, unit,
            unfolds=f"deferred:{plan.pool}",
        ),
    )  # fmt: skip
    return tuple(one for one in terms if one.value)


def _deferred(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    demand = asked.first(one for one in asked.results.demand.pools if one.pool == plan.pool)
    unit, people = message(HOURS), message(N_("people at work while open"))
    terms, _ = largest(
        [
            Input(word(name), hours, unit, unfolds=f"written:{plan.pool}:{name}")
            for name, hours in demand.deferred_hours.items()
        ],
        unit,
    )
    use = Input(
        message(N_("Occupancy at deferred work")), defaults.DEFERRED_UTILISATION, message(SHARE), "note",
        message(ASSUMPTION, source=message(defaults.PLANNING_NORM)), is_assumption=True,
    )  # fmt: skip
    figures = (
        (N_("of which done between contacts"), plan.deferred_hours_in_idle, unit),
        (N_("of which needs time of its own"), plan.deferred_hours_added, unit),
        (N_("Must not be interrupted"), demand.uninterruptible_hours, unit),
        (N_("Time of its own, paid"), plan.deferred_paid_hours, unit),
        (N_("People that must be at it for every deadline"), plan.deferred_least_staff, people),
        (N_("People that the plan has for it"), plan.deferred_planned_staff, people),
    )
    notes = [Input(message(name), value, unit_, "note") for name, value, unit_ in figures]
    return Explanation(
        asked.key,
        message(N_("Deferred work of {pool}"), pool=plan.name),
        plan.deferred_hours,
        unit,
        message(N_("Written contacts and work afterwards: due some working days later, not at once. It fills the time "
                   "between contacts as far as it may be interrupted; the rest is staffed.")),
        message(N_("sum of the channels")),
        (*terms, *notes, use, *_deadlines(asked, list(demand.deferred_hours))),
        ("component:deferred_in_idle", "component:deferred_outside_idle"),
    )  # fmt: skip


def _deferred_paid(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    return Explanation(
        asked.key,
        message(N_("Deferred work of {pool} that needs time of its own"), pool=plan.name),
        plan.deferred_paid_hours,
        message(HOURS),
        message(N_("What does not fit between contacts. Nobody works every minute of a day at it.")),
        message(N_("hours of work that do not fit between contacts / occupancy")),
        (
            Input(message(N_("Deferred work")), plan.deferred_hours, message(HOURS),
                  unfolds=f"deferred:{plan.pool}"),
            Input(message(N_("Done between contacts")), -plan.deferred_hours_in_idle, message(HOURS)),
            Input(message(N_("Occupancy at deferred work")), defaults.DEFERRED_UTILISATION, message(SHARE), "divisor",
                  message(ASSUMPTION, source=message(defaults.PLANNING_NORM)), is_assumption=True),
        ),
        (f"staffed:{plan.pool}",),
    )  # fmt: skip


def _deadlines(asked: Asked, names: list[str]) -> list[Input]:
    """Return the working days within which each kind is done."""
    pool, _ = plan_of(asked, asked.name)
    settings, days = asked.project.settings, message(N_("working days"))
    found = []
    for name in names:
        what = message(N_("Deadline: {what}"), what=word(name))
        if name == BACK_OFFICE:
            found.append(
                setting(
                    asked, what, asked.basis.terms.back_office_working_days, days,
                    Place("settings", (), "back_office_working_days"),
                    is_said=settings.back_office_working_days is not None,
                )
            )  # fmt: skip
        else:
            channel = Channel(name)
            value = promise(channel, pool, asked.basis.terms.scenario).working_days
            found.append(promised(asked, pool, channel, "working_days", what, value, days))
    return found


def _written(asked: Asked) -> Explanation:
    """A pool's deferred work of a channel, or moved from departments, by case type."""
    wanted, name = asked.names(2)
    demand = asked.first(one for one in asked.results.demand.pools if one.pool == wanted)
    if name not in demand.deferred_hours:
        raise no_such_figure(asked.key)
    hours = _after(asked, wanted) if name == BACK_OFFICE else asked.basis.by_channel(name, "work_s") / 3600
    shown, more = largest_case_types(
        asked,
        hours,
        message(HOURS),
        unfolds=f"after:{{id}}:{wanted}" if name == BACK_OFFICE else f"during:{{id}}:{name}",
    )
    return Explanation(
        asked.key,
        message(N_("{pool}: {what}"), pool=demand.name, what=word(name)),
        demand.deferred_hours[name],
        message(HOURS),
        message(N_("Steps that moved and are done when the resident has left."))
        if name == BACK_OFFICE
        else message(N_("Contacts of this channel; they are answered within some working days.")),
        message(N_("sum of the case types")),
        shown,
        (f"deferred:{wanted}",),
        more,
    )


def _after(asked: Asked, pool: str) -> Floats:
    terms, found = asked.basis.terms, np.zeros(len(asked.results.flows))
    for channel in Channel:
        if terms.pool_of(channel).id == pool:
            found += asked.basis.by_channel(channel.value, "deferred_work_s")
    return found / 3600


POOL_FIGURES: dict[str, Explain] = {"hours_per_fte": _hours_per_fte, "staffed": _staffed_in_all}
POOL_FIGURES_OF: dict[str, Explain] = {
    "pool": _pool,
    "staffed": _staffed,
    "waiting": _waiting,
    "minimum": _minimum,
    "deferred": _deferred,
    "deferred_paid": _deferred_paid,
    "written": _written,
}
"""Figures of a pool, by its id."""
