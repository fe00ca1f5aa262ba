"""The twenty results of a workshop: complete when everything is entered, and honest about what is not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.analysis.test_findings import sound
from workbench.analysis.engine import Engine
from workbench.analysis.place import page_of
from workbench.analysis.standing.read_back import FACTS, MISSING, TITLES, read_back
from workbench.locale import Texts
from workbench.model.agreements import FollowUpMeasure
from workbench.model.case_types import CaseType, Scope
from workbench.model.knowledge import Audience
from workbench.model.organisation import Person
from workbench.model.process import Delegation, Disagreement, Flow, Step, StepDecision
from workbench.model.programme import Action, Question, Workshop
from workbench.model.service import Wave
from workbench.model.text import Message, ProjectError
from workbench.model.volumes import Source

DAY = dt.date(2026, 5, 4)


def finished():
    """A workshop in which all twenty results are there."""
    project = sound()
    first = project.case_types[0]
    info, rule, inquiry = first.steps
    case_type = first.changed(
        steps=(
            info.changed(decision=StepDecision.MOVE),
            rule.changed(
                decision=StepDecision.MOVE,
                delegation=Delegation(point="3.1", committee="The board", decided_on=DAY),
            ),
            inquiry.changed(decision=StepDecision.STAY),
        ),
        flows=(
            first.flows[0],
            first.flows[1].changed(return_path="Back with a line on what is missing"),
        ),
        wave="first",
        wave_precondition="Checklists approved",
        may_be_said="Date and state",
        identification="e-ID",
        training_hours=4.0,
        expert_contact="p",
    )
    return project.changed(
        case_types=(case_type,),
        waves=(Wave(id="first", name="First", starts_on=dt.date(2027, 2, 1)),),
        checklists=(project.checklists[0].changed(author="Ida Berg", due=DAY),),
        faqs=(project.faqs[0].changed(owner="p"),),
        agreements=(project.agreements[0].changed(licence_amount=Decimal(12000)),),
        workshops=(
            Workshop(
                id="w", title="Permits", department="d", internal_callers="Staff are in, companies are out",
                questions=(Question(id="q", text="Who prints?", owner="Eva Ek", due=DAY),),
                signed_off_by="Eva Ek", signed_off_on=DAY, read_back=(1, 2),
            ),
        ),
    )  # fmt: skip


def read(project):
    return {one.number: one for one in read_back(project, "w", Engine().results(project))}


def case(project, **changes):
    return project.changed(case_types=(project.case_types[0].changed(**changes),))


def step(project, number, **changes):
    steps = list(project.case_types[0].steps)
    steps[number] = steps[number].changed(**changes)
    return case(project, steps=tuple(steps))


def one_of(project, collection, **changes):
    return project.changed(**{collection: (getattr(project, collection)[0].changed(**changes),)})


@pytest.mark.fast
def test_a_finished_workshop_lacks_nothing():
    found = read(finished())
    assert list(found) == list(range(1, 21)) and len(TITLES) == 20
    wrong = {
        n: (one.state, [str(gap.text) for gap in one.missing]) for n, one in found.items() if one.missing
    }
    assert wrong == {}
    assert {n for n, one in found.items() if one.state != "complete"} == {6}
    assert found[6].state == "not_needed"
    assert all(one.facts for n, one in found.items() if n != 6)
    assert [n for n, one in found.items() if one.is_read] == [1, 2]


BROKEN = {
    1: lambda p: case(p, owner=None),
    2: lambda p: step(p, 0, level=None),
    3: lambda p: case(p, volumes=()),
    4: lambda p: step(p, 2, minutes_today=None),
    5: lambda p: step(p, 1, decision=None),
    6: lambda p: step(p, 0, decision=StepDecision.STAY),
    7: lambda p: step(p, 1, delegation=Delegation(point="3.1")),
    8: lambda p: case(p, may_be_said=""),
    9: lambda p: step(p, 1, right=""),
    10: lambda p: one_of(p, "agreements", promises_department=()),
    11: lambda p: case(p, flows=(p.case_types[0].flows[0], p.case_types[0].flows[1].changed(return_path=""))),
    12: lambda p: step(p, 1, registration=""),
    13: lambda p: one_of(p, "checklists", due=None),
    14: lambda p: one_of(p, "faqs", is_web_page_updated=False),
    15: lambda p: case(p, expert_contact=None),
    16: lambda p: step(p, 0, role=None),
    17: lambda p: case(p, wave=None),
    18: lambda p: one_of(p, "agreements", measures=(FollowUpMeasure(name="Time", definition=""),)),
    19: lambda p: one_of(p, "workshops", internal_callers=""),
    20: lambda p: one_of(p, "workshops", signed_off_by=""),
}


@pytest.mark.parametrize("number", BROKEN)
def test_what_is_missing_is_said_with_its_place_and_who_owes_it(number):
    found = read(BROKEN[number](finished()))
    broken = found[number]
    assert broken.state in ("partly", "missing") and broken.missing
    assert broken.done < broken.of or number == 3
    gap = broken.missing[0]
    assert gap.owed_by in ("Eva Ek", "Miljö och bygg")
    assert page_of(gap.place)
    for language in ("sv", "da", "en"):
        assert Texts(language).message(gap.text)


@pytest.mark.fast
def test_a_guess_is_named_until_somebody_measures_it_by_a_day():
    project = finished()
    guess = project.case_types[0].volumes[0].changed(source=Source.GUESS)
    project = case(project, volumes=(guess,))
    assert (read(project)[3].state, read(project)[3].done) == ("partly", 1)
    action = Action(id="a", what="Measure", owner="p", due=DAY, case_type="c")
    promised = read(project.changed(actions=(action,)))[3]
    assert promised.state == "complete" and "Eva Ek measures by 2026-05-04" in str(promised.facts[-1].text)
    assert read(project.changed(actions=(action.changed(due=None),)))[3].state == "partly"


@pytest.mark.fast
def test_disagreements_are_read_and_not_settled():
    noted = Disagreement(id="x", who="Ali Demir", level=2)
    found = read(step(finished(), 2, disagreements=(noted,)))[2]
    assert found.state == "complete"
    assert any("Ali Demir sees level 2" in str(one.text) for one in found.facts)


@pytest.mark.fast
def test_execution_needs_no_delegation_and_an_internal_answer_no_web_page():
    project = step(finished(), 1, delegation=Delegation(execution_reason="A copy is printed"))
    assert read(project)[7].state == "complete"
    project = one_of(project, "faqs", audience=Audience.INTERNAL, web_page="")
    assert read(project)[14].state == "complete"


@pytest.mark.fast
def test_only_the_workshops_own_case_types_are_read():
    project = finished()
    other = CaseType(id="o", name="Other", department="d")
    project = project.changed(case_types=(*project.case_types, other))
    assert read(project)[1].of == 2
    assert read(one_of(project, "workshops", case_types=("c",)))[1].of == 1
    assert read(one_of(project, "workshops", unit="u"))[1].of == 1
    out = other.changed(scope=Scope.OUT)
    found = read(project.changed(case_types=(project.case_types[0], out)))
    assert (found[1].state, found[2].state) == ("complete", "complete")


def test_long_lists_are_cut_and_counted():
    project = finished()
    many = tuple(Step(id=f"s{n}", title=f"Step {n}") for n in range(30))
    flows = tuple(Flow(id=f"g{n}", source=f"s{n}", target=f"s{n + 1}") for n in range(29))
    found = read(case(project, steps=many, flows=flows))[5]
    assert (found.done, found.of, len(found.missing), found.more_missing) == (0, 30, MISSING, 30 - MISSING)
    people = tuple(Person(id=f"p{n}", name=f"P {n}") for n in range(20))
    cases = tuple(CaseType(id=f"c{n}", name=f"C {n}", department="d", owner=f"p{n}") for n in range(20))
    project = project.changed(persons=(*project.persons, *people), case_types=(*project.case_types, *cases))
    assert (len(read(project)[1].facts), read(project)[1].more_facts) == (FACTS, 21 - FACTS)


@pytest.mark.fast
def test_nothing_moves_nothing_is_needed():
    project = finished()
    steps = tuple(
        one.changed(decision=StepDecision.STAY, reason="Later") for one in project.case_types[0].steps
    )
    found = read(case(project, steps=steps))
    needless = [n for n, one in found.items() if one.state == "not_needed"]
    assert set(needless) >= {7, 8, 9, 10, 11, 12, 13, 15, 16, 18}
    assert found[6].state == "complete"


def test_every_fact_is_a_sentence():
    for one in read(finished()).values():
        assert isinstance(one.title, Message)
        assert all(Texts("sv").message(fact.text) for fact in one.facts)


def test_no_such_workshop():
    project = finished()
    with pytest.raises(ProjectError):
        read_back(project, "nothing", Engine().results(project))
