"""The line of filters: department, level, state and words. It says which case types it lets through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, repeat
from operator import contains

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from workbench.export.palette import level_word
from workbench.model.case_types import CaseType
from workbench.model.identity import differing
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.widgets.parts import named, row
from workbench.ui.workspace import Workspace

_NONE_YET: tuple[CaseType, ...] = ()


class FilterLine(QWidget):
    """The filters. ``changed`` is emitted when other case types may come through."""

    changed = Signal()

    def __init__(self, workspace: Workspace, look: Look, state_of: Callable[[CaseType], str]) -> None:
        super().__init__()
        self.workspace, self.texts = workspace, look.texts
        self._state_of = state_of
        self._folded: dict[str, str] = {}
        self._folded_for = _NONE_YET
        self._in_order: list[str] = []
        t = self.texts
        self.department, self.level, self.state, self.text = (
            QComboBox(),
            QComboBox(),
            QComboBox(),
            QLineEdit(),
        )
        for field, words in (
            (self.department, t("Department")),
            (self.level, t("Level")),
            (self.state, t("State")),
            (self.text, t("Filter by words or codes")),
        ):
            named(field, words)
        self.text.setPlaceholderText(t("Filter by words or codes"))
        self.text.setClearButtonEnabled(True)
        for combo in (self.department, self.level, self.state):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
        self._fill_choices()
        self.fill_departments()
        self.department.activated.connect(
            lambda _at: workspace.choose(department=self.department.currentData() or None)
        )
        self.level.activated.connect(lambda _at: self.changed.emit())
        self.state.activated.connect(lambda _at: self.changed.emit())
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        edge = look.px(16)
        line = row(self.department, self.level, self.state, self.text, margins=(edge, 0, edge, 0))
        line.setStretch(3, 1)
        self.setLayout(line)

    def _fill_choices(self) -> None:
        t = self.texts
        self.level.addItem(t("All levels"), 0)
        for level in range(1, 9):
            self.level.addItem(f"{level} {level_word(level, t)}", level)
        for key, words in (
            ("", t("All states")),
            ("whole", t("Not divided yet")),
            ("missing", t("Something lacks")),
            ("complete", t("Complete")),
            ("out", t("Out of scope")),
        ):
            self.state.addItem(words, key)

    def fill_departments(self) -> None:
        """Offer the project's departments, the chosen one marked."""
        self.department.clear()
        self.department.addItem(self.texts("All departments"), "")
        for one in self.workspace.departments:
            self.department.addItem(one.name, one.id)
        if self.workspace.part is not None:
            self.department.hide()
        self.show_department()

    def show_department(self) -> None:
        """Mark the department that is chosen for all pages."""
        self.department.setCurrentIndex(max(0, self.department.findData(self.workspace.department or "")))

    def let_all_through(self) -> None:
        """Put every filter but the department's away."""
        self.text.clear()
        self.level.setCurrentIndex(0)
        self.state.setCurrentIndex(0)

    @property
    def rests_on_results(self) -> bool:
        """Whether new figures may let other case types through."""
        return bool(self.state.currentData())

    def through(self) -> list[CaseType]:
        """Return the case types that come through, in the project's order."""
        rows = self._with_words(self.text.text().casefold().split())
        department, level, state = (
            self.workspace.department,
            self.level.currentData(),
            self.state.currentData(),
        )
        if department:
            rows = [one for one in rows if one.department == department]
        if level:
            rows = [one for one in rows if any(step.level == level for step in one.steps)]
        if state:
            rows = [one for one in rows if self._state_of(one) == state]
        return rows

    def _with_words(self, words: Sequence[str]) -> list[CaseType]:
        """Return the case types in which every one of ``words`` stands."""
        rows = list(self.workspace.project.case_types)
        texts = self._folded_words() if words else []
        for word in words:
            has_it = list(map(contains, texts, repeat(word)))
            rows, texts = list(compress(rows, has_it)), list(compress(texts, has_it))
        return rows

    def _folded_words(self) -> list[str]:
        """Return each case type's words to search in, in order; only those that changed are folded again."""
        now = self.workspace.project.case_types
        if self._folded_for is not now:
            _gone, come = differing(self._folded_for, now)
            self._folded.update((one.id, _folded(one)) for one in come)
            self._folded_for, self._in_order = now, []
        if not self._in_order:
            self._in_order = [self._folded[one.id] for one in now]
        return self._in_order

    def fold_beforehand(self) -> None:
        """Fold the words of thousands of case types beside the window, so that the first key need not wait."""
        if self._folded_for is not _NONE_YET:
            return
        now = self.workspace.project.case_types

        def fold(pause: Pause) -> dict[str, str]:
            made = {}
            for one in now:
                made[one.id] = _folded(one)
                pause()
            return made

        def folded(made: dict[str, str]) -> None:
            if self._folded_for is _NONE_YET:
                self._folded, self._folded_for, self._in_order = made, now, list(made.values())

        self.workspace.background.run("fold words", fold, folded)


def _folded(case_type: CaseType) -> str:
    """Return the words by which a case type is found."""
    parts = (case_type.name, *case_type.synonyms, *(code.code for code in case_type.codes))
    return " ".join(parts).casefold()
