"""Every page and dialog, walked over: nothing cut off, unmarked, nameless or out of the keyboard's reach."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.pseudo import PseudoTexts
from tests.support.walk import action_texts, cut_off, nameless, tab_round, texts, unmarked, unreachable
from tests.support.window import at_rest, calculated, look_of, open_workspace, settle
from workbench.model.project import Project
from workbench.templates import template_project
from workbench.ui.app import page_kinds
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.figures_page import FiguresPage
from workbench.ui.workspace import Workspace

SIZES = [(1280, 720), (1920, 1080)]
PAGES = ("overview", "workshop", "case_types", "process", "volumes", "checklists", "faqs", "parts")
VIEWS: dict[str, tuple[str, ...]] = {
    "workshop": ("view.prepare", "view.table", "view.board", "view.read_back"),
    "process": ("view.today", "view.proposed", "view.difference"),
}
FIGURES: dict[str, tuple[str, ...]] = {
    "staffing": (
        *("need", "year", "released", "balance", "pooling"),
        *("checked", "deferred", "roster", "assumptions"),
    ),
    "costs": ("budget", "items", "allocation", "prices", "financing", "net_effect"),
    "scenarios": ("compare", "overrides", "waves", "uncertainty", "seek", "fixed"),
}
FIXED = frozenset(
    word
    for line in (
        "ROSA workbench Svenska Dansk English Ctrl Alt Shift Enter Tab Esc Del Home End PgUp PgDown Space Return",
        "Backspace Left Right Up Down Inter Python Qt EUPL SEK DKK EUR PDF Excel Word docx pdf xlsx svg png json",
        "mån tis ons tors fre lör sön måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april",
        "maj juni juli augusti september oktober november december",
    )
    for word in line.split()
)


def written_by_people(project: Project) -> frozenset[str]:
    """Return every text and word that stands in the project: what people wrote needs no translation."""
    found: set[str] = set(FIXED)

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.add(value)
            found.update(re.findall(r"[^\W\d_]{2,}", value))
        elif isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(project.as_json())
    return frozenset(found)


@pytest.fixture(scope="module")
def opened(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The Swedish sample with its figures, once for all walks: they change nothing."""
    del qapp
    with open_workspace(tmp_path_factory.mktemp("walk"), template_project("se")) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture(scope="module")
def window(opened: Workspace) -> Iterator[MainWindow]:
    """The window in a language that shows what was forgotten."""
    look = look_of(texts=PseudoTexts())
    made = MainWindow(opened, look, page_kinds())
    made.setProperty("stays", True)
    made.show()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


def views_of(page: str) -> tuple[str, ...]:
    return VIEWS.get(page, ("",))


CASES = [(page, view) for page in PAGES for view in views_of(page)]


def show_view(window: MainWindow, page: str, view: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show_page(page)
    if view:
        window.run(view)
    settle()
    at_rest(window.workspace)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("page", "view"), CASES)
def test_no_words_are_cut_off(window: MainWindow, page: str, view: str, size: tuple[int, int]) -> None:
    show_view(window, page, view, size)
    assert [str(one) for one in cut_off(window)] == []


@pytest.mark.parametrize(("page", "view"), CASES)
def test_every_word_is_marked_for_translation(window: MainWindow, page: str, view: str) -> None:
    show_view(window, page, view, SIZES[1])
    known = written_by_people(window.workspace.project)
    found = {
        f"{type(who).__name__}: {rest!r} in {text!r}"
        for who, text in texts(window)
        if (rest := unmarked(text, known))
    }
    assert sorted(found) == []


def test_every_action_is_marked_for_translation(window: MainWindow) -> None:
    known = written_by_people(window.workspace.project)
    assert [text for text in action_texts(window) if unmarked(text, known)] == []


@pytest.mark.parametrize(("page", "view"), CASES)
def test_every_control_has_a_name_and_tab_reaches_it(window: MainWindow, page: str, view: str) -> None:
    show_view(window, page, view, SIZES[0])
    described = [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in nameless(window)]
    assert described == []
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(window)] == []
    stops = tab_round(window)
    assert len(stops) == len(set(map(id, stops))) > 8


@pytest.mark.parametrize(
    ("page", "view"), [(page, view) for page, views in FIGURES.items() for view in views]
)
def test_a_view_of_figures_is_whole_marked_named_and_reached(
    window: MainWindow, page: str, view: str
) -> None:
    show_view(window, page, "", SIZES[0])
    shown = window.page
    assert isinstance(shown, FiguresPage)
    assert [one.key for one in shown.views] == list(FIGURES[page])
    shown.show_view(view)
    calculated(window.workspace)
    settle()
    known = written_by_people(window.workspace.project)
    assert [str(one) for one in cut_off(window)] == []
    assert (
        sorted({f"{rest!r} in {text!r}" for _, text in texts(shown) if (rest := unmarked(text, known))}) == []
    )
    assert [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in nameless(window)] == []
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(window)] == []


def dialogs_of(window: MainWindow, folder: Path) -> dict[str, Callable[[], QWidget]]:
    """Return how each dialog is made, by its name."""
    from workbench.store.snapshots import Snapshot
    from workbench.ui.choices import Choices
    from workbench.ui.crash import CrashDialog
    from workbench.ui.dialogs.about import AboutDialog
    from workbench.ui.dialogs.exporting import ExportDialog
    from workbench.ui.dialogs.importing import ImportDialog
    from workbench.ui.dialogs.keys import KeysDialog
    from workbench.ui.dialogs.settings import SettingsDialog
    from workbench.ui.dialogs.versions import VersionsDialog
    from workbench.ui.search import SearchBox
    from workbench.ui.start_page import StartPage

    look, store = window.look, window.workspace.session.store
    listed = folder / "lista.csv"
    listed.write_text("Namn;Enhet\nEtt ärende;Gatuenheten\n;\n", "utf-8")
    kept = [Snapshot(folder / "a.rosa", 7, "hour", "", dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC))]
    return {
        "settings": lambda: SettingsDialog(look, window, Choices("sv")),
        "keys": lambda: KeysDialog(look, window),
        "about": lambda: AboutDialog(look, window),
        "export": lambda: ExportDialog(window, ()),
        "import": lambda: ImportDialog(window, listed),
        "versions": lambda: VersionsDialog(look, window, kept, store, window.workspace.preferences),
        "no versions": lambda: VersionsDialog(look, window, (), store, window.workspace.preferences),
        "crash": lambda: CrashDialog(look, window, "ROSA workbench\n  page.py:12 show_project"),
        "search": lambda: SearchBox(window),
        "start": lambda: StartPage(look, window.workspace.preferences, store),
    }


DIALOGS = (
    "settings",
    "keys",
    "about",
    "export",
    "import",
    "versions",
    "no versions",
    "crash",
    "search",
    "start",
)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_whole_marked_named_and_reached(window: MainWindow, name: str, tmp_path: Path) -> None:
    window.resize(*SIZES[0])
    dialog = dialogs_of(window, tmp_path)[name]()
    dialog.show()
    settle()
    at_rest(window.workspace)
    known = written_by_people(window.workspace.project) | {
        "Namn",
        "Enhet",
        "Ett",
        "ärende",
        "lista",
        "csv",
        "page",
        "py",
    }
    about_packages = name in ("about", "crash")  # names of packages and files are nobody's language
    assert [str(one) for one in cut_off(dialog)] == []
    assert about_packages or [text for _who, text in texts(dialog) if unmarked(text, known)] == []
    assert [type(one).__name__ for one in nameless(dialog)] == []
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(dialog)] == []
    assert dialog.width() <= SIZES[0][0]
    assert dialog.height() <= SIZES[0][1]
    dialog.close()
    dialog.deleteLater()


def test_a_control_without_a_name_would_be_found(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

    control = QWidget(window)
    control.resize(40, 20)
    nobody = QToolButton(control)
    nobody.resize(20, 20)
    QLineEdit(control)
    narrow = QLabel("far too long a text for the room", control)
    narrow.setFixedWidth(20)
    control.show()
    settle()
    assert nobody in list(nameless(control))
    assert [one.widget for one in cut_off(control)] == [narrow]
    assert unmarked("Save it", frozenset())
    assert not unmarked("⟦Save it~~⟧ 12 %", frozenset())
    control.hide()
    control.deleteLater()
