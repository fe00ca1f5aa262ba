"""Scenarios side by side, and which override accounts for which difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.analysis.small_project import small_project
from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.causes import Causes, causes
from workbench.analysis.scenarios.comparison import NAMES, Number, compare_results
from workbench.analysis.spoken import level_range
from workbench.edits import scenarios
from workbench.model.project import Project
from workbench.model.scenarios import Deflection, FinancingModel, Scenario
from workbench.model.service import ServiceTarget
from workbench.model.volumes import Channel


@pytest.fixture(scope="module")
def project() -> Project:
    project = small_project()
    base = Scenario(id="base", name="Base", levels=(1,))
    far = Scenario(
        id="far",
        name="Far",
        levels=(1, 2, 3),
        deflections=(Deflection(channel=Channel.PHONE, share=0.2),),
        handling_time_change=0.15,
        targets=(ServiceTarget(channel=Channel.PHONE, share=0.95),),
        absence_share=0.3,
        adviser_salary_per_month=Decimal(41000),
        employer_contribution=0.401,
        financing=FinancingModel.D_CENTRAL,
    )
    return project.changed(scenarios=(*project.scenarios, base, far))


@pytest.fixture(scope="module")
def found(project: Project) -> Causes:
    return causes(project, "base", "far")


def added(some: list[Number | None]) -> Number:
    known = [one for one in some if one is not None]
    return sum(known, start=type(known[0])(0)) if known else 0


def gap(found: Causes) -> float:
    """Return how far, at most, the causes of a figure are from its difference."""
    return max(
        float(abs(added([cause.differences[at] for cause in found.causes]) - (row.differences[-1] or 0)))
        for at, row in enumerate(found.rows)
        if row.differences[-1] is not None
    )


def test_causes_of_every_figure_add_up_to_its_difference(found: Causes) -> None:
    assert [one.field for one in found.causes] == [
        "levels", "deflections", "handling_time_change", "targets", "absence_share",
        "adviser_salary_per_month", "employer_contribution", "financing",
    ]  # fmt: skip
    assert gap(found) < 1e-9
    for at, row in enumerate(found.rows):
        if row.unit == "currency":
            differences = [one.differences[at] for one in found.causes]
            assert added(differences) == row.differences[-1], "to the öre"
            assert all(isinstance(one, Decimal) for one in differences)
    moving = {one.field: one.differences for one in found.causes}
    keys = [row.key for row in found.rows]
    assert moving["levels"][keys.index("hours_taken")] != 0
    at = keys.index("fte_total")
    assert any(moving["handling_time_change"])
    assert moving["absence_share"][at] != 0
    assert moving["adviser_salary_per_month"][at] == 0, "money moves no people"


def test_a_cause_left_out_is_noticed(found: Causes) -> None:
    assert gap(Causes(found.rows, found.causes[1:])) > 1


def test_the_ends_are_what_each_scenario_gives(project: Project, found: Causes) -> None:
    engine = Engine()
    side_by_side = compare_results([engine.results(project, name) for name in ("base", "far")])
    assert [row.values for row in side_by_side] == [row.values for row in found.rows]
    assert {row.key for row in side_by_side} <= set(NAMES)
    assert {row.department for row in side_by_side} == {None, *(one.id for one in project.departments)}


def test_an_override_says_what_it_is_instead_of(found: Causes) -> None:
    said = {one.field: str(one.what) for one in found.causes}
    assert said["levels"] == "Levels 1-3 instead of 1"
    assert said["absence_share"].startswith("Absence 30 % instead of")
    assert said["employer_contribution"].startswith("Employer contribution 40.1 % instead of 44.53")
    assert said["financing"] == "Way of paying: D. Central funding instead of C. Fixed part and unit price"
    assert level_range((1, 2, 3, 5)) == "1-3, 5"
    assert level_range(()) == "-"


def test_every_override_has_words(project: Project) -> None:
    """A new override without words would break the list of causes when somebody uses it."""
    from workbench.analysis.scenarios.causes import _told

    one, other = project.scenarios[-2:]
    assert all(str(_told(project, field, one, other)) for field in scenarios.OVERRIDES)


def test_progress_counts_runs_and_a_pause_may_end_them(project: Project) -> None:
    heard: list[tuple[int, int]] = []
    causes(project, "base", "narrow", progress=lambda done, total: heard.append((done, total)))
    assert heard == [(done, heard[-1][1]) for done in range(1, heard[-1][1] + 1)]

    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    with pytest.raises(StopError):
        causes(project, "base", "far", pause=stop)
