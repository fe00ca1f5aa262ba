"""Tally sheets out and back: what was counted comes back as it was counted, and nothing else does."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.analysis.test_findings import sound
from tests.support.libreoffice import SOFFICE, converted
from workbench.analysis.engine import Engine
from workbench.edits import RemoveItem
from workbench.export.lookup import Source as Looked
from workbench.export.tally import TallySheet, unit_sheet, working_days, workshop_sheet
from workbench.export.tally_workbook import tally_workbook
from workbench.intake import tally as tally_module
from workbench.intake.errors import IntakeError
from workbench.intake.tally import Tally, is_tally, read_tally, tally_edit
from workbench.locale import Texts
from workbench.model.case_types import CaseType, Scope
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.tally import read_column_key
from workbench.model.volumes import Channel, Counts, Period, Source, Volume


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """The sandbox has its own tests, and the command line's go through it: a process per file takes half a second."""
    monkeypatch.setattr(tally_module, "run_limited", lambda function, *given: function(*given))


FIRST = dt.date(2027, 3, 15)
LAST = dt.date(2027, 3, 30)


def project() -> Project:
    """Four case types of a unit; the first has an estimate by phone, the last one a measurement."""
    made = sound()
    estimate = Volume(
        id="v", channel=Channel.PHONE, low=90, likely=100, high=120, common_entry_share=0.8, said_by="Eva"
    )
    measured = estimate.changed(id="m", source=Source.MEASUREMENT)
    names = ("Rivningslov", "Marklov", "Strandskydd")
    others = [CaseType(id=f"c{n}", name=name, department="d", unit="u") for n, name in enumerate(names)]
    others[-1] = others[-1].changed(volumes=(measured,))
    first = made.case_types[0].changed(volumes=(estimate,))
    return made.changed(case_types=(first, *others))


@cache
def usual_workbook() -> bytes:
    return workbook(project())


def workbook(of: Project, first: dt.date | None = FIRST) -> bytes:
    source = Looked(of, Engine().results(of), Texts("sv"))
    return tally_workbook(source, unit_sheet(source, "u", first), FIRST)


class Filled:
    """A tally workbook as a person has it on the screen: cells by what the row and the column say."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book.worksheets[0]
        self.key_row = next(
            row for row in range(1, 20) if str(self.sheet.cell(row, 1).value).startswith("rosa")
        )
        self.columns = {
            key: cell.column
            for cell in self.sheet[self.key_row]
            if (key := read_column_key(str(cell.value))) is not None
        }

    @property
    def first_row(self) -> int:
        return self.key_row + 3

    def row_of(self, name: str) -> int:
        return next(row for row in range(self.key_row, 60) if self.sheet.cell(row, 2).value == name)

    def put(self, name: str, day: int, channel: Channel, value: object) -> Filled:
        self.sheet.cell(self.row_of(name), self.columns[day, channel]).value = value
        return self

    def above(self, key: str, value: object) -> Filled:
        row = next(row for row in range(1, self.key_row) if self.sheet.cell(row, 1).value == key)
        self.sheet.cell(row, 3).value = value
        return self

    def content(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def saved(self, folder: Path, name: str = "tally.xlsx") -> Path:
        path = folder / name
        path.write_bytes(self.content())
        return path


def filled() -> Filled:
    """Return the sheet of the usual project as somebody filled it in."""
    sheet = Filled(usual_workbook()).above("counted_by", "Anna Ask")
    for day in range(1, 11):
        sheet.put("Bygglov", day, Channel.PHONE, day)
    return sheet.put("Bygglov", 1, Channel.VISIT, 0).put("Marklov", 3, Channel.EMAIL, 4)


def adds_up(tally: Tally) -> bool:
    return tally.rows_in == tally.rows_used + tally.rows_empty + len(tally.rejected)


def counted(tally: Tally) -> dict[tuple[str, str], float]:
    return {(one.name, one.volume.channel.value): one.volume.likely for one in tally.counted}


@pytest.mark.fast
def test_what_was_counted_stands_beside_what_was_estimated(tmp_path):
    before = project()
    tally = read_tally(filled().saved(tmp_path), before)
    assert counted(tally) == {("Bygglov", "phone"): 55, ("Bygglov", "visit"): 0, ("Marklov", "email"): 4}
    assert (tally.rows_in, tally.rows_used, tally.rows_empty) == (4, 2, 2) and adds_up(tally)
    assert not tally.rejected and not tally.questions
    after = tally_edit(before, tally).apply(before)
    estimate, measured, _ = after.case_types[0].volumes
    assert estimate == before.case_types[0].volumes[0]
    assert (measured.per, measured.source, measured.counts) == (
        Period.MEASURED,
        Source.MEASUREMENT,
        Counts.CONTACTS,
    )
    assert (measured.measured_from, measured.measured_to) == (FIRST, LAST)
    assert (measured.low, measured.high, measured.said_by) == (55, 55, "Anna Ask")
    assert measured.common_entry_share == 0.8  # what was agreed of the channel still holds


@pytest.mark.fast
def test_the_same_file_twice_changes_nothing_and_a_corrected_one_replaces(tmp_path):
    before = project()
    path = filled().saved(tmp_path)
    after = tally_edit(before, read_tally(path, before)).apply(before)
    again = tally_edit(after, read_tally(path, after))
    assert again.edits == () and again.apply(after) is after
    corrected = filled().put("Bygglov", 10, Channel.PHONE, 20).saved(tmp_path)
    third = tally_edit(after, read_tally(corrected, after)).apply(after)
    assert [one.likely for one in third.case_types[0].volumes] == [100, 65, 0]


@pytest.mark.fast
def test_a_colleague_who_counted_at_the_same_time_adds_up_and_an_older_count_is_asked_about(tmp_path):
    before = project()
    after = tally_edit(before, read_tally(filled().saved(tmp_path), before)).apply(before)
    bo = filled().above("counted_by", "Bo Berg")
    both = tally_edit(after, read_tally(bo.saved(tmp_path), after)).apply(after)
    assert [one.likely for one in both.case_types[0].volumes] == [100, 55, 0, 55, 0]
    later = bo.above("first_day", dt.date(2027, 9, 6)).above("last_day", dt.date(2027, 9, 17))
    tally = read_tally(later.saved(tmp_path), after)
    assert not counted(tally) and adds_up(tally)
    assert any("measured volume already" in str(one) for one in tally.questions)


def test_what_was_measured_otherwise_is_not_counted_twice(tmp_path):
    before = project()
    sheet = filled().put("Strandskydd", 1, Channel.PHONE, 3).put("Strandskydd", 1, Channel.VISIT, 2)
    tally = read_tally(sheet.saved(tmp_path), before)
    assert ("Strandskydd", "phone") not in counted(tally) and counted(tally)["Strandskydd", "visit"] == 2
    (question,) = tally.questions
    assert "Strandskydd, phone: 3 were counted" in str(question)


WRONG = (
    ("=3+4", "a formula"),
    ("ungefär 5", "a text"),
    ("5", "a text"),
    ("IIII I", "a text"),
    (-3, "not a whole number"),
    (2.5, "not a whole number"),
    (123456, "not a whole number"),
    (dt.date(2027, 5, 3), "a date"),
    (True, "true or false"),
)


@pytest.mark.fast
def test_anything_but_a_whole_number_becomes_a_question_and_is_not_taken(tmp_path):
    before = project()
    sheet = filled().put("Marklov", 3, Channel.EMAIL, "fyra")
    for day, (value, _) in enumerate(WRONG, 1):
        sheet.put("Bygglov", day, Channel.PHONE, value)
    tally = read_tally(sheet.saved(tmp_path), before)
    assert counted(tally) == {
        ("Bygglov", "visit"): 0
    }  # a channel with a hole is no measure; the other one is
    asked = [str(one) for one in tally.questions]
    assert len(asked) == len(WRONG) + 1
    for day, (_, said) in enumerate(WRONG, 1):
        (question,) = [one for one in asked if f"Bygglov, phone, day {day}:" in one]
        assert said in question
    (rejected,) = tally.rejected
    assert rejected.name == "Marklov" and adds_up(tally)


def test_rows_may_be_sorted_columns_moved_and_names_changed(tmp_path):
    before = project()
    made = filled()
    expected = counted(read_tally(made.saved(tmp_path), before))
    sheet = made.sheet
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows(min_row=made.first_row, max_row=made.first_row + 3)
    ]
    random.Random(1).shuffle(rows)
    for at, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            sheet.cell(made.first_row + at, column).value = value
    sheet.cell(made.row_of("Bygglov"), 2).value = "Bygglov (villor)"
    left, right = sorted(made.columns.values())[0], sorted(made.columns.values())[7]
    for row in range(made.key_row, made.first_row + 8):
        if isinstance(sheet.cell(row, left), openpyxl.cell.MergedCell) or isinstance(
            sheet.cell(row, right), openpyxl.cell.MergedCell
        ):
            continue
        a, b = sheet.cell(row, left).value, sheet.cell(row, right).value
        sheet.cell(row, left).value, sheet.cell(row, right).value = b, a
    sheet.insert_rows(1, 2)
    sheet.insert_cols(2)
    assert counted(read_tally(made.saved(tmp_path), before)) == expected
    wrong = filled()  # the control: figures moved without what the column says are other figures
    one, other = wrong.columns[1, Channel.PHONE], wrong.columns[1, Channel.VISIT]
    row = wrong.row_of("Bygglov")
    cells = wrong.sheet.cell(row, one), wrong.sheet.cell(row, other)
    cells[0].value, cells[1].value = cells[1].value, cells[0].value
    assert counted(read_tally(wrong.saved(tmp_path), before)) != expected


def test_rows_that_are_not_the_projects_are_rejected_with_the_reason(tmp_path):
    before = project()
    made = filled()
    free = made.first_row + 4
    made.sheet.cell(free, 2).value = "Fråga om altan"
    made.sheet.cell(free, made.columns[2, Channel.PHONE]).value = 6
    copied = [made.sheet.cell(made.row_of("Bygglov"), column).value for column in range(1, 12)]
    for column, value in enumerate(copied, 1):
        made.sheet.cell(free + 1, column).value = value
    path = made.saved(tmp_path)
    gone = RemoveItem(collection="case_types", id="c1").apply(before)
    tally = read_tally(path, gone)
    reasons = {one.name: str(one.reason) for one in tally.rejected}
    assert "not on the list" in reasons["Fråga om altan"]
    assert "not in the project any more" in reasons["Marklov"]
    assert "on a row above" in reasons["Bygglov"]
    assert tally.rows_in == 6 and adds_up(tally) and ("Bygglov", "phone") in counted(tally)


def test_a_sheet_without_a_period_or_of_another_project_is_refused_with_a_remedy(tmp_path):
    before = project()
    bare = Filled(workbook(before, None)).put("Bygglov", 1, Channel.PHONE, 1)
    with pytest.raises(IntakeError, match=r"does not say which days were counted.*first and the last day"):
        read_tally(bare.saved(tmp_path), before)
    bare.above("first_day", "2027-03-15").above("last_day", dt.date(2027, 3, 26))
    assert counted(read_tally(bare.saved(tmp_path), before)) == {("Bygglov", "phone"): 1}
    bare.above("last_day", dt.date(2027, 3, 1))
    with pytest.raises(IntakeError, match="Correct the two days"):
        read_tally(bare.saved(tmp_path), before)
    with pytest.raises(IntakeError, match="another project"):
        read_tally(filled().saved(tmp_path), before.changed(id="other"))


def test_other_files_are_no_tally_sheets(tmp_path):
    path = filled().saved(tmp_path)
    assert is_tally(path)
    plain = tmp_path / "list.csv"
    plain.write_text("a;b\n1;2\n", encoding="utf-8")
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert not is_tally(plain) and not is_tally(other)
    with pytest.raises(IntakeError, match="not a tally sheet"):
        read_tally(other, project())
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(IntakeError, match="save it as xlsx"):
        read_tally(torn, project())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_that_another_program_saved_says_the_same(tmp_path):
    before = project()
    content = filled().put("Marklov", 5, Channel.PHONE, "=2+2").content()
    path = tmp_path / "back.xlsx"
    path.write_bytes(converted(content, tmp_path))
    tally = read_tally(path, before)
    assert counted(tally) == {("Bygglov", "phone"): 55, ("Bygglov", "visit"): 0, ("Marklov", "email"): 4}
    assert (tally.first, tally.last, tally.counted_by) == (FIRST, LAST, "Anna Ask")
    (question,) = tally.questions
    assert "a formula" in str(question)


@pytest.mark.fast
def test_the_workbook_lets_people_write_figures_and_nothing_else():
    made = Filled(usual_workbook())
    assert made.sheet.protection.sheet and made.sheet.column_dimensions["A"].hidden
    assert made.sheet.row_dimensions[made.key_row].hidden
    unlocked = {
        (cell.row, cell.column)
        for row in made.sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    counts = {
        (row, column) for row in range(made.first_row, made.first_row + 7) for column in made.columns.values()
    }
    assert counts <= unlocked
    assert {column for row, column in unlocked - counts if row >= made.first_row} == {2}  # names of free rows
    assert {row for row, _ in unlocked - counts if row < made.first_row} == {3, 4, 5}
    rules = {rule.type for rule in made.sheet.data_validations.dataValidation}
    assert rules == {"whole", "date"}
    assert made.sheet.row_dimensions[made.first_row].height * 25.4 / 72 >= 8
    assert made.sheet.page_setup.orientation == "landscape" and made.sheet.page_setup.paperSize == 9


@pytest.mark.fast
def test_a_sheet_lists_what_its_unit_does_and_the_channels_that_people_count():
    of = project()
    out = of.case_types[1].changed(scope=Scope.OUT)
    web = Volume(id="w", channel=Channel.WEB_FORM, low=1, likely=1, high=1)
    post = web.changed(id="p", channel=Channel.POST)
    counted_ = of.case_types[2].changed(volumes=(web, post))
    of = of.changed(
        case_types=(of.case_types[0], out, counted_),
        workshops=(Workshop(id="w", title="Verkstad", department="d", case_types=("c1",)),),
    )
    source = Looked(of, Engine().results(of), Texts("en"))
    sheet: TallySheet = unit_sheet(source, "u")
    assert [one.name for one in sheet.case_types] == ["Bygglov", "Marklov"]
    assert sheet.channels == (Channel.PHONE, Channel.VISIT, Channel.EMAIL, Channel.POST)
    assert [one.name for one in workshop_sheet(source, of.workshops[0]).case_types] == ["Marklov"]


@pytest.mark.fast
def test_ten_working_days_leave_out_weekends_and_public_holidays():
    days = working_days("SE", dt.date(2027, 3, 20))
    assert days[0] == dt.date(2027, 3, 22) and len(days) == 10
    assert dt.date(2027, 3, 26) not in days and dt.date(2027, 3, 29) not in days  # Easter
    assert days[-1] == dt.date(2027, 4, 6)
