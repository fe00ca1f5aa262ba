"""The way of a checklist or an FAQ from draft to published: where it is, who says so, and the buttons onwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.edits.knowledge import next_states
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.knowledge import KnowledgeState, StateChange
from workbench.ui.look import Look
from workbench.ui.preferences import Preferences
from workbench.ui.widgets.cell import Tone
from workbench.ui.widgets.parts import button, column, label, line, named
from workbench.ui.widgets.wrapping import wrapping

STATE_ICONS: dict[KnowledgeState, tuple[str, Tone]] = {
    KnowledgeState.DRAFT: ("pencil-outline", "text2"),
    KnowledgeState.REVIEWED: ("eye-outline", "info"),
    KnowledgeState.APPROVED: ("check-circle-outline", "ok"),
    KnowledgeState.PUBLISHED: ("check-circle", "ok"),
    KnowledgeState.TO_REVIEW: ("history", "warning"),
    KnowledgeState.WITHDRAWN: ("close", "text3"),
}
"""The sign of each state, and its colour."""
_SHOWN = (
    KnowledgeState.REVIEWED,
    KnowledgeState.APPROVED,
    KnowledgeState.PUBLISHED,
    KnowledgeState.TO_REVIEW,
    KnowledgeState.DRAFT,
    KnowledgeState.WITHDRAWN,
)
"""The order of the buttons: forward first."""


def today() -> dt.date:
    """Return the day it is where the program runs."""
    return dt.datetime.now(dt.UTC).astimezone().date()


def way_on(state: KnowledgeState, texts: Texts) -> str:
    """Return what the button says that leads to ``state``."""
    if state is KnowledgeState.REVIEWED:
        return texts("Mark as reviewed")
    if state is KnowledgeState.APPROVED:
        return texts("Approve")
    if state is KnowledgeState.PUBLISHED:
        return texts("Publish")
    if state is KnowledgeState.TO_REVIEW:
        return texts("Send to review")
    if state is KnowledgeState.WITHDRAWN:
        return texts("Withdraw")
    return texts("Back to draft")


def change_note(state: KnowledgeState, texts: Texts) -> str:
    """Return what is said before somebody changes words that others have seen: where it goes then."""
    if state is KnowledgeState.PUBLISHED:
        return texts("Published. A change goes to review.")
    if state is KnowledgeState.APPROVED:
        return texts("Approved. A change takes it back to draft.")
    if state is KnowledgeState.REVIEWED:
        return texts("Reviewed. A change takes it back to draft.")
    return ""


class NameField(QLineEdit):
    """Who decides or says something: kept on this computer, so that it is written once."""

    def __init__(self, look: Look, preferences: Preferences) -> None:
        super().__init__()
        words = look.texts("Your name or role")
        self.setFont(look.font())
        named(self, words)
        self.setPlaceholderText(words)
        self.setMinimumWidth(look.px(150))
        self.setMaximumWidth(look.px(240))
        self._wide = self.fontMetrics().horizontalAdvance(words) + look.px(28)
        self.setText(str(preferences.get("who", "")))
        self.editingFinished.connect(lambda: preferences.set("who", self.text().strip()))

    def who(self) -> str:
        """Return the name; the keyboard goes here where there is none."""
        name = self.text().strip()
        if not name:
            self.setFocus()
        return name

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())


class LifeCycle(QWidget):
    """A field for the name, one main button for the usual next state, quiet ones for the others.

    ``does`` gets the state and the name.
    """

    def __init__(
        self, look: Look, preferences: Preferences, does: Callable[[KnowledgeState, str], object]
    ) -> None:
        super().__init__()
        self.look, self.texts, self._does = look, look.texts, does
        self.name = NameField(look, preferences)
        self._missing = label(
            look, look.texts("Write who decides this: a name or a role."), "small", "warning"
        )
        self._missing.hide()
        self.name.textChanged.connect(lambda _text: self._missing.hide())
        self.name.returnPressed.connect(self._go_as_asked)
        self._asked: Callable[[], object] | None = None
        self.buttons = {
            state: button(look, way_on(state, self.texts), does=partial(self._go, state)) for state in _SHOWN
        }
        self.note = label(look, "", "small", "text2", wraps=True)
        self.setLayout(
            column(
                wrapping(self.name, *self.buttons.values(), spacing=look.px(8)),
                self._missing,
                self.note,
                spacing=look.px(4),
            )
        )

    def show_state(self, state: KnowledgeState) -> None:
        """Offer the ways on from ``state``, and say what a change of the words would do to it."""
        self._asked = None
        ways, said = next_states(state), change_note(state, self.texts)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        for one, made in self.buttons.items():
            is_main = bool(ways) and one is ways[0]
            if bool(made.property("main")) != is_main:
                made.setProperty("main", is_main)
                made.style().unpolish(made)
                made.style().polish(made)
            made.setVisible(one in ways)

    def who(self, then: Callable[[], object]) -> str:
        """Return the name; where there is none it is asked for, and Enter after it does ``then``."""
        who = self.name.who()
        self._missing.setVisible(not who)
        self._asked = None if who else then
        return who

    def _go(self, state: KnowledgeState) -> None:
        who = self.who(partial(self._go, state))
        if who:
            self._does(state, who)

    def _go_as_asked(self) -> None:
        """Go on with what was asked for before there was a name."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked()


def history_lines(history: Sequence[StateChange], texts: Texts) -> tuple[str, ...]:
    """Return who took it to which state and when, the newest first."""
    return tuple(
        texts("{state}: {name}, {day}", state=word(one.state, texts), name=one.who, day=texts.date(one.on))
        if one.who
        else texts(
            "{state}: {day}, the words were changed", state=word(one.state, texts), day=texts.date(one.on)
        )
        for one in reversed(history)
    )


class HistoryPane(QWidget):
    """Who took it where, and when."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._words = label(look, "", wraps=True)
        edge = look.px(16)
        self.setLayout(
            column(
                label(look, look.texts("Who decided what, the newest first"), "strong", wraps=True),
                line(look),
                self._words,
                None,
                margins=(edge, edge, edge, edge),
            )
        )

    def show_history(self, history: Sequence[StateChange]) -> None:
        """Show what was decided so far."""
        lines = history_lines(history, self.look.texts)
        self._words.setText("\n".join(lines) or self.look.texts("Nothing has been decided here yet."))
