"""Saving a copy under another name."""

from __future__ import annotations

from workbench.model.text import ProjectError
from workbench.ui.dialogs.files import ask_new_file
from workbench.ui.main_window import MainWindow
from workbench.ui.preferences import Preferences


def save_copy(window: MainWindow, preferences: Preferences) -> None:
    """Ask for a name and go on working in the copy."""
    t, workspace = window.texts, window.workspace
    suggested = workspace.path.with_name(t("{name} copy", name=workspace.path.stem) + workspace.path.suffix)
    path = ask_new_file(window.look, window, t("Save a copy as"), suggested)
    if path is None:
        return
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
    preferences.note_opened(path, workspace.project.id)
    window.setWindowTitle(t("{file} – ROSA workbench", file=path.name))
    window.status.show_saving()
    window.notice.say(
        t("You are now working in {file}. The other file is as it was last saved.", file=path.name), "ok"
    )
