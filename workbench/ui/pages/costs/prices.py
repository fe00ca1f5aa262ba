"""The price list: a price per case type and channel with its worked line, filtered, sorted, ten thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Price, Results
from workbench.edits import ChangeItem
from workbench.export.charts.prices import prices_chart, shown_prices
from workbench.export.charts.values import RowChart
from workbench.export.words import word
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import amount, exact
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.price_rows import Names, shown_places
from workbench.ui.pages.page import Commands
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.fields import Choice, Field, labelled
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import label
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.widgets.wrapping import WrappingLayout
from workbench.ui.workspace import Workspace

_MOST = 22
_SORTED_DOWN = ("contacts", "minutes", "variable", "fixed", "price")


class PriceModel(TableModel):
    """Rows are places in the price list; a price is made when it is looked at."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("case_type", t("Case type"), 220, stretches=True),
            Column("department", t("Department"), 130),
            Column("channel", t("Channel"), 104),
            Column("contacts", t("Contacts a year"), 104, is_number=True),
            Column("minutes", t("Minutes"), 72, is_number=True),
            Column("variable", t("Variable"), 84, is_number=True, hint=t("Minutes times the rate")),
            Column(
                "fixed", t("Fixed"), 84, is_number=True, hint=t("Minutes times idle capacity and own items")
            ),
            Column("price", t("Price"), 84, is_number=True),
        )
        super().__init__(look, columns)
        self.results: Results | None = None
        self.names = Names()
        self.departments: dict[str, str] = {}
        self.price = lru_cache(maxsize=512)(self._price)

    def _price(self, place: int) -> Price:
        if self.results is None:
            raise LookupError(place)
        return self.results.prices[place]

    def key(self, row: int) -> Hashable:
        price = self.price(row)
        return price.case_type, price.channel

    def show_places(self, places: Sequence[int]) -> None:
        """Show the prices at ``places`` of the list; every figure may be another."""
        self.beginResetModel()
        self.rows = tuple(places)
        self._cells.clear()
        self.endResetModel()

    def cell(self, row: int, column: Column) -> Cell:
        t, price, key = self.look.texts, self.price(row), column.key
        if key == "case_type":
            name = self.names.name(price.case_type)
            return Cell(name, detail=name)
        if key == "department":
            name = self.departments.get(price.department, "")
            return Cell(name, tone="text2", detail=name)
        if key == "channel":
            return Cell(word(price.channel, t))
        if key == "contacts":
            return Cell(exact(t, price.contacts_per_year, 1), is_number=True)
        if key == "minutes":
            return Cell(amount(t, price.minutes), is_number=True)
        return Cell(amount(t, getattr(price, key)), is_number=True, is_strong=key == "price")


class PricesPane(CostPane):
    """Filter, table, and the worked line of the price that the keyboard stands on."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._results: Results | None = None
        self.model = PriceModel(look)
        self.index = Field(look, t("Price index of later years"), self._take_index)
        self.strip = FigureStrip(look, t("Prices"), unfold, least=200)
        self.words = QLineEdit()
        self.words.setFont(look.font())
        self.words.setPlaceholderText(t("Find case types"))
        self.words.setAccessibleName(t("Find case types"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(look.px(220))
        self.words.textChanged.connect(lambda _text: self._filter())
        self.department = Choice(look, t("Department"), self._choose_department)
        self.department.setMinimumWidth(look.px(200))
        self.order = Choice(look, t("Sorted by"), self._choose_order)
        self.order.setMinimumWidth(look.px(160))
        self.count = label(look, "", "small", "text2")
        box = WrappingLayout(look.px(10))
        for part in (self.words, self.department, label(look, t("Sorted by")), self.order, self.count):
            box.addWidget(part)
        filters = QWidget()
        filters.setLayout(box)
        self.table = TableView(look, self.model, t("Prices"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.table.current_changed.connect(lambda _row, _key: self._say_worked())
        heads = self.table.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(self._head_pressed)
        self._sort, self._is_down = "", False
        self.order.offer((("", t("Case type list")), *self._orders()), "")
        self.worked = label(look, "", "strong", wraps=True)
        self.worked_beside = label(look, "", "small", "text2", wraps=True)
        self.panel = Panel(look, t("Price per contact"), filters, self.worked, self.worked_beside)
        self.panel.add(self.table)
        self.panel.add(labelled(look, t("Price index of later years"), self.index))
        self.chart = ChartView(look, RowChart(title=t("Price per contact"), labels=(), series=()))
        self.chart.chosen.connect(self._chosen)
        self._places: list[int] = []
        self.lay_out(
            self.strip,
            self.panel,
            Panel(look, t("What a contact costs"), self.chart),
            empty=self.empty_panel(
                t("No prices yet: nothing that customer service takes has a volume, minutes and a level."),
                t(
                    "A price is what a contact costs: its minutes times the rate, and its part of what is fixed."
                ),
                t("Fill in volumes"),
                Place("case_types", (), "volumes"),
            ),
        )

    # what is shown

    def show_project(self, change: Change | None) -> None:
        del change
        departments = self.workspace.project.departments
        choices = [("", self.texts("All departments")), *((one.id, one.name) for one in departments)]
        self.department.offer(choices, self.workspace.department or "")
        self.model.departments = {one.id: one.name for one in departments}
        self.index.show_value(self.workspace.project.settings.price_index)

    def show_results(self, results: Results) -> None:
        self._results = results
        self.show_content(bool(len(results.prices)))
        self.model.names.update(self.workspace.project)
        self.model.price.cache_clear()
        self.model.results = results
        self.strip.show_figures(self._figures(results))
        self._filter(is_new=True)

    def _figures(self, results: Results) -> tuple[KeyFigure, ...]:
        t, found, currency = self.texts, results.allocation, results.costs.currency
        settings = self.workspace.project.settings
        rate = t("{amount} a minute", amount=f"{exact(t, found.rate_per_minute)}\u00a0{currency}")
        return (
            KeyFigure("rate_per_minute", t("Rate"), rate, t("The same for every case type and channel")),
            KeyFigure(
                "",
                t("Base year"),
                str(results.planning_year),
                t("Later years are adjusted by: {index}", index=settings.price_index or t("missing")),
            ),
        )

    def _filter(self, *, is_new: bool = False) -> None:
        results = self._results
        if results is None:
            return
        self.model.results = results
        before = len(self.model.rows)
        places = shown_places(
            results,
            self.model.names,
            self.workspace.department,
            self.words.text(),
            self._sort,
            is_down=self._is_down,
        )
        self._keeping_place(lambda: self.model.show_places(places))
        self._show_chart(results, places, is_new=is_new)
        t, n = self.texts, len(places)
        self.count.setText(t("{n} of {all} prices", n=t.number(n), all=t.number(len(results.prices))))
        if before != n or is_new:
            self._fit_height()
        self._say_worked()

    def _show_chart(self, results: Results, places: list[int], *, is_new: bool) -> None:
        """Show what the prices of the table cost on average, in whatever order they stand there."""
        in_order = sorted(places)
        if is_new or in_order != self._places:
            self._places, self._means = in_order, shown_prices(results, in_order)
            self.chart.set_chart(prices_chart(results, self._means, self.model.names.name, self.texts))

    def _chosen(self, at: int) -> None:
        """Stand on the price of the case type that most contacts have, and unfold it; of the others, only stand."""
        mean = self._means[at]
        if mean.place in self.model.rows:
            self.table.setCurrentIndex(self.model.index(self.model.rows.index(mean.place), 0))
            self.table.setFocus()
            if len(mean.numbers) == 1:
                self._open()

    def _keeping_place(self, show: Callable[[], None]) -> None:
        """Show other rows, and stand on the same price again if it is among them."""
        row, at = self.table.current_row, max(0, self.table.currentIndex().column())
        top = self.table.verticalScrollBar().value()
        show()
        if row in self.model.rows:
            self.table.setCurrentIndex(self.model.index(self.model.rows.index(row), at))
        elif self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, at))
        self.table.verticalScrollBar().setValue(top)

    def _fit_height(self) -> None:
        count = min(max(1, len(self.model.rows)), _MOST)
        rows = self.table.verticalHeader().defaultSectionSize() * count
        self.table.setFixedHeight(self.table.horizontalHeader().height() + rows + self.look.px(14))

    def _say_worked(self) -> None:
        t, row = self.texts, self.table.current_row
        if row is None or self._results is None:
            self.worked.setText("")
            self.worked_beside.setText("")
            return
        price, currency = self.model.price(row), self._results.costs.currency
        minutes = exact(t, price.minutes)
        self.worked.setText(
            t(
                "{minutes} min × {rate} {currency} + {minutes} min × {fixed_rate} {currency} = {variable} + {fixed} "
                "= {price} {currency}",
                minutes=minutes,
                rate=exact(t, price.rate_per_minute),
                fixed_rate=exact(t, price.fixed_per_minute),
                variable=amount(t, price.variable),
                fixed=amount(t, price.fixed),
                price=amount(t, price.price),
                currency=currency,
            )
        )
        self.worked_beside.setText(
            t(
                "{case_type}, {channel}: {hours} hours a year / {contacts} contacts = {minutes} min each. Base year "
                "{year}.",
                case_type=self.model.names.name(price.case_type),
                channel=word(price.channel, t),
                hours=exact(t, price.hours_per_year, 2),
                contacts=exact(t, price.contacts_per_year, 2),
                minutes=minutes,
                year=str(price.base_year),
            )
        )

    # what is done

    def _take_index(self, text: str) -> None:
        self.workspace.do(ChangeItem(collection="settings", changes={"price_index": text.strip()}))

    def go_to(self, place: Place) -> bool:
        if place.collection == "settings" and place.field == "price_index":
            self.index.setFocus()
            return True
        return False

    def _choose_department(self, key: str) -> None:
        self.workspace.choose(department=key or None)

    def _choose_order(self, key: str) -> None:
        self.sort_by(key, is_down=key in _SORTED_DOWN)

    def _head_pressed(self, at: int) -> None:
        key = self.model.columns[at].key
        self.sort_by(key, is_down=not self._is_down if key == self._sort else key in _SORTED_DOWN)

    def sort_by(self, key: str, *, is_down: bool = False) -> None:
        """Sort by the column ``key``; "" is the order of the case types."""
        self._sort, self._is_down = key, is_down
        heads: QHeaderView = self.table.horizontalHeader()
        heads.setSortIndicatorShown(bool(key))
        if key:
            order = Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder
            heads.setSortIndicator(self.model.column_at(key), order)
        self.order.offer((("", self.texts("Case type list")), *self._orders()), key)
        self._filter()

    def _orders(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.key, one.title) for one in self.model.columns)

    def _open(self) -> None:
        row = self.table.current_row
        if row is not None:
            price = self.model.price(row)
            self.unfold(f"price:{price.case_type}:{price.channel}")

    def _clicked(self) -> None:
        if self.model.columns[self.table.currentIndex().column()].is_number:
            self._open()

    def commands(self) -> Commands:
        return {**super().commands(), "edit.find": self.words.setFocus}

    def fit(self, room: int) -> None:
        self.strip.fit(room)

    def first_focus(self) -> QWidget:
        return self.table if self.table.isVisibleTo(self) else super().first_focus()
