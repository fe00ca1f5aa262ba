"""Changes told in words: names instead of ids, words instead of values, and no JSON anywhere."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.export.change_words import ChangeWords
from workbench.export.field_words import KINDS, field_word
from workbench.locale import Texts
from workbench.model.project import COLLECTIONS, Project, nested_collections
from workbench.model.record import Item
from workbench.parts import make_part
from workbench.templates import template_project

IN_A_PART = ("departments", "units", "roles", "persons", "case_types", "checklists", "faqs")


@pytest.fixture(scope="module")
def project() -> Project:
    return template_project("se")


@pytest.fixture(scope="module")
def words(project: Project) -> ChangeWords:
    return ChangeWords(Texts("en"), (project,))


def test_a_place_is_named_from_the_outermost_item_inwards(project: Project, words: ChangeWords) -> None:
    checklist = project.checklists[0]
    place = words.place("checklists.items", (checklist.id,), checklist.items[0].id)
    assert place.startswith(f"Checklist: {checklist.title} › Line: {checklist.items[0].text[:20]}")


def test_an_item_that_is_in_no_project_is_named_by_itself(words: ChangeWords) -> None:
    assert words.place("faqs", (), "gone", {"question": {"sv": "Varför?"}}) == "Question: Varför?"
    assert words.place("faqs", (), "gone") == "Question: –"


def test_values_are_said_as_people_say_them(project: Project, words: ChangeWords) -> None:
    case_type = next(
        one for one in project.case_types if one.owner and one.steps and one.steps[0].minutes_today
    )
    owner = next(one.name for one in project.persons if one.id == case_type.owner)
    assert words.value("case_types", "owner", case_type.owner) == owner
    assert words.value("case_types", "failure_demand_share", 0.35) == "35\u00a0%"
    assert words.value("case_types", "is_internal", value=True) == "Yes"
    assert words.value("faqs", "valid_to", "2027-06-30") == "30 June 2027"
    assert words.value("case_types.steps", "decision", "stay") == "Stay"
    assert (
        words.value("case_types.steps", "minutes_today", {"low": 5, "likely": 8, "high": 12})
        == "8\u00a0(5–12)"
    )
    assert words.value("case_types", "synonyms", ["a", "b"]) == "a\nb"
    assert words.value("faqs", "answer", {"en": "Yes.", "sv": "Ja."}) == "Swedish: Ja.\nEnglish: Yes."
    assert words.value("checklists", "fee", None) == ""
    assert words.value("case_types.steps", "level", "hög") == "hög"


def test_a_table_of_rules_is_sentences(words: ChangeWords) -> None:
    table = {"conditions": ["Ny?", "Hel?"], "rows": [{"answers": ["Ja", "Nej"], "outcome": "Ring"}]}
    assert words.value("checklists", "decision_table", table) == "Ny? Ja; Hel? Nej → Ring"


def test_an_order_is_names(project: Project, words: ChangeWords) -> None:
    checklist = project.checklists[0]
    ids = [one.id for one in checklist.items][::-1]
    said = words.value("checklists.items", "order", ids, (checklist.id,))
    assert said.split("\n")[0] == checklist.items[-1].text.split("\n")[0]


def test_whole_items_are_told_without_a_trace_of_json(project: Project, words: ChangeWords) -> None:
    for collection in IN_A_PART:
        for item in getattr(project, collection)[:4]:
            said = words.value(collection, None, item.as_json())
            assert not set("{}[]") & set(said.replace("[", "", said.count("]("))), said
            assert item.id not in said


def test_everything_that_can_be_in_a_part_has_words(project: Project) -> None:
    part, _ = make_part(project, project.departments[0].id, revision=0, sent_on=dt.date(2027, 1, 1))
    texts = Texts("en")

    def walk(path: str, kind: type[Item]) -> None:
        assert path in KINDS
        for field in kind.model_fields:
            assert field == "id" or field_word(path, field, texts) != field, f"{path}.{field}"
        for name in nested_collections(path):
            walk(f"{path}.{name}", COLLECTIONS[f"{path}.{name}"])

    for collection in IN_A_PART:
        assert getattr(part, collection)
        walk(collection, COLLECTIONS[collection])
