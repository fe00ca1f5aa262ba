"""The page: filter line, table, and a panel for what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import compress, repeat
from operator import contains
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QSplitter,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.capture.names import known_names
from workbench.capture.paste import paste_rows, read_block
from workbench.edits.places import differing
from workbench.edits.recipes import merge_case_types
from workbench.edits.stored import Batch, ChangeItem
from workbench.export.palette import level_word
from workbench.model.case_types import CaseType, Scope
from workbench.model.text import ProjectError
from workbench.session import Change
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.pages.case_types.catalogue import EDITABLE, Catalogue, Names, state_of
from workbench.ui.pages.case_types.edits import changed, levels_of_whole_cases, removed, split, typed_change
from workbench.ui.pages.case_types.side_panel import SidePanel, place_of_typing, read_place
from workbench.ui.pages.case_types.strip import Asked, QuestionStrip
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.delegate import CellDelegate, Index
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.parts import button, column, label, named, on_ground, row, set_tone
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace


class _Editors(CellDelegate):
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


class CaseTypesPage(Page):
    """The catalogue of case types."""

    key: ClassVar[str] = "case_types"
    export_wanted = Signal(tuple)

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._folded: dict[str, str] = {}
        self._folded_for: tuple[CaseType, ...] = ()
        self._texts: list[str] = []
        self._sorted_by, self._descending = "", False
        self._took_up_drafts = False
        self._hidden: set[str] = {"synonyms", "wave", "codes"}
        on_ground(self, "surface")
        t = self.texts
        self._model = Catalogue(look, workspace.project, self._typed)
        self.table = TableView(look, self._model, t("Case types"))
        self.table.setItemDelegate(_Editors(look, self.table, self._model.choices, workspace.typing))
        self.first = FirstColumn(self.table)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._selection_changed())
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_clicked)
        self.table.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.horizontalHeader().customContextMenuRequested.connect(lambda _at: self._choose_columns())
        self.assist = label(look, "", "small", "text2", wraps=True)
        self.strip = QuestionStrip(look)
        self.strip.closed.connect(self.table.setFocus)
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
            button(look, t("New"), "plus", is_main=True, does=self._ask_new),
            margins=(edge, look.px(12), edge, 0),
        )
        self.department, self.level, self.state = QComboBox(), QComboBox(), QComboBox()
        self.text = QLineEdit()
        self.text.setPlaceholderText(t("Filter by words or codes"))
        self.text.setClearButtonEnabled(True)
        named(self.text, t("Filter by words or codes"))
        self._fill_filters()
        for combo in (self.department, self.level, self.state):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
        self.department.activated.connect(
            lambda _at: self.workspace.choose(department=self.department.currentData() or None)
        )
        self.level.activated.connect(lambda _at: self._refilter())
        self.state.activated.connect(lambda _at: self._refilter())
        self.text.textChanged.connect(lambda _text: self._refilter())
        filters = row(self.department, self.level, self.state, self.text, margins=(edge, 0, edge, 0))
        filters.setStretch(3, 1)
        self._empty = self._empty_state()
        foot = row(self.assist, margins=(edge, look.px(4), edge, look.px(4)))
        left = QWidget()
        inner = column(
            head,
            filters,
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
        made = QWidget()
        edge = look.px(16)
        made.setLayout(
            column(
                label(look, t("No case types yet."), "section"),
                label(
                    look,
                    t("Write the first one, or paste a list from Excel: one row each."),
                    "body",
                    "text2",
                    wraps=True,
                ),
                row(
                    button(look, t("New case type"), "plus", is_main=True, does=self._ask_new),
                    button(look, t("Paste"), "content-paste", does=self._paste),
                    None,
                ),
                margins=(edge, edge, edge, edge),
            )
        )
        return made

    def _fill_filters(self) -> None:
        t, project = self.texts, self.workspace.project
        self.department.clear()
        self.department.addItem(t("All departments"), "")
        for one in project.departments:
            self.department.addItem(one.name, one.id)
        self.department.setCurrentIndex(max(0, self.department.findData(self.workspace.department or "")))
        named(self.department, t("Department"))
        if self.level.count():
            return
        self.level.addItem(t("All levels"), 0)
        for level in range(1, 9):
            self.level.addItem(f"{level} {level_word(level, t)}", level)
        named(self.level, t("Level"))
        for key, words in (
            ("", t("All states")),
            ("whole", t("Not divided yet")),
            ("missing", t("Something lacks")),
            ("complete", t("Complete")),
            ("out", t("Out of scope")),
        ):
            self.state.addItem(words, key)
        named(self.state, t("State"))

    # what is shown

    def show_project(self, change: Change | None) -> None:
        project = self.workspace.project
        if not self._folded_for:
            self._fold_beforehand()
        if not self._model.names.fits(project):
            self._model.names = Names(project)
            self._model.refresh()
            self._fill_filters()
        if change is None:
            at = self.department.findData(self.workspace.department or "")
            self.department.setCurrentIndex(max(0, at))
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
        if self.state.currentData() or self._sorted_by in ("volume", "minutes", "state"):
            self._refilter()
        self._selection_changed()

    def _findings_came(self) -> None:
        if self.isVisible():
            self._selection_changed()

    def _refilter(self) -> None:
        """Show what the filters let through, in the chosen order; the current row stays current."""
        rows: Sequence[CaseType] = self._filtered()
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
        if self.text.hasFocus():
            self._show_panel_soon.start()  # first the list, then what stands beside it: somebody is typing
        else:
            self._selection_changed()

    def _filtered(self) -> list[CaseType]:
        words = self.text.text().casefold().split()
        rows = self._with_words(words)
        if self.workspace.department:
            rows = [one for one in rows if one.department == self.workspace.department]
        level, state = self.level.currentData(), self.state.currentData()
        if level:
            rows = [one for one in rows if any(step.level == level for step in one.steps)]
        if state:
            rows = [one for one in rows if state_of(one, self._model.missing(one)) == state]
        return rows

    def _with_words(self, words: Sequence[str]) -> list[CaseType]:
        """Return the case types in which every one of ``words`` stands."""
        rows = list(self.workspace.project.case_types)
        texts = self._folded_words() if words else []
        for word in words:
            has_it = list(map(contains, texts, repeat(word)))
            rows, texts = list(compress(rows, has_it)), list(compress(texts, has_it))
        return rows

    def _folded_words(self) -> list[str]:
        """Return each case type's words to search in, in order; only those that changed are folded again."""
        now = self.workspace.project.case_types
        if self._folded_for is not now:
            _gone, come = differing(self._folded_for, now)
            self._folded.update((one.id, _folded(one)) for one in come)
            self._folded_for, self._texts = now, []
        if not self._texts:
            self._texts = [self._folded[one.id] for one in now]
        return self._texts

    def _fold_beforehand(self) -> None:
        """Fold the words of thousands of case types beside the window, so that the first key need not wait."""
        now = self.workspace.project.case_types

        def fold(pause: Pause) -> dict[str, str]:
            made = {}
            for one in now:
                made[one.id] = _folded(one)
                pause()
            return made

        def folded(made: dict[str, str]) -> None:
            if not self._folded_for:
                self._folded, self._folded_for, self._texts = made, now, list(made.values())

        def failed(problem: Exception) -> None:
            raise problem

        self.workspace.background.run("fold words", fold, folded, failed)

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

    def _say(self, text: str, tone: str = "text2") -> None:
        self.assist.setText(text)
        set_tone(self.assist, tone)

    def _change_chosen(self, changes: dict[str, Any]) -> None:
        chosen = self.panel.chosen
        if chosen:
            self.workspace.do(changed(chosen, changes))

    def _set_level(self, level: int | None) -> None:
        self._try(lambda: levels_of_whole_cases(self.workspace.project, self.table.selected_rows, level))

    def _try(self, make: Callable[[], Batch]) -> bool:
        """Do what ``make`` returns; say in the assist line why where it cannot be done."""
        try:
            batch = make()
        except ProjectError as problem:
            self._say(self.texts.message(problem.message), "warning")
            return False
        return self.workspace.do(batch) is not None

    def _delete(self) -> None:
        chosen = self.table.selected_rows
        if len(chosen) > 20:
            self.workspace.pin("bulk-delete")
        if chosen and self._try(lambda: removed(self.workspace.project, chosen)):
            self._say(
                self.texts.plural(
                    "{n} case type was removed. Ctrl+Z brings it back.",
                    "{n} case types were removed. Ctrl+Z brings them back.",
                    len(chosen),
                )
            )

    def _ask_new(self) -> None:
        t, project = self.texts, self.workspace.project
        if not project.departments:
            self._say(
                t(
                    "A case type belongs to a department. Paste or read a list that names them, or start from a sample."
                ),
                "warning",
            )
            return
        departments = tuple((one.id, one.name) for one in project.departments)
        fields = (
            Asked(t("Name")),
            Asked(t("Department"), departments, self.workspace.department or departments[0][0]),
        )
        self.strip.ask(t("New case type"), fields, t("Add"), self._add)

    def _add(self, answers: Sequence[str]) -> None:
        from workbench.edits.recipes import add_case_type

        name, department = answers
        if not name:
            self._say(self.texts("A case type needs a name."), "warning")
            return
        batch = add_case_type(name, department, first_step=self.texts("The whole case"))
        before = {one.id for one in self.workspace.project.case_types}
        if self._try(lambda: batch):
            made = next(one.id for one in self.workspace.project.case_types if one.id not in before)
            self.table.go_to(made, "name")

    def _paste(self) -> None:
        t, project = self.texts, self.workspace.project
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._say(t("There is nothing to paste."), "warning")
            return
        current = self.table.current_row
        department = self.workspace.department or (current.department if current else None)
        department = department or (project.departments[0].id if project.departments else None)
        try:
            rows = read_block(text, known_names(project))
            pasted = paste_rows(project, rows, after=current.id if current else None, department=department)
        except ProjectError as problem:
            self._say(t.message(problem.message), "warning")
            return
        if self.workspace.do(pasted.batch) is not None:
            self._say(
                t(
                    "{rows} rows: {understood} understood, {kept} kept as text. Ctrl+Z takes it back.",
                    rows=t.number(pasted.rows),
                    understood=t.number(pasted.understood),
                    kept=t.number(pasted.kept_as_text),
                )
            )
            if pasted.case_types:
                self.table.go_to(pasted.case_types[0], "name")

    def _ask_merge(self) -> None:
        t, chosen = self.texts, self.table.selected_rows
        choices = tuple((one.id, one.name) for one in chosen)
        title = t("Make one of {n} case types; volumes, steps and other words are kept", n=len(chosen))
        self.strip.ask(
            title,
            (Asked(t("Under the name"), choices, choices[0][0]),),
            t("Merge"),
            partial(self._merge, chosen),
        )

    def _merge(self, chosen: Sequence[CaseType], answers: Sequence[str]) -> None:
        keep = answers[0]

        def make() -> Batch:
            from workbench.model.text import N_

            project, edits = self.workspace.project, []
            for one in chosen:
                if one.id != keep:
                    step = merge_case_types(project, keep, one.id)
                    project = step.apply(project)
                    edits += list(step.edits)
            name = next(one.name for one in chosen if one.id == keep)
            return Batch(name=N_("merge into {name}"), values={"name": name}, edits=tuple(edits))

        if self._try(make):
            self.table.go_to(keep, "name")

    def _ask_split(self) -> None:
        t, case_type = self.texts, self.table.selected_rows[0]
        steps = tuple((step.id, step.title) for step in case_type.steps[1:])
        fields = (
            Asked(t("From the step"), steps),
            Asked(t("New name"), (), t("{name}, continued", name=case_type.name)),
        )
        self.strip.ask(
            t("Split {name}", name=case_type.name), fields, t("Split"), partial(self._split, case_type)
        )

    def _split(self, case_type: CaseType, answers: Sequence[str]) -> None:
        ids = [step.id for step in case_type.steps]
        going = ids[ids.index(answers[0]) :]
        self._try(lambda: split(self.workspace.project, case_type, going, answers[1] or case_type.name))

    def _ask_hand_over(self) -> None:
        t, project, chosen = self.texts, self.workspace.project, self.table.selected_rows
        departments = {one.id: one.name for one in project.departments}
        units = tuple(
            (one.id, t("{unit} ({department})", unit=one.name, department=departments[one.department]))
            for one in project.units
        )
        if not units:
            self._say(
                t(
                    "The project has no units yet: a performer that you write in the capture table becomes one."
                ),
                "warning",
            )
            return
        title = t.plural("Move {n} case type to", "Move {n} case types to", len(chosen))
        self.strip.ask(
            title,
            (Asked(t("Unit"), units, chosen[0].unit or ""),),
            t("Move"),
            partial(self._hand_over, chosen),
        )

    def _hand_over(self, chosen: Sequence[CaseType], answers: Sequence[str]) -> None:
        from workbench.edits.recipes import move_case_types

        unit = next(one for one in self.workspace.project.units if one.id == answers[0])
        ids = [one.id for one in chosen]
        self._try(lambda: move_case_types(self.workspace.project, ids, unit.department, unit.id))

    def _duplicates(self) -> None:
        """Look for near-duplicates in the background and choose the first pair."""
        from workbench.capture.duplicates import pairs

        t, case_types = self.texts, self._filtered()
        self._say(t("Looking for near-duplicates…"))

        def found(result: Any) -> None:
            if not result:
                self._say(t("No two case types of a department are nearly the same."))
                return
            first = result[0]
            self._choose_rows([first.first, first.second])
            self._say(
                t.plural(
                    "{n} pair is nearly the same; Ctrl+M merges the chosen ones.",
                    "{n} pairs are nearly the same; the first is chosen, Ctrl+M merges it.",
                    len(result),
                )
            )

        def failed(problem: Exception) -> None:
            raise problem

        self.workspace.background.run("duplicates", lambda pause: pairs(case_types, pause), found, failed)

    def _choose_rows(self, ids: Sequence[str]) -> None:
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
            if state_of(rows[at], self._model.missing(rows[at])) in ("whole", "missing"):
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
            "insert.case_type": self._ask_new,
            "edit.find": self.text.setFocus,
            "edit.paste": self._paste,
            "view.columns": self._choose_columns,
            "row.duplicates": self._duplicates,
            "row.next_unfilled": lambda: self._next_unfilled(1),
            "row.previous_unfilled": lambda: self._next_unfilled(-1),
        }
        if not chosen:
            return found
        found |= {
            "edit.copy": self.table.copy,
            "edit.delete": self._delete,
            "row.hand_over": self._ask_hand_over,
        }
        found |= {f"row.level_{n}": partial(self._set_level, n) for n in range(1, 9)}
        found["row.level_none"] = partial(self._set_level, None)
        if len(chosen) > 1:
            found["row.merge"] = self._ask_merge
        if len(chosen) == 1 and len(chosen[0].steps) > 1:
            found["row.split"] = self._ask_split
        return found

    def go_to(self, place: Place) -> bool:
        if place.collection != "case_types":
            return False
        if not place.ids:
            self.table.setFocus()
            return True
        if self._model.row_at(place.ids[0]) is None:
            self.text.clear()
            self.level.setCurrentIndex(0)
            self.state.setCurrentIndex(0)
            self.workspace.choose(department=None)
            self._refilter()
        at = place.field if place.field in {one.key for one in self._model.columns} else "name"
        found = self.table.go_to(place.ids[0], at)
        self.table.setFocus()
        return found

    def first_focus(self) -> QWidget:
        return self.table if self._model.rows else self.text

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


def _folded(case_type: CaseType) -> str:
    """Return the words by which a case type is found."""
    parts = (case_type.name, *case_type.synonyms, *(code.code for code in case_type.codes))
    return " ".join(parts).casefold()
