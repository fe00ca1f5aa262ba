"""The long runs against loss: ``python -m tests.torture [SHARE]``. Every line says how often, and what was lost.

SHARE scales the run counts (1 by default). The exit code is 1 as soon as anything was lost, or a control that
must lose something did not.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import machine
from tests.support.coming_together import losing, searched, searched_part
from tests.support.cutting import cut_power
from tests.support.killing import kill_at_random
from tests.support.projects import random_edit, small_project
from workbench.parts import merge_part
from workbench.store.project_file import Encoder, ProjectFileError, parse

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def main(share: float) -> int:
    """Run everything and return the exit code."""
    runs: dict[str, Callable[[], tuple[str, bool]]] = {
        "power cuts": lambda: _cuts(int(10_000 * share)),
        "power cuts, no fdatasync (must lose)": lambda: _control(int(500 * share), "syncs_contents", False),
        "power cuts, no fsync of files (must lose)": lambda: _control(int(500 * share), "syncs_files", False),
        "power cuts, save in place (must lose)": lambda: _control(int(1_000 * share), "saves_in_place", True),
        "kill -9": lambda: _kills(int(1_000 * share), 0.1),
        "kill -9 while saving and recovering": lambda: _kills(int(400 * share), 0.6),
        "kill -9 while a second thread saves": lambda: _kills(int(400 * share), 0.15, beside=True),
        "kill -9, a save cuts too much (must lose)": lambda: _kills(
            int(100 * share), 0.15, beside=True, hasty=True
        ),
        "kill -9, acknowledged too early (must lose)": lambda: _kills(int(100 * share), 0.1, early=True),
        "windows killed while somebody types": lambda: _windows(int(100 * share)),
        "evenings at home, killed ten times each": lambda: _evenings(max(1, int(10 * share))),
        "random machine": lambda: _machine(int(2_000 * share)),
        "flips and truncations": lambda: _flips(int(2_000 * share)),
        "parts merged in both orders": lambda: _merges(int(20_000 * share)),
        "parts merged, a value dropped (must lose)": lambda: _merges(int(100 * share), "applied"),
        "parts merged, a conflict dropped (must lose)": lambda: _merges(int(100 * share), "conflict"),
    }
    failed = False
    for name, run in runs.items():
        started = time.monotonic()
        words, is_good = run()
        failed |= not is_good
        print(
            f"{'ok  ' if is_good else 'FAIL'} {name}: {words} ({time.monotonic() - started:.0f} s)",
            flush=True,
        )
    return int(failed)


def _cuts(n: int) -> tuple[str, bool]:
    result = cut_power(range(n))
    return (
        f"{result.cuts} cuts, {result.lost} with lost edits, {result.torn} torn",
        result.lost + result.torn == 0,
    )


@cache
def _application() -> QApplication:
    """Return the one Qt application of this process, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    return QApplication([])


def _windows(n: int) -> tuple[str, bool]:
    """Kill windows in the middle of a workshop, offscreen, and look what stands there when they are opened again."""
    app = _application()
    from tests.support.killed_windows import Windows
    from tests.support.killed_windows import kill_at_random as kill_windows
    from workbench.session import write_new
    from workbench.store.disk import Disk
    from workbench.templates import template_project

    with tempfile.TemporaryDirectory() as folder, Windows() as windows:
        file = Path(folder) / "norrvik.rosa"
        write_new(file, template_project("se"), Disk())
        found = kill_windows(app, windows, file, n, seed=1000, after_s=(0.1, 6))
    return str(found), (found.lost_edits, found.lost_text, found.asked) == (0, 0, 0)


def _evenings(n: int) -> tuple[str, bool]:
    """Kill the window of somebody who writes a part at home, send it back, and merge it: all of it must be there."""
    import datetime as dt

    app = _application()
    from tests.support.evening import is_all_there, sent
    from tests.support.killed_evenings import write_and_kill
    from tests.support.killed_windows import Windows
    from workbench.session import read_project, write_new
    from workbench.store.disk import Disk

    wrong = kills = acknowledged = 0
    longest_s = 0.0
    with tempfile.TemporaryDirectory() as folder, Windows() as windows:
        for evening in range(n):
            whole, part, _ = sent()
            file = Path(folder) / f"{evening}.rosapart"
            write_new(file, part, Disk())
            found = write_and_kill(app, windows, file, 10, seed=5000 + 100 * evening, after_s=(0.1, 3))
            reading = read_project(file)
            merged = merge_part(whole, reading.project, revision=reading.revision, on=dt.date(2026, 11, 23))
            is_whole = not is_all_there(merged.batch.apply(whole))
            wrong += not is_whole or (found.lost_edits, found.lost_text, found.asked) != (0, 0, 0)
            kills, acknowledged = kills + found.kills, acknowledged + found.acknowledged
            longest_s = max(longest_s, found.longest_lost_s)
    words = f"{n} evenings, {kills} kills, {acknowledged} edits acknowledged, at most {longest_s} s of typing lost"
    return f"{words}, {wrong} evenings with a loss", wrong == 0


def _control(n: int, flag: str, value: bool) -> tuple[str, bool]:
    result = cut_power(range(n), lambda disk: setattr(disk, flag, value))
    return (
        f"{result.cuts} cuts, {result.lost} with lost edits, {result.torn} torn",
        result.lost + result.torn > 0,
    )


def _kills(
    n: int, save_share: float, *, early: bool = False, beside: bool = False, hasty: bool = False
) -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        result = kill_at_random(
            Path(folder),
            n,
            seed=1_000_000,
            save_share=save_share,
            early=early,
            beside=beside,
            hasty=hasty,
        )
    words = f"{result.kills} kills, {result.acknowledged} edits acknowledged, {result.lost} lost, {result.torn} torn"
    return words, (result.lost + result.torn > 0) == (early or hasty)


def _machine(n: int) -> tuple[str, bool]:
    differences = sum(machine.run(seed) for seed in range(n))
    return f"{n} runs of 50 steps, {differences} with a difference", differences == 0


def _flips(n: int) -> tuple[str, bool]:
    rng, project, missed = random.Random(2), small_project(), 0
    for _ in range(60):
        project = random_edit(project, rng).apply(project)
    contents = b"".join(Encoder().encode(project, 60).chunks)
    for number in range(n):
        damaged = bytearray(contents)
        if number % 2:
            del damaged[rng.randrange(len(damaged)) :]
        else:
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        try:
            parse(bytes(damaged), Path("plan.rosa"))
            missed += 1
        except ProjectFileError:
            continue
    return f"{n} damaged files, {missed} not noticed", missed == 0


def _merges(n: int, dropped: str | None = None) -> tuple[str, bool]:
    """Let two parts and the whole come together in either order, and one of them once more; ``dropped`` breaks it."""
    if dropped:
        seen, wrong = searched(n, losing(dropped))
    else:  # no fork: Qt may live in this process
        processes = max(2, os.cpu_count() or 1)
        with get_context("spawn").Pool(processes) as pool:
            each = [(-(-n // processes), part, processes) for part in range(processes)]
            found = pool.starmap(searched_part, each)
        seen, wrong = sum(one[0] for one in found), [word for one in found for word in one[1]]
        for one in wrong[:10]:
            print(f"     {one}", flush=True)
    examples = len({one.partition(":")[0] for one in wrong})
    return f"{seen} examples in both orders, {examples} with a loss", (examples > 0) == (dropped is not None)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
