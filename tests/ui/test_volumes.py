"""The page of volumes, by keyboard: fill in, change, paste, compare, and the same figures as the results have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.pseudo import PseudoTexts
from tests.support.walk import cut_off, nameless
from tests.support.window import look_of, open_workspace, press, settle, show, type_text
from workbench.analysis.engine import Engine
from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits import AddItem, ChangeItem
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.volumes import Channel, Counts, Period, Source, Volume
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.volumes import VolumesPage
from workbench.ui.pages.volumes.entries import entry, in_order, put_volume
from workbench.ui.pages.volumes.paste import paste_volumes
from workbench.ui.pages.volumes.profile_charts import with_share
from workbench.ui.pages.volumes.words import read_period
from workbench.ui.workspace import Workspace

SHIFT = Qt.KeyboardModifier.ShiftModifier


@cache
def sample_results() -> Results:
    """Return the sample's results, worked out once for all tests."""
    return Engine().results(template_project("se"))


Opened = Callable[[Workspace], VolumesPage]


@pytest.fixture
def opened(look: Look) -> Iterator[Opened]:
    """Open the page on a workspace, hearing what the window would tell it."""
    made: list[tuple[Workspace, VolumesPage]] = []

    def open_page(workspace: Workspace) -> VolumesPage:
        if workspace.project == template_project("se"):
            workspace.results = sample_results()
        else:
            workspace.results = workspace.engine.results(workspace.project)
        page = VolumesPage(workspace, look)
        workspace.project_changed.connect(page.show_project)
        workspace.results_changed.connect(page.show_results)
        workspace.scope_changed.connect(page.show_scope)
        made.append((workspace, page))
        show(page, 1240, 796)
        page.first_focus().setFocus()
        return page

    yield open_page
    for workspace, page in made:
        workspace.project_changed.disconnect(page.show_project)
        workspace.results_changed.disconnect(page.show_results)
        workspace.scope_changed.disconnect(page.show_scope)
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


def current(workspace: Workspace) -> CaseType:
    found = workspace.case_type_of(workspace.case_type)
    assert found is not None
    return found


def shown(page: VolumesPage, column: str) -> list[str]:
    grid = page.detail.grid.table
    return [grid.cell_at(row, grid.column_at(column)).text for row in range(len(grid.rows))]


def stand(page: VolumesPage, row: int, column: str) -> None:
    grid = page.detail.grid
    grid.setFocus()
    grid.stand_on(row, grid.table.column_at(column))


def without_volumes(project: Project, keep: int = 0) -> Project:
    return project.changed(
        case_types=tuple(
            one if n < keep else one.changed(volumes=()) for n, one in enumerate(project.case_types)
        )
    )


def test_the_year_in_the_table_is_the_one_the_results_have(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    results = workspace.results
    assert results is not None
    for at in (0, 7, 30, 60):
        case_type = workspace.project.case_types[at]
        page.cases.choose(case_type.id)
        total = sum(row.contacts or 0 for row in page.detail._rows if row.is_used)
        assert total == pytest.approx(results.demand.case_types[at].contacts_per_year, rel=1e-12)
    assert shown(page, "channel")[-1] == "Contacts a year"


@pytest.mark.fast
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


@pytest.mark.fast
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


@pytest.mark.fast
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


def test_the_list_says_which_are_missing_and_f8_goes_there(tmp_path: Path, opened: Opened) -> None:
    with open_workspace(tmp_path, without_volumes(template_project("se"), 80)) as workspace:
        page = opened(workspace)
        missing = [row.id for row in page.cases.shown if row.state == "missing"]
        assert missing == [
            one.id for one in workspace.project.case_types if not one.volumes and one.scope != "out"
        ]
        for wanted in (*missing, missing[0]):
            page.commands()["row.next_unfilled"]()
            assert workspace.case_type == wanted
        page.commands()["row.previous_unfilled"]()
        assert workspace.case_type == missing[-1]
        cell = page.cases.model.cell_at(len(page.cases.shown) - 1, 1)
        assert (cell.text, cell.icon) == ("missing", "circle-outline")


def test_the_filter_finds_every_word_and_department(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    page.commands()["edit.find"]()
    type_text("bygglov till")
    names = [row.name for row in page.cases.shown]
    assert names == ["Bygglov för tillbyggnad och ändring"]
    page.cases.field.clear()
    department = workspace.project.departments[2].id
    workspace.choose(department=department)
    assert {row.department for row in page.cases.shown} == {department}
    QAbstractItemModelTester(page.cases.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)


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


def test_measured_stands_beside_said_and_can_be_used_alone(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    case_type = current(workspace)
    said = Volume(
        id="said", channel=Channel.PHONE, low=900, likely=1000, high=1100, said="about 1000", said_by="Anna"
    )
    workspace.do(AddItem(collection="case_types.volumes", within=(case_type.id,), item=said.as_json()))
    line = next(one for one in page.detail.checks.lines if one.action == "Use measured")
    assert "1,771" in line.text
    assert "1,000" in line.text
    assert "\u221244\u00a0%" in line.text
    row = next(n for n, one in enumerate(page.detail.grid.table.rows) if one.id == "said")
    assert page.detail.grid.table.cell_at(row, 7).text == "(1,000)", "only the better source counts"
    page.detail._do_check(line.key)
    phone = [one for one in current(workspace).volumes if one.channel is Channel.PHONE]
    assert [one.source for one in phone] == [Source.MEASUREMENT]
    assert "about 1000 (Anna)" in phone[0].note, "what people said is not lost"
    workspace.undo()
    assert len([one for one in current(workspace).volumes if one.channel is Channel.PHONE]) == 2


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


def test_a_profile_of_its_own_is_typed_into_the_months_table(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    panel = page.detail.profile
    before = current(workspace).profile
    assert not panel.own.isHidden()
    panel.own.click()
    own = current(workspace).profile
    assert own != before
    assert panel.own.isHidden()
    panel.months.canvas.setFocus()
    type_text("t")
    table = panel.months.table
    assert table is not None
    table.setCurrentIndex(table.model().index(6, 1))
    type_text("20")
    press(Qt.Key.Key_Return)
    made = next(one for one in workspace.project.profiles if one.id == own)
    assert made.months[6] / sum(made.months) == pytest.approx(0.2, abs=1e-6)
    old = next(one for one in workspace.project.profiles if one.id == before)
    ratio = [new / was for n, (new, was) in enumerate(zip(made.months, old.months, strict=True)) if n != 6]
    assert max(ratio) == pytest.approx(min(ratio), rel=1e-4), "the others keep their proportions"
    assert table.model().data(table.model().index(6, 1)).startswith("20")
    workspace.undo()
    workspace.undo()
    assert current(workspace).profile == before


def test_a_share_of_all_or_nothing_is_no_share() -> None:
    assert with_share((1, 1), 0, 1.0) is None
    assert with_share((1, 0), 0, 0.5) is None
    assert with_share((1, 3), 0, 0.5) == (50, 50)
    assert sum(with_share((1, 2, 3, 4), 1, 0.3) or ()) == pytest.approx(100)


def test_all_case_types_add_up_to_what_the_results_say(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    page.tabs.setCurrentIndex(1)
    results = workspace.results
    assert results is not None
    total = sum(results.demand.contacts_per_year.values())
    sums = page.matrix.sums
    assert sums.cell_at(0, sums.column_at("total")).text == page.texts.number(total)
    phone = sums.cell_at(0, sums.column_at("phone")).text
    assert phone == page.texts.number(results.demand.contacts_per_year["phone"])
    page.matrix.field.setFocus()
    type_text("bygglov")
    shown_rows = page.matrix.model.rows
    part = sum(row.total for row in shown_rows)
    assert 0 < len(shown_rows) < len(workspace.project.case_types)
    assert sums.cell_at(0, sums.column_at("total")).text == page.texts.number(part)
    QAbstractItemModelTester(page.matrix.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)


def test_a_figure_typed_into_the_matrix_is_an_estimate(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    page.tabs.setCurrentIndex(1)
    model, view = page.matrix.model, page.matrix.view
    view.setFocus()
    view.stand_on(0, model.column_at("chat"))
    type_text("10/month")
    press(Qt.Key.Key_Return)
    made = workspace.project.case_types[0].volumes[-1]
    assert (made.channel, made.likely, made.per) == (Channel.CHAT, 10, Period.MONTH)
    view.stand_on(0, model.column_at("phone"))
    type_text("5")
    press(Qt.Key.Key_Return)
    assert "still counts" in page.assist.hint.text


def test_the_largest_come_first_when_a_head_is_clicked(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    page.tabs.setCurrentIndex(1)
    at = page.matrix.model.column_at("total")
    page.matrix._sort_by(at)
    totals = [row.total for row in page.matrix.model.rows]
    assert totals == sorted(totals, reverse=True)
    page.matrix._sort_by(at)
    page.matrix._sort_by(at)
    assert [row.of.id for row in page.matrix.model.rows] == [one.id for one in workspace.project.case_types]


def test_an_empty_project_says_what_belongs_here(tmp_path: Path, opened: Opened) -> None:
    with open_workspace(tmp_path, without_volumes(template_project("se"))) as workspace:
        page = opened(workspace)
        assert page.first_focus() is page.fill
        wanted: list[str] = []
        page.action_wanted.connect(wanted.append)
        page.read.click()
        assert wanted == ["file.calls"]
        page.fill.setFocus()
        press(Qt.Key.Key_Space, text=" ")
        type_text("phone 40/day")
        press(Qt.Key.Key_Return)
        assert workspace.project.case_types[0].volumes[0].likely == 40


def test_places_lead_to_the_row_or_field(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    case_type = workspace.project.case_types[9]
    volume = case_type.volumes[-1]
    assert page.go_to(Place("case_types.volumes", (case_type.id, volume.id), "low"))
    assert workspace.case_type == case_type.id
    assert page.detail.grid.current_row.id == volume.id
    assert page.go_to(Place("case_types", (case_type.id,), "failure_demand_share"))
    assert page.detail.flags.fields["failure_demand_share"].hasFocus()
    workspace.choose(department=workspace.project.departments[-1].id)
    assert page.go_to(Place("case_types", (case_type.id,), "volumes"))
    assert workspace.department is None
    assert not page.go_to(Place("risks", ("r",)))


def test_actions_follow_what_is_chosen(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    wanted: list[tuple[str, ...]] = []
    page.export_wanted.connect(wanted.append)
    page.commands()["export.tally"]()
    assert wanted == [("tally",)]
    assert "edit.delete" in page.commands()
    page.detail.new_volume()
    assert "edit.delete" not in page.commands()
    page.commands()["view.chart_table"]()
    assert all(chart.is_table for chart in page.detail.profile.charts)
    page.commands()["go.next_case_type"]()
    assert workspace.case_type == workspace.project.case_types[1].id
    page.remember(page.remembered())


def test_a_change_elsewhere_leaves_the_rows_as_they_are(workspace: Workspace, opened: Opened) -> None:
    page = opened(workspace)
    told: list[object] = []
    page.detail.model.dataChanged.connect(lambda *_: told.append("grid"))
    page.cases.model.dataChanged.connect(lambda *_: told.append("list"))
    other = workspace.project.case_types[4]
    workspace.do(ChangeItem(collection="case_types", id=other.id, changes={"note": "x"}))
    assert told == []
    workspace.do(ChangeItem(collection="case_types", id=other.id, changes={"name": "Other"}))
    assert told == ["list"]


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


@pytest.mark.fast
def test_what_waits_in_the_new_row_outlives_the_program(
    tmp_path: Path, look: Look, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_workspace(tmp_path) as workspace:
        page = opened(workspace)
        page.detail.new_volume()
        type_text("cha")
        press(Qt.Key.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
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
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        assert current(workspace).volumes[-1].likely == 7
        workspace.keep_drafts()
        assert not workspace.session._drafts.texts


@pytest.mark.parametrize("size", [(1080, 560), (1720, 960)], ids=lambda one: f"{one[0]}x{one[1]}")
@pytest.mark.parametrize("what", ["all case types", "tables of charts", "nothing yet"])
def test_other_views_fit_long_words_and_have_names(
    tmp_path: Path, qapp: object, what: str, size: tuple[int, int]
) -> None:
    project = template_project("se")
    with open_workspace(
        tmp_path, without_volumes(project) if what == "nothing yet" else project
    ) as workspace:
        workspace.results = sample_results() if what != "nothing yet" else None
        page = VolumesPage(workspace, look_of(texts=PseudoTexts()))
        show(page, *size)
        if what == "all case types":
            page.tabs.setCurrentIndex(1)
        elif what == "tables of charts":
            page.commands()["view.chart_table"]()
        settle()
        assert [str(one) for one in cut_off(page)] == []
        assert list(nameless(page)) == []
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
