"""How fast and how large the store is on a big project: ``python benchmarks/store.py``.

Open, one edit until it is on the disk, a hundred edits, the first and the second save, recovery, and the peak
memory of open + 100 edits + save, each measured in a process of its own without Qt.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench.edits import ChangeItem
from workbench.session import Session, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project

AIMS = {"open_s": 1.5, "edit_ms": 20.0, "peak_mb": 400.0, "recovery_s": 3.0}


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(folder: Path) -> dict[str, float]:
    """Open, edit a hundred times and save; return the figures of this process."""
    started = time.perf_counter()
    session = Session.open(folder / "big.rosa", Store(Disk(), folder / "state"))
    open_s = time.perf_counter() - started
    targets = session.project.case_types[:: max(1, len(session.project.case_types) // 100)][:100]

    def rename(n: int) -> None:
        within, step = (targets[n].id,), targets[n].steps[0].id
        changes = {"title": f"Steg {n}"}
        session.do(ChangeItem(collection="case_types.steps", within=within, id=step, changes=changes))

    rename(0)
    edits_s = [seconds(lambda n=n: rename(n)) for n in range(len(targets))]
    first_save_s = seconds(session.save)
    rename(1)
    second_save_s = seconds(session.save)
    session.close()
    return {
        "open_s": open_s,
        "edit_ms": 1000 * statistics.median(edits_s),
        "slowest_edit_ms": 1000 * max(edits_s),
        "hundred_edits_s": sum(edits_s),
        "first_save_s": first_save_s,
        "second_save_s": second_save_s,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def leave(folder: Path) -> dict[str, float]:
    """Leave a hundred edits unsaved."""
    with Session.open(folder / "big.rosa", Store(Disk(), folder / "state")) as session:
        for n in range(100):
            item = session.project.case_types[n]
            session.do(ChangeItem(collection="case_types", id=item.id, changes={"name": f"Ny {n}"}))
    return {}


def recover(folder: Path) -> dict[str, float]:
    """Return how long it takes to open the project with what :func:`leave` left."""
    started = time.perf_counter()
    session = Session.open(folder / "big.rosa", Store(Disk(), folder / "state"))
    recovery_s = time.perf_counter() - started
    assert session.recovered_edits == 100
    session.close()
    return {"recovery_s": recovery_s}


PARTS = {"measure": measure, "leave": leave, "recover": recover}


def main() -> None:
    """Make the project, measure in processes of their own, and print the figures beside their aims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_new(folder / "big.rosa", template_project("big"), Disk())
        figures = {"file_mb": (folder / "big.rosa").stat().st_size / 1e6}
        for part in PARTS:
            answer = subprocess.run(
                [sys.executable, __file__, part, name], check=True, capture_output=True, text=True
            )
            figures |= json.loads(answer.stdout)
    for key, value in figures.items():
        aim = f"   (aim: at most {AIMS[key]:g})" if key in AIMS else ""
        print(f"{key:18} {value:10.3f}{aim}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main()
