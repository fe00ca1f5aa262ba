"""A step that something refers to does not go, although only the case type it lies in is looked through."""

from __future__ import annotations

import random

import pytest

from tests.support.hostile import plain_project
from workbench.edits import Batch, ChangeItem, RemoveItem
from workbench.edits.recipes import remove_with_references
from workbench.model.integrity import problems
from workbench.model.project import walk
from workbench.model.text import ProjectError

pytestmark = pytest.mark.fast


def test_a_step_that_a_flow_leads_to_stays():
    project = plain_project(3)
    flow = project.case_types[1].flows[0]
    for step in (flow.source, flow.target):
        edit = RemoveItem(collection="case_types.steps", within=(project.case_types[1].id,), id=step)
        with pytest.raises(ProjectError, match=r"case_types.flows .* refers to it"):
            edit.apply(project)


def test_steps_replaced_as_a_whole_keep_those_that_flows_lead_to():
    project = plain_project(3)
    case_type = project.case_types[1]
    rest = [step.as_json() for step in case_type.steps if step.id != case_type.flows[0].source]
    with pytest.raises(ProjectError):
        ChangeItem(collection="case_types", id=case_type.id, changes={"steps": rest}).apply(project)


def test_a_case_type_stays_while_a_scenario_names_one_of_its_steps():
    project = plain_project(3)
    case_type = project.case_types[1]
    free = remove_with_references(project, "case_types", case_type.id)
    cleared = Batch(edits=free.edits[:-1]).apply(project)
    override = {"step": case_type.steps[0].id, "decision": "stay"}
    scenario = ChangeItem(
        collection="scenarios", id=cleared.scenarios[0].id, changes={"step_overrides": [override]}
    ).apply(cleared)
    with pytest.raises(ProjectError, match=r"scenarios .* refers to it"):
        RemoveItem(collection="case_types", id=case_type.id).apply(scenario)
    RemoveItem(collection="case_types", id=case_type.id).apply(cleared)


def test_whatever_goes_with_its_references_leaves_a_sound_project():
    project, rng = plain_project(4), random.Random(5)
    items = [(path, item.id) for path, item, _ in walk(project) if path != "checklists.items"]
    for path, wanted in rng.sample(items, min(60, len(items))):
        after = remove_with_references(project, path, wanted).apply(project)
        assert not list(problems(after)), (path, wanted)
        before = [item.id for found, item, _ in walk(project) if found == path]
        assert len([found for found, _, _ in walk(after) if found == path]) < len(before)
