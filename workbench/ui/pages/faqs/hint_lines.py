"""The hints below an answer, one a line, each with its sign."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.capture.plain_language import Hint
from workbench.ui.widgets.cell import Tone
from workbench.ui.widgets.signed_lines import SignedLine, SignedLines

_SIGNS: dict[str, tuple[str, Tone]] = {
    "warning": ("alert-circle-outline", "error"),
    "advice": ("lightbulb-outline", "text"),
    "plain": ("eye-outline", "text2"),
}


class HintLines(SignedLines):
    """As many lines as there are hints."""

    def show_hints(self, found: Sequence[Hint]) -> None:
        """Show ``found`` in place of what stood there."""
        texts = self.look.texts
        self.show_lines([SignedLine(texts.message(one.what), *_SIGNS[one.tone]) for one in found])
