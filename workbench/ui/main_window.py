"""The window round an open project: navigation, pages, findings, and the line that tells the truth about saving.

It knows which pages there are and nothing of what is in them. A page is made when it is first shown; only the page
that is shown hears of changes, the others show everything anew when they come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QWidget,
)

from workbench.analysis.place import Place, page_of
from workbench.analysis.results import Results
from workbench.model.text import Message
from workbench.session import Change
from workbench.ui import part_mode
from workbench.ui.actions import BY_NAME
from workbench.ui.found import SortedFindings
from workbench.ui.frame.entries import entries_of
from workbench.ui.frame.frame import Frame
from workbench.ui.frame.top_bar import MODES, TopBar
from workbench.ui.look import Look
from workbench.ui.look.stylesheet import stylesheet
from workbench.ui.menus import fill_menus, make_actions
from workbench.ui.pages.page import Page
from workbench.ui.widgets.life_cycle import today
from workbench.ui.workspace import Workspace

PageKinds = Mapping[str, Callable[[Workspace, Look], Page]]
"""What makes each page, by its key."""
PAGES_OF_MODE: dict[str, tuple[str, ...]] = {
    "workshop": ("workshop", "case_types", "process", "volumes"),
    "department": ("overview", "case_types", "process", "volumes", "checklists", "faqs"),
    "office": (
        *("overview", "workshop", "case_types", "process", "volumes", "checklists", "faqs", "parts"),
        *("staffing", "costs", "scenarios"),
    ),
}
_RAIL_BELOW = 1280
_RAIL_PAGES = ("workshop", "process", "checklists")
_PAINTS = frozenset((QEvent.Type.UpdateRequest, QEvent.Type.LayoutRequest))


class MainWindow(QMainWindow):
    """One project's window. Signals ask the application for what concerns more than this window."""

    app_wanted = Signal(str)
    """An action that the application does: file.new, file.open, file.start, view.settings, file.quit ..."""
    export_wanted = Signal(tuple)
    """Kinds of documents to write: the application asks where to, and shows progress."""
    was_closed = Signal()

    def __init__(self, workspace: Workspace, look: Look, pages: PageKinds) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self.in_part = workspace.part is not None
        self._kinds = {
            key: kind
            for key, kind in pages.items()
            if not self.in_part or key in PAGES_OF_MODE[part_mode.MODE]
        }
        self.pages: dict[str, Page] = {}
        self._fresh: set[str] = set()
        self._visited: list[str] = []
        self._own_commands = self._commands()
        self.actions_by_name = make_actions(self, look, self.run)
        fill_menus(self, look, self.actions_by_name)
        self._offered = {
            one for one in self.actions_by_name if part_mode.is_offered(one, in_part=self.in_part)
        }
        for name, action in self.actions_by_name.items():
            action.setVisible(name in self._offered)
        for menu in self.menuBar().findChildren(QMenu):
            menu.aboutToShow.connect(self.show_actions)
        kept = workspace.preferences.get("mode", "office")
        self.mode = part_mode.MODE if self.in_part else kept if kept in MODES else "office"
        self._build()
        self._connect()
        self._restore()
        self.show_entries()
        self.show_actions()
        self.status.show_saving()
        self.status.show_findings()
        self.status.show_scenario()
        self.setMinimumSize(960, 600)
        # on the window and not on the application: a page is dressed once when it is whole, not part by part
        self.setStyleSheet(stylesheet(look))

    def _build(self) -> None:
        look = self.look
        undo, redo = self.actions_by_name["edit.undo"], self.actions_by_name["edit.redo"]
        frame = Frame(self.workspace, look, TopBar(look, undo, redo, self.mode, in_part=self.in_part))
        self.top, self.navigation, self.notice = frame.top, frame.navigation, frame.notice
        self.stack, self.findings, self.status = frame.stack, frame.findings, frame.status
        self.setCentralWidget(frame)
        name = self.workspace.project.municipality.customer_service_name
        self.top.title.setText(name or self.workspace.project.municipality.name)
        self.setWindowTitle(self.texts("{file} – ROSA workbench", file=self.workspace.path.name))

    def _connect(self) -> None:
        w = self.workspace
        application = cast("QApplication", QApplication.instance())
        hears: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (w.project_changed, self._heard),
            (w.results_changed, self._results_came),
            (w.findings_changed, self._findings_came),
            (w.scope_changed, self._scope_changed),
            (w.place_wanted, self.go_to),
            (w.saving_changed, self.status.show_saving),
            (w.refused, self._refused),
            (application.focusChanged, self._focus_moved),
        )
        self._hears = hears
        for signal, slot in hears:
            signal.connect(slot)
        self.top.mode_chosen.connect(self.set_mode)
        self.top.send_back_wanted.connect(lambda: self.run("file.send_back"))
        self.top.search_wanted.connect(lambda: self.run("view.search"))
        self.navigation.page_wanted.connect(self.show_page)
        self.navigation.department_wanted.connect(lambda key: w.choose(department=key or None))
        self.status.findings_wanted.connect(lambda: self.run("view.findings"))
        self.status.next_wanted.connect(lambda: self.run("row.next_unfilled"))
        self.status.settings_wanted.connect(lambda: self.run("view.settings"))
        self.status.scenario_chosen.connect(w.choose_scenario)
        self.findings.closed.connect(lambda: self.show_findings(is_shown=False))
        self._list_findings_soon = QTimer(
            self, singleShot=True, interval=0
        )  # after what the page itself shows
        self._list_findings_soon.timeout.connect(self._list_findings)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.status.show_saving)
        self._tick.start()

    # what the window itself does

    def _commands(self) -> dict[str, Callable[[], object]]:
        own: dict[str, Callable[[], object]] = {
            "edit.undo": self.workspace.undo,
            "edit.redo": self.workspace.redo,
            "file.save": self.workspace.save_soon,
            "view.findings": lambda: self.show_findings(is_shown=self.findings.isHidden()),
            "view.sidebar": self._toggle_rail,
            "go.back": self.go_back,
            "export.package": lambda: self.export_wanted.emit(()),
            "export.minutes": lambda: self.export_wanted.emit(("minutes",)),
            "export.tally": lambda: self.export_wanted.emit(("tally",)),
            "row.next_unfilled": lambda: self.show_findings(is_shown=True),
        }
        for mode in MODES:
            own[f"go.mode_{mode}"] = partial(self.set_mode, mode)
        for key in self._kinds:
            own[f"go.{key}"] = partial(self.show_page, key)
        asked = (
            "file.new file.open file.start file.save_as file.versions file.import file.calls file.purge file.quit "
            "part.send part.merge file.send_back view.search view.settings view.text_larger view.text_smaller "
            "help.keys help.manual help.about"
        )
        for name in asked.split():
            own[name] = partial(self.app_wanted.emit, name)
        return {name: does for name, does in own.items() if part_mode.is_offered(name, in_part=self.in_part)}

    def run(self, name: str) -> None:
        """Do the action ``name``: the page's way if it has one, else the window's."""
        does = self.page_commands().get(name) or self._own_commands.get(name)
        if does is not None:
            does()
        self.show_actions()

    def page_commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page that is shown can do now."""
        page = self.page
        return page.commands() if page is not None else {}

    def can(self, name: str) -> bool:
        """Tell whether the action ``name`` would do something now."""
        return self.actions_by_name[name].isEnabled()

    def show_actions(self) -> None:
        """Enable what can be done now, and give undo and redo the names of their steps."""
        commands = self.page_commands()
        session, t = self.workspace.session, self.texts
        for name, action in self.actions_by_name.items():
            is_possible = name in self._offered and (name in commands or name in self._own_commands)
            action.setEnabled(is_possible)
            if not is_possible:
                action.setToolTip(t("Not on this page, or nothing is chosen"))
            else:
                action.setToolTip(t(BY_NAME[name].help) if BY_NAME[name].help else t(BY_NAME[name].text))
        for name, what in (("edit.undo", session.undo_name), ("edit.redo", session.redo_name)):
            action = self.actions_by_name[name]
            action.setEnabled(what is not None)
            words = t("Undo") if name == "edit.undo" else t("Redo")
            if what is not None:
                step = t.message(what)
                words = t("Undo: {step}", step=step) if name == "edit.undo" else t("Redo: {step}", step=step)
            action.setText(words)
            action.setToolTip(words)

    # pages

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, key: str, *, focuses: bool = True) -> Page | None:
        """Show the page ``key``, made now if it is new; None where there is no such page."""
        if key not in self._kinds:
            return None
        before = self.page
        page = self.pages.get(key)
        if page is None:
            page = self.pages[key] = self._kinds[key](self.workspace, self.look)
            page.export_wanted.connect(self.export_wanted.emit)
            page.action_wanted.connect(self.run)
            page.commands_changed.connect(self.show_actions)
            self.stack.addWidget(page)
            with suppress(KeyError, TypeError, ValueError):
                page.remember(self.workspace.preferences.get(self._layout_key(key), {}))
        if key not in self._fresh:
            page.show_project(None)
            if self.workspace.results is not None:
                page.show_results(self.workspace.results)
            self._fresh.add(key)
        if before is not page:
            if before is not None:
                self._visited.append(before.key)
            self.stack.setCurrentWidget(page)
            self.workspace.preferences.set("page", key)
            self._fit_navigation()
            self.show_entries()
            if focuses:
                page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_place(page)
        self.show_actions()
        return page

    def _say_place(self, page: Page) -> None:
        part = self.workspace.part
        if part is None:
            self.top.place.setText(page.subtitle())
        else:
            self.top.place.setText(part_mode.part_words(part, self.workspace.project, self.texts, today()))

    def go_back(self) -> None:
        """Show the page that was shown before."""
        while self._visited:
            key = self._visited.pop()
            if self.page is None or key != self.page.key:
                self.show_page(key)
                self._visited.pop()
                return

    def go_to(self, place: Place) -> None:
        """Show the page where ``place`` is and focus it; where no page shows it, stay and say so."""
        before = self.page
        if not self._may_go_to(place):
            self.notice.say(
                self.texts("This belongs to another department and stands here as a name only."), "ok"
            )
            return
        for key in dict.fromkeys((str(page_of(place)), "process", "case_types", "overview")):
            page = self.show_page(key, focuses=False)
            if page is not None and page.go_to(place):
                self.show_actions()
                return
        if before is not None:
            self.show_page(before.key)
        self.notice.say(
            self.texts("This place has no page in the window yet; the finding says what to do."), "warning"
        )

    def _may_go_to(self, place: Place) -> bool:
        """Tell whether there is anything to see: a part holds no more than the names of others' items."""
        kinds = ("case_types", "checklists", "faqs")
        if self.workspace.part is None or not place.ids or not place.collection.startswith(kinds):
            return True
        return self.workspace.is_theirs(place.collection, place.ids[0])

    def set_mode(self, mode: str) -> None:
        """Have other things at hand; nothing that is stored depends on it. A part has one mode."""
        if self.in_part:
            return
        self.mode = mode
        self.workspace.preferences.set("mode", mode)
        self.top.modes.choose(mode)
        self.show_entries()
        if self.page is None or self.page.key not in PAGES_OF_MODE[mode]:
            self.show_page(next(key for key in PAGES_OF_MODE[mode] if key in self._kinds))

    def show_entries(self) -> None:
        """Show the pages of this mode, and the departments."""
        shown = [key for key in PAGES_OF_MODE[self.mode] if key in self._kinds]
        page = self.page.key if self.page is not None else ""
        self.navigation.show_entries(
            entries_of(self.workspace, self.texts, shown), page, self.workspace.department
        )

    def _toggle_rail(self) -> None:
        self.workspace.preferences.set("rail", not self.navigation.is_rail)
        self._fit_navigation()

    def _fit_navigation(self) -> None:
        chosen = self.workspace.preferences.get("rail")
        page = self.page.key if self.page is not None else ""
        is_rail = chosen if isinstance(chosen, bool) else page in _RAIL_PAGES
        is_rail = is_rail or self.width() < _RAIL_BELOW * min(1.5, self.look.scale)
        if is_rail != self.navigation.is_rail:
            self.navigation.set_rail(is_rail=is_rail)
            self.show_entries()

    def show_findings(self, *, is_shown: bool) -> None:
        """Show the list of findings beside the page, or put it away."""
        self.findings.setVisible(is_shown)
        if is_shown:
            self.findings.show_findings()
            self.findings.list.setFocus()
        elif self.page is not None:
            self.page.first_focus().setFocus()

    # what happened

    def _heard(self, change: Change) -> None:
        page = self.page
        self._fresh = {page.key} if page is not None else set()
        if page is not None:
            page.show_project(change)
        self.notice.look_again()
        before, after = (
            (one.departments, len(one.case_types), len(one.conflicts))
            for one in (change.before, change.after)
        )
        if before[0] is not after[0] or before[1:] != after[1:]:
            self.show_entries()
        if change.before.scenarios is not change.after.scenarios:
            self.status.show_scenario()
        self.show_actions()

    def _results_came(self, results: Results) -> None:
        page = self.page
        self._fresh &= {page.key} if page is not None else set()
        if page is not None:
            page.show_results(results)

    def _findings_came(self, _found: SortedFindings) -> None:
        self.status.show_findings()
        self._list_findings_soon.start()

    def _list_findings(self) -> None:
        if not self.findings.isHidden():
            with self.workspace.background.window_first():
                self.findings.show_findings()

    def _scope_changed(self) -> None:
        page = self.page
        self._fresh = {page.key} if page is not None else set()
        if page is not None:
            page.show_scope()
            self._say_place(page)
        self.show_entries()
        self.status.show_scenario()
        self.show_actions()

    def _refused(self, why: Message) -> None:
        self.notice.say(self.texts("{reason} Nothing was changed.", reason=self.texts.message(why)))

    # layout

    def _layout_key(self, page: str) -> str:
        return f"layout {self.workspace.project.id} {page}"

    def _restore(self) -> None:
        kept = self.workspace.preferences.get("window", "")
        self.resize(1440, 900)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def keep_layout(self) -> None:
        """Remember how everything stands, for this file and computer."""
        for key, page in self.pages.items():
            self.workspace.preferences.set(self._layout_key(key), page.remembered())
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.workspace.preferences.set("window", geometry)

    def let_go(self) -> None:
        """Hear no more of the workspace, which lives on: another window takes this one's place."""
        self._tick.stop()
        for signal, slot in self._hears:
            signal.disconnect(slot)
        for page in self.pages.values():
            page.let_go()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See a key before the field that has the keyboard does."""
        if event.type() == QEvent.Type.KeyPress:
            self.workspace.background.key_first()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Paint undisturbed; before a key may be a shortcut, look what can be done: other rows may be chosen."""
        kind = event.type()
        if kind in _PAINTS:
            with self.workspace.background.window_first():
                return super().event(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            if any(keys in action.shortcuts() for action in self.actions_by_name.values()):
                self.show_actions()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_layout()
        self._tick.stop()
        self.was_closed.emit()
        super().closeEvent(event)
