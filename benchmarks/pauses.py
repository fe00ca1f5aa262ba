"""How long a second thread works between two pauses, on the big project: ``python -m benchmarks.pauses [FILE]``.

The first calculation, one after an edit of a level, a volume and a wage, and a save; for each the number of
pauses, the longest stretch between two, the 99th percentile, and how many are longer than 3 and 10 ms. In
processor time of the thread: waiting for a disk stops nobody else. Last, what pauses cost.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.analysis.engine import Engine, warm_up
from workbench.edits import ChangeItem, Edit
from workbench.model.pause import Pause
from workbench.model.project import Project
from workbench.session import Session, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project


def stretches_ms(work: Callable[[Pause], object]) -> list[float]:
    """Return the milliseconds of work between the pauses of ``work``, the longest first."""
    found: list[float] = []
    last = time.thread_time()

    def pause() -> None:
        nonlocal last
        now = time.thread_time()
        found.append((now - last) * 1000)
        last = now

    work(pause)
    pause()
    return sorted(found, reverse=True)


def show(name: str, ms: list[float]) -> None:
    longer = [sum(one > limit for one in ms) for limit in (3, 10)]
    print(
        f"{name:28} {sum(ms):7.0f} ms, {len(ms):6} pauses, longest {ms[0]:6.1f} ms, "
        f"p99 {ms[len(ms) // 100]:5.2f} ms, over 3 ms: {longer[0]}, over 10 ms: {longer[1]}"
    )


def edits(project: Project) -> Iterator[tuple[str, Edit]]:
    """Yield an edit of each kind that a workshop makes, with its name."""
    case_type = project.case_types[len(project.case_types) // 4]
    step, volume = case_type.steps[0], case_type.volumes[0]
    level = {"level": (step.level or 1) % 8 + 1}
    yield (
        "a level",
        ChangeItem(collection="case_types.steps", within=(case_type.id,), id=step.id, changes=level),
    )
    contacts = {"low": volume.low * 1.1, "likely": volume.likely * 1.2, "high": volume.high * 1.3}
    yield (
        "a volume",
        ChangeItem(collection="case_types.volumes", within=(case_type.id,), id=volume.id, changes=contacts),
    )
    wage = {**project.settings.adviser_cost.as_json(), "salary_per_month": "33333"}
    yield "a wage", ChangeItem(collection="settings", changes={"adviser_cost": wage})


def calculate(session: Session) -> None:
    engine = Engine()
    show("warming up", stretches_ms(lambda pause: warm_up("SE", 2027, pause)))
    show("first calculation", stretches_ms(lambda pause: engine.results(session.project, pause=pause)))
    for name, edit in edits(session.project):
        session.do(edit)
        show(f"after {name}", stretches_ms(lambda pause: engine.results(session.project, pause=pause)))
    times: dict[bool, list[float]] = {True: [], False: []}
    for n in range(20):
        session.do(list(edits(session.project))[1][1])
        begin = time.thread_time()
        if n % 2:
            engine.results(session.project, pause=lambda: None)
        else:
            engine.results(session.project)
        times[bool(n % 2)].append((time.thread_time() - begin) * 1000)
    print(
        f"{'after a volume':28} median {statistics.median(times[False]):.0f} ms, with a pause that does nothing "
        f"{statistics.median(times[True]):.0f} ms"
    )


def save(session: Session) -> None:
    for name in ("first save", "second save"):
        session.do(next(edits(session.project))[1])
        begin = time.perf_counter()
        job = session.begin_save()
        assert job is not None
        begun_ms = (time.perf_counter() - begin) * 1000
        show(name, stretches_ms(job.run))
        begin = time.perf_counter()
        session.finish_save(job)
        print(f"{'':28} begin {begun_ms:.2f} ms, finish {(time.perf_counter() - begin) * 1000:.2f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "big.rosa"
        if len(sys.argv) > 1:
            shutil.copy(sys.argv[1], file)
        else:
            write_new(file, template_project("big"), Disk())
        with Session.open(file, Store(Disk(), Path(name) / "state")) as session:
            calculate(session)
            save(session)


if __name__ == "__main__":
    main()
