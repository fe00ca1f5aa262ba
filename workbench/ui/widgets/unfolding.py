"""What a figure is made of, beside the page: definition, formula, inputs with source, and what it feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workbench.analysis.explain.explanation import Explanation, Input
from workbench.analysis.place import Place
from workbench.export.traces import SIGNS, as_text, quality_of, said, words
from workbench.export.words import word
from workbench.ui.look import Look
from workbench.ui.widgets.parts import (
    boxed,
    button,
    clear,
    click,
    column,
    icon_button,
    label,
    line,
    on_ground,
    row,
)

_UP = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

_BESIDE = 284
"""How wide a name's longest word and its value may be together to stand beside each other."""


class _Link(QPushButton):
    """A link that gives up the end of its words where room is short; the tooltip holds them all."""

    def __init__(self, look: Look, text: str, does: Callable[[], object]) -> None:
        super().__init__(text)
        self._whole = text
        self.setProperty("link", True)
        self.setFont(look.font("small"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        click(self, does)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            min(super().minimumSizeHint().width(), self.fontMetrics().height() * 6), self.sizeHint().height()
        )

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        shown, whole = (self.fontMetrics().horizontalAdvance(one) for one in (self.text(), self._whole))
        return QSize(hint.width() + whole - shown, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edges = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - edges
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room + 1))
        self.setToolTip(self._whole if self.text() != self._whole else "")


class Unfolding(QWidget):
    """One explanation at a time, with the way that led to it. Esc closes it; Alt+Left and Backspace go back."""

    closed = Signal()
    back = Signal()

    def __init__(self, look: Look, goes: Callable[[Place], None], unfolds: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self.texts, self._goes, self._unfolds = look, look.texts, goes, unfolds
        self._chain: tuple[Explanation, ...] = ()
        self.links: list[QPushButton] = []
        t = self.texts
        on_ground(self, "surface")
        self.setAccessibleName(t("What the figure is made of"))
        edge = look.px(16)
        self.way = label(look, "", "caption", "text2", wraps=True)
        self._back = icon_button(look, "arrow-left", t("Back to the figure before"), self.back.emit)
        self.title = label(look, "", "section", wraps=True)
        head = row(self._back, self.title, margins=(edge, look.px(12), look.px(8), 0))
        head.setStretch(1, 1)
        head.setAlignment(self._back, Qt.AlignmentFlag.AlignTop)
        close = icon_button(look, "close", t("Close"), self.closed.emit)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.value = label(look, "", "figure", wraps=True)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = column(self.way, self.value, spacing=look.px(2), margins=(edge, look.px(4), edge, look.px(8)))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(edge, 0, edge, edge)
        self._lines.setSpacing(look.px(4))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(boxed(column(self._lines, None, spacing=0), "surface"))
        self._area.setAccessibleName(t("Inputs"))
        self._copied = button(look, t("Copy as text"), "content-copy", does=self.copy)
        self._copied.setToolTip(t("The figures that were opened, with tabs between the columns"))
        for one in (self._back, close, self._copied):
            one.installEventFilter(self)
        foot = row(self._copied, None, margins=(edge, look.px(8), edge, look.px(8)))
        self.setLayout(column(head, top, self._area, line(look), foot, spacing=0))
        self.setMinimumWidth(look.px(320))

    def show_explanation(self, chain: Sequence[Explanation], feeds: Sequence[tuple[str, str]] = ()) -> None:
        """Show the last of ``chain``, which was opened from the one before; ``feeds`` are key and words."""
        look, t = self.look, self.texts
        found, self._chain, self.links = chain[-1], tuple(chain), []
        clear(self._lines)
        self.title.setText(t.message(found.title))
        self._back.setVisible(len(chain) > 1)
        self.way.setText(" › ".join(t.message(one.title) for one in chain[:-1]))
        self.way.setVisible(len(chain) > 1)
        self.value.setText(said(found.value, found.unit, t))
        self.value.setAccessibleName(f"{self.title.text()}: {self.value.text()}")
        self._say(t.message(found.definition), "small", "text2")
        self._say(t("= {formula}", formula=t.message(found.formula)), "small")
        self._lines.addWidget(line(look))
        notes = [one for one in found.inputs if one.part == "note"]
        for one in found.inputs:
            if one.part != "note":
                self._input(one)
        if notes:
            self._say(t("To know about it"), "head", "text2")
            for one in notes:
                self._input(one)
        if feeds:
            self._say(t("It goes into"), "head", "text2")
            for key, figure in feeds:
                goes_into = t("Goes into: {figure}", figure=figure)
                self._lines.addLayout(row(self._link(figure, partial(self._unfolds, key), goes_into), None))
        self._area.verticalScrollBar().setValue(0)

    def copy(self) -> None:
        """Put the figures opened so far on the clipboard, as a table."""
        QGuiApplication.clipboard().setText(as_text(self._chain, self.texts))

    def focus_first(self) -> None:
        """Give the keyboard to the first link."""
        (self.links[0] if self.links else self._copied).setFocus()

    def _link(self, text: str, does: Callable[[], object], name: str) -> QPushButton:
        there = _Link(self.look, text, does)
        there.setAccessibleName(name)
        there.installEventFilter(self)
        self.links.append(there)
        return there

    def _say(self, text: str, use: str = "body", tone: str = "text") -> None:
        if text:
            self._lines.addWidget(label(self.look, text, use, tone, wraps=True))  # type: ignore[arg-type]

    def _input(self, one: Input) -> None:
        look, t = self.look, self.texts
        name = words(one.name, t)
        text = said(one.value, one.unit, t) if one.value is not None or one.part != "note" else ""
        inner = QVBoxLayout()
        inner.setSpacing(look.px(2))
        value = label(look, self._signed(one, text), "small" if one.part == "note" else "strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        value.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        naming = label(look, name, "small" if one.part == "note" else "body", wraps=True)
        naming.setAccessibleName(f"{name}: {text}")
        longest = max((naming.fontMetrics().horizontalAdvance(one) for one in name.split()), default=0)
        if longest + value.sizeHint().width() + look.px(8) > look.px(_BESIDE) or not text:
            inner.addWidget(naming)
            value.setWordWrap(True)
            if text:
                inner.addWidget(value)
        else:
            top = row(naming, value)
            top.setStretch(0, 1)
            inner.addLayout(top)
        self._source(one, inner)
        self._lines.addLayout(inner)
        further = row(spacing=look.px(12))
        if one.unfolds is not None:
            made_of = t("What it is made of")
            further.addWidget(self._link(made_of, partial(self._unfolds, one.unfolds), f"{made_of}: {name}"))
        if one.place is not None:
            there = t("Go there")
            further.addWidget(self._link(there, partial(self._goes, one.place), f"{there}: {name}"))
        if further.count():
            further.addStretch(1)
            inner.addLayout(further)
        self._lines.addWidget(line(look))

    def _signed(self, one: Input, text: str) -> str:
        sign = SIGNS[one.part] if one.part in ("factor", "divisor") else ""
        return f"{sign} {text}".strip()

    def _source(self, one: Input, into: QVBoxLayout) -> None:
        """Say where an input comes from; what a reader should doubt has an icon and its word."""
        look, t = self.look, self.texts
        source, doubt = words(one.source, t), quality_of(one, t)
        known = "" if one.quality is None else word(one.quality, t)
        if known and not source.startswith(known):
            source = f"{source} · {known}" if source else known
        if not (source or doubt):
            return
        beside = label(look, source or doubt, "caption", "warning" if doubt else "text2", wraps=True)
        if not doubt:
            into.addWidget(beside)
            return
        sign = label(look)
        size = look.px(14)
        sign.setPixmap(look.icon_in("alert-outline", "warning").pixmap(QSize(size, size)))
        sign.setAccessibleName(doubt)
        line_ = row(sign, beside, spacing=look.px(4))
        line_.setStretch(1, 1)
        line_.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        into.addLayout(line_)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if _is_back(event):
                self.back.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton):
                watched.click()
                return True
            step = _UP.get(Qt.Key(event.key()))
            if step is not None and watched in self.links and isinstance(watched, QPushButton):
                at = self.links.index(watched) + step
                if 0 <= at < len(self.links):
                    self.links[at].setFocus()
                    self._area.ensureWidgetVisible(self.links[at])
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif _is_back(event):
            self.back.emit()
        else:
            super().keyPressEvent(event)


def _is_back(event: QKeyEvent) -> bool:
    has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return event.key() == Qt.Key.Key_Backspace or (event.key() == Qt.Key.Key_Left and has_alt)
