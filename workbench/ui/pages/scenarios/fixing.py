"""Asking what a calculation is fixed for: the decision's name, its day, and who makes it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from workbench.capture.days import read_day
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Field, labelled
from workbench.ui.widgets.life_cycle import today


class FixDialog(Dialog):
    """Asks what the decision is called, when and by whom it is made. ``said`` is the answer; None: nobody gave one."""

    def __init__(self, look: Look, parent: QWidget | None, scenario: str) -> None:
        t = look.texts
        super().__init__(look, parent, t("Fix the calculation for a decision"))
        self.said: tuple[str, dt.date, str] | None = None
        self.say(t("Every figure of {name} is kept as it is now, whatever is changed later.", name=scenario))
        self.name = Field(look, t("What the decision is called"), lambda _text: None)
        self.on = Field(look, t("Day of the decision"), read_day)
        self.on.setText(today().isoformat())
        self.forum = Field(look, t("Who decides"), lambda _text: None)
        for words, field in (
            (t("What the decision is called"), self.name),
            (t("Day of the decision"), self.on),
            (t("Who decides"), self.forum),
        ):
            self.body.addLayout(labelled(look, words, field))
        self.body.addStretch(1)
        self.add_close(t("Cancel"))
        self.add_button(t("Fix it"), self._fix, is_main=True)

    def _fix(self) -> None:
        self.on.take()
        name, day = self.name.text().strip(), self.on.text().strip()
        if not name or not day or self.on.problem:
            (self.name if not name else self.on).setFocus()
            return
        self.said = (name, dt.date.fromisoformat(day), self.forum.text().strip())
        self.accept()
