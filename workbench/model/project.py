"""The project: one frozen tree with everything a municipality has put in.

Collections are tuples of items in the users' order. :data:`COLLECTIONS` says which there are and
what they hold; edits, references, merge and differences all walk that one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from workbench.model.agreements import Agreement
from workbench.model.case_types import CaseType
from workbench.model.costs import AdviserCost, CostItem, DatedRate, Investment
from workbench.model.knowledge import Checklist, ChecklistItem, Comment, Faq
from workbench.model.organisation import Department, FrontlinePosition, Person, Role, Unit
from workbench.model.parts import Conflict, Part, PartOut
from workbench.model.process import Disagreement, Flow, Step
from workbench.model.programme import (
    Action,
    AgendaItem,
    ClassificationScheme,
    Consultation,
    Goal,
    Intention,
    LoggedDecision,
    Participant,
    Question,
    Risk,
    ServicePromise,
    Stakeholder,
    Workshop,
)
from workbench.model.record import Id, Item, NotNegative, Positive, ProfileId, Record, ScenarioId, Share
from workbench.model.rosa import DEFAULT_RULES, LevelRule
from workbench.model.scenarios import AllocationKey, FinancingModel, FixedCalculation, Scenario
from workbench.model.service import AnswerGroup, Pool, Wave
from workbench.model.volumes import Measurement, Profile, Volume


class Municipality(Record):
    """Whose project it is."""

    name: str
    country: Literal["SE", "DK"] = "SE"
    inhabitants: Annotated[int, Field(ge=0)] = 0
    organisation_number: str = ""
    customer_service_name: str = ""
    is_illustrative: bool = False


class WorkingTime(Record):
    """Hours of a full-time position. A field without a value takes the documented default.

    ``paid_hours_per_year`` contains public holidays, and so does ``absence_share``.
    """

    paid_hours_per_year: Positive | None = None
    absence_share: Share | None = None
    internal_time_share: Share | None = None
    source: str = ""


class Settings(Record):
    """What holds for the whole project. A field without a value takes the documented default."""

    language: Literal["sv", "da", "en"] = "sv"
    currency: Literal["SEK", "DKK", "EUR", "NOK"] = "SEK"
    planning_year: Annotated[int, Field(ge=2000, le=2200)] = 2027
    working_time: WorkingTime = WorkingTime()
    rules: tuple[LevelRule, ...] = DEFAULT_RULES
    classification_schemes: tuple[ClassificationScheme, ...] = ()
    estimates_are: Literal["extremes", "p10_p90"] = "extremes"
    wrap_up_s: NotNegative | None = None
    triage_s: NotNegative | None = None
    realisable_share: Share | None = None
    back_office_working_days: NotNegative | None = None
    deferred_is_interruptible: bool = True
    profile: ProfileId | None = None
    chosen_scenario: ScenarioId | None = None
    allocation_key: AllocationKey = AllocationKey.USED_MINUTES
    financing: FinancingModel = FinancingModel.C_BASE_AND_PRICE
    adviser_cost: AdviserCost = AdviserCost()
    employer_contributions: tuple[DatedRate, ...] = ()
    interest_rates: tuple[DatedRate, ...] = ()
    price_index: str = ""


class Project(Record):
    """Everything. Nothing mutates it: an edit makes another one that shares what it did not touch."""

    id: Id
    municipality: Municipality
    settings: Settings = Settings()
    departments: tuple[Department, ...] = ()
    units: tuple[Unit, ...] = ()
    roles: tuple[Role, ...] = ()
    persons: tuple[Person, ...] = ()
    frontline_positions: tuple[FrontlinePosition, ...] = ()
    case_types: tuple[CaseType, ...] = ()
    profiles: tuple[Profile, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    pools: tuple[Pool, ...] = ()
    answer_groups: tuple[AnswerGroup, ...] = ()
    waves: tuple[Wave, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    faqs: tuple[Faq, ...] = ()
    cost_items: tuple[CostItem, ...] = ()
    investments: tuple[Investment, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    fixed_calculations: tuple[FixedCalculation, ...] = ()
    risks: tuple[Risk, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    intentions: tuple[Intention, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    decision_log: tuple[LoggedDecision, ...] = ()
    workshops: tuple[Workshop, ...] = ()
    service_promises: tuple[ServicePromise, ...] = ()
    parts_out: tuple[PartOut, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    part: Part | None = None


COLLECTIONS: dict[str, type[Item]] = {
    "departments": Department,
    "units": Unit,
    "roles": Role,
    "persons": Person,
    "frontline_positions": FrontlinePosition,
    "case_types": CaseType,
    "case_types.steps": Step,
    "case_types.steps.disagreements": Disagreement,
    "case_types.flows": Flow,
    "case_types.volumes": Volume,
    "profiles": Profile,
    "measurements": Measurement,
    "pools": Pool,
    "answer_groups": AnswerGroup,
    "waves": Wave,
    "scenarios": Scenario,
    "checklists": Checklist,
    "checklists.items": ChecklistItem,
    "checklists.comments": Comment,
    "faqs": Faq,
    "faqs.comments": Comment,
    "cost_items": CostItem,
    "investments": Investment,
    "agreements": Agreement,
    "fixed_calculations": FixedCalculation,
    "risks": Risk,
    "stakeholders": Stakeholder,
    "intentions": Intention,
    "goals": Goal,
    "actions": Action,
    "consultations": Consultation,
    "decision_log": LoggedDecision,
    "workshops": Workshop,
    "workshops.agenda": AgendaItem,
    "workshops.participants": Participant,
    "workshops.questions": Question,
    "service_promises": ServicePromise,
    "parts_out": PartOut,
    "conflicts": Conflict,
}
"""Every collection by its path, and what it holds. A dot steps into the items of the collection before."""

TOP_COLLECTIONS = tuple(path for path in COLLECTIONS if "." not in path)
SINGLES: dict[str, type[Record]] = {"municipality": Municipality, "settings": Settings}
RECORDS: dict[str, type[Record]] = {**SINGLES, "part": Part}
"""Every field of a project that is one record. No edit changes what makes a project a part."""


@cache
def nested_collections(path: str) -> tuple[str, ...]:
    """Return the field names of the collections that the items of ``path`` hold themselves."""
    depth = path.count(".") + 1
    return tuple(
        p.rsplit(".", 1)[1] for p in COLLECTIONS if p.startswith(path + ".") and p.count(".") == depth
    )


def walk(project: Project) -> Iterator[tuple[str, Item, tuple[Item, ...]]]:
    """Yield (path, item, ancestors outermost first) for every item of ``project``, in file order."""
    for path in TOP_COLLECTIONS:
        for item in getattr(project, path):
            yield from walk_item(path, item, ())


def walk_item(
    path: str, item: Item, ancestors: tuple[Item, ...]
) -> Iterator[tuple[str, Item, tuple[Item, ...]]]:
    """Yield ``item`` and everything it holds, as :func:`walk` does."""
    yield path, item, ancestors
    for name in nested_collections(path):
        for child in getattr(item, name):
            yield from walk_item(f"{path}.{name}", child, (*ancestors, item))
