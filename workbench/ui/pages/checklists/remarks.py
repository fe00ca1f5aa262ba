"""What the program remarks on a checklist while it is written: calm lines, each with a sign of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.cell import Tone
from workbench.ui.widgets.parts import column, label, row, set_tone

Kind = Literal["wrong", "note", "fine"]
_SIGNS: dict[Kind, tuple[str, Tone]] = {
    "wrong": ("alert-outline", "warning"),
    "note": ("information-outline", "text2"),
    "fine": ("check", "ok"),
}


@dataclass(frozen=True)
class Remark:
    """A sentence, and how much it matters."""

    kind: Kind
    text: str


def sign(look: Look, kind: Kind) -> QLabel:
    """Return the sign of a kind of remark. Its words stand beside it."""
    made = label(look)
    show_sign(look, made, kind)
    return made


def show_sign(look: Look, where: QLabel, kind: Kind) -> None:
    """Show the sign of ``kind`` in ``where``."""
    size, (icon, tone) = look.px(16), _SIGNS[kind]
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

    def show_remark(self, remark: Remark) -> None:
        show_sign(self.look, self._sign, remark.kind)
        self.words.setText(remark.text)
        set_tone(self.words, _SIGNS[remark.kind][1])


class Remarks(QWidget):
    """As many lines as there are remarks; they are kept for the next checklist."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._shown: tuple[Remark, ...] = ()
        self._lines: list[_Line] = []
        self._box = column(spacing=look.px(4))
        self.setLayout(self._box)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show ``remarks`` in place of what stood there."""
        if tuple(remarks) == self._shown:
            return
        self._shown = tuple(remarks)
        while len(self._lines) < len(remarks):
            self._lines.append(_Line(self.look))
            self._box.addWidget(self._lines[-1])
        for at, one in enumerate(self._lines):
            one.setVisible(at < len(remarks))
            if at < len(remarks):
                one.show_remark(remarks[at])
        self.setVisible(bool(remarks))

    @property
    def said(self) -> list[str]:
        """What the lines say."""
        return [one.text for one in self._shown]
