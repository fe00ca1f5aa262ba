"""Every name that a page shows as one long text in which thousands of names are looked through in a millisecond.

Built beside the window, since it takes a tenth of a second for a big project. An index is a value: it goes on
answering for the project it was made of until there is a newer one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.analysis.place import Place
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department, Unit
from workbench.model.programme import Workshop
from workbench.model.project import Project

Pause = Callable[[], object]


@dataclass(frozen=True)
class Found:
    """A name, where it is, and the place to go to."""

    text: str
    where: str
    icon: str
    place: Place


@dataclass(frozen=True)
class SearchIndex:
    """Folded names, a line each, in one text; where each line begins; and the item each is about.

    ``items`` holds pairs of numbers for each line: which top item, and which step of it (-1: itself).
    """

    project: Project
    text: str
    starts: array[int]
    items: array[int]

    def fits(self, project: Project) -> bool:
        """Tell whether every name in ``project`` is in here."""
        mine = self.project
        return all(
            getattr(mine, name) is getattr(project, name)
            for name in ("departments", "units", "workshops", "case_types")
        )

    def find(self, wanted: str, limit: int) -> list[Found]:
        """Return at most ``limit`` names that hold every word of ``wanted``; those that begin with it come first."""
        words = wanted.casefold().split()
        if not words:
            return []
        first = self._lines("\n" + words[0], words, limit, set())
        rest = limit - len(first)
        later = self._lines(max(words, key=len), words, rest, set(first)) if rest > 0 else []
        tops = self._tops()
        return [self._found(line, tops) for line in (*first, *later)]

    def _lines(self, what: str, words: list[str], limit: int, but: set[int]) -> list[int]:
        """Return the first ``limit`` lines in which ``what`` stands, and all ``words``."""
        found: list[int] = []
        text, starts = self.text, self.starts
        at = text.find(what)
        while at >= 0 and len(found) < limit:
            line = bisect_right(starts, at + (what[0] == "\n")) - 1
            end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
            if line not in but and all(text.find(word, starts[line], end) >= 0 for word in words):
                found.append(line)
            at = text.find(what, end)
        return found

    def _tops(self) -> tuple[object, ...]:
        p = self.project
        return (*p.departments, *p.units, *p.workshops, *p.case_types)

    def _found(self, line: int, tops: tuple[object, ...]) -> Found:
        top, step = tops[self.items[2 * line]], self.items[2 * line + 1]
        if isinstance(top, CaseType) and step >= 0:
            place = Place("case_types.steps", (top.id, top.steps[step].id))
            return Found(top.steps[step].title, top.name, "sitemap-outline", place)
        return _top(top, self.project)


def build_index(project: Project, pause: Pause = lambda: None) -> SearchIndex:
    """Return the index of ``project``; ``pause`` is called after every case type."""
    starts, items, lines = array("L"), array("l"), []
    at = 0
    for top, step, words in _names(project, pause):
        folded = words.casefold().replace("\n", " ")
        lines.append(folded)
        starts.append(at + 1)
        items.extend((top, step))
        at += len(folded) + 1
    return SearchIndex(project, "\n" + "\n".join(lines), starts, items)


def _names(project: Project, pause: Pause) -> Iterator[tuple[int, int, str]]:
    """Yield (top item, step or -1, words) of everything that has a name, the shortest ways first."""
    named = [(one.id, one.name) for one in project.departments]
    named += [(one.department, one.name) for one in project.units]
    named += [(one.department, one.title) for one in project.workshops]
    own = project.part.department if project.part is not None else None  # others' names lead nowhere
    yield from ((number, -1, name) for number, (whose, name) in enumerate(named) if own in (None, whose))
    first = len(named)
    for number, case_type in enumerate(project.case_types, first):
        if own not in (None, case_type.department):
            continue
        pause()
        yield number, -1, " ".join((case_type.name, *case_type.synonyms, *(c.code for c in case_type.codes)))
    for number, case_type in enumerate(project.case_types, first):
        pause()
        for at, step in enumerate(case_type.steps):
            yield number, at, step.title


def _top(one: object, project: Project) -> Found:
    names = {department.id: department.name for department in project.departments}
    if isinstance(one, Department):
        return Found(one.name, "", "account-group-outline", Place("departments", (one.id,)))
    if isinstance(one, Unit):
        where = names.get(one.department, "")
        return Found(one.name, where, "account-group-outline", Place("units", (one.id,)))
    if isinstance(one, Workshop):
        where = names.get(one.department, "")
        return Found(one.title, where, "presentation", Place("workshops", (one.id,)))
    if not isinstance(one, CaseType):
        msg = f"{type(one).__name__} is not in the index"
        raise TypeError(msg)
    where = names.get(one.department, "")
    return Found(one.name, where, "format-list-bulleted", Place("case_types", (one.id,)))
