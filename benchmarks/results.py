"""All results of a big project: cold, and after one edit of one case type (docs/method.md).

.venv/bin/python -m benchmarks.results
"""

from __future__ import annotations

import cProfile
import gc
import statistics
import sys
import time

from workbench.analysis.engine import Engine
from workbench.model.project import Project
from workbench.templates import template_project

EDITS = 20
TARGET_MS = 150.0


def edited(project: Project, number: int) -> Project:
    """Return ``project`` with other volumes on one case type, as an edit would leave it."""
    at = number * 37 % len(project.case_types)
    case_type = project.case_types[at]
    volume = case_type.volumes[0]
    likely = volume.likely * (1.1 + number / 100)
    volume = volume.changed(low=likely / 2, likely=likely, high=likely * 2)
    changed = case_type.changed(volumes=(volume, *case_type.volumes[1:]))
    case_types = (*project.case_types[:at], changed, *project.case_types[at + 1 :])
    return project.changed(case_types=case_types)


def main() -> None:
    project = template_project("big")
    gc.collect()
    gc.freeze()
    engine = Engine()
    begin = time.perf_counter()
    engine.results(project)
    print(f"all results, cold: {(time.perf_counter() - begin) * 1000:.0f} ms")
    begin = time.perf_counter()
    engine.results(project)
    print(f"nothing changed: {(time.perf_counter() - begin) * 1000:.2f} ms")
    times, busy = [], []
    for number in range(EDITS):
        project = edited(project, number)
        begin, begin_cpu = time.perf_counter(), time.process_time()
        results = engine.results(project)
        times.append((time.perf_counter() - begin) * 1000)
        busy.append((time.process_time() - begin_cpu) * 1000)
    print(f"{results.staffing.fte_total} FTE, {len(results.staffing.pools[0].day_types)} day types")
    print(
        f"all results after one edit: median {statistics.median(times):.0f} ms, "
        f"highest {max(times):.0f} ms, target {TARGET_MS:.0f} ms (processor time: {statistics.median(busy):.0f} ms)"
    )
    if "--profile" in sys.argv:
        project = edited(project, EDITS)
        cProfile.runctx("engine.results(project)", {}, {"engine": engine, "project": project}, sort="cumtime")


if __name__ == "__main__":
    main()
