"""A measured queue beside what Erlang A predicts, and what is said where there is none."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.window import press, show
from workbench.model.volumes import AnsweredWithin, MeasuredHalfHour, Measurement
from workbench.ui.look import Look
from workbench.ui.pages.staffing.checked_measured import MeasuredPanel

LOG = Measurement(
    id="m", name="Switchboard, March", measured_from=dt.date(2027, 3, 1), measured_to=dt.date(2027, 3, 31),
    offered=80.0, answered=60.0, abandoned=20.0, left_before_queue=5.0, wait_mean_s=50.0,
    within=(
        AnsweredWithin(seconds=20, of_offered=0.25, of_answered=0.33),
        AnsweredWithin(seconds=60, of_offered=0.5, of_answered=0.67),
    ),
    half_hours=(
        MeasuredHalfHour(
            half_hour=17, offered=80.0, answered=60.0, in_time=(20.0, 40.0), wait_s=4000.0, intervals=10,
            agents=25.0, predicted_offered=80.0, predicted_answered=72.0, predicted_in_time=(48.0, 60.0),
            predicted_wait_s=1600.0,
        ),
    ),
    rows_in=90, rows_used=85, rows_excluded=3, rows_rejected=2,
)  # fmt: skip


def panel_of(look: Look, *measurements: Measurement) -> tuple[MeasuredPanel, list[str]]:
    heard: list[str] = []
    panel = MeasuredPanel(look, heard.append, lambda: heard.append("read"))
    show(panel, 1100, 680)
    panel.show_measurements(measurements)
    return panel, heard


def test_measured_and_predicted_stand_side_by_side_with_the_logs_rows(look: Look):
    panel, heard = panel_of(look, LOG)
    QAbstractItemModelTester(panel.table.table)
    rows = {one.name: one[1:] for one in panel.table.table.rows}
    assert rows["Answered, of offered"] == ("75.0\xa0%", "90.0\xa0%")
    assert rows["Answered within 60 s, of offered"] == ("50.0\xa0%", "75.0\xa0%")
    assert rows["Mean wait of all offered"] == ("50.0 s", "20.0 s")
    assert rows["Hung up before the queue"] == ("5", "")
    assert "90 = used 85 + left out on purpose 3 + not understood 2" in panel.rows.text()
    table = panel.in_time.chart.table(look.texts)
    assert table.rows == (("08:30", "50\xa0%", "75\xa0%"),)
    assert not panel.missing.isVisible()
    panel.within.setFocus()
    press(Qt.Key.Key_Up)
    assert panel.in_time.chart.table(look.texts).rows == (("08:30", "25\xa0%", "60\xa0%"),)
    panel.table.setFocus()
    press(Qt.Key.Key_Return)
    assert heard == ["measurement:m"]


def test_a_log_of_totals_alone_says_what_is_missing(look: Look):
    panel, _ = panel_of(look, LOG.changed(half_hours=()))
    assert panel.missing.isVisible()
    assert not panel.in_time.isVisible()
    assert {one.predicted for one in panel.table.table.rows} == {""}


def test_without_a_log_one_is_asked_for(look: Look):
    panel, heard = panel_of(look)
    assert panel.empty.isVisible()
    assert not panel.table.isVisible()
    panel.read.setFocus()
    press(Qt.Key.Key_Space)
    assert heard == ["read"]
