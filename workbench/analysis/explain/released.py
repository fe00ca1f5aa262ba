"""What departments are relieved of: hours by role, case type and step, and the positions that they make."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.explain.explanation import (
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
from workbench.analysis.explain.sources import realisable
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


def _balance_row(asked: Asked) -> BalanceRow:
    return asked.first(one for one in asked.results.release.balance if one.department == asked.name)


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
    further = released_key(one, "relieved:{id}")
    shown, more = largest_case_types(asked, hours, unit, field="steps", unfolds=further)
    place = Place("roles", (one.role,)) if one.role else None
    notes = (
        Input(message(N_("In full-time positions")), one.fte, message(POSITIONS), "note"),
        Input(message(N_("of which realisable")), one.fte_realisable, message(POSITIONS), "note",
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
        positions_of(asked).realisable,
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
        positions_of(asked).moving_whole,
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


def _relieved(asked: Asked) -> Explanation:
    """Hours of a case type that a role is relieved of, step by step."""
    wanted, *names = asked.names(4)
    department, unit_id, role = (None if one == NONE else one for one in names)
    case_type, flow, year = asked.case_type(wanted)
    unit, performer = message(HOURS), (department or "", unit_id, role)
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
                    name, hours, unit, "term", None if said is None else said_by(said),
                    None if said is None else said.source, place,
                )
            )  # fmt: skip
    again = cases * (flow.contacts_per_case - 1) * flow.follow_up_today_s / 3600
    if again and flow.start_moves and is_theirs(flow.follow_up_unit, flow.follow_up_role):
        terms.append(Input(message(N_("Follow-ups, as long as today")), again, unit,
                           place=Place("case_types", (wanted,), "follow_up_minutes")))  # fmt: skip
    came = Input(
        message(N_("Cases that come by the common entry")), cases, message(N_("cases per year")), "note",
        unfolds=f"case_type:{wanted}",
    )  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("{case_type}: what moves from the role"), case_type=case_type.name),
        sum(float(one.value or 0.0) for one in terms) if year.is_covered else 0.0,
        unit,
        message(N_("Steps that move, in the minutes they take today.")),
        message(N_("sum of the steps: cases x times per case x minutes today / 60")),
        (*(terms if year.is_covered else ()), came),
        (f"released:{':'.join(names)}",),
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
