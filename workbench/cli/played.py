"""How ``simulate`` says in which half-hours the plan is what was played, and in which not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.cli.context import print_table
from workbench.locale import Texts

if TYPE_CHECKING:
    from workbench.analysis.second_opinion.played import PoolOpinion
    from workbench.analysis.second_opinion.steadiness import Compared


def kinds_as_json(pool: PoolOpinion) -> list[dict[str, Any]]:
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
        for kind in pool.kinds
    ]


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "contacts": one.contacts,
        "plan": one.plan,
        "simulated": one.simulated,
        "ci95": [one.low, one.high],
        "holds": one.holds,
    }


def print_kinds(pool: PoolOpinion, texts: Texts) -> None:
    """Print a row per kind of half-hour: the share in time, planned and played, and how many hold the plan."""
    from workbench.analysis.second_opinion.steadiness import KIND_WORDS

    if not pool.kinds:
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
    for kind in pool.kinds:
        one = kind.together
        plan, simulated, low, high = (
            texts.percent(value, 1) for value in (one.plan, one.simulated, one.low, min(1.0, one.high))
        )
        holding = texts("{n} of {all}", n=texts.number(kind.holding), all=texts.number(len(kind.half_hours)))
        within = texts("inside") if one.holds else texts("outside")
        rows.append((texts(KIND_WORDS[kind.kind]), plan, simulated, f"{low} .. {high}", holding, within))
    print_table(rows, right=(1, 2, 3, 4))
