"""What is agreed where a step hands over across the boundary: the words of the clause, one part per clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.analysis.results import Clause
from workbench.edits import Edit
from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.pages.process import typing
from workbench.ui.widgets.fields import Field, labelled
from workbench.ui.widgets.parts import label

Does = Callable[[Edit | None], None]
NAMES = ("hands_over", "complete_when", "within", "return_path")


class _ClauseFields(QWidget):
    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        self.look, self._does = look, does
        t = look.texts
        self.case_type: CaseType | None = None
        self.flow = ""
        self.head = label(look, "", "small")
        words = {
            "hands_over": t("Hands over"),
            "complete_when": t("Complete when"),
            "within": t("Within"),
            "return_path": t("Comes back if"),
        }
        self.fields = {
            name: Field(look, words[name], lambda text, name=name: self._set(name, text))  # type: ignore[misc]
            for name in NAMES
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addWidget(self.head)
        for name in NAMES:
            box.addLayout(labelled(look, words[name], self.fields[name]))

    def show_clause(self, case_type: CaseType, clause: Clause, words: str) -> None:
        self.case_type, self.flow = case_type, clause.flow
        self.head.setText(words)
        for name in NAMES:
            field = self.fields[name]
            field.show_value(str(getattr(clause, name)))
            field.setAccessibleName(f"{words}: {field.accessibleName().rpartition(': ')[2]}")

    def _set(self, name: str, text: str) -> None:
        flow = (
            next((one for one in self.case_type.flows if one.id == self.flow), None)
            if self.case_type
            else None
        )
        if self.case_type is not None and flow is not None:
            self._does(typing.flow_change(self.case_type, flow, {name: text.strip()}))


class BoundaryForm(QWidget):
    """The clauses that a step hands over by."""

    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        self.look, self._does = look, does
        self._parts: list[_ClauseFields] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(12))

    def show_clauses(self, case_type: CaseType, clauses: Sequence[Clause]) -> None:
        """Show the fields of ``clauses`` of ``case_type``."""
        t = self.look.texts
        numbers = {step.id: number for number, step in enumerate(case_type.steps, 1)}
        while len(self._parts) < len(clauses):
            part = _ClauseFields(self.look, self._does)
            self._parts.append(part)
            self._box.addWidget(part)
        for at, part in enumerate(self._parts):
            if at < len(clauses):
                one = clauses[at]
                words = t("Clause {number}, to step {step}", number=one.number, step=numbers[one.target])
                part.show_clause(case_type, one, words)
            part.setVisible(at < len(clauses))

    def field(self, flow: str, name: str = "hands_over") -> Field | None:
        """Return a field of the clause of ``flow``, if it is here."""
        for part in self._parts:
            if not part.isHidden() and part.flow == flow:
                return part.fields[name if name in NAMES else "hands_over"]
        return None
