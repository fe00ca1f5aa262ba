"""How wide the columns of a table are, alike in Word and PDF, from what stands in them.

Both formats can choose widths themselves, but each does it differently and both give a column of
long sentences too little beside a column of long single words.
"""

from __future__ import annotations

from workbench.export.document import Chip, ClauseMark, Rich, Table, TermList, pieces
from workbench.export.fonts import text_width
from workbench.export.palette import level_word
from workbench.locale import Texts

POINTS_PER_MM = 72 / 25.4
_SIZE_PT = 8.5
_TERM_SIZE_PT = 9.5
_LEAST_TERM_PT = 34.0 * POINTS_PER_MM
WIDEST_TERM_PT = 62.0 * POINTS_PER_MM
_PADDING_PT = 12.0
_LONGEST_WORD_PT = 110.0
_SHORT_LINE_PT = 42.0
_LONGEST_LINE_PT = 420.0


def column_shares(table: Table, texts: Texts, width_mm: float) -> tuple[float, ...]:
    """Return the share (sum 1) of every column in a table ``width_mm`` wide.

    Every column gets its longest word; what is left goes to the columns in proportion to what their
    widest cells still want. A width given by the author is relative to an average column.
    """
    least, wanted = [], []
    for index in range(len(table.columns)):
        cells = [table.columns[index].title, *(row.cells[index] for row in table.rows)]
        words = max(widest_word_pt(cell, texts) for cell in cells)
        lines = max(_widest(cell, texts, "\n") for cell in cells)
        kept_whole = lines if lines <= _SHORT_LINE_PT else words  # "80 %" stays on one line
        least.append(min(kept_whole, _LONGEST_WORD_PT) + _PADDING_PT)
        wanted.append(min(lines, _LONGEST_LINE_PT) + _PADDING_PT)
    room = width_mm * POINTS_PER_MM
    given = [column.width * room / len(table.columns) for column in table.columns]
    free = [index for index, width in enumerate(given) if not width]
    spread = _spread([least[index] for index in free], [wanted[index] for index in free], room - sum(given))
    widths = given
    for index, width in zip(free, spread, strict=True):
        widths[index] = width
    total = sum(widths)
    return tuple(width / total for width in widths)


def term_width_pt(terms: TermList) -> float:
    """Return the width of the column of names; one too wide for it stands on a line of its own."""
    widths = [text_width(term.name, _TERM_SIZE_PT, 500) + 2 for term in terms.terms]
    return max(_LEAST_TERM_PT, *(width for width in widths if width <= WIDEST_TERM_PT + 2), 0.0)


def widest_word_pt(cell: Rich, texts: Texts) -> float:
    """Return the width of the longest word in ``cell`` at table size, in points."""
    return _widest(cell, texts, " ")


def _spread(least: list[float], wanted: list[float], room: float) -> list[float]:
    spare = room - sum(least)
    lacking = sum(wanted) - sum(least)
    if spare <= 0:
        return least
    if lacking <= spare and wanted:
        return [width + (spare - lacking) / len(wanted) for width in wanted]
    return [low + (high - low) * spare / lacking for low, high in zip(least, wanted, strict=True)]


def _widest(cell: Rich, texts: Texts, separator: str) -> float:
    """Return the width of the widest part of ``cell`` between separators, in points."""
    widest = line = 0.0
    for part in pieces(cell):
        if isinstance(part, Chip):
            line += 14.0 if part.short else 20.0 + text_width(level_word(part.level, texts), 8.0, 500)
        elif isinstance(part, ClauseMark):
            line += 17.0
        else:
            for index, text in enumerate(part.text.replace("\n", f"\n{separator}").split(separator)):
                if index:
                    line = 0.0
                line += text_width(text, _SIZE_PT, 600 if part.bold else 500)
                widest = max(widest, line)
        widest = max(widest, line)
    return widest
