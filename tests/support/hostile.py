"""A project whose every text attacks somebody: spreadsheets, browsers, Word, typst, graphviz, file systems.

Two of them: :func:`hostile_project` is built as records, past the text gate, as a file of another program
might be; :func:`hostile_edits` makes its texts through edits, which clean them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workbench.edits import ChangeItem
from workbench.model import (
    agreements,
    case_types,
    costs,
    knowledge,
    organisation,
    parts,
    process,
    programme,
    scenarios,
    service,
    volumes,
)
from workbench.model.project import SINGLES, Municipality, Project, Settings, nested_collections, walk
from workbench.model.record import Record, text_fields

LONG = "lång text " * 4_000
"""40 000 characters."""

PAYLOADS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    '=HYPERLINK("http://evil.example","klick")',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "]]><x/>",
    "<!--",
    '"}]',
    "{{7*7}}",
    "{% for x in y %}",
    "{0.__class__} {case_type} %s %(x)s",
    '#read("/etc/passwd")',
    '#image("x.png") $x$ \\',
    "*fet* _kursiv_ `kod` ~~struken~~",
    "![bild](http://evil.example/x.png)",
    "[klick](javascript:alert(1))",
    "[klick](https://evil.example/) <b>rå html</b>",
    "<https://evil.example/auto>",
    "javascript:alert(1)",
    "https://ok.example/x",
    'DOT "] [label=<b>x</b>] -> "y',
    "\u202egnp.exe\u202c",
    "rad ett\x0brad två\r\nrad tre",
    "noll\x00tecken\x07",
    "sista\u2028raden\ufeff\u200b",
    "../../x",
    "..\\..\\x",
    "CON",
    "con",
    "Bygglov",
    "BYGGLOV",
    "bygglov",
    "😀👩‍👩‍👧 e\u0301",
    "\U0010ffff￾",
    "مرحبا بالعالم",
    "_x0041_ &amp; &lt; '",
    "a/b:c*d?e|f",
)

HALF = "halva \ud83d tecknet"
"""Half a character: no file can hold it and no record can be written with it, so only edits bring it."""


def filled(record: Record, payloads: Iterator[str]) -> Record:
    """Return ``record`` with the next payload in every text, those of records within it too."""
    changes: dict[str, object] = {}
    texts = text_fields(type(record))
    for name, value in record.__dict__.items():
        if name in texts:
            changes[name] = next(payloads) if isinstance(value, str) else (next(payloads), next(payloads))
        elif isinstance(value, Record):
            changes[name] = filled(value, payloads)
        elif isinstance(value, tuple) and any(isinstance(one, Record) for one in value):
            changes[name] = tuple(filled(one, payloads) for one in value)
    return record.changed(**changes)


def hostile_project(n_case_types: int = len(PAYLOADS)) -> Project:
    """Return the project: names, titles and everything else are payloads, each once at least as a name."""
    return _named(filled(plain_project(n_case_types), itertools.cycle(PAYLOADS)))


def gated_project(n_case_types: int = 12) -> Project:
    """Return such a project made by edits: one for every item, as ``apply`` or the window would."""
    clean = plain_project(n_case_types)
    hostile = _named(filled(clean, itertools.cycle((*PAYLOADS, HALF, LONG))))
    project = clean
    for name in SINGLES:
        changes = _as_json(getattr(hostile, name), ())
        project = ChangeItem(collection=name, changes=changes).apply(project)
    for path, item, within in walk(hostile):
        changes = _as_json(item, nested_collections(path))
        edit = ChangeItem(
            collection=path, within=tuple(one.id for one in within), id=item.id, changes=changes
        )
        project = edit.apply(project)
    return project


def _as_json(record: Record, collections: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of ``record`` but its id and collections, half characters included."""
    return _plain(
        {
            name: getattr(record, name)
            for name in type(record).model_fields
            if name not in ("id", *collections)
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return _plain(dict(value))
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _named(project: Record) -> Project:
    """Let every payload be the name of a case type, and the first ones of departments, units and persons."""
    assert isinstance(project, Project)
    named = {
        name: tuple(
            item.changed(name=PAYLOADS[(at + shift) % len(PAYLOADS)])
            for at, item in enumerate(getattr(project, name))
        )
        for name, shift in (("case_types", 0), ("departments", 5), ("units", 23), ("persons", 11))
    }
    first = named["case_types"][0]
    named["case_types"] = (first.changed(description=LONG, purpose=LONG), *named["case_types"][1:])
    return project.changed(**named)


def _estimate() -> volumes.Estimate:
    return volumes.Estimate(low=1, likely=2, high=4)


def _case_type(at: int) -> case_types.CaseType:
    first, last = f"s{at}a", f"s{at}b"
    return case_types.CaseType(
        id=f"c{at}",
        name="x",
        department=f"d{at % 3}",
        unit=f"u{at % 3}",
        owner="p0",
        expert_contact="p1",
        codes=(case_types.ExternalCode(scheme="x", code="1"),),
        steps=(
            process.Step(
                id=first, title="x", level=1 + at % 3, unit=f"u{at % 3}", role="r0", system="x",
                minutes_today=_estimate(), minutes_in_customer_service=_estimate(),
                disagreements=(process.Disagreement(id="g", who="x", level=3),),
            ),
            process.Step(
                id=last, title="x", level=4 + at % 3, unit=f"u{at % 3}", role="r1", minutes_today=_estimate(),
                kind=process.StepKind.BACK_OFFICE, delegation=process.Delegation(point="x"),
            ),
        ),
        flows=(
            process.Flow(id=f"f{at}", source=first, target=last, probability=0.5),
            process.Flow(id=f"e{at}", source=last, target=first, probability=0.25),
        ),
        volumes=(
            volumes.Volume(id=f"v{at}", channel=volumes.Channel.PHONE, low=500, likely=900, high=1500),
            volumes.Volume(id=f"w{at}", channel=volumes.Channel.EMAIL, low=50, likely=90, high=150),
        ),
        contacts_per_case=1.2,
        follow_up_minutes=_estimate(),
    )  # fmt: skip


def _checklist(at: int) -> knowledge.Checklist:
    kinds = list(knowledge.ItemKind)
    return knowledge.Checklist(
        id=f"k{at}",
        title="x",
        case_type=f"c{at}",
        items=tuple(
            knowledge.ChecklistItem(
                id=f"i{n}", kind=kind, text="x", branches=(knowledge.Branch(answer="x", goes_to="i0"),)
            )
            for n, kind in enumerate(kinds)
        ),
        decision_table=knowledge.DecisionTable(
            conditions=("a", "b"), rows=(knowledge.DecisionRow(answers=("a", "b"), outcome="x"),)
        ),
        links=tuple(knowledge.Link(title="x", url="x") for _ in range(7)),
        owner="p1",
        state=knowledge.KnowledgeState.APPROVED,
        comments=(knowledge.Comment(id="m", who="x", on=dt.date(2026, 1, 1), text="x"),),
    )


def _faq(at: int) -> knowledge.Faq:
    said = knowledge.LocalizedText(sv="x", da="x", en="x")
    return knowledge.Faq(
        id=f"q{at}",
        department=f"d{at % 3}",
        question=said,
        answer=said,
        case_types=(f"c{at}",),
        state=knowledge.KnowledgeState.PUBLISHED,
        owner="p0",
        comments=(knowledge.Comment(id="m", who="x", on=dt.date(2026, 1, 1), text="x"),),
    )


def plain_project(n: int) -> Project:
    """Return a project with something in every collection and every optional part."""
    day = dt.date(2026, 3, 1)
    return Project(
        id="p",
        municipality=Municipality(name="x", customer_service_name="x", inhabitants=9_000),
        settings=Settings(
            chosen_scenario="sc",
            profile="pr",
            adviser_cost=costs.AdviserCost(salary_per_month=Decimal(30_000)),
            employer_contributions=(costs.DatedRate(holds_from=day, rate=0.3),),
            interest_rates=(costs.DatedRate(holds_from=day, rate=0.02),),
            classification_schemes=(programme.ClassificationScheme(name="x"),),
        ),
        departments=tuple(
            organisation.Department(id=f"d{at}", name="x", contact_owner="p0") for at in range(3)
        ),
        units=tuple(organisation.Unit(id=f"u{at}", name="x", department=f"d{at}") for at in range(3)),
        roles=(
            organisation.Role(id="r0", name="x", unit="u0", persons=2, fte=1.5, salary_per_month=Decimal(31_000)),
            organisation.Role(id="r1", name="x", unit="u1", persons=4, fte=4),
        ),
        persons=tuple(
            organisation.Person(id=f"p{at}", name="x", unit="u0", role="r0", is_name_public=at == 1)
            for at in range(3)
        ),
        frontline_positions=(
            organisation.FrontlinePosition(
                id="fp", name="x", kind=organisation.FrontlineKind.RECEPTION, department="d0", fte=1
            ),
        ),
        case_types=tuple(_case_type(at) for at in range(n)),
        profiles=(volumes.Profile(id="pr", name="x"),),
        measurements=(volumes.Measurement(id="me", name="x", measured_from=day, measured_to=day),),
        pools=(service.Pool(id="po", name="x"),),
        answer_groups=(service.AnswerGroup(id="ag", name="x"),),
        waves=(service.Wave(id="wa", name="x", starts_on=day),),
        scenarios=(scenarios.Scenario(id="sc", name="x", levels=(1, 2, 3, 4)),),
        checklists=tuple(_checklist(at) for at in range(n)),
        faqs=tuple(_faq(at) for at in range(n)),
        cost_items=(
            costs.CostItem(id="co", name="x", category=costs.CostCategory.TRAINING, amount=Decimal(5_000)),
        ),
        investments=(
            costs.Investment(
                id="in", name="x", category=costs.CostCategory.TECHNOLOGY, amount=Decimal(9_000), years=3,
                starts_on=day,
            ),
        ),
        agreements=tuple(
            agreements.Agreement(
                id=f"a{at}", department=f"d{at}", owner_department="p0", owner_customer_service="p1",
                measures=(agreements.FollowUpMeasure(name="x", definition="x"),),
            )
            for at in range(3)
        ),
        fixed_calculations=(
            scenarios.FixedCalculation(id="fc", name="x", on=day, scenario="sc", inputs_hash="x", results="x"),
        ),
        risks=(programme.Risk(id="ri", event="x", probability=3, consequence=3),),
        stakeholders=(programme.Stakeholder(id="st", name="x", kind=programme.StakeholderKind.CORE),),
        intentions=(programme.Intention(id="it", number="1", text="x"),),
        goals=(programme.Goal(id="go", name="x", intentions=("it",)),),
        actions=(programme.Action(id="ac", what="x"),),
        consultations=(programme.Consultation(id="cs", party="x"),),
        decision_log=(
            programme.LoggedDecision(id="ld", number="1", what="x"),
            programme.LoggedDecision(id="lc", number="2", what="x", is_confidential=True),
        ),
        workshops=(
            programme.Workshop(
                id="ws", title="x", department="d0", case_types=("c0",),
                agenda=(programme.AgendaItem(id="ai", title="x", minutes=10),),
                participants=(programme.Participant(id="pa", name="x"),),
                questions=(programme.Question(id="qu", text="x"),),
            ),
        ),
        service_promises=(programme.ServicePromise(id="sp", case_type="c0", promise="x"),),
        parts_out=(parts.PartOut(id="po", department="d0", sent_on=day, sent_to="x"),),
        conflicts=(
            parts.Conflict(
                id="cf", collection="faqs", item="q0", field="law", base="", ours="x", theirs="x", part="po",
                who="x", on=day,
            ),
        ),
    )  # fmt: skip
