"""Everything about one step, below the table, folded by meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.analysis.results import Finding
from workbench.capture.names import KnownNames
from workbench.edits import Edit
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.process.found import FindingLines
from workbench.ui.pages.process.sections import (
    BoundarySection,
    DecisionSection,
    DisagreementSection,
    Form,
    NoteSection,
    SafetySection,
    Section,
    TimeSection,
    WaysSection,
    WhoSection,
)
from workbench.ui.pages.process.shown import Shown, ShownStep
from workbench.ui.widgets.fields import Drafts, Field, Fold, LongField
from workbench.ui.widgets.parts import label, on_ground, row


class StepDetail(QScrollArea):
    """The form. ``does`` makes an edit (None: nothing to do) with a token that merges typing in one field."""

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
        self.form = Form(look, project, names, does, drafts)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.texts("The step"))
        self._body = on_ground(QWidget(), "surface")
        self.setWidget(self._body)
        box = QVBoxLayout(self._body)
        edge = look.px(16)
        box.setContentsMargins(edge, look.px(12), edge, edge)
        box.setSpacing(look.px(8))
        self.title = label(look, "", "strong", wraps=True)
        self.times = label(look, "", "small", "text2")
        head = row(self.title, self.times)
        head.setStretch(0, 1)
        box.addLayout(head)
        self.found = FindingLines(look, goes)
        box.addWidget(self.found)
        self.nothing = label(look, "", "small", "text2", wraps=True)
        box.addWidget(self.nothing)
        self._make_folds(box)
        box.addStretch(1)

    def _make_folds(self, box: QVBoxLayout) -> None:
        t, form = self.texts, self.form
        self.ways, self.boundary, self.time = WaysSection(form), BoundarySection(form), TimeSection(form)
        self.disagreements = DisagreementSection(form)
        sections: tuple[tuple[str, Section, bool], ...] = (
            (t("Goes to"), self.ways, True),
            (t("At the boundary"), self.boundary, True),
            (t("Time"), self.time, True),
            (t("Who does it"), WhoSection(form), False),
            (t("Decision"), DecisionSection(form), False),
            (t("Secrecy, systems and registration"), SafetySection(form), False),
            (t("Disagreements"), self.disagreements, False),
            (t("Starts, ends and notes"), NoteSection(form), False),
        )
        self.folds: dict[Section, Fold] = {}
        for title, section, is_open in sections:
            fold = Fold(self.look, title, section.build, lambda section=section: self._fill(section))  # type: ignore[misc]
            self.folds[section] = fold
            box.addWidget(fold)
            if is_open and section is not self.boundary:
                fold.open()

    # what is shown

    def show_step(self, shown: Shown | None, step: ShownStep | None, findings: Sequence[Finding]) -> None:
        """Show ``step``; None: say how to begin."""
        self._leave(step)
        self.form.shown, self.form.step = shown, step
        self.nothing.setVisible(step is None)
        self.nothing.setText(self.texts("Choose a step to see and change everything about it."))
        self.title.setVisible(step is not None)
        self.times.setVisible(step is not None)
        self.found.show_findings(findings if step is not None else ())
        if shown is None or step is None:
            for fold in self.folds.values():
                fold.hide()
            return
        self.title.setText(f"{step.row.number} {step.step.title}")
        times = step.row.times_today if step.view == "today" else step.row.times_after
        self.times.setText(self.texts("{times} times per case", times=self.texts.number(times, 2)))
        has_clauses = any(one.source == step.id for one in shown.clauses)
        for section, fold in self.folds.items():
            if section is self.boundary and has_clauses and not fold.is_built:
                fold.open()
            elif fold.is_open:
                self._fill(section)
            fold.note(section.note(step.step))
            fold.setVisible(section is not self.boundary or has_clauses)

    def _fill(self, section: Section) -> None:
        if self.form.shown is not None and self.form.step is not None and self.folds[section].is_built:
            section.fill(self.form.shown, self.form.step)

    def _leave(self, step: ShownStep | None) -> None:
        """Hand over what is being typed before another step takes the fields."""
        now = self.form.step
        is_other = now is not None and (step is None or step.id != now.id)
        at = self.focusWidget()
        if is_other and isinstance(at, Field | LongField) and at.hasFocus():
            at.take()

    # going there

    def focus(self, field: str) -> bool:
        """Unfold what ``field`` of the step stands in and put the keyboard there; return whether it is here."""
        section = next((one for one in self.folds if field in one.holds), None)
        if section is None:
            return False
        self.folds[section].open()
        target = section.fields.get(field)
        if target is None:
            return False
        target.setFocus()
        self.ensureWidgetVisible(target)
        return True

    def focus_clause(self, flow: str, name: str = "hands_over") -> bool:
        """Put the keyboard into a field of the clause of ``flow``; return whether it is the step's."""
        fold = self.folds[self.boundary]
        if fold.isHidden():
            return False
        fold.open()
        target = self.boundary.boundary.field(flow, name)
        if target is None:
            return False
        target.setFocus()
        self.ensureWidgetVisible(target)
        return True

    def disagree(self) -> None:
        """Record a disagreement about the step, of somebody still to be named."""
        self.folds[self.disagreements].open()
        self.disagreements.disagreements.add()
