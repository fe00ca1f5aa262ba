"""Drawings: every box in its lane, no line through a box, every text inside its picture."""

import io
import random
import shutil
import struct
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.export.printed_pages import PAYLOADS
from workbench.export import network as network_module
from workbench.export.drawing import Box, Drawing, Label, Line, elided, png, pngs, svg, wrapped
from workbench.export.fonts import text_width
from workbench.export.network import NetworkEdge, NetworkNode, network
from workbench.export.swimlane import MapFlow, MapLane, MapStep, ProcessMap, swimlane
from workbench.export.swimlane_places import BOX_HEIGHT, BOX_WIDTH, place
from workbench.export.swimlane_routes import wire
from workbench.locale import Texts

ENGLISH = Texts("en")
LANES = (
    MapLane("ks", "Customer service", True),
    MapLane("u", "Unit", False),
    MapLane("c", "Committee", False),
)
PERMIT = ProcessMap(
    "Building permit",
    LANES,
    (
        MapStep("a", "1", "Inform", 1, "ks"),
        MapStep("b", "2", "Check that all is there", 3, "ks", "Complete?"),
        MapStep("c", "3", "Ask for what is missing", 3, "ks"),
        MapStep("d", "4", "Examine", 5, "u"),
        MapStep("e", "5", "Decide", 8, "c"),
        MapStep("f", "6", "Tell the resident", None, "ks"),
    ),
    (
        MapFlow("a", "b", 0.7),
        MapFlow("b", "c", 0.35, label="no"),
        MapFlow("b", "d", 0.65, "1", "yes"),
        MapFlow("c", "b"),
        MapFlow("d", "e"),
        MapFlow("e", "f", 1.0, "2"),
    ),
)


def random_map(seed: int, steps: int) -> ProcessMap:
    choose = random.Random(seed)
    lanes = [choose.choice(("ks", "ks", "u", "c")) for _ in range(steps)]
    made = tuple(
        MapStep(f"s{n}", str(n + 1), "Check the papers", choose.choice((1, 4, 5, 8, None)), lanes[n])
        for n in range(steps)
    )
    flows = []
    for n in range(steps):
        for target in {choose.randrange(steps) for _ in range(choose.choice((0, 1, 1, 2, 3)))}:
            clause = "7" if (lanes[n] == "ks") != (lanes[target] == "ks") else None
            flows.append(MapFlow(f"s{n}", f"s{target}", round(choose.random(), 2), clause, "yes"))
    return ProcessMap("Any", LANES, made, tuple(flows))


def _texts_of(picture: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.fast
def test_a_map_says_levels_lanes_shares_and_clauses() -> None:
    words = _texts_of(svg(swimlane(PERMIT, ENGLISH)))
    for expected in (
        "Building permit",
        "Customer service",
        "Inquiry",
        "8",
        "70\u00a0%",
        "no 35\u00a0%",
        "Complete?",
        "Above the line:",
        "Below the line: stays",
        "level missing",
    ):
        assert expected in words
    assert "30\u00a0%" in words  # what step 1's flows leave to 1 ends there
    assert words.count("1") >= 2  # a level and a clause
    described = swimlane(PERMIT, ENGLISH).description
    assert "Step 4: Examine (Level 5 Inquiry, stays), Unit." in described
    assert "From step 5 to step 6: 100\u00a0%, clause 2." in described


def _wired(process: ProcessMap):
    return wire(process, place(process), 50.0)


@pytest.mark.parametrize(
    ("seed", "steps"), [(seed, 2 + seed % 20) for seed in range(60)] + [(1, 60), (2, 200)]
)
def test_lines_run_at_right_angles_and_through_no_box(seed: int, steps: int) -> None:
    process = random_map(seed, steps)
    wires = _wired(process)
    boxes = {step.id: wires.box_corner(step.id) for step in process.steps}
    assert len(set(boxes.values())) == len(boxes)
    assert len(wires.routes) == len(process.flows)
    for route in wires.routes:
        for (x0, y0), (x1, y1) in pairwise(route.points):
            assert x0 == x1 or y0 == y1
            for left, top in boxes.values():
                inside_x = min(x0, x1) < left + BOX_WIDTH - 0.5 and max(x0, x1) > left + 0.5
                inside_y = min(y0, y1) < top + BOX_HEIGHT - 0.5 and max(y0, y1) > top + 0.5
                assert not (inside_x and inside_y)
    for step in process.steps:
        lane = next(index for index, one in enumerate(process.lanes) if one.id == step.lane)
        top = boxes[step.id][1]
        assert wires.lane_tops[lane] < top
        assert top + BOX_HEIGHT < wires.lane_bottoms[lane]


@pytest.mark.parametrize("seed", range(40))
def test_a_flow_carries_its_clause_where_it_crosses_the_boundary(seed: int) -> None:
    process = random_map(seed, 12)
    wires = _wired(process)
    for route in wires.routes:
        assert route.crosses == (route.flow.clause is not None)
        if route.clause_at is not None:
            assert route.clause_at[1] in wires.boundaries.values()
    places = [route.clause_at for route in wires.routes if route.clause_at]
    for number, one in enumerate(places):
        for other in places[:number]:
            assert one[1] != other[1] or abs(one[0] - other[0]) >= 22


@pytest.mark.parametrize("seed", range(20))
def test_verticals_of_different_flows_never_lie_on_each_other(seed: int) -> None:
    wires = _wired(random_map(seed, 14))
    stretches = [
        (number, x0, min(y0, y1), max(y0, y1))
        for number, route in enumerate(wires.routes)
        for (x0, y0), (x1, y1) in pairwise(route.points)
        if x0 == x1 and abs(y0 - y1) > 60
    ]
    for number, x, low, high in stretches:
        for other, other_x, other_low, other_high in stretches:
            if number < other and abs(x - other_x) < 1:
                assert high <= other_low or other_high <= low


@pytest.mark.parametrize("seed", range(30))
def test_a_line_never_seems_to_lead_where_another_does(seed: int) -> None:
    process = random_map(seed, 10)
    stretches = [
        (route.flow, y0, min(x0, x1), max(x0, x1))
        for route in _wired(process).routes
        for (x0, y0), (x1, y1) in pairwise(route.points)
        if y0 == y1
    ]
    for number, (flow, y, low, high) in enumerate(stretches):
        for other, other_y, other_low, other_high in stretches[:number]:
            if flow.source != other.source and flow.target != other.target and y == other_y:
                assert high <= other_low + 1 or other_high <= low + 1


def test_an_empty_map_and_one_without_flows_can_be_drawn() -> None:
    assert swimlane(ProcessMap("Empty", LANES, (), ()), ENGLISH).height > 0
    lone = replace(PERMIT, flows=())
    columns = place(lone).columns
    assert sorted(columns.values()) == list(range(6))


def test_hostile_texts_stay_texts_in_a_drawing() -> None:
    for payload in PAYLOADS:
        steps = (MapStep("x", payload, payload, 3, "l", payload), MapStep("y", payload, payload, 5, "m"))
        lanes = (MapLane("l", payload, True), MapLane("m", payload, False))
        process = ProcessMap(payload, lanes, steps, (MapFlow("x", "y", 0.5, payload[:3], payload),), payload)
        made = svg(swimlane(process, ENGLISH))
        tags = {one.tag.rpartition("}")[2] for one in ET.fromstring(made).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "polyline", "polygon", "circle", "path"}
        assert png(swimlane(process, ENGLISH), 1).startswith(b"\x89PNG")


def test_png_has_the_wanted_size_and_the_same_bytes() -> None:
    drawing = swimlane(PERMIT, ENGLISH)
    made = png(drawing, 2)
    width, height = struct.unpack(">II", made[16:24])
    assert width == pytest.approx(drawing.width * 2, abs=2)
    assert height == pytest.approx(drawing.height * 2, abs=2)
    assert made == png(drawing, 2)
    pictures = [svg(drawing), svg(drawing)]
    assert pngs(pictures, [(drawing.width, drawing.height)] * 2, 2) == (made, made)
    assert pngs([], []) == ()


def test_long_texts_are_wrapped_and_elided_within_their_width() -> None:
    lines = wrapped("Kontrollera folkbokföringsuppgifterna noga och återkom", 100, 11, 500)
    assert len(lines) == 2
    assert all(text_width(line, 11, 500) <= 100 for line in lines)
    assert lines[-1].endswith("…")
    assert elided("short", 100, 11) == "short"
    assert wrapped("Sakkunniggranskning", 100, 11)[0].endswith("-")


def test_an_arrow_ends_where_its_line_does() -> None:
    line = Line(((0, 0), (50, 0), (50, 40)), arrow=True)
    root = ET.fromstring(svg(Drawing(60, 60, "t", "d", (line, Box(0, 0, 5, 5), Label(1, 1, "x")))))
    head = root.find("{http://www.w3.org/2000/svg}polygon")
    assert head is not None
    assert head.get("points", "").startswith("50,40 ")


NODES = (
    NetworkNode("ks", "Customer service", is_customer_service=True),
    NetworkNode("u", 'Roads "] } <b>&', "Streets"),
    NetworkNode("v", "Permits"),
)
EDGES = (NetworkEdge("ks", "u", 4200.0), NetworkEdge("u", "ks", 30.0), NetworkEdge("ks", "v", 5.0),
         NetworkEdge("ks", "gone", 9.0))  # fmt: skip


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_the_network_shows_names_and_yearly_volumes() -> None:
    drawing, problem = network("Hand-offs", NODES, EDGES, ENGLISH)
    assert problem is None
    assert drawing is not None
    words = _texts_of(svg(drawing))
    assert {"4,200 →", "← 30", "5 →", 'Roads "] } <b>&'} <= set(words)
    assert "From Customer service to Permits: 5 a year." in drawing.description
    assert svg(drawing) == svg(network("Hand-offs", NODES, EDGES, ENGLISH)[0] or drawing)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_never_hears_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    run = subprocess.run

    def listening(*args, **options):
        heard.append(options["input"])
        return run(*args, **options)

    monkeypatch.setattr(network_module.subprocess, "run", listening)
    nodes = tuple(NetworkNode(f"n{at}", payload) for at, payload in enumerate(PAYLOADS))
    edges = tuple(NetworkEdge("n0", f"n{at}", at) for at in range(1, len(nodes)))
    drawing, problem = network(PAYLOADS[3], nodes, edges, ENGLISH)
    assert drawing is not None
    assert problem is None
    assert b"script" not in heard[0]
    assert b"label=<" not in heard[0]


def test_without_graphviz_there_is_a_remedy_instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    drawing, problem = network("Hand-offs", NODES, EDGES, ENGLISH)
    assert drawing is None
    assert problem is not None
    assert "apt-get install graphviz" in str(problem)


def test_a_network_without_edges_can_be_drawn() -> None:
    if shutil.which("dot"):
        assert network("None", NODES, (), ENGLISH)[0] is not None
    assert io.BytesIO(png(Drawing(10, 10, "t", "d", ()))).read(4) == b"\x89PNG"
