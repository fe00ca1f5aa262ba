"""Which kinds of document there are, and how each is made from an order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from workbench.export.document import Document
from workbench.export.names import stems
from workbench.export.order import File, Maker, Order
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.programme import Workshop


def files(wanted: Order) -> Iterator[File]:
    """Yield the finished files of an order, kind by kind, in the order of :data:`KINDS`."""
    for kind, make in KINDS.items():
        if wanted.wants(kind):
            yield from wanted.kept.get(kind) or make(wanted)


def number_of_files(wanted: Order) -> int:
    """Return how many files :func:`files` is going to yield.

    A kind whose number shows only when it is made is made now, and kept in the order for later.
    """
    total = 0
    for kind, make in KINDS.items():
        if wanted.wants(kind):
            count = _COUNTS.get(kind)
            if count is None:
                wanted.kept[kind] = tuple(make(wanted))
            total += count(wanted) if count else len(wanted.kept[kind])
    return total


def _agreements(wanted: Order) -> Iterator[File]:
    from workbench.export.agreement import agreement_document

    source = wanted.source
    for department, stem in _named(wanted, "agreement"):
        pictures = {}
        for case_type in source.moving(department.id):
            _, svg, png = _picture(wanted, case_type)
            pictures[case_type.id] = (png, svg)
        document = agreement_document(source, department, wanted.dated, pictures)
        yield from _printed(wanted, "agreement", f"agreements/{stem}", document, department.id)


def _checklists(wanted: Order) -> Iterator[File]:
    from workbench.export.checklists import checklist_document, department_checklists

    for department, stem in _named(wanted, "checklists"):
        if department_checklists(wanted.source, department.id):
            document = checklist_document(wanted.source, department, wanted.dated)
            yield from _printed(wanted, "checklists", f"checklists/{stem}", document, department.id)


def _workshops(wanted: Order) -> list[Workshop]:
    chosen = {department.id for department in wanted.departments}
    return [one for one in wanted.source.project.workshops if one.department in chosen]


def _catalogue(wanted: Order) -> Iterator[File]:
    from workbench.export.catalogue import catalogue_document, catalogue_workbook
    from workbench.export.pdf_writer import pdf_bytes

    source = wanted.source
    ids = [department.id for department in wanted.departments]
    content = catalogue_workbook(source, wanted.dated, ids)
    yield File("catalogue", "catalogue.xlsx", content, source.texts("Catalogue of tasks"))
    for department, stem in _named(wanted, "catalogue"):
        document = catalogue_document(source, department, wanted.dated)
        pdf = pdf_bytes(document, source.texts)
        yield File("catalogue", f"catalogue/{stem}.pdf", pdf, document.title, department.id)


def _minutes(wanted: Order) -> Iterator[File]:
    if wanted.source.is_external:
        return  # who was there and who disagreed stays in the house
    from workbench.export.minutes import minutes_document

    held = _workshops(wanted)
    for workshop, stem in zip(held, stems("minutes", [one.title for one in held]), strict=True):
        document = minutes_document(wanted.source, workshop, wanted.dated)
        yield from _printed(wanted, "minutes", f"minutes/{stem}", document, workshop.department)


def _tally(wanted: Order) -> Iterator[File]:
    if wanted.source.is_external:
        return
    from workbench.export.tally import tally_sheets
    from workbench.export.tally_page import tally_pdf
    from workbench.export.tally_workbook import tally_workbook

    source = wanted.source
    sheets = list(tally_sheets(source, [department.id for department in wanted.departments]))
    for sheet, stem in zip(sheets, stems("tally", [one.title for one in sheets]), strict=True):
        title = source.texts("Tally sheet: {unit}", unit=sheet.title)
        for extension, make in (("pdf", tally_pdf), ("xlsx", tally_workbook)):
            content = make(source, sheet, wanted.dated)
            yield File("tally", f"tally/{stem}.{extension}", content, title, sheet.department)


def _printed(wanted: Order, kind: str, stem: str, document: Document, department: str) -> Iterator[File]:
    from workbench.export.docx_writer import docx_bytes
    from workbench.export.pdf_writer import pdf_bytes

    texts = wanted.source.texts
    word = docx_bytes(document, texts, wanted.template)
    yield File(kind, f"{stem}.docx", word, document.title, department)
    yield File(kind, f"{stem}.pdf", pdf_bytes(document, texts), document.title, department)


def _tasks(wanted: Order) -> Iterator[File]:
    from workbench.export.tasks import tasks_workbook

    ids = [department.id for department in wanted.departments]
    content = tasks_workbook(wanted.source, wanted.dated, ids)
    yield File("tasks", "tasks-that-move.xlsx", content, wanted.source.texts("Tasks that move"))


def _staffing(wanted: Order) -> Iterator[File]:
    if wanted.source.is_external:
        return  # hours and costs of roles with few holders stay in the house
    from workbench.export.workbook import staffing_workbook

    content = staffing_workbook(wanted.source, wanted.dated)
    yield File("staffing", "staffing.xlsx", content, wanted.source.texts("Staffing calculation"))


def _costs(wanted: Order) -> Iterator[File]:
    if wanted.source.is_external:
        return
    from workbench.export.workbook import costs_workbook

    yield File(
        "costs", "costs.xlsx", costs_workbook(wanted.source, wanted.dated), wanted.source.texts("Cost model")
    )


def _charts(wanted: Order) -> Iterator[File]:
    if wanted.source.is_external:
        return
    from workbench.export.charts.chosen import chart_files

    for path, content, title in chart_files(wanted.source):
        yield File("charts", path, content, title)


def _number_of_charts(wanted: Order) -> int:
    if wanted.source.is_external:
        return 0
    from workbench.export.charts.chosen import report_charts

    return 2 * len(list(report_charts(wanted.source)))


def _processes(wanted: Order) -> Iterator[File]:
    listed = _mapped(wanted)
    for case_type, stem in zip(listed, stems("process", [one.name for one in listed]), strict=True):
        title, svg, png = _picture(wanted, case_type)
        for extension, content in (("svg", svg), ("png", png)):
            path = f"processes/{stem}.{extension}"
            yield File("processes", path, content, title, case_type.department, case_type.id)


def _mapped(wanted: Order) -> list[CaseType]:
    return [
        case_type
        for department in wanted.departments
        for case_type in wanted.source.case_types(department.id)
        if case_type.steps
    ]


def _picture(wanted: Order, case_type: CaseType) -> tuple[str, bytes, bytes]:
    """Return (title, svg, png) of a process map; drawn once per order, for the agreement and the file."""
    from workbench.export.drawing import png, svg
    from workbench.export.process_maps import process_map
    from workbench.export.swimlane import swimlane

    known = wanted.pictures.get(case_type.id)
    if known is None:
        source = wanted.source
        drawing = swimlane(process_map(source, case_type), source.texts)
        known = wanted.pictures[case_type.id] = (case_type.name, svg(drawing), png(drawing))
    return known


def _network(wanted: Order) -> Iterator[File]:
    from workbench.export.handoffs import network_files

    ids = [department.id for department in wanted.departments]
    for path, content, title, department in network_files(wanted.source, wanted.dated, ids):
        yield File("network", f"network/{path}", content, title, department)


def _faq(wanted: Order) -> Iterator[File]:
    from workbench.export.faq_site import faq_site

    ids = [department.id for department in wanted.departments]
    for page in faq_site(wanted.source, wanted.dated, ids):
        title = Texts(page.language)("Questions and answers")
        yield File(
            "faq", f"faq/{page.path}", page.content, title, page.department or None, language=page.language
        )


def _knowledge(wanted: Order) -> Iterator[File]:
    from workbench.export.knowledge import knowledge, knowledge_json, knowledge_schema
    from workbench.export.knowledge_tables import checklists_csv, faqs_csv

    texts = wanted.source.texts
    made = knowledge(wanted.source, [department.id for department in wanted.departments])
    title = texts("Checklists, questions and answers for case systems")
    yield File("knowledge", "knowledge/knowledge.json", knowledge_json(made), title)
    yield File(
        "knowledge", "knowledge/checklists.csv", checklists_csv(made), texts("Checklists, line by line")
    )
    yield File("knowledge", "knowledge/faqs.csv", faqs_csv(made), texts("Questions and answers as a table"))
    schema = knowledge_schema()
    yield File(
        "knowledge", "knowledge/knowledge-schema.json", schema, texts("What the fields mean (JSON Schema)")
    )


def _project(wanted: Order) -> Iterator[File]:
    value = wanted.source.project.as_json()
    content = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    yield File("project", "project.json", content.encode(), wanted.source.texts("The project as JSON"))


def _named(wanted: Order, kind: str) -> Iterator[tuple[Department, str]]:
    names = stems(kind, [department.name for department in wanted.departments])
    return zip(wanted.departments, names, strict=True)


KINDS: dict[str, Maker] = {
    "agreement": _agreements,
    "tasks": _tasks,
    "staffing": _staffing,
    "costs": _costs,
    "charts": _charts,
    "processes": _processes,
    "network": _network,
    "checklists": _checklists,
    "catalogue": _catalogue,
    "minutes": _minutes,
    "tally": _tally,
    "faq": _faq,
    "knowledge": _knowledge,
    "project": _project,
}

_COUNTS: dict[str, Callable[[Order], int]] = {
    "agreement": lambda wanted: 2 * len(wanted.departments),
    "charts": _number_of_charts,
    "processes": lambda wanted: 2 * len(_mapped(wanted)),
    "catalogue": lambda wanted: 1 + len(wanted.departments),
    "minutes": lambda wanted: 0 if wanted.source.is_external else 2 * len(_workshops(wanted)),
}
"""How many files the kinds with many of them have, without making one."""
