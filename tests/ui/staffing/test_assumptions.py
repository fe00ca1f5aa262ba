"""What the figures rest on: typed over, refused with a reason, given back to the default, taken back by undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.window import press, settle, type_text
from workbench.analysis.place import Place
from workbench.edits import Edit
from workbench.locale import Texts
from workbench.model.organisation import FrontlineKind, PositionMove
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Denominator
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel
from workbench.ui.pages.staffing import StaffingPage
from workbench.ui.pages.staffing.assumed import Assumed, Value, assumed_rows
from workbench.ui.pages.staffing.assumed_typing import put, read, written
from workbench.ui.pages.staffing.assumptions import AssumptionsPane

T = Texts("en")
NOBODY = Scenario(id="as_the_project_says", name="")


def pane_of(page: StaffingPage) -> AssumptionsPane:
    page.show_view("assumptions")
    settle()
    assert isinstance(page.pane, AssumptionsPane)
    return page.pane


def type_value(pane: AssumptionsPane, row: str, text: str) -> None:
    """Stand on a row and type over its value."""
    assert pane.values.go_to(row, "value")
    pane.values.setFocus()
    type_text(text)
    press(Qt.Key.Key_Return)


def row_of(project: Project, wanted: str, scenario: Scenario = NOBODY) -> Assumed:
    return next(one for one in assumed_rows(project, scenario, T) if one.id == wanted)


def test_a_value_is_typed_over_and_undone(page: StaffingPage) -> None:
    pane, work = pane_of(page), page.workspace
    type_value(pane, "settings/working_time/absence_share", "18 %")
    assert work.project.settings.working_time.absence_share == 0.18
    assert work.project.settings.working_time.paid_hours_per_year == 2080
    assert (
        pane.model.cell_at(pane.model.row_at("settings/working_time/absence_share") or 0, 1).text
        == "18\u00a0%"
    )
    work.undo()
    assert work.project.settings.working_time.absence_share == 0.2


def test_what_is_not_understood_is_refused_with_the_reason(page: StaffingPage) -> None:
    pane, work = pane_of(page), page.workspace
    before = work.project
    type_value(pane, "settings/working_time/absence_share", "much")
    assert work.project is before
    assert pane.assist.hint.text == '"much" is not a share: write it as 20 %'
    type_value(pane, "pools/pool-kundservice/opening_hours/0", "16-8")
    assert work.project is before
    assert "opening hours" in pane.assist.hint.text


def test_delete_gives_a_value_back_to_the_default(page: StaffingPage) -> None:
    pane, work = pane_of(page), page.workspace
    assert pane.values.go_to("settings/wrap_up_s", "value")
    pane.values.setFocus()
    press(Qt.Key.Key_Delete)
    assert work.project.settings.wrap_up_s is None
    at = pane.model.row_at("settings/wrap_up_s")
    assert at is not None
    assert pane.model.cell_at(at, 1).text == "45"
    assert "planning norm" in pane.model.cell_at(at, 3).text


def test_opening_hours_and_targets_of_a_pool(page: StaffingPage) -> None:
    pane, work = pane_of(page), page.workspace
    type_value(pane, "pools/pool-kundservice/opening_hours/5", "10-14")
    pool = work.project.pools[0]
    assert any(5 in one.weekdays and (one.opens, one.closes) == (20, 28) for one in pool.opening_hours)
    assert any(3 in one.weekdays and one.closes == 36 for one in pool.opening_hours)
    type_value(pane, "pools/pool-kundservice/targets/phone/within_s", "90")
    type_value(pane, "pools/pool-kundservice/targets/phone/of", "answered")
    phone = next(one for one in work.project.pools[0].targets if one.channel is Channel.PHONE)
    assert (phone.within_s, phone.of, phone.share) == (90.0, Denominator.ANSWERED, 0.8)
    assert len(work.project.pools[0].targets) == 7


def test_everything_said_can_be_typed_again(sample: Project) -> None:
    """What a cell shows is understood as what it says."""
    for language in ("en", "sv", "da"):
        texts = Texts(language)
        for row in assumed_rows(sample, NOBODY, texts):
            if row.said is not None:
                assert read(row, written(row, row.said, texts), texts) == row.said, row.id


def test_every_value_can_be_put_and_taken_away(sample: Project) -> None:
    samples: dict[str, Value] = {
        "share": 0.5,
        "number": 7.0,
        "count": 4.0,
        "yes_no": False,
        "text": "HR 2026",
        "times": ((18, 30),),
        "of": "virtual",
    }
    for row in assumed_rows(sample, NOBODY, T):
        edit: Edit = put(sample, row, samples[row.kind])
        after = edit.apply(sample)
        assert row_of(after, row.id).said == samples[row.kind], row.id
        back = put(after, row_of(after, row.id), None).apply(after)
        assert row_of(back, row.id).said in (None, row.default), row.id


def test_a_project_without_pools_gets_one_with_the_first_word_about_it(sample: Project) -> None:
    bare = sample.changed(pools=())
    row = row_of(bare, "pools/customer_service/minimum_presence")
    after = put(bare, row, 4.0).apply(bare)
    assert [(one.id, one.minimum_presence) for one in after.pools] == [("customer_service", 4)]


def test_a_pool_is_never_closed_all_week(sample: Project) -> None:
    for weekday in range(4):
        row = row_of(sample, f"pools/pool-kundservice/opening_hours/{weekday}")
        sample = put(sample, row, ()).apply(sample)
    with pytest.raises(ProjectError, match="open at some time"):
        put(sample, row_of(sample, "pools/pool-kundservice/opening_hours/4"), ())


def test_the_scenario_says_where_it_overrides(page: StaffingPage, sample: Project) -> None:
    scenario = Scenario(id="x", name="", absence_share=0.25)
    row = row_of(sample, "settings/working_time/absence_share", scenario)
    pane = pane_of(page)
    cell = pane.model.cell(row, pane.model.columns[3])
    assert cell.text == "This scenario says 25\u00a0%"


def test_a_position_is_added_changed_and_removed(page: StaffingPage) -> None:
    pane, work = pane_of(page), page.workspace
    assert pane.positions.go_to("new", "name")
    pane.positions.setFocus()
    type_text("Desk in the library")
    press(Qt.Key.Key_Return)
    made = work.project.frontline_positions[-1]
    assert (made.name, made.kind, made.moves) == (
        "Desk in the library",
        FrontlineKind.SERVICE_DESK,
        PositionMove.NO,
    )
    for column, text in (
        ("department", "Kultur"),
        ("persons", "3"),
        ("fte", "1.5"),
        ("cost_per_year", "812 000"),
        ("moves", "a share"),
        ("share", "40 %"),
        ("moves_from", "2027-09-01"),
    ):
        assert pane.positions.go_to(made.id, column)
        type_text(text)
        press(Qt.Key.Key_Return)
    made = work.project.frontline_positions[-1]
    assert (made.department, made.persons, made.fte, made.moves, made.share) == (
        "d-kultur",
        3.0,
        1.5,
        PositionMove.SHARE,
        0.4,
    )
    assert str(made.cost_per_year) == "812000"
    assert str(made.moves_from) == "2027-09-01"
    before = work.project
    assert pane.positions.go_to(made.id, "moves_from")
    type_text("soon")
    press(Qt.Key.Key_Return)
    assert work.project is before
    assert "is not a date" in pane.positions_assist.hint.text
    pane.positions.go_to(made.id, "name")
    pane.positions.setFocus()
    press(Qt.Key.Key_Delete)
    assert made.id not in {one.id for one in work.project.frontline_positions}
    work.undo()
    assert work.project.frontline_positions[-1].id == made.id


@pytest.mark.parametrize(
    ("place", "row"),
    [
        (Place("settings", (), "working_time"), "settings/working_time/paid_hours_per_year"),
        (Place("settings", (), "triage_s"), "settings/triage_s"),
        (Place("pools", ("pool-kundservice",)), "pools/pool-kundservice/minimum_presence"),
        (Place("units", ("u-bygglov",), "realisable_share"), "units/u-bygglov/realisable_share"),
        (Place("pools", ("pool-kundservice",), "targets"), "pools/pool-kundservice/targets/phone/share"),
    ],
)
def test_places_lead_to_the_value(page: StaffingPage, place: Place, row: str) -> None:
    assert page.go_to(place)
    assert pane_of(page).values.current_row.id == row


def test_a_place_leads_to_a_position_and_its_field(page: StaffingPage) -> None:
    assert page.go_to(Place("frontline_positions", ("fl-byggservice",), "cost_per_year"))
    pane = pane_of(page)
    assert pane.positions.current_row.id == "fl-byggservice"
    assert pane.positions.currentIndex().column() == pane.positions.table.column_at("cost_per_year")
    assert not page.go_to(Place("frontline_positions", ("gone",)))
