"""Rates that hold from a day on, as rows: employer contributions and internal interest, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from workbench.edits import Edit
from workbench.edits.costs import set_rates
from workbench.locale import Texts
from workbench.model.costs import DatedRate
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.ui.pages.costs.records import Changes, Records
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figures import written_share


class DatedRates(Records):
    """A rate that holds from a day on. ``field`` of the settings holds them; a row's key is its day."""

    needs = ("holds_from", "rate")

    def __init__(self, texts: Texts, field: str) -> None:
        super().__init__(texts)
        self.field = self.kind = field

    def columns(self) -> tuple[Column, ...]:
        t = self.texts
        return (
            Column("holds_from", t("Holds from"), 96),
            Column("rate", t("Rate"), 72, is_number=True),
            Column("holds", t("Which one"), 120),
            Column("source", t("Source"), 110, stretches=True),
        )

    def reads(self, project: Project) -> tuple[object, ...]:
        return (project.settings,)

    def rates(self, project: Project) -> tuple[DatedRate, ...]:
        """Return the rates as the project has them."""
        found: tuple[DatedRate, ...] = getattr(project.settings, self.field)
        return found

    def all(self, project: Project) -> Sequence[tuple[str, DatedRate]]:
        return [(one.holds_from.isoformat(), one) for one in self.rates(project)]

    def cell(self, project: Project, row: DatedRate, key: str) -> Cell:
        t = self.texts
        if key == "rate":
            text = written_share(t, row.rate)
            return Cell(text, is_number=True, typed=text)
        if key == "holds":
            return self._holds(project, row)
        if key == "source" and not row.source:
            return Cell(t("missing"), is_missing=True, typed="")
        return self.typed_cell(project, row, key)

    def _holds(self, project: Project, row: DatedRate) -> Cell:
        year = project.settings.planning_year
        if holding(self.rates(project), year) is not row:
            return EMPTY
        return Cell(self.texts("holds in {year}", year=str(year)), icon="check", icon_tone="ok")

    def is_unfilled(self, row: DatedRate, key: str) -> bool:
        return key == "source" and not row.source

    def defaults(self, project: Project) -> Changes:
        return {"holds_from": dt.date(project.settings.planning_year, 1, 1).isoformat()}

    def change(self, project: Project, changes: Mapping[str, Changes]) -> Edit:
        made = [
            one.changed_from_json(changes.get(one.holds_from.isoformat(), {})) for one in self.rates(project)
        ]
        return self._set(made)

    def add(self, project: Project, rows: Sequence[Changes]) -> Edit:
        new = [DatedRate.from_json(one) for one in rows]
        return self._set([*self.rates(project), *new])

    def remove(self, project: Project, keys: Sequence[str]) -> Edit:
        return self._set([one for one in self.rates(project) if one.holds_from.isoformat() not in keys])

    def _set(self, rates: Sequence[DatedRate]) -> Edit:
        days = [one.holds_from for one in rates]
        if len(set(days)) != len(days):
            raise ProjectError(message(N_("Two rates cannot hold from the same day.")))
        return set_rates(self.field, rates)


def holding(rates: Sequence[DatedRate], year: int) -> DatedRate | None:
    """Return the rate that holds on the first day of ``year``: the newest until then, else the earliest there is."""
    in_order = sorted(rates, key=lambda one: one.holds_from)
    until = [one for one in in_order if one.holds_from <= dt.date(year, 1, 1)]
    return until[-1] if until else next(iter(in_order), None)


contributions = partial(DatedRates, field="employer_contributions")
interests = partial(DatedRates, field="interest_rates")
