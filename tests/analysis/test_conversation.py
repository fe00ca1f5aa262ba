"""Where the lines of a checklist lead, as a written way through them."""

from __future__ import annotations

from typing import Literal

import pytest

from workbench.analysis.checklists.conversation import line_problems
from workbench.model.knowledge import Branch, ChecklistItem, ItemKind
from workbench.templates import template_project


def items(text: str) -> tuple[ChecklistItem, ...]:
    """Return lines such as "a ask ja>c nej" (kind, then answers and where they lead), one each."""
    made = []
    for line in text.strip().splitlines():
        key, kind, *answers = line.split()
        branches = tuple(
            Branch(answer=one.partition(">")[0], goes_to=one.partition(">")[2] or None) for one in answers
        )
        made.append(ChecklistItem(id=key, kind=ItemKind(kind), text=f"Rad {key}", branches=branches))
    return tuple(made)


def said(text: str) -> list[str]:
    return [f"{one.item}: {one.what}" for one in line_problems(items(text))]


UNREACHED = "Nothing leads to this item: every answer above goes past it."
ENDLESS = "From here the answers only lead back, and the call never ends."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a say \n b ask ja nej>d \n c do \n d say", []),
        ("a ask ja>d nej>d \n b do \n c do \n d say", [f"b: {UNREACHED}"]),
        ("a ask ja>d nej>b \n b ask ja>e nej>e \n c do \n d say \n e hand_over", [f"c: {UNREACHED}"]),
        ("a say \n b ask igen>a ja", []),
        ("a say \n b ask igen>a ja>a \n c say", [f"a: {ENDLESS}", f"c: {UNREACHED}"]),
        ("a ask ja>b nej>c \n b ask x>b y>b \n c say", [f"b: {ENDLESS}"]),
        ("a ask nej>b ja>c \n b hand_over \n c ask x>a y>b", []),
        (
            "a never_say \n b ask ja>a nej \n c say",
            ['b: The answer "ja" leads to an item that is never said.'],
        ),
        ("a ask ja Ja nej", ['a: The answer "Ja" stands twice.']),
    ],
)
def test_what_is_odd_is_named_at_its_line(text: str, found: list[str]) -> None:
    assert said(text) == found


def test_a_line_without_words_is_nowhere_to_go() -> None:
    ask, empty = items("a ask ja>b \n b say")
    found = line_problems((ask, empty.changed(text=" ")))
    assert [str(one.what) for one in found] == ['The answer "ja" leads to an item without words.']
    assert line_problems(()) == ()


@pytest.mark.parametrize("template", ["se", "da"])
def test_the_samples_lead_everywhere(template: Literal["se", "da"]) -> None:
    found = {
        one.id: [str(problem.what) for problem in line_problems(one.items)]
        for one in template_project(template).checklists
    }
    assert {key: some for key, some in found.items() if some} == {}
