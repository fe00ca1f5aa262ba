"""The live map: the same layout as on paper, walked and spoken, and printed on as many pages as it takes."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtPrintSupport import QPrinter

from tests.support.window import dress, press, settle
from workbench.export.drawing import Box, Label, elided
from workbench.export.fonts import text_width
from workbench.export.swimlane import MapFlow, MapLane, MapStep, ProcessMap, swimlane
from workbench.export.swimlane_layout import MapLayout, lay_out
from workbench.export.swimlane_places import BOX_HEIGHT, BOX_WIDTH
from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.pages.process import map_out
from workbench.ui.pages.process.map_view import MapView

ENGLISH = Texts("en")


def hard_map(steps: int, seed: int = 1, lanes: int = 6) -> ProcessMap:
    """A long process of many hands: branches ahead, loops back, cases that end on the way."""
    choose = random.Random(seed)
    bands = tuple(MapLane(f"l{n}", f"Performer {n}", n == 0) for n in range(lanes))
    made, lane = [], 0
    for n in range(steps):
        if choose.random() < 0.45:
            lane = choose.choice((0, 0, *range(lanes)))
        made.append(MapStep(f"s{n}", str(n + 1), f"Check the papers {n}", choose.randint(1, 8), f"l{lane}"))
    flows: list[MapFlow] = []
    for n in range(steps - 1):
        ways = {n + 1: 1.0}
        if choose.random() < 0.2 and n + 4 < steps:
            ways = {n + 1: 0.7, choose.randint(n + 2, n + 4): 0.3}
        if choose.random() < 0.15 and n > 2:
            ways = {target: share * 0.8 for target, share in ways.items()} | {
                choose.randint(n - 3, n - 1): 0.2
            }
        for target, share in ways.items():
            crosses = (made[n].lane == "l0") != (made[target].lane == "l0")
            words = "yes" if len(ways) > 1 and target == n + 1 else "no" if len(ways) > 1 else ""
            number = str(sum(one.clause is not None for one in flows) + 1)
            flows.append(
                MapFlow(f"s{n}", f"s{target}", share, number if crosses else None, words, f"f{n}.{target}")
            )
    used = {one.lane for one in made}
    return ProcessMap("Hard", tuple(one for one in bands if one.id in used), tuple(made), tuple(flows))


def _rects_of_words(layout: MapLayout) -> list[tuple[float, float, float, float]]:
    made = []
    for flow in layout.flows:
        if flow.words is not None:
            wide = max(text_width(line, 11) for line in flow.words.lines)
            left = flow.words.x - wide if flow.words.is_end else flow.words.x
            made.append(
                (left, flow.words.y - 9, left + wide, flow.words.y + 13 * (len(flow.words.lines) - 1))
            )
    return made


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.fast
@pytest.mark.parametrize("steps", [8, 15, 30, 60])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_words_of_a_hard_map_can_be_read(steps: int, seed: int) -> None:
    layout = lay_out(hard_map(steps, seed), ENGLISH)
    boxes = [(one.x, one.y, one.x + BOX_WIDTH, one.y + BOX_HEIGHT) for one in layout.steps]
    words = _rects_of_words(layout)
    for one in words:
        assert not any(_touch(one, box) for box in boxes)
    for one, other in combinations(words, 2):
        assert not _touch(one, other)
    for flow in layout.flows:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(flow.points))
    assert {one.id for one in layout.steps} == {f"s{n}" for n in range(steps)}


def test_paper_and_window_stand_on_the_same_layout() -> None:
    process = hard_map(15)
    layout, drawing = lay_out(process, ENGLISH), swimlane(process, ENGLISH)
    on_paper = {(one.x, one.y) for one in drawing.shapes if isinstance(one, Box) and one.width == BOX_WIDTH}
    shift = min(y for _, y in on_paper) - min(one.y for one in layout.steps)
    assert on_paper == {(one.x, one.y + shift) for one in layout.steps}
    said = {one.text for one in drawing.shapes if isinstance(one, Label)}
    for box in layout.steps:
        assert set(box.lines) <= said
    assert elided("x" * 400, 40, 11).endswith("…")


def _shown(look: Look, process: ProcessMap) -> MapView:
    view = MapView(look)
    view.resize(900, 600)
    dress(view)
    view.show()
    view.show_map(lay_out(process, look.texts), {}, {one.id: f"Step {one.number}" for one in process.steps})
    view.setFocus()
    settle()
    return view


def test_the_walk_keeps_the_chosen_step_in_sight(look: Look, qapp: object) -> None:
    del qapp
    view = _shown(look, hard_map(60))
    press(Qt.Key.Key_End)
    assert view.step == "s59"
    item = view._items["s59"]
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.contains(item.pos())
    assert view.accessibleName() == "Step 60"
    press(Qt.Key.Key_Home)
    assert view.step == "s0"
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.contains(view._items["s0"].pos())
    assert view._heads.x() >= 0
    view.close()


def test_zoom_has_limits_and_fits(look: Look, qapp: object) -> None:
    del qapp
    view = _shown(look, hard_map(30))
    for _ in range(40):
        view.zoom_by(1)
    most = view.zoom
    for _ in range(60):
        view.zoom_by(-1)
    least = view.zoom
    assert 1 < most <= 3
    assert 0 < least < 0.5
    view.fit_whole()
    whole = view.mapToScene(view.viewport().rect()).boundingRect()
    assert whole.width() >= view.layout_shown.width * 0.99
    view.close()


@pytest.mark.fast
def test_a_long_map_takes_pages_that_leave_nothing_out() -> None:
    drawing = swimlane(hard_map(60), ENGLISH)
    scale, pages = map_out.pages_of(drawing, QSizeF(780, 540))
    assert scale >= 0.5
    assert len(pages) > 3
    assert pages[0][0] < 140
    assert pages[-1][1] == drawing.width
    assert all(one[1] == other[0] for one, other in pairwise(pages))
    boxes = [one for one in drawing.shapes if isinstance(one, Box) and one.width == BOX_WIDTH]
    assert not any(box.x < right < box.x + box.width for _, right in pages for box in boxes)
    small = swimlane(hard_map(3, lanes=2), ENGLISH)
    assert map_out.pages_of(small, QSizeF(780, 540))[1] == ((0.0, small.width),)


def test_a_picture_is_set_in_the_shipped_type(look: Look, qapp: object) -> None:
    del qapp, look
    drawing = swimlane(hard_map(3, lanes=2), ENGLISH)
    assert map_out.picture(drawing) != map_out.picture(replace(drawing, shapes=()))
    assert b"sans-serif" not in map_out.for_qt(drawing)
    assert b'"Inter"' in map_out.for_qt(drawing)


def test_it_prints(look: Look, qapp: object, tmp_path: object) -> None:
    del qapp, look
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    file = f"{tmp_path}/map.pdf"
    printer.setOutputFileName(file)
    count = map_out.put_on_paper(swimlane(hard_map(30), ENGLISH), printer)
    from pypdf import PdfReader

    reader = PdfReader(file)
    assert len(reader.pages) == count > 1
    assert "Performer" in reader.pages[-1].extract_text()  # lane names on every page
