"""A big project from a seed, so that speed is measured on something shaped like the real thing.

The same numbers give the same project, byte for byte. Text lengths, branches, loops, volumes and
minutes follow what a large city's mapping looks like; the content means nothing.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import product
from random import Random
from typing import TypeVar

from workbench.model.case_types import CaseType
from workbench.model.costs import (
    AdviserCost,
    CostCategory,
    CostDriver,
    CostItem,
    CostPhase,
    DatedRate,
    Investment,
)
from workbench.model.organisation import Department, FrontlineKind, FrontlinePosition, Role, Unit
from workbench.model.process import Delegation, Flow, Step, StepDecision, StepKind
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Deflection, Scenario
from workbench.model.service import Pool, Wave
from workbench.model.volumes import Channel, Estimate, Period, Profile, Source, Volume
from workbench.templates import big_words as words

UNITS_PER_DEPARTMENT = 4
ROLES_PER_UNIT = 3
_CHANNELS = tuple(Channel)
_CHANNEL_WEIGHTS = (76, 7, 8, 2, 3, 1, 1, 1, 0.5, 0.5)
_SOURCES = tuple(Source)
_T = TypeVar("_T")


def big_project(*, departments: int, case_types: int, steps: int, seed: int) -> Project:
    """Return a valid project with exactly these counts. Raises ValueError where they cannot be met."""
    if departments < 1 or case_types < departments or not case_types <= steps <= 30 * case_types:
        msg = "a big project needs 1 <= departments <= case types <= steps <= 30 x case types"
        raise ValueError(msg)
    random = Random(seed)  # noqa: S311 - made-up content
    was_enabled = gc.isenabled()
    gc.disable()  # half a million small objects that all stay: collecting between them only costs time
    try:
        return _make(random, departments, case_types, steps)
    finally:
        if was_enabled:
            gc.enable()


def _make(random: Random, n_departments: int, n_case_types: int, n_steps: int) -> Project:
    units, roles = _organisation(random, n_departments)
    lengths = _step_counts(random, n_case_types, n_steps)
    made = tuple(
        _case_type(random, number, number % n_departments, lengths[number]) for number in range(n_case_types)
    )
    departments = tuple(
        Department(
            id=f"d-{d}", name=f"{words.AREAS[d % len(words.AREAS)]} {d + 1}", committee=f"Nämnd {d + 1}"
        )
        for d in range(n_departments)
    )
    scenarios = (
        Scenario(id="s-1-3", name="Nivå 1-3", levels=(1, 2, 3)),
        Scenario(id="s-1-4", name="Nivå 1-4", levels=(1, 2, 3, 4)),
        Scenario(
            id="s-e",
            name="Nivå 1-4 och e-tjänster",
            levels=(1, 2, 3, 4),
            deflections=(Deflection(channel=Channel.PHONE, share=0.1),),
        ),
    )
    return Project(
        id="big",
        municipality=Municipality(name="Storstad", inhabitants=n_case_types * 120, is_illustrative=True),
        settings=_settings(),
        departments=departments,
        units=units,
        roles=roles,
        frontline_positions=_frontline(departments),
        case_types=made,
        profiles=(_profile(),),
        pools=(Pool(id="pool", name="Kundservice"),),
        waves=(
            Wave(id="w-1", name="Första starten", starts_on=dt.date(2027, 9, 1)),
            Wave(id="w-2", name="Andra starten", starts_on=dt.date(2028, 3, 1)),
        ),
        scenarios=scenarios,
        cost_items=_cost_items(),
        investments=(
            Investment(
                id="inv-1",
                name="Telefoniplattform",
                category=CostCategory.TECHNOLOGY,
                amount=Decimal(1_200_000),
                years=5,
                starts_on=dt.date(2027, 9, 1),
            ),
        ),
    )


def _settings() -> Settings:
    return Settings(
        planning_year=2028,
        profile="profile",
        chosen_scenario="s-1-4",
        adviser_cost=AdviserCost(salary_per_month=Decimal(31_500), advisers_per_team_leader=12.0),
        employer_contributions=(DatedRate(holds_from=dt.date(2023, 1, 1), rate=0.4453),),
        interest_rates=(DatedRate(holds_from=dt.date(2024, 1, 1), rate=0.025),),
    )


def _organisation(random: Random, departments: int) -> tuple[tuple[Unit, ...], tuple[Role, ...]]:
    units, roles = [], []
    for d in range(departments):
        for u in range(UNITS_PER_DEPARTMENT):
            unit = Unit(
                id=f"u-{d}-{u}",
                name=f"{words.UNIT_NAMES[u % len(words.UNIT_NAMES)]} {d + 1}",
                department=f"d-{d}",
            )
            units.append(unit)
            for r in range(ROLES_PER_UNIT):
                persons = random.randint(2, 24)
                roles.append(
                    Role(
                        id=f"r-{d}-{u}-{r}",
                        name=words.ROLE_NAMES[r % len(words.ROLE_NAMES)],
                        unit=unit.id,
                        persons=float(persons),
                        fte=round(persons * random.uniform(0.6, 1.0), 2),
                        salary_per_month=Decimal(random.randrange(29_000, 46_000, 500)),
                    )
                )
    return tuple(units), tuple(roles)


def _step_counts(random: Random, case_types: int, steps: int) -> list[int]:
    """Return how many steps each case type has: at least 1 each, ``steps`` in all."""
    counts = [1] * case_types
    most = 2 * steps // case_types + 1
    left = steps - case_types
    while left:
        at = random.randrange(case_types)
        if counts[at] < most:
            counts[at] += 1
            left -= 1
    return counts


def _pick(random: Random, options: Sequence[_T]) -> _T:
    """Return one of ``options``; several times as quick as ``random.choice``, and as good for this."""
    return options[int(random.random() * len(options))]


@cache
def _sentences() -> tuple[str, ...]:
    parts = product(words.OPENINGS, words.MIDDLES, words.OBJECTS, words.ENDINGS)
    return tuple(" ".join(one) for one in parts)


def _sentence(random: Random) -> str:
    return _pick(random, _sentences())


def _text(random: Random, sentences: int) -> str:
    return " ".join(_sentence(random) for _ in range(sentences))


def _own_minutes(random: Random, level: int, minutes: float) -> Estimate | None:
    """Minutes that customer service needs instead: few steps have them, in the written samples 1 in 100."""
    return _estimate(random, minutes * 1.05) if level <= 4 and random.random() < 0.1 else None


def _estimate(random: Random, likely: float) -> Estimate:
    likely = round(likely, 1)
    return Estimate(
        low=round(likely * random.uniform(0.5, 0.9), 1),
        likely=likely,
        high=round(likely * random.uniform(1.1, 2.0), 1),
        source=_pick(random, _SOURCES),
        said=f"ungefär {likely} min",
        said_by=_pick(random, words.ROLE_NAMES),
    )


def _case_type(random: Random, number: int, department: int, length: int) -> CaseType:
    id_ = f"ct-{number:05d}"
    levels = sorted(random.choices(range(1, 9), (24, 18, 22, 10, 12, 10, 3, 1), k=length))
    steps = tuple(_step(random, id_, department, at, level) for at, level in enumerate(levels))
    name = f"{_pick(random, words.ACTIONS)} {_pick(random, words.OBJECTS)}"
    return CaseType(
        id=id_,
        name=f"{name} {number + 1}",
        department=f"d-{department}",
        unit=f"u-{department}-{random.randrange(UNITS_PER_DEPARTMENT)}",
        description=_text(random, 3),
        synonyms=tuple(random.sample(words.OBJECTS, 3)),
        purpose=_text(random, 1),
        target_group=_pick(random, words.GROUPS),
        steps=steps,
        flows=_flows(random, steps),
        volumes=_volumes(random),
        contacts_per_case=round(random.uniform(1.0, 1.8), 2),
        wave="w-1" if random.random() < 0.7 else "w-2",
        identification=_text(random, 1),
        may_be_said=_text(random, 1),
        law=_pick(random, words.LAWS),
    )


def _step(random: Random, case_type: str, department: int, at: int, level: int) -> Step:
    unit = random.randrange(UNITS_PER_DEPARTMENT)
    is_contact = level <= 2 or (level == 3 and random.random() < 0.5)
    minutes = random.lognormvariate(1.2, 0.5) * (1 if level <= 4 else 6)
    return Step(
        id=f"{case_type}-{at + 1}",
        title=f"{_pick(random, words.ACTIONS)} {_pick(random, words.OBJECTS)}",
        level=level,
        kind=StepKind.CONTACT if is_contact else StepKind.BACK_OFFICE,
        unit=f"u-{department}-{unit}",
        role=f"r-{department}-{unit}-{random.randrange(ROLES_PER_UNIT)}",
        minutes_today=_estimate(random, minutes),
        minutes_in_customer_service=_own_minutes(random, level, minutes),
        system=_pick(random, words.SYSTEMS),
        right=_pick(random, words.RIGHTS),
        secrecy=_pick(random, words.LAWS) if random.random() < 0.3 else "",
        delegation=Delegation(execution_reason=_sentence(random)) if level == 4 else None,
        registration=_sentence(random) if level == 3 else "",
        decision=StepDecision.MOVE if level <= 4 else StepDecision.STAY,
        trigger=_sentence(random),
        result=_sentence(random),
        note=_text(random, 2),
    )


def _flows(random: Random, steps: tuple[Step, ...]) -> tuple[Flow, ...]:
    """Return a chain with some early ends, some skips ahead and some loops back; every step can end."""
    flows: list[Flow] = []
    for at, step in enumerate(steps[:-1]):
        onward = _pick(random, (1.0, 0.9, 0.8, 0.6))
        back = 0.15 if at and random.random() < 0.2 else 0.0
        skip = 0.2 if at + 2 < len(steps) and random.random() < 0.2 else 0.0
        ways = [(at + 1, onward * (1 - back - skip))]
        ways += [(random.randrange(at), onward * back)] if back else []
        ways += [(random.randrange(at + 2, len(steps)), onward * skip)] if skip else []
        for target, probability in ways:
            flows.append(
                Flow(
                    id=f"{step.id}-f{len(flows) + 1}",
                    source=step.id,
                    target=steps[target].id,
                    probability=round(probability, 4),
                    label=_pick(random, words.LABELS),
                    hands_over=_sentence(random) if (step.level or 0) <= 4 else "",
                )
            )
    return tuple(flows)


def _volumes(random: Random) -> tuple[Volume, ...]:
    """Return one to four channels; skewed, as real case lists are: few case types carry most of it."""
    total = random.lognormvariate(4.6, 1.1)
    channels = [Channel.PHONE, *random.choices(_CHANNELS, _CHANNEL_WEIGHTS, k=random.randint(0, 3))]
    volumes = []
    for channel in dict.fromkeys(channels):
        likely = max(1.0, round(total * (0.8 if channel is Channel.PHONE else 0.08)))
        volumes.append(
            Volume(
                id=f"v-{channel.value}",
                channel=channel,
                low=round(likely * 0.7),
                likely=likely,
                high=round(likely * 1.5),
                per=Period.YEAR,
                source=_pick(random, _SOURCES),
                said=f"{likely:.0f} per år",
                said_by=_pick(random, words.ROLE_NAMES),
            )
        )
    return tuple(volumes)


def _profile() -> Profile:
    return Profile(
        id="profile",
        name="Hela kommunen",
        months=(11.0, 9.0, 9.5, 8.5, 8.5, 8.0, 4.5, 8.5, 9.5, 8.5, 8.0, 6.0),
        weekdays=(25.0, 21.0, 20.0, 18.0, 16.0, 0.0, 0.0),
        intervals=tuple(float(10 - abs(20 - i) / 3) if 16 <= i < 33 else 0.0 for i in range(48)),
        source=Source.MEASUREMENT,
    )


def _frontline(departments: tuple[Department, ...]) -> tuple[FrontlinePosition, ...]:
    return tuple(
        FrontlinePosition(
            id=f"fp-{d}",
            name="Växel" if d == 0 else "Reception",
            kind=FrontlineKind.SWITCHBOARD if d == 0 else FrontlineKind.RECEPTION,
            department=department.id,
            unit=f"u-{d}-0",
            persons=3.0,
            fte=2.5,
            cost_per_year=Decimal(1_350_000),
        )
        for d, department in enumerate(departments)
        if d % 4 == 0
    )


def _cost_items() -> tuple[CostItem, ...]:
    drivers = {
        CostCategory.PERSONNEL: CostDriver.FIXED,
        CostCategory.PREMISES: CostDriver.FIXED,
        CostCategory.TRAINING: CostDriver.PER_FTE,
        CostCategory.WORKPLACES: CostDriver.WORKPLACE,
        CostCategory.SYSTEM_SUPPORT: CostDriver.LICENCE,
        CostCategory.TECHNOLOGY: CostDriver.PER_FTE,
        CostCategory.PROJECT: CostDriver.FIXED,
    }
    return tuple(
        CostItem(
            id=f"cost-{category.value}-{phase.value}".replace("_", "-"),
            name=category.value,
            category=category,
            phase=phase,
            driver=driver,
            amount=Decimal(400_000 if driver is CostDriver.FIXED else 18_000),
        )
        for category, driver in drivers.items()
        for phase in CostPhase
    )
