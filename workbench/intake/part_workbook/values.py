"""What somebody has written in a cell of a part's workbook, understood as far as it goes.

Nothing is guessed in silence: what a spreadsheet may have made of it by itself, and what does not fit, is marked,
and what stood there is kept letter by letter.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.intake.part_workbook.cells import Cell
from workbench.model.parts import Oddity
from workbench.parts.sheet_cells import Plain, Words
from workbench.parts.sheets import CELL_LIMIT, Column, Holds

_FIRST_DAY = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's count of days."""
_DAYS = (32_874, 109_574)
"""1990 to 2199: what lies outside is a number and no day."""
_BLANKS = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}[.,]\d{3}")


@dataclass(frozen=True)
class Said:
    """What a cell says: a value as a file holds it, and what is odd about it, if anything."""

    value: Any
    oddity: Oddity | None = None
    written: str = ""


@dataclass(frozen=True)
class Meanings:
    """What words mean in this workbook: those that can be chosen, and what items are called, by collection."""

    words: Words
    ids: Mapping[str, dict[str, str]]
    keeps_semicolons: bool = False

    def within_list(self, base: object) -> Meanings:
        """Return meanings that part a list at line ends alone, where ``base`` has semicolons in its texts."""
        has = isinstance(base, list) and any(isinstance(one, str) and ";" in one for one in base)
        return replace(self, keeps_semicolons=has)


def folded(text: str) -> str:
    """Return ``text`` so that what differs in blanks and capitals alone is the same."""
    return " ".join(text.split()).casefold()


def shown(cell: Cell) -> str:
    """Return what stands in ``cell``, letter by letter."""
    if not cell:
        return ""
    value = cell[1]
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def is_same(cell: Cell, plain: Plain) -> bool:
    """Tell whether ``cell`` holds what the workbook was sent with, whatever blanks a program added."""
    if plain is None or plain == "":
        return not cell
    if not cell:
        return False
    kind, value = cell[0], cell[1]
    if isinstance(plain, float):
        return kind == "number" and math.isclose(value, plain, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(plain, dt.date):
        return bool(kind == "date" and value == plain.isoformat())
    return kind == "text" and _squeezed(value) == _squeezed(plain)


def _squeezed(text: str) -> str:
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.strip().split("\n"))


def understood(column: Column, cell: Cell, meanings: Meanings) -> Said:
    """Return what ``cell`` says in ``column``; an empty cell is an empty text, an empty list, or None."""
    written = shown(cell)
    if not cell:
        is_list = column.holds in (Holds.LIST, Holds.LINKS, Holds.REFERENCES)
        return Said([] if is_list else "" if column.holds is Holds.TEXT else None)
    if cell[0] == "formula":
        is_value = bool(cell[2]) and cell[2][0] != "error"
        value = understood(column, cell[2], meanings).value if is_value else written
        return Said(value, Oddity.FORMULA, written)
    if cell[0] == "error":
        return Said(written, Oddity.UNREADABLE, written)
    if column.holds in (Holds.NUMBER, Holds.LINE):
        return _number(cell, written)
    if column.holds is Holds.DATE:
        return _day(cell, written)
    if column.holds is Holds.CHOICE:
        return _choice(column, meanings, written)
    said = _text_of(column, written, meanings)
    if cell[0] != "text" and said.oddity is None:
        return replace(said, oddity=Oddity.CONVERTED, written=written)
    return said


def _text_of(column: Column, text: str, meanings: Meanings) -> Said:
    if column.holds is Holds.REFERENCE:
        found = meanings.ids[column.target].get(folded(text))
        return Said(found) if found else Said(text, Oddity.UNREADABLE, text)
    if column.holds is Holds.REFERENCES:
        return _references(column, text, meanings)
    if column.holds is Holds.LIST:
        return Said(_parted(text, meanings))
    if column.holds is Holds.LINKS:
        return _links(text)
    return Said(text)


def _references(column: Column, text: str, meanings: Meanings) -> Said:
    ids = meanings.ids[column.target]
    names: list[str] = []
    for line in text.split("\n"):
        names += [line] if folded(line) in ids else line.split(";")
    names = [name for name in names if name.strip()]
    found = list(dict.fromkeys(ids[folded(name)] for name in names if folded(name) in ids))
    is_all = all(folded(name) in ids for name in names)
    return Said(found) if is_all else Said(found, Oddity.UNREADABLE, text)


def _parted(text: str, meanings: Meanings) -> list[str]:
    parts = text.split("\n") if meanings.keeps_semicolons else re.split(r"[;\n]", text)
    return list(dict.fromkeys(one.strip() for one in parts if one.strip()))


def _links(text: str) -> Said:
    links, is_odd = [], False
    for line in filter(str.strip, text.split("\n")):
        title, bar, url = (one.strip() for one in line.rpartition("|"))
        is_address = url.startswith(("http://", "https://", "mailto:", "tel:"))
        links.append({"title": title or url, "url": url} if bar or is_address else {"title": url, "url": ""})
        is_odd |= not is_address
    return Said(links, Oddity.UNREADABLE, text) if is_odd else Said(links)


def _number(cell: Cell, written: str) -> Said:
    if cell[0] == "number":
        return Said(float(cell[1]))
    if cell[0] == "date":
        return Said(written, Oddity.CONVERTED, written)
    text = re.sub(r"\s", "", written)
    if cell[0] == "text" and _NUMBER.fullmatch(text) and not _THOUSANDS.fullmatch(text):
        return Said(float(text.replace(",", ".")))
    return Said(written, Oddity.UNREADABLE, written)


def _day(cell: Cell, written: str) -> Said:
    if cell[0] == "number" and cell[1] == int(cell[1]) and _DAYS[0] <= cell[1] <= _DAYS[1]:
        day = _FIRST_DAY + dt.timedelta(days=int(cell[1]))
        return Said(day.isoformat(), Oddity.CONVERTED, written)
    try:
        return Said(dt.date.fromisoformat(written[:10] if cell[0] == "date" else written).isoformat())
    except ValueError:
        return Said(written, Oddity.UNREADABLE, written)


def _choice(column: Column, meanings: Meanings, written: str) -> Said:
    words = meanings.words[column.choices]
    wanted = folded(written)
    for value, word in words.items():
        if wanted in (folded(word), value) or (value.isdigit() and wanted == folded(word).split(" ")[0]):
            return Said(_chosen(column, value))
    return Said(written, Oddity.UNREADABLE, written)


def _chosen(column: Column, value: str) -> Any:
    if column.choices == "YesNo":
        return value == "true"
    return int(value) if column.choices == "LevelChoice" else value


def was_cut(base: object) -> bool:
    """Tell whether a text was longer than a cell can hold: then what came back is not all of it."""
    return isinstance(base, str) and len(base) > CELL_LIMIT
