"""Snapshots: taken by the clock, thinned by revision, and the newest always stays."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.store.disk import Disk
from workbench.store.snapshots import KEPT, snapshots, take_snapshot, thin
from workbench.store.state import Store

pytestmark = pytest.mark.fast
START = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path):
    return Store(Disk(), tmp_path / "state")


def take(store, revision, minutes, pinned_for=""):
    now = START + dt.timedelta(minutes=minutes)
    return take_snapshot(store, "p0", revision, [b"revision %d" % revision], now=now, pinned_for=pinned_for)


def rings(store):
    return [one.ring for one in snapshots(store, "p0")]


def test_one_in_two_minutes_one_an_hour_one_a_day(store):
    for revision, minutes in enumerate((0, 1, 2.5, 3, 61, 62, 63.5, 24 * 60 + 1)):
        take(store, revision, minutes)
    assert rings(store) == ["day", "recent", "hour", "recent", "day"]


def test_thinning_takes_the_lowest_revisions_of_each_ring(store):
    for revision in range(40):
        take(store, revision, 3 * revision)
    kept = [one.revision for one in snapshots(store, "p0") if one.ring == "recent"]
    assert len(kept) == KEPT["recent"]
    assert kept[-1] == 39
    assert snapshots(store, "p0")[0].ring == "day"


def test_a_clock_set_to_another_year_removes_nothing_new(store):
    for revision in range(5):
        take(store, revision, 3 * revision)
    before = len(snapshots(store, "p0"))
    for revision in range(5, 9):
        take(store, revision, -60 * 24 * 3_000 + 3 * revision)
    assert len(snapshots(store, "p0")) == before + 4
    assert snapshots(store, "p0")[-1].revision == 8


def test_pinned_ones_stay_and_need_no_interval(store):
    for revision in range(30):
        take(store, revision, 0, pinned_for="import")
    assert rings(store) == ["pinned"] * 30
    assert {one.reason for one in snapshots(store, "p0")} == {"import"}


def test_old_ones_expire_but_not_the_newest_and_not_pinned_ones(store):
    take(store, 1, 0)
    take(store, 2, 1, pinned_for="merge")
    take(store, 3, 2.5)
    thin(store, "p0", START + dt.timedelta(days=91))
    assert [one.revision for one in snapshots(store, "p0")] == [2, 3]


def test_they_are_for_this_user_alone(store):
    path = take(store, 1, 0)
    assert path.read_bytes() == b"revision 1"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
