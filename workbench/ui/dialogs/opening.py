"""Questions on the way to an open project: it is open elsewhere; what to start from."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from workbench.templates import TemplateName
from workbench.ui.dialogs.frame import Dialog, ask
from workbench.ui.look import Look
from workbench.ui.widgets.parts import button


def ask_about_lock(look: Look, parent: QWidget | None, reason: str) -> bool:
    """Ask whether to look around in a project that somebody else has open."""
    t = look.texts
    text = t("{reason} You can look at it here, but not change it.", reason=reason)
    return ask(look, parent, t("This project is open elsewhere"), text, t("Open it for reading"))


def ask_template(look: Look, parent: QWidget | None) -> TemplateName | None:
    """Ask what a new project starts from: "empty", "se" or "da"; None: nothing."""
    t = look.texts
    dialog = Dialog(look, parent, t("What shall the new project start from?"))
    chosen: list[TemplateName] = []

    def choose(key: TemplateName) -> None:
        chosen.append(key)
        dialog.accept()

    choices: tuple[tuple[TemplateName, str], ...] = (
        ("empty", t("An empty project")),
        ("se", t("The Swedish sample, Norrvik")),
        ("da", t("The Danish sample")),
    )
    for key, title in choices:
        dialog.body.addWidget(button(look, title, "plus", does=partial(choose, key)))
    dialog.add_close(t("Cancel"))
    return chosen[0] if dialog.exec() == QDialog.DialogCode.Accepted else None
