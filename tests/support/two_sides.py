"""A project, random work on it at home and in a part, and what must hold when both come together.

Every text that is entered is a word of its own, so that a search for it says whether it was lost.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from workbench.edits import AddItem, ChangeItem, MoveItem, RemoveItem
from workbench.edits.recipes import remove_with_references
from workbench.model.integrity import check_project
from workbench.model.project import COLLECTIONS, Project, nested_collections
from workbench.model.text import ProjectError
from workbench.parts import Merged, make_part, merge_part

DAY = dt.date(2027, 3, 1)
_WORD = re.compile(r"(?:home|away)\d?_\d+")
_TEXTS: dict[str, tuple[str, ...]] = {
    "departments": ("name", "note"),
    "units": ("name", "public_phone"),
    "roles": ("name",),
    "persons": ("name", "email"),
    "case_types": ("name", "description", "law"),
    "case_types.steps": ("title", "note"),
    "case_types.steps.disagreements": ("note",),
    "case_types.flows": ("label",),
    "case_types.volumes": ("note",),
    "checklists": ("title", "use_when", "fee"),
    "checklists.items": ("text",),
    "checklists.comments": ("text",),
    "faqs": ("law", "web_page"),
    "faqs.comments": ("text",),
}
_LISTS = {"case_types": "synonyms", "checklists": "synonyms", "faqs": "wordings"}


@cache
def whole_project() -> Project:
    """Return two departments that refer to each other, with processes, checklists and questions."""
    case_types = [
        {
            "id": f"c{d}{n}", "name": "Bygglov", "department": f"d{d}", "unit": f"u{d}", "owner": f"n{d}",
            "synonyms": ["lov", "bygga"], "wave": "w0",
            "steps": [
                {"id": f"s{d}{n}{x}", "title": x, "unit": f"u{1 - d}" if x == "c" else f"u{d}",
                 "disagreements": [{"id": "x", "who": "a"}]}
                for x in "abc"
            ],
            "flows": [
                {"id": "f0", "source": f"s{d}{n}a", "target": f"s{d}{n}b", "probability": 0.5},
                {"id": "f1", "source": f"s{d}{n}a", "target": f"s{d}{n}c", "probability": 0.5},
            ],
            "volumes": [{"id": "v0", "channel": "phone", "low": 10, "likely": 20, "high": 30}],
        }
        for d in range(2) for n in range(3)
    ]  # fmt: skip
    value = {
        "id": "p0",
        "municipality": {"name": "Ängslätta"},
        "departments": [{"id": f"d{d}", "name": f"Bygg {d}", "contact_owner": f"n{d}"} for d in range(2)],
        "units": [{"id": f"u{d}", "name": f"Lov {d}", "department": f"d{d}"} for d in range(2)],
        "roles": [
            {"id": f"r{d}", "name": "Handläggare", "unit": f"u{d}", "persons": 2, "fte": 1.5,
             "salary_per_month": "41000"} for d in range(2)
        ],
        "persons": [
            {"id": "n0", "name": "Å", "unit": "u0", "role": "r0", "email": "a@x.se", "case_types": ["c00", "c10"]},
            {"id": "n1", "name": "Ö", "unit": "u1", "role": "r1", "email": "o@x.se", "phone": "1"},
        ],
        "waves": [{"id": "w0", "name": "1", "starts_on": "2027-01-01"}],
        "case_types": case_types,
        "scenarios": [{"id": "y0", "name": "Y", "step_overrides": [{"step": "s00b", "decision": "stay"}]}],
        "checklists": [
            {"id": f"k{d}", "title": "Lov", "case_type": f"c{d}0", "owner": f"n{1 - d}",
             "items": [{"id": f"i{n}", "kind": "ask", "text": "?"} for n in range(4)],
             "comments": [{"id": "m", "who": "a", "on": "2026-01-01", "text": "x"}]}
            for d in range(2)
        ],
        "faqs": [
            {"id": f"q{d}{n}", "department": f"d{d}", "question": {"sv": "?"}, "answer": {"sv": "!"},
             "wordings": ["a", "b"], "case_types": [f"c{d}0", f"c{1 - d}1"]}
            for d in range(2) for n in range(3)
        ],
    }  # fmt: skip
    project = Project.model_validate_json(json.dumps(value))
    check_project(project)
    return project


def worked_on(project: Project, side: str, rng: random.Random, edits: int, department: str = "d0") -> Project:
    """Return ``project`` after random ``edits`` of what belongs to ``department``; words begin with ``side``."""
    numbers = iter(range(10_000))
    for _ in range(edits):
        edit = rng.choice(_KINDS)(project, rng, lambda: f"{side}_{next(numbers)}", department)
        try:
            project = edit.apply(project) if edit is not None else project
        except ProjectError:
            continue
    return project


def entered(project: Project) -> set[str]:
    """Return the words that somebody entered and that stand in ``project``."""
    return set(_WORD.findall(json.dumps({**project.as_json(), "part": None}, ensure_ascii=False)))


def lost(ours: Project, parts: list[Project], merges: list[Merged], after: Project) -> set[str]:
    """Return the words of either side that are nowhere: not in the result, its conflicts, or what was refused."""
    refused = [
        json.dumps(one.change.theirs)
        for merged in merges
        for one in merged.judgements
        if one.outcome in ("rejected", "out_of_scope")
    ]
    kept = entered(after) | {word for text in refused for word in _WORD.findall(text)}
    return set().union(entered(ours), *map(entered, parts)) - kept


def come_together(seed: int, merge: Callable[..., Merged] = merge_part) -> list[str]:
    """Let two parts and the whole be worked on and merged, in both orders; return what went wrong."""
    rng = random.Random(seed)
    whole = whole_project()
    sent = []
    for department in ("d0", rng.choice(("d0", "d1"))):
        part, note = make_part(whole, department, revision=1, sent_on=DAY)
        whole = note.apply(whole)
        sent.append((part, department))
    ours = worked_on(whole, "home", rng, rng.randrange(12), rng.choice(("d0", "d1")))
    parts = [
        worked_on(part, f"away{n}", rng, rng.randrange(12), department)
        for n, (part, department) in enumerate(sent)
    ]
    wrong: list[str] = []
    for order in (parts, parts[::-1]):
        after, merges = ours, []
        for part in order:
            merged = merge(after, part, revision=5, on=DAY)
            merges.append(merged)
            after = merged.batch.apply(after)
            wrong += _sum_is_wrong(merged)
            again = merge(after, part, revision=5, on=DAY)
            if again.batch.edits:
                wrong.append(f"seed {seed}: the same part again changes something: {again.batch.edits}")
        try:
            check_project(after)
        except ProjectError as problem:
            wrong.append(f"seed {seed}: {problem}")
        if entered(ours) - entered(after.changed(conflicts=())):
            wrong.append(f"seed {seed}: what was entered here does not hold any more")
        gone = lost(ours, parts, merges, after)
        if gone:
            wrong.append(f"seed {seed}: lost {sorted(gone)}")
    return wrong


def comes_twice(seed: int) -> list[str]:
    """Let a part be merged, worked on here and there, and merged again; return what went wrong.

    What was merged and then overwritten, by whoever, need not be found any more.
    """
    rng = random.Random(seed)
    part, note = make_part(whole_project(), "d0", revision=1, sent_on=DAY)
    ours = worked_on(note.apply(whole_project()), "home0", rng, rng.randrange(8))
    part = worked_on(part, "away0", rng, rng.randrange(8))
    after = merge_part(ours, part, revision=5, on=DAY).batch.apply(ours)
    ours = worked_on(after, "home1", rng, rng.randrange(8))
    part = worked_on(part, "away1", rng, rng.randrange(8))
    merged = merge_part(ours, part, revision=9, on=DAY)
    end = merged.batch.apply(ours)
    check_project(end)
    here = {word for word in entered(ours.changed(conflicts=())) if word.startswith("home")}
    gone = lost(end, [part], [merged], end) - (entered(after) - entered(ours))
    wrong = [f"seed {seed}: lost {sorted(gone)}"] if gone else []
    if here - entered(end.changed(conflicts=())):
        wrong.append(f"seed {seed}: what was entered here does not hold any more")
    if merge_part(end, part, revision=9, on=DAY).batch.edits:
        wrong.append(f"seed {seed}: the same part again changes something")
    return wrong + _sum_is_wrong(merged)


def _sum_is_wrong(merged: Merged) -> list[str]:
    counts = merged.counts
    total = counts.applied + counts.equal + counts.conflict + counts.out_of_scope + counts.rejected
    return [] if counts.changes == total == len(merged.judgements) else [f"the sum is wrong: {counts}"]


Word = Callable[[], str]


def _places(project: Project, rng: random.Random, department: str) -> list[tuple[str, tuple[str, ...], Any]]:
    """Return every item of the department: collection, within, item."""
    found: list[tuple[str, tuple[str, ...], Any]] = []

    def walk(path: str, within: tuple[str, ...], item: Any) -> None:
        if path in _TEXTS:
            found.append((path, within, item))
        for name in nested_collections(path):
            for child in getattr(item, name):
                walk(f"{path}.{name}", (*within, item.id), child)

    mark = department[1]
    for path in ("departments", "units", "roles", "persons", "case_types", "checklists", "faqs"):
        for item in getattr(project, path):
            if item.id[1:2] == mark or item.id.startswith(f"new{mark}"):
                walk(path, (), item)
    rng.shuffle(found)
    return found


def _change(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    path, within, item = _places(project, rng, department)[0]
    changes: dict[str, Any] = {
        name: word() for name in rng.sample(_TEXTS[path], rng.randint(1, len(_TEXTS[path])))
    }
    return ChangeItem(collection=path, within=within, id=item.id, changes=changes)


def _change_few(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    """Change what others change as well."""
    which = rng.choice((("faqs", f"q{department[1]}0", "law"), ("case_types", f"c{department[1]}0", "name")))
    return ChangeItem(collection=which[0], id=which[1], changes={which[2]: word()})


def _change_list(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = [place for place in _places(project, rng, department) if place[0] in _LISTS]
    if not places:
        return None
    path, within, item = places[0]
    values = [one for one in getattr(item, _LISTS[path]) if rng.random() < 0.8]
    values.insert(rng.randint(0, len(values)), word())
    return ChangeItem(collection=path, within=within, id=item.id, changes={_LISTS[path]: values})


def _change_figures(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = [
        p for p in _places(project, rng, department) if p[0] in ("case_types.volumes", "case_types.flows")
    ]
    if not places:
        return None
    path, within, item = places[0]
    if path == "case_types.flows":
        changes: dict[str, Any] = {"probability": rng.choice((0.0, 0.2, 0.8, 1.0)), "label": word()}
    else:
        low = rng.choice((1, 25, 100))
        changes = {"low": low, "likely": low * 2, "high": low * 3, "said": word()}
    return ChangeItem(collection=path, within=within, id=item.id, changes=changes)


def _add(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    mark, text = department[1], word()
    new = f"new{mark}{text}".replace("_", "-")
    checklists = [one for one in project.checklists if one.id[1:2] == mark]
    case_types = [one for one in project.case_types if one.department == department]
    choices: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
        ("faqs", (), {"department": department, "question": {"sv": text}, "answer": {"sv": word()}}),
        (
            "case_types",
            (),
            {"name": text, "department": department, "steps": [{"id": f"{new}s", "title": word()}]},
        ),
        ("units", (), {"name": text, "department": department}),
        ("persons", (), {"name": text, "unit": f"u{mark}"}),
    ]
    for one in case_types:
        choices += [
            ("case_types.steps", (one.id,), {"title": text}),
            ("checklists", (), {"title": text, "case_type": one.id}),
        ]
        if one.steps:
            ends = {"source": rng.choice(one.steps).id, "target": rng.choice(one.steps).id}
            choices.append(("case_types.flows", (one.id,), {**ends, "label": text, "probability": 0.1}))
    for other in checklists:
        choices.append(("checklists.items", (other.id,), {"kind": "say", "text": text}))
    path, within, item = rng.choice(choices)
    siblings = project if not within else _owner(project, path, within)
    before = rng.choice([None, *(one.id for one in getattr(siblings, path.rsplit(".", 1)[-1]))])
    return AddItem(collection=path, within=within, item={"id": new, **item}, before=before)


def _owner(project: Project, path: str, within: tuple[str, ...]) -> Any:
    return next(one for one in getattr(project, path.split(".", 1)[0]) if one.id == within[0])


def _move(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = [p for p in _places(project, rng, department) if p[0] not in ("departments", "units", "roles")]
    if not places:
        return None
    path, within, item = places[0]
    owner: Any = project
    for name, one in zip(path.split(".")[:-1], within, strict=True):
        owner = next(child for child in getattr(owner, name) if child.id == one)
    others = [one.id for one in getattr(owner, path.rsplit(".", 1)[-1]) if one.id != item.id]
    return MoveItem(collection=path, within=within, id=item.id, before=rng.choice([None, *others]))


def _remove(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = [p for p in _places(project, rng, department) if p[0] not in ("departments", "units", "persons")]
    if not places:
        return None
    path, within, item = places[0]
    if rng.random() < 0.5:
        return remove_with_references(project, path, item.id) if "." not in path else None
    return RemoveItem(collection=path, within=within, id=item.id)


_KINDS = (
    _change,
    _change,
    _change_few,
    _change_few,
    _change_list,
    _change_figures,
    _add,
    _add,
    _move,
    _remove,
)
assert set(_TEXTS) <= set(COLLECTIONS)


def losing_merge(outcome: str) -> Callable[..., Merged]:
    """Return a broken merge: of the changes with ``outcome`` it forgets the first one that holds a text."""

    def merge(project: Project, part: Project, *, revision: int, on: dt.date) -> Merged:
        merged = merge_part(project, part, revision=revision, on=on)
        kept = []
        is_forgotten = False
        for edit in merged.batch.edits:
            is_conflict = isinstance(edit, AddItem) and edit.collection == "conflicts"
            if not is_forgotten and is_conflict == (outcome == "conflict") and _WORD.search(str(edit)):
                is_forgotten = True
                continue
            kept.append(edit)
        return replace(merged, batch=merged.batch.changed(edits=tuple(kept)))

    return merge
