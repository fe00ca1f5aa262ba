"""The fields that open over the table's cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from workbench.ui.look import Look
from workbench.ui.pages.case_types.side_panel import place_of_typing
from workbench.ui.widgets.delegate import CellDelegate, Index
from workbench.ui.widgets.table import TableView


class CatalogueEditors(CellDelegate):
    """Cells that hold names complete from those there are; what is being typed is told to ``typing``."""

    def __init__(
        self,
        look: Look,
        parent: QObject,
        choices: Callable[[str], tuple[str, ...]],
        typing: Callable[[str, str | None], None],
    ) -> None:
        super().__init__(look, parent)
        self._choices, self._typing = choices, typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        view = self.parent()
        if isinstance(editor, QLineEdit) and isinstance(view, TableView):
            key = view.table.columns[index.column()].key
            place = place_of_typing(view.table.rows[index.row()].id, key)
            editor.textEdited.connect(lambda text: self._typing(place, text))
            editor.destroyed.connect(lambda _gone: self._typing(place, None))
            choices = self._choices(key)
            if choices:
                completer = QCompleter(list(choices), editor)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                editor.setCompleter(completer)
        return editor
