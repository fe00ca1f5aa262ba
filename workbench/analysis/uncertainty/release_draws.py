"""Who is relieved of how much in every draw, as positions that can be realised."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.money.release_value import by_department, costs_per_fte, months_moved, position_values
from workbench.analysis.people.positions import Performer, moving, moving_later, takes_all
from workbench.analysis.results import Floats, Results
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.totals import Totals
from workbench.model.organisation import FrontlinePosition
from workbench.model.project import Project

ByDepartment = dict[str, Floats]


@dataclass(frozen=True, eq=False)
class ReleaseDraws:
    """By department, in every draw: hours taken over, realisable positions, and what those and moved ones are worth.

    ``worth`` is of the planning year, ``worth_next`` of the year after it. ``done`` are hours in customer service.
    """

    taken: ByDepartment
    realisable: ByDepartment
    worth: ByDepartment
    worth_next: ByDepartment
    done: ByDepartment


def release_draws(
    project: Project, terms: ScenarioTerms, totals: Totals, results: Results, n: int
) -> ReleaseDraws:
    """Return the release of every draw; hours to positions as ``positions`` and ``release_value`` do."""
    names = [one.id for one in project.departments]
    hours = {who: np.zeros(n) + taken_s / 3600 for who, taken_s in totals.taken_s.items()}
    order = [(one.department, one.unit, one.role) for one in results.release.released]
    in_positions = _in_positions(project, terms, {who: hours[who] for who in order}, terms.hours_per_fte)
    cost_per_fte = costs_per_fte(project, terms)
    first = terms.planning_year
    moved = {
        year: by_department(project, position_values(project, year, cost_per_fte))
        for year in (first, first + 1)
    }
    taken = {name: np.zeros(n) for name in names}
    realisable = {name: np.zeros(n) for name in names}
    worth = {name: np.zeros(n) + float(moved[first][name]) for name in names}
    for who in order:
        department, unit, role = who
        fte = (hours[who] - in_positions[who]) / terms.hours_per_fte * terms.realisable(unit)
        taken[department] += hours[who]
        realisable[department] += fte
        worth[department] += fte * float(cost_per_fte.get(role, cost_per_fte[None]))
    worth_next = {x: worth[x] + float(moved[first + 1][x] - moved[first][x]) for x in names}
    left = {who: hours[who] - in_positions[who] for who in order}
    for position, who, counted in _lying(moving_later(project, terms), left, terms.hours_per_fte):
        department, unit, role = who
        fte = counted / terms.hours_per_fte * terms.realisable(unit)
        months = months_moved(position, first + 1)
        worth_next[department] -= fte * float(cost_per_fte.get(role, cost_per_fte[None])) * months / 12
    return ReleaseDraws(
        taken=taken,
        realisable=realisable,
        worth=worth,
        worth_next=worth_next,
        done={name: np.zeros(n) + totals.done_s.get(name, 0.0) / 3600 for name in names},
    )


def _in_positions(
    project: Project, terms: ScenarioTerms, hours: Mapping[Performer, Floats], hours_per_fte: float
) -> dict[Performer, Floats]:
    """Return the hours that lie in positions which move; see ``positions``."""
    found = {who: np.zeros_like(one) for who, one in hours.items()}
    for _, who, taken in _lying(moving(project, terms), hours, hours_per_fte):
        found[who] += taken
    return found


def _lying(
    moved: Sequence[tuple[FrontlinePosition, float]], hours: Mapping[Performer, Floats], hours_per_fte: float
) -> Iterator[tuple[FrontlinePosition, Performer, Floats]]:
    left = {who: one.copy() for who, one in hours.items()}
    by_place: defaultdict[str | None, list[Performer]] = defaultdict(list)
    for who in hours:
        by_place[who[1]].append(who)
        by_place[who[2]].append(who)
    for position, share in moved:
        room: Floats | float = math.inf if takes_all(position) else position.fte * share * hours_per_fte
        for who in by_place.get(position.role or position.unit or "", ()):
            taken = np.minimum(left[who], room)
            left[who] -= taken
            room = room - taken
            yield position, who, taken
