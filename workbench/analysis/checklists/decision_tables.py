"""Whether a decision table decides every case, and each of them once: what an adviser would otherwise find by phone.

The first rule that fits holds. Rules are boxes in the space of all cases. Each is cut out of what the rules above it
have left, so that one pass finds rules that never apply, and what is left at the end has no rule. That is exact: two
rules together may hide a third. The work is bounded; a table too big for the bound says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbench.analysis.checklists.decision_answers import Answers, read_column
from workbench.model.knowledge import DecisionTable
from workbench.model.text import N_, Message, message

What = Literal[
    "gap",
    "more_gaps",
    "contradiction",
    "same",
    "needless",
    "never",
    "hidden",
    "empty",
    "no_outcome",
    "order",
    "too_many",
]
Box = tuple[int, ...]
"""One mask of cases per column."""
_MOST_STEPS, _MOST_BOXES = 15_000, 1_500
"""How often a box is set against a rule, and how many boxes there are, before the check gives up: some 50 ms."""
_MOST_GAPS = 3
GRAVE = frozenset({"gap", "contradiction", "never", "hidden", "empty", "no_outcome"})
"""What makes a table wrong; the rest is worth knowing."""


@dataclass(frozen=True)
class TableProblem:
    """Something about a table. ``rules`` are row numbers from 1, the one it is about first; ``case`` says when."""

    what: What
    rules: tuple[int, ...] = ()
    case: Message | None = None

    @property
    def is_grave(self) -> bool:
        """Whether the table is wrong, and not only worth a second look."""
        return self.what in GRAVE


@dataclass(frozen=True)
class _Rule:
    number: int
    box: Box
    outcome: str


@lru_cache(maxsize=4096)
def table_problems(table: DecisionTable) -> tuple[TableProblem, ...]:
    """Return what is wrong with ``table``, gaps first, then rule by rule. Rules without any word are left out."""
    written = [
        (number, row)
        for number, row in enumerate(table.rows, 1)
        if row.outcome.strip() or any(one.strip() for one in row.answers)
    ]
    if not written:
        return ()
    columns = [read_column([row.answers[at] for _, row in written]) for at in range(len(table.conditions))]
    rules = [
        _Rule(number, tuple(column.masks[place] for column in columns), _tidy(row.outcome))
        for place, (number, row) in enumerate(written)
    ]
    silent = [TableProblem("no_outcome", (rule.number,)) for rule in rules if not rule.outcome]
    left, covered = _pass(rules, tuple(column.all for column in columns))
    gaps = [TableProblem("too_many")] if left is None else list(_gaps(table, columns, rules, left))
    return (*gaps, *silent, *covered, *_order(rules, covered))


def problem_words(problem: TableProblem) -> Message:
    """Return what a problem is, in a sentence."""
    first = str(problem.rules[0]) if problem.rules else ""
    others = ", ".join(str(one) for one in problem.rules[1:])
    if problem.what == "gap":
        return message(N_("No rule fits when {case}."), case=problem.case)
    texts: dict[What, str] = {
        "more_gaps": N_("There are more cases without a rule."),
        "contradiction": N_("Rule {rule} has the answers of rule {other}, and says something else."),
        "same": N_("Rule {rule} is the same as rule {other}."),
        "needless": N_("Rule {rule} is not needed: rule {other} says the same for its cases."),
        "never": N_("Rule {rule} never applies: rule {other} stands above it and fits all its cases."),
        "hidden": N_("Rule {rule} never applies: rules {other} together take all its cases."),
        "empty": N_("Rule {rule} never applies: no case has its answers."),
        "no_outcome": N_("Rule {rule} does not say what follows."),
        "order": N_("The order matters for rules {rule}, {other}: where several fit, the upper one holds."),
        "too_many": N_("There are too many cases to look for one without a rule."),
    }
    return message(texts[problem.what], rule=first, other=others)


def _tidy(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .!")


def _pass(rules: Sequence[_Rule], every: Box) -> tuple[list[Box] | None, list[TableProblem]]:
    """Return the cases (boxes without overlap) that no rule takes, None beyond the bound, and rules without any."""
    left: list[Box] | None = [every]
    steps, found = 0, []
    for at, rule in enumerate(rules):
        above = rules[:at]
        single = next((one for one in above if _holds(one.box, rule.box)), None)
        if single is not None:
            found.append(_covered(rule, single))
            continue
        if left is None:
            continue
        steps += len(left)
        if steps > _MOST_STEPS or len(left) > _MOST_BOXES:
            left = None
            continue
        if not any(_meets(box, rule.box) for box in left):
            found.append(_hidden(rule, above))
            continue
        left = [part for box in left for part in _cut(box, rule.box)]
    return left, found


def _covered(rule: _Rule, above: _Rule) -> TableProblem:
    pair, says_same = (rule.number, above.number), rule.outcome == above.outcome
    if rule.box == above.box:
        return TableProblem("same" if says_same else "contradiction", pair)
    return TableProblem("needless" if says_same else "never", pair)


def _hidden(rule: _Rule, above: Sequence[_Rule]) -> TableProblem:
    if not all(rule.box):
        return TableProblem("empty", (rule.number,))
    takers = [one for one in above if _meets(one.box, rule.box)]
    numbers = (rule.number, *(one.number for one in takers))
    return TableProblem(
        "needless" if {one.outcome for one in takers} == {rule.outcome} else "hidden", numbers
    )


def _holds(outer: Box, inner: Box) -> bool:
    return all(not part & ~whole for whole, part in zip(outer, inner, strict=True))


def _meets(one: Box, other: Box) -> bool:
    for mine, its in zip(one, other, strict=True):  # noqa: SIM110 - all() takes three times as long here
        if not mine & its:
            return False
    return True


def _cut(box: Box, rule: Box) -> Iterator[Box]:
    """Yield what is left of ``box`` without ``rule``, in boxes that do not overlap."""
    if not _meets(box, rule):
        yield box
        return
    head: Box = ()
    for at, (mine, its) in enumerate(zip(box, rule, strict=True)):
        if mine & ~its:
            yield (*head, mine & ~its, *box[at + 1 :])
        head = (*head, mine & its)


def _gaps(
    table: DecisionTable, columns: Sequence[Answers], rules: Sequence[_Rule], left: Sequence[Box]
) -> Iterator[TableProblem]:
    """Yield examples of cases without a rule, said with as few conditions as they need."""
    rest, count = sorted(left, key=lambda box: (-_size(box), box)), 0
    while rest and count < _MOST_GAPS:
        wide = _widened(rest[0], columns, rules)
        yield TableProblem("gap", (), _case(table, columns, wide))
        rest = [part for box in rest for part in _cut(box, wide)]
        count += 1
    if rest:
        yield TableProblem("more_gaps")


def _size(box: Box) -> int:
    size = 1
    for mask in box:
        size *= mask.bit_count()
    return size


def _widened(box: Box, columns: Sequence[Answers], rules: Sequence[_Rule]) -> Box:
    """Return a box round ``box`` that still meets no rule: conditions that do not matter are not named."""
    wide = box
    for at, column in enumerate(columns):
        singles = [1 << bit for bit in range(len(column.cases)) if not wide[at] >> bit & 1]
        for more in (column.all, *singles):
            wider = (*wide[:at], wide[at] | more, *wide[at + 1 :])
            if not any(_meets(wider, rule.box) for rule in rules):
                wide = wider
    return wide


def _case(table: DecisionTable, columns: Sequence[Answers], box: Box) -> Message:
    named = [at for at, column in enumerate(columns) if box[at] != column.all] or list(range(len(columns)))
    parts: list[Message] = []
    for at in named:
        said = table.conditions[at].strip() or message(N_("condition {n}"), n=at + 1)
        answer = columns[at].words(box[at])
        parts.append(message(N_('"{condition}" is {answer}'), condition=said, answer=answer))
    whole = parts[0]
    for one in parts[1:]:
        whole = message(N_("{one} and {other}"), one=whole, other=one)
    return whole


def _order(rules: Sequence[_Rule], covered: Sequence[TableProblem]) -> Iterator[TableProblem]:
    """Yield the rules that hold only because of where they stand: others fit as well and say something else."""
    gone = {problem.rules[0] for problem in covered}
    alive = [rule for rule in rules if rule.number not in gone and rule.outcome][:200]
    touched: set[int] = set()
    for at, one in enumerate(alive):
        for other in alive[at + 1 :]:
            is_case_of = _holds(other.box, one.box)
            if one.outcome != other.outcome and not is_case_of and _meets(one.box, other.box):
                touched |= {one.number, other.number}
    if touched:
        yield TableProblem("order", tuple(sorted(touched)))
