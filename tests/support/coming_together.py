"""One example of merging: two parts and the whole are worked on and come together, in both orders; what went wrong.

Every word that anybody entered must be in force, in a conflict, or named as refused; nothing that was entered here
may give way; no words may be published that nobody saw; and the same part again changes nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.two_sides import DAY, whole_project, worked_on
from workbench.edits import Batch, ChangeItem
from workbench.edits.knowledge import content_of
from workbench.model.integrity import check_project
from workbench.model.knowledge import KnowledgeState
from workbench.model.parts import Oddity, Part
from workbench.model.project import COLLECTIONS, TOP_COLLECTIONS, Project
from workbench.model.record import Item, text_fields
from workbench.model.text import ProjectError
from workbench.parts import Merged, make_part, merge_changes, merge_part
from workbench.parts.changes import PartChange, changes_between, item_at, value_of
from workbench.parts.merging import base_of
from workbench.parts.taking import order_here

_WORD = re.compile(r"word_\w+")
_SEEN = (KnowledgeState.REVIEWED, KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)
_COLLECTIONS = tuple(name for name in TOP_COLLECTIONS if name != "conflicts")
_FOLLOWS = ("state", "version", "approved_by", "approved_on")
"""What changes once more where words are mixed that nobody saw."""
Spoil = Callable[[Merged], Merged]


@dataclass(frozen=True)
class Coming:
    """A part that comes back: as the file that it is now, or as ``changes`` read from a workbook."""

    said: Part
    base: Project
    now: Project
    changes: tuple[PartChange, ...]
    is_workbook: bool = False

    def merged(self, ours: Project, revision: int) -> Merged:
        """Return what merging it into ``ours`` gives."""
        return merge_changes(ours, self.said, self.base, self.changes, revision=revision, on=DAY)


@cache
def _sent(other: str) -> tuple[Project, tuple[tuple[Project, Part, str], ...]]:
    """Return a whole that sent two parts, of ``d0`` and of ``other``, and each part's content."""
    published = {"state": "published", "history": [{"state": "published", "who": "Å", "on": "2026-05-01"}]}
    reviewed = {"state": "reviewed", "history": [{"state": "reviewed", "who": "Å", "on": "2026-05-01"}]}
    states = [("checklists", "k0", published), ("faqs", "q00", published), ("faqs", "q01", reviewed)]
    edits = (ChangeItem(collection=path, id=one, changes=changes) for path, one, changes in states)
    whole = Batch(edits=tuple(edits)).apply(whole_project(2))
    sent = []
    for department in ("d0", other):
        part, note = make_part(whole, department, revision=1, sent_on=DAY, sent_to="Kim")
        whole = note.apply(whole)
        sent.append((base_of(part.part), part.part, department))
    return whole, tuple(sent)


def example(seed: int, spoil: Spoil = lambda merged: merged) -> list[str]:
    """Return what went wrong in the example ``seed``; ``spoil`` makes a merge a broken one."""
    rng = random.Random(seed)
    whole, sent = _sent(rng.choice(("d0", "d1")))
    ours = worked_on(whole, "home", rng, rng.randrange(8), rng.choice(("d0", "d1")))
    parts = [
        _come(rng, said, base, department, f"away{n}") for n, (base, said, department) in enumerate(sent)
    ]
    wrong: list[str] = []
    for order in (parts, parts[::-1]):
        after, merges = ours, []
        for part in order:
            before, merged = after, spoil(part.merged(after, 5))
            after = _applied(merged, before, wrong)
            merges.append(merged)
            wrong += _judged_wrongly(before, part, merged, after)
        again = rng.choice(order).merged(after, 5)
        wrong += ["the same part again changes something" for _ in again.batch.edits[:1]]
        wrong += _end_is_wrong(ours, [(part.now, part.changes) for part in order], merges, after)
    if rng.random() < 0.5:
        wrong += _once_more(rng, ours, sent[0], parts[0], spoil)
    return [f"seed {seed}: {one}" for one in wrong]


def _come(rng: random.Random, said: Part, base: Project, department: str, side: str) -> Coming:
    now = worked_on(base, side, rng, rng.randrange(8), department)
    changes = tuple(changes_between(base, now))
    if rng.random() < 0.6:
        return Coming(said, base, now, changes)
    return Coming(said, base, now, tuple(_as_cells(rng, changes, base, side[-1])), is_workbook=True)


def _as_cells(
    rng: random.Random, changes: Iterable[PartChange], base: Project, number: str
) -> Iterator[PartChange]:
    """Yield ``changes`` as a workbook tells them: some are odd, and a row is missing."""
    for n, one in enumerate(changes):
        if one.what == "removed":
            yield replace(one, oddity=Oddity.MISSING_ROW)
        elif one.what == "added" and rng.random() < 0.2:
            yield replace(
                one, oddity=rng.choice((Oddity.UNREADABLE, Oddity.FORMULA)), written=f"word_cell{number}_{n}"
            )
        elif (
            one.what == "changed"
            and one.field in text_fields(COLLECTIONS[one.collection])
            and rng.random() < 0.3
        ):
            if one.theirs == "":
                yield replace(one, oddity=Oddity.BLANK)
            else:
                odd = rng.choice((Oddity.FORMULA, Oddity.CONVERTED, Oddity.UNREADABLE, Oddity.COPIED_ROW))
                theirs = one.base if odd is Oddity.UNREADABLE else one.theirs
                yield replace(one, theirs=theirs, oddity=odd, written=f"={one.theirs} word_cell{number}_{n}")
        else:
            yield one
    if rng.random() < 0.3 and base.faqs:
        gone = rng.choice(base.faqs)
        if all(one.id != gone.id for one in changes):
            yield PartChange(
                "removed", "faqs", (), gone.id, None, gone.as_json(), None, oddity=Oddity.MISSING_ROW
            )


def _once_more(
    rng: random.Random, ours: Project, sent: tuple[Project, Part, str], first: Coming, spoil: Spoil
) -> list[str]:
    """Merge a part, let both sides go on (theirs takes some back, perhaps all), merge it again; what went wrong."""
    base, said, department = sent
    wrong: list[str] = []
    between = _applied(spoil(first.merged(ours, 5)), ours, wrong)
    home = rng.choice((0, 0, 4))
    here = worked_on(between, "home1", rng, home)
    start = rng.choice((base, base, first.now))
    now = worked_on(start, "away9", rng, rng.choice((0, 2, 5)), department).changed(part=said)
    merged = spoil(merge_part(here, now, revision=9, on=DAY))
    after = _applied(merged, here, wrong)
    second = Coming(said, base, now, tuple(one.change for one in merged.judgements))
    wrong += _judged_wrongly(here, second, merged, after)
    wrong += ["the second state again" for _ in merge_part(after, now, revision=9, on=DAY).batch.edits[:1]]
    over = entered(between) - entered(ours)  # what came first may be changed and taken back by who sent it
    wrong += _end_is_wrong(here, [(now, ())], [merged], after, may_go=over)
    if not home and not first.is_workbook:
        left = _in_force_but_lists(after) & (entered(first.now) - entered(now)) - _asked(after)
        wrong += [f"taken back and still in force: {sorted(left)}" for _ in range(bool(left))]
    return wrong


def _applied(merged: Merged, project: Project, wrong: list[str]) -> Project:
    try:
        return merged.batch.apply(project)
    except ProjectError as problem:
        wrong.append(f"what was merged cannot be done: {problem}")
        return project


def _asked(project: Project) -> set[str]:
    return set[str]().union(*map(_words_of, project.conflicts))


def _judged_wrongly(before: Project, part: Coming, merged: Merged, after: Project) -> list[str]:
    """Return in what ``merged`` contradicts itself, the project that it makes, or the rules."""
    counts, wrong = merged.counts, []
    total = counts.applied + counts.equal + counts.conflict + counts.out_of_scope + counts.rejected
    if not counts.changes == total == len(merged.judgements):
        wrong.append(f"the sum is wrong: {counts}")
    if [one.change for one in merged.judgements][: len(part.changes)] != list(part.changes):
        wrong.append("not every change is judged")
    force = in_force(after)
    for one in merged.judgements:
        change = one.change
        if one.outcome != "applied":
            continue
        if change.oddity is not None:
            wrong.append(f"nobody was asked: {change}")
        if not _is_done(after, change):
            wrong.append(f"said to be applied: {change}")
        missing = set(_WORD.findall(str(change.theirs))) - force - set(_WORD.findall(str(change.base)))
        if change.what != "removed" and change.field != "versions" and missing:
            wrong.append(f"applied and not there: {missing}")
    return wrong + _seen_by_nobody(before, part, after)


def _is_done(project: Project, change: PartChange) -> bool:
    """Tell whether ``project`` is as ``change`` says, where that can be told at a glance."""
    if change.what == "order":
        here = order_here(project, change)
        return here is None or here == [one for one in change.theirs if one in here]
    item, _ = item_at(project, (change.collection, change.within, change.id))
    if change.what == "changed" and item is not None and change.field not in _FOLLOWS:
        return isinstance(change.theirs, list | dict) or value_of(item, str(change.field)) == change.theirs
    return (item is None) == (change.what == "removed")


def _seen_by_nobody(before: Project, part: Coming, after: Project) -> list[str]:
    """Return what stands as reviewed, approved or published with words that are not those of one side."""
    wrong: list[str] = []
    for name in ("checklists", "faqs"):
        was, there = ({one.id: one for one in getattr(side, name)} for side in (before, part.now))
        for one in getattr(after, name):
            if one.state not in _SEEN or one is was.get(one.id):
                continue
            if any(
                change.oddity is Oddity.UNREADABLE and change.top == (name, one.id) for change in part.changes
            ):
                continue  # whoever decided has seen a cell that nobody here can read
            sides = [side[one.id] for side in (was, there) if one.id in side]
            if not any(side.state == one.state and content_of(side) == content_of(one) for side in sides):
                wrong.append(f"{name} {one.id} is {one.state} with words that nobody saw")
    return wrong


def _end_is_wrong(
    ours: Project,
    parts: list[tuple[Project, tuple[PartChange, ...]]],
    merges: list[Merged],
    after: Project,
    may_go: Collection[str] = (),
) -> list[str]:
    """Return what is unsound or lost in ``after``, to which ``merges`` of ``parts`` into ``ours`` have led."""
    wrong: list[str] = []
    try:
        check_project(after)
    except ProjectError as problem:
        wrong.append(str(problem))
    gone = {one for one in in_force(ours) - in_force(after) if one.startswith("word_home")}
    wrong += [f"what was entered here does not hold any more: {sorted(gone)}" for _ in range(bool(gone))]
    refused = [
        f"{one.change.theirs} {one.change.written}"
        for merged in merges
        for one in merged.judgements
        if one.outcome in ("rejected", "out_of_scope")
    ]
    typed = {word for _, changes in parts for one in changes for word in _WORD.findall(one.written)}
    kept = entered(after) | {word for text in refused for word in _WORD.findall(text)}
    lost = typed.union(entered(ours), *(entered(part) for part, _ in parts)) - kept - {*may_go}
    return wrong + [f"lost: {sorted(lost)}" for _ in range(bool(lost))]


def entered(project: Project) -> set[str]:
    """Return the words that somebody entered and that stand in ``project``, in its conflicts too."""
    return in_force(project).union(*map(_words_of, project.conflicts))


def in_force(project: Project) -> set[str]:
    """Return the words that stand in ``project`` and are not only asked about."""
    return set[str]().union(*(_words_of(item) for name in _COLLECTIONS for item in getattr(project, name)))


def _in_force_but_lists(project: Project) -> set[str]:
    """Return the words in force that stand neither in a list of words nor in a history: there both sides' are."""
    left_out = {"synonyms", "wordings", "history", "versions"}
    return {
        word
        for name in _COLLECTIONS
        for item in getattr(project, name)
        for word in _WORD.findall(item.model_dump_json(exclude=left_out))
    }


def _words_of(item: Item) -> frozenset[str]:
    """Return the words in ``item``, but not in what it said once. Nearly all items are the same from step to step."""
    known = _words.get(id(item))
    if known is None or known[0] is not item:
        if len(_words) > 5_000:
            _words.clear()
        text = item.model_dump_json(exclude={"versions"}, exclude_defaults=True)
        known = _words[id(item)] = (item, frozenset(_WORD.findall(text)))
    return known[1]


_words: dict[int, tuple[Item, frozenset[str]]] = {}


def searched(
    examples: int, spoil: Spoil = lambda merged: merged, part: int = 0, of: int = 1
) -> tuple[int, list[str]]:
    """Look at as many examples as Hypothesis draws (always the same); return how many, and what went wrong.

    ``part`` and ``of`` are for looking at others in other processes.
    """
    wrong: list[str] = []
    seen = count()

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**64))
    def look(seed: int) -> None:
        next(seen)
        wrong.extend(example(seed * of + part, spoil))

    look()
    return next(seen), wrong


def searched_part(examples: int, part: int, of: int) -> tuple[int, list[str]]:
    """Return what :func:`searched` does, in a process of its own."""
    return searched(examples, part=part, of=of)


def losing(outcome: str) -> Spoil:
    """Return what breaks a merge: of the changes with ``outcome`` the first one that holds a word is forgotten."""

    def spoil(merged: Merged) -> Merged:
        kept = []
        is_forgotten = False
        for edit in merged.batch.edits:
            is_conflict = getattr(edit, "collection", "") == "conflicts"
            if not is_forgotten and is_conflict == (outcome == "conflict") and _WORD.search(str(edit)):
                is_forgotten = True
                continue
            kept.append(edit)
        return replace(merged, batch=merged.batch.changed(edits=tuple(kept)))

    return spoil
