"""What the figures of staffing rest on, changed where it is shown: values, positions at the front, defaults used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.analysis.place import Place
from workbench.analysis.results import Assumption, Results
from workbench.edits.stored import Batch
from workbench.model.text import N_, Message, ProjectError
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.pages.staffing.assumed import Assumed, Value, assumed_rows, grouped
from workbench.ui.pages.staffing.assumed_table import AssumedModel, AssumedTable
from workbench.ui.pages.staffing.assumed_typing import offers, put
from workbench.ui.pages.staffing.figures_pane import FiguresPane
from workbench.ui.pages.staffing.key_figures import scenario_of
from workbench.ui.pages.staffing.positions import POSITIONS, remove_positions
from workbench.ui.pages.staffing.positions_table import PositionsModel, PositionsTable
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.workspace import Workspace


class AssumptionsPane(FiguresPane):
    """An edit per value; what is refused stays out, with the reason in the line below the table."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self.assist, self.positions_assist = AssistLine(look), AssistLine(look)
        self.model = AssumedModel(look, self._put, self._refuse_value)
        self.values = AssumedTable(look, self.model, t("What the figures rest on"))
        self.values.cleared.connect(lambda row: self._put(row, None))
        self.values.current_changed.connect(self._stands)
        model = PositionsModel(workspace, look, self._refuse_position)
        self.positions = PositionsTable(look, model, t("Positions at the front today"))
        self.positions.removed.connect(self.remove)
        self.positions.current_changed.connect(lambda _row, _key: self._hint_positions())
        self.used = used_table(look)
        values = Panel(look, t("What the figures rest on"), self.values, self.assist)
        values.set_remark(t("An empty value is the default."))
        front = Panel(look, t("Positions at the front today"), self.positions, self.positions_assist)
        front.set_remark(t("Switchboard, reception and service desks that may move as they stand"))
        self._used_panel = Panel(look, t("Defaults that the figures used"), self.used)
        self.set_body(values, front, self._used_panel)
        self._hint_positions()

    def needs_case_types(self) -> bool:
        return False

    def needs_contacts(self) -> bool:
        return False

    def sees(self) -> tuple[Any, ...]:
        project = self.workspace.project
        return (
            *super().sees(),
            project.settings,
            project.pools,
            project.units,
            project.roles,
            project.scenarios,
        )

    def show_project(self, change: Change | None) -> None:
        super().show_project(change)
        results = self.workspace.results
        if results is not None:
            self.show_results(results)

    def show_figures(self, results: Results) -> None:
        project = self.workspace.project
        rows = assumed_rows(project, scenario_of(project, results), self.texts)
        self.values.show_rows(grouped(rows))
        self.positions.refresh()
        self.used.set_rows(results.assumptions)
        self._used_panel.setVisible(bool(results.assumptions))

    # what people do

    def _put(self, row: Assumed, value: Value) -> bool:
        try:
            edit = put(self.workspace.project, row, value)
        except ProjectError as problem:
            self._refuse_value(problem.message)
            return False
        made = Batch(name=N_("change {what}"), values={"what": row.name}, edits=(edit,))
        return self.workspace.do(made) is not None

    def remove(self) -> None:
        """Remove the chosen positions, as one step of undo."""
        wanted = [one.of.id for one in self.positions.selected_rows if one.of is not None]
        edit = remove_positions(self.workspace.project, wanted)
        if edit is not None:
            self.workspace.do(edit)

    def _refuse_value(self, why: Message) -> None:
        self.values.is_refused = True
        self._say(self.assist, why)

    def _refuse_position(self, why: Message) -> None:
        self.positions.is_refused = True
        self._say(self.positions_assist, why)

    def _say(self, line: AssistLine, why: Message) -> None:
        line.say(Hint(self.texts.message(why), icon="alert-outline", tone="warning"))

    def _stands(self, _row: int, _key: str) -> None:
        row, t = self.values.current_row, self.texts
        if not isinstance(row, Assumed):
            self.assist.say(Hint())
            return
        words = offers(row, t)
        text = t("One of: {words}", words=", ".join(words)) if words else row.hint
        if row.kind == "times":
            text = t("Write times as 8–16.30; 8–12, 13–17 closes for lunch; empty is closed.")
        keys = (("Enter", t("writes")), ("Del", t("the default again")))
        self.assist.say(Hint(text, strong=row.name, keys=keys))

    def _hint_positions(self) -> None:
        t = self.texts
        keys = (("Enter", t("writes")), ("Del", t("removes the position")))
        row = self.positions.current_row
        text = (
            t("A name in the last row makes a new position.")
            if row is None or row.of is None
            else row.of.note
        )
        self.positions_assist.say(Hint(text, keys=keys))

    def commands(self) -> Commands:
        made = dict(super().commands())
        if made:
            made["edit.delete"] = self.remove
        return made

    def go_to(self, place: Place) -> bool:
        if place.collection == POSITIONS:
            if not place.ids:
                self.positions.setFocus()
                return True
            return self._stand(self.positions, place.ids[0], place.field or "name")
        if place.collection == "settings" and place.field:
            return self._stand_on_value(f"settings/{place.field}")
        if place.collection in ("pools", "units"):
            where = "/".join((place.collection, *place.ids[:1], *((place.field,) if place.field else ())))
            return self._stand_on_value(where)
        return False

    def _stand(self, table: PositionsTable, key: str, column: str) -> bool:
        known = {one.key for one in table.table.columns}
        if not table.go_to(key, column if column in known else "name"):
            return False
        table.setFocus()
        return True

    def _stand_on_value(self, begins: str) -> bool:
        rows = [one for one in self.values.table.rows if isinstance(one, Assumed)]
        found = next((one for one in rows if one.id == begins or one.id.startswith(f"{begins}/")), None)
        if found is None:
            return False
        self.values.go_to(found.id, "value")
        self.values.setFocus()
        return True


def used_table(look: Look) -> FigureTable:
    """Return the table of defaults that stepped in where the project says nothing."""
    t = look.texts

    def value(one: Assumption) -> Cell:
        text = (
            t.percent(one.value)
            if one.unit == "share"
            else t.number(one.value, 0 if one.value == int(one.value) else 2)
        )
        return Cell(text, is_number=True)

    columns = (
        FigureColumn(
            "name", t("Default"), 300, stretches=True, shows=lambda one: Cell(t(one.name), detail=t(one.name))
        ),
        FigureColumn("value", t("Value"), 80, is_number=True, shows=value),
        FigureColumn(
            "unit", t("Unit"), 120, shows=lambda one: Cell("" if one.unit == "share" else t(one.unit))
        ),
        FigureColumn("source", t("Source"), 280, shows=lambda one: Cell(t(one.source), detail=t(one.source))),
    )
    return FigureTable(
        look,
        t("Defaults that the figures used"),
        columns,
        lambda _key: None,
        named=lambda one: (one.name, one.value),
    )
