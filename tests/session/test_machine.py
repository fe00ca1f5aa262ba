"""Random edits, undo, redo, save, kill, power cut, reopen: the session and the simplest model never differ."""

from __future__ import annotations

import pytest

from tests.support import machine
from workbench.session.history import History


@pytest.mark.fast
def test_20_runs_of_50_steps_show_no_difference():
    assert sum(machine.run(seed) for seed in range(20)) == 0


def test_a_session_that_forgets_to_drop_redo_is_found_out(monkeypatch):
    def push(self, step):
        self._done.append(step)

    monkeypatch.setattr(History, "push", push)
    assert any(machine.run(seed) for seed in range(10))
