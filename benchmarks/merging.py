"""How long it takes to merge thirty parts into a big project, and to open one: ``python -m benchmarks.merging``.

In every part somebody wrote three checklists and twelve questions, and changed ten steps and five case types: an
evening. A heavy load is two of them. Some of that was changed at home as well. Opening the files and pinning a copy
of the whole are not counted as merging.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.parts import make_part, merge_part
from workbench.session import Session, read_project, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project

AIMS = {"merge_s": 5.0, "open_part_s": 1.0}
PARTS = 30
LOADS = {"an evening": 1, "two evenings": 2}
DAY = dt.date(2027, 3, 1)


def evening(part: Project, department: str, rng: random.Random) -> Project:
    """Return ``part`` after somebody has worked on it for an evening."""
    own = [one for one in part.case_types if one.department == department]
    edits: list[Edit] = []
    for one in rng.sample(own, min(10, len(own))):
        step = rng.choice(one.steps).id
        changes: dict[str, Any] = {"title": new_id(), "note": new_id()}
        edits.append(ChangeItem(collection="case_types.steps", within=(one.id,), id=step, changes=changes))
    for one in rng.sample(own, 5):
        edits.append(ChangeItem(collection="case_types", id=one.id, changes={"law": new_id()}))
    for one in rng.sample(own, 3):
        items = [{"id": new_id(), "kind": "ask", "text": new_id()} for _ in range(8)]
        item: dict[str, Any] = {"id": new_id(), "title": one.name, "case_type": one.id, "items": items}
        edits.append(AddItem(collection="checklists", item=item))
    for _ in range(12):
        item = {"id": new_id(), "department": department, "question": {"sv": new_id()}, "answer": {"sv": "!"}}
        edits.append(AddItem(collection="faqs", item=item))
    return Batch(edits=tuple(edits)).apply(part)


@dataclass(frozen=True)
class Load:
    """What one load took: seconds to make and to open each part, and to merge all of them."""

    made_s: list[float]
    opened_s: list[float]
    merge_s: float
    changes: int
    conflicts: int


def merged(evenings: int) -> Load:
    """Send thirty parts, let somebody work on each for so many evenings, and merge them."""
    rng = random.Random(1)
    made: list[float] = []
    opened: list[float] = []
    changes = conflicts = 0
    merge_s = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(Disk(), folder / "state")
        write_new(folder / "big.rosa", template_project("big"), Disk())
        with Session.open(folder / "big.rosa", store) as session:
            departments = [one.id for one in session.project.departments][:PARTS]
            for number, department in enumerate(departments):
                started = time.perf_counter()
                part, note = make_part(session.project, department, revision=session.revision, sent_on=DAY)
                made.append(time.perf_counter() - started)
                session.do(note)
                for _ in range(evenings):
                    part = evening(part, department, rng)
                write_new(folder / f"{number}.rosapart", part, Disk())
            for one in session.project.case_types[::40]:
                edit = ChangeItem(collection="case_types", id=one.id, changes={"law": new_id()})
                session.do(edit)
            for number in range(len(departments)):
                opening = time.perf_counter()
                reading = read_project(folder / f"{number}.rosapart", store)
                opened.append(time.perf_counter() - opening)
                merging = time.perf_counter()
                found = merge_part(session.project, reading.project, revision=reading.revision, on=DAY)
                session.do(found.batch)
                merge_s += time.perf_counter() - merging
                changes += found.counts.changes
                conflicts += found.counts.conflict
    return Load(made, opened, merge_s, changes, conflicts)


def main() -> int:
    """Run and print one line per figure; 1 when an aim was missed."""
    is_missed = False
    for name, evenings in LOADS.items():
        load = merged(evenings)
        print(f"{name}:")
        print(f"  make a part     {statistics.median(load.made_s):.3f} s")
        print(
            f"  open a part     {statistics.median(load.opened_s):.3f} s, slowest {max(load.opened_s):.3f} s"
        )
        print(
            f"  merge {PARTS} parts  {load.merge_s:.2f} s ({load.changes} changes, {load.conflicts} in conflict)"
        )
        is_missed |= load.merge_s > AIMS["merge_s"] or max(load.opened_s) > AIMS["open_part_s"]
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
