"""The left half of the page: the step table with its assist line, the form of the chosen step, and findings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.analysis.results import Finding
from workbench.capture.names import KnownNames
from workbench.edits import Edit
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.process.detail import StepDetail
from workbench.ui.pages.process.found import FindingLines
from workbench.ui.pages.process.step_model import StepModel
from workbench.ui.pages.process.steps import StepTable
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.fields import Drafts
from workbench.ui.widgets.parts import boxed, column, icon_button, label, line, on_ground, row


class StepPane(QWidget):
    """``does`` makes an edit (with a token for typing) and returns whether it was made."""

    def __init__(
        self,
        look: Look,
        project: Callable[[], Project],
        names: Callable[[], KnownNames],
        does: Callable[[Edit | None, str], bool],
        drafts: Drafts,
        goes: Callable[[Finding], None],
    ) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self.is_shared = False
        t = self.texts
        on_ground(self, "surface")
        self.model = StepModel(look)
        self.table = StepTable(look, self.model, project, names, lambda edit: does(edit, ""), self.say)
        self.detail: StepDetail = StepDetail(look, project, names, does, drafts, goes)
        self.table.entered.connect(lambda _step: self.detail.focus("question"))
        self.assist = AssistLine(look)
        self.undivided = label(look, "", "small", "text2", wraps=True)
        self.undivided.setContentsMargins(look.px(16), look.px(2), look.px(16), look.px(6))
        self.undivided.hide()
        heading = row(
            label(look, t("Steps"), "section"),
            label(look, t("the table governs the map"), "small", "text2"),
            None,
            icon_button(look, "plus", t("Insert a step (Ctrl+Shift+T)"), self.insert_step),
            icon_button(look, "delete-outline", t("Remove the chosen steps"), self.table.remove),
            margins=(look.px(16), look.px(4), look.px(8), look.px(2)),
        )
        upper = boxed(column(heading, self.undivided, self.table, self.assist, spacing=0), "surface")
        upper.setMinimumHeight(look.px(150))
        self.detail.setMinimumHeight(look.px(90))
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(1)
        self.halves.addWidget(upper)
        self.halves.addWidget(self.detail)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 1)
        self.found = FindingLines(look, goes, most=2)
        whole = column(self.halves, line(look), self.found, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setMinimumWidth(look.px(360))

    def share_height(self) -> None:
        """Give the table the height of its rows, and the form the rest: once, before anybody moved the edge."""
        if self.is_shared or not self.isVisible():
            return
        self.is_shared = True
        wanted = self.look.px(34 + 32 + 40 + 28 * len(self.model.rows) + 4)
        room = sum(self.halves.sizes())
        self.halves.setSizes([min(wanted, room * 6 // 10), max(room - wanted, room * 4 // 10)])

    def insert_step(self) -> None:
        """Open the editor of a new step."""
        self.table.setFocus()
        self.table.insert_step()

    def say(self, text: str, is_warning: bool) -> None:
        """Show a sentence in the assist line; without one, the keys that help here."""
        t = self.texts
        if text:
            icon, tone = ("alert-outline", "warning") if is_warning else ("", "text2")
            self.assist.say(Hint(text, icon=icon, tone=tone))
            return
        keys = (
            (t("Enter"), t("next row")),
            (t("F2"), t("edit")),
            ("1–8", t("level")),
            ("Alt+↑↓", t("move")),
        )
        self.assist.say(Hint(keys=keys))
