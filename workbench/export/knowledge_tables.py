"""Checklists and FAQs as CSV: one row per line of a checklist, one per question.

UTF-8 with a mark at the start, semicolons and CRLF: what Excel opens rightly in Sweden and Denmark. A text that a
spreadsheet would take for a formula begins with an apostrophe; numbers are left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.export.knowledge import ChecklistOut, Knowledge, LineOut
from workbench.model.knowledge import WRITTEN

_FORMULA = re.compile(r"[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
_HEAD = (
    "checklist_id", "title", "department_id", "department", "case_type_id", "case_type", "state", "version",
    "synonyms", "use_when", "not_when", "identification", "system", "hand_over_to", "promise", "register_where",
    "fee", "law", "links", "owner", "approved_by", "approved_on", "review_by",
)  # fmt: skip
CHECKLIST_COLUMNS = (*_HEAD, "row", "line_id", "kind", "text", "answers", "goes_to_rows")
"""``kind`` is that of the line, or "rule" for a rule of the decision table: then ``answers`` are "condition:
answer" and ``text`` is what follows. Several values in a cell stand on a line each; "" in ``goes_to_rows`` is the
next row. A checklist without a line has one row with no ``kind``."""
FAQ_COLUMNS = (
    "faq_id", "department_id", "department", "state", "audience", *(f"question_{one}" for one in WRITTEN),
    *(f"answer_{one}" for one in WRITTEN), "wordings", "case_type_ids", "law", "web_page", "is_web_page_updated",
    "valid_to", "owner",
)  # fmt: skip


def checklists_csv(made: Knowledge) -> bytes:
    """Return the checklists as a table with :data:`CHECKLIST_COLUMNS`."""
    departments = {one.id: one.name for one in made.departments}
    case_types = {one.id: one.name for one in made.case_types}
    rows = (
        (*_head(one, departments, case_types), *line)
        for one in made.checklists
        for line in _lines(one) or [[""] * 6]
    )
    return table_bytes(CHECKLIST_COLUMNS, rows)


def faqs_csv(made: Knowledge) -> bytes:
    """Return the FAQs as a table with :data:`FAQ_COLUMNS`."""
    departments = {one.id: one.name for one in made.departments}
    rows = (
        (
            one.id, one.department, departments[one.department], one.state, one.audience,
            *(one.question.get(language) for language in WRITTEN),
            *(one.answer.get(language) for language in WRITTEN),
            "\n".join(one.wordings), "\n".join(one.case_types), one.law, one.web_page,
            "yes" if one.is_web_page_updated else "no", one.valid_to, one.owner,
        )
        for one in made.faqs
    )  # fmt: skip
    return table_bytes(FAQ_COLUMNS, rows)


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file; None is an empty cell, and no cell is one that a spreadsheet would run."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def guarded(cell: object) -> str:
    """Return a cell as text that is text to a spreadsheet too."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def _head(one: ChecklistOut, departments: dict[str, str], case_types: dict[str, str]) -> tuple[object, ...]:
    links = "\n".join(f"{link.title}: {link.url}" if link.title else link.url for link in one.links)
    return (
        one.id, one.title, one.department, departments[one.department], one.case_type, case_types[one.case_type],
        one.state, one.version, "\n".join(one.synonyms), one.use_when, one.not_when, one.identification, one.system,
        one.hand_over_to, one.promise, one.register_where, one.fee, one.law, links, one.owner, one.approved_by,
        one.approved_on, one.review_by,
    )  # fmt: skip


def _lines(one: ChecklistOut) -> list[list[object]]:
    rows = {line.id: number for number, line in enumerate(one.lines, 1)}
    return [[number, *line] for number, line in enumerate((*_spoken(one.lines, rows), *_rules(one)), 1)]


def _spoken(lines: Sequence[LineOut], rows: dict[str, int]) -> Iterator[Sequence[object]]:
    for line in lines:
        answers = "\n".join(branch.answer for branch in line.branches)
        targets = "\n".join(str(rows.get(branch.goes_to or "", "")) for branch in line.branches)
        yield line.id, line.kind, line.text, answers, targets


def _rules(one: ChecklistOut) -> Iterator[Sequence[object]]:
    if one.decision_table is None:
        return
    for rule in one.decision_table.rules:
        pairs = zip(one.decision_table.conditions, rule.answers, strict=False)
        yield "", "rule", rule.outcome, "\n".join(f"{name}: {answer}" for name, answer in pairs), ""
