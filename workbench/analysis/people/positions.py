"""From released hours to positions: person-shares, positions that move as they stand, and what is needed.

Fractions of people do not become positions, hence the realisable share; and an hour found in a front-line
position that moves whole is not released a second time.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workbench.analysis.results import BalanceRow, Positions, Released, Staffing
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.organisation import FrontlinePosition, PositionMove
from workbench.model.pause import checkpoint
from workbench.model.project import Project

Performer = tuple[str, str | None, str | None]
"""Department, unit and role."""


def released(
    project: Project,
    terms: ScenarioTerms,
    taken_s: Mapping[Performer, float],
    hours_per_fte: float,
) -> tuple[Released, ...]:
    """Return what every (department, unit, role) is relieved of, in the project's order.

    person-share = hours / (persons x hours per FTE).
    """
    order = {one.id: n for n, one in enumerate((*project.departments, *project.units, *project.roles))}
    keys = sorted(taken_s, key=lambda key: [order.get(one or "", -1) for one in key])
    hours = {key: taken_s[key] / 3600 for key in keys}
    in_positions = _in_positions(moving(project, terms), hours, hours_per_fte)
    persons = {role.id: role.persons for role in project.roles}
    found = []
    for at, key in enumerate(keys):
        if at % 200 == 0:
            checkpoint()
        department, unit, role = key
        holders = persons.get(role or "", 0.0)
        freed = (hours[key] - in_positions[key]) / hours_per_fte
        found.append(
            Released(
                department=department,
                unit=unit,
                role=role,
                hours=hours[key],
                hours_in_positions=in_positions[key],
                fte=hours[key] / hours_per_fte,
                fte_realisable=freed * terms.realisable(unit),
                persons=holders,
                person_share=hours[key] / (holders * hours_per_fte) if holders else None,
            )
        )
    return tuple(found)


def moving(project: Project, terms: ScenarioTerms) -> tuple[tuple[FrontlinePosition, float], ...]:
    """Return the front-line positions that move by the end of the planning year, with the share that does."""
    last = dt.date(terms.planning_year, 12, 31)
    return tuple(
        (one, one.share if one.moves is PositionMove.SHARE else 1.0)
        for one in project.frontline_positions
        if one.moves is not PositionMove.NO and (one.moves_from is None or one.moves_from <= last)
    )


def _in_positions(
    moved: Sequence[tuple[FrontlinePosition, float]],
    hours: Mapping[Performer, float],
    hours_per_fte: float,
) -> dict[Performer, float]:
    """Return the hours that lie in positions which move."""
    found = dict.fromkeys(hours, 0.0)
    for _, key, taken in _lying(moved, hours, hours_per_fte):
        found[key] += taken
    return found


def _lying(
    moved: Sequence[tuple[FrontlinePosition, float]],
    hours: Mapping[Performer, float],
    hours_per_fte: float,
) -> Iterator[tuple[FrontlinePosition, Performer, float]]:
    """Yield whose hours lie in which position, and how many.

    All hours of a role that moves whole. Where a share of it moves, or a position names no role but a
    unit, the hours found there, up to what that position can hold.
    """
    left = dict(hours)
    by_place: defaultdict[str | None, list[Performer]] = defaultdict(list)
    for key in hours:
        by_place[key[1]].append(key)
        by_place[key[2]].append(key)
    for position, share in moved:
        room = math.inf if takes_all(position) else position.fte * share * hours_per_fte
        for key in by_place.get(position.role or position.unit or "", ()):
            taken = min(left[key], room)
            left[key] -= taken
            room -= taken
            yield position, key, taken


def takes_all(position: FrontlinePosition) -> bool:
    """Tell whether all hours of a role lie in ``position``, as it moves whole."""
    return position.role is not None and position.moves is PositionMove.WHOLE


def moving_later(project: Project, terms: ScenarioTerms) -> tuple[tuple[FrontlinePosition, float], ...]:
    """Return the front-line positions that move after the planning year, the first to move first, with the share."""
    now = {one.id for one, _ in moving(project, terms)}
    later = [
        one for one in project.frontline_positions if one.moves is not PositionMove.NO and one.id not in now
    ]
    return tuple(
        (one, one.share if one.moves is PositionMove.SHARE else 1.0)
        for one in sorted(later, key=lambda one: one.moves_from or dt.date.min)
    )


def counted_before(
    project: Project, terms: ScenarioTerms, rows: Sequence[Released]
) -> tuple[tuple[FrontlinePosition, Released, float], ...]:
    """Return what of each position that moves after the planning year is among the hours released in it.

    A position, whose hours, and how many: they count as realisable until the position moves, and no longer then.
    """
    by_key: dict[Performer, Released] = {(one.department, one.unit, one.role): one for one in rows}
    left = {key: one.hours - one.hours_in_positions for key, one in by_key.items()}
    found = _lying(moving_later(project, terms), left, terms.hours_per_fte)
    return tuple((position, by_key[key], hours) for position, key, hours in found if hours > 0)


def positions(
    project: Project,
    terms: ScenarioTerms,
    rows: Sequence[Released],
    balance: Sequence[BalanceRow],
    staffing: Staffing,
) -> tuple[Positions, ...]:
    """Return a row for every row of ``balance``, whose last one is the total (department None).

    The need is shared by the hours that customer service works for each department.
    """
    total = balance[-1]
    moved = moving(project, terms)
    by_department: defaultdict[str | None, list[Released]] = defaultdict(list)
    for row in rows:
        by_department[row.department].append(row)
    by_department[None] = list(rows)
    found = []
    for one in balance:
        mine = by_department[one.department]
        whole = sum(p.fte * share for p, share in moved if one.department in (None, p.department))
        part = 1.0 if one.department is None else one.done / total.done if total.done else 0.0
        realisable = sum(row.fte_realisable for row in mine)
        needed = part * staffing.fte_total
        found.append(
            Positions(
                department=one.department,
                moving_whole=whole,
                realisable=realisable,
                needed_share=needed,
                difference=whole + realisable - needed,
                reasons=_reasons(one, mine, whole, part, staffing),
            )
        )
    return tuple(found)


def _reasons(
    one: BalanceRow, mine: Sequence[Released], whole: float, part: float, staffing: Staffing
) -> tuple[tuple[str, float], ...]:
    """Return why more is needed than brought: positions by reason, adding up to the gap.

    The plan's rows are hours / paid hours; what they are in positions is that x paid / productive hours.
    """
    per_fte = staffing.hours_per_fte
    rows = staffing.fte_by_component
    gross = staffing.paid_hours_per_fte / per_fte
    in_positions = sum(row.hours_in_positions for row in mine) / per_fte
    realisable = sum(row.fte_realisable for row in mine)
    reasons = {
        "not_realisable": sum(row.fte for row in mine) - in_positions - realisable,
        "in_positions": in_positions - whole,
        "wrap_up": one.wrap_up / per_fte,
        "triage": one.triage / per_fte,
        "saved_by_e_service": -one.saved_by_e_service / per_fte,
        "saved_by_minutes": -one.saved_by_minutes / per_fte,
        "waiting_capacity": part * gross * rows.get("waiting_capacity", 0.0),
        "minimum_staffing": part * gross * rows.get("minimum_staffing", 0.0),
        "overhead": part * rows.get("overhead", 0.0),
        "rounding": part * rows.get("rounding", 0.0),
    }
    gap = part * staffing.fte_total - whole - realisable
    return (*reasons.items(), ("other", gap - sum(reasons.values())))
