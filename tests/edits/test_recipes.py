"""What an intention does to a project, as its user sees it."""

import datetime as dt

import pytest

from workbench.edits import Batch, recipes
from workbench.edits.stored import AddItem
from workbench.model.case_types import CaseType
from workbench.model.integrity import check_project
from workbench.model.organisation import Department, Person, Unit
from workbench.model.process import Flow, Step, StepDecision
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Deflection, Scenario, StepOverride
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Measurement, Profile, Volume


@pytest.fixture
def project() -> Project:
    steps = tuple(Step(id=i, title=i.upper(), unit="u") for i in ("a", "b", "c"))
    flows = (
        Flow(id="ab", source="a", target="b", probability=0.5),
        Flow(id="bc", source="b", target="c", probability=0.4),
    )
    volume = Volume(id="v", channel=Channel.PHONE, low=1, likely=2, high=3)
    return Project(
        id="p",
        municipality=Municipality(name="Provköping"),
        departments=(Department(id="d", name="Bygg"), Department(id="e", name="Miljö")),
        units=(Unit(id="u", name="Lov", department="d"),),
        persons=(Person(id="eva", name="Eva", case_types=("ct", "other")),),
        case_types=(
            CaseType(
                id="ct",
                name="Bygglov",
                department="d",
                steps=steps,
                flows=flows,
                owner="eva",
                note="kom ihåg",
            ),
            CaseType(
                id="other",
                name="Bygganmälan",
                department="d",
                steps=(Step(id="o", title="O"),),
                volumes=(volume,),
            ),
        ),
        scenarios=(
            Scenario(
                id="s",
                name="1-3",
                step_overrides=(StepOverride(step="b", decision=StepDecision.STAY),),
                deflections=(Deflection(channel=Channel.PHONE, share=0.1, case_type="other"),),
            ),
        ),
        settings=Settings(chosen_scenario="s"),
    )


def flows(project: Project) -> dict[tuple[str, str], float]:
    return {(f.source, f.target): f.probability for f in project.case_types[0].flows}


def test_a_new_case_type_is_one_step_the_whole_case(project: Project) -> None:
    after = recipes.add_case_type("Rivningslov", "d", first_step="Hela ärendet").apply(project)
    assert [step.title for step in after.case_types[-1].steps] == ["Hela ärendet"]


def test_removing_a_step_closes_the_chain_and_clears_what_named_it(project: Project) -> None:
    after = recipes.remove_step(project, "ct", "b").apply(project)
    assert flows(after) == {("a", "c"): pytest.approx(0.2)}
    assert after.scenarios[0].step_overrides == ()
    check_project(after)


def test_removing_an_item_clears_optional_references_and_removes_what_needs_it(project: Project) -> None:
    after = recipes.remove_with_references(project, "persons", "eva").apply(project)
    assert after.case_types[0].owner is None
    after = recipes.remove_with_references(project, "departments", "d").apply(project)
    assert (after.case_types, after.units, after.scenarios[0].deflections) == ((), (), ())
    assert after.persons[0].case_types == ()
    check_project(after)


def test_the_chosen_scenario_can_be_removed_and_nothing_is_chosen_then(project: Project) -> None:
    after = recipes.remove_with_references(project, "scenarios", "s").apply(project)
    assert after.settings.chosen_scenario is None


def test_merging_case_types_loses_nothing(project: Project) -> None:
    after = recipes.merge_case_types(project, "ct", "other").apply(project)
    (merged,) = after.case_types
    assert [step.id for step in merged.steps] == ["a", "b", "c", "o"]
    assert (merged.synonyms, merged.note, len(merged.volumes)) == (("Bygganmälan",), "kom ihåg", 1)
    assert after.persons[0].case_types == ("ct",)
    assert after.scenarios[0].deflections[0].case_type == "ct"
    check_project(after)


def test_one_edit_classes_many_steps(project: Project) -> None:
    after = recipes.set_level(project, ["a", "c"], 3).apply(project)
    assert [step.level for step in after.case_types[0].steps] == [3, None, 3]


def test_case_types_move_to_a_department_that_exists(project: Project) -> None:
    after = recipes.move_case_types(project, ["ct"], "e", None).apply(project)
    assert (after.case_types[0].department, after.case_types[0].unit) == ("e", None)
    with pytest.raises(ProjectError, match="no zz in departments"):
        recipes.move_case_types(project, ["ct"], "zz", None)


def test_reading_the_same_call_log_twice_changes_nothing(project: Project) -> None:
    def batch(of: Project, key: str):
        day = dt.date(2026, 1, 1)
        log = Measurement(id=f"m{key}", name="januari", measured_from=day, measured_to=day, offered=5.0)
        return recipes.store_call_log(of, Profile(id=f"p{key}", name="januari"), [log])

    once = batch(project, "1").apply(project)
    assert once.settings.profile == "p1"
    assert batch(once, "2").apply(once) == once


def test_a_batch_happens_whole_or_not_at_all(project: Project) -> None:
    good = AddItem(collection="units", item={"id": "x", "name": "X", "department": "d"})
    bad = AddItem(collection="units", item={"id": "y", "name": "Y", "department": "nowhere"})
    with pytest.raises(ProjectError, match="department refers to nowhere"):
        Batch(edits=(good, bad)).apply(project)
    assert len(project.units) == 1


def test_one_decision_about_many_steps_keeps_the_reason_it_had_unless_another_is_given(
    project: Project,
) -> None:
    after = recipes.decide(project, ["a", "b"], "stay", "kräver platsbesök").apply(project)
    assert [step.decision for step in after.case_types[0].steps] == ["stay", "stay", None]
    after = recipes.decide(after, ["a"], "move").apply(after)
    assert (after.case_types[0].steps[0].decision, after.case_types[0].steps[0].reason) == (
        "move",
        "kräver platsbesök",
    )
