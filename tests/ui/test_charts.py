"""Charts say the same in every form: as a picture, by arrow keys, as a table, on the clipboard, on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from tests.support.window import click, dress, look_of, press, settle, type_text
from workbench.export.charts import PAPER, Style, drawing_of
from workbench.export.charts.axis import axis
from workbench.export.charts.heat import heat_ink
from workbench.export.drawing import Box, Label
from workbench.export.fonts import text_width
from workbench.export.palette import LEVEL_STYLES
from workbench.ui.look import THEMES, Look
from workbench.ui.widgets.charts import (
    Addend,
    BarChart,
    Chart,
    ChartView,
    HeatTable,
    LevelBars,
    LineChart,
    Range,
    RangeStrip,
    RowChart,
    Series,
    Waterfall,
    chart_picture,
    chart_svg,
    paint_chart,
)
from workbench.ui.widgets.charts.out import put_on_paper
from workbench.ui.widgets.charts.paint import inks_of, style_of

BARS = BarChart(
    title="Needed per half-hour",
    unit="persons",
    labels=("Mon 08.00", "Mon 08.30", "Tue 08.00", "Tue 08.30"),
    groups=(("Mon", 2), ("Tue", 2)),
    series=(Series("phone", (3, 5, 2, None)), Series("visit", (1, 1, 0, None), "second")),
    limit=(4, 4, 4, 4),
    limit_name="planned",
    source="Erlang A",
)
HEAT = HeatTable(
    title="When",
    unit="of the week",
    is_share=True,
    decimals=1,
    row_head="Weekday",
    row_labels=("Mon", "Tue"),
    column_labels=("8", "9", "10"),
    values=((0.2, 0.3, 0.1), (0.1, 0.25, 0.05)),
)
FALL = Waterfall(
    title="How it adds up",
    unit="FTE",
    decimals=2,
    parts=(Addend("Calls", 2.96), Addend("Less", -0.5, "second"), Addend("Absence", 1.0, "addition")),
    total_name="Need",
)
STRIP = RangeStrip(
    title="FTE", unit="FTE", decimals=1, ends_name="P10–P90", ranges=(Range("", 9.6, 11.1, 13.2),)
)
LEVELS = LevelBars(title="Steps by level", unit="steps", values=(8130, 3438, 8378, 816, 2710, 384, 0, None))
LINES = LineChart(
    title="Predicted and measured",
    unit="calls",
    labels=("08", "09", "10"),
    series=(Series("measured", (4.0, 6.0, 5.0)), Series("predicted", (5.0, 5.5, 5.2), "second")),
)
ROWS = RowChart(
    title="Net effect",
    unit="kr",
    labels=("Schools", "Roads", "Culture"),
    series=(Series("", (420.0, -110.0, None)),),
)
BESIDE = BarChart(
    title="Released and needed",
    unit="FTE",
    decimals=1,
    labels=("Schools", "Roads"),
    series=(Series("released", (4.2, 1.0)), Series("needed", (3.2, -2.0), "second")),
    is_beside=True,
)
ALL: tuple[Chart, ...] = (BARS, HEAT, FALL, STRIP, LEVELS, LINES, ROWS, BESIDE)


def shown(look: Look, chart: Chart) -> ChartView:
    view = ChartView(look, chart)
    view.resize(640, 280)
    dress(view)
    view.show()
    settle()
    return view


@pytest.mark.parametrize("chart", ALL, ids=lambda one: one.title)
def test_every_mark_has_a_place_and_says_what_the_table_says(look: Look, chart: Chart) -> None:
    image = QImage(640, 280, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    spots = paint_chart(painter, QRectF(0, 0, 640, 280), chart, look)
    painter.end()
    said = chart.spoken(look.texts)
    assert [spot.index for spot in spots] == list(range(len(said)))
    inside = QRectF(0, 0, 640, 280)
    assert all(inside.contains(QRectF(*spot.area)) for spot in spots)
    table = chart.table(look.texts)
    assert all(len(row) == len(table.heads) for row in table.rows)
    cells = {cell for row in table.rows for cell in row}
    for text in said:
        assert any(cell in text for cell in cells if cell)
    assert chart.described(look.texts)


def test_a_missing_figure_is_missing_and_never_nought(look: Look) -> None:
    assert BARS.table(look.texts).rows[3] == ("Tue 08.30", "missing", "missing", "4")
    assert LEVELS.table(look.texts).rows[6][1] == "0"
    assert LEVELS.table(look.texts).rows[7][1] == "missing"


def test_waterfall_writes_signs_and_ends_with_the_total(look: Look) -> None:
    assert [row[1] for row in FALL.table(look.texts).rows] == ["2.96", "\u22120.50", "+1.00", "3.46"]


@pytest.mark.parametrize("top", [0.004, 0.3, 1, 3, 7, 9.9, 10, 63, 100, 1001, 8378, 1e6])
def test_an_axis_starts_at_nought_and_has_few_round_lines(top: float) -> None:
    places = axis(top)
    assert places[0] == 0
    assert places[-1] >= top
    assert 2 <= len(places) <= 5
    assert places[-1] <= top * 2.5
    whole = axis(max(1, round(top)), is_whole=True)
    assert all(place == int(place) for place in whole)


def test_bars_start_at_nought_on_the_same_floor(look: Look) -> None:
    """Half the figure is half as high: measured in the picture."""
    chart = BarChart(title="", labels=("a", "b"), series=(Series("", (100, 50)),))
    image = chart_picture(chart, look, 300, 200, sharpness=1)
    accent = look.color("accent").rgb()
    heights = [
        sum(image.pixel(x, y) == accent for y in range(200))
        for x in range(300)
        if any(image.pixel(x, y) == accent for y in range(200))
    ]
    assert min(heights) == pytest.approx(max(heights) / 2, abs=1.5)


@pytest.mark.parametrize(("low", "high"), [(-2.0, 3.0), (-50.0, 0.0), (-3.0, 120.0), (-90.0, 7.0)])
def test_an_axis_that_goes_below_nought_has_nought_on_it(low: float, high: float) -> None:
    places = axis(high, low)
    assert 0 in places
    assert places[0] <= low
    assert places[-1] >= high
    assert len(places) <= 6


@pytest.mark.parametrize("kind", [BarChart, RowChart])
def test_what_is_less_than_nought_lies_on_the_other_side_of_it(look: Look, kind: type[BarChart]) -> None:
    chart = kind(title="", labels=("gain", "loss"), series=(Series("", (10.0, -5.0)),))
    drawing = drawing_of(chart, 400, 200, Style(look.texts), is_titled=False).drawing
    gain, loss = (one for one in drawing.shapes if isinstance(one, Box) and one.fill == PAPER.first)
    if kind is RowChart:
        assert loss.x + loss.width == pytest.approx(gain.x, abs=1)
        assert gain.width == pytest.approx(2 * loss.width, rel=0.03)
    else:
        assert gain.y + gain.height == pytest.approx(loss.y, abs=1)
        assert gain.height == pytest.approx(2 * loss.height, rel=0.03)
    words = [one.text for one in drawing.shapes if isinstance(one, Label)]
    assert "\u22125" in words


def test_stacked_bars_add_up_and_signs_do_not_hide_each_other() -> None:
    chart = BarChart(title="", labels=("a",), series=(Series("", (3,)), Series("", (-2,)), Series("", (4,))))
    assert [(one.start, one.end) for one in chart.stack(0)] == [(0, 3), (0, -2), (3, 7)]
    assert chart.ends(0) == (-2, 7)
    assert chart.total(0) == 5
    assert replace(chart, is_beside=True).ends(0) == (-2, 4)


@pytest.mark.parametrize("kind", ["waterfall", "rows", "ranges"])
def test_a_long_name_takes_two_lines_and_stays_beside_its_bar(look: Look, kind: str) -> None:
    name = "Deferred work at less than full use of the day"
    chart: Chart = {
        "waterfall": Waterfall(title="", parts=(Addend(name, 3.0),), total_name="All"),
        "rows": RowChart(title="", labels=(name,), series=(Series("", (3.0,)),)),
        "ranges": RangeStrip(title="", ranges=(Range(name, 1, 2, 3), Range("b", 1, 2, 3))),
    }[kind]
    drawing = drawing_of(chart, 500, 80, Style(look.texts), is_titled=False).drawing
    labels = [one for one in drawing.shapes if isinstance(one, Label)]
    assert name in " ".join(one.text for one in labels)
    bar = min(one.x for one in drawing.shapes if isinstance(one, Box))
    for one in labels:
        if one.text in name:
            wide = text_width(one.text, one.size, one.weight)
            assert (one.x if one.anchor == "end" else one.x + wide) <= bar
            assert one.x - (wide if one.anchor == "end" else 0) >= 0


def test_window_and_paper_draw_the_same_marks(look: Look) -> None:
    """One layout: on the screen a chart has the same shapes as in a file, in the theme's inks."""
    for chart in ALL:
        on_screen = drawing_of(chart, 500, 240, style_of(look_of("en", "dark"))).drawing
        on_paper = drawing_of(chart, 500, 240, Style(look.texts)).drawing
        kinds = [[type(one).__name__ for one in drawing.shapes] for drawing in (on_screen, on_paper)]
        assert kinds[0] == kinds[1]
        assert PAPER.text not in str(on_screen.shapes), "paper's black is not for a dark window"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_level_colours_are_those_of_the_levels_and_belong_to_levels_alone(qapp: object, theme: str) -> None:
    look = look_of("en", "dark" if theme == "dark" else "light")

    def colours(chart: Chart) -> set[int]:
        image = QImage(400, 200, QImage.Format.Format_RGB32)
        image.fill(look.color("surface"))
        painter = QPainter(image)
        paint_chart(painter, QRectF(0, 0, 400, 200), chart, look)
        painter.end()
        return set(memoryview(image.constBits()).cast("B").cast("I"))

    fills = {QColor(style.fill).rgb() for style in look.theme.levels.values()}
    assert fills <= colours(LEVELS)
    for chart in ALL:
        if chart is not LEVELS:
            assert not fills & colours(chart)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda one: one.name)
def test_figures_in_heat_cells_can_be_read_on_every_fill(qapp: object, theme: object) -> None:
    look = replace(look_of("en"), theme=theme)

    def light(color: QColor) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for share in (0.01, 0.25, 0.5, 0.75, 1.0):
        one, other = light(QColor(heat_ink(inks_of(look.theme), share))), light(look.color("text"))
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5


def test_arrow_keys_walk_the_bars_and_say_them(look: Look) -> None:
    view = shown(look, BARS)
    heard: list[str] = []
    view.spoke.connect(heard.append)
    assert view.canvas.accessibleName() == "Needed per half-hour"
    assert "Highest: 6" in view.canvas.accessibleDescription()
    view.canvas.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert heard == [
        "Mon 08.00: phone 3, visit 1, planned 4",
        "Mon 08.30: phone 5, visit 1, planned 4",
    ]
    assert view.canvas.accessibleDescription() == heard[-1]
    press(Qt.Key.Key_Down)
    assert heard[-1].startswith("Tue 08.30")
    press(Qt.Key.Key_Right)
    assert heard[-1].startswith("Tue 08.30"), "the last bar is the last"
    press(Qt.Key.Key_Home)
    assert heard[-1].startswith("Mon 08.00")


def test_heat_cells_are_walked_in_two_directions(look: Look) -> None:
    view = shown(look, HEAT)
    heard: list[str] = []
    view.spoke.connect(heard.append)
    view.canvas.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert heard[-1] == "Tue 9: 25.0\u00a0%"
    press(Qt.Key.Key_Up)
    assert heard[-1] == "Mon 9: 30.0\u00a0%"


def test_a_hand_says_that_a_mark_leads_somewhere(look: Look) -> None:
    view = shown(look, BARS)
    over = QPoint(*map(round, view.canvas.spots[1].area.middle))
    QTest.mouseMove(view.canvas, over)
    assert view.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    view.chosen.connect(lambda _mark: None)
    QTest.mouseMove(view.canvas, over + QPoint(1, 1))
    settle()
    assert view.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.canvas, QPoint(2, 2))
    settle()
    assert view.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_t_shows_the_table_and_the_chart_again_and_keeps_the_keyboard(look: Look) -> None:
    view = shown(look, BARS)
    view.canvas.setFocus()
    type_text("t")
    assert view.is_table
    assert view.table is not None
    assert view.table.hasFocus()
    assert view.table.model().rowCount() == 4
    QAbstractItemModelTester(
        view.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view.table
    )
    type_text("t")
    assert not view.is_table
    assert view.canvas.hasFocus()


def test_a_mark_is_chosen_by_enter_in_picture_and_table_and_by_a_click(look: Look) -> None:
    view = shown(look, HEAT)
    heard: list[int] = []
    view.chosen.connect(heard.append)
    view.canvas.setFocus()
    press(Qt.Key.Key_Return)
    assert heard == [], "nothing is chosen where no mark is stood on"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert heard == [3]
    view.show_table(True)
    assert view.table is not None
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.model().index(1, 2))
    press(Qt.Key.Key_Return)
    assert heard == [3, 4]
    view.show_table(False)
    click(view.canvas, QPoint(*map(round, view.canvas.spots[5].area.middle)))
    assert heard == [3, 4, 5]


def test_new_figures_reach_picture_table_and_words(look: Look) -> None:
    view = shown(look, BARS)
    view.show_table(True)
    assert view.table is not None
    series = (Series("phone", (9, 5, 2, 1)), Series("visit", (1, 1, 0, 0), "second"))
    view.set_chart(replace(BARS, series=series))
    model = view.table.model()
    assert model.data(model.index(0, 1)) == "9"
    assert "Highest: 10" in view.accessibleDescription()
    view.set_chart(LEVELS)
    assert view.is_table
    assert view.table.model().rowCount() == 8


def test_a_table_can_be_typed_into_where_the_page_takes_edits(look: Look) -> None:
    taken: list[tuple[int, str]] = []

    def changes(row: int, text: str) -> bool:
        taken.append((row, text))
        return True

    view = ChartView(look, BARS, changes=changes)
    dress(view)
    view.show()
    settle()
    view.show_table(True)
    assert view.table is not None
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.model().index(1, 1))
    type_text("12")
    press(Qt.Key.Key_Return)
    assert taken == [(1, "12")]
    plain = shown(look, BARS)
    plain.show_table(True)
    assert plain.table is not None
    assert not plain.table.model().flags(plain.table.model().index(1, 1)) & Qt.ItemFlag.ItemIsEditable


def test_copies_bring_a_picture_and_the_table(look: Look) -> None:
    view = shown(look, FALL)
    view.canvas.setFocus()
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    content = QGuiApplication.clipboard().mimeData()
    assert content.text().splitlines()[-1] == "Need\t3.46"
    assert not QImage(content.imageData()).isNull()
    view.copy_text()
    assert not QGuiApplication.clipboard().mimeData().hasImage()


def test_svg_is_paper_light_and_says_what_it_shows(qapp: object) -> None:
    drawn = chart_svg(LEVELS, look_of("en", "dark"), 500, 240).decode()
    assert '<title id="title">Steps by level</title>' in drawn
    assert "Levels 1–4, which can move: 20,762" in drawn
    assert LEVEL_STYLES[8].fill.lower() in drawn.lower()


def test_a_chart_is_saved_as_its_name_ends_and_never_over_another_file_unasked(
    look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(look, LEVELS)
    chosen = ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, "SVG (*.svg)"))
    view.save()
    assert not list(tmp_path.iterdir()), "nothing is chosen, nothing is written"
    chosen = str(tmp_path / "levels.png")
    view.save()
    assert (tmp_path / "levels.png").read_bytes().startswith(b"\x89PNG")
    chosen = str(tmp_path / "levels")
    view.save()
    assert b"Steps by level" in (tmp_path / "levels.svg").read_bytes()
    (tmp_path / "levels.svg").write_text("somebody's")
    asked: list[str] = []
    monkeypatch.setattr("workbench.ui.dialogs.frame.ask", lambda *said, **_: bool(asked.append(said[3])))
    view.save()
    assert (tmp_path / "levels.svg").read_text() == "somebody's"
    assert asked == ["levels.svg is there already. Replace it?"]
    told: list[str] = []
    monkeypatch.setattr("workbench.ui.dialogs.frame.tell", lambda *said: told.append(said[3]))
    chosen = str(tmp_path / "nowhere" / "levels.svg")
    view.save()
    assert "could not be written" in told[0]


def test_a_chart_on_paper_is_light_and_has_its_words(look: Look, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "chart.pdf"))
    put_on_paper(ROWS, look_of("en", "dark"), QSize(500, 200), printer)
    pages = PdfReader(tmp_path / "chart.pdf").pages
    assert len(pages) == 1
    assert "Schools" in pages[0].extract_text()


def test_hover_says_no_more_than_the_table(look: Look) -> None:
    view = shown(look, LINES)
    words = " ".join(" ".join(row) for row in view.chart.table(look.texts).rows).split()
    for text in view.canvas.said:
        said = text.replace(":", "").replace(",", "").split()
        assert set(said) <= {*words, "measured", "predicted"}


def test_a_chart_without_figures_says_so(look: Look) -> None:
    empty = BarChart(title="Nothing", labels=(), series=())
    view = shown(look, empty)
    view.canvas.setFocus()
    press(Qt.Key.Key_Right)
    assert view.canvas.accessibleDescription() == "No figures yet."
