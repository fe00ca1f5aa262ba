"""What ``benchmarks.window`` measures, one part per process: ``python -m benchmarks.in_window PART FILE BEGAN``.

Each part opens the project as the program does, acts with real key events, and prints figures in milliseconds
as one line of JSON. ``BEGAN`` is the monotonic clock when the process was asked for, in seconds. With a fourth
argument "own" it is not the wall's clock that counts, but the processor time of the window's thread: what the
program does itself, on a machine that has other work as well.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

KNOWLEDGE = ("checklists", "faqs")
PAGES = (
    "overview",
    "workshop",
    "case_types",
    "process",
    "volumes",
    *KNOWLEDGE,
    "staffing",
    "costs",
    "scenarios",
)
Figures = dict[str, Any]
_NONE = Qt.KeyboardModifier.NoModifier
_LINES = ("Ta emot ansökan :3@by4m", "Granska underlag :5 25m", "Meddela beslut till sökanden :3@u-3 2m 12/d")


IS_OWN = sys.argv[4:] == ["own"]


def now_ms() -> float:
    return time.monotonic() * 1000


def clock_ms() -> float:
    """Return the clock that figures are taken with."""
    return (time.thread_time() if IS_OWN else time.monotonic()) * 1000


def both_ms() -> float:
    """Return the clock for what two threads do for each other."""
    return (time.process_time() if IS_OWN else time.monotonic()) * 1000


def pump(ms: float = 0) -> None:
    """Let the window run until nothing waits, and for ``ms`` at least."""
    end = now_ms() + ms
    for _ in range(3):
        QApplication.processEvents()
    while now_ms() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def wait(until: Callable[[], bool], limit_s: float = 120) -> None:
    """Run the window's own loop, which sleeps as it does for people, until something is so."""
    loop, look = QEventLoop(), QTimer(interval=10)
    end = time.monotonic() + limit_s
    look.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    look.start()
    loop.exec()


class Painted(QObject):
    """Notes that a widget, or one within it, was painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.n = 0
        self.at_ms: list[float] = []
        self._watched = [one for widget in widgets for one in (widget, *widget.findChildren(QWidget))]
        for one in self._watched:
            one.installEventFilter(self)

    def after_ms(self, act: Callable[[], object], limit_ms: float = 3000) -> float:
        """Return how long it takes from ``act`` until a paint is done."""
        QApplication.processEvents()
        end = now_ms() + limit_ms
        self.n, begin = 0, clock_ms()
        act()
        while not self.n and now_ms() < end:
            QApplication.processEvents()
        return clock_ms() - begin

    def let_go(self) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            self.n += 1
            self.at_ms.append(both_ms())
        return super().eventFilter(watched, event)


class Watch(QObject):
    """A timer of 5 ms in the window's thread: what it is late by, nothing else could be answered either."""

    def __init__(self) -> None:
        super().__init__()
        self.phase, self.worst = "", {"": 0.0}
        self._last = clock_ms()
        self._timer = QTimer(self, interval=5)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        now = clock_ms()
        late_ms = now - self._last - (0 if IS_OWN else 5)
        self.worst[self.phase] = max(self.worst[self.phase], late_ms)
        self._last = now

    @contextmanager
    def during(self, phase: str) -> Iterator[None]:
        pump()
        self._last, self.phase = clock_ms(), phase
        self.worst.setdefault(phase, 0.0)
        yield
        self.tick()
        self.phase = ""


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key where the keyboard is, without letting anything else happen."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def letter(char: str) -> None:
    code = ord(char.upper())
    press(Qt.Key(code) if char.isascii() and char.isprintable() else Qt.Key.Key_unknown, char)


def new_program() -> Any:
    """Return the program as ``workbench gui`` makes it, in Swedish."""
    from workbench.store.state import Store
    from workbench.ui.app import Program

    sys.setswitchinterval(0.001)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return Program(app, Store(), "sv")


class Opened:
    """The program with the big project in its window."""

    def __init__(self, file: Path, page: str = "overview") -> None:
        self.program = new_program()
        self.program.preferences.set("page", page)
        self.program.preferences.set("window", "")
        self.dressed_ms = now_ms()
        assert self.program.open(file)
        assert self.program.workspace is not None
        assert self.program.window is not None
        self.workspace, self.window = self.program.workspace, self.program.window
        pump()
        self.usable_ms = now_ms()

    def idle(self) -> None:
        wait(lambda: not self.workspace.background.is_busy)

    def page(self, key: str) -> Any:
        found = self.window.show_page(key)
        assert found is not None
        return found

    def close(self) -> None:
        self.workspace.background.stop()
        self.workspace.session.close()


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


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


def with_workshop(opened: Opened, case_types: int = 60) -> Any:
    """Put case types of one department into a new workshop; return the workshop page, the table in front."""
    from workbench.edits import AddItem

    project = opened.workspace.project
    owner = project.case_types[0].department
    ids = [one.id for one in project.case_types if one.department == owner][:case_types]
    ids += [one.id for one in project.case_types if one.id not in set(ids)][: case_types - len(ids)]
    item = {"id": "w-bench", "title": "Bygglov", "department": owner, "case_types": ids}
    opened.workspace.do(AddItem(collection="workshops", item=item))
    opened.workspace.choose(workshop="w-bench", case_type=ids[0])
    page = opened.page("workshop")
    page.show_view("capture")
    pump()
    return page


def typing(file: Path, _began_ms: float) -> Figures:
    """Type lines into the open editor, at rest and while everything is calculated anew, then set levels."""
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


def wait_ms(ms: float) -> None:
    """Let the window sleep and wake for ``ms``, as between two keys of a quick hand."""
    end = now_ms() + ms
    wait(lambda: now_ms() >= end)


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
    """Watch the window's thread with one page shown: the first calculation, edits, undo, findings, a save."""
    from workbench.edits import AddItem

    opened = Opened(file, key)
    workspace, watch = opened.workspace, Watch()
    with watch.during("cold"):
        opened.idle()
    if key == "workshop":
        with_workshop(opened)
        opened.idle()
    edits = edits_of
    if key in KNOWLEDGE:
        from benchmarks.in_knowledge import add_knowledge, knowledge_edits

        add_knowledge(opened)
        opened.idle()
        edits = knowledge_edits
    took: list[float] = []
    with watch.during("edits"):
        for edit in edits(opened):
            workspace.do(edit)
            opened.idle()
    with watch.during("undo"):
        for act in (workspace.undo, workspace.undo, workspace.redo, workspace.redo, workspace.undo):
            act()
            opened.idle()
    with watch.during("opened"):
        opened.window.show_findings(is_shown=True)
        wait_ms(50)
    two = list(edits(opened))[:2]
    with watch.during("findings"):
        for edit in two:
            workspace.do(edit)
            opened.idle()
    opened.window.show_findings(is_shown=False)
    wait_ms(30)
    with watch.during("save"):
        for _ in range(2):
            workspace.save_soon()
            opened.idle()
            workspace.do(AddItem(collection="departments", item={"id": f"d-new-{len(took)}", "name": "Ny"}))
            took.append(0.0)
            opened.idle()
    with watch.during("pages"):
        for other in (*PAGES, key):
            opened.page(other)
            wait_ms(60)
    with watch.during("back"):
        for other in (*PAGES, key):
            opened.page(other)
            wait_ms(60)
    watch.worst.pop("")
    peak_mb = peak()
    opened.close()
    return {"blocked": watch.worst, "peak_mb": peak_mb}


def edits_of(opened: Opened) -> Iterator[Any]:
    """Yield edits of what the pages show: a level, minutes, a volume, a name, one more case type, one less."""
    from workbench.edits import AddItem, ChangeItem, RemoveItem

    def chosen() -> Any:
        found = opened.workspace.case_type_of(opened.workspace.case_type)
        return found or opened.workspace.project.case_types[0]

    for level in (2, 5):
        one = chosen()
        within, step = (one.id,), one.steps[0].id
        yield ChangeItem(collection="case_types.steps", within=within, id=step, changes={"level": level})
    one = chosen()
    minutes = {"low": 1.0, "likely": 2.0 + len(one.name) % 3, "high": 6.0}
    changes = {"minutes_today": minutes}
    yield ChangeItem(
        collection="case_types.steps", within=(one.id,), id=chosen().steps[0].id, changes=changes
    )
    volume = chosen().volumes[0]
    figures = {"low": volume.low, "likely": volume.likely * 1.1, "high": volume.high * 1.2}
    yield ChangeItem(collection="case_types.volumes", within=(one.id,), id=volume.id, changes=figures)
    yield ChangeItem(collection="case_types", id=one.id, changes={"name": f"{one.name} +"})
    added = f"new-{len(opened.workspace.project.case_types)}-{len(chosen().name)}"
    item = {"id": added, "name": "Nytt ärende", "department": one.department}
    steps = [{"id": f"{added}-1", "title": "Hela ärendet"}]
    yield AddItem(collection="case_types", item={**item, "steps": steps})
    yield RemoveItem(collection="case_types", id=added)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
