"""Headings of pasted tables in Swedish, Danish and English, folded."""

from __future__ import annotations

from typing import Literal

Column = Literal["name", "step", "level", "performer", "minutes", "share", "volume", "channel"]

_HEADINGS: dict[Column, str] = {
    "name": "name, namn, navn, case type, arendetyp, arende, sagstype, sag, uppgift, opgave, assignment, uppdrag, "
    "arendets namn, benamning, betegnelse, title, titel",
    "step": "step, steps, steg, trin, delsteg, deltrin, moment, aktivitet, activity, delprocess",
    "level": "level, niva, niveau, rosa, rosa-niva, rosaniva, rosa-niveau, rosaniveau, rosa level, rosa-level",
    "performer": "performer, unit, enhet, enhed, utforare, udforer, who, vem, hvem, utfors av, udfores af, done by, "
    "ansvarig enhet, ansvarlig enhed, verksamhet",
    "minutes": "minutes, minuter, minutter, min, min., tid, time, handling time, hanteringstid, ekspeditionstid, "
    "tidsatgang, tidsforbrug, minuter per gang, minutter pr. gang",
    "share": "share, andel, sannolikhet, sandsynlighed, probability, %",
    "volume": "volume, volym, volumen, antal, number, count, antal per ar, antal pr. ar, mangd, mangde, how many",
    "channel": "channel, kanal",
}
HEADINGS: dict[str, Column] = {
    word.strip(): column for column, words in _HEADINGS.items() for word in words.split(",")
}
