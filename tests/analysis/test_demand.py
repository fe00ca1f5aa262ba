import datetime as dt

import numpy as np
import pytest

from tests.support.random_projects import case_type, estimate, flow, project_of, random_project, step, volume
from workbench.analysis.demand.calendar import open_year
from workbench.analysis.demand.contacts import demand
from workbench.analysis.memo import Memo
from workbench.analysis.process.flow import flows
from workbench.analysis.scenario import scenario_terms
from workbench.model.case_types import Scope
from workbench.model.process import StepKind
from workbench.model.project import Settings
from workbench.model.scenarios import Deflection, Scenario
from workbench.model.service import OpeningHours, Pool, Wave
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Counts, Period, Profile, Source

YEAR = 2027


def demand_of(project, cache=None, **scenario):
    terms = scenario_terms(project, Scenario(id="s", name="S", **scenario))
    return demand(project, terms, flows(project, terms, cache), cache)


def one_year(*volumes, **fields):
    """Return the year of a case type with one moving step of 5 minutes and these volumes."""
    scenario = fields.pop("scenario", {})
    settings = fields.pop("settings", Settings())
    extra = fields.pop("project", {})
    made = case_type(step("a"), volumes=volumes, **fields)
    return demand_of(project_of(made, settings=settings, **extra), **scenario).case_types[0]


def channel(year, name, is_booked=False):
    return next(one for one in year.channels if one.channel == name and one.is_booked is is_booked)


# --- from what was said to a year ---------------------------------------------------------------


@pytest.mark.fast
def test_three_to_five_a_week_is_four_a_week():
    said = volume(4.0, low=3.0, high=5.0, per=Period.WEEK)
    assert one_year(said).contacts_per_year == pytest.approx(4 * 253 / 5)


@pytest.mark.fast
def test_a_skewed_volume_counts_with_its_mean():
    assert one_year(volume(20.0, low=10.0, high=60.0)).contacts_per_year == pytest.approx((10 + 80 + 60) / 6)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("per", "factor"), [(Period.DAY, 253), (Period.WEEK, 50.6), (Period.MONTH, 12), (Period.YEAR, 1)]
)
def test_what_is_said_per_period(per, factor):
    assert one_year(volume(10.0, per=per)).contacts_per_year == pytest.approx(10 * factor)


@pytest.mark.fast
def test_a_day_is_an_open_day_of_the_channels_own_pool():
    weekend = Pool(
        id="w",
        name="W",
        channels=(Channel.CHAT,),
        opening_hours=(OpeningHours(weekdays=(5,), opens=16, closes=24),),
    )
    pools = (weekend, Pool(id="p", name="P"))
    chats = one_year(volume(10.0, Channel.CHAT, per=Period.DAY), project={"pools": pools})
    assert chats.contacts_per_year == 10 * len(open_year("SE", YEAR, weekend.opening_hours).dates)
    assert chats.contacts_per_year < 530


@pytest.mark.fast
def test_a_measured_month_is_divided_by_its_weight():
    busy = Profile(id="b", name="B", months=(3.0,) + (1.0,) * 11)
    said = volume(
        700.0, per=Period.MEASURED, measured_from=dt.date(YEAR, 1, 1), measured_to=dt.date(YEAR, 1, 31)
    )
    year = one_year(said, settings=Settings(profile="b"), project={"profiles": (busy,)})
    assert year.contacts_per_year == pytest.approx(700 * 14 / 3)


@pytest.mark.fast
def test_a_measurement_without_an_open_day_is_missing_not_zero():
    said = volume(
        70.0, per=Period.MEASURED, measured_from=dt.date(YEAR, 1, 2), measured_to=dt.date(YEAR, 1, 3)
    )
    year = one_year(said, volume(100.0, Channel.EMAIL))
    assert not year.is_covered


@pytest.mark.fast
def test_contacts_and_cases():
    by_contacts = one_year(volume(300.0), contacts_per_case=1.5)
    assert (by_contacts.cases_per_year, by_contacts.contacts_per_year) == (200, 300)
    by_cases = one_year(volume(300.0, counts=Counts.CASES), contacts_per_case=1.5)
    assert (by_cases.cases_per_year, by_cases.contacts_per_year) == (300, 450)
    phone = channel(by_cases, "phone")
    assert (phone.first_contacts, phone.follow_ups) == (300, 150)
    assert phone.work_s == pytest.approx(450 * (300 + 45))


@pytest.mark.fast
def test_what_does_not_come_by_the_common_entry_is_no_work_here():
    phone = channel(one_year(volume(1000.0, common_entry_share=0.6)), "phone")
    assert (phone.cases, phone.cases_reaching, phone.first_contacts) == (1000, 600, 600)


@pytest.mark.fast
def test_a_measurement_goes_before_what_was_said_of_the_same_channel():
    measured = volume(1000.0, id="m", source=Source.MEASUREMENT)
    said = volume(1200.0, id="s", source=Source.GUESS)
    assert one_year(said, measured).cases_per_year == 1000
    assert one_year(measured, said).cases_per_year == 1000
    assert one_year(said, said.changed(id="t")).cases_per_year == 2400  # two units, each with its own
    booked = volume(50.0, Channel.VISIT, id="b", is_booked=True, source=Source.GUESS)
    assert one_year(volume(100.0, Channel.VISIT), booked).cases_per_year == 150


# --- deflection ---------------------------------------------------------------------------------

TO_E_SERVICE = {"deflections": (Deflection(channel=Channel.PHONE, share=0.25),)}


@pytest.mark.fast
def test_deflected_cases_lose_contacts_and_follow_ups_and_keep_back_office_work():
    made = case_type(
        step("a", 1, 5),
        step("b", 3, 10, kind=StepKind.BACK_OFFICE),
        flows=(flow("a", "b", 0.5),),
        volumes=(volume(1000.0, counts=Counts.CASES), volume(100.0, Channel.E_SERVICE, counts=Counts.CASES)),
        contacts_per_case=2.0,
    )
    year = demand_of(project_of(made), **TO_E_SERVICE).case_types[0]
    phone, e_service = channel(year, "phone"), channel(year, "e_service")
    assert (phone.cases_deflected, phone.first_contacts, phone.follow_ups) == (250, 750, 750)
    assert phone.work_s == pytest.approx(750 * 2 * (300 + 45))
    assert phone.deferred_work_s == pytest.approx(750 * 0.5 * 600)
    assert (e_service.cases, e_service.cases_reaching, e_service.first_contacts) == (100, 350, 100)
    assert e_service.deferred_work_s == pytest.approx((100 + 250) * 0.5 * 600)
    assert year.cases_reaching == 1100


@pytest.mark.fast
def test_an_e_service_row_appears_where_there_was_none():
    year = one_year(volume(1000.0), scenario=TO_E_SERVICE)
    e_service = channel(year, "e_service")
    assert (e_service.cases, e_service.cases_reaching, e_service.contacts, e_service.work_s) == (0, 250, 0, 0)


@pytest.mark.fast
def test_what_is_not_deflected():
    all_channels = {"deflections": tuple(Deflection(channel=one, share=0.5) for one in Channel)}
    already = one_year(volume(100.0, Channel.E_SERVICE), scenario=all_channels)
    assert channel(already, "e_service").cases_deflected == 0
    out = one_year(volume(100.0), scope=Scope.OUT, scenario=all_channels)
    assert channel(out, "phone").cases_deflected == 0
    assert out.cases_reaching == 0


@pytest.mark.fast
def test_a_case_types_own_deflection_goes_before_the_one_for_all():
    both = {
        "deflections": (
            Deflection(channel=Channel.PHONE, share=0.1, case_type="c"),
            Deflection(channel=Channel.PHONE, share=0.5),
        )
    }
    assert channel(one_year(volume(1000.0), scenario=both), "phone").cases_deflected == 100


# --- pools --------------------------------------------------------------------------------------


def year_sum(pool, figures):
    days = np.array([one.days for one in pool.day_types])
    return float((figures * days[:, None]).sum())


@pytest.mark.parametrize("seed", range(20))
def test_a_years_contacts_and_work_are_kept(seed):
    """Nothing is lost between case types and half-hours, to 1e-9, and nothing falls on closed times."""
    project = random_project(seed)
    found = demand_of(project, levels=(1, 2, 3, 4), through_wave="w0", **TO_E_SERVICE)
    real_time = {"phone", "chat", "visit"}
    rows = [one for year in found.case_types if year.is_covered for one in year.channels]
    queued = [one for one in rows if one.channel in real_time and not one.is_booked]
    contacts = sum(one.first_contacts + one.follow_ups for one in queued)
    assert sum(year_sum(p, one) for p in found.pools for one in p.offered) == pytest.approx(
        contacts, abs=1e-9
    )
    work_s = sum(one.work_s for one in queued)
    assert sum(year_sum(p, one) for p in found.pools for one in p.work_s) == pytest.approx(work_s, rel=1e-12)
    other_s = sum(one.work_s + one.deferred_work_s for one in rows) - work_s
    hours = sum(p.booked_hours + sum(p.deferred_hours.values()) for p in found.pools)
    assert hours == pytest.approx(other_s / 3600, abs=1e-9)
    assert all((p.offered[:, ~p.is_open] == 0).all() for p in found.pools)


@pytest.mark.fast
def test_a_year_that_lost_a_day_would_be_noticed():
    """The negative control: one day less of one day type is far outside 1e-9."""
    pool = demand_of(project_of(case_type(step("a")))).pools[0]
    days = np.array([one.days for one in pool.day_types])
    days[0] -= 1
    assert abs((pool.offered[0] * days[:, None]).sum() - 1000) > 1


@pytest.mark.fast
def test_channels_go_to_the_pool_that_lists_them():
    made = case_type(
        step("a"), volumes=(volume(100.0), volume(200.0, Channel.CHAT), volume(50.0, Channel.EMAIL))
    )
    pools = (Pool(id="chat", name="Chat", channels=(Channel.CHAT,)), Pool(id="all", name="All"))
    chat, rest = demand_of(project_of(made, pools=pools)).pools
    assert (chat.real_time, rest.real_time) == (("chat",), ("phone",))
    assert year_sum(chat, chat.offered[0]) == pytest.approx(200)
    assert year_sum(rest, rest.offered[0]) == pytest.approx(100)
    assert rest.deferred_hours == {"email": pytest.approx(50 * 345 / 3600)}


@pytest.mark.fast
def test_booked_visits_are_blocks_outside_the_queue():
    made = case_type(step("a"), volumes=(volume(100.0, Channel.VISIT, is_booked=True),))
    pool = demand_of(project_of(made)).pools[0]
    assert pool.offered.sum() == 0
    assert pool.booked_hours == pytest.approx(100 * 345 / 3600)


@pytest.mark.fast
def test_deferred_work_that_cannot_be_interrupted():
    made = case_type(
        step("a"), step("b", 3, 10, kind=StepKind.BACK_OFFICE), flows=(flow("a", "b"),),
        volumes=(volume(100.0), volume(60.0, Channel.EMAIL)), interruptible=(Channel.EMAIL,),
    )  # fmt: skip
    free = demand_of(project_of(made)).pools[0]
    assert free.uninterruptible_hours == 0
    bound = demand_of(project_of(made, settings=Settings(deferred_is_interruptible=False))).pools[0]
    assert bound.deferred_hours == {
        "back_office": pytest.approx(160 * 600 / 3600),
        "email": pytest.approx(60 * 345 / 3600),
    }
    assert bound.uninterruptible_hours == pytest.approx(100 * 600 / 3600)


@pytest.mark.fast
def test_measured_contacts_outside_opening_hours_are_shown():
    profile = Profile(
        id="m",
        name="M",
        intervals=tuple(1.0 if n in (12, 20) else 0.0 for n in range(48)),
        source=Source.MEASUREMENT,
    )
    made = case_type(step("a"))
    project = project_of(made, profiles=(profile,), settings=Settings(profile="m"))
    pool = demand_of(project).pools[0]
    assert pool.outside_hours == pytest.approx(500)
    assert year_sum(pool, pool.offered[0]) == pytest.approx(1000)


@pytest.mark.fast
def test_a_flat_profile_is_said():
    assert demand_of(project_of(case_type(step("a")))).is_profile_flat
    known = project_of(
        case_type(step("a")), profiles=(Profile(id="m", name="M"),), settings=Settings(profile="m")
    )
    assert not demand_of(known).is_profile_flat


@pytest.mark.fast
def test_a_case_types_own_profile_goes_before_the_projects():
    summer = Profile(id="s", name="S", months=(0.0,) * 6 + (1.0,) + (0.0,) * 5)
    made = case_type(step("a"), profile="s")
    project = project_of(made, profiles=(summer, Profile(id="m", name="M")), settings=Settings(profile="m"))
    pool = demand_of(project).pools[0]
    outside_july = [n for n, one in enumerate(pool.day_types) if one.month != 7]
    assert pool.offered[0][outside_july].sum() == 0


@pytest.mark.fast
def test_a_pool_that_is_never_open_is_named():
    with pytest.raises(ProjectError, match="Night"):
        demand_of(project_of(case_type(step("a")), pools=(Pool(id="n", name="Night", opening_hours=()),)))


# --- coverage -----------------------------------------------------------------------------------


@pytest.mark.fast
def test_what_is_missing_is_left_out_and_coverage_says_so():
    whole = case_type(step("a"), id="c0", volumes=(volume(300.0),))
    no_minutes = case_type(step("b", 1, None), id="c1", volumes=(volume(100.0),))
    no_volume = case_type(step("c"), id="c2", volumes=())
    out = case_type(step("d", 1, None), id="c3", scope=Scope.OUT)
    found = demand_of(project_of(whole, no_minutes, no_volume, out))
    assert [one.is_covered for one in found.case_types] == [True, False, False, False]
    assert found.coverage_volume == pytest.approx(300 / 400)
    assert found.coverage_case_types == pytest.approx(1 / 3)
    assert year_sum(found.pools[0], found.pools[0].offered[0]) == pytest.approx(300)
    assert demand_of(project_of(whole)).coverage_volume == 1


@pytest.mark.fast
def test_a_volume_of_nothing_is_known():
    found = demand_of(project_of(case_type(step("a"), volumes=(volume(0.0),))))
    assert found.case_types[0].is_covered
    assert found.coverage_case_types == 1


@pytest.mark.fast
def test_an_empty_project_has_an_empty_year():
    found = demand_of(project_of())
    assert (found.cases_per_year, found.pools[0].offered.sum()) == (0, 0)
    assert (found.coverage_volume, found.coverage_case_types) == (None, None)  # nothing of nothing, not 0 %


@pytest.mark.fast
def test_later_waves_have_a_volume_but_do_not_come():
    waves = (
        Wave(id="w0", name="0", starts_on=dt.date(YEAR, 1, 1)),
        Wave(id="w1", name="1", starts_on=dt.date(YEAR, 9, 1)),
    )
    project = project_of(case_type(step("a"), wave="w1"), waves=waves)
    found = demand_of(project, through_wave="w0")
    assert (found.cases_per_year, found.case_types[0].cases_reaching) == (1000, 0)
    assert found.pools[0].offered.sum() == 0


# --- memory -------------------------------------------------------------------------------------


@pytest.mark.fast
def test_remembered_demand_equals_fresh_demand():
    project, cache = random_project(5), Memo()
    demand_of(project, cache)
    for place, made in enumerate(project.case_types):
        edited = project.changed(
            case_types=tuple(
                made.changed(follow_up_minutes=estimate(9), contacts_per_case=2.0) if n == place else one
                for n, one in enumerate(project.case_types)
            )
        )
        remembered, fresh = demand_of(edited, cache), demand_of(edited)
        assert remembered.case_types == fresh.case_types
        assert all(
            (a.offered == b.offered).all()
            and (a.work_s == b.work_s).all()
            and a.deferred_hours == b.deferred_hours
            for a, b in zip(remembered.pools, fresh.pools, strict=True)
        )
