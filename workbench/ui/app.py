"""The program with its window: the one place where files, preferences, pages and dialogs meet."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from workbench.locale import Language
from workbench.model.text import ProjectError
from workbench.session import Session
from workbench.session.new_file import SUFFIX
from workbench.store.lock import Locked
from workbench.store.state import Store
from workbench.templates import TemplateName
from workbench.ui.background import Pause
from workbench.ui.choices import Choices, keep_choices, look_of, read_choices
from workbench.ui.dialogs.files import ask_file, ask_new_file
from workbench.ui.look import Look
from workbench.ui.main_window import PAGES_OF_MODE, MainWindow, PageKinds
from workbench.ui.pages.page import Page
from workbench.ui.part_mode import MODE, lies_in_mail
from workbench.ui.preferences import Preferences
from workbench.ui.start_page import StartPage
from workbench.ui.workspace import Workspace


def page_kinds() -> PageKinds:
    """Return what makes each page, in the order of the navigation. A page is loaded when it is first shown."""
    places = {
        "overview": "OverviewPage",
        "workshop": "WorkshopPage",
        "case_types": "CaseTypesPage",
        "process": "ProcessPage",
        "volumes": "VolumesPage",
        "checklists": "ChecklistsPage",
        "faqs": "FaqsPage",
        "parts": "PartsPage",
        "staffing": "StaffingPage",
        "costs": "CostsPage",
        "scenarios": "ScenariosPage",
    }
    return {key: partial(_page, f"workbench.ui.pages.{key}", name) for key, name in places.items()}


def _load_pages(pages: Sequence[str], pause: Pause) -> None:
    """Load the other pages beside the window, so that their first showing need not."""
    for key in pages:
        pause()
        import_module(f"workbench.ui.pages.{key}")


def _page(module: str, name: str, workspace: Workspace, look: Look) -> Page:
    if name == "OverviewPage" and workspace.part is not None:
        name = "PartPage"
    kind: type[Page] = getattr(import_module(module), name)
    return kind(workspace, look)


class Program(QObject):
    """Holds at most one open project and its window, or the start page."""

    def __init__(self, app: QApplication, store: Store, language: Language | None = None) -> None:
        super().__init__()
        self.app, self.store = app, store
        self.preferences = Preferences(store.folder)
        self.choices = read_choices(self.preferences, language)
        self.workspace: Workspace | None = None
        self.window: MainWindow | None = None
        self.start: StartPage | None = None
        self._translator = QTranslator(self)
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._system_theme_changed())
        self.look = self._dress()

    def _dress(self) -> Look:
        """Give the whole application the chosen look and language."""
        look = look_of(self.choices)
        self.app.setPalette(look.palette())
        self.app.setFont(look.font())
        QLocale.setDefault(QLocale(look.texts.region))
        self.app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self.choices.language}", folder):
            self.app.installTranslator(self._translator)
        return look

    def _system_theme_changed(self) -> None:
        if self.choices.theme == "system" and look_of(self.choices).theme is not self.look.theme:
            self.choose(self.choices)

    def choose(self, choices: Choices) -> None:
        """Take up other choices: the window is built anew round the same open project."""
        self.choices = choices
        keep_choices(self.preferences, choices)
        self.look = self._dress()
        if self.workspace is not None:
            page = self.window.page.key if self.window is not None and self.window.page is not None else ""
            self.workspace.keep_drafts()
            self._show_window(page)
        elif self.start is not None:
            self.show_start()

    # opening and closing

    def show_start(self) -> None:
        """Show the start page."""
        old = self.start
        self.start = StartPage(self.look, self.preferences, self.store)
        self.start.open_wanted.connect(self.open)
        self.start.new_wanted.connect(self.new)
        self.start.browse_wanted.connect(self.browse)
        self.start.settings_wanted.connect(lambda: self.ask("view.settings"))
        self.start.resize(old.size() if old is not None else self.start.sizeHint())
        self.start.show()
        if old is not None:
            old.deleteLater()

    def open(self, path: Path) -> bool:
        """Open a project file in the window; an error is shown on the start page, with what to do."""
        if self.workspace is not None and path.resolve() == self.workspace.path:
            return True
        try:
            session = self._opened(path)
        except (ProjectError, OSError) as problem:
            self._cannot_open(path, problem)
            return False
        if session is not None:
            self._take(session)
        return session is not None

    def _opened(self, path: Path) -> Session | None:
        """Return the session of ``path``, to read only where somebody else has it and the person wants that."""
        from workbench.ui.dialogs.opening import ask_about_lock

        try:
            return Session.open(path, self.store)
        except Locked as problem:
            if not ask_about_lock(self.look, self._top(), self.look.texts.message(problem.message)):
                return None
        return Session.open_for_reading(path, self.store)

    def _cannot_open(self, path: Path, problem: Exception) -> None:
        t = self.look.texts
        if isinstance(problem, ProjectError):
            text = t.message(problem.message)
        else:
            reason = getattr(problem, "strerror", None) or str(problem)
            text = t("{file} cannot be opened: {reason}. Nothing was changed.", file=path.name, reason=reason)
        if self.window is not None:
            self.window.notice.say(text)
            return
        if self.start is None:
            self.show_start()
        if self.start is not None:
            self.start.say(text)

    def _take(self, session: Session) -> None:
        self.close_project()
        self.preferences.note_opened(session.path, session.project.id)
        self.workspace = Workspace(session, self.preferences)
        gc.collect()
        gc.freeze()  # the project's objects stay: the collector need not walk them again and again
        self._show_window(self.preferences.get("page", ""))
        start, self.start = self.start, None
        if start is not None:
            start.close()
            start.deleteLater()
        if self.window is not None and session.notes:
            self.window.notice.say("\n".join(self.look.texts.message(note) for note in session.notes), "ok")
        if self.workspace.part is not None and lies_in_mail(session.path):
            self._say_in_mail()
        self.workspace.get_ready()
        pages = PAGES_OF_MODE["office" if self.workspace.part is None else MODE]
        self.workspace.background.run("pages", partial(_load_pages, pages), lambda _nothing: None)
        self.workspace.calculate()

    def _say_in_mail(self) -> None:
        t, window = self.look.texts, self.window
        if window is not None:
            window.notice.say(
                t(
                    "This was opened from a mail, and what is written here can be lost. Save it in a folder first."
                ),
                "warning",
                t("Save a copy as…"),
                lambda: self.ask("file.save_as"),
            )

    def _show_window(self, page: str) -> None:
        if self.workspace is None:
            return
        old = self.window
        if old is not None:
            old.keep_layout()
            old.blockSignals(True)
            old.hide()
            old.let_go()
        self.window = MainWindow(self.workspace, self.look, page_kinds())
        self.window.app_wanted.connect(self.ask)
        self.window.export_wanted.connect(self.export)
        self.window.was_closed.connect(self._window_closed)
        if self.window.show_page(page) is None:
            self.window.show_page("overview")
        self.window.show()
        if old is not None:
            old.deleteLater()

    def _window_closed(self) -> None:
        self.close_project()
        self.app.quit()

    def close_project(self) -> None:
        """Save and give the file back; the window goes."""
        workspace, self.workspace = self.workspace, None
        window, self.window = self.window, None
        if window is not None:
            window.keep_layout()
            window.let_go()
            window.blockSignals(True)
            window.hide()
            window.deleteLater()
        if workspace is not None:
            self._say_if_not_in_file(workspace, is_saved=workspace.close())
            gc.unfreeze()

    def _say_if_not_in_file(self, workspace: Workspace, *, is_saved: bool) -> None:
        """Say that the work is on this computer alone, and that it comes back, before the window is gone."""
        from workbench.ui.dialogs.frame import tell

        if is_saved or workspace.save_problem is None:
            return
        t = self.look.texts
        text = t(
            "{reason} Your work is safe on this computer: open {file} here again and it comes back.",
            reason=t.message(workspace.save_problem),
            file=workspace.path.name,
        )
        tell(self.look, self.start, t("The file could not be written"), text)

    def new(self, template: TemplateName) -> None:
        """Make a project from a template, in a file that the user names, and open it."""
        from workbench.templates import template_project

        t = self.look.texts
        suggested = Path.home() / f"{t('project')}{SUFFIX}"
        path = ask_new_file(self.look, self._top(), t("Where shall the new project lie?"), suggested)
        if path is None:
            return
        try:
            session = Session.create(path, template_project(template), self.store)
        except (ProjectError, OSError) as problem:
            self._cannot_open(path, problem)
            return
        self._take(session)

    def browse(self) -> None:
        """Ask for a project file and open it."""
        recent = next(iter(self.preferences.recent), None)
        folder = recent.parent if recent is not None else Path.home()
        path = ask_file(self.look, self._top(), self.look.texts("Open a project"), folder)
        if path is not None:
            self.open(path)

    # what the window asks for

    def ask(self, name: str) -> None:
        """Do an action that concerns more than a page: files, dialogs, the look."""
        from workbench.ui.dialogs import run_dialog

        if name == "file.open":
            self.browse()
        elif name == "file.start":
            self.close_project()
            self.show_start()
        elif name == "file.quit":
            for top in (self.window, self.start):
                if top is not None:
                    top.close()
        elif name in ("view.text_larger", "view.text_smaller"):
            self.choose(self.choices.sized(1 if name == "view.text_larger" else -1))
        elif name == "view.settings":
            from workbench.ui.dialogs.settings import ask_settings

            chosen = ask_settings(self.look, self._top(), self.choices)
            if chosen is not None and chosen != self.choices:
                # not now: the dialog and whoever opened it must be done before the window is built anew
                QTimer.singleShot(0, lambda: self.choose(chosen))
        elif name == "file.new":
            from workbench.ui.dialogs.opening import ask_template

            template = ask_template(self.look, self._top())
            if template is not None:
                self.new(template)
        elif self.window is not None:
            run_dialog(name, self.window, self)

    def export(self, kinds: tuple[str, ...]) -> None:
        """Write documents of these kinds (none named: the whole package), in a process of its own."""
        from workbench.ui.dialogs.exporting import ExportDialog

        if self.window is not None:
            ExportDialog(self.window, kinds).exec()

    def _top(self) -> QWidget | None:
        return self.window or self.start


def run_window(arguments: Sequence[str], language: Language | None = None) -> int:
    """Open the window, with the project in ``arguments`` if one is named, and return the exit code."""
    from workbench.ui.crash import catch_everything

    app = QApplication.instance() or QApplication([sys.argv[0], "-name", "rosa-workbench"])
    if not isinstance(app, QApplication):
        msg = "there is a Qt application already that has no windows"
        raise TypeError(msg)
    app.setApplicationName("ROSA workbench")
    app.setDesktopFileName("rosa-workbench")
    sys.setswitchinterval(0.001)  # the window gets its turn within a millisecond
    program = Program(app, Store(), language)
    catch_everything(program)
    is_open = bool(arguments) and program.open(Path(arguments[0]))
    if not is_open and program.start is None:
        program.show_start()
    return app.exec()
