"""Every text that people read is marked, translated into Swedish and Danish, and keeps its placeholders."""

from __future__ import annotations

import ast
import datetime as dt
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from workbench.locale import Texts
from workbench.locale.collect import marked_texts, update
from workbench.model.text import message

marked_texts = cache(marked_texts)  # reading every module takes seconds, and nothing changes meanwhile
PACKAGE = Path(__file__).parents[2] / "workbench"


def placeholders(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["sv", "da"])
def test_every_marked_text_is_translated(language: str) -> None:
    catalogue = update(language, marked_texts())
    forms = {
        (entry.id if isinstance(entry.id, str) else entry.id[0]): entry.string
        for entry in catalogue
        if entry.id and not entry.fuzzy
    }
    missing = [
        text
        for text, string in forms.items()
        if not string or (isinstance(string, tuple) and not all(string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["sv", "da"])
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    wrong = []
    for entry in update(language, marked_texts()):
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        strings = [entry.string] if isinstance(entry.string, str | None) else list(entry.string)
        if not ids[0] or not any(strings):
            continue
        wrong += [(ids[0], s) for s in strings if s and placeholders(s) != placeholders(ids[-1])]
    assert wrong == []


def unmarked_calls(source: str) -> list[str]:
    """Calls of texts() whose first argument is glued or formatted instead of a whole marked sentence."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"texts", "t", "N_"}
        ):
            found += [
                ast.unparse(node) for one in node.args[:1] if isinstance(one, ast.JoinedStr | ast.BinOp)
            ]
    return found


def test_texts_are_whole_sentences() -> None:
    found = {path: unmarked_calls(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    assert {path: calls for path, calls in found.items() if calls} == {}


def test_placeholders_leave_the_writing_of_numbers_to_the_language() -> None:
    texts = [entry.id if isinstance(entry.id, str) else entry.id[0] for entry in marked_texts()]
    assert [text for text in texts if any(spec for _, _, spec, _ in Formatter().parse(text))] == []


def test_glued_texts_are_noticed() -> None:
    assert unmarked_calls('texts(f"Hello {name}")') != []


def test_numbers_money_and_dates_follow_the_language() -> None:
    swedish, english = Texts("sv"), Texts("en")
    assert swedish.number(1234567.891, 2) == "1\u00a0234\u00a0567,89"
    assert english.number(1234567.891, 2) == "1,234,567.89"
    assert swedish.percent(0.8) == "80\u00a0%"
    assert swedish.money(Decimal("1200.50"), "SEK", 2) == "1\u00a0200,50\u00a0SEK"
    assert Texts("da").date(dt.date(2027, 3, 1)) == "1. marts 2027"
    inner = message("{n} of {m}", n=1500, m=message("all"))
    assert english.message(inner) == "1,500 of all"
