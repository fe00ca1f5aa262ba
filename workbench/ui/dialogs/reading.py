"""What the dialogs share that read a file: it is read beside the window, shown, and taken only then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QProgressBar

from workbench.model.text import ProjectError
from workbench.ui.background import Pause
from workbench.ui.dialogs.frame import Dialog, nothing_changed
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.parts import label, set_tone
from workbench.ui.widgets.table import TableModel, TableView


class ReadingDialog(Dialog):
    """A state in words, a bar while it reads, a table of what was read, and the button that takes it."""

    def __init__(
        self, window: MainWindow, title: str, model: TableModel, what: str, take: str, *, width: int
    ) -> None:
        super().__init__(window.look, window, title, width=width)
        self.window_of = window
        self.state = label(self.look, wraps=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(title)
        self.table = TableView(self.look, model, what)
        self.table.setMinimumHeight(self.look.px(240))
        for part in (self.state, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.add_close(self.texts("Cancel"))
        self.take_button = self.add_button(take, self.take, is_main=True)
        self.let_take(why_not=self.texts("The file is still being read."))

    def take(self) -> None:
        """Make an edit of what was read."""
        raise NotImplementedError

    def let_take(self, *, why_not: str = "") -> None:
        """Let what was read be taken, or say in the tooltip why it cannot."""
        self.take_button.setEnabled(not why_not)
        self.take_button.setToolTip(why_not)

    def read(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Do ``work`` beside the window, then ``show`` what it gave; an error is said in its place."""
        self.progress.show()
        self.let_take(why_not=self.texts("The file is still being read."))

        def beside(_pause: Pause) -> Any:
            return work()

        def shown(found: Any) -> None:
            self.progress.hide()
            set_tone(self.state, "text")
            show(found)

        self.window_of.workspace.background.run("read file", beside, shown, self._failed)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError | OSError):
            raise problem
        t = self.texts
        said = (
            t.message(problem.message)
            if isinstance(problem, ProjectError)
            else problem.strerror or str(problem)
        )
        self.progress.hide()
        set_tone(self.state, "error")
        self.state.setText(nothing_changed(said, t))

    def reject(self) -> None:
        self.window_of.workspace.background.give_up("read file")
        super().reject()
