"""Why two scenarios differ: their overrides are taken over one at a time, and each gets what then changed.

The order is that of ``OVERRIDES`` and always the same: what moves, how it is met, who does it, what it costs. Each
step is a full run, so the causes of a figure add up to its difference; what two overrides do together stands with
the later of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.analysis.scenarios.comparison import Number, Row, compare_figures, figures_of, less
from workbench.analysis.spoken import level_range, share
from workbench.analysis.words import counted, word
from workbench.edits.scenarios import OVERRIDES
from workbench.model.pause import Pause, nothing
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.text import N_, Message, message


@dataclass(frozen=True)
class Cause:
    """An override and what it does to every row of :class:`Causes`, in their order (None: a figure is missing)."""

    field: str
    what: Message
    differences: tuple[Number | None, ...]


@dataclass(frozen=True)
class Causes:
    """Two scenarios' figures, and the overrides that differ: per row, ``causes`` add up to its difference."""

    rows: tuple[Row, ...]
    causes: tuple[Cause, ...]


def causes(
    project: Project,
    first: str,
    second: str,
    *,
    engine: Engine | None = None,
    progress: Callable[[int, int], None] | None = None,
    pause: Pause = nothing,
) -> Causes:
    """Return what accounts for the differences of the scenario ``second`` from ``first`` (ids or names).

    One run per override that differs, and one; ``engine`` may know the ends already, and is left as it is.
    ``progress`` hears (runs done, in all). Raises ProjectError for a scenario that is not there.
    """
    one, other = find_scenario(project, first), find_scenario(project, second)
    assert one is not None and other is not None  # noqa: S101 - a name was given
    fields = [name for name in OVERRIDES if getattr(one, name) != getattr(other, name)]
    stages = [one]
    for name in fields:
        stages.append(stages[-1].changed(**{name: getattr(other, name)}))
    runs, found = Engine() if engine is None else engine.beside(), []
    for done, stage in enumerate(stages, 1):
        is_known = engine is not None and done == len(stages) > 1
        found.append(figures_of(runs.figures(project, other if is_known else stage, pause=pause)))
        if progress is not None:
            progress(done, len(stages))
    rows = compare_figures(found)
    return Causes(
        rows=tuple(_ends(row) for row in rows),
        causes=tuple(
            Cause(
                field=name,
                what=_told(project, name, stages[at], stages[at + 1]),
                differences=tuple(less(row.values[at + 1], row.values[at]) for row in rows),
            )
            for at, name in enumerate(fields)
        ),
    )


def _ends(row: Row) -> Row:
    """Return ``row`` without the stages between the first and the last."""
    return row._replace(
        values=(row.values[0], row.values[-1]),
        differences=(row.differences[0], row.differences[-1]),
    )


def _told(project: Project, field: str, one: Scenario, other: Scenario) -> Message:
    """Return in words what ``other`` says otherwise than ``one`` in ``field``."""
    if field in _VALUES:
        text, say = _VALUES[field]
        new, old = (say(scenario_terms(project, scenario)) for scenario in (other, one))
        return message(text, new=new, old=old)
    if field == "levels":
        return message(
            N_("Levels {new} instead of {old}"), new=level_range(other.levels), old=level_range(one.levels)
        )
    if field == "through_wave":
        new, old = (_last_wave(project, scenario.through_wave) for scenario in (other, one))
        return message(N_("Waves: {new} instead of {old}"), new=new, old=old)
    if field == "step_overrides":
        before, after = ({step.step: step.decision for step in said.step_overrides} for said in (one, other))
        n = sum(before.get(step) != after.get(step) for step in before.keys() | after.keys())
        return counted(N_("{n} step is decided otherwise"), N_("{n} steps are decided otherwise"), n)
    return message(_TEXTS[field])


def _last_wave(project: Project, wave: str | None) -> Message | str:
    found = next((one.name for one in project.waves if one.id == wave), None)
    return message(N_("all of them")) if found is None else message(N_("as far as {name}"), name=found)


_TEXTS: dict[str, str] = {
    "deflections": N_("Other shares of the cases go to the e-service"),
    "targets": N_("Other service targets"),
    "opening_hours": N_("Other opening hours"),
}
_VALUES: dict[str, tuple[str, Callable[[ScenarioTerms], Any]]] = {
    "handling_time_change": (
        N_("Minutes in customer service changed by {new} instead of {old}"),
        lambda terms: share(terms.flow.handling_time_change),
    ),
    "absence_share": (
        N_("Absence {new} instead of {old}"),
        lambda terms: share(terms.absence_share),
    ),
    "realisable_share": (
        N_("Realisable share {new} instead of {old}"),
        lambda terms: share(terms.realisable_share),
    ),
    "adviser_salary_per_month": (
        N_("Adviser's salary per month {new} instead of {old}"),
        lambda terms: terms.adviser_salary_per_month,
    ),
    "employer_contribution": (
        N_("Employer contribution {new} instead of {old}"),
        lambda terms: share(terms.employer_contribution),
    ),
    "interest_rate": (
        N_("Interest {new} instead of {old}"),
        lambda terms: share(terms.interest_rate),
    ),
    "allocation_key": (
        N_("Readiness is shared by: {new} instead of {old}"),
        lambda terms: word(terms.allocation_key.value),
    ),
    "financing": (
        N_("Way of paying: {new} instead of {old}"),
        lambda terms: word(terms.financing.value),
    ),
}
"""How an override is told, and the value that holds, be it the scenario's own or the project's."""
