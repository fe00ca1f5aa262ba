"""Figures in hours and positions: the breakdown of the need, what is brought, and the balance of both."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.explain.components import component, paid_positions
from workbench.analysis.explain.explanation import (
    HOURS,
    POSITIONS,
    Asked,
    Explain,
    Explanation,
    Input,
)
from workbench.analysis.explain.released import NONE, balance_row, by_department, positions_of
from workbench.analysis.explain.sources import added_seconds
from workbench.analysis.results import FTE_COMPONENTS
from workbench.analysis.words import word
from workbench.model.text import N_, message


def _fte(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    inputs = tuple(
        Input(word(name), staffing.fte_by_component[name], POSITIONS, unfolds=f"component:{name}")
        for name in FTE_COMPONENTS
        if staffing.fte_by_component.get(name)
    )
    return asked.figure(
        N_("Staffing"),
        staffing.fte_total,
        POSITIONS,
        N_("Full-time positions that customer service needs in the planning year: hours / (paid hours x "
           "(1 - absence) x (1 - internal time)), rounded up to a tenth per pool."),
        N_("sum of the rows below"),
        *inputs,
        feeds=("operating_cost", "balance"),
    )  # fmt: skip


def _balance(asked: Asked) -> Explanation:
    found = positions_of(asked)
    of = f"_of:{asked.name}" if asked.name else ""
    moving, realisable = message(N_("Positions that move")), message(N_("Realisable of what is released"))
    needed = message(N_("Needed in customer service"))
    fte = f"fte_of:{asked.name}" if asked.name else "fte"
    return asked.figure(
        N_("Balance") if not asked.name else message(N_("Balance: {name}"), name=asked.department()),
        found.difference,
        POSITIONS,
        N_("What departments bring in positions less what customer service needs: the idea is to "
           "redistribute, not to add."),
        N_("positions that move + realisable - needed"),
        Input(moving, found.moving_whole, POSITIONS, unfolds=f"positions{of}"),
        Input(realisable, found.realisable, POSITIONS, unfolds=f"realisable{of}"),
        Input(needed, -found.needed_share, POSITIONS, unfolds=fte),
        Input(message(N_("Why more is needed than is brought")), -found.difference, POSITIONS, "note",
              unfolds=f"positions:{asked.name or NONE}"),
    )  # fmt: skip


def _fte_of(asked: Asked) -> Explanation:
    row, total = balance_row(asked), asked.results.release.total
    name = asked.department()
    return asked.figure(
        message(N_("Needed for {name}"), name=name),
        positions_of(asked).needed_share,
        POSITIONS,
        N_("The department's part of the staffing, by the hours that customer service works for it."),
        N_("staffing x hours for the department / hours for all"),
        Input(message(N_("Staffing")), asked.results.staffing.fte_total, POSITIONS, "factor", unfolds="fte"),
        Input(
            message(N_("Hours for the department")),
            row.done,
            HOURS,
            "factor",
            unfolds=f"hours_of:{row.department}",
        ),
        Input(message(N_("Hours for all")), total.done or None, HOURS, "divisor"),
        feeds=(f"balance_of:{asked.name}",),
    )


def _hours_of(asked: Asked) -> Explanation:
    row = balance_row(asked)
    return asked.figure(
        message(N_("Hours in customer service for {name}"), name=asked.department()),
        row.done,
        HOURS,
        N_(
            "What customer service does instead of the department's units, contacts' wrap-up and triage included."
        ),
        N_("taken over - saved by e-service - saved by other minutes + wrap-up + triage"),
        Input(message(N_("Taken over")), row.taken, HOURS, unfolds=f"taken_of:{asked.name}"),
        Input(message(N_("Saved by the e-service")), -row.saved_by_e_service, HOURS),
        Input(message(N_("Saved by other minutes")), -row.saved_by_minutes, HOURS),
        replace(added_seconds(asked, "wrap_up_s", row.wrap_up), unit=HOURS),
        replace(added_seconds(asked, "triage_s", row.triage), unit=HOURS),
        feeds=(f"fte_of:{asked.name}",),
    )


_BALANCE_TERMS = {
    "taken": (N_("Taken over"), N_("Hours a year of today's work that departments are relieved of.")),
    "dropped": (N_("Dropped"), N_("Hours a year of steps that are abolished or left to an e-service.")),
    "staying": (
        N_("Stays"),
        N_("Hours a year that departments go on working, cases that come another way included."),
    ),
    "second_line": (
        N_("Second line"),
        N_(
            "Hours a year of departments on cases that came by customer service. They are not in the balance."
        ),
    ),
}


def _all_departments(asked: Asked) -> Explanation:
    """A term of the balance, department by department."""
    title, definition = _BALANCE_TERMS[asked.key]
    field = "second_line_hours" if asked.key == "second_line" else asked.key
    return asked.figure(
        title,
        float(getattr(asked.results.release.total, field)),
        HOURS,
        definition,
        N_("sum of the departments"),
        *by_department(asked, field, HOURS, "taken_of" if asked.key == "taken" else None),
    )


STAFFING_FIGURES: dict[str, Explain] = {
    "fte": _fte,
    "balance": _balance,
    **dict.fromkeys(_BALANCE_TERMS, _all_departments),
}
STAFFING_FIGURES_OF: dict[str, Explain] = {
    "component": component,
    "paid_positions": paid_positions,
    "fte_of": _fte_of,
    "balance_of": _balance,
    "hours_of": _hours_of,
}
"""Figures with a name behind a colon: a row of the breakdown, a department's id."""
