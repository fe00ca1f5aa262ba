"""What costs are made of: cost items with what they come to, investments year by year, people and rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.dated_rates import contributions, interests
from workbench.ui.pages.costs.editor import RecordEditor
from workbench.ui.pages.costs.investment_years import InvestmentYears
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.personnel import Personnel
from workbench.ui.pages.costs.records import CostItems, Investments
from workbench.ui.pages.page import Commands
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import button, column, row
from workbench.ui.workspace import Workspace


class ItemsPane(CostPane):
    """Four tables that are typed, each with its results beside it."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self.items = RecordEditor(workspace, look, t("Cost items"), CostItems(t), unfold)
        self.investments = RecordEditor(workspace, look, t("Investments"), Investments(t), unfold, most=8)
        self.years = InvestmentYears(workspace, look, unfold)
        self.investments.current_changed.connect(self.years.show_investment)
        self.personnel = Personnel(workspace, look, unfold)
        self.contributions = RecordEditor(
            workspace, look, t("Employer contribution"), contributions(t), unfold, most=6
        )
        self.interests = RecordEditor(workspace, look, t("Internal interest"), interests(t), unfold, most=6)
        self.editors: tuple[RecordEditor, ...] = (
            self.items,
            self.investments,
            self.contributions,
            self.interests,
        )
        self._rates = row(self._panel(self.contributions), self._panel(self.interests), spacing=look.px(16))
        self.setLayout(
            column(
                self._panel(self.items),
                self._panel(self.investments, self.years),
                Panel(look, t("Personnel"), self.personnel),
                self._rates,
                None,
                spacing=look.px(16),
            )
        )

    def _panel(self, editor: RecordEditor, *more: QWidget) -> Panel:
        adds = button(self.look, self.texts("New row"), "plus", does=editor.begin)
        adds.setAccessibleName(self.texts("New row: {table}", table=editor.name))
        return Panel(self.look, editor.name, editor, *more, corner=adds)

    def show_project(self, change: Change | None) -> None:
        del change
        for editor in self.editors:
            if editor.records.results is None:  # figures that there are already need not come a second time
                editor.records.results = self.workspace.results
            editor.refresh_if_other()
        self.personnel.show_project()

    def show_results(self, results: Results) -> None:
        for editor in self.editors:
            editor.records.results = results
            editor.refresh_if_other()
        self.years.show_results(results)
        self.personnel.show_results(results)

    @property
    def editor(self) -> RecordEditor | None:
        """The table that the keyboard is in."""
        focus = QApplication.focusWidget()
        return next((one for one in self.editors if focus is not None and one.isAncestorOf(focus)), None)

    def next_unfilled(self, by: int = 1) -> None:
        """Go to the next cell in which something is missing, in this table or the next."""
        now = self.editor
        at = self.editors.index(now) if now is not None else 0
        order: Sequence[RecordEditor] = (*self.editors[at:], *self.editors[:at])
        for one in order:
            if one.next_unfilled(by):
                return

    def commands(self) -> Commands:
        made: dict[str, Callable[[], object]] = {
            **super().commands(),
            "row.next_unfilled": self.next_unfilled,
            "row.previous_unfilled": lambda: self.next_unfilled(-1),
            "edit.paste": (self.editor or self.items).paste,
        }
        editor = self.editor
        if editor is not None:
            made["edit.delete"] = editor.remove
        return made

    def go_to(self, place: Place) -> bool:
        if place.collection == "cost_items" and not place.ids:
            self.items.begin()
            return True
        if place.collection == "cost_items":
            return self.items.go_to(place.ids[0], place.field or "")
        if place.collection == "investments" and place.ids:
            return self.investments.go_to(place.ids[0], place.field or "")
        if place.collection == "settings":
            if place.field == "adviser_cost":
                self.personnel.first_field.setFocus()
                return True
            rates = {"employer_contributions": self.contributions, "interest_rates": self.interests}
            found = rates.get(place.field or "")
            if found is not None:
                found.table.setFocus()
                return True
        return False

    def fit(self, room: int) -> None:
        is_narrow = room < self.look.px(760)
        side = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._rates.setDirection(side)

    def first_focus(self) -> QWidget:
        return self.items.table
