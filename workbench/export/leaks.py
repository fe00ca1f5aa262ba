"""The last look at a finished external file: opened, unpacked, and searched for what must not leave.

The external edition is built by inclusion already; this is the second lock on the same door. Texts are
compared word by word, whatever stands between the words, so that neither a line break nor a change of
font hides one. What the program prints by itself ("missing", "1 January") proves nothing and is not
looked for, unless it is part of something longer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.export.contained_texts import BREAK, contained_texts
from workbench.export.editions import external, placed_texts, staff_names, withheld_texts
from workbench.locale import Texts, printed_words
from workbench.model.knowledge import faq_languages
from workbench.model.project import Project
from workbench.model.record import texts_of
from workbench.model.text import N_, ProjectError, message

_WORD = re.compile(rf"\w+|{BREAK}")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f]")
_AMOUNT = re.compile(r"[1-9]\d{0,2}( \d{3})*")
_FILLED_IN = re.compile(r"\{[^{}]*\}")
_SMALL_FIGURES = 4
"""With so few digits a sentence of the program that has a figure in it says no secret: "within 60 seconds"."""
_SHORT = 3
"""A phrase of so few words can come about where two harmless texts meet."""


@dataclass(frozen=True)
class Phrase:
    """A withheld text as " words with single spaces ", and where it stands in the project."""

    words: str
    place: str
    is_name: bool = False

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.words.count(" ") - 1


class Withheld:
    """What an external package of one project must not say, ready to be looked for in many files."""

    def __init__(self, project: Project, texts: Texts) -> None:
        said = [_words(text) for _, text in texts_of(external(project))]
        self._public = _Phrases(said)
        spoken = {texts.language, *faq_languages(project.faqs)}  # the FAQ site has pages in each of them
        printed = [text for language in spoken for text in printed_words(language)]
        self._own = _Phrases(map(_words, printed))
        self._own_with_figures = _Phrases(
            _without_figures(_words(_FILLED_IN.sub("0", text))) for text in printed if "{" in text
        )
        names = {_words(name) for name in staff_names(project)}
        self._by_word: dict[str, list[Phrase]] = defaultdict(list)
        for text, place in withheld_texts(project).items():
            phrase = Phrase(_words(text), place, _words(text) in names)
            if self._is_telling(phrase):
                self._by_word[max(phrase.words.split(), key=len)].append(phrase)

    def _is_telling(self, phrase: Phrase) -> bool:
        words = phrase.words.strip()
        digits = sum(char.isdigit() for char in words)
        letters = sum(char.isalpha() for char in words)
        if letters < 2 and (digits < 7 or _AMOUNT.fullmatch(words)):
            return False
        if phrase.words in self._own or phrase.words in self._public:
            return False
        if 0 < digits <= _SMALL_FIGURES and _without_figures(phrase.words) in self._own_with_figures:
            return False
        return phrase.length > _SHORT or not all(self._own.knows(word) for word in words.split())

    def found_in(self, path: str, content: bytes) -> Phrase | None:
        """Return the first withheld text that the finished file holds, None where there is none."""
        spoken, marks = contained_texts(path, content)
        is_run_on = path.endswith(".pdf")  # cells of a table follow each other there without a break
        for texts, is_mark in ((spoken, False), (marks, True)):
            said = _words(f" {BREAK} ".join(texts))
            for word in set(said.split()).intersection(self._by_word):
                for phrase in self._by_word[word]:
                    if phrase.words not in said:
                        continue
                    if is_mark and phrase.length == 1 and not phrase.is_name:
                        continue  # the name of a style or an element
                    if is_run_on and phrase.length <= _SHORT and self._is_all_public(phrase):
                        continue
                    return phrase
        return None

    def _is_all_public(self, phrase: Phrase) -> bool:
        return all(self._public.knows(word) or self._own.knows(word) for word in phrase.words.split())


def refuse_leaks(withheld: Withheld, path: str, content: bytes) -> None:
    """Raise ProjectError when ``content`` holds a text that the external edition withholds, naming its place."""
    found = withheld.found_in(path, content)
    if found is not None:
        raise ProjectError(
            message(
                N_(
                    "{path} was not written: it would have shown the internal text at {place}. Tell the program's "
                    "makers, and use the internal edition meanwhile."
                ),
                path=path,
                place=found.place,
            )
        )


def refuse_staff_names(project: Project) -> None:
    """Raise ProjectError where a public field names somebody who is not public, naming the field and the remedy.

    What people type passes into the external edition as it stands, so a name in the middle of a description
    would go with it. A name that is a public field in full (a unit called like a person) is let pass.
    """
    names = {_words(name): name for name in staff_names(project)}
    said = [(place, _words(text)) for place, text in placed_texts(external(project))]
    public = {words for _, words in said}
    by_word: dict[str, list[str]] = defaultdict(list)
    for words in names:
        if words not in public and words.count(" ") > 2:
            by_word[max(words.split(), key=len)].append(words)
    for place, text in said:
        for word in set(text.split()).intersection(by_word):
            for words in by_word[word]:
                if words in text:
                    raise ProjectError(
                        message(
                            N_(
                                "The external edition was not written: {place} names {name}, who is not public. "
                                "Take the name out there, or mark the person's name as public."
                            ),
                            place=place,
                            name=names[words],
                        )
                    )


class _Phrases:
    """Texts as words, which can be asked whether they hold a phrase."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for text in set(texts):
            for word in set(text.split()):
                self._by_word[word].append(text)

    def __contains__(self, phrase: str) -> bool:
        candidates: list[Sequence[str]] = [self._by_word.get(word, ()) for word in phrase.split()]
        return bool(candidates) and any(phrase in text for text in min(candidates, key=len))

    def knows(self, word: str) -> bool:
        return word in self._by_word or word.isdigit()


def _without_figures(words: str) -> str:
    """Return ``words`` with 0 for every figure."""
    return f" {' '.join('0' if word.isdigit() else word for word in words.split())} "


def _words(text: str) -> str:
    """Return the words of ``text`` in lower case, with single spaces around them."""
    found = _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold()))
    return f" {' '.join(found)} " if found else ""
