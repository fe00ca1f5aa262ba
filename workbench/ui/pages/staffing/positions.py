"""Positions at the front today as a table that is typed into: what a cell shows, what was meant, which edit it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.capture.days import read_day
from workbench.capture.folding import fold
from workbench.capture.quantities import read_number, read_share
from workbench.edits import Edit
from workbench.edits.stored import AddItem, Batch, ChangeItem
from workbench.locale import Texts
from workbench.model.organisation import FrontlineKind, FrontlinePosition, PositionMove
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, ProjectError, message
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figures import written_share

POSITIONS = "frontline_positions"
NEW = "new"
_NUMBERS = ("persons", "fte")


@dataclass(frozen=True)
class PositionRow:
    """A position, or (``of`` None) the row for a new one; the words of what it belongs to."""

    of: FrontlinePosition | None
    words: tuple[tuple[str, str], ...] = field(default=())

    @property
    def id(self) -> str:
        """What tells the row from the others."""
        return NEW if self.of is None else self.of.id


def position_columns(t: Texts) -> tuple[Column, ...]:
    """Return the columns in the order in which they are filled in."""
    return (
        Column("name", t("Position"), 190, stretches=True),
        Column("kind", t("Kind"), 110),
        Column("department", t("Department"), 150),
        Column("unit", t("Unit"), 120),
        Column("role", t("Role"), 120),
        Column("persons", t("Persons"), 64, is_number=True),
        Column("fte", t("Positions"), 70, is_number=True, hint=t("Full-time positions today")),
        Column("cost_per_year", t("Cost per year"), 96, is_number=True),
        Column("moves", t("Moves"), 76, hint=t("Whole, a share of it, or not")),
        Column("share", t("Share"), 60, is_number=True, hint=t("What of it moves, where a share moves")),
        Column("moves_from", t("From"), 110),
    )


def choices_of(project: Project, key: str, t: Texts, position: FrontlinePosition | None) -> dict[str, str]:
    """Return what can stand in a column, by value, with its word; nothing where anything may be typed."""
    if key == "kind":
        return {
            FrontlineKind.SWITCHBOARD.value: t("Switchboard"),
            FrontlineKind.RECEPTION.value: t("Reception"),
            FrontlineKind.SERVICE_DESK.value: t("Service desk"),
            FrontlineKind.OTHER.value: t("Other position"),
        }
    if key == "moves":
        return {
            PositionMove.WHOLE.value: t("whole"),
            PositionMove.SHARE.value: t("a share"),
            PositionMove.NO.value: t("no"),
        }
    if key == "department":
        return {one.id: one.name for one in project.departments}
    if key == "unit":
        own = position.department if position is not None else None
        return {one.id: one.name for one in project.units if own in (None, one.department)}
    if key == "role":
        unit = position.unit if position is not None else None
        return {one.id: one.name for one in project.roles if unit in (None, one.unit)}
    return {}


def position_rows(project: Project, only: str | None) -> tuple[PositionRow, ...]:
    """Return the positions (of one department), and the row for a new one where there is a department to be of."""
    names = {one.id: one.name for one in project.departments}
    names |= {one.id: one.name for one in project.units}
    names |= {one.id: one.name for one in project.roles}
    rows = [
        PositionRow(
            one,
            tuple((key, names.get(getattr(one, key) or "", "")) for key in ("department", "unit", "role")),
        )
        for one in project.frontline_positions
        if only in (None, one.department)
    ]
    return (*rows, PositionRow(None)) if project.departments else tuple(rows)


def position_cell(row: PositionRow, column: Column, project: Project, t: Texts) -> Cell:
    """Return what a row shows."""
    one, key = row.of, column.key
    if one is None:
        if key == "name":
            return Cell(t("New position"), tone="text3", icon="plus", typed="")
        return EMPTY
    if key in ("kind", "moves"):
        text = choices_of(project, key, t, one)[getattr(one, key).value]
        return Cell(text, typed=text)
    if key in ("department", "unit", "role"):
        text = dict(row.words)[key]
        return Cell(text or "–", tone="text" if text else "text3", typed=text, detail=text)
    if key in _NUMBERS:
        text = _plain(getattr(one, key), t)
        return Cell(text, is_number=True, typed=text)
    if key == "cost_per_year":
        if one.cost_per_year is None:
            return Cell(t("missing"), is_missing=True, is_number=True, typed="")
        text = t.number(one.cost_per_year)
        return Cell(text, is_number=True, typed=text)
    if key == "share":
        if one.moves is not PositionMove.SHARE:
            return Cell("–", is_number=True, tone="text3")
        text = written_share(t, one.share)
        return Cell(text, is_number=True, typed=text)
    if key == "moves_from":
        text = one.moves_from.isoformat() if one.moves_from is not None else ""
        shown = t.date(one.moves_from) if one.moves_from is not None else t("from the start")
        return Cell(shown, typed=text, tone="text" if text else "text3")
    return Cell(one.name, typed=one.name, detail=one.note or one.name)


def _plain(value: float, t: Texts) -> str:
    return t.number(value, 0 if value == round(value) else 1 if value == round(value, 1) else 2)


def read_position(
    position: FrontlinePosition | None, key: str, text: str, project: Project, t: Texts
) -> dict[str, Any]:
    """Return the fields that ``text`` in column ``key`` changes. Raises ProjectError where it is not understood."""
    plain = text.strip()
    if key == "name":
        if not plain:
            raise ProjectError(message(N_("A position has a name.")))
        return {"name": plain}
    if key in ("kind", "moves", "department", "unit", "role"):
        return _chosen(position, key, plain, project, t)
    if key == "moves_from":
        return {key: read_day(plain)}
    if key == "share":
        share = read_share(plain, decimal_mark=decimal_mark(t))
        if share is None:
            raise ProjectError(message(N_('"{text}" is not a share: write it as 20 %'), text=text))
        return {key: share.likely}
    if not plain and key == "cost_per_year":
        return {key: None}
    number = read_number(plain, decimal_mark=decimal_mark(t))
    if number is None:
        raise ProjectError(message(N_('"{text}" is not a number that can stand here.'), text=text))
    if key == "cost_per_year":
        amount = number.likely
        return {key: str(int(amount)) if amount == int(amount) else repr(amount)}
    return {key: number.likely}


def _chosen(
    position: FrontlinePosition | None, key: str, plain: str, project: Project, t: Texts
) -> dict[str, Any]:
    choices = choices_of(project, key, t, position)
    if not plain and key in ("unit", "role"):
        return {key: None} if key == "role" else {"unit": None, "role": None}
    wanted = fold(plain)
    exact = [value for value, name in choices.items() if fold(name) == wanted]
    begun = exact or [value for value, name in choices.items() if wanted and fold(name).startswith(wanted)]
    if not begun:
        shown = ", ".join(list(choices.values())[:6])
        raise ProjectError(message(N_('"{text}" is none of: {choices}'), text=plain, choices=shown))
    changes: dict[str, Any] = {key: begun[0]}
    if position is not None and key == "department" and begun[0] != position.department:
        changes |= {"unit": None, "role": None}
    if position is not None and key == "unit" and begun[0] != position.unit:
        changes |= {"role": None}
    return changes


def change_position(position: FrontlinePosition, changes: Mapping[str, Any]) -> Edit:
    """Return the edit that changes a position."""
    return ChangeItem(collection=POSITIONS, id=position.id, changes=dict(changes))


def add_position(project: Project, name: str, department: str | None) -> Edit:
    """Return the edit that adds a service desk called ``name`` to ``department`` (None: the first)."""
    owner = department or project.departments[0].id
    made = FrontlinePosition(
        id=new_id(), name=name, kind=FrontlineKind.SERVICE_DESK, department=owner, moves=PositionMove.NO
    )
    return AddItem(collection=POSITIONS, item=made.as_json())


def remove_positions(project: Project, wanted: Sequence[str]) -> Edit | None:
    """Return the edit that removes positions; None for none of them."""
    from workbench.edits.recipes import remove_each

    edits = remove_each(project, POSITIONS, wanted)
    if not edits:
        return None
    return Batch(name=N_("remove positions at the front"), edits=edits)
