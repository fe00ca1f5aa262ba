"""Places: where in a project something stands, and which page shows it.

A finding, a figure and a proposal all say "go there" with the same value, so that no page needs to know what
the others look like.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.results import Finding
from workbench.model.project import COLLECTIONS, TOP_COLLECTIONS, Project

Page = Literal[
    "overview", "workshop", "case_types", "process", "volumes", "checklists", "faqs", "parts",
    "staffing", "costs", "scenarios", "handover", "programme",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An item, or a field of it: the collection's path, the ids from the outermost item inwards.

    ``ids`` is empty for a collection as a whole, for ``municipality`` and for ``settings``. ``field`` is a field
    of the item, or the collection that holds what belongs to it ("checklists" of a case type).
    """

    collection: str
    ids: tuple[str, ...] = ()
    field: str | None = None


_FIELD_OF_RULE: dict[str, str] = {
    "level-4-without-ground": "delegation",
    "refused-level-moves": "decision",
    "risk-without-action": "action",
    "step-without-level": "level",
    "step-without-minutes": "minutes_today",
    "case-type-without-volume": "volumes",
    "case-type-without-steps": "steps",
    "level-5-moves": "exception",
    "stays-without-reason": "reason",
    "secrecy-without-identification": "identification",
    "without-checklist": "checklists",
    "checklist-not-approved": "state",
    "rule-without-table": "decision_table",
    "table-of-rules-wrong": "decision_table",
    "department-without-agreement": "agreements",
    "goal-without-definition": "definition",
    "position-without-cost": "cost_per_year",
    "disagreement": "disagreements",
    "in-parking-lot": "decision",
    "split-not-done": "decision",
    "without-owner": "owner",
    "without-registration": "registration",
    "system-without-right": "right",
    "minutes-are-guess": "minutes_today",
    "wide-range": "minutes_today",
    "failure-demand": "failure_demand_share",
    "without-faq": "faqs",
    "web-page-not-updated": "is_web_page_updated",
    "same-name-twice": "name",
    "consultation-unanswered": "answer",
}

_PLACE_OF_RULE: dict[str, Place] = {
    "no-adviser-salary": Place("settings", (), "adviser_cost"),
    "no-contribution-rate": Place("settings", (), "employer_contributions"),
    "contribution-before-its-day": Place("settings", (), "employer_contributions"),
    "agreed-shares-not-whole": Place("settings", (), "allocation_key"),
    "inhabitants-not-given": Place("municipality", (), "inhabitants"),
    "deadlines-late": Place("pools"),
    "low-coverage": Place("case_types"),
    "flat-profile": Place("profiles"),
    "budget-row-empty": Place("cost_items"),
    "needs-more-than-released": Place("settings", (), "realisable_share"),
}
"""Findings about the project as a whole, and where they are mended."""

_PAGE_OF_PATH: dict[str, Page] = {
    "case_types": "case_types",
    "case_types.steps": "process",
    "case_types.steps.disagreements": "process",
    "case_types.flows": "process",
    "case_types.volumes": "volumes",
    "profiles": "volumes",
    "measurements": "volumes",
    "workshops": "workshop",
    "checklists": "checklists",
    "faqs": "faqs",
    "parts_out": "parts",
    "conflicts": "parts",
    "roles": "staffing",
    "frontline_positions": "staffing",
    "pools": "staffing",
    "answer_groups": "staffing",
    "cost_items": "costs",
    "investments": "costs",
    "scenarios": "scenarios",
    "fixed_calculations": "scenarios",
    "agreements": "handover",
    "service_promises": "handover",
    "municipality": "overview",
    "settings": "overview",
    "part": "overview",
}
"""Pages by collection. What is not named here, and not within something that is, belongs to the programme."""

_PAGE_OF_FIELD: dict[tuple[str, str], Page] = {
    ("case_types", "steps"): "process",
    ("case_types", "flows"): "process",
    ("case_types", "start"): "process",
    ("case_types", "volumes"): "volumes",
    ("case_types", "contacts_per_case"): "volumes",
    ("case_types", "follow_up_minutes"): "volumes",
    ("case_types", "profile"): "volumes",
    ("case_types", "failure_demand_share"): "volumes",
    ("case_types", "misdirected_share"): "volumes",
    ("settings", "profile"): "volumes",
    ("settings", "working_time"): "staffing",
    ("settings", "realisable_share"): "staffing",
    ("settings", "wrap_up_s"): "staffing",
    ("settings", "triage_s"): "staffing",
    ("settings", "back_office_working_days"): "staffing",
    ("settings", "deferred_is_interruptible"): "staffing",
    ("units", "realisable_share"): "staffing",
    ("settings", "adviser_cost"): "costs",
    ("settings", "employer_contributions"): "costs",
    ("settings", "interest_rates"): "costs",
    ("settings", "allocation_key"): "costs",
    ("settings", "financing"): "costs",
    ("settings", "price_index"): "costs",
    ("settings", "chosen_scenario"): "scenarios",
    ("settings", "rules"): "case_types",
}


def place_of(finding: Finding, project: Project) -> Place:
    """Return where ``finding`` is mended.

    What lies deeper than a finding says is looked up in ``project``; an item that is gone by now leaves the
    collection it was in.
    """
    if not finding.id:
        known = _PLACE_OF_RULE.get(finding.rule)
        return known or Place(finding.place, (), _said_field(finding))
    field = _FIELD_OF_RULE.get(finding.rule) or _said_field(finding)
    if "." not in finding.place:
        return Place(finding.place, (finding.id,), field)
    if finding.place.count(".") == len(finding.within):
        return Place(finding.place, (*finding.within, finding.id), field)
    ids = ids_to(project, finding.place, finding.id)
    return Place(finding.place, ids, field) if ids else Place(finding.place.partition(".")[0])


def _said_field(finding: Finding) -> str | None:
    """Return the field that the finding's own words name, if they do."""
    field = finding.what.values.get("field")
    return str(field).partition(".")[0] if field else None


def ids_to(project: Project, collection: str, wanted: str) -> tuple[str, ...]:
    """Return the ids from the outermost item to ``wanted`` of ``collection``; empty where there is none."""
    first, *names = collection.split(".")
    for item in getattr(project, first):
        found = _within(item, names, wanted)
        if found:
            return found
    return ()


def _within(item: object, names: Iterable[str], wanted: str) -> tuple[str, ...]:
    own = str(getattr(item, "id", ""))
    rest = list(names)
    if not rest:
        return (own,) if own == wanted else ()
    for child in getattr(item, rest[0]):
        found = _within(child, rest[1:], wanted)
        if found:
            return (own, *found)
    return ()


def page_of(place: Place) -> Page:
    """Return the page on which ``place`` is shown and can be changed."""
    path, field = place.collection, place.field or ""
    if (path, field) in _PAGE_OF_FIELD:
        return _PAGE_OF_FIELD[path, field]
    kind = COLLECTIONS.get(path)
    if field in TOP_COLLECTIONS and kind is not None and field not in kind.model_fields:
        return _page_of_path(field)
    return _page_of_path(path)


def _page_of_path(path: str) -> Page:
    while path:
        if path in _PAGE_OF_PATH:
            return _PAGE_OF_PATH[path]
        path = path.rpartition(".")[0]
    return "programme"
