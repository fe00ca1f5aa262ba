"""A check that cannot run says so: it is skipped at a desk, and fails where everything must be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web import checkers


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_checker_skips_or_fails(monkeypatch, ci, outcome):
    monkeypatch.setattr(checkers, "VNU", Path("/nowhere/vnu.jar"))
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="vnu"):
        checkers.need("vnu")
