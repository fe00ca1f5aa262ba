"""Where the project stands: per department what is done, what blocks, and what to do next.

Everything here counts what the project and its results already hold. Nothing is calculated a second
way: shares, positions and amounts are those of the results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.analysis.headlines import OF_CASES
from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.results import NetEffect, Positions, Rate, Results
from workbench.analysis.standing.blocking import Blocking, blocking
from workbench.analysis.standing.next_actions import NextAction, Standing, next_actions
from workbench.analysis.standing.tallies import (
    ChecklistStanding,
    Tally,
    by_department,
    checklist_standing,
    tallies,
)
from workbench.model.agreements import Agreement, AgreementState
from workbench.model.knowledge import Faq, KnowledgeState
from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.project import Project

_STATES = (AgreementState.DRAFT, AgreementState.AGREED, AgreementState.SIGNED)


@dataclass(frozen=True)
class Count:
    """How many are done, of how many. ``share`` is None where there is nothing to do."""

    done: int
    of: int

    @property
    def share(self) -> float | None:
        """Return done / of."""
        return self.done / self.of if self.of else None


@dataclass(frozen=True)
class AgreementStanding:
    """How far the agreements have come; those that have ended do not count.

    ``worst`` and ``best`` states, None without an agreement. ``version`` and ``number`` are those of the one
    furthest behind. ``signed`` counts departments that hand over work and have nothing but signed ones.
    """

    worst: AgreementState | None
    best: AgreementState | None
    version: str
    number: str
    signed: Count
    place: Place


@dataclass(frozen=True)
class DepartmentProgress:
    """A department (None: the sum). Case types out of scope are not among ``case_types``.

    ``mapped`` have more than one step, or one with a level; ``levels``, ``volumes``, ``minutes`` lack none;
    ``checklists`` are approved of those needed (the case types that move); ``faqs`` answered of those in
    use. ``share_levels_1_4`` is weighted by cases, as the headline is. Positions as in the balance:
    ``fte_brought`` (positions that move + realisable) - ``fte_needed`` = ``fte_balance``. Amounts are of the
    planning year; ``net_effect`` is released - paid, None where there is none.
    """

    department: str | None
    name: str
    case_types: int
    out_of_scope: int
    mapped: Count
    levels: Count
    volumes: Count
    minutes: Count
    checklists: Count
    faqs: Count
    agreement: AgreementStanding
    share_levels_1_4: Rate
    fte_needed: float
    fte_brought: float
    fte_balance: float
    yearly_cost: Decimal
    net_effect: Decimal | None
    break_even_year: int | None
    place: Place


@dataclass(frozen=True)
class Progress:
    """Rows by department in the project's order, their sum, what blocks, and what to do next, best first."""

    departments: tuple[DepartmentProgress, ...]
    total: DepartmentProgress
    blocking: tuple[Blocking, ...]
    next_actions: tuple[NextAction, ...]


def progress(
    project: Project, results: Results, memo: Memo | None = None, *, pause: Pause = nothing
) -> Progress:
    """Return where ``project`` stands in the scenario of ``results``.

    ``memo`` keeps what each case type gave: one of its own for an open project and a scenario, so that an
    edit costs milliseconds. ``pause`` is called every few milliseconds and may raise to end the work.
    """
    memo = memo or Memo()
    with pausing(pause):
        return memo.once("progress", (project, results), lambda: _progress(project, results, memo))


def _progress(project: Project, results: Results, memo: Memo) -> Progress:
    rows = tallies(project, results, memo)
    sums = by_department(project, rows, memo)
    checklists = memo.once(
        "checklists", (project.checklists, rows), lambda: checklist_standing(project, rows, memo)
    )
    faqs = memo.once("faqs", (project.faqs,), lambda: _faqs(project))
    checkpoint()
    total = Tally(*(sum(column) for column in zip(*sums.values(), strict=True))) if sums else Tally()
    departments = _departments(project, results, sums, checklists, faqs)
    checkpoint()
    blocks = blocking(project, results, memo)
    standing = Standing(sums, total, checklists)
    return Progress(
        departments=departments,
        total=_total(results, total, departments),
        blocking=blocks,
        next_actions=memo.once(
            "next actions",
            (project, results, rows),
            lambda: next_actions(project, results, standing, blocks),
        ),
    )


def _faqs(project: Project) -> dict[str, Count]:
    """Return, by department, the questions answered of those in use."""
    found: dict[str, Count] = {}
    for faq in project.faqs:
        if faq.state is not KnowledgeState.WITHDRAWN:
            before = found.get(faq.department, Count(0, 0))
            found[faq.department] = Count(before.done + is_answered(faq), before.of + 1)
    return found


def is_answered(faq: Faq) -> bool:
    """Tell whether ``faq`` has an answer in any language."""
    answer = faq.answer
    return any(text.strip() for text in (answer.sv, answer.da, answer.en))


def _departments(
    project: Project,
    results: Results,
    sums: dict[str, Tally],
    checklists: dict[str, ChecklistStanding],
    faqs: dict[str, Count],
) -> tuple[DepartmentProgress, ...]:
    positions = {one.department: one for one in results.release.positions}
    costs = {one.department: one.amount for one in results.allocation.by_department}
    effects = {one.department: one for one in results.net_effect if one.year == results.planning_year}
    agreements: dict[str, list[Agreement]] = {}
    for one in project.agreements:
        agreements.setdefault(one.department, []).append(one)
    none = ChecklistStanding()
    return tuple(
        _row(
            one.id,
            one.name,
            sums[one.id],
            (
                Count(checklists.get(one.id, none).approved, round(sums[one.id].moves)),
                faqs.get(one.id, Count(0, 0)),
            ),
            _standing(one.id, agreements.get(one.id, ()), hands_over=sums[one.id].moves > 0),
            (positions.get(one.id), costs.get(one.id, Decimal(0)), effects.get(one.id)),
        )
        for one in project.departments
    )


def _standing(department: str, agreements: Sequence[Agreement], *, hands_over: bool) -> AgreementStanding:
    alive = [one for one in agreements if one.state is not AgreementState.ENDED]
    place = Place("departments", (department,), "agreements")
    if not alive:
        return AgreementStanding(None, None, "", "", Count(0, int(hands_over)), place)
    in_order = sorted(alive, key=lambda one: _STATES.index(one.state))
    worst, best = in_order[0], in_order[-1]
    is_signed = worst.state is AgreementState.SIGNED
    return AgreementStanding(
        worst.state,
        best.state,
        worst.version,
        worst.number,
        Count(int(is_signed and hands_over), int(hands_over)),
        Place("agreements", (worst.id,)),
    )


def _row(
    department: str | None,
    name: str,
    tally: Tally,
    knowledge: tuple[Count, Count],
    agreement: AgreementStanding,
    figures: tuple[Positions | None, Decimal, NetEffect | None],
) -> DepartmentProgress:
    of = round(tally.case_types)
    positions, cost, effect = figures
    return DepartmentProgress(
        department=department,
        name=name,
        case_types=of,
        out_of_scope=round(tally.out_of_scope),
        mapped=Count(round(tally.mapped), of),
        levels=Count(round(tally.levels), of),
        volumes=Count(round(tally.volumes), of),
        minutes=Count(round(tally.minutes), of),
        checklists=knowledge[0],
        faqs=knowledge[1],
        agreement=agreement,
        share_levels_1_4=Rate(tally.low / tally.classed if tally.classed else None, OF_CASES),
        fte_needed=positions.needed_share if positions else 0.0,
        fte_brought=positions.moving_whole + positions.realisable if positions else 0.0,
        fte_balance=positions.difference if positions else 0.0,
        yearly_cost=cost,
        net_effect=effect.difference if effect else None,
        break_even_year=effect.break_even_year if effect else None,
        place=Place("departments", (department,)) if department else Place("departments"),
    )


def _total(results: Results, tally: Tally, rows: Sequence[DepartmentProgress]) -> DepartmentProgress:
    """Return the sum of ``rows``. Its cost is the whole year's, what is centrally funded included."""
    worst = [one.agreement.worst for one in rows if one.agreement.signed.of]
    states = [one for one in worst if one is not None]
    agreement = AgreementStanding(
        worst=None if None in worst or not states else min(states, key=_STATES.index),
        best=max(states, key=_STATES.index, default=None),
        version="",
        number="",
        signed=_added(one.agreement.signed for one in rows),
        place=Place("agreements"),
    )
    positions = next((one for one in results.release.positions if one.department is None), None)
    made = _row(
        None,
        "",
        tally,
        (_added(one.checklists for one in rows), _added(one.faqs for one in rows)),
        agreement,
        (positions, results.costs.yearly_total, None),
    )
    effects = [one.net_effect for one in rows if one.net_effect is not None]
    return replace(made, net_effect=sum(effects, Decimal(0)) if effects else None)


def _added(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(one.done for one in listed), sum(one.of for one in listed))
