"""The page of volumes shows what the results say: lists, filters, all case types, what is measured and missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.pseudo import PseudoTexts
from tests.support.volumes_page import Opened, current, sample_results, shown, without_volumes
from tests.support.walk import cut_off, nameless
from tests.support.window import look_of, open_workspace, press, settle, show, type_text
from workbench.analysis.place import Place
from workbench.edits import AddItem, ChangeItem
from workbench.model.volumes import Channel, Period, Source, Volume
from workbench.templates import template_project
from workbench.ui.pages.volumes import VolumesPage
from workbench.ui.pages.volumes.profile_charts import with_share
from workbench.ui.workspace import Workspace


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
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
