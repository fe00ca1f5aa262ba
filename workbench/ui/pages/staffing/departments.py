"""What each department is relieved of, brings and needs, as rows of tables and as waterfalls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.analysis.results import BalanceRow, Positions, Released, Results
from workbench.locale import Texts
from workbench.model.project import Project

LEAST_SHARE = 0.2
"""Under so much of a person the hours released seldom become a position."""


@dataclass(frozen=True)
class DepartmentRow:
    """A department (``id`` None: the sum), in full-time positions. ``swing`` is the difference of the largest, -1 to 1.

    ``released`` contains hours in positions that move; ``cannot`` of it becomes no position. ``share`` is what is
    released per person of the roles it is released from.
    """

    id: str | None
    name: str
    released: float
    in_positions: float
    realisable: float
    cannot: float
    moving: float
    needed: float
    difference: float
    swing: float
    persons: float
    share: float | None

    @property
    def is_flagged(self) -> bool:
        """Whether so little of each person is released that positions seldom come of it."""
        return self.share is not None and self.share < LEAST_SHARE


def names_of(project: Project, texts: Texts) -> dict[str | None, str]:
    """Return the departments' names, and what all of them together are called."""
    return {**{one.id: one.name for one in project.departments}, None: texts("Sum")}


def department_rows(
    project: Project, results: Results, texts: Texts, only: str | None
) -> tuple[DepartmentRow, ...]:
    """Return a row per department and the sum; ``only`` one department, and no sum, where it is named."""
    names, per_fte = names_of(project, texts), results.staffing.hours_per_fte
    by: dict[str | None, list[Released]] = {None: list(results.release.released)}
    for one in results.release.released:
        by.setdefault(one.department, []).append(one)
    shown = [one for one in results.release.positions if only is None or one.department == only]
    most = max((abs(one.difference) for one in shown if one.department is not None), default=0.0) or 1.0
    return tuple(_row(one, by.get(one.department, []), names, per_fte, most) for one in shown)


def _row(
    one: Positions,
    released: list[Released],
    names: dict[str | None, str],
    per_fte: float,
    most: float,
) -> DepartmentRow:
    hours = sum(role.hours for role in released)
    in_positions = sum(role.hours_in_positions for role in released) / per_fte
    fte, realisable = hours / per_fte, sum(role.fte_realisable for role in released)
    persons = sum(role.persons for role in released)
    with_persons = sum(role.hours for role in released if role.persons)
    return DepartmentRow(
        one.department,
        names.get(one.department, one.department or ""),
        fte,
        in_positions,
        realisable,
        fte - in_positions - realisable,
        one.moving_whole,
        one.needed_share,
        one.difference,
        one.difference / most if one.department is not None else 0.0,
        persons,
        with_persons / (persons * per_fte) if persons else None,
    )


@dataclass(frozen=True)
class RoleRow:
    """What a role is relieved of; hours per year, the others full-time positions. A row without ids is the sum.

    ``persons`` are as the project has them now: the shares follow with the next figures.
    """

    department: str
    unit: str
    role: str
    of: Released
    persons: float
    is_sum: bool = False

    @property
    def id(self) -> tuple[str, str | None, str | None, bool]:
        """What tells the row from the others."""
        return (self.of.department, self.of.unit, self.of.role, self.is_sum)

    @property
    def cannot(self) -> float:
        """What becomes no position: released, less what lies in positions that move, less what is realisable."""
        if not self.of.hours:
            return 0.0
        in_positions = self.of.fte * self.of.hours_in_positions / self.of.hours
        return self.of.fte - in_positions - self.of.fte_realisable

    @property
    def is_flagged(self) -> bool:
        """Whether so little of each person is released that positions seldom come of it."""
        share = self.of.person_share
        return share is not None and share < LEAST_SHARE and not self.is_sum

    @property
    def key(self) -> str:
        """What explains the row."""
        if self.is_sum:
            return "realisable"
        return f"released:{self.of.department}:{self.of.unit or '-'}:{self.of.role or '-'}"


def role_rows(
    project: Project, results: Results, texts: Texts, only: str | None, *, flagged: bool = False
) -> tuple[RoleRow, ...]:
    """Return a row per department, unit and role that is relieved of anything, and their sum."""
    names = names_of(project, texts)
    units = {one.id: one.name for one in project.units}
    roles = {one.id: one for one in project.roles}
    nobody = texts("no role said")
    rows = [
        RoleRow(
            names.get(one.department, one.department),
            units.get(one.unit or "", texts("no unit said")),
            roles[one.role].name if one.role in roles else nobody,
            one,
            roles[one.role].persons if one.role in roles else one.persons,
        )
        for one in results.release.released
        if only in (None, one.department)
    ]
    if flagged:
        rows = [one for one in rows if one.is_flagged]
    if not rows:
        return ()
    return (*rows, _sum_of(rows, results.staffing.hours_per_fte, texts))


def _sum_of(rows: list[RoleRow], per_fte: float, texts: Texts) -> RoleRow:
    mine = [one.of for one in rows]
    persons = sum(one.persons for one in mine)
    with_persons = sum(one.hours for one in mine if one.persons)
    whole = Released(
        department="",
        unit=None,
        role=None,
        hours=sum(one.hours for one in mine),
        hours_in_positions=sum(one.hours_in_positions for one in mine),
        fte=sum(one.fte for one in mine),
        fte_realisable=sum(one.fte_realisable for one in mine),
        persons=persons,
        person_share=with_persons / (persons * per_fte) if persons else None,
    )
    return RoleRow(texts("Sum"), "", "", whole, sum(one.persons for one in rows), is_sum=True)


def balance_rows(results: Results, only: str | None) -> tuple[BalanceRow, ...]:
    """Return the departments' hours, and the total below them where no department is chosen."""
    release = results.release
    if only is not None:
        return tuple(one for one in release.balance if one.department == only)
    return (*release.balance, release.total) if release.balance else ()


@lru_cache(maxsize=256)
def signed(texts: Texts, value: float, decimals: int = 2) -> str:
    """Return ``value`` with its sign written out, a real minus sign included; zero has none."""
    words = texts.number(abs(value), decimals)
    if round(value, decimals) == 0:
        return words
    return f"+{words}" if value > 0 else f"\u2212{words}"
