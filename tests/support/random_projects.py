"""Small projects with everything that a calculation can trip over: the same seed gives the same project.

Loops, deflection, follow-ups, other minutes, starts outside customer service, steps abolished or
only proposed, shares that stay as today, visits by appointment, later waves, positions that move.
The first three case types see to it that no term of the balance is ever zero.
"""

from __future__ import annotations

import datetime as dt
import random

from workbench.model.case_types import CaseType, Scope
from workbench.model.organisation import (
    Department,
    FrontlineKind,
    FrontlinePosition,
    PositionMove,
    Role,
    Unit,
)
from workbench.model.process import Flow, Step, StepDecision, StepKind
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Deflection, Scenario
from workbench.model.service import Pool, Wave
from workbench.model.volumes import Channel, Counts, Estimate, Period, Profile, Source, Volume

SCENARIO = "all_terms"
_DEPARTMENTS = ("d0", "d1")
_UNITS = {"u0": "d0", "u1": "d0", "u2": "d1", "u3": "d1"}
_ROLES = {"r0": "u0", "r1": "u0", "r2": "u1", "r3": "u2", "r4": "u3"}


def estimate(likely: float, low: float | None = None, high: float | None = None) -> Estimate:
    """Return an estimate; with one figure, that is the mean."""
    return Estimate(low=likely if low is None else low, likely=likely, high=likely if high is None else high)


def step(name: str, level: int | None = 1, minutes: float | None = 5.0, **fields: object) -> Step:
    """Return a contact step, unless ``fields`` say otherwise."""
    today = None if minutes is None else estimate(minutes)
    return Step(id=name, title=name.upper(), level=level, minutes_today=today, **fields)


def flow(source: str, target: str, probability: float = 1.0, **fields: object) -> Flow:
    """Return a flow with an id made of its ends."""
    return Flow(id=f"{source}-{target}", source=source, target=target, probability=probability, **fields)


def volume(likely: float = 1000.0, channel: Channel = Channel.PHONE, **fields: object) -> Volume:
    """Return a yearly volume without doubt."""
    figures = {"id": f"v-{channel.value}", "low": likely, "likely": likely, "high": likely, **fields}
    return Volume(channel=channel, **figures)


def case_type(*steps: Step, **fields: object) -> CaseType:
    """Return a case type of department d0 with a thousand calls a year, unless ``fields`` say otherwise."""
    said = {"id": "c", "name": "C", "department": "d0", "volumes": (volume(),), **fields}
    return CaseType(steps=steps, **said)


def project_of(*case_types: CaseType, **fields: object) -> Project:
    """Return a project with two departments and these case types."""
    said = {"id": "p", "municipality": Municipality(name="Ängslätta"), **organisation(), **fields}
    return Project(case_types=case_types, **said)


def organisation() -> dict[str, object]:
    """Return departments, units and roles as a project holds them."""
    return {
        "departments": tuple(Department(id=one, name=one.upper()) for one in _DEPARTMENTS),
        "units": tuple(
            Unit(id=unit, name=unit.upper(), department=one, realisable_share=0.4 if unit == "u3" else None)
            for unit, one in _UNITS.items()
        ),
        "roles": tuple(
            Role(id=role, name=role.upper(), unit=unit, persons=3.0, fte=2.5) for role, unit in _ROLES.items()
        ),
    }


def random_project(seed: int) -> Project:
    """Return a project whose scenario ``SCENARIO`` keeps every term of the balance away from zero."""
    rng = random.Random(seed)
    fixed = (_moving(rng), _outside(rng), _waiting(rng))
    others = tuple(_random_case_type(rng, n) for n in range(3, 3 + rng.randint(1, 5)))
    return project_of(
        *fixed,
        *others,
        settings=Settings(wrap_up_s=rng.uniform(20, 90), profile="measured"),
        profiles=(
            Profile(
                id="measured",
                name="Measured",
                months=tuple(rng.uniform(1, 3) for _ in range(12)),
                weekdays=tuple(rng.uniform(1, 3) for _ in range(7)),
                intervals=tuple(rng.uniform(0, 3) for _ in range(48)),
                source=Source.MEASUREMENT,
            ),
            Profile(id="said", name="Said", intervals=tuple(float(14 <= n < 30) for n in range(48))),
        ),
        pools=(
            Pool(id="calls", name="Calls", channels=(Channel.PHONE, Channel.CHAT)),
            Pool(id="rest", name="The rest"),
        ),
        waves=(
            Wave(id="w0", name="First", starts_on=dt.date(2027, 1, 1)),
            Wave(id="w1", name="Second", starts_on=dt.date(2028, 1, 1)),
        ),
        frontline_positions=(
            FrontlinePosition(
                id="f0",
                name="Switchboard",
                kind=FrontlineKind.SWITCHBOARD,
                department="d0",
                unit="u0",
                role="r0",
                fte=1.5,
            ),
            FrontlinePosition(
                id="f1",
                name="Reception",
                kind=FrontlineKind.RECEPTION,
                department="d1",
                unit="u2",
                role="r3",
                fte=1.0,
                moves=PositionMove.SHARE,
                share=0.25,
            ),
        ),
        scenarios=(
            Scenario(
                id=SCENARIO,
                name="Every term",
                levels=(1, 2, 3, 4),
                through_wave="w0",
                handling_time_change=rng.choice((-0.1, 0.15)),
                deflections=(
                    Deflection(channel=Channel.PHONE, share=rng.uniform(0.05, 0.4)),
                    Deflection(channel=Channel.VISIT, share=0.3, case_type="c0"),
                ),
            ),
        ),
    )


def _moving(rng: random.Random) -> CaseType:
    """Return a case type that starts in customer service, goes out and comes back."""
    return CaseType(
        id="c0",
        name="Moving",
        department="d0",
        unit="u0",
        steps=(
            _step(rng, "c0s0", 1, unit="u0", role="r0"),
            _step(rng, "c0s1", 3, kind=StepKind.BACK_OFFICE, unit="u2", role="r3"),
            _step(rng, "c0s2", 6, unit="u1"),
            _step(rng, "c0s3", 2, decision=StepDecision.ABOLISH),
            _step(rng, "c0s4", 2, decision=StepDecision.E_SERVICE, unit="u3"),
            _step(rng, "c0s5", 3, is_only_proposed=True, minutes_in_customer_service=_estimate(rng, 2)),
        ),
        flows=(
            flow("c0s0", "c0s1", 0.6),
            flow("c0s0", "c0s2", 0.3),
            flow("c0s1", "c0s2", 0.5),
            flow("c0s1", "c0s5", 0.3),
            flow("c0s2", "c0s0", 0.2),
            flow("c0s2", "c0s3", 0.5),
            flow("c0s3", "c0s4", 0.7),
        ),
        volumes=(
            _volume(rng, "v0", Channel.PHONE, common_entry_share=0.8),
            _volume(rng, "v1", Channel.VISIT, is_booked=True),
            _volume(rng, "v2", Channel.EMAIL),
        ),
        contacts_per_case=rng.uniform(1.2, 2.5),
        wave="w0",
    )


def _outside(rng: random.Random) -> CaseType:
    """Return a case type whose start stays with its department and which comes to customer service later."""
    return CaseType(
        id="c1",
        name="Outside",
        department="d1",
        steps=(
            _step(rng, "c1s0", 5, unit="u2", role="r3"),
            _step(rng, "c1s1", 2, unit="u3", role="r4"),
            _step(rng, "c1s2", 3, kind=StepKind.BACK_OFFICE, unit="u1", role="r2"),
        ),
        flows=(flow("c1s0", "c1s1", 0.7), flow("c1s1", "c1s2", 0.8), flow("c1s2", "c1s0", 0.25)),
        volumes=(_volume(rng, "v0", Channel.PHONE), _volume(rng, "v1", Channel.E_SERVICE)),
        contacts_per_case=1.7,
        follow_up_minutes=_estimate(rng, 3),
        profile="said",
    )


def _waiting(rng: random.Random) -> CaseType:
    """Return a case type of a later wave."""
    return CaseType(
        id="c2",
        name="Waiting",
        department="d1",
        unit="u3",
        steps=(_step(rng, "c2s0", 1), _step(rng, "c2s1", 2)),
        flows=(flow("c2s0", "c2s1"),),
        volumes=(_volume(rng, "v0", Channel.PHONE),),
        wave="w1",
    )


def _random_case_type(rng: random.Random, number: int) -> CaseType:
    steps = tuple(_random_step(rng, f"c{number}s{n}") for n in range(rng.randint(1, 7)))
    channels = rng.sample(list(Channel), rng.randint(1, 4))
    return CaseType(
        id=f"c{number}",
        name=f"Case type {number}",
        department=rng.choice(_DEPARTMENTS),
        unit=rng.choice((None, *_UNITS)),
        scope=rng.choice((Scope.IN, Scope.IN, Scope.IN, Scope.OPEN, Scope.OUT)),
        steps=steps,
        flows=random_flows(rng, [one.id for one in steps]),
        start=rng.choice((None, rng.choice(steps).id)),
        volumes=tuple(
            _volume(rng, f"v{n}", channel, common_entry_share=rng.choice((1.0, 0.6)))
            for n, channel in enumerate(channels)
        ),
        contacts_per_case=rng.choice((None, 1.0, rng.uniform(1, 3))),
        follow_up_minutes=rng.choice((None, _estimate(rng, 4))),
        profile=rng.choice((None, "said", "measured")),
        wave=rng.choice((None, "w0", "w1")),
    )


def random_flows(rng: random.Random, steps: list[str]) -> tuple[Flow, ...]:
    """Return flows among ``steps`` with loops; an end can be reached from every step."""
    found = []
    for place, source in enumerate(steps):
        if place + 1 < len(steps) and rng.random() < 0.3:
            found.append(flow(source, steps[place + 1]))
            continue
        targets = rng.sample(steps, min(len(steps), rng.randint(0, 3)))
        weights = [rng.random() for _ in targets]
        leaving = rng.uniform(0.2, 0.95)
        found += [
            flow(source, target, leaving * weight / sum(weights))
            for target, weight in zip(targets, weights, strict=True)
        ]
    return tuple(found)


def _random_step(rng: random.Random, name: str) -> Step:
    return _step(
        rng,
        name,
        rng.randint(1, 8),
        kind=rng.choice(list(StepKind)),
        unit=rng.choice((None, *_UNITS)),
        proposed_unit=rng.choice((None, None, *_UNITS)),
        decision=rng.choice((None, None, None, *StepDecision)),
        is_split_done=rng.random() < 0.5,
        exception=rng.choice(("", "agreed")),
        minutes_in_customer_service=rng.choice((None, _estimate(rng, 5))),
    )


def _step(rng: random.Random, name: str, level: int, **fields: object) -> Step:
    return Step(id=name, title=name, level=level, minutes_today=_estimate(rng, rng.uniform(1, 20)), **fields)


def _estimate(rng: random.Random, likely: float) -> Estimate:
    return estimate(likely, likely * rng.uniform(0.3, 1), likely * rng.uniform(1, 3))


def _volume(rng: random.Random, name: str, channel: Channel, **fields: object) -> Volume:
    low = rng.uniform(200, 2000)
    per = rng.choice(list(Period))
    said = low if per in (Period.YEAR, Period.MEASURED) else low / 50
    return Volume(
        id=name,
        channel=channel,
        low=said,
        likely=said * 1.2,
        high=said * rng.uniform(1.2, 2),
        per=per,
        counts=rng.choice(list(Counts)),
        source=rng.choice(list(Source)),
        measured_from=dt.date(2026, 9, 1) if per is Period.MEASURED else None,
        measured_to=dt.date(2027, 2, 28) if per is Period.MEASURED else None,
        **fields,
    )
