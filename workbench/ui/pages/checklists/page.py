"""The Checklists page: the list, the editor of one, and beside it the conversation that it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Finding, Results
from workbench.edits import knowledge
from workbench.edits.recipes import remove_with_references
from workbench.export.call_script import script_lines
from workbench.model.knowledge import Checklist
from workbench.session import Change
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.pages.checklists.editor import Editor
from workbench.ui.pages.checklists.lines import has_lines
from workbench.ui.pages.checklists.list_pane import ListPane
from workbench.ui.pages.checklists.rows import MISSING, Listing, ListRow
from workbench.ui.pages.checklists.script import ScriptPane
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import boxed, button, column, label, on_ground
from workbench.ui.workspace import Workspace

_SCRIPT_FROM = 1220
_EDITOR, _MISSING, _NOTHING = range(3)
_MANY_FINDINGS = 2_000
"""From so many on they are looked through beside the window."""


class ChecklistsPage(Page):
    """Every checklist of the municipality, one of them open."""

    key: ClassVar[str] = "checklists"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._rows: tuple[ListRow, ...] = ()
        self._listing = Listing()
        self._missing: tuple[str, ...] = ()
        self._row: ListRow | None = None
        self._took_up_drafts = False
        self._previewed = ""
        self.editor = Editor(
            workspace, look, self._open_process, self._preview, self._print, self._add_another
        )
        self.script = ScriptPane(look, self._print)
        self.list = ListPane(workspace, look, self._chose, self._start)
        self.list.table.opened.connect(self._open_chosen)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.editor)
        self.middle.addWidget(self._missing_pane())
        self.middle.addWidget(self._nothing_pane())
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.setHandleWidth(1)
        for at, (pane, share) in enumerate(((self.list, 0), (self.middle, 1), (self.script, 0))):
            self.body.addWidget(pane)
            self.body.setStretchFactor(at, share)
        self.body.setSizes([look.px(280), look.px(760), look.px(330)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)
        on_ground(self, "surface")

    def _missing_pane(self) -> QWidget:
        look, t, edge = self.look, self.texts, self.look.px(16)
        self._about_missing = label(look, "", "title", wraps=True)
        self.write = button(look, t("Write the checklist"), "pencil-outline", is_main=True, does=self._write)
        empty = Empty(
            look,
            t("There is no checklist for this case type yet."),
            t("The department answers for a checklist for every case type that moves to customer service."),
            self.write,
        )
        margins = (edge, edge, edge, edge)
        return boxed(column(self._about_missing, empty, spacing=look.px(10), margins=margins), "surface")

    def _nothing_pane(self) -> QWidget:
        what = self.texts(
            "A checklist tells the adviser what to ask, say and do. Choose one at the left, or begin a new one."
        )
        return Empty(self.look, self.texts("No checklist is chosen."), what, is_page=True)

    # showing

    def show_project(self, change: Change | None) -> None:
        rows = self._listing.rows(self.workspace.project, self._missing, today())
        if rows != self._rows or change is None:
            self._rows = rows
            self.list.show_rows(rows)
        self._chose(self.list.table.current_row)
        if not self._took_up_drafts:
            self._took_up_drafts = True
            self._take_up_drafts()

    def show_results(self, results: Results) -> None:
        if len(results.findings) < _MANY_FINDINGS:
            self._show_missing(_missing(results.findings))
        else:
            self.workspace.background.run(
                "checklist rows", partial(self._look_for_missing, results.findings), self._show_missing
            )
        if self.editor.checklist is not None:
            self.editor.details.offer_clauses(self._clauses(self.editor.checklist))

    def _look_for_missing(self, findings: Sequence[Finding], pause: Pause) -> tuple[str, ...]:
        missing = _missing(findings)
        self._listing.beforehand(missing, pause)
        return missing

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        if missing != self._missing:
            self._missing = missing
            self.show_project(None)

    def _take_up_drafts(self) -> None:
        """Put back what was being typed here when the program was last killed."""
        for place, text in tuple(self.workspace.drafts.items()):
            page, _, rest = place.partition("/")
            is_here = page == "checklists" and self.list.go_to(rest.partition("/")[0])
            if is_here and self.editor.take_up(place, text):
                self.workspace.typing(place, text)

    def _chose(self, row: ListRow | None) -> None:
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        checklist = self.checklist
        if checklist is not None:
            if other or checklist is not self.editor.checklist:
                self.editor.show_checklist(checklist, self._clauses(checklist))
            self.middle.setCurrentIndex(_EDITOR)
        elif row is not None:
            self.editor.take()
            self._about_missing.setText(row.title)
            self.middle.setCurrentIndex(_MISSING)
        else:
            self.middle.setCurrentIndex(_NOTHING)
        self._fit_script()
        if other:
            self.commands_changed.emit()

    def _open_chosen(self) -> None:
        """Put the keyboard where what is chosen is written, begun where there is nothing yet."""
        if self.checklist is not None:
            self.editor.focus("items")
        else:
            self._write()

    @property
    def checklist(self) -> Checklist | None:
        """The checklist that is open, as it is now."""
        wanted = self._row.id if self._row is not None and self._row.state != MISSING else None
        return next((one for one in self.workspace.project.checklists if one.id == wanted), None)

    def _preview(self, checklist: Checklist) -> None:
        lines = script_lines(checklist, self.texts)
        is_other, self._previewed = self._previewed != checklist.id, checklist.id
        for one in (self.script, self.editor.script):
            one.view.show_lines(lines, from_top=is_other)

    def _clauses(self, checklist: Checklist) -> list[str]:
        """Return to whom the agreement of a checklist's case type hands over, and what must be complete."""
        results = self.workspace.results
        if results is None:
            return []
        flow = next((one for one in results.flows if one.case_type == checklist.case_type), None)
        units = {one.id: one.name for one in self.workspace.project.units}
        said = [
            ", ".join(
                part.strip().rstrip(".")
                for part in (units.get(one.department_unit or "", ""), one.hands_over, one.within)
                if part.strip()
            )
            for one in (flow.clauses if flow is not None else ())
            if one.goes_out
        ]
        return [one for one in dict.fromkeys(said) if one]

    def _fit_script(self) -> None:
        """Show the call script beside the editor, or as a part of it where there is no room."""
        is_beside = self.width() >= self.look.px(_SCRIPT_FROM)
        has_one = self.middle.currentIndex() == _EDITOR
        self.script.setVisible(is_beside and has_one)
        self.editor.show_script_tab(is_shown=not is_beside)

    # what is done here

    def _start(self) -> None:
        """Show the case types that have no checklist yet; the one that is chosen gets one."""
        if self._row is not None and self._row.state == MISSING:
            self._write()
            return
        has_one = {one.case_type for one in self.workspace.project.checklists}
        case_type = self.workspace.case_type
        if case_type is not None and case_type not in has_one and not self._missing:
            self._add(case_type)
            return
        self.list.filter_state(MISSING)
        self.list.table.setFocus()

    def _write(self) -> None:
        if self._row is not None and self._row.state == MISSING:
            self._add(self._row.case_type)

    def _add(self, case_type: str) -> None:
        edit, made = knowledge.add_checklist(self.workspace.project, case_type)
        if self.workspace.do(edit) is not None:
            self.list.go_to(made)
            self.editor.focus("items")

    def _add_another(self) -> None:
        """Add one more checklist of the case type; its title, which tells it from the others, is written first."""
        checklist = self.checklist
        if checklist is None:
            return
        about = self.workspace.case_type_of(checklist.case_type)
        others = sum(one.case_type == checklist.case_type for one in self.workspace.project.checklists)
        title = f"{about.name} {others + 1}" if about is not None else ""
        edit, made = knowledge.add_checklist(self.workspace.project, checklist.case_type, title)
        if self.workspace.do(edit) is not None:
            self.list.go_to(made)
            self.editor.focus("title")
            self.editor.details.fields["title"].selectAll()

    def _remove(self) -> None:
        checklist = self.checklist
        if checklist is not None:
            self.workspace.do(remove_with_references(self.workspace.project, "checklists", checklist.id))

    def _open_process(self) -> None:
        if self._row is not None:
            self.workspace.choose(case_type=self._row.case_type)
            self.workspace.go_to(Place("case_types", (self._row.case_type,), "steps"))

    def _print(self) -> None:
        self.export_wanted.emit(("checklists",))

    def commands(self) -> Commands:
        made: dict[str, Callable[[], object]] = {
            "edit.find": self.list.words.setFocus,
            "insert.checklist": self._start,
        }
        item = self.editor.items.current()
        if item is not None:
            made |= {
                "row.up": lambda: self.editor.items.move_by(item, -1),
                "row.down": lambda: self.editor.items.move_by(item, 1),
            }
        if self.editor.items.chosen.ids:
            made["edit.copy"] = lambda: self.editor.items.copy(None)
            if has_lines():
                made["edit.paste"] = lambda: self.editor.items.paste(None)
        if self.list.table.hasFocus() and self.checklist is not None:
            made["edit.delete"] = self._remove
        return made

    def go_to(self, place: Place) -> bool:
        self.show_project(None)
        wanted = place.ids[0] if place.ids else ""
        if place.collection == "case_types":
            found = next((one.id for one in self._rows if one.case_type == wanted), "")
            return bool(found) and self._show(found, "")
        if not place.collection.startswith("checklists"):
            return False
        if not wanted:
            self.list.table.setFocus()
            return True
        return self._show(wanted, place.field or place.collection.partition(".")[2])

    def _show(self, wanted: str, field: str) -> bool:
        if not self.list.go_to(wanted):
            return False
        if self.middle.currentIndex() == _EDITOR and field:
            self.editor.focus(field)
        elif self.middle.currentIndex() == _MISSING:
            self.write.setFocus()
        else:
            self.list.table.setFocus()
        return True

    def first_focus(self) -> QWidget:
        return self.list.table

    def subtitle(self) -> str:
        here = self.workspace.department
        return next((one.name for one in self.workspace.project.departments if one.id == here), "")

    def remembered(self) -> dict[str, object]:
        return {"body": self.body.sizes()}

    def remember(self, kept: dict[str, object]) -> None:
        sizes: Any = kept.get("body")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(one, int) for one in sizes):
            self.body.setSizes(sizes)

    def let_go(self) -> None:
        self.workspace.background.give_up("checklist rows")

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_script()


def _missing(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the case types that have no checklist and need one."""
    return tuple(one.id for one in findings if one.rule == "without-checklist")
