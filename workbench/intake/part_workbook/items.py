"""What a row of a returned workbook makes of its item: changed fields, or a new item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workbench.intake.part_workbook.cells import Cell
from workbench.intake.part_workbook.values import Meanings, Said, is_same, shown, understood, was_cut
from workbench.model.parts import Oddity
from workbench.model.project import COLLECTIONS
from workbench.model.record import Item
from workbench.parts.changes import PartChange, canonical, value_of
from workbench.parts.sheet_cells import Plain
from workbench.parts.sheets import NUMBER, PARENT, Column, Holds, Sheet

Heads = dict[str, str]
LineOf = Callable[[float], str | None]
"""Which line of the same checklist has a number now, by its id."""


@dataclass(frozen=True)
class Reading:
    """How the cells of a sheet are understood: its columns that are there, their heads, what words mean."""

    sheet: Sheet
    keys: frozenset[str]
    heads: Heads
    meanings: Meanings
    line_of: LineOf = lambda _: None

    def groups(self) -> dict[str, list[Column]]:
        """Return the columns that can be read by the field they belong to; a field is read whole."""
        found: dict[str, list[Column]] = {}
        for column in self.sheet.columns:
            if column.key in self.keys and column.key not in (PARENT, NUMBER) and not column.is_fixed:
                found.setdefault(column.field, []).append(column)
        return found


def changed_fields(
    reading: Reading, item: Item, sent: dict[str, Plain], cells: dict[str, Cell]
) -> dict[str, Said]:
    """Return the fields of ``item`` that are other than they were ``sent``, and what they say now."""
    found: dict[str, Said] = {}
    for field, columns in reading.groups().items():
        touched = {one.key for one in columns if not is_same(cells.get(one.key, []), sent.get(one.key))}
        if not touched:
            continue
        base = value_of(item, field)
        said = _field(reading, columns, base, sent, cells, touched)
        if was_cut(base) and said.oddity is None:
            said = Said(said.value, Oddity.CONVERTED, shown(cells.get(field, [])))
        found[field] = said
    return _fitting(item, found)


def _field(
    reading: Reading,
    columns: list[Column],
    base: Any,
    sent: dict[str, Plain],
    cells: dict[str, Cell],
    touched: set[str],
) -> Said:
    if len(columns) == 1 and "." not in columns[0].key:
        column = columns[0]
        return _one(
            column, cells.get(column.key, []), sent.get(column.key), reading.meanings.within_list(base)
        )
    said = {
        one.key: _one(one, cells.get(one.key, []), sent.get(one.key), reading.meanings)
        for one in columns
        if one.key in touched
    }
    name = columns[0].field
    value: Any
    if name == "branches":
        value, odd = _branches(reading, columns, base, said, cells)
    elif columns[0].holds is Holds.NUMBER:
        value, odd = _estimate(columns, base, said), None
    else:
        value, odd = {**(base or {}), **{key.split(".")[1]: one.value for key, one in said.items()}}, None
    oddity = next((one.oddity for one in said.values() if one.oddity), odd)
    if oddity is None:
        return Said(value)
    return Said(
        value, oddity, "\n".join(f"{reading.heads[key]}: {shown(cells.get(key, []))}" for key in said)
    )


def _one(column: Column, cell: Cell, sent: Plain, meanings: Meanings) -> Said:
    said = understood(column, cell, meanings)
    is_cleared = not cell and sent not in (None, "")
    return Said(said.value, Oddity.BLANK) if is_cleared else said


def _estimate(columns: list[Column], base: Any, said: dict[str, Said]) -> Any:
    """Return low, likely and high; where one is not said, the nearest that is; None where none is."""
    parts = {one.key.split(".")[1]: one.key for one in columns}
    values = {part: said[key].value if key in said else (base or {}).get(part) for part, key in parts.items()}
    if base:
        values = {part: values.get(part, base[part]) for part in ("low", "likely", "high")}
    if all(value is None for value in values.values()):
        return None
    nearest = {"low": ("likely", "high"), "likely": ("high", "low"), "high": ("likely", "low")}
    full = {
        part: next(value for value in (values.get(part), *map(values.get, others)) if value is not None)
        for part, others in nearest.items()
    }
    return {**(base or {}), **full}


def _branches(
    reading: Reading, columns: list[Column], base: Any, said: dict[str, Said], cells: dict[str, Cell]
) -> tuple[list[Any], Oddity | None]:
    """Return the answers and the lines they lead to, by the numbers that the lines have now."""
    odd: Oddity | None = None
    branches: list[Any] = []
    places = max((int(one.key.split(".")[1]) + 1 for one in columns), default=0)
    for n in range(max(places, len(base or []))):
        old = base[n] if base and n < len(base) else {"answer": "", "goes_to": None}
        answer, to = said.get(f"branches.{n}.answer"), said.get(f"branches.{n}.goes_to")
        goes_to, words = old["goes_to"], answer.value if answer else old["answer"]
        if to is not None:
            goes_to = reading.line_of(to.value) if isinstance(to.value, float) else None
            place = cells.get(f"branches.{n}.goes_to", [])
            if goes_to is None and place:  # no line has that number: what was written stays readable
                odd, words = Oddity.UNREADABLE, f"{words} → {shown(place)}".strip()
        one = {"answer": words, "goes_to": goes_to}
        if one["answer"] or one["goes_to"]:
            branches.append(one)
    return branches, odd


def _fitting(item: Item, found: dict[str, Said]) -> dict[str, Said]:
    """Return ``found`` as the item would hold it, without what is no change; what does not fit is marked."""
    together = {name: said.value for name, said in found.items() if said.oddity is None}
    all_fit = _tried(item, together) is not None
    result: dict[str, Said] = {}
    for name, said in found.items():
        fresh = _tried(item, together if all_fit and name in together else {name: said.value})
        if fresh is None:
            written = said.written or _plainly(said.value)
            result[name] = Said(said.value, said.oddity or Oddity.UNREADABLE, written)
        elif canonical(value_of(fresh, name)) != canonical(value_of(item, name)):
            result[name] = Said(value_of(fresh, name), said.oddity, said.written)
    return result


def _plainly(value: Any) -> str:
    return value if isinstance(value, str) else canonical(value)


def _tried(item: Item, values: dict[str, Any]) -> Item | None:
    try:
        return item.changed_from_json(values)
    except ValidationError:
        return None


def field_changes(
    collection: str, within: tuple[str, ...], item: Item, found: dict[str, Said]
) -> Iterable[PartChange]:
    """Yield a change for every field in ``found``."""
    for name, said in found.items():
        yield PartChange(
            "changed",
            collection,
            within,
            item.id,
            name,
            value_of(item, name),
            said.value,
            oddity=said.oddity,
            written=said.written,
        )


def new_item(
    reading: Reading, wanted: str, cells: dict[str, Cell], given: dict[str, Any], needed: dict[str, Any]
) -> tuple[dict[str, Any], Oddity | None, str]:
    """Return what a new row makes, what is odd about it, and what was written there.

    ``given`` is what it has because of where it stands. ``needed`` fills what must be there and was not written:
    a value, and then somebody is asked.
    """
    kind = COLLECTIONS[reading.sheet.collection]
    found: dict[str, Said] = {}
    for field, columns in reading.groups().items():
        touched = {one.key for one in columns if cells.get(one.key)}
        if touched:
            found[field] = _field(reading, columns, None, {}, cells, touched)
    values: dict[str, Any] = {"id": wanted, **given}
    oddity = next((said.oddity for said in found.values() if said.oddity), None)
    for field, said in found.items():
        is_unknown = said.oddity is not None and reading.groups()[field][0].holds is Holds.REFERENCE
        if not is_unknown or said.oddity is Oddity.FORMULA:
            values[field] = said.value
    if reading.sheet.kind == "volumes":
        _complete_volume(values)
    try:
        return kind.from_json(values).as_json(), oddity, _written(reading, cells) if oddity else ""
    except ValidationError:
        pass
    alone = {**needed, **given, "id": wanted}
    for name in [one for one in found if one in values and not _fits(kind, {**alone, one: values[one]})]:
        del values[name]
    values = {**{name: value for name, value in needed.items() if name not in values}, **values}
    oddity = oddity or (Oddity.UNREADABLE if found else Oddity.BLANK)
    try:
        made = kind.from_json(values).as_json()
    except ValidationError:
        made = kind.from_json({**needed, **given, "id": wanted}).as_json()
    return made, oddity, _written(reading, cells)


def _complete_volume(values: dict[str, Any]) -> None:
    """Let one figure stand for the other two where they were not written."""
    numbers = [values.get(name) for name in ("likely", "low", "high")]
    first = next((one for one in numbers if isinstance(one, float)), None)
    if first is not None:
        for name in ("low", "likely", "high"):
            values.setdefault(name, first if name == "likely" else values.get("likely", first))


def _fits(kind: type[Item], values: dict[str, Any]) -> bool:
    try:
        kind.from_json(values)
    except ValidationError:
        return False
    return True


def _written(reading: Reading, cells: dict[str, Cell]) -> str:
    """Return what stands in a row, a line for each cell."""
    return "\n".join(
        f"{reading.heads.get(one.key, one.key)}: {shown(cells[one.key])}"
        for one in reading.sheet.columns
        if cells.get(one.key)
    )
