"""Where the project stands: counts that a reader can check by hand, and nothing stale after an edit."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from tests.analysis.small_project import small_project, volume, with_case_type
from workbench.analysis.engine import Engine
from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.standing.progress import Count, progress
from workbench.locale import Texts
from workbench.model.agreements import Agreement, AgreementState
from workbench.model.case_types import Scope
from workbench.model.knowledge import Checklist, Faq, KnowledgeState, LocalizedText
from workbench.model.organisation import Person
from workbench.model.process import Delegation
from workbench.model.programme import Risk
from workbench.model.service import Wave
from workbench.model.volumes import Channel, Estimate, Source


def standing(project):
    return progress(project, Engine().results(project))


def row(project, department):
    return next(one for one in standing(project).departments if one.department == department)


def kinds(project):
    return {one.kind for one in standing(project).next_actions}


@pytest.mark.fast
def test_a_case_type_without_steps_is_not_mapped_and_one_classed_step_is():
    project = with_case_type(small_project(), 0, steps=(), flows=())
    assert row(project, "a").mapped == Count(1, 2)
    whole = small_project().case_types[0].steps[0].changed(level=None)
    project = with_case_type(small_project(), 0, steps=(whole,), flows=())
    assert row(project, "a").mapped == Count(1, 2) and row(project, "a").levels == Count(1, 2)
    project = with_case_type(small_project(), 0, steps=(whole.changed(level=2),), flows=())
    assert row(project, "a").mapped == Count(2, 2) and row(project, "a").levels == Count(2, 2)


@pytest.mark.fast
def test_levels_volumes_and_minutes_are_counted_apart():
    first = small_project().case_types[0]
    steps = (first.steps[0], first.steps[1].changed(minutes_today=None), first.steps[2])
    found = row(with_case_type(small_project(), 0, steps=steps), "a")
    assert (found.levels, found.volumes, found.minutes) == (Count(2, 2), Count(2, 2), Count(1, 2))
    found = row(with_case_type(small_project(), 0, volumes=()), "a")
    assert (found.levels, found.volumes, found.minutes) == (Count(2, 2), Count(1, 2), Count(2, 2))


@pytest.mark.fast
def test_out_of_scope_is_nobodys_task():
    found = row(with_case_type(small_project(), 0, scope=Scope.OUT, steps=(), flows=()), "a")
    assert (found.case_types, found.out_of_scope, found.mapped) == (1, 1, Count(1, 1))


@pytest.mark.fast
def test_checklists_and_questions_count_when_they_are_done():
    project = small_project().changed(
        checklists=(
            Checklist(id="1", title="1", case_type="x", state=KnowledgeState.DRAFT),
            Checklist(id="2", title="2", case_type="x", state=KnowledgeState.PUBLISHED),
            Checklist(id="3", title="3", case_type="y", state=KnowledgeState.REVIEWED),
        ),
        faqs=(
            Faq(id="1", department="a", question=LocalizedText(sv="?"), answer=LocalizedText(sv="!")),
            Faq(id="2", department="a", question=LocalizedText(sv="?"), answer=LocalizedText(sv=" ")),
            Faq(
                id="3", department="a", question=LocalizedText(sv="?"), answer=LocalizedText(),
                state=KnowledgeState.WITHDRAWN,
            ),
        ),
    )  # fmt: skip
    found = row(project, "a")
    assert (found.checklists, found.faqs) == (Count(1, 2), Count(1, 2))
    assert {"approve", "write"} <= kinds(project)


@pytest.mark.fast
def test_agreements_show_the_one_furthest_behind():
    project = small_project()
    assert row(project, "a").agreement.worst is None and "agreement" in kinds(project)
    one = Agreement(id="1", department="a", state=AgreementState.SIGNED, version="2.0")
    project = project.changed(agreements=(one,))
    assert row(project, "a").agreement.signed == Count(1, 1)
    other = Agreement(id="2", department="a", state=AgreementState.DRAFT, version="0.3")
    found = row(project.changed(agreements=(one, other)), "a").agreement
    assert (found.worst, found.best, found.version) == (AgreementState.DRAFT, AgreementState.SIGNED, "0.3")
    assert found.signed == Count(0, 1) and found.place == Place("agreements", ("2",))
    assert standing(project).total.agreement.signed == Count(1, 2)


@pytest.mark.fast
def test_figures_are_those_of_the_results():
    project = small_project()
    results = Engine().results(project)
    found = progress(project, results)
    assert found.total.share_levels_1_4.value == pytest.approx(
        results.share_volume_levels_1_4.value, abs=1e-12
    )
    assert sum(one.fte_needed for one in found.departments) == pytest.approx(results.staffing.fte_total)
    for one in (*found.departments, found.total):
        assert one.fte_balance == pytest.approx(one.fte_brought - one.fte_needed)
    assert (
        sum(one.yearly_cost for one in found.departments)
        == found.total.yearly_cost
        == results.costs.yearly_total
    )


def random_change(project, rng):
    at = rng.randrange(len(project.case_types))
    one = project.case_types[at]
    changes = rng.choice(
        [
            {"steps": (), "flows": ()},
            {"volumes": ()},
            {"volumes": (volume("v", Channel.PHONE, rng.randrange(1, 9000), source=Source.GUESS),)},
            {"owner": rng.choice([None, "p"])},
            {"department": rng.choice(["a", "b"])},
            {"wave": rng.choice([None, "first", "second"])},
            {"steps": tuple(step.changed(level=rng.choice([None, 1, 4])) for step in one.steps)},
            {"name": f"Case {rng.randrange(5)}"},
        ]
    )
    changed = with_case_type(project, at, **changes)
    if rng.random() < 0.3:
        waves = (
            *changed.waves[:-1],
            changed.waves[-1].changed(starts_on=dt.date(2028, rng.randrange(1, 13), 1)),
        )
        changed = changed.changed(waves=waves)
    if rng.random() < 0.2:
        extra = one.changed(
            id=f"n{rng.randrange(10**6)}",
            steps=tuple(step.changed(id=f"{step.id}{rng.randrange(10**6)}") for step in one.steps),
            flows=(),
        )
        kept = list(changed.case_types)
        kept.insert(rng.randrange(len(kept)), extra)
        changed = changed.changed(case_types=tuple(kept))
    return changed


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_never_shows(seed):
    """After any edits, progress with its memory equals progress worked out afresh."""
    rng = random.Random(seed)
    project = small_project().changed(
        persons=(Person(id="p", name="Eva"),),
        waves=(
            Wave(id="first", name="First", starts_on=dt.date(2027, 1, 1)),
            Wave(id="second", name="Second", starts_on=dt.date(2027, 9, 1)),
        ),
        checklists=(Checklist(id="k", title="K", case_type="x"),),
    )
    engine, memo = Engine(), Memo()
    for _ in range(25):
        project = random_change(project, rng)
        results = engine.results(project)
        assert progress(project, results, memo) == progress(project, results)


def test_breaking_off_leaves_nothing_half_done():
    class StopError(Exception):
        pass

    project = small_project()
    results, memo = Engine().results(project), Memo()
    whole, ended = progress(project, results), False
    for allowed in range(200):
        left = [allowed]

        def pause(left=left):
            left[0] -= 1
            if left[0] < 0:
                raise StopError

        try:
            assert progress(project, results, memo if allowed else Memo(), pause=pause) == whole
            ended = True
            break
        except StopError:
            continue
    assert ended


@pytest.mark.fast
def test_what_blocks_counts_every_finding_once():
    project = small_project().changed(
        risks=(Risk(id="r", event="Ill", probability=4, consequence=4, due=dt.date(2026, 5, 1)),)
    )
    results = Engine().results(project)
    found = progress(project, results).blocking
    assert sum(one.count for one in found) == len(results.findings)
    assert all(one.count == sum(part.count for part in one.by_department) for one in found)
    order = ["error", "warning", "advice"]
    assert [one.severity for one in found] == sorted((one.severity for one in found), key=order.index)
    risk = found[0]
    assert (risk.rule, risk.due) == ("risk-without-action", dt.date(2026, 5, 1))
    assert risk.place == Place("risks", ("r",), "action")


@pytest.mark.fast
def test_a_decision_without_delegation_is_owed_by_the_committee_before_the_wave():
    project = with_case_type(small_project(), 2, wave="first")
    first = project.case_types[2]
    steps = (first.steps[0].changed(level=4), *first.steps[1:])
    project = with_case_type(project, 2, steps=steps)
    project = project.changed(
        scenarios=tuple(one.changed(levels=(1, 2, 3, 4)) for one in project.scenarios),
        departments=(project.departments[0], project.departments[1].changed(committee="The board")),
    )
    found = next(one for one in standing(project).blocking if one.rule == "level-4-without-ground")
    part = found.by_department[0]
    assert (found.count, part.department, part.owed_by, part.due) == (
        1,
        "b",
        "The board",
        dt.date(2027, 1, 1),
    )
    action = next(one for one in standing(project).next_actions if one.kind == "delegation")
    assert action.hours > 0 and "The board" in str(action.title)
    steps = (steps[0].changed(delegation=Delegation(point="3.1")), *steps[1:])
    assert "delegation" not in kinds(with_case_type(project, 2, steps=steps))


@pytest.mark.fast
def test_the_widest_guess_is_measured_first():
    def with_ranges(department, low, high, source):
        project = small_project()
        for at, one in enumerate(project.case_types):
            volumes = tuple(
                v.changed(source=Source.MEASUREMENT)
                if one.department != department
                else v.changed(low=v.likely * low, high=v.likely * high, source=source)
                for v in one.volumes
            )
            project = with_case_type(project, at, volumes=volumes)
        return project

    wide = next(
        one for one in standing(with_ranges("b", 0.2, 3, Source.GUESS)).next_actions if one.kind == "measure"
    )
    narrow = next(
        one
        for one in standing(with_ranges("b", 0.9, 1.1, Source.GUESS)).next_actions
        if one.kind == "measure"
    )
    assert wide.department == narrow.department == "b" and wide.fte > 3 * narrow.fte
    assert "measure" not in kinds(with_ranges("b", 0.2, 3, Source.MEASUREMENT))


@pytest.mark.fast
def test_proposals_are_sentences_in_every_language_with_a_place():
    project = with_case_type(small_project(), 1, steps=(), flows=())
    guessed = Estimate(low=2, likely=5, high=20, source=Source.GUESS)
    first = project.case_types[0]
    steps = (first.steps[0].changed(minutes_in_customer_service=guessed), *first.steps[1:])
    found = standing(with_case_type(project, 0, steps=steps, contacts_per_case=1.0)).next_actions
    assert {"workshop", "time"} <= {one.kind for one in found}
    for one in found:
        for language in ("sv", "da", "en"):
            assert Texts(language).message(one.title) and Texts(language).message(one.reason)
        assert one.place.collection and one.pieces >= 1 and one.hours >= 0


def test_an_empty_project_stands_at_nothing():
    from workbench.model.project import Municipality, Project

    found = standing(Project(id="p", municipality=Municipality(name="X")))
    assert found.departments == () and found.total.mapped == Count(0, 0)
    assert found.total.share_levels_1_4.value is None
