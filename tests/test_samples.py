"""The samples are the first thing a user sees: they load, they are rich, and their figures make sense."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import chain

import pytest

from workbench.analysis.engine import Engine
from workbench.model.costs import CostCategory, CostDriver, CostPhase, Depreciation
from workbench.model.integrity import check_project
from workbench.model.knowledge import Audience, ItemKind
from workbench.model.project import Project, walk
from workbench.model.scenarios import Scenario
from workbench.model.volumes import Channel
from workbench.templates import TEMPLATE_NAMES, read_sample, samples_folder, template_project

SAMPLES = ("se", "da")


@pytest.fixture(scope="module")
def sv() -> Project:
    return read_sample("se")


@pytest.fixture(scope="module")
def da() -> Project:
    return read_sample("da")


@pytest.fixture(scope="module")
def builder():
    sys.path.insert(0, str(samples_folder()))
    try:
        import build

        yield build
    finally:
        sys.path.remove(str(samples_folder()))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_built_file_is_what_its_source_makes(builder, name):
    assert builder.as_bytes(builder.build(name)) == (samples_folder() / f"{name}.rosa").read_bytes()


def test_a_changed_built_file_is_noticed(builder):
    contents = (samples_folder() / "da.rosa").read_bytes()
    assert builder.as_bytes(builder.build("da")) != contents.replace(b"Fjord", b"Fjard")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_whole_and_says_that_it_is_made_up(name):
    project = read_sample(name)
    check_project(project)
    assert project.municipality.is_illustrative
    assert Project.from_json(json.loads(json.dumps(project.as_json()))) == project


def test_the_swedish_sample_covers_what_the_method_knows(sv):
    steps = [step for one in sv.case_types for step in one.steps]
    volumes = [volume for one in sv.case_types for volume in one.volumes]
    assert 9 <= len(sv.departments) <= 10
    assert len(sv.case_types) >= 84
    assert len(sv.roles) >= 60
    assert len(sv.persons) >= 40
    assert {step.level for step in steps} >= set(range(1, 9))
    assert {volume.channel for volume in volumes} == set(Channel)
    assert len({volume.source for volume in volumes}) >= 5
    assert len({volume.per for volume in volumes}) >= 4
    assert len({step.decision for step in steps}) >= 5
    assert len(sv.scenarios) == 3
    assert any(one.deflections for one in sv.scenarios)
    assert {position.moves.value for position in sv.frontline_positions} == {"whole", "share", "no"}
    assert {one.department for one in sv.agreements} == {one.id for one in sv.departments}
    assert any(flow.label and flow.hands_over and flow.within for one in sv.case_types for flow in one.flows)
    assert any(one.public_phone for one in sv.units)
    assert Counter(one.is_name_public for one in sv.persons)[True] > 5


def test_every_row_and_column_of_the_budget_table_has_something(sv):
    items = {(one.category, one.phase) for one in sv.cost_items}
    invested = {one.category for one in sv.investments}
    for category in CostCategory:
        for phase in CostPhase:
            assert (category, phase) in items, f"{category} {phase}"
    assert {one.driver for one in sv.cost_items} == set(CostDriver)
    assert {one.method for one in sv.investments} == set(Depreciation)
    assert len(invested) >= 3
    assert all(one.source for one in (*sv.cost_items, *sv.investments))


def test_what_advisers_say_is_written_out(sv):
    assert len(sv.checklists) >= 40
    assert len(sv.faqs) >= 80
    kinds = {item.kind for one in sv.checklists for item in one.items}
    assert kinds == set(ItemKind)
    assert sum(one.decision_table is not None for one in sv.checklists) >= 10
    assert {one.audience for one in sv.faqs} == set(Audience)
    answers = [one.answer.sv for one in sv.faqs]
    assert len(set(answers)) == len(answers)
    assert min(map(len, answers)) > 90
    assert len({one.state for one in sv.checklists}) >= 3
    titles = Counter(one.title for one in sv.checklists)
    assert titles.most_common(1)[0][1] == 1


@pytest.mark.parametrize(("name", "least"), [("se", 84), ("da", 24)])
def test_no_text_holds_a_personal_number(name, least):
    project = read_sample(name)
    assert len(project.case_types) >= least
    number = re.compile(r"\b(\d{6}|\d{8})[-+]\d{4}\b|\b\d{10,12}\b")
    for place, item, _ in walk(project):
        for text in _texts(item.as_json()):
            assert not number.search(text), f"{place} {item.id}: {text}"


def test_the_check_for_personal_numbers_sees_one():
    number = re.compile(r"\b(\d{6}|\d{8})[-+]\d{4}\b|\b\d{10,12}\b")
    assert number.search("Ring 640823-3234 i morgon")


def test_the_swedish_sample_adds_up_to_a_believable_customer_service(sv):
    result = Engine().results(sv, sv.settings.chosen_scenario)
    contacts = result.demand.contacts_per_year
    assert 0.74 <= contacts["phone"] / sum(contacts.values()) <= 0.80
    assert 1.0 <= result.demand.cases_per_year / sv.municipality.inhabitants <= 1.55
    assert 12.0 <= result.staffing.adviser_fte <= 16.0
    assert 1.9 <= result.staffing.fte_total / sv.municipality.inhabitants * 10_000 <= 2.7
    assert 0.5 <= (result.first_contact_resolution.value or 0.0) <= 0.8
    assert 0.9 < result.demand.coverage_volume < 1.0
    assert all(one.severity != "error" for one in result.findings)


def test_the_danish_sample_adds_up(da):
    result = Engine().results(da, da.settings.chosen_scenario)
    assert da.settings.currency == "DKK"
    assert len(da.case_types) >= 25
    assert len(da.checklists) >= 10
    assert len(da.faqs) >= 20
    assert {code.scheme for one in da.case_types for code in one.codes} == {"egen"}
    assert 3.0 <= result.staffing.fte_total <= 8.0
    assert all(one.severity != "error" for one in result.findings)


def test_the_scenarios_say_something_different(sv):
    totals = [_hours(sv, one) for one in sv.scenarios]
    assert len({round(one, 3) for one in totals}) == 3


def test_big_is_exact_and_the_same_every_time():
    wanted = {"departments": 5, "case_types": 60, "steps": 420, "seed": 3}
    one = template_project("big", **wanted)
    assert len(one.departments) == 5
    assert len(one.case_types) == 60
    assert sum(len(case_type.steps) for case_type in one.case_types) == 420
    assert one == template_project("big", **wanted)
    assert one != template_project("big", **{**wanted, "seed": 4})
    check_project(one)


def test_a_big_project_has_branches_loops_and_every_level():
    project = template_project("big", departments=4, case_types=80, steps=640)
    flows = [flow for one in project.case_types for flow in one.flows]
    order = {step.id: at for one in project.case_types for at, step in enumerate(one.steps)}
    assert any(order[flow.target] < order[flow.source] for flow in flows)
    assert any(flow.probability < 1 for flow in flows)
    assert {step.level for one in project.case_types for step in one.steps} == set(range(1, 9))


def test_big_refuses_counts_it_cannot_meet():
    with pytest.raises(ValueError, match="departments"):
        template_project("big", departments=9, case_types=4, steps=4)


@pytest.mark.parametrize("country", ["SE", "DK"])
def test_the_empty_template_can_be_worked_in_at_once(country):
    project = template_project("empty", country=country)
    check_project(project)
    assert not project.case_types
    assert project.settings.currency == ("DKK" if country == "DK" else "SEK")
    assert project.settings.chosen_scenario is not None
    assert template_project("empty").id != template_project("empty").id


def test_every_template_has_a_name():
    assert set(TEMPLATE_NAMES) == {"se", "da", "empty", "big"}


def _hours(project: Project, scenario: Scenario) -> float:
    return Engine().results(project, scenario.id).staffing.staffed_hours_per_year + sum(
        one.hours for one in Engine().results(project, scenario.id).release.released
    )


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return list(chain.from_iterable(_texts(one) for one in value.values()))
    if isinstance(value, list):
        return list(chain.from_iterable(_texts(one) for one in value))
    return []
