"""Where a step goes on to: one line per way with target, share and words; what the ways leave ends here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.edits import Edit
from workbench.model.case_types import CaseType
from workbench.model.process import Flow, Step
from workbench.ui.look import Look
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.shown import ShownStep
from workbench.ui.widgets.fields import Choice, Field
from workbench.ui.widgets.parts import boxed, icon_button, label, link, row

Does = Callable[[Edit | None], None]


class _Way(QWidget):
    """One way on. Rows are kept and filled anew, so that walking through steps makes no widgets."""

    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        self.look, self._does = look, does
        t = look.texts
        self.case_type: CaseType | None = None
        self.flow: Flow | None = None
        self.target = Choice(look, t("Goes to"), self._to)
        self.share = Field(look, t("Share of cases that go this way"), self._share)
        self.share.setFixedWidth(look.px(72))
        self.words = Field(look, t("Words on the line"), self._words, t("when?"))
        remove = icon_button(look, "close", t("Remove this way"), self._remove)
        side = row(self.target, self.share, self.words, remove, spacing=look.px(6))
        side.setStretch(0, 3)
        side.setStretch(2, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(2))
        whole.addLayout(side)
        whole.addWidget(self.share.problem_label())

    def show_flow(self, case_type: CaseType, flow: Flow) -> None:
        """Show a way of ``case_type``."""
        t = self.look.texts
        self.case_type, self.flow = case_type, flow
        taken = {one.target for one in case_type.flows if one.source == flow.source and one.id != flow.id}
        choices = [
            (step.id, f"{number} {step.title}")
            for number, step in enumerate(case_type.steps, 1)
            if step.id not in taken
        ]
        self.target.offer(choices, flow.target)
        share = flow.probability
        self.share.show_value(t.percent(share, 0 if round(share, 2) == round(share, 4) else 1))
        self.words.show_value(flow.label)

    def _change(self, changes: dict[str, object]) -> None:
        if self.case_type is not None and self.flow is not None:
            self._does(typing.flow_change(self.case_type, self.flow, changes))

    def _to(self, target: str) -> None:
        self._change({"target": target})

    def _share(self, text: str) -> None:
        if self.case_type is not None and self.flow is not None:
            self._does(typing.share_edit(self.case_type, self.flow, text, self.look.texts))

    def _words(self, text: str) -> None:
        self._change({"label": text.strip()})

    def _remove(self) -> None:
        if self.case_type is not None and self.flow is not None:
            self._does(typing.remove_branch(self.case_type, self.flow))


class Ways(QWidget):
    """All ways on of the shown step."""

    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        self.look, self._does = look, does
        self._rows: list[_Way] = []
        self._case_type: CaseType | None = None
        self._step: Step | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(6))
        self.rest = label(look, "", "small", "text2", wraps=True)
        self.add = link(look, look.texts("Add a way on"), self._add)
        whole.addLayout(self._lines)
        whole.addWidget(boxed(row(self.rest, None, self.add)))

    @property
    def rows(self) -> list[_Way]:
        """The lines in sight."""
        return [one for one in self._rows if not one.isHidden()]

    def show_step(self, case_type: CaseType, shown: ShownStep) -> None:
        """Show where ``shown`` goes on to."""
        t = self.look.texts
        self._case_type, self._step = case_type, shown.step
        flows = [one for one in case_type.flows if one.source == shown.id]
        while len(self._rows) < len(flows):
            made = _Way(self.look, self._does)
            self._rows.append(made)
            self._lines.addWidget(made)
        for at, one in enumerate(self._rows):
            if at < len(flows):
                one.show_flow(case_type, flows[at])
            one.setVisible(at < len(flows))
        rest = 1 - sum(one.probability for one in flows)
        if not flows:
            self.rest.setText(t("Every case ends here."))
        elif rest > 1e-6:
            self.rest.setText(t("{share} ends here.", share=t.percent(rest)))
        else:
            self.rest.setText(t("No case ends here."))

    def _add(self) -> None:
        if self._case_type is not None and self._step is not None:
            self._does(typing.add_branch(self._case_type, self._step))
