"""Volumes are filled in by keyboard: figures, choices, flags, periods, several rows, tables from elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.volumes_page import SHIFT, Opened, current, shown, stand, without_volumes
from tests.support.window import open_workspace, press, type_text
from workbench.edits import AddItem, ChangeItem
from workbench.model.volumes import Channel, Counts, Period, Source, Volume
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.volumes.entries import entry, in_order, put_volume
from workbench.ui.pages.volumes.paste import paste_volumes
from workbench.ui.pages.volumes.words import read_period
from workbench.ui.workspace import Workspace


def test_a_volume_is_filled_in_with_few_keys_and_undone_in_one(tmp_path: Path, opened: Opened) -> None:
    with open_workspace(tmp_path, without_volumes(template_project("se"), 3)) as workspace:
        page = opened(workspace)
        page.commands()["row.next_unfilled"]()
        assert current(workspace).id == workspace.project.case_types[3].id
        type_text("ph")
        press(Qt.Key.Key_Tab)
        type_text("3-5 i veckan")
        press(Qt.Key.Key_Return)
        (volume,) = current(workspace).volumes
        assert (volume.channel, volume.low, volume.likely, volume.high) == (Channel.PHONE, 3, 4, 5)
        assert (volume.per, volume.said, volume.source) == (Period.WEEK, "3-5 i veckan", Source.ESTIMATE)
        assert "a year" in page.assist.hint.text
        assert page.detail.grid.current_row.kind == "new", "Enter is the next row"
        type_text("e-mail 200")
        press(Qt.Key.Key_Return)
        assert [one.channel for one in current(workspace).volumes] == [Channel.PHONE, Channel.EMAIL]
        workspace.undo()
        workspace.undo()
        assert not current(workspace).volumes
        assert shown(page, "channel") == ["New volume"]


def test_a_channel_alone_waits_and_is_not_a_volume_of_nought(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    n = len(current(workspace).volumes)
    page.detail.new_volume()
    type_text("chat")
    press(Qt.Key.Key_Return)
    assert len(current(workspace).volumes) == n
    assert shown(page, "channel")[n] == "Chat"
    stand(page, n, "said")
    type_text("no idea")
    press(Qt.Key.Key_Return)
    assert len(current(workspace).volumes) == n
    assert "No figure" in page.assist.hint.text
    assert page.detail.grid.table.cell_at(n, 1).is_odd
    stand(page, n, "said")
    type_text("12")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[-1].channel is Channel.CHAT
    assert current(workspace).volumes[-1].likely == 12


def test_choices_are_completed_and_walked_with_arrows(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    first = current(workspace).volumes[0].id
    stand(page, 0, "source")
    type_text("sur")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].source is Source.SURVEY
    stand(page, 0, "source")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].source is Source.ESTIMATE
    stand(page, 0, "counts")
    type_text("ca")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].counts is Counts.CASES
    stand(page, 0, "source")
    type_text("zzz")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].id == first
    assert current(workspace).volumes[0].source is Source.ESTIMATE
    assert "none of the choices" in page.assist.hint.text
    assert page.detail.grid.table.cell_at(0, page.detail.grid.table.column_at("source")).is_odd


def test_three_points_stay_in_order_and_the_line_says_what_moved(
    workspace: Workspace, opened: Opened
) -> None:
    page = opened(workspace)
    stand(page, 0, "low")
    type_text("20")
    press(Qt.Key.Key_Return)
    volume = current(workspace).volumes[0]
    assert (volume.low, volume.likely, volume.high) == (20, 20, 20)
    assert "order" in page.assist.hint.text
    stand(page, 0, "low")
    type_text("minus")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].low == 20
    assert "not a number" in page.assist.hint.text


@pytest.mark.parametrize("key", ["low", "likely", "high"])
@pytest.mark.parametrize("value", [0.0, 1.0, 3.0, 4.5, 5.0, 9.0])
@pytest.mark.parametrize("points", [(3.0, 4.0, 5.0), (4.0, 4.0, 4.0), (0.0, 0.0, 7.0)])
def test_no_typed_point_leaves_the_order(key: str, value: float, points: tuple[float, float, float]) -> None:
    low, likely, high = points
    volume = Volume(id="v", channel=Channel.PHONE, low=low, likely=likely, high=high)
    made = in_order(volume, key, value)
    after = volume.changed(**made.changes)
    assert getattr(after, key) == value
    others = {name for name in ("low", "likely", "high") if name != key}
    moved = {name for name in others if getattr(after, name) != getattr(volume, name)}
    if points[0] != points[2]:
        assert bool(moved) == (made.hint is not None)


def test_a_text_without_figures_is_kept_and_marked(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    before = current(workspace).volumes[0]
    stand(page, 0, "said")
    type_text("rather many")
    press(Qt.Key.Key_Return)
    after = current(workspace).volumes[0]
    assert after.said == "rather many"
    assert (after.low, after.likely, after.high) == (before.low, before.likely, before.high)
    assert page.detail.grid.table.cell_at(0, 1).is_odd


def test_figures_that_arrive_leave_what_is_being_typed_alone(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    stand(page, 0, "said")
    type_text("12")
    table = page.detail.grid.table
    table.dataChanged.emit(table.index(0, 0), table.index(0, table.columnCount() - 1))
    type_text("0/day")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].said == "120/day"


def test_esc_leaves_a_cell_as_it_was(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    before = workspace.project
    stand(page, 0, "said")
    type_text("99/day")
    press(Qt.Key.Key_Escape)
    assert workspace.project is before
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert workspace.project is before, "Enter on what is unchanged is no edit"


def test_several_rows_change_and_go_as_one_step(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    before = current(workspace).volumes
    stand(page, 0, "said_by")
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    type_text("Anna")
    assert page.assist.hint.strong == "3 rows change"
    press(Qt.Key.Key_Return)
    assert [one.said_by for one in current(workspace).volumes[:3]] == ["Anna"] * 3
    workspace.undo()
    assert current(workspace).volumes == before
    stand(page, 0, "channel")
    press(Qt.Key.Key_Down, SHIFT)
    page.commands()["edit.delete"]()
    assert current(workspace).volumes == before[2:]
    workspace.undo()
    assert current(workspace).volumes == before
    QAbstractItemModelTester(page.detail.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)


def test_a_counted_volume_needs_its_period_first(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    stand(page, 0, "per")
    type_text("counted")
    press(Qt.Key.Key_Return)
    assert current(workspace).volumes[0].per is Period.DAY
    assert "Period" in page.assist.hint.text
    stand(page, 0, "period")
    type_text("v 10-11 2026")
    press(Qt.Key.Key_Return)
    stand(page, 0, "per")
    type_text("counted")
    press(Qt.Key.Key_Return)
    volume = current(workspace).volumes[0]
    assert volume.per is Period.MEASURED
    assert (volume.measured_from, volume.measured_to) == (dt.date(2026, 3, 2), dt.date(2026, 3, 15))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-01 – 2026-03-31", (3, 1), (3, 31)),
        ("1/3–31/3 2026", (3, 1), (3, 31)),
        ("mars 2026", (3, 1), (3, 31)),
        ("1-14 marts 2026", (3, 1), (3, 14)),
        ("1 March 2026 – 3 April 2026", (3, 1), (4, 3)),
        ("uge 7 2026", (2, 9), (2, 15)),
        ("2026", (1, 1), (12, 31)),
    ],
)
def test_periods_are_read_as_people_write_them(
    text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert read_period(text) == (dt.date(2026, *first), dt.date(2026, *last))


@pytest.mark.parametrize("text", ["", "soon", "31/2 2026", "2026-03-31 – 2026-03-01", "v 60 2026"])
def test_what_is_no_period_is_refused(text: str) -> None:
    assert read_period(text) is None


def test_a_table_from_a_spreadsheet_becomes_volumes_in_one_step(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    project = workspace.project
    one, two = project.case_types[0], project.case_types[1]
    lines = [
        "Ärendetyp\tTelefon\tSociala medier",
        f"{one.name}\t\t12",
        f"{two.name}\t40/dag\t3",
        "Okänd\t1\t2",
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    page.commands()["edit.paste"]()
    after = workspace.project.case_types
    assert [v.likely for v in after[0].volumes if v.channel is Channel.SOCIAL_MEDIA] == [12]
    phone = [v for v in after[1].volumes if v.channel is Channel.PHONE]
    assert [v.source for v in phone] == [Source.MEASUREMENT, Source.ESTIMATE], "what was measured stays"
    assert (phone[1].likely, phone[1].per) == (40, Period.DAY)
    assert "Okänd" in page.assist.hint.text
    workspace.undo()
    assert workspace.project.case_types == project.case_types


def test_rows_copied_here_can_be_pasted_in_another_case_type(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    page.detail.grid.selectAll()
    page.commands()["edit.copy"]()
    before = current(workspace).volumes
    text = QGuiApplication.clipboard().text()
    other = workspace.project.case_types[5].changed(volumes=())
    project = workspace.project.changed(case_types=(other,))
    found = paste_volumes(project, text, page.texts, case_type=other)
    assert found.edit is not None
    made = found.edit.apply(project).case_types[0].volumes

    def facts(volume: Volume) -> tuple[object, ...]:
        return (
            volume.channel,
            volume.low,
            volume.likely,
            volume.high,
            volume.per,
            volume.counts,
            volume.source,
        )

    assert [facts(one) for one in made] == [facts(one) for one in before]
    assert [one.said_by for one in made] == [one.said_by for one in before]


def test_flags_are_typed_and_refused_without_a_dialog(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    fields = page.detail.flags.fields
    fields["misdirected_share"].setFocus()
    type_text("15")
    press(Qt.Key.Key_Return)
    assert current(workspace).misdirected_share == 0.15
    fields["contacts_per_case"].setFocus()
    fields["contacts_per_case"].selectAll()
    type_text("0.5")
    press(Qt.Key.Key_Return)
    assert current(workspace).contacts_per_case == 2.4
    assert "1 or more" in page.assist.hint.text
    page.detail.flags.internal.setFocus()
    press(Qt.Key.Key_Space, text=" ")
    assert current(workspace).is_internal
    fields["follow_up_minutes"].setFocus()
    fields["follow_up_minutes"].selectAll()
    type_text("3-6")
    press(Qt.Key.Key_Return)
    minutes = current(workspace).follow_up_minutes
    assert minutes is not None
    assert (minutes.low, minutes.high) == (3, 6)


def test_a_volume_said_again_replaces_the_estimate_not_the_measurement() -> None:
    from workbench.capture.quantities import read_volume

    reading = read_volume("5/day")
    assert reading is not None
    project = template_project("se")
    measured = project.case_types[0]
    added = put_volume(measured, Channel.PHONE, reading)
    assert isinstance(added, AddItem)
    project = added.apply(project)
    again = put_volume(project.case_types[0], Channel.PHONE, reading)
    assert isinstance(again, ChangeItem)


def test_a_share_and_a_booked_visit_are_understood(look: Look) -> None:
    volume = Volume(id="v", channel=Channel.PHONE, low=1, likely=2, high=3)
    assert entry(volume, "share", "80 %", look.texts).changes == {"common_entry_share": 0.8}
    assert entry(volume, "share", "many", look.texts).is_odd
    assert entry(volume, "channel", "Visit, b", look.texts).changes == {"channel": "visit", "is_booked": True}
    assert entry(volume, "channel", "tfn", look.texts).changes == {"channel": "phone", "is_booked": False}


def test_what_waits_in_the_new_row_outlives_the_program(
    tmp_path: Path, look: Look, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_workspace(tmp_path) as workspace:
        page = opened(workspace)
        page.detail.new_volume()
        type_text("cha")
        press(Qt.Key.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        workspace.keep_drafts()
        kept = workspace.session._drafts.texts
        first = workspace.case_type
        assert kept == {f"volumes/{first}/new/channel": "Chat"}
        monkeypatch.setattr(type(workspace), "drafts", property(lambda _self: kept))
        again = opened(workspace)
        n = len(current(workspace).volumes)
        assert shown(again, "channel")[n] == "Chat"
        stand(again, n, "said")
        type_text("7/week")
        press(Qt.Key.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert current(workspace).volumes[-1].likely == 7
        workspace.keep_drafts()
        assert not workspace.session._drafts.texts
