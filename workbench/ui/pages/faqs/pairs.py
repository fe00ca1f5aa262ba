"""Questions that are nearly the same, pair by pair below the list; nothing becomes one by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, column, label, on_ground, row


class PairStrip(QWidget):
    """The strip. ``shown`` and ``merge_wanted`` carry the ids of the two questions."""

    shown = Signal(str, str)
    merge_wanted = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self._pairs: list[tuple[str, str]] = []
        self._at = 0
        on_ground(self, "selection")
        t, edge = look.texts, look.px(12)
        self.setAccessibleName(t("Nearly the same"))
        self._which = label(look, "", "strong", wraps=True)
        self._both = label(look, "", "small", wraps=True)
        self._merge = button(look, t("Make one of them"), "merge", does=self._wish)
        self._next = button(look, t("Next"), does=self.show_next)
        acts = row(
            self._merge, self._next, button(look, t("Close"), does=self.hide), None, spacing=look.px(8)
        )
        self.setLayout(
            column(
                self._which,
                self._both,
                acts,
                spacing=look.px(6),
                margins=(edge, look.px(8), edge, look.px(8)),
            )
        )
        self.hide()

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show the first of ``pairs``; nothing where there is none."""
        self._pairs, self._at = list(pairs), 0
        self._show()

    def show_next(self) -> None:
        """Show the next pair, after the last the first."""
        self._at = (self._at + 1) % max(1, len(self._pairs))
        self._show()

    def drop_shown(self) -> None:
        """The pair that is shown is none any more: show what is left."""
        gone = self._pairs[self._at]
        self._pairs = [one for one in self._pairs if gone[1] not in one]
        self._at = 0
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._pairs))
        if not self._pairs:
            return
        t = self.texts
        self._which.setText(
            t("Nearly the same: pair {n} of {all}", n=t.number(self._at + 1), all=t.number(len(self._pairs)))
        )
        self._next.setEnabled(len(self._pairs) > 1)
        self.shown.emit(*self._pairs[self._at])

    def say(self, first: str, second: str) -> None:
        """Say what the two ask."""
        self._both.setText(f"{first}\n{second}")

    def _wish(self) -> None:
        self.merge_wanted.emit(*self._pairs[self._at])
