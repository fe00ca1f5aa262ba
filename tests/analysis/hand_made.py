"""Hand-made demand, so that staffing is tested without the stages before it."""

from __future__ import annotations

import numpy as np

from workbench.analysis.results import DayType, Demand, PoolDemand
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool

DAY_TYPES = tuple(DayType(month, weekday, 4) for month in (1, 6) for weekday in range(5))
SHAPE = (len(DAY_TYPES), 48)


def is_open(opens: int = 16, closes: int = 33) -> np.ndarray:
    found = np.zeros(SHAPE, dtype=bool)
    found[:, opens:closes] = True
    return found


def pool_demand(
    calls: float = 10.0,
    aht_s: float = 240.0,
    visits: float = 0.0,
    visit_s: float = 600.0,
    chats: float = 0.0,
    chat_s: float = 500.0,
    *,
    booked: float = 0.0,
    deferred: dict[str, float] | None = None,
    uninterruptible: float = 0.0,
    busy_month: float = 1.5,
    pool: str = "p",
) -> PoolDemand:
    """Return a pool's demand: contacts per half-hour (January busier), flat over the day."""
    opened = is_open()
    season = np.where([one.month == 1 for one in DAY_TYPES], busy_month, 1.0)[:, None]
    per = [np.where(opened, n * season, 0.0) for n in (calls, visits, chats)]
    return PoolDemand(
        pool=pool,
        name=pool.upper(),
        day_types=DAY_TYPES,
        real_time=("phone", "visit", "chat"),
        is_open=opened,
        offered=np.array(per),
        work_s=np.array([n * s for n, s in zip(per, (aht_s, visit_s, chat_s), strict=True)]),
        booked_hours=booked,
        deferred_hours=deferred or {},
        uninterruptible_hours=uninterruptible,
        outside_hours=0.0,
    )


def demand(*pools: PoolDemand) -> Demand:
    return Demand(
        case_types=(),
        pools=pools,
        contacts_per_year={},
        cases_per_year=0.0,
        coverage_volume=1.0,
        coverage_case_types=1.0,
        is_profile_flat=False,
    )


def terms(
    pools: tuple[Pool, ...] = (), settings: Settings | None = None, **scenario: object
) -> ScenarioTerms:
    project = Project(
        id="x",
        municipality=Municipality(name="X"),
        settings=settings or Settings(),
        pools=pools or (Pool(id="p", name="P"),),
    )
    return scenario_terms(project, Scenario(id="s", name="S", **scenario))
