"""The words of a text as a spelling dictionary is asked about them, and the words that no dictionary need know.

It is better to miss a slip than to mark what is right: addresses, code, abbreviations, numbers, and every name that
stands in the project are never asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from workbench.model.project import Project

FENCE = "```"
"""A line that begins so starts or ends a block of code."""
_NEVER_ASKED = re.compile(
    r"`[^`]*`"  # code
    r"|(?<=\])\([^)\s]*\)"  # the address of a link
    r"|<?\b[a-z][a-z+]*://\S+|\bwww\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*"
    r"|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?",  # norrvik.se/bygglov, bl.a
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w/\\])-?[^\W\d_]+(?:[-’'][^\W\d_]+)*(?::[^\W\d_]{1,4}\b)?-?(?!\w)")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word and where it begins."""

    at: int
    text: str


def words_of_line(line: str) -> Iterator[Word]:
    """Yield the words of a line of Markdown that a dictionary can be asked about."""
    if not line or line.isspace():
        return
    plain = _NEVER_ASKED.sub(lambda found: "/" * len(found.group()), line)
    for found in _WORD.finditer(plain):
        text = found.group().partition(":")[0]
        if _is_asked(text):
            yield Word(found.start(), text)


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text of several lines; a block of code between two fences has none."""
    at, is_code = 0, False
    for line in text.split("\n"):
        if line.lstrip().startswith(FENCE):
            is_code = not is_code
        elif not is_code:
            for word in words_of_line(line):
                yield Word(at + word.at, word.text)
        at += len(line) + 1


def _is_asked(word: str) -> bool:
    """Tell whether a word is more than a letter, and neither an abbreviation nor a name such as MinSida."""
    inner = word.strip("-")
    return len(inner) > 1 and not any(part[1:] != part[1:].lower() for part in re.split(r"[-’']", inner))


def names_of(project: Project) -> Iterator[str]:
    """Yield every name in a project: of places, people, case types and systems."""
    yield project.municipality.name
    yield project.municipality.customer_service_name
    for collection in (
        project.departments,
        project.units,
        project.roles,
        project.persons,
        project.pools,
        project.answer_groups,
        project.case_types,
    ):
        for one in collection:
            yield one.name
    for case_type in project.case_types:
        for step in case_type.steps:
            if step.system:
                yield step.system
    for checklist in project.checklists:
        yield checklist.system


def known_words(names: Iterable[str], pause: Callable[[], object] = lambda: None) -> frozenset[str]:
    """Return the words of ``names``, in small letters. ``pause`` is called between slices of the work."""
    found: set[str] = set()
    seen: set[str] = set()
    for at, name in enumerate(names):
        if at % 200 == 0:
            pause()
        if name not in seen:
            seen.add(name)
            found.update(_PLAIN_WORD.findall(name.casefold()))
    return frozenset(found)


def is_known(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word is one of ``known``, or all its parts between hyphens are, a genitive -s apart."""
    parts = [one for one in word.casefold().split("-") if one]
    return all(
        one in known or re.sub(r"(?:[’']s|s[’']?)$", "", one) in known or f"{one}s" in known for one in parts
    )
