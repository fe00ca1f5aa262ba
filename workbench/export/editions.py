"""The external edition of a project: built by inclusion, field by field.

What is not listed here does not leave the house: an :class:`ExternalProject` is a new project made
of listed fields alone, so that a document printed from it cannot name what it was never given.
"""

from __future__ import annotations

from typing import Any, TypeVar

from workbench.model.agreements import Agreement
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Audience, Checklist, ChecklistItem, Faq
from workbench.model.organisation import Department, Person, Unit
from workbench.model.process import Flow, Step
from workbench.model.programme import LoggedDecision, ServicePromise
from workbench.model.project import Municipality, Project, Settings
from workbench.model.record import Record
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool, Wave
from workbench.model.volumes import Volume

FEWER_THAN = 3
"""A role with fewer holders than this is never shown with hours, share or cost outside the house."""

R = TypeVar("R", bound=Record)


class ExternalProject(Project):
    """A project that holds nothing but what may leave the house. Made by :func:`external` alone."""


_ALL = "*"
_LISTED: dict[type[Record], tuple[str, ...]] = {
    Municipality: (_ALL,),
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
    Flow: (_ALL,),
    Volume: (
        "id", "channel", "low", "likely", "high", "per", "counts", "measured_from", "measured_to",
        "source", "common_entry_share", "is_booked",
    ),
    Pool: (_ALL,),
    Wave: ("id", "name", "starts_on"),
    Scenario: ("id", "name", "levels", "through_wave"),
    Checklist: (
        "id", "title", "case_type", "synonyms", "use_when", "not_when", "identification",
        "decision_table", "promise", "fee", "law", "links", "state", "version", "approved_on", "review_by",
    ),
    ChecklistItem: (_ALL,),
    Faq: (
        "id", "department", "question", "answer", "wordings", "case_types", "audience", "law", "web_page",
        "is_web_page_updated", "valid_to", "state",
    ),
    Agreement: (_ALL,),  # but for what _agreement clears
    ServicePromise: (_ALL,),
}  # fmt: skip


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
        checklists=tuple(_listed(one).changed(items=one.items) for one in project.checklists),
        faqs=_each(tuple(one for one in project.faqs if one.audience is Audience.PUBLIC)),
        agreements=agreements,
        decision_log=tuple(_decision(one) for one in project.decision_log),
        service_promises=_each(project.service_promises),
    )


def is_external(project: Project) -> bool:
    """Tell whether ``project`` is an external edition."""
    return isinstance(project, ExternalProject)


def withheld_texts(project: Project) -> dict[str, str]:
    """Return every text of ``project`` that its external edition must not hold, with the place it stands.

    Texts of fewer than four letters and texts that stand in a public place too are left out: they would
    be found by chance.
    """
    public = set(_texts_of(external(project).model_dump(mode="json")))
    joined = "\n".join(public)
    found: dict[str, str] = {}
    for place, text in _placed_texts(project.model_dump(mode="json", exclude_defaults=True), ""):
        if len(text) > 3 and text not in joined and not _is_technical(place):
            found.setdefault(text, place)
    return found


def _is_technical(place: str) -> bool:
    last = place.rsplit(".", 1)[-1]
    return last in {
        "id",
        "source",
        "channel",
        "kind",
        "state",
        "category",
        "phase",
        "driver",
        "amount",
    } or any(
        part in place for part in ("settings", "fixed_calculations", "profiles", "measured_", "_on", "due")
    )


def _placed_texts(value: Any, place: str) -> list[tuple[str, str]]:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, str):
        return [(place, value)]
    if isinstance(value, dict):
        return [
            found for key, one in value.items() for found in _placed_texts(one, f"{place}.{key}".strip("."))
        ]
    if isinstance(value, list):
        return [found for one in value for found in _placed_texts(one, place)]
    return []


def _texts_of(value: Any) -> list[str]:  # noqa: ANN401 - JSON of any shape
    return [text for _, text in _placed_texts(value, "")]


def _listed(record: R) -> R:
    names = _LISTED[type(record)]
    if names == (_ALL,):
        return record
    return type(record)(**{name: getattr(record, name) for name in names})


def _each(records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(_listed(record) for record in records)


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
        flows=case_type.flows,
        volumes=_each(case_type.volumes),
        owner=case_type.owner if case_type.owner in public else None,
        expert_contact=case_type.expert_contact if case_type.expert_contact in public else None,
    )


def _agreement(agreement: Agreement, public: set[str]) -> Agreement:
    people = ("owner_department", "owner_customer_service", "expert_contact")
    kept = {name: getattr(agreement, name) for name in people if getattr(agreement, name) in public}
    cleared: dict[str, object] = dict.fromkeys(people) | {"internal_note": ""}
    return agreement.changed(**(cleared | kept))


def _decision(decision: LoggedDecision) -> LoggedDecision:
    if decision.is_confidential:
        return LoggedDecision(id=decision.id, number=decision.number, what="", is_confidential=True)
    return decision
