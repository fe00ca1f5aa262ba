"""The index of names finds what a plain look through all names finds, in the same order, and notices when it is old."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("PySide6.QtWidgets")

from workbench.edits import ChangeItem
from workbench.model.project import Project
from workbench.templates import template_project
from workbench.ui.search_index import build_index


@pytest.fixture(scope="module")
def project() -> Project:
    return template_project("se")


def plainly(project: Project, wanted: str, limit: int) -> list[str]:
    names = [(one.name, one.name) for one in (*project.departments, *project.units)]
    names += [(one.title, one.title) for one in project.workshops]
    for one in project.case_types:
        names.append((one.name, " ".join((one.name, *one.synonyms, *(c.code for c in one.codes)))))
    names += [(step.title, step.title) for one in project.case_types for step in one.steps]
    words = wanted.casefold().split()
    held = [(name, said.casefold()) for name, said in names if all(w in said.casefold() for w in words)]
    first = [name for name, said in held if said.startswith(words[0])]
    later = [name for name, said in held if not said.startswith(words[0])]
    return (first + later)[:limit]


def test_it_finds_what_is_there(project):
    index, rng = build_index(project), random.Random(4)
    said = [step.title for one in project.case_types for step in one.steps]
    said += [one.name for one in (*project.departments, *project.units, *project.case_types)]
    found = 0
    for _ in range(200):
        words = rng.sample(rng.choice(said).split(), 1) + rng.choice(said).split()[:1]
        wanted = " ".join(word[: rng.randint(1, 6)] for word in words[: rng.randint(1, 2)])
        hits = [one.text for one in index.find(wanted, 10)]
        assert hits == plainly(project, wanted, 10), wanted
        found += bool(hits)
    assert found > 70


def test_it_leads_to_the_place(project):
    case_type = project.case_types[2]
    found = build_index(project).find(case_type.steps[1].title, 10)
    assert any(one.place.ids == (case_type.id, case_type.steps[1].id) for one in found)
    assert all(one.where for one in found if one.place.collection == "case_types.steps")


def test_an_old_index_is_noticed(project):
    index = build_index(project)
    assert index.fits(project)
    changes = {"name": "Zebra\nmed rad"}
    after = ChangeItem(collection="case_types", id=project.case_types[0].id, changes=changes).apply(project)
    assert not index.fits(after)
    assert not index.find("zebra", 10)
    assert [one.place.ids for one in build_index(after).find("zebra med", 10)] == [
        (project.case_types[0].id,)
    ]


def test_no_word_finds_nothing(project):
    assert build_index(project).find("  ", 10) == []
