"""What sheets, columns and choices are called in a part's workbook."""

from __future__ import annotations

from workbench.export.field_words import KINDS, choice_word, field_word, language_words
from workbench.locale import Texts
from workbench.model.rosa import LEVEL_WORDS
from workbench.model.text import N_
from workbench.parts.sheet_cells import Words
from workbench.parts.sheets import CHOICES, ID, NUMBER, PARENT, Column, LevelChoice, RuleRow, Sheet, YesNo

SHEET_TITLES = {
    "case_types": N_("Case types"),
    "steps": N_("Steps"),
    "volumes": N_("Volumes"),
    "checklists": N_("Checklists"),
    "lines": N_("Checklist lines"),
    "rules": N_("Rules"),
    "faqs": N_("FAQs"),
}


def words_of(texts: Texts) -> Words:
    """Return what every value that can be chosen is called, in a list or a cell."""
    own = {
        LevelChoice: {str(level): f"{level} {texts(word)}" for level, word in LEVEL_WORDS.items()},
        YesNo: {"true": texts("Yes"), "false": texts("No")},
        RuleRow: {"conditions": texts("Conditions"), "rule": texts("Rule")},
    }
    return {
        name: own[kind] if kind in own else {one.value: choice_word(one, texts) for one in kind}
        for name, kind in CHOICES.items()
    }


def heads_of(sheet: Sheet, texts: Texts) -> dict[str, str]:
    """Return what stands above each column, by its key; no two heads of a sheet are the same."""
    heads: dict[str, str] = {ID: texts("Id")}
    for column in sheet.columns:
        head, n = _head(sheet, column, texts), 1
        while head.casefold() in {one.casefold() for one in heads.values()}:
            n += 1
            head = f"{_head(sheet, column, texts)} {n}"
        heads[column.key] = head
    return heads


def _head(sheet: Sheet, column: Column, texts: Texts) -> str:
    name, _, rest = column.key.partition(".")
    if name == PARENT:
        return texts(KINDS[sheet.parent])
    own = {
        NUMBER: texts("Number"),
        "row": texts("Row"),
        "outcome": texts("Then"),
        "state": texts("State (not changed here)"),
    }
    if name in own:
        return own[name]
    if name == "answers":
        return texts("Condition {n}", n=int(rest) + 1)
    if name == "branches":
        n = int(rest.split(".")[0]) + 1
        return texts("Answer {n}", n=n) if rest.endswith("answer") else texts("Answer {n} leads to line", n=n)
    said = field_word(sheet.collection, name, texts)
    if not rest:
        return said
    part = {
        "low": texts("Low"),
        "likely": texts("Likely"),
        "high": texts("High"),
        **language_words(texts),
    }[rest]
    return texts("{first}, {rest}", first=said, rest=part)
