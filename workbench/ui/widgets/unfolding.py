"""What a figure is made of, beside the page: definition, formula, inputs with source, and what it feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.analysis.explanation import SHARE, Explanation, Input
from workbench.analysis.place import Place
from workbench.export.words import word
from workbench.model.text import Message
from workbench.ui.look import Look
from workbench.ui.widgets.parts import boxed, clear, column, icon_button, label, line, link, on_ground, row


class Unfolding(QWidget):
    """One explanation at a time. Esc closes it."""

    closed = Signal()

    def __init__(self, look: Look, goes: Callable[[Place], None], unfolds: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self.texts, self._goes, self._unfolds = look, look.texts, goes, unfolds
        self._text = ""
        t = self.texts
        on_ground(self, "surface")
        self.setAccessibleName(t("What the figure is made of"))
        self.title = label(look, "", "section", wraps=True)
        edge = look.px(16)
        head = row(self.title, margins=(edge, look.px(12), look.px(8), look.px(8)))
        head.setStretch(0, 1)
        head.addWidget(icon_button(look, "content-copy", t("Copy as text"), self._copy))
        head.addWidget(icon_button(look, "close", t("Close"), self.closed.emit))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(edge, 0, edge, edge)
        self._lines.setSpacing(look.px(4))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(boxed(column(self._lines, None, spacing=0), "surface"))
        self._area.setAccessibleName(t("Inputs"))
        self.setLayout(column(head, self._area, spacing=0))
        self.setMinimumWidth(look.px(320))

    def show_explanation(self, explanation: Explanation, feeds: Sequence[tuple[str, str]] = ()) -> None:
        """Show what ``explanation`` says; ``feeds`` are key and words of the figures that it goes into."""
        look, t = self.look, self.texts
        clear(self._lines)
        self.title.setText(t.message(explanation.title))
        self._say(self._said(explanation.value, explanation.unit), "figure")
        self._say(t.message(explanation.definition), "small", "text2")
        self._say(t.message(explanation.formula), "small")
        self._lines.addWidget(line(look))
        for one in explanation.inputs:
            self._input(one)
        for key, words in feeds:
            self._link(t("Goes into: {figure}", figure=words), partial(self._unfolds, key))
        self._text = self._as_text(explanation)

    def _said(self, value: float | Decimal | None, unit: Message) -> str:
        t = self.texts
        if value is None:
            return t("missing")
        if unit.text == SHARE:
            return t.percent(float(value), 1)
        size = abs(float(value))
        decimals = 0 if size >= 1000 or isinstance(value, Decimal) else 1 if size >= 10 else 2
        return f"{t.number(value, decimals)} {t.message(unit)}"

    def _words(self, value: Message | str | None) -> str:
        return self.texts.message(value) if isinstance(value, Message) else value or ""

    def _beside(self, one: Input) -> str:
        quality = word(one.quality, self.texts) if one.quality is not None else ""
        return " · ".join(part for part in (self._words(one.source), quality) if part)

    def _link(self, words: str, does: Callable[[], object], about: str = "") -> None:
        there = link(self.look, words, does)
        there.setAccessibleName(f"{words}: {about}" if about else words)
        self._lines.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, text: str, use: str = "body", tone: str = "text") -> None:
        if text:
            self._lines.addWidget(label(self.look, text, use, tone, wraps=True))  # type: ignore[arg-type]

    def _input(self, one: Input) -> None:
        look, t = self.look, self.texts
        name = self._words(one.name)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        value = label(look, self._said(one.value, one.unit), "strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        words = label(look, name, wraps=True)
        top = row(words, value)
        top.setStretch(0, 1)
        inner.addLayout(top)
        if beside := self._beside(one):
            inner.addWidget(label(look, beside, "caption", "text2", wraps=True))
        self._lines.addLayout(inner)
        if one.unfolds is not None:
            self._link(t("What it is made of"), partial(self._unfolds, one.unfolds), name)
        elif one.place is not None:
            self._link(t("Go there"), partial(self._goes, one.place), name)
        self._lines.addWidget(line(look))

    def _as_text(self, explanation: Explanation) -> str:
        t = self.texts
        lines = [f"{t.message(explanation.title)}: {self._said(explanation.value, explanation.unit)}"]
        lines += [t.message(explanation.definition), t.message(explanation.formula)]
        for one in explanation.inputs:
            lines.append(
                "\t".join((self._words(one.name), self._said(one.value, one.unit), self._beside(one)))
            )
        return "\n".join(lines)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
