"""The five stored edits: what each does, what it refuses and in which words, and how it is taken back."""

from __future__ import annotations

import copy
import json
import random

import pytest

from tests.support.hostile import PAYLOADS, plain_project
from tests.support.projects import small_project
from workbench.edits import (
    AddItem,
    Batch,
    ChangeItem,
    MoveItem,
    RemoveItem,
    checks,
    edit_from_json,
    edit_to_json,
    stored,
)
from workbench.edits.stored import edit_name, edit_schema
from workbench.model.integrity import check_project, problems
from workbench.model.project import COLLECTIONS, SINGLES, Project, walk
from workbench.model.text import ProjectError
from workbench.session.inverse import inverse
from workbench.store.project_file import Encoder, parse

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def project() -> Project:
    """Return a project with something in every collection."""
    made = plain_project(3)
    check_project(made)
    return made


def refused(project: Project, words: str, *edits) -> None:
    """Assert that every edit is refused with ``words``, and that the project is the very same afterwards."""
    before = project.as_json()
    for edit in edits:
        with pytest.raises(ProjectError, match=words) as refusal:
            edit.apply(project)
        assert refusal.value.exit_code == 1
    assert project.as_json() == before


def test_add_puts_an_item_before_another_or_last(project):
    item = {"id": "new", "name": "Ny", "department": "d0"}
    after = AddItem(collection="case_types", item=item, before="c1").apply(project)
    assert [one.id for one in after.case_types] == ["c0", "new", "c1", "c2"]
    after = AddItem(collection="case_types", item=item).apply(project)
    assert after.case_types[-1].id == "new"
    assert after.case_types[0] is project.case_types[0] and after.faqs is project.faqs


def test_change_replaces_fields_and_leaves_the_rest_the_same_objects(project):
    edit = ChangeItem(collection="case_types.steps", within=("c1",), id="s1a", changes={"title": "Ny"})
    after = edit.apply(project)
    assert after.case_types[1].steps[0].title == "Ny"
    assert after.case_types[1].steps[1] is project.case_types[1].steps[1]
    assert after.case_types[1].flows is project.case_types[1].flows
    assert after.case_types[0] is project.case_types[0]
    settings = ChangeItem(collection="settings", changes={"planning_year": 2031}).apply(project)
    assert settings.settings.planning_year == 2031


def test_remove_and_move(project):
    after = RemoveItem(collection="case_types.flows", within=("c0",), id="f0").apply(project)
    assert [one.id for one in after.case_types[0].flows] == ["e0"]
    after = MoveItem(collection="case_types", id="c2", before="c0").apply(project)
    assert [one.id for one in after.case_types] == ["c2", "c0", "c1"]
    assert MoveItem(collection="case_types", id="c0").apply(after).case_types[-1].id == "c0"


def test_texts_pass_the_gate_once(project):
    changes = {"name": "a\x00b\x0bc \ud83d", "synonyms": ["e\u0301\u200b"]}
    after = ChangeItem(collection="case_types", id="c0", changes=changes).apply(project).case_types[0]
    assert (after.name, after.synonyms) == ("ab\nc ", ("é",))


@pytest.mark.parametrize(
    ("words", "edit"),
    [
        ("there is no zz in case_types", ChangeItem(collection="case_types", id="zz", changes={"name": "x"})),
        ("there is no zz in case_types", RemoveItem(collection="case_types", id="zz")),
        ("there is no zz in case_types", MoveItem(collection="case_types", id="zz")),
        (
            "there is no zz in case_types",
            AddItem(collection="case_types.steps", within=("zz",), item={"id": "x", "title": "x"}),
        ),
        ("there is no zz in units", AddItem(collection="units", before="zz", item={
            "id": "x", "name": "x", "department": "d0"})),
        ("units already holds the id u0", AddItem(collection="units", item={
            "id": "u0", "name": "x", "department": "d0"})),
        ("department refers to zz, which is not among departments", AddItem(
            collection="units", item={"id": "x", "name": "x", "department": "zz"})),
        ("planning_year", ChangeItem(collection="settings", changes={"planning_year": "soon"})),
        ("profile refers to zz", ChangeItem(collection="settings", changes={"profile": "zz"})),
        ("cannot change the id", ChangeItem(collection="units", id="u0", changes={"id": "x"})),
        ("names the item's id", ChangeItem(collection="units", changes={"name": "x"})),
        ("nme: Extra inputs", ChangeItem(collection="units", id="u0", changes={"nme": "x"})),
        ("less than or equal to 1", ChangeItem(
            collection="case_types.flows", within=("c0",), id="f0", changes={"probability": 1.5})),
        ("add up to 175 %: lower them", ChangeItem(collection="case_types", id="c0", changes={"flows": [
            {"id": "f0", "source": "s0a", "target": "s0b", "probability": 0.75},
            {"id": "f1", "source": "s0a", "target": "s0a", "probability": 1.0}]})),
        ("target refers to s1a", ChangeItem(
            collection="case_types.flows", within=("c0",), id="f0", changes={"target": "s1a"})),
        ("refers to it", RemoveItem(collection="departments", id="d0")),
        ("refers to it", RemoveItem(collection="case_types.steps", within=("c0",), id="s0a")),
        ("chosen_scenario", RemoveItem(collection="scenarios", id="sc")),
        ("goes_to refers to i0", RemoveItem(collection="checklists.items", within=("k0",), id="i0")),
        ("one answer per condition", ChangeItem(
            collection="checklists", id="k0", changes={"decision_table": {
                "conditions": ["a"], "rows": [{"answers": [], "outcome": "x"}]}})),
        ("profiles f: a profile needs at least", AddItem(
            collection="profiles", item={"id": "f", "name": "F", "months": [0.0] * 12})),
        ("one record: it can be changed", RemoveItem(collection="settings", id="x")),
        ("one record: it can be changed", MoveItem(collection="municipality", id="x")),
        ("one record: it can be changed", AddItem(collection="settings", item={"id": "x"})),
        ("steps already holds the id s1a", AddItem(
            collection="case_types.steps", within=("c0",), item={"id": "s1a", "title": "x"})),
        ("steps already holds the id s1a", ChangeItem(
            collection="case_types", id="c2", changes={"flows": [], "steps": [{"id": "s1a", "title": "x"}]})),
        ("steps already holds the id t", ChangeItem(
            collection="case_types", id="c2",
            changes={"flows": [], "steps": [{"id": "t", "title": "x"}, {"id": "t", "title": "y"}]})),
        ("volumes already holds the id v", ChangeItem(
            collection="case_types", id="c2", changes={"volumes": [
                {"id": "v", "channel": "phone", "low": 1, "likely": 1, "high": 1}] * 2})),
        ("disagreements already holds the id g", AddItem(
            collection="case_types.steps", within=("c0",),
            item={"id": "t", "title": "x", "disagreements": [{"id": "g", "who": "a"}] * 2})),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(project, words, edit):
    refused(project, words, edit)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "add",
        {},
        {"edit": "destroy"},
        {"edit": "add", "collection": "nowhere", "item": {}},
        {"edit": "add", "collection": "units", "within": ["x"], "item": {"id": "x"}},
        {"edit": "remove", "collection": "units", "id": "../x"},
        {"edit": "change", "collection": "units", "id": "u0", "changes": {}, "more": 1},
        {"edit": "batch", "edits": [{"edit": "add"}]},
        {"edit": "change", "collection": "units", "id": "u0", "changes": {"\ud83d": float("nan")}},
    ],
)
def test_what_is_no_edit_is_refused_in_words(project, value):
    with pytest.raises(ProjectError) as refusal:
        edit_from_json(value).apply(project)
    assert str(refusal.value)


def test_an_edit_nested_without_end_is_refused(project):
    nested: object = "x"
    for _ in range(50_000):
        nested = [nested]
    with pytest.raises(ProjectError, match="not nested"):
        edit_from_json({"edit": "change", "collection": "units", "id": "u0", "changes": {"name": nested}})


def test_a_collection_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(ProjectError, match="use one of municipality, settings, departments"):
        edit_from_json({"edit": "remove", "collection": "nothing", "id": "x"})


def test_a_batch_is_named_by_its_own_words_and_nothing_in_them_happens():
    for name in ("{0.__class__}", "{x}", "{n:>999999999}", "{n!r}", "{", "{n.real}", "{n[0]}"):
        batch = Batch(name=name, values={"n": 3}, edits=())
        assert str(edit_name(batch)) == "several changes"
    assert str(edit_name(Batch(name="set level {n}", values={"n": 3}, edits=()))) == "set level 3"
    assert str(edit_name(RemoveItem(collection="units", id="x"))) == "remove from units"


def test_edits_come_back_from_json_as_they_were(project):
    edits = (
        AddItem(collection="units", item={"id": "x", "name": "X", "department": "d0"}, before="u1"),
        ChangeItem(collection="units", id="u0", changes={"name": "y", "realisable_share": 0.5}),
        RemoveItem(collection="case_types.flows", within=("c0",), id="f0"),
        MoveItem(collection="units", id="u2", before="u0"),
    )
    for edit in (*edits, Batch(name="n {x}", values={"x": "1"}, edits=edits)):
        again = edit_from_json(json.loads(json.dumps(edit_to_json(edit))))
        assert again == edit and again.apply(project) == edit.apply(project)
    assert edit_schema()["discriminator"]["propertyName"] == "edit"


def test_every_item_can_be_changed_moved_and_taken_back(project):
    """Undo by inverse: for every collection there is, the project comes back equal."""
    for path, item, ancestors in walk(project):
        within = tuple(one.id for one in ancestors)
        name = next(
            iter(type(item).model_fields.keys() - {"id"} & {"name", "title", "note", "text", "who"}), None
        )
        edits = [MoveItem(collection=path, within=within, id=item.id)]
        if name:
            edits.append(ChangeItem(collection=path, within=within, id=item.id, changes={name: "Nytt"}))
        for edit in edits:
            after = edit.apply(project)
            assert inverse(edit, project).apply(after) == project
            check_project(after)
    assert {path for path, _, _ in walk(project)} == set(COLLECTIONS)


VALUES = (
    None, True, -1, 0, 0.5, 1.5, 1e308, 2**70, "", "x", "d0", "c0", "s0a", "2027-02-30", [], [None], ["c0"], {},
    {"id": "x"}, [{"id": "x"}, {"id": "x"}], *PAYLOADS[:12], "\ud83d",
)  # fmt: skip


def random_edit(project: Project, rng: random.Random) -> dict:
    """Return an edit as JSON that is wrong in most cases: fields, ids and values from anywhere."""
    places = [(path, item, tuple(one.id for one in within)) for path, item, within in walk(project)]
    path, item, within = rng.choice(places)
    other_path, other, _ = rng.choice(places)
    if rng.random() < 0.1:
        path, within = rng.choice([*SINGLES, other_path]), ()
    kind = rng.choice(("add", "change", "change", "change", "remove", "move"))
    edit: dict = {"edit": kind, "collection": path, "within": list(within)}
    if kind == "add":
        values = copy.deepcopy(item.model_dump(mode="json"))
        values["id"] = rng.choice(["new", other.id])
        for name in rng.sample(sorted(values), min(2, len(values))):
            if rng.random() < 0.5:
                values[name] = rng.choice(VALUES)
        return edit | {"item": values}
    edit["id"] = rng.choice([item.id, item.id, item.id, other.id])
    if kind == "change":
        names = sorted(type(item).model_fields)
        donor = other.model_dump(mode="json")
        changes = {name: rng.choice([*VALUES, donor.get(name)]) for name in rng.sample(names, 1)}
        return edit | {"changes": changes}
    return edit


def after_random_edits(project: Project, n: int) -> tuple[Project, int]:
    """Apply ``n`` random edits, checking the whole project after each; return it and how many were applied."""
    rng, current, done = random.Random(5), project, 0
    for _ in range(n):
        try:
            after = edit_from_json(random_edit(current, rng)).apply(current)
        except ProjectError as refusal:
            assert str(refusal).strip()
            continue
        done += 1
        if problem := next(problems(after), None):
            raise AssertionError(problem)
        current = after if rng.random() < 0.5 and len(after.case_types) > 1 else current
    return current, done


def test_random_edits_are_refused_in_words_or_leave_a_project_that_a_file_can_hold(project):
    after, done = after_random_edits(project, 1_500)
    assert done > 150
    contents = b"".join(Encoder().encode(after, 1).chunks)
    assert parse(contents, "x").project == after


@pytest.mark.parametrize("check", ["refuse_ids_twice", "check_inside", "check_references", "check_gone"])
def test_without_one_of_the_checks_random_edits_would_break_it(project, monkeypatch, check):
    """The control: each check that an edit makes is one that the file's own check would have to make later."""
    for module in (stored, checks):
        monkeypatch.setattr(module, check, lambda *_, **__: None)
    with pytest.raises(AssertionError):
        after_random_edits(project, 1_500)


def test_the_small_project_of_other_tests_is_sound():
    check_project(small_project())
