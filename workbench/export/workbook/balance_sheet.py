"""Does it add up: the two identities of the balance, and positions brought against positions needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.as_json import BALANCE_ROWS
from workbench.analysis.results import BalanceRow, Positions
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, span
from workbench.export.workbook.released_sheet import ReleasedSheet
from workbench.locale import Texts

_HEAD_ROW = 3


@dataclass(frozen=True)
class _Department:
    """A department's row: its number (None: all of them), its cells by balance row, its name."""

    row: BalanceRow
    number: Cell | None
    name: str
    hours: dict[str, Cell]


def balance_sheet(book: Book, basis: Basis, released: ReleasedSheet, fte: dict[str, Cell]) -> None:
    """Write hours per department, both checks, the same in positions, and who brings how many."""
    texts = book.texts
    sheet = book.sheet(
        texts("Balance"),
        (6, 34, *(12 for _ in range(13))),
        texts(
            "Hours per year from the processes. Taken = done in customer service - wrap-up - triage + saved by the "
            "e-service + saved by other minutes. Work today = taken + dropped + staying."
        ),
    )
    words = balance_words(texts)
    checks = (texts("Check: taken"), texts("Check: work today"))
    titles = (texts("No."), texts("Department"), *(words[name] for name in BALANCE_ROWS))
    sheet.heads(_HEAD_ROW, (*titles, *checks), first_figure=2)
    sheet.repeat(_HEAD_ROW, 2)
    departments = _hours(sheet, _HEAD_ROW + 1, basis)
    row = departments[-1].hours["taken"].row + 1
    sheet.text(row, 1, texts("Check: taken is what roles are relieved of"))
    total = departments[-1].hours["taken"]
    if released.rows:
        sheet.check(row, 3, f"{total}-SUM(released_hours)")
    _as_positions(sheet, row + 3, basis, departments, titles)
    _positions(sheet, row + 3 + len(departments) + 3, basis, departments, released, fte)


def _hours(sheet: Sheet, row: int, basis: Basis) -> list[_Department]:
    release = basis.results.release
    found: list[_Department] = []
    for one in (*release.balance, release.total):
        name = (
            basis.source.departments[one.department].name
            if one.department in basis.source.departments
            else sheet.book.texts("All departments")
        )
        kind = "total" if one.department is None else "text"
        number = _number(sheet, row, basis.number_of.get(one.department))
        sheet.text(row, 1, name, kind)
        hours = {}
        for column, what in enumerate(BALANCE_ROWS, start=2):
            value = getattr(one, what)
            if one.department is None and found:
                cells = [each.hours[what] for each in found]
                formula = f"SUM({span(cells[0], cells[-1])})"
                hours[what] = sheet.formula(row, column, formula, value, "tenths", "total")
            else:
                hours[what] = sheet.engine(row, column, value, "tenths")
        end = 2 + len(BALANCE_ROWS)
        sheet.check(
            row,
            end,
            f"{hours['taken']}-({hours['done']}-{hours['wrap_up']}-{hours['triage']}"
            f"+{hours['saved_by_e_service']}+{hours['saved_by_minutes']})",
        )
        sheet.check(
            row, end + 1, f"{hours['work_today']}-({hours['taken']}+{hours['dropped']}+{hours['staying']})"
        )
        found.append(_Department(one, number, name, hours))
        row += 1
    return found


def _number(sheet: Sheet, row: int, number: float | None) -> Cell | None:
    """Write a department's number; all departments together have none."""
    if number is None:
        sheet.text(row, 0, "", "total")
        return None
    return sheet.constant(row, 0, number, "year")


def _as_positions(
    sheet: Sheet, row: int, basis: Basis, departments: Sequence[_Department], titles: Sequence[str]
) -> None:
    texts, per_fte = sheet.book.texts, basis.results.staffing.hours_per_fte
    sheet.text(row - 1, 0, texts("The same in full-time positions"), "section")
    sheet.heads(row, titles, first_figure=2)
    for n, one in enumerate(departments):
        at = row + 1 + n
        kind = "total" if one.row.department is None else "formula"
        _number(sheet, at, one.number.number if one.number else None)
        sheet.text(at, 1, one.name, kind)
        for column, what in enumerate(BALANCE_ROWS):
            hours = one.hours[what]
            cell = sheet.formula(
                at,
                column + 2,
                f"{hours}/productive_hours_per_fte",
                hours.number / per_fte,
                "hundredths",
                kind,
            )
            key = f"balance/{n * len(BALANCE_ROWS) + column}"
            sheet.book.claim(f"{key}/hours", hours)
            sheet.book.claim(f"{key}/fte", cell)


@dataclass(frozen=True)
class _Sums:
    """Formulas of what a department (or all of them) is relieved of."""

    hours_in_positions: str
    fte: str
    realisable: str
    moving_whole: str


def _positions(
    sheet: Sheet,
    row: int,
    basis: Basis,
    departments: Sequence[_Department],
    released: ReleasedSheet,
    fte: dict[str, Cell],
) -> None:
    texts = sheet.book.texts
    sheet.text(row - 1, 0, texts("Positions brought and positions needed, and why they differ"), "section")
    reasons = reason_words(texts)
    titles = (
        texts("No."),
        texts("Department"),
        texts("Positions that move"),
        texts("Realisable, released"),
        texts("Share of the need"),
        texts("Difference"),
        *reasons.values(),
    )
    sheet.heads(row, titles, first_figure=2)
    total = departments[-1]
    for n, (one, values) in enumerate(zip(departments, basis.results.release.positions, strict=True)):
        _position_row(sheet, row + 1 + n, n, one, values, total, released, fte)


def _position_row(
    sheet: Sheet,
    row: int,
    n: int,
    one: _Department,
    values: Positions,
    total: _Department,
    released: ReleasedSheet,
    fte: dict[str, Cell],
) -> None:
    kind = "total" if one.row.department is None else "formula"
    _number(sheet, row, one.number.number if one.number else None)
    sheet.text(row, 1, one.name, kind)
    sums = _sums(one, released)
    done = total.hours["done"]
    part = f"IF({done}>0,{one.hours['done']}/{done},0)" if one.row.department is not None else "1"

    def write(column: int, formula: str, value: float, key: str) -> Cell:
        cell = sheet.formula(row, column, formula, value, "hundredths", kind)
        sheet.book.claim(f"positions/{n}/{key}", cell)
        return cell

    whole = write(2, sums.moving_whole, values.moving_whole, "moving_whole")
    realisable = write(3, sums.realisable, values.realisable, "realisable")
    needed = write(4, f"{part}*{fte['fte_total']}", values.needed_share, "needed_share")
    write(5, f"{whole}+{realisable}-{needed}", values.difference, "difference")
    cells: list[Cell] = []
    for at, (name, value) in enumerate(values.reasons):
        formula = _reason(name, one.hours, sums, whole, realisable, part, fte)
        if name == "other":
            formula = f"{needed}-{whole}-{realisable}-SUM({span(cells[0], cells[-1])})"
        cells.append(write(6 + at, formula, value, f"reasons/{at}/1"))


def _sums(one: _Department, released: ReleasedSheet) -> _Sums:
    mine = [
        row
        for row in released.positions
        if row.moves_in_time and one.row.department in {None, row.position.department}
    ]
    whole = "+".join(f"{row.fte}*{row.share}" for row in mine) or "0"
    if not released.rows:
        return _Sums("0", "0", "0", whole)

    def of(name: str) -> str:
        if one.number is None:
            return f"SUM({name})"
        return f"SUMPRODUCT((released_department={one.number})*{name})"

    return _Sums(of("released_in_positions"), of("released_fte"), of("released_realisable"), whole)


def _reason(
    name: str,
    hours: dict[str, Cell],
    sums: _Sums,
    whole: Cell,
    realisable: Cell,
    part: str,
    fte: dict[str, Cell],
) -> str:
    in_positions = f"{sums.hours_in_positions}/productive_hours_per_fte"
    if name == "not_realisable":
        return f"{sums.fte}-{in_positions}-{realisable}"
    if name == "in_positions":
        return f"{in_positions}-{whole}"
    if name in {"wrap_up", "triage"}:
        return f"{hours[name]}/productive_hours_per_fte"
    if name in {"saved_by_e_service", "saved_by_minutes"}:
        return f"-{hours[name]}/productive_hours_per_fte"
    if name in {"waiting_capacity", "minimum_staffing"}:
        return f"{part}*{fte[name]}*paid_hours_per_year/productive_hours_per_fte"
    return f"{part}*{fte.get(name, 0)}"


def balance_words(texts: Texts) -> dict[str, str]:
    """Return the words for the rows of the balance."""
    return {
        "work_today": texts("Work today"),
        "taken": texts("Taken over"),
        "dropped": texts("Dropped"),
        "staying": texts("Staying"),
        "done": texts("Done in customer service"),
        "wrap_up": texts("Of which wrap-up"),
        "triage": texts("Of which triage"),
        "saved_by_e_service": texts("Saved by the e-service"),
        "saved_by_minutes": texts("Saved by other minutes"),
        "second_line_hours": texts("Second line in departments"),
    }


def reason_words(texts: Texts) -> dict[str, str]:
    """Return the words for why more is needed than brought."""
    return {
        "not_realisable": texts("Fractions not realisable"),
        "in_positions": texts("Hours in positions that move"),
        "wrap_up": texts("Wrap-up"),
        "triage": texts("Triage"),
        "saved_by_e_service": texts("Saved by the e-service"),
        "saved_by_minutes": texts("Saved by other minutes"),
        "waiting_capacity": texts("Waiting capacity"),
        "minimum_staffing": texts("Minimum staffing"),
        "overhead": texts("Team leaders and management"),
        "rounding": texts("Rounding up to tenths"),
        "other": texts("Other"),
    }
