"""Work of the window's own thread in pieces: between two of them keys, clicks and painting have their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from workbench.ui.background import Background


class Turns(QObject):
    """Does one piece per turn of the event loop. New pieces take the place of those that are left."""

    def __init__(self, parent: QObject, background: Background) -> None:
        super().__init__(parent)
        self._background = background
        self._left: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def take(self, *pieces: Callable[[], object]) -> None:
        """Do the first piece now and the others in turn."""
        self.leave(*pieces)
        self._next()

    def leave(self, *pieces: Callable[[], object]) -> None:
        """Do the pieces in turn, and none of them now."""
        self._left = deque(pieces)
        self._timer.start()

    def give_up(self) -> None:
        """Let go of what is left."""
        self._left.clear()
        self._timer.stop()

    @property
    def is_busy(self) -> bool:
        """Whether pieces are left."""
        return self._timer.isActive()

    def _next(self) -> None:
        piece = self._left.popleft() if self._left else None
        if not self._left:
            self._timer.stop()
        if piece is not None:
            with self._background.window_first():
                piece()
