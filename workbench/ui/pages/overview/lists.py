"""What stops the project, and what to do next: short lists whose lines lead to the place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from workbench.analysis.blocking import Blocking
from workbench.analysis.next_actions import NextAction
from workbench.analysis.place import Place
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.text import Message
from workbench.ui.look import Look
from workbench.ui.widgets.parts import clear, label, line, link, row

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


class ListCard(QFrame):
    """A card with a heading and lines."""

    def __init__(self, look: Look, title: str, beside: str) -> None:
        super().__init__()
        self.look = look
        self.setProperty("card", True)
        self.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.px(8), 0, look.px(8))
        box.setSpacing(0)
        self.beside = label(look, beside, "small", "text2")
        edge = look.px(16)
        box.addLayout(
            row(
                label(look, title, "section"), None, self.beside, margins=(edge, look.px(4), edge, look.px(8))
            )
        )
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        box.addLayout(self.lines)
        box.addStretch(1)

    def add(
        self, icon: str, tone: str, what: str, why: str, beside: str, go: tuple[str, Callable[[], None]]
    ) -> None:
        """Add a line: a bold what, a quiet why, something at the right, and a link."""
        look = self.look
        self.lines.addWidget(line(look))
        picture = label(look)
        size = look.px(18)
        picture.setPixmap(look.icon_in(icon, tone).pixmap(size, size))
        picture.setFixedWidth(size)
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(1))
        words.addWidget(label(look, what, "strong", wraps=True))
        words.addWidget(label(look, why, "small", "text2", wraps=True))
        there = link(look, go[0], go[1])
        there.setAccessibleName(f"{go[0]}: {what}")
        words.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
        held = QWidget()
        inner = row(picture, margins=(look.px(16), look.px(8), look.px(16), look.px(8)), spacing=look.px(10))
        inner.addLayout(words, 1)
        side = label(look, beside, "small", "text2", wraps=True)
        side.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        side.setFixedWidth(look.px(130))
        inner.addWidget(side)
        held.setLayout(inner)
        self.lines.addWidget(held)

    def say(self, text: str) -> None:
        """Say that there is nothing, and what that means."""
        held = label(self.look, text, "body", "text2", wraps=True)
        edge = self.look.px(16)
        held.setContentsMargins(edge, self.look.px(8), edge, self.look.px(8))
        self.lines.addWidget(held)

    def say_alone(self, text: str) -> None:
        """Say ``text`` in place of all lines."""
        self.empty()
        self.say(text)

    def empty(self) -> None:
        """Take all lines away."""
        clear(self.lines)


def show_blocking(
    card: ListCard, found: tuple[Blocking, ...], project: Project, texts: Texts, goes: Goes
) -> None:
    """Show what stops: errors before warnings, six lines."""
    card.empty()
    names = {one.id: one.name for one in project.departments}
    errors = sum(one.count for one in found if one.severity == "error")
    warnings = sum(one.count for one in found if one.severity == "warning")
    counts = (
        texts.plural("{n} error", "{n} errors", errors),
        texts.plural("{n} warning", "{n} warnings", warnings),
    )
    card.beside.setText(" · ".join(counts))
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
        place = one.place
        card.add(
            _SEVERITY_ICONS[one.severity],
            tone,
            what,
            where,
            beside,
            (texts("Go there"), partial(goes, place)),
        )
    if not found:
        card.say(texts("Nothing stops the project."))


def show_next(card: ListCard, found: tuple[NextAction, ...], texts: Texts, goes: Goes) -> None:
    """Show what to do next, best first."""
    card.empty()
    for one in found[:_SHOWN]:
        beside = texts("{n} hours a year", n=texts.number(one.hours)) if one.hours >= 1 else ""
        place = one.place
        card.add(
            _ACTION_ICONS.get(one.kind, "lightbulb-outline"),
            "accent",
            texts.message(one.title),
            texts.message(one.reason),
            beside,
            (texts("Go there"), partial(goes, place)),
        )
    if not found:
        card.say(texts("Nothing is waiting: everything that the figures rest on is there."))
