"""index.html of the package: what was written, by kind and department, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.export.document import (
    Block,
    Column,
    Document,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    Term,
    TermList,
)
from workbench.export.html_writer import html_page
from workbench.export.order import File, Order
from workbench.locale import Texts
from workbench.model.text import N_

_TITLES = {
    "agreement": N_("Handover agreements"),
    "tasks": N_("Tasks that move"),
    "staffing": N_("Staffing calculation"),
    "costs": N_("Cost model"),
    "charts": N_("Charts of staffing and costs"),
    "processes": N_("Process maps"),
    "network": N_("Hand-offs between units"),
    "checklists": N_("Checklists"),
    "catalogue": N_("Catalogue of tasks"),
    "minutes": N_("Workshop minutes"),
    "tally": N_("Tally sheets"),
    "faq": N_("Questions and answers"),
    "knowledge": N_("Knowledge for case systems"),
    "project": N_("The project as JSON"),
}


def index_page(wanted: Order, written: Sequence[File]) -> bytes:
    """Return the first page of the package."""
    source, texts = wanted.source, wanted.source.texts
    municipality = source.project.municipality
    blocks: list[Block] = [_figures(wanted)]
    if municipality.is_illustrative:
        blocks.insert(
            0, Paragraph(texts("An invented municipality: every name and figure is illustrative."), "lead")
        )
    for kind, title in _TITLES.items():
        files = [file for file in written if file.kind == kind]
        if files:
            blocks += [Heading(texts(title)), _listed(wanted, kind, files)]
        if files and kind == "charts":
            blocks += _pictures(wanted, files)
    blocks += [Heading(texts("What the figures assume")), _assumptions(wanted)]
    document = Document(
        title=texts("Handover package"),
        kind=texts("Handover package"),
        subtitle=texts(
            "Scenario: {scenario}. Planning year {year}.",
            scenario=source.results.scenario_name,
            year=str(source.results.planning_year),
        ),
        municipality=municipality.name,
        language=texts.language,
        dated=wanted.dated,
        edition="external" if source.is_external else "internal",
        blocks=tuple(blocks),
    )
    return html_page(document, texts)


def _figures(wanted: Order) -> TermList:
    source, texts = wanted.source, wanted.source.texts
    results = source.results
    figures: list[tuple[str, str]] = [
        (texts("Contacts per year"), texts.number(round(sum(results.demand.contacts_per_year.values())))),
        (
            texts("Covered by the figures"),
            texts(
                "{volume} of the volume, {case_types} of the case types",
                volume=_rate(texts, results.demand.coverage_volume),
                case_types=_rate(texts, results.demand.coverage_case_types),
            ),
        ),
        (texts("Volume that classes as levels 1–4"), _rate(texts, results.share_volume_levels_1_4.value)),
        (texts("Ends in the first sitting"), _rate(texts, results.first_contact_resolution.value)),
        (texts("Ends in customer service at all"), _rate(texts, results.solved_in_customer_service.value)),
    ]
    if not source.is_external:
        figures += [
            (texts("Full-time positions"), texts.number(results.staffing.fte_total, 1)),
            (texts("Cost per year"), texts.money(results.costs.yearly_total, results.costs.currency)),
        ]
    return TermList(tuple(Term(name, value) for name, value in figures))


def _rate(texts: Texts, value: float | None) -> str:
    return texts("not known yet") if value is None else texts.percent(value)


def _listed(wanted: Order, kind: str, files: Sequence[File]) -> Block:
    """Return one row per document, with its formats beside each other."""
    texts, departments = wanted.source.texts, wanted.source.departments
    shown = [file for file in files if kind != "faq" or file.department is None]
    rows: dict[str, tuple[str, str, list[Inline]]] = {}
    for file in shown:
        stem, _, extension = file.path.rpartition(".")
        department = departments[file.department].name if file.department in departments else ""
        _, _, formats = rows.setdefault(stem, (file.title, department, []))
        if formats:
            formats.append(" · ")
        formats.append(Run(extension, file=file.path))
    columns = (Column(texts("Document")), Column(texts("Department")), Column(texts("Files")))
    made = tuple(Row((title, department, tuple(formats))) for title, department, formats in rows.values())
    return Table(columns, made, name=texts(_TITLES[kind]))


def _pictures(wanted: Order, files: Sequence[File]) -> list[Block]:
    """Return the charts themselves, each with what it says in words for those who do not see it."""
    from workbench.export.charts.chosen import report_charts

    said = {f"charts/{name}.svg": chart for name, chart in report_charts(wanted.source)}
    return [
        Picture(f"{file.title}. {said[file.path].described(wanted.source.texts)}", b"", file.content)
        for file in files
        if file.path in said
    ]


def _assumptions(wanted: Order) -> Block:
    texts = wanted.source.texts
    rows = tuple(
        Row(
            (
                texts(one.name),
                f"{texts.number(one.value, 0 if one.value == int(one.value) else 2)} {texts(one.unit)}",
                texts(one.source),
            )
        )
        for one in wanted.source.results.assumptions
    )
    if not rows:
        return Paragraph(texts("Nothing: the project says every value itself."))
    columns = (Column(texts("Assumption")), Column(texts("Value"), "right"), Column(texts("Source")))
    return Table(columns, rows, name=texts("What the figures assume"))
