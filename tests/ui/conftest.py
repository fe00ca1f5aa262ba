"""Fixtures of the window's tests: an application, and one open sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.support.window import look_of, open_workspace, settle
from workbench.store.state import Store
from workbench.ui.app import Program
from workbench.ui.look import Look
from workbench.ui.spelling import Spelling
from workbench.ui.workspace import Workspace


@pytest.fixture(autouse=True)
def _nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Let go of every widget when a test ends: what is left over would be styled again in every test after it."""
    yield
    for widget in qapp.topLevelWidgets():
        if widget.parent() is None and not widget.property("stays"):
            widget.hide()
            widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture(autouse=True)
def _no_dictionaries(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the process that knows spelling only where that is tested: it loads dictionaries for a second."""
    if request.path.name != "test_spelling.py":
        monkeypatch.setattr(Spelling, "_started", lambda _self: None)


@pytest.fixture
def look(qapp: object) -> Look:
    """The light look in English."""
    del qapp
    return look_of("en")


@pytest.fixture
def workspace(qapp: object, tmp_path: Path) -> Iterator[Workspace]:
    """The Swedish sample, open."""
    del qapp
    with open_workspace(tmp_path) as opened:
        yield opened


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program without a project, in English."""
    made = Program(qapp, Store(folder=tmp_path / "state"), "en")
    yield made
    made.close_project()
    if made.start is not None:
        made.start.close()
    settle()
