"""A project and its results, looked up by id: what every document builder starts from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Results, StepFlow
from workbench.export.editions import is_external
from workbench.locale import Texts
from workbench.model.case_types import CaseType, Scope
from workbench.model.knowledge import Checklist, Faq
from workbench.model.organisation import Department, Person, Unit
from workbench.model.project import Project


@dataclass(frozen=True)
class Source:
    """What a document is made from: a project (or its external edition), results, and a language.

    ``results`` were calculated from the whole project, whatever edition ``project`` is.
    """

    project: Project
    results: Results
    texts: Texts

    @property
    def is_external(self) -> bool:
        """Whether only what may leave the house is at hand."""
        return is_external(self.project)

    @property
    def customer_service(self) -> str:
        """The name of the common customer service."""
        return self.project.municipality.customer_service_name or self.texts("Customer service")

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.project.units}

    @cached_property
    def departments(self) -> dict[str, Department]:
        """Departments by id."""
        return {department.id: department for department in self.project.departments}

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Persons by id; in the external edition only public ones."""
        return {person.id: person for person in self.project.persons}

    @cached_property
    def flows(self) -> dict[str, CaseTypeFlow]:
        """Results of the process by case type id."""
        return {flow.case_type: flow for flow in self.results.flows}

    @cached_property
    def step_flows(self) -> dict[str, StepFlow]:
        """Results by step id."""
        return {step.id: step for flow in self.results.flows for step in flow.steps}

    @cached_property
    def demands(self) -> dict[str, CaseTypeDemand]:
        """A year's demand by case type id."""
        return {demand.case_type: demand for demand in self.results.demand.case_types}

    @cached_property
    def _by_department(self) -> dict[str, tuple[CaseType, ...]]:
        return _grouped(self.project.case_types, lambda one: one.department)

    @cached_property
    def _checklists(self) -> dict[str, tuple[Checklist, ...]]:
        return _grouped(self.project.checklists, lambda one: one.case_type)

    @cached_property
    def _faqs(self) -> dict[str, tuple[Faq, ...]]:
        return _grouped(self.project.faqs, lambda one: one.department)

    def case_types(self, department: str) -> tuple[CaseType, ...]:
        """Return the case types of a department, in the project's order."""
        return self._by_department.get(department, ())

    def moving(self, department: str) -> tuple[CaseType, ...]:
        """Return the department's case types of which at least one step moves."""
        return tuple(one for one in self.case_types(department) if self.moves(one))

    def moves(self, case_type: CaseType) -> bool:
        """Tell whether a step of ``case_type`` moves in this scenario."""
        flow = self.flows.get(case_type.id)
        in_scope = case_type.scope is not Scope.OUT
        return in_scope and flow is not None and any(step.disposition == "moves" for step in flow.steps)

    def checklists(self, case_type: str) -> tuple[Checklist, ...]:
        """Return the checklists of a case type."""
        return self._checklists.get(case_type, ())

    def faqs(self, department: str) -> tuple[Faq, ...]:
        """Return the FAQs of a department."""
        return self._faqs.get(department, ())

    def unit_name(self, unit: str | None, otherwise: str = "") -> str:
        """Return a unit's name, or ``otherwise``."""
        return self.units[unit].name if unit in self.units else otherwise

    def person(self, person: str | None) -> str:
        """Return a person's name and title, or "" where there is none to be named."""
        if person not in self.persons:
            return ""
        found = self.persons[person]
        return f"{found.name}, {found.title}" if found.title else found.name


def _grouped(items: tuple[Any, ...], key: Any) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}
