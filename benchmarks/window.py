"""How quick the window is with the big sample: ``python -m benchmarks.window [FILE] [own]``.

60 departments, 5 000 case types, 40 000 steps, without a screen. Every part runs in a process of its own on a fresh
copy of the file, with compiled modules at hand as on every start but the first. A figure over its aim is marked.
With "own" the processor time of the window's thread counts instead of the wall's clock: for a machine that is busy.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.pages import KNOWLEDGE, PAGES
from workbench.parts import make_part
from workbench.session import Session, read_project, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project

FIGURES = (
    ("bare.usable", "start of the process to the window usable", 1500, "ms"),
    ("start.open", "open the sample until its first page answers", 1500, "ms"),
    ("part.open", "open a department's part of it until its first page answers", 1000, "ms"),
    ("start.usable", "  both: process started with the sample to its first page", None, "ms"),
    ("typing.echo_rest", "key to echo in the capture table, p95", 16, "ms"),
    ("typing.echo_rest_worst", "  worst", None, "ms"),
    ("typing.echo_busy", "key to echo while everything is calculated, p95", 16, "ms"),
    ("typing.echo_busy_worst", "  worst", None, "ms"),
    ("typing.kept_rest", "Return to the line kept and the table painted", 150, "ms"),
    ("typing.totals", "level by key to the workshop's new totals", 150, "ms"),
    ("typing.totals_worst", "  worst", None, "ms"),
    ("typing.results", "  and until every result, cost and finding of the project is there", None, "ms"),
    ("knowledge.faq_rest", "key to echo in an answer, p95", 16, "ms"),
    ("knowledge.faq_rest_worst", "  worst", None, "ms"),
    ("knowledge.faq_busy", "key to echo in an answer while everything is calculated, p95", 16, "ms"),
    ("knowledge.faq_busy_worst", "  worst", None, "ms"),
    ("knowledge.faq_kept", "answer kept and the page painted", 150, "ms"),
    ("knowledge.checklist_rest", "key to echo in a checklist, p95", 16, "ms"),
    ("knowledge.checklist_rest_worst", "  worst", None, "ms"),
    ("knowledge.checklist_busy", "key to echo in a checklist while everything is calculated, p95", 16, "ms"),
    ("knowledge.checklist_busy_worst", "  worst", None, "ms"),
    ("knowledge.checklist_kept", "step kept and the page painted", 150, "ms"),
    ("filters.case_types", "filter of Case types, slowest key", 30, "ms"),
    ("filters.volumes_list", "filter of the Volumes list, slowest key", 30, "ms"),
    ("filters.volumes_all", "filter of all volumes, slowest key", 30, "ms"),
    ("filters.search", "search over 45 000 names, slowest key", 30, "ms"),
    ("filters.search_opens", "search box opened", None, "ms"),
    ("map.map", "map of 60 steps with loops and branches shown", 300, "ms"),
    ("drawing.blocked", "the window's thread blocked at most while 1 000 draws are made", 50, "ms"),
    ("drawing.seconds", "  until their bands are shown", None, "s"),
    ("peak", "peak memory: calculated, edited, saved, every page shown", 500, "MB"),
    ("peak_scenarios", "  with every scenario calculated beside the shown one", None, "MB"),
    ("peak_knowledge", "  with 1 500 checklists and 2 000 FAQs added in one step", None, "MB"),
)
PHASES = {
    "cold": "first calculation",
    "edits": "edits and recalculation",
    "undo": "undo and redo",
    "opened": "all findings opened beside the page",
    "findings": "edits with all findings beside",
    "save": "save",
    "pages": "each page shown for the first time",
    "back": "each page shown again",
}
AIMED = ("cold", "edits", "undo", "findings", "save")
BLOCKED_AIM_MS = 50


def run(part: str, file: Path, folder: Path, *, is_own: bool) -> dict[str, Any]:
    """Return what a part measured in a process of its own, on a copy of the file."""
    copy, state = folder / "copy.rosa", folder / "state"
    shutil.copy(file, copy)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "QT_QPA_PLATFORM": "offscreen"}
    env |= {"ROSA_WORKBENCH_STATE": str(state), "QT_LOGGING_RULES": "*=false"}
    command = [sys.executable, "-m", "benchmarks.in_window", part, str(copy), str(time.monotonic())]
    answer = subprocess.run(
        [*command, *(["own"] if is_own else [])], check=True, capture_output=True, text=True, env=env
    )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def write_part(file: Path, folder: Path) -> Path:
    """Write the part of the department with the most case types, and return where it lies."""
    project = read_project(file).project
    (department, _), *_ = Counter(one.department for one in project.case_types).most_common(1)
    part, _ = make_part(project, department, revision=0, sent_on=dt.date(2026, 11, 22))
    write_new(folder / "part.rosapart", part, Disk())
    return folder / "part.rosapart"


def measure(
    file: Path, folder: Path, *, is_own: bool
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the figures by name, and by page and phase how long the window's thread was blocked at most."""
    run("start", file, folder, is_own=is_own)  # compiles, and learns that the file is sound
    found = {}
    for part in ("bare", "start"):
        runs = [run(part, file, folder, is_own=is_own) for _ in range(5)]
        found |= {f"{part}.{key}": statistics.median(one[key] for one in runs) for key in runs[0]}
    part_file = write_part(file, folder)
    run("start", part_file, folder, is_own=is_own)
    parts = [run("start", part_file, folder, is_own=is_own) for _ in range(5)]
    found["part.open"] = statistics.median(one["open"] for one in parts)
    for part in ("typing", "knowledge", "filters", "map", "drawing"):
        found |= {f"{part}.{key}": value for key, value in run(part, file, folder, is_own=is_own).items()}
    blocked: dict[str, dict[str, float]] = {}
    found |= dict.fromkeys(("peak", "peak_scenarios", "peak_knowledge"), 0.0)
    for page in PAGES:
        answer = run(f"page:{page}", file, folder, is_own=is_own)
        blocked[page] = answer["blocked"]
        which = "peak_knowledge" if page in KNOWLEDGE else "peak_scenarios" if page == "scenarios" else "peak"
        found[which] = max(found[which], answer["peak_mb"])
    return found, blocked


def line(words: str, aim: float | None, value: float, unit: str) -> str:
    said = "" if aim is None else "ok" if value <= aim else "OVER"
    wanted = "" if aim is None else f"< {aim:g}"
    return f"{words:62} {wanted:>7} {value:8.1f} {unit:3} {said}"


def main() -> None:
    """Measure, and print the figures beside their aims."""
    is_own = "own" in sys.argv[1:]
    given = [Path(one) for one in sys.argv[1:] if one != "own"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "big.rosa"
        if given:
            shutil.copy(given[0], file)
        else:
            write_new(file, template_project("big"), Disk())
        with Session.open(file, Store(Disk(), folder / "state")):
            pass
        found, blocked = measure(file, folder, is_own=is_own)
    print(f"{'':62} {'aim':>7} {'measured':>8}")
    for key, words, aim, unit in FIGURES:
        print(line(words, aim, found[key], unit))
    print("\nThe window's thread blocked at most, ms, with each page shown")
    print(f"{'':36}" + "".join(f"{page:>12}" for page in PAGES))
    for phase, words in PHASES.items():
        values = [blocked[page][phase] for page in PAGES]
        aim = f"  < {BLOCKED_AIM_MS}: " + ("ok" if max(values) <= BLOCKED_AIM_MS else "OVER")
        print(f"{words:36}" + "".join(f"{value:12.0f}" for value in values) + (aim if phase in AIMED else ""))


if __name__ == "__main__":
    main()
