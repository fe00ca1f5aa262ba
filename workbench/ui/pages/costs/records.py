"""What can be typed as rows: cost items, investments, rates with their day, agreed shares. Each says what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from workbench.analysis.results import CostLine, Results
from workbench.edits import Edit
from workbench.edits.costs import add_each, change_each, remove_lines
from workbench.locale import Texts
from workbench.model.costs import CostDriver, CostItem, Funding, Investment
from workbench.model.organisation import Department
from workbench.model.project import Project
from workbench.ui.pages.costs.amounts import amount, exact
from workbench.ui.pages.costs.reading import Choices, choices_of, word_of
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figures import written_share

Changes = dict[str, Any]
RESULTS = ("quantity", "cost", "next_step", "holds", "of_all")
"""Columns that are calculated: nobody types in them."""
_CHOSEN = ("category", "phase", "driver", "funding", "department", "method")


class Records:
    """Rows of one kind. Subclasses say where they lie, what they show, and what edit a change is."""

    kind: str
    """What the rows are called where drafts are kept."""
    needs: ClassVar[tuple[str, ...]] = ("name",)
    """What a new row needs before it is one."""
    can_add: ClassVar[bool] = True

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.results: Results | None = None

    def columns(self) -> tuple[Column, ...]:
        """Return the columns from left to right."""
        raise NotImplementedError

    def all(self, project: Project) -> Sequence[tuple[str, Any]]:
        """Return every row with its key."""
        raise NotImplementedError

    def reads(self, project: Project) -> tuple[object, ...]:
        """Return what the rows are made of; the same objects mean the same rows."""
        return (project.settings, project.departments, self.results)

    def cell(self, project: Project, row: Any, key: str) -> Cell:
        """Return what a row shows; a cell without ``typed`` cannot be written in."""
        raise NotImplementedError

    def change(self, project: Project, changes: Mapping[str, Changes]) -> Edit:
        """Return the edit that gives rows new values."""
        raise NotImplementedError

    def add(self, project: Project, rows: Sequence[Changes]) -> Edit:
        """Return the edit that adds rows."""
        raise NotImplementedError

    def remove(self, project: Project, keys: Sequence[str]) -> Edit:
        """Return the edit that removes rows."""
        raise NotImplementedError

    def unfolds(self, row: Any, key: str) -> str:
        """Return what a figure unfolds into, or ""."""
        del row, key
        return ""

    def is_unfilled(self, row: Any, key: str) -> bool:
        """Tell whether something is still to be said there."""
        del row, key
        return False

    def offers(self, project: Project, key: str) -> Choices:
        """Return what can be chosen in a column."""
        return choices_of(key, project, self.texts)

    def defaults(self, project: Project) -> Changes:
        """Return what a new row has where nobody says otherwise."""
        del project
        return {}

    def typed_cell(self, project: Project, row: Any, key: str) -> Cell:
        """Return a cell that shows a field as it would be typed."""
        value = getattr(row, key)
        if key in _CHOSEN:
            text = word_of(key, value, project, self.texts)
            return Cell(text, typed=text, detail=text)
        if isinstance(value, Decimal):
            text = exact(self.texts, value)
            return Cell(text, is_number=True, typed=text)
        if isinstance(value, dt.date):
            return Cell(self.texts.date(value), typed=value.isoformat())
        text = str(value)
        return Cell(" ".join(text.split()), typed=text, detail=text)


class CostItems(Records):
    """What a cost is, what it is multiplied with, and what comes of it in the planning year."""

    kind = "cost_items"
    needs = ("name", "amount")

    def columns(self) -> tuple[Column, ...]:
        t = self.texts
        return (
            Column("name", t("Cost"), 230),
            Column("amount", t("Amount"), 76, is_number=True),
            Column("driver", t("Multiplied by"), 104),
            Column("step_size", t("Step"), 48, is_number=True, hint=t("Bought in whole steps of so many")),
            Column("quantity", t("Quantity"), 70, is_number=True),
            Column(
                "cost", t("Cost in all"), 92, is_number=True, hint=t("Quantity times amount, rounded once")
            ),
            Column(
                "next_step", t("Next step"), 120, hint=t("How far the quantity may grow at the same cost")
            ),
            Column("category", t("Category"), 124),
            Column("phase", t("Phase"), 104),
            Column("funding", t("Funded by"), 104),
            Column("department", t("Department"), 110),
            Column("source", t("Source"), 140, stretches=True),
            Column("note", t("Note"), 100),
        )

    def all(self, project: Project) -> Sequence[tuple[str, CostItem]]:
        return [(one.id, one) for one in project.cost_items]

    def reads(self, project: Project) -> tuple[object, ...]:
        return (*super().reads(project), project.cost_items)

    def line(self, row: CostItem) -> CostLine | None:
        """Return what the item comes to, as it was calculated last."""
        lines = self.results.costs.lines if self.results is not None else ()
        return next((one for one in lines if one.kind == "item" and one.id == row.id), None)

    def cell(self, project: Project, row: CostItem, key: str) -> Cell:
        t = self.texts
        if key in RESULTS:
            return self._result(row, key)
        if key == "step_size":
            text = exact(t, row.step_size) if row.step_size is not None else ""
            return Cell(text, is_number=True, typed=text)
        if key == "amount" and not row.amount:
            return Cell(t("missing"), is_number=True, is_missing=True, typed="")
        if key == "source" and not row.source:
            return Cell(t("missing"), is_missing=True, typed="")
        if key == "department" and self.is_unfilled(row, key):
            return Cell(t("missing"), is_missing=True, typed="")
        return self.typed_cell(project, row, key)

    def _result(self, row: CostItem, key: str) -> Cell:
        t, line = self.texts, self.line(row)
        if line is None:
            return EMPTY
        if key == "quantity":
            return Cell(exact(t, line.quantity, 2), is_number=True, tone="text2")
        if key == "cost":
            return Cell(amount(t, line.amount), is_number=True, is_strong=True)
        if line.next_step_at is None or line.to_next_step is None:
            return EMPTY
        left, until = exact(t, line.to_next_step, 2), exact(t, line.next_step_at, 2)
        text = t("{left} of {n} free", left=left, n=until)
        detail = t("Up to {n} it costs the same; {left} of that are still free.", n=until, left=left)
        return Cell(text, tone="text2", detail=detail)

    def unfolds(self, row: CostItem, key: str) -> str:
        return f"line:item:{row.id}" if key in RESULTS else ""

    def is_unfilled(self, row: CostItem, key: str) -> bool:
        return (
            (key == "amount" and not row.amount)
            or (key == "source" and not row.source)
            or (key == "department" and row.funding is Funding.DEPARTMENT and row.department is None)
        )

    def defaults(self, project: Project) -> Changes:
        last = project.cost_items[-1] if project.cost_items else None
        return {
            "category": last.category.value if last is not None else "personnel",
            "phase": last.phase.value if last is not None else "operation",
            "driver": CostDriver.FIXED.value,
            "funding": Funding.SHARED.value,
        }

    def change(self, project: Project, changes: Mapping[str, Changes]) -> Edit:
        del project
        return change_each("cost_items", changes)

    def add(self, project: Project, rows: Sequence[Changes]) -> Edit:
        return add_each("cost_items", [{**self.defaults(project), **one} for one in rows])

    def remove(self, project: Project, keys: Sequence[str]) -> Edit:
        del project
        return remove_lines("cost_items", keys)


class Investments(Records):
    """Purchases that are written off over years."""

    kind = "investments"
    needs = ("name", "amount", "years")

    def columns(self) -> tuple[Column, ...]:
        t = self.texts
        return (
            Column("name", t("Investment"), 230),
            Column("category", t("Category"), 124),
            Column("amount", t("Amount"), 84, is_number=True),
            Column("years", t("Years"), 52, is_number=True),
            Column("method", t("Method"), 80),
            Column(
                "interest_rate", t("Interest"), 72, is_number=True, hint=t("Empty: the internal interest")
            ),
            Column("starts_on", t("In use from"), 96),
            Column("cost", t("Cost of the year"), 104, is_number=True),
            Column("funding", t("Funded by"), 104),
            Column("department", t("Department"), 110),
            Column("source", t("Source"), 140, stretches=True),
        )

    def all(self, project: Project) -> Sequence[tuple[str, Investment]]:
        return [(one.id, one) for one in project.investments]

    def reads(self, project: Project) -> tuple[object, ...]:
        return (*super().reads(project), project.investments)

    def cell(self, project: Project, row: Investment, key: str) -> Cell:
        t = self.texts
        if key == "cost":
            lines = self.results.costs.lines if self.results is not None else ()
            found = next((one for one in lines if one.kind == "capital" and one.id == row.id), None)
            return EMPTY if found is None else Cell(amount(t, found.amount), is_number=True, is_strong=True)
        if key == "years":
            return Cell(str(row.years), is_number=True, typed=str(row.years))
        if key == "interest_rate":
            return self._interest(row)
        if key in ("source", "department") and self.is_unfilled(row, key):
            return Cell(t("missing"), is_missing=True, typed="")
        return self.typed_cell(project, row, key)

    def _interest(self, row: Investment) -> Cell:
        t = self.texts
        if row.interest_rate is not None:
            text = written_share(t, row.interest_rate)
            return Cell(text, is_number=True, typed=text)
        text = written_share(t, float(self.results.costs.interest_rate)) if self.results is not None else ""
        return Cell(text, is_number=True, tone="text3", typed="", detail=t("The internal interest"))

    def unfolds(self, row: Investment, key: str) -> str:
        return f"line:capital:{row.id}" if key == "cost" else ""

    def is_unfilled(self, row: Investment, key: str) -> bool:
        return (key == "source" and not row.source) or (
            key == "department" and row.funding is Funding.DEPARTMENT and row.department is None
        )

    def defaults(self, project: Project) -> Changes:
        first = dt.date(project.settings.planning_year, 1, 1)
        return {
            "category": "technology",
            "method": "linear",
            "starts_on": first.isoformat(),
            "funding": Funding.SHARED.value,
        }

    def change(self, project: Project, changes: Mapping[str, Changes]) -> Edit:
        del project
        return change_each("investments", changes)

    def add(self, project: Project, rows: Sequence[Changes]) -> Edit:
        return add_each("investments", [{**self.defaults(project), **one} for one in rows])

    def remove(self, project: Project, keys: Sequence[str]) -> Edit:
        del project
        return remove_lines("investments", keys)


class AgreedShares(Records):
    """What departments have agreed to carry of idle capacity. Shares need not add up to 1: they are weights."""

    kind = "agreed_shares"
    can_add = False

    def columns(self) -> tuple[Column, ...]:
        t = self.texts
        return (
            Column("name", t("Department"), 260, stretches=True),
            Column("agreed_share", t("Agreed share"), 110, is_number=True),
            Column("of_all", t("Of all"), 80, is_number=True),
        )

    def all(self, project: Project) -> Sequence[tuple[str, Department]]:
        return [(one.id, one) for one in project.departments]

    def cell(self, project: Project, row: Department, key: str) -> Cell:
        t = self.texts
        if key == "name":
            return Cell(row.name, detail=row.name)
        if key == "agreed_share":
            text = exact(t, row.agreed_share, 4)
            return Cell(text, is_number=True, typed=text, is_missing=not row.agreed_share)
        in_all = sum(one.agreed_share for one in project.departments)
        return Cell(t.percent(row.agreed_share / in_all, 1) if in_all else "", is_number=True, tone="text2")

    def is_unfilled(self, row: Department, key: str) -> bool:
        return key == "agreed_share" and not row.agreed_share

    def change(self, project: Project, changes: Mapping[str, Changes]) -> Edit:
        del project
        return change_each("departments", changes)
