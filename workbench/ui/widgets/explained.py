"""Content with, at its side when asked for, what one of its figures is made of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.analysis.explain.explanation import Explanation
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
        self._way: list[str] = []
        self._known: dict[str, Explanation] = {}
        self._known_of: tuple[object, object] = (None, None)
        self._asked_from: QWidget | None = None
        self._results_of = self._shown_everywhere
        self.side = Unfolding(look, workspace.go_to, self._follow)
        self.side.closed.connect(self.fold)
        self.side.back.connect(self.go_back)
        self.side.hide()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(content)
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)
        workspace.results_changed.connect(self._get_ready)

    @property
    def room_beside(self) -> int:
        """How much width the open side takes; 0 while it is closed."""
        return 0 if self.side.isHidden() else self.side.width()

    @property
    def key(self) -> str:
        """The key of the figure that is shown; empty while the side is closed."""
        return self._way[-1] if self._way else ""

    def _shown_everywhere(self) -> Results | None:
        return self.workspace.results

    def _get_ready(self) -> None:
        """Have made in the background what the first explanation would wait for."""
        workspace = self.workspace
        project, results = workspace.project, workspace.results
        if results is None or not self.isVisible():
            return

        def work(pause: Callable[[], None]) -> None:
            import workbench.analysis.explain.by_key  # noqa: F401 - loading it takes longer than a click
            from workbench.analysis.explain.basis import basis_of
            from workbench.model.text import ProjectError

            with suppress(ProjectError):  # the project has gone on: what comes next is made ready then
                basis_of(project, results).get_ready(pause)

        workspace.background.run("explanations", work, lambda _nothing: None)

    def unfold(self, key: str, results_of: Callable[[], Results | None] | None = None) -> None:
        """Show what the figure ``key`` is made of (keys: :func:`workbench.analysis.explain.explain`).

        ``results_of`` gives the results that the figure belongs to, where they are not the window's own. A figure
        that is gone by now is not shown.
        """
        self._results_of = results_of or self._shown_everywhere
        if self._show([key]):
            self._open()

    def _follow(self, key: str) -> None:
        """Go on from the figure that is shown; one that was on the way is gone back to."""
        way = self._way[: self._way.index(key)] if key in self._way else self._way
        if self._show([*way, key]):
            self.side.focus_first()

    def go_back(self) -> None:
        """Show the figure that the shown one was opened from."""
        if len(self._way) > 1 and self._show(self._way[:-1]):
            self.side.focus_first()

    def _show(self, way: list[str]) -> bool:
        """Show the last figure of ``way``; False where one of them is not there."""
        from workbench.model.text import ProjectError

        results = self._results_of()
        if results is None:
            return False
        texts = self.look.texts
        try:
            chain = [self._explained(key, results) for key in way]
            feeds = [(key, texts.message(self._explained(key, results).title)) for key in chain[-1].feeds]
        except ProjectError:
            return False
        self._way = list(way)
        self.side.show_explanation(chain, feeds)
        return True

    def _explained(self, key: str, results: Results) -> Explanation:
        """Return what explains ``key``; the way back is not worked out again while nothing has changed."""
        from workbench.analysis.explain import explain

        project = self.workspace.project
        if self._known_of[0] is not project or self._known_of[1] is not results:
            self._known, self._known_of = {}, (project, results)
        if key not in self._known:
            self._known[key] = explain(project, results, key)
        return self._known[key]

    def _open(self) -> None:
        if self.side.isHidden():
            self._asked_from = self.focusWidget()
            self.side.show()
            self.setSizes([max(1, self.width() - self.look.px(360)), self.look.px(360)])
            self.changed.emit()
        self.side.focus_first()

    def refresh(self) -> None:
        """Show the open figure as it is now; close the side where that figure is gone."""
        if self._way and not self.side.isHidden() and not self._show(self._way):
            self.fold()

    def fold(self) -> None:
        """Close the side."""
        had_focus = self.side.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._way = []
        self.side.hide()
        self.changed.emit()
        if self._asked_from is not None and had_focus:
            self._asked_from.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._get_ready()
