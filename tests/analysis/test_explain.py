"""Every figure unfolds: its inputs make it again, and every thread ends at what somebody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.small_project import small_project, with_case_type
from tests.analysis.test_findings import sound
from workbench.analysis.engine import Engine
from workbench.analysis.explain import explain
from workbench.analysis.explain.by_key import HEADLINES
from workbench.analysis.explain.explanation import MOST, recombined
from workbench.locale import Texts
from workbench.model.case_types import Scope
from workbench.model.costs import Funding
from workbench.model.project import Municipality, Project
from workbench.model.service import Pool
from workbench.model.text import Message, ProjectError

ROUNDED = {
    "line", "cost_line", "capital", "used", "readiness", "idle_capacity", "minutes_of", "productive_minutes",
    "variable", "fixed", "payment", "capacity", "contacts_paid", "releases", "value",
}  # fmt: skip
OF_DEPARTMENT = ("fte_of", "balance_of", "cost_of", "net_effect_of", "hours_of")


def many_sided():
    """Everything away from zero: an uncovered case type, one out of scope, direct items, many case types."""
    project = with_case_type(small_project(), 1, volumes=())
    first = project.case_types[0]
    more = tuple(
        first.changed(
            id=f"m{n}",
            name=f"More {n}",
            steps=tuple(step.changed(id=f"m{n}{step.id}") for step in first.steps),
            flows=tuple(
                flow.changed(source=f"m{n}{flow.source}", target=f"m{n}{flow.target}") for flow in first.flows
            ),
            volumes=tuple(one.changed(high=one.likely + 60 * n) for one in first.volumes),
        )
        for n in range(15)
    )
    gone = first.changed(id="gone", scope=Scope.OUT, steps=(), flows=())
    missing = first.changed(id="missing", name="Missing", steps=(), flows=())
    own = project.cost_items[0].changed(id="own", name="Own", funding=Funding.DEPARTMENT, department="b")
    return project.changed(
        case_types=(*project.case_types, *more, gone, missing),
        cost_items=(*project.cost_items, own),
        pools=(Pool(id="service", name="Customer service", minimum_presence=7),),
        scenarios=tuple(one.changed(levels=(1, 2, 3)) for one in project.scenarios),
    )


def everything(project, scenario=None):
    """Explain every headline, every department's figures, and whatever their inputs unfold to."""
    results = Engine().results(project, scenario)
    waiting = [*HEADLINES, *(f"{kind}:{one.id}" for one in project.departments for kind in OF_DEPARTMENT)]
    found = {}
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = explain(project, results, key)
            waiting += [one.unfolds for one in found[key].inputs if one.unfolds]
    return found


def holds(found):
    """Amounts are rounded to the hundredth, and the last hundredth goes by largest remainder."""
    if found.value is None:
        return recombined(found) is None
    is_rounded = found.key.split(":")[0] in ROUNDED
    tolerance = 0.021 if is_rounded else 2e-6 if found.key.startswith("paid_positions") else 1e-7
    got = recombined(found)
    return got is not None and abs(got - float(found.value)) <= tolerance + 1e-9 * abs(float(found.value))


@pytest.mark.fast
@pytest.mark.parametrize("scenario", ["wide", "narrow", "digital"])
def test_inputs_make_the_figure_again(scenario):
    found = everything(many_sided(), scenario)
    assert [key for key, one in found.items() if not holds(one)] == []
    assert len(found) > 50


def test_an_input_left_out_is_noticed():
    found = everything(many_sided())
    for key in (
        "fte",
        "operating_cost",
        "share_levels_1_4",
        "coverage",
        "balance",
        "cost_of:a",
        "component:chat_handling",
    ):
        whole = found[key]
        for at, one in enumerate(whole.inputs):
            if one.part != "note" and one.value and abs(float(one.value)) > 1e-6:
                rest = replace(whole, inputs=(*whole.inputs[:at], *whole.inputs[at + 1 :]))
                assert not holds(rest), (key, one.name)


@pytest.mark.fast
def test_headlines_are_those_of_the_results():
    project = many_sided()
    results = Engine().results(project)
    said = {key: explain(project, results, key).value for key in HEADLINES}
    assert said["fte"] == results.staffing.fte_total
    assert said["operating_cost"] == results.costs.yearly_total
    assert said["one_off_cost"] == results.costs.one_off_total
    assert said["share_levels_1_4"] == results.share_volume_levels_1_4.value
    assert said["first_contact_resolution"] == results.first_contact_resolution.value
    assert said["solved_in_customer_service"] == results.solved_in_customer_service.value
    assert said["coverage"] == results.demand.coverage_volume
    assert said["balance"] == next(o for o in results.release.positions if o.department is None).difference


@pytest.mark.fast
def test_every_thread_ends_at_what_somebody_said():
    found = everything(many_sided())
    seen, waiting = set(), ["fte"]
    while waiting:
        key = waiting.pop()
        seen.add(key)
        waiting += [one.unfolds for one in found[key].inputs if one.unfolds and one.unfolds not in seen]
    kinds = {key.partition(":")[0] for key in seen if ":m14" in key}
    assert {"queued", "during", "handling", "step", "reaching", "volume", "said"} <= kinds
    said = [one for one in found["case_type:m14"].inputs if one.quality is not None]
    assert {one.place.collection for one in said} == {"case_types.volumes", "case_types.steps"}
    assert all(one.source is not None for one in said)


@pytest.mark.fast
def test_the_largest_come_first_and_the_rest_are_one_line():
    found = everything(many_sided())["contacts:phone"]
    values = [one.value for one in found.inputs[:-1]]
    assert len(values) == MOST and values == sorted(values, reverse=True)
    assert found.inputs[-1].name == Message("and {n} more", {"n": found.more}) and found.more > 1


@pytest.mark.fast
def test_a_case_type_that_is_left_out_says_why():
    project = many_sided()
    results = Engine().results(project)
    left_out = explain(project, results, "case_type:missing")
    assert left_out.value is None and "Steps" in str(left_out.definition)
    named = [
        one for one in explain(project, results, "coverage").inputs if one.unfolds == "case_type:missing"
    ]
    assert len(named) == 1 and named[0].value < 0 and "Steps" in str(named[0].source)


def test_every_word_is_a_sentence_in_every_language():
    for one in everything(sound()).values():
        for language in ("sv", "da", "en"):
            texts = Texts(language)
            for words in (one.title, one.definition, one.formula, one.unit):
                assert texts.message(words)
            for part in one.inputs:
                for words in (part.name, part.unit, part.source):
                    assert texts.message(words) if isinstance(words, Message) else words is None or words


def test_an_empty_project_has_figures_too():
    project = Project(id="p", municipality=Municipality(name="X"))
    results = Engine().results(project)
    assert [key for key in HEADLINES if not holds(explain(project, results, key))] == []
    assert explain(project, results, "coverage").value is None  # a share of nothing is none, not 0 %


@pytest.mark.parametrize(
    "key", ["height", "fte_of:nobody", "line:item:nothing", "case_type:nobody", "contacts:fax", ""]
)
def test_a_figure_that_is_not_there(key):
    project = small_project()
    with pytest.raises(ProjectError):
        explain(project, Engine().results(project), key)
