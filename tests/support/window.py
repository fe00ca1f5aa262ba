"""Drives the window as a person does: real key events with their text, real clicks, pictures to look at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.locale import Language, Texts
from workbench.model.project import Project
from workbench.session import Session, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program
from workbench.ui.look import THEMES, Look, ThemeName
from workbench.ui.look.stylesheet import stylesheet
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.page import Page
from workbench.ui.preferences import Preferences
from workbench.ui.turns import Turns
from workbench.ui.workspace import Workspace

NONE = Qt.KeyboardModifier.NoModifier
_DRESS = "the stylesheet of the look that was asked for last"


def look_of(
    language: Language = "en", theme: ThemeName = "light", scale: float = 1.0, texts: Texts | None = None
) -> Look:
    """Return a look, and prepare the application for it as the program does; :func:`show` dresses what it shows."""
    look = Look(THEMES[theme], texts or Texts(language), scale)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if (style := app.style()) is None or style.objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(look.palette())
    app.setFont(look.font())
    app.setProperty(_DRESS, stylesheet(look))
    return look


def dress(widget: QWidget) -> None:
    """Dress a window that does not do so itself, when it is whole: a page dressed part by part takes twice as long."""
    if not widget.styleSheet():
        widget.setStyleSheet(QApplication.instance().property(_DRESS))


@cache
def template_file(name: str) -> bytes:
    """Return the project file of a template, as it is written."""
    with TemporaryDirectory() as folder:
        write_new(Path(folder) / "trial.rosa", template_project(name), Disk())
        return (Path(folder) / "trial.rosa").read_bytes()


@contextmanager
def open_workspace(folder: Path, project: Project | str = "se") -> Iterator[Workspace]:
    """Open a project (or the template of that name) from a file in ``folder``."""
    file, store = folder / "trial.rosa", Store(folder=folder / "state")
    if isinstance(project, str):
        file.write_bytes(template_file(project))
        session = Session.open(file, store)
    else:
        session = Session.create(file, project, store)
    workspace = Workspace(session, Preferences(folder / "state"))
    try:
        yield workspace
    finally:
        workspace.close()
        workspace.deleteLater()


def let_go(session: Session) -> None:
    """Give the file of ``session`` back without closing it, as a killed process would: drafts and journal stay."""
    assert session._lock is not None
    session._lock.release()


def opened(program: Program, file: Path) -> MainWindow:
    """Open ``file`` in ``program`` and return its window."""
    assert program.open(file)
    assert program.window is not None
    settle()
    return program.window


def show(page: QWidget, width: int = 1440, height: int = 900) -> None:
    """Show a widget as a window of its own, and let it settle."""
    page.resize(width, height)
    dress(page)
    page.show()
    if isinstance(page, Page):
        page.show_project(None)
        if page.workspace.results is not None:
            page.show_results(page.workspace.results)
    settle()


def settle() -> None:
    """Let Qt do what waits."""
    for _ in range(3):
        QApplication.processEvents()


def rest(milliseconds: float) -> None:
    """Let Qt and the worker go on for a while. QTest.qWait keeps Python's lock, and the worker would stand still."""
    until = time.monotonic() + milliseconds / 1000
    while True:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.monotonic() >= until:
            return
        time.sleep(0.002)


def at_rest(workspace: Workspace) -> None:
    """Wait until nothing is worked out, handed over or shown piece by piece any longer."""
    for _ in range(4000):
        settle()
        if not workspace.background.is_busy and not any(
            turns.is_busy for shown in QApplication.topLevelWidgets() for turns in shown.findChildren(Turns)
        ):
            return
        rest(5)
    raise AssertionError("still busy")


def calculated(workspace: Workspace) -> None:
    """Wait until the figures belong to the project as it is."""
    if workspace.results is None and not workspace.is_stale:
        workspace.calculate()
    at_rest(workspace)
    assert workspace.results is not None, workspace.calculation_problem


def press(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "", at: QWidget | None = None
) -> None:
    """Press and release one key where the keyboard is."""
    target = at or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if kind == QEvent.Type.KeyPress:
            override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
            QApplication.sendEvent(target, override)
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        target = at or QApplication.focusWidget() or target
    QApplication.processEvents()


def type_text(text: str) -> None:
    """Type ``text`` where the keyboard is, one key event per character, whatever its alphabet."""
    for char in text:
        code = ord(char.upper())
        key = Qt.Key(code) if char.isascii() and char.isprintable() else Qt.Key.Key_unknown
        press(key, NONE, char)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click with the left button, in the middle if no place is named."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, at or widget.rect().center())
    settle()


def picture(widget: QWidget, path: Path) -> None:
    """Keep what ``widget`` looks like as a PNG."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(path)), f"no picture at {path}"
