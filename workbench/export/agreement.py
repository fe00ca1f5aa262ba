"""The handover agreement of a department: chapters that the method names, figures from the analysis.

What a municipality has not written yet is said to be missing in the draft, never left out silently.
"""

from __future__ import annotations

import datetime as dt

from workbench.export.agreement_annex import annexes
from workbench.export.agreement_blocks import Basis, ground, listing, table, terms
from workbench.export.agreement_charts import charts_chapter
from workbench.export.agreement_figures import follow_up_chapter, price_chapter, volume_chapter
from workbench.export.document import (
    Block,
    Callout,
    Contents,
    Document,
    Heading,
    Listing,
    Paragraph,
    Row,
    Signature,
    Signatures,
    bold,
    italic,
)
from workbench.export.lookup import Source
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.agreements import Agreement, AgreementState
from workbench.model.case_types import Scope
from workbench.model.knowledge import KnowledgeState
from workbench.model.organisation import Department
from workbench.model.text import N_

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def agreement_document(
    source: Source, department: Department, dated: dt.date, pictures: dict[str, tuple[bytes, bytes]]
) -> Document:
    """Return the agreement between ``department`` and customer service, with an annex per case type.

    ``pictures`` holds (png, svg) of the process map by case type id; one that is missing is left out.
    """
    texts = source.texts
    written = next((one for one in source.project.agreements if one.department == department.id), None)
    agreement = written or Agreement(id=f"agreement-{department.id}"[:64], department=department.id)
    moving = source.moving(department.id)
    basis = Basis(source, agreement, department, moving)
    blocks: list[Block] = [Contents(texts("Contents"), depth=1)]
    chapters = (
        _head,
        _assignment,
        _split,
        _mandate,
        _secrecy,
        _promises,
        _knowledge,
        volume_chapter,
        price_chapter,
        charts_chapter,
        follow_up_chapter,
    )
    for chapter in (*chapters, _change):
        blocks += chapter(basis)
    blocks += annexes(source, department, moving, pictures)
    return Document(
        title=texts(
            "Handover agreement: {department} and {customer_service}",
            department=department.name,
            customer_service=source.customer_service,
        ),
        kind=texts("Handover agreement"),
        subtitle=texts(
            "What moves to the common customer service, what stays, and what both promise. Scenario: {scenario}.",
            scenario=source.results.scenario_name,
        ),
        municipality=source.project.municipality.name,
        department=department.name,
        language=texts.language,
        dated=dated,
        number=agreement.number,
        version=agreement.version,
        edition="external" if source.is_external else "internal",
        draft=agreement.state is AgreementState.DRAFT,
        blocks=tuple(blocks),
    )


def _head(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    valid = texts("not decided")
    if basis.agreement.valid_from:
        valid = texts.date(basis.agreement.valid_from)
        if basis.agreement.valid_to:
            valid = texts("{first} to {last}", first=valid, last=texts.date(basis.agreement.valid_to))
    return [
        Heading(texts("Parties and validity")),
        terms(
            source,
            (
                texts("Number and version"),
                f"{basis.agreement.number} ({basis.agreement.version})"
                if basis.agreement.number
                else basis.agreement.version,
            ),
            (texts("Registration number"), basis.agreement.registration_number),
            (texts("Parties"), f"{basis.department.name} – {source.customer_service}"),
            (texts("Committee"), basis.department.committee),
            (texts("Owner in the department"), source.person(basis.agreement.owner_department)),
            (texts("Owner in customer service"), source.person(basis.agreement.owner_customer_service)),
            (texts("Valid"), valid),
            (texts("Notice"), basis.agreement.notice),
            (texts("Case types in the agreement"), texts.number(len(basis.moving))),
            (
                texts("Attachments"),
                "; ".join(basis.agreement.attachments) or texts("one per case type, at the end"),
            ),
        ),
    ]


def _assignment(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    out = [one for one in source.case_types(basis.department.id) if one.scope is Scope.OUT]
    rows = tuple(
        Row(
            (
                str(number),
                case_type.name,
                ", ".join(f"{code.scheme} {code.code}" for code in case_type.codes),
                ", ".join(word(channel.channel, texts) for channel in source.demands[case_type.id].channels),
            )
        )
        for number, case_type in enumerate(basis.moving, 1)
    )
    blocks: list[Block] = [
        Heading(texts("Assignment")),
        terms(
            source,
            (texts("Purpose"), basis.agreement.purpose),
            (texts("Target group"), basis.agreement.target_group),
            (texts("Opening hours"), basis.agreement.opening_hours or _opening(source)),
            (texts("Languages"), basis.agreement.languages),
        ),
        table(
            texts("Case types that move, wholly or in part"),
            (texts("Annex"), texts("Case type"), texts("Codes"), texts("Channels")),
            rows,
            texts("No case type of the department moves in this scenario."),
        ),
    ]
    if out:
        blocks += [
            Heading(texts("Not part of the assignment"), 2),
            Listing(
                tuple(f"{one.name}: {one.scope_reason}" if one.scope_reason else one.name for one in out)
            ),
        ]
    return blocks


def _split(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    never = [
        one for one in (basis.agreement.never_do, *(case_type.never_do for case_type in basis.moving)) if one
    ]
    blocks: list[Block] = [
        Heading(texts("How the work is split")),
        Paragraph(
            texts(
                "Each annex holds the steps of one case type with level and performer, and every place where the case "
                "passes between customer service and {department} as a numbered clause.",
                department=basis.department.name,
            )
        ),
        terms(
            source,
            (texts("Handed over by"), basis.agreement.handover_medium),
            (texts("Urgent cases"), basis.agreement.urgent_path),
            (
                texts("A case may be returned when"),
                texts("a point that the clause requires is missing; the reason is named"),
            ),
        ),
    ]
    if never:
        blocks.append(
            Callout(
                (
                    bold(texts("Customer service never does this: ")),
                    "; ".join(dict.fromkeys(text.strip(" .") for text in never)),
                )
            )
        )
    return blocks


def _mandate(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    rows = []
    for case_type in basis.moving:
        for step in case_type.steps:
            if step.level != 4 or source.step_flows[step.id].disposition != "moves":
                continue
            rows.append(Row((case_type.name, step.title, ground(source, step, basis.department))))
    laws = sorted({case_type.law for case_type in basis.moving if case_type.law})
    return [
        Heading(texts("Mandate")),
        table(
            texts("Rule-bound decisions that move, and on what ground"),
            (texts("Case type"), texts("Decision"), texts("Ground")),
            tuple(rows),
            texts("No decision moves in this scenario; customer service informs, guides and prepares."),
        ),
        terms(
            source,
            (texts("Law"), "; ".join(laws)),
            (texts("Who signs"), basis.agreement.who_signs),
            (texts("How to appeal"), basis.agreement.appeal),
        ),
    ]


def _secrecy(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    rows = tuple(
        Row((case_type.name, case_type.identification, case_type.may_be_said))
        for case_type in basis.moving
        if case_type.identification or case_type.may_be_said
    )
    blocks: list[Block] = [
        Heading(texts("Secrecy and personal data")),
        terms(
            source,
            (texts("Secrecy"), basis.agreement.secrecy),
            (texts("Identification"), basis.agreement.identification),
            (texts("Responsible for personal data"), basis.agreement.data_roles),
            (texts("Kept how long"), basis.agreement.retention),
            (texts("Registration"), basis.agreement.registration),
            (texts("Requests for documents"), basis.agreement.requests_for_documents),
        ),
    ]
    if rows:
        columns = (texts("Case type"), texts("The caller is identified by"), texts("May be said"))
        blocks.append(table(texts("What may be said to whom"), columns, rows, ""))
    if not source.is_external:
        systems = sorted(
            {
                f"{step.system}: {step.right}" if step.right else step.system
                for case_type in basis.moving
                for step in case_type.steps
                if step.system and source.step_flows[step.id].disposition == "moves"
            }
        )
        if systems:
            blocks += [Heading(texts("Systems and rights"), 2), Listing(tuple(systems))]
    return blocks


def _promises(basis: Basis) -> list[Block]:
    source = basis.source
    texts, staffing = source.texts, source.results.staffing
    level = staffing.service_level
    planned = []
    if level.value is not None:
        planned.append(
            texts(
                "Planned service level: {share} answered within {seconds} seconds, {of}.",
                share=texts.percent(level.value),
                seconds=texts.number(staffing.within_s),
                of=word(level.of, texts),
            )
        )
    solved = source.results.solved_in_customer_service
    if solved.value is not None:
        planned.append(
            texts(
                "Solved in customer service, all departments together: {share} ({definition}).",
                share=texts.percent(solved.value),
                definition=word(solved.of, texts),
            )
        )
    return [
        Heading(texts("Promises")),
        Heading(texts("Customer service promises"), 2),
        listing(source, basis.agreement.promises_customer_service),
        *(Paragraph(text, tone="note") for text in planned),
        Heading(texts("{department} promises", department=basis.department.name), 2),
        listing(source, basis.agreement.promises_department),
    ]


def _knowledge(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    missing = texts("missing")
    rows = []
    for case_type in basis.moving:
        used = [one for one in source.checklists(case_type.id) if one.state is not KnowledgeState.WITHDRAWN]
        for checklist in used:
            review = texts.date(checklist.review_by) if checklist.review_by else missing
            rows.append(Row((checklist.title, case_type.name, source.person(checklist.owner) or "–", review)))
        if not used:
            rows.append(Row((italic(missing), case_type.name, "–", "–")))
    columns = (texts("Checklist"), texts("Case type"), texts("Owner"), texts("Review by"))
    return [
        Heading(texts("Knowledge")),
        table(texts("Checklists"), columns, tuple(rows), texts("No checklist is needed in this scenario.")),
        Paragraph(
            texts.plural(
                "{n} frequently asked question is answered by the department.",
                "{n} frequently asked questions are answered by the department.",
                len(source.faqs(basis.department.id)),
            )
        ),
        terms(
            source,
            (texts("Training"), basis.agreement.training),
            (texts("Expert contact"), source.person(basis.agreement.expert_contact)),
            (texts("Errors are reported to"), basis.agreement.error_reports),
        ),
    ]


def _change(basis: Basis) -> list[Block]:
    source = basis.source
    texts = source.texts
    lines = (texts("Place and date"), texts("Signature"), texts("Name in print"))
    return [
        Heading(texts("Change and exit")),
        terms(source, (texts("Change and exit"), basis.agreement.change_and_exit)),
        Signatures((Signature(basis.department.name, lines), Signature(source.customer_service, lines))),
    ]


def _opening(source: Source) -> str:
    texts = source.texts
    pools = source.project.pools
    if not pools:
        return ""
    return "; ".join(
        texts(
            "{days} {opens}–{closes}",
            days=_days(hours.weekdays, texts),
            opens=clock(hours.opens),
            closes=clock(hours.closes),
        )
        for hours in pools[0].opening_hours
        if hours.weekdays
    )


def _days(weekdays: tuple[int, ...], texts: Texts) -> str:
    """Return days that follow each other as "Mon–Fri", others one by one: "Mon–Tue, Thu"."""
    runs: list[list[int]] = []
    for day in sorted(set(weekdays)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [texts(name) for name in WEEKDAYS]
    return ", ".join(f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 1 else names[run[0]] for run in runs)


def clock(half_hour: int) -> str:
    """Return the time of day of a half-hour counted from midnight, such as 08:30."""
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
