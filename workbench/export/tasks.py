"""tasks-that-move.xlsx: every step of every case type with what happens to it, for filtering and sorting."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from workbench.export.document import printed
from workbench.export.lookup import Source
from workbench.export.palette import LEVEL_STYLES, SUNKEN, level_word
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import Step

CELL_LIMIT = 32_767
"""The longest text that a cell can hold; longer ones are cut with a mark, and said so on the sheet."""


_LINE_PT = 13.5
_MOST_LINES = 12
"""How many lines a row shows at most."""


@dataclass(frozen=True)
class _Field:
    title: str
    width: int
    value: Callable[[CaseType, Step], Any]
    number_format: str = ""
    is_internal: bool = False


def tasks_workbook(source: Source, dated: dt.date, departments: Sequence[str]) -> bytes:
    """Return the workbook: one sheet of steps that move, one of all steps, one of case types.

    ``departments`` are the ids to list. Texts are written as texts: nothing typed can become a formula.
    """
    import xlsxwriter

    texts = source.texts
    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": texts("Tasks that move"),
            "company": printed(source.project.municipality.name),
            "author": "",
            "created": dt.datetime.combine(dated, dt.time()),
        }
    )
    formats = _formats(book, texts)
    fields = _fields(source)
    listed = [one for one in source.project.case_types if one.department in departments]
    every = [(case_type, step) for case_type in listed for step in case_type.steps]
    moving = [(c, s) for c, s in every if source.step_flows[s.id].disposition == "moves"]
    _sheet(book, texts("Moves"), fields, moving, formats, texts("No step moves in this scenario."))
    _sheet(book, texts("All steps"), fields, every, formats, texts("There are no steps yet."))
    _case_type_sheet(source, book, listed, formats)
    book.close()
    return stream.getvalue()


def _formats(book: Any, texts: Texts) -> dict[Any, Any]:
    base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    made: dict[Any, Any] = {
        "head": book.add_format(base | {"bold": True, "bg_color": SUNKEN, "bottom": 1, "text_wrap": True}),
        "text": book.add_format(base | {"text_wrap": True}),
        "#,##0": book.add_format(base | {"num_format": "#,##0"}),
        "0.0": book.add_format(base | {"num_format": "0.0"}),
        "0%": book.add_format(base | {"num_format": "0%"}),
    }
    for level, style in LEVEL_STYLES.items():
        colours = {"bg_color": style.fill, "font_color": style.text, "bold": True}
        shown = {"num_format": f'0 "{level_word(level, texts)}"', "align": "left"}
        made[level] = book.add_format(base | colours | shown)
    return made


def _fields(source: Source) -> list[_Field]:
    texts, flow = source.texts, source.step_flows
    roles = {role.id: role.name for role in source.project.roles}

    def performer_after(step: Step) -> str:
        if flow[step.id].disposition == "moves":
            return source.customer_service
        return source.unit_name(flow[step.id].unit_after)

    def ground(step: Step) -> str:
        if step.delegation is None:
            return ""
        return step.delegation.point or step.delegation.execution_reason

    numbers = {
        step.id: n for case_type in source.project.case_types for n, step in enumerate(case_type.steps, 1)
    }
    fields = (
        _Field(texts("Department"), 32, lambda c, _: source.departments[c.department].name),
        _Field(texts("Case type"), 34, lambda c, _: c.name),
        _Field(texts("No."), 6, lambda _, s: numbers[s.id], "#,##0"),
        _Field(texts("Step"), 44, lambda _, s: s.title),
        _Field(texts("Level"), 18, lambda _, s: s.level, "level"),
        _Field(texts("What happens"), 16, lambda _, s: word(flow[s.id].disposition, texts)),
        _Field(texts("Performed today by"), 22, lambda _, s: source.unit_name(s.unit)),
        _Field(texts("Role today"), 20, lambda _, s: roles.get(s.role or "", ""), "", True),
        _Field(texts("Performed afterwards by"), 22, lambda _, s: performer_after(s)),
        _Field(texts("When"), 16, lambda _, s: word(s.kind, texts)),
        _Field(texts("Times per case"), 9, lambda _, s: flow[s.id].visits, "0.0"),
        _Field(texts("Minutes today"), 9, lambda _, s: flow[s.id].minutes_today, "0.0", True),
        _Field(texts("Minutes afterwards"), 11, lambda _, s: flow[s.id].minutes_after, "0.0", True),
        _Field(texts("System"), 18, lambda _, s: s.system, "", True),
        _Field(texts("Right"), 18, lambda _, s: s.right, "", True),
        _Field(texts("Secrecy"), 22, lambda _, s: s.secrecy),
        _Field(texts("Ground for decisions"), 26, lambda _, s: ground(s)),
        _Field(texts("Registration"), 20, lambda _, s: s.registration),
        _Field(texts("Reason"), 34, lambda _, s: s.reason or s.exception, "", True),
        _Field(texts("Id"), 20, lambda _, s: s.id),
    )
    return [field for field in fields if not (field.is_internal and source.is_external)]


def _sheet(
    book: Any,
    name: str,
    fields: list[_Field],
    rows: list[tuple[CaseType, Step]],
    formats: dict[Any, Any],
    empty: str,
) -> None:
    sheet = book.add_worksheet(name)
    _head(sheet, [(field.title, field.width) for field in fields], formats)
    for at, (case_type, step) in enumerate(rows, 1):
        values = [field.value(case_type, step) for field in fields]
        sheet.set_row(at, _height(values, [field.width for field in fields]))
        for column, (field, value) in enumerate(zip(fields, values, strict=True)):
            style = formats.get(
                value if field.number_format == "level" else field.number_format, formats["text"]
            )
            _write(sheet, at, column, value, style)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(fields) - 1)
    else:
        sheet.write_string(1, 0, empty)


def _height(values: Sequence[Any], widths: Sequence[int]) -> float:
    """Return the height in points of a row whose texts wrap; not every program works it out by itself."""
    lines = [
        sum(math.ceil(max(len(line), 1) / width * 1.15) for line in value.split("\n"))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(max([1, *lines]), _MOST_LINES) * _LINE_PT


def _case_type_sheet(source: Source, book: Any, listed: list[CaseType], formats: dict[Any, Any]) -> None:
    texts = source.texts
    sheet = book.add_worksheet(texts("Case types"))
    _head(
        sheet,
        [
            (texts("Department"), 32),
            (texts("Case type"), 34),
            (texts("Codes"), 18),
            (texts("Cases per year"), 10),
            (texts("Contacts per year"), 10),
            (texts("First sitting, share"), 10),
            (texts("Solved at all, share"), 10),
            (texts("Hand-offs per case"), 10),
            (texts("Missing"), 24),
            (texts("Id"), 22),
        ],
        formats,
    )
    for at, case_type in enumerate(listed, 1):
        flow, demand = source.flows[case_type.id], source.demands[case_type.id]
        codes = ", ".join(f"{code.scheme} {code.code}" for code in case_type.codes)
        cells: list[tuple[Any, str]] = [
            (source.departments[case_type.department].name, "text"),
            (case_type.name, "text"),
            (codes, "text"),
            (demand.cases_per_year, "#,##0"),
            (demand.contacts_per_year, "#,##0"),
            (flow.first_contact_resolution, "0%"),
            (flow.solved_in_customer_service, "0%"),
            (flow.handoffs, "0.0"),
            (", ".join(_missing_words(source, flow.missing)), "text"),
            (case_type.id, "text"),
        ]
        for column, (value, style) in enumerate(cells):
            _write(sheet, at, column, value, formats[style])
    sheet.autofilter(0, 0, max(len(listed), 1), 9)


def _missing_words(source: Source, missing: tuple[str, ...]) -> list[str]:
    """Return words for what is missing ("minutes:<step id>"), each once."""
    texts = source.texts
    words = {
        "steps": texts("steps"),
        "volume": texts("volume"),
        "level": texts("level"),
        "minutes": texts("minutes"),
        "minutes_in_customer_service": texts("minutes in customer service"),
    }
    return [words[kind] for kind in dict.fromkeys(one.partition(":")[0] for one in missing)]


def _head(sheet: Any, columns: list[tuple[str, int]], formats: dict[Any, Any]) -> None:
    for at, (title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, formats["head"])
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        text = printed(str(value))
        sheet.write_string(
            row, column, text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 1]}…", style
        )
