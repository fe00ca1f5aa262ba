"""Calm lines below what is being written, each with a sign of its own before its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.cell import Tone
from workbench.ui.widgets.parts import column, label, row, set_tone


@dataclass(frozen=True)
class SignedLine:
    """A sentence, the icon before it and the tone of both."""

    text: str
    icon: str
    tone: Tone


def show_sign(look: Look, where: QLabel, icon: str, tone: Tone) -> None:
    """Show a sign in ``where``, as large as a line of small words."""
    size = look.px(16)
    where.setPixmap(look.icon_in(icon, tone).pixmap(size, size))


class _Line(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._sign, self.words = label(look), label(look, "", "small", wraps=True)
        side = row(self._sign, self.words, spacing=look.px(6))
        side.setStretch(1, 1)
        side.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(side)

    def show_line(self, one: SignedLine) -> None:
        show_sign(self.look, self._sign, one.icon, one.tone)
        self.words.setText(one.text)
        if self.words.property("tone") != one.tone:
            set_tone(self.words, one.tone)


class SignedLines(QWidget):
    """As many lines as there is to say; they are kept for what is said next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._shown: tuple[SignedLine, ...] = ()
        self._lines: list[_Line] = []
        self._box = column(spacing=look.px(4))
        self.setLayout(self._box)
        self.hide()

    def show_lines(self, lines: Sequence[SignedLine]) -> None:
        """Show ``lines`` in place of what stood there."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while len(self._lines) < len(lines):
            self._lines.append(_Line(self.look))
            self._box.addWidget(self._lines[-1])
        for at, one in enumerate(self._lines):
            one.setVisible(at < len(lines))
            if at < len(lines):
                one.show_line(lines[at])
        self.setVisible(bool(lines))

    @property
    def said(self) -> list[str]:
        """What the lines say."""
        return [one.text for one in self._shown]
