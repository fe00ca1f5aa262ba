"""The list of questions: what a row shows, and which rows the filters let through."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.capture.folding import fold
from workbench.export.words import word
from workbench.model.knowledge import Faq, KnowledgeState
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.life_cycle import STATE_ICONS, today
from workbench.ui.widgets.parts import column, named, row
from workbench.ui.widgets.table import TableModel
from workbench.ui.workspace import Workspace


def lacks_answer(faq: Faq) -> bool:
    """Tell whether a question that is in use has no answer in any language."""
    return faq.state is not KnowledgeState.WITHDRAWN and not faq.answer.within("").strip()


def has_expired(faq: Faq, today: dt.date) -> bool:
    """Tell whether the last day on which the answer holds has passed."""
    return faq.valid_to is not None and faq.valid_to < today


class QuestionList(TableModel):
    """Rows are FAQs."""

    def __init__(self, look: Look, language: str) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("question", t("Question"), 180, stretches=True),
                Column("state", t("State"), 148),
            ),
        )
        self.language = language

    def cell(self, row: Faq, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "question":
            text = row.question.within(self.language)
            return Cell(text, detail=text) if text else Cell(t("no question yet"), is_missing=True)
        if lacks_answer(row):
            return Cell(t("no answer"), is_missing=True)
        if has_expired(row, today()):
            return Cell(t("No longer valid"), tone="warning", icon="alert-outline", icon_tone="warning")
        icon, tone = STATE_ICONS[row.state]
        return Cell(word(row.state.value, t), icon=icon, icon_tone=tone)


class QuestionFilters(QWidget):
    """Words, department and state. ``changed`` is emitted when other questions may come through."""

    changed = Signal()

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace, self.texts = workspace, look.texts
        self._folded: dict[str, tuple[Faq, str]] = {}
        t = self.texts
        self.text = QLineEdit()
        named(self.text, t("Filter by words"))
        self.text.setPlaceholderText(t("Filter by words"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        self.department = Choice(look, t("Department"), lambda key: workspace.choose(department=key or None))
        self.state = Choice(look, t("State"), lambda _key: self.changed.emit())
        states = [(one.value, word(one.value, t)) for one in KnowledgeState]
        more = [("no answer", t("Without an answer")), ("expired", t("No longer valid"))]
        self.state.offer([("", t("All states")), *more, *states], "")
        self.show_department()
        choices = row(self.department, self.state, spacing=look.px(8))
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        edge = look.px(16)
        self.setLayout(column(self.text, choices, spacing=look.px(8), margins=(edge, 0, edge, 0)))

    def show_department(self) -> None:
        """Offer the project's departments, the one marked that is chosen for all pages."""
        names = [(one.id, one.name) for one in self.workspace.departments]
        chosen = self.workspace.department or ""
        self.department.offer([("", self.texts("All departments")), *names], chosen)
        if self.workspace.part is not None:
            self.department.hide()

    def let_all_through(self) -> None:
        """Put every filter but the department's away."""
        self.text.clear()
        self.state.setCurrentIndex(0)

    def through(self) -> list[Faq]:
        """Return the questions that come through, in the project's order."""
        words = fold(self.text.text()).split()
        department, state, day = self.workspace.department, self.state.chosen, today()
        return [
            one
            for one in self.workspace.project.faqs
            if (not department or one.department == department)
            and (not state or _is_in(one, state, day))
            and (not words or self._has_all(one, words))
        ]

    def fold_beforehand(self) -> None:
        """Fold the words of thousands of questions beside the window, so that the first key need not wait."""
        if self._folded:
            return
        now = self.workspace.project.faqs

        def work(pause: Pause) -> dict[str, tuple[Faq, str]]:
            made = {}
            for one in now:
                made[one.id] = (one, _folded(one))
                pause()
            return made

        self.workspace.background.run("fold questions", work, self._folded.update)

    def _has_all(self, faq: Faq, words: list[str]) -> bool:
        known = self._folded.get(faq.id)
        if known is None or known[0] is not faq:
            known = self._folded[faq.id] = (faq, _folded(faq))
        return all(one in known[1] for one in words)


def _is_in(faq: Faq, state: str, today: dt.date) -> bool:
    if state == "no answer":
        return lacks_answer(faq)
    if state == "expired":
        return has_expired(faq, today)
    return faq.state.value == state


def _folded(faq: Faq) -> str:
    """Return the words by which a question is found."""
    parts = [text for one in (faq.question, faq.answer) for text in (one.sv, one.da, one.en)]
    return fold(" ".join((*parts, *faq.wordings, faq.law)))
