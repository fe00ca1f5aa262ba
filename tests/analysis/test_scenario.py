import datetime as dt
from decimal import Decimal

import pytest

from tests.support.random_projects import case_type, project_of, step, volume
from workbench.analysis.scenario import scenario_terms
from workbench.model.costs import AdviserCost, DatedRate
from workbench.model.project import Municipality, Settings, WorkingTime
from workbench.model.scenarios import AllocationKey, FinancingModel, Scenario
from workbench.model.service import OpeningHours, Pool, ServiceTarget
from workbench.model.volumes import Channel

pytestmark = pytest.mark.fast


def scenario(**fields):
    return Scenario(id="s", name="S", **fields)


def named(terms):
    return {one.name: one.value for one in terms.assumptions}


def test_without_a_word_the_documented_defaults_hold_and_are_listed():
    terms = scenario_terms(project_of(case_type(step("a"))), None)
    assert terms.paid_hours_per_fte == 2080
    assert terms.hours_per_fte == pytest.approx(2080 * 0.8 * 0.85)
    assert (terms.flow.wrap_up_s, terms.flow.triage_s, terms.realisable_share) == (45, 90, 0.7)
    assert set(terms.flow.levels) == {1, 2, 3}
    assert {2080, 0.2, 0.15, 0.7, 45, 90, 5, 2, 0.85, 60, 0.9, 120} <= set(named(terms).values())
    assert all(one.source and one.unit for one in terms.assumptions)


def test_what_the_project_says_is_no_assumption():
    settings = Settings(
        wrap_up_s=30,
        triage_s=60,
        realisable_share=0.5,
        back_office_working_days=3,
        working_time=WorkingTime(paid_hours_per_year=1900, absence_share=0.1, internal_time_share=0.2),
    )
    target = ServiceTarget(channel=Channel.PHONE, share=0.8, within_s=60, answered_share=0.9, patience_s=100)
    pool = Pool(id="p", name="P", minimum_presence=3, max_occupancy=0.8, targets=(target,))
    terms = scenario_terms(project_of(case_type(step("a")), settings=settings, pools=(pool,)), None)
    assert terms.assumptions == ()
    assert terms.hours_per_fte == pytest.approx(1900 * 0.9 * 0.8)


def test_only_channels_that_residents_use_have_default_promises():
    phone = scenario_terms(project_of(case_type(step("a"))), None)
    mail = scenario_terms(project_of(case_type(step("a"), volumes=(volume(1.0, Channel.EMAIL),))), None)
    assert any("Phone" in name for name in named(phone))
    assert not any("Phone" in name for name in named(mail))
    assert any("E-mail" in name for name in named(mail))


def test_denmark_has_its_own_paid_hours():
    terms = scenario_terms(project_of(municipality=Municipality(name="Sø", country="DK")), None)
    assert terms.paid_hours_per_fte == 1924


def test_a_scenario_goes_before_the_project():
    hours = (OpeningHours(weekdays=(0,), opens=18, closes=20),)
    settings = Settings(
        working_time=WorkingTime(absence_share=0.1),
        realisable_share=0.5,
        adviser_cost=AdviserCost(salary_per_month=Decimal(30000)),
        interest_rates=(DatedRate(holds_from=dt.date(2024, 1, 1), rate=0.025),),
    )
    terms = scenario_terms(
        project_of(settings=settings),
        scenario(
            absence_share=0.3,
            realisable_share=0.9,
            adviser_salary_per_month=Decimal(31000),
            interest_rate=0.04,
            opening_hours=hours,
            allocation_key=AllocationKey.CONTACTS,
            financing=FinancingModel.D_CENTRAL,
        ),
    )
    assert (terms.absence_share, terms.realisable("u3"), terms.interest_rate) == (0.3, 0.9, 0.04)
    assert terms.adviser_salary_per_month == 31000
    assert all(pool.opening_hours == hours for pool in terms.pools)
    assert (terms.allocation_key, terms.financing) == (AllocationKey.CONTACTS, FinancingModel.D_CENTRAL)


def test_a_dated_rate_is_the_one_that_holds_when_the_planning_year_begins():
    rates = tuple(
        DatedRate(holds_from=dt.date(year, 1, 1), rate=rate)
        for year, rate in ((2028, 0.03), (2023, 0.45), (2026, 0.44))
    )
    terms = scenario_terms(project_of(settings=Settings(employer_contributions=rates)), None)
    assert terms.employer_contribution == 0.44
    assert scenario_terms(project_of(), None).employer_contribution is None


def test_the_pool_of_a_channel():
    chat, rest = Pool(id="c", name="C", channels=(Channel.CHAT,)), Pool(id="r", name="R")
    terms = scenario_terms(project_of(pools=(rest, chat)), None)
    assert (terms.pool_of(Channel.CHAT), terms.pool_of(Channel.PHONE)) == (chat, rest)
    only_chat = scenario_terms(project_of(pools=(chat,)), None)
    assert only_chat.pool_of(Channel.POST) is chat
