"""What a workbook that comes back may be: moved, renamed, damaged, another's, or none; and what it lets people do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
import zlib
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.part_workbooks import DAY, edited, project_of_two, sent
from tests.support.workbook_edits import edited_by_openpyxl, in_words
from workbench.export.part_workbook import write_part_workbook
from workbench.intake.errors import IntakeError
from workbench.intake.part_workbook import merge_part_workbook, read_part_workbook
from workbench.locale import Texts
from workbench.model.parts import Oddity
from workbench.model.text import ProjectError
from workbench.parts import make_part


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


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"9" * 400])
def test_a_number_that_is_none_is_asked_about(number, tmp_path):
    whole, path = sent(tmp_path)
    figure = re.compile(rb"(<c [^>]*><v>)2\.5(</v>)")
    rewritten(path, lambda content: figure.sub(rb"\g<1>" + number + rb"\g<2>", content))
    read = read_part_workbook(path)
    assert [one.oddity for one in read.changes] == [Oddity.UNREADABLE]
    after = merge_part_workbook(whole, read, on=DAY).batch.apply(whole)
    assert len(after.conflicts) == 1


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
