"""The workbooks as they are written: figures stored, formulas without numbers of their own, texts as texts."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import unescape

import pytest

from tests.export.workbook_case import (
    DATED,
    WORKBOOKS,
    claimed,
    differences,
    figures_of,
    formulas,
    full_project,
    read,
    source_of,
)
from workbench.analysis.engine import Engine
from workbench.export.lookup import Source
from workbench.export.palette import INPUT_FILL
from workbench.locale import Texts
from workbench.templates import template_project

_TEXT_OR_NAME = re.compile(r"\"[^\"]*\"|'[^']*'!|\$?[A-Z]{1,3}\$?\d+|[A-Za-z_][A-Za-z0-9_.]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def project():
    return full_project()


@pytest.fixture(scope="module")
def contents(project):
    source = source_of(project)
    return {kind: make(source, DATED) for kind, make in WORKBOOKS.items()}


def numbers_in(formula: str) -> list[str]:
    """Return the numbers that stand in a formula itself, but 0 and 1."""
    rest = _TEXT_OR_NAME.sub(" ", formula)
    return [number for number in _NUMBER.findall(rest) if number not in {"0", "1"}]


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_the_stored_values_are_the_programs(contents, project, kind):
    cells = claimed(contents[kind])
    assert len(cells) > 100
    assert differences(cells, figures_of(project)) == []


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_no_formula_holds_a_number_of_its_own(contents, kind):
    found = list(formulas(contents[kind]))
    assert len(found) > 1000
    assert [one for one in found if numbers_in(one[2])] == []


def test_a_number_in_a_formula_is_noticed():
    assert numbers_in("='Cost items'!B2*12") == ["12"]
    assert numbers_in('=IF(A1>0,ROUND(x_2,amount_decimals),1-"3")') == []


def test_the_same_project_gives_the_same_bytes(contents, project):
    anew = Source(project, Engine().results(project), Texts("en"))
    assert {kind: make(anew, DATED) for kind, make in WORKBOOKS.items()} == contents


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_inputs_are_coloured_and_named(contents, kind):
    workbook = read(contents[kind], values=False)
    for name in ("paid_hours_per_year", "absence_share", "internal_time_share", "realisable_share"):
        sheet, cell = next(workbook.defined_names[name].destinations)
        assert workbook[sheet][cell.replace("$", "")].fill.fgColor.rgb == f"FF{INPUT_FILL[1:]}"
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)+", name) for name in workbook.defined_names)


def test_the_queue_engines_sheet_holds_values_alone(contents):
    sheets = {sheet for sheet, _, _ in formulas(contents["staffing"])}
    assert "Queue engine" in read(contents["staffing"], values=False).sheetnames
    assert "Queue engine" not in sheets
    assert {"Half-hours", "Plan", "FTE", "Released", "Balance"} <= sheets


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_every_check_is_zero(contents, kind):
    workbook = read(contents[kind], values=False)
    stored = read(contents[kind], values=True)
    checks = [
        (sheet, cell)
        for sheet, cell, formula in formulas(contents[kind])
        if formula.endswith("quantity_decimals)") and workbook[sheet][cell].font.i
    ]
    assert len(checks) >= 4
    assert {stored[sheet][cell].value for sheet, cell in checks} == {0}


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_what_somebody_typed_never_becomes_a_formula(project, kind):
    payloads = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "a\u000bb\u202e", "x" * 40_000)
    renamed = project.changed(
        departments=tuple(
            one.changed(name=payload) for one, payload in zip(project.departments, payloads, strict=False)
        ),
        cost_items=tuple(one.changed(name=payloads[3]) for one in project.cost_items),
        investments=tuple(one.changed(name=payloads[4]) for one in project.investments),
        case_types=tuple(one.changed(name=payloads[5]) for one in project.case_types),
        frontline_positions=tuple(one.changed(name=payloads[0]) for one in project.frontline_positions),
        roles=tuple(one.changed(name=payloads[2]) for one in project.roles),
    )
    content = WORKBOOKS[kind](source_of(renamed), DATED)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = "".join(archive.read(one).decode() for one in archive.namelist() if "/sheet" in one)
        texts = archive.read("xl/sharedStrings.xml").decode()
    written = {unescape(one).removeprefix("=") for one in re.findall(r"<f>([^<]*)</f>", sheets)}
    assert len(written) > 100
    assert not written & {"1+1", "+cmd|' /C calc'!A0", "cmd|' /C calc'!A0", "@SUM(A1)", "SUM(A1)", "-2+3"}
    assert "<t>=1+1</t>" in texts


@pytest.mark.parametrize("kind", WORKBOOKS)
@pytest.mark.parametrize("language", ["sv", "da"])
def test_names_of_cells_are_the_same_in_every_language(contents, project, kind, language):
    cells, sheets = names_in(WORKBOOKS[kind](source_of(project, language), DATED))
    assert cells == names_in(contents[kind])[0]
    assert len(cells) > 20
    assert all(len(name) <= 31 for name in sheets)


def names_in(content: bytes) -> tuple[set[str], set[str]]:
    """Return the names of cells and of sheets, as the file has them."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    sheets = {unescape(one, {"&quot;": '"'}) for one in re.findall(r'<sheet name="([^"]+)"', book)}
    return set(re.findall(r'<definedName name="([^"]+)"(?! localSheetId)', book)), sheets


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_project_without_anything_gives_a_workbook(kind):
    content = WORKBOOKS[kind](source_of(template_project("empty")), DATED)
    assert "Inputs" in names_in(content)[1]


def test_nobody_is_missing_in_the_roster_and_what_is_needed_comes_from_the_queue_engine(contents):
    """It covers what is needed, and says so by formula; who is taken out is missed where it is recalculated."""
    values, written = (read(contents["staffing"], values=values)["Roster"] for values in (True, False))

    def of(sheet, words):
        found = [row for row in sheet.iter_rows(min_row=5) if str(row[1].value).endswith(words)]
        return [cell.value for row in found for cell in row[4:] if cell.value is not None]

    assert min(of(values, "more than needed")) >= 0
    needed = of(written, ": needed")
    assert any("Queue engine" in str(one) for one in needed)
    assert all("Queue engine" in str(one) for one in needed if one)


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_properties_are_ours(contents, kind):
    with zipfile.ZipFile(BytesIO(contents[kind])) as archive:
        core = archive.read("docProps/core.xml").decode()
        app = archive.read("docProps/app.xml").decode()
    assert "2027-01-01T00:00:00Z" in core
    assert "<dc:creator></dc:creator>" in core
    assert "Småby" in app


_FUNCTIONS = {
    "ABS", "AND", "CHOOSE", "COUNT", "COUNTIF", "IF", "INDEX", "INT", "ISBLANK", "ISNUMBER", "MATCH", "MAX", "MIN",
    "MONTH", "OR", "ROUND", "ROUNDUP", "SUM", "SUMPRODUCT", "YEAR",
}  # fmt: skip
"""What formulas use: nothing that an older Excel or LibreOffice does not know."""


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_formulas_use_old_functions_and_names_that_are_there(contents, kind):
    known = set(read(contents[kind], values=False).defined_names) | _FUNCTIONS
    used = set()
    for _, _, formula in formulas(contents[kind]):
        rest = re.sub(r"\"[^\"]*\"|'[^']*'!|\$?\b[A-Z]{1,3}\$?\d+\b", " ", formula)
        used |= set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", rest))
    assert used - known == set()


@pytest.mark.parametrize(("kind", "charts"), [("staffing", 2), ("costs", 4)])
def test_charts_are_bound_to_cells_and_say_what_they_show(contents, kind, charts):
    """No chart holds figures of its own: each series is an address, and what stands there is a formula."""
    book = read(contents[kind], values=False)
    with zipfile.ZipFile(BytesIO(contents[kind])) as archive:
        made = [archive.read(one).decode() for one in archive.namelist() if one.startswith("xl/charts/chart")]
        drawn = "".join(
            archive.read(one).decode() for one in archive.namelist() if one.startswith("xl/drawings/drawing")
        )
    assert len(made) == charts
    assert drawn.count("descr=") == charts
    assert 'descr=""' not in drawn
    for chart in made:
        assert "<c:title>" in chart
        values = re.findall(r"<c:val><c:numRef><c:f>'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$\2\$(\d+)</c:f>", chart)
        assert values
        for sheet, column, first, last in values:
            cells = [book[sheet][f"{column}{row}"].value for row in range(int(first), int(last) + 1)]
            assert len(cells) > 1
            assert all(isinstance(one, str) and one.startswith("=") for one in cells if one != 0)
