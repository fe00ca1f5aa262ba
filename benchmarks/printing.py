"""How long the printing of a whole package takes: 84 maps as svg and png, 10 agreements as docx and pdf.

Run with ``python -m benchmarks.printing``; one process, one core. The aim is 15 s for all of it.
"""

from __future__ import annotations

import datetime as dt
import time

from workbench.export.document import (
    Block,
    Chip,
    Clause,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Table,
)
from workbench.export.docx_writer import docx_bytes
from workbench.export.drawing import Drawing, pngs, svg
from workbench.export.pdf_writer import pdf_bytes
from workbench.export.swimlane import MapFlow, MapLane, MapStep, ProcessMap, swimlane
from workbench.locale import Texts

SWEDISH = Texts("sv")
LANES = (MapLane("ks", "Kundservice", True), MapLane("u", "Handläggare", False))


def process(number: int) -> ProcessMap:
    """A map of 5 to 8 steps with a decision, a loop and two hand-overs."""
    count = 5 + number % 4
    steps = tuple(
        MapStep(str(n), str(n + 1), f"Kontrollera handling {n} i ärendet", 1 + (n + number) % 8,
                "u" if n in (3, 4) else "ks", "Komplett?" if n == 1 else "")
        for n in range(count)
    )  # fmt: skip
    flows = [
        MapFlow(str(n), str(n + 1), 0.8 if n == 1 else 1.0, "1" if n == 2 else None) for n in range(count - 1)
    ]
    return ProcessMap(f"Ärendetyp {number}", LANES, steps, (*flows, MapFlow("1", "0", 0.2)))


def agreement(number: int, pictures: list[Picture]) -> Document:
    """An agreement with eight annexes: a table, a map and clauses each."""
    columns = (Column(""), Column("Steg"), Column("Nivå"), Column("Utförs av"), Column("Klart när"))
    blocks: list[Block] = []
    for annex, picture in enumerate(pictures):
        rows = tuple(
            Row((str(n), "Kontrollera handlingarna i ärendet", Chip(1 + n % 8), "Kundservice", "Allt finns med"),
                boundary=n == 4)
            for n in range(8)
        )  # fmt: skip
        blocks += [Heading(f"{annex + 1} Ärendetyp"), Table(columns, rows), picture]
        blocks += [
            Clause(str(n), "Ärendet lämnas komplett, registrerat och inom en dag. " * 3) for n in (1, 2, 3)
        ]
        blocks += [Paragraph("Parterna ser på volym och tid varje kvartal. " * 6)] * 3
    return Document(f"Överenskommelse {number}", "Norrvik", "sv", dt.date(2027, 4, 1), tuple(blocks))


def main() -> None:
    """Print the seconds of each kind and of all."""
    started = time.process_time()
    drawings: list[Drawing] = [swimlane(process(number), SWEDISH) for number in range(84)]
    vectors = [svg(drawing) for drawing in drawings]
    drawn = time.process_time()
    sizes = [(drawing.width, drawing.height) for drawing in drawings]
    images = [pngs([one], [size])[0] for one, size in zip(vectors, sizes, strict=True)]
    painted = time.process_time()
    pictures = [
        Picture(drawing.description, image, vector)
        for drawing, image, vector in zip(drawings, images, vectors, strict=True)
    ]
    documents = [agreement(number, pictures[number * 8 : number * 8 + 8]) for number in range(10)]
    for document in documents:
        docx_bytes(document, SWEDISH)
    worded = time.process_time()
    for document in documents:
        pdf_bytes(document, SWEDISH)
    ended = time.process_time()
    print(f"84 maps laid out, as svg   {drawn - started:6.2f} s")
    print(f"84 maps as png (2x)        {painted - drawn:6.2f} s")
    print(f"10 agreements as docx      {worded - painted:6.2f} s")
    print(f"10 agreements as pdf       {ended - worded:6.2f} s")
    print(f"together                   {ended - started:6.2f} s")


if __name__ == "__main__":
    main()
