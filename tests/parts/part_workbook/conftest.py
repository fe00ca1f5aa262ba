"""Workbooks are read in the process of the tests."""

from __future__ import annotations

import pytest

from workbench.intake.part_workbook import reading


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """The sandbox has its own tests: a process for every workbook would take a second each."""
    monkeypatch.setattr(reading, "run_limited", lambda function, *given: function(*given))
