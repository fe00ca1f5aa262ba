"""The catalogue of tasks: who handles what inside, and outside only what is public."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from tests.analysis.test_findings import sound
from tests.export.packages import written
from tests.export.printed_pages import pdf_text
from workbench.analysis.engine import Engine
from workbench.export.catalogue import catalogue_document, catalogue_workbook
from workbench.export.contained_texts import contained_texts
from workbench.export.document import Chip, Heading, Paragraph, Table, pieces, plain
from workbench.export.editions import external
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.case_types import CaseType, Scope
from workbench.model.organisation import Person
from workbench.model.project import Project

pytestmark = pytest.mark.fast
DAY = dt.date(2027, 1, 1)
HIDDEN = ("Karin Lundmark", "0340-88 12 34", "karin@x.example", "4711", "Bo Ek, 070-1")


def project() -> Project:
    made = sound()
    unit = made.units[0].changed(public_phone="0340-88 00 00", internal_phone="4711")
    persons = (
        Person(id="k", name="Karin Lundmark", title="Handläggare", unit="u", phone="0340-88 12 34",
               email="karin@x.example", case_types=("c",)),
        Person(id="b", name="Bo Ek", unit="u", is_contact_person=True, is_name_public=True, phone="070-1",
               email="bo@x.example", is_email_public=True),
    )  # fmt: skip
    first = made.case_types[0].changed(synonyms=("byggtillstånd", "altan"))
    other = CaseType(id="o", name="Marklov", department="d", unit="u", scope=Scope.OUT)
    loose = CaseType(id="l", name="Strandskydd", department="d")
    return made.changed(
        units=(unit, *made.units[1:]),
        persons=(*made.persons, *persons),
        case_types=(first, other, loose),
    )


def source(of: Project, *, is_external=False) -> Source:
    return Source(external(of) if is_external else of, Engine().results(of), Texts("en"))


def rows(content: bytes) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    _, _, _, head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_inside_names_and_direct_numbers_stand_beside_each_task():
    first, other, loose = rows(catalogue_workbook(source(project()), DAY, ["d"]))
    assert (first["Case type"], first["Synonyms"], first["Unit"]) == (
        "Bygglov",
        "byggtillstånd, altan",
        "Lov",
    )
    assert (first["Levels in customer service"], first["Levels that stay"]) == ("1, 4", "5")
    assert (first["Who handles it"], first["Direct number"]) == (
        "Karin Lundmark, Handläggare",
        "0340-88 12 34",
    )
    assert (first["Telephone"], first["Internal telephone"]) == ("0340-88 00 00", "4711")
    assert first["Checklists"] == "Approved" and first["Answered questions"] >= 0
    assert other["Who handles it"] == "Bo Ek" and other["Part of the assignment"] == "No"
    assert loose["Unit"] is None and loose["Who handles it"] is None


def test_outside_only_what_is_public():
    content = catalogue_workbook(source(project(), is_external=True), DAY, ["d"])
    first, *_ = rows(content)
    assert "Internal telephone" not in first and first["Telephone"] == "0340-88 00 00"
    assert (first["Who handles it"], first["Direct number"], first["E-mail"]) == (
        "Bo Ek",
        None,
        "bo@x.example",
    )


def said(files, folder) -> str:
    return " ".join(
        text
        for file in files
        for text in contained_texts(file.path, (folder / file.path).read_bytes()).spoken
        if file.kind == "catalogue"
    )


def test_no_file_of_the_external_edition_names_who_is_not_public(tmp_path):
    inside = said(written(project(), tmp_path / "in", kinds=("catalogue",)), tmp_path / "in")
    outside = said(written(project(), tmp_path / "out", "external", kinds=("catalogue",)), tmp_path / "out")
    for text in HIDDEN:
        assert text in inside and text not in outside  # inside is the control: the search would find them


def test_the_document_has_a_chapter_per_unit_with_numbers_levels_and_knowledge(tmp_path):
    made = catalogue_document(source(project()), project().departments[0], DAY)
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert headings == ["Lov", "No unit yet"]
    lead, contact, *_ = [plain(block.text) for block in made.blocks if isinstance(block, Paragraph)]
    assert lead == "Telephone 0340-88 00 00, internally 4711" and contact.startswith("Contact: Bo Ek, 070-1")
    table = next(block for block in made.blocks if isinstance(block, Table))
    first, second = table.rows
    assert plain(first.cells[0]) == "Bygglov\nbyggtillstånd, altan"
    assert [one.level for one in pieces(first.cells[1]) if isinstance(one, Chip)] == [1, 4]
    assert plain(first.cells[3]) == "Karin Lundmark, Handläggare, 0340-88 12 34"
    assert plain(second.cells[0]).endswith("Not part of the assignment")
    assert plain(second.cells[3]) == "The unit's contact persons"
    files = written(project(), tmp_path / "out", kinds=("catalogue",), departments=("d",))
    assert [file.path for file in files][:2] == ["catalogue.xlsx", "catalogue/catalogue-miljo-och-bygg.pdf"]
    assert "byggtillstånd" in pdf_text(tmp_path / "out" / files[1].path)


def test_a_department_without_tasks_says_so():
    empty = project().changed(case_types=())
    made = catalogue_document(source(empty), empty.departments[0], DAY)
    assert plain(made.blocks[0].text) == "The department has no case types yet."
    assert "There are no case types yet." in str(rows(catalogue_workbook(source(empty), DAY, ["d"])))
