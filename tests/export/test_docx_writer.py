"""Word: through any template, described pictures, repeated heads, and nothing of the template's author."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.export.printed_pages import HOSTILE, PLAIN, SWEDISH, pdf_text
from workbench.export.document import Column, Picture, Row, SideBySide, Table
from workbench.export.docx_writer import DEFAULT_TEMPLATE, FIELDS, docx_bytes, open_template
from workbench.export.drawing import Box, Drawing, svg
from workbench.model.text import ProjectError


def _opened(content: bytes) -> "docx.document.Document":
    return docx.Document(io.BytesIO(content))


def _text(word: "docx.document.Document") -> str:
    return "".join(one.text or "" for one in word.element.body.iter(qn("w:t")))


def _template(tmp_path: Path, *paragraphs: str) -> Path:
    word = docx.Document()
    word.core_properties.author = "Somebody Secret"
    for text in paragraphs:
        word.add_paragraph(text)
    path = tmp_path / "house.docx"
    word.save(str(path))
    return path


@pytest.mark.fast
def test_the_file_says_what_it_is_and_whose() -> None:
    about = _opened(docx_bytes(PLAIN, SWEDISH)).core_properties
    assert about.title == PLAIN.title
    assert about.author == PLAIN.municipality
    assert about.language == "sv-SE"
    assert about.created == about.modified == dt.datetime(2027, 4, 1, 12, tzinfo=about.created.tzinfo)
    assert about.last_modified_by == ""


@pytest.mark.fast
def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx_bytes(PLAIN, SWEDISH) == docx_bytes(PLAIN, SWEDISH)


def test_tables_repeat_their_head_and_do_not_split_rows() -> None:
    word = _opened(docx_bytes(PLAIN, SWEDISH))
    table = word.tables[0]
    first = table.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Boendeparkering åäö"
    above = table.rows[2]._tr.tc_lst[0].tcPr.find(qn("w:tcBorders")).find(qn("w:top"))
    assert int(above.get(qn("w:sz"))) >= 16
    assert "3" in table.rows[1].cells[1].text
    assert "Preparation" in table.rows[1].cells[1].text or "Förberedelse" in table.rows[1].cells[1].text


def test_pictures_are_described_and_language_is_set() -> None:
    word = _opened(docx_bytes(PLAIN, SWEDISH))
    shown = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))]
    assert shown == ["A map: Two boxes"] * 2
    language = next(word.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "sv-SE"


def test_a_picture_stays_on_the_page_of_the_table_beside_it_and_is_drawn_from_its_svg() -> None:
    drawn = Drawing(40, 20, "A bar", "One", (Box(0, 0, 20, 20, "#000000"),))
    table = Table((Column("Year"),), (Row(("2027",)), Row(("2028",))), "Years")
    pair = SideBySide((Picture("A bar", b"", svg(drawn)),), (table,))
    word = _opened(docx_bytes(replace(PLAIN, blocks=(pair,)), SWEDISH))
    kept = [
        one.find(qn("w:pPr")).find(qn("w:keepNext")) is not None for one in word.element.body.iter(qn("w:p"))
    ]
    assert kept[-5:] == [True, True, True, True, False], (
        "picture, head and both rows; not what follows the table"
    )
    (image,) = word.inline_shapes
    assert (image.width.pt, image.height.pt) == (30, 15)


def test_pages_turn_and_keep_head_and_foot() -> None:
    word = _opened(docx_bytes(PLAIN, SWEDISH))
    turned = [section.page_width > section.page_height for section in word.sections]
    assert turned == [False, True, False]
    for section in word.sections:
        assert "Harbour" in "".join(one.text for one in section.header.paragraphs)


@pytest.mark.fast
def test_hostile_text_is_printed_as_text() -> None:
    word = _opened(docx_bytes(HOSTILE, SWEDISH))
    text = _text(word)
    for words in ("=1+1", "#{7*7}", "]]>", "<script>", "{{7*7}}", "{% raw %}{{ body.__class__ }}", "{_{x}_}"):
        assert words in text
    assert "\u202e" not in text
    links = {one.target_ref for one in word.part.rels.values() if one.reltype.endswith("/hyperlink")}
    assert links == {"https://example.org/?a=1&b=2"}


def test_a_house_template_keeps_its_words_and_loses_its_author(tmp_path: Path) -> None:
    house = _template(tmp_path, "Ours: {{title}} {{number}}", "{{p body}}", "Ours too")
    content = docx_bytes(PLAIN, SWEDISH, house)
    word = _opened(content)
    assert f"Ours: {PLAIN.title}" in _text(word)
    assert _text(word).endswith("Ours too")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert all(b"Somebody Secret" not in file.read(name) for name in file.namelist())
        assert {entry.date_time[:3] for entry in file.infolist()} == {(2027, 4, 1)}


def test_a_template_without_lists_and_styles_still_prints(tmp_path: Path) -> None:
    house = _template(tmp_path, "{{p body}}")
    word = docx.Document(str(house))
    numbering = [key for key, one in word.part.rels.items() if one.reltype.endswith("/numbering")]
    for key in numbering:
        del word.part.rels[key]
    for style in list(word.styles):
        if style.name.startswith(("Heading", "List")):
            style.element.getparent().remove(style.element)
    word.save(str(house))
    assert "Upright again" in _text(_opened(docx_bytes(PLAIN, SWEDISH, house)))


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        (("{{title}} {{salary}} {{nmae}}", "{{p body}}"), "nmae, salary"),
        (("{{title}}",), "body"),
        (("{{ title | nonsense }}", "{{p body}}"), "cannot be read"),
        (("{% for x in %}", "{{p body}}"), "cannot be read"),
        (("{{p body}}", "{{p body}}"), "once"),
        (("{{ title.__class__.__mro__ }}", "{{p body}}"), "cannot be read"),
        (("{{ 1 / 0 }}", "{{p body}}"), "cannot be read"),
    ],
)
def test_a_faulty_template_is_refused_with_its_name(
    tmp_path: Path, paragraphs: tuple[str, ...], says: str
) -> None:
    house = _template(tmp_path, *paragraphs)
    with pytest.raises(ProjectError) as error:
        docx_bytes(PLAIN, SWEDISH, house)
    assert "house.docx" in str(error.value)
    assert says in str(error.value)


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    for content in (b"", b"not a zip", _zip({"a.txt": b"x"})):
        path.write_bytes(content)
        with pytest.raises(ProjectError, match="Save it again"):
            docx_bytes(PLAIN, SWEDISH, path)
    with pytest.raises(ProjectError, match="cannot be read"):
        docx_bytes(PLAIN, SWEDISH, tmp_path / "absent.docx")


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


def test_our_own_template_uses_known_fields_only() -> None:
    used = open_template(DEFAULT_TEMPLATE).get_undeclared_template_variables()
    assert used <= set(FIELDS)
    assert "body" in used


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_what_we_wrote(tmp_path: Path) -> None:
    (tmp_path / "plain.docx").write_bytes(docx_bytes(PLAIN, SWEDISH))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "plain.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    text = pdf_text(tmp_path / "plain.pdf")
    for words in ("Boendeparkering åäö", "Upright again", "100 %"):
        assert words in text
