"""The capture table of the sample, shown, with the keyboard in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtTest import QAbstractItemModelTester

from tests.support.capture_pane import shown_pane
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.workspace import Workspace


@pytest.fixture
def pane(workspace: Workspace, look: Look) -> Iterator[CapturePane]:
    shown = shown_pane(workspace, look)
    tester = QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield shown
    shown.hide()
    tester.deleteLater()
    shown.deleteLater()
