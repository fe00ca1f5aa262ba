"""Cross references: every kind of mistake has words that name the place, and the quick look misses none."""

from __future__ import annotations

import json
import random

import pytest
from pydantic import ValidationError

from tests.support.hostile import plain_project
from workbench.model import integrity
from workbench.model.integrity import check_project, contained, problems, referrers
from workbench.model.knowledge import DecisionRow, DecisionTable
from workbench.model.project import COLLECTIONS, Project, walk
from workbench.model.record import Reference, references
from workbench.model.scenarios import Deflection, StepOverride
from workbench.model.text import ProjectError

pytestmark = pytest.mark.fast


def case(**changes):
    return lambda p: p.changed(case_types=(p.case_types[0].changed(**changes), *p.case_types[1:]))


def flow(**changes):
    return lambda p: case(flows=(p.case_types[0].flows[0].changed(**changes), *p.case_types[0].flows[1:]))(p)


def items_without_the_first(p: Project) -> Project:
    first, *others = p.checklists
    return p.changed(checklists=(first.changed(items=first.items[1:]), *others))


def scenario(**changes):
    return lambda p: p.changed(scenarios=(p.scenarios[0].changed(**changes),))


MISTAKES = {
    "a department that is not there": (
        lambda p: p.changed(departments=p.departments[:2]),
        "department refers to d2, which is not among departments: add it or clear the field",
    ),
    "an id twice": (lambda p: p.changed(units=(*p.units, p.units[0])), "the id u0 stands twice in units"),
    "a step in two case types": (
        lambda p: case(steps=(*p.case_types[0].steps, p.case_types[1].steps[0]))(p),
        "the id s1a stands twice in case_types.steps",
    ),
    "an id twice within one": (
        lambda p: case(volumes=p.case_types[0].volumes * 2)(p),
        "the id v0 stands twice in case_types.volumes",
    ),
    "a flow from nowhere": (flow(source="zz"), "case_types.flows f0: source refers to zz"),
    "a flow into another case type": (flow(target="s1a"), "case_types.flows f0: target refers to s1a"),
    "a start that is not there": (case(start="s1a"), "case_types c0: start refers to s1a"),
    "ways on over 100 %": (
        lambda p: case(flows=(p.case_types[0].flows[0].changed(probability=0.9, id="n"), *p.case_types[0].flows))(p),
        '"x", step "x": the ways on add up to 140 %: lower them to 100 % or less',
    ),
    "a chosen scenario that is not there": (
        lambda p: p.changed(settings=p.settings.changed(chosen_scenario="zz")),
        "settings : chosen_scenario refers to zz",
    ),
    "a branch to nowhere": (items_without_the_first, "goes_to refers to i0"),
    "a table with a row too short": (
        lambda p: p.changed(checklists=(p.checklists[0].changed(decision_table=DecisionTable(
            conditions=("a", "b"), rows=(DecisionRow(answers=("a",), outcome="x"),))), *p.checklists[1:])),
        "every row of the decision table needs one answer per condition",
    ),
    "a decision about a step that is not there": (
        scenario(step_overrides=(StepOverride.from_json({"step": "zz", "decision": "stay"}),)),
        "step refers to zz, which is not among case_types.steps",
    ),
    "a deflection of a case type that is not there": (
        scenario(deflections=(Deflection.from_json({"channel": "phone", "share": 0.1, "case_type": "zz"}),)),
        "case_type refers to zz",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place(mistake):
    change, words = MISTAKES[mistake]
    with pytest.raises(ProjectError) as found:
        check_project(change(plain_project(3)))
    assert words in str(found.value)


def test_a_sound_project_passes_both_ways():
    project = plain_project(3)
    check_project(project)
    assert list(problems(project)) == [] and integrity._is_surely_sound(project)


def test_the_quick_look_never_passes_what_the_full_one_refuses():
    """Random damage: an id or a reference replaced anywhere; the full look decides, the quick one must agree."""
    rng, text = random.Random(2), json.dumps(plain_project(3).as_json())
    ids = [item.id for _, item, _ in walk(plain_project(3))]
    refused = 0
    for _ in range(500):
        old, new = rng.choice(ids), rng.choice([*ids, "zz"])
        places = text.split(f'"{old}"')
        if len(places) < 2:
            continue
        at = rng.randrange(1, len(places))
        damaged = f'"{old}"'.join(places[:at]) + f'"{new}"' + f'"{old}"'.join(places[at:])
        try:
            project = Project.model_validate_json(damaged)
        except ValidationError:
            continue
        wrong = next(problems(project), None)
        assert not (wrong and integrity._is_surely_sound(project)), wrong
        refused += wrong is not None
    assert refused > 100


def test_every_reference_of_every_kind_is_looked_after():
    """For each reference there is, pointing it elsewhere is noticed, and what it pointed to is found by it."""
    project = plain_project(3)
    seen = 0
    for path, item, _ in walk(project):
        for field, target, wanted in references(item):
            back = {
                (place, getattr(record, "id", ""))
                for place, record, _ in referrers(project, target, {wanted})
            }
            assert (path, item.id) in back, (path, field)
            seen += 1
    assert seen > 60 and Reference("x").target == "x"


def test_contained_is_an_item_with_everything_that_goes_with_it():
    project = plain_project(1)
    paths = [path for path, _ in contained("case_types", project.case_types[0])]
    assert sorted(set(paths)) == sorted(path for path in COLLECTIONS if path.startswith("case_types"))
