"""What blocks: the findings of a scenario grouped by rule and department, with who owes the answer.

Forty thousand findings are counted at every edit, so only those that were not there before are looked into.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.findings import RULES
from workbench.analysis.memo import Memo
from workbench.analysis.place import Place, place_of
from workbench.analysis.results import Finding, Ints, Results, Severity
from workbench.model.case_types import CaseType
from workbench.model.identity import is_same
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.text import N_, Message, message

_SEVERITIES = ("error", "warning", "advice")
_MOST = 10_000_000
"""More case types, or groups of them, than a project holds."""
_BESIDE = -1
_RUN = 256
_RULE_NUMBERS = {rule: number for number, rule in enumerate(RULES)}
_OF_THE_OFFICE = (
    "risk-without-action", "no-adviser-salary", "no-contribution-rate", "low-coverage", "flat-profile",
    "budget-row-empty", "goal-without-definition", "consultation-unanswered", "position-without-cost",
    "volume-is-guess", "minutes-are-guess", "deadlines-late", "contribution-before-its-day",
    "agreed-shares-not-whole", "inhabitants-not-given",
)  # fmt: skip
"""Rules that the project office answers, wherever the finding stands."""


@dataclass(frozen=True)
class BlockedDepartment:
    """How often a rule applies in a department (None: the project as a whole).

    ``owed_by`` names who has to answer, ``due`` is the first day it is needed: its own date, else the start
    of the first wave among the case types concerned.
    """

    department: str | None
    count: int
    example: Finding
    place: Place
    owed_by: Message | str
    due: dt.date | None


@dataclass(frozen=True)
class Blocking:
    """A rule that applies somewhere: how often, in which departments (most often first), and one example."""

    rule: str
    severity: Severity
    title: Message
    count: int
    by_department: tuple[BlockedDepartment, ...]
    example: Finding
    place: Place
    due: dt.date | None


_TITLES: dict[str, str] = {
    "level-4-without-ground": N_("Rule-bound decisions without delegation"),
    "refused-level-moves": N_("Steps decided to move on a level that never moves"),
    "risk-without-action": N_("High risks without an action"),
    "no-adviser-salary": N_("No salary for service advisers"),
    "step-without-level": N_("Steps without a level"),
    "step-without-minutes": N_("Steps without minutes"),
    "case-type-without-volume": N_("Case types without a volume"),
    "case-type-without-steps": N_("Case types without steps"),
    "level-5-moves": N_("Specialist inquiries that move by exception"),
    "stays-without-reason": N_("Steps that stay without a reason"),
    "clause-incomplete": N_("Clauses that are not complete"),
    "step-not-reached": N_("Steps that nothing leads to"),
    "secrecy-without-identification": N_("Secrecy without a rule for identification"),
    "without-checklist": N_("Case types that move without a checklist"),
    "checklist-not-approved": N_("Checklists that are not approved"),
    "rule-without-table": N_("Rule-bound decisions without a decision table"),
    "table-of-rules-wrong": N_("Tables of rules with gaps or rules that never apply"),
    "department-without-agreement": N_("Departments without an agreement"),
    "low-coverage": N_("The figures cover too little of the volume"),
    "goal-without-definition": N_("Measures without a definition"),
    "role-released-more-than-it-has": N_("Roles relieved of more hours than they have"),
    "no-contribution-rate": N_("No employer contribution"),
    "deadlines-late": N_("Deferred work that is done late"),
    "inhabitants-not-given": N_("Inhabitants, for departments without a number of their own"),
    "position-without-cost": N_("Front-line positions without a cost"),
    "personal-number": N_("Something like a personal identity number"),
    "disagreement": N_("Disagreements about levels"),
    "in-parking-lot": N_("Steps in the parking lot"),
    "split-not-done": N_("Splits that are not carried out"),
    "without-owner": N_("Case types without an owner"),
    "without-registration": N_("Steps without a registration rule"),
    "system-without-right": N_("Systems without the right that advisers need"),
    "volume-is-guess": N_("Volumes that are guesses"),
    "minutes-are-guess": N_("Minutes that are guesses"),
    "wide-range": N_("Very wide ranges of minutes"),
    "contact-put-through": N_("Case types where every contact is put through"),
    "failure-demand": N_("Contacts that need not have come"),
    "without-faq": N_("Departments without answered questions"),
    "web-page-not-updated": N_("Web pages that are not updated"),
    "small-person-share": N_("Shares of persons too small to become positions"),
    "flat-profile": N_("Contacts spread evenly over the year"),
    "contribution-before-its-day": N_("An employer contribution that does not hold yet"),
    "agreed-shares-not-whole": N_("Agreed shares that do not add up to 100 %"),
    "budget-row-empty": N_("Empty rows of the budget"),
    "needs-more-than-released": N_("More positions needed than released"),
    "same-name-twice": N_("Case types with the same name"),
    "agreement-unfinished": N_("Agreements that are not finished"),
    "consultation-unanswered": N_("Consultations without an answer"),
}
"""What a group of findings is called; its count is shown beside it."""


def blocking(project: Project, results: Results, memo: Memo) -> tuple[Blocking, ...]:
    """Return the groups of ``results.findings``: errors first, then the more frequent rule."""
    seen: _Seen = memo.once("findings seen", (), _Seen)
    case_types = project.case_types
    homes = memo.each("homes", case_types, (), lambda at: seen.home(case_types[at]))
    debtors = memo.once(
        "debtors", (project.departments, project.persons, project.risks), lambda: _Debtors(project)
    )
    return memo.once(
        "blocking",
        (results.findings, homes, project),
        lambda: _blocking(project, results.findings, memo.chunks("homes", homes, np.array), seen, debtors),
    )


@dataclass
class _Found:
    """A rule in a department while its findings are counted; ``first`` is a place among the findings."""

    count: int
    first: int
    due: dt.date | None

    def add(self, count: int, first: int, due: dt.date | None) -> None:
        """Count more of the same."""
        self.count += count
        self.first = min(self.first, first)
        self.due = min(filter(None, (self.due, due)), default=None)


_Tables = dict[str, dict[str | None, _Found]]


class _Seen:
    """What is known of the findings of last time, so that only new ones have to be looked into.

    A case type's finding has as its code the number of its rule x _MOST + that of its case type. Codes are
    kept for runs of findings: an edit changes a run or two, and moves those behind it.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._groups: dict[tuple[str, str | None], int] = {}
        self._runs: list[tuple[tuple[Finding, ...], Ints]] = []
        self.made: dict[tuple[str, str | None], BlockedDepartment] = {}
        self.made_for: object = None

    def home(self, case_type: CaseType) -> tuple[int, int]:
        """Return the number of ``case_type`` and that of its group, see :attr:`groups`."""
        group = self._groups.setdefault((case_type.department, case_type.wave), len(self._groups))
        return self._number(case_type.id), group

    def _number(self, case_type: str) -> int:
        return self._numbers.setdefault(case_type, len(self._numbers))

    @property
    def groups(self) -> list[tuple[str, str | None]]:
        """Return (department, wave) by the number of the group."""
        return list(self._groups)

    @property
    def size(self) -> int:
        """Return how many case types have a number."""
        return len(self._numbers)

    def codes(self, found: tuple[Finding, ...]) -> Ints:
        """Return the code of every finding; _BESIDE where it is not about a case type."""
        runs: list[tuple[tuple[Finding, ...], Ints]] = []
        at, number = 0, 0
        while number < len(self._runs):
            run = self._runs[number]
            if is_same(run[0], found[at : at + len(run[0])]):
                runs.append(run)
                at, number = at + len(run[0]), number + 1
                continue
            number, end = self._next_known(number, found, at)
            runs += self._new_runs(found, at, end)
            at = end
        runs += self._new_runs(found, at, len(found))
        self._runs = runs
        return np.concatenate([codes for _, codes in runs]) if runs else np.zeros(0, np.int64)

    def _next_known(self, number: int, found: tuple[Finding, ...], at: int) -> tuple[int, int]:
        """Return the next run behind ``number`` that begins in ``found`` behind ``at``, and where it does."""
        reach = at + _RUN
        for later in range(number + 1, len(self._runs)):
            reach += len(self._runs[later - 1][0])
            place = _place_of(self._runs[later][0][0], found, at, reach)
            if place is not None:
                return later, place
        return len(self._runs), at

    def _new_runs(
        self, found: tuple[Finding, ...], start: int, end: int
    ) -> list[tuple[tuple[Finding, ...], Ints]]:
        made = []
        for at in range(start, end, _RUN):
            run = found[at : min(at + _RUN, end)]
            made.append((run, np.array([self._code(one) for one in run], np.int64)))
            checkpoint()
        return made

    def _code(self, one: Finding) -> int:
        if not one.place.startswith("case_types"):
            return _BESIDE
        case_type = one.within[0] if one.within else one.id
        return _RULE_NUMBERS[one.rule] * _MOST + self._number(case_type)


def _place_of(wanted: Finding, found: tuple[Finding, ...], start: int, end: int) -> int | None:
    """Return where the very object ``wanted`` stands among ``found[start:end]``; None if nowhere."""
    return next((start + n for n, one in enumerate(found[start:end]) if one is wanted), None)


def _blocking(
    project: Project,
    found: tuple[Finding, ...],
    homes: Sequence[Ints],
    seen: _Seen,
    debtors: _Debtors,
) -> tuple[Blocking, ...]:
    codes = seen.codes(found)
    checkpoint()
    tables: _Tables = {}
    _count_case_types(project, codes, homes, seen, tables)
    _count_beside(project, found, np.flatnonzero(codes == _BESIDE).tolist(), tables)
    checkpoint()
    if seen.made_for is not debtors:
        seen.made, seen.made_for = {}, debtors
    in_order = sorted(tables, key=list(RULES).index)
    made = [_one(project, rule, tables[rule], found, (seen, debtors)) for rule in in_order]
    return tuple(sorted(made, key=lambda one: (_SEVERITIES.index(one.severity), -one.count)))


def _count_case_types(
    project: Project, codes: Ints, homes: Sequence[Ints], seen: _Seen, tables: _Tables
) -> None:
    """Count the findings of case types by rule, department and wave."""
    starts = {wave.id: wave.starts_on for wave in project.waves}
    group_of = np.zeros(seen.size, np.int64)
    if homes:
        numbers, groups = np.concatenate(homes).T
        group_of[numbers] = groups
    names, known = list(RULES), seen.groups
    places = np.flatnonzero(codes != _BESIDE)
    rules, case_types = np.divmod(codes[places], _MOST)
    keys = rules * len(known) + group_of[case_types]
    counts = np.bincount(keys, minlength=1)
    firsts = np.zeros(len(counts), np.int64)
    firsts[keys[::-1]] = places[::-1]  # of several for a key the last one written stays: the first finding
    checkpoint()
    for key in np.flatnonzero(counts).tolist():
        rule, group = divmod(key, len(known))
        department, wave = known[group]
        more = (counts.item(key), firsts.item(key), starts.get(wave or ""))
        _note(tables, names[rule], department, more)


def _count_beside(project: Project, found: Sequence[Finding], places: Sequence[int], tables: _Tables) -> None:
    """Count the findings that are about something else than a case type, one by one."""
    homes = _homes_beside(project) if places else {}
    for at in places:
        one = found[at]
        department, due = homes.get(one.within[0] if one.within else one.id, (None, None))
        _note(tables, one.rule, department, (1, at, due))


def _note(tables: _Tables, rule: str, department: str | None, more: tuple[int, int, dt.date | None]) -> None:
    mine = tables.setdefault(rule, {})
    if department in mine:
        mine[department].add(*more)
    else:
        mine[department] = _Found(*more)


def _homes_beside(project: Project) -> dict[str, tuple[str | None, dt.date | None]]:
    """Return the department and the day of every item outside the case types, by id."""
    units = {unit.id: unit.department for unit in project.units}
    home: dict[str, tuple[str | None, dt.date | None]] = {
        one.id: (one.id, None) for one in project.departments
    }
    home.update((one.id, (one.department, None)) for one in project.units)
    home.update((one.id, (units.get(one.unit), None)) for one in project.roles)
    home.update((one.id, (units.get(one.unit or ""), None)) for one in project.persons)
    if project.checklists:
        starts = {wave.id: wave.starts_on for wave in project.waves}
        case_types = {one.id: one for one in project.case_types}
        for checklist in project.checklists:
            case_type = case_types[checklist.case_type]
            day = checklist.due or starts.get(case_type.wave or "")
            home[checklist.id] = (case_type.department, day)
    home.update((one.id, (one.department, None)) for one in project.faqs)
    home.update((one.id, (one.department, one.valid_from)) for one in project.agreements)
    home.update((one.id, (one.department, None)) for one in project.workshops)
    home.update((one.id, (one.department, None)) for one in project.frontline_positions)
    home.update((one.id, (None, one.due)) for one in project.risks)
    home.update((one.id, (None, one.due)) for one in project.consultations)
    return home


def _one(
    project: Project,
    rule: str,
    mine: dict[str | None, _Found],
    found: Sequence[Finding],
    known: tuple[_Seen, _Debtors],
) -> Blocking:
    rows = sorted(mine.items(), key=lambda item: (-item[1].count, item[1].first))
    parts = tuple(_part(project, rule, department, one, found[one.first], known) for department, one in rows)
    first = min(mine, key=lambda department: mine[department].first)
    example = next(part for part in parts if part.department == first)
    return Blocking(
        rule=rule,
        severity=RULES[rule].severity,
        title=message(_TITLES[rule]),
        count=sum(part.count for part in parts),
        by_department=parts,
        example=example.example,
        place=example.place,
        due=min((part.due for part in parts if part.due is not None), default=None),
    )


def _part(
    project: Project,
    rule: str,
    department: str | None,
    one: _Found,
    example: Finding,
    known: tuple[_Seen, _Debtors],
) -> BlockedDepartment:
    seen, debtors = known
    kept = seen.made.get((rule, department))
    if kept is not None and kept.example is example and (kept.count, kept.due) == (one.count, one.due):
        return kept
    made = BlockedDepartment(
        department=department,
        count=one.count,
        example=example,
        place=place_of(example, project),
        owed_by=debtors.of(rule, department, example),
        due=one.due,
    )
    seen.made[rule, department] = made
    return made


class _Debtors:
    """Who has to answer, by rule and department."""

    def __init__(self, project: Project) -> None:
        persons = {one.id: one.name for one in project.persons}
        self._departments = {
            one.id: persons.get(one.contact_owner or "", one.name) for one in project.departments
        }
        self._committees = {one.id: one.committee for one in project.departments if one.committee}
        self._risks = {one.id: persons[one.owner] for one in project.risks if one.owner is not None}

    def of(self, rule: str, department: str | None, example: Finding) -> Message | str:
        """Return the committee for delegation, a risk's owner, the department's contact owner, the office."""
        if rule == "risk-without-action" and example.id in self._risks:
            return self._risks[example.id]
        if department is None or rule in _OF_THE_OFFICE:
            return message(N_("The project office"))
        if rule == "level-4-without-ground" and department in self._committees:
            return self._committees[department]
        return self._departments[department]
