from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from tests.analysis.small_project import case_type, moved_by_decision, small_project, with_case_type
from workbench.analysis.as_json import interval_rows, results_as_json
from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.fingerprint import INPUTS, inputs_hash
from workbench.analysis.memo import Memo
from workbench.analysis.people.pooling import pooling
from workbench.analysis.scenario import scenario_terms
from workbench.model.costs import CostCategory, CostItem
from workbench.model.knowledge import Faq, LocalizedText
from workbench.model.organisation import FrontlineKind, FrontlinePosition
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, Scenario
from workbench.model.service import OpeningHours, Pool, ServiceTarget, Wave
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel


def settings(project: Project, **changes: object) -> Project:
    return project.changed(settings=project.settings.changed(**changes))


def first(project: Project, name: str, **changes: object) -> Project:
    items = getattr(project, name)
    return project.changed(**{name: (items[0].changed(**changes), *items[1:])})


EDITS: dict[str, Callable[[Project], Project]] = {
    "volume": lambda p: with_case_type(p, 0, volumes=p.case_types[1].volumes[:1]),
    "decision": moved_by_decision,
    "case type added": lambda p: p.changed(case_types=(*p.case_types, case_type("w", "b", 900, 90))),
    "case type removed": lambda p: p.changed(case_types=p.case_types[1:]),
    "case type of another department": lambda p: with_case_type(p, 0, department="b"),
    "wave": lambda p: with_case_type(
        p.changed(
            waves=(*p.waves, Wave(id="later", name="Later", starts_on=dt.date(2028, 1, 1))),
            scenarios=(p.scenarios[0], p.scenarios[1].changed(through_wave="first"), *p.scenarios[2:]),
        ),
        0,
        wave="later",
    ),
    "profile": lambda p: first(p, "profiles", months=(1.0,) * 11 + (9.0,)),
    "pool": lambda p: first(p, "pools", targets=(ServiceTarget(channel=Channel.PHONE, share=0.95),)),
    "pool added": lambda p: p.changed(pools=(*p.pools, Pool(id="q", name="Q", channels=(Channel.CHAT,)))),
    "opening hours": lambda p: first(
        p, "pools", opening_hours=(OpeningHours(weekdays=(0, 2), opens=18, closes=30),)
    ),
    "scenario": lambda p: p.changed(
        scenarios=(p.scenarios[0], p.scenarios[1].changed(levels=(1,)), *p.scenarios[2:])
    ),
    "chosen scenario": lambda p: settings(p, chosen_scenario="digital"),
    "planning year": lambda p: settings(p, planning_year=2028),
    "absence": lambda p: settings(p, working_time=p.settings.working_time.changed(absence_share=0.3)),
    "wrap-up": lambda p: settings(p, wrap_up_s=90.0),
    "realisable": lambda p: settings(p, realisable_share=0.4),
    "salary": lambda p: settings(
        p, adviser_cost=p.settings.adviser_cost.changed(salary_per_month=Decimal(40000))
    ),
    "team leaders": lambda p: settings(
        p, adviser_cost=p.settings.adviser_cost.changed(advisers_per_team_leader=6.0)
    ),
    "allocation key": lambda p: settings(p, allocation_key=AllocationKey.CONTACTS),
    "country": lambda p: p.changed(municipality=p.municipality.changed(country="DK")),
    "department": lambda p: first(p, "departments", agreed_share=3.0, inhabitants=100),
    "unit": lambda p: first(p, "units", realisable_share=0.1),
    "role": lambda p: first(p, "roles", persons=2.0, salary_per_month=Decimal(50000)),
    "front-line position": lambda p: p.changed(
        frontline_positions=(
            *p.frontline_positions,
            FrontlinePosition(
                id="desk", name="Desk", kind=FrontlineKind.RECEPTION, department="b", fte=2.0, persons=2
            ),
        )
    ),
    "cost item": lambda p: p.changed(
        cost_items=(
            *p.cost_items,
            CostItem(id="n", name="N", category=CostCategory.PREMISES, amount=Decimal(7)),
        )
    ),
    "investment": lambda p: first(p, "investments", years=3),
}


def comparable(project: Project, engine: Engine) -> object:
    results = engine.results(project)
    return results_as_json(results, project), list(interval_rows(results))


@pytest.fixture(scope="module")
def unedited() -> object:
    return comparable(small_project(), Engine())


@pytest.mark.fast
@pytest.mark.parametrize("name", EDITS)
def test_after_any_edit_the_engine_gives_what_a_fresh_one_gives(name, unedited):
    before = small_project()
    engine = Engine()
    engine.results(before)
    after = EDITS[name](before)
    kept = comparable(after, engine)
    assert kept == comparable(after, Engine())
    assert kept != unedited, "an edit that changes nothing proves nothing"
    assert comparable(before, engine) == unedited


class Forgetful(Memo):
    """Keeps the plan whatever it was made from: the fault that the test above must notice."""

    def once(self, name, inputs, make):
        kept = self._made.get(name) if name == "staffing" else None
        return kept[1] if kept else super().once(name, inputs, make)


@pytest.mark.fast
def test_a_stage_that_misses_an_input_is_noticed(monkeypatch):
    monkeypatch.setattr("workbench.analysis.engine.Memo", Forgetful)
    engine = Engine()
    engine.results(small_project())
    after = EDITS["pool"](small_project())
    assert comparable(after, engine) != comparable(after, Engine())


@pytest.mark.fast
def test_unchanged_input_gives_the_same_object():
    project = small_project()
    engine = Engine()
    results = engine.results(project)
    assert engine.results(project) is results
    assert engine.results(project, "wide") is results
    narrow = engine.results(project, "narrow")
    assert engine.results(project) is results
    assert engine.results(project, "narrow") is narrow


def test_money_edits_leave_the_plan_alone():
    project = small_project()
    engine = Engine()
    before = engine.results(project)
    after = engine.results(EDITS["cost item"](project))
    assert after.staffing is before.staffing
    assert after.flows is before.flows
    assert after.costs.yearly_total == before.costs.yearly_total + 7


def test_knowledge_changes_findings_at_most():
    project = small_project()
    engine = Engine()
    before = engine.results(project)
    faq = Faq(id="f", department="a", question=LocalizedText(sv="När?"), answer=LocalizedText(sv="Nu."))
    after = engine.results(project.changed(faqs=(faq,)))
    assert after.inputs_hash == before.inputs_hash
    for field in dataclasses.fields(after):
        if field.name != "findings":
            assert getattr(after, field.name) is getattr(before, field.name), field.name


@pytest.mark.fast
def test_the_chain_adds_up_from_end_to_end():
    project = small_project()
    results = Engine().results(project)
    assert sum(results.staffing.fte_by_component.values()) == pytest.approx(
        results.staffing.fte_total, abs=1e-9
    )
    total = results.release.total
    taken = total.done - total.wrap_up - total.triage + total.saved_by_e_service + total.saved_by_minutes
    assert total.taken == pytest.approx(taken, abs=1e-9)
    assert total.work_today == pytest.approx(total.taken + total.dropped + total.staying, abs=1e-9)
    allocation = results.allocation
    assert sum(one.amount for one in allocation.by_department) + allocation.central == allocation.total
    assert allocation.total == results.costs.yearly_total
    work = sum(
        one.work_s + one.deferred_work_s for case in results.demand.case_types for one in case.channels
    )
    (pool,), (needed,) = results.staffing.pools, results.demand.pools
    days = np.array([one.days for one in pool.day_types])
    queued = float(days @ needed.work_s.sum(axis=(0, 2)))
    assert queued / 3600 + pool.deferred_hours + pool.booked_hours == pytest.approx(work / 3600)


def test_headlines_are_weighted_by_cases():
    results = Engine().results(small_project())
    pairs = list(zip(results.flows, results.demand.case_types, strict=True))
    reaching = sum(case.cases_reaching for _, case in pairs)
    solved = sum(flow.solved_in_customer_service * case.cases_reaching for flow, case in pairs)
    assert results.solved_in_customer_service.value == pytest.approx(solved / reaching)
    assert results.first_contact_resolution.value < results.solved_in_customer_service.value
    assert results.solved_in_customer_service.of == "cases_reaching_customer_service"
    empty = Engine().results(small_project().changed(case_types=()))
    assert empty.share_volume_levels_1_4.value is None


def test_planning_again_for_less_volume_costs_no_more_and_more_no_less():
    ways = Engine().results(small_project()).financing
    costs = {one.volume_factor: one.cost_replanned for one in ways if one.model == "d_central"}
    assert costs[Decimal("0.8")] <= costs[Decimal(1)] <= costs[Decimal("1.2")]


def test_scenarios_are_found_by_id_by_name_and_not_at_all():
    project = small_project()
    assert find_scenario(project).id == "wide"
    assert find_scenario(project, "E-service").id == "digital"
    assert find_scenario(settings(project, chosen_scenario=None)).id == "narrow"
    assert (
        find_scenario(
            project.changed(scenarios=(), settings=settings(project, chosen_scenario=None).settings)
        )
        is None
    )
    with pytest.raises(ProjectError, match="Levels 1-2, Levels 1-3, E-service"):
        find_scenario(project, "none such")
    bare = project.changed(scenarios=(), settings=settings(project, chosen_scenario=None).settings)
    assert Engine().results(bare).levels_moved == (1, 2, 3)


@pytest.mark.fast
def test_the_hash_follows_the_inputs_and_nothing_else():
    project = small_project()
    scenario = find_scenario(project)
    memo = Memo()
    before = inputs_hash(project, scenario, memo)
    assert len(before) == 64
    for edit in EDITS.values():
        after = edit(project)
        assert inputs_hash(after, find_scenario(after), memo) == inputs_hash(
            after, find_scenario(after), Memo()
        )
        assert inputs_hash(after, find_scenario(after), memo) != before
    other = project.changed(scenarios=(*project.scenarios, Scenario(id="new", name="New")))
    assert inputs_hash(settings(other, language="da"), scenario, memo) == before
    assert set(INPUTS) <= set(Project.model_fields)


def test_pooling_saves_people_and_its_break_even_is_where_the_saving_is_gone():
    project = small_project()
    engine = Engine()
    results = engine.results(project)
    terms = scenario_terms(project, find_scenario(project))
    memo = Memo()
    found = pooling(project, terms, results.demand, memo)
    assert [one.department for one in found.alone] == ["a", "b"]
    assert found.alone_fte == pytest.approx(sum(one.fte for one in found.alone))
    assert found.pooled_fte == pytest.approx(results.staffing.adviser_fte)
    assert found.saved_fte > 0
    assert found.break_even_handling > 1
    assert found.alone[0].fte_today == 1.5
    again = pooling(project, terms, results.demand, memo)
    assert again == found
    changed = with_case_type(project, 2, volumes=())
    less = pooling(changed, terms, engine.results(changed).demand, memo)
    assert less.alone[0] == found.alone[0]
    assert less.alone[1].staffed_hours == 0
