"""Cell by cell: what people do to a part's workbook, and what is read out of it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import random
import re
import zipfile
import zlib
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.support.hostile import hostile_project
from tests.support.two_sides import whole_project
from tests.support.workbook_edits import edited_by_openpyxl, in_words
from workbench.edits import Batch
from workbench.export.part_workbook import write_part_workbook
from workbench.export.part_workbook_words import words_of
from workbench.intake import part_workbook
from workbench.intake.errors import IntakeError
from workbench.intake.part_workbook import merge_part_workbook, read_part_workbook
from workbench.intake.part_workbook_values import Meanings, Said, understood
from workbench.locale import Texts
from workbench.model.integrity import check_project
from workbench.model.knowledge import Branch, DecisionRow, DecisionTable
from workbench.model.parts import Oddity
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.parts import make_part
from workbench.parts.sheets import Column, Holds
from workbench.templates import template_project

DAY = dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """The sandbox has its own tests: a process for every workbook would take a second each."""
    monkeypatch.setattr(part_workbook, "run_limited", lambda function, *given: function(*given))


def _project_of_two() -> Project:
    whole = whole_project()
    one = whole.checklists[0]
    items = (
        one.items[0].changed(branches=(Branch(answer="yes", goes_to="i3"), Branch(answer="no"))),
        *one.items[1:],
    )
    table = DecisionTable(
        conditions=("high", "wide"),
        rows=(
            DecisionRow(answers=("1", "2"), outcome="first"),
            DecisionRow(answers=("3", ""), outcome="second"),
        ),
    )
    changed = one.changed(items=items, decision_table=table, fee="100 kr", links=())
    faqs = (whole.faqs[0].changed(law="Law 1", valid_to=DAY), *whole.faqs[1:])
    types = whole.case_types[0]
    step = types.steps[0].changed_from_json({"minutes_today": {"low": 1, "likely": 2.5, "high": 4}})
    types = types.changed(steps=(step, *types.steps[1:]))
    return whole.changed(
        checklists=(changed, *whole.checklists[1:]), faqs=faqs, case_types=(types, *whole.case_types[1:])
    )


@cache
def usual(language: str) -> tuple[Batch, bytes]:
    return made(project_of_two(), "d0", language)


def made(project, department, language) -> tuple[Batch, bytes]:
    part, note = make_part(project, department, revision=3, sent_on=DAY, sent_to="Kim", due=DAY)
    return note, write_part_workbook(part, Texts(language))


@cache
def project_of_two() -> Project:
    return _project_of_two()


def sent(tmp_path, project=None, department="d0", language="en"):
    note, content = made(project, department, language) if project else usual(language)
    project = project or project_of_two()
    path = tmp_path / f"{department}.xlsx"
    path.write_bytes(content)
    return note.apply(project), path


def edited(tmp_path, *steps, language="en", project=None):
    whole, path = sent(tmp_path, project, language=language)
    back = edited_by_openpyxl(in_words(path, [list(step) for step in steps]), path, tmp_path / "back.xlsx")
    return whole, read_part_workbook(back)


def said(read) -> list[tuple[Any, ...]]:
    return [
        (one.what, one.collection.split(".")[-1], one.id, one.field, one.theirs, one.oddity)
        for one in read.changes
    ]


def test_an_untouched_workbook_holds_no_change_whatever_stands_in_it(tmp_path):
    whole = hostile_project()
    for one in whole.departments:
        _, path = sent(tmp_path, whole, one.id)
        read = read_part_workbook(path)
        assert read.changes == () and read.notes == ()
        cells = (
            cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row
        )
        assert not any(cell.data_type == "f" for cell in cells)
        again = tmp_path / "again.xlsx"
        load_workbook(path).save(again)
        assert read_part_workbook(again).changes == ()


@pytest.mark.parametrize(("template", "language"), [("se", "sv"), ("da", "da")])
def test_an_untouched_workbook_of_every_department_of_the_samples_holds_no_change(
    template, language, tmp_path
):
    whole = template_project(template)
    for one in whole.departments:
        _, path = sent(tmp_path, whole, one.id, language)
        assert read_part_workbook(path)[2:] == ((), ())


def test_what_is_written_in_a_cell_is_changed_in_its_field_and_nowhere_else(tmp_path):
    whole, read = edited(
        tmp_path,
        ("write", "faqs", "q01", "law", "Law 2"),
        ("write", "checklists", "k0", "use_when", "Now\nand then"),
        ("write", "lines", "k0/i1", "text", "Who?"),
        ("number", "volumes", "c00/v0", "high", 40),
        ("write", "steps", "c00/s00a", "level", "3"),
        ("number", "steps", "c00/s00a", "minutes_today.high", 6),
        ("write", "case_types", "c01", "synonyms", "lov; bygga; tillbyggnad"),
        ("write", "faqs", "q02", "is_web_page_updated", "Yes"),
        ("write", "rules", _rule("k0", 1), "outcome", "other"),
    )
    assert read.notes == ()
    found = {(one.id, one.field): (one.theirs, one.oddity) for one in read.changes}
    assert found[("q01", "law")] == ("Law 2", None)
    assert found[("k0", "use_when")] == ("Now\nand then", None)
    assert found[("i1", "text")] == ("Who?", None) and found[("v0", "high")] == (40.0, None)
    assert found[("s00a", "level")] == (3, None)
    assert found[("s00a", "minutes_today")][0]["high"] == 6.0
    assert found[("c01", "synonyms")] == (["lov", "bygga", "tillbyggnad"], None)
    assert found[("q02", "is_web_page_updated")] == (True, None)
    assert found[("k0", "decision_table")][0]["rows"][0]["outcome"] == "other" and len(found) == 9
    merged = merge_part_workbook(whole, read, on=DAY)
    assert merged.counts.applied == 9
    check_project(merged.batch.apply(whole))


def _rule(checklist: str, n: int) -> str:
    from workbench.parts.sheet_cells import rule_id

    return f"{checklist}/{rule_id(checklist, n)}"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (("write", "faqs", "q00", "law", ""), ("law", "", Oddity.BLANK, "")),
        (("write", "faqs", "q00", "wordings", ""), ("wordings", [], Oddity.BLANK, "")),
        (("write", "faqs", "q00", "valid_to", ""), ("valid_to", None, Oddity.BLANK, "")),
        (("formula", "faqs", "q00", "law", "=1+1"), ("law", "=1+1", Oddity.FORMULA, "=1+1")),
        (("number", "faqs", "q00", "law", 12.5), ("law", "12.5", Oddity.CONVERTED, "12.5")),
        (("day", "faqs", "q00", "law", "2027-05-04"), ("law", "2027-05-04", Oddity.CONVERTED, "2027-05-04")),
        (("number", "faqs", "q00", "valid_to", 46450), ("valid_to", "2027-03-04", None, "")),
        (("write", "faqs", "q00", "valid_to", "soon"), ("valid_to", "soon", Oddity.UNREADABLE, "soon")),
        (("write", "faqs", "q00", "valid_to", "2027-05-04"), ("valid_to", "2027-05-04", None, "")),
        (("write", "faqs", "q00", "audience", "all"), ("audience", "all", Oddity.UNREADABLE, "all")),
        (("write", "faqs", "q00", "owner", "Nobody"), ("owner", "Nobody", Oddity.UNREADABLE, "Nobody")),
        (
            ("write", "faqs", "q00", "case_types", "Bygglov; No such"),
            ("case_types", ["c00"], Oddity.UNREADABLE, "Bygglov; No such"),
        ),
        (("write", "faqs", "q00", "law", "\u00a0“Law”\u00ad 3\u200b "), ("law", "“Law” 3", None, "")),
        (("write", "faqs", "q00", "law", "one_x000B_two"), ("law", "one\ntwo", None, "")),
        (("write", "faqs", "q00", "law", "=HYPERLINK(1)"), ("law", "=HYPERLINK(1)", None, "")),
        (("write", "checklists", "k0", "links", "Here | https://a.example"),
         ("links", [{"title": "Here", "url": "https://a.example"}], None, "")),
    ],
)  # fmt: skip
def test_what_may_not_have_been_meant_is_asked_about(step, expected, tmp_path):
    whole, read = edited(tmp_path, step)
    assert [(one.field, one.theirs, one.oddity, one.written) for one in read.changes] == [expected]
    counts = merge_part_workbook(whole, read, on=DAY).counts
    assert (counts.conflict, counts.applied) == ((1, 0) if expected[2] else (0, 1))


@pytest.mark.parametrize(
    ("step", "field", "oddity"),
    [
        (("write", "volumes", "c00/v0", "likely", "about 5"), "likely", Oddity.UNREADABLE),
        (("write", "volumes", "c00/v0", "likely", "1.500"), "likely", Oddity.UNREADABLE),
        (("number", "volumes", "c00/v0", "likely", 99), "likely", Oddity.UNREADABLE),
        (("day", "volumes", "c00/v0", "likely", "2027-05-01"), "likely", Oddity.CONVERTED),
        (("write", "steps", "c00/s00a", "minutes_today.likely", ""), "minutes_today", Oddity.BLANK),
        (("write", "steps", "c00/s00a", "minutes_today.high", "x"), "minutes_today", Oddity.UNREADABLE),
        (("write", "lines", "k0/i0", "branches.0.goes_to", "77"), "branches", Oddity.UNREADABLE),
        (("write", "rules", None, "answers.0", ""), "decision_table", Oddity.BLANK),
        (("delete", "rules", None), "decision_table", Oddity.MISSING_ROW),
        (("copy", "rules", None, "outcome", "typed"), "decision_table", Oddity.COPIED_ROW),
    ],
)
def test_figures_answers_and_rules_that_do_not_fit_are_asked_about(step, field, oddity, tmp_path):
    step = tuple(_rule("k0", 2) if one is None else one for one in step)
    whole, read = edited(tmp_path, step)
    assert [(one.field, one.oddity) for one in read.changes] == [(field, oddity)]
    assert merge_part_workbook(whole, read, on=DAY).counts.conflict == 1


def test_a_row_that_is_gone_is_no_deletion(tmp_path):
    whole, read = edited(tmp_path, ("delete", "faqs", "q01"), ("delete", "checklists", "k0"))
    assert [one[:3] + one[5:] for one in said(read)] == [
        ("removed", "checklists", "k0", Oddity.MISSING_ROW),
        ("removed", "faqs", "q01", Oddity.MISSING_ROW),
    ]
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    assert merged.counts.conflict == 2 and {"q01", "k0"} <= {
        one.id for one in (*after.faqs, *after.checklists)
    }


def test_the_lines_of_a_list_whose_row_is_gone_make_no_questions_of_their_own(tmp_path):
    steps = [("delete", "lines", f"k0/i{n}") for n in range(4)] + [("delete", "checklists", "k0")]
    _, read = edited(tmp_path, *steps)
    assert [one[:3] for one in said(read)] == [("removed", "checklists", "k0")]


def test_a_copied_row_and_an_inserted_one_keep_the_same_ids_however_often_they_are_read(tmp_path):
    steps = (
        ("copy", "faqs", "q01", "law", "copied"),
        ("insert", "faqs", {"question.sv": "inserted"}),
        ("add", "faqs", {"question.sv": "added", "answer.sv": "yes"}),
    )
    whole, read = edited(tmp_path, *steps)
    assert read_part_workbook(tmp_path / "back.xlsx") == read
    found = {one.theirs["question"]["sv"]: one for one in read.changes}
    assert found["?"].oddity is Oddity.COPIED_ROW and found["?"].theirs["law"] == "copied"
    assert found["inserted"].oddity is None and found["added"].oddity is None
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    assert (merged.counts.applied, merged.counts.conflict) == (2, 1)
    again = merge_part_workbook(after, read, on=DAY)
    assert again.batch.edits == () and again.counts.equal == 3


def test_a_later_copy_of_the_workbook_brings_its_new_changes_alone(tmp_path):
    whole, first = edited(
        tmp_path, ("write", "faqs", "q01", "law", "Law 2"), ("write", "faqs", "q02", "law", "")
    )
    after = merge_part_workbook(whole, first, on=DAY).batch.apply(whole)
    steps = [["write", "faqs", "q00", "web_page", "https://a.example"]]
    later = edited_by_openpyxl(
        in_words(tmp_path / "back.xlsx", steps), tmp_path / "back.xlsx", tmp_path / "later.xlsx"
    )
    merged = merge_part_workbook(after, read_part_workbook(later), on=DAY)
    assert (merged.counts.applied, merged.counts.conflict) == (1, 0)


def test_numbers_say_the_order_and_not_the_rows(tmp_path):
    _, read = edited(tmp_path, ("sort", "lines", "text", True), ("sort", "lines", "number", True))
    assert read.changes == ()
    _, read = edited(
        tmp_path,
        ("number", "lines", "k0/i3", "number", 1.5),
        ("add", "lines", {"in": "Lov", "number": "2.5", "kind": "Say", "text": "between"}),
    )
    order, added = (next(one for one in read.changes if one.what == what) for what in ("order", "added"))
    assert order.theirs == ["i0", "i3", "i1", "i2"] and added.behind == "i1"


def test_an_answer_leads_to_the_line_that_has_the_number_now(tmp_path):
    _, read = edited(tmp_path, ("number", "lines", "k0/i0", "branches.1.goes_to", 2))
    assert [one.theirs[1] for one in read.changes] == [{"answer": "no", "goes_to": "i1"}]
    renumbered = [("number", "lines", f"k0/i{n}", "number", n + 11) for n in range(4)]
    _, read = edited(tmp_path, *renumbered, ("number", "lines", "k0/i0", "branches.0.goes_to", 14))
    assert read.changes == ()


def test_a_new_checklist_comes_with_its_lines_and_rules(tmp_path):
    words = words_of(Texts("en"))["RuleRow"]
    whole, read = edited(
        tmp_path,
        ("add", "checklists", {"title": "New", "case_type": "Bygglov"}),
        ("add", "lines", {"in": "New", "number": "1", "kind": "Ask", "text": "?", "branches.0.answer": "yes",
                          "branches.0.goes_to": "2"}),
        ("add", "lines", {"in": "New", "number": "2", "text": "no kind"}),
        ("add", "rules", {"in": "New", "row": words["conditions"], "answers.0": "a"}),
        ("add", "rules", {"in": "New", "row": words["rule"], "answers.0": "b", "outcome": "c"}),
    )  # fmt: skip
    (one,) = read.changes
    first, second = one.theirs["items"]
    assert first["branches"] == [{"answer": "yes", "goes_to": second["id"]}] and second["text"] == "no kind"
    assert one.theirs["decision_table"] == {"conditions": ["a"], "rows": [{"answers": ["b"], "outcome": "c"}]}
    assert one.oddity is Oddity.UNREADABLE and "no kind" in one.written
    assert merge_part_workbook(whole, read, on=DAY).counts.conflict == 1


def test_a_row_that_does_not_say_what_it_belongs_to_is_asked_about(tmp_path):
    whole, read = edited(
        tmp_path,
        ("add", "lines", {"kind": "Say", "text": "nowhere"}),
        ("add", "lines", {"in": "No such list", "kind": "Say", "text": "elsewhere"}),
        ("add", "volumes", {"in": "Bygglov", "likely": "5"}),
        ("add", "checklists", {"title": "no case type"}),
    )
    found = {json.dumps(one.theirs): one for one in read.changes}
    assert {one.oddity for one in found.values()} == {Oddity.BLANK, Oddity.UNREADABLE}
    assert any("No such list" in one.written for one in found.values())
    merged = merge_part_workbook(whole, read, on=DAY)
    assert merged.counts.conflict == len(read.changes) == 4
    text = json.dumps(merged.batch.apply(whole).as_json())
    assert all(word in text for word in ("nowhere", "elsewhere", "no case type", "No such list"))


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_the_language_of_the_workbook_makes_no_difference(language, tmp_path):
    _, read = edited(
        tmp_path,
        ("write", "faqs", "q01", "law", "Law 2"),
        ("delete", "lines", "k0/i2"),
        language=language,
    )
    assert [one[:4] for one in said(read)] == [
        ("removed", "items", "i2", None),
        ("changed", "faqs", "q01", "law"),
    ]


def opened(path, change):
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def test_columns_and_sheets_are_found_wherever_they_are(tmp_path):
    _, path = sent(tmp_path)

    def change(book):
        sheet = book["FAQs"]
        sheet.title = "Mine"
        book.move_sheet(sheet, -5)
        sheet.insert_cols(1)
        sheet["A2"], sheet["A3"] = "My remarks", "remember"
        sheet.delete_rows(1)  # the hidden keys: the heads are enough
        column = next(cell.column for cell in sheet[1] if cell.value == "Law")
        sheet.cell(2, column).value = "typed"
        book["Volumes"].delete_cols(5)
        book.remove(book["Steps"])

    read = read_part_workbook(opened(path, change))
    assert [(one.id, one.field, one.theirs) for one in read.changes] == [("q00", "law", "typed")]
    notes = [str(note) for note in read.notes]
    assert len(notes) == 3 and any("My remarks" in one for one in notes)
    assert any("Steps" in one and "missing" in one for one in notes) and any("Likely" in one for one in notes)


def test_a_head_that_was_written_over_is_still_found(tmp_path):
    _, path = sent(tmp_path)

    def change(book):
        sheet = book["FAQs"]
        column = next(cell.column for cell in sheet[2] if cell.value == "Law")
        sheet.cell(2, column).value, sheet.cell(3, column).value = "Paragraph", "typed"

    read = read_part_workbook(opened(path, change))
    assert [(one.field, one.theirs) for one in read.changes] == [("law", "typed")] and read.notes == ()


def _no_hidden(book):
    del book["rosa"]


def _damaged(book):
    book["rosa"]["A3"].value = book["rosa"]["A3"].value[:-40]


def _no_ids(book):
    book["FAQs"].delete_cols(1)


@pytest.mark.parametrize(
    ("change", "words"), [(_no_hidden, "hidden sheet"), (_damaged, "damaged"), (_no_ids, "ids is gone")]
)
def test_a_workbook_that_lost_what_tells_its_changes_says_what_to_do(change, words, tmp_path):
    _, path = sent(tmp_path)
    with pytest.raises(IntakeError, match=words) as caught:
        read_part_workbook(opened(path, change))
    assert "copy what you have written into it" in str(caught.value)


def test_a_workbook_of_another_project_is_refused(tmp_path):
    whole, read = edited(tmp_path, ("write", "faqs", "q01", "law", "Law 2"))
    with pytest.raises(ProjectError, match="another project"):
        merge_part_workbook(whole.changed(id="other"), read, on=DAY)


def test_a_part_that_was_worked_on_makes_no_workbook(tmp_path):
    part, _ = make_part(project_of_two(), "d0", revision=3, sent_on=DAY)
    worked_on = part.changed(faqs=(part.faqs[0].changed(law="new"), *part.faqs[1:]))
    with pytest.raises(ProjectError, match="worked on"):
        write_part_workbook(worked_on, Texts("en"))
    with pytest.raises(ProjectError, match="no part"):
        write_part_workbook(part.changed(part=None), Texts("en"))


def test_what_people_see_is_protected_and_what_they_need_is_not(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states["rosa"] == states["rosa_lists"] == "veryHidden"
    sheet = book["FAQs"]
    assert sheet.protection.sheet and not sheet.protection.sort and not sheet.protection.autoFilter
    assert sheet["B2"].protection.locked and not sheet["B3"].protection.locked
    assert not any(c.protection.locked for row in sheet.iter_rows(min_row=3) for c in row if c.value)
    beyond = next(one for one in sheet.column_dimensions.values() if (one.max or 0) == 16_384)
    assert not beyond.protection.locked  # or Excel would let nobody delete a row
    assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "C3" and sheet.auto_filter.ref
    checks = {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}
    assert checks["A3"].type == "custom" and any(one.type == "list" for one in checks.values())
    assert book.active.title == "Instructions" and "Bygg 0" in str(book["Instructions"]["A1"].value)
    part, _ = make_part(project_of_two(), "d0", revision=3, sent_on=DAY)
    assert write_part_workbook(part, Texts("en")) == write_part_workbook(part, Texts("en"))


@pytest.mark.fast
def test_a_number_where_a_day_was_expected_is_asked_about():
    day = Column("valid_to", Holds.DATE)
    assert understood(day, ["number", 46450.0], Meanings({}, {})) == Said(
        "2027-03-04", Oddity.CONVERTED, "46450"
    )
    assert understood(day, ["number", 7.0], Meanings({}, {})).oddity is Oddity.UNREADABLE


def rewritten(path, change, only="sheet"):
    """The workbook with ``change`` applied to the bytes of every member whose name holds ``only``."""
    stream = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if only in name else content)
    path.write_bytes(stream.getvalue())
    return path


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path):
    _, path = sent(tmp_path)
    edited_by_openpyxl(in_words(path, [["write", "faqs", "q02", "law", "typed"]]), path, path)
    rewritten(path, lambda content: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', content))
    assert [(one.id, one.theirs) for one in read_part_workbook(path).changes] == [("q02", "typed")]


@pytest.mark.parametrize("mark", [b"<!DOCTYPE a>", b'<!DOCTYPE a [<!ENTITY b "c">]>'])
def test_a_document_type_is_refused(mark, tmp_path):
    _, path = sent(tmp_path)
    rewritten(path, lambda content: content.replace(b"<worksheet", mark + b"<worksheet", 1))
    with pytest.raises(IntakeError, match="not a workbook that can be read"):
        read_part_workbook(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old", b"a;b\n1;2\n"])
def test_what_is_no_workbook_is_refused(content, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match="not a workbook that can be read"):
        read_part_workbook(path)


def test_what_the_hidden_sheet_says_is_checked_even_where_its_sum_is_right(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    hidden = book["rosa"]
    packed = "".join(str(hidden.cell(n, 1).value) for n in range(3, hidden.max_row + 1))
    content = json.loads(zlib.decompress(base64.b64decode(packed)))
    for wrong in (
        {},
        {**content, "part": {**content["part"], "base": "{}"}},
        {**content, "heads": {}},
        {**content, "heads": {kind: dict.fromkeys(heads, 7) for kind, heads in content["heads"].items()}},
        {**content, "words": {name: {} for name in content["words"]}},
        [],
    ):
        text = base64.b64encode(zlib.compress(json.dumps(wrong).encode())).decode()
        hidden["A2"], hidden["A3"] = hashlib.sha256(text.encode()).hexdigest(), text
        for n in range(4, hidden.max_row + 1):
            hidden.cell(n, 1).value = None
        book.save(tmp_path / "wrong.xlsx")
        with pytest.raises(ProjectError):
            read_part_workbook(tmp_path / "wrong.xlsx")


def test_a_workbook_with_anything_anywhere_is_read_or_refused_with_words(tmp_path, monkeypatch):
    """Cells of every sheet get values they were never meant to hold; each change still adds up when merged."""
    rng = random.Random(4)
    whole, path = sent(tmp_path)
    strange = [
        "",
        "=1/0",
        "x" * 40_000,
        "k0/i0",
        "rosa:faqs",
        "Id",
        -1,
        1e300,
        0.5,
        True,
        DAY,
        "i1",
        "a;b",
        "Lov",
    ]
    strange += ["k0", "Bygglov", "\ud7ff", "?", 99999999]
    for n in range(12):
        book = load_workbook(path)
        for _ in range(12):
            sheet = book[rng.choice([name for name in book.sheetnames if name != "rosa"])]
            sheet.cell(rng.randint(1, 12), rng.randint(1, 12)).value = rng.choice(strange)
        target = tmp_path / f"{n}.xlsx"
        book.save(target)
        try:
            read = read_part_workbook(target)
        except IntakeError:
            continue
        after = merge_part_workbook(whole, read, on=DAY).batch.apply(whole)
        check_project(after)
        assert merge_part_workbook(after, read, on=DAY).batch.edits == ()


@pytest.mark.parametrize("is_new", [False, True], ids=["in a row that was sent", "in a new row"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_word_in_any_cell_is_in_the_result_a_question_or_a_note(is_new, seed, tmp_path):
    rng = random.Random(seed)
    whole, path = sent(tmp_path)
    book = load_workbook(path)
    words = []
    for sheet in book.worksheets:
        if not str(sheet["A1"].value).startswith("rosa:"):
            continue
        filled = [n for n in range(3, sheet.max_row + 1) if sheet.cell(n, 2).value or sheet.cell(n, 3).value]
        for column in range(2, sheet.max_column + 1):
            if sheet.cell(1, column).value == "state":
                continue
            words.append(f"typed_{sheet.title}_{column}".lower())
            row = len(filled) + 3 + rng.randint(0, 9) if is_new else rng.choice(filled)
            sheet.cell(row, column).value = words[-1]
    book.save(path)
    read = read_part_workbook(path)
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    check_project(after)
    text = json.dumps(after.as_json(), ensure_ascii=False) + "\n".join(map(str, read.notes))
    assert [word for word in words if word not in text] == []
    assert merged.counts.out_of_scope == merged.counts.rejected == 0


def test_rows_in_any_order_and_columns_in_any_order_are_no_change(tmp_path):
    rng = random.Random(5)
    _, path = sent(tmp_path)
    book = load_workbook(path)
    for sheet in book.worksheets:
        if not str(sheet["A1"].value).startswith("rosa:"):
            continue
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        below = rows[2:]
        rng.shuffle(below)
        places = list(range(len(rows[0])))
        rng.shuffle(places)
        for n, row in enumerate((*rows[:2], *below), 1):
            for at, place in enumerate(places, 1):
                cell = sheet.cell(n, at)
                cell.value = row[place]
    book.save(path)
    assert read_part_workbook(path)[2:] == ((), ())


def test_a_line_that_is_put_under_another_checklist_stays_and_is_offered_there(tmp_path):
    whole = project_of_two()
    other = whole.checklists[0].changed(id="k9", title="Other", items=(), decision_table=None)
    whole = whole.changed(checklists=(*whole.checklists, other))
    ours, read = edited(tmp_path, ("write", "lines", "k0/i1", "in", "Other"), project=whole)
    (one,) = read.changes
    assert (one.what, one.within, one.oddity) == ("added", ("k9",), Oddity.COPIED_ROW)
    after = merge_part_workbook(ours, read, on=DAY).batch.apply(ours)
    assert len(after.checklists[0].items) == 4 and after.conflicts[0].theirs["text"] == "?"


def test_words_in_several_formats_in_one_cell_are_one_text(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    sheet = book["FAQs"]
    column = next(cell.column for cell in sheet[1] if cell.value == "law")
    cell = sheet.cell(3, column)
    cell.value = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"), " again")
    book.save(path)
    assert [one.theirs for one in read_part_workbook(path).changes] == ["plain bold again"]


def test_a_department_with_nothing_yet_can_write_its_first_case_types_lists_and_questions(tmp_path):
    whole = project_of_two()
    whole = whole.changed(departments=(*whole.departments, whole.departments[0].changed(id="d9", name="New")))
    for steps, kinds in (
        ([["add", "checklists", {"title": "typed"}], ["add", "lines", {"text": "typed too"}]], []),
        (
            [
                ["add", "case_types", {"name": "First"}],
                ["add", "steps", {"in": "First", "title": "Answer", "level": "1"}],
                ["add", "checklists", {"title": "List", "case_type": "First"}],
                ["add", "lines", {"in": "List", "kind": "Say", "text": "Hello"}],
                ["add", "faqs", {"question.en": "Why?"}],
            ],
            ["case_types", "checklists", "faqs"],
        ),
    ):
        ours, path = sent(tmp_path, whole, "d9")
        read = read_part_workbook(edited_by_openpyxl(in_words(path, steps), path, tmp_path / "back.xlsx"))
        merged = merge_part_workbook(ours, read, on=DAY)
        assert [one.collection for one in read.changes] == kinds
        assert merged.counts.applied == len(kinds)
        check_project(merged.batch.apply(ours))
        assert kinds or sum("typed" in str(note) for note in read.notes) == 2


def test_a_row_that_lost_its_id_and_nothing_else_is_the_row_that_was_sent(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    for kind in ("Volumes", "FAQs", "Checklist lines"):
        book[kind]["A3"].value = None
    book.save(path)
    assert read_part_workbook(path)[2:] == ((), ())
