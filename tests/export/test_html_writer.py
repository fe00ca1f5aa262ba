"""Pages: nothing runs, nothing is fetched, everything is said in words."""

from html.parser import HTMLParser

import pytest

from tests.export.printed_pages import HOSTILE, PLAIN, SWEDISH
from workbench.export.document import Document, Heading, Paragraph, Run
from workbench.export.html_writer import html_page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(document: Document, **options: object) -> _Reader:
    reader = _Reader()
    reader.feed(html_page(document, SWEDISH, **options).decode("utf-8"))
    return reader


@pytest.mark.fast
def test_hostile_text_is_printed_as_text() -> None:
    page = _read(HOSTILE)
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert "<script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert "\u202e" not in page.text
    addresses = {attrs["href"] for tag, attrs in page.tags if tag == "a"}
    assert {one for one in addresses if one and not one.startswith("#")} == {"https://example.org/?a=1&b=2"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]


@pytest.mark.fast
def test_the_page_forbids_everything_but_its_own_style() -> None:
    page = _read(PLAIN)
    rules = [
        attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(rules) == 1
    assert rules[0] is not None
    assert rules[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in rules[0]
    assert "script-src" not in rules[0]
    sources = [attrs["src"] for _, attrs in page.tags if "src" in attrs]
    assert all(source and source.startswith("data:image/") for source in sources)


def test_the_page_can_be_read_aloud() -> None:
    page = _read(PLAIN)
    assert ("html", {"lang": "sv"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert all(attrs.get("alt") for tag, attrs in page.tags if tag == "img")
    assert all(attrs.get("scope") == "col" for tag, attrs in page.tags if tag == "th")
    names = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(names) == len(set(names))


def test_headings_keep_the_address_they_were_given_once() -> None:
    blocks = (Heading("a", anchor="fees"), Heading("b", anchor="fees"), Heading("c", anchor='"><x'))
    page = _read(Document("T", "M", "en", PLAIN.dated, blocks))
    names = [attrs["id"] for tag, attrs in page.tags if tag == "h2"]
    assert names == ["fees", "section-2", "section-3"]


def test_pages_lead_to_each_other_but_not_out_of_the_package() -> None:
    ways = (
        Run("good", file="a/b.html"),
        Run("bad", file="../../etc/passwd"),
        Run("worse", file="javascript:x"),
    )
    page = _read(Document("T", "M", "en", PLAIN.dated, (Paragraph(ways),)), navigation=ways[:1])
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == ["#content", "a/b.html", "a/b.html"]


def test_linked_data_cannot_close_its_element() -> None:
    content = html_page(PLAIN, SWEDISH, linked_data={"name": "</script><script>alert(1)</script>&"})
    assert content.count(b"<script") == 1
    assert b"alert(1)\\u003c" in content


def test_a_script_of_ours_is_allowed_by_its_hash_alone() -> None:
    content = html_page(PLAIN, SWEDISH, script="if (1 < 2 && 3 > 2) {}")
    assert b"script-src 'sha256-" in content
    assert b"if (1 < 2 && 3 > 2) {}" in content
