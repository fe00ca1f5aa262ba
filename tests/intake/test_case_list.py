"""Lists of case types from spreadsheets: every row is taken or rejected with the reason, nothing is overwritten."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from tests.support.projects import small_project
from workbench.intake.case_list import CaseList, case_list_edit, read_case_list
from workbench.intake.case_list_mapping import FIELDS, meaning_of, read_case_list_mapping
from workbench.intake.case_list_mapping import CaseListMapping as Mapping
from workbench.intake.errors import IntakeError
from workbench.model.case_types import ExternalCode
from workbench.model.integrity import check_project
from workbench.model.organisation import Department, Person, Unit
from workbench.model.project import Project
from workbench.model.volumes import Channel, Period

SWEDISH = """Våra ärenden 2026
Ärende;Förvaltning;Enhet;Nivå;Antal;Kanal;Minuter;Ansvarig;KLE;Anteckning
Rivningslov;Miljö och bygg;Lov;Nivå 3;40/dag;telefon;5-10;Eva Holm;02.34.02-G01;x
Rivningslov;miljö och bygg;;;100;e-post;;;;
Marklov;Teknik;;1-4;ganska många;fax;en stund;Kim;;
"""


def project() -> Project:
    made = small_project()
    return made.changed(
        departments=(*made.departments, Department(id="t", name="Teknik")),
        units=(Unit(id="u", name="Lov", department="d0"),),
        persons=(Person(id="eva", name="Eva Holm"),),
    )


def listed(folder: Path, text: str, name="list.csv", mapping=None, of=None, **options) -> CaseList:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_case_list(path, of or project(), mapping, **options)


def adds_up(found: CaseList) -> bool:
    return found.rows_in == found.rows_taken + len(found.rejected)


def reasons(found: CaseList) -> dict[int, str]:
    return {one.row: str(one.reason) for one in found.rejected}


@pytest.mark.fast
def test_a_row_is_taken_with_everything_that_is_understood(tmp_path):
    found = listed(tmp_path, SWEDISH)
    first, second = found.rows
    assert (first.name, first.department, first.unit, first.level) == (
        "Rivningslov",
        "Miljö och bygg",
        "Lov",
        3,
    )
    assert first.rows == (3, 4) and adds_up(found) and found.rows_taken == 3 and not found.rejected
    assert [(one.channel, one.likely, one.per) for one in first.volumes] == [
        (Channel.PHONE, 40, Period.DAY),
        (Channel.EMAIL, 100, Period.YEAR),
    ]
    assert (first.minutes.low, first.minutes.high, first.owner) == (5, 10, "eva")
    assert first.codes == (ExternalCode(scheme="KLE", code="02.34.02", facet="G01"),)
    assert (second.level, second.volumes, second.minutes, second.owner) == (None, (), None, None)
    assert second.note.splitlines() == [
        "Antal: fax ganska många", "Nivå: 1-4", "Minuter: en stund", "Ansvarig: Kim",
    ]  # fmt: skip
    said = [str(one) for one in found.remarks]
    assert 'The column "Anteckning" is not read.' in said and len(said) == 5
    assert 'Row 5, Minuter: "en stund" is not understood. It is kept as a note.' in said


@pytest.mark.fast
def test_the_batch_adds_the_case_types_as_one_step_of_undo(tmp_path):
    before = project()
    batch = case_list_edit(before, listed(tmp_path, SWEDISH).rows, first_step="Hela ärendet")
    after = batch.apply(before)
    check_project(after)
    made = after.case_types[-2]
    assert (made.name, made.unit, made.owner) == ("Rivningslov", "u", "eva")
    (step,) = made.steps
    assert (step.title, step.level, step.unit, step.minutes_today.likely) == ("Hela ärendet", 3, "u", 7.5)
    assert len(made.volumes) == 2 and after.departments == before.departments
    assert case_list_edit(before, (), first_step="x").edits == ()


@pytest.mark.fast
def test_what_is_there_is_not_overwritten_and_the_same_list_twice_adds_nothing(tmp_path):
    before = project()
    after = case_list_edit(before, listed(tmp_path, SWEDISH).rows, first_step="x").apply(before)
    again = listed(tmp_path, SWEDISH, of=after)
    assert not again.rows and len(again.rejected) == again.rows_in == 3
    assert set(reasons(again).values()) == {
        "Miljö och bygg has a case type of that name already", "Teknik has a case type of that name already",
    }  # fmt: skip


UNKNOWN = """Namn;Förvaltning;Enhet
Rivning;Fritid;Bad
Simning;Fritid;Bad
Grävning;Teknik;Gata
;Teknik;
Lek;;
Summa;;
Lek;Teknik;
LEK;teknik;
"""


@pytest.mark.fast
def test_rows_that_do_not_fit_are_rejected_with_the_reason(tmp_path):
    found = listed(tmp_path, UNKNOWN)
    assert [one.name for one in found.rows] == ["Lek"] and adds_up(found)
    assert reasons(found) == {
        2: 'there is no department "Fritid"',
        3: 'there is no department "Fritid"',
        4: 'there is no unit "Gata" in Teknik',
        5: "it has no name",
        6: "it names no department",
        7: "it is a row of sums",
        9: "it stands in row 8 already",
    }


@pytest.mark.fast
def test_departments_and_units_are_created_only_when_asked(tmp_path):
    found = listed(tmp_path, UNKNOWN, create_units=True)
    assert found.new_departments == ("Fritid",)
    assert found.new_units == (("Fritid", "Bad"), ("Teknik", "Gata"))
    after = case_list_edit(project(), found.rows, first_step="x").apply(project())
    check_project(after)
    assert [one.name for one in after.departments][-1] == "Fritid"
    assert sorted(one.name for one in after.units) == ["Bad", "Gata", "Lov"]
    bad = next(one for one in after.units if one.name == "Bad")
    assert {one.unit for one in after.case_types if one.name in {"Rivning", "Simning"}} == {bad.id}


@pytest.mark.parametrize(
    "heads",
    [
        ("Sagstype", "Forvaltning", "Enhed", "Niveau", "Mængde", "Kanal", "Minutter", "Ejer", "Koder"),
        ("Case type", "Department", "Unit", "Level", "Volume", "Channel", "Minutes", "Owner", "Codes"),
        ("NAMN", "förvaltning ", "enhet", "nivå", "volym", "kanal", "min", "ägare", "kod"),
    ],
)
def test_heads_are_known_in_three_languages(heads):
    assert [meaning_of(one, Mapping()) for one in heads] == list(FIELDS)


@pytest.mark.fast
def test_a_workbook_reads_alike_and_dates_that_were_codes_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Om listan"
    book.active.append(["Läs detta först"])
    sheet = book.create_sheet("Lista")
    sheet.append(["Ärende", "Förvaltning", "Telefon", "Besök", "E-post", "Kod", "Minuter"])
    sheet.append(["Rivning", "Teknik", 1200, "3-5 i veckan", "eva@x.example", dt.date(2007, 10, 24), 7.125])
    sheet.append([None, None, None])
    sheet.append([7, "Teknik", 0.5, None, "bo@x.example", "3.7.2; DIA 12", "=1+1"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    found = read_case_list(path, project())
    first, second = found.rows
    assert found.rows_in == 2 and [one.rows for one in found.rows] == [(2,), (4,)]
    assert [(one.channel, one.likely) for one in first.volumes] == [(Channel.PHONE, 1200), (Channel.VISIT, 4)]
    assert first.minutes.likely == 7.125 and first.codes == () and first.note == "Kod: 2007-10-24"
    assert second.name == "7" and second.volumes[0].likely == 0.5
    assert second.codes == (
        ExternalCode(scheme="KLASSA", code="3.7.2"),
        ExternalCode(scheme="DIA", code="12"),
    )
    assert 'The column "E-post" is not read.' in [str(one) for one in found.remarks]
    assert "x.example" not in str(found.rows)  # addresses are not taken for volumes, nor kept


@pytest.mark.fast
def test_a_mapping_file_says_what_other_columns_are(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text(
        'department = "Teknik"\nchannel = "besök"\nscheme = "Egen"\n'
        '[columns]\nname = "Vad det gäller"\nvolume = "Hur ofta"\ncodes = "Nr"\n',
        encoding="utf-8",
    )
    text = "Vad det gäller,Hur ofta,Nr\nGräva,3,12\n"
    found = listed(tmp_path, text, mapping=read_case_list_mapping(path))
    (row,) = found.rows
    assert row.department == "Teknik" and row.volumes[0].channel is Channel.VISIT
    assert row.codes == (ExternalCode(scheme="Egen", code="12"),)
    for wrong, said in (
        ("name = 3", "name"),
        ("[colums]\n", "colums"),
        ('channel = "fax"', "no channel"),
        ("=", "TOML"),
    ):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(IntakeError, match=said):
            read_case_list_mapping(path)


def test_files_that_hold_no_list_are_refused_with_a_remedy(tmp_path):
    with pytest.raises(IntakeError, match=r"No column.*first row"):
        listed(tmp_path, "a;b\n1;2\n")
    with pytest.raises(IntakeError, match="cannot be opened"):
        read_case_list(tmp_path / "none.csv", project())
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    with pytest.raises(IntakeError, match="save it as xlsx"):
        read_case_list(tmp_path / "old.xls", project())


def test_names_alone_in_one_column_will_do_where_there_is_one_department(tmp_path):
    found = listed(tmp_path, "Namn\nRivning\nGrävning\n", of=small_project())
    assert [one.name for one in found.rows] == ["Rivning", "Grävning"]
    assert {one.department for one in found.rows} == {small_project().departments[0].name}


def test_hostile_cells_stay_texts(tmp_path):
    text = (
        'Namn;Förvaltning\n=cmd|x;Teknik\n"rad ett\nrad två";Teknik\n"aldrig stängd;Teknik\n'
        + "x" * 500
        + ";Teknik\n"
    )
    found = listed(tmp_path, text)
    assert [one.name[:7] for one in found.rows] == ["=cmd|x", "rad ett", "xxxxxxx"] and adds_up(found)
    assert list(reasons(found).values()) == ["a quotation mark in it is never closed"]
    check_project(case_list_edit(project(), found.rows, first_step="x").apply(project()))
