"""An explained figure: its definition, its formula, and inputs that combine to its value again.

Every input says how it takes part, so that the claim can be tested and a reader can do the sum. An input that
is itself calculated names the figure that unfolds it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeVar

from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, ChannelDemand, CostLine, Floats, Results
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.model.volumes import Source

if TYPE_CHECKING:  # a window has a side for explanations long before one is asked for
    from workbench.analysis.explain.basis import Basis

MOST = 12
"""How many inputs of one kind stand by themselves; the rest are one input together."""

T = TypeVar("T")
Number = float | Decimal
Part = Literal["term", "factor", "divisor", "note"]

POSITIONS = message(N_("full-time positions"))
HOURS = message(N_("hours per year"))
MINUTES = message(N_("minutes per year"))
CASES = message(N_("cases per year"))
CONTACTS = message(N_("contacts per year"))
SHARE = message(N_("share"))
TIMES = message(N_("times per year"))
SECONDS = message(N_("seconds"))
MINUTES_EACH = message(N_("minutes each time"))
AMOUNT = N_("{currency}")
PER_YEAR = N_("{currency} per year")
ONCE = N_("{currency}, once")
PER_CONTACT = N_("{currency} per contact")
PER_MINUTE = N_("{currency} per minute")
ADVISERS = message(N_("advisers"))
SAID_BY_SCENARIO = message(N_("this scenario says so"))
SAID_BY_PROJECT = message(N_("the project's settings"))
ASSUMPTION = N_("assumption: {source}")


@dataclass(frozen=True)
class Input:
    """What goes into a figure. ``part``: a term is added, a factor multiplied, a divisor divided by, a note read.

    ``quality`` is an estimate's source (None: calculated, or nobody said), ``is_assumption`` marks a default that
    stepped in. ``unfolds`` is the key of the figure that explains this input further. ``more`` counts what is added up
    in it, where it stands for several.
    """

    name: Message | str
    value: Number | None
    unit: Message
    part: Part = "term"
    source: Message | str | None = None
    quality: Source | None = None
    place: Place | None = None
    unfolds: str | None = None
    is_assumption: bool = False
    more: int = 0


@dataclass(frozen=True)
class Explanation:
    """A figure: value, unit, what it means, the formula in a line, the inputs (largest first), what it feeds.

    (sum of terms) x factors / divisors = ``value``, see :func:`recombined`. ``of`` is what a share is a share of.
    """

    key: str
    title: Message
    value: Number | None
    unit: Message
    definition: Message
    formula: Message
    inputs: tuple[Input, ...]
    feeds: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """Return how many things stand in the one input that is all the others together."""
        return sum(one.more for one in self.inputs)


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked about: a project, its results, and the key's part behind the colon (empty without one)."""

    project: Project
    results: Results
    key: str
    name: str

    def money(self, text: str) -> Message:
        """Return a unit with the project's currency in it: ``text`` is AMOUNT, ONCE, PER_CONTACT and the like."""
        return message(text, currency=self.results.costs.currency)

    @property
    def currency(self) -> Message:
        """Return the unit of amounts of a year."""
        return self.money(PER_YEAR)

    @property
    def basis(self) -> Basis:
        """Return the indexes over project and results."""
        from workbench.analysis.explain.basis import basis_of

        return basis_of(self.project, self.results)

    def figure(
        self,
        title: Message | str,
        value: Number | None,
        unit: Message,
        definition: Message | str,
        formula: Message | str,
        *inputs: Input,
        feeds: tuple[str, ...] = (),
    ) -> Explanation:
        """Return the answer: these ``inputs`` make this ``value``. A text without values is its source text."""
        title, definition, formula = (
            message(one) if isinstance(one, str) else one for one in (title, definition, formula)
        )
        return Explanation(self.key, title, value, unit, definition, formula, inputs, feeds)

    def names(self, n: int) -> tuple[str, ...]:
        """Return the ``n`` parts of the name. Raises ProjectError where it has another number of them."""
        parts = tuple(self.name.split(":"))
        if len(parts) != n:
            raise no_such_figure(self.key)
        return parts

    def case_type(self, wanted: str) -> tuple[CaseType, CaseTypeFlow, CaseTypeDemand]:
        """Return a case type with its flow and its year. Raises ProjectError where there is none."""
        found = self.basis.case_type(wanted)
        if found is None:
            raise no_such_figure(self.key)
        return found

    def on_channel(self, year: CaseTypeDemand, channel: str) -> list[ChannelDemand]:
        """Return what comes of a case type by a channel. Raises ProjectError where nothing does."""
        found = [one for one in year.channels if one.channel == channel]
        if not found:
            raise no_such_figure(self.key)
        return found

    def department(self, wanted: str | None = None) -> str:
        """Return the name of the department (None: the one asked about). Raises ProjectError without it."""
        wanted = self.name if wanted is None else wanted
        return self.first(one for one in self.project.departments if one.id == wanted).name

    def cost_line(self, kind: str, wanted: str) -> CostLine:
        """Return a line of the costs. Raises ProjectError where there is none."""
        return self.first(one for one in self.results.costs.lines if (one.kind, one.id) == (kind, wanted))

    def first(self, found: Iterable[T]) -> T:
        """Return the first of ``found``, what the key names. Raises ProjectError where there is none."""
        for one in found:
            return one
        raise no_such_figure(self.key)


Explain = Callable[[Asked], Explanation]


class NoSuchFigureError(ProjectError):
    """Somebody named a figure that there is not: wrong usage on the command line."""

    exit_code = 2


def no_such_figure(key: str) -> NoSuchFigureError:
    """Return what to raise for a key that names no figure."""
    return NoSuchFigureError(message(N_("There is no figure {key}"), key=key))


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


def largest(terms: Iterable[Input], most: int = MOST) -> tuple[Input, ...]:
    """Return the ``most`` terms largest by amount, and the others as one. Zeros are left out."""
    real = sorted((one for one in terms if one.value), key=lambda one: -abs(float(one.value or 0.0)))
    rest = real[most:]
    if len(rest) <= 1:
        return tuple(real)
    total = sum((one.value for one in rest if one.value is not None), start=type(rest[0].value or 0.0)(0))
    return (*real[:most], the_others(len(rest), total, rest[0].unit))


def the_others(n: int, value: Number, unit: Message) -> Input:
    """Return ``n`` terms too small to be named as one."""
    return Input(message(N_("and {n} more"), n=n), value, unit, more=n)


def largest_case_types(
    asked: Asked, values: Floats, unit: Message, *, field: str | None = None, unfolds: str = "case_type:{id}"
) -> tuple[Input, ...]:
    """Return the terms of the case types with the largest ``values`` (one for each), as :func:`largest` does.

    ``unfolds`` is the key of a case type's own figure. Only those that are shown are made into inputs.
    """
    shown, n = largest_places(values)
    terms = tuple(
        Input(
            one.name, float(values[place]), unit, place=Place("case_types", (one.id,), field),
            unfolds=unfolds.format(id=one.id),
        )
        for place, one in ((place, asked.basis.at(place)) for place in shown)
    )  # fmt: skip
    if not n:
        return terms
    rest = float(values.sum()) - math.fsum(float(values[place]) for place in shown)
    return (*terms, the_others(n, rest, unit))


def largest_places(values: Floats, most: int = MOST) -> tuple[list[int], int]:
    """Return the places of the ``most`` largest ``values``, and how many others are not nought."""
    import numpy as np

    places = np.flatnonzero(values)
    in_order = places[np.argsort(-np.abs(values[places]), kind="stable")].tolist()
    few = len(in_order) <= most + 1
    return in_order[: most + 1 if few else most], 0 if few else len(in_order) - most
