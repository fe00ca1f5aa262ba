"""The handover agreement of a department: what is agreed in words. Figures come from the analysis."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from workbench.model.record import DepartmentId, Item, Money, PersonId, Record, Share


class AgreementState(StrEnum):
    """How far an agreement has come."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"
    ENDED = "ended"


class FollowUpMeasure(Record):
    """A measure of the agreement, with the definition without which it means nothing."""

    name: str
    definition: str
    target: str = ""
    period: str = ""


class Agreement(Item):
    """Between a department and customer service. Headings follow municipal service agreements."""

    department: DepartmentId
    number: str = ""
    version: str = "1.0"
    state: AgreementState = AgreementState.DRAFT
    registration_number: str = ""
    owner_department: PersonId | None = None
    owner_customer_service: PersonId | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    notice: str = ""
    attachments: tuple[str, ...] = ()
    purpose: str = ""
    target_group: str = ""
    opening_hours: str = ""
    languages: str = ""
    handover_medium: str = ""
    urgent_path: str = ""
    never_do: str = ""
    who_signs: str = ""
    appeal: str = ""
    secrecy: str = ""
    identification: str = ""
    data_roles: str = ""
    retention: str = ""
    registration: str = ""
    requests_for_documents: str = ""
    promises_customer_service: tuple[str, ...] = ()
    promises_department: tuple[str, ...] = ()
    training: str = ""
    expert_contact: PersonId | None = None
    error_reports: str = ""
    tolerance: Share = 0.1
    price_model: str = ""
    base_year: int | None = None
    indexation: str = ""
    invoicing: str = ""
    correction: str = ""
    licences: str = ""
    licence_amount: Money | None = None
    measures: tuple[FollowUpMeasure, ...] = ()
    reports: str = ""
    meetings: str = ""
    deviations: str = ""
    escalation: str = ""
    change_and_exit: str = ""
    internal_note: str = ""
