"""tasks-that-move.xlsx as a controller opens it: what moves, what is missing, figures as figures."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from tests.analysis.test_findings import sound, step
from workbench.analysis.engine import Engine
from workbench.export.editions import external
from workbench.export.lookup import Source
from workbench.export.tasks import CELL_LIMIT, tasks_workbook
from workbench.locale import LANGUAGES, Texts
from workbench.model.project import Project

pytestmark = pytest.mark.fast
DAY = dt.date(2027, 1, 1)


def book(project: Project, language="en", *, is_external=False, departments=("d",)):
    shown = external(project) if is_external else project
    content = tasks_workbook(Source(shown, Engine().results(project), Texts(language)), DAY, departments)
    return openpyxl.load_workbook(BytesIO(content))


def rows(sheet) -> list[dict[str, object]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_steps_that_move_and_all_steps():
    made = book(sound())
    assert made.sheetnames == ["Moves", "All steps", "Case types"]
    assert [row["Step"] for row in rows(made["Moves"])] == ["Svara", "Besluta"]
    every = rows(made["All steps"])
    assert [(row["No."], row["Step"], row["What happens"]) for row in every] == [
        (1, "Svara", "Moves"), (2, "Besluta", "Moves"), (3, "Utreda", "Stays"),
    ]  # fmt: skip
    assert (every[1]["Level"], every[1]["Ground for decisions"], every[1]["System"]) == (4, "3.1", "Ecos")
    assert every[0]["Performed afterwards by"] == "Customer service"
    assert every[2]["Performed afterwards by"] == "Lov"
    assert every[1]["Times per case"] == pytest.approx(0.6)
    assert every[0]["Minutes today"] == pytest.approx(10, abs=0.5)


def test_case_types_say_what_is_missing_in_words_each_once():
    gaps = step(0, minutes_today=None)(step(1, minutes_today=None, level=None)(sound()))
    (row,) = rows(book(gaps)["Case types"])
    assert sorted(row["Missing"].split(", ")) == ["level", "minutes"]
    (row,) = rows(book(sound())["Case types"])
    assert row["Missing"] is None and row["Cases per year"] > 1000


def test_numbers_are_numbers_and_the_head_stays_in_sight():
    sheet = book(sound())["All steps"]
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    kinds = {cell.value: other.data_type for cell, other in zip(sheet[1], sheet[2], strict=True)}
    assert kinds["Level"] == kinds["Times per case"] == "n" and kinds["Step"] == "s"


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    long = step(0, title="x" * 40_000)(sound())
    title = rows(book(long)["All steps"])[0]["Step"]
    assert len(title) == CELL_LIMIT and title.endswith("…")


def test_outside_there_are_neither_roles_nor_minutes():
    every = rows(book(sound(), is_external=True)["All steps"])
    assert not {"Role today", "Minutes today", "Minutes afterwards", "System", "Right", "Reason"} & set(
        every[0]
    )
    assert every[0]["Step"] == "Svara"


def test_only_the_departments_asked_for_and_something_to_read_when_there_is_nothing():
    made = book(sound(), departments=("nobody",))
    assert made["Moves"]["A2"].value == "No step moves in this scenario."
    assert made["All steps"]["A2"].value == "There are no steps yet."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_and_the_same_bytes_twice(language):
    source = Source(sound(), Engine().results(sound()), Texts(language))
    made = tasks_workbook(source, DAY, ["d"])
    assert made == tasks_workbook(source, DAY, ["d"])
    about = openpyxl.load_workbook(BytesIO(made)).properties
    assert about.title == Texts(language)("Tasks that move") and not about.creator
