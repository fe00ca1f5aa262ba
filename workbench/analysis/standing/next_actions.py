"""What to do next: proposals with their reason, ordered by what hangs on them per piece of work.

What hangs on it are customer service's hours per year: those that a measurement would make certain, that a
committee's decision lets move, that are missing in the figures, that wait for a checklist. The second
proposal of a kind counts half, the third a third: the list shows different ways on, not one of them many times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.analysis.standing.blocking import Blocking
from workbench.analysis.standing.tallies import ChecklistStanding, Tally
from workbench.analysis.uncertainty.doubt import P90, together
from workbench.analysis.words import counted
from workbench.model.agreements import AgreementState
from workbench.model.organisation import Department
from workbench.model.project import Project
from workbench.model.text import N_, Message, message

MOST = 12
"""How many proposals are made at most."""
_START_OF_AN_AGREEMENT = 10
"""Pieces of work in an agreement that has not begun: about its headings."""
_SMALLEST_DOUBT_FTE = 0.005

ActionKind = Literal[
    "settings", "measure", "time", "delegation", "workshop", "levels", "volumes", "minutes",
    "approve", "write", "agreement",
]  # fmt: skip


@dataclass(frozen=True)
class NextAction:
    """Something worth doing, why, and where. ``hours`` per year hang on it (``fte`` of them in positions).

    ``pieces`` is how many pieces of work it takes, roughly: checklists one by one, a measurement at once.
    """

    kind: ActionKind
    department: str | None
    title: Message
    reason: Message
    place: Place
    hours: float
    fte: float
    pieces: int


_Examples = dict[tuple[str, str | None], Place]
"""Where the first finding of a rule stands in a department."""


@dataclass(frozen=True, eq=False)
class Standing:
    """What is known about progress: tallies by department and in total, and checklists by department."""

    sums: dict[str, Tally]
    total: Tally
    checklists: dict[str, ChecklistStanding]


def next_actions(
    project: Project, results: Results, standing: Standing, blocks: Sequence[Blocking]
) -> tuple[NextAction, ...]:
    """Return at most MOST proposals, best first."""
    per_fte = results.staffing.hours_per_fte
    mean_hours = standing.total.hours / standing.total.covered if standing.total.covered else 1.0
    checklists = standing.checklists
    examples = {(one.rule, part.department): part.place for one in blocks for part in one.by_department}
    found = list(_about_settings(blocks, standing.total, per_fte))
    workshops = _planned_workshops(project)
    for department in project.departments:
        tally = standing.sums[department.id]
        own_mean = tally.hours / tally.covered if tally.covered else mean_hours
        found += _about_doubt(department, tally, per_fte)
        found += _about_gaps(department, tally, own_mean, per_fte, workshops.get(department.id), examples)
        found += _about_delegation(department, tally, per_fte, examples)
        found += _about_checklists(department, tally, checklists, per_fte)
    found += _about_agreements(project, standing, blocks, per_fte)
    return _best(found)


def _best(found: Sequence[NextAction]) -> tuple[NextAction, ...]:
    """Return the best ``found``: hours per piece of work, divided by how many of the kind stand before it."""
    waiting: dict[str, list[NextAction]] = {}
    for one in sorted(found, key=lambda one: -one.hours / one.pieces):
        waiting.setdefault(one.kind, []).append(one)
    taken: Counter[str] = Counter()
    chosen: list[NextAction] = []
    while waiting and len(chosen) < MOST:
        kind = max(waiting, key=lambda k: waiting[k][0].hours / waiting[k][0].pieces / (taken[k] + 1))
        chosen.append(waiting[kind].pop(0))
        taken[kind] += 1
        if not waiting[kind]:
            del waiting[kind]
    return tuple(chosen)


def _about_settings(blocks: Sequence[Blocking], total: Tally, per_fte: float) -> Iterator[NextAction]:
    """Yield what stops every amount at once."""
    for block in blocks:
        if block.rule in {"no-adviser-salary", "no-contribution-rate"}:
            yield NextAction(
                "settings", None, block.example.remedy, block.example.what, block.place,
                total.hours, total.hours / per_fte, 1,
            )  # fmt: skip


def _about_doubt(department: Department, tally: Tally, per_fte: float) -> Iterator[NextAction]:
    volume_hours = P90 * together(tally.volume_doubt, tally.volume_squares)
    if volume_hours / per_fte > _SMALLEST_DOUBT_FTE:
        yield NextAction(
            "measure",
            department.id,
            message(N_("Measure the contacts at {department} for two weeks"), department=department.name),
            counted(
                N_(
                    "Reduces the doubt: one volume is guessed or estimated, about ± {fte} full-time positions"
                ),
                N_(
                    "Reduces the doubt: {n} volumes are guessed or estimated, about ± {fte} full-time positions"
                ),
                round(tally.volume_guesses),
                fte=round(volume_hours / per_fte, 2),
            ),
            Place("departments", (department.id,), "measurements"),
            volume_hours,
            volume_hours / per_fte,
            1,
        )
    minutes_hours = P90 * together(tally.minutes_doubt, tally.minutes_squares)
    if minutes_hours / per_fte > _SMALLEST_DOUBT_FTE:
        yield NextAction(
            "time",
            department.id,
            message(N_("Time ten cases of each kind at {department}"), department=department.name),
            counted(
                N_("Reduces the doubt: the minutes of one step are guessed or estimated, "
                   "about ± {fte} full-time positions"),
                N_("Reduces the doubt: the minutes of {n} steps are guessed or estimated, "
                   "about ± {fte} full-time positions"),
                round(tally.minutes_guesses),
                fte=round(minutes_hours / per_fte, 2),
            ),
            Place("departments", (department.id,), "case_types"),
            minutes_hours,
            minutes_hours / per_fte,
            2,
        )  # fmt: skip


def _about_gaps(
    department: Department,
    tally: Tally,
    mean_hours: float,
    per_fte: float,
    planned: str | None,
    examples: _Examples,
) -> Iterator[NextAction]:
    """Yield what keeps case types out of the figures; each counts as a usual case type of the department."""
    unmapped = round(tally.case_types - tally.mapped)
    name = {"department": department.name}
    if unmapped:
        hours = unmapped * mean_hours
        title = (
            message(N_("Hold the workshop that is planned with {department}"), **name)
            if planned
            else message(N_("Book the workshop with {department}"), **name)
        )
        reason = counted(N_("One case type is not mapped"), N_("{n} case types are not mapped"), unmapped)
        place = (
            Place("workshops", (planned,)) if planned else Place("departments", (department.id,), "workshops")
        )
        yield NextAction("workshop", department.id, title, reason, place, hours, hours / per_fte, 1)
    of_field = (
        ("levels", N_("Class the steps at {department}"), "step-without-level", tally.mapped - tally.levels),
        (
            "volumes",
            N_("Enter the volumes at {department}"),
            "case-type-without-volume",
            tally.case_types - tally.volumes,
        ),
        (
            "minutes",
            N_("Enter the minutes at {department}"),
            "step-without-minutes",
            tally.mapped - tally.minutes,
        ),
    )
    for kind, title_text, rule, lacking in of_field:
        if lacking > 0:
            hours = lacking * mean_hours
            yield NextAction(
                kind,  # type: ignore[arg-type]
                department.id,
                message(title_text, **name),
                counted(
                    N_("One case type is left out of hours and money"),
                    N_("{n} case types are left out of hours and money"),
                    round(lacking),
                ),
                examples.get((rule, department.id), Place("departments", (department.id,), "case_types")),
                hours,
                hours / per_fte,
                max(1, round(lacking)),
            )


def _about_delegation(
    department: Department, tally: Tally, per_fte: float, examples: _Examples
) -> Iterator[NextAction]:
    if not tally.ungrounded:
        return
    committee = department.committee or department.name
    yield NextAction(
        "delegation",
        department.id,
        message(N_("Send the delegation lines to {committee}"), committee=committee),
        counted(
            N_("Unlocks one step, {hours} hours a year"),
            N_("Unlocks {n} steps, {hours} hours a year"),
            round(tally.ungrounded),
            hours=round(tally.ungrounded_hours),
        ),
        examples.get(
            ("level-4-without-ground", department.id), Place("departments", (department.id,), "case_types")
        ),
        tally.ungrounded_hours,
        tally.ungrounded_hours / per_fte,
        1,
    )


def _about_checklists(
    department: Department, tally: Tally, checklists: dict[str, ChecklistStanding], per_fte: float
) -> Iterator[NextAction]:
    mine = checklists.get(department.id, ChecklistStanding())
    if mine.drafts:
        yield NextAction(
            "approve",
            department.id,
            counted(
                N_("Approve the checklist at {department}"),
                N_("Approve {n} checklists at {department}"),
                mine.drafts,
                department=department.name,
            ),
            message(N_("{hours} hours a year wait for it"), hours=round(mine.draft_hours)),
            Place("checklists", (mine.first_draft,), "state"),
            mine.draft_hours,
            mine.draft_hours / per_fte,
            mine.drafts,
        )
    unwritten = round(tally.moves) - mine.approved - mine.drafts
    if unwritten > 0:
        hours = max(0.0, tally.hours - mine.approved_hours - mine.draft_hours)
        yield NextAction(
            "write",
            department.id,
            counted(
                N_("Let {department} write a checklist"),
                N_("Let {department} write {n} checklists"),
                unwritten,
                department=department.name,
            ),
            message(N_("{hours} hours a year move without one"), hours=round(hours)),
            Place("departments", (department.id,), "checklists"),
            hours,
            hours / per_fte,
            3 * unwritten,
        )


def _planned_workshops(project: Project) -> dict[str, str]:
    """Return, by department, the first workshop that is not signed off."""
    found: dict[str, str] = {}
    for one in project.workshops:
        if one.signed_off_on is None and not one.signed_off_by:
            found.setdefault(one.department, one.id)
    return found


def _about_agreements(
    project: Project,
    standing: Standing,
    blocks: Sequence[Blocking],
    per_fte: float,
) -> Iterator[NextAction]:
    """Yield the agreements that can go on: begin one, or sign where nothing of the department is left."""
    stopped = {
        part.department for block in blocks if block.severity == "error" for part in block.by_department
    }
    alive = {one.department: one for one in project.agreements if one.state is not AgreementState.ENDED}
    for department in project.departments:
        tally, agreement = standing.sums[department.id], alive.get(department.id)
        if not tally.moves:
            continue
        name, hours = {"department": department.name}, tally.hours
        reason = message(N_("{hours} hours a year are handed over"), hours=round(hours))
        if agreement is None:
            title = message(N_("Begin the agreement with {department}"), **name)
            place = Place("departments", (department.id,), "agreements")
            yield NextAction(
                "agreement",
                department.id,
                title,
                reason,
                place,
                hours,
                hours / per_fte,
                _START_OF_AN_AGREEMENT,
            )
            continue
        is_ready = standing.checklists.get(department.id, ChecklistStanding()).approved >= round(tally.moves)
        if agreement.state is AgreementState.SIGNED or not is_ready or department.id in stopped:
            continue
        title = (
            message(N_("Read through the agreement with {department}"), **name)
            if agreement.state is AgreementState.DRAFT
            else message(N_("Sign the agreement with {department}"), **name)
        )
        place = Place("agreements", (agreement.id,), "state")
        pieces = 4 if agreement.state is AgreementState.DRAFT else 2
        yield NextAction("agreement", department.id, title, reason, place, hours, hours / per_fte, pieces)
