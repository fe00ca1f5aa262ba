"""The case type's name, which is also where another one is chosen: type a part of it, or unfold the list."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress, count
from operator import is_not
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy

from workbench.edits.places import position
from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.widgets.fields import paint_arrow

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class CaseTypeList(QAbstractListModel):
    """The names of case types. Names are asked for when they are shown: a project may have thousands."""

    def __init__(self) -> None:
        super().__init__()
        self.case_types: tuple[CaseType, ...] = ()

    def show(self, case_types: tuple[CaseType, ...]) -> None:
        """Take other case types. What only changed in places is told in places."""
        old = self.case_types
        if len(old) == len(case_types):
            other = list(compress(count(), map(is_not, old, case_types)))
            if all(old[at].id == case_types[at].id for at in other):
                self.case_types = case_types
                for at in other:
                    if old[at].name != case_types[at].name:
                        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
                return
        self.beginResetModel()
        self.case_types = case_types
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.case_types)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.case_types):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.case_types[index.row()].name
        return None


class CaseTypeChooser(QComboBox):
    """Shows a name in the title's type. ``does`` hears the id of the one that was chosen."""

    def __init__(self, look: Look, does: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self._does = look, does
        self.list = CaseTypeList()
        self._at = -1
        self.setModel(self.list)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QComboBox:!focus { border-color: transparent; padding-left: 0; }")
        font = look.font_of(18, 600)
        self.setFont(font)
        names = self.view()
        if names is not None:
            names.setFont(look.font())
        field = self.lineEdit()
        assert field is not None  # noqa: S101 - an editable one has a field
        field.setFont(font)
        field.setTextMargins(-look.px(3), 0, 0, 0)
        field.installEventFilter(self)
        self.setAccessibleName(look.texts("Case type"))
        field.setAccessibleName(look.texts("Case type"))
        found = QCompleter(self.list, self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        found.setMaxVisibleItems(12)
        self.setCompleter(found)
        self._completer = found
        self.activated.connect(self._chosen)

    def show_choice(self, case_types: tuple[CaseType, ...], chosen: str | None) -> None:
        """Offer ``case_types`` and show the one with the id ``chosen``."""
        if case_types is not self.list.case_types:
            self.blockSignals(True)
            self.list.show(case_types)
            self.blockSignals(False)
        at = position(case_types, chosen) if chosen is not None else None
        self._at = -1 if at is None else at
        self._show_name()

    def neighbour(self, by: int) -> str | None:
        """Return the id of the case type ``by`` places further down the list, or None at its end."""
        at = self._at + by
        return self.list.case_types[at].id if self._at >= 0 and 0 <= at < len(self.list.case_types) else None

    def _show_name(self) -> None:
        field = self.lineEdit()
        if field is None:
            return
        self.blockSignals(True)
        # it would look through thousands of names for one that is not being typed
        field.setCompleter(None)  # type: ignore[arg-type]
        self.setCurrentIndex(self._at)
        name = self.list.case_types[self._at].name if self._at >= 0 else ""
        self.setEditText(name)
        field.setCompleter(self._completer)
        field.setCursorPosition(0)
        self.setToolTip(name)
        self.blockSignals(False)

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self.list.case_types):
            self._does(self.list.case_types[at].id)

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_arrow(self, self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select the whole name when it is entered; put it back when it is left or Esc is pressed."""
        field = self.lineEdit()
        if watched is field and field is not None:
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
                if event.reason() != Qt.FocusReason.PopupFocusReason:
                    field.selectAll()
            elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                if event.reason() != Qt.FocusReason.PopupFocusReason:
                    self._show_name()
            elif (
                isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Escape
            ):
                self._show_name()
                field.selectAll()
                return True
        return super().eventFilter(watched, event)
