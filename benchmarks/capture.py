"""How quickly a typed line is understood beside the big sample: ``python -m benchmarks.capture``.

One process, one core. The aims: understanding a line and completing a name each under 2 ms, proposing a
level under 3 ms, near-duplicates among 5 000 names under 5 ms, no slice of learning over 10 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from workbench.capture import completion, known_names, read_line
from workbench.capture.duplicates import near_duplicates, pairs
from workbench.capture.paste import paste_rows, read_block
from workbench.capture.recipes import change_step, new_case_type, new_step
from workbench.capture.suggest import learned, suggest_level
from workbench.templates import template_project

LINE = "Ta emot ansökan :3@by4m #phone 40/dag 30% -> 2"


def best_ms(work: Callable[[], object], times: int = 15) -> float:
    """Return the middle of ``times`` runs."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)[times // 2]


def main() -> None:
    project = template_project("big")
    department = project.departments[30].id
    names = known_names(project, department=department)
    line = read_line(LINE, names)
    owner = project.case_types[4000]
    slices, last = [], time.perf_counter()

    def pause() -> None:
        nonlocal last
        slices.append((time.perf_counter() - last) * 1000)
        last = time.perf_counter()

    start = last = time.perf_counter()
    index = learned(project, None, pause)
    print(
        f"learning {index.steps} steps: {time.perf_counter() - start:.2f} s, slice at most {max(slices):.1f} ms"
    )
    case_type_names = [one.name for one in project.case_types]
    start = time.perf_counter()
    near_duplicates("x", case_type_names)
    print(f"near-duplicates, first time: {(time.perf_counter() - start) * 1000:.0f} ms")
    block = "\n".join(f"Ärendetyp {n} :3\n\tTa emot :1@by4m\n\tGranska :5" for n in range(100))
    for name, work in {
        "known names": lambda: known_names(project, department=department),
        "a line": lambda: read_line(LINE, names),
        "completion": lambda: completion("Ta emot @by", 11, names),
        "a level": lambda: suggest_level("Ta emot och registrera ansökan om båtplats", index),
        "near-duplicates": lambda: near_duplicates("Ansökan om bygglov", case_type_names),
        "new case type": lambda: new_case_type(project, None, line, department=department),
        "new step": lambda: new_step(project, owner.id, line, owner.steps[-1].id),
        "change step": lambda: change_step(project, owner.steps[1].id, line, within=owner.id),
        "learning after an edit": lambda: learned(project, index),
        "300 pasted rows": lambda: paste_rows(project, read_block(block, names), department=department),
    }.items():
        print(f"{name}: {best_ms(work):.2f} ms")
    start = time.perf_counter()
    found = pairs(project.case_types)
    print(f"pairs in all departments: {time.perf_counter() - start:.2f} s, {len(found)} found")


if __name__ == "__main__":
    main()
