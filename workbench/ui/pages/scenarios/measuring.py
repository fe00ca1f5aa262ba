"""Measuring a guess: an action that is made of it, and whether there is one already."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.capture.days import read_day
from workbench.edits.stored import AddItem, Batch
from workbench.locale import Texts
from workbench.model.programme import Action, ActionState
from workbench.model.project import Project
from workbench.model.text import N_
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Choice, Field, labelled
from workbench.ui.widgets.life_cycle import today

if TYPE_CHECKING:
    from workbench.analysis.uncertainty import Guess

_WEEKS = 6
_NOBODY = "-"


def mark_of(guess: Guess) -> str:
    """Return what the ids of the actions that measure ``guess`` begin with: so they are known whatever they say."""
    return f"measure-{hashlib.sha256(guess.key.encode()).hexdigest()[:12]}"


def action_for(project: Project, guess: Guess) -> Action | None:
    """Return the newest action that measures ``guess``; None where nobody has planned it."""
    mark = mark_of(guess)
    return next((one for one in reversed(project.actions) if one.id.startswith(mark)), None)


def named(guess: Guess, texts: Texts) -> str:
    """Return which figure of its case type a guess is."""
    detail = guess.detail
    return detail if isinstance(detail, str) else texts.message(detail)


def proposed(guess: Guess, texts: Texts) -> str:
    """Return what the action is called, unless somebody writes it otherwise."""
    return texts("Measure {what} in {case_type}", what=named(guess, texts), case_type=guess.name)


def plan(project: Project, guess: Guess, what: str, owner: str | None, due: dt.date) -> Batch:
    """Return the edit that puts the action on the programme; undo takes it away again."""
    mark = mark_of(guess)
    known = {one.id for one in project.actions}
    number = next(n for n in count(1) if f"{mark}-{n}" not in known)
    action = Action(
        id=f"{mark}-{number}",
        what=what,
        owner=owner,
        due=due,
        case_type=guess.case_type or None,
    )
    added = AddItem(collection="actions", item=action.as_json())
    return Batch(name=N_("plan to {what}"), values={"what": what}, edits=(added,))


def state_words(action: Action | None, texts: Texts) -> str:
    """Return what has become of measuring a guess; empty where nobody has planned it."""
    if action is None:
        return ""
    if action.state is ActionState.DONE:
        return texts("measured")
    if action.state is ActionState.DROPPED:
        return texts("dropped")
    return texts("by {day}", day=texts.date(action.due)) if action.due is not None else texts("planned")


class MeasureDialog(Dialog):
    """What, who and by when. ``edit`` is what was decided; None while it is open, and where nobody wants it."""

    def __init__(self, look: Look, parent: QWidget | None, project: Project, guess: Guess) -> None:
        t = look.texts
        super().__init__(look, parent, t("Measure this by…"))
        self._project, self._guess = project, guess
        self.edit: Batch | None = None
        self.say(
            t(
                "It becomes an action in the programme. A measured figure has no doubt: the bands get narrower."
            )
        )
        self.what = Field(look, t("What"), lambda _text: None)
        self.what.setText(proposed(guess, t))
        self.owner = Choice(look, t("Who does it"), lambda _key: None)
        people = [(one.id, one.name) for one in project.persons]
        self.owner.offer([(_NOBODY, t("Nobody yet")), *people], _NOBODY)
        self.due = Field(look, t("By when"), read_day)
        self.due.setText((today() + dt.timedelta(weeks=_WEEKS)).isoformat())
        self.due.setPlaceholderText(t("year-month-day"))
        for words, field in (
            (t("What"), self.what),
            (t("Who does it"), self.owner),
            (t("By when"), self.due),
        ):
            self.body.addLayout(labelled(look, words, field))
        self.body.addStretch(1)
        self.add_close(t("Cancel"))
        self.add_button(t("Plan it"), self._plan, is_main=True)

    def _plan(self) -> None:
        self.due.take()
        day = "" if self.due.problem else self.due.text().strip()
        what = self.what.text().strip()
        if not day or not what:
            (self.what if not what else self.due).setFocus()
            return
        owner = None if self.owner.chosen == _NOBODY else self.owner.chosen
        self.edit = plan(self._project, self._guess, what, owner, dt.date.fromisoformat(day))
        self.accept()
