from __future__ import annotations

import datetime as dt

import pytest

from workbench.analysis.second_opinion.measured import by_half_hour, in_all, usual_threshold
from workbench.model.volumes import AnsweredWithin, MeasuredHalfHour, Measurement


def half_hour(at: int, **changes: object) -> MeasuredHalfHour:
    values = {
        "half_hour": at, "offered": 40.0, "answered": 30.0, "in_time": (10.0, 20.0), "wait_s": 2000.0,
        "intervals": 10, "agents": 25.0, "predicted_offered": 20.0, "predicted_answered": 18.0,
        "predicted_in_time": (12.0, 15.0), "predicted_wait_s": 400.0,
    }  # fmt: skip
    return MeasuredHalfHour.model_validate({**values, **changes})


def measured(*half_hours: MeasuredHalfHour) -> Measurement:
    return Measurement(
        id="m", name="Log", measured_from=dt.date(2027, 3, 1), measured_to=dt.date(2027, 3, 12),
        offered=80.0, answered=60.0, wait_mean_s=50.0,
        within=(
            AnsweredWithin(seconds=60, of_offered=0.25, of_answered=0.3),
            AnsweredWithin(seconds=120, of_offered=0.5, of_answered=0.6),
        ),
        half_hours=half_hours,
    )  # fmt: skip


@pytest.mark.fast
def test_predicted_shares_are_of_the_calls_that_were_predicted():
    log = measured(half_hour(17), half_hour(18, predicted_offered=60.0, predicted_in_time=(24.0, 30.0)))
    first, second = by_half_hour(log, 1)
    assert (first.half_hour, first.offered, first.agents) == (17, 4.0, 2.5)
    assert (first.beside.in_time, first.beside.predicted_in_time) == (0.5, 0.75)
    assert second.beside.predicted_in_time == 0.5
    assert (first.beside.wait_s, first.beside.predicted_wait_s) == (50.0, 20.0)
    whole = in_all(log, 1)
    assert (whole.in_time, whole.predicted_in_time) == (0.5, 45 / 80)
    assert (whole.answered, whole.predicted_answered) == (0.75, 36 / 80)


def test_nothing_is_made_up_where_nobody_was_seen_or_the_wait_has_no_end():
    log = measured(half_hour(17, predicted_offered=0.0), half_hour(18, predicted_wait_s=None))
    empty, endless = by_half_hour(log, 0)
    assert (empty.beside.predicted_in_time, empty.beside.predicted_wait_s) == (None, None)
    assert endless.beside.predicted_wait_s is None
    assert in_all(log, 0).predicted_wait_s is None
    totals = in_all(measured(), 0)
    assert (totals.in_time, totals.predicted_in_time) == (0.25, None)


def test_one_minute_is_shown_first_where_it_was_counted():
    assert usual_threshold(measured()) == 0
    log = measured().changed(within=(AnsweredWithin(seconds=20, of_offered=0.1, of_answered=0.1),))
    assert usual_threshold(log) == 0
