"""Content with, at its side when asked for, what one of its figures is made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.widgets.unfolding import Unfolding
from workbench.ui.workspace import Workspace


class Explained(QSplitter):
    """Wraps ``content``. :meth:`unfold` opens the side, Esc there closes it and gives the keyboard back."""

    changed = Signal()
    """The side was opened or closed: ``content`` has more or less room."""

    def __init__(self, workspace: Workspace, look: Look, content: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.workspace, self.look = workspace, look
        self._key = ""
        self._asked_from: QWidget | None = None
        self._results_of = self._shown_everywhere
        self.side = Unfolding(look, workspace.go_to, self._follow)
        self.side.closed.connect(self.fold)
        self.side.hide()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(content)
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)

    @property
    def room_beside(self) -> int:
        """How much width the open side takes; 0 while it is closed."""
        return 0 if self.side.isHidden() else self.side.width()

    def _shown_everywhere(self) -> Results | None:
        return self.workspace.results

    def _follow(self, key: str) -> None:
        self.unfold(key, self._results_of)

    def unfold(self, key: str, results_of: Callable[[], Results | None] | None = None) -> None:
        """Show what the figure ``key`` is made of (keys: :func:`workbench.analysis.explain.explain`).

        ``results_of`` gives the results that the figure belongs to, where they are not the window's own.
        """
        from workbench.analysis.explain import explain

        self._results_of = results_of or self._shown_everywhere
        results = self._results_of()
        if results is None:
            return
        project, texts = self.workspace.project, self.look.texts
        found = explain(project, results, key)
        feeds = [(one, texts.message(explain(project, results, one).title)) for one in found.feeds]
        self._key = key
        self.side.show_explanation(found, feeds)
        if self.side.isHidden():
            self._asked_from = self.focusWidget()
            self.side.show()
            self.setSizes([max(1, self.width() - self.look.px(360)), self.look.px(360)])
            self.changed.emit()

    def refresh(self) -> None:
        """Show the open figure as it is now; close the side where that figure is gone."""
        from workbench.model.text import ProjectError

        if self._key and not self.side.isHidden():
            try:
                self.unfold(self._key, self._results_of)
            except ProjectError:
                self.fold()

    def fold(self) -> None:
        """Close the side."""
        self._key = ""
        self.side.hide()
        self.changed.emit()
        if self._asked_from is not None:
            self._asked_from.setFocus()
