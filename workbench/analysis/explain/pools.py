"""What a pool's year is made of: its positions, waiting and minimum staffing, and work that can wait."""

from __future__ import annotations

import numpy as np

from workbench.analysis.demand.contacts import BACK_OFFICE
from workbench.analysis.demand.promises import promise
from workbench.analysis.explain.explanation import (
    ADVISERS,
    HOURS,
    POSITIONS,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
    no_such_figure,
)
from workbench.analysis.explain.queue import demand_of, examples, least_presence, name_of, over_year, plan_of
from workbench.analysis.explain.sources import (
    absence,
    deferred_occupancy,
    hours_per_fte,
    internal_time,
    paid_hours,
    promised,
    setting,
)
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.place import Place
from workbench.analysis.results import Floats, PoolPlan
from workbench.analysis.words import word
from workbench.model.text import N_, message
from workbench.model.volumes import Channel


def _hours_per_fte(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    return asked.figure(
        N_("Productive hours of a full-time position"),
        staffing.hours_per_fte,
        HOURS,
        N_("What a position works at the desk in a year. Public holidays are in the paid hours and in the "
           "absence."),
        N_("paid hours x (1 - absence) x (1 - internal time)"),
        paid_hours(asked, "factor"),
        absence(asked, 1 - staffing.absence_share, "factor"),
        internal_time(asked, 1 - staffing.internal_time_share, "factor"),
        feeds=("fte", "productive_minutes"),
    )  # fmt: skip


def _pool(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    staffing = asked.results.staffing
    leaders = Input(
        message(N_("Team leaders and management")),
        plan.overhead_fte,
        POSITIONS,
        unfolds="component:overhead" if len(staffing.pools) == 1 else None,
    )
    return asked.figure(
        message(N_("Positions of {pool}"), pool=plan.name),
        plan.fte,
        POSITIONS,
        N_("The pool's staffed hours in positions, who leads it, rounded up to a tenth once."),
        N_("(staffed hours / productive hours) + overhead + rounding up"),
        Input(
            message(N_("{n} staffed hours in positions"), n=round(plan.staffed_hours)), plan.adviser_fte, POSITIONS,
            unfolds=f"staffed:{plan.pool}",
        ),
        leaders,
        Input(message(N_("Rounding up to tenths")), plan.fte_by_component["rounding"], POSITIONS),
        hours_per_fte(asked, "note"),
        feeds=("fte",),
    )  # fmt: skip


def _at_desk(plan: PoolPlan) -> float:
    """Return the hours per year of the advisers that half-hours need."""
    return over_year(plan, plan.agents) * INTERVAL_HOURS


def _staffed(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    return asked.figure(
        message(N_("Staffed hours of {pool}"), pool=plan.name),
        plan.staffed_hours,
        HOURS,
        N_("Hours in which somebody is at the desk, over the year."),
        N_("advisers of every half-hour x its days / 2 + booked visits + deferred work of its own"),
        Input(message(N_("Advisers of all half-hours of the year")), _at_desk(plan), HOURS),
        Input(message(N_("Booked visits")), plan.booked_hours, HOURS),
        Input(
            message(N_("Deferred work that does not fit between contacts")), plan.deferred_paid_hours, HOURS,
            unfolds=f"deferred_paid:{plan.pool}",
        ),
        *examples(plan),
        feeds=(f"pool:{plan.pool}",),
    )  # fmt: skip


def _staffed_in_all(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    return asked.figure(
        N_("Staffed hours"),
        staffing.staffed_hours_per_year,
        HOURS,
        N_("Hours in which somebody is at the desk, over the year."),
        N_("sum of the pools"),
        *(
            Input(name_of(one), one.staffed_hours, HOURS,
                  unfolds=f"staffed:{one.pool}")
            for one in staffing.pools
        ),
        feeds=("fte",),
    )  # fmt: skip


def _waiting(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    return asked.figure(
        message(N_("Waiting capacity of {pool}"), pool=plan.name),
        plan.waiting_hours,
        HOURS,
        N_("Hours in which advisers are free so that the next caller is answered in time."),
        N_("advisers of all half-hours - contacts - chat - deferred work between contacts - minimum staffing"),
        *_desk_terms(plan),
        Input(message(N_("Above the requirement, for the minimum presence")), -plan.minimum_hours, HOURS,
              unfolds=f"minimum:{plan.pool}"),
        *examples(plan),
        feeds=("component:waiting_capacity",),
    )  # fmt: skip


def _minimum(asked: Asked) -> Explanation:
    pool, plan = plan_of(asked, asked.name)
    binds = plan.is_open & (plan.required + plan.chat_agents < plan.agents)
    return asked.figure(
        message(N_("Minimum staffing of {pool}"), pool=plan.name),
        plan.minimum_hours,
        HOURS,
        N_("Hours of advisers who must be there although the queues need fewer, and who have no deferred work "
           "to do."),
        N_("advisers of all half-hours - contacts - chat - deferred work between contacts - waiting capacity"),
        *_desk_terms(plan),
        Input(message(N_("Waiting capacity")), -plan.waiting_hours, HOURS, unfolds=f"waiting:{plan.pool}"),
        least_presence(asked, pool),
        Input(message(N_("Half-hours of the year in which it counts")), over_year(plan, binds.astype(int)),
              message(N_("half-hours")), "note"),
        feeds=("component:minimum_staffing",),
    )  # fmt: skip


def _desk_terms(plan: PoolPlan) -> tuple[Input, ...]:
    terms = (
        Input(message(N_("Advisers of all half-hours of the year")), _at_desk(plan), HOURS),
        Input(message(N_("Phone and visits")), -plan.load_hours, HOURS, unfolds="component:contact_handling"),
        Input(message(N_("Chat")), -plan.chat_load_hours, HOURS, unfolds="component:chat_handling"),
        Input(
            message(N_("Deferred work between contacts")), -plan.idle_hours_used, HOURS,
            unfolds=f"deferred:{plan.pool}",
        ),
    )  # fmt: skip
    return tuple(one for one in terms if one.value)


def _deferred(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    demand = demand_of(asked, plan.pool)
    people = message(N_("people at work while open"))
    figures = (
        (N_("of which done between contacts"), plan.deferred_hours_in_idle, HOURS),
        (N_("of which needs time of its own"), plan.deferred_hours_added, HOURS),
        (N_("Must not be interrupted"), demand.uninterruptible_hours, HOURS),
        (N_("Time of its own, paid"), plan.deferred_paid_hours, HOURS),
        (N_("People that must be at it for every deadline"), plan.deferred_least_staff, people),
        (N_("People that the plan has for it"), plan.deferred_planned_staff, people),
    )
    return asked.figure(
        message(N_("Deferred work of {pool}"), pool=plan.name),
        plan.deferred_hours,
        HOURS,
        N_("Written contacts and work afterwards: due some working days later, not at once. It fills the time "
           "between contacts as far as it may be interrupted; the rest is staffed."),
        N_("sum of the channels"),
        *largest(
            Input(word(name), hours, HOURS, unfolds=f"written:{plan.pool}:{name}")
            for name, hours in demand.deferred_hours.items()
        ),
        *(Input(message(name), value, unit, "note") for name, value, unit in figures),
        deferred_occupancy("note"),
        *_deadlines(asked, list(demand.deferred_hours)),
        feeds=("component:deferred_in_idle", "component:deferred_outside_idle"),
    )  # fmt: skip


def _deferred_paid(asked: Asked) -> Explanation:
    _, plan = plan_of(asked, asked.name)
    return asked.figure(
        message(N_("Deferred work of {pool} that needs time of its own"), pool=plan.name),
        plan.deferred_paid_hours,
        HOURS,
        N_("What does not fit between contacts. Nobody works every minute of a day at it."),
        N_("hours of work that do not fit between contacts / occupancy"),
        Input(message(N_("Deferred work")), plan.deferred_hours, HOURS,
              unfolds=f"deferred:{plan.pool}"),
        Input(message(N_("Done between contacts")), -plan.deferred_hours_in_idle, HOURS),
        deferred_occupancy("divisor"),
        feeds=(f"staffed:{plan.pool}",),
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
    demand = demand_of(asked, wanted)
    if name not in demand.deferred_hours:
        raise no_such_figure(asked.key)
    hours = _after(asked, wanted) if name == BACK_OFFICE else asked.basis.by_channel(name, "work_s") / 3600
    shown = largest_case_types(
        asked,
        hours,
        HOURS,
        unfolds=f"after:{{id}}:{wanted}" if name == BACK_OFFICE else f"during:{{id}}:{name}",
    )
    return asked.figure(
        message(N_("{pool}: {what}"), pool=demand.name, what=word(name)),
        demand.deferred_hours[name],
        HOURS,
        N_("Steps that moved and are done when the resident has left.")
        if name == BACK_OFFICE
        else N_("Contacts of this channel; they are answered within some working days."),
        N_("sum of the case types"),
        *shown,
        feeds=(f"deferred:{wanted}",),
    )


def _after(asked: Asked, pool: str) -> Floats:
    terms, found = asked.basis.terms, np.zeros(len(asked.results.flows))
    for channel in Channel:
        if terms.pool_of(channel).id == pool:
            found += asked.basis.by_channel(channel.value, "deferred_work_s")
    return found / 3600


def _workplaces(asked: Asked) -> Explanation:
    staffing, people = asked.results.staffing, message(N_("people at work while open"))
    return asked.figure(
        N_("Workplaces"),
        staffing.workplaces,
        people,
        N_("Who needs a workplace at once: advisers at the peak, people planned for deferred work, and booked "
           "visits for which too few are free outside the peak."),
        N_("sum of the rows below"),
        Input(message(N_("Advisers at the peak")), float(staffing.peak_agents), ADVISERS, unfolds="peak"),
        *(
            Input(message(N_("Deferred work of {pool}"), pool=name_of(one)), one.deferred_planned_staff, people,
                  unfolds=f"deferred:{one.pool}")
            for one in staffing.pools
            if one.deferred_planned_staff
        ),
        Input(message(N_("Booked visits")), staffing.booked_beside_peak, people),
    )  # fmt: skip


POOL_FIGURES: dict[str, Explain] = {
    "hours_per_fte": _hours_per_fte,
    "staffed": _staffed_in_all,
    "workplaces": _workplaces,
}
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
