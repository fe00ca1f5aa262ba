"""The year that a volume stands for, worked out as the results do, at once and without waiting for them."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.demand.calendar import open_year
from workbench.analysis.demand.volume_year import DemandBasis, counting_volumes, demand_basis, yearly_volume
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.model.case_types import CaseType, Scope
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Counts, Profile, Source, Volume


@dataclass(frozen=True)
class VolumeRow:
    """A volume with its year: in what it counts, and as contacts. ``counts``: it is one that results use."""

    volume: Volume
    yearly: float | None
    contacts: float | None
    is_used: bool


class Years:
    """Works out years for one project; what does not change with a volume is kept between calls."""

    def __init__(self) -> None:
        self._memo = Memo()

    def rows(self, project: Project, scenario: str | None, case_type: CaseType) -> tuple[VolumeRow, ...]:
        """Return the volumes of ``case_type`` with their years, in its order."""
        used = {id(one) for some in counting_volumes(case_type.volumes).values() for one in some}
        per_case = case_type.contacts_per_case or 1.0
        found = []
        for volume in case_type.volumes:
            yearly = self.yearly(project, scenario, case_type, volume)
            contacts = yearly
            if yearly is not None and volume.counts is Counts.CASES:
                contacts = yearly * per_case
            found.append(VolumeRow(volume, yearly, contacts, id(volume) in used))
        return tuple(found)

    def yearly(
        self, project: Project, scenario: str | None, case_type: CaseType, volume: Volume
    ) -> float | None:
        """Return the mean of ``volume`` per planning year in what it counts; None where nothing can be said."""
        terms, basis = self.terms(project, scenario)
        pool = terms.pool_of(volume.channel)
        if not pool.opening_hours:
            return None
        return yearly_volume(volume, pool, basis.profile_of(case_type), basis)

    def open_days(self, project: Project, scenario: str | None, channel: Channel) -> int | None:
        """Return the open days of ``channel`` in the planning year; None where it is never open."""
        terms, _ = self.terms(project, scenario)
        hours = terms.pool_of(channel).opening_hours
        return len(open_year(terms.country, terms.planning_year, hours).dates) if hours else None

    def profile(self, project: Project, scenario: str | None, case_type: CaseType) -> Profile:
        """Return the profile that holds for ``case_type``: its own, the project's, or a flat one."""
        return self.terms(project, scenario)[1].profile_of(case_type)

    def terms(self, project: Project, scenario: str | None) -> tuple[ScenarioTerms, DemandBasis]:
        """Return what holds in the scenario, made anew only where something other than a case type changed."""
        inputs = (
            project.settings,
            project.municipality,
            project.pools,
            project.profiles,
            project.scenarios,
            project.units,
            project.waves,
            scenario,
        )

        def make() -> tuple[ScenarioTerms, DemandBasis]:
            try:
                found = find_scenario(project, scenario) if project.scenarios else None
            except ProjectError:
                found = None
            terms = scenario_terms(project, found, self._memo)
            return terms, demand_basis(project, terms)

        return self._memo.once("terms", inputs, make)


def state_of(case_type: CaseType) -> str:
    """Return "missing", "guess" (a figure that counts is one), "out" (of scope) or "ok"."""
    if case_type.scope is Scope.OUT:
        return "out"
    if not case_type.volumes:
        return "missing"
    if not any(one.source is Source.GUESS for one in case_type.volumes):
        return "ok"
    counting = counting_volumes(case_type.volumes).values()
    return "guess" if any(volumes[0].source is Source.GUESS for volumes in counting) else "ok"
