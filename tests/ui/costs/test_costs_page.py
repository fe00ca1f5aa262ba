"""The costs page under the hands: an amount is typed and every view follows; what adds up is counted, not said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.support.window import calculated, look_of, open_workspace, press, settle, show, type_text
from workbench.analysis.explain import explain
from workbench.edits.recipes import find
from workbench.model.costs import CostItem, Investment
from workbench.model.text import N_, ProjectError, message
from workbench.ui.pages.costs import CostsPage
from workbench.ui.pages.costs.allocation import AllocationPane
from workbench.ui.pages.costs.budget import BudgetPane
from workbench.ui.pages.costs.financing import FinancingPane
from workbench.ui.pages.costs.items import ItemsPane
from workbench.ui.pages.costs.net_effect import NetEffectPane
from workbench.ui.pages.costs.prices import PricesPane
from workbench.ui.pages.costs.record_table import RecordTable
from workbench.ui.pages.costs.tables import CostTable
from workbench.ui.workspace import Workspace

VIEWS = ("budget", "items", "allocation", "prices", "financing", "net_effect")


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The Swedish sample with its figures, shared: every test undoes what it did."""
    del qapp
    look_of("en")
    with open_workspace(tmp_path_factory.mktemp("costs")) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture
def page(opened: Workspace) -> Iterator[CostsPage]:
    made, before = CostsPage(opened, look_of("en")), opened.project
    opened.project_changed.connect(made.show_project)
    opened.results_changed.connect(made.show_results)
    opened.scope_changed.connect(made.show_scope)
    show(made)
    made.activateWindow()
    yield made
    opened.project_changed.disconnect(made.show_project)
    opened.results_changed.disconnect(made.show_results)
    opened.scope_changed.disconnect(made.show_scope)
    made.let_go()
    while opened.project is not before:
        opened.undo()
    calculated(opened)


def shown(table: CostTable | RecordTable, row: str, column: str) -> str:
    """Return what stands in a cell."""
    at = table.table.row_at(row)
    assert at is not None, f"no row {row}"
    return table.table.cell_at(at, table.table.column_at(column)).text


def pane_of(page: CostsPage, key: str) -> object:
    page.show_view(key)
    settle()
    settle()
    return page.pane


def cell(table: RecordTable, row: str, column: str) -> None:
    """Stand on a cell with the keyboard."""
    table.setFocus()
    assert table.go_to(row, column)


def test_an_amount_typed_reaches_budget_allocation_prices_financing_and_undo_takes_it_back(
    page: CostsPage, opened: Workspace
) -> None:
    budget, items = pane_of(page, "budget"), pane_of(page, "items")
    assert isinstance(budget, BudgetPane)
    assert isinstance(items, ItemsPane)
    before = opened.results
    assert before is not None
    cell(items.items.table, "k-personal-vikarier", "amount")
    type_text("400 000")
    press(Qt.Key.Key_Return)
    calculated(opened)
    after = opened.results
    assert after is not None
    assert after.costs.yearly_total - before.costs.yearly_total == Decimal(90_000)
    assert shown(items.items.table, "k-personal-vikarier", "cost") == "400,000.00"
    pane_of(page, "budget")
    assert shown(budget.table, "total", "operation") == "10,728,791.98"
    allocation = pane_of(page, "allocation")
    assert isinstance(allocation, AllocationPane)
    assert shown(allocation.table, "total", "amount") == "10,728,791.98"
    assert allocation.panel._words.text().startswith("Adds up")
    prices = pane_of(page, "prices")
    assert isinstance(prices, PricesPane)
    assert after.prices[0].price > before.prices[0].price
    assert prices.model.cell_at(0, prices.model.column_at("price")).text == f"{after.prices[0].price:,.2f}"
    financing = pane_of(page, "financing")
    assert isinstance(financing, FinancingPane)
    assert shown(financing.table, "cost", "c_base_and_price") == "10,728,791.98"
    assert {shown(financing.table, "adds_up", m) for m in ("a_budget_transfer", "d_central")} == {"yes"}
    opened.undo()
    calculated(opened)
    assert shown(financing.table, "cost", "c_base_and_price") == "10,638,791.98"


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_that_is_offered_unfolds_and_models_keep_their_word(
    page: CostsPage, opened: Workspace, view: str
) -> None:
    pane = pane_of(page, view)
    assert opened.results is not None
    if isinstance(pane, BudgetPane):
        pane.fold_all()
    keys = {
        one.figure.key
        for strip in ([pane.strip] if hasattr(pane, "strip") else [])
        for one in strip.figures
        if one.figure is not None
    }
    tables = page.pane.findChildren(CostTable) + page.pane.findChildren(RecordTable)
    for table in tables:
        QAbstractItemModelTester(table.table, table)
        keys |= {key for row in table.table.rows for key in row.unfolds}
    if isinstance(pane, PricesPane):
        QAbstractItemModelTester(pane.model, pane)
        keys |= {
            f"price:{pane.model.price(row).case_type}:{pane.model.price(row).channel}"
            for row in pane.model.rows[:5]
        }
    keys = {key for key in keys if key and not key.startswith("fold:")}
    assert len(keys) > 2
    for key in sorted(keys):
        assert explain(opened.project, opened.results, key).key == key


def test_what_was_refused_stays_with_its_reason_and_a_good_one_clears_it(
    page: CostsPage, opened: Workspace
) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    table = items.items.table
    cell(table, "k-lokal-start", "amount")
    type_text("plenty")
    press(Qt.Key.Key_Return)
    assert shown(table, "k-lokal-start", "amount") == "plenty"
    assert "not an amount" in items.items.assist.hint.text
    kept = find(opened.project, "cost_items", "k-lokal-start")[0]
    assert isinstance(kept, CostItem)
    assert kept.amount == 420_000
    cell(table, "k-lokal-start", "amount")
    type_text("420 500 kr")
    press(Qt.Key.Key_Return)
    assert shown(table, "k-lokal-start", "amount") == "420,500"
    opened.undo()
    calculated(opened)


def test_a_row_is_begun_with_plus_completed_by_key_and_deleted(page: CostsPage, opened: Workspace) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    table, count = items.items.table, len(opened.project.cost_items)
    cell(table, "k-lokal-start", "name")
    press(Qt.Key.Key_Plus, text="+")
    type_text("Coffee")
    press(Qt.Key.Key_Tab)
    type_text("1200")
    press(Qt.Key.Key_Tab)
    type_text("per w")  # continues to the whole word; the row exists by now
    press(Qt.Key.Key_Tab)
    cell(table, opened.project.cost_items[-1].id, "category")
    type_text("prem")
    press(Qt.Key.Key_Return)
    assert len(opened.project.cost_items) == count + 1
    made = opened.project.cost_items[-1]
    assert (made.name, made.category.value, made.driver.value, made.amount) == (
        "Coffee",
        "premises",
        "workplace",
        1200,
    )
    calculated(opened)
    assert shown(table, made.id, "cost") == "19,200.00"
    assert "of 16 free" in shown(table, made.id, "next_step")
    cell(table, made.id, "name")
    page.commands()["edit.delete"]()
    assert len(opened.project.cost_items) == count


def test_rows_from_a_spreadsheet_change_what_is_there_and_add_what_is_not(
    page: CostsPage, opened: Workspace
) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    cell(items.items.table, "k-lokal-start", "name")
    page.commands()["edit.copy"]()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    text = "\n".join(
        (
            lines[0],
            lines[1].replace("420,000", "430,000"),
            "Plants\t900\t\t\t\t\t\tTraining",
            "Nothing\t\t\t\t",
        )
    )
    QGuiApplication.clipboard().setText(text)
    page.commands()["edit.paste"]()
    changed = find(opened.project, "cost_items", "k-lokal-start")[0]
    assert isinstance(changed, CostItem)
    assert changed.amount == 430_000
    made = opened.project.cost_items[-1]
    assert (made.name, made.category.value, made.amount) == ("Plants", "training", 900)
    assert "2 rows were read" in items.items.assist.hint.text
    assert "Nothing" in items.items.assist.hint.text
    opened.undo()
    assert opened.project.cost_items[-1].name != "Plants"
    calculated(opened)


def test_an_investment_adds_up_over_its_years_and_follows_the_method(
    page: CostsPage, opened: Workspace
) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    cell(items.investments.table, "i-telefoni", "method")
    settle()
    years = items.years
    assert shown(years.table, "2027", "amount") == "270,000.00"
    assert shown(years.table, "2031", "amount") == "246,000.00"
    assert shown(years.table, "total", "depreciation") == "1,200,000.00"
    assert "adds up" in years.said.text()
    type_text("ann")
    press(Qt.Key.Key_Return)
    calculated(opened)
    changed = find(opened.project, "investments", "i-telefoni")[0]
    assert isinstance(changed, Investment)
    assert changed.method == "annuity"
    cell(items.investments.table, "i-telefoni", "method")
    settle()
    assert shown(years.table, "2027", "amount") == "258,296.23"
    opened.undo()
    calculated(opened)


def test_a_dated_contribution_holds_from_its_day_and_a_wrong_rate_is_refused(
    page: CostsPage, opened: Workspace
) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    table = items.contributions.table
    items.contributions.begin()
    type_text("2027")
    press(Qt.Key.Key_Tab)
    type_text("45,1")
    press(Qt.Key.Key_Return)
    assert len(opened.project.settings.employer_contributions) == 2
    assert "holds in 2027" in shown(table, "2027-01-01", "holds")
    assert shown(table, "2023-01-01", "holds") == ""
    cell(table, "2027-01-01", "rate")
    type_text("145")
    press(Qt.Key.Key_Return)
    assert opened.project.settings.employer_contributions[1].rate == pytest.approx(0.451)
    assert shown(table, "2027-01-01", "rate") == "145"
    opened.undo()
    calculated(opened)


def test_the_key_and_the_model_are_chosen_for_project_or_scenario(page: CostsPage, opened: Workspace) -> None:
    allocation = pane_of(page, "allocation")
    assert isinstance(allocation, AllocationPane)
    assert "project" in allocation.key.said.text()
    allocation.key.otherwise.click()
    calculated(opened)
    assert "alone" in allocation.key.said.text()
    allocation.key._choose("central")
    calculated(opened)
    assert opened.project.settings.allocation_key == "used_minutes"
    assert opened.results is not None
    assert opened.results.allocation.key == "central"
    assert shown(allocation.table, "d-teknik", "readiness") == "0.00"
    opened.undo()
    opened.undo()
    allocation.key._choose("agreed_shares")
    calculated(opened)
    assert not allocation.shares_panel.isHidden()
    cell(allocation.shares.table, "d-teknik", "agreed_share")
    type_text("0.3")
    press(Qt.Key.Key_Return)
    calculated(opened)
    now = {one.department: one.key_weight for one in opened.results.allocation.by_department}
    assert now["d-teknik"] == Decimal("0.3")
    opened.undo()
    opened.undo()
    calculated(opened)


def test_a_choice_that_is_refused_shows_what_still_holds(
    page: CostsPage, opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    allocation = pane_of(page, "allocation")
    assert isinstance(allocation, AllocationPane)
    monkeypatch.setattr(
        opened.session, "_why_read_only", ProjectError(message(N_("It is open in another window.")))
    )
    allocation.key.choice.setFocus()
    press(Qt.Key.Key_Down)
    assert allocation.key.choice.chosen == opened.project.settings.allocation_key == "used_minutes"


def test_prices_are_filtered_sorted_and_worked(page: CostsPage, opened: Workspace) -> None:
    prices = pane_of(page, "prices")
    assert isinstance(prices, PricesPane)
    assert opened.results is not None
    prices.sort_by("price", is_down=True)
    highest = max(one.price for one in opened.results.prices)
    assert prices.model.price(prices.model.rows[0]).price == highest
    prices.words.setText("bygglov nyb")
    names = {prices.model.cell_at(at, 0).text for at in range(len(prices.model.rows))}
    assert names == {"Bygglov för nybyggnad"}
    assert (
        "9.0918 min × 9.1368 SEK + 9.0918 min × 2.2306 SEK = 83.07 + 20.28 = 103.35 SEK"
        in prices.worked.text()
    )
    prices.words.clear()
    opened.choose(department="d-teknik")
    departments = {prices.model.price(row).department for row in prices.model.rows}
    assert departments == {"d-teknik"}
    opened.choose(department=None)


def test_the_chart_of_prices_follows_the_filter_and_leads_to_the_price(
    page: CostsPage, opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    prices = pane_of(page, "prices")
    assert isinstance(prices, PricesPane)
    assert len(prices.chart.chart.table(page.texts).rows) == 21
    assert prices.chart.chart.table(page.texts).rows[-1][0] == "63 other case types"
    prices.words.setText("bygglov nyb")
    assert prices.chart.chart.table(page.texts).rows == (
        ("Bygglov för nybyggnad", "83.07", "20.28", "103.35"),
    )
    unfolded: list[str] = []
    monkeypatch.setattr(prices, "unfold", unfolded.append)
    prices.chart.canvas.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert unfolded == [f"price:{prices.model.price(prices.model.rows[0]).case_type}:phone"]
    prices.words.clear()
    prices.chart.canvas.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    assert len(unfolded) == 1, "many case types have no one price to unfold"
    assert prices.table.hasFocus()


def test_the_effect_of_the_volume_adds_up_in_the_chosen_model(page: CostsPage) -> None:
    financing = pane_of(page, "financing")
    assert isinstance(financing, FinancingPane)
    financing.volume.choose("0.8")
    financing._choose_volume("0.8")
    assert shown(financing.table, "cost", "a_budget_transfer") == "10,625,031.33"
    assert shown(financing.effect, "cost", "more_by") == "+13,760.64"
    assert financing.effect_panel._words.text().startswith("Adds up")
    financing._choose_volume("1")


def test_columns_that_do_not_add_up_are_said_to_be_wrong(page: CostsPage, opened: Workspace) -> None:
    from dataclasses import replace

    financing = pane_of(page, "financing")
    assert isinstance(financing, FinancingPane)
    results = opened.results
    assert results is not None
    broken = tuple(
        replace(one, residue_as_planned=one.residue_as_planned + Decimal("0.01")) for one in results.financing
    )
    financing.show_results(replace(results, financing=broken))
    assert "no" in shown(financing.table, "adds_up", "b_capacity")
    assert financing.effect_panel._words.text().startswith("Does not add up")
    allocation = pane_of(page, "allocation")
    assert isinstance(allocation, AllocationPane)
    off = replace(results.allocation, total=results.allocation.total + 1)
    allocation.show_results(replace(results, allocation=off))
    assert allocation.panel._words.text().startswith("Does not add up")


def test_net_effect_shows_the_department_that_the_keyboard_is_on(page: CostsPage) -> None:
    net = pane_of(page, "net_effect")
    assert isinstance(net, NetEffectPane)
    net.table.setFocus()
    assert net.table.go_to("d-teknik", "year0")
    settle()
    assert shown(net.table, "d-teknik", "year0") == "−145,087.81"
    assert shown(net.detail, "difference", "year0") == "−145,087.81"
    assert shown(net.table, "d-teknik", "break_even") == "2028"


def test_a_net_effect_of_nothing_at_all_is_said_to_be_so(page: CostsPage, opened: Workspace) -> None:
    from dataclasses import replace

    net = pane_of(page, "net_effect")
    assert isinstance(net, NetEffectPane)
    results = opened.results
    assert results is not None
    assert "nobody gains" not in net.panel._words.text()
    even = tuple(replace(one, difference=Decimal(0)) for one in results.net_effect)
    net.show_results(replace(results, net_effect=even))
    assert "nobody gains" in net.panel._words.text()


def test_the_core_test_says_what_it_found(page: CostsPage) -> None:
    allocation = pane_of(page, "allocation")
    assert isinstance(allocation, AllocationPane)
    from workbench.analysis.results import BlockingGroup, CoreTest

    allocation.core._show(CoreTest(65, 65, (), is_cancelled=False))
    assert "None found among 65 groups" in allocation.core.said.text()
    group = BlockingGroup(("d-teknik", "d-miljo"), Decimal(100), Decimal(90))
    allocation.core._show(CoreTest(65, 65, (group,), is_cancelled=False))
    assert shown(allocation.core.table, "d-teknik+d-miljo", "less") == "10.00"


def test_what_was_being_typed_when_the_program_ended_is_there_again(
    opened: Workspace, page: CostsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    cell(items.items.table, "k-lokal-start", "amount")
    type_text("12 3")
    opened.keep_drafts()
    kept = dict(opened.session._drafts.texts)
    assert list(kept) == ["costs/cost_items/k-lokal-start/amount"]
    press(Qt.Key.Key_Escape)
    monkeypatch.setattr(type(opened), "drafts", property(lambda _self: kept))
    items.items.take_up_drafts()
    items.items.refresh()
    assert shown(items.items.table, "k-lokal-start", "amount") == "12 3"
    settle()
    opened.keep_drafts()
    assert not opened.session._drafts.texts


def test_next_unfilled_places_and_charts_as_tables(page: CostsPage) -> None:
    from workbench.analysis.place import Place

    items = pane_of(page, "items")
    assert isinstance(items, ItemsPane)
    cell(items.items.table, "k-lokal-start", "source")
    type_text(" ")
    press(Qt.Key.Key_Return)
    items.items.table.clearFocus()
    page.commands()["row.next_unfilled"]()
    row = items.items.table.current_row
    assert (row.id, items.items.table.currentIndex().column()) == (
        "k-lokal-start",
        items.items.model.column_at("source"),
    )
    page.commands()["view.chart_table"]()
    assert items.years.chart.is_table
    assert "file.print" in page.commands()
    for field, view in (
        ("allocation_key", "allocation"),
        ("financing", "financing"),
        ("price_index", "prices"),
    ):
        assert page.go_to(Place("settings", (), field))
        assert page.remembered()["view"] == view
    assert page.go_to(Place("investments", ("i-telefoni",), "years"))
