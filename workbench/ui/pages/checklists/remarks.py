"""What the program remarks on a checklist while it is written: calm lines, each with a sign of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QLabel

from workbench.ui.look import Look
from workbench.ui.widgets.cell import Tone
from workbench.ui.widgets.parts import label
from workbench.ui.widgets.signed_lines import SignedLine, SignedLines, show_sign

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
    show_sign(look, made, *_SIGNS[kind])
    return made


class Remarks(SignedLines):
    """As many lines as there are remarks."""

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show ``remarks`` in place of what stood there."""
        self.show_lines([SignedLine(one.text, *_SIGNS[one.kind]) for one in remarks])
