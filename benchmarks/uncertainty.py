"""How long it takes to draw the whole chain, beside pyworkforce's loop over half-hours and draws, in one run.

Run: ``python -m benchmarks.uncertainty``. The peer has no Monte Carlo: it answers one half-hour a call, so a draw
of the staffing alone is a loop over the year's half-hours. A few draws of it are timed and multiplied, which is said.
What it gives is agents by Erlang C; ours is everything from volumes to each department's net effect, by Erlang A.
"""

from __future__ import annotations

import sys
import threading
import time

import numpy as np

from benchmarks.queues import peer
from workbench.analysis.engine import Engine
from workbench.analysis.queues import Targets
from workbench.analysis.results import Results
from workbench.analysis.uncertainty import uncertainty
from workbench.model.project import Project
from workbench.templates import template_project

SAMPLES = (("se", 10_000, 3.0), ("big", 1_000, 10.0))
"""Sample, draws, and the seconds they may take."""
PEER_DRAWS = 3
_TICK_S = 0.001


def longest_wait(project: Project, results: Results, draws: int) -> tuple[float, float]:
    """Return the seconds of a run in a second thread, and the longest that this thread was kept waiting meanwhile."""
    taken = []

    def work() -> None:
        begin = time.perf_counter()
        uncertainty(project, results=results, draws=draws, pause=lambda: time.sleep(0))
        taken.append(time.perf_counter() - begin)

    worker = threading.Thread(target=work)
    longest, before = 0.0, time.perf_counter()
    worker.start()
    while worker.is_alive():
        time.sleep(_TICK_S)
        now = time.perf_counter()
        longest, before = max(longest, now - before - _TICK_S), now
    return taken[0], longest


def beside_the_peer(results: Results, draws: int, ours_s: float) -> None:
    plan = results.staffing.pools[0]
    at = ~np.isnan(plan.aht_s)
    calls, aht_min = plan.offered[at], plan.aht_s[at] / 60
    random = np.random.default_rng(1)
    factors = random.lognormal(0, 0.1, (PEER_DRAWS, 1))
    theirs = peer(
        (calls * factors).ravel(),
        (aht_min * np.ones_like(factors)).ravel(),
        Targets(0.8, 60, max_occupancy=0.85),
    )
    if theirs is None:
        print("  pyworkforce is not installed (dependency group peers): left out")
        return
    whole_s = theirs[0] / 1e3 / PEER_DRAWS * draws
    print(
        f"  pyworkforce, agents alone: {whole_s:.0f} s, reckoned from {PEER_DRAWS} draws of {calls.size} half-hours; "
        f"{whole_s / ours_s:.0f} x ours"
    )


def main() -> int:
    wanted = sys.argv[1:] or [name for name, _, _ in SAMPLES]
    for name, draws, limit_s in SAMPLES:
        if name not in wanted:
            continue
        project = template_project(name)
        results = Engine().results(project)
        begin, begin_cpu = time.perf_counter(), time.process_time()
        found = uncertainty(project, results=results, draws=draws)
        first_s, busy_s = time.perf_counter() - begin, time.process_time() - begin_cpu
        print(f"{name}: {draws} draws of {found.n_guesses} guesses in {len(project.case_types)} case types")
        print(f"  whole chain: {first_s:.2f} s (at most {limit_s:.0f} s; processor {busy_s:.2f} s)")
        taken_s, longest_s = longest_wait(project, results, draws)
        print(
            f"  beside a thread that ticks: {taken_s:.2f} s, "
            f"the longest it waited {1e3 * longest_s:.0f} ms (at most 50 ms)"
        )
        beside_the_peer(results, draws, first_s)
    return 0


if __name__ == "__main__":
    sys.exit(main())
