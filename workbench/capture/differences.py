"""What differs between two texts, and between two states of a checklist, so that a person can read it.

Words are compared with words: a letter more in one of them is shown as that word. A line is known by its id, so a
line that was moved is no line that went and another that came. Whoever shows two values side by side (versions,
conflicts) marks the words of :func:`words_between`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import ValidationError

from workbench.model.knowledge import Branch, Checklist, ChecklistItem, DecisionTable, Link

Mark = Literal["same", "gone", "new"]
What = Literal["added", "removed", "changed", "moved"]
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 1_000_000
"""Words of one text times words of the other that are compared; beyond that the texts stand whole."""
_LITTLE_ALIKE = 0.3
"""Texts that share less than this share of their words are read more easily one after the other."""


@dataclass(frozen=True)
class Run:
    """Some words in a row that both texts have, or only the old one (gone), or only the new one."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class LineDifference:
    """A line of a field that differs: added, removed, or changed in some words."""

    what: What
    words: tuple[Run, ...]


@dataclass(frozen=True)
class FieldDifference:
    """A field that differs: its values, and its lines where they are texts."""

    field: str
    before: Any
    after: Any
    lines: tuple[LineDifference, ...]


@dataclass(frozen=True)
class BranchDifference:
    """An answer that came, went, or leads elsewhere."""

    what: What
    before: Branch | None
    after: Branch | None


@dataclass(frozen=True)
class ItemDifference:
    """A line of a checklist that differs. One that was changed may have been moved as well."""

    what: What
    before: ChecklistItem | None
    after: ChecklistItem | None
    words: tuple[Run, ...]
    branches: tuple[BranchDifference, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True)
class ContentDifference:
    """What differs between two states of a checklist: lines in the order in which they are read, then fields."""

    items: tuple[ItemDifference, ...]
    fields: tuple[FieldDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.items or self.fields)


def words_between(old: str, new: str) -> tuple[Run, ...]:
    """Return both texts as one row of words, each marked; the runs that are not new make ``old``, not gone ``new``."""
    one, other = _TOKENS.findall(old), _TOKENS.findall(new)
    head = _same_ends(one, other)
    tail = _same_ends(one[head:][::-1], other[head:][::-1])
    middle = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(middle[0]) * len(middle[1]) > _MOST_PAIRS:
        runs = [Run("gone", "".join(middle[0])), Run("new", "".join(middle[1]))]
    else:
        runs = _compared(*middle)
    alike = head + tail + sum(len(_TOKENS.findall(run.text)) for run in runs if run.mark == "same")
    if one and other and alike < _LITTLE_ALIKE * max(len(one), len(other)):
        return (Run("gone", old), Run("new", new))
    ends = Run("same", "".join(one[:head])), Run("same", "".join(one[len(one) - tail :]))
    return _joined((ends[0], *runs, ends[1]))


def _same_ends(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (old, new) in pairs if old != new), min(len(one), len(other)))


def _compared(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    matcher = SequenceMatcher(str.isspace, one, other, autojunk=False)
    runs: list[Run] = []
    for what, a, b, c, d in matcher.get_opcodes():
        old, new = "".join(one[a:b]), "".join(other[c:d])
        if what == "equal" and not old.isspace():
            runs.append(Run("same", old))
        else:  # a space between two changes is part of both: they are read as one
            runs += [Run("gone", old), Run("new", new)]
    return runs


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return ``runs`` with neighbours of one mark as one, what went before what came, and none empty."""
    made: list[Run] = []
    gone = new = ""
    for run in runs:
        if run.mark == "gone":
            gone += run.text
        elif run.mark == "new":
            new += run.text
        elif run.text:
            made += [*_both(gone, new), run]
            gone = new = ""
    made += _both(gone, new)
    whole: list[Run] = []
    for run in made:
        if whole and whole[-1].mark == run.mark:
            whole[-1] = Run(run.mark, whole[-1].text + run.text)
        elif run.text:
            whole.append(run)
    return tuple(whole)


def _both(gone: str, new: str) -> list[Run]:
    if gone == new:
        return [Run("same", gone)]
    return [Run("gone", gone), Run("new", new)]


def lines_between(old: Sequence[str], new: Sequence[str]) -> tuple[LineDifference, ...]:
    """Return the lines that differ between two lists of lines, in their order; lines that both have are left out."""
    found: list[LineDifference] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        pairs = min(b - a, d - c)
        for at in range(pairs):
            found.append(LineDifference("changed", words_between(old[a + at], new[c + at])))
        found += [LineDifference("removed", (Run("gone", one),)) for one in old[a + pairs : b]]
        found += [LineDifference("added", (Run("new", one),)) for one in new[c + pairs : d]]
    return tuple(found)


def read_content(content: Mapping[str, Any]) -> Checklist | None:
    """Return a checklist that says what ``content`` (as a version keeps it) says, or None if it cannot be read."""
    kept = {name: value for name, value in content.items() if name in Checklist.model_fields}
    try:
        return Checklist.from_json({"title": "", **kept, "id": "kept", "case_type": "kept"})
    except (ValidationError, TypeError, ValueError):
        return None


def differences(old: Checklist, new: Checklist, fields: Sequence[str]) -> ContentDifference:
    """Return what ``new`` says otherwise than ``old``: its lines, and those of ``fields`` that differ."""
    changed = [
        FieldDifference(name, before, after, lines_between(as_lines(before), as_lines(after)))
        for name in fields
        if name != "items" and (before := getattr(old, name)) != (after := getattr(new, name))
    ]
    return ContentDifference(_items(old.items, new.items), tuple(changed))


def as_lines(value: Any) -> list[str]:
    """Return a field's value as lines to read: a text's lines, a link, a rule of a table each on one."""
    if isinstance(value, str):
        return value.splitlines()
    if isinstance(value, Link):
        return [f"{value.title} {value.url}" if value.title != value.url else value.url]
    if isinstance(value, DecisionTable):
        rules = (
            " · ".join(one.strip() or "–" for one in row.answers) + f" → {row.outcome}" for row in value.rows
        )
        return [" · ".join(value.conditions), *rules]
    if isinstance(value, tuple):
        return [line for one in value for line in as_lines(one)]
    return []


def _items(old: Sequence[ChecklistItem], new: Sequence[ChecklistItem]) -> tuple[ItemDifference, ...]:
    before, after = ({item.id: item for item in items} for items in (old, new))
    moved = _moved([one for one in before if one in after], [one for one in after if one in before])
    found: dict[str, ItemDifference] = {}
    for key, item in after.items():
        was = before.get(key)
        if was is None:
            found[key] = ItemDifference(
                "added", None, item, (Run("new", item.text),), _branches((), item.branches)
            )
        elif was != item or key in moved:
            what: What = "moved" if was == item else "changed"
            words = words_between(was.text, item.text)
            branches = _branches(was.branches, item.branches)
            found[key] = ItemDifference(what, was, item, words, branches, key in moved)
    for key, item in before.items():
        if key not in after:
            found[key] = ItemDifference("removed", item, None, (Run("gone", item.text),))
    order = [*after]
    for at, key in enumerate(before):
        if key not in after:  # what went stands where it stood: behind the line that was before it
            ahead = [one for one in list(before)[:at] if one in order]
            order.insert(order.index(ahead[-1]) + 1 if ahead else 0, key)
    return tuple(found[key] for key in order if key in found)


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the fewest ids that were moved, ``old`` and ``new`` holding the same: the others kept their order."""
    place = {key: at for at, key in enumerate(old)}
    best: list[tuple[int, tuple[str, ...]]] = []
    for key in new:
        ahead = max(
            (run for run in best if run[0] < place[key]), key=lambda run: len(run[1]), default=(-1, ())
        )
        best.append((place[key], (*ahead[1], key)))
    kept = max((run for _, run in best), key=len, default=())
    return frozenset(new) - frozenset(kept)


def _branches(old: Sequence[Branch], new: Sequence[Branch]) -> tuple[BranchDifference, ...]:
    found: list[BranchDifference] = []
    answers = [one.answer for one in old], [one.answer for one in new]
    for _, a, b, c, d in SequenceMatcher(None, *answers, autojunk=False).get_opcodes():
        pairs = min(b - a, d - c)
        for at in range(pairs):
            if old[a + at] != new[c + at]:
                found.append(BranchDifference("changed", old[a + at], new[c + at]))
        found += [BranchDifference("removed", one, None) for one in old[a + pairs : b]]
        found += [BranchDifference("added", None, one) for one in new[c + pairs : d]]
    return tuple(found)
