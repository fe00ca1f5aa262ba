"""What a workshop of three hours says: twenty-two case types with their steps, as a facilitator types them.

The breakdowns are illustrative. ``who`` is typed as people abbreviate; empty is the one above, or the workshop's unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.model.volumes import Channel, Period

RECEPTION, PROPERTY = "Växel och stadshusreception", "Fastighetsservice"
IT, PAYROLL, FINANCE = "IT-service", "Löneenheten", "Ekonomiservice"
REGISTRY = "Kansli och registratur"
TITLE, DEPARTMENT, UNIT = "En väg in i stadshuset", "Serviceförvaltningen", RECEPTION


@dataclass(frozen=True)
class Said:
    """A step: its title, level, minutes as typed, who does it (as typed, and who that is), and what else was typed."""

    title: str
    level: int | None
    minutes: str
    who: str = ""
    unit: str = ""
    more: str = ""


@dataclass(frozen=True)
class Topic:
    """A case type: its name, its volume as typed and as understood, its steps, and how it was typed."""

    name: str
    volume: str
    understood: tuple[Channel, float, Period]
    steps: tuple[Said, ...]
    how: Literal["marks", "cells"] = "marks"


def _phone(n: float, per: Period) -> tuple[Channel, float, Period]:
    return Channel.PHONE, n, per


DAY, WEEK, MONTH, YEAR = Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR
TOPICS: tuple[Topic, ...] = (
    Topic("Besök hos en handläggare", "#besök 60/dag", (Channel.VISIT, 60, DAY), (
        Said("Säga vart man ska", 1, "1"),
        Said("Anmäla besökaren", 3, "2"),
        Said("Ta emot besökaren", 5, "5-10"),
    )),
    Topic("Lösenord och utelåst konto", "#tel 25/dag", _phone(25, DAY), (
        Said("Visa självbetjäningen", 1, "2", "it", IT),
        Said("Kontrollera vem som ringer", 3, "2"),
        Said("Återställa enligt rutin", 4, "3"),
    )),
    Topic("Semester och ledighet", "#tel 8/dag", _phone(8, DAY), (
        Said("Svara om regler", 1, "3", "lön", PAYROLL),
        Said("Rätta i lönesystemet", 4, "6,5"),
    )),
    Topic("Anställningsintyg", "#e-post 12/vecka", (Channel.EMAIL, 12, WEEK), (
        Said("Ta emot begäran", 3, "2"),
        Said("Skriva intyget", 4, "12", "lön", PAYROLL),
    )),
    Topic("Kopia av faktura", "#tel 30/dag", _phone(30, DAY), (
        Said("Leta upp fakturan", 3, "3", "eko", FINANCE),
        Said("Skicka en kopia", 3, "2"),
    )),
    Topic("Anstånd med betalning", "#tel 40/vecka", _phone(40, WEEK), (
        Said("Förklara villkoren", 2, "4", "eko", FINANCE),
        Said("Ge anstånd enligt regel", 4, "3"),
        Said("Bedöma längre anstånd", 6, "25"),
    )),
    Topic("Fel på toalett eller hiss", "#tel 15/dag", _phone(15, DAY), (
        Said("Ta emot felet", 3, "3"),
        Said("Kalla jouren", 3, "2", more="20%"),
        Said("Åtgärda felet", 5, "45", "fast", PROPERTY),
    )),
    Topic("Boka samlingssal", "#e-tjänst 90/mån", (Channel.E_SERVICE, 90, MONTH), (
        Said("Svara om pris", 1, "2"),
        Said("Boka ledig tid", 4, "4"),
    )),
    Topic("Borttappat passerkort", "#tel 6/dag", _phone(6, DAY), (
        Said("Spärra kortet", 4, "2", "fast", PROPERTY),
        Said("Göra ett nytt kort", 4, "8"),
    )),
    Topic("Hittegods i stadshuset", "#besök 3-5 i veckan", (Channel.VISIT, 4, WEEK), (
        Said("Fråga vad som saknas", 1, "2"),
        Said("Lämna ut mot legitimation", 3, "4"),
    )),
    Topic("Begära ut handling", "#e-post 35/vecka", (Channel.EMAIL, 35, WEEK), (
        Said("Ta emot och skicka vidare", 3, "4"),
        Said("Pröva sekretess", 6, "40", "kansli", REGISTRY),
    )),
    Topic("Synpunkt på bemötande", "#tel 9/vecka", _phone(9, WEEK), (
        Said("Ta emot och bekräfta", 3, "5"),
        Said("Utreda och svara", 5, "1h", "kansli", REGISTRY),
    )),
    Topic("Skadeanspråk", "#post 14/mån", (Channel.POST, 14, MONTH), (
        Said("Svara om hur man gör", 1, "4"),
        Said("Registrera", None, "6"),
        Said("Avgöra ersättning", 6, "2h15", "kansli", REGISTRY),
    )),
    Topic("Ledigt jobb", "#e-post 1 200/år", (Channel.EMAIL, 1200, YEAR), (
        Said("Svara om ansökan", 1, "3"),
        Said("Hjälpa med tekniken", 2, "7", "it", IT),
    )),
    Topic("Nytt telefonabonnemang", "#mejl 20/vecka", (Channel.EMAIL, 20, WEEK), (
        Said("Ta emot beställning", 3, "3", "it", IT),
        Said("Lägga upp abonnemang", 4, "10"),
    )),
    Topic("Parkering vid stadshuset", "#tel 18/dag", _phone(18, DAY), (
        Said("Säga var man får stå", 1, "1"),
        Said("Ge besökstillstånd", 4, "2", "fast", PROPERTY),
    ), "cells"),
    Topic("Felanmälan av dator", "22/dag", _phone(22, DAY), (
        Said("Registrera felet", 3, "3", "it", IT),
        Said("Laga eller byta", 5, "50"),
    ), "cells"),
    Topic("Leverantörsfaktura", "#tel 11/dag", _phone(11, DAY), (
        Said("Svara om betalningsdag", 1, "2", "eko", FINANCE),
        Said("Rätta referensen", 4, "5"),
    )),
    Topic("Autogiro", "#300/mån", _phone(300, MONTH), (
        Said("Skicka blankett", 2, "2", "eko", FINANCE),
        Said("Lägga in medgivande", 4, "4"),
    )),
    Topic("Friskvårdsbidrag", "#tel 45/vecka", _phone(45, WEEK), (
        Said("Svara om vad som gäller", 1, "3", "lön", PAYROLL),
        Said("Godkänna enligt regel", 4, "4"),
    )),
    Topic("Flytta ett skåp", "#7/vecka", _phone(7, WEEK), (
        Said("Ta emot önskemål", 3, "3", "fast", PROPERTY),
        Said("Planera och flytta", 5, "90"),
    )),
    Topic("Visning av stadshuset", "2/vecka", _phone(2, WEEK), (
        Said("Boka visningen", 4, "6"),
        Said("Säga nej till stora grupper", 6, "15"),
    ), "cells"),
)  # fmt: skip

_SAME_WAY = (
    "Anställningsintyg", "Begära ut handling", "Synpunkt på bemötande", "Nytt telefonabonnemang",
    "Leverantörsfaktura", "Friskvårdsbidrag",
)  # fmt: skip
SOME_TOPICS = tuple(one for one in TOPICS if one.name not in _SAME_WAY)
"""A shorter day: every way of writing a volume, a step and a level, and every unit, is in it.

A volume without a channel has that of the one before it.
"""

PEOPLE = (
    ("Karin Ek", "Enhetschef"),
    ("Åke Öberg", "Receptionist"),
    ("Nour Haddad", "IT-tekniker"),
    ("Lisbeth Ström", "Ekonom"),
)
