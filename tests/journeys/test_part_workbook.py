"""A part goes out as a workbook, people work on it as people do, and it comes back: nothing typed is lost.

Two programs carry out the same work: openpyxl, and LibreOffice Calc where it is installed.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.hostile import hostile_project
from tests.support.workbook_edits import edited_by_calc, edited_by_openpyxl, has_calc, in_words
from workbench.cli.main import run
from workbench.export.part_workbook import write_part_workbook
from workbench.export.part_workbook_words import words_of
from workbench.intake.part_workbook import changes, read_part_workbook, tables
from workbench.locale import Texts
from workbench.model.parts import Oddity
from workbench.model.project import Project
from workbench.parts import make_part
from workbench.parts.changes import value_of
from workbench.session import read_project

DAY = dt.date(2027, 3, 1)
PASTED = "From “Word” with a\u00a0hard blank, a soft\u00adhyphen\nand a second line – typed-1"
RULE_ROWS = words_of(Texts("sv"))["RuleRow"]
NEW_LIST = {"title": "typed-list", "case_type": "Torgplats"}
STEPS: list[list[Any]] = [
    ["sort", "faqs", "question.sv", True],
    ["filter", "faqs", "audience", "Alla"],
    ["write", "faqs", "faq-gata-2", "answer.sv", PASTED],
    ["write", "faqs", "faq-gata-intern-1", "law", "typed-2, in a row that the filter hides"],
    ["write", "faqs", "faq-parkering-1", "law", ""],
    ["delete", "faqs", "faq-parkering-2"],
    ["copy", "faqs", "faq-torget-1", "question.sv", "typed-copy"],
    ["insert", "faqs", {"question.sv": "typed-inserted", "answer.sv": "typed-inserted-answer"}],
    ["move", "faqs", "law", "question.sv"],
    ["sort", "lines", "text", False],
    ["write", "lines", "cl-felanmalan-gata/cl-felanmalan-gata-3", "text", "typed-3"],
    ["number", "lines", "cl-felanmalan-gata/cl-felanmalan-gata-11", "number", 3.5],
    ["delete", "lines", "cl-snorojning/cl-snorojning-9"],
    ["formula", "volumes", "ct-felanmalan-gata/v-phone", "likely", "=7*2"],
    ["write", "volumes", "ct-snorojning/v-phone", "likely", "typed-about-ten"],
    ["day", "checklists", "cl-p-tillstand", "fee", "2027-03-04"],
    ["number", "checklists", "cl-fardtjanst", "fee", 250],
    ["write", "checklists", "cl-allman-plats", "identification", "typed-perhaps"],
    ["add", "checklists", NEW_LIST],
    ["add", "lines", {"in": "typed-list", "number": "1", "kind": "Fråga", "text": "typed-ask",
                      "branches.0.answer": "typed-yes", "branches.0.goes_to": "3"}],
    ["add", "lines", {"in": "typed-list", "number": "3", "kind": "Säg", "text": "typed-say"}],
    ["add", "lines", {"in": "typed-list", "number": "2", "kind": "Gör", "text": "typed-do"}],
    ["add", "rules", {"in": "typed-list", "row": RULE_ROWS["conditions"], "answers.0": "typed-condition"}],
    ["add", "rules", {"in": "typed-list", "row": RULE_ROWS["rule"], "answers.0": "typed-answer",
                      "outcome": "typed-then"}],
    ["rename", "rules", "Mina regler"],
]  # fmt: skip
IN_PLACE = {
    ("faqs", "faq-gata-2", "answer"): "typed-1",
    ("faqs", "faq-gata-intern-1", "law"): "typed-2",
    ("checklists.items", "cl-felanmalan-gata-3", "text"): "typed-3",
}
"""What was typed over: it must stand in its own field, or in a conflict about that field."""
ASKED = {
    ("faqs", "faq-parkering-1", "law"): Oddity.BLANK,
    ("faqs", "faq-parkering-2", None): Oddity.MISSING_ROW,
    ("checklists.items", "cl-snorojning-9", None): Oddity.MISSING_ROW,
    ("case_types.volumes", "v-phone", "likely"): Oddity.UNREADABLE,
    ("checklists", "cl-p-tillstand", "fee"): Oddity.CONVERTED,
    ("checklists", "cl-fardtjanst", "fee"): Oddity.CONVERTED,
    ("checklists", "cl-allman-plats", "identification"): Oddity.UNREADABLE,
}
TYPED = (
    "typed-1", "typed-2", "typed-3", "typed-copy", "typed-inserted", "typed-inserted-answer", "typed-about-ten",
    "typed-perhaps", "typed-list", "typed-ask", "typed-yes", "typed-say", "typed-do", "typed-condition",
    "typed-answer", "typed-then", "2027-03-04", "250", "=7*2",
)  # fmt: skip

EDITORS = [
    pytest.param("by_openpyxl", id="openpyxl"),
    pytest.param(
        "by_calc",
        id="LibreOffice",
        marks=pytest.mark.skipif(not has_calc(), reason="LibreOffice with python3-uno is not installed"),
    ),
]


@pytest.fixture(scope="module")
def sent(tmp_path_factory) -> tuple[Path, Path]:
    """The project, and the workbook that was sent to the technical department."""
    folder = tmp_path_factory.mktemp("sent")
    file, workbook = folder / "p.rosa", folder / "teknik.xlsx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROSA_WORKBENCH_STATE", str(folder / "state"))
        assert run(["new", str(file), "--template", "se"]) == 0
        out = ["part", str(file), "--department", "d-teknik", "--out", str(workbook), "--to", "Kim"]
        assert run(out) == 0
    return file, workbook


@pytest.fixture
def file(sent, tmp_path, monkeypatch, capsys) -> Path:
    """A copy of the project that knows its part is out."""
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    capsys.readouterr()
    return Path(shutil.copy(sent[0], tmp_path))


@pytest.fixture(scope="module")
def by_openpyxl(sent, tmp_path_factory) -> dict[str, Path]:
    """The workbook as openpyxl leaves it: worked on, and only opened and saved."""
    folder, plans = tmp_path_factory.mktemp("openpyxl"), {"steps": in_words(sent[1], STEPS), "none": []}
    return {name: edited_by_openpyxl(plan, sent[1], folder / f"{name}.xlsx") for name, plan in plans.items()}


@pytest.fixture(scope="module")
def by_calc(sent, tmp_path_factory) -> dict[str, Path]:
    """The same of LibreOffice, and a hostile workbook that it only opened and saved."""
    folder = tmp_path_factory.mktemp("calc")
    part, _ = make_part(hostile_project(), "d0", revision=1, sent_on=DAY)
    (folder / "in.xlsx").write_bytes(write_part_workbook(part, Texts("en")))
    back = {name: folder / f"{name}.xlsx" for name in ("steps", "none", "hostile")}
    edited_by_calc(
        (in_words(sent[1], STEPS), sent[1], back["steps"]),
        ([], sent[1], back["none"]),
        ([], folder / "in.xlsx", back["hostile"]),
    )
    return back


def merged(capsys, *arguments) -> tuple[int, dict[str, Any], str]:
    code = run(["--language", "en", "merge", *map(str, arguments), "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out), printed.err


def all_items(project: Project) -> dict[tuple[str, str], list[Any]]:
    from workbench.model.project import walk

    found: dict[tuple[str, str], list[Any]] = {}
    for path, item, _ in walk(project):
        found.setdefault((path, item.id), []).append(item)
    return found


def losses(before: Project, after: Project) -> list[str]:
    """What was typed or was there before, and now is neither in its place nor asked about."""
    items = all_items(after)
    text = json.dumps({**after.as_json(), "parts_out": []}, ensure_ascii=False)
    lost = [word for word in TYPED if word not in text]
    lost += [f"{key} is gone" for key in all_items(before) if key not in items]
    for (path, wanted, field), word in IN_PLACE.items():
        values = [json.dumps(value_of(one, field)) for one in items.get((path, wanted), [])]
        values += [
            f"{one.theirs} {one.written}"
            for one in after.conflicts
            if (one.collection, one.item, one.field) == (path, wanted, field)
        ]
        lost += [] if any(word in value for value in values) else [f"{word} is not in {field} of {wanted}"]
    return lost


@pytest.mark.parametrize("editor", EDITORS)
def test_people_work_on_a_workbook_and_nothing_is_lost(editor, file, request, capsys):
    before = read_project(file).project
    back = request.getfixturevalue(editor)["steps"]
    bytes_before = file.read_bytes()
    _, preview, _ = merged(capsys, file, back, "--preview")
    assert file.read_bytes() == bytes_before
    code, said, _ = merged(capsys, file, back)
    assert code == 1 and {**said, "left": []} == {**preview, "left": []}
    sums = [said[name] for name in ("applied", "equal", "conflict", "out_of_scope", "rejected")]
    assert said["changed"] == sum(sums) and said["out_of_scope"] == said["rejected"] == 0
    after = read_project(file).project
    assert losses(before, after) == []
    _check_what_is_asked(after)
    _check_what_is_new(after)
    _check_a_second_time(capsys, file, back, after)


def _check_what_is_asked(after: Project) -> None:
    asked = {(one.collection, one.item, one.field): one.oddity for one in after.conflicts}
    formulas = [one for one in after.conflicts if one.oddity is Oddity.FORMULA]
    copies = [one for one in after.conflicts if one.oddity is Oddity.COPIED_ROW]
    assert {key: asked.get(key) for key in ASKED} == ASKED
    assert [(one.within, one.item, one.written) for one in formulas] == [
        (("ct-felanmalan-gata",), "v-phone", "=7*2")
    ]
    assert [one.theirs["question"]["sv"] for one in copies] == ["typed-copy"]
    assert len(after.conflicts) == len(ASKED) + 2 and all(one.oddity for one in after.conflicts)


def _check_what_is_new(after: Project) -> None:
    made = next(one for one in after.checklists if one.title == "typed-list")
    assert [one.text for one in made.items] == ["typed-ask", "typed-do", "typed-say"]
    assert made.items[0].branches[0].goes_to == made.items[2].id
    assert made.decision_table is not None and made.decision_table.conditions == ("typed-condition",)
    assert made.decision_table.rows[0].outcome == "typed-then"
    gata = next(one for one in after.checklists if one.id == "cl-felanmalan-gata")
    assert [one.id.rsplit("-", 1)[1] for one in gata.items][:5] == ["1", "2", "3", "11", "4"]
    answer = next(one for one in after.faqs if one.id == "faq-gata-2").answer.sv
    assert answer == PASTED.replace("\u00ad", "")


def _check_a_second_time(capsys, file, back, after: Project) -> None:
    content = file.read_bytes()
    code, said, err = merged(capsys, file, back)
    assert code == 0 and said["changed"] == said["equal"] and "Nothing was changed" in err
    assert file.read_bytes() == content and read_project(file).project == after


@pytest.mark.parametrize("editor", EDITORS)
def test_a_workbook_that_was_only_opened_and_saved_changes_nothing(editor, file, request, capsys):
    code, said, _ = merged(capsys, file, request.getfixturevalue(editor)["none"])
    assert (code, said["changed"]) == (0, 0)


@pytest.mark.skipif(not has_calc(), reason="LibreOffice with python3-uno is not installed")
def test_whatever_stands_in_a_workbook_is_the_same_after_libreoffice_has_saved_it(by_calc):
    assert read_part_workbook(by_calc["hostile"])[2:] == ((), ())


def test_a_reader_that_goes_by_position_is_caught(file, by_openpyxl, capsys, monkeypatch):
    """The control: without it the search for losses might find nothing because it looks at nothing."""

    def by_place(head, keys, sheet, heads):
        return dict(enumerate(("id", *(column.key for column in sheet.columns))))

    monkeypatch.setattr(tables, "_columns", by_place)
    before = read_project(file).project
    merged(capsys, file, by_openpyxl["steps"])
    assert any("typed-2" in one for one in losses(before, read_project(file).project))


def test_a_reader_that_takes_a_missing_row_as_a_deletion_is_caught(file, by_openpyxl, capsys, monkeypatch):
    """The same control for rows."""
    asked = changes.removed

    def not_asked(*arguments):
        from dataclasses import replace

        return replace(asked(*arguments), oddity=None)

    monkeypatch.setattr(changes, "removed", not_asked)
    before = read_project(file).project
    merged(capsys, file, by_openpyxl["steps"])
    gone = [one for one in losses(before, read_project(file).project) if one.endswith("is gone")]
    assert sorted(gone) == [
        "('checklists.items', 'cl-snorojning-9') is gone",
        "('faqs', 'faq-parkering-2') is gone",
    ]
