"""Whatever came back in whatever field: it is told, set side by side, and offered for editing without an error."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from workbench.export.change_words import ChangeWords
from workbench.locale import Texts
from workbench.model.parts import Conflict, Oddity
from workbench.model.project import COLLECTIONS, Project, nested_collections
from workbench.model.record import Item
from workbench.model.text import ProjectError
from workbench.parts.keeping_both import both_values, can_keep_both, value_here
from workbench.templates import template_project
from workbench.ui.pages.parts.editing import edit_fields, typed_value
from workbench.ui.pages.parts.listing import place_words, what_words
from workbench.ui.pages.parts.oddities import oddity_words
from workbench.ui.pages.parts.reading import marked

IN_A_PART = ("departments", "units", "roles", "persons", "case_types", "checklists", "faqs")
VALUES: tuple[Any, ...] = (
    None, "text", "{two}\nlines", 3, -1.5, True, ["a", 1, None], [{"id": "x"}], {"sv": "ja"}, {"low": 1},
    {"rows": [{}]}, {"conditions": "?", "rows": 3},
)  # fmt: skip


@pytest.fixture(scope="module")
def project() -> Project:
    return template_project("se")


def conflict_of(
    collection: str, within: tuple[str, ...], item: str | None, field: str | None, value: Any
) -> Conflict:
    return Conflict(
        id="x", collection=collection, within=within, item=item, field=field, base=value, ours=value, theirs=value,
        part="p", on=dt.date(2027, 1, 1), oddity=Oddity.UNREADABLE, written=str(value),
    )  # fmt: skip


def is_told(project: Project, words: ChangeWords, conflict: Conflict) -> None:
    here = value_here(project, conflict)
    told = [
        words.value(conflict.collection, conflict.field, value, conflict.within)
        for value in (conflict.base, here, conflict.theirs)
    ]
    base, ours, theirs = marked(*told)
    assert "".join(run.text for run in base if run.mark != "new") == told[0]
    assert "".join(run.text for run in ours) == told[1]
    assert "".join(run.text for run in theirs) == told[2]
    assert place_words(conflict, words)
    assert what_words(conflict, words.texts)
    assert oddity_words(conflict, words.texts)
    both_values(project, conflict)
    can_keep_both(project, conflict)
    fields = edit_fields(project, conflict, words)
    try:
        typed_value(conflict, fields, {one.key: one.text for one in fields})
    except ProjectError:
        return


def first_items(project: Project) -> list[tuple[str, tuple[str, ...], Item]]:
    """Return one item of every collection that can be in a part."""
    found: dict[str, tuple[str, tuple[str, ...], Item]] = {}

    def walk(path: str, within: tuple[str, ...], items: tuple[Item, ...]) -> None:
        for item in items:
            found.setdefault(path, (path, within, item))
            for name in nested_collections(path):
                walk(f"{path}.{name}", (*within, item.id), getattr(item, name))

    for collection in IN_A_PART:
        walk(collection, (), getattr(project, collection))
    return list(found.values())


def test_any_value_in_any_field(project: Project) -> None:
    words = ChangeWords(Texts("en"), (project,))
    seen = 0
    for collection, within, item in first_items(project):
        for field in COLLECTIONS[collection].model_fields:
            if field == "id":
                continue
            for value in VALUES:
                is_told(project, words, conflict_of(collection, within, item.id, field, value))
                seen += 1
    assert seen > 1000


def test_whole_items_orders_and_what_is_no_longer_there(project: Project) -> None:
    words = ChangeWords(Texts("en"), (project,))
    for collection, within, item in first_items(project):
        whole = item.as_json()
        is_told(project, words, conflict_of(collection, within, item.id, None, whole))
        is_told(project, words, conflict_of(collection, within, item.id, None, None))
        is_told(project, words, conflict_of(collection, within, "gone", None, {**whole, "id": "gone"}))
        is_told(project, words, conflict_of(collection, within, "gone", None, {"id": "gone"}))
        is_told(project, words, conflict_of(collection, within, None, "order", [item.id, "gone"]))
        if within:
            nowhere = tuple("gone" for _ in within)
            is_told(project, words, conflict_of(collection, nowhere, item.id, "id", whole))
            is_told(project, words, conflict_of(collection, nowhere, None, "order", [item.id]))
    is_told(project, words, conflict_of("case_types", (), "gone", "a_field_that_is_no_more", "x"))


@pytest.mark.parametrize("typed", ["nan", "inf", "-Infinity", "1e999", "nan %"])
def test_what_python_reads_as_a_number_and_no_file_can_hold_is_refused(project: Project, typed: str) -> None:
    conflict = conflict_of("case_types", (), project.case_types[0].id, "contacts_per_case", 2)
    fields = edit_fields(project, conflict, ChangeWords(Texts("en"), (project,)))
    with pytest.raises(ProjectError, match="not a number"):
        typed_value(conflict, fields, {"": typed})
    assert typed_value(conflict, fields, {"": "2,5"}) == 2.5
