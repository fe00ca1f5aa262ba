"""Answers are written in Markdown; here they become document blocks, printed alike in every format.

Raw HTML and pictures are not Markdown to us: they stay the text that somebody typed. Links other than
http, https, mailto and tel lose their address when printed. Nothing that was written is left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from workbench.export.document import (
    Block,
    Column,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Rich,
    Row,
    Run,
    Table,
    bold,
    plain,
)


def markdown_blocks(text: str, *, heading_level: int = 3) -> tuple[Block, ...]:
    """Return ``text`` as blocks; its headings start at ``heading_level``."""
    return tuple(_blocks(_parser().parse(text), heading_level))


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")


def _blocks(tokens: list[Any], level: int) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        inner = tokens[at + 1 : end]
        if token.type == "paragraph_open":
            blocks.append(Paragraph(_rich(inner)))
        elif token.type == "heading_open":
            own = int(token.tag[1])
            blocks.append(Heading(plain(_rich(inner)), min(level + own - 1, 6)))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            blocks.append(_listing(inner, "number" if token.type.startswith("ordered") else "bullet"))
        elif token.type == "blockquote_open":
            blocks += _blocks(inner, level)
        elif token.type == "table_open":
            blocks.append(_table(inner))
        elif token.type in {"fence", "code_block"}:
            blocks.append(Paragraph(token.content.rstrip("\n")))
        at = end + 1
    return blocks


def _closing(tokens: list[Any], start: int) -> int:
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _listing(tokens: list[Any], marker: Any) -> Listing:
    items: list[Rich | Listing] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        for block in _blocks(tokens[at + 1 : end], 3):
            items += _as_items(block)
        at = end + 1
    return Listing(tuple(items), marker)


def _as_items(block: Block) -> list[Rich | Listing]:
    """Return what stands in a list's item as items: a heading as bold text, a table row by row."""
    match block:
        case Listing():
            return [block]
        case Paragraph():
            return [block.text]
        case Heading():
            return [bold(block.text)]
        case Table():
            head = tuple(column.title for column in block.columns)
            return [
                " | ".join(plain(cell) for cell in row) for row in (head, *(one.cells for one in block.rows))
            ]
        case _:
            return []


def _table(tokens: list[Any]) -> Table:
    rows: list[tuple[Rich, ...]] = []
    cells: list[Rich] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_rich([token]))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    head, body = rows[0], rows[1:]
    return Table(tuple(Column(plain(cell)) for cell in head), tuple(Row(cells) for cells in body))


def _rich(tokens: list[Any]) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    depth = {"strong": 0, "em": 0}
    address = ""
    for token in (child for one in tokens for child in (one.children or [])):
        kind = token.type.rpartition("_")[0]
        if kind in depth:
            depth[kind] += token.nesting
        elif kind == "link":
            address = str(token.attrs.get("href", "")) if token.nesting > 0 else ""
        elif token.type == "image":
            runs.append(Run(f"![{token.content}]({token.attrs.get('src', '')})"))
        elif token.type == "hardbreak":
            runs.append("\n")
        elif token.type == "softbreak":
            runs.append(" ")
        elif token.content:
            runs.append(Run(token.content, depth["strong"] > 0, depth["em"] > 0, address))
    return tuple(runs)
