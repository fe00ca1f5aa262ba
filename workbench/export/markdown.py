"""Answers are written in Markdown; here they become document blocks, printed alike in every format.

Raw HTML and pictures are not Markdown to us: they stay the text that somebody typed. Links other than
http, https, mailto and tel lose their address when printed.
"""

from __future__ import annotations

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
)

_PARSER: list[Any] = []


def markdown_blocks(text: str, *, heading_level: int = 3) -> tuple[Block, ...]:
    """Return ``text`` as blocks; its headings start at ``heading_level``."""
    if not _PARSER:
        from markdown_it import MarkdownIt

        _PARSER.append(MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "code"]))
    tokens = _PARSER[0].parse(text)
    return tuple(_blocks(tokens, heading_level))


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
            title = "".join(p.text if isinstance(p, Run) else str(p) for p in _rich(inner))
            blocks.append(Heading(title, min(level + own - 1, 6)))
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
            if isinstance(block, Listing):
                items.append(block)
            elif isinstance(block, Paragraph):
                items.append(block.text)
        at = end + 1
    return Listing(tuple(items), marker)


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
    columns = tuple(
        Column("".join(p.text if isinstance(p, Run) else str(p) for p in _parts(cell))) for cell in head
    )
    return Table(columns, tuple(Row(cells) for cells in body))


def _parts(rich: Rich) -> tuple[Inline, ...]:
    return rich if isinstance(rich, tuple) else (rich,)


def _rich(tokens: list[Any]) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    is_bold = is_italic = False
    address = ""
    for token in (child for one in tokens for child in (one.children or [])):
        if token.type in {"strong_open", "strong_close"}:
            is_bold = token.nesting > 0
        elif token.type in {"em_open", "em_close"}:
            is_italic = token.nesting > 0
        elif token.type in {"link_open", "link_close"}:
            address = str(token.attrs.get("href", "")) if token.nesting > 0 else ""
        elif token.type == "hardbreak":
            runs.append("\n")
        elif token.type == "softbreak":
            runs.append(" ")
        elif token.content:
            runs.append(Run(token.content, is_bold, is_italic, address))
    return tuple(runs)
