"""The page: filter line, table, and a panel for what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QSplitter,
    QWidget,
)

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits.stored import ChangeItem
from workbench.model.case_types import CaseType, Scope
from workbench.model.text import ProjectError
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.case_types.acts import CatalogueActs
from workbench.ui.pages.case_types.catalogue import EDITABLE, Catalogue, Names, state_of
from workbench.ui.pages.case_types.editors import CatalogueEditors
from workbench.ui.pages.case_types.edits import changed, typed_change
from workbench.ui.pages.case_types.filters import FilterLine
from workbench.ui.pages.case_types.side_panel import SidePanel, read_place
from workbench.ui.pages.case_types.strip import QuestionStrip
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.parts import button, column, label, on_ground, row, set_tone
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace


class CaseTypesPage(Page):
    """The catalogue of case types."""

    key: ClassVar[str] = "case_types"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._sorted_by, self._descending = "", False
        self._took_up_drafts = False
        self._hidden: set[str] = {"synonyms", "wave", "codes"}
        if workspace.part is not None:
            self._hidden.add("department")  # it is the same in every row
        on_ground(self, "surface")
        t = self.texts
        self._model = Catalogue(look, workspace.project, self._typed)
        self.table = TableView(look, self._model, t("Case types"))
        self.table.setItemDelegate(CatalogueEditors(look, self.table, self._model.choices, workspace.typing))
        self.first = FirstColumn(self.table)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._selection_changed())
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_clicked)
        self.table.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.horizontalHeader().customContextMenuRequested.connect(lambda _at: self._choose_columns())
        self.assist = label(look, "", "small", "text2", wraps=True)
        self.strip = QuestionStrip(look)
        self.strip.closed.connect(self.table.setFocus)
        self.acts = CatalogueActs(workspace, t, self.strip)
        self.acts.said.connect(self._say)
        self.acts.went_to.connect(self._choose_rows)
        self.filters = FilterLine(workspace, look, self._state_of)
        self.filters.changed.connect(self._refilter)
        self.panel = SidePanel(look, workspace, self._change_chosen)
        self._is_refilling = False
        self._show_panel_soon = QTimer(self, singleShot=True, interval=40)
        self._show_panel_soon.timeout.connect(self._selection_changed)
        workspace.findings_changed.connect(self._findings_came)
        self._build()

    def _build(self) -> None:
        look, t = self.look, self.texts
        self._count = label(look, "", "body", "text2")
        edge = look.px(16)
        head = row(
            label(look, t("Case types"), "title"),
            look.px(8),
            self._count,
            None,
            button(look, t("Columns"), "view-column-outline", does=self._choose_columns),
            button(look, t("New"), "plus", is_main=True, does=self.acts.ask_new),
            margins=(edge, look.px(12), edge, 0),
        )
        self._empty = self._empty_state()
        foot = row(self.assist, margins=(edge, look.px(4), edge, look.px(4)))
        left = QWidget()
        inner = column(
            head,
            self.filters,
            self._empty,
            row(self.table, margins=(look.px(8), 0, 0, 0)),
            self.strip,
            foot,
            spacing=look.px(8),
        )
        inner.setStretch(3, 1)
        left.setLayout(inner)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([look.px(1000), look.px(340)])
        self.setLayout(column(self.split))

    def _empty_state(self) -> QWidget:
        look, t = self.look, self.texts
        return Empty(
            look,
            t("No case types yet."),
            t("Write the first one, or paste a list from Excel: one row each."),
            button(look, t("New case type"), "plus", is_main=True, does=self.acts.ask_new),
            button(look, t("Paste"), "content-paste", does=self._paste),
            is_page=True,
        )

    # what is shown

    def show_project(self, change: Change | None) -> None:
        project = self.workspace.project
        self.filters.fold_beforehand()
        if not self._model.names.fits(project):
            self._model.names = Names(project)
            self._model.refresh()
            self.filters.fill_departments()
        if change is None:
            self.filters.show_department()
        if change is None or change.before.case_types is not change.after.case_types:
            self._refilter()
        if not self._took_up_drafts:
            self._took_up_drafts = True
            self._take_up_drafts()

    def _take_up_drafts(self) -> None:
        """Put back what was being typed when the program was last killed: the same editor, the same words."""
        known = {one.id for one in self.workspace.project.case_types}
        for place, text in tuple(self.workspace.drafts.items()):
            case_type, key = read_place(place)
            if case_type not in known:
                continue
            if key in EDITABLE and self.table.go_to(case_type, key, edits=True):
                editor = self.table.findChild(QLineEdit)
                if editor is not None:
                    editor.setText(text)
                    self.workspace.typing(place, text)
            elif key in CaseType.model_fields:
                self.workspace.typing(place, None)
                self.workspace.do(ChangeItem(collection="case_types", id=case_type, changes={key: text}))

    def show_results(self, results: Results) -> None:
        self._model.show_results(results)
        if self.filters.rests_on_results or self._sorted_by in ("volume", "minutes", "state"):
            self._refilter()
        self._selection_changed()

    def _findings_came(self) -> None:
        if self.isVisible():
            self._selection_changed()

    def _refilter(self) -> None:
        """Show what the filters let through, in the chosen order; the current row stays current."""
        rows: Sequence[CaseType] = self.filters.through()
        if self._sorted_by:
            rows = sorted(
                rows, key=lambda one: self._model.sort_key(one, self._sorted_by), reverse=self._descending
            )
        self._is_refilling = True
        self.table.keeping_place(lambda: self._model.set_rows(rows))
        self._is_refilling = False
        t, all_ = self.texts, len(self.workspace.project.case_types)
        self._count.setText(t("{n} of {all}", n=t.number(len(rows)), all=t.number(all_)))
        self._empty.setVisible(not all_)
        self.table.setVisible(bool(all_))
        if self.filters.text.hasFocus():
            self._show_panel_soon.start()  # first the list, then what stands beside it: somebody is typing
        else:
            self._selection_changed()

    def _selection_changed(self, *_parts: QItemSelection) -> None:
        if self._is_refilling:
            return
        self._show_panel_soon.stop()
        chosen = self.table.selected_rows
        found = self.workspace.findings_of(chosen[0].id) if len(chosen) == 1 else ()
        self.panel.show_chosen(chosen, found)
        if len(chosen) == 1:
            self.workspace.case_type = chosen[0].id

    def _sort_clicked(self, section: int) -> None:
        key = self._model.columns[section].key
        if key == self._sorted_by and self._descending:
            self._sorted_by, self._descending = "", False
        else:
            self._descending = key == self._sorted_by
            self._sorted_by = key
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(bool(self._sorted_by))
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self._refilter()

    # what is done

    def _typed(self, case_type: CaseType, key: str, text: str) -> bool:
        """Take what was typed into a cell: for all chosen rows where the row is one of them."""
        chosen = self.table.selected_rows
        rows = chosen if case_type in chosen and key != "name" else (case_type,)
        if text == self._model.plain(case_type, key) and len(rows) == 1:
            return True
        scopes = {self._model.scope_words(scope): scope for scope in Scope}
        try:
            changes = typed_change(self.workspace.project, key, text, scopes)
        except ProjectError as problem:
            self._say(self.texts.message(problem.message), "warning")
            return False
        done = self.workspace.do(changed(rows, changes)) is not None
        if done and len(rows) > 1:
            self._say(self.texts.plural("{n} row was changed", "{n} rows were changed", len(rows)))
        return done

    def _state_of(self, case_type: CaseType) -> str:
        return state_of(case_type, self._model.missing(case_type))

    def _say(self, text: str, tone: str = "text2") -> None:
        self.assist.setText(text)
        set_tone(self.assist, tone)

    def _paste(self) -> None:
        self.acts.paste(self.table.current_row)

    def _change_chosen(self, changes: dict[str, Any]) -> None:
        chosen = self.panel.chosen
        if chosen:
            self.workspace.do(changed(chosen, changes))

    def _choose_rows(self, ids: Sequence[str]) -> None:
        """Choose these rows, the last of them current, where the filters let them through."""
        selection = self.table.selectionModel()
        selection.clearSelection()
        for wanted in ids:
            at = self._model.row_at(wanted)
            if at is not None:
                index = self._model.index(at, 0)
                selection.setCurrentIndex(
                    index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                )

    def _next_unfilled(self, by: int) -> None:
        rows = self._model.rows
        if not rows:
            return
        start = self.table.currentIndex().row()
        for offset in range(1, len(rows) + 1):
            at = (start + by * offset) % len(rows)
            if self._state_of(rows[at]) in ("whole", "missing"):
                self.table.go_to(rows[at].id, "name")
                return
        self._say(self.texts("Everything in this list is filled in."), "ok")

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        for at, one in enumerate(self._model.columns[1:], 1):
            action = menu.addAction(one.title)
            action.setCheckable(True)
            action.setChecked(one.key not in self._hidden)
            action.triggered.connect(partial(self._show_column, at, one.key))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.mapToGlobal(QPoint(self.look.px(200), 0)))

    def _show_column(self, at: int, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(key)
        self.table.setColumnHidden(at, not shown)

    # the contract

    def commands(self) -> Commands:
        chosen = self.table.selected_rows
        found: dict[str, Callable[[], object]] = {
            "insert.case_type": self.acts.ask_new,
            "edit.find": self.filters.text.setFocus,
            "edit.paste": self._paste,
            "view.columns": self._choose_columns,
            "row.duplicates": lambda: self.acts.find_duplicates(self.filters.through()),
            "row.next_unfilled": lambda: self._next_unfilled(1),
            "row.previous_unfilled": lambda: self._next_unfilled(-1),
        }
        if not chosen:
            return found
        found |= {
            "edit.copy": self.table.copy,
            "edit.cell": lambda: self.table.edit(self.table.currentIndex()),
            "edit.delete": partial(self.acts.delete, chosen),
            "row.hand_over": partial(self.acts.ask_hand_over, chosen),
        }
        found |= {f"row.level_{n}": partial(self.acts.set_level, chosen, n) for n in range(1, 9)}
        found["row.level_none"] = partial(self.acts.set_level, chosen, None)
        if len(chosen) > 1:
            found["row.merge"] = partial(self.acts.ask_merge, chosen)
        if len(chosen) == 1 and len(chosen[0].steps) > 1:
            found["row.split"] = partial(self.acts.ask_split, chosen[0])
        return found

    def go_to(self, place: Place) -> bool:
        if place.collection != "case_types":
            return False
        if not place.ids:
            self.table.setFocus()
            return True
        if self._model.row_at(place.ids[0]) is None:
            self.filters.let_all_through()
            self.workspace.choose(department=None)
            self._refilter()
        at = place.field if place.field in {one.key for one in self._model.columns} else "name"
        found = self.table.go_to(place.ids[0], at)
        self.table.setFocus()
        return found

    def first_focus(self) -> QWidget:
        return self.table if self._model.rows else self.filters.text

    def subtitle(self) -> str:
        department = self.workspace.department
        return next((d.name for d in self.workspace.project.departments if d.id == department), "")

    def remembered(self) -> dict[str, object]:
        widths = {one.key: self.table.columnWidth(at) for at, one in enumerate(self._model.columns)}
        return {
            "split": self.split.sizes(),
            "hidden": sorted(self._hidden),
            "widths": widths,
            "sorted_by": self._sorted_by,
            "descending": self._descending,
        }

    def remember(self, kept: dict[str, object]) -> None:
        hidden, widths, sizes = kept.get("hidden"), kept.get("widths"), kept.get("split")
        if isinstance(hidden, list):
            self._hidden = {str(one) for one in hidden}
        for at, one in enumerate(self._model.columns):
            self.table.setColumnHidden(at, one.key in self._hidden)
            if isinstance(widths, dict) and isinstance(widths.get(one.key), int) and widths[one.key] > 0:
                self.table.setColumnWidth(at, widths[one.key])
        if isinstance(sizes, list) and len(sizes) == 2:
            self.split.setSizes([int(size) for size in sizes])
        if kept.get("sorted_by") in {one.key for one in self._model.columns}:
            self._sorted_by, self._descending = str(kept["sorted_by"]), bool(kept.get("descending"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.table.hasFocus() and event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self.table.edit(self.table.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setVisible(self.width() >= self.look.px(1000))
