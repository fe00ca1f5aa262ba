"""A pasted block, understood: an indented list, or cells from a spreadsheet. All rows come in as one batch.

A list line is a capture line, so marks work in it. Indentation (tabs, or spaces in steps of the
smallest one) says what is a step of what; bullets and numbering go. A block with tabs between cells is a
table: a first row of known headings says what the columns are, else they are name, level, performer,
minutes, volume; a column of steps, or an indented or empty name, makes steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.capture.between import edits_between
from workbench.capture.folding import fold_words
from workbench.capture.line import CaptureLine, KnownNames, LineVolume, MarkKind, Span, read_line
from workbench.capture.names import find_channel, find_performer
from workbench.capture.quantities import read_minutes, read_share, read_volume
from workbench.capture.recipes import added_behind, on_the_list
from workbench.capture.rows import case_type_from, with_step
from workbench.capture.table_words import HEADINGS, Column
from workbench.edits import AddItem, Batch, Edit
from workbench.edits.recipes import find
from workbench.model.case_types import CaseType
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, clean, message

MOST_ROWS = 5000
_BULLET = re.compile(
    r"(?:[-•–—*·▪◦‣]|\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+|[a-z]\))\s+"
)
_QUOTED_LINES = re.compile(r'^([\t ]*)"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"$', re.MULTILINE)
_LEVEL = re.compile(r"(?:(?:niva|niveau|level) ?)?:?([1-8])(?:\D.*)?")


@dataclass(frozen=True)
class PastedRow:
    """A row: 0 for a case type, 1 for a step of the case type above, and what it says.

    ``as_text`` are cells that nothing could be made of; they are kept in the title.
    """

    depth: Literal[0, 1]
    line: CaptureLine
    as_text: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether everything in the row was understood, and nothing only kept as text."""
        return not (self.as_text or self.line.unknown)


@dataclass(frozen=True)
class Pasted:
    """The batch of a paste, the ids of its case types (or the one it went into), and how much was understood."""

    batch: Batch
    case_types: tuple[str, ...]
    rows: int
    understood: int
    kept_as_text: int


def read_block(
    text: str, names: KnownNames, pause: Callable[[], object] = lambda: None
) -> tuple[PastedRow, ...]:
    """Return the rows of a pasted block. Raises ProjectError for more than 5 000 rows, never otherwise.

    ``pause`` is called between rows.
    """
    text = clean(text)[0]
    if text.count("\n") > 4 * MOST_ROWS:
        raise _too_many(text.count("\n"))
    rows = (
        _table(text, names, pause)
        if _is_table(text)
        else _list(_QUOTED_LINES.sub(_on_one_line, text), names, pause)
    )
    if len(rows) > MOST_ROWS:
        raise _too_many(len(rows))
    return tuple(rows)


def paste_rows(
    project: Project,
    rows: Sequence[PastedRow],
    *,
    workshop_id: str | None = None,
    after: str | None = None,
    after_step: str | None = None,
    as_steps: bool = False,
    department: str | None = None,
    pause: Callable[[], object] = lambda: None,
) -> Pasted:
    """Return the batch that adds ``rows`` behind the case type ``after`` (None: last), one undo for all.

    Steps before the first case type (with ``as_steps``: all rows) become steps of ``after``, behind its
    ``after_step`` (None: last). Raises ProjectError where there is no ``after``, and without a department.
    ``pause`` is called between rows.
    """
    above = find(project, "case_types", after)[0] if after is not None else None
    workshop = find(project, "workshops", workshop_id)[0] if workshop_id is not None else None
    assert above is None or isinstance(above, CaseType)  # noqa: S101 - the collection says so
    assert workshop is None or isinstance(workshop, Workshop)  # noqa: S101 - the collection says so
    owner = workshop.department if workshop else department or (above.department if above else None)
    if owner is None:
        raise ProjectError(message(N_("Choose the department that the case type belongs to")))
    unit = above.unit if above and above.department == owner else None
    unit = unit or (workshop.unit if workshop else None)
    built: list[CaseType] = [] if above is None else [above]
    behind = after_step
    for row in rows:
        pause()
        if not row.line.title:
            continue
        if row.depth == 0 and not as_steps:
            built.append(case_type_from(row.line, owner, unit, project.settings.language))
            unit, behind = built[-1].unit, None
        elif not built:
            raise ProjectError(message(N_("The first row is a step: paste it below a case type")))
        else:
            behind = behind or (built[-1].steps[-1].id if built[-1].steps else None)
            built[-1], behind = with_step(built[-1], row.line, behind, is_retyped=False)
    return _pasted(project, rows, built, above, workshop)


def _pasted(
    project: Project,
    rows: Sequence[PastedRow],
    built: list[CaseType],
    above: CaseType | None,
    workshop: Workshop | None,
) -> Pasted:
    edits: list[Edit] = []
    if above is not None:
        edits += edits_between(above, built.pop(0))
    if built:
        first = added_behind(project, built[0], above.id if above else None)
        edits += [first]
        edits += [
            AddItem(collection="case_types", item=one.as_json(), before=first.before) for one in built[1:]
        ]
    ids = [one.id for one in built]
    if workshop and ids:
        edits.append(on_the_list(workshop, ids, above.id if above else None))
    filled = [row for row in rows if row.line.title]
    understood = sum(row.is_understood for row in filled)
    row = ids[0] if ids else (above.id if above else "")
    name = N_("paste {rows} rows")
    batch = Batch(name=name, values={"rows": len(filled), "row": row}, edits=tuple(edits))
    return Pasted(
        batch, tuple(ids) or ((above.id,) if above else ()), len(filled), understood, len(filled) - understood
    )


def _too_many(rows: int) -> ProjectError:
    text = N_("{rows} rows are too many for one paste: take at most {most} at a time")
    return ProjectError(message(text, rows=rows, most=MOST_ROWS))


def _list(text: str, names: KnownNames, pause: Callable[[], object]) -> list[PastedRow]:
    """Read an indented list: what is indented deeper than the first line is a step."""
    lines = [line.expandtabs(4) for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_ROWS:
        raise _too_many(len(lines))
    depths = [len(line) - len(line.lstrip()) for line in lines]
    top = min(depths, default=0)
    rows = []
    for line, depth in zip(lines, depths, strict=True):
        pause()
        said = _without_bullet(line.strip())
        rows.append(PastedRow(1 if depth > top else 0, read_line(said, names)))
    return rows


def _without_bullet(line: str) -> str:
    """Return ``line`` without bullet or numbering; an arrow is none, and a lone number is a title."""
    found = _BULLET.match(line)
    return line[found.end() :].strip() if found and line[found.end() :].strip() else line


def _is_table(text: str) -> bool:
    """Tell whether cells stand side by side: a tab behind something that is no indentation."""
    return any("\t" in line.strip(" \t\n") for line in text.split("\n"))


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of cells of a block as spreadsheets put it on the clipboard.

    A cell in quotes may hold tabs and line breaks, and doubled quotes for one. A quote that is never
    closed is a character like any other.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        found = _QUOTED_CELL.match(text, at) or _PLAIN_CELL.match(text, at)
        if found is None:  # cannot be: a plain cell may be empty
            break
        quoted = found.re is _QUOTED_CELL
        rows[-1].append(found[1].replace('""', '"') if quoted else found[1])
        at = found.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows


_QUOTED_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN_CELL = re.compile(r"([^\t\n]*)")


def _on_one_line(found: re.Match[str]) -> str:
    """Return a quoted cell that holds line breaks as one line."""
    return found[1] + " ".join(found[2].replace('""', '"').split())


def _table(text: str, names: KnownNames, pause: Callable[[], object]) -> list[PastedRow]:
    grid = [row for row in cells_of(text) if any(cell.strip() for cell in row)]
    if len(grid) > MOST_ROWS + 1:
        raise _too_many(len(grid))
    if not grid:
        return []
    columns = _columns(grid[0])
    if columns is not None:
        grid = grid[1:]
    else:
        columns = _guessed_columns(grid, names)
    rows: list[PastedRow] = []
    current = ""
    for cells in grid:
        pause()
        current = _table_row(cells, columns, names, current, rows)
    return rows


def _columns(heads: Sequence[str]) -> list[Column | None] | None:
    """Return what each column holds, or None where the first row is no row of headings."""
    found = [HEADINGS.get(fold_words(head).rstrip(":")) for head in heads]
    return found if "name" in found or "step" in found else None


def _guessed_columns(grid: Sequence[Sequence[str]], names: KnownNames) -> list[Column | None]:
    """Return what each column holds by what most of its cells can be read as: the first one is the name."""
    guessed: list[Column | None] = ["name"]
    for place in range(1, max(map(len, grid))):
        cells = [row[place].strip() for row in grid if place < len(row) and row[place].strip()]
        kinds = (kind for kind in _GUESSES if kind not in guessed)
        kind = next((one for one in kinds if _fits_most(one, cells, names)), None)
        guessed.append(kind or ("step" if place == 1 else None))
    return guessed


_GUESSES: tuple[Column, ...] = ("level", "channel", "performer", "minutes", "volume")


def _fits_most(kind: Column, cells: Sequence[str], names: KnownNames) -> bool:
    if kind == "volume":
        read = [read_volume(cell, decimal_mark=names.decimal_mark) is not None for cell in cells]
    elif kind == "channel":
        read = [len(cell) > 2 and find_channel(cell) is not None for cell in cells]
    else:
        read = [_READ[kind](_NO_LINE, cell, names) is not None for cell in cells]
    return sum(read) * 2 > len(read)


def _table_row(
    cells: Sequence[str],
    columns: Sequence[Column | None],
    names: KnownNames,
    current: str,
    rows: list[PastedRow],
) -> str:
    """Add the row or rows that ``cells`` say; return the name of the case type they belong to.

    A table that repeats the case type's name on every step's row makes it once.
    """
    at: dict[Column, str] = {}
    rest: list[str] = []
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else None
        said = " ".join(cell.split())
        if said and (column is None or column in at):
            rest.append(said)
        elif said and column is not None:
            at[column] = said
    name, step = at.pop("name", ""), at.pop("step", "")
    if "step" not in columns and cells[0] != cells[0].lstrip():
        name, step = "", name
    if name and fold_words(name) != fold_words(current):
        own = {kind: at.pop(kind) for kind in tuple(at) if not step or kind in ("volume", "channel")}
        rows.append(_row(0, _without_bullet(name), own, () if step else rest, names))
        current, rest = name, rest if step else []
    if step or at or rest:
        rows.append(_row(1, _without_bullet(step), at, rest, names))
    return current


def _row(
    depth: Literal[0, 1], title: str, at: dict[Column, str], rest: Sequence[str], names: KnownNames
) -> PastedRow:
    """Return the row that a title and its cells say. What is not understood stands behind the title."""
    line = read_line(title, names)
    kept: list[str] = []
    for column, said in at.items():
        with_cell = None if column in ("volume", "channel") else _READ[column](line, said, names)
        if with_cell is not None:
            line = with_cell
        elif column not in ("volume", "channel"):
            kept.append(said)
    volume, channel = at.get("volume", ""), at.get("channel", "")
    if volume or channel:
        with_volume = _with_volume(line, volume, channel, names)
        kept += [said for said in (channel, volume) if said and with_volume is None]
        line = with_volume or line
    for said in (*kept, *rest):
        line = _with_mark(line, said, "unknown")
    return PastedRow(depth, replace(line, title=line.title_keeping()), (*kept, *rest))


def _with_mark(line: CaptureLine, said: str, kind: MarkKind, **values: object) -> CaptureLine:
    """Return ``line`` as if ``said`` stood behind it as a mark; an unknown one is title."""
    text = f"{line.text} {said}"
    span = Span(len(line.text) + 1, len(text), kind)
    return replace(line, text=text, spans=(*line.spans, span), **values)  # type: ignore[arg-type]


def _with_level(line: CaptureLine, said: str, names: KnownNames) -> CaptureLine | None:  # noqa: ARG001
    found = _LEVEL.fullmatch(fold_words(said))
    if found is None or line.level is not None:
        return None
    return _with_mark(line, said, "level", level=int(found[1]))


def _with_performer(line: CaptureLine, said: str, names: KnownNames) -> CaptureLine | None:
    performer, _ = find_performer(said, names)
    if performer is None or line.performer is not None:
        return None
    return _with_mark(line, said, "performer", performer=performer)


def _with_minutes(line: CaptureLine, said: str, names: KnownNames) -> CaptureLine | None:
    minutes = read_minutes(said, decimal_mark=names.decimal_mark)
    if minutes is None or line.minutes is not None:
        return None
    return _with_mark(line, said, "minutes", minutes=minutes)


def _with_share(line: CaptureLine, said: str, names: KnownNames) -> CaptureLine | None:
    share = read_share(said, decimal_mark=names.decimal_mark)
    if share is None or line.share is not None:
        return None
    return _with_mark(line, said, "share", share=share.likely)


def _with_volume(line: CaptureLine, volume: str, channel: str, names: KnownNames) -> CaptureLine | None:
    quantity = read_volume(volume, decimal_mark=names.decimal_mark)
    known = find_channel(channel) if channel else names.last_channel
    if quantity is None or known is None:
        return None
    said = LineVolume(known, quantity, bool(channel))
    return _with_mark(line, f"{channel} {volume}".strip(), "volume", volumes=(*line.volumes, said))


_NO_LINE = CaptureLine(text="", title="")
_READ: dict[str, Callable[[CaptureLine, str, KnownNames], CaptureLine | None]] = {
    "level": _with_level,
    "performer": _with_performer,
    "minutes": _with_minutes,
    "share": _with_share,
}
