"""A year's plan and all figures of the Swedish sample, beside what others do for the same, in one run.

Run: ``python -m benchmarks.year_plan``. pyworkforce plans by Erlang C, one half-hour a call, and gives agents alone;
LibreOffice calculates our own two workbooks anew, in which the agents are values already, as no spreadsheet holds
Erlang A. Both therefore do less than what they are compared with. Who is not installed is left out, and said so.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.queues import milliseconds, peer
from benchmarks.results import edited
from tests.support.workbook_edits import SYSTEM_PYTHON, has_calc
from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.people.plan import plan_pool
from workbench.analysis.queues import Targets, required_agents_erlang_c
from workbench.analysis.queues.capacity import capacity_table
from workbench.analysis.results import Results
from workbench.analysis.scenario import scenario_terms
from workbench.analysis.uncertainty import uncertainty
from workbench.export.lookup import Source
from workbench.export.workbook import costs_workbook, staffing_workbook
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.templates import template_project

ROUNDS = 5
DRAWS = 10_000
_CALC = Path(__file__).with_name("calc_anew.py")


def said(what: str, taken_ms: float, of_ours_ms: float | None = None) -> None:
    ratio = "" if of_ours_ms is None else f"  {taken_ms / of_ours_ms:8.1f} x ours"
    print(f"{what:<64}{taken_ms:10.1f} ms{ratio}")


def plans(project: Project, results: Results) -> None:
    """Time one pool's year: ours with targets, abandonment, deferred work and service level; the peer's agents."""
    terms = scenario_terms(project, find_scenario(project))
    (demand,), (pool,) = results.demand.pools, terms.pools
    cold = milliseconds(lambda: plan_pool(demand, pool, terms), ROUNDS, capacity_table.cache_clear)
    warm = milliseconds(lambda: plan_pool(demand, pool, terms))
    plan = results.staffing.pools[0]
    at = ~np.isnan(plan.aht_s)
    calls, aht_s = plan.offered[at], plan.aht_s[at]
    print(f"one year: {calls.size} half-hours of {len(plan.day_types)} day types")
    said("our plan, Erlang A, table new", cold)
    said("our plan, Erlang A, table there", warm)
    targets = Targets(0.8, 60, max_occupancy=0.85)
    alike = milliseconds(lambda: required_agents_erlang_c(calls / 1800, aht_s, targets))
    said("our agents alone, Erlang C as the peer", alike)
    theirs = peer(calls, aht_s / 60, targets)
    if theirs is None:
        print("pyworkforce is not installed (dependency group peers): left out")
        return
    differ = int(np.sum(required_agents_erlang_c(calls / 1800, aht_s, targets) != theirs[1]))
    said("pyworkforce, one half-hour a call, agents alone", theirs[0], warm)
    print(f"  against Erlang C as the peer: {theirs[0] / alike:.0f} x, {differ} answers differ")


def everything(project: Project, results: Results) -> None:
    """Time all results after an edit, and from nothing, beside Calc calculating the two workbooks anew."""
    engine, number = Engine(), 0
    engine.results(project)

    def after_an_edit() -> None:
        nonlocal project, number
        number += 1
        project = edited(project, number)
        engine.results(project)

    first = project
    anew = milliseconds(lambda: Engine().results(first), ROUNDS)
    edit = milliseconds(after_an_edit)
    print(f"all figures: {len(first.case_types)} case types, {len(results.prices)} prices")
    said("our engine, everything from nothing", anew)
    said("our engine, everything after an edit", edit)
    if not has_calc():
        print("LibreOffice with its Python library is not installed: left out")
        return
    taken = calc(first, results)
    said("LibreOffice Calc, both workbooks anew (agents are values)", taken, edit)
    drawn = milliseconds(lambda: uncertainty(first, results=results, draws=DRAWS), 1)
    said(f"our Monte Carlo, {DRAWS} draws of the whole chain", drawn)
    said(f"LibreOffice Calc, {DRAWS} times anew (reckoned from one)", DRAWS * taken, drawn)


def calc(project: Project, results: Results) -> float:
    """Return the median of Calc's rounds over both workbooks in milliseconds."""
    source = Source(project, results, Texts("en"))
    makes: dict[str, Callable[..., Any]] = {"staffing": staffing_workbook, "costs": costs_workbook}
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, make in makes.items():
            files.append(Path(folder) / f"{name}.xlsx")
            files[-1].write_bytes(make(source, dt.date(2027, 1, 1)))
        done = subprocess.run(
            [SYSTEM_PYTHON, str(_CALC), str(ROUNDS), *map(str, files)],
            capture_output=True,
            text=True,
            check=True,
        )
    return 1e3 * float(np.median(json.loads(done.stdout)))


def main() -> None:
    project = template_project("se")
    results = Engine().results(project)
    plans(project, results)
    everything(project, results)


if __name__ == "__main__":
    main()
