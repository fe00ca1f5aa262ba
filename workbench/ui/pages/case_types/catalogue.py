"""The table's model over case types, and what its columns show, sort by and take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Results
from workbench.model.case_types import CaseType, ExternalCode, Scope
from workbench.model.identity import differing
from workbench.model.process import Step
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel

_FEW = 200
"""Up to so many rows are painted anew by themselves; beyond, all are."""
EDITABLE = ("name", "department", "unit", "owner", "codes", "scope", "wave", "synonyms")


def state_of(case_type: CaseType, missing: Sequence[str]) -> str:
    """Return "out", "whole" (not divided yet), "missing" or "complete"."""
    if case_type.scope is Scope.OUT:
        return "out"
    if len(case_type.steps) <= 1 and not any(step.level for step in case_type.steps):
        return "whole"
    return "missing" if missing else "complete"


def minutes_per_case(flow: CaseTypeFlow) -> float | None:
    """Return today's minutes per case over all steps, weighted by how often each is done; None: a step has none."""
    total = 0.0
    for step in flow.steps:
        if step.minutes_today is None:
            return None
        total += step.visits * step.minutes_today
    return total


def levels_of(steps: Sequence[Step]) -> tuple[int, ...]:
    """Return the steps' levels in order, those without one left out."""
    return tuple(step.level for step in steps if step.level is not None)


def written_codes(codes: Sequence[ExternalCode]) -> str:
    """Return codes as they are typed: "KLE 01.02.03; own A7"."""
    return "; ".join(f"{one.scheme} {one.code}".strip() for one in codes)


def read_codes(text: str) -> list[dict[str, str]]:
    """Return the codes that ``text`` names; a code without a scheme belongs to the municipality's own."""
    found = []
    for part in text.split(";"):
        words = part.split(maxsplit=1)
        if len(words) == 2:
            found.append({"scheme": words[0], "code": words[1].strip()})
        elif words:
            found.append({"scheme": "own", "code": words[0]})
    return found


class Names:
    """Names by id of what case types refer to; made anew when one of those collections is another."""

    def __init__(self, project: Project) -> None:
        self.departments = {one.id: one.name for one in project.departments}
        self.units = {one.id: one.name for one in project.units}
        self.persons = {one.id: one.name for one in project.persons}
        self.waves = {one.id: one.name for one in project.waves}
        self.sources = (project.departments, project.units, project.persons, project.waves)

    def fits(self, project: Project) -> bool:
        """Tell whether these are still the names of ``project``."""
        now = (project.departments, project.units, project.persons, project.waves)
        return all(one is other for one, other in zip(self.sources, now, strict=True))


class Catalogue(TableModel):
    """Rows are case types. ``take`` makes an edit of what was typed."""

    def __init__(self, look: Look, project: Project, take: Callable[[CaseType, str, str], bool]) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("name", t("Case type"), 240, stretches=True),
                Column("department", t("Department"), 124),
                Column("unit", t("Unit"), 130),
                Column("levels", t("Levels"), 130),
                Column("volume", t("Cases/year"), 96, is_number=True),
                Column("minutes", t("Min"), 64, is_number=True, hint=t("Minutes per case today, all steps")),
                Column("state", t("State"), 140),
                Column("owner", t("Owner"), 120),
                Column("codes", t("Codes"), 110),
                Column("scope", t("Scope"), 90),
                Column("wave", t("Wave"), 90),
                Column("synonyms", t("Other words"), 140),
            ),
        )
        self._take = take
        self.names = Names(project)
        self._flows: dict[str, CaseTypeFlow] = {}
        self._demand: dict[str, CaseTypeDemand] = {}
        self._shown: tuple[tuple[CaseTypeFlow, ...], tuple[CaseTypeDemand, ...]] = ((), ())

    def show_results(self, results: Results) -> None:
        """Show figures that belong to the rows; after an edit only those of a few rows are other ones."""
        before, self._shown = self._shown, (results.flows, results.demand.case_types)
        gone, flows = differing(before[0], self._shown[0])
        gone_years, years = differing(before[1], self._shown[1])
        for flow in gone:
            self._flows.pop(flow.case_type, None)
        for year in gone_years:
            self._demand.pop(year.case_type, None)
        self._flows.update((one.case_type, one) for one in flows)
        self._demand.update((one.case_type, one) for one in years)
        others = {one.case_type for one in flows} | {one.case_type for one in years}
        if len(others) > _FEW:
            self.refresh()
        elif others:
            self.refresh_rows(lambda row: row.id in others)

    def missing(self, case_type: CaseType) -> tuple[str, ...]:
        """Return what the figures lack of ``case_type``."""
        flow = self._flows.get(case_type.id)
        return flow.missing if flow is not None else ()

    def scope_words(self, scope: Scope) -> str:
        """Return the word for a scope."""
        t = self.look.texts
        return {Scope.IN: t("in"), Scope.OUT: t("out"), Scope.OPEN: t("open")}[scope]

    def state_cell(self, case_type: CaseType) -> Cell:
        """Return how far a case type has come, as icon and word."""
        t, missing = self.look.texts, self.missing(case_type)
        state = state_of(case_type, missing)
        if state == "out":
            return Cell(t("Out of scope"), icon="minus", tone="text2")
        if state == "whole":
            return Cell(t("Not divided yet"), icon="circle-outline", tone="text2")
        if state == "complete":
            return Cell(t("Complete"), icon="check", icon_tone="ok")
        kinds = {one.partition(":")[0] for one in missing}
        words = {
            "steps": t("steps"),
            "volume": t("volume"),
            "level": t("levels"),
            "minutes": t("minutes"),
            "minutes_in_customer_service": t("minutes"),
        }
        listed = ", ".join(dict.fromkeys(words[one] for one in sorted(kinds) if one in words))
        text = t("Lacks {what}", what=listed)
        return Cell(text, icon="circle-half-full", icon_tone="warning", tone="text2", detail=text)

    def cell(self, row: Any, column: Column) -> Cell:
        case_type: CaseType = row
        if column.key == "name":
            return Cell(case_type.name, is_strong=True, typed=case_type.name, detail=case_type.description)
        if column.key == "levels":
            levels = levels_of(case_type.steps)
            if not levels:
                return Cell(self.look.texts("missing"), is_missing=True)
            return Cell(levels=levels)
        if column.key == "state":
            return self.state_cell(case_type)
        if column.key in ("volume", "minutes"):
            return self._figure(case_type, column.key)
        text = self.plain(case_type, column.key)
        return Cell(text, tone="text2" if column.key != "unit" else "text", typed=text, detail=text)

    def _figure(self, case_type: CaseType, key: str) -> Cell:
        t = self.look.texts
        if key == "volume":
            demand = self._demand.get(case_type.id)
            if demand is None or not case_type.volumes:
                return Cell(t("missing"), is_missing=True, is_number=True)
            return Cell(t.number(demand.cases_per_year), is_number=True)
        flow = self._flows.get(case_type.id)
        minutes = minutes_per_case(flow) if flow is not None else None
        if minutes is None:
            return Cell(t("missing"), is_missing=True, is_number=True)
        return Cell(t.number(minutes, 1), is_number=True)

    def plain(self, case_type: CaseType, key: str) -> str:
        """Return what a column of words shows, and what its editor starts with."""
        names = self.names
        values: dict[str, Callable[[], str]] = {
            "name": lambda: case_type.name,
            "department": lambda: names.departments.get(case_type.department, ""),
            "unit": lambda: names.units.get(case_type.unit or "", ""),
            "owner": lambda: names.persons.get(case_type.owner or "", ""),
            "codes": lambda: written_codes(case_type.codes),
            "scope": lambda: self.scope_words(case_type.scope),
            "wave": lambda: names.waves.get(case_type.wave or "", ""),
            "synonyms": lambda: "; ".join(case_type.synonyms),
        }
        return values[key]()

    def sort_key(self, case_type: CaseType, key: str) -> Any:
        """Return what rows are ordered by in a column; what is missing comes last."""
        if key == "levels":
            levels = levels_of(case_type.steps)
            return (not levels, levels)
        if key == "volume":
            demand = self._demand.get(case_type.id)
            return (demand is None, -(demand.cases_per_year if demand else 0.0))
        if key == "minutes":
            flow = self._flows.get(case_type.id)
            minutes = minutes_per_case(flow) if flow else None
            return (minutes is None, -(minutes or 0.0))
        if key == "state":
            order = ("whole", "missing", "complete", "out")
            return order.index(state_of(case_type, self.missing(case_type)))
        text = self.plain(case_type, key).casefold()
        return (not text, text)

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the names that a column's cells can hold; empty: any text."""
        names = self.names
        known = {
            "department": names.departments,
            "unit": names.units,
            "owner": names.persons,
            "wave": names.waves,
        }
        if key == "scope":
            return tuple(self.scope_words(one) for one in Scope)
        return tuple(dict.fromkeys(known[key].values())) if key in known else ()

    def typed(self, row: Any, column: Column, text: str) -> bool:
        return self._take(row, column.key, text)
