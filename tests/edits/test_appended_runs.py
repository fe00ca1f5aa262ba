"""Many items added at once: as one by one would, and refused for the same reasons."""

from __future__ import annotations

import random

import pytest

from tests.support.hostile import plain_project
from tests.support.projects import random_edit, small_project
from workbench.edits import AddItem, Batch
from workbench.edits.stored import Edit
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.session.inverse import inverse

pytestmark = pytest.mark.fast


def one_by_one(project: Project, edits: list[Edit]) -> Project:
    for edit in edits:
        project = edit.apply(project)
    return project


def case_type(n: int, **values) -> AddItem:
    item = {"id": f"n{n}", "name": f"Nr {n}", "department": "d0", "steps": [{"id": f"ns{n}", "title": "x"}]}
    return AddItem(collection="case_types", item=item | values)


def test_a_run_of_additions_gives_what_one_by_one_gives():
    project = small_project()
    edits: list[Edit] = [
        AddItem(collection="departments", item={"id": "d9", "name": "Ny"}),
        AddItem(collection="units", item={"id": "u9", "name": "Ny", "department": "d9"}),
        *(case_type(n, department="d9", unit="u9") for n in range(5)),
        AddItem(collection="case_types", item={"id": "first", "name": "x", "department": "d9"}, before="n2"),
        *(case_type(n, name="rad\x0brad\x07") for n in range(5, 9)),
    ]
    batch = Batch(edits=tuple(edits))
    after = batch.apply(project)
    assert after == one_by_one(project, edits)
    assert inverse(batch, project).apply(after) == project
    rng = random.Random(5)
    for _ in range(40):
        made = small_project()
        edits = []
        now = made
        for _ in range(12):
            edits.append(random_edit(now, rng))
            now = edits[-1].apply(now)
        assert Batch(edits=tuple(edits)).apply(made) == now


@pytest.mark.parametrize(
    "wrong",
    [
        [case_type(1), case_type(1)],
        [case_type(1), case_type(2, id="c0")],
        [case_type(1), case_type(2, steps=[{"id": "ns1", "title": "x"}])],
        [case_type(1), case_type(2, steps=[{"id": "s0", "title": "x"}])],
        [case_type(1), case_type(2, steps=[{"id": "a", "title": "x"}, {"id": "a", "title": "y"}])],
        [case_type(1), case_type(2, department="nobody")],
        [case_type(1), case_type(2, unit="nobody")],
        [case_type(1), case_type(2, start="nowhere")],
        [case_type(1), case_type(2, name=7)],
        [case_type(1), AddItem(collection="case_types", item={"name": "no id"})],
    ],
)
def test_what_one_by_one_refuses_a_run_refuses_in_the_same_words(wrong):
    project = small_project()
    with pytest.raises(ProjectError) as alone:
        one_by_one(project, wrong)
    with pytest.raises(ProjectError) as together:
        Batch(edits=tuple(wrong)).apply(project)
    assert str(together.value) == str(alone.value)


def test_items_of_every_collection_can_be_added_in_a_run():
    project = plain_project(3)
    for collection in ("persons", "risks", "workshops", "faqs"):
        again = [
            AddItem(collection=collection, item={**one.as_json(), "id": f"x{n}"})
            for n, one in enumerate((*getattr(project, collection), *getattr(project, collection)))
        ]
        assert len(again) > 1
        assert Batch(edits=tuple(again)).apply(project) == one_by_one(project, again)
