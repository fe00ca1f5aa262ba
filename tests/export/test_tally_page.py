"""The tally sheet on paper: every case type, day and channel, room to write, nothing in colour."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from tests.export.packages import written
from tests.export.printed_pages import pdf_text
from tests.intake.test_tally import FIRST, project
from tests.support.hostile import PAYLOADS
from workbench.analysis.engine import Engine
from workbench.export.lookup import Source
from workbench.export.tally import unit_sheet
from workbench.export.tally_page import tally_pdf
from workbench.locale import LANGUAGES, Texts
from workbench.model.case_types import CaseType
from workbench.model.project import Project

DAY = dt.date(2027, 1, 1)
PT_PER_MM = 72 / 25.4


def printed(of: Project, language="en", first: dt.date | None = FIRST) -> bytes:
    source = Source(of, Engine().results(of), Texts(language))
    return tally_pdf(source, unit_sheet(source, "u", first), DAY)


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_names_its_case_types_days_and_channels_on_a_page_per_week(tmp_path, language):
    path = tmp_path / "t.pdf"
    path.write_bytes(printed(project(), language))
    said = pdf_text(path)
    texts = Texts(language)
    for one in project().case_types:
        assert said.count(one.name) == 2
    for day in (FIRST, dt.date(2027, 3, 22), dt.date(2027, 3, 30)):
        assert texts.date(day) in said
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2] / PT_PER_MM == pytest.approx(297, abs=1) and box[3] / PT_PER_MM == pytest.approx(
            210, abs=1
        )
    assert printed(project(), language) == path.read_bytes()


def test_rows_are_high_enough_for_strokes_and_long_lists_repeat_their_head(tmp_path):
    made = project()
    many = tuple(CaseType(id=f"x{n}", name=f"Slag {n}", department="d", unit="u") for n in range(40))
    path = tmp_path / "t.pdf"
    path.write_bytes(printed(made.changed(case_types=many), first=None))
    program = shutil.which("pdftotext")
    assert program is not None
    run = subprocess.run([program, "-bbox", str(path), "-"], capture_output=True, check=True, timeout=60)
    pages = run.stdout.decode().split("<page ")[1:]
    tops = [float(one) for one in re.findall(r'yMin="([\d.]+)"[^>]*>Slag<', pages[0])]
    steps_mm = [(b - a) / PT_PER_MM for a, b in pairwise(tops)]
    assert len(tops) > 5 and min(steps_mm) >= 8
    assert all(">Phone<" in page and ">Case<" in page for page in pages)
    assert sum(page.count(">Slag<") for page in pages) == 80


def test_only_grey_is_printed():
    with pikepdf.open(BytesIO(printed(project()))) as pdf:
        painted = [
            [float(value) for value in operands]
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in {"rg", "RG", "scn", "SCN"} and len(operands) == 3
        ]
    assert painted and all(max(colour) - min(colour) < 0.05 for colour in painted)


def test_hostile_names_are_texts_and_every_sheet_is_made_on_request_alone(tmp_path):
    made = project()
    hostile = tuple(
        CaseType(id=f"h{n}", name=text, department="d", unit="u") for n, text in enumerate(PAYLOADS)
    )
    made = made.changed(case_types=hostile)
    files = written(made, tmp_path / "out", kinds=("tally",), language="sv")
    assert {file.path for file in files} == {"tally/tally-lov.pdf", "tally/tally-lov.xlsx", "index.html"}
    path = tmp_path / "out" / "tally" / "tally-lov.pdf"
    said = pdf_text(path)
    assert "=1+1" in said and '#read("/etc/passwd")' in said and "root:" not in said
    assert {file.kind for file in written(project(), tmp_path / "ext", "external", kinds=("tally",))} == {
        "index"
    }
