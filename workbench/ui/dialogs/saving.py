"""Saving a copy under another name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from workbench.model.text import ProjectError
from workbench.ui.main_window import MainWindow
from workbench.ui.preferences import Preferences


def save_copy(window: MainWindow, preferences: Preferences) -> None:
    """Ask for a name and go on working in the copy."""
    t, workspace = window.texts, window.workspace
    start = str(workspace.path.with_name(t("{name} copy", name=workspace.path.stem) + ".rosa"))
    chosen, _ = QFileDialog.getSaveFileName(
        window, t("Save a copy as"), start, t("ROSA projects ({pattern})", pattern="*.rosa")
    )
    if not chosen:
        return
    path = Path(chosen).with_suffix(".rosa")
    try:
        workspace.session.save_as(path)
    except ProjectError as problem:
        window.notice.say(t.message(problem.message))
        return
    except OSError as problem:
        reason = problem.strerror or str(problem)
        window.notice.say(
            t(
                "{file} could not be written: {reason}. The project is as it was.",
                file=path.name,
                reason=reason,
            )
        )
        return
    preferences.note_opened(path)
    window.setWindowTitle(t("{file} – ROSA workbench", file=path.name))
    window.status.show_saving()
    window.notice.say(
        t("You are now working in {file}. The other file is as it was last saved.", file=path.name), "ok"
    )
