"""A table's first columns, which stay in sight when the others are scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from workbench.ui.widgets.table import TableView


class FirstColumn(QTableView):
    """Lies over the table's first ``count`` columns while it is scrolled sideways. It never takes the keyboard.

    Model, selection and delegate are the table's own, so both always show the same.
    """

    def __init__(self, table: TableView, count: int = 1) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        own = self.selectionModel()
        self.setSelectionModel(table.selectionModel())
        own.deleteLater()
        self.setItemDelegate(table.itemDelegate())
        self.setAccessibleName(table.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFont(table.font())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.setVisible(False)
        rows.setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setFixedHeight(table.horizontalHeader().height())
        heads.setFont(table.horizontalHeader().font())
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setVisible(not table.horizontalHeader().isHidden())
        for at in range(count, len(table.table.columns)):
            self.setColumnHidden(at, True)
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._place())
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        self.doubleClicked.connect(self._edit)
        self.clicked.connect(lambda _index: table.setFocus())
        table.installEventFilter(self)
        self._place()

    def _edit(self, index: QModelIndex) -> None:
        self._table.setFocus()
        self._table.setCurrentIndex(index)
        self._table.edit(index)

    def _place(self) -> None:
        table = self._table
        width = 0
        for at in range(self._count):
            self.setColumnWidth(at, table.columnWidth(at))
            width += table.columnWidth(at)
        edge = table.frameWidth()
        head = 0 if table.horizontalHeader().isHidden() else table.horizontalHeader().height()
        self.setGeometry(edge, edge, width, table.viewport().height() + head)
        self.setVisible(table.horizontalScrollBar().value() > 0)
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)
