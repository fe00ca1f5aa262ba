"""What a workshop is to end with: twenty results, each with what the model holds of it and what is missing.

Read to the room from here, and printed in its minutes. Nothing is inferred: what nobody entered is missing,
and who owes it is named where it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Disposition, Results, StepFlow
from workbench.model.agreements import Agreement
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message

ReadState = Literal["complete", "partly", "missing", "not_needed"]

FACTS = 8
"""How many facts of a result are read aloud at most; the rest are counted."""
MISSING = 12
"""How many of the missing are named at most; the rest are counted."""


@dataclass(frozen=True)
class Fact:
    """A sentence to read aloud, and where it stands."""

    text: Message
    place: Place | None = None


@dataclass(frozen=True)
class Gap:
    """Something that is missing, where it is entered, and who owes it (None: nobody known)."""

    text: Message
    place: Place
    owed_by: str | None = None


@dataclass(frozen=True)
class ResultRead:
    """One of the twenty. ``done`` of ``of`` are there (cases, steps, lines, as the title says).

    ``facts`` and ``missing`` are short; ``more_facts`` and ``more_missing`` count what is left out.
    ``is_read`` says that the number stands among those read back to the room.
    """

    number: int
    title: Message
    state: ReadState
    done: int
    of: int
    facts: tuple[Fact, ...]
    missing: tuple[Gap, ...]
    more_facts: int
    more_missing: int
    is_read: bool


@dataclass(frozen=True, eq=False)
class CaseRead:
    """A case type of the workshop with its figures. ``steps`` pairs each step with its flow."""

    case_type: CaseType
    flow: CaseTypeFlow
    year: CaseTypeDemand

    @property
    def steps(self) -> list[tuple[Step, StepFlow]]:
        """Return every step with what becomes of it."""
        return list(zip(self.case_type.steps, self.flow.steps, strict=True))

    @property
    def moving(self) -> list[tuple[Step, StepFlow]]:
        """Return the steps that move."""
        return [(step, flow) for step, flow in self.steps if flow.disposition is Disposition.MOVES]

    def place(self, field: str | None = None) -> Place:
        """Return the place of the case type, or of a field of it."""
        return Place("case_types", (self.case_type.id,), field)

    def step_place(self, step: Step, field: str | None = None) -> Place:
        """Return the place of one of its steps."""
        return Place("case_types.steps", (self.case_type.id, step.id), field)


@dataclass(frozen=True, eq=False)
class Room:
    """What the twenty results are read from: the workshop, its case types, and who is who.

    ``cases`` are the case types that the workshop names; where it names none, those of its unit or department.
    """

    project: Project
    results: Results
    workshop: Workshop
    cases: tuple[CaseRead, ...]
    persons: dict[str, str]
    agreement: Agreement | None
    department_owner: str

    @property
    def in_scope(self) -> list[CaseRead]:
        """Return the case types that are part of the assignment, or may become so."""
        return [one for one in self.cases if one.case_type.scope.value != "out"]

    @property
    def moving(self) -> list[CaseRead]:
        """Return the case types of which a step moves."""
        return [one for one in self.in_scope if one.moving]

    def owes(self, case: CaseRead | None = None) -> str:
        """Return who answers: the owner of the case type, else of the department."""
        owner = case.case_type.owner if case else None
        return self.persons.get(owner or "", self.department_owner)

    def person(self, wanted: str | None) -> str:
        """Return the person's name, empty where nobody is named."""
        return self.persons.get(wanted or "", "")


@dataclass
class Reading:
    """A result while it is read: how many are there, what to say, what is missing."""

    done: int = 0
    of: int = 0

    def __post_init__(self) -> None:
        self.facts: list[Fact] = []
        self.gaps: list[Gap] = []

    def say(self, text: Message, place: Place | None = None) -> None:
        """Add a fact."""
        self.facts.append(Fact(text, place))

    def lack(self, text: Message, place: Place, owed_by: str | None = None) -> None:
        """Add something that is missing."""
        self.gaps.append(Gap(text, place, owed_by or None))

    def count(self, is_there: object) -> bool:
        """Count one more of which ``is_there`` tells whether it is done, and return that."""
        self.of += 1
        self.done += bool(is_there)
        return bool(is_there)


TITLES: tuple[str, ...] = (
    N_("Case types with owner, in or out"),
    N_("Steps and levels; disagreements are recorded"),
    N_("Volumes per channel with source; who measures what is missing"),
    N_("Minutes per step as a range"),
    N_("What happens to each step"),
    N_("Why a step on level 1-3 stays"),
    N_("Delegation for each decision on level 4 that moves"),
    N_("Secrecy: what may be seen and said, how the caller is identified"),
    N_("Systems, rights and licences, and who pays"),
    N_("What must be complete at the handover, and the department's promise back"),
    N_("The way back"),
    N_("Registration rule"),
    N_("Checklists: owner, author, date"),
    N_("Frequent questions in the resident's words, owner of the answer, web page"),
    N_("Training and expert contact"),
    N_("Roles and hours released, in shares of persons"),
    N_("Start wave and its precondition"),
    N_("Follow-up measure with its definition"),
    N_("Internal callers and municipal companies, in or out"),
    N_("Open questions with owner and date; read back and signed off"),
)
"""The twenty results, by number."""


def read_back(project: Project, workshop_id: str, results: Results) -> tuple[ResultRead, ...]:
    """Return the twenty results of a workshop in order. Raises ProjectError where there is no such workshop."""
    from workbench.analysis.standing.read_back_agreed import AGREED
    from workbench.analysis.standing.read_back_work import WORK

    room = _room(project, workshop_id, results)
    readers: tuple[Callable[[Room], Reading], ...] = (*WORK, *AGREED)
    return tuple(_read(room, number, reader(room)) for number, reader in enumerate(readers, 1))


def _room(project: Project, workshop_id: str, results: Results) -> Room:
    workshop = next((one for one in project.workshops if one.id == workshop_id), None)
    if workshop is None:
        raise ProjectError(message(N_("there is no workshop {id}"), id=workshop_id))
    wanted = set(workshop.case_types)
    rows = zip(project.case_types, results.flows, results.demand.case_types, strict=True)
    cases = tuple(CaseRead(*row) for row in rows if _belongs(row[0], workshop, wanted))
    persons = {one.id: one.name for one in project.persons}
    department = next(one for one in project.departments if one.id == workshop.department)
    agreements = [one for one in project.agreements if one.department == workshop.department]
    return Room(
        project=project,
        results=results,
        workshop=workshop,
        cases=cases,
        persons=persons,
        agreement=next((one for one in agreements if one.state.value != "ended"), None),
        department_owner=persons.get(department.contact_owner or "", department.name),
    )


def _belongs(case_type: CaseType, workshop: Workshop, wanted: set[str]) -> bool:
    if wanted:
        return case_type.id in wanted
    if case_type.department != workshop.department:
        return False
    return workshop.unit is None or case_type.unit == workshop.unit


def _read(room: Room, number: int, found: Reading) -> ResultRead:
    return ResultRead(
        number=number,
        title=message(TITLES[number - 1]),
        state=_state(found),
        done=found.done,
        of=found.of,
        facts=tuple(found.facts[:FACTS]),
        missing=tuple(found.gaps[:MISSING]),
        more_facts=max(0, len(found.facts) - FACTS),
        more_missing=max(0, len(found.gaps) - MISSING),
        is_read=number in room.workshop.read_back,
    )


def _state(found: Reading) -> ReadState:
    if not found.of:
        return "not_needed"
    if found.done == found.of:
        return "complete" if not found.gaps else "partly"
    return "partly" if found.done else "missing"


def joined(names: Sequence[str]) -> str:
    """Return names with commas between them."""
    return ", ".join(names)
