"""Projects with doubt, and a draw of one as a project of its own, which the engine can calculate."""

from __future__ import annotations

from typing import Any

from tests.analysis.small_project import small_project
from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.analysis.uncertainty.case_year import FOLLOW_UP, case_of
from workbench.analysis.uncertainty.chances import Chances
from workbench.analysis.uncertainty.run import CORRELATION, Run
from workbench.model.project import Project
from workbench.model.volumes import Estimate, Source, Volume


def spread_out(said: Any, wide: float, source: Source = Source.GUESS) -> Any:
    """Return a volume or estimate with ends ``wide`` times below and above what is likely."""
    return said.changed(low=said.likely / wide, high=said.likely * wide, source=source)


def with_doubt(project: Project, wide: float = 2.0, source: Source = Source.GUESS) -> Project:
    """Return ``project`` with doubt about every volume and every step's minutes."""
    case_types = tuple(
        one.changed(
            volumes=tuple(spread_out(volume, wide, source) for volume in one.volumes),
            steps=tuple(
                step.changed(
                    **{
                        name: spread_out(said, wide, source)
                        for name in ("minutes_today", "minutes_in_customer_service")
                        if (said := getattr(step, name)) is not None
                    }
                )
                for step in one.steps
            ),
            follow_up_minutes=one.follow_up_minutes and spread_out(one.follow_up_minutes, wide, source),
        )
        for one in project.case_types
    )
    return project.changed(case_types=case_types)


def small_doubtful(wide: float = 2.0) -> Project:
    """Return the small project with doubt about everything in it."""
    return with_doubt(small_project(), wide)


def run_of(
    project: Project, draws: int, seed: int = 1, results: Results | None = None, cells_at_once: int = 16_384
) -> Run:
    """Return a run over ``project``'s chosen scenario."""
    found = results or Engine().results(project)
    return Run(project, None, found, Chances(seed, draws, CORRELATION), None, cells_at_once)


def as_drawn(run: Run, draw: int) -> Project:
    """Return the project of ``run`` with every figure as draw number ``draw`` (from 1) has it, and nothing in doubt."""
    of = (run.project.case_types, run.results.flows, run.results.demand.case_types)
    changed = []
    for case_type, flow, year in zip(*of, strict=True):
        case, made = case_of(case_type, flow, year, run.terms, run.basis), case_type
        for drawn in case.drawn:
            factor = float(run.chances.factors(drawn.key, drawn.kind, drawn.chance)[draw])
            made = _drawn(made, drawn, factor, are_p10_p90=run.basis.are_p10_p90)
        changed.append(made)
    return run.project.changed(case_types=tuple(changed))


def _drawn(case_type: Any, drawn: Any, factor: float, *, are_p10_p90: bool) -> Any:
    from workbench.analysis.demand.estimates import mean_of

    said = drawn.said
    figure = mean_of(said.low, said.likely, said.high, are_p10_p90) * factor
    certain = said.changed(low=figure, likely=figure, high=figure)
    if isinstance(said, Volume):
        return case_type.changed(
            volumes=tuple(certain if one.id == said.id else one for one in case_type.volumes)
        )
    assert isinstance(said, Estimate)
    if drawn.field == FOLLOW_UP:
        return case_type.changed(follow_up_minutes=certain)
    return case_type.changed(
        steps=tuple(
            step.changed(**{drawn.field: certain}) if step.id == drawn.step.id else step
            for step in case_type.steps
        )
    )
