"""Lines of a delimited text file, one at a time, whatever wrote it.

Encoding: a byte order mark, else UTF-8 where every byte fits, else cp1252. Delimiter: the one that
gives the same number of columns line after line; ``csv.Sniffer`` guesses from frequencies and is
wrong without saying so. A quotation mark that is never closed costs its own line only: the
standard reader would swallow the rest of the file into one field.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from workbench.intake.errors import IntakeError
from workbench.model.text import N_, message

DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE_LINES = 200
_LINES_PER_BLOCK = 4000
_LONGEST_QUOTED = 20  # lines that one quoted cell may span
_LONGEST_LINE = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> str:
    """Return the encoding of ``path``: by its byte order mark, else utf-8 if all of it fits, else cp1252."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if b"\0" in start:
            raise IntakeError(
                message(N_("{file} is not a text file."), file=path.name),
                message(N_("Export the call log as text (csv or tsv) from the telephone system.")),
            )
        decode = codecs.getincrementaldecoder("utf-8")().decode
        try:
            while start:
                decode(start)
                start = file.read(1 << 20)
            decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def delimiter_of(lines: Iterable[str], file_name: str) -> str:
    """Return the delimiter that gives the first ``lines`` one and the same number of columns, 2 or more.

    An IntakeError where none fits four lines of five, heading included.
    """
    sample = [line for line in lines if line.strip()]
    best: tuple[float, int, str] = (0.0, 0, "")
    for delimiter in DELIMITERS:
        widths = [len(cells) for line in sample if (cells := split_line(line, delimiter)) is not None]
        if not widths or widths[0] < 2:
            continue
        share = Counter(widths)[widths[0]] / len(sample)
        best = max(best, (share, widths[0], delimiter))
    if best[0] < 0.8:
        raise IntakeError(
            message(
                N_("No delimiter gives {file} the same number of columns in every line."), file=file_name
            ),
            message(N_('Name it in the mapping file, for example delimiter = ";".')),
        )
    return best[2]


def split_line(line: str, delimiter: str) -> list[str] | None:
    """Return the cells of one line (without its line break), or None where a quotation mark is left open."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def read_blocks(path: Path, encoding: str, delimiter: str) -> Iterator[list[list[str] | None]]:
    """Yield the cells of all rows that are not blank, heading first, some thousand rows at a time.

    None stands for a row that cannot be split.
    """
    with path.open(encoding=encoding, errors="replace") as file:
        width = 0
        while lines := list(islice(file, _LINES_PER_BLOCK)):
            block = _split(lines, file, delimiter, width)
            width = width or len((block and block[0]) or ())
            if block:
                yield block


def _split(lines: list[str], file: Iterator[str], delimiter: str, width: int) -> list[list[str] | None]:
    is_plain = max(map(len, lines)) < _LONGEST_LINE and '"' not in "".join(lines)
    if is_plain:
        if not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        return [line[:-1].split(delimiter) for line in lines if not line.isspace()]
    return list(_split_with_quotes(deque(line.removesuffix("\n") for line in lines), file, delimiter, width))


def _split_with_quotes(
    pending: deque[str], file: Iterator[str], delimiter: str, width: int
) -> Iterator[list[str] | None]:
    """Yield the rows of the ``pending`` lines, and of those of ``file`` that a quoted cell reaches into.

    Lines are joined only where that gives ``width`` cells: a torn line costs itself alone.
    """
    while pending:
        line = pending.popleft()
        if not line or line.isspace():
            continue
        cells = split_line(line, delimiter) if len(line) < _LONGEST_LINE else None
        if cells is None and len(line) < _LONGEST_LINE:
            ahead = islice(file, max(0, _LONGEST_QUOTED - len(pending)))
            pending.extend(following.removesuffix("\n") for following in ahead)
            cells = _joined(line, pending, delimiter, width)
        width = width or len(cells or ())
        yield cells


def _joined(first: str, pending: deque[str], delimiter: str, width: int) -> list[str] | None:
    joined = first
    for n, line in enumerate(islice(pending, _LONGEST_QUOTED), start=1):
        joined = f"{joined}\n{line}"
        cells = split_line(joined, delimiter) if '"' in line else None
        if cells is not None and len(cells) == width:
            for _ in range(n):
                pending.popleft()
            return cells
    return None


def first_lines(path: Path, encoding: str) -> list[str]:
    """Return the first lines of ``path`` without their line breaks: what a delimiter is judged by."""
    with path.open(encoding=encoding, errors="replace") as file:
        return [line.removesuffix("\n")[:_LONGEST_LINE] for line in islice(file, _SAMPLE_LINES)]
