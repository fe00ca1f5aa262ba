"""Our own way of reading a PDF is held to another program's: the same words on pages, the same strings beside them."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from tests.analysis.test_findings import sound
from tests.export.packages import written
from workbench.export.pdf_texts import pdf_texts


@pytest.fixture(scope="module")
def agreement(tmp_path_factory) -> bytes:
    files = written(sound(), tmp_path_factory.mktemp("pdf"), kinds=("agreement",), language="sv")
    return next(file.content for file in files if file.path.endswith(".pdf"))


def words(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def test_pages_hold_the_words_that_another_reader_finds(agreement):
    reader = PdfReader(BytesIO(agreement))
    pages = len(reader.pages)
    ours, theirs = (
        words(pdf_texts(agreement)[0][:pages]),
        words([page.extract_text() for page in reader.pages]),
    )
    differing = sum(((ours - theirs) + (theirs - ours)).values())
    assert differing <= 0.02 * sum(theirs.values()), (ours - theirs, theirs - ours)


def test_words_within_a_chart_are_read_whole(agreement):
    """Its letters are placed one by one: what is withheld would not be found in them if they stood alone."""
    assert any("Frigjorda timmar per enhet" in page for page in pdf_texts(agreement)[0])


def test_bookmarks_alternative_texts_and_properties_are_all_found(agreement):
    found = set(pdf_texts(agreement)[0])
    expected = set()
    with pikepdf.open(BytesIO(agreement)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                for name in ("/Alt", "/Title", "/Contents", "/Subject", "/Author"):
                    if isinstance(thing.get(name), pikepdf.String):
                        expected.add(str(thing[name]))
    assert len(expected) > 10 and expected <= found


def test_a_pdf_of_another_make_is_read_too(agreement):
    made = BytesIO()
    with pikepdf.open(BytesIO(agreement)) as pdf:
        pdf.docinfo["/Keywords"] = "hämligt (inom parentes) \\ och snett"
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    strings, about, attached = pdf_texts(made.getvalue())
    assert "hämligt (inom parentes) \\ och snett" in strings
    assert about and not attached
