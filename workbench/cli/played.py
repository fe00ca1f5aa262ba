"""How ``simulate`` says what was played: each queue's year and kinds of half-hours, and deferred work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import print_table
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.second_opinion.deferred_opinion import DeferredOpinion
    from workbench.analysis.second_opinion.measures import Measure
    from workbench.analysis.second_opinion.played import PoolOpinion, QueueOpinion
    from workbench.analysis.second_opinion.steadiness import Compared

_MEASURES = {
    "sl_offered": N_("Answered in time, of offered contacts"),
    "share_lost": N_("Contacts that hang up"),
    "mean_wait_s": N_("Mean wait of all contacts, seconds"),
    "occupancy": N_("Occupancy of the advisers"),
    "deferred_in_time": N_("Done in time, of what came in"),
    "deferred_between": N_("Done between contacts, hours a year"),
    "deferred_own": N_("Done by people of its own, hours a year"),
    "deferred_oldest": N_("Evenings that the oldest work waits"),
}


def pool_as_json(pool: PoolOpinion) -> dict[str, Any]:
    """Return the phone and visit queue's figures, and under names of their own chat's and deferred work's."""
    by_name = {one.queue.value: _queue_as_json(one) for one in pool.queues}
    nothing: dict[str, Any] = {
        "within_s": None,
        "day_types_played": 0,
        "day_types": 0,
        "measures": {},
        "kinds": [],
    }
    return {
        "id": pool.pool,
        "name": pool.name,
        **by_name.get("calls", nothing),
        "chat": by_name.get("chat"),
        "deferred": pool.deferred and _deferred_as_json(pool.deferred),
    }


def _queue_as_json(queue: QueueOpinion) -> dict[str, Any]:
    return {
        "within_s": queue.within_s,
        "day_types_played": queue.day_types_played,
        "day_types": queue.day_types,
        "measures": {one.name: _measured(one) for one in queue.measures},
        "kinds": _kinds_as_json(queue),
    }


def _deferred_as_json(deferred: DeferredOpinion) -> dict[str, Any]:
    return {
        "years": deferred.years,
        "measures": {one.name.removeprefix("deferred_"): _measured(one) for one in deferred.measures},
        "waiting_by_month": [{"month": month, **_measured(one)} for month, one in deferred.months],
    }


def _measured(one: Measure) -> dict[str, Any]:
    return {"plan": one.plan, "simulated": one.simulated, "ci95": [one.low, one.high]}


def _kinds_as_json(queue: QueueOpinion) -> list[dict[str, Any]]:
    """Return the kinds of half-hours, and of each kind those whose interval does not hold the plan."""
    return [
        {
            "kind": kind.kind.value,
            **_compared(kind.together),
            "half_hours": len(kind.half_hours),
            "holding": kind.holding,
            "outside": [
                {
                    "weekday": one.weekday,
                    "half_hour": one.half_hour,
                    "months": list(one.months),
                    **_compared(one.compared),
                }
                for one in kind.half_hours
                if not one.compared.holds
            ],
        }
        for kind in queue.kinds
    ]


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "contacts": one.contacts,
        "plan": one.plan,
        "simulated": one.simulated,
        "ci95": [one.low, one.high],
        "holds": one.holds,
    }


def print_pool(pool: PoolOpinion, texts: Texts) -> None:
    """Print every queue that was played, and deferred work."""
    for queue in pool.queues:
        click.echo(texts("Chat") if queue.queue == "chat" else texts("Phone and visits"))
        _print_measures(queue.measures, texts)
        _print_kinds(queue, texts)
    if pool.deferred is not None:
        click.echo(texts("Deferred work"))
        _print_measures(pool.deferred.measures, texts)


def _print_measures(measures: tuple[Measure, ...], texts: Texts) -> None:
    table = [("", texts("Plan"), texts("Simulated"), texts("95 % interval"), texts("Plan within it?"))]
    for one in measures:
        plan, simulated, low, high = (
            texts.number(value, 3) for value in (one.plan, one.simulated, one.low, one.high)
        )
        within = texts("inside") if one.holds else texts("outside")
        table.append((texts(_MEASURES[one.name]), plan, simulated, f"{low} .. {high}", within))
    print_table(table, right=(1, 2, 3))


def _print_kinds(queue: QueueOpinion, texts: Texts) -> None:
    """Print a row per kind of half-hour: the share in time, planned and played, and how many hold the plan."""
    from workbench.analysis.second_opinion.steadiness import KIND_WORDS

    if not queue.kinds:
        return
    rows = [
        (
            texts("Half-hours that are"),
            texts("Plan"),
            texts("Simulated"),
            texts("95 % interval"),
            texts("Hold the plan"),
            texts("Plan within it?"),
        )
    ]
    for kind in queue.kinds:
        one = kind.together
        plan, simulated, low, high = (
            texts.percent(value, 1) for value in (one.plan, one.simulated, one.low, min(1.0, one.high))
        )
        holding = texts("{n} of {all}", n=texts.number(kind.holding), all=texts.number(len(kind.half_hours)))
        within = texts("inside") if one.holds else texts("outside")
        rows.append((texts(KIND_WORDS[kind.kind]), plan, simulated, f"{low} .. {high}", holding, within))
    print_table(rows, right=(1, 2, 3, 4))
