"""The columns of a year's work: read again only where a case type changed, and always as if read afresh."""

from __future__ import annotations

import random
from dataclasses import fields, replace

import numpy as np

from tests.analysis import money_case as case
from workbench.analysis.money import work
from workbench.analysis.results import CaseTypeDemand


def drawn(rng: random.Random, name: str) -> CaseTypeDemand:
    channels = rng.sample(("phone", "email", "visit", "e_service"), rng.randint(0, 3))
    found = (case.channel(rng.uniform(0, 9), rng.uniform(0, 500), one) for one in channels)
    return case.case_type(name, rng.choice("abc"), *found, is_covered=rng.random() > 0.1)


def test_patched_columns_equal_fresh_ones() -> None:
    rng = random.Random(7)
    types = [drawn(rng, f"t{n}") for n in range(30)]
    patched = 0
    for _ in range(80):
        n = rng.randrange(len(types))
        if rng.random() < 0.3:
            types[n] = drawn(rng, types[n].case_type)
        else:
            channels = tuple(
                replace(one, work_s=one.work_s + 60, follow_ups=3.0) for one in types[n].channels
            )
            types[n] = replace(types[n], channels=channels, cases_reaching=rng.uniform(0, 99))
        before = work._latest.get("work")
        found, fresh = work.work_of(case.demand(*types)), work._built(tuple(x for x in types if x.is_covered))
        patched += before is not None and found.first_row is before.first_row
        for field in fields(found):
            assert np.array_equal(getattr(found, field.name), getattr(fresh, field.name)), field.name
    assert patched > 30


def test_the_same_demand_gives_the_same_columns() -> None:
    year = case.demand_of({"a": 1.0})
    assert work.work_of(year) is work.work_of(year)
