"""A project as big as they get, made here so that speed can be measured without any other part."""

from __future__ import annotations

import random
from itertools import pairwise

from workbench.model.case_types import CaseType
from workbench.model.organisation import Department, Role, Unit
from workbench.model.process import Flow, Step
from workbench.model.project import Municipality, Project
from workbench.model.rosa import Level
from workbench.model.volumes import Channel, Estimate, Volume

WORDS = (
    *("ansökan", "bygglov", "skolplats", "färdtjänst", "parkering"),
    *("återvinning", "återbetalning", "skötselråd", "intyg", "växel"),
)


def big_project(
    departments: int = 60, case_types: int = 5_000, steps: int = 40_000, seed: int = 1
) -> Project:
    """Return a project of this size with volumes, estimates and flows everywhere."""
    rng = random.Random(seed)

    def words(n: int) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(n))

    def estimate() -> Estimate:
        likely = rng.randrange(2, 40) / 2
        return Estimate(low=likely / 2, likely=likely, high=likely * 2, said_by=words(1))

    def new_id() -> str:
        return f"{rng.getrandbits(128):032x}"

    offices = [Department(id=new_id(), name=f"Förvaltning {n}") for n in range(departments)]
    units = [
        Unit(id=new_id(), name=f"Enhet {n}", department=offices[n % departments].id)
        for n in range(departments * 3)
    ]
    roles = [
        Role(id=new_id(), name=f"Roll {n}", unit=unit.id, persons=4, fte=3.5) for n, unit in enumerate(units)
    ]

    def case_type(n: int) -> CaseType:
        office = n % departments
        mine = [
            Step(
                id=new_id(), title=words(3), level=Level(rng.randrange(1, 9)), unit=units[office].id,
                role=roles[office].id, minutes_today=estimate(), minutes_in_customer_service=estimate(),
                system=words(1), registration=words(4), trigger=words(5), result=words(5), note=words(12),
            )
            for _ in range(steps // case_types)
        ]  # fmt: skip
        flows = [
            Flow(
                id=new_id(),
                source=a.id,
                target=b.id,
                probability=0.8,
                complete_when=words(8),
                within="3 dagar",
            )
            for a, b in pairwise(mine)
        ]
        volumes = [
            Volume(id=new_id(), channel=channel, low=80.0, likely=100.0, high=130.0, said=words(3))
            for channel in (Channel.PHONE, Channel.EMAIL, Channel.VISIT)
        ]
        return CaseType(
            id=new_id(), name=f"{words(2)} {n}", department=offices[office].id, unit=units[office].id,
            description=words(20), steps=tuple(mine), flows=tuple(flows), volumes=tuple(volumes),
        )  # fmt: skip

    return Project(
        id=new_id(), municipality=Municipality(name="Storkommunen"), departments=tuple(offices), units=tuple(units),
        roles=tuple(roles), case_types=tuple(case_type(n) for n in range(case_types)),
    )  # fmt: skip
