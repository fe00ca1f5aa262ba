"""What departments are relieved of: hours by role, case type and step, and the positions that they make."""

from __future__ import annotations

from workbench.analysis.explain.explanation import (
    HOURS,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
)
from workbench.analysis.explain.sources import hours_per_fte, realisable
from workbench.analysis.explain.volumes import said_by
from workbench.analysis.people.positions import Performer, moving
from workbench.analysis.place import Place
from workbench.analysis.results import BalanceRow, Disposition, Positions, Released
from workbench.model.text import N_, Message, message

NONE = "-"
"""Stands in a key for no department, no unit, no role."""


def positions_of(asked: Asked) -> Positions:
    """Return the positions of the department asked about, or of all. Raises ProjectError where there are none."""
    wanted = asked.name or None
    return asked.first(one for one in asked.results.release.positions if one.department == wanted)


def balance_row(asked: Asked) -> BalanceRow:
    """Return what the department asked about is relieved of. Raises ProjectError where there is none."""
    return asked.first(one for one in asked.results.release.balance if one.department == asked.name)


def by_department(asked: Asked, field: str, unit: Message, figure: str | None = None) -> tuple[Input, ...]:
    """Return a term per department, ``field`` of its row of the balance, explained by its own ``figure``."""
    names = {one.id: one.name for one in asked.project.departments}
    rows = ((one.department or "", float(getattr(one, field))) for one in asked.results.release.balance)
    return largest(
        Input(
            names.get(department, department), hours, unit,
            place=Place("departments", (department,), "case_types"),
            unfolds=None if figure is None else f"{figure}:{department}",
        )
        for department, hours in rows
    )  # fmt: skip


def released_rows(asked: Asked) -> list[Released]:
    """Return what roles of the department asked about are relieved of; of all departments where none is named."""
    return [one for one in asked.results.release.released if asked.name in ("", one.department)]


def released_key(one: Released, figure: str = "released") -> str:
    """Return the key of what a department's unit and role are relieved of."""
    return f"{figure}:{one.department}:{one.unit or NONE}:{one.role or NONE}"


def by_role(asked: Asked, field: str, unit: Message, figure: str | None = None) -> tuple[Input, ...]:
    """Return a term per role, ``field`` of what it is relieved of, explained by its own ``figure``."""
    return largest(
        Input(
            _role_words(asked, one), getattr(one, field), unit, place=_role_place(one),
            unfolds=None if figure is None else released_key(one, figure),
        )
        for one in released_rows(asked)
    )  # fmt: skip


def _role_place(one: Released) -> Place | None:
    return Place("roles", (one.role,)) if one.role else None


def _role_words(asked: Asked, one: Released) -> Message:
    """Return the role and the unit by their names."""
    role, unit = asked.basis.role_names.get(one.role or ""), asked.basis.unit_names.get(one.unit or "", "–")
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
    one = _asked_row(asked)
    hours = asked.basis.taken((one.department, one.unit, one.role))
    further = released_key(one, "relieved:{id}")
    place = _role_place(one)
    notes = (
        Input(message(N_("In full-time positions")), one.fte, POSITIONS, "note"),
        Input(message(N_("of which realisable")), one.fte_realisable, POSITIONS, "note",
              unfolds=released_key(one, "realisable_in")),
        Input(message(N_("Persons who share the work")), one.persons, message(N_("persons")), "note", place=place),
        Input(message(N_("Of each person's time")), one.person_share, SHARE, "note", place=place),
    )  # fmt: skip
    return asked.figure(
        message(N_("Released: {who}"), who=_role_words(asked, one)),
        one.hours,
        HOURS,
        N_("Hours a year of today's work, in today's minutes, that the role is relieved of."),
        N_("sum of the case types: cases x times per case x minutes today"),
        *largest_case_types(asked, hours, HOURS, field="steps", unfolds=further),
        *notes,
        feeds=(f"taken_of:{one.department}",),
    )


def _realisable_row(asked: Asked) -> Explanation:
    """What released hours of a role become in positions."""
    one = _asked_row(asked)
    return asked.figure(
        message(N_("Realisable: {who}"), who=_role_words(asked, one)),
        one.fte_realisable,
        POSITIONS,
        N_("Released hours in positions, of which only a share can be realised: nobody can be moved by a "
           "fraction. Hours in positions that move as they stand are not counted twice."),
        N_("(released hours - hours in positions that move) x realisable share / productive hours"),
        Input(message(N_("Released hours")), one.hours, HOURS, unfolds=released_key(one)),
        Input(message(N_("Hours in positions that move")), -one.hours_in_positions, HOURS,
              unfolds=f"positions_of:{one.department}"),
        realisable(asked, one.unit, "factor"),
        hours_per_fte(asked),
        feeds=(f"realisable_of:{one.department}",),
    )  # fmt: skip


def _taken_of(asked: Asked) -> Explanation:
    row = balance_row(asked)
    return asked.figure(
        message(N_("Taken over from {name}"), name=asked.department()),
        row.taken,
        HOURS,
        N_("Hours a year of today's work, in today's minutes, that the department's roles are relieved of."),
        N_("sum of the roles"),
        *by_role(asked, "hours", HOURS, "released"),
        feeds=(f"hours_of:{asked.name}",),
    )


def _realisable(asked: Asked) -> Explanation:
    share = realisable(asked, None)
    return asked.figure(
        N_("Realisable of what is released"),
        positions_of(asked).realisable,
        POSITIONS,
        N_("Fractions of people do not become positions: a share of the released hours counts."),
        N_(
            "per role: (hours released - hours in positions that move) / hours of a position x realisable share"
        ),
        *by_role(asked, "fte_realisable", POSITIONS, "realisable_in"),
        share,
        feeds=("balance",),
    )


def _moving_positions(asked: Asked) -> Explanation:
    terms = [
        Input(
            one.name,
            one.fte * share,
            POSITIONS,
            source=message(N_("moves from {day}"), day=one.moves_from) if one.moves_from else None,
            place=Place("frontline_positions", (one.id,)),
        )
        for one, share in moving(asked.project, asked.basis.terms)
        if asked.name in ("", one.department)
    ]
    return asked.figure(
        N_("Positions that move"),
        positions_of(asked).moving_whole,
        POSITIONS,
        N_(
            "Switchboards, receptions and service desks of today that move to customer service as they stand."
        ),
        N_("sum of the positions x the share that moves"),
        *largest(terms),
        feeds=("balance",),
    )


def _relieved(asked: Asked) -> Explanation:
    """Hours of a case type that a role is relieved of, step by step."""
    wanted, *names = asked.names(4)
    department, unit_id, role = (None if one == NONE else one for one in names)
    case_type, flow, year = asked.case_type(wanted)
    performer = (department or "", unit_id, role)
    cases = sum(one.first_contacts + one.cases_deflected for one in year.channels)
    department_of = {one.id: one.department for one in asked.project.units}

    def is_theirs(place: str | None, by: str | None) -> bool:
        found: Performer = (department_of.get(place or "", flow.department), place, by)
        return found == performer

    terms = []
    for step, one in zip(case_type.steps, flow.steps, strict=True):
        hours = cases * one.visits * (one.minutes_today or 0.0) / 60
        if one.disposition is Disposition.MOVES and hours and is_theirs(one.unit_today, one.role_today):
            said = step.minutes_today
            name = message(N_("{step}: {times} times per case, {minutes} minutes today"), step=step.title,
                           times=round(one.visits, 3), minutes=round(one.minutes_today or 0.0, 2))  # fmt: skip
            place = Place("case_types.steps", (wanted, step.id), "minutes_today")
            terms.append(
                Input(
                    name, hours, HOURS, "term", None if said is None else said_by(said),
                    None if said is None else said.source, place,
                )
            )  # fmt: skip
    again = cases * (flow.contacts_per_case - 1) * flow.follow_up_today_s / 3600
    if again and flow.start_moves and is_theirs(flow.follow_up_unit, flow.follow_up_role):
        terms.append(Input(message(N_("Follow-ups, as long as today")), again, HOURS,
                           place=Place("case_types", (wanted,), "follow_up_minutes")))  # fmt: skip
    came = Input(
        message(N_("Cases that come by the common entry")), cases, message(N_("cases per year")), "note",
        unfolds=f"case_type:{wanted}",
    )  # fmt: skip
    return asked.figure(
        message(N_("{case_type}: what moves from the role"), case_type=case_type.name),
        sum(float(one.value or 0.0) for one in terms) if year.is_covered else 0.0,
        HOURS,
        N_("Steps that move, in the minutes they take today."),
        N_("sum of the steps: cases x times per case x minutes today / 60"),
        *(terms if year.is_covered else ()),
        came,
        feeds=(f"released:{':'.join(names)}",),
    )


RELEASED_FIGURES: dict[str, Explain] = {"realisable": _realisable, "positions": _moving_positions}
RELEASED_FIGURES_OF: dict[str, Explain] = {
    "released": _released_row,
    "relieved": _relieved,
    "realisable_in": _realisable_row,
    "taken_of": _taken_of,
    "realisable_of": _realisable,
    "positions_of": _moving_positions,
}
"""Figures of a department, and of a department's unit and role."""
