"""The rows of the capture table, as values: case types with their steps, and the empty rows that wait for typing.

A row is made anew only where its case type is another object, so that the table repaints what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.demand.contacts import check_open
from workbench.analysis.demand.volume_year import DemandBasis, demand_basis, year_of, yearly_volume
from workbench.analysis.engine import find_scenario
from workbench.analysis.findings.case_type_checks import case_type_checks
from workbench.analysis.findings.rules import RULES, Hit
from workbench.analysis.memo import Memo
from workbench.analysis.process.flow import flow_of
from workbench.analysis.process.shape import LAST_LEVEL_OF_CUSTOMER_SERVICE
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.capture.rows import is_whole_case
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.project import Project
from workbench.model.text import NotCalculable, ProjectError
from workbench.model.volumes import Volume

Kind = Literal["case_type", "step"]
END = "new"
"""The key of the empty row that always stands last."""


@dataclass(frozen=True)
class Gap:
    """Where an empty row waits: behind a case type, or within one behind the step ``after`` (None: first)."""

    kind: Kind
    case_type: str | None = None
    after: str | None = None

    @property
    def key(self) -> str:
        """What the row is called, also in the drafts that survive a crash."""
        return f"new/{self.kind}/{self.case_type or ''}/{self.after or ''}"


def gap_of(key: str) -> Gap | None:
    """Return the gap that :attr:`Gap.key` named; None for rows that are there."""
    if key == END:
        return Gap("case_type")
    parts = key.split("/")
    if len(parts) != 4 or parts[0] != "new" or parts[1] not in ("case_type", "step"):
        return None
    return Gap("step" if parts[1] == "step" else "case_type", parts[2] or None, parts[3] or None)


@dataclass(frozen=True)
class Figures:
    """What is reckoned of one case type. None: cannot be said yet. ``minutes`` are per case, all steps.

    ``missing`` counts levels, minutes and volumes that nobody has said.
    """

    contacts_per_year: float | None
    minutes: float | None
    hits: tuple[Hit, ...]
    missing: int


@dataclass(frozen=True)
class Row:
    """A row. ``step`` is a step row's own, or the one step of a case type that nobody has broken down.

    ``way``: the share that comes from the row ``way_from`` (its number, 0: the one above); None where nothing does.
    ``crosses``: below it lies the boundary between what can move and what stays.
    """

    key: str
    kind: Kind
    case_type: CaseType | None = None
    step: Step | None = None
    number: int = 0
    is_open: bool | None = None
    figures: Figures | None = None
    way: float | None = None
    way_from: int = 0
    crosses: bool = False
    gap: Gap | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a case type that is still one step."""
        return self.kind == "case_type" and self.step is not None

    @property
    def is_empty(self) -> bool:
        """Whether it waits for typing."""
        return self.gap is not None

    @property
    def title(self) -> str:
        """What it is called."""
        if self.kind == "step":
            return self.step.title if self.step else ""
        return self.case_type.name if self.case_type else ""


class Reckoning:
    """Figures and findings of case types, kept as long as a case type is the same object.

    Until it ``is_ready`` only what is missing is counted, which asks no calendar: that takes a while to load, and
    is loaded beside the window.
    """

    def __init__(self) -> None:
        self.memo = Memo()
        self.is_ready = False
        self._terms: ScenarioTerms | None = None
        self._basis: DemandBasis | None = None

    def of(
        self, project: Project, scenario_id: str | None, case_types: Sequence[CaseType]
    ) -> tuple[Figures, ...]:
        """Return the figures of ``case_types``, today's where the scenario cannot be reckoned."""
        self._terms = self._basis = None
        try:
            self._prepare(project, scenario_id)
        except ProjectError:
            self._terms = self._basis = None
        basis = (self._terms, self._basis, project.settings.rules)
        return self.memo.each("figures", case_types, basis, lambda at: self._one(project, case_types[at]))

    def per_year(self, volume: Volume, case_type: CaseType | None) -> tuple[float, float] | None:
        """Return (times per year, open days or whatever the factor is) of a volume that is being typed."""
        if self._terms is None or self._basis is None:
            return None
        profile = self._basis.default_profile if case_type is None else self._basis.profile_of(case_type)
        pool = self._terms.pool_of(volume.channel)
        yearly = yearly_volume(volume, pool, profile, self._basis)
        one = volume.changed(low=1.0, likely=1.0, high=1.0)
        factor = yearly_volume(one, pool, profile, self._basis)
        return None if yearly is None or factor is None else (yearly, factor)

    def _prepare(self, project: Project, scenario_id: str | None) -> None:
        p = project
        scenario = find_scenario(p, scenario_id)
        reads = (p.settings, p.municipality, p.units, p.pools, p.waves, scenario)
        few = p.model_copy(
            update={"case_types": ()}
        )  # read only for the terms' notes, which nobody reads here
        terms = self.memo.once("terms", reads, lambda: scenario_terms(few, scenario))
        if self.is_ready:
            check_open(terms)
            self._basis = self.memo.once("basis", (terms, p.profiles), lambda: demand_basis(p, terms))
        self._terms = terms

    def _one(self, project: Project, case_type: CaseType) -> Figures:
        steps = case_type.steps
        missing = sum(step.level is None for step in steps) + sum(
            step.minutes_today is None for step in steps
        )
        missing += (not case_type.volumes) + (not steps)
        if self._terms is None:
            return Figures(None, None, (), missing)
        try:
            flow = flow_of(case_type, self._terms)
        except NotCalculable:  # a loop without a way out, while it is being written down
            return Figures(None, None, (), missing + 1)
        if self._basis is None:
            return Figures(None, None, (), missing)
        year = year_of(case_type, flow, self._terms, self._basis)
        said = [one for one in flow.steps if one.minutes_today is not None]
        minutes = sum(one.visits * (one.minutes_today or 0.0) for one in said) if said else None
        contacts = year.contacts_per_year if case_type.volumes else None
        hits = tuple(case_type_checks(project.settings.rules, case_type, flow))
        return Figures(contacts, minutes, hits, missing)


class Rows:
    """Makes the rows of a list of case types; those of an unchanged case type are the same objects."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], tuple[Row, ...]]] = {}

    def of(
        self,
        case_types: Sequence[CaseType],
        figures: Sequence[Figures],
        open_ones: Collection[str],
        gap: Gap | None,
    ) -> tuple[Row, ...]:
        """Return all rows, with the empty row of ``gap`` in its place and one at the end."""
        found: list[Row] = []
        made: dict[str, tuple[tuple[object, ...], tuple[Row, ...]]] = {}
        for number, (case_type, known) in enumerate(zip(case_types, figures, strict=True), 1):
            is_open = case_type.id in open_ones
            asked = (case_type, known, number, is_open)
            kept = self._made.get(case_type.id)
            is_kept = kept is not None and all(a is b or a == b for a, b in zip(kept[0], asked, strict=True))
            rows = kept[1] if kept is not None and is_kept else _rows_of(case_type, known, number, is_open)
            made[case_type.id] = (asked, rows)
            found += rows
            if gap is not None and gap.case_type == case_type.id:
                _put(found, gap, case_type, len(rows))
        self._made = made
        found.append(Row(END, "case_type", number=len(case_types) + 1, gap=Gap("case_type")))
        return tuple(found)


def _put(found: list[Row], gap: Gap, case_type: CaseType, count: int) -> None:
    """Put the empty row of ``gap`` among the rows of its case type, which stand last in ``found``."""
    row = Row(gap.key, gap.kind, case_type=case_type if gap.kind == "step" else None, gap=gap)
    first = len(found) - count
    at = len(found)
    if gap.kind == "step":
        places = [n for n in range(first, len(found)) if found[n].step and _id(found[n]) == gap.after]
        at = places[0] + 1 if places else first + 1
    found.insert(at, row)


def _id(row: Row) -> str:
    return row.step.id if row.step else ""


def _rows_of(case_type: CaseType, figures: Figures, number: int, is_open: bool) -> tuple[Row, ...]:
    if is_whole_case(case_type):
        whole = case_type.steps[0]
        return (Row(case_type.id, "case_type", case_type, whole, number, None, figures),)
    has_steps = bool(case_type.steps)
    head = Row(case_type.id, "case_type", case_type, None, number, is_open if has_steps else None, figures)
    if not (is_open and has_steps):
        return (head,)
    return (head, *_step_rows(case_type, figures))


def _step_rows(case_type: CaseType, figures: Figures) -> Iterator[Row]:
    places = {step.id: at for at, step in enumerate(case_type.steps)}
    for at, step in enumerate(case_type.steps):
        way, way_from = _way_into(case_type, at, places)
        below = case_type.steps[at + 1] if at + 1 < len(case_type.steps) else None
        yield Row(
            key=step.id,
            kind="step",
            case_type=case_type,
            step=step,
            figures=figures,
            way=way,
            way_from=way_from,
            crosses=_crosses(step, below),
        )


def _way_into(case_type: CaseType, at: int, places: Mapping[str, int]) -> tuple[float | None, int]:
    """Return what comes to the step at ``at``: from the row above, else from the nearest row before or after."""
    step = case_type.steps[at]
    if at == 0 if case_type.start is None else case_type.start == step.id:
        return 1.0, 0
    ways = [flow for flow in case_type.flows if flow.target == step.id and flow.source != step.id]
    if not ways:
        return None, 0
    nearest = min(ways, key=lambda flow: (places[flow.source] > at, abs(places[flow.source] - at)))
    source = places[nearest.source]
    return nearest.probability, 0 if source == at - 1 else source + 1


def _crosses(step: Step, below: Step | None) -> bool:
    if below is None or step.level is None or below.level is None:
        return False
    last = LAST_LEVEL_OF_CUSTOMER_SERVICE
    return (step.level <= last) != (below.level <= last)


def gravest(figures: Figures | None, item: str) -> Hit | None:
    """Return the gravest thing to mend about ``item``: an error, else a warning; never advice."""
    hits = [hit for hit in (figures.hits if figures else ()) if hit.id == item]
    for severity in ("error", "warning"):
        for hit in hits:
            if RULES[hit.rule].severity == severity:
                return hit
    return None


def unfilled(row: Row) -> tuple[str, ...]:
    """Return the columns of ``row`` in which something is missing, from left to right."""
    if row.is_empty or row.case_type is None:
        return ()
    found = []
    if row.step is not None:
        if row.step.level is None:
            found.append("level")
        if row.step.unit is None and row.case_type.unit is None:
            found.append("performer")
    if row.kind == "case_type" and not row.case_type.volumes:
        found.append("volume")
    if row.step is not None and row.step.minutes_today is None:
        found.append("minutes")
    return tuple(found)
