"""The hand-off network: who hands cases to whom, with the yearly volume on every line.

Graphviz decides where things stand; we draw them, so that type and colours are those of all drawings.
It hears of nothing but numbered boxes and their sizes, so that no name can reach its language, and the
layout does not depend on the fonts of a machine. Where it is missing, the caller prints a table.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.export import palette
from workbench.export.drawing import Box, Drawing, Label, Line, Point, Shape, elided, wrapped
from workbench.export.fonts import text_width
from workbench.locale import Texts
from workbench.model.text import N_, Message, message

_PX_PER_INCH = 72.0
_NODE_WIDTH = 212.0
_NODE_HEIGHT = 46.0
_MARGIN = 20.0
_TOP = 64.0
_TIMEOUT_S = 30
_WORDS = 11.5
_ONE_SIDED = 9


@dataclass(frozen=True)
class NetworkNode:
    """A unit, or customer service (``is_customer_service``), which stands out."""

    id: str
    title: str
    subtitle: str = ""
    is_customer_service: bool = False


@dataclass(frozen=True)
class NetworkEdge:
    """Cases handed from one node to another in a year."""

    source: str
    target: str
    cases_per_year: float


@dataclass(frozen=True)
class _Tie:
    """What two nodes hand to each other: one line from the left node to the right one."""

    left: str
    right: str
    onward: float
    back: float
    words: tuple[str, ...]


def network(
    title: str, nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge], texts: Texts
) -> tuple[Drawing | None, Message | None]:
    """Return the drawing of the network and None, or None and the reason with its remedy.

    Edges between nodes that are not listed are left out; line width follows the volume of both ways.
    """
    ties = _ties(nodes, edges, texts)
    try:
        plan = _laid_out(_source(nodes, ties))
    except _MissingDotError:
        what = N_(
            "The hand-off network could not be drawn because Graphviz is not installed. Install it (on Debian: "
            "apt-get install graphviz; on Windows: the installer from graphviz.org). The numbers stand in "
            "the table."
        )
        return None, message(what)
    except (subprocess.SubprocessError, OSError, ValueError, LookupError):
        what = N_("The hand-off network could not be drawn: Graphviz failed. The numbers stand in the table.")
        return None, message(what)
    return _drawn(title, nodes, ties, plan, texts), None


def _ties(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge], texts: Texts) -> list[_Tie]:
    """Join both ways between two nodes; with many units, every other one stands left of the centre."""
    sides: dict[str, int] = {}
    units = 0
    for node in nodes:
        if node.is_customer_service:
            sides[node.id] = 0
        else:
            sides[node.id] = -1 if len(nodes) > _ONE_SIDED and units % 2 else 1
            units += 1
    order = {node.id: (sides[node.id], number) for number, node in enumerate(nodes)}
    volumes: dict[tuple[str, str], list[float]] = {}
    for edge in edges:
        if edge.source in order and edge.target in order:
            pair = sorted((edge.source, edge.target), key=lambda one: order[one])
            both = volumes.setdefault((pair[0], pair[1]), [0.0, 0.0])
            both[edge.source != pair[0]] += edge.cases_per_year
    made = []
    for (left, right), (onward, back) in volumes.items():
        words = [f"{texts.number(onward)} →"] if onward else []
        words += [f"← {texts.number(back)}"] if back else []
        made.append(_Tie(left, right, onward, back, tuple(words)))
    return made


class _MissingDotError(Exception):
    """There is no ``dot`` on this machine."""


@dataclass(frozen=True)
class _Layout:
    width: float
    height: float
    centres: dict[str, Point]
    curves: dict[tuple[str, str], tuple[Point, ...]]


def _source(nodes: Sequence[NetworkNode], ties: Sequence[_Tie]) -> str:
    """Return the graph for ``dot``: boxes n0, n1 and, on every line, a box e0, e1 for its words."""
    import graphviz

    numbers = {node.id: number for number, node in enumerate(nodes)}
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "LR", "nodesep": "0.22", "ranksep": "0.4", "splines": "spline"},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    for number in range(len(nodes)):
        graph.node(f"n{number}", width=_inches(_NODE_WIDTH), height=_inches(_NODE_HEIGHT))
    for number, tie in enumerate(ties):
        width = max((text_width(word, _WORDS, 500) for word in tie.words), default=0.0) + 12
        graph.node(f"e{number}", width=_inches(width), height=_inches(15 * max(len(tie.words), 1)))
        graph.edge(f"n{numbers[tie.left]}", f"e{number}", headclip="false")
        graph.edge(f"e{number}", f"n{numbers[tie.right]}", tailclip="false")
    return str(graph.source)


def _inches(pixels: float) -> str:
    return f"{pixels / _PX_PER_INCH:.3f}"


def _laid_out(source: str) -> _Layout:
    """Run ``dot`` and return where it put everything, in pixels from the upper left corner."""
    program = shutil.which("dot")
    if program is None:
        raise _MissingDotError
    run = subprocess.run(  # noqa: S603 - found on the path, and given numbers only
        [program, "-Tplain"], input=source.encode(), capture_output=True, timeout=_TIMEOUT_S, check=True
    )
    plain = run.stdout
    rows = [line.split() for line in plain.decode("ascii").splitlines()]
    width, height = (float(value) * _PX_PER_INCH for value in rows[0][2:4])

    def point(x: str, y: str) -> Point:
        return float(x) * _PX_PER_INCH, height - float(y) * _PX_PER_INCH

    centres = {row[1]: point(row[2], row[3]) for row in rows if row[0] == "node"}
    curves = {}
    for row in rows:
        if row[0] == "edge":
            values = row[4 : 4 + 2 * int(row[3])]
            curves[row[1], row[2]] = tuple(point(*values[at : at + 2]) for at in range(0, len(values), 2))
    return _Layout(width, height, centres, curves)


def _drawn(
    title: str, nodes: Sequence[NetworkNode], ties: Sequence[_Tie], plan: _Layout, texts: Texts
) -> Drawing:
    numbers = {node.id: number for number, node in enumerate(nodes)}
    names = {node.id: node.title for node in nodes}
    most = max((tie.onward + tie.back for tie in ties), default=0.0) or 1.0
    lines: list[Shape] = []
    marks: list[Shape] = []
    sentences = []
    for number, tie in enumerate(ties):
        width = 1.2 + 3.2 * (tie.onward + tie.back) / most
        first = plan.curves[f"n{numbers[tie.left]}", f"e{number}"]
        second = plan.curves[f"e{number}", f"n{numbers[tie.right]}"]
        for points, arrow in ((first[::-1], tie.back > 0), (second, tie.onward > 0)):
            moved = tuple(_moved(point) for point in points)
            lines.append(Line(moved, palette.EDGE, width, arrow=arrow, curved=True))
        x, y = _moved(plan.centres[f"e{number}"])
        top = y + 4 - 7.5 * (len(tie.words) - 1)
        wide = max((text_width(word, _WORDS, 500) for word in tie.words), default=0.0) + 4
        high = 15.0 * len(tie.words)
        marks.append(Box(x - wide / 2, y - high / 2, wide, high, palette.SURFACE))
        marks += [Label(x, top + 15 * row, word, _WORDS, 500, "middle") for row, word in enumerate(tie.words)]
        ways = ((tie.left, tie.right, tie.onward), (tie.right, tie.left, tie.back))
        sentences += [
            texts(
                "From {start} to {end}: {volume} a year.",
                start=names[start],
                end=names[end],
                volume=texts.number(volume),
            )
            for start, end, volume in ways
            if volume
        ]
    boxes = [
        shape
        for number, node in enumerate(nodes)
        for shape in _node(node, *_moved(plan.centres[f"n{number}"]))
    ]
    width = max(plan.width + 2 * _MARGIN, 420.0)
    head = (
        Label(_MARGIN, 28, elided(title, width - 2 * _MARGIN, 16, 600), 16, 600),
        Label(_MARGIN, 47, texts("Cases handed over per year"), 11.5, colour=palette.TEXT_2),
    )
    shapes = (*head, *lines, *boxes, *marks)
    return Drawing(width, plan.height + _TOP + _MARGIN, title, " ".join(sentences), shapes)


def _moved(point: Point) -> Point:
    return point[0] + _MARGIN, point[1] + _TOP


def _node(node: NetworkNode, x: float, y: float) -> tuple[Shape, ...]:
    left, top = x - _NODE_WIDTH / 2, y - _NODE_HEIGHT / 2
    fill = palette.TEXT if node.is_customer_service else palette.SURFACE
    ink = palette.SURFACE if node.is_customer_service else palette.TEXT
    edge = palette.TEXT if node.is_customer_service else palette.EDGE
    lines = wrapped(node.title, _NODE_WIDTH - 20, 12, 600, lines=1 if node.subtitle else 2)
    first = y + 4.3 - 7.5 * (len(lines) - 1 + bool(node.subtitle))
    made: list[Shape] = [Box(left, top, _NODE_WIDTH, _NODE_HEIGHT, fill, edge, 1.2, 6)]
    made += [Label(x, first + 15 * number, line, 12, 600, "middle", ink) for number, line in enumerate(lines)]
    if node.subtitle:
        under = elided(node.subtitle, _NODE_WIDTH - 20, 10.5)
        colour = palette.SURFACE if node.is_customer_service else palette.TEXT_2
        made.append(Label(x, first + 15, under, 10.5, 400, "middle", colour))
    return tuple(made)
