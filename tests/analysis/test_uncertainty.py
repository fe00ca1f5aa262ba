from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from tests.analysis.small_project import small_project
from tests.analysis.uncertain import as_drawn, run_of, small_doubtful, spread_out, with_doubt
from tests.support.random_projects import random_project
from workbench.analysis.demand.estimates import beta_quantile
from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.comparison import figures_of
from workbench.analysis.uncertainty import chances as chances_module
from workbench.analysis.uncertainty import uncertainty
from workbench.analysis.uncertainty.as_json import uncertainty_as_json
from workbench.analysis.uncertainty.chances import Chances, Lognormal, Pert, minutes_chance, volume_chance
from workbench.model.project import Municipality, Project
from workbench.model.scenarios import AllocationKey, FinancingModel
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Estimate, Source, Volume

DRAWS = 200


@cache
def doubtful():
    project = small_doubtful()
    return project, Engine().results(project)


@cache
def drawn():
    project, results = doubtful()
    return uncertainty(project, results=results, draws=DRAWS)


def exact_figures(project):
    results = Engine().results(project)
    found = {
        (one.key, one.department): float(one.value) for one in figures_of(results) if one.value is not None
    }
    return found | {
        ("net_effect_full_year", row.department): float(row.difference)
        for row in results.net_effect
        if row.year == results.planning_year + 1
    }


def differs_from_the_engine(run, figures, draw):
    """Return the figures of a draw that the engine, asked for just these volumes and minutes, has otherwise."""
    exact = exact_figures(as_drawn(run, draw))
    wrong = {}
    for key, values in figures.items():
        if key in exact:
            name, off = key[0], abs(values[draw] - exact[key])
            near = 0.1001 if name.startswith("fte_") else 1.0 if name == "peak_agents" else 0.0
            large = max(abs(exact[key]), abs(exact.get(("amount", key[1]), 0.0)))
            if off > near + 0.002 * large + 1e-9:
                wrong[key] = (values[draw], exact[key])
    return wrong


# What has no doubt is the plan.


def assert_is_the_plan(project):
    results = Engine().results(project)
    found = uncertainty(project, results=results, draws=20)
    assert found.n_guesses == 0
    assert found.guesses == ()
    assert found.fte_deviation == 0
    planned = {(one.key, one.department): one.value for one in figures_of(results)}
    assert {one.key for one in found.bands} >= {
        "fte_total",
        "yearly_total",
        "net_effect",
        "price_per_contact",
    }
    for band in found.bands:
        near = pytest.approx(band.planned, rel=1e-9, abs=1e-9)
        assert (band.p10, band.p50, band.p90, band.mean) == (near, near, near, near), band.key
        if (band.key, band.of) in planned:
            assert band.planned == float(planned[band.key, band.of])


@pytest.mark.parametrize("seed", [None, 3])
def test_without_doubt_every_draw_is_the_plan(seed):
    project = small_project() if seed is None else random_project(seed)
    assert_is_the_plan(with_doubt(project, 2.0, Source.MEASUREMENT))


def test_a_table_that_misses_the_plan_would_be_noticed(monkeypatch):
    # Negative control: without being moved onto the plan, figures out of a coarse table are not the plan's.
    from workbench.analysis.uncertainty import agents, run

    monkeypatch.setattr(agents, "LOAD_STEP", 0.4)
    assert_is_the_plan(with_doubt(small_project(), 2.0, Source.MEASUREMENT))
    kept = run.position_draws
    monkeypatch.setattr(run, "position_draws", lambda t, w, s, c, _planned, **more: kept(t, w, s, c, **more))
    monkeypatch.setattr(run.Run, "_planned", lambda _self, _figures: {})
    project = with_doubt(small_project(), 2.0, Source.MEASUREMENT)
    figures = run_of(project, 2).figures()
    assert figures["staffed_hours_per_year", None][1] != pytest.approx(
        Engine().results(project).staffing.staffed_hours_per_year, rel=1e-9
    )


# Each draw is what the engine makes of the same figures.


@pytest.mark.parametrize("seed", [None, 2])
def test_a_draw_is_what_the_engine_calculates_from_its_figures(seed):
    project = small_doubtful() if seed is None else with_doubt(random_project(seed))
    run = run_of(project, 3)
    figures = run.figures()
    for draw in (1, 3):
        assert differs_from_the_engine(run, figures, draw) == {}


@pytest.mark.parametrize("financing", list(FinancingModel))
def test_money_is_shared_in_every_draw_by_the_model_and_key_that_the_plan_has(financing):
    key = list(AllocationKey)[list(FinancingModel).index(financing)]
    project = small_doubtful()
    settings = project.settings.changed(financing=financing, allocation_key=key)
    departments = tuple(one.changed(inhabitants=900 + 300 * n) for n, one in enumerate(project.departments))
    run = run_of(project.changed(settings=settings, departments=departments), 2)
    assert differs_from_the_engine(run, run.figures(), 2) == {}


def test_booked_visits_chats_at_once_and_two_percentiles_are_drawn_as_they_are_planned():
    project = small_doubtful()
    first, *rest = project.case_types
    visits = Volume(id="booked", channel=Channel.VISIT, low=500, likely=900, high=1500, is_booked=True)
    drop_in = Volume(id="drop-in", channel=Channel.VISIT, low=900, likely=1000, high=2500)
    first = first.changed(
        volumes=(*first.volumes, visits, drop_in), follow_up_minutes=Estimate(low=1, likely=2, high=5)
    )
    project = project.changed(
        case_types=(first, *rest),
        pools=tuple(one.changed(chats_at_once=3) for one in project.pools),
        settings=project.settings.changed(estimates_are="p10_p90"),
    )
    run = run_of(project, 2)
    assert differs_from_the_engine(run, run.figures(), 1) == {}


def test_a_wrong_share_of_work_would_be_noticed(monkeypatch):
    # Negative control: steps that move are taken for the first sitting alone.
    from workbench.analysis.uncertainty import case_year

    kept = case_year._work
    monkeypatch.setattr(case_year, "_work", lambda *of: (kept(*of)[0], 0.0, 0.0))
    run = run_of(small_doubtful(), 2)
    assert differs_from_the_engine(run, run.figures(), 1) != {}


# The same seed, the same bytes.


def test_the_same_seed_gives_the_same_bytes_however_the_work_is_cut_and_paused():
    project, results = doubtful()
    paused = []
    other = uncertainty(
        project, results=results, draws=DRAWS, cells_at_once=2_500, pause=lambda: paused.append(None)
    )
    assert other == drawn()
    assert repr(uncertainty_as_json(other, project)) == repr(uncertainty_as_json(drawn(), project))
    assert len(paused) > 100
    assert uncertainty(project, results=results, draws=DRAWS, seed=2) != drawn()


def test_more_draws_leave_the_first_ones_as_they_were():
    project, results = doubtful()
    few, many = (run_of(project, n, results=results).figures() for n in (10, 40))
    for key, values in few.items():
        assert values.tolist() == many[key][:11].tolist(), key


def test_a_case_type_more_or_another_order_changes_no_other_figures_chances():
    project, _ = doubtful()
    chances = Chances(1, 20, 0.3)
    chance = Lognormal(0.3)
    first = chances.factors("minutes:x:step:minutes_today", "minutes", chance)
    chances.factors("minutes:y:step:minutes_today", "minutes", chance)
    assert chances.factors("minutes:x:step:minutes_today", "minutes", chance).tolist() == first.tolist()
    turned = project.changed(case_types=tuple(reversed(project.case_types)))
    one, other = (run_of(it, 10).figures()["staffed_hours_per_year", None] for it in (project, turned))
    assert other == pytest.approx(one, rel=1e-12)


# What comes of doubt.


def test_what_is_likely_stays_in_the_middle_and_bands_are_in_order():
    for band in drawn().bands:
        assert band.p10 <= band.p50 <= band.p90
    fte, cost = drawn().band("fte_total"), drawn().band("yearly_total")
    assert fte.p10 < fte.p90
    assert fte.mean == pytest.approx(fte.planned, rel=0.05)
    assert cost.mean == pytest.approx(cost.planned, rel=0.05)
    assert drawn().band("amount", "a").p10 < drawn().band("amount", "a").p90
    assert drawn().band("no such figure") is None


def test_more_doubt_makes_wider_bands():
    widths = []
    for wide in (1.2, 1.6):
        band = uncertainty(small_doubtful(wide), draws=DRAWS).band("fte_total")
        widths.append(band.p90 - band.p10)
    fte = drawn().band("fte_total")
    assert widths[0] < widths[1] < fte.p90 - fte.p10


def test_what_goes_together_makes_wider_bands_than_what_evens_out():
    project, results = doubtful()
    alone, together = (
        uncertainty(project, results=results, draws=DRAWS, correlation=one) for one in (0.0, 0.9)
    )
    assert together.fte_deviation > alone.fte_deviation
    assert together.volumes_common + together.minutes_common > 0.7
    assert alone.volumes_common + alone.minutes_common < 0.1
    assert all(one.own_share == pytest.approx(one.share_of_variance) for one in alone.guesses)


def test_stopping_leaves_nothing_and_another_run_is_whole():
    project, results = doubtful()
    calls = []

    def pause():
        calls.append(None)
        if len(calls) == 60:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        uncertainty(project, results=results, draws=DRAWS, pause=pause)
    assert uncertainty(project, results=results, draws=DRAWS) == drawn()


def test_progress_rises_to_all_draws():
    project, results = doubtful()
    heard = []
    uncertainty(project, results=results, draws=50, progress=lambda *n: heard.append(n))
    assert heard == sorted(heard)
    assert heard[-1] == (50, 50)


def test_a_scenario_that_is_not_there_is_named():
    with pytest.raises(ProjectError):
        uncertainty(small_project(), "nowhere", draws=2)


# Which guesses matter most.


def brute_force(run):
    """Return, for every drawn figure, the deviation of the positions when the engine varies it alone."""
    from workbench.analysis.uncertainty.case_year import case_of

    nodes = np.array([-math.sqrt(3), 0.0, math.sqrt(3)])
    engine, found = Engine(), {}
    of = (run.project.case_types, run.results.flows, run.results.demand.case_types)
    drawn_figures = [
        one for each in zip(*of, strict=True) for one in case_of(*each, run.terms, run.basis).drawn
    ]
    for figure in drawn_figures:
        hours = []
        for factor in figure.chance.factors(nodes).tolist():
            only = FixedRun(run, {figure.key: factor})
            hours.append(engine.results(as_drawn(only, 1)).staffing.staffed_hours_per_year)
        found[figure.key] = float(np.sqrt(np.cov(hours, aweights=(1, 4, 1), ddof=0)))
    return found


class FixedRun:
    """A run whose only draw has the figures given, and all others at their mean."""

    def __init__(self, run, factors):
        self.project, self.results, self.terms, self.basis = run.project, run.results, run.terms, run.basis
        self.chances = self
        self._factors = factors

    def factors(self, key, _kind, _chance):
        return np.array([1.0, self._factors.get(key, 1.0)])


def test_the_guesses_rank_as_brute_force_with_the_engine_ranks_them():
    project = small_doubtful()
    project = project.changed(case_types=(project.case_types[0], project.case_types[2]))
    by_engine = brute_force(run_of(project, 2))
    ours = {one.key: one for one in uncertainty(project, draws=DRAWS, correlation=0).guesses}
    assert set(ours) == {key for key, deviation in by_engine.items() if deviation > 0}
    ranked = sorted(ours, key=lambda key: -by_engine[key])
    assert list(ours)[:3] == ranked[:3]
    largest = by_engine[ranked[0]]
    for key, one in ours.items():
        part = math.sqrt(one.own_share / ours[ranked[0]].own_share)
        assert part == pytest.approx(by_engine[key] / largest, abs=0.02), key


def test_a_guess_says_where_it_stands_what_was_said_and_what_it_does():
    top = drawn().guesses[0]
    assert [one.share_of_variance for one in drawn().guesses] == sorted(
        (one.share_of_variance for one in drawn().guesses), reverse=True
    )
    assert (top.kind, top.place.collection, top.unit) == ("minutes", "case_types.steps", "minutes")
    assert top.low < top.likely < top.high
    assert top.fte_p10 < drawn().band("fte_total").planned < top.fte_p90
    assert top.swing == top.fte_p90 - top.fte_p10
    volumes = [one for one in drawn().guesses if one.kind == "volume"]
    assert volumes[0].place.collection == "case_types.volumes"
    assert (volumes[0].unit, volumes[0].per.value) == ("contacts", "year")
    assert sum(one.share_of_variance for one in drawn().guesses) == pytest.approx(1, abs=0.25)


# The distributions.


@pytest.mark.parametrize("are_p10_p90", [False, True])
def test_volumes_are_pert_with_the_mean_that_calculations_use(are_p10_p90):
    said = Volume(id="v", channel=Channel.PHONE, low=600, likely=1000, high=2000, source=Source.GUESS)
    chance = volume_chance(said, are_p10_p90=are_p10_p90)
    assert isinstance(chance, Pert)
    factors = Chances(1, 40_000, 0.3).factors("volume:x", "volume", chance)
    assert factors[0] == 1
    assert factors[1:].mean() == pytest.approx(1, abs=0.01)
    assert factors[1:].std() == pytest.approx(chance.deviation, rel=0.02)
    if are_p10_p90:
        assert np.percentile(factors[1:] * chance.mean, (10, 90)) == pytest.approx([600, 2000], rel=0.02)


@pytest.mark.parametrize(("are_p10_p90", "ratio"), [(True, 4.0), (False, None)])
def test_minutes_are_lognormal_with_their_mean_and_the_ratio_that_was_said(are_p10_p90, ratio):
    chance = minutes_chance(Estimate(low=3, likely=5, high=12), are_p10_p90=are_p10_p90)
    assert isinstance(chance, Lognormal)
    factors = Chances(1, 40_000, 0.3).factors("minutes:x", "minutes", chance)[1:]
    assert factors.mean() == pytest.approx(1, abs=0.01)
    assert np.log(factors).std() == pytest.approx(chance.sigma, rel=0.02)
    p10, p90 = np.percentile(factors, (10, 90))
    if ratio is None:
        a = np.array([1 + 4 * 2 / 9])
        ratio = float((3 + 9 * beta_quantile(0.9, a)[0]) / (3 + 9 * beta_quantile(0.1, a)[0]))
    assert p90 / p10 == pytest.approx(ratio, rel=0.05)


def test_what_was_measured_is_sure_and_one_figure_alone_is_not():
    sure = Estimate(low=3, likely=5, high=9, source=Source.MEASUREMENT)
    assert minutes_chance(sure, are_p10_p90=False) is None
    alone = minutes_chance(Estimate(low=5, likely=5, high=5), are_p10_p90=False)
    assert alone.factors(np.array([1.2815515655446004, -1.2815515655446004])) == pytest.approx(
        [math.sqrt(2) * math.exp(-(alone.sigma**2) / 2), math.exp(-(alone.sigma**2) / 2) / math.sqrt(2)]
    )
    volume = Volume(id="v", channel=Channel.PHONE, low=9, likely=9, high=9, source=Source.GUESS)
    assert isinstance(volume_chance(volume, are_p10_p90=False), Lognormal)
    assert volume_chance(spread_out(volume, 2, Source.SYSTEM_STATISTICS), are_p10_p90=False) is None


def test_the_quantile_table_is_that_of_the_beta_distribution():
    modes = np.linspace(0, 1, 23)
    for normal in (-2.5, -1.2, 0.0, 0.7, 2.9):
        share = math.erfc(-normal / math.sqrt(2)) / 2
        read = [
            chances_module._read(chances_module._quantiles(one), np.array([normal]))[0]
            for one in modes.tolist()
        ]
        assert read == pytest.approx(beta_quantile(share, 1 + 4 * modes), abs=2e-5)


def test_two_of_a_kind_correlate_and_two_of_different_kinds_do_not():
    chances = Chances(5, 20_000, 0.3)
    one, other, third = (
        np.log(chances.factors(key, kind, Lognormal(1.0))[1:])
        for key, kind in (("a", "minutes"), ("b", "minutes"), ("c", "volume"))
    )
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(0.3, abs=0.03)
    assert np.corrcoef(one, third)[0, 1] == pytest.approx(0, abs=0.03)


@pytest.mark.fast
def test_a_project_without_work_has_its_minimum_presence_in_every_draw():
    found = uncertainty(Project(id="empty", municipality=Municipality(name="Småby")), draws=5)
    fte = found.band("fte_total")
    assert fte.planned == fte.p10 == fte.p90 > 0
    assert found.guesses == ()


def test_a_slip_of_the_pen_is_named_instead_of_being_drawn_for_hours():
    project = small_doubtful()
    first, *rest = project.case_types
    calls = first.volumes[0].changed(low=1e9, likely=2e9, high=3e9)
    results = Engine().results(project)
    wrong = project.changed(case_types=(first.changed(volumes=(calls, *first.volumes[1:])), *rest))
    with pytest.raises(ProjectError, match="too high"):
        uncertainty(wrong, results=results, draws=2)
