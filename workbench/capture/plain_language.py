"""Hints for whoever writes an answer: long sentences, passive forms, how hard the text is to read, personal numbers.

They are simple rules over the words, and are worded as hints: a rule that cannot understand a sentence must not judge
it. LIX is words per sentence plus the percentage of words of more than six letters (Björnsson 1968).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbench.analysis.findings.personal_numbers import looks_personal
from workbench.model.text import N_, Message, message

LONG_SENTENCE_WORDS = 25
_LONG_WORD_LETTERS = 6
_WORDS_FOR_LIX = 20
"""Below so many words LIX says nothing."""
_MOST_NAMED = 4

_ADDRESS = re.compile(r"(?<=\])\([^)\s]*\)|<?https?://\S+")
_MARKS = re.compile(r"[*_`\[\]<>]|^\s*#+\s*", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-+*]|\d{1,3}[.)])\s+", re.MULTILINE)
_HEADING = re.compile(r"^\s*#.*$", re.MULTILINE)
_APART = re.compile(r"\n\s*\n")
_END = re.compile(r"[.!?]+[\"”’)]*\s+(?=[\"”’(]*[A-ZÅÄÖÆØÉÜ0-9])|[:.!?]\s*\n")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

_SV_S = re.compile(
    r"[^\W\d_]{3,}(?:as|ades|ats|erades|erats)|görs|ges|gavs|tas|togs|krävs|skrivs|sänds|byggs|läggs"
)
_DA_S = re.compile(r"[^\W\d_]{3,}es|gøres|gives|tages")
_NEVER_PASSIVE = (
    "hoppas lyckas andas saknas finnas trivas minnas låtsas deras allas bådas annas misslyckas svettas åldras "
    "brottas synas envisas medelåldras kalas andras träffas ingens varandras "
    "findes synes deres jeres alles lykkes mødes trives kommunes enkeltes bedres samles mindes fælles særdeles "
    "således ligeledes anderledes ellers indes vores andres hinandens træffes ses "
)
_NOT_PASSIVE = frozenset(_NEVER_PASSIVE.split())
"""Words that end so and say who does it, or are no verbs at all."""
_GENITIVE = re.compile(r"rnas$|plats$|sats$|rnes$|enes$|ernes$")
_SV_BECOMES = re.compile(
    r"\b(?:bli|blir|blev|blivit)\s+(?:inte\s+)?(?!glad\b|sned\b|trött|rött|lätt|rätt|mätt|nytt|fritt|vått|brett|vitt|vad\b)"
    r"(?:[^\W\d_]{2,}(?:ad|at|ade|dd|tt|ts)|[^\W\d_]*(?:skriv|tag|giv|drag|bjud|funn|fång|håll|riv|stul|brut|slag|vunn)"
    r"(?:en|et|na))\b",
    re.I,
)
_DA_BECOMES = re.compile(
    r"\b(?:blive|bliver|blev|blevet)\s+(?:ikke\s+)?(?!meget|noget|andet|intet|hvert|lidt)(?:[^\W\d_]{2,}(?:et|ede)"
    r"|[^\W\d_]*(?:sendt|solgt|købt|hørt|brugt|valgt|sagt|lagt|sat|gjort|betalt|afgjort|mødt|lukt|gemt|kaldt|vist))\b",
    re.I,
)
_BY_WHOM = {
    "sv": re.compile(r"(?:\s+[^\W\d_]+){0,3}?\s+av\s+[^\W\d_]"),
    "da": re.compile(r"(?:\s+[^\W\d_]+){0,3}?\s+af\s+[^\W\d_]"),
    "en": re.compile(r"(?:\s+[^\W\d_]+){0,3}?\s+by\s+[^\W\d_]"),
}
"""What says, soon after a passive form, who does it."""
_EN_STATES = re.compile(
    r"(?:interested|married|retired|worried|tired|pleased|disabled|unemployed|indeed|allowed|located|supposed|based"
    r"|closed|limited|concerned|satisfied|experienced|related|left|set)$"
)
_EN_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|[a-z]+ly\s+)?(?:[a-z]{2,}ed|done|made|given|sent|taken|written"
    r"|paid|found|built|held|kept|known|seen|shown|sold|told|brought|bought|chosen|drawn|put|read|set|left|lost)\b",
    re.I,
)


@dataclass(frozen=True)
class Hint:
    """What could be better, and how grave it is."""

    tone: Literal["warning", "advice", "plain"]
    what: Message


@lru_cache(maxsize=64)
def hints(answer: str, language: str, beside: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """Return the hints on an answer in Markdown in ``language``; ``beside`` holds texts that go out with it."""
    found = []
    if any(looks_personal(text) for text in (answer, *beside)):
        found.append(
            Hint(
                "warning",
                message(
                    N_(
                        "This looks like a personal number. Delete it here, then choose File and "
                        "“Remove deleted content for good”: earlier versions keep it otherwise."
                    )
                ),
            )
        )
    sentences = sentences_of(answer)
    found += _long_sentences(sentences)
    passive = passive_forms(answer, language)
    if passive:
        said = ", ".join(passive[:_MOST_NAMED])
        found.append(Hint("advice", message(N_("Perhaps passive: {words}. Say who does it."), words=said)))
    value = lix(answer)
    if value is not None:
        found.append(
            Hint(
                "plain",
                message(N_("Readability (LIX) {lix}: {word}"), lix=round(value), word=lix_word(value)),
            )
        )
    return tuple(found)


def _long_sentences(sentences: Sequence[str]) -> Iterator[Hint]:
    for one in sentences:
        words = _WORD.findall(one)
        if len(words) > LONG_SENTENCE_WORDS:
            start = " ".join(words[:4])
            what = message(N_("{n} words in one sentence: “{start} …”. Try two."), n=len(words), start=start)
            yield Hint("advice", what)


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a Markdown text; an item of a list is one, and headings are none."""
    plain = _MARKS.sub("", _ITEM.sub("\n\n", _HEADING.sub("\n\n", _ADDRESS.sub("", text))))
    parts = [sentence for block in _APART.split(plain) for sentence in _END.split(block + "\n")]
    return tuple(" ".join(one.split()) for one in parts if _WORD.search(one))


def lix(text: str) -> float | None:
    """Return the readability index of a text; None where it is too short to say."""
    sentences = sentences_of(text)
    words = [word for one in sentences for word in _WORD.findall(one)]
    if len(words) < _WORDS_FOR_LIX:
        return None
    long_ones = sum(len(word) > _LONG_WORD_LETTERS for word in words)
    return len(words) / len(sentences) + 100 * long_ones / len(words)


def lix_word(value: float) -> Message:
    """Return what a readability index means, in Björnsson's five steps."""
    if value < 30:
        return message(N_("very easy to read"))
    if value < 40:
        return message(N_("easy to read"))
    if value < 50:
        return message(N_("neither easy nor hard"))
    return message(N_("hard to read")) if value < 60 else message(N_("very hard to read"))


def passive_forms(text: str, language: str) -> tuple[str, ...]:
    """Return the words of ``text`` that look passive, each once: -s and bli, -s and blive, be."""
    plain = ". ".join(sentences_of(text))
    becomes = {"sv": _SV_BECOMES, "da": _DA_BECOMES}.get(language, _EN_BE)
    found = [
        one
        for one in becomes.finditer(plain)
        if becomes is not _EN_BE or not _EN_STATES.search(one.group().lower())
    ]
    ending = {"sv": _SV_S, "da": _DA_S}.get(language)
    if ending is not None:
        found += [
            one
            for one in _WORD.finditer(plain)
            if ending.fullmatch(one.group()) and not _says_who(one.group())
        ]
    by_whom = _BY_WHOM.get(language, _BY_WHOM["en"])
    found = [one for one in found if not by_whom.match(plain, one.end())]
    return tuple(dict.fromkeys(one.group().lower() for one in sorted(found, key=re.Match.start)))


def _says_who(word: str) -> bool:
    """Tell whether a word on -s is none of the passive ones: a name, a genitive, or a verb that always ends so."""
    return word[:1].isupper() or word in _NOT_PASSIVE or _GENITIVE.search(word) is not None
