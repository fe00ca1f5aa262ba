"""How long charts take: laid out anew, painted again as on every key, written as SVG and as PNG.

Run with ``QT_QPA_PLATFORM=offscreen python -m benchmarks.charts``. The aim: 240 bars are painted again within 8 ms,
and laid out and painted anew within 50 ms. Processor time of the one thread, so that other work does not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from workbench.export.charts import (
    Addend,
    BarChart,
    Chart,
    HeatTable,
    LevelBars,
    LineChart,
    Range,
    RangeStrip,
    RowChart,
    Series,
    Waterfall,
    drawing_of,
)
from workbench.export.charts.blocks import drawn_for_paper
from workbench.export.drawing import png, svg
from workbench.locale import Texts
from workbench.ui.look import LIGHT, Look
from workbench.ui.widgets.charts.paint import paint_ready, style_of
from workbench.ui.widgets.drawn import Act, made_ready

_SIZE = (1100, 320)
_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag")


def figures(count: int, most: int = 11) -> tuple[float, ...]:
    """Some figures that are always the same ones."""
    return tuple(float((7 * n + n * n) % most + 1) for n in range(count))


def charts() -> dict[str, Chart]:
    """A chart of each kind, as large as the window has them."""
    labels = tuple(f"{day} {n}" for day in _DAYS for n in range(48))
    names = tuple(f"Förvaltning {n}" for n in range(60))
    return {
        "bars, 240 in two series": BarChart(
            title="Vecka",
            unit="rådgivare",
            labels=labels,
            groups=tuple((day, 48) for day in _DAYS),
            series=(Series("telefon", figures(240)), Series("chatt", figures(240, 3), "second")),
            limit=tuple(12.0 + n // 6 % 3 for n in range(240)),
            limit_name="planerat",
        ),
        "rows, 60 beside each other": RowChart(
            title="Frigörs och behövs",
            labels=names,
            is_beside=True,
            series=(Series("frigörs", figures(60)), Series("behövs", figures(60, 7), "second")),
        ),
        "lines, 240": LineChart(
            title="Uppmätt",
            labels=labels,
            series=(Series("uppmätt", figures(240)), Series("väntat", figures(240, 7), "second")),
        ),
        "heat table, 7 x 24": HeatTable(
            title="När",
            row_labels=tuple(str(n) for n in range(7)),
            column_labels=tuple(str(n) for n in range(24)),
            values=tuple(figures(24, 9 + n) for n in range(7)),
        ),
        "waterfall, 10": Waterfall(
            title="Behov", parts=tuple(Addend(f"Del {n}", n - 2.5) for n in range(9)), total_name="Summa"
        ),
        "ranges, 8": RangeStrip(
            title="Spann", ranges=tuple(Range(f"Scenario {n}", 8.0 + n, 10.0 + n, 13.0 + n) for n in range(8))
        ),
        "levels": LevelBars(title="Nivåer", values=figures(8, 9000)),
    }


def best_ms(act: Callable[[], object], times: int = 7) -> float:
    """Return the least processor time of ``act`` in milliseconds."""
    found = []
    for _ in range(times):
        start = time.thread_time()
        act()
        found.append(time.thread_time() - start)
    return 1000 * min(found)


def main() -> None:
    """Print a line per kind."""
    app = QApplication.instance() or QApplication([])
    texts = Texts("sv")
    look = Look(LIGHT, texts)
    style = style_of(look)
    image = QImage(*_SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    print(f"{'':28}{'again':>9}{'anew':>9}{'table':>9}{'svg':>9}{'png':>9}   ms")
    for name, chart in charts().items():
        drawn = drawing_of(chart, *_SIZE, style)

        def again(acts: tuple[Act, ...] = made_ready(drawn.drawing.shapes)) -> None:
            painter = QPainter(image)
            paint_ready(painter, acts)
            painter.end()

        def anew(chart: Chart = chart) -> None:
            again(made_ready(drawing_of(chart, *_SIZE, style).drawing.shapes))

        paper = drawn_for_paper(chart, texts)
        columns = (
            best_ms(again),
            best_ms(anew),
            best_ms(lambda chart=chart: (chart.table(texts), chart.spoken(texts))),
            best_ms(lambda paper=paper: svg(paper), 3),
            best_ms(lambda paper=paper: png(paper), 3),
        )
        print(f"{name:28}" + "".join(f"{one:9.2f}" for one in columns))
    del app


if __name__ == "__main__":
    main()
