"""What call logs measured, queue by queue, beside what Erlang A predicts with the agents that were seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from workbench.analysis.as_json import clock
from workbench.analysis.second_opinion.measured import HalfHourBeside, by_half_hour, in_all, usual_threshold
from workbench.locale import Texts
from workbench.model.volumes import Measurement
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import ChartView, LineChart, Series
from workbench.ui.widgets.fields import Choice, labelled
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, button, label, row
from workbench.ui.widgets.wrapping import wrapping


class FigureRow(NamedTuple):
    """A figure of a queue: its name, what was measured, and what was predicted (empty: nothing predicts it)."""

    name: str
    measured: str
    predicted: str


class MeasuredPanel(Panel):
    """One measured queue at a time; ``reads`` asks for a call log."""

    def __init__(self, look: Look, unfold: Callable[[str], None], reads: Callable[[], object]) -> None:
        t = look.texts
        super().__init__(look, t("Measured beside predicted"))
        self.texts = t
        self._measurements: tuple[Measurement, ...] = ()
        self.empty = label(
            look,
            t(
                "No call log read yet. A log says how long people really wait, and shows whether the formula that "
                "plans the staff would have said so."
            ),
            wraps=True,
        )
        self.read = button(look, t("Read a call log…"), "phone-outline", does=reads)
        self.queue = Choice(look, t("Measured queue"), lambda _key: self._show())
        self.queue.setMinimumContentsLength(24)
        self.within = Choice(look, t("In time means within"), lambda _key: self._show_threshold())
        self.rows = label(look, "", "small", "text2", wraps=True)
        self.note = label(look, "", "small", "text2", wraps=True)
        self.table = FigureTable(
            look, t("Measured figures"),
            (
                FigureColumn("name", t("Figure"), 260, stretches=True, shows=lambda one: Cell(one.name)),
                FigureColumn("measured", t("Measured"), 110, is_number=True,
                             shows=lambda one: Cell(one.measured, is_number=True),
                             unfolds=lambda _one: f"measurement:{self.queue.chosen}"),
                FigureColumn("predicted", t("Erlang A predicts"), 140, is_number=True,
                             shows=lambda one: Cell(one.predicted, is_number=True)),
            ),
            unfold, named=lambda one: one.name, most=20,
        )  # fmt: skip
        self.missing = label(look, "", "body", "warning", wraps=True)
        self.in_time, self.waits = (
            ChartView(look, _chart((), t, is_wait=wait, s="")) for wait in (False, True)
        )
        for chart in (self.in_time, self.waits):
            chart.setMinimumHeight(look.px(190))
        self.threshold = boxed(labelled(look, t("In time means within"), self.within))
        queue = boxed(labelled(look, t("Measured queue"), self.queue))
        self.choices = wrapping(queue, self.threshold, spacing=look.px(12))
        self._full = (self.choices, self.rows, self.table, self.missing, self.in_time, self.waits, self.note)
        for part in (self.empty, *self._full, row(self.read, None)):
            self.add(part)
        self.show_measurements(())

    def show_measurements(self, measurements: tuple[Measurement, ...]) -> None:
        """Show what the project keeps of its logs."""
        if measurements is self._measurements and measurements:
            return
        self._measurements = measurements
        chosen = self.queue.chosen
        if chosen not in {one.id for one in measurements}:
            chosen = measurements[0].id if measurements else ""
        self.queue.offer([(one.id, one.name) for one in measurements], chosen)
        self.empty.setVisible(not measurements)
        for part in self._full:
            part.setVisible(bool(measurements))
        self._show()

    @property
    def measurement(self) -> Measurement | None:
        """The queue that is shown."""
        return next((one for one in self._measurements if one.id == self.queue.chosen), None)

    def _show(self) -> None:
        one = self.measurement
        if one is None:
            return
        t = self.texts
        seconds = [(str(at), t("{s} s", s=t.number(it.seconds))) for at, it in enumerate(one.within)]
        self.within.offer(seconds, str(usual_threshold(one)))
        self.threshold.setVisible(len(seconds) > 1)
        self.rows.setText(row_words(one, t))
        from workbench.intake.call_log import DEFINITIONS

        said = (
            one.note,
            t("Offered: {what}", what=t(DEFINITIONS["offered"])),
            t("Agents seen: {what}", what=t(DEFINITIONS["agents"])),
            t("Predicted: {what}", what=t(DEFINITIONS["predicted"])),
        )
        self.note.setText("\n".join(part for part in said if part))
        self.missing.setText(
            t(
                "Only totals are kept of this log, so nothing can be predicted beside them: read the log again."
            )
        )
        self.missing.setVisible(not one.half_hours)
        for chart in (self.in_time, self.waits):
            chart.setVisible(bool(one.half_hours))
        self._show_threshold()

    def _show_threshold(self) -> None:
        one = self.measurement
        if one is None:
            return
        threshold = int(self.within.chosen or 0)
        self.table.set_rows(tuple(figure_rows(one, self.texts)))
        found = by_half_hour(one, threshold)
        s = self.texts.number(one.within[threshold].seconds) if one.within else ""
        self.in_time.set_chart(_chart(found, self.texts, is_wait=False, s=s))
        self.waits.set_chart(_chart(found, self.texts, is_wait=True, s=s))


def row_words(one: Measurement, texts: Texts) -> str:
    """Return where a measurement comes from, with its row counts."""
    period = texts(
        "{first} to {last}.", first=texts.date(one.measured_from), last=texts.date(one.measured_to)
    )
    if not one.rows_in:
        return period
    counts = texts(
        "Rows of the log {rows} = used {used} + left out on purpose {excluded} + not understood {rejected}.",
        rows=texts.number(one.rows_in),
        used=texts.number(one.rows_used),
        excluded=texts.number(one.rows_excluded),
        rejected=texts.number(one.rows_rejected),
    )
    return f"{period} {counts}"


def figure_rows(one: Measurement, texts: Texts) -> Iterator[FigureRow]:
    """Yield a queue's figures, measured and predicted."""
    whole = in_all(one, 0)
    offered = one.offered

    def share(value: float | None) -> str:
        return "" if value is None else texts.percent(value, 1)

    def seconds(value: float | None) -> str:
        return "" if value is None else texts("{s} s", s=texts.number(value, 1))

    def lost(value: float | None) -> float | None:
        return None if value is None else 1 - value

    yield FigureRow(texts("Offered calls"), texts.number(offered), "")
    yield FigureRow(texts("Answered, of offered"), share(whole.answered), share(whole.predicted_answered))
    hung_up = one.abandoned / offered if offered else None
    yield FigureRow(texts("Hung up, of offered"), share(hung_up), share(lost(whole.predicted_answered)))
    yield FigureRow(texts("Hung up before the queue"), texts.number(one.left_before_queue), "")
    for at, within in enumerate(one.within):
        s, expected = texts.number(within.seconds), in_all(one, at).predicted_in_time
        name = texts("Answered within {s} s, of offered", s=s)
        yield FigureRow(name, share(within.of_offered), share(expected))
        answered = whole.predicted_answered
        of_answered = expected / answered if expected is not None and answered else None
        name = texts("Answered within {s} s, of answered", s=s)
        yield FigureRow(name, share(within.of_answered), share(of_answered))
    yield FigureRow(
        texts("Mean wait of all offered"), seconds(one.wait_mean_s), seconds(whole.predicted_wait_s)
    )
    yield FigureRow(texts("Mean patience"), seconds(one.patience_s), "")
    yield FigureRow(texts("Mean handling time"), seconds(one.handling_mean_s), "")
    yield FigureRow(texts("Median handling time"), seconds(one.handling_median_s), "")


def _chart(found: tuple[HalfHourBeside, ...], texts: Texts, *, is_wait: bool, s: str) -> LineChart:
    if is_wait:
        title, unit = texts("Mean wait of all offered, by half-hour of the day"), texts("seconds")
        measured = tuple(one.beside.wait_s for one in found)
        predicted = tuple(one.beside.predicted_wait_s for one in found)
    else:
        title, unit = texts("Answered within {s} s of offered, by half-hour of the day", s=s), texts("share")
        measured = tuple(one.beside.in_time for one in found)
        predicted = tuple(one.beside.predicted_in_time for one in found)
    return LineChart(
        title=title,
        unit=unit,
        is_share=not is_wait,
        decimals=0,
        labels=tuple(clock(one.half_hour) for one in found),
        label_head=texts("From"),
        series=(
            Series(texts("Measured"), measured, "first"),
            Series(texts("Erlang A predicts"), predicted, "second"),
        ),
    )
