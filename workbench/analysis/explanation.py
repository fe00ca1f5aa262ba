"""An explained figure: its definition, its formula, and inputs that combine to its value again.

Every input says how it takes part, so that the claim can be tested and a reader can do the sum. An input that
is itself calculated names the figure that unfolds it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from typing import Literal, TypeVar

from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Results
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.model.volumes import Source

MOST = 12
"""How many inputs of one kind stand by themselves; the rest are one input together."""

T = TypeVar("T")
Number = float | Decimal
Part = Literal["term", "factor", "divisor", "note"]

POSITIONS = N_("full-time positions")
HOURS = N_("hours per year")
MINUTES = N_("minutes per year")
CASES = N_("cases per year")
CONTACTS = N_("contacts per year")
SHARE = N_("share")
TIMES = N_("times per year")


@dataclass(frozen=True)
class Input:
    """What goes into a figure. ``part``: a term is added, a factor multiplied, a divisor divided by, a note read.

    ``quality`` is an estimate's source (None: calculated, or nobody said). ``unfolds`` is the key of the figure
    that explains this input further.
    """

    name: Message | str
    value: Number | None
    unit: Message
    part: Part = "term"
    source: Message | str | None = None
    quality: Source | None = None
    place: Place | None = None
    unfolds: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A figure: value, unit, what it means, the formula in a line, the inputs (largest first), what it feeds.

    (sum of terms) x factors / divisors = ``value``, see :func:`recombined`. ``of`` is what a share is a share of.
    ``more`` counts what is added up in the last term.
    """

    key: str
    title: Message
    value: Number | None
    unit: Message
    definition: Message
    formula: Message
    inputs: tuple[Input, ...]
    feeds: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked about: a project, its results, and the key's part behind the colon (empty without one)."""

    project: Project
    results: Results
    key: str
    name: str

    @property
    def currency(self) -> Message:
        """Return the unit of amounts."""
        return message(N_("{currency} per year"), currency=self.results.costs.currency)

    def rows(self) -> Iterable[tuple[CaseType, CaseTypeFlow, CaseTypeDemand]]:
        """Return every case type with its flow and its year."""
        results = self.results
        return zip(self.project.case_types, results.flows, results.demand.case_types, strict=True)

    def department(self) -> str:
        """Return the name of the department asked about. Raises ProjectError where there is none."""
        return self.first(one for one in self.project.departments if one.id == self.name).name

    def first(self, found: Iterable[T]) -> T:
        """Return the first of ``found``, what the key names. Raises ProjectError where there is none."""
        for one in found:
            return one
        raise no_such_figure(self.key)


Explain = Callable[[Asked], Explanation]


def no_such_figure(key: str) -> ProjectError:
    """Return what to raise for a key that names no figure."""
    return ProjectError(message(N_("There is no figure {key}"), key=key))


def recombined(found: Explanation) -> float | None:
    """Return what the inputs of ``found`` make: the sum of its terms x factors / divisors.

    0 where nothing goes into it; None where the figure itself is missing, or a divisor is 0.
    """
    parts: dict[str, list[float]] = {"term": [], "factor": [], "divisor": [], "note": []}
    for one in found.inputs:
        if one.value is not None:
            parts[one.part].append(float(one.value))
    if not parts["term"] and not parts["factor"]:
        return None if found.value is None else 0.0
    value = math.fsum(parts["term"]) if parts["term"] else 1.0
    divisor = math.prod(parts["divisor"])
    return value * math.prod(parts["factor"]) / divisor if divisor else None


def largest(terms: Sequence[Input], unit: Message, most: int = MOST) -> tuple[tuple[Input, ...], int]:
    """Return the ``most`` terms largest by amount, the others as one, and how many those are. Zeros are left out."""
    real = sorted((one for one in terms if one.value), key=lambda one: -abs(float(one.value or 0.0)))
    rest = real[most:]
    if len(rest) <= 1:
        return tuple(real), 0
    total = sum((one.value for one in rest if one.value is not None), start=type(rest[0].value or 0.0)(0))
    more = Input(message(N_("and {n} more"), n=len(rest)), total, unit)
    return (*real[:most], more), len(rest)


def largest_case_types(
    found: Sequence[tuple[float, CaseType]], unit: Message, *, field: str | None = None
) -> tuple[tuple[Input, ...], int]:
    """Return the terms of the case types with the largest values, as :func:`largest` does; each has its own figure.

    Only those that are shown are made into inputs: there may be thousands.
    """
    real = [one for one in found if one[0]]
    few = len(real) <= MOST + 1
    chosen = nlargest(MOST + 1 if few else MOST, real, key=lambda one: abs(one[0]))
    terms = tuple(
        Input(
            case_type.name,
            value,
            unit,
            place=Place("case_types", (case_type.id,), field),
            unfolds=f"case_type:{case_type.id}",
        )
        for value, case_type in chosen
    )
    if few:
        return terms, 0
    n = len(real) - MOST
    rest = math.fsum(value for value, _ in real) - math.fsum(value for value, _ in chosen)
    return (*terms, Input(message(N_("and {n} more"), n=n), rest, unit)), n
