"""What a scenario says: typed as people write it, refused with a reason, shown beside what the project says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.support.window import calculated, click, press, settle, type_text
from workbench.locale import Texts
from workbench.model.scenarios import FinancingModel, Scenario
from workbench.model.service import OpeningHours
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import Channel
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.settings import SettingsPane
from workbench.ui.pages.scenarios.values import SETTINGS, read
from workbench.ui.widgets.fields import Choice, Field

CHOSEN = 1
BY_FIELD = {one.field: one for one in SETTINGS}


def pane_of(page: ScenariosPage) -> SettingsPane:
    page.show_view("overrides")
    settle()
    assert isinstance(page.pane, SettingsPane)
    return page.pane


def scenario_of(page: ScenariosPage) -> Scenario:
    return page.workspace.project.scenarios[CHOSEN]


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(text)
    press(Qt.Key.Key_Return)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("absence_share", "22 %", 0.22),
        ("absence_share", "0,22", 0.22),
        ("handling_time_change", "+3 %", 0.03),
        ("handling_time_change", "\u22125 %", -0.05),
        ("handling_time_change", "", 0.0),
        ("adviser_salary_per_month", "32 500 kr", "32500.0"),
        ("adviser_salary_per_month", "", None),
    ],
)
def test_values_are_read_as_people_write_them(field: str, text: str, value: object) -> None:
    found = read(BY_FIELD[field], text, Texts("sv"))
    if isinstance(value, float):
        assert found == pytest.approx(value)
    elif isinstance(value, str):
        assert Decimal(found) == Decimal(value)
    else:
        assert found is value


@pytest.mark.fast
@pytest.mark.parametrize(
    ("field", "text"),
    [("absence_share", "lots"), ("handling_time_change", "-150 %"), ("adviser_salary_per_month", "much")],
)
def test_what_is_no_value_is_refused_with_a_reason(field: str, text: str) -> None:
    with pytest.raises(ProjectError):
        read(BY_FIELD[field], text, Texts("en"))


def test_a_value_is_the_projects_until_it_is_typed_and_again_when_it_is_taken_back(
    page: ScenariosPage,
) -> None:
    pane = pane_of(page)
    one = pane.values["absence_share"]
    assert isinstance(one.field, Field)
    assert one.field.text() == "20\u00a0%"
    assert not one.beside.back.isVisibleTo(pane)
    write(one.field, "25 %")
    assert scenario_of(page).absence_share == pytest.approx(0.25)
    assert "20" in one.beside._project.text()
    assert one.beside._changed.isVisibleTo(pane)
    click(one.beside.back)
    assert scenario_of(page).absence_share is None
    assert one.field.text() == "20\u00a0%"
    page.workspace.undo()
    assert scenario_of(page).absence_share == pytest.approx(0.25)


def test_text_that_is_not_understood_stays_with_its_reason(page: ScenariosPage) -> None:
    pane = pane_of(page)
    one = pane.values["absence_share"].field
    assert isinstance(one, Field)
    before = page.workspace.project
    write(one, "often")
    assert page.workspace.project is before
    assert "often" in one.problem
    assert one.text() == "often"


def test_a_level_is_put_off_and_on_and_a_refused_one_says_why(page: ScenariosPage) -> None:
    pane = pane_of(page)
    chips = pane.levels
    click(chips.buttons[4])
    assert scenario_of(page).levels == (1, 2, 3)
    before = page.workspace.project
    chips.buttons[6].setFocus()
    press(Qt.Key.Key_Space, text=" ")
    assert page.workspace.project is before
    assert not chips.buttons[6].isChecked()
    assert "Värderande handläggning" in chips.reason.text()
    assert chips.reason.isVisibleTo(pane)


def test_a_promise_of_a_channel_is_typed_over_and_cleared(page: ScenariosPage) -> None:
    pane = pane_of(page)
    QAbstractItemModelTester(pane.waiting)
    view = pane.targets_view
    assert view.go_to(Channel.PHONE, "share")
    view.setFocus()
    type_text("90 %")
    press(Qt.Key.Key_Return)
    said = scenario_of(page).targets
    assert [(one.channel, one.share, one.within_s) for one in said] == [(Channel.PHONE, 0.9, None)]
    cell = pane.waiting.cell_at(pane.waiting.row_at(Channel.PHONE) or 0, 1)
    assert cell.is_strong
    assert "80" in cell.detail
    assert pane.waiting.typed(pane.waiting.rows[0], pane.waiting.columns[1], "")
    patience = pane.waiting.columns[pane.waiting.column_at("patience_s")]
    assert not pane.waiting.typed(pane.waiting.rows[0], patience, "0"), "nobody's patience is no time at all"
    assert scenario_of(page).targets == ()


def test_opening_hours_of_one_day_are_changed_and_the_other_days_stay(page: ScenariosPage) -> None:
    pane = pane_of(page)
    write(pane.hours[5], "10-14")
    said = scenario_of(page).opening_hours
    assert OpeningHours(weekdays=(5,), opens=20, closes=28) in said
    assert OpeningHours(weekdays=(0, 1, 2, 4), opens=16, closes=33) in said
    write(pane.hours[5], "10-14.20")
    assert pane.hours[5].problem
    assert scenario_of(page).opening_hours == said
    click(pane.hours_beside.back)
    assert scenario_of(page).opening_hours == ()


def test_who_takes_the_e_service_is_added_as_a_line_and_taken_away_with_del(page: ScenariosPage) -> None:
    pane = pane_of(page)
    lines = pane.deflections
    case_type = page.workspace.project.case_types[0]
    lines.case_type.line.setFocus()
    type_text(case_type.name[:12])
    press(Qt.Key.Key_Return)
    assert lines.case_type.chosen is not None
    lines.share.setFocus()
    type_text("15")
    click(lines.add_button)
    said = scenario_of(page).deflections
    assert [(one.channel, one.share) for one in said] == [(Channel.PHONE, 0.15)]
    assert said[0].case_type == case_type.id
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.table.table.index(0, 0))
    press(Qt.Key.Key_Delete)
    assert scenario_of(page).deflections == ()


def test_a_step_is_decided_otherwise_in_this_scenario_alone(page: ScenariosPage) -> None:
    pane = pane_of(page)
    case_type = page.workspace.project.case_types[0]
    pane.steps.case_type.take(case_type)
    click(pane.steps.add_button)
    said = scenario_of(page).step_overrides
    assert [(one.step, one.decision.value) for one in said] == [(case_type.steps[0].id, "stay")]
    assert page.workspace.project.case_types[0] is case_type
    assert pane.steps.table.table.cell_at(0, 0).text == case_type.steps[0].title


def test_a_choice_of_the_list_is_the_scenarios_own(page: ScenariosPage) -> None:
    pane = pane_of(page)
    choice = pane.values["financing"].field
    choice.setFocus()
    press(Qt.Key.Key_Down)
    assert scenario_of(page).financing is FinancingModel.A_BUDGET_TRANSFER


def test_what_is_refused_is_not_shown_as_if_it_held(
    page: ScenariosPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane, choice = pane_of(page), pane_of(page).values["financing"].field
    assert isinstance(choice, Choice)
    held, chip = choice.chosen, pane.levels.buttons[1]
    why = ProjectError(message(N_("It is open in another window.")))
    monkeypatch.setattr(page.workspace.session, "_why_read_only", why)
    choice.setFocus()
    press(Qt.Key.Key_Down)
    assert choice.chosen == held
    click(chip)
    assert chip.isChecked()


def test_a_name_that_is_taken_is_refused_below_the_field(page: ScenariosPage) -> None:
    pane = pane_of(page)
    write(pane.name, page.workspace.project.scenarios[0].name)
    assert pane.name.problem
    write(pane.name, "Vårt förslag")
    assert scenario_of(page).name == "Vårt förslag"


def test_a_new_scenario_is_shown_everywhere_and_undo_goes_back_to_the_chosen_one(page: ScenariosPage) -> None:
    pane = pane_of(page)
    new = next(one for one in pane.findChildren(QPushButton) if one.text() == "New")
    click(new)
    assert pane.name.text() == "New scenario"
    calculated(page.workspace)
    assert page.workspace.results is not None
    assert page.workspace.results.scenario_name == "New scenario"
    page.workspace.undo()
    calculated(page.workspace)
    assert page.workspace.results.scenario == page.workspace.project.settings.chosen_scenario
    assert pane.name.text() == scenario_of(page).name
