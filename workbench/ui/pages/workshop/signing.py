"""Signing off: who, which day, and in plain sight what stays open. A signed workshop can be opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QSize, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QVBoxLayout, QWidget

from workbench.analysis.standing.read_back import ResultRead
from workbench.edits import Batch, ChangeItem
from workbench.model.programme import ActionState, Workshop
from workbench.model.text import N_
from workbench.ui.look import Look
from workbench.ui.pages.workshop.course import Clock
from workbench.ui.pages.workshop.typed_last import place_in
from workbench.ui.widgets.parts import boxed, button, clear, column, label, link, named, row
from workbench.ui.workspace import Workspace

_LINES = 8
"""How many lines of a kind are listed; the rest are counted."""


def stays_open(workshop: Workshop, reads: Sequence[ResultRead], look: Look) -> list[tuple[str, list[str]]]:
    """Return what is not settled, in groups: a heading and its lines. Empty where nothing stays open."""
    t = look.texts
    unread = [one for one in reads if one.number not in workshop.read_back]
    lacking = [one for one in reads if one.state in ("missing", "partly")]
    questions = [one for one in workshop.questions if one.state is ActionState.OPEN and not one.answer]
    groups = [
        (t("Left open by the room"), list(workshop.left_open)),
        (
            t("Questions without an answer"),
            [_question(one.text, one.owner, one.due, look) for one in questions],
        ),
        (t("In the parking lot"), list(workshop.parking_lot)),
        (
            t("Results with something missing"),
            [t("{n} {title}", n=one.number, title=t.message(one.title)) for one in lacking],
        ),
        (
            t("Not read back yet"),
            [t("{n} {title}", n=one.number, title=t.message(one.title)) for one in unread],
        ),
    ]
    return [(heading, lines) for heading, lines in groups if lines]


def _question(text: str, owner: str, due: dt.date | None, look: Look) -> str:
    t = look.texts
    if owner and due:
        return t("{question} ({owner}, {day})", question=text, owner=owner, day=t.date(due))
    return t("{question} (nobody has a day for it)", question=text) if not owner else f"{text} ({owner})"


class SigningView(QWidget):
    """The last card of the read back."""

    minutes_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, workspace: Workspace, look: Look, clock: Clock) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self.clock = workspace, look, look.texts, clock
        self._workshop: Workshop | None = None
        t, px = self.texts, look.px
        self.heading = label(look, t("Sign off"), "headline")
        self.mark = QLabel()
        self.state = label(look, "", "script", wraps=True)
        self.who, self.day = QComboBox(), QDateEdit()
        self.who.setEditable(True)
        self.who.setFont(look.font())
        self.who.setMinimumContentsLength(20)
        named(self.who, t("Who signs"))
        self.who.editTextChanged.connect(lambda _text: self._can_sign())
        field = self.who.lineEdit()
        if field is not None:
            field.textEdited.connect(lambda text: self.workspace.typing(self._place, text))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        named(self.day, t("Day of signing"))
        self.sign = button(look, t("Sign off"), "check", is_main=True, does=self.sign_off)
        self.reopen = button(look, t("Open again"), "lock-open-outline", does=self.open_again)
        self.minutes = button(look, t("Minutes…"), "file-word-outline", does=self.minutes_wanted.emit)
        back = link(look, t("Back to the results"), self.back_wanted.emit)
        self._form = boxed(
            row(
                label(look, t("Signed by"), "body", "text2"),
                self.who,
                label(look, t("on"), "body", "text2"),
                self.day,
                self.sign,
                None,
                spacing=px(8),
            )
        )
        self._signed = boxed(row(self.mark, self.state, self.reopen, None, spacing=px(8)))
        self._open = column(spacing=px(4))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(12))
        for part in (
            self.heading,
            self._form,
            self._signed,
            boxed(row(self.minutes, back, None, spacing=px(16))),
        ):
            whole.addWidget(part)
        whole.addLayout(self._open)
        whole.addStretch(1)
        size = px(20)
        self.mark.setPixmap(look.icon_in("check-circle-outline", "ok").pixmap(QSize(size, size)))

    def show_workshop(self, workshop: Workshop | None, reads: Sequence[ResultRead]) -> None:
        """Show how it stands and what stays open."""
        before, self._workshop = self._workshop, workshop
        if workshop is None:
            return
        t, look = self.texts, self.look
        is_signed = workshop.signed_off_on is not None
        self._form.setVisible(not is_signed)
        self._signed.setVisible(is_signed)
        if workshop.signed_off_on is not None:
            text = t(
                "Signed off by {name} on {day}.",
                name=workshop.signed_off_by,
                day=t.date(workshop.signed_off_on),
            )
            self.state.setText(text)
        if before is None or before.id != workshop.id:
            self._offer_names(workshop)
        clear(self._open)
        groups = stays_open(workshop, reads, look)
        if not groups:
            self._open.addWidget(label(look, t("Nothing stays open."), "script", "ok"))
        else:
            self._open.addWidget(label(look, t("This stays open"), "section"))
        for heading, lines in groups:
            self._open.addSpacing(look.px(4))
            count = t("{heading}: {n}", heading=heading, n=t.number(len(lines)))
            self._open.addWidget(label(look, count, "strong"))
            for one in lines[:_LINES]:
                self._open.addWidget(label(look, f"\u2022 {one}", "body", "text2", wraps=True))
            if len(lines) > _LINES:
                more = t("and {n} more", n=t.number(len(lines) - _LINES))
                self._open.addWidget(label(look, more, "body", "text3"))
        self._can_sign()

    def _offer_names(self, workshop: Workshop) -> None:
        self.who.clear()
        self.who.addItems([one.name for one in workshop.participants if one.is_present])
        self.who.setCurrentIndex(-1)
        self.who.setEditText(workshop.signed_off_by)
        today = self.clock().astimezone().date()
        self.day.setDate(QDate(today.year, today.month, today.day))

    def _can_sign(self) -> None:
        has_name = bool(self.who.currentText().strip())
        self.sign.setEnabled(has_name)
        self.sign.setToolTip("" if has_name else self.texts("Say who signs first"))

    @property
    def _place(self) -> str:
        return place_in("read_back", self.workspace, "who")

    def take_up(self, text: str) -> None:
        """Show the name that somebody was writing when the program was last killed."""
        self.who.setEditText(text)
        self.workspace.typing(self._place, text)

    def first_focus(self) -> QWidget:
        """Return the name, or what can be done when it is signed."""
        return self.minutes if self._workshop and self._workshop.signed_off_on else self.who

    def sign_off(self) -> None:
        """Store who signed and when."""
        day = self.day.date()
        signed = dt.date(day.year(), day.month(), day.day()).isoformat()
        self._change(
            N_("sign off {name}"), signed_off_by=self.who.currentText().strip(), signed_off_on=signed
        )
        self.workspace.typing(self._place, None)
        self.minutes.setFocus()

    def open_again(self) -> None:
        """Take the signature back."""
        self._change(N_("open {name} again"), signed_off_by="", signed_off_on=None)
        self.who.setFocus()

    def _change(self, name: str, **changes: str | None) -> None:
        if self._workshop is not None:
            edit = ChangeItem(collection="workshops", id=self._workshop.id, changes=dict(changes))
            batch = Batch(name=name, values={"name": self._workshop.title}, edits=(edit,))
            self.workspace.do(batch, cause=self)
