"""So much money a year: which levels and case types can move.

Levels are added in order as long as the shared yearly cost keeps within the budget. Within the level that does not
fit whole, case types are taken in the order of hours relieved per added cost, as far as the budget reaches: by
bisection over how many, every try a run of the chain as far as the cost, with its steps, minimum presence and prices.
So the scenario that is found costs what it says, and with the next case type in the order it would cost more than
there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.engine import Costing, Engine, find_scenario
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Disposition, Results
from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.rosa import DEFAULT_RULES, LEVELS, Movement
from workbench.model.scenarios import Scenario, StepOverride
from workbench.model.text import N_, Message, ProjectError, message

Progress = Callable[[int, int], None]
_MOVES = Disposition.MOVES


@dataclass(frozen=True)
class Candidate:
    """A case type's steps of the level in part: hours per year that departments are relieved of, and what they cost.

    ``added_cost`` is an estimate, minutes x the rate of a minute, that orders them; the whole cost is calculated.
    """

    case_type: str
    level: int
    hours_relieved: float
    added_cost: Decimal


@dataclass(frozen=True, eq=False)
class BudgetFound:
    """What the budget reaches. ``levels`` move whole; of ``level_in_part`` the case types ``moved`` do (in order).

    ``cost`` is the shared yearly cost; ``cost_with_next`` is that with the next in order too (None: nothing is left
    out), and is above the budget. ``scenario`` gives exactly this, ``results`` are its figures without findings.
    """

    budget: Decimal
    cost: Decimal
    cost_with_next: Decimal | None
    levels: tuple[int, ...]
    level_in_part: int | None
    moved: tuple[Candidate, ...]
    left_out: tuple[Candidate, ...]
    fte_total: float
    hours_taken: float
    runs: int
    rule: Message
    scenario: Scenario
    results: Results


def levels_within_budget(
    project: Project,
    budget: Decimal,
    scenario: str | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
    pause: Pause = nothing,
) -> BudgetFound:
    """Return what can move for a shared yearly cost of at most ``budget``, all else as ``scenario`` says.

    One run per level that may move, and one per halving of the case types: some twenty for five thousand, of which
    the later ones only add up what the earlier ones made of each case type. ``engine`` may know the project already,
    and is left as it is. ``progress`` hears (runs done, at most). Raises ProjectError where not even the way in can be
    paid.
    """
    base = find_scenario(project, scenario) or Scenario(id="as_the_project_says", name="")
    runs = (engine or Engine()).beside(keeps_all=True)
    with pausing(pause):
        return _Seek(project, base, budget, runs, progress).found()


class _Seek:
    """The runs of one search, all in one scenario that says otherwise each time."""

    def __init__(
        self,
        project: Project,
        base: Scenario,
        budget: Decimal,
        engine: Engine,
        progress: Progress | None,
    ) -> None:
        self._project, self._base, self._budget = project, base, budget
        self._progress = progress
        self._engine, self._runs = engine, 0
        self._levels = _may_move(project)
        self._most = len(self._levels) + 1 + len(project.case_types).bit_length()

    def found(self) -> BudgetFound:
        """Add whole levels, then part of the next."""
        levels: tuple[int, ...] = ()
        scenario = self._with(levels, ())
        fits = self._run(scenario)
        if fits.costs.shared_yearly > self._budget:
            raise ProjectError(
                message(
                    N_(
                        "{budget} is too little: to take every contact and pass it on costs {least} a year before "
                        "anything has moved."
                    ),
                    budget=self._budget,
                    least=fits.costs.shared_yearly,
                )
            )
        for level in self._levels:
            wider = self._with((*levels, level), ())
            more = self._run(wider)
            if more.costs.shared_yearly > self._budget:
                whole = self._engine.figures(self._project, wider)
                return self._in_part(levels, level, fits, whole)
            if _newly_moving(fits, more):
                levels, fits, scenario = (*levels, level), more, wider
        return self._told(scenario, None, levels, None, (), ())

    def _in_part(self, levels: tuple[int, ...], level: int, fits: Costing, too_much: Results) -> BudgetFound:
        """Take as many case types of ``level``, in order, as the budget reaches; all of them are too many."""
        moving = _newly_moving(fits, too_much)
        order = _in_order(level, moving, fits, too_much)
        wider = (*levels, level)
        stay = {
            name: tuple(StepOverride(step=one, decision=StepDecision.STAY) for one in steps)
            for name, steps in moving.items()
        }
        low, high = 0, len(order)
        best, beyond = self._with(levels, ()), too_much.costs.shared_yearly
        while high - low > 1:
            middle = (low + high) // 2
            tried = self._with(wider, [step for one in order[middle:] for step in stay[one.case_type]])
            results = self._run(tried)
            if results.costs.shared_yearly <= self._budget:
                low, best = middle, tried
            else:
                high, beyond = middle, results.costs.shared_yearly
        return self._told(
            best,
            beyond,
            levels,
            level if low else None,
            order[:low],
            order[low:],
        )

    def _run(self, scenario: Scenario) -> Costing:
        results = self._engine.costing(self._project, scenario)
        self._runs += 1
        if self._progress is not None:
            self._progress(self._runs, max(self._most, self._runs))
        return results

    def _with(self, levels: tuple[int, ...], staying: Sequence[StepOverride]) -> Scenario:
        """Return the scenario in which ``levels`` move, but not the steps ``staying``."""
        left = {one.step for one in staying}
        said = tuple(one for one in self._base.step_overrides if one.step not in left)
        return self._base.changed(levels=levels, step_overrides=(*said, *staying))

    def _told(
        self,
        scenario: Scenario,
        beyond: Decimal | None,
        levels: tuple[int, ...],
        in_part: int | None,
        moved: Sequence[Candidate],
        left_out: Sequence[Candidate],
    ) -> BudgetFound:
        results = self._engine.figures(self._project, scenario)
        if self._progress is not None:
            self._progress(self._runs, self._runs)
        return BudgetFound(
            budget=self._budget,
            cost=results.costs.shared_yearly,
            cost_with_next=beyond,
            levels=levels,
            level_in_part=in_part,
            moved=tuple(moved),
            left_out=tuple(left_out),
            fte_total=results.staffing.fte_total,
            hours_taken=results.release.total.taken,
            runs=self._runs,
            rule=message(
                N_(
                    "Levels are added in order; of the level that does not fit whole, the case types that relieve most "
                    "hours for their cost come first."
                )
            ),
            scenario=scenario.changed(id=new_id()),
            results=results,
        )


def _may_move(project: Project) -> tuple[int, ...]:
    """Return the levels that the rule table lets move, by itself or with exceptions, and that some step is on."""
    rules = {rule.level: rule.movement for rule in (*DEFAULT_RULES, *project.settings.rules)}
    used = {step.level for case_type in project.case_types for step in case_type.steps}
    return tuple(level for level in LEVELS if level in used and rules[level] is not Movement.REFUSED)


def _newly_moving(before: Costing, after: Costing | Results) -> dict[str, list[str]]:
    """Return by case type the steps that move in ``after`` and did not in ``before``."""
    found = {}
    for one, other in zip(before.flows, after.flows, strict=True):
        checkpoint()
        if one is not other:
            already = {step.id for step in one.steps if step.disposition is _MOVES}
            moving = [
                step.id for step in other.steps if step.disposition is _MOVES and step.id not in already
            ]
            if moving:
                found[other.case_type] = moving
    return found


def _in_order(
    level: int, moving: dict[str, list[str]], without: Costing, whole: Results
) -> tuple[Candidate, ...]:
    """Return what ``level`` brings case type by case type, most hours relieved per added cost first.

    Those that the figures do not cover come last: nobody knows what they cost.
    """
    rate = whole.allocation.rate_per_minute
    found: list[Candidate] = []
    uncovered: list[Candidate] = []
    for before, after, year_before, year_after in zip(
        without.flows, whole.flows, without.demand.case_types, whole.demand.case_types, strict=True
    ):
        checkpoint()
        if after.case_type not in moving:
            continue
        hours = _hours_taken(after, year_after) - _hours_taken(before, year_before)
        minutes = Decimal(round(_minutes_worked(year_after) - _minutes_worked(year_before), 6))
        one = Candidate(after.case_type, level, hours, (minutes * rate).quantize(_OERE))
        (found if year_after.is_covered else uncovered).append(one)
    return (*sorted(found, key=_first_worth), *uncovered)


_OERE = Decimal("0.01")


def _first_worth(one: Candidate) -> tuple[float, float, str]:
    """Order what costs nothing, or less than before, first; then by hours per amount; ties by id."""
    if one.added_cost <= 0:
        return (-1.0, -one.hours_relieved, one.case_type)
    return (0.0, -one.hours_relieved / float(one.added_cost), one.case_type)


def _hours_taken(flow: CaseTypeFlow, year: CaseTypeDemand) -> float:
    """Return the hours per year that departments are relieved of: moved steps, and follow-ups where the start moves."""
    if not year.is_covered:
        return 0.0
    common = sum(one.first_contacts + one.cases_deflected for one in year.channels)
    minutes = sum(
        step.visits * (step.minutes_today or 0.0) for step in flow.steps if step.disposition is _MOVES
    )
    follow_ups = (flow.contacts_per_case - 1) * flow.follow_up_today_s / 60 if flow.start_moves else 0.0
    return common * (minutes + follow_ups) / 60


def _minutes_worked(year: CaseTypeDemand) -> float:
    return sum(one.work_s + one.deferred_work_s for one in year.channels) / 60 if year.is_covered else 0.0
