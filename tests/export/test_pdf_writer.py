"""PDF: tagged, readable by other programs, the same bytes each time, no text read as markup."""

import io
import os
import time
from pathlib import Path

import pytest

from tests.export.printed_pages import HOSTILE, PLAIN, SWEDISH, pdf_text, picture
from workbench.export.document import Column, Document, Paragraph, Picture, Row, Table
from workbench.export.pdf_writer import pdf_bytes

pikepdf = pytest.importorskip("pikepdf")


def _of(document: Document) -> bytes:
    return pdf_bytes(document, SWEDISH)


@pytest.mark.fast
def test_the_file_is_tagged_and_says_its_title_and_language() -> None:
    with pikepdf.open(io.BytesIO(_of(PLAIN))) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang).lower().startswith("sv")
        assert root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["dc:title"] == PLAIN.title
            assert about["pdfuaid:part"] == "1"
            assert about["pdfaid:part"] == "2"
            assert "2027-04-01" in about["xmp:CreateDate"]
        kinds = _kinds(root.StructTreeRoot)
    assert {"/H1", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link", "/P"} <= kinds


def _kinds(node: object) -> set[str]:
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.add(str(one.S))
            if "/K" in one:
                waiting.append(one.K)
    return found


@pytest.mark.fast
def test_the_same_document_gives_the_same_bytes_at_any_time_of_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = _of(PLAIN)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        assert _of(PLAIN) == first
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()
    assert os.environ.get("TZ") != "Pacific/Auckland"


def test_another_program_reads_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(_of(PLAIN))
    text = pdf_text(path)
    for words in ("Boendeparkering åäö", "Upright again", "Harbour", "100 %", "3 "):
        assert words in text


def test_hostile_text_is_printed_as_text(tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(_of(HOSTILE))
    text = pdf_text(path)
    for words in (
        "=1+1",
        "#{7*7}",
        "]]>",
        "{{7*7}}",
        "{% raw %}",
        '#read("/etc/passwd")',
        "$x$ *b* _i_ @ref <label>",
    ):
        assert words in text
    assert "root:" not in text
    assert "\u202e" not in text
    with pikepdf.open(path) as pdf:
        links = {
            str(one.A.URI)
            for page in pdf.pages
            for one in page.get("/Annots", ())
            if "/URI" in one.get("/A", {})
        }
    assert links == {"https://example.org/?a=1&b=2"}


def test_wide_maps_get_a_turned_page() -> None:
    with pikepdf.open(io.BytesIO(_of(PLAIN))) as pdf:
        turned = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert turned.count(True) == 1
    assert not turned[0]
    assert not turned[-1]


def test_a_picture_without_svg_is_printed_from_its_png() -> None:
    only_png = Picture("alt", picture().png)
    document = Document("T", "M", "en", PLAIN.dated, (only_png,))
    with pikepdf.open(io.BytesIO(_of(document))) as pdf:
        assert len(list(pdf.pages[0].get_images())) == 1


def test_an_empty_document_and_a_table_without_rows_can_be_printed() -> None:
    assert _of(Document("", "", "da", PLAIN.dated, ())).startswith(b"%PDF")
    assert _of(Document("T", "M", "en", PLAIN.dated, (Table((Column("a"), Column("b")), ()),))).startswith(
        b"%PDF"
    )


def test_a_cell_longer_than_a_page_goes_on_over_the_next(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(4_000))
    table = Table((Column("a"), Column("b")), (Row((long, "x")),))
    path = tmp_path / "long.pdf"
    path.write_bytes(_of(Document("T", "M", "en", PLAIN.dated, (table, Paragraph("after")))))
    assert "word3999" in pdf_text(path)
