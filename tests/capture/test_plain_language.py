"""What is hard to read is pointed out, what is plain is left alone, and a personal number never goes unseen."""

from __future__ import annotations

from typing import Literal

import pytest

from workbench.capture.plain_language import hints, lix, passive_forms, sentences_of
from workbench.locale import Texts
from workbench.templates import template_project

PLAIN = (
    "Du söker på nätet. Skriv ditt namn. Vi svarar inom en vecka. Ring oss om du vill ha hjälp med det här."
)
LONG = "Den som söker " + "och söker " * 12 + "får svar."


def said(answer: str, language: str = "sv", *beside: str) -> list[str]:
    return [Texts("en").message(one.what) for one in hints(answer, language, beside)]


@pytest.mark.fast
def test_plain_words_get_their_readability_and_no_more() -> None:
    assert said(PLAIN) == ["Readability (LIX) 6: very easy to read"]
    assert said("Ring oss.") == []
    assert said("") == []


@pytest.mark.fast
def test_a_long_sentence_is_named_by_its_start() -> None:
    found = [one for one in said(f"Kort. {LONG} Kort.") if "in one sentence" in one]
    assert found == ["29 words in one sentence: “Den som söker och …”. Try two."]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Ansökan behandlas här och ska skickas in.", "sv", ("behandlas", "skickas")),
        ("Ansökan prövas av nämnden. Det blev skrivet.", "sv", ("blev skrivet",)),
        ("Blir altanen högre? Det blir lätt fel. Vi träffas på andras kalas.", "sv", ()),
        ("Beslutet blir fattat i maj.", "sv", ("blir fattat",)),
        ("Vi hoppas att elevernas skolor och kommunens hus finns kvar. Jonas lyckas.", "sv", ()),
        ("Din plats hos oss saknas. Deras svar finns där.", "sv", ()),
        ("Ansøgningen behandles i nævnet.", "da", ("behandles",)),
        ("Sagen behandles af nævnet. Det bliver godt og meget billigt. Vores og andres børn.", "da", ()),
        ("Afgørelsen bliver sendt i maj.", "da", ("bliver sendt",)),
        ("Der findes svar, og borgernes og deres børn trives.", "da", ()),
        ("The form is not sent and was quickly approved.", "en", ("is not sent", "was quickly approved")),
        ("You need to send the form. It is red.", "en", ()),
        ("The office is closed. It was granted by the board. You are interested.", "en", ()),
    ],
)
def test_passive_forms(text: str, language: str, words: tuple[str, ...]) -> None:
    assert passive_forms(text, language) == words


def test_marks_addresses_and_lists_are_no_words() -> None:
    text = (
        "## Rubrik\n\nSök **här** på [sidan](https://www.norrvik.example/en-lang-adress).\n\n- Ett\n- Två ord"
    )
    assert sentences_of(text) == ("Sök här på sidan", "Ett", "Två ord")


@pytest.mark.parametrize(
    ("long_words", "word"), [(1, "very easy"), (3, "easy"), (5, "neither"), (7, "hard"), (9, "very hard")]
)
def test_lix_is_words_per_sentence_and_the_share_of_long_words(long_words: int, word: str) -> None:
    text = " ".join(["ordning"] * long_words + ["ord"] * (20 - long_words)) + "."
    assert lix(text) == 20 + 5 * long_words
    assert any(one.split(": ")[-1].startswith(word) for one in said(text))


@pytest.mark.fast
@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("811218-9876", True),
        ("19811218-9876", True),
        ("811218-9875", False),
        ("010203-4567", True),
        ("0910-18 18 18", False),
    ],
)
def test_a_personal_number_is_found_wherever_it_stands(number: str, is_one: bool) -> None:
    for answer, beside in ((f"Ring {number}.", ""), ("Ring oss.", f"Gäller det {number}?")):
        found = hints(answer, "sv", (beside,))
        assert [one.tone for one in found if one.tone == "warning"] == ["warning"] * is_one


@pytest.mark.parametrize("template", ["se", "da"])
def test_most_answers_of_the_samples_are_left_alone(template: Literal["se", "da"]) -> None:
    project = template_project(template)
    language = project.settings.language
    found = [hints(getattr(one.answer, language), language) for one in project.faqs]
    assert len([some for some in found if any(one.tone != "plain" for one in some)]) <= len(found) / 4
    assert not any(one.tone == "warning" for some in found for one in some)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0920-123 45 67 eller 070-123 45 67.",
        "Organisationsnummer 212000-2742, bankgiro 5050-1055, OCR 1234567890.",
        "Diarienummer 2026-000123, senast 20261231. Faktura 9912310012345.",
        "Tlf. 70 12 34 56, CVR 29189846, EAN 5798001234567, KLE 01.02.03-P19-1-26.",
    ],
)
def test_other_numbers_are_no_personal_ones(text: str) -> None:
    assert said(text) == []
