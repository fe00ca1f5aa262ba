"""Hours that roles are relieved of, what part lies in positions that move whole, and what it is in positions.

An hour found in a front-line position that moves is not released a second time: the columns on the right
of the table take each role's hours up to what the position can hold, position by position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.people.positions import moving, takes_all
from workbench.analysis.results import Released
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, added
from workbench.model.organisation import FrontlinePosition, PositionMove

_POSITIONS_ROW = 3


@dataclass(frozen=True)
class PositionRow:
    """A front-line position that moves: its cells, and whether it takes all hours of its role."""

    position: FrontlinePosition
    moves_in_time: bool
    takes_all: bool
    number: Cell
    moves_from: Cell
    fte: Cell
    share: Cell
    hours: Cell


@dataclass(frozen=True)
class ReleasedRow:
    """A role's row."""

    released: Released
    department: Cell
    hours: Cell
    in_positions: Cell
    fte: Cell
    realisable_share: Cell
    fte_realisable: Cell


@dataclass(frozen=True)
class ReleasedSheet:
    """Both tables; ``rows`` are in the results' order."""

    sheet: Sheet
    positions: tuple[PositionRow, ...]
    rows: tuple[ReleasedRow, ...]
    next_row: int


def released_sheet(book: Book, basis: Basis) -> ReleasedSheet:
    """Write positions that move and released hours per role; name their columns."""
    texts = book.texts
    listed = [one for one in basis.project.frontline_positions if one.moves is not PositionMove.NO]
    in_time = {one.id for one, _ in moving(basis.project, basis.terms)}
    sheet = book.sheet(
        texts("Released"),
        (6, 32, 32, 28, 12, 12, 10, 10, 11, 9, 9, *(16 for _ in in_time)),
        texts(
            "What departments are relieved of. Hours come from the processes. Fractions of people do not become "
            "positions: hence the realisable share. Hours in positions that move are not counted twice."
        ),
    )
    positions = _positions(sheet, basis, listed, in_time)
    head = _POSITIONS_ROW + len(listed) + 4
    bound = [one for one in positions if one.moves_in_time]
    _heads(sheet, head, bound)
    first = head + 1
    matrix = _Matrix(sheet, bound, first)
    rows = tuple(
        _row(sheet, first + n, basis, one, n, matrix) for n, one in enumerate(basis.results.release.released)
    )
    end = first + len(rows)
    if rows:
        sheet.text(end, 1, texts("Together"), "total")
        for column, cells, numbers in (
            (4, [one.hours for one in rows], "tenths"),
            (5, [one.in_positions for one in rows], "tenths"),
            (6, [one.fte for one in rows], "hundredths"),
            (8, [one.fte_realisable for one in rows], "hundredths"),
        ):
            sheet.sum(end, column, cells, numbers)
        sheet.name_column("released_department", texts("Department no."), [one.department for one in rows])
        sheet.name_column("released_hours", texts("Hours per year"), [one.hours for one in rows])
        sheet.name_column(
            "released_in_positions", texts("Of which in positions"), [one.in_positions for one in rows]
        )
        sheet.name_column("released_fte", texts("Full-time positions"), [one.fte for one in rows])
        sheet.name_column("released_realisable", texts("Realisable"), [one.fte_realisable for one in rows])
    return ReleasedSheet(sheet, positions, rows, end + 1)


def _positions(
    sheet: Sheet, basis: Basis, listed: Sequence[FrontlinePosition], in_time: set[str]
) -> tuple[PositionRow, ...]:
    texts = sheet.book.texts
    titles = (
        texts("No."),
        texts("Department"),
        texts("Position that moves"),
        texts("Unit"),
        texts("Moves from"),
        texts("Moves by the end of the year"),
        texts("Full-time positions"),
        texts("Share that moves"),
        texts("Hours it can hold"),
    )
    sheet.heads(_POSITIONS_ROW, titles, first_figure=4)
    found = []
    for row, one in enumerate(listed, start=_POSITIONS_ROW + 1):
        number = sheet.constant(row, 0, basis.number_of[one.department], "year")
        sheet.text(row, 1, basis.source.departments[one.department].name)
        sheet.text(row, 2, one.name)
        sheet.text(row, 3, basis.source.unit_name(one.unit))
        moves_from = sheet.constant(row, 4, one.moves_from, "date")
        is_in_time = one.id in in_time
        sheet.constant(row, 5, int(is_in_time), "year")
        fte = sheet.input(row, 6, one.fte, "hundredths")
        share = sheet.input(row, 7, one.share if one.moves is PositionMove.SHARE else 1.0, "percent")
        room = fte.number * share.number * basis.results.staffing.hours_per_fte
        hours = sheet.formula(row, 8, f"{fte}*{share}*productive_hours_per_fte", room, "tenths")
        found.append(PositionRow(one, is_in_time, takes_all(one), number, moves_from, fte, share, hours))
    return tuple(found)


def _heads(sheet: Sheet, row: int, bound: Sequence[PositionRow]) -> None:
    texts = sheet.book.texts
    titles = (
        texts("No."),
        texts("Department"),
        texts("Unit"),
        texts("Role"),
        texts("Hours per year"),
        texts("Of which in positions"),
        texts("Full-time positions"),
        texts("Realisable share"),
        texts("Realisable positions"),
        texts("Persons"),
        texts("Share of a person"),
        *(texts("Of which in: {position}", position=one.position.name) for one in bound),
    )
    sheet.heads(row, titles, first_figure=4)
    sheet.worksheet.repeat_rows(row)


class _Matrix:
    """Which role's hours lie in which position: each takes what is left, up to what it can hold."""

    def __init__(self, sheet: Sheet, bound: Sequence[PositionRow], first_row: int) -> None:
        self.sheet = sheet
        self.bound = bound
        self.first_row = first_row
        self.above: list[list[Cell]] = [[] for _ in bound]

    def row(self, row: int, one: Released, hours: Cell) -> list[Cell]:
        """Write a role's cells, one per position that it can lie in."""
        mine: list[Cell] = []
        for n, position in enumerate(self.bound):
            place = position.position.role or position.position.unit
            if place is None or place not in {one.unit, one.role}:
                continue
            left = "-".join([str(hours), *map(str, mine)])
            value = hours.number - added(mine)
            formula = left
            if not position.takes_all:
                room = "-".join([str(position.hours), *map(str, self.above[n])])
                formula = f"MIN({left},MAX(0,{room}))"
                value = min(value, max(0.0, position.hours.number - added(self.above[n])))
            cell = self.sheet.formula(row, 11 + n, formula, value, "tenths")
            mine.append(cell)
            self.above[n].append(cell)
        return mine


def _row(sheet: Sheet, row: int, basis: Basis, one: Released, n: int, matrix: _Matrix) -> ReleasedRow:
    source, book = basis.source, sheet.book
    roles = {role.id: role.name for role in basis.project.roles}
    department = sheet.constant(row, 0, basis.number_of[one.department], "year")
    sheet.text(row, 1, source.departments[one.department].name)
    sheet.text(row, 2, source.unit_name(one.unit))
    sheet.text(row, 3, roles.get(one.role or "", ""))
    hours = sheet.engine(row, 4, one.hours, "tenths")
    parts = matrix.row(row, one, hours)
    taken = "+".join(map(str, parts)) or "0"
    in_positions = sheet.formula(row, 5, taken, one.hours_in_positions, "tenths")
    fte = sheet.formula(row, 6, f"{hours}/productive_hours_per_fte", one.fte, "precise")
    own = basis.terms.realisable_by_unit.get(one.unit or "")
    share = (
        sheet.formula(row, 7, "realisable_share", basis.terms.realisable_share, "percent", "input")
        if own is None
        else sheet.input(row, 7, own, "percent")
    )
    realisable = sheet.formula(
        row, 8, f"({hours}-{in_positions})/productive_hours_per_fte*{share}", one.fte_realisable, "precise"
    )
    persons = sheet.input(row, 9, one.persons, "tenths")
    person_share = sheet.formula(
        row,
        10,
        f'IF({persons}>0,{hours}/({persons}*productive_hours_per_fte),"")',
        one.person_share,
        "percent",
    )
    for name, cell in (
        ("hours_per_year", hours),
        ("hours_in_positions", in_positions),
        ("fte", fte),
        ("fte_realisable", realisable),
        ("person_share", person_share),
    ):
        book.claim(f"release/{n}/{name}", cell)
    return ReleasedRow(one, department, hours, in_positions, fte, share, realisable)
