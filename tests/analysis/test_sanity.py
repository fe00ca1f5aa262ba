"""Marks on volumes: what is odd is marked, what is usual is not, and every mark names its yardstick."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.analysis.small_project import minutes, small_project, volume, with_case_type
from workbench.analysis.demand.sanity import sanity_marks, yearly_contacts
from workbench.analysis.engine import Engine
from workbench.locale import Texts
from workbench.model.process import Step
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Measurement, Period, Source


def marks(project, case_type=None):
    return sanity_marks(project, Engine().results(project), case_type)


def texts_of(project, case_type=None):
    return [Texts("en").message(one.text) for one in marks(project, case_type)]


@pytest.mark.fast
def test_benchmarks_stand_with_range_and_source():
    found = {str(one.source): one for one in marks(small_project()) if one.kind == "benchmark"}
    assert len(found) == 1 and "range to compare with" in next(iter(found))
    per_inhabitant = marks(small_project())[0]
    assert (per_inhabitant.low, per_inhabitant.high, per_inhabitant.is_outside) == (1.0, 1.5, True)
    fewer = small_project().changed(municipality=small_project().municipality.changed(inhabitants=20_000))
    assert not marks(fewer)[0].is_outside
    nobody = small_project().changed(municipality=small_project().municipality.changed(inhabitants=0))
    assert all("inhabitant" not in one for one in texts_of(nobody))


@pytest.mark.fast
def test_measured_stands_beside_what_was_said():
    both = (
        volume("said", Channel.PHONE, 3000, source=Source.GUESS),
        volume("log", Channel.PHONE, 6000, source=Source.MEASUREMENT),
    )
    found = [
        one for one in marks(with_case_type(small_project(), 0, volumes=both), "x") if one.kind == "measured"
    ]
    assert len(found) == 1 and found[0].is_outside and found[0].place.ids == ("x", "said")
    assert Texts("en").message(found[0].text).startswith("Phone: 6,000 a year measured, 3,000 said: 50")
    close = (both[0].changed(low=5900, likely=5900, high=5900), both[1])
    found = [
        one for one in marks(with_case_type(small_project(), 0, volumes=close), "x") if one.kind == "measured"
    ]
    assert not found[0].is_outside
    guesses = (both[0], both[0].changed(id="other", source=Source.ESTIMATE))
    assert "measured" not in {
        one.kind for one in marks(with_case_type(small_project(), 0, volumes=guesses), "x")
    }


@pytest.mark.fast
def test_a_call_log_stands_beside_the_whole_channel():
    log = Measurement(
        id="log",
        name="March",
        measured_from=dt.date(2027, 1, 1),
        measured_to=dt.date(2027, 12, 31),
        offered=24000,
    )
    project = small_project().changed(measurements=(log,))
    results = Engine().results(project)
    assert yearly_contacts(project, results, log) == pytest.approx(24000)
    found = next(one for one in sanity_marks(project, results) if one.kind == "measured")
    assert found.value == pytest.approx(22000) and not found.is_outside
    half = log.changed(offered=12000)
    assert next(
        one for one in marks(project.changed(measurements=(half,))) if one.kind == "measured"
    ).is_outside


ODD = {
    "minutes with the resident in one contact": {
        "steps": (Step(id="s", title="S", level=1, minutes_today=minutes(70)),), "flows": (),
    },
    "less than half a minute": {
        "steps": (Step(id="s", title="S", level=1, minutes_today=minutes(0.2)),), "flows": (),
    },
    "but nobody phones or visits": {
        "steps": (Step(id="s", title="S", level=1, minutes_today=minutes(30)),), "flows": (),
        "volumes": (volume("v", Channel.EMAIL, 100),),
    },
    "contacts per case": {"contacts_per_case": 6.0},
    "the volume is 0": {"volumes": (volume("v", Channel.PHONE, 0),)},
    "booked, although": {"volumes": (volume("v", Channel.EMAIL, 10, is_booked=True),)},
    "a guess without a range": {"volumes": (volume("v", Channel.PHONE, 10, source=Source.GUESS),)},
    "no contact comes by the common entry": {"volumes": (volume("v", Channel.PHONE, 10, common_entry_share=0.0),)},
    "measured for 5 days only": {
        "volumes": (
            volume(
                "v", Channel.PHONE, 10, per=Period.MEASURED,
                measured_from=dt.date(2026, 3, 2), measured_to=dt.date(2026, 3, 6),
            ),
        ),
    },
    "more than one for each": {"volumes": (volume("v", Channel.PHONE, 70_000 * 1.2),)},
}  # fmt: skip


@pytest.mark.fast
@pytest.mark.parametrize("words", ODD)
def test_what_is_odd_is_marked_and_the_usual_is_not(words):
    assert any(words in one for one in texts_of(with_case_type(small_project(), 0, **ODD[words]), "x"))
    assert not any(words in one for one in texts_of(small_project(), "x"))


def test_a_case_type_that_outweighs_its_department():
    project = small_project()
    more = tuple(
        project.case_types[1].changed(id=f"m{n}", name=f"M{n}", steps=(), flows=()) for n in range(4)
    )
    small = tuple(one.changed(volumes=(volume("v", Channel.PHONE, 10),)) for one in more)
    found = texts_of(project.changed(case_types=(*project.case_types, *small)), "x")
    assert any("of the department's 6 case types" in one for one in found)
    assert not any("of the department" in one for one in texts_of(project, "x"))


def test_no_such_case_type():
    with pytest.raises(ProjectError):
        marks(small_project(), "nobody")
