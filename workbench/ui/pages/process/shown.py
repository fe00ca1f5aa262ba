"""What the Process page shows of one case type, as a value: rows, map, figures. Worked out at once after an edit.

The results of the whole project come later, in the background; one case type's process is cheap enough not to wait
for them. Findings come with the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workbench.analysis.demand.volume_year import counting_volumes, demand_basis, year_of, yearly_volume
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.process.flow import flow_of
from workbench.analysis.process.views import ProcessViews, StepRow, View, views_of, without_proposed
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Clause, Finding
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.export.process_maps import CUSTOMER_SERVICE, DEPARTMENT, Performer, map_of
from workbench.export.swimlane import ProcessMap
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import Flow, Step
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.text import Message, NotCalculable, ProjectError
from workbench.model.volumes import Counts, Source

ViewName = Literal["today", "proposed", "difference"]


@dataclass(frozen=True)
class ShownStep:
    """A step as the page shows it in one of the three views; equal values look alike."""

    step: Step
    row: StepRow
    view: ViewName
    performer: str
    performer_before: str
    is_decision: bool
    is_loop: bool
    finding: Finding | None
    has_boundary: bool

    @property
    def id(self) -> str:
        """The step's id."""
        return self.step.id


class YearlyVolume(NamedTuple):
    """Cases a year, their range, and where the figure comes from (None: nobody has said anything)."""

    cases: float
    low: float
    high: float
    source: Source | None


@dataclass(frozen=True)
class Shown:
    """A case type in one view. ``problem``: why there are no figures (a process without an end)."""

    case_type: CaseType
    view: ViewName
    views: ProcessViews
    steps: tuple[ShownStep, ...]
    process: ProcessMap
    volume: YearlyVolume | None
    problem: Message | None

    @property
    def whole(self) -> View:
        """The figures of the view; in the difference those of the proposal."""
        return self.views.today if self.view == "today" else self.views.proposed

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The flows across the boundary, which there is none of today."""
        return () if self.view == "today" or self.problem else self.views.clauses

    @property
    def cases(self) -> float:
        """Cases a year that the figures of the view hold for."""
        return self.views.cases_per_year if self.view == "today" else self.views.cases_reaching

    def step(self, wanted: str) -> ShownStep | None:
        """Return the step with that id, if it is in the view."""
        return next((one for one in self.steps if one.id == wanted), None)


class Looker:
    """Works out what is shown, and keeps between edits what they rarely change."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._memo = Memo()

    def terms(self, project: Project, scenario: str | None) -> ScenarioTerms:
        """Return what holds in the scenario (None: the chosen one)."""
        return scenario_terms(project, _scenario(project, scenario), self._memo)

    def shown(
        self,
        project: Project,
        scenario: str | None,
        case_type: CaseType,
        view: ViewName,
        findings: Mapping[str, Finding],
        *,
        counts: bool,
    ) -> Shown:
        """Return ``case_type`` in ``view``; ``findings`` are the gravest by step.

        ``counts``: volumes are worked out too. The first time that reads tables of public holidays (over a
        second), so it is left to the background.
        """
        terms = self.terms(project, scenario)
        views, problem = _views(project, case_type, terms, counts=counts)
        seen = without_proposed(case_type) if view == "today" else case_type
        names = _Names(project, case_type, self.texts)
        rows = {row.step: row for row in views.rows}
        targets = _targets(seen.flows)
        order = {step.id: at for at, step in enumerate(seen.steps)}
        steps = []
        for at, step in enumerate(seen.steps):
            row = rows[step.id]
            following = rows[seen.steps[at + 1].id] if at + 1 < len(seen.steps) else None
            steps.append(
                ShownStep(
                    step,
                    row,
                    view,
                    names.today(row) if view == "today" else names.after(row),
                    names.today(row),
                    len(targets.get(step.id, ())) > 1,
                    any(order[one] <= at for one in targets.get(step.id, ())),
                    findings.get(step.id),
                    view != "today"
                    and following is not None
                    and following.is_in_customer_service is not row.is_in_customer_service,
                )
            )
        process = _map(seen, views, view, names, self.texts)
        volume = _volume(project, case_type, terms) if counts else None
        return Shown(case_type, view, views, tuple(steps), process, volume, problem)


def gravest_by_step(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    """Return the gravest finding of every step; ``findings`` are gravest first, as results give them."""
    found: dict[str, Finding] = {}
    for one in findings:
        if one.place.startswith("case_types.steps"):
            found.setdefault(one.within[1] if len(one.within) > 1 else one.id, one)
    return found


def _scenario(project: Project, wanted: str | None) -> Scenario | None:
    try:
        return find_scenario(project, wanted)
    except ProjectError:
        return None


def _views(
    project: Project, case_type: CaseType, terms: ScenarioTerms, *, counts: bool
) -> tuple[ProcessViews, Message | None]:
    """Return the views, or those of the bare steps and why the process itself has none."""
    try:
        return _views_of(project, case_type, flow_of(case_type, terms), terms, counts=counts), None
    except NotCalculable as found:
        problem = found.message
    bare = case_type.changed(flows=())
    return _views_of(project, bare, flow_of(bare, terms), terms, counts=counts), problem


def _views_of(
    project: Project, case_type: CaseType, flow: CaseTypeFlow, terms: ScenarioTerms, *, counts: bool
) -> ProcessViews:
    if counts:
        year = year_of(case_type, flow, terms, demand_basis(project, terms))
    else:
        year = CaseTypeDemand(case_type.id, case_type.department, False, 0.0, 0.0, 0.0, ())
    change = terms.flow.handling_time_change
    return views_of(case_type, flow, year, change, are_p10_p90=terms.flow.are_p10_p90)


class _Names:
    """Who does a step, in words and as a lane."""

    def __init__(self, project: Project, case_type: CaseType, texts: Texts) -> None:
        self._units = {unit.id: unit.name for unit in project.units}
        self.department = next(
            (one.name for one in project.departments if one.id == case_type.department), ""
        )
        self.service = project.municipality.customer_service_name or texts("Customer service")

    def today(self, row: StepRow) -> str:
        return self._units.get(row.unit_today or "", self.department)

    def after(self, row: StepRow) -> str:
        if row.is_in_customer_service:
            return self.service
        return self._units.get(row.unit_after or "", self.department)

    def performer_today(self, row: StepRow) -> Performer:
        return Performer(row.unit_today or DEPARTMENT, self.today(row), moved=True)

    def performer_after(self, row: StepRow) -> Performer:
        if row.is_in_customer_service:
            return Performer(CUSTOMER_SERVICE, self.service, moved=True)
        return Performer(row.unit_after or DEPARTMENT, self.after(row))


def _map(case_type: CaseType, views: ProcessViews, view: ViewName, names: _Names, texts: Texts) -> ProcessMap:
    """Return the map of a view. Today nothing is customer service's: no lane is tinted, and there is no boundary."""
    rows = {row.step: row for row in views.rows}
    is_today = view == "today"
    performers = {
        step.id: names.performer_today(rows[step.id]) if is_today else names.performer_after(rows[step.id])
        for step in case_type.steps
    }
    clauses = {} if is_today else {one.flow: str(one.number) for one in views.clauses}
    marks: dict[str, tuple[str, bool]] = {}
    for step in case_type.steps:
        change = rows[step.id].change
        is_gone = change in ("dropped", "e_service")
        if (view == "difference" and change != "kept") or (is_gone and not is_today):
            marks[step.id] = (change_word(change, texts), is_gone)
    return map_of(case_type, performers, clauses, names.department, marks)


def change_word(change: str, texts: Texts) -> str:
    """Return what becomes of a step, in a word."""
    if change == "moved":
        return texts("moved")
    if change == "dropped":
        return texts("dropped")
    if change == "e_service":
        return texts("e-service")
    if change == "new":
        return texts("new")
    return texts("kept")


CHANGE_ICONS = {
    "kept": "minus",
    "moved": "arrow-top-right",
    "dropped": "close",
    "e_service": "web",
    "new": "plus",
}


def _targets(flows: tuple[Flow, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for flow in flows:
        if flow.target not in found.setdefault(flow.source, []):
            found[flow.source].append(flow.target)
    return found


def _volume(project: Project, case_type: CaseType, terms: ScenarioTerms) -> YearlyVolume:
    """Return cases a year with the range that follows from the lows and highs that were said."""
    basis = demand_basis(project, terms)
    profile = basis.profile_of(case_type)
    per_case = case_type.contacts_per_case or 1.0
    cases = low = high = 0.0
    sources: list[Source] = []
    for (channel, _), volumes in counting_volumes(case_type.volumes).items():
        pool = terms.pool_of(channel)
        for volume in volumes:
            sources.append(volume.source)
            parts = []
            for figure in (volume.low, volume.likely, volume.high):
                point = volume.changed(low=figure, likely=figure, high=figure)
                parts.append(yearly_volume(point, pool, profile, basis) or 0.0)
            share = 1.0 if volume.counts is Counts.CASES else 1 / per_case
            middle = yearly_volume(volume, pool, profile, basis) or 0.0
            low, cases, high = low + parts[0] * share, cases + middle * share, high + parts[2] * share
    worst = max(sources, key=list(Source).index) if sources else None
    return YearlyVolume(cases, low, high, worst)
