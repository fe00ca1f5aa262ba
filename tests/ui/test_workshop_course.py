"""Where the room is in the agenda, and how it keeps up: functions of a workshop and a moment."""

from __future__ import annotations

import datetime as dt

import pytest

pytest.importorskip("PySide6.QtWidgets")

from workbench.model.programme import AgendaItem, Workshop
from workbench.ui.pages.workshop.course import (
    DEFAULT_AGENDA,
    WORKSHOP_MINUTES,
    as_clock,
    back_to_item_before,
    course_of,
    more_minutes,
    pace_of,
    short_title,
    to_next_item,
)
from workbench.ui.pages.workshop.workshop_form import read_time

NOON = dt.datetime(2026, 4, 8, 12, 0, tzinfo=dt.UTC)


def workshop(*begun: float | None, minutes: tuple[float, ...] = (10, 60, 30)) -> Workshop:
    """A workshop whose items began so many minutes before noon."""
    items = tuple(
        AgendaItem(
            id=f"i{n}",
            title=f"Item {n}",
            minutes=length,
            begun_at=NOON - dt.timedelta(minutes=begun[n])
            if n < len(begun) and begun[n] is not None
            else None,
        )
        for n, length in enumerate(minutes)
    )
    return Workshop(id="w", title="W", department="d", starts_at=dt.time(13, 0), agenda=items)


@pytest.mark.fast
def test_the_item_begun_last_is_current_and_its_time_runs():
    course = course_of(workshop(45, 35), NOON)
    assert course.at == 1
    assert course.left_s == 25 * 60
    assert as_clock(course.left_s) == "25:00"
    assert round(course.share, 3) == round(35 / 60, 3)


def test_before_it_begins_the_first_item_has_all_its_time():
    course = course_of(workshop(), NOON)
    assert course.at is None
    assert as_clock(course.left_s) == "10:00"


def test_over_time_counts_on_with_a_minus():
    course = course_of(workshop(80, 70), NOON)
    assert as_clock(course.left_s) == "\u221210:00"
    assert course.share == 1.0


def test_planned_starts_follow_the_minutes():
    assert [one.strftime("%H:%M") for one in course_of(workshop(), NOON).starts] == [
        "13:00",
        "13:10",
        "14:10",
    ]


def test_a_workshop_without_agenda_has_no_course():
    course = course_of(Workshop(id="w", title="W", department="d"), NOON)
    assert course.at is None
    assert course.starts == ()
    assert to_next_item(Workshop(id="w", title="W", department="d"), NOON) is None


def test_the_default_agenda_is_the_three_hours():
    assert sum(minutes for _, minutes in DEFAULT_AGENDA) == WORKSHOP_MINUTES


@pytest.mark.fast
@pytest.mark.parametrize(
    ("gone", "done", "standing", "each"),
    [(35, 7, "on_pace", 5.0), (45, 7, "behind", 3.0), (5, 0, "on_pace", 55 / 12), (35, 12, "done", None)],
)
def test_pace(gone, done, standing, each):
    made = workshop(gone + 10, gone)
    pace = pace_of(made, course_of(made, NOON), done, 12)
    assert pace.standing == standing
    assert pace.minutes_each == (None if each is None else pytest.approx(each))


def test_pace_outside_the_time_for_breaking_down():
    before, after = workshop(3), workshop(100, 90, 20)
    assert pace_of(before, course_of(before, NOON), 0, 12).minutes_each == 5.0
    assert pace_of(after, course_of(after, NOON), 5, 12).standing == "after"
    assert pace_of(after, course_of(after, NOON), 0, 0).standing == "empty"


def test_next_back_and_more_are_edits_of_one_item():
    made = workshop(45, 35)
    forward = to_next_item(made, NOON)
    assert forward.edits[0].id == "i2"
    assert forward.edits[0].changes == {"begun_at": NOON.isoformat()}
    assert back_to_item_before(made, NOON).edits[0].changes == {"begun_at": None}
    assert more_minutes(made, NOON).edits[0].changes == {"minutes": 65}
    assert to_next_item(workshop(45, 35, 5), NOON) is None
    assert back_to_item_before(workshop(), NOON) is None


def test_short_titles():
    titles = ("Frame: why we are here", "Break down, five each", "Break down the list, five minutes each")
    items = [AgendaItem(id="i", title=one, minutes=1) for one in titles]
    assert [short_title(one) for one in items] == ["Frame", "Break down", "Break down the list"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("13", dt.time(13)), ("13.30", dt.time(13, 30)), ("8:05", dt.time(8, 5)), ("1330", dt.time(13, 30)),
        ("25", None), ("13.75", None), ("after lunch", None), ("", None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(text, time):
    assert read_time(text) == time
