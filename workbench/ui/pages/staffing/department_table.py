"""The table of what departments are relieved of, bring and need."""

from __future__ import annotations

from collections.abc import Callable

from workbench.ui.look import Look
from workbench.ui.pages.staffing.departments import DepartmentRow, signed
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable

IN_SHORT = ("name", "released", "brought", "needed", "difference", "swing", "persons", "share")
IN_PARTS = ("name", "moving", "realisable", "needed", "difference", "swing")


def department_table(
    look: Look, name: str, unfold: Callable[[str], None], shown: tuple[str, ...]
) -> FigureTable:
    """Return the table called ``name`` with the columns ``shown``; its rows are :class:`DepartmentRow`."""
    t = look.texts

    def figure(
        value: Callable[[DepartmentRow], float], kind: str
    ) -> tuple[Callable[[DepartmentRow], Cell], Callable[[DepartmentRow], str]]:
        def shows(one: DepartmentRow) -> Cell:
            return Cell(t.number(value(one), 2), is_number=True, is_strong=one.id is None)

        return shows, lambda one: _key(kind, one)

    def difference(one: DepartmentRow) -> Cell:
        is_short = round(one.difference, 2) < 0
        return Cell(
            signed(t, one.difference),
            is_number=True,
            is_strong=True,
            tone="error" if is_short else "text",
        )

    def share(one: DepartmentRow) -> Cell:
        if one.share is None:
            return Cell("–", is_number=True, tone="text3", spoken=t("no persons said"))
        text = t.number(one.share, 2)
        if not one.is_flagged or one.id is None:
            return Cell(text, is_number=True, is_strong=one.id is None)
        why = t("{share} of a person: seldom becomes a position", share=text)
        return Cell(text, is_number=True, icon="alert-outline", icon_tone="warning", detail=why, spoken=why)

    released, released_key = figure(lambda one: one.released, "released_positions")
    realisable, realisable_key = figure(lambda one: one.realisable, "realisable")
    brought, brought_key = figure(lambda one: one.moving + one.realisable, "balance")
    moving, moving_key = figure(lambda one: one.moving, "positions")
    needed, needed_key = figure(lambda one: one.needed, "fte")
    columns = (
        FigureColumn(
            "name",
            t("Department"),
            130,
            stretches=True,
            shows=lambda one: Cell(one.name, is_strong=one.id is None, detail=one.name),
        ),
        FigureColumn("released", t("Released"), 64, is_number=True, shows=released, unfolds=released_key),
        FigureColumn(
            "realisable", t("Realisable"), 64, is_number=True, shows=realisable, unfolds=realisable_key
        ),
        FigureColumn(
            "brought",
            t("Brought"),
            64,
            is_number=True,
            hint=t("Positions that move as they stand, and what is realisable of the rest that is released"),
            shows=brought,
            unfolds=brought_key,
        ),
        FigureColumn(
            "moving",
            t("Move whole"),
            64,
            is_number=True,
            hint=t("Positions at the front today that move as they stand"),
            shows=moving,
            unfolds=moving_key,
        ),
        FigureColumn("needed", t("Needed"), 60, is_number=True, shows=needed, unfolds=needed_key),
        FigureColumn(
            "difference",
            t("Balance"),
            64,
            is_number=True,
            hint=t("Positions that move + realisable - needed"),
            shows=difference,
            unfolds=lambda one: _key("balance", one),
        ),
        FigureColumn(
            "swing",
            "",
            76,
            hint=t("Balance"),
            shows=lambda one: Cell(swing=one.swing) if one.id is not None else Cell(),
        ),
        FigureColumn(
            "persons",
            t("Persons"),
            56,
            is_number=True,
            hint=t("Holders of the roles that are relieved"),
            shows=lambda one: Cell(t.number(one.persons), is_number=True, is_strong=one.id is None),
        ),
        FigureColumn(
            "share",
            t("Share"),
            84,
            is_number=True,
            hint=t("Released per person, full-time positions"),
            shows=share,
        ),
    )
    return FigureTable(
        look, name, [one for one in columns if one.key in shown], unfold, named=lambda one: one.id or ""
    )


def _key(kind: str, one: DepartmentRow) -> str:
    """Return what explains a department's figure, or the sum's."""
    if one.id is not None:
        return f"{kind}_of:{one.id}"
    return kind
