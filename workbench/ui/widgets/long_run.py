"""Work of some seconds that somebody asks for: a button, how far it is, cancel, and what became of it.

It belongs to the figures that are shown: when they change, what is under way is given up, so that new figures need
not wait for it, and what was found is said to be of older ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from workbench.analysis.results import Results
from workbench.model.pause import pausing
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, label
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

Tells = Callable[[int, int], None]
"""Hears (done, in all) in the worker's thread."""
Work = Callable[[Project, Results, Tells], Any]
"""Does the work in the worker's thread, steps aside at its checkpoints, and returns what was found."""
Task = Callable[[], Work]
"""Reads in the window's thread what fields say, and returns the work: nothing there may look at a widget."""
_GLANCE_MS = 100
_FEW = 500
"""With so many case types at most, what takes seconds in a big project takes a moment, and nobody need ask for it."""


class LongRun(QWidget):
    """``begin`` is the button's text; ``fields`` stand before it; ``task`` is asked when it is pressed.

    ``shown`` gets what was found. With ``begins`` it starts by itself for new figures, where there are few case types.
    """

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        kind: str,
        begin: str,
        task: Task,
        shown: Callable[[Any], None],
        *fields: QWidget,
        begins: bool = False,
    ) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self._kind, self._task, self._shown = kind, task, shown
        self._told = (0, 0)
        self._of = ""
        self._begins, self._begun_for = begins, ""
        self.start = button(look, begin, "play-circle-outline", does=self.run)
        self.stop = button(look, self.texts("Cancel"), "close", does=self.cancel)
        self.stop.setAccessibleName(self.texts("Cancel: {what}", what=begin))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(begin)
        self.bar.setFixedWidth(look.px(160))
        self.said = label(look, "", "small", "text2", wraps=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(6))
        box.addWidget(wrapping(*fields, self.start, self.bar, self.stop, spacing=look.px(8)))
        box.addWidget(self.said)
        self._glance = QTimer(self, interval=_GLANCE_MS)
        self._glance.timeout.connect(self._look_how_far)
        workspace.results_became_stale.connect(self._figures_change)
        self._rest("")

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self._glance.isActive()

    def run(self) -> None:
        """Begin, for the figures that are shown."""
        results, project = self.workspace.results, self.workspace.project
        if results is None or self.workspace.is_stale:
            self._rest(self.texts("The figures are being calculated; try again in a moment."))
            return
        self._told = (0, 0)
        work = self._task()
        had_focus = self.start.hasFocus()
        self.start.setEnabled(False)
        self.bar.setRange(0, 0)
        for one in (self.bar, self.stop):
            one.show()
        if had_focus:
            self.stop.setFocus()
        self.said.setText("")
        self.said.hide()
        self._glance.start()

        def beside(pause: Pause) -> tuple[str, Any]:
            def tells(done: int, of: int) -> None:
                self._told = (done, of)
                pause()

            with pausing(pause):
                return results.inputs_hash, work(project, results, tells)

        self.workspace.background.run(self._kind, beside, self._done, self._failed)

    def cancel(self) -> None:
        """Give up what is under way; what was found before stays."""
        self.workspace.background.give_up(self._kind)
        self._rest(self.texts("Cancelled."))

    def show_results(self, results: Results) -> None:
        """Begin where it does so by itself, else say whether what was found is still of the figures that are shown."""
        is_quick = self._begins and len(self.workspace.project.case_types) <= _FEW
        if is_quick and self._begun_for != results.inputs_hash:
            self._begun_for = results.inputs_hash
            self.run()
        elif self._of and not self.is_running:
            is_old = self._of != results.inputs_hash
            self._rest(self.texts("The figures have changed since: run it again.") if is_old else "")

    def let_go(self) -> None:
        """Stop timers and work: nobody looks any longer."""
        self._glance.stop()
        self.workspace.background.give_up(self._kind)

    def _figures_change(self) -> None:
        if self.is_running:
            self.workspace.background.give_up(self._kind)
            self._rest(self.texts("The figures have changed, so it was stopped. Run it again."))

    def _done(self, found: tuple[str, Any]) -> None:
        self._of, result = found
        self._rest("")
        self._shown(result)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError):
            self._rest("")
            raise problem
        self._rest(self.texts.message(problem.message))

    def _rest(self, said: str) -> None:
        self._glance.stop()
        had_focus = self.stop.hasFocus()
        self.start.setEnabled(True)
        if had_focus:
            self.start.setFocus()
        for one in (self.bar, self.stop):
            one.hide()
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _look_how_far(self) -> None:
        done, of = self._told
        if of:
            self.bar.setRange(0, of)
            self.bar.setValue(done)
