"""The Process page: one case type as a step table and a live map, with its figures, its step's form and findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from workbench.analysis.place import Place, page_of, place_of
from workbench.analysis.results import Finding, Results
from workbench.capture.names import KnownNames, known_names
from workbench.capture.rows import is_whole_case
from workbench.edits import Edit
from workbench.model.case_types import CaseType
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.pages.process.figures import CaseFigures, case_figures
from workbench.ui.pages.process.head import Head
from workbench.ui.pages.process.map_pane import MapPane
from workbench.ui.pages.process.shown import Looker, Shown, ViewName, gravest_by_step
from workbench.ui.pages.process.step_pane import StepPane
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.fields import Field, LongField
from workbench.ui.widgets.parts import (
    boxed,
    button,
    column,
    line,
    on_ground,
)
from workbench.ui.widgets.tab_order import TabOrder
from workbench.ui.workspace import Workspace

VIEWS: tuple[ViewName, ...] = ("today", "proposed", "difference")
_READ = (
    "case_types",
    "units",
    "roles",
    "departments",
    "settings",
    "scenarios",
    "municipality",
    "waves",
    "pools",
)
"""What the page shows something of; another edit leaves it as it is."""
_TABLE_FIELDS = {
    "level": "level",
    "title": "step",
    "minutes_today": "minutes",
    "minutes_in_customer_service": "minutes",
}


class ProcessPage(Page):
    """One case type at a time; which one is the workspace's choice."""

    key: ClassVar[str] = "process"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self.shown: Shown | None = None
        self._took_up_drafts = False
        self.view: ViewName = "proposed"
        self._looker = Looker(self.texts)
        self._names = KnownNames()
        self._findings: tuple[Finding, ...] = ()
        self._listed: tuple[object, str | None, tuple[CaseType, ...]] = (None, None, ())
        self._map_timer = QTimer(self, singleShot=True, interval=0)
        self._map_timer.timeout.connect(self.show_map)
        workspace.findings_changed.connect(self._findings_came)
        t = self.texts
        self._make_panes()
        self.head = Head(
            look,
            lambda one: workspace.choose(case_type=one),
            self.go_by,
            self.show_view,
            (
                (t("Copy the map as a picture"), "content-copy", self.map_pane.copy_picture),
                (t("Save the map as a picture…"), "export", self.map_pane.save_picture),
                (t("Print the map…"), "printer-outline", self.map_pane.print_map),
            ),
        )
        self.figures = CaseFigures(look)
        self.content = boxed(column(self.head, line(look), self.figures, line(look), self._body(), spacing=0))
        self.content.layout().setStretch(4, 1)  # type: ignore[union-attr]
        self._pages = QStackedLayout(self)
        self._tab_order = TabOrder(self.content)
        self._pages.addWidget(self.content)
        self._pages.addWidget(self._nothing())
        on_ground(self, "surface")

    # building

    def _make_panes(self) -> None:
        """Make the two halves. What the page talks to most it calls by its own name."""
        self.steps = StepPane(
            self.look,
            lambda: self.workspace.project,
            lambda: self._names,
            self.do,
            self.workspace.typing,
            self.go_to_finding,
        )
        self.model, self.table, self.assist = self.steps.model, self.steps.table, self.steps.assist
        self.detail, self.found, self.undivided = self.steps.detail, self.steps.found, self.steps.undivided
        self.table.current_changed.connect(lambda *_: self._table_chose())
        self.map_pane = MapPane(self.look, self.go_to_clause, self.steps.say)
        self.map = self.map_pane.map
        self.map.chosen.connect(self._map_chose)
        self.map.entered.connect(self._map_entered)

    def _body(self) -> QWidget:
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.setHandleWidth(1)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.map_pane)
        self.body.setStretchFactor(0, 40)
        self.body.setStretchFactor(1, 60)
        self.body.setSizes([560, 824])
        return self.body

    def _nothing(self) -> QWidget:
        """What stands here while there is no case type."""
        look, t = self.look, self.texts
        return Empty(
            look,
            t("No case types yet."),
            t("A case type's steps show which part of the work can move, and what has to be agreed."),
            button(
                look,
                t("Add case types"),
                "plus",
                is_main=True,
                does=lambda: self.workspace.go_to(Place("case_types")),
            ),
            button(look, t("Open the workshop"), does=lambda: self.workspace.go_to(Place("workshops"))),
            key="Ctrl+3",
            is_page=True,
        )

    # showing

    def show_project(self, change: Change | None) -> None:
        project = self.workspace.project
        if change is not None and all(
            getattr(change.before, name) is getattr(change.after, name) for name in _READ
        ):
            return
        case_type = self.workspace.case_type_of(self.workspace.case_type)
        if case_type is None and project.case_types:
            case_type = project.case_types[0]
        self._pages.setCurrentIndex(0 if case_type else 1)
        if case_type is None:
            self.shown = None
            return
        self._names = known_names(
            project,
            department=case_type.department,
            decimal_mark=decimal_mark(self.texts),
            previous=self._names,
        )
        is_other = self.shown is None or self.shown.case_type.id != case_type.id
        if is_other:
            self._findings = self._found(case_type)
        self._show(case_type, is_other=is_other)
        if not self._took_up_drafts:
            self._took_up_drafts = True
            self._take_up_drafts()

    def _take_up_drafts(self) -> None:
        """Put back into the form what was being typed there when the program was last killed."""
        for place, text in tuple(self.workspace.drafts.items()):
            collection, _, rest = place.partition("/")
            step, _, name = rest.partition("/")
            owners = (
                one for one in self.workspace.project.case_types if any(s.id == step for s in one.steps)
            )
            owner = next(owners, None) if collection == "case_types.steps" else None
            if owner is None or not self.go_to(Place(collection, (owner.id, step), name)):
                continue
            fields: list[Field | LongField] = [
                *self.detail.findChildren(Field),
                *self.detail.findChildren(LongField),
            ]
            for field in fields:
                if field.place == place:
                    field.write(text)
                    self.workspace.typing(place, text)

    def show_results(self, results: Results) -> None:
        del results  # the findings among them are sorted a moment later
        if self.shown is not None and self.shown.volume is None:
            self._show(self.shown.case_type, is_other=False)
        self._findings_came()

    def _findings_came(self) -> None:
        if self.shown is None or not self.isVisible():
            return
        found = self._found(self.shown.case_type)
        if found != self._findings:
            self._findings = found
            self._show(self.shown.case_type, is_other=False)

    def _found(self, case_type: CaseType) -> tuple[Finding, ...]:
        return tuple(self.workspace.findings_of(case_type.id))

    def _show(self, case_type: CaseType, *, is_other: bool) -> None:
        project = self.workspace.project
        shown = self._looker.shown(
            project,
            self.workspace.scenario,
            case_type,
            self.view,
            gravest_by_step(self._findings),
            counts=self.workspace.results is not None,
        )
        self.shown = shown
        self.head.show_case_type(project, self._case_types(), shown)
        self.figures.show_figures(case_figures(shown, self.texts))
        self.table.show_view(is_difference=self.view == "difference")
        self.table.keeping_place(lambda: self.model.show(shown))
        if is_other or self.table.current_row is None:
            first = shown.steps[0].id if shown.steps else self.model.rows[0].id
            self.table.go_to(first, "step")
        self._show_words(shown)
        self._show_step()
        self.found.show_findings(
            [one for one in self._findings if not one.place.startswith("case_types.steps")]
        )
        self._map_timer.start()

    def _show_words(self, shown: Shown) -> None:
        t = self.texts
        self.undivided.setVisible(is_whole_case(shown.case_type))
        self.undivided.setText(
            t(
                "Not divided yet: its one step is the whole case. Type its first real step over it, or in the "
                "row below; nothing is lost."
            )
        )
        self.map_pane.show_words(shown)

    def _show_step(self) -> None:
        step = self.table.step
        found = [one for one in self._findings if step is not None and _is_about(one, step.id)]
        self.detail.show_step(self.shown, step, found)
        self.map.choose(step.id if step else None)

    def _keep_tab_order(self) -> None:
        """Rows and parts of the form are made when they are needed: Tab must not reach them last."""
        self._tab_order.keep()

    def show_map(self) -> None:
        """Lay the map out anew if it is another one."""
        self._map_timer.stop()
        self._keep_tab_order()
        self.steps.share_height()
        shown = self.shown
        if shown is None:
            return
        self.map_pane.show_map(shown, gravest_by_step(self._findings))
        step = self.table.step
        self.map.choose(step.id if step else None)

    def show_view(self, view: str) -> None:
        """Show today, the proposal or the difference."""
        if view in VIEWS and view != self.view:
            self.view = view
            if self.shown is not None:
                self._show(self.shown.case_type, is_other=False)

    def _case_types(self) -> tuple[CaseType, ...]:
        """Return the case types of the chosen department, the same tuple while nothing changed."""
        project, department = self.workspace.project, self.workspace.department
        of, whose, kept = self._listed
        if of is project.case_types and whose == department:
            return kept
        listed = project.case_types
        if department is not None:
            some = tuple(one for one in listed if one.department == department)
            chosen = self.shown.case_type.id if self.shown else None
            listed = some if any(one.id == chosen for one in some) else listed
        self._listed = (project.case_types, department, listed)
        return listed

    # choosing

    def _table_chose(self) -> None:
        if self.shown is not None:
            self._show_step()
            self.table.hint_here()
            self._map_timer.start()

    def _map_chose(self, step: str) -> None:
        column = max(0, self.table.currentIndex().column())
        self.table.go_to(step, self.model.columns[column].key)

    def _map_entered(self, step: str) -> None:
        self.table.go_to(step, "step")
        self.table.setFocus()

    def go_by(self, by: int) -> None:
        """Go to the next (1) or previous (-1) case type."""
        found = self.head.chooser.neighbour(by)
        if found is not None:
            self.workspace.choose(case_type=found)

    def go_to_clause(self, flow: str) -> None:
        """Go to the words of the clause of ``flow``."""
        shown = self.shown
        found = next((one for one in shown.case_type.flows if one.id == flow), None) if shown else None
        if found is not None:
            if self.view == "today":
                self.show_view("proposed")
            self.table.go_to(found.source, "step")
            if not self.detail.focus_clause(flow):
                self.detail.focus("flows")

    def go_to_finding(self, finding: Finding) -> None:
        """Go where a finding is mended: here, or on another page."""
        if self.shown is None:
            return
        place = place_of(finding, self.workspace.project)
        if page_of(place) != "process" or not self.go_to(place):
            self.workspace.go_to(place)

    def go_to(self, place: Place) -> bool:
        if not place.collection.startswith("case_types") or not place.ids:
            return False
        if self.workspace.case_type_of(place.ids[0]) is None:
            return False
        self.workspace.choose(case_type=place.ids[0])
        if self.shown is None or self.shown.case_type.id != place.ids[0]:
            self.show_project(None)
        if len(place.ids) == 1:
            self.table.setFocus()
            return True
        if place.collection == "case_types.flows":
            self.go_to_clause(place.ids[1])
            return True
        step, field = place.ids[1], place.field or ""
        if self.model.row_at(step) is None:
            self.show_view("proposed")
        self.table.go_to(step, _TABLE_FIELDS.get(field, "step"))
        if field in _TABLE_FIELDS or not self.detail.focus(field):
            self.table.setFocus()
        return True

    # edits

    def do(self, edit: Edit | None, token: str = "") -> bool:
        """Make an edit; with the same token, typing in one field merges into one undo. Return whether it was made."""
        return edit is not None and self.workspace.do(edit, token=token or None) is not None

    # what the window asks

    def commands(self) -> Commands:
        if self.shown is None:
            return {}
        made: dict[str, Callable[[], object]] = {
            "view.today": lambda: self.show_view("today"),
            "view.proposed": lambda: self.show_view("proposed"),
            "view.difference": lambda: self.show_view("difference"),
            "view.fit": self.map.fit_whole,
            "view.zoom_in": lambda: self.map.zoom_by(1),
            "view.zoom_out": lambda: self.map.zoom_by(-1),
            "go.next_case_type": lambda: self.go_by(1),
            "go.previous_case_type": lambda: self.go_by(-1),
            "insert.step": self.steps.insert_step,
            "export.picture": self.map_pane.copy_picture,
            "file.print": self.map_pane.print_map,
            "row.next_unfilled": lambda: self.table.next_missing(1),
            "row.previous_unfilled": lambda: self.table.next_missing(-1),
        }
        if self.table.step is not None:
            made |= self._row_commands()
        if self.table.hasFocus():
            made["edit.copy"] = self.table.copy
        return made

    def _row_commands(self) -> dict[str, Callable[[], object]]:
        made: dict[str, Callable[[], object]] = {
            f"row.level_{n}": partial(self.table.set_level, n) for n in range(1, 9)
        }
        made |= {
            "row.level_none": lambda: self.table.set_level(None),
            "row.up": lambda: self.table.shift(-1),
            "row.down": lambda: self.table.shift(1),
            "insert.disagreement": self._disagree,
        }
        if self.table.hasFocus() or self.map.hasFocus():
            made["edit.delete"] = self.table.remove
        return made

    def _disagree(self) -> None:
        self.detail.disagree()

    def first_focus(self) -> QWidget:
        return self.table if self.shown is not None else self

    def subtitle(self) -> str:
        return self.head.crumbs.text()

    def remembered(self) -> dict[str, object]:
        return {"body": self.body.sizes(), "left": self.steps.halves.sizes(), "view": self.view}

    def remember(self, kept: dict[str, object]) -> None:
        for name, splitter in (("body", self.body), ("left", self.steps.halves)):
            sizes: Any = kept.get(name)
            if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(one, int) for one in sizes):
                splitter.setSizes(sizes)
                self.steps.is_shared = self.steps.is_shared or splitter is self.steps.halves
        view = kept.get("view")
        if view in VIEWS:
            self.show_view(str(view))

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < self.look.px(640)
        self.found.show_most(-1 if is_low else 2)
        self.map_pane.clauses.setFixedHeight(self.look.px(84 if is_low else 112))


def _is_about(finding: Finding, step: str) -> bool:
    return finding.id == step or step in finding.within
