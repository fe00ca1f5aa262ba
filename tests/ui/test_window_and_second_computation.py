"""What stands in the cells of the window is what a computation without shared code gives, to the last digit shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.recomputed import Year, recomputed
from tests.support.window import calculated, look_of, open_workspace, settle, show
from workbench.ui.pages.costs import CostsPage
from workbench.ui.pages.costs.prices import PricesPane
from workbench.ui.pages.figures_page import FiguresPage
from workbench.ui.pages.staffing import StaffingPage
from workbench.ui.pages.staffing.need import NeedPane
from workbench.ui.widgets.figure_table import FigureTable
from workbench.ui.workspace import Workspace

SCENARIO = "sc-niva-1-4"


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    del qapp
    with open_workspace(tmp_path_factory.mktemp("same")) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture(scope="module")
def year(opened: Workspace) -> Year:
    return recomputed(opened.project, next(one for one in opened.project.scenarios if one.id == SCENARIO))


@pytest.fixture(params=[StaffingPage, CostsPage])
def page(opened: Workspace, request: pytest.FixtureRequest) -> Iterator[FiguresPage]:
    made = request.param(opened, look_of("en"))
    show(made)
    yield made
    made.let_go()


def rows(page: FiguresPage, view: str, name: str) -> dict[str, dict[str, str]]:
    """Return a table's cells as they are read, by row and column."""
    page.show_view(view)
    settle()
    tables = page.pane.findChildren(FigureTable)
    (model,) = (one.table for one in tables if one.accessibleName() == name)
    return {
        str(
            getattr(row, "key", None) or getattr(row, "department", None) or getattr(row, "id", None) or "all"
        ): {column.key: model.cell_at(at, number).text for number, column in enumerate(model.columns)}
        for at, row in enumerate(model.rows)
    }


def written(value: Decimal | float, decimals: int = 2) -> str:
    return f"{value:,.{decimals}f}".replace("-", "\u2212")


def signed(value: Decimal) -> str:
    return f"+{written(value)}" if value > 0 else written(value)


@pytest.mark.parametrize("page", [StaffingPage], indirect=True)
def test_people(page: FiguresPage, year: Year) -> None:
    need = page.pane
    assert isinstance(need, NeedPane)
    page.show_view("need")
    settle()
    strip = need.strip.said()
    assert written(year.fte_total) in strip and f"Peak: {year.peak} ·" in strip
    assert f"{100 * year.service_level:.1f} %" in strip.replace("\u202f", " ").replace("\xa0", " ")
    today = rows(page, "balance", "Work today")
    for department, terms in year.balance.items():
        assert today[department]["taken"] == written(terms.get("taken", 0.0), 1)
        assert today[department]["staying"] == written(terms.get("staying", 0.0), 1)


@pytest.mark.parametrize("page", [CostsPage], indirect=True)
def test_money(page: FiguresPage, year: Year) -> None:
    budget = rows(page, "budget", "Budget")
    assert budget["total"]["operation"] == written(year.yearly_total)
    shares = rows(page, "allocation", "Allocation")
    for department, (used, readiness, direct) in year.amounts.items():
        found = shares[department]
        assert (found["used"], found["readiness"]) == (written(used), written(readiness))
        assert (found["direct"], found["amount"]) == (written(direct), written(used + readiness + direct))
    ways = rows(page, "financing", "Four ways of paying")
    for (model, factor), payments in year.payments.items():
        if factor == 1:
            assert {one: ways[one][model] for one in payments} == {
                one: written(x) for one, x in payments.items()
            }
    effect = rows(page, "net_effect", "Net effect")
    for (department, when), difference in year.net_effect.items():
        assert effect[department][f"year{when - 2027}"] == signed(difference)


@pytest.mark.parametrize("page", [CostsPage], indirect=True)
def test_every_price(page: FiguresPage, year: Year) -> None:
    page.show_view("prices")
    settle()
    pane = page.pane
    assert isinstance(pane, PricesPane)
    model = pane.model
    found = sorted(model.cell_at(row, model.column_at("price")).text for row in range(len(model.rows)))
    assert len(found) == 287
    assert found == sorted(written(price) for price in year.prices.values())
