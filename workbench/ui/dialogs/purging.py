"""Removing for good what was deleted, after naming everything that goes."""

from __future__ import annotations

from workbench.model.text import ProjectError
from workbench.ui.dialogs.frame import ask
from workbench.ui.main_window import MainWindow


def purge(window: MainWindow) -> None:
    """Name the files that go, ask, and remove them; undo is forgotten too."""
    t, session = window.texts, window.workspace.session
    names = "\n".join(str(path) for path in session.traces()) or t("(none besides the project file)")
    text = t(
        "The project file is written anew, and these copies and journals are removed. Undo is forgotten, and nothing "
        "of this can be taken back:\n\n{files}",
        files=names,
    )
    if not ask(
        window.look,
        window,
        t("Remove deleted content for good"),
        text,
        t("Remove for good"),
        is_dangerous=True,
    ):
        return
    try:
        gone = session.purge()
    except ProjectError as problem:
        window.notice.say(t.message(problem.message))
        return
    except OSError as problem:
        window.notice.say(
            t("Not everything could be removed: {reason}.", reason=problem.strerror or str(problem))
        )
        return
    window.show_actions()
    window.status.show_saving()
    window.notice.say(t.plural("{n} copy was removed.", "{n} copies were removed.", len(gone)), "ok")
