"""Lines that are chosen together, and the clipboard on which they travel to another place or checklist."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from workbench.edits.blocks import block_as_text, block_from_text
from workbench.export.field_words import choice_word
from workbench.locale import Texts
from workbench.model.knowledge import ChecklistItem

_LINES = "application/x-rosa-checklist-lines"


class ChosenLines:
    """Which lines are chosen: one, or all between the first that was chosen and the last."""

    def __init__(self) -> None:
        self.ids: tuple[str, ...] = ()
        self._first = self._last = ""

    def keep(self, order: Sequence[str]) -> None:
        """Keep of the chosen lines what is still in ``order``."""
        self.ids = tuple(one for one in order if one in self.ids)

    def choose(self, order: Sequence[str], line: str, *, extends: bool = False) -> None:
        """Choose ``line``, with ``extends`` all up to it. The only one that is chosen is let go."""
        if extends and self.ids and self._first in order:
            ends = sorted((order.index(self._first), order.index(line)))
            self.ids, self._last = tuple(order[ends[0] : ends[1] + 1]), line
        else:
            self.ids = () if self.ids == (line,) else (line,)
            self._first = self._last = line

    def extend(self, order: Sequence[str], here: str, by: int) -> str:
        """Choose one line more (or less) above (-1) or below (1); return the last one. It begins with ``here``."""
        if not self.ids or self._first not in order or self._last not in order:
            self.choose(order, here, extends=False)
            self.ids = (here,)
            return here
        to = order[max(0, min(order.index(self._last) + by, len(order) - 1))]
        self.choose(order, to, extends=True)
        return to

    def clear(self) -> None:
        """Let go of all."""
        self.ids = ()


def put_on_clipboard(lines: Sequence[ChecklistItem], texts: Texts) -> None:
    """Put lines on the clipboard: as lines for this page, as words for everything else."""
    words = (
        texts("{kind}: {words}", kind=choice_word(line.kind, texts), words=line.text.replace("\n", " "))
        for line in lines
    )
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("\n".join(words))
    # Added to what Qt has made: an object of our own would outlive Python, and the program would end with a crash.
    clipboard.mimeData().setData(_LINES, block_as_text(lines).encode())
    clipboard.dataChanged.emit()


def _on_clipboard() -> bytes:
    """Return what lies on the clipboard as lines of a checklist; an empty clipboard may hold nothing at all."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return bytes(data.data(_LINES).data()) if data is not None and data.hasFormat(_LINES) else b""


def has_lines() -> bool:
    """Tell whether lines of a checklist lie on the clipboard."""
    return bool(_on_clipboard())


def from_clipboard() -> tuple[ChecklistItem, ...]:
    """Return the lines on the clipboard, none where something else lies there."""
    return block_from_text(_on_clipboard().decode(errors="replace"))
