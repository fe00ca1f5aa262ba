"""A level to propose for a step, with its reason: from the project's own classed steps, then from a word list.

Words are compared by their folded beginnings (six letters), the first word of a title for itself as well,
since it usually is the verb. A level's score is the logarithm of how often its steps hold the words
(multinomial naive Bayes with additive smoothing; Manning, Raghavan and Schütze, Introduction to Information
Retrieval, chapter 13), with the word list counting as a few more steps. The same title, classed before,
decides by itself. Nothing here changes a project: somebody accepts the proposal or does not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from workbench.capture.folding import SMALL_WORDS, fold_words
from workbench.capture.level_words import level_of
from workbench.model.case_types import CaseType
from workbench.model.identity import differing
from workbench.model.project import Project
from workbench.model.rosa import LEVELS
from workbench.model.text import N_, Message, message

_STEM = 6
_SMOOTHING = 0.1
_DOUBT = 2.0
"""Words of a title hang together, which the counting ignores: scores are divided by this before they are chances."""
_FIRST_LISTED, _LATER_LISTED, _HALVED_BY = 4.5, 2.0, 10
"""How much the first word of the list in a title counts, the later ones, and after how many own steps half of it."""
LEAST_CONFIDENCE = 0.45
"""Below this nothing is proposed: half of such proposals would be wrong."""
_MOST_LIKE, _MOST_POSTINGS = 3, 400
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Suggestion:
    """A level, why, up to three titles of steps it rests on, and how sure the counts are (0-1).

    ``is_from_program``: no step of the project spoke for it, only the program's own word list.
    """

    level: int
    reason: Message
    like: tuple[str, ...]
    confidence: float
    is_from_program: bool = False


@dataclass
class _Title:
    """A title that classed steps have: how they are written, and on which level how many."""

    said: str
    levels: dict[int, int] = field(default_factory=dict)


class Learned:
    """What the classed steps of a project say of words. Made and kept up to date by :func:`learned` alone."""

    def __init__(self) -> None:
        self.steps = 0
        self._seen: dict[str, CaseType] = {}
        self._of: tuple[CaseType, ...] = ()
        self._of_level = dict.fromkeys(LEVELS, 0)
        self._by_word: dict[str, dict[int, int]] = {}
        self._by_title: dict[str, _Title] = {}
        self._titles_with: dict[str, dict[str, None]] = {}

    def bring_up_to(self, project: Project, pause: Callable[[], object]) -> None:
        """Take in what differs, case type by case type, with a ``pause`` after each that does."""
        old, new = self._of, project.case_types
        self._of = ()
        before, after = differing(old, new) if old else (None, new)
        gone = dict(self._seen) if before is None else {one.id: self._seen[one.id] for one in before}
        for case_type in after:
            seen = gone.pop(case_type.id, None)
            if seen is case_type:
                continue
            self._seen[case_type.id] = case_type
            if seen is None or seen.steps is not case_type.steps:
                self._count(seen, -1)
                self._count(case_type, 1)
                pause()
        for case_type in gone.values():
            del self._seen[case_type.id]
            self._count(case_type, -1)
            pause()
        self._of = new

    def _count(self, case_type: CaseType | None, by: int) -> None:
        for step in case_type.steps if case_type is not None else ():
            if step.level is not None:
                self._count_step(step.title, step.level, by)

    def _count_step(self, said: str, level: int, by: int) -> None:
        key, words = _key(said), _words(said)
        self.steps += by
        for word in words:
            _add(self._by_word, word, level, by)
            self._of_level[level] += by
        title = self._by_title.setdefault(key, _Title(said))
        title.levels[level] = title.levels.get(level, 0) + by
        if by > 0:
            for word in words:
                self._titles_with.setdefault(word, {})[key] = None
        elif not any(title.levels.values()):
            del self._by_title[key]
            for word in words:
                self._titles_with[word].pop(key, None)

    def same_title(self, said: str) -> dict[int, int]:
        """Return on which levels how many steps of this title stand."""
        title = self._by_title.get(_key(said))
        return {level: n for level, n in title.levels.items() if n > 0} if title else {}

    def counts(self, word: str) -> dict[int, int]:
        """Return on which levels how many steps with this word stand."""
        return self._by_word.get(word, {})

    def words_on(self, level: int) -> int:
        """Return how many words the steps of a level hold together."""
        return self._of_level[level]

    @property
    def different_words(self) -> int:
        """How many different words there are."""
        return len(self._by_word)

    def like(self, said: str, level: int) -> tuple[str, ...]:
        """Return up to three titles on ``level`` that share the most and the rarest words with ``said``."""
        score: dict[str, float] = {}
        own = _key(said)
        rarest = sorted(set(_words(said)), key=lambda word: len(self._titles_with.get(word, ())))
        for word in rarest:
            titles = self._titles_with.get(word, {})
            for key in islice(titles, _MOST_POSTINGS):
                if key != own and self._by_title[key].levels.get(level, 0) > 0:
                    score[key] = score.get(key, 0.0) + 1 / len(titles) ** 0.5
        best = sorted(score, key=lambda key: (-score[key], key))[:_MOST_LIKE]
        return tuple(self._by_title[key].said for key in best)


def learned(
    project: Project, previous: Learned | None = None, pause: Callable[[], object] = lambda: None
) -> Learned:
    """Return what the classed steps of ``project`` say; ``previous`` itself, brought up to date, if given.

    Only case types that are other objects than before are looked at. ``pause`` is called between them, so
    that whoever calls can let a window breathe; what ``pause`` raises breaks off, and the next call goes on.
    """
    index = previous if previous is not None else Learned()
    index.bring_up_to(project, pause)
    return index


def suggest_level(title: str, index: Learned) -> Suggestion | None:
    """Return the level to propose for a step called ``title``, or None where nothing speaks for one clearly."""
    same = index.same_title(title)
    if same:
        level = max(same, key=lambda one: (same[one], -one))
        sure = same[level] / sum(same.values())
        if sure > 0.5:
            return Suggestion(level, _same_reason(level, same[level]), (), sure)
    words = _words(title)
    chances = _chances(words, title, index)
    if not chances:
        return None
    level = max(chances, key=lambda one: chances[one])
    if chances[level] < LEAST_CONFIDENCE:
        return None
    like = index.like(title, level)
    if like:
        text = N_("similar steps here are on level {level}: {like}")
        return Suggestion(level, message(text, level=level, like=", ".join(like)), like, chances[level])
    word = next((one for one in _said_words(title) if level_of(one) == level), None)
    if word is None:
        return None
    text = N_('"{word}" usually is level {level}, by the program\'s own word list')
    return Suggestion(level, message(text, word=word, level=level), (), chances[level], is_from_program=True)


def _same_reason(level: int, steps: int) -> Message:
    if steps == 1:
        return message(N_("a step of the same name here is on level {level}"), level=level)
    return message(N_("{n} steps of the same name here are on level {level}"), n=steps, level=level)


def _chances(words: list[str], title: str, index: Learned) -> dict[int, float]:
    """Return each level's chance given the words, or nothing where no word is known."""
    told = [counts for word in words if (counts := index.counts(word))]
    listed = _listed(title, index)
    if not told and not listed:
        return {}
    different = index.different_words + 1
    total = sum(index.words_on(level) for level in LEVELS) + len(LEVELS)
    scores = {}
    for level in LEVELS:
        room = index.words_on(level) + _SMOOTHING * different
        score = math.log((index.words_on(level) + 1) / total) + listed.get(level, 0.0)
        scores[level] = score + sum(math.log((counts.get(level, 0) + _SMOOTHING) / room) for counts in told)
    top = max(scores.values())
    whole = sum(math.exp((score - top) / _DOUBT) for score in scores.values())
    return {level: math.exp((score - top) / _DOUBT) / whole for level, score in scores.items()}


def _listed(title: str, index: Learned) -> dict[int, float]:
    """Return what the program's word list adds to the levels; the less, the more own steps hold a word."""
    found: dict[int, float] = {}
    for word in _said_words(title):
        level = level_of(word)
        if level is not None:
            own = sum(index.counts(word[:_STEM]).values())
            weight = _LATER_LISTED if found else _FIRST_LISTED
            found[level] = found.get(level, 0.0) + weight / (1 + own / _HALVED_BY)
    return found


def _words(title: str) -> list[str]:
    """Return the beginnings of the words of ``title``, the first one also marked as such."""
    stems = [word[:_STEM] for word in _said_words(title)]
    return [f"^{stems[0]}", *stems] if stems else []


def _said_words(title: str) -> list[str]:
    return [word for word in _WORD.findall(fold_words(title)) if word not in SMALL_WORDS or word == "till"]


def _key(title: str) -> str:
    return fold_words(title)


def _add(table: dict[str, dict[int, int]], word: str, level: int, by: int) -> None:
    counts = table.setdefault(word, {})
    left = counts.get(level, 0) + by
    if left:
        counts[level] = left
    else:
        counts.pop(level, None)
        if not counts:
            del table[word]
