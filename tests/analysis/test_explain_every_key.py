"""Every kind of figure, on both samples and on random projects: its inputs make it again, and every link leads on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.analysis.test_explain import holds
from tests.export.workbook_case import full_project
from tests.support.random_projects import SCENARIO, random_project
from workbench.analysis.engine import Engine
from workbench.analysis.explain import explain
from workbench.analysis.explain.by_key import HEADLINES
from workbench.analysis.explain.explanation import SAID_BY_SCENARIO
from workbench.analysis.explain.released import released_key
from workbench.analysis.scenarios.comparison import figures_of
from workbench.export.trace_paths import paths_of
from workbench.model.costs import CostPhase
from workbench.model.text import Percent
from workbench.model.volumes import Source
from workbench.templates import read_sample

EACH = 12
"""How many keys of a kind are looked at; what they lead to is looked at in the same measure."""
OF_DEPARTMENT = (
    "fte_of", "balance_of", "cost_of", "net_effect_of", "hours_of", "taken_of", "realisable_of", "positions_of",
    "released_positions_of", "in_positions_of", "cannot_of", "positions", "used", "readiness", "minutes_of",
    "fixed_rate", "capacity",
)  # fmt: skip
KINDS = {
    "component", "peak", "service_level", "half_hour", "deferred", "minimum", "waiting", "released", "positions",
    "line", "budget", "capital", "used", "readiness", "price", "rate_per_minute", "payment", "residue",
    "net_effect", "volume", "contacts", "said", "work", "handling", "step", "reaching", "releases", "value",
    "salary", "employer_contribution", "hours_per_fte", "offered", "realisable_in", "minutes_each",
    "budget_total", "effect_total", "pays", "cumulated", "cost_per_contact", "cost_per_inhabitant",
}  # fmt: skip


def seeds(project, results):
    """Return keys of every kind, as many as there are."""
    yield from HEADLINES
    yield "positions:-"
    yield from paths_of(results)
    for one in project.departments:
        yield from (f"{kind}:{one.id}" for kind in OF_DEPARTMENT)
    yield from (f"cost_line:{one.id}" for one in results.costs.lines)
    yield from (f"budget_total:{one.value}" for one in CostPhase)
    for one in results.net_effect:
        yield from (f"{kind}:{one.department}:{one.year}" for kind in ("pays", "cumulated"))
        yield from (
            f"effect_total:{kind}:{one.year}" for kind in ("difference", "releases", "pays", "cumulated")
        )
    yield from (released_key(one) for one in results.release.released)
    for year in results.demand.case_types:
        yield f"case_type:{year.case_type}"
        yield from (f"volume:{year.case_type}:{one.channel}" for one in year.channels)
    for pool in results.staffing.pools:
        for n, day in enumerate(pool.day_types):
            for t in range(pool.agents.shape[1]):
                if pool.is_open[n, t] and (n * 7 + t) % 11 == 0:
                    yield f"half_hour:{pool.pool}:{day.month}-{day.weekday}-{t}"


def explained(project, results):
    """Explain some of every kind, and whatever they lead to."""
    by_kind: dict[str, list[str]] = {}
    for key in dict.fromkeys(seeds(project, results)):
        by_kind.setdefault(key.partition(":")[0], []).append(key)
    waiting = [one for keys in by_kind.values() for one in keys[:: max(1, len(keys) // EACH)]]
    found, seen = {}, Counter()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = explain(project, results, key)
            kind = key.partition(":")[0]
            seen[kind] += 1
            further = [one.unfolds for one in found[key].inputs if one.unfolds] + list(found[key].feeds)
            waiting += [one for one in further if seen[one.partition(":")[0]] < 3 * EACH]
    return found


@pytest.fixture(scope="module", params=["se", "da", "full", 1, 2])
def case(request):
    if request.param in ("se", "da"):
        project = read_sample(request.param)
    else:
        project = full_project() if request.param == "full" else random_project(request.param)
    results = Engine().results(project, SCENARIO if isinstance(request.param, int) else None)
    return request.param, project, results, explained(project, results)


def test_inputs_make_the_figure_again(case):
    *_, found = case
    assert [key for key, one in found.items() if not holds(one)] == []


def test_a_dropped_input_is_noticed(case):
    *_, found = case
    dropped = 0
    for one in found.values():
        parts = [n for n, given in enumerate(one.inputs) if given.part != "note" and given.value]
        big = [n for n in parts if abs(float(one.inputs[n].value)) > 0.05 and one.inputs[n].value != 1]
        if len(parts) > 1 and big and one.value and abs(float(one.value)) > 0.05:
            n = big[0]
            assert not holds(replace(one, inputs=(*one.inputs[:n], *one.inputs[n + 1 :]))), (one.key, n)
            dropped += 1
    assert dropped > 40


def test_there_is_every_kind(case):
    name, _, _, found = case
    if name == "se":
        assert KINDS - {key.partition(":")[0] for key in found} == set()


def test_every_thread_ends_in_a_source_or_at_a_place(case):
    *_, found = case
    said = [one for figure in found.values() for one in figure.inputs if one.quality is not None]
    assert said and all(one.source is not None and one.place is not None for one in said)
    assert {one.quality for one in said} <= set(Source)


def test_a_price_ends_at_the_rows_of_the_log():
    project = read_sample("se")
    results = Engine().results(project)
    way = ["price:ct-attefall:phone"]
    for kind in ("minutes_each", "reaching", "volume", "said", "measurement"):
        inputs = explain(project, results, way[-1]).inputs
        way.append(next(one.unfolds for one in inputs if one.unfolds and one.unfolds.startswith(kind)))
    log = project.measurements[0]
    rows = {one.name.text: one.value for one in explain(project, results, way[-1]).inputs}
    assert (
        rows["Rows read"] == log.rows_in and rows["Excluded by what was set on reading"] == -log.rows_excluded
    )
    assert explain(project, results, way[-1]).value == log.rows_used


def test_what_the_scenario_says_and_what_nobody_said_is_named():
    project = read_sample("se")
    other = project.changed(
        scenarios=tuple(one.changed(absence_share=0.3, employer_contribution=0.5) for one in project.scenarios),
        settings=project.settings.changed(working_time=project.settings.working_time.changed(
            internal_time_share=None)),
    )  # fmt: skip
    inputs = explain(other, Engine().results(other), "hours_per_fte").inputs
    assert [one.is_assumption for one in inputs] == [False, False, True]
    assert inputs[0].source == project.settings.working_time.source
    assert inputs[1].source == SAID_BY_SCENARIO and inputs[1].place.collection == "scenarios"
    rate = explain(other, Engine().results(other), "employer_contribution")
    assert [one.part for one in rate.inputs] == ["term", "note"]
    assert "SKR" in rate.inputs[1].source


def test_one_adviser_fewer_fails_a_target_in_every_half_hour():
    project = full_project()
    results = Engine().results(project)
    checked = 0
    for key, one in explained(project, results).items():
        outcomes = [given for given in one.inputs if str(given.source) == "fails the target"]
        targets = {str(given.name): given.value for given in one.inputs if "target" in str(given.name)}
        for given in outcomes:
            name, checked = str(given.name), checked + 1
            limit = 0.85 if "occupancy" in name else min(targets.values())
            if "occupancy" in name:
                assert given.value > limit, key
            else:
                assert given.value < max(targets.values()), key
    assert checked > 10


def test_no_message_holds_a_number_that_is_not_written_by_the_language(case):
    *_, found = case
    for one in found.values():
        for text in (one.title, one.definition, one.formula):
            assert all(not isinstance(value, Percent) for value in text.values.values())
            assert str(text)


def test_a_figure_is_what_stands_where_it_is_unfolded(case):
    _, project, results, found = case
    followed = 0
    for figure in found.values():
        for one in figure.inputs:
            whole = found.get(one.unfolds or "") or (
                explain(project, results, one.unfolds) if one.unfolds else None
            )
            if whole is not None and whole.unit == one.unit and None not in (whole.value, one.value):
                followed += 1
                assert abs(float(one.value)) == pytest.approx(abs(float(whole.value)), rel=1e-6, abs=1e-6), (
                    figure.key, one.unfolds,
                )  # fmt: skip
    assert followed > 100


def test_every_compared_figure_unfolds_to_its_own_value(case):
    name, project, results, _ = case
    for one in figures_of(results):
        assert one.explained_by is not None, one.key
        found = explain(project, results, one.explained_by)
        assert (found.value is None) == (one.value is None), one.key
        if one.value is not None:
            assert float(found.value) == pytest.approx(float(one.value), rel=1e-9, abs=1e-9), (name, one)
