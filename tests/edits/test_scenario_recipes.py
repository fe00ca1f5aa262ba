"""What the recipes for scenarios do to a project."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.analysis.small_project import small_project
from workbench.edits import scenarios
from workbench.edits.stored import edit_from_json, edit_to_json
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.scenarios import FinancingModel, FixedCalculation, Scenario
from workbench.model.service import OpeningHours, ServiceTarget
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel


@pytest.fixture
def project() -> Project:
    project = small_project()
    first = Scenario(id="s1", name="Nivå 1–3")
    second = Scenario(id="s2", name="Nivå 1–4", levels=(1, 2, 3, 4))
    settings = project.settings.changed(chosen_scenario="s1")
    return project.changed(scenarios=(first, second), settings=settings, fixed_calculations=())


def test_a_copy_stands_behind_what_was_copied_and_has_a_name_of_its_own(project: Project) -> None:
    once = scenarios.copy_scenario(project, "s1").apply(project)
    twice = scenarios.copy_scenario(once, once.scenarios[1].id).apply(once)
    names = [one.name for one in twice.scenarios]
    assert names == ["Nivå 1–3", "Nivå 1–3 (2)", "Nivå 1–3 (3)", "Nivå 1–4"]
    assert len({one.id for one in twice.scenarios}) == 4


def test_every_override_can_be_said_stored_and_taken_back(project: Project) -> None:
    said: dict[str, object] = {
        "levels": (1, 2),
        "through_wave": project.waves[0].id,
        "step_overrides": (),
        "deflections": (),
        "handling_time_change": 0.1,
        "targets": (ServiceTarget(channel=Channel.PHONE, share=0.9),),
        "opening_hours": (OpeningHours(weekdays=(0, 1), opens=16, closes=30),),
        "absence_share": 0.25,
        "realisable_share": 0.5,
        "adviser_salary_per_month": Decimal("35000.50"),
        "employer_contribution": 0.4453,
        "interest_rate": 0.02,
        "allocation_key": project.settings.allocation_key,
        "financing": FinancingModel.D_CENTRAL,
    }
    assert set(said) == set(scenarios.OVERRIDES)
    step = project.case_types[0].steps[0].id
    now = project
    for field, value in said.items():
        edit = scenarios.override(now, "s1", **{field: value})
        now = edit_from_json(edit_to_json(edit)).apply(now)
        assert getattr(now.scenarios[0], field) == value
    now = scenarios.override_step(now, "s1", step, StepDecision.STAY).apply(now)
    assert scenarios.overridden(now.scenarios[0]) == tuple(
        one for one in scenarios.OVERRIDES if one != "deflections"
    )
    for field in scenarios.OVERRIDES:
        now = scenarios.clear_override(now, "s1", field).apply(now)
    assert now.scenarios[0] == project.scenarios[0]


def test_a_step_has_one_word_in_a_scenario(project: Project) -> None:
    step = project.case_types[0].steps[0].id
    once = scenarios.override_step(project, "s2", step, StepDecision.STAY).apply(project)
    twice = scenarios.override_step(once, "s2", step, StepDecision.ABOLISH).apply(once)
    assert [(one.step, one.decision) for one in twice.scenarios[1].step_overrides] == [
        (step, StepDecision.ABOLISH)
    ]
    assert scenarios.override_step(twice, "s2", step, None).apply(twice).scenarios[1].step_overrides == ()


def test_no_two_scenarios_have_the_same_name(project: Project) -> None:
    for edit in (
        lambda: scenarios.new_scenario(project, "Nivå 1–4"),
        lambda: scenarios.rename_scenario(project, "s1", "Nivå 1–4"),
        lambda: scenarios.copy_scenario(project, "s1", "Nivå 1–4"),
        lambda: scenarios.new_scenario(project, "  "),
    ):
        with pytest.raises(ProjectError):
            edit()
    assert scenarios.rename_scenario(project, "s1", "Nivå 1–3").apply(project) == project


def test_what_figures_rest_on_is_not_deleted(project: Project) -> None:
    with pytest.raises(ProjectError, match="choose another"):
        scenarios.delete_scenario(project, "s1")
    chosen = scenarios.choose_scenario(project, "s2").apply(project)
    left = scenarios.delete_scenario(chosen, "s1").apply(chosen)
    assert [one.id for one in left.scenarios] == ["s2"]
    assert scenarios.delete_scenario(left, "s2").apply(left).scenarios == ()
    fixed = FixedCalculation(
        id="f", name="Beslut", on=dt.date(2026, 3, 1), scenario="s1", inputs_hash="", results="{}"
    )
    with pytest.raises(ProjectError, match="Beslut"):
        scenarios.delete_scenario(chosen.changed(fixed_calculations=(fixed,)), "s1")
