import dataclasses
import datetime as dt

import pytest

from tests.support.random_projects import case_type, estimate, flow, project_of, random_project, step, volume
from workbench.analysis.demand.contacts import demand
from workbench.analysis.memo import Memo
from workbench.analysis.people.release import by_level, release
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.process.flow import flows
from workbench.analysis.results import BalanceRow
from workbench.analysis.scenario import scenario_terms
from workbench.model.case_types import Scope
from workbench.model.organisation import FrontlineKind, FrontlinePosition, PositionMove
from workbench.model.process import StepDecision, StepKind
from workbench.model.scenarios import Deflection, Scenario
from workbench.model.volumes import Channel, Counts

SEEDS = range(40)


class Run:
    """Every stage up to release, so that a test can look at what went in as well."""

    def __init__(self, project, scenario=None, cache=None):
        self.project = project
        self.terms = scenario_terms(project, scenario)
        self.flows = flows(project, self.terms, cache)
        self.demand = demand(project, self.terms, self.flows, cache)
        self.staffing = plan_staffing(self.terms, project.settings.adviser_cost, self.demand)
        self.release = release(project, self.terms, self.flows, self.demand, self.staffing, cache)


def run(*case_types, scenario=None, **fields):
    fields = {"case_types": case_types, **fields}
    project = project_of(*fields.pop("case_types"), **fields)
    return Run(project, Scenario(id="s", name="S", **(scenario or {})))


def random_run(seed):
    project = random_project(seed)
    return Run(project, project.scenarios[0])


def first_gap(row: BalanceRow) -> float:
    """taken = done - added (wrap-up + triage) + saved by e-service + saved or lost by different minutes."""
    return row.taken - (row.done - (row.wrap_up + row.triage) + row.saved_by_e_service + row.saved_by_minutes)


def second_gap(row: BalanceRow) -> float:
    """work today = taken + dropped + staying."""
    return row.work_today - (row.taken + row.dropped + row.staying)


FIRST = ("taken", "done", "wrap_up", "triage", "saved_by_e_service", "saved_by_minutes")
SECOND = ("work_today", "taken", "dropped", "staying")


# --- the two identities -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_both_identities_hold_per_department_and_in_total(seed):
    found = random_run(seed).release
    for row in (*found.balance, found.total):
        assert abs(first_gap(row)) <= 1e-9, row
        assert abs(second_gap(row)) <= 1e-9, row


@pytest.mark.parametrize("seed", SEEDS)
def test_no_term_is_near_zero_and_each_one_counts(seed):
    """The negative control: a version that drops any one term is off by at least that term."""
    total = random_run(seed).release.total
    for name in {*FIRST, *SECOND}:
        assert abs(getattr(total, name)) > 1e-3, name
        dropped = dataclasses.replace(total, **{name: 0.0})
        gaps = [first_gap(dropped)] * (name in FIRST) + [second_gap(dropped)] * (name in SECOND)
        assert all(abs(gap) > 1e-3 for gap in gaps), name


@pytest.mark.parametrize("seed", SEEDS)
def test_departments_add_up_to_the_total(seed):
    found = random_run(seed).release
    for field in dataclasses.fields(BalanceRow):
        if field.name != "department":
            parts = sum(getattr(row, field.name) for row in found.balance)
            assert parts == pytest.approx(getattr(found.total, field.name), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_done_is_what_the_demand_brings(seed):
    """From the other side: hours of the pools, made from channels, equal hours made from steps."""
    found = random_run(seed)
    covered = [one for one in found.demand.case_types if one.is_covered]
    seconds = sum(c.work_s + c.deferred_work_s for one in covered for c in one.channels)
    assert found.release.total.done == pytest.approx(seconds / 3600, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_taken_is_the_formula(seed):
    """V sum over M of v m + V (contacts per case - 1) x follow-up minutes today, where the start is in M."""
    found = random_run(seed)
    expected = 0.0
    for made, one, year in zip(found.project.case_types, found.flows, found.demand.case_types, strict=True):
        if not year.is_covered or not one.reaches_customer_service:
            continue
        v = sum(c.cases_reaching for c in year.channels)
        expected += v * sum(s.visits * s.minutes_today for s in one.steps if s.disposition == "moves") / 60
        if one.start_moves:
            expected += v * ((made.contacts_per_case or 1) - 1) * one.follow_up_today_s / 3600
    assert found.release.total.taken == pytest.approx(expected, abs=1e-9)
    assert sum(one.hours for one in found.release.released) == pytest.approx(expected, abs=1e-9)


@pytest.mark.fast
def test_the_terms_of_a_worked_example():
    """100 cases, half deflected; two contacts each; 6 minutes today and 3 with us; an abolished and a staying step."""
    made = case_type(
        step("a", 1, 6, unit="u0", role="r0", minutes_in_customer_service=estimate(3)),
        step("b", 2, 12, unit="u0", role="r1", decision=StepDecision.ABOLISH),
        step("c", 6, 30, unit="u2", role="r3"),
        step("d", 3, 15, unit="u2", role="r3", kind=StepKind.BACK_OFFICE),
        flows=(flow("a", "b"), flow("b", "c"), flow("c", "d")),
        volumes=(volume(100.0, counts=Counts.CASES),),
        contacts_per_case=2.0,
    )
    found = run(made, scenario={"deflections": (Deflection(channel=Channel.PHONE, share=0.5),)}).release
    d0, d1 = found.balance
    assert (d0.department, d0.taken, d0.dropped, d0.staying) == (
        "d0",
        pytest.approx(20),
        pytest.approx(20),
        0,
    )
    assert d0.wrap_up == pytest.approx(50 * 2 * 45 / 3600)
    assert d0.done == pytest.approx(50 * 2 * 3 / 60 + d0.wrap_up)
    assert d0.saved_by_e_service == pytest.approx(50 * 2 * 6 / 60)
    assert d0.saved_by_minutes == pytest.approx(50 * 2 * 3 / 60)
    assert (d1.taken, d1.done, d1.staying) == (pytest.approx(25), pytest.approx(25), pytest.approx(50))
    assert d1.second_line_hours == pytest.approx(25)
    assert found.total.second_line_real_time_hours == 25
    assert d0.handoffs_per_year == pytest.approx(100 * 3)
    assert d0.ping_pong_per_year == pytest.approx(100)


@pytest.mark.fast
def test_what_does_not_come_by_the_common_entry_stays():
    found = run(case_type(step("a", 1, 6), volumes=(volume(100.0, common_entry_share=0.7),))).release.total
    assert (found.taken, found.staying, found.work_today) == (
        pytest.approx(7), pytest.approx(3), pytest.approx(10),
    )  # fmt: skip


@pytest.mark.fast
def test_follow_ups_of_a_start_that_stays_are_triaged_and_not_taken():
    made = case_type(step("a", 6, 6), contacts_per_case=3.0, follow_up_minutes=estimate(4))
    found = run(made).release.total
    cases = 1000 / 3
    assert found.taken == 0
    assert found.triage == found.done == pytest.approx(1000 * 90 / 3600)
    assert found.staying == pytest.approx(cases * (6 + 2 * 4) / 60)
    assert found.handoffs_per_year == pytest.approx(cases)


@pytest.mark.fast
def test_hand_offs_after_triage_are_not_made_by_deflected_cases():
    made = case_type(step("a", 6, 6))
    found = run(made, scenario={"deflections": (Deflection(channel=Channel.PHONE, share=0.4),)})
    assert found.release.total.handoffs_per_year == pytest.approx(600)


@pytest.mark.fast
def test_missing_figures_leave_the_case_type_out():
    whole, missing = case_type(step("a"), id="c0"), case_type(step("b", 1, None), id="c1")
    assert run(whole, missing).release.total == run(whole).release.total


@pytest.mark.fast
def test_out_of_scope_work_stays():
    found = run(case_type(step("a", 1, 6), scope=Scope.OUT)).release.total
    assert (found.work_today, found.staying, found.taken, found.done) == (100, 100, 0, 0)


# --- positions ----------------------------------------------------------------------------------


def position(**fields):
    said = {
        "id": "f",
        "name": "F",
        "kind": FrontlineKind.SWITCHBOARD,
        "department": "d0",
        "role": "r0",
        "fte": 1.5,
    }
    return FrontlinePosition(**{**said, **fields})


def moved_hours(**fields):
    """20 000 calls of 6 minutes taken from role r0, 2 000 hours: and how many lie in the position."""
    made = case_type(step("a", 1, 6, unit="u0", role="r0"), volumes=(volume(20_000.0),))
    found = run(made, frontline_positions=(position(**fields),))
    (row,) = found.release.released
    assert row.hours == pytest.approx(2000)
    return row, found.release.positions[0], found.terms.hours_per_fte


@pytest.mark.fast
def test_hours_of_a_role_that_moves_whole_are_never_counted_twice():
    row, positions, _ = moved_hours()
    assert row.hours_in_positions == pytest.approx(2000)
    assert row.fte_realisable == 0
    assert (positions.moving_whole, positions.realisable) == (1.5, 0)


@pytest.mark.fast
def test_a_position_of_which_a_share_moves_holds_that_much():
    row, positions, hours_per_fte = moved_hours(moves=PositionMove.SHARE, share=0.5)
    assert row.hours_in_positions == pytest.approx(0.75 * hours_per_fte)
    assert positions.moving_whole == 0.75
    assert positions.realisable == pytest.approx(0.7 * (2000 / hours_per_fte - 0.75))


@pytest.mark.fast
@pytest.mark.parametrize(
    "stays", [{"moves": PositionMove.NO}, {"moves_from": dt.date(2028, 1, 1)}, {"role": "r1"}]
)
def test_positions_that_do_not_hold_the_work(stays):
    row, _, hours_per_fte = moved_hours(**stays)
    assert row.hours_in_positions == 0
    assert row.fte_realisable == pytest.approx(0.7 * 2000 / hours_per_fte)


@pytest.mark.fast
def test_a_position_without_a_role_holds_its_units_hours_as_far_as_it_goes():
    row, _, hours_per_fte = moved_hours(role=None, unit="u0", fte=1.0)
    assert row.hours_in_positions == pytest.approx(hours_per_fte)


@pytest.mark.fast
def test_person_shares_and_a_units_own_realisable_share():
    made = case_type(step("a", 1, 6, unit="u3", role="r4"), volumes=(volume(2000.0),))
    found = run(made)
    (row,) = found.release.released
    assert (row.department, row.unit, row.role, row.persons) == ("d1", "u3", "r4", 3)
    assert row.person_share == pytest.approx(200 / (3 * found.terms.hours_per_fte))
    assert row.fte_realisable == pytest.approx(0.4 * row.fte)
    everywhere = run(made, scenario={"realisable_share": 0.9}).release.released[0]
    assert everywhere.fte_realisable == pytest.approx(0.9 * row.fte)


@pytest.mark.parametrize("seed", range(10))
def test_the_reasons_explain_the_whole_difference(seed):
    found = random_run(seed)
    for one in found.release.positions:
        assert sum(value for _, value in one.reasons) == pytest.approx(-one.difference, abs=1e-9)
        assert one.difference == pytest.approx(
            one.moving_whole + one.realisable - one.needed_share, abs=1e-12
        )
    *departments, total = found.release.positions
    assert total.department is None
    assert total.needed_share == pytest.approx(found.staffing.fte_total)
    assert sum(one.needed_share for one in departments) == pytest.approx(total.needed_share)
    assert sum(one.difference for one in departments) == pytest.approx(total.difference)


# --- memory -------------------------------------------------------------------------------------


def test_remembered_release_equals_fresh_release():
    project, cache = random_project(7), Memo()
    Run(project, project.scenarios[0], cache)
    for place in range(len(project.case_types)):
        made = project.case_types[place]
        case_types = list(project.case_types)
        case_types[place] = made.changed(contacts_per_case=2.5, department="d1")
        project = project.changed(case_types=tuple(case_types))
        remembered = Run(project, project.scenarios[0], cache).release
        fresh = Run(project, project.scenarios[0]).release
        assert remembered.balance == fresh.balance
        assert remembered.released == fresh.released
        assert remembered.positions == fresh.positions
    fewer = project.changed(case_types=project.case_types[1:], units=project.units[::-1])
    assert (
        Run(fewer, fewer.scenarios[0], cache).release.balance
        == Run(fewer, fewer.scenarios[0]).release.balance
    )


@pytest.mark.parametrize("seed", SEEDS[::5])
def test_the_balance_by_level_of_all_departments_is_the_balance(seed):
    """Every term adds up, also where other departments perform steps; nothing of levels 5-8 is taken."""
    ran = random_run(seed)
    rows = [
        row for one in ran.project.departments for row in by_level(ran.flows, ran.demand.case_types, one.id)
    ]
    for field in dataclasses.fields(BalanceRow):
        if field.name not in ("department", "second_line_hours"):
            total = getattr(ran.release.total, field.name)
            assert sum(getattr(row, field.name) for row in rows) == pytest.approx(total, rel=1e-9, abs=1e-9)
