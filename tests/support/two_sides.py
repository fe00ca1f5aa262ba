"""A project that two sides work on, and random work: at home, and in a department's part.

Every text that is entered is a word of its own, so that a search for it says whether it was lost.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Container
from functools import cache
from itertools import count
from typing import Any

from workbench.edits import AddItem, ChangeItem, MoveItem, RemoveItem
from workbench.edits.knowledge import next_states, set_state
from workbench.edits.recipes import remove_with_references
from workbench.model.integrity import check_project
from workbench.model.project import COLLECTIONS, Project, nested_collections
from workbench.model.text import ProjectError

DAY = dt.date(2027, 3, 1)
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
def whole_project(size: int = 3) -> Project:
    """Return two departments that refer to each other, each with ``size`` processes and questions, and a checklist."""
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
                {"id": "f0", "source": f"s{d}{n}a", "target": f"s{d}{n}b", "probability": 0.3},
                {"id": "f1", "source": f"s{d}{n}a", "target": f"s{d}{n}c", "probability": 0.3},
            ],
            "volumes": [{"id": "v0", "channel": "phone", "low": 10, "likely": 20, "high": 30}],
        }
        for d in range(2) for n in range(size)
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
            for d in range(2) for n in range(size)
        ],
    }  # fmt: skip
    project = Project.model_validate_json(json.dumps(value))
    check_project(project)
    return project


def worked_on(project: Project, side: str, rng: random.Random, edits: int, department: str = "d0") -> Project:
    """Return ``project`` after random ``edits`` of what belongs to ``department``; words name ``side``."""
    numbers = count()
    for _ in range(edits):
        edit = rng.choice(_KINDS)(project, rng, lambda: f"word_{side}_{next(numbers)}", department)
        try:
            project = edit.apply(project) if edit is not None else project
        except ProjectError:
            continue
    return project


Word = Callable[[], str]


def _places(
    project: Project, department: str, only: Container[str] = _TEXTS
) -> list[tuple[str, tuple[str, ...], Any]]:
    """Return the department's items in the collections ``only``: collection, within, item."""
    found: list[tuple[str, tuple[str, ...], Any]] = []

    def walk(path: str, within: tuple[str, ...], item: Any) -> None:
        if path in only:
            found.append((path, within, item))
        for name in nested_collections(path):
            for child in getattr(item, name):
                walk(f"{path}.{name}", (*within, item.id), child)

    mark = department[1]
    for path in ("departments", "units", "roles", "persons", "case_types", "checklists", "faqs"):
        for item in getattr(project, path):
            if item.id[1:2] == mark or item.id.startswith(f"new{mark}"):
                walk(path, (), item)
    return found


def _change(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    path, within, item = rng.choice(_places(project, department))
    names = rng.sample(_TEXTS[path], rng.randint(1, len(_TEXTS[path])))
    changes: dict[str, Any] = {name: word() if rng.random() < 0.9 else "" for name in names}
    return ChangeItem(collection=path, within=within, id=item.id, changes=changes)


def _change_few(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    """Change what others change as well."""
    which = rng.choice((("faqs", f"q{department[1]}0", "law"), ("case_types", f"c{department[1]}0", "name")))
    return ChangeItem(collection=which[0], id=which[1], changes={which[2]: word()})


def _change_list(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = _places(project, department, _LISTS)
    if not places:
        return None
    path, within, item = rng.choice(places)
    values = [one for one in getattr(item, _LISTS[path]) if rng.random() < 0.8]
    values.insert(rng.randint(0, len(values)), word())
    return ChangeItem(collection=path, within=within, id=item.id, changes={_LISTS[path]: values})


def _change_languages(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    """Write a question or an answer in one or two languages; what others may have written there stays."""
    places = _places(project, department, ("faqs",))
    if not places:
        return None
    item = places[0][2] if rng.random() < 0.7 else rng.choice(places)[2]
    field = rng.choice(("question", "answer"))
    texts = getattr(item, field).model_dump() | {name: word() for name in rng.sample(("sv", "da", "en"), 2)}
    return ChangeItem(collection="faqs", id=item.id, changes={field: texts})


def _decide(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    """Take a checklist or a question to the next state, as somebody who has seen its words does."""
    places = _places(project, department, ("faqs", "checklists"))
    if not places:
        return None
    path, _, item = places[0] if rng.random() < 0.5 else rng.choice(places)
    return set_state(project, path, item.id, next_states(item.state)[0], word(), DAY)


def _change_figures(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = _places(project, department, ("case_types.volumes", "case_types.flows"))
    if not places:
        return None
    path, within, item = rng.choice(places[:3]) if rng.random() < 0.7 else rng.choice(places)
    if path == "case_types.flows":
        changes: dict[str, Any] = {"probability": rng.choice((0.0, 0.2, 0.6, 0.7)), "label": word()}
    elif rng.random() < 0.5:
        changes = rng.choice(({"high": 25, "said": word()}, {"likely": 28, "note": word()}, {"low": 15}))
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
    places = _places(project, department, _MOVED)
    if not places:
        return None
    path, within, item = rng.choice(places)
    owner: Any = project
    for name, one in zip(path.split(".")[:-1], within, strict=True):
        owner = next(child for child in getattr(owner, name) if child.id == one)
    others = [one.id for one in getattr(owner, path.rsplit(".", 1)[-1]) if one.id != item.id]
    return MoveItem(collection=path, within=within, id=item.id, before=rng.choice([None, *others]))


def _move_few(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    """Put the items of a checklist in order that others put in order as well."""
    checklist = next((one for one in project.checklists if one.id == f"k{department[1]}"), None)
    if checklist is None or len(checklist.items) < 2:
        return None
    one, other = rng.sample(checklist.items, 2)
    return MoveItem(collection="checklists.items", within=(checklist.id,), id=one.id, before=other.id)


def _remove(project: Project, rng: random.Random, word: Word, department: str) -> Any:
    places = _places(project, department, _REMOVED)
    if not places:
        return None
    few = [place for place in places if place[2].id in (f"q{department[1]}0", f"c{department[1]}0")]
    path, within, item = rng.choice(few if few and rng.random() < 0.4 else places)
    if rng.random() < 0.5:
        return remove_with_references(project, path, item.id) if "." not in path else None
    return RemoveItem(collection=path, within=within, id=item.id)


_MOVED = frozenset(_TEXTS) - {"departments", "units", "roles"}
_REMOVED = frozenset(_TEXTS) - {"departments", "units", "persons"}
_KINDS = (
    _change,
    _change,
    _change_few,
    _change_few,
    _change_list,
    _change_languages,
    _change_languages,
    _change_figures,
    _change_figures,
    _decide,
    _add,
    _add,
    _move,
    _move_few,
    _remove,
)
assert set(_TEXTS) <= set(COLLECTIONS)
