"""Records: frozen, strict, and changed in one way that keeps what it does not touch the same objects."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.support.hostile import plain_project
from workbench.model.case_types import CaseType, Scope
from workbench.model.costs import CostItem
from workbench.model.parts import Conflict, PartOut
from workbench.model.process import Flow, Step
from workbench.model.project import COLLECTIONS, RECORDS, SINGLES, Project, walk
from workbench.model.record import new_id, reference_fields, references, text_fields, texts_of
from workbench.model.volumes import Estimate, Volume

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def project() -> Project:
    return plain_project(3)


def test_a_change_keeps_every_untouched_field_the_same_object(project):
    for _, item, _ in walk(project):
        for name in type(item).model_fields:
            value = getattr(item, name)
            after = item.changed(**{name: value})
            assert after == item
            for other in type(item).model_fields:
                if other != name:
                    assert getattr(after, other) is getattr(item, other)


def test_a_change_of_a_collection_keeps_the_items_that_stay(project):
    after = project.changed(case_types=(*project.case_types[:2], project.case_types[2].changed(name="Ny")))
    assert after.case_types[0] is project.case_types[0] and after.faqs is project.faqs
    assert after.settings is project.settings


def test_copying_the_usual_way_would_not_do(project):
    """The control: what pydantic offers either does not check or rebuilds everything."""
    assert project.case_types[0].model_copy(update={"name": 7}).name == 7
    rebuilt = Project.model_validate_json(json.dumps(project.as_json()))
    assert rebuilt == project and rebuilt.case_types[0] is not project.case_types[0]


def test_a_change_from_json_reads_enums_dates_and_amounts(project):
    after = project.case_types[0].changed_from_json({"scope": "out"})
    assert after.scope is Scope.OUT and after.steps is project.case_types[0].steps
    assert project.waves[0].changed_from_json({"starts_on": "2027-05-01"}).starts_on == dt.date(2027, 5, 1)
    assert project.cost_items[0].changed_from_json({"amount": "12.50"}).amount == Decimal("12.50")


def test_nothing_can_be_changed_in_place(project):
    with pytest.raises(ValidationError, match="frozen"):
        project.case_types[0].name = "x"


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (Step, {"id": "s", "title": 7}, "string"),
        (Step, {"id": "s", "title": "x", "level": 9}, "less than or equal to 8"),
        (Step, {"id": "s", "title": "x", "level": "3"}, "integer"),
        (Step, {"id": "S", "title": "x"}, "pattern"),
        (Step, {"id": "../x", "title": "x"}, "pattern"),
        (Step, {"id": "", "title": "x"}, "pattern"),
        (Step, {"id": "x" * 65, "title": "x"}, "pattern"),
        (Step, {"id": "s\n", "title": "x"}, "pattern"),
        (Step, {"id": "s", "title": "x", "colour": "red"}, "Extra inputs"),
        (Step, {"id": "s"}, "Field required"),
        (Flow, {"id": "f", "source": "a", "target": "b", "probability": 1.01}, "less than or equal to 1"),
        (Flow, {"id": "f", "source": "a", "target": "b", "probability": float("nan")}, "finite|number"),
        (Estimate, {"low": 3.0, "likely": 2.0, "high": 4.0}, "smallest first"),
        (Estimate, {"low": -1.0, "likely": 2.0, "high": 4.0}, "greater than or equal to 0"),
        (Volume, {"id": "v", "channel": "phone", "low": 1.0, "likely": 1.0, "high": 1.0, "per": "measured"},
         "first and the last day"),
        (CostItem, {"id": "c", "name": "x", "category": "training", "amount": float("inf")}, "finite"),
        (CaseType, {"id": "c", "name": "x", "department": "d", "contacts_per_case": 0.5}, "greater than or equal to 1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(kind, values, words):
    with pytest.raises(ValidationError, match=words):
        kind.from_json(values)
    with pytest.raises(ValidationError):
        kind(**values)


def test_half_a_character_comes_in_by_no_file():
    with pytest.raises(ValidationError):
        Step.from_json({"id": "s", "title": "x\ud83d"})


def test_a_record_comes_back_from_json_as_it_was_and_defaults_are_not_written(project):
    for _, item, _ in walk(project):
        assert type(item).from_json(json.loads(json.dumps(item.as_json()))) == item
    assert Step(id="s", title="x").as_json() == {"id": "s", "title": "x"}
    assert project.cost_items[0].as_json()["amount"] == "5000"


def test_money_is_never_a_float(project):
    with pytest.raises(ValidationError):
        project.cost_items[0].changed(amount=1.5)


def test_ids_are_random_and_fit():
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    for one in ids:
        Step(id=one, title="x")


def test_collections_are_all_there_are(project):
    """Whatever tuple of items a record holds is in the table that edits, references and differences walk."""
    for path, kind in COLLECTIONS.items():
        for name, field in kind.model_fields.items():
            inner = getattr(field.annotation, "__args__", ())
            if inner and isinstance(inner[0], type) and "id" in getattr(inner[0], "model_fields", {}):
                assert COLLECTIONS[f"{path}.{name}"] is inner[0]
    assert set(RECORDS) | {path for path in COLLECTIONS if "." not in path} | {"id"} == set(
        Project.model_fields
    )
    assert {path for path, _, _ in walk(project)} == set(COLLECTIONS)


def test_references_are_found_wherever_they_stand(project):
    person = project.persons[0].changed(case_types=("c0", "c1"))
    assert set(references(person)) == {
        ("unit", "units", "u0"), ("role", "roles", "r0"),
        ("case_types", "case_types", "c0"), ("case_types", "case_types", "c1"),
    }  # fmt: skip
    assert ("source", "case_types.steps") in reference_fields(Flow)
    for kind in (*COLLECTIONS.values(), *SINGLES.values()):
        for _, target in reference_fields(kind):
            assert target in COLLECTIONS


def test_texts_are_all_that_somebody_wrote_and_nothing_else(project):
    item = project.case_types[0].changed(name="NAMN", synonyms=("ETT", "TVÅ"), note="")
    found = texts_of(item)
    assert ("name", "NAMN") in found and ("synonyms", "TVÅ") in found
    assert ("steps.disagreements.who", "x") in found and ("codes.code", "1") in found
    assert not [text for _, text in found if text in {"c0", "d0", "s0a", "phone", "in", ""}]
    assert "department" not in text_fields(CaseType) and "scope" not in text_fields(CaseType)


def test_every_text_of_a_file_is_a_text_or_an_id():
    """The control: a field that texts_of did not know would be a text nobody searches."""
    for kind in (*COLLECTIONS.values(), *SINGLES.values()):
        for name, field in kind.model_fields.items():
            if field.annotation is str and name not in text_fields(kind):
                ours = (
                    {"id"} if kind not in (PartOut, Conflict) else {"id", "department", "part", "collection"}
                )
                assert name in ours | {one for one, _ in reference_fields(kind)}, (kind, name)
