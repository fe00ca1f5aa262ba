"""What explanations look up, built once for a project and its results: thousands of case types, a click each.

Columns over case types and their channels, so that a sum over all of them and its largest parts take no loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from operator import attrgetter

import numpy as np

from workbench.analysis.money.price_list import PriceList
from workbench.analysis.people.positions import Performer
from workbench.analysis.people.release import part_of
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Floats, Ints, Price, Results
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.model.case_types import CaseType, Scope
from workbench.model.pause import Pause
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.text import N_, ProjectError, message

_KEPT = 2
"""The chosen scenario, and one that is set beside it."""

_OF_CHANNEL = (
    "cases", "contacts", "cases_reaching", "first_contacts", "follow_ups", "work_s", "deferred_work_s",
)  # fmt: skip
_channel_values = attrgetter(*_OF_CHANNEL)


def older_than_project() -> ProjectError:
    """Return what to raise where case types came, went or were moved since the results were made."""
    return ProjectError(
        message(N_("The figures are older than the project. Wait until they are calculated."))
    )


class Basis:
    """A project with its results, and indexes over them that are made when they are first asked for."""

    def __init__(self, project: Project, results: Results) -> None:
        if len(project.case_types) != len(results.flows):
            raise older_than_project()
        self.project, self.results = project, results

    def get_ready(self, pause: Pause) -> None:
        """Make the indexes that explanations look up; ``pause`` is called between them, and may end it."""
        makes: tuple[Callable[[], object], ...] = (
            lambda: self.terms, lambda: self.places, lambda: self.prices, lambda: self.reaching,
            lambda: self.is_in_scope, lambda: self.departments, lambda: self._channels,
            lambda: self._places_of_unit,
        )  # fmt: skip
        for make in makes:
            pause()
            make()

    @cached_property
    def scenario(self) -> Scenario | None:
        """The scenario that the results are of; None: the project as it is."""
        return next((one for one in self.project.scenarios if one.id == self.results.scenario), None)

    @cached_property
    def terms(self) -> ScenarioTerms:
        """What holds in that scenario."""
        return scenario_terms(self.project, self.scenario)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where a case type stands, by its id."""
        return {one.case_type: n for n, one in enumerate(self.results.flows)}

    def case_type(self, wanted: str) -> tuple[CaseType, CaseTypeFlow, CaseTypeDemand] | None:
        """Return a case type with its flow and its year; None where there is none with that id."""
        place = self.places.get(wanted)
        if place is None:
            return None
        return self.at(place), self.results.flows[place], self.results.demand.case_types[place]

    @cached_property
    def role_names(self) -> dict[str, str]:
        """The names of roles, by their ids."""
        return {one.id: one.name for one in self.project.roles}

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """The names of units, by their ids."""
        return {one.id: one.name for one in self.project.units}

    def at(self, place: int) -> CaseType:
        """Return the case type whose figures stand at ``place``."""
        found = self.project.case_types[place]
        if found.id != self.results.flows[place].case_type:
            raise older_than_project()
        return found

    @property
    def _price_list(self) -> PriceList:
        prices = self.results.prices
        if not isinstance(prices, PriceList):
            raise TypeError
        return prices

    @cached_property
    def prices(self) -> dict[tuple[str, str], int]:
        """The place of each price in the list, by case type and channel (the first where there are two)."""
        prices, work = self._price_list, self._price_list.work
        names, rows = [one.case_type for one in work.case_types], prices.rows.tolist()
        at = work.case_type[prices.rows].tolist()
        keys = ((names[n], work.channels[row]) for n, row in zip(at, rows, strict=True))
        return {key: n for n, key in reversed(tuple(enumerate(keys)))}

    def price(self, case_type: str, channel: str) -> Price | None:
        """Return a price of the list; None where the case type has none on that channel."""
        place = self.prices.get((case_type, channel))
        return None if place is None else self.results.prices[place]

    def price_amounts(self, department: str) -> Floats:
        """Return what each price of the list brings in a year from ``department``: 0 for others' prices."""
        prices, work = self._price_list, self._price_list.work
        if department not in work.departments:
            return np.zeros(len(prices))
        is_mine = work.department[prices.rows] == work.departments.index(department)
        amounts: Floats = prices.variable_hundredths * 1e-8 * work.contacts_millionths[prices.rows] * is_mine
        return amounts

    # columns over case types

    @cached_property
    def _flow_columns(self) -> Floats:
        nan = float("nan")
        return np.array(
            [
                (
                    nan if one.share_levels_1_4 is None else one.share_levels_1_4,
                    one.first_contact_resolution,
                    one.solved_in_customer_service,
                    one.reaches_customer_service,
                )
                for one in self.results.flows
            ],
            float,
        ).reshape(-1, 4)

    @property
    def share_levels_1_4(self) -> Floats:
        """The share that ends on levels 1-4, per case type; nan where a level is missing."""
        return self._flow_columns[:, 0]

    @property
    def first_contact_resolution(self) -> Floats:
        """The share that is solved in the first sitting, per case type."""
        return self._flow_columns[:, 1]

    @property
    def solved(self) -> Floats:
        """The share that is solved in customer service, per case type."""
        return self._flow_columns[:, 2]

    @cached_property
    def _year_columns(self) -> Floats:
        years = self.results.demand.case_types
        return np.array(
            [(one.cases_per_year, one.cases_reaching, one.is_covered) for one in years], float
        ).reshape(-1, 3)

    @property
    def cases(self) -> Floats:
        """Cases per year, per case type."""
        return self._year_columns[:, 0]

    @property
    def is_covered(self) -> Floats:
        """1 for a case type that figures cover, else 0."""
        return self._year_columns[:, 2]

    @cached_property
    def reaching(self) -> Floats:
        """Cases that reach customer service and that figures cover, per case type."""
        return self._year_columns[:, 1] * self.is_covered * self._flow_columns[:, 3]

    @cached_property
    def is_in_scope(self) -> Floats:
        """1 for a case type that is not out of scope, else 0."""
        return np.array([one.scope is not Scope.OUT for one in self.project.case_types], float)

    @cached_property
    def departments(self) -> dict[str, Ints]:
        """The places of each department's case types."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, flow in enumerate(self.results.flows):
            found[flow.department].append(place)
        return {name: np.array(places, np.int64) for name, places in found.items()}

    # columns over the channels of case types

    @cached_property
    def _channels(self) -> dict[str, tuple[Ints, Floats]]:
        """By channel: the places of the case types that come by it, and their values."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        values: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
        for place, year in enumerate(self.results.demand.case_types):
            for one in year.channels:
                places[one.channel].append(place)
                values[one.channel].append(_channel_values(one))
        return {name: (np.array(places[name], np.int64), np.array(values[name], float)) for name in places}

    def by_channel(self, channel: str, *fields: str) -> Floats:
        """Return the sum of ``fields`` of a channel, per case type: the fields of a ChannelDemand."""
        found = np.zeros(len(self.results.flows))
        if channel in self._channels:
            places, values = self._channels[channel]
            at = [_OF_CHANNEL.index(one) for one in fields]
            np.add.at(found, places, values[:, at].sum(axis=1))
        return found

    # who is relieved of what

    @cached_property
    def _places_of_unit(self) -> dict[str | None, list[int]]:
        found: defaultdict[str | None, list[int]] = defaultdict(list)
        for place, flow in enumerate(self.results.flows):
            units = {step.unit_today for step in flow.steps}
            units.add(flow.follow_up_unit)
            for unit in units:
                found[unit].append(place)
        return found

    def taken(self, performer: Performer) -> Floats:
        """Return the hours per year of which ``performer`` is relieved, per case type."""
        department_of = {unit.id: unit.department for unit in self.project.units}
        found = np.zeros(len(self.results.flows))
        years = self.results.demand.case_types
        for place in self._places_of_unit.get(performer[1], ()):
            part = part_of(self.results.flows[place], years[place], department_of)
            found[place] = part.taken_s.get(performer, 0.0) / 3600
        return found


_kept: list[Basis] = []


def basis_of(project: Project, results: Results) -> Basis:
    """Return the indexes over ``project`` and ``results``: the same as last time for the same two objects."""
    for one in _kept:
        if one.project is project and one.results is results:
            return one
    made = Basis(project, results)
    _kept.insert(0, made)
    del _kept[_KEPT:]
    return made
