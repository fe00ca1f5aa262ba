"""Figures in hours and positions: the breakdown of the need, what is brought, and the balance of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.analysis.explain_components import component
from workbench.analysis.explain_sources import added_seconds, realisable
from workbench.analysis.explanation import (
    HOURS,
    MOST,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
)
from workbench.analysis.place import Place
from workbench.analysis.positions import moving
from workbench.analysis.results import (
    FTE_COMPONENTS,
    BalanceRow,
    Positions,
    Released,
)
from workbench.analysis.words import word
from workbench.model.text import N_, Message, message

NONE = "-"
"""Stands in a key for no department, no unit, no role."""


def _fte(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    unit = message(POSITIONS)
    inputs = tuple(
        Input(word(name), staffing.fte_by_component[name], unit, unfolds=f"component:{name}")
        for name in FTE_COMPONENTS
        if staffing.fte_by_component.get(name)
    )
    return Explanation(
        asked.key,
        message(N_("Staffing")),
        staffing.fte_total,
        unit,
        message(
            N_("Full-time positions that customer service needs in the planning year: hours / (paid hours x "
               "(1 - absence) x (1 - internal time)), rounded up to a tenth per pool.")
        ),
        message(N_("sum of the rows below")),
        inputs,
        ("operating_cost", "balance"),
    )  # fmt: skip


def _positions(asked: Asked) -> Positions:
    wanted = asked.name or None
    return asked.first(one for one in asked.results.release.positions if one.department == wanted)


def _balance_row(asked: Asked) -> BalanceRow:
    return asked.first(one for one in asked.results.release.balance if one.department == asked.name)


def _balance(asked: Asked) -> Explanation:
    found, unit = _positions(asked), message(POSITIONS)
    of = f"_of:{asked.name}" if asked.name else ""
    moving, realisable = message(N_("Positions that move")), message(N_("Realisable of what is released"))
    needed = message(N_("Needed in customer service"))
    fte = f"fte_of:{asked.name}" if asked.name else "fte"
    return Explanation(
        asked.key,
        message(N_("Balance")) if not asked.name else message(N_("Balance: {name}"), name=asked.department()),
        found.difference,
        unit,
        message(N_("What departments bring in positions less what customer service needs: the idea is to "
                   "redistribute, not to add.")),
        message(N_("positions that move + realisable - needed")),
        (
            Input(moving, found.moving_whole, unit, unfolds=f"positions{of}"),
            Input(realisable, found.realisable, unit, unfolds=f"realisable{of}"),
            Input(needed, -found.needed_share, unit, unfolds=fte),
            Input(message(N_("Why more is needed than is brought")), -found.difference, unit, "note",
                  unfolds=f"positions:{asked.name or NONE}"),
        ),
    )  # fmt: skip


def _reasons(asked: Asked) -> Explanation:
    """Why a department's work needs more positions in customer service than it brings."""
    wanted = None if asked.name == NONE else asked.name
    found = asked.first(one for one in asked.results.release.positions if one.department == wanted)
    unit = message(POSITIONS)
    further = {
        "waiting_capacity": "component:waiting_capacity", "minimum_staffing": "component:minimum_staffing",
        "overhead": "component:overhead", "rounding": "component:rounding",
        "not_realisable": f"realisable_of:{wanted}" if wanted else "realisable",
        "in_positions": f"positions_of:{wanted}" if wanted else "positions",
    }  # fmt: skip
    if wanted is not None:
        further |= dict.fromkeys(
            ("wrap_up", "triage", "saved_by_e_service", "saved_by_minutes"), f"hours_of:{wanted}"
        )
    return Explanation(
        asked.key,
        message(N_("Why more is needed than is brought"))
        if wanted is None
        else message(N_("Why more is needed than {name} brings"), name=asked.department()),
        -found.difference,
        unit,
        message(N_("Needed in customer service less what moves there. Who answers at once must sometimes wait for the "
                   "next call, contacts need wrap-up, and fractions of people do not become positions.")),
        message(N_("needed - positions that move - realisable = sum of the reasons")),
        tuple(
            Input(word(name), value, unit, unfolds=further.get(name))
            for name, value in found.reasons
            if abs(value) > 1e-12
        ),
        (f"balance_of:{wanted}" if wanted else "balance",),
    )  # fmt: skip


def _fte_of(asked: Asked) -> Explanation:
    row, total = _balance_row(asked), asked.results.release.total
    unit, hours = message(POSITIONS), message(HOURS)
    name = asked.department()
    return Explanation(
        asked.key,
        message(N_("Needed for {name}"), name=name),
        _positions(asked).needed_share,
        unit,
        message(
            N_("The department's part of the staffing, by the hours that customer service works for it.")
        ),
        message(N_("staffing x hours for the department / hours for all")),
        (
            Input(message(N_("Staffing")), asked.results.staffing.fte_total, unit, "factor", unfolds="fte"),
            Input(
                message(N_("Hours for the department")),
                row.done,
                hours,
                "factor",
                unfolds=f"hours_of:{row.department}",
            ),
            Input(message(N_("Hours for all")), total.done or None, hours, "divisor"),
        ),
        (f"balance_of:{asked.name}",),
    )


def _hours_of(asked: Asked) -> Explanation:
    row, unit = _balance_row(asked), message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Hours in customer service for {name}"), name=asked.department()),
        row.done,
        unit,
        message(
            N_(
                "What customer service does instead of the department's units, contacts' wrap-up and triage included."
            )
        ),
        message(N_("taken over - saved by e-service - saved by other minutes + wrap-up + triage")),
        (
            Input(message(N_("Taken over")), row.taken, unit, unfolds=f"taken_of:{asked.name}"),
            Input(message(N_("Saved by the e-service")), -row.saved_by_e_service, unit),
            Input(message(N_("Saved by other minutes")), -row.saved_by_minutes, unit),
            replace(added_seconds(asked, "wrap_up_s", row.wrap_up), unit=unit),
            replace(added_seconds(asked, "triage_s", row.triage), unit=unit),
        ),
        (f"fte_of:{asked.name}",),
    )


def _released(asked: Asked) -> list[Released]:
    return [one for one in asked.results.release.released if asked.name in ("", one.department)]


def released_key(one: Released, figure: str = "released") -> str:
    """Return the key of what a department's unit and role are relieved of."""
    return f"{figure}:{one.department}:{one.unit or NONE}:{one.role or NONE}"


def _role_inputs(
    asked: Asked, value: Callable[[Released], float], unit: Message, figure: str
) -> tuple[tuple[Input, ...], int]:
    rows = sorted(_released(asked), key=lambda one: -abs(value(one)))
    terms = [
        Input(
            role_words(asked, one) if n <= MOST else "",
            value(one),
            unit,
            place=Place("roles", (one.role,)) if one.role else None,
            unfolds=released_key(one, figure),
        )
        for n, one in enumerate(rows)
    ]
    return largest(terms, unit)


def role_words(asked: Asked, one: Released) -> Message:
    """Return the role and the unit by their names."""
    role = next((role.name for role in asked.project.roles if role.id == one.role), None)
    unit = next((unit.name for unit in asked.project.units if unit.id == one.unit), "–")
    return message(N_("{role}, {unit}"), role=role or message(N_("no role said")), unit=unit)


def _asked_row(asked: Asked) -> Released:
    department, unit, role = (None if one == NONE else one for one in asked.names(3))
    return asked.first(
        one
        for one in asked.results.release.released
        if (one.department, one.unit, one.role) == (department, unit, role)
    )


def _released_row(asked: Asked) -> Explanation:
    """Hours that a role is relieved of, case type by case type."""
    one, unit = _asked_row(asked), message(HOURS)
    hours = asked.basis.taken((one.department, one.unit, one.role))
    shown, more = largest_case_types(asked, hours, unit, field="steps")
    place = Place("roles", (one.role,)) if one.role else None
    notes = (
        Input(message(N_("In full-time positions")), one.fte, message(POSITIONS), "note",
              unfolds=released_key(one, "realisable_in")),
        Input(message(N_("Persons who share the work")), one.persons, message(N_("persons")), "note", place=place),
        Input(message(N_("Of each person's time")), one.person_share, message(SHARE), "note", place=place),
    )  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("Released: {who}"), who=role_words(asked, one)),
        one.hours,
        unit,
        message(N_("Hours a year of today's work, in today's minutes, that the role is relieved of.")),
        message(N_("sum of the case types: cases x times per case x minutes today")),
        (*shown, *notes),
        (f"taken_of:{one.department}",),
        more,
    )


def _realisable_row(asked: Asked) -> Explanation:
    """What released hours of a role become in positions."""
    one, unit = _asked_row(asked), message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Realisable: {who}"), who=role_words(asked, one)),
        one.fte_realisable,
        message(POSITIONS),
        message(N_("Released hours in positions, of which only a share can be realised: nobody can be moved by a "
                   "fraction. Hours in positions that move as they stand are not counted twice.")),
        message(N_("(released hours - hours in positions that move) x realisable share / productive hours")),
        (
            Input(message(N_("Released hours")), one.hours, unit, unfolds=released_key(one)),
            Input(message(N_("Hours in positions that move")), -one.hours_in_positions, unit,
                  unfolds=f"positions_of:{one.department}"),
            realisable(asked, one.unit, "factor"),
            Input(message(N_("Productive hours of a full-time position")), asked.results.staffing.hours_per_fte, unit,
                  "divisor", unfolds="hours_per_fte"),
        ),
        (f"realisable_of:{one.department}",),
    )  # fmt: skip


def _taken_of(asked: Asked) -> Explanation:
    row, unit = _balance_row(asked), message(HOURS)
    shown, more = _role_inputs(asked, lambda one: one.hours, unit, "released")
    return Explanation(
        asked.key,
        message(N_("Taken over from {name}"), name=asked.department()),
        row.taken,
        unit,
        message(
            N_(
                "Hours a year of today's work, in today's minutes, that the department's roles are relieved of."
            )
        ),
        message(N_("sum of the roles")),
        shown,
        (f"hours_of:{asked.name}",),
        more,
    )


def _realisable(asked: Asked) -> Explanation:
    unit = message(POSITIONS)
    shown, more = _role_inputs(asked, lambda one: one.fte_realisable, unit, "realisable_in")
    share = realisable(asked, None)
    return Explanation(
        asked.key,
        message(N_("Realisable of what is released")),
        _positions(asked).realisable,
        unit,
        message(N_("Fractions of people do not become positions: a share of the released hours counts.")),
        message(
            N_(
                "per role: (hours released - hours in positions that move) / hours of a position x realisable share"
            )
        ),
        (*shown, share),
        ("balance",),
        more,
    )


def _moving_positions(asked: Asked) -> Explanation:
    unit = message(POSITIONS)
    terms = [
        Input(
            one.name,
            one.fte * share,
            unit,
            source=message(N_("moves from {day}"), day=one.moves_from) if one.moves_from else None,
            place=Place("frontline_positions", (one.id,)),
        )
        for one, share in moving(asked.project, asked.basis.terms)
        if asked.name in ("", one.department)
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Positions that move")),
        _positions(asked).moving_whole,
        unit,
        message(
            N_(
                "Switchboards, receptions and service desks of today that move to customer service as they stand."
            )
        ),
        message(N_("sum of the positions x the share that moves")),
        shown,
        ("balance",),
        more,
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
    release, unit = asked.results.release, message(HOURS)
    names = {one.id: one.name for one in asked.project.departments}
    terms = [
        Input(
            names.get(row.department or "", row.department or ""),
            float(getattr(row, field)),
            unit,
            place=Place("departments", (row.department or "",), "case_types"),
            unfolds=f"taken_of:{row.department}" if asked.key == "taken" else None,
        )
        for row in release.balance
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(title),
        float(getattr(release.total, field)),
        unit,
        message(definition),
        message(N_("sum of the departments")),
        shown,
        (),
        more,
    )


STAFFING_FIGURES: dict[str, Explain] = {
    "fte": _fte,
    "balance": _balance,
    "realisable": _realisable,
    "positions": _moving_positions,
    **dict.fromkeys(_BALANCE_TERMS, _all_departments),
}
STAFFING_FIGURES_OF: dict[str, Explain] = {
    "component": component,
    "fte_of": _fte_of,
    "balance_of": _balance,
    "hours_of": _hours_of,
    "taken_of": _taken_of,
    "realisable_of": _realisable,
    "positions_of": _moving_positions,
    "positions": _reasons,
    "released": _released_row,
    "realisable_in": _realisable_row,
}
"""Figures with a name behind a colon: a row of the breakdown, a department's id."""
