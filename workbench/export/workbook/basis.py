"""What both workbooks are made from: the source, the terms that hold in its scenario, and other volumes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from workbench.analysis.money import VOLUME_FACTORS
from workbench.analysis.money.work import Work, work_of
from workbench.analysis.people.staffing import plan_staffing, scaled
from workbench.analysis.results import Results, Staffing
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.costs import AdviserCost
from workbench.model.project import Project

LOW, PLAN, HIGH = VOLUME_FACTORS


@dataclass(frozen=True)
class Basis:
    """A source with what its scenario means. ``number_of`` counts departments from 1, in their order."""

    source: Source

    @property
    def project(self) -> Project:
        """The project."""
        return self.source.project

    @property
    def results(self) -> Results:
        """What the program computed."""
        return self.source.results

    @property
    def texts(self) -> Texts:
        """The language of the workbook."""
        return self.source.texts

    @cached_property
    def terms(self) -> ScenarioTerms:
        """The terms of the results' scenario."""
        wanted = self.results.scenario
        return scenario_terms(
            self.project, next((one for one in self.project.scenarios if one.id == wanted), None)
        )

    @property
    def adviser_cost(self) -> AdviserCost:
        """Salaries, overhead and who leads."""
        return self.project.settings.adviser_cost

    @cached_property
    def work(self) -> Work:
        """What customer service does for whom, per case type and channel."""
        return work_of(self.results.demand)

    @cached_property
    def number_of(self) -> dict[str | None, int]:
        """The number that stands for a department in formulas: names may be alike, numbers are not."""
        return {one.id: n for n, one in enumerate(self.project.departments, start=1)}

    @cached_property
    def case_type_names(self) -> dict[str, str]:
        """Names of case types by id."""
        return {one.id: one.name for one in self.project.case_types}

    @cached_property
    def _staffing(self) -> dict[Decimal, Staffing]:
        return {}

    def staffing(self, factor: Decimal) -> Staffing:
        """Return the staffing for the planned volume x ``factor``, planned anew by the queue engine."""
        if factor == PLAN:
            return self.results.staffing
        if factor not in self._staffing:
            year = scaled(self.results.demand, float(factor))
            self._staffing[factor] = plan_staffing(self.terms, self.adviser_cost, year, hours_only=True)
        return self._staffing[factor]

    def pool_name(self, name: str) -> str:
        """Return a pool's name, or the customer service's where it has none."""
        return name or self.source.customer_service
