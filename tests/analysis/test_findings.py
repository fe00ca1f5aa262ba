"""Every rule: found in a project made for it, where it belongs, in every language; none in a sound project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from workbench.analysis.engine import Engine
from workbench.analysis.findings import RULES
from workbench.analysis.findings.personal_numbers import looks_personal
from workbench.analysis.results import Finding
from workbench.locale import LANGUAGES, Texts
from workbench.model.agreements import Agreement, FollowUpMeasure
from workbench.model.case_types import CaseType, Scope
from workbench.model.costs import AdviserCost, CostCategory, CostItem, DatedRate
from workbench.model.integrity import check_project
from workbench.model.knowledge import (
    Checklist,
    ChecklistItem,
    DecisionRow,
    DecisionTable,
    Faq,
    ItemKind,
    KnowledgeState,
    LocalizedText,
)
from workbench.model.organisation import Department, FrontlineKind, FrontlinePosition, Person, Role, Unit
from workbench.model.process import Delegation, Disagreement, Flow, Step, StepDecision, StepKind
from workbench.model.programme import Consultation, Goal, Participant, Risk, Workshop
from workbench.model.project import Municipality, Project, Settings
from workbench.model.rosa import DEFAULT_RULES, LevelRule, Movement
from workbench.model.scenarios import AllocationKey, Scenario
from workbench.model.service import Pool
from workbench.model.volumes import Channel, Estimate, Profile, Source, Volume

pytestmark = pytest.mark.fast
DAY = dt.date(2026, 1, 1)


def minutes(low: float = 8, likely: float = 10, high: float = 12, **said: Any) -> Estimate:
    return Estimate(low=low, likely=likely, high=high, source=Source.MEASUREMENT, **said)


def sound() -> Project:
    """Return a project that nothing can be said against: one case type, handed over as it should be."""
    steps = (
        Step(id="info", title="Svara", level=1, unit="u", role="r", minutes_today=minutes()),
        Step(
            id="rule", title="Besluta", level=4, unit="u", role="r", minutes_today=minutes(),
            kind=StepKind.BACK_OFFICE, delegation=Delegation(point="3.1"), registration="Diariet",
            system="Ecos", right="Läsa", secrecy="OSL 21", identification="e-legitimation",
        ),
        Step(
            id="inquiry", title="Utreda", level=5, unit="u", role="r", minutes_today=minutes(),
            kind=StepKind.BACK_OFFICE,
        ),
    )  # fmt: skip
    clause = {"hands_over": "Ansökan", "complete_when": "ritning finns", "within": "en dag"}
    case_type = CaseType(
        id="c", name="Bygglov", department="d", unit="u", owner="p", steps=steps,
        flows=(
            Flow(id="f", source="info", target="rule", probability=0.6),
            Flow(id="g", source="rule", target="inquiry", probability=0.3, **clause),
        ),
        volumes=(
            Volume(
                id="v", channel=Channel.PHONE, low=5000, likely=6000, high=7000, source=Source.MEASUREMENT
            ),
        ),
        contacts_per_case=1.1,
        follow_up_minutes=minutes(),
    )  # fmt: skip
    checklist = Checklist(
        id="k", title="Bygglov", case_type="c", owner="p", state=KnowledgeState.APPROVED,
        items=(ChecklistItem(id="i", kind=ItemKind.ASK, text="Var?"),),
        decision_table=DecisionTable(
            conditions=("yta",),
            rows=(
                DecisionRow(answers=("högst 5",), outcome="ja"),
                DecisionRow(answers=("mer än 5",), outcome="nej"),
            ),
        ),
    )  # fmt: skip
    faq = Faq(
        id="q", department="d", question=LocalizedText(sv="När?"), answer=LocalizedText(sv="Snart."),
        state=KnowledgeState.PUBLISHED, web_page="https://x.example", is_web_page_updated=True,
    )  # fmt: skip
    agreement = Agreement(
        id="a", department="d", number="1", valid_from=DAY, owner_department="p",
        promises_customer_service=("Svara",), promises_department=("Hjälpa",),
        measures=(FollowUpMeasure(name="Svarstid", definition="median"),),
    )  # fmt: skip
    return Project(
        id="p",
        municipality=Municipality(name="Provköping", inhabitants=10_000),
        settings=Settings(
            chosen_scenario="s",
            profile="week",
            adviser_cost=AdviserCost(salary_per_month=Decimal(30_000)),
            employer_contributions=(DatedRate(holds_from=DAY, rate=0.3142),),
            interest_rates=(DatedRate(holds_from=DAY, rate=0.02),),
        ),
        departments=(Department(id="d", name="Miljö och bygg"),),
        units=(Unit(id="u", name="Lov", department="d"),),
        roles=(Role(id="r", name="Handläggare", unit="u", persons=3, fte=3),),
        persons=(Person(id="p", name="Eva Ek"),),
        frontline_positions=(
            FrontlinePosition(
                id="x", name="Växel", kind=FrontlineKind.SWITCHBOARD, department="d", persons=9, fte=9,
                cost_per_year=Decimal(4_000_000),
            ),
        ),
        case_types=(case_type,),
        profiles=(Profile(id="week", name="Vecka", weekdays=(3, 2, 2, 2, 1, 0, 0)),),
        pools=(Pool(id="pool", name="Kundservice"),),
        scenarios=(Scenario(id="s", name="Nivå 1-4", levels=(1, 2, 3, 4)),),
        checklists=(checklist,),
        faqs=(faq,),
        agreements=(agreement,),
        cost_items=tuple(
            CostItem(id=f"cost-{one}", name=one, category=one, amount=Decimal(1_000)) for one in CostCategory
        ),
        risks=(Risk(id="risk", event="Sjuk", probability=3, consequence=4, action="Ta in", owner="p", due=DAY),),
        goals=(Goal(id="goal", name="Svar", measure="Andel", definition="av alla"),),
        consultations=(Consultation(id="union", party="Facket", sent=DAY, answer="Ja"),),
    )  # fmt: skip


def case(**changes: Any) -> Callable[[Project], Project]:
    return lambda p: p.changed(case_types=(p.case_types[0].changed(**changes),))


def step(number: int, **changes: Any) -> Callable[[Project], Project]:
    def change(p: Project) -> Project:
        first = p.case_types[0]
        steps = list(first.steps)
        steps[number] = steps[number].changed(**changes)
        return p.changed(case_types=(first.changed(steps=tuple(steps)),))

    return change


def one(collection: str, **changes: Any) -> Callable[[Project], Project]:
    def change(p: Project) -> Project:
        first, *others = getattr(p, collection)
        return p.changed(**{collection: (first.changed(**changes), *others)})

    return change


def settings(**changes: Any) -> Callable[[Project], Project]:
    return lambda p: p.changed(settings=p.settings.changed(**changes))


def agreed(share: float) -> Callable[[Project], Project]:
    key = settings(allocation_key=AllocationKey.AGREED_SHARES)
    return lambda p: key(one("departments", agreed_share=share)(p))


def by_inhabitants(of_all: int, **department: Any) -> Callable[[Project], Project]:
    """Readiness shared by inhabitants: ``of_all`` those of the municipality, beside what the department says."""

    def change(p: Project) -> Project:
        counted = p.changed(municipality=p.municipality.changed(inhabitants=of_all))
        return settings(allocation_key=AllocationKey.INHABITANTS)(one("departments", **department)(counted))

    return change


def late_in_january(project: Project) -> Project:
    """Eight times as many contacts as in other months, and what follows of them may not be interrupted."""
    busy = one("profiles", months=(8.0, *(1.0,) * 11))(project)
    return settings(deferred_is_interruptible=False)(busy)


def without(collection: str) -> Callable[[Project], Project]:
    return lambda p: p.changed(**{collection: ()})


def volume(**changes: Any) -> Callable[[Project], Project]:
    return lambda p: case(volumes=(p.case_types[0].volumes[0].changed(**changes),))(p)


GUESSED = minutes().changed(source=Source.GUESS)
MADE_FOR: dict[str, tuple[str, Callable[[Project], Project]]] = {
    "level-4-without-ground": ("case_types.steps rule", step(1, delegation=Delegation(committee="Nämnden"))),
    "refused-level-moves": ("case_types.steps inquiry", step(2, level=6, decision=StepDecision.MOVE)),
    "risk-without-action": ("risks risk", one("risks", action="")),
    "no-adviser-salary": ("settings ", settings(adviser_cost=AdviserCost())),
    "step-without-level": ("case_types.steps inquiry", step(2, level=None)),
    "step-without-minutes": ("case_types.steps inquiry", step(2, minutes_today=None)),
    "case-type-without-volume": ("case_types c", case(volumes=())),
    "case-type-without-steps": ("case_types c", case(steps=(), flows=())),
    "level-5-moves": (
        "case_types.steps inquiry",
        lambda p: one("scenarios", levels=(1, 2, 3, 4, 5))(step(2, exception="Prov i ett halvår")(p)),
    ),
    "stays-without-reason": ("case_types.steps info", step(0, decision=StepDecision.STAY)),
    "clause-incomplete": (
        "case_types.flows g",
        lambda p: case(flows=(p.case_types[0].flows[0], p.case_types[0].flows[1].changed(within="")))(p),
    ),
    "step-not-reached": ("case_types.steps inquiry", lambda p: case(flows=p.case_types[0].flows[:1])(p)),
    "secrecy-without-identification": ("case_types.steps rule", step(1, identification="")),
    "without-checklist": ("case_types c", without("checklists")),
    "checklist-not-approved": ("checklists k", one("checklists", state=KnowledgeState.REVIEWED)),
    "rule-without-table": ("checklists k", one("checklists", decision_table=None)),
    "table-of-rules-wrong": (
        "checklists k",
        one(
            "checklists",
            decision_table=DecisionTable(
                conditions=("A",), rows=(DecisionRow(answers=("ja",), outcome="x"),)
            ),
        ),
    ),
    "department-without-agreement": ("departments d", without("agreements")),
    "low-coverage": ("settings ", step(0, minutes_today=None)),
    "goal-without-definition": ("goals goal", one("goals", definition="")),
    "role-released-more-than-it-has": ("roles r", volume(low=50_000, likely=60_000, high=70_000)),
    "no-contribution-rate": ("settings ", settings(employer_contributions=())),
    "deadlines-late": ("settings ", late_in_january),
    "contribution-before-its-day": ("settings ", settings(planning_year=2015)),
    "agreed-shares-not-whole": ("settings ", agreed(0.5)),
    "inhabitants-not-given": ("settings ", by_inhabitants(0)),
    "position-without-cost": ("frontline_positions x", one("frontline_positions", cost_per_year=None)),
    "personal-number": ("case_types c", case(note="Ring 811228-9874")),
    "disagreement": (
        "case_types.steps info",
        step(0, disagreements=(Disagreement(id="g", who="Kim", level=2),)),
    ),
    "in-parking-lot": ("case_types.steps info", step(0, decision=StepDecision.PARKING_LOT)),
    "split-not-done": ("case_types.steps info", step(0, decision=StepDecision.SPLIT)),
    "without-owner": ("case_types c", case(owner=None)),
    "without-registration": ("case_types.steps rule", step(1, registration="")),
    "system-without-right": ("case_types.steps rule", step(1, right="")),
    "volume-is-guess": ("case_types.volumes v", volume(source=Source.GUESS)),
    "minutes-are-guess": ("case_types.steps info", step(0, minutes_today=GUESSED)),
    "wide-range": ("case_types.steps info", step(0, minutes_today=minutes(2, 10, 20))),
    "contact-put-through": ("case_types c", step(0, decision=StepDecision.STAY, reason="Prov")),
    "failure-demand": ("case_types c", case(failure_demand_share=0.4)),
    "without-faq": ("departments d", without("faqs")),
    "web-page-not-updated": ("faqs q", one("faqs", is_web_page_updated=False)),
    "small-person-share": ("roles r", one("roles", persons=60, fte=60)),
    "flat-profile": ("settings ", settings(profile=None)),
    "budget-row-empty": ("settings ", lambda p: p.changed(cost_items=p.cost_items[:-1])),
    "needs-more-than-released": ("settings ", one("frontline_positions", fte=0)),
    "same-name-twice": (
        "case_types c2",
        lambda p: p.changed(case_types=(*p.case_types, CaseType(id="c2", name="BYGGLOV ", department="d"))),
    ),
    "agreement-unfinished": ("agreements a", one("agreements", number="")),
    "consultation-unanswered": ("consultations union", one("consultations", answer="")),
}


def found_in(project: Project) -> tuple[Finding, ...]:
    check_project(project)
    return Engine().results(project).findings


def test_nothing_is_said_against_a_sound_project():
    assert [str(finding.what) for finding in found_in(sound())] == []


def test_no_rule_is_untested():
    assert set(MADE_FOR) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_found_where_it_belongs(rule):
    place, change = MADE_FOR[rule]
    found = {
        f"{finding.place} {finding.id}": finding
        for finding in found_in(change(sound()))
        if finding.rule == rule
    }
    assert list(found) == [place]
    finding = found[place]
    assert finding.severity == RULES[rule].severity
    for language in LANGUAGES:
        texts = Texts(language)
        for said in (texts.message(finding.what), texts.message(finding.remedy)):
            assert said.strip() and "{" not in said and "None" not in said
            assert said[0] != said[0].lower() or said[0] in '"”»0123456789' or not said[0].isalpha()


def test_errors_come_first_then_warnings_then_advice():
    project = sound()
    for rule in (
        "without-owner",
        "personal-number",
        "no-adviser-salary",
        "wide-range",
        "risk-without-action",
    ):
        project = MADE_FOR[rule][1](project)
    order = [finding.severity for finding in found_in(project)]
    assert order == sorted(order, key=["error", "warning", "advice"].index) and len(set(order)) == 3


def test_a_case_type_out_of_scope_is_only_searched_for_personal_numbers():
    out = case(scope=Scope.OUT, owner=None, volumes=(), note="Ring 811228-9874")(sound())
    assert {finding.rule for finding in found_in(out) if finding.id == "c"} == {"personal-number"}


def test_the_rule_table_of_the_municipality_decides_what_is_refused():
    """What never moves, and what must, is the municipality's own table and not the usual one."""
    rules = tuple(
        LevelRule(level=one.level, movement=Movement.REFUSED) if one.level == 2 else one
        for one in DEFAULT_RULES
    )
    changed = settings(rules=rules)(step(0, level=2, decision=StepDecision.MOVE)(sound()))
    assert "refused-level-moves" in {finding.rule for finding in found_in(changed)}


def test_a_withdrawn_checklist_or_answer_is_left_alone():
    withdrawn = one("checklists", state=KnowledgeState.WITHDRAWN, decision_table=None)(sound())
    rules = {finding.rule for finding in found_in(withdrawn)}
    assert "without-checklist" in rules and not rules & {"checklist-not-approved", "rule-without-table"}
    old = one("faqs", state=KnowledgeState.WITHDRAWN, is_web_page_updated=False)(sound())
    rules = {finding.rule for finding in found_in(old)}
    assert "without-faq" in rules and "web-page-not-updated" not in rules


NUMBER = "811228-9874"


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("case_types c", case(synonyms=("a", f"x {NUMBER}"))),
        ("case_types.steps info", step(0, minutes_today=minutes(note=NUMBER))),
        ("case_types.steps.disagreements g", step(0, disagreements=(Disagreement(id="g", who=NUMBER),))),
        ("case_types.volumes v", volume(said=f"som {NUMBER}")),
        ("checklists.items i", one("checklists", items=(
            ChecklistItem(id="i", kind=ItemKind.SAY, text=NUMBER),))),
        ("checklists k", one("checklists", decision_table=DecisionTable(
            conditions=("a",), rows=(DecisionRow(answers=(NUMBER,), outcome="x"),)))),
        ("faqs q", one("faqs", answer=LocalizedText(sv="Nej", da=NUMBER))),
        ("agreements a", one("agreements", promises_department=(NUMBER,))),
        ("risks risk", one("risks", event=NUMBER)),
        ("persons p", one("persons", title=NUMBER)),
        ("municipality ", lambda p: p.changed(municipality=p.municipality.changed(name=NUMBER))),
        ("settings ", settings(price_index=NUMBER)),
        ("workshops.participants w", lambda p: p.changed(workshops=(Workshop(
            id="v", title="x", department="d", participants=(Participant(id="w", name=NUMBER),)),))),
    ],
)  # fmt: skip
def test_a_personal_number_is_found_wherever_it_was_typed(place, change):
    found = [finding for finding in found_in(change(sound())) if finding.rule == "personal-number"]
    assert [f"{finding.place} {finding.id}" for finding in found] == [place]


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("811228-9874", True),
        ("19811228-9874", True),
        ("8112289874", True),
        ("198112289874 ringde", True),
        ("811228 - 9874", True),
        ("811228–9874", True),
        ("811288-9871", True),  # a coordination number: the day plus 60
        ("811228-9875", False),  # wrong check digit
        ("811248-9878", False),
        ("121212+1212", True),
        ("070761-4285", True),  # Danish
        ("311299-1234", True),
        ("329999-1234", False),
        ("556036-0793", False),  # a company
        ("24.10.07-G20-4-15", False),  # a journal number
        ("0340-88 12 34", False),
        ("a8112289874b", True),
        ("1234567890123456", False),
        ("", False),
    ],
)
def test_what_looks_like_a_personal_number(text, is_personal):
    assert looks_personal(text) is is_personal


def test_ids_are_not_searched():
    looks_like_one = "a8112289874b"
    project = sound()
    unit = project.units[0].changed(id=looks_like_one)
    renamed = project.changed(
        units=(unit,), roles=(project.roles[0].changed(unit=looks_like_one),),
        case_types=(project.case_types[0].changed(
            unit=looks_like_one, steps=tuple(s.changed(unit=looks_like_one) for s in project.case_types[0].steps)),),
    )  # fmt: skip
    assert found_in(renamed) == ()


def test_a_question_is_named_in_the_language_that_the_project_has_now():
    project = one("faqs", question=LocalizedText(sv="När?", da="Hvornår?"), is_web_page_updated=False)(
        sound()
    )
    engine = Engine()
    engine.results(project)
    danish = engine.results(settings(language="da")(project)).findings
    assert [finding.what.values["question"] for finding in danish] == ["Hvornår?"]


@pytest.mark.parametrize("shares", [1.0, 3.0])
def test_agreed_shares_that_are_whole_or_weights_are_left_alone(shares):
    assert "agreed-shares-not-whole" not in {one.rule for one in found_in(agreed(shares)(sound()))}


def test_a_contribution_of_the_scenario_holds_in_any_year():
    said = one("scenarios", employer_contribution=0.3)(settings(planning_year=2015)(sound()))
    assert "contribution-before-its-day" not in {one.rule for one in found_in(said)}


@pytest.mark.parametrize("change", [by_inhabitants(10_000), by_inhabitants(0, inhabitants=4_000)])
def test_inhabitants_that_somebody_gave_are_left_alone(change):
    assert "inhabitants-not-given" not in {one.rule for one in found_in(change(sound()))}
