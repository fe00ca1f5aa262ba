"""The shortcut sheet (F1): every action with its keys, made of the one table."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui.actions import ACTIONS, MENUS
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.menus import keys_of
from workbench.ui.part_mode import is_offered
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import named
from workbench.ui.widgets.table import TableModel, TableView


class _Keys(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("what", t("Action"), 260, stretches=True),
                Column("where", t("Menu"), 120),
                Column("keys", t("Keys"), 200),
            ),
        )
        self._menus = {key: t(text).replace("&", "") for key, text in MENUS}

    def key(self, row: Any) -> str:
        return str(row.name)

    def cell(self, row: Any, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "what":
            return Cell(t(row.text), icon=row.icon, detail=t(row.help) if row.help else "")
        if column.key == "where":
            return Cell(self._menus.get(row.menu, ""), tone="text2")
        return Cell("  ·  ".join(keys_of(row)))


class KeysDialog(Dialog):
    """A list with a filter; the keys of the capture line stand above it."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        t = look.texts
        super().__init__(look, parent, t("Keys and actions"), width=760)
        self.say(
            t(
                "In the capture table: Enter new row, Tab makes it a step, :3 level, @unit performer, "
                "#phone 40/day volume, 12m minutes, 30% share that goes on, ? decision, ! problem, -> jump."
            )
        )
        in_part = isinstance(parent, MainWindow) and parent.in_part
        self._actions = [one for one in ACTIONS if is_offered(one.name, in_part=in_part)]
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(t("Filter"))
        named(self.filter, t("Filter the actions"))
        self.filter.textChanged.connect(self._show)
        self._model = _Keys(look)
        self.list = TableView(look, self._model, t("Keys and actions"))
        self.list.setMinimumHeight(look.px(380))
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.add_close()
        self._show("")

    def _show(self, wanted: str) -> None:
        t, folded = self.texts, wanted.strip().casefold()
        rows = [
            one
            for one in self._actions
            if folded in t(one.text).casefold() or folded in " ".join(keys_of(one)).casefold()
        ]
        self._model.set_rows(rows)


def show_keys(look: Look, parent: QWidget | None) -> None:
    """Show the sheet until it is closed."""
    KeysDialog(look, parent).exec()
