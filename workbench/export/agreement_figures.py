"""The chapters of an agreement that hold figures: volume and resources, price, follow-up."""

from __future__ import annotations

from workbench.export.agreement_blocks import Basis, table, terms
from workbench.export.document import Block, Column, Heading, Paragraph, Row, Table
from workbench.export.lookup import Source
from workbench.model.organisation import Department


def volume_chapter(basis: Basis) -> list[Block]:
    """Return what the work amounts to: contacts and hours by case type, inside also what each role is relieved of."""
    source = basis.source
    texts, staffing = source.texts, source.results.staffing
    rows, contacts, hours = [], 0.0, 0.0
    for case_type in basis.moving:
        demand = source.demands[case_type.id]
        count = sum(channel.first_contacts + channel.follow_ups for channel in demand.channels)
        work = sum(channel.work_s + channel.deferred_work_s for channel in demand.channels) / 3600
        contacts, hours = contacts + count, hours + work
        shown = (
            (texts.number(round(count)), texts.number(round(work)))
            if demand.is_covered
            else (texts("missing"),) * 2
        )
        rows.append(Row((case_type.name, *shown)))
    rows.append(Row((texts("Sum"), texts.number(round(contacts)), texts.number(round(hours))), total=True))
    columns = (texts("Case type"), texts("Contacts per year"), texts("Hours per year in customer service"))
    low, high = contacts * (1 - basis.agreement.tolerance), contacts * (1 + basis.agreement.tolerance)
    blocks: list[Block] = [
        Heading(texts("Volume and resources")),
        Table(
            (Column(columns[0]), Column(columns[1], "right"), Column(columns[2], "right")),
            tuple(rows),
            name=texts("Yearly volume"),
            note=texts(
                "Model values for {year}. Low, likely and high, source and channel stand in each annex.",
                year=str(source.results.planning_year),
            ),
        ),
        terms(
            source,
            (texts("Full-time positions for this work"), texts.number(hours / staffing.hours_per_fte, 2)),
            (
                texts("Tolerance"),
                texts(
                    "{low} to {high} contacts per year ({share} either way)",
                    low=texts.number(round(low)),
                    high=texts.number(round(high)),
                    share=texts.percent(basis.agreement.tolerance),
                ),
            ),
        ),
    ]
    return blocks if source.is_external else blocks + _released(source, basis.department)


def _released(source: Source, department: Department) -> list[Block]:
    texts = source.texts
    roles = {role.id: role.name for role in source.project.roles}
    rows = tuple(
        Row(
            (
                source.unit_name(one.unit, "–"),
                roles.get(one.role or "", "–"),
                texts.number(round(one.hours)),
                texts.number(one.fte, 2),
                texts.number(one.persons),
                "–" if one.person_share is None else texts.percent(one.person_share),
            )
        )
        for one in source.results.release.released
        if one.department == department.id and one.hours > 0.5
    )
    columns = (
        texts("Unit"),
        texts("Role"),
        texts("Hours per year"),
        texts("Full-time positions"),
        texts("Persons"),
        texts("Share of each person"),
    )
    return [
        Heading(texts("Hours released, by role"), 2),
        table(texts("Hours released"), columns, rows, texts("No hours are released."), right_from=2),
        Paragraph(
            texts(
                "Fractions of people do not become positions: {share} of what is released counts as realisable.",
                share=texts.percent(source.results.release.realisable_share),
            ),
            tone="note",
        ),
    ]


def price_chapter(basis: Basis) -> list[Block]:
    """Return what the department pays a year, and by what rules."""
    source = basis.source
    texts, currency = source.texts, source.results.costs.currency
    amount = next(
        (one for one in source.results.allocation.by_department if one.department == basis.department.id),
        None,
    )
    rules = [
        (texts("Price model"), basis.agreement.price_model),
        (texts("Base year"), str(basis.agreement.base_year or source.results.planning_year)),
        (texts("Indexation"), basis.agreement.indexation or source.project.settings.price_index),
        (texts("Invoicing"), basis.agreement.invoicing),
        (texts("Correction outside the tolerance"), basis.agreement.correction),
        (texts("Licences"), basis.agreement.licences),
    ]
    if amount is None:
        return [Heading(texts("Price")), terms(source, *rules)]
    rows = (
        Row((texts("Used: minutes x rate"), texts.money(amount.used, currency, 2))),
        Row(
            (
                texts("Readiness: the department's part of idle capacity"),
                texts.money(amount.readiness, currency, 2),
            )
        ),
        Row((texts("Direct costs"), texts.money(amount.direct, currency, 2))),
        Row((texts("Amount per year"), texts.money(amount.amount, currency, 2)), total=True),
    )
    yearly = Table(
        (Column(texts("Part")), Column(texts("Amount"), "right")), rows, name=texts("Yearly amount")
    )
    return [Heading(texts("Price")), yearly, terms(source, *rules)]


def follow_up_chapter(basis: Basis) -> list[Block]:
    """Return the measures with their definitions, and how deviations are dealt with."""
    source = basis.source
    texts = source.texts
    rows = tuple(Row((one.name, one.definition, one.target, one.period)) for one in basis.agreement.measures)
    columns = (texts("Measure"), texts("Definition"), texts("Target"), texts("Period"))
    return [
        Heading(texts("Follow-up")),
        table(texts("Measures"), columns, rows, texts("No measure is agreed yet.")),
        terms(
            source,
            (texts("Reports"), basis.agreement.reports),
            (texts("Meetings"), basis.agreement.meetings),
            (texts("Deviations"), basis.agreement.deviations),
            (texts("Escalation"), basis.agreement.escalation),
        ),
    ]
