"""Spelling: what is asked about, what is known without asking, and few false alarms in three languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from workbench.capture import spelling_process
from workbench.capture.spelling import is_known, known_words, names_of, words_of
from workbench.capture.spelling_process import Dictionary, answer, find, load
from workbench.model.project import Project
from workbench.templates import template_project

pytest.importorskip("hunspell")


@pytest.fixture(scope="module")
def dictionaries() -> dict[str, Dictionary]:
    loaded = {language: load(language) for language in ("sv", "da", "en")}
    return {language: one for language, one in loaded.items() if one is not None}


def texts_of(project: Project) -> Iterator[str]:
    language = project.settings.language
    for faq in project.faqs:
        yield getattr(faq.question, language)
        yield getattr(faq.answer, language)
        yield from faq.wordings
    for checklist in project.checklists:
        yield checklist.title
        for item in checklist.items:
            yield item.text
            yield from (branch.answer for branch in item.branches)


@pytest.mark.fast
def test_what_is_never_asked_about() -> None:
    text = (
        "Läs [mer](https://norrvik.se/byglov) på www.norrvik.se/byglov, skriv till anna.bygg@norrvik.se "
        "eller `kod_byglov`, t.ex. ÅVC:n, IT, MinSida, 2 kg och va3 men inte e-tjänsten.\n"
        "```\nbyglov\n```\navfalls- och vattenavgift"
    )
    asked = [word.text for word in words_of(text)]
    assert asked == [
        "Läs", "mer", "på", "skriv", "till", "eller", "kg", "och", "men", "inte", "e-tjänsten",
        "avfalls-", "och", "vattenavgift",
    ]  # fmt: skip
    assert all(text[word.at : word.at + len(word.text)] == word.text for word in words_of(text))


def test_names_in_the_project_are_no_slips() -> None:
    project = template_project("se")
    known = known_words(names_of(project))
    for name in ("Gatuenheten", "gatuenhetens", project.municipality.name.split()[0]):
        assert is_known(name, known)
    assert is_known("Qwertby-Gatuenheten", known | {"qwertby"})
    assert not is_known("Qwertby", known)


@pytest.mark.parametrize("template", ["se", "da"])
def test_the_samples_are_without_false_alarms(
    dictionaries: dict[str, Dictionary], template: Literal["se", "da"]
) -> None:
    project = template_project(template)
    known = known_words(names_of(project))
    right = dictionaries[project.settings.language].is_right
    words = {word.text for text in texts_of(project) for word in words_of(text)}
    assert len(words) > 600
    assert [word for word in words if not right(word) and not is_known(word, known)] == []


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        (
            "sv",
            "besöksdisken meröppet lovfritt avfalls- e-tjänst kommunens",
            "bygglof särskillt ansökann ärrende",
        ),
        (
            "da",
            "tømmekalenderen affalds- e-boks kommunens selvbetjening",
            "afgørelsse kommunnen gebur ansøgningg",
        ),
        ("en", "organisation colour don’t council's e-mail", "recieve adress goverment seperate"),
    ],
)
def test_compounds_pass_and_slips_are_found(
    dictionaries: dict[str, Dictionary], language: str, right: str, wrong: str
) -> None:
    known = dictionaries[language]
    assert [word for word in right.split() if not known.is_right(word)] == []
    assert [word for word in wrong.split() if known.is_right(word)] == []


def test_what_may_be_meant_is_suggested(dictionaries: dict[str, Dictionary]) -> None:
    assert dictionaries["sv"].suggestions("bygglof")[0] == "bygglov"
    assert "afgørelse" in dictionaries["da"].suggestions("afgørelsse")
    assert dictionaries["en"].suggestions("recieve")[0] == "receive"


def test_the_process_answers_line_by_line_and_ends_with_its_asker() -> None:
    questions = [
        {"n": 1, "language": "en", "check": ["right", "wrongg"]},
        {"n": 2, "language": "en", "suggest": "wrongg"},
        {"n": 3, "language": "fi", "check": ["sana"]},
    ]
    done = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", str(spelling_process.__file__)],
        input="".join(json.dumps(one) + "\n" for one in questions),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["n"], first["wrong"]) == (1, ["wrongg"])
    assert "wrong" in second["suggestions"]
    assert third == {"n": 3, "language": "fi", "missing": True}


def test_a_machine_without_a_dictionary_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spelling_process, "_folders", lambda _language: iter((tmp_path,)))
    assert find("sv") is None
    assert answer({"n": 1, "language": "sv", "check": ["ord"]}, {}) == {
        "n": 1,
        "language": "sv",
        "missing": True,
    }
