"""What stops the project, and what to do next: short lists whose lines lead to the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.text import Message
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, label, line, link, row

if TYPE_CHECKING:  # the words of what is shown; what counts it is loaded where it is counted
    from workbench.analysis.standing.blocking import Blocking
    from workbench.analysis.standing.next_actions import NextAction

Goes = Callable[[Place], None]
_SEVERITY_ICONS = {"error": "alert-circle-outline", "warning": "alert-outline", "advice": "lightbulb-outline"}
_ACTION_ICONS = {
    "settings": "tune-variant",
    "measure": "chart-bar",
    "time": "timer-outline",
    "delegation": "gavel",
    "workshop": "presentation",
    "levels": "format-list-bulleted",
    "volumes": "chart-bar",
    "minutes": "timer-outline",
    "approve": "check-circle-outline",
    "write": "pencil-outline",
    "agreement": "file-sign",
}
_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """A line: a bold what, a quiet why, something at the right, and a place to go to."""

    icon: str
    tone: str
    what: str
    why: str
    beside: str
    place: Place


class _LineRow(QWidget):
    """A line as widgets, which show another line as soon as there is one."""

    def __init__(self, look: Look, goes: Goes) -> None:
        super().__init__()
        self.look, self._goes = look, goes
        self._line: Line | None = None
        self._picture = label(look)
        self._picture.setFixedWidth(look.px(18))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._what = label(look, "", "strong", wraps=True)
        self._why = label(look, "", "small", "text2", wraps=True)
        self._there = link(look, look.texts("Go there"), self._go)
        words = column(self._what, self._why, spacing=look.px(1))
        words.addWidget(self._there, 0, Qt.AlignmentFlag.AlignLeft)
        self._beside = label(look, "", "small", "text2", wraps=True)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._beside.setFixedWidth(look.px(130))
        inner = row(
            self._picture, margins=(look.px(16), look.px(8), look.px(16), look.px(8)), spacing=look.px(10)
        )
        inner.addLayout(words, 1)
        inner.addWidget(self._beside)
        self.setLayout(column(line(look), inner, spacing=0))

    def show_line(self, shown: Line) -> None:
        """Show ``shown``; only what is other is set."""
        before, self._line = self._line, shown
        if before is None or (before.icon, before.tone) != (shown.icon, shown.tone):
            size = self.look.px(18)
            self._picture.setPixmap(self.look.icon_in(shown.icon, shown.tone).pixmap(size, size))
        for part, text in ((self._what, shown.what), (self._why, shown.why), (self._beside, shown.beside)):
            if part.text() != text:
                part.setText(text)
        self._there.setAccessibleName(f"{self._there.text()}: {shown.what}")

    def _go(self) -> None:
        if self._line is not None:
            self._goes(self._line.place)


class ListCard(QFrame):
    """A card with a heading and lines."""

    def __init__(self, look: Look, title: str, beside: str, goes: Goes) -> None:
        super().__init__()
        self.look, self._goes = look, goes
        self.setProperty("card", True)
        self.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.px(8), 0, look.px(8))
        box.setSpacing(0)
        self.beside = label(look, beside, "small", "text2")
        edge = look.px(16)
        heading = label(look, title, "section")
        box.addLayout(row(heading, None, self.beside, margins=(edge, look.px(4), edge, look.px(8))))
        self._alone = label(look, "", "body", "text2", wraps=True)
        self._alone.setContentsMargins(edge, look.px(8), edge, look.px(8))
        box.addWidget(self._alone)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self._rows: list[_LineRow] = []
        box.addLayout(self.lines)
        box.addStretch(1)

    def show_lines(self, lines: Sequence[Line], nothing: str) -> list[Callable[[], None]]:
        """Return what shows ``lines``, piece by piece; where there are none, what that means."""
        places = range(max(len(lines), len(self._rows)))
        rows = [partial(self._show_row, at, lines[at] if at < len(lines) else None) for at in places]
        return [partial(self._say, "" if lines else nothing), *rows]

    def _say(self, nothing: str) -> None:
        self._alone.setText(nothing)
        self._alone.setVisible(bool(nothing))

    def _show_row(self, at: int, shown: Line | None) -> None:
        if at == len(self._rows):
            self._rows.append(_LineRow(self.look, self._goes))
            self.lines.addWidget(self._rows[at])
        if shown is not None:
            self._rows[at].show_line(shown)
        self._rows[at].setVisible(shown is not None)


def show_blocking(
    card: ListCard, found: tuple[Blocking, ...], project: Project, texts: Texts
) -> list[Callable[[], None]]:
    """Return what shows what stops: errors before warnings, six lines."""
    names = {one.id: one.name for one in project.departments}
    errors = sum(one.count for one in found if one.severity == "error")
    warnings = sum(one.count for one in found if one.severity == "warning")
    counts = (
        texts.plural("{n} error", "{n} errors", errors),
        texts.plural("{n} warning", "{n} warnings", warnings),
    )
    card.beside.setText(" · ".join(counts))
    lines = []
    for one in found[:_SHOWN]:
        what = texts("{what}: {n}", what=texts.message(one.title), n=texts.number(one.count))
        parts = [
            (names.get(d.department or "", texts("the project")), texts.number(d.count))
            for d in one.by_department[:3]
        ]
        where = ", ".join(texts("{department} {n}", department=name, n=n) for name, n in parts)
        owes = one.by_department[0].owed_by if one.by_department else ""
        beside = texts.message(owes) if isinstance(owes, Message) else owes
        if one.due is not None:
            beside = texts("{who}, by {day}", who=beside, day=texts.date(one.due))
        tone = {"error": "error", "warning": "warning"}.get(one.severity, "info")
        lines.append(Line(_SEVERITY_ICONS[one.severity], tone, what, where, beside, one.place))
    return card.show_lines(lines, texts("Nothing stops the project."))


def show_next(card: ListCard, found: tuple[NextAction, ...], texts: Texts) -> list[Callable[[], None]]:
    """Return what shows what to do next, best first."""
    lines = [
        Line(
            _ACTION_ICONS.get(one.kind, "lightbulb-outline"),
            "accent",
            texts.message(one.title),
            texts.message(one.reason),
            texts("{n} hours a year", n=texts.number(one.hours)) if one.hours >= 1 else "",
            one.place,
        )
        for one in found[:_SHOWN]
    ]
    return card.show_lines(lines, texts("Nothing is waiting: everything that the figures rest on is there."))
