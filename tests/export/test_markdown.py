"""What a reader sees of an answer that was written in Markdown."""

from __future__ import annotations

import pytest

from workbench.export.document import Heading, Listing, Paragraph, Run, Table, plain
from workbench.export.markdown import markdown_blocks

pytestmark = pytest.mark.fast


def said(text: str) -> str:
    """Return everything the blocks of ``text`` say."""
    return "\n".join(_said(block) for block in markdown_blocks(text))


def _said(block) -> str:
    match block:
        case Listing():
            return "\n".join(_said(one) if isinstance(one, Listing) else plain(one) for one in block.items)
        case Table():
            rows = [
                [column.title for column in block.columns],
                *([plain(c) for c in r.cells] for r in block.rows),
            ]
            return "\n".join(" ".join(row) for row in rows)
        case _:
            return block.text if isinstance(block, Heading) else plain(block.text)


def test_paragraphs_bold_italic_and_links():
    (paragraph,) = markdown_blocks('Ring **före *kl* nio** eller [läs mer](https://x.example/a b "t") *nu*.')
    assert plain(paragraph.text) == 'Ring före kl nio eller [läs mer](https://x.example/a b "t") nu.'
    (paragraph,) = markdown_blocks("Ring **före *kl* nio** eller [läs](https://x.example/a).")
    assert paragraph.text == (
        Run("Ring "), Run("före ", bold=True), Run("kl", bold=True, italic=True), Run(" nio", bold=True),
        Run(" eller "), Run("läs", link="https://x.example/a"), Run("."),
    )  # fmt: skip


def test_strong_within_strong_stays_strong():
    (paragraph,) = markdown_blocks("**a **b** c** d")
    assert [run.bold for run in paragraph.text if run.text.strip() in {"b"}] == [True]


def test_lines():
    (paragraph,) = markdown_blocks("ett\ntvå  \ntre")
    assert plain(paragraph.text) == "ett två\ntre"


def test_headings_start_at_the_level_asked_for():
    first, second = markdown_blocks("# A\n\n## *B*", heading_level=2)
    assert (first, second) == (Heading("A", 2), Heading("B", 3))
    assert markdown_blocks("###### X", heading_level=4)[0].level == 6


def test_lists_nest_and_lose_nothing():
    blocks = markdown_blocks("1. ett\n   - a\n   - b\n2. två\n\n   ## rubrik\n\n   ```\n   kod\n   ```\n")
    (listing,) = blocks
    assert listing.marker == "number"
    assert [plain(one) if not isinstance(one, Listing) else [plain(i) for i in one.items] for one in listing.items] == [
        "ett", ["a", "b"], "två", "rubrik", "kod",
    ]  # fmt: skip
    assert said("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n").splitlines() == ["x", "a | b", "1 | 2"]


def test_tables_quotes_and_code():
    (table,) = markdown_blocks("| **a** | b |\n|---|---|\n| 1 | *2* |\n")
    assert [column.title for column in table.columns] == ["a", "b"]
    assert plain(table.rows[0].cells[1]) == "2"
    assert said("> citat\n\n```\n<kod>\n```") == "citat\n<kod>"


@pytest.mark.parametrize(
    "typed",
    [
        "<b>fet</b> & <script>alert(1)</script>",
        "<div>\nblock\n</div>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hej)",
        "![bild](http://evil.example/x.png)",
        "{{7*7}} {% for %} $x$ #read()",
        "    fyra blanksteg",
    ],
)
def test_what_is_no_markdown_to_us_stays_the_text_that_was_typed(typed):
    blocks = markdown_blocks(typed)
    assert said(typed).split() == typed.split()
    for block in blocks:
        assert isinstance(block, Paragraph)
        assert not [run for run in block.text if isinstance(run, Run) and run.link]


@pytest.mark.parametrize(
    "text", ["[" * 3_000, "*" * 3_000, "> " * 500 + "x", "- " * 200 + "x", "`" * 3_000, "a|" * 2_000]
)
def test_nothing_anybody_types_hangs_or_breaks_it(text):
    markdown_blocks(text)


def test_an_empty_answer_has_no_blocks():
    assert markdown_blocks("") == () == markdown_blocks(" \n\n")
