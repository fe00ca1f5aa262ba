"""What a representative writes at home in an evening: three checklists with answers and rules, and twelve questions.

The texts are illustrative. Nothing of them is in the part when it is sent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.edits import Edit
from workbench.model.case_types import CaseType
from workbench.model.knowledge import ItemKind
from workbench.model.organisation import Department, Person, Unit
from workbench.model.process import Step
from workbench.model.project import Project
from workbench.model.rosa import Level
from workbench.parts import make_part
from workbench.templates import template_project

OWN, OTHER, SENT_ON, DUE = "d-miljo", "d-bygg", dt.date(2026, 11, 20), dt.date(2027, 3, 1)
ASK, SAY, NEVER, DO, OVER = ItemKind.ASK, ItemKind.SAY, ItemKind.NEVER_SAY, ItemKind.DO, ItemKind.HAND_OVER


@dataclass(frozen=True)
class Line:
    """A line of a checklist; ``answers`` are what is answered, each with the number of the line it leads to."""

    kind: ItemKind
    text: str
    answers: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True)
class Written:
    """A checklist as it shall be: its lines, the rules (conditions first, what follows last), its promise."""

    case_type: str
    lines: tuple[Line, ...]
    conditions: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]
    promise: str


@dataclass(frozen=True)
class Asked:
    """A question as it shall be."""

    question: str
    wording: str
    answer: str


_CHECKLISTS = (
    Written(
        "c-eldstad",
        (
            Line(ASK, "Är det en ny kamin eller en som byts ut?", (("Ny", 2), ("Byts ut", 3))),
            Line(SAY, "En ny kamin ska anmälas innan den sätts in. Vänta på startbesked."),
            Line(SAY, "Ring sotaren först. Byts den mot en likadan behövs ofta ingen anmälan."),
            Line(NEVER, "Lova aldrig att rökkanalen är godkänd."),
            Line(DO, "Registrera anmälan i e-tjänsten."),
        ),
        ("Ny eldstad?", "Ritning med?"),
        (
            ("ja", "ja", "Ta emot anmälan"),
            ("ja", "nej", "Be om ritning"),
            ("nej", "-", "Hänvisa till sotaren"),
        ),
        "Svar inom fyra veckor.",
    ),
    Written(
        "c-buller",
        (
            Line(ASK, "Varifrån kommer ljudet?", (("Granne", 2), ("Fläkt eller maskin", 3))),
            Line(SAY, "Prata med grannen först, och sedan med hyresvärden."),
            Line(DO, "Skriv upp när på dygnet det stör och hur länge."),
            Line(OVER, "Lämna över till inspektören med adress och tider."),
        ),
        ("Stör det på natten?",),
        (("ja", "Inspektören ringer inom två dagar"), ("nej", "Brev med råd")),
        "Återkoppling inom två veckor.",
    ),
    Written(
        "c-avlopp",
        (
            Line(ASK, "Gäller det ett nytt avlopp?", (("Ja", 2), ("Nej, ett gammalt", 3))),
            Line(SAY, "Ett nytt avlopp kräver tillstånd. Ansökan görs i e-tjänsten."),
            Line(SAY, "Titta efter i slamtömningens protokoll om det har underkänts."),
            Line(OVER, "Lämna över till avloppsgruppen om brunnen ligger nära en täkt."),
        ),
        ("Närmare än 50 m till brunn?",),
        (("ja", "Lämna över"), ("nej", "Skicka ansökan")),
        "Beslut inom sex veckor.",
    ),
)
_ASKED = (
    ("Hur anmäler jag en kamin?", "sätta in braskamin", "Anmäl i e-tjänsten **innan** du börjar. Ritning ska med."),
    ("Vad kostar en anmälan?", "avgift för kamin", "Avgiften följer taxan. Den syns innan du skickar in."),
    ("Får jag elda i trädgården?", "elda löv", "Torrt trädgårdsavfall får eldas när det inte är eldningsförbud."),
    ("Grannen stör på natten, vad gör jag?", "hög musik", "Prata med grannen och hyresvärden först."),
    ("Hur klagar jag på en fläkt?", "ventilation låter", "Skriv när det stör och hur länge, och ring oss."),
    ("Behöver mitt avlopp tillstånd?", "trekammarbrunn", "Ja, ett nytt avlopp kräver alltid tillstånd."),
    ("Hur ofta töms slammet?", "slamtömning", "En gång om året om inget annat är sagt."),
    ("Får jag borra efter vatten?", "egen brunn", "Ja, men sök tillstånd i skyddsområden."),
    ("Vem mäter radon?", "radondosa", "Beställ en dosa hos ett labb. Mät i två månader på vintern."),
    ("Det är råttor på gården", "skadedjur", "Hör av dig till fastighetsägaren."),
    ("Hur anmäler jag ett café?", "registrera livsmedel", "Registrera verksamheten minst två veckor före start."),
    ("Var lämnar jag färgrester?", "farligt avfall", "På återvinningscentralen. Häll aldrig ut dem."),
)  # fmt: skip


@dataclass(frozen=True)
class Evening:
    """What is to be written in an evening."""

    checklists: tuple[Written, ...]
    faqs: tuple[Asked, ...]


EVENING = Evening(_CHECKLISTS, tuple(Asked(*one) for one in _ASKED))
SHORT_EVENING = Evening(EVENING.checklists[:1], EVENING.faqs[:3])
"""Every kind of line, answer, rule and field; ``./run torture`` writes the whole evening."""


def office() -> Project:
    """Return the whole project of the office: three case types of the department that move, and a stranger's."""

    def step(at: str, title: str, level: int) -> Step:
        return Step(id=at, title=title, level=Level(level), unit="u", minutes_today=None)

    names = {
        "c-eldstad": "Anmälan av eldstad",
        "c-buller": "Klagomål på buller",
        "c-avlopp": "Enskilt avlopp",
    }
    own = tuple(
        CaseType(
            id=key,
            name=name,
            department=OWN,
            unit="u",
            steps=(step(f"{key}-1", "Svara och vägleda", 2), step(f"{key}-2", "Avgöra enligt regel", 4)),
        )
        for key, name in names.items()
    )
    other = CaseType(id="c-bygglov", name="Bygglov", department=OTHER)
    return template_project("empty").changed(
        departments=(
            Department(id=OWN, name="Miljöförvaltningen"),
            Department(id=OTHER, name="Byggförvaltningen"),
        ),
        units=(Unit(id="u", name="Hälsoskydd", department=OWN),),
        persons=(Person(id="p", name="Karin Lindhe", unit="u"),),
        case_types=(*own, other),
    )


def sent() -> tuple[Project, Project, Edit]:
    """Return the office's project with the note that the part is out, the part, and that note."""
    whole = office()
    part, note = make_part(whole, OWN, revision=0, sent_on=SENT_ON, sent_to="Karin Lindhe", due=DUE)
    return note.apply(whole), part, note


def is_all_there(project: Project, evening: Evening = EVENING) -> list[str]:
    """Return what is missing in ``project`` of what the evening wrote, in words; nothing where all of it is there."""
    missing: list[str] = []
    for wanted in evening.checklists:
        found = [one for one in project.checklists if one.case_type == wanted.case_type]
        if len(found) != 1:
            missing.append(f"{len(found)} checklists of {wanted.case_type}")
            continue
        one, table = found[0], found[0].decision_table
        ids = [item.id for item in one.items]
        lines = tuple(
            Line(
                item.kind,
                item.text,
                tuple((b.answer, ids.index(b.goes_to) + 1 if b.goes_to else None) for b in item.branches),
            )
            for item in one.items
        )
        rules = tuple((*row.answers, row.outcome) for row in table.rows) if table else ()
        now = Written(one.case_type, lines, table.conditions if table else (), rules, one.promise)
        if now != wanted:
            missing.append(f"{now} for {wanted}")
    asked = [Asked(one.question.sv, " ".join(one.wordings), one.answer.sv) for one in project.faqs]
    missing += [f"{one}" for one in evening.faqs if asked.count(one) != 1]
    if len(asked) != len(evening.faqs):
        missing.append(f"{len(asked)} questions")
    return missing
