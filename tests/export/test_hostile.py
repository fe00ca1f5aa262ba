"""One hostile project through every export: payloads come out as text, and nothing in them happens.

Every format is opened again by another program than the one that wrote it.
"""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from docx import Document
from lxml import etree

from tests.export.packages import manifest, written
from tests.support.hostile import LONG, PAYLOADS, gated_project, hostile_project
from workbench.export.document import printed
from workbench.export.names import LENGTH
from workbench.model.text import clean

RESERVED = {"con", "prn", "aux", "nul"}
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    return folder, written(hostile_project(), folder, language="sv")


@pytest.fixture(scope="module")
def gated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gated")
    return folder, written(gated_project(3), folder, "external", language="da")


@pytest.fixture(scope="module", params=["hostile", "gated"])
def package(request):
    return request.getfixturevalue(request.param)


def of(files, *extensions):
    found = [file for file in files if file.path.endswith(extensions)]
    assert found
    return found


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def test_every_kind_of_file_was_written(hostile):
    folder, files = hostile
    assert {file.kind for file in files} == {
        *("agreement", "tasks", "staffing", "costs", "charts", "processes", "network"),
        *("checklists", "catalogue", "minutes", "faq", "knowledge", "project", "index"),
    }
    for file in files:
        assert (folder / file.path).read_bytes() == file.content


def test_file_names_are_safe_everywhere(package):
    folder, files = package
    there = [path for path in folder.rglob("*") if path.is_file()]
    assert len(there) == len(files) + 1 == len(manifest(folder)["files"]) + 1
    seen = set()
    for path in there:
        name = path.name
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*\.[a-z]+", name), name
        assert len(name) <= LENGTH
        assert path.stem.casefold() not in RESERVED
        inside = str(path.relative_to(folder)).casefold()
        assert inside not in seen
        seen.add(inside)


def test_word_files_say_the_payloads_and_do_nothing(package):
    _, files = package
    said = ""
    for file in of(files, ".docx"):
        check_zip(file.content)
        word = Document(BytesIO(file.content))
        for part in word.part.package.iter_parts():
            for relation in part.rels.values():
                if relation.is_external:
                    assert SAFE_LINK.match(relation.target_ref), relation.target_ref
        root = word.element
        codes = {code.text.split()[0] for code in root.iter("{*}instrText")}
        assert codes <= {"PAGE", "NUMPAGES", "TOC", "PAGEREF", "HYPERLINK"}, codes
        names = {element.tag.rpartition("}")[2] for element in root.iter(etree.Element)}
        assert not names & {"object", "control", "altChunk", "fldSimple", "script"}
        said += "\n".join("".join(text.text or "" for text in p.iter("{*}t")) for p in root.iter("{*}p"))
    assert "49" not in {line.strip() for line in said.splitlines()}  # nobody multiplied 7 by 7
    for payload in ("=1+1", "<script>alert(1)</script>", "]]><x/>", "{{7*7}}", "{% for x in y %}"):
        assert payload in said


def test_every_case_type_has_its_own_words_in_an_agreement(hostile):
    _, files = hostile
    said = squeezed("".join(docx_text(file.content) for file in of(files, ".docx")))
    for payload in PAYLOADS[3:]:
        assert squeezed(printed(payload)) in said, payload
    assert squeezed(LONG) in said


def docx_text(content: bytes) -> str:
    return "".join(text.text or "" for text in Document(BytesIO(content)).element.iter("{*}t"))


def test_cells_hold_text_and_never_a_formula_that_somebody_typed(package):
    _, files = package
    for file in of(files, ".xlsx"):
        check_zip(file.content)
        book = openpyxl.load_workbook(BytesIO(file.content))
        assert not book.vba_archive
        for sheet in book:
            assert not sheet._hyperlinks
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert file.kind in {"staffing", "costs"}
                        for attack in ("HYPERLINK", "cmd", "1+1", "SUM(1", "-2+3", "http"):
                            assert attack not in str(cell.value).replace(" ", "")
                    elif isinstance(cell.value, str):
                        assert cell.data_type in {"s", "inlineStr"}
                        assert len(cell.value) <= 32_767


def test_the_workbook_of_tasks_holds_every_payload(hostile):
    _, files = hostile
    (file,) = [file for file in files if file.kind == "tasks"]
    values = {
        cell
        for sheet in openpyxl.load_workbook(BytesIO(file.content))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    for payload in PAYLOADS:
        assert printed(payload) in values, payload


def test_pdf_files_have_no_actions_but_safe_links(package):
    _, files = package
    for file in of(files, ".pdf"):
        with pikepdf.open(BytesIO(file.content)) as pdf:
            assert len(pdf.pages) > 0 and not pdf.attachments
            for value in pdf.objects:
                if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                    for name in ("/JS", "/JavaScript", "/Launch", "/AA", "/RichMedia"):
                        assert name not in value
                    if value.get("/S") == "/URI":
                        assert SAFE_LINK.match(str(value.URI))


class Page(HTMLParser):
    """What a browser would see: elements, attributes, text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements, self.text, self.scripts = [], "", []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.elements and self.elements[-1][0] == "script":
            self.scripts.append((self.elements[-1][1].get("type"), data))
        self.text += data


def test_pages_hold_no_element_that_somebody_typed(package):
    _, files = package
    for file in of(files, ".html"):
        page = Page(file.content)
        for tag, attributes in page.elements:
            assert tag not in {"iframe", "object", "embed", "base", "x", "svg"}
            assert tag != "form" or attributes == {"role": "search", "id": "search", "hidden": ""}
            assert not [name for name in attributes if name.startswith("on")]
            if tag == "img":
                assert attributes["src"].startswith("data:image/")
            for name in ("href", "src", "action"):
                target = attributes.get(name)
                if target and tag != "img":
                    is_inside = re.fullmatch(r"[A-Za-z0-9._/-]*(#[A-Za-z0-9_-]+)?", target)
                    assert ".." not in target
                    assert is_inside or SAFE_LINK.match(target), target
        for kind, script in page.scripts:
            if kind == "application/ld+json":
                json.loads(script)
            else:
                assert "alert" not in script
        policy = next(a["content"] for t, a in page.elements if a.get("http-equiv"))
        assert "default-src 'none'" in policy


def test_pages_say_the_payloads(hostile):
    _, files = hostile
    said = squeezed("".join(Page(file.content).text for file in of(files, ".html")))
    for payload in ("<script>alert(1)</script>", "=1+1", "{{7*7}}", '#read("/etc/passwd")', "]]><x/>"):
        assert squeezed(payload) in said


def test_linked_data_is_data(package):
    _, files = package
    found = [file for file in files if file.path.endswith(".jsonld")]
    assert "faq/faq.jsonld" in {file.path for file in found}
    for file in found:
        assert b"<" not in file.content
        assert json.loads(file.content)["@type"] == "FAQPage"


def test_tables_hold_no_formula(package):
    _, files = package
    for file in of(files, ".csv"):
        for row in csv.reader(StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"):
            for cell in row:
                assert not re.match(r"[\s\ufeff]*[=@＝＠]|[\t\r]", cell), cell
                assert not re.match(r"\s*[+-]", cell) or re.fullmatch(r"[+-]\d+([.,]\d+)?", cell), cell


def test_drawings_are_drawings(package):
    _, files = package
    for file in of(files, ".svg"):
        root = etree.fromstring(file.content, etree.XMLParser(resolve_entities=False, no_network=True))
        for element in root.iter():
            assert isinstance(element.tag, str), "neither comments nor instructions"
            name = element.tag.rpartition("}")[2]
            assert name not in {"script", "foreignObject", "image", "use", "a", "x", "style", "animate"}
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on")
                if attribute.endswith("href"):
                    assert value.startswith("#")
                assert "javascript:" not in value or attribute in {"aria-label"}
    for file in of(files, ".png"):
        assert file.content.startswith(b"\x89PNG\r\n\x1a\n")


def test_a_map_carries_the_name_of_its_case_type(hostile):
    _, files = hostile
    names = {case_type.id: case_type.name for case_type in hostile_project().case_types}
    for file in of(files, ".svg"):
        if file.case_type and not names[file.case_type].isspace():
            said = squeezed("".join(etree.fromstring(file.content).itertext()))
            assert squeezed(printed(names[file.case_type]))[:12] in said


def test_the_project_as_json_is_the_project(hostile):
    folder, _ = hostile
    value = json.loads((folder / "project.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in value["case_types"]] == list(PAYLOADS)


def test_what_passes_the_gate_needs_no_cleaning():
    """Texts that came by edits hold nothing that a writer would have to remove."""
    for case_type in gated_project(6).case_types:
        assert clean(case_type.name) == (case_type.name, 0)
        assert "\ud83d" not in case_type.note


def check_zip(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert not name.startswith("/") and ".." not in name and "\\" not in name
            assert not name.endswith((".bin", ".vbs", ".exe"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_them_as_text(hostile, tmp_path):
    folder, files = hostile
    word = next(file.path for file in files if file.path.endswith(".docx") and "agreement" in file.path)
    for path, kind in ((word, "txt:Text"), ("tasks-that-move.xlsx", "csv")):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(tmp_path), str(folder / path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / f"{Path(word).stem}.txt").read_text(encoding="utf-8", errors="replace")
    table = (tmp_path / "tasks-that-move.csv").read_text(encoding="utf-8", errors="replace")
    assert "{{7*7}}" in table and "=1+1" in table
    assert "root:x:0" not in text + table
    assert "<script>" in html.unescape(text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_pdftotext_reads_the_payloads(hostile):
    folder, files = hostile
    said = ""
    for file in of(files, ".pdf"):
        run = subprocess.run(["pdftotext", str(folder / file.path), "-"], check=True, capture_output=True)
        said += run.stdout.decode()
    for payload in ("=1+1", "{{7*7}}", '#read("/etc/passwd")', "]]><x/>", "<script>alert(1)</script>"):
        assert squeezed(payload) in squeezed(said), payload
    assert "root:x:0" not in said  # /etc/passwd was not read
