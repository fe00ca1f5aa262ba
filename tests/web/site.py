"""A project whose FAQs meet everything a page has to stand: languages, states, tables, hostile text, secrets."""

from __future__ import annotations

import datetime as dt

from tests.analysis.test_findings import sound
from workbench.analysis.engine import Engine
from workbench.export.editions import external
from workbench.export.faq_site import faq_site
from workbench.export.lookup import Source
from workbench.locale import Language, Texts
from workbench.model.knowledge import Audience, Comment, Faq, KnowledgeState, LocalizedText, StateChange
from workbench.model.organisation import Department
from workbench.model.project import Project

DAY = dt.date(2027, 1, 1)
SECRETS = ("kanariefågel-svar", "kanariefågel-fråga", "kanariefågel-utkast", "kanariefågel-kommentar",
           "kanariefågel-signatur", "Eva Ek")  # fmt: skip
"""What the public site must not say: an internal answer, a draft, a comment, who did what, who owns it."""
_TABLE = "| Storlek | Avgift |\n|---|---|\n| liten | 1 200 kr |\n| stor | 4 800 kr |\n"
_LONG = f"""Bygger du större än **15 kvm** behövs bygglov.

#### Så gör du

1. Sök i e-tjänsten
2. Skicka med ritningar
   - plan
   - fasad

{_TABLE}

{_TABLE.replace("Storlek", " ")}

Läs mer hos [Boverket](https://www.boverket.se/sv/) eller ring [växeln](tel:+4690161000).
Skriv aldrig <script>alert(1)</script> eller [så här](javascript:alert(1)).
"""


def project() -> Project:
    """Return the project: two departments with questions and one without."""
    whole = sound()
    return whole.changed(
        settings=whole.settings.changed(language="sv"),
        departments=(
            *whole.departments,
            Department(id="e", name="Miljö & teknik"),
            Department(id="z", name="Tom"),
        ),
        faqs=(
            _faq(
                1,
                LocalizedText(
                    sv="Behöver jag bygglov för en friggebod?",
                    da="Skal jeg have byggetilladelse?",
                    en="Do I need a permit?",
                ),
                LocalizedText(
                    sv=_LONG, en="Above **15 square metres** you need one.\n\nSee [rules](https://x.example/)."
                ),
                wordings=("Får jag bygga bod?", "Attefall, hur stort?"),
                law="PBL 9 kap.",
                valid_to=dt.date(2027, 5, 1),
                web_page="https://norrvik.example/bygglov",
            ),
            _faq(2, LocalizedText(sv="Hur överklagar jag?"), LocalizedText(sv="Inom tre veckor.")),
            _faq(
                3,
                LocalizedText(sv="Vem äger frågan?"),
                LocalizedText(sv="Förvaltningen."),
                owner="p",
                comments=(Comment(id="c", who="kanariefågel-signatur", on=DAY, text="kanariefågel-kommentar"),),
                history=(StateChange(state=KnowledgeState.PUBLISHED, who="kanariefågel-signatur", on=DAY),),
            ),
            _faq(4, LocalizedText(sv="När töms sopor?", da="Hvornår tømmes skrald?"),
                 LocalizedText(sv="Varje torsdag.", da="Hver torsdag på Ærøgade."), "e"),
            _faq(5, LocalizedText(sv="Får jag elda löv, kanariefågel-fråga?"),
                 LocalizedText(sv="Nej, kanariefågel-svar."), "e", audience=Audience.INTERNAL),
            _faq(6, LocalizedText(sv="Vad kostar det?"), LocalizedText(sv="Oklart, kanariefågel-utkast."), "e",
                 state=KnowledgeState.DRAFT),
            _faq(7, LocalizedText(sv="Gammal?"), LocalizedText(sv="Utgången."), "e",
                 state=KnowledgeState.WITHDRAWN),
            _faq(8, LocalizedText(sv="Utan svar?"), LocalizedText(), "e", state=KnowledgeState.DRAFT),
            *(_faq(number, LocalizedText(sv=f"Fråga nummer {number}?"), LocalizedText(sv=f"Svar {number}."))
              for number in range(10, 16)),
        ),
    )  # fmt: skip


def _faq(number: int, question: LocalizedText, answer: LocalizedText, department: str = "d", **more) -> Faq:
    values = {"state": KnowledgeState.PUBLISHED} | more
    return Faq(id=f"q_{number}", department=department, question=question, answer=answer, **values)


def pages(language: Language = "sv", *, is_external: bool = False) -> dict[str, bytes]:
    """Return the files of the site by path."""
    whole = project()
    shown = external(whole) if is_external else whole
    source = Source(shown, Engine().results(whole), Texts(language))
    return {page.path: page.content for page in faq_site(source, DAY)}
