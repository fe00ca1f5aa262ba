"""An answer as its readers will see it. It is built from the same blocks as the documents, never from HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from workbench.export.document import Block, Heading, Listing, Paragraph, Rich, Run, Table, pieces, safe_link
from workbench.export.markdown import markdown_blocks
from workbench.ui.look import Look


class Preview(QTextEdit):
    """Reads only. Links show their address when the mouse rests on them, and lead nowhere from here."""

    def __init__(self, look: Look, name: str, when_empty: str) -> None:
        super().__init__()
        self.look = look
        self._shown: str | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(when_empty)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_markdown(self, text: str) -> None:
        """Show ``text`` as it is printed; the place that is being read stays."""
        if text == self._shown:
            return
        self._shown = text
        at = self.verticalScrollBar().value()
        self.document().clear()
        self.document().setDefaultFont(self.look.font())
        self.document().setDocumentMargin(self.look.px(2))
        _Writer(self.look, QTextCursor(self.document())).write(markdown_blocks(text))
        self.verticalScrollBar().setValue(at)


class _Writer:
    """Writes blocks at a cursor, one after the other."""

    def __init__(self, look: Look, cursor: QTextCursor) -> None:
        self.look, self._cursor = look, cursor
        self._is_fresh = True

    def write(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self._start(10)
                self._rich(block.text, self.look.font("section" if block.level <= 3 else "strong"))
            elif isinstance(block, Paragraph):
                self._start(6)
                self._rich(block.text, self.look.font())
            elif isinstance(block, Listing):
                self._listing(block, 1)
            elif isinstance(block, Table):
                self._table(block)

    def _start(self, above: int) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(0 if self._is_fresh else self.look.px(above))
        form.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_fresh = False

    def _rich(self, rich: Rich, font: QFont) -> None:
        for piece in pieces(rich):
            if not isinstance(piece, Run):
                continue
            form = QTextCharFormat()
            form.setFont(font)
            form.setForeground(self.look.color("text"))
            if piece.bold:
                form.setFontWeight(QFont.Weight.DemiBold)
            form.setFontItalic(piece.italic)
            address = safe_link(piece.link)
            if address:
                form.setForeground(self.look.color("accent"))
                form.setFontUnderline(True)
                form.setToolTip(address)
            self._cursor.insertText(piece.text.replace("\n", "\u2028"), form)

    def _listing(self, listing: Listing, depth: int) -> None:
        form = QTextListFormat()
        is_numbered = listing.marker == "number"
        form.setStyle(QTextListFormat.Style.ListDecimal if is_numbered else QTextListFormat.Style.ListDisc)
        form.setIndent(depth)
        made = None
        for item in listing.items:
            if isinstance(item, Listing):
                self._listing(item, depth + 1)
                continue
            self._start(3)
            if made is None:
                made = self._cursor.createList(form)
            else:
                made.add(self._cursor.block())
            self._rich(item, self.look.font())

    def _table(self, table: Table) -> None:
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderBrush(self.look.color("line"))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(self.look.px(4))
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        rows: list[tuple[Rich, ...]] = [tuple(one.title for one in table.columns)]
        rows += [one.cells for one in table.rows]
        made = self._cursor.insertTable(len(rows), len(table.columns), form)
        for down, cells in enumerate(rows):
            for across, text in enumerate(cells):
                self._cursor = made.cellAt(down, across).firstCursorPosition()
                self._rich(text, self.look.font("body" if down else "strong"))
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = False
