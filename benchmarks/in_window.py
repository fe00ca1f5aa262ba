"""What ``benchmarks.window`` measures, one part per process: ``python -m benchmarks.in_window PART FILE BEGAN``.

Each part opens the project as the program does, acts with real key events, and prints figures in milliseconds
as one line of JSON. ``BEGAN`` is the monotonic clock when the process was asked for, in seconds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from benchmarks.open_window import (
    Figures,
    Opened,
    Painted,
    both_ms,
    clock_ms,
    letter,
    new_program,
    now_ms,
    percentile,
    press,
    pump,
    wait,
    wait_ms,
)
from benchmarks.pages import PAGES

_LINES = ("Ta emot ansökan :3@by4m", "Granska underlag :5 25m", "Meddela beslut till sökanden :3@u-3 2m 12/d")


def bare(_file: Path, began_ms: float) -> Figures:
    """From the start of the process until the start page is painted and answers."""
    program = new_program()
    program.show_start()
    pump()
    return {"usable": now_ms() - began_ms}


def start(file: Path, began_ms: float) -> Figures:
    """The same with a project file: until its first page is painted and answers."""
    opened = Opened(file)
    figures = {"open": opened.usable_ms - opened.dressed_ms, "usable": opened.usable_ms - began_ms}
    opened.close()
    return figures


def typing(file: Path, _began_ms: float) -> Figures:
    """Type lines into the open editor, at rest and while everything is calculated anew, then set levels."""
    from benchmarks.on_page import with_workshop
    from workbench.analysis.engine import Engine

    opened = Opened(file)
    pane = with_workshop(opened).pane
    opened.idle()
    figures: Figures = {"rows": len(pane.model.rows)}
    for name in ("rest", "busy"):
        echoes: list[float] = []
        kept: list[float] = []
        for line in _LINES * 3:
            if name == "busy" and not opened.workspace.background.is_busy:
                opened.workspace.engine = Engine()
                opened.workspace.calculate()
            pane.sheet.go_to("new", "name")
            pane.view.setFocus()
            pump(10)
            letter(line[0])
            pump(10)
            editor = Painted(pane.writing.editor)
            for char in line[1:]:
                echoes.append(editor.after_ms(partial(letter, char)))
                wait_ms(15)
            editor.let_go()
            table = Painted(pane.view.viewport())
            kept.append(table.after_ms(lambda: press(Qt.Key.Key_Return, "\r")))
            table.let_go()
            wait_ms(30)
        figures |= {f"echo_{name}": percentile(echoes, 0.95), f"echo_{name}_worst": max(echoes)}
        figures |= {f"kept_{name}": percentile(kept, 0.5), "keys": len(echoes)}
        opened.idle()
    figures |= totals(opened, pane)
    opened.close()
    return figures


def totals(opened: Opened, pane: Any) -> Figures:
    """Set levels by key: until the chart of the side panel is painted, and until all results are there."""
    chart = Painted(pane.side.chart)
    shown: list[float] = []
    came: list[float] = []
    arrived: list[float] = []
    opened.workspace.results_changed.connect(lambda _results: arrived.append(both_ms()))
    for at, case_type in enumerate(pane.sheet.case_types[5:25]):
        if len(case_type.steps) < 2:
            continue
        pane.sheet.go_to(case_type.steps[0].id, "level")
        pane.view.setFocus()
        opened.idle()
        wanted = 4 + at % 4 if case_type.steps[0].level != 4 + at % 4 else 3
        arrived.clear()
        chart.at_ms.clear()
        begin = both_ms()
        letter(str(wanted))
        wait(lambda: bool(arrived and chart.at_ms), 20)
        shown.append(chart.at_ms[0] - begin)
        came.append(arrived[0] - begin)
    chart.let_go()
    return {"totals": percentile(shown, 0.5), "totals_worst": max(shown), "results": percentile(came, 0.5)}


def filters(file: Path, _began_ms: float) -> Figures:
    """Filter as one types, until the list is painted: Case types, both lists of Volumes, the search box."""
    from workbench.ui.search import open_search

    opened = Opened(file, "case_types")
    opened.idle()
    pump(50)
    figures: Figures = {}
    case_types: Any = opened.window.page
    volumes = opened.page("volumes")
    places: list[tuple[str, Any, str, Any, Callable[[], object]]] = [
        ("case_types", case_types.filters.text, "case_types", case_types.table, lambda: None),
        ("volumes_list", volumes.cases.field, "volumes", volumes.cases.view, lambda: volumes.tabs.setCurrentIndex(0)),
        ("volumes_all", volumes.matrix.field, "volumes", volumes.matrix.view, lambda: volumes.tabs.setCurrentIndex(1)),
    ]  # fmt: skip
    for name, field, page, view, before in places:
        opened.page(page)
        before()
        pump(50)
        figures[name] = filtered(field, view)
    begin = clock_ms()
    box = open_search(opened.window)
    pump()
    figures["search_opens"] = clock_ms() - begin
    figures["search"] = filtered(box.field, box.list)
    opened.close()
    return figures


def filtered(field: Any, view: Any) -> float:
    """Return the slowest key of some words, typed and taken back."""
    field.setFocus()
    pump()
    painted = Painted(field, view.viewport())
    took = [painted.after_ms(partial(letter, char)) for char in "bygglov"]
    took += [painted.after_ms(lambda: press(Qt.Key.Key_Backspace)) for _ in "bygglov"]
    took += [painted.after_ms(partial(letter, char)) for char in "skicka"]
    painted.let_go()
    return max(took)


def process_map(file: Path, _began_ms: float) -> Figures:
    """Show a case type of 60 steps with loops and branches on the process page, until its map is painted."""
    from workbench.edits import AddItem

    opened = Opened(file, "process")
    opened.idle()
    first = opened.workspace.project.case_types[0]
    for name in ("map-a", "map-b"):
        item = {"id": name, "name": name, "department": first.department, "unit": first.unit}
        steps, flows = sixty_steps(name, first.unit)
        opened.workspace.do(AddItem(collection="case_types", item={**item, "steps": steps, "flows": flows}))
    opened.idle()
    page = opened.page("process")
    painted = Painted(page.map.viewport())

    def shown(name: str) -> None:
        opened.workspace.choose(case_type=name)
        page.show_map()

    took = [painted.after_ms(partial(shown, name)) for name in ("map-a", "map-b")]
    opened.close()
    return {"map": max(took), "steps": len(page.map.layout_shown.process.steps)}


def sixty_steps(name: str, unit: str | None) -> tuple[list[Any], list[Any]]:
    """Return a chain of 60 steps with six loops back and six branches ahead."""
    steps = [
        {"id": f"{name}-{n}", "title": f"Granska handling {n} i ärendet", "level": n % 6 + 1, "unit": unit}
        for n in range(60)
    ]
    flows, ids = [], count()
    for at in range(59):
        other = {3: at - 3, 8: at + 2}.get(at % 10) if at > 3 else None
        ways = [(at + 1, 0.8), (other, 0.2)] if other is not None and other < 60 else [(at + 1, 1.0)]
        for to, share in ways:
            flow = {"id": f"{name}-f{next(ids)}", "source": f"{name}-{at}", "target": f"{name}-{to}"}
            flows.append({**flow, "probability": share})
    return steps, flows


def page(file: Path, _began_ms: float, key: str) -> Figures:
    """Edit, undo and save with one page shown."""
    from benchmarks.on_page import measured

    return measured(file, key)


def knowledge(file: Path, _began_ms: float) -> Figures:
    """Type into an answer and into a checklist."""
    from benchmarks.in_knowledge import measured

    return measured(file)


def drawing(file: Path, _began_ms: float) -> Figures:
    """Draw a scenario a thousand times while somebody is at the keys."""
    from benchmarks.in_figures import measured

    return measured(file)


PARTS: dict[str, Callable[[Path, float], Figures]] = {
    "bare": bare,
    "start": start,
    "typing": typing,
    "filters": filters,
    "map": process_map,
    "knowledge": knowledge,
    "drawing": drawing,
    **{f"page:{key}": partial(page, key=key) for key in PAGES},
}


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]) * 1000)), flush=True)
