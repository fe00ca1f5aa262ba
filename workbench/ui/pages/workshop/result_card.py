"""One of the twenty results in large type: what was agreed, what is missing, who owes it, and a link to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.analysis.standing.read_back import Gap, ReadState, ResultRead
from workbench.ui.look import Look
from workbench.ui.widgets.parts import boxed, clear, column, label, link, row

STATES: dict[ReadState, tuple[str, str]] = {
    "complete": ("check-circle-outline", "ok"),
    "partly": ("circle-half-full", "warning"),
    "missing": ("alert-circle-outline", "error"),
    "not_needed": ("minus", "text2"),
}
"""Icon and tone by state; the words stand in :func:`state_words`."""


def state_words(read: ResultRead, look: Look) -> str:
    """Return how far a result is, in words."""
    t = look.texts
    if read.state == "not_needed":
        return t("not needed here")
    words = {"complete": t("complete"), "partly": t("partly"), "missing": t("missing")}[read.state]
    return t("{state} · {done} of {of}", state=words, done=t.number(read.done), of=t.number(read.of))


class ResultCard(QWidget):
    """The card. It is made anew for each result; ``place_wanted`` says where a link goes."""

    place_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._parts = QVBoxLayout(self)
        self._parts.setContentsMargins(0, 0, look.px(12), 0)
        self._parts.setSpacing(look.px(8))
        self._shown: tuple[ResultRead | None, bool] = (None, False)

    def show_result(self, read: ResultRead | None, *, is_read: bool) -> None:
        """Show a result; nothing happens while it is the same one."""
        if self._shown == (read, is_read) and self._parts.count():
            return
        self._shown = (read, is_read)
        clear(self._parts)
        look, t = self.look, self.texts
        if read is None:
            self._parts.addWidget(label(look, t("The figures are being calculated…"), "script", "text2"))
            self._parts.addStretch(1)
            return
        title = t("{n}. {title}", n=read.number, title=t.message(read.title))
        self.setAccessibleName(title)
        self._parts.addWidget(label(look, title, "headline", wraps=True))
        self._parts.addLayout(self._state(read, is_read=is_read))
        if read.facts:
            self._parts.addSpacing(look.px(8))
            self._parts.addWidget(label(look, t("Agreed"), "section"))
        for fact in read.facts:
            self._parts.addLayout(self._line("check", "ok", t.message(fact.text), None, fact.place))
        self._more(read.more_facts)
        if read.missing:
            self._parts.addSpacing(look.px(8))
            self._parts.addWidget(label(look, t("Missing"), "section"))
        for gap in read.missing:
            self._parts.addLayout(self._gap(gap))
        self._more(read.more_missing)
        if not read.facts and not read.missing:
            self._parts.addWidget(label(look, t("Nothing is needed here."), "script", "text2"))
        self._parts.addStretch(1)

    def _state(self, read: ResultRead, *, is_read: bool) -> QHBoxLayout:
        look = self.look
        icon, tone = STATES[read.state]
        parts = [_mark(look, icon, tone), label(look, state_words(read, look), "body", tone)]
        if is_read:
            parts += [_mark(look, "check", "ok"), label(look, self.texts("read back"), "body", "ok")]
        return row(*parts, None, spacing=look.px(6))

    def _gap(self, gap: Gap) -> QHBoxLayout:
        t = self.texts
        owes = t("{name} owes it", name=gap.owed_by) if gap.owed_by else t("nobody owes it yet")
        return self._line("alert-outline", "warning", t.message(gap.text), owes, gap.place)

    def _line(self, icon: str, tone: str, text: str, below: str | None, place: Place | None) -> QHBoxLayout:
        look = self.look
        words: list[QWidget] = [label(look, text, "script", wraps=True)]
        if below is not None:
            words.append(label(look, below, "body", "text2"))
        mark = _mark(look, icon, tone)
        made = row(mark, boxed(column(*words, spacing=0)), spacing=look.px(8))
        made.setStretch(1, 1)
        made.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        if place is not None and below is not None:
            there = link(look, self.texts("Go there"), self._goes(place))
            there.setAccessibleName(self.texts("Go there: {what}", what=text))
            made.addWidget(there, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _goes(self, place: Place) -> Callable[[], None]:
        return lambda: self.place_wanted.emit(place)

    def _more(self, n: int) -> None:
        if n:
            more = self.texts("and {n} more", n=self.texts.number(n))
            self._parts.addWidget(label(self.look, more, "body", "text2"))


def _mark(look: Look, icon: str, tone: str) -> QLabel:
    made = QLabel()
    size = look.px(20)
    made.setPixmap(look.icon_in(icon, tone).pixmap(QSize(size, size)))
    made.setFixedSize(size, size)
    return made
