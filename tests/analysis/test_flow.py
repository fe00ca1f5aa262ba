import datetime as dt
from dataclasses import replace

import pytest

from tests.analysis.small_project import small_project
from tests.support.random_projects import (
    SCENARIO,
    case_type,
    estimate,
    flow,
    project_of,
    random_project,
    step,
    volume,
)
from workbench.analysis.memo import Memo
from workbench.analysis.process.flow import flow_assumptions, flow_of, flows
from workbench.analysis.results import Disposition
from workbench.analysis.scenario import scenario_terms
from workbench.model.case_types import Scope
from workbench.model.process import StepDecision, StepKind
from workbench.model.project import Settings
from workbench.model.rosa import DEFAULT_RULES, LevelRule, Movement
from workbench.model.scenarios import Scenario, StepOverride
from workbench.model.service import Wave
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel

BACK = StepKind.BACK_OFFICE


def terms_of(project=None, **scenario):
    return scenario_terms(project or project_of(), Scenario(id="s", name="S", **scenario))


def disposition_of(one, **scenario):
    return flow_of(case_type(one), terms_of(**scenario)).steps[0].disposition


# --- dispositions -------------------------------------------------------------------------------


@pytest.mark.fast
def test_rule_1_out_of_scope_is_as_today_whatever_was_decided():
    found = flow_of(case_type(step("a", 1, decision=StepDecision.ABOLISH), scope=Scope.OUT), terms_of())
    assert found.steps[0].disposition is Disposition.AS_TODAY
    assert not found.reaches_customer_service
    assert (found.first_contact_s, found.handoffs, found.follow_up_s) == (0, 0, 0)
    assert flow_of(case_type(step("a"), scope=Scope.OPEN), terms_of()).reaches_customer_service


@pytest.mark.fast
@pytest.mark.parametrize(("through", "moves"), [(None, [1, 1, 1]), ("w0", [1, 0, 1]), ("w1", [1, 1, 1])])
def test_rule_1_a_later_wave_is_as_today(through, moves):
    project = project_of(waves=_waves())
    terms = terms_of(project, through_wave=through)
    found = [flow_of(case_type(step("a"), wave=wave), terms) for wave in ("w0", "w1", None)]
    assert [one.reaches_customer_service for one in found] == [bool(one) for one in moves]


def _waves():

    return tuple(Wave(id=f"w{n}", name=str(n), starts_on=dt.date(2027 + n, 1, 1)) for n in (0, 1))


@pytest.mark.fast
def test_rule_2_abolished_and_e_service_take_no_minutes_but_keep_their_flows():
    found = flow_of(
        case_type(
            step("a", 1),
            step("b", 6, decision=StepDecision.ABOLISH),
            step("c", None, decision=StepDecision.E_SERVICE),
            flows=(flow("a", "b", 0.5), flow("b", "c", 0.8)),
        ),
        terms_of(),
    )
    assert [one.disposition for one in found.steps[1:]] == [Disposition.DROPPED, Disposition.E_SERVICE]
    assert [one.minutes_after for one in found.steps[1:]] == [0, 0]
    assert [one.visits for one in found.steps] == pytest.approx([1, 0.5, 0.4])


@pytest.mark.fast
@pytest.mark.parametrize("level", [6, 7, 8, None])
def test_rule_3_refused_levels_and_steps_without_level_stay(level):
    moved = step("a", level, decision=StepDecision.MOVE, exception="agreed by all")
    assert disposition_of(moved, levels=(1, 2, 3, 4, 5, 6, 7, 8)) is Disposition.STAYS


@pytest.mark.fast
def test_rule_4_level_5_moves_only_with_a_recorded_exception():
    levels = (1, 2, 3, 4, 5)
    assert disposition_of(step("a", 5), levels=levels) is Disposition.STAYS
    assert disposition_of(step("a", 5, exception="  "), levels=levels) is Disposition.STAYS
    assert disposition_of(step("a", 5, exception="agreed"), levels=levels) is Disposition.MOVES
    assert disposition_of(step("a", 5, exception="agreed")) is Disposition.STAYS
    assert (
        disposition_of(step("a", 5, exception="agreed", decision=StepDecision.STAY), levels=levels)
        is Disposition.STAYS
    )


@pytest.mark.fast
@pytest.mark.parametrize("decision", [StepDecision.STAY, StepDecision.PARKING_LOT, StepDecision.SPLIT])
def test_rule_5_what_was_decided_to_stay_stays(decision):
    assert disposition_of(step("a", 1, decision=decision)) is Disposition.STAYS


@pytest.mark.fast
def test_rule_5_a_split_that_is_carried_out_moves():
    assert disposition_of(step("a", 1, decision=StepDecision.SPLIT, is_split_done=True)) is Disposition.MOVES


@pytest.mark.fast
def test_rules_6_and_7_the_scenario_says_which_levels_move():
    assert disposition_of(step("a", 4)) is Disposition.STAYS
    assert disposition_of(step("a", 4), levels=(1, 2, 3, 4)) is Disposition.MOVES
    assert disposition_of(step("a", 3), levels=(1, 2)) is Disposition.STAYS


@pytest.mark.fast
def test_a_decision_to_move_never_widens_the_levels():
    assert disposition_of(step("a", 4, decision=StepDecision.MOVE)) is Disposition.STAYS


@pytest.mark.fast
def test_a_scenario_overrides_a_named_step():
    override = (StepOverride(step="a", decision=StepDecision.STAY),)
    assert (
        disposition_of(step("a", 1, decision=StepDecision.MOVE), step_overrides=override) is Disposition.STAYS
    )
    back = (StepOverride(step="a", decision=StepDecision.MOVE),)
    assert disposition_of(step("a", 1, decision=StepDecision.STAY), step_overrides=back) is Disposition.MOVES


@pytest.mark.fast
def test_a_municipality_changes_its_rule_table():
    rules = (*DEFAULT_RULES[:1], LevelRule(level=2, movement=Movement.REFUSED), *DEFAULT_RULES[2:])
    project = project_of(settings=Settings(rules=rules))
    assert flow_of(case_type(step("a", 2)), terms_of(project)).steps[0].disposition is Disposition.STAYS


# --- figures by hand ----------------------------------------------------------------------------


def worked_example(**fields):
    """a (contact, moves) -> b (back office, moves) 0.5 | c (stays) 0.25; c -> a 0.4."""
    return case_type(
        step("a", 1, 4, unit="u0"),
        step("b", 3, 6, kind=BACK, unit="u0", minutes_in_customer_service=estimate(5)),
        step("c", 6, 30, unit="u1", proposed_unit="u2"),
        flows=(flow("a", "b", 0.5), flow("a", "c", 0.25), flow("c", "a", 0.4, within="3 days")),
        **fields,
    )


@pytest.mark.fast
def test_the_worked_example():
    found = flow_of(worked_example(contacts_per_case=1.5), terms_of())
    a = 1 / (1 - 0.25 * 0.4)
    assert [one.visits for one in found.steps] == pytest.approx([a, a / 2, a / 4])
    assert [one.visits_first_contact for one in found.steps] == [1, 0, 0]
    assert found.first_contact_resolution == pytest.approx(0.25)
    assert found.solved_in_customer_service == pytest.approx(0.25 + 0.5)
    assert found.share_levels_1_4 == pytest.approx(0.75)
    assert found.first_contact_s == pytest.approx(4 * 60 + 45)
    assert found.deferred_s == pytest.approx(60 * (a / 2 * 5 + (a - 1) * 4))
    assert found.e_service_deferred_s == pytest.approx(60 * a / 2 * 5)
    assert (found.follow_up_s, found.follow_up_today_s) == (4 * 60 + 45, 4 * 60)
    assert found.handoffs == pytest.approx(a * 0.25 + a / 4 * 0.4)
    assert found.ping_pong == pytest.approx(a / 4 * 0.4)
    assert (found.wrap_up_s, found.triage_s) == (45, 0)
    assert found.second_line_s == pytest.approx(60 * a / 4 * 30)
    assert found.missing == ()


@pytest.mark.fast
def test_flows_across_the_boundary_are_numbered_clauses():
    out, back = flow_of(worked_example(), terms_of()).clauses
    assert (out.number, out.goes_out, out.source, out.target, out.department_unit) == (
        1,
        True,
        "a",
        "c",
        "u2",
    )
    assert (back.number, back.goes_out, back.within, back.department_unit) == (2, False, "3 days", "u2")
    assert out.times_per_case == pytest.approx(1 / 0.9 * 0.25)


@pytest.mark.fast
def test_a_start_that_stays_costs_triage_and_a_hand_off():
    found = flow_of(
        case_type(step("a", 6), step("b", 1), flows=(flow("a", "b", 0.5),), contacts_per_case=2.0), terms_of()
    )
    assert not found.start_moves
    assert (found.first_contact_s, found.triage_s, found.wrap_up_s, found.follow_up_s) == (90, 90, 0, 90)
    assert found.handoffs == pytest.approx(1 + 0.5)
    assert found.first_contact_resolution == 0
    assert found.deferred_s == pytest.approx(0.5 * 5 * 60)


@pytest.mark.fast
def test_performers_after():
    found = flow_of(worked_example(unit="u3"), terms_of())
    assert [one.unit_after for one in found.steps] == [None, None, "u2"]
    today = flow_of(worked_example(scope=Scope.OUT), terms_of())
    assert [one.unit_after for one in today.steps] == ["u0", "u0", "u1"]
    assert flow_of(case_type(step("a", 6), unit="u3"), terms_of()).steps[0].unit_after == "u3"


@pytest.mark.fast
def test_minutes_default_to_todays_with_the_scenarios_change_and_say_so():
    terms = terms_of(handling_time_change=-0.25)
    found = flow_of(worked_example(), terms)
    assert [one.minutes_after for one in found.steps] == [3, 5, 30]
    names = {one.name: one.value for one in flow_assumptions([found], terms)}
    assert -0.25 in names.values()
    assert len(names) == 2  # contacts per case too, but no follow-up was asked for


@pytest.mark.fast
def test_a_follow_up_takes_its_own_minutes_else_the_first_level_1_contact_else_triage():
    own = case_type(step("a", 2, 9), follow_up_minutes=estimate(2), contacts_per_case=2.0)
    assert flow_of(own, terms_of()).follow_up_s == 2 * 60 + 45
    assert flow_of(own, terms_of(handling_time_change=0.5)).follow_up_s == 3 * 60 + 45
    first = case_type(step("a", 2, 9), step("b", 1, 3, kind=BACK), step("c", 1, 4), step("d", 1, 5))
    assert flow_of(first, terms_of()).follow_up_s == 4 * 60 + 45
    assert flow_of(case_type(step("a", 2, 9)), terms_of()).follow_up_s == 90 + 45


@pytest.mark.fast
def test_a_proposed_step_has_no_minutes_today():
    proposed = step("a", 1, 7, is_only_proposed=True, minutes_in_customer_service=estimate(2))
    found = flow_of(case_type(proposed), terms_of()).steps[0]
    assert (found.minutes_today, found.minutes_after) == (0, 2)


# --- what is missing ----------------------------------------------------------------------------


@pytest.mark.fast
@pytest.mark.parametrize(
    ("made", "missing"),
    [
        (case_type(), ("steps",)),
        (case_type(step("a"), volumes=()), ("volume",)),
        (case_type(step("a", None)), ("level:a",)),
        (case_type(step("a", 1, None)), ("minutes:a",)),
        (case_type(step("a", 6, None)), ("minutes:a",)),
        (case_type(step("a", 1, 3, is_only_proposed=True)), ("minutes_in_customer_service:a",)),
        (case_type(step("a"), step("b", None, None)), ()),  # no case reaches b
        (case_type(step("a"), step("b", None, None), flows=(flow("a", "b"),)), ("level:b", "minutes:b")),
    ],
)
def test_what_is_missing_has_a_name(made, missing):
    assert flow_of(made, terms_of()).missing == missing


@pytest.mark.fast
def test_a_level_that_is_missing_leaves_no_share_of_levels():
    made = case_type(step("a"), step("b", None), flows=(flow("a", "b", 0.5),))
    assert flow_of(made, terms_of()).share_levels_1_4 is None


# --- loops --------------------------------------------------------------------------------------


@pytest.mark.fast
def test_a_loop_without_an_end_names_case_type_and_step():
    made = case_type(
        step("a"), step("b"), step("c"), flows=(flow("a", "b", 0.5), flow("b", "c"), flow("c", "b"))
    )
    with pytest.raises(ProjectError) as error:
        flow_of(made, terms_of())
    said = error.value.message.values
    assert (said["case_type"], said["step"], said["loop"]) == ("C", "B", "B → C → B")


@pytest.mark.fast
def test_an_end_through_rounding_alone_is_none():
    made = case_type(
        step("a"), step("b"), flows=(flow("a", "b", 0.7), flow("a", "a", 0.3), flow("b", "a", 0.999999999999))
    )
    with pytest.raises(ProjectError):
        flow_of(made, terms_of())


@pytest.mark.fast
def test_flows_of_probability_0_are_no_ways():
    made = case_type(step("a"), step("b", 6), flows=(flow("a", "b", 0.0), flow("b", "b", 0.5)))
    found = flow_of(made, terms_of())
    assert found.steps[1].visits == 0
    assert found.clauses == ()


# --- memory -------------------------------------------------------------------------------------


@pytest.mark.fast
def test_only_what_an_edit_touched_is_made_again():
    project, cache = random_project(3), Memo()
    terms = scenario_terms(project, project.scenarios[0])
    before = flows(project, terms, cache)
    touched = project.case_types[1].changed(name="Another")
    edited = project.changed(case_types=(project.case_types[0], touched, *project.case_types[2:]))
    again = flows(edited, scenario_terms(edited, edited.scenarios[0]), cache)
    assert [a is b for a, b in zip(before, again, strict=True)] == [n != 1 for n in range(len(before))]
    fewer = edited.changed(case_types=edited.case_types[1:])
    assert flows(fewer, terms, cache) == again[1:]
    other = scenario_terms(project, Scenario(id=SCENARIO, name="", levels=(1,)))
    assert flows(project, other, cache) == flows(project, other)


@pytest.mark.fast
def test_deferred_channels_make_no_difference_to_the_process():
    by_mail = worked_example(volumes=(volume(channel=Channel.EMAIL),))
    assert flow_of(by_mail, terms_of()) == flow_of(worked_example(), terms_of())


def test_another_decision_makes_only_the_flows_anew_that_it_changes():
    project, memo = small_project(), Memo()
    terms = scenario_terms(project, project.scenarios[0])
    before = flows(project, terms, memo)
    step = project.case_types[0].steps[0].id
    decided = replace(terms, flow=replace(terms.flow, step_decisions={step: StepDecision.ABOLISH}))
    after = flows(project, decided, memo)
    assert after[0] is not before[0]
    assert all(one is other for one, other in zip(after[1:], before[1:], strict=True))
    assert after == flows(project, decided)
    for change in (
        {"levels": frozenset({1})},
        {"later_waves": frozenset({"first"})},
        {"handling_time_change": 0.2},
        {"wrap_up_s": 99.0},
        {"triage_s": 99.0},
        {"are_p10_p90": True},
    ):
        other = replace(terms, flow=replace(terms.flow, **change))
        assert flows(project, other, memo) == flows(project, other), change
        assert flows(project, terms, memo) == before
