"""The Process page as somebody at it notices it: typing, walking, views, places, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from tests.support.window import click, open_workspace, press, settle, show, type_text
from workbench.analysis.engine import Engine
from workbench.analysis.place import Place
from workbench.edits import ChangeItem
from workbench.model.case_types import CaseType
from workbench.model.process import Flow, Step
from workbench.model.project import Municipality, Project
from workbench.ui.found import sort_findings
from workbench.ui.look import Look
from workbench.ui.pages.process import ProcessPage
from workbench.ui.pages.process.map_items import StepItem
from workbench.ui.workspace import Workspace

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def opened(workspace: Workspace, look: Look, width: int = 1384, height: int = 796) -> ProcessPage:
    workspace.calculate = lambda: None  # the page answers without; a test that needs results says so
    made = ProcessPage(workspace, look)
    workspace.project_changed.connect(made.show_project)
    workspace.results_changed.connect(made.show_results)
    workspace.scope_changed.connect(made.show_scope)
    show(made, width, height)
    made.table.setFocus()
    settle()
    return made


def closed(page: ProcessPage) -> None:
    """Let the page go: what is left over would be dressed anew for every later test."""
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def calculated(workspace: Workspace) -> None:
    workspace.results = Engine().results(workspace.project)
    workspace.findings = sort_findings(workspace.results.findings, lambda: None)
    workspace.results_changed.emit(workspace.results)
    settle()


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[ProcessPage]:
    made = opened(workspace, look)
    yield made
    closed(made)


def steps_of(page: ProcessPage) -> tuple[Step, ...]:
    found = page.workspace.case_type_of(page.shown.case_type.id)
    return found.steps


def at(page: ProcessPage, row: int, column: str) -> None:
    page.table.setFocus()
    page.table.go_to(page.model.rows[row].id, column)


def test_what_is_typed_into_a_row_is_the_steps(page: ProcessPage) -> None:
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at(page, 0, "step")
    type_text("Answer what it costs")
    press(KEY.Key_Return)
    assert steps_of(page)[0].title == "Answer what it costs"
    assert page.table.currentIndex().row() == 1  # Enter goes on to the next row
    at(page, 1, "level")
    type_text("4")
    assert steps_of(page)[1].level == 4  # a digit is enough
    page.show_view("today")
    at(page, 1, "minutes")
    type_text("3-5")
    press(KEY.Key_Return)
    minutes = steps_of(page)[1].minutes_today
    assert (minutes.low, minutes.likely, minutes.high, minutes.said) == (3, 4, 5, "3-5")
    assert page.model.cell_at(1, page.model.column_at("minutes")).text == "4 (3–5)"
    for _ in range(3):
        page.workspace.undo()
    assert steps_of(page)[0].title != "Answer what it costs"
    assert steps_of(page)[1].level == 2


def test_what_is_not_understood_stays_and_changes_nothing(page: ProcessPage) -> None:
    before = steps_of(page)
    page.show_view("today")
    at(page, 0, "minutes")
    type_text("soon")
    press(KEY.Key_Return)
    cell = page.model.cell_at(0, page.model.column_at("minutes"))
    assert (cell.text, cell.is_odd) == ("soon", True)
    assert "soon" in page.assist.hint.text
    assert steps_of(page) is before
    assert page.table.currentIndex().row() == 0  # it does not go on from what it did not take
    at(page, 1, "level")
    assert "soon" not in page.assist.hint.text
    at(page, 0, "minutes")
    assert "soon" in page.assist.hint.text
    at(page, 0, "performer")
    type_text("nobody we know")
    press(KEY.Key_Return)
    assert steps_of(page) is before
    press(KEY.Key_Escape)
    assert not page.model.cell_at(0, page.model.column_at("minutes")).is_odd


def test_the_row_at_the_end_takes_new_steps_one_after_another(page: ProcessPage) -> None:
    count = len(steps_of(page))
    at(page, count, "step")
    type_text("Send the bill :3 6m")
    press(KEY.Key_Return)
    assert page.model.rows[page.table.currentIndex().row()].id == "#new"
    type_text("File everything")
    press(KEY.Key_Return)
    new = steps_of(page)[count:]
    assert [(one.title, one.level) for one in new] == [("Send the bill", 3), ("File everything", None)]
    flows = page.shown.case_type.flows
    assert any((one.source, one.target) == (new[0].id, new[1].id) for one in flows)


def test_rows_move_go_and_take_one_value_together(page: ProcessPage) -> None:
    ids = [one.id for one in steps_of(page)]
    at(page, 0, "step")
    page.commands()["row.down"]()
    assert [one.id for one in steps_of(page)][:2] == [ids[1], ids[0]]
    assert page.table.step.id == ids[0]
    page.commands()["row.up"]()
    page.table.selectAll()
    page.commands()["row.level_2"]()
    assert {one.level for one in steps_of(page)} == {2}
    page.workspace.undo()  # one undo for all of them
    assert len({one.level for one in steps_of(page)}) > 2
    at(page, 1, "step")
    page.commands()["edit.delete"]()
    assert ids[1] not in [one.id for one in steps_of(page)]
    flows = page.shown.case_type.flows
    assert any((one.source, one.target) == (ids[0], ids[2]) for one in flows)  # the chain is closed
    page.workspace.undo()
    assert [one.id for one in steps_of(page)] == ids


def test_inserting_opens_the_new_steps_name(page: ProcessPage) -> None:
    at(page, 0, "step")
    page.commands()["insert.step"]()
    type_text("Look it up")
    press(KEY.Key_Return)
    assert steps_of(page)[1].title == "Look it up"


def test_table_and_map_choose_the_same_step(page: ProcessPage) -> None:
    at(page, 2, "step")
    third = steps_of(page)[2].id
    assert page.map.step == third
    chosen = [one.step for one in page.map.scene().items() if isinstance(one, StepItem) and one.is_chosen]
    assert chosen == [third]
    first = next(
        one
        for one in page.map.scene().items()
        if isinstance(one, StepItem) and one.step == steps_of(page)[0].id
    )
    place = page.map.mapFromScene(first.pos() + first.shape().boundingRect().center())
    click(page.map.viewport(), QPoint(place.x(), place.y()))
    assert page.table.step.id == first.step
    assert page.detail.title.text().startswith("1 ")


def test_arrows_walk_the_flows_and_enter_goes_to_the_table(page: ProcessPage) -> None:
    steps = [one.id for one in steps_of(page)]
    page.map.setFocus()
    page.map.choose(steps[0])
    press(KEY.Key_Right)
    assert page.map.step == steps[1] == page.table.step.id
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    beside = page.map.step
    press(KEY.Key_Down)
    assert page.map.step != beside  # the other branch of the decision
    press(KEY.Key_Left)
    assert page.map.step == steps[2]
    press(KEY.Key_Return)
    assert page.table.hasFocus()
    assert "goes to 4 (45" in page.map.accessibleName()


def test_typing_in_a_field_is_one_undo(page: ProcessPage) -> None:
    at(page, 0, "step")
    assert page.detail.focus("question")
    type_text("Is it complete?")
    assert steps_of(page)[0].question == ""  # not before the field is left
    press(KEY.Key_Return)
    assert steps_of(page)[0].question == "Is it complete?"
    page.workspace.undo()
    assert steps_of(page)[0].question == ""
    field = page.detail.ways.fields["question"]
    assert isinstance(field, QLineEdit)
    assert field.text() == ""


def test_what_stands_in_a_field_is_kept_when_another_step_is_chosen(page: ProcessPage) -> None:
    at(page, 0, "step")
    page.detail.focus("question")
    type_text("Who asks?")
    page.map._items[steps_of(page)[3].id]
    page.map.chosen.emit(steps_of(page)[3].id)
    assert steps_of(page)[0].question == "Who asks?"
    assert steps_of(page)[3].question == ""


def test_shares_that_leave_less_than_nothing_are_refused(page: ProcessPage) -> None:
    at(page, 2, "step")
    first = page.detail.ways.ways.rows[0]
    first.share.setFocus()
    first.share.selectAll()
    type_text("80 %")
    press(KEY.Key_Return)
    assert "at most" in first.share.problem
    flows = [one.probability for one in page.shown.case_type.flows if one.source == page.table.step.id]
    assert flows == [0.45, 0.55]
    first.share.selectAll()
    type_text("20")
    press(KEY.Key_Return)
    assert "25" in page.detail.ways.ways.rest.text()  # the rest ends here
    assert not first.share.problem
    page.detail.ways.ways.add.click()
    assert len(page.detail.ways.ways.rows) == 3
    assert page.shown.case_type.flows[-1].probability == pytest.approx(0.25)


def test_views_keep_apart_what_is_done_today_and_what_is_proposed(
    page: ProcessPage, workspace: Workspace
) -> None:
    step = steps_of(page)[1].id
    within = (page.shown.case_type.id,)
    for changes in ({"is_only_proposed": True}, {"decision": None}):
        workspace.do(ChangeItem(collection="case_types.steps", within=within, id=step, changes=changes))
    page.commands()["view.today"]()
    settle()
    assert page.model.row_at(step) is None
    assert not page.map.layout_shown.boundaries
    assert step not in [one.id for one in page.map.layout_shown.steps]
    page.commands()["view.difference"]()
    settle()
    change = page.model.column_at("change")
    words = [page.model.cell_at(row, change).text for row in range(len(page.model.rows) - 1)]
    assert words[1] == "new"
    assert {"moved", "kept"} <= set(words)
    assert all(page.model.cell_at(row, change).icon for row in range(len(words)))
    page.commands()["view.proposed"]()
    settle()
    assert page.map.layout_shown.boundaries


def test_figures_follow_an_edit_at_once(page: ProcessPage, workspace: Workspace) -> None:
    calculated(workspace)
    before = page.figures.figures
    at(page, 0, "level")
    type_text("6")
    after = page.figures.figures
    assert before[0].value != after[0].value  # nothing is solved in the first sitting any more
    assert all(one.beside for one in after)


def test_findings_lead_to_their_field(page: ProcessPage, workspace: Workspace) -> None:
    step = steps_of(page)[0]
    workspace.do(
        ChangeItem(
            collection="case_types.steps",
            within=(page.shown.case_type.id,),
            id=step.id,
            changes={"minutes_today": None},
        )
    )
    calculated(workspace)
    at(page, 0, "step")
    found = [one.finding for one in page.detail.found.rows]
    assert "step-without-minutes" in [one.rule for one in found]
    signs = page.model.cell_at(0, page.model.column_at("step"))
    assert signs.detail != step.title  # the table says so too
    page.go_to_finding(next(one for one in found if one.rule == "step-without-minutes"))
    assert page.table.hasFocus()
    assert page.model.columns[page.table.currentIndex().column()].key == "minutes"


def test_it_goes_to_places_of_any_case_type(page: ProcessPage, workspace: Workspace) -> None:
    other = workspace.project.case_types[3]
    assert page.go_to(Place("case_types.steps", (other.id, other.steps[3].id), "delegation"))
    assert page.shown.case_type.id == other.id
    assert page.table.step.id == other.steps[3].id
    assert page.detail.isAncestorOf(page.focusWidget())
    assert not page.go_to(Place("faqs", ("x",)))
    assert not page.go_to(Place("case_types.steps", ("gone", "gone")))


def test_the_next_case_type_is_a_key_away(page: ProcessPage, workspace: Workspace) -> None:
    names = [one.name for one in workspace.project.case_types[:2]]
    page.commands()["go.next_case_type"]()
    assert page.shown.case_type.name == names[1] == page.head.chooser.currentText()
    page.commands()["go.previous_case_type"]()
    assert page.shown.case_type.name == names[0]
    page.commands()["go.previous_case_type"]()  # there is none before the first
    assert page.shown.case_type.name == names[0]


def test_a_clause_is_written_where_the_step_hands_over(page: ProcessPage) -> None:
    clause = page.shown.clauses[0]
    page.go_to_clause(clause.flow)
    assert page.table.step.id == clause.source
    field = page.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text("Drawings and a receipt")
    press(KEY.Key_Return)
    flow = next(one for one in page.shown.case_type.flows if one.id == clause.flow)
    assert flow.hands_over == "Drawings and a receipt"
    assert "Drawings and a receipt" in page.map_pane.clauses.parts[0].words.text()


def test_the_map_goes_onto_the_clipboard_as_picture_and_words(page: ProcessPage) -> None:
    page.commands()["export.picture"]()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"<svg" in data.data("image/svg+xml").data()
    assert "Step 1" in data.text()


def test_the_map_is_written_where_it_can_be(page: ProcessPage, tmp_path: Path) -> None:
    page.map_pane.write_picture(tmp_path / "map.svg")
    page.map_pane.write_picture(tmp_path / "map.png")
    assert (tmp_path / "map.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    page.map_pane.write_picture(tmp_path / "nowhere" / "map.svg")
    assert "nowhere" in page.assist.hint.text


def test_a_process_without_an_end_says_so_and_can_still_be_mended(
    look: Look, qapp: object, tmp_path: Path
) -> None:
    del qapp
    flows = (
        Flow(id="f1", source="a", target="b"),
        Flow(id="f2", source="b", target="a"),
    )
    case_type = CaseType(
        id="ct", name="Round", department="d", flows=flows,
        steps=(Step(id="a", title="One", level=1), Step(id="b", title="Two", level=5)),
    )  # fmt: skip
    project = Project.from_json(
        {
            "id": "p",
            "municipality": Municipality(name="Trial").as_json(),
            "departments": [{"id": "d", "name": "Works"}],
            "case_types": [case_type.as_json()],
        }
    )
    with open_workspace(tmp_path, project) as workspace:
        page = opened(workspace, look)
        assert not page.map_pane.problem.isHidden()
        assert "no end" in page.map_pane.problem_words.text()
        at(page, 1, "step")
        row = page.detail.ways.ways.rows[0]
        row.share.setFocus()
        row.share.selectAll()
        type_text("10 %")
        press(KEY.Key_Return)
        assert page.map_pane.problem.isHidden()
        closed(page)


def test_without_case_types_it_says_how_to_begin(look: Look, qapp: object, tmp_path: Path) -> None:
    del qapp
    project = Project(id="p", municipality=Municipality(name="Trial"))
    with open_workspace(tmp_path, project) as workspace:
        page = opened(workspace, look)
        assert page.shown is None
        assert page.commands() == {}
        page.show_project(None)
        closed(page)


def test_an_undivided_case_type_says_what_to_do(look: Look, qapp: object, tmp_path: Path) -> None:
    del qapp
    case_type = CaseType(id="ct", name="Lost key", department="d", steps=(Step(id="a", title="Lost key"),))
    project = Project.from_json(
        {
            "id": "p",
            "municipality": Municipality(name="Trial").as_json(),
            "departments": [{"id": "d", "name": "Works"}],
            "case_types": [case_type.as_json()],
        }
    )
    with open_workspace(tmp_path, project) as workspace:
        page = opened(workspace, look)
        assert not page.undivided.isHidden()
        at(page, 1, "step")
        type_text("Answer")
        press(KEY.Key_Return)
        assert [one.title for one in page.shown.case_type.steps] == ["Answer"]  # the whole case became it
        assert page.undivided.isHidden()
        closed(page)


def test_layout_is_remembered(page: ProcessPage) -> None:
    page.show_view("today")
    kept = page.remembered()
    page.show_view("proposed")
    page.remember(kept)
    assert page.view == "today"
    page.remember({"body": "nonsense", "view": 3})
    assert page.view == "today"
