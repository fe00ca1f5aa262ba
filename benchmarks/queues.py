"""Required agents for 10 000 different queues in one call, and for the queues of a year's plan.

Run: ``python benchmarks/queues.py``. The peer, pyworkforce, loops over queues; it is timed in
the same run where the dependency group ``peers`` is installed. Medians of several runs; "cold"
is with an empty table, the best case for nobody.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workbench.analysis.queues import (
    Targets,
    evaluate,
    required_agents,
    required_agents_erlang_a,
    required_agents_erlang_c,
)
from workbench.analysis.queues.capacity import capacity_table

QUEUES = 10_000
INTERVAL_MIN = 30
PLAN = 1_680
ERLANG_A_AIM_MS = 250.0
PEER_AIM = 30.0


def milliseconds(work: Callable[[], Any], runs: int = 7, before: Callable[[], Any] | None = None) -> float:
    taken = []
    for _ in range(runs):
        if before is not None:
            before()
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def peer(calls: np.ndarray, aht_min: np.ndarray, targets: Targets) -> tuple[float, np.ndarray] | None:
    try:
        from pyworkforce.queuing import ErlangC
    except ImportError:
        return None
    start = time.perf_counter()
    found = [
        ErlangC(transactions=c, aht=a, asa=targets.within_s / 60, interval=INTERVAL_MIN).required_positions(
            service_level=targets.sl_fraction, max_occupancy=targets.max_occupancy
        )["raw_positions"]
        for c, a in zip(calls.tolist(), aht_min.tolist(), strict=True)
    ]
    return (time.perf_counter() - start) * 1e3, np.array(found)


def main() -> None:
    random = np.random.default_rng(2026)
    calls, aht_min = random.uniform(1, 500, QUEUES), random.uniform(1, 10, QUEUES)
    lam, aht = calls / (60 * INTERVAL_MIN), aht_min * 60
    print(f"{QUEUES} queues, {np.min(lam * aht):.2f} to {np.max(lam * aht):.0f} Erlang")

    targets = Targets(0.8, 20, max_occupancy=0.85)
    ours = milliseconds(lambda: required_agents_erlang_c(lam, aht, targets))
    print(f"Erlang C, one call:              {ours:8.1f} ms")
    theirs = peer(calls, aht_min, targets)
    if theirs is None:
        print("pyworkforce is not installed (dependency group peers): no comparison")
    else:
        different = int(np.sum(required_agents_erlang_c(lam, aht, targets) != theirs[1]))
        print(f"Erlang C, loop over pyworkforce: {theirs[0]:8.1f} ms, {different} answers differ")
        print(f"ratio: {theirs[0] / ours:.0f} x (aim {PEER_AIM:.0f} x)")

    phone = Targets(0.8, 60, "offered", 0.9, 120)
    cold = milliseconds(lambda: required_agents_erlang_a(lam, aht, phone), 5, capacity_table.cache_clear)
    warm = milliseconds(lambda: required_agents_erlang_a(lam, aht, phone))
    print(f"Erlang A, cold table:            {cold:8.1f} ms (aim {ERLANG_A_AIM_MS:.0f} ms)")
    print(f"Erlang A, warm table:            {warm:8.1f} ms")
    agents = required_agents_erlang_a(lam, aht, phone)
    print(
        f"Erlang A, measures:              {milliseconds(lambda: evaluate(lam, aht, agents, 120, 60)):8.1f} ms"
    )

    lam, aht = random.uniform(1, 90, PLAN) / 1800, random.uniform(280, 340, PLAN)
    print(f"a year's plan, {PLAN} queues")
    cold = milliseconds(lambda: required_agents(lam, aht, phone), 5, capacity_table.cache_clear)
    warm = milliseconds(lambda: required_agents(lam, aht, phone))
    agents = required_agents(lam, aht, phone)
    print(f"agents, cold table:              {cold:8.1f} ms")
    print(f"agents, warm table:              {warm:8.1f} ms")
    print(
        f"measures:                        {milliseconds(lambda: evaluate(lam, aht, agents, 120, 60)):8.1f} ms"
    )


if __name__ == "__main__":
    main()
