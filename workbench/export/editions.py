"""The external edition of a project: built by inclusion, field by field.

What is not listed here does not leave the house: an :class:`ExternalProject` is a new project made
of listed fields alone, so that a document printed from it cannot name what it was never given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from workbench.model.agreements import Agreement
from workbench.model.case_types import CaseType
from workbench.model.kept_values import kept_texts
from workbench.model.knowledge import Audience, Checklist, ChecklistItem, Faq, KnowledgeState
from workbench.model.organisation import Department, Person, Unit
from workbench.model.process import Flow, Step
from workbench.model.programme import LoggedDecision, ServicePromise
from workbench.model.project import SINGLES, TOP_COLLECTIONS, Municipality, Project, Settings
from workbench.model.record import Record, texts_of
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool, Wave
from workbench.model.volumes import Volume

R = TypeVar("R", bound=Record)


class ExternalProject(Project):
    """A project that holds nothing but what may leave the house. Made by :func:`external` alone."""


_LISTED: dict[type[Record], tuple[str, ...]] = {
    Municipality: ("name", "country", "inhabitants", "organisation_number", "customer_service_name",
                   "is_illustrative"),
    Settings: ("language", "currency", "planning_year", "rules", "chosen_scenario"),
    Department: ("id", "name", "committee", "is_company"),
    Unit: ("id", "name", "department", "public_phone"),
    CaseType: (
        "id", "name", "department", "unit", "description", "synonyms", "purpose", "target_group", "scope",
        "codes", "start", "contacts_per_case", "is_internal", "wave", "seasons", "urgent_path",
        "return_reasons", "never_do", "identification", "may_be_said", "law", "appeal", "web_page",
    ),
    Step: (
        "id", "title", "level", "kind", "unit", "proposed_unit", "delegation", "registration", "secrecy",
        "identification", "decision", "is_split_done", "is_only_proposed", "question", "trigger", "result",
    ),
    Flow: ("id", "source", "target", "probability", "label", "hands_over", "complete_when", "within",
           "return_path"),
    Volume: (
        "id", "channel", "low", "likely", "high", "per", "counts", "measured_from", "measured_to",
        "source", "common_entry_share", "is_booked",
    ),
    Pool: ("id", "name", "channels", "opening_hours", "targets"),
    Wave: ("id", "name", "starts_on"),
    Scenario: ("id", "name", "levels", "through_wave"),
    Checklist: (
        "id", "title", "case_type", "synonyms", "use_when", "not_when", "identification",
        "decision_table", "promise", "fee", "law", "links", "state", "version", "approved_on", "review_by",
    ),
    ChecklistItem: ("id", "kind", "text", "branches"),
    Faq: (
        "id", "department", "question", "answer", "wordings", "case_types", "audience", "law", "web_page",
        "is_web_page_updated", "valid_to", "state",
    ),
    Agreement: (
        "id", "department", "number", "version", "state", "registration_number", "valid_from", "valid_to",
        "notice", "attachments", "purpose", "target_group", "opening_hours", "languages",
        "handover_medium", "urgent_path", "never_do", "who_signs", "appeal", "secrecy", "identification",
        "data_roles", "retention", "registration", "requests_for_documents", "promises_customer_service",
        "promises_department", "training", "error_reports", "tolerance", "price_model", "base_year",
        "indexation", "invoicing", "correction", "licences", "licence_amount", "measures", "reports",
        "meetings", "deviations", "escalation", "change_and_exit",
    ),
    LoggedDecision: ("id", "number", "what", "forum", "on", "outcome", "reference_number"),
    ServicePromise: ("id", "case_type", "promise", "working_days", "when_broken", "status_answer"),
}  # fmt: skip
"""What may leave the house. A field that is not named here does not, however new it is."""

IN_USE = (KnowledgeState.APPROVED, KnowledgeState.PUBLISHED, KnowledgeState.TO_REVIEW)
"""The states of an answer that residents may read: not a draft, and not one that was withdrawn."""


def external(project: Project) -> ExternalProject:
    """Return the external edition of ``project``: listed fields only, the rest as if never written."""
    public = {person.id for person in project.persons if person.is_name_public}
    agreements = tuple(_agreement(one, public) for one in project.agreements)
    return ExternalProject(
        id=project.id,
        municipality=project.municipality,
        settings=_listed(project.settings),
        departments=_each(project.departments),
        units=_each(project.units),
        persons=tuple(_person(one) for one in project.persons if one.id in public),
        case_types=tuple(_case_type(one, public) for one in project.case_types),
        pools=_each(project.pools),
        waves=_each(project.waves),
        scenarios=_each(project.scenarios),
        checklists=tuple(
            _checklist(one) for one in project.checklists if one.state is not KnowledgeState.WITHDRAWN
        ),
        faqs=_each(tuple(one for one in project.faqs if is_answer_public(one))),
        agreements=agreements,
        decision_log=tuple(_decision(one) for one in project.decision_log),
        service_promises=_each(project.service_promises),
    )


def is_external(project: Project) -> bool:
    """Tell whether ``project`` is an external edition."""
    return isinstance(project, ExternalProject)


def placed_texts(project: Project) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of everything somebody wrote in ``project``, place by place."""
    for name in SINGLES:
        yield from ((f"{name}: {field}", text) for field, text in texts_of(getattr(project, name)))
    for path in TOP_COLLECTIONS:
        for item in getattr(project, path):
            found = (*texts_of(item), *kept_texts(item))
            yield from ((f"{path} {item.id}: {field}", text) for field, text in found)


def withheld_texts(project: Project) -> dict[str, str]:
    """Return every text of ``project`` that its external edition does not hold, with the place it stands.

    What the program itself wrote (the results of a fixed calculation) is not among them.
    """
    public = {text for _, text in texts_of(external(project))}
    found: dict[str, str] = {}
    for place, text in placed_texts(project):
        if text not in public and not (place.startswith("fixed_calculations") and place.endswith(_COMPUTED)):
            found.setdefault(text, place)
    return found


_COMPUTED = (": inputs_hash", ": results", ": program_version")


def staff_names(project: Project) -> frozenset[str]:
    """Return the names of people that the external edition must not name."""
    everybody = {person.name for person in project.persons}
    everybody |= {one.name for workshop in project.workshops for one in workshop.participants}
    return frozenset(everybody - {person.name for person in project.persons if person.is_name_public} - {""})


def is_answer_public(faq: Faq) -> bool:
    """Tell whether residents may read an answer: meant for them, and in use."""
    return faq.audience is Audience.PUBLIC and faq.state in IN_USE


def _listed(record: R) -> R:
    return type(record)(**{name: getattr(record, name) for name in _LISTED[type(record)]})


def _each(records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(_listed(record) for record in records)


def _checklist(one: Checklist) -> Checklist:
    """Return what advisers elsewhere may read: of one that is not in use, no more than that it is being made."""
    if one.state in IN_USE:
        return _listed(one).changed(items=_each(one.items))
    return Checklist(
        id=one.id, title=one.title, case_type=one.case_type, state=one.state, review_by=one.review_by
    )


def _person(person: Person) -> Person:
    return Person(
        id=person.id,
        name=person.name,
        title=person.title,
        unit=person.unit,
        email=person.email if person.is_email_public else "",
        phone=person.phone if person.is_phone_public else "",
        is_name_public=True,
        is_email_public=person.is_email_public,
        is_phone_public=person.is_phone_public,
        is_contact_person=person.is_contact_person,
    )


def _case_type(case_type: CaseType, public: set[str]) -> CaseType:
    return _listed(case_type).changed(
        steps=_each(case_type.steps),
        flows=_each(case_type.flows),
        volumes=_each(case_type.volumes),
        owner=case_type.owner if case_type.owner in public else None,
        expert_contact=case_type.expert_contact if case_type.expert_contact in public else None,
    )


def _agreement(agreement: Agreement, public: set[str]) -> Agreement:
    people = ("owner_department", "owner_customer_service", "expert_contact")
    named = {name: getattr(agreement, name) for name in people if getattr(agreement, name) in public}
    return _listed(agreement).changed(**named)


def _decision(decision: LoggedDecision) -> LoggedDecision:
    if decision.is_confidential:
        return LoggedDecision(id=decision.id, number=decision.number, what="", is_confidential=True)
    return _listed(decision)
