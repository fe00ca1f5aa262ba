"""The hints below an answer, one a line, each with its sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.capture.plain_language import Hint
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, label, row, set_tone

_TONES = {"warning": "error", "advice": "text", "plain": "text2"}
_ICONS = {"warning": "alert-circle-outline", "advice": "lightbulb-outline", "plain": "eye-outline"}


class HintLine(QWidget):
    """A hint with its sign."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._sign, self.words = label(look), label(look, "", "small", wraps=True)
        side = row(self._sign, self.words, spacing=look.px(6))
        side.setStretch(1, 1)
        side.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(side)

    def show_hint(self, hint: Hint) -> None:
        """Show ``hint``."""
        tone, size = _TONES[hint.tone], self.look.px(16)
        self._sign.setPixmap(self.look.icon_in(_ICONS[hint.tone], tone).pixmap(size, size))
        self.words.setText(self.look.texts.message(hint.what))
        if self.words.property("tone") != tone:
            set_tone(self.words, tone)


class HintLines(QWidget):
    """As many lines as there are hints; they are kept for the next answer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lines: list[HintLine] = []
        self._shown: tuple[Hint, ...] = ()
        self._box = column(spacing=look.px(4))
        self.setLayout(self._box)

    def show_hints(self, found: Sequence[Hint]) -> None:
        """Show ``found`` in place of what stood there."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while len(self.lines) < len(found):
            self.lines.append(HintLine(self.look))
            self._box.addWidget(self.lines[-1])
        for at, one in enumerate(self.lines):
            one.setVisible(at < len(found))
            if at < len(found):
                one.show_hint(found[at])

    @property
    def said(self) -> list[str]:
        """What the lines say."""
        return [one.words.text() for one in self.lines if not one.isHidden()]
