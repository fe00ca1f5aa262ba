"""Lists of what is otherwise in a scenario: cases that leave for the e-service, and steps decided otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workbench.analysis.words import word as decision_word
from workbench.edits.scenarios import override_step
from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.scenarios import Deflection, Scenario, StepOverride
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.chosen import do
from workbench.ui.pages.scenarios.pick import PickCaseType
from workbench.ui.pages.scenarios.values import read_part
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.fields import Choice, Field, labelled
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.figures import written_share
from workbench.ui.widgets.parts import boxed, button, column, label, row
from workbench.ui.workspace import Workspace

Takes = Callable[[str, list[dict[str, Any]]], object]
"""Hears a field of the scenario and its new value as a file holds it."""


def _unfolds_nothing(_key: str) -> None:
    """Rows of these lists are settings and no figures."""


class _List(QWidget):
    """A table of lines that are taken away by Del or a button, and a form below it that adds one."""

    field = ""

    def __init__(self, look: Look, workspace: Workspace, takes: Takes) -> None:
        super().__init__()
        self.look, self.workspace, self._takes = look, workspace, takes
        self.scenario: Scenario | None = None
        t = look.texts
        self.table = _Lines(look, self.title(), self.columns(), self.remove)
        self.empty = label(look, self.empty_words(), "body", "text2", wraps=True)
        self.remove_button = button(look, t("Take away"), "delete-outline", does=self.remove)
        self.remove_button.setAccessibleName(t("Take away the chosen line: {list}", list=self.title()))
        self.add_button = button(look, t("Add"), "plus", does=self.add)
        self.add_button.setAccessibleName(t("Add: {list}", list=self.title()))
        self._foot = row(self.add_button, self.remove_button, None, spacing=look.px(8))
        head = label(look, self.title(), "strong", wraps=True)
        self.setLayout(column(head, self.empty, self.table, self.form(), self._foot, spacing=look.px(8)))

    def title(self) -> str:
        """Return what the list is called."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """Return what stands here while the list is empty."""
        raise NotImplementedError

    def columns(self) -> tuple[FigureColumn, ...]:
        """Return the table's columns."""
        raise NotImplementedError

    def form(self) -> QWidget:
        """Return the fields of a new line."""
        raise NotImplementedError

    def add(self) -> None:
        """Make a line of what stands in the form."""
        raise NotImplementedError

    def show_lines(self, scenario: Scenario) -> None:
        """Show the scenario's lines as (number, line)."""
        self.scenario = scenario
        lines = tuple(enumerate(getattr(scenario, self.field)))
        if lines != self.table.table.rows:
            self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.remove_button.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def remove(self) -> None:
        """Take the chosen lines away."""
        gone = {number for number, _line in self.table.selected_rows}
        if self.scenario is None or not gone:
            return
        kept = [one for at, one in enumerate(getattr(self.scenario, self.field)) if at not in gone]
        if not kept:
            self.add_button.setFocus()  # the table is about to go
        self._takes(self.field, [one.as_json() for one in kept])


class _Lines(FigureTable):
    """The table of such a list: Del takes the chosen lines away."""

    def __init__(
        self, look: Look, name: str, columns: tuple[FigureColumn, ...], remove: Callable[[], object]
    ) -> None:
        super().__init__(look, name, columns, _unfolds_nothing, named=lambda one: one[0], most=8)
        self._remove = remove

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)


class Deflections(_List):
    """Which share of cases leaves a channel for the e-service."""

    field = "deflections"

    def title(self) -> str:
        return self.look.texts("Cases that go to the e-service instead")

    def empty_words(self) -> str:
        return self.look.texts("None: everybody comes as today.")

    def columns(self) -> tuple[FigureColumn, ...]:
        t = self.look.texts
        return (
            FigureColumn("case_type", t("Case type"), 180, stretches=True, shows=self._case_type),
            FigureColumn("channel", t("Channel"), 110, shows=lambda one: Cell(word(one[1].channel.value, t))),
            FigureColumn(
                "share",
                t("Share of cases"),
                110,
                is_number=True,
                shows=lambda one: Cell(written_share(t, one[1].share), is_number=True),
            ),
        )

    def _case_type(self, line: tuple[int, Deflection]) -> Cell:
        t = self.look.texts
        if line[1].case_type is None:
            return Cell(t("All case types"), tone="text2")
        found = self.workspace.case_type_of(line[1].case_type)
        name = found.name if found is not None else t("missing")
        return Cell(name, detail=name)

    def form(self) -> QWidget:
        look, t = self.look, self.look.texts
        hint = t("All, or a part of a name")
        self.case_type = PickCaseType(look, self.workspace, t("Case type"), hint, lambda _one: None)
        self.channel = Choice(look, t("Channel"), lambda _key: None)
        self.channel.offer([(one.value, word(one.value, t)) for one in Channel], Channel.PHONE.value)
        self.share = Field(
            look, t("Share of cases"), lambda text: read_part(text, t) if text.strip() else None
        )
        self.share.setPlaceholderText(t("per cent"))
        fields = row(
            labelled(look, t("Case type"), self.case_type),
            labelled(look, t("Channel"), self.channel),
            labelled(look, t("Share of cases"), self.share),
            spacing=look.px(8),
        )
        for at, stretch in enumerate((3, 2, 2)):
            fields.setStretch(at, stretch)
        return boxed(column(fields))

    def add(self) -> None:
        t = self.look.texts
        if not self.case_type.is_settled:
            self.case_type.say(t("No case type is called so."))
            return
        self.share.take()
        text = self.share.text().strip()
        if not text or self.share.problem or self.scenario is None:
            self.share.setFocus()
            return
        try:
            part = read_part(text, t)
        except ProjectError:
            return
        whose = self.case_type.chosen
        new = Deflection(
            channel=Channel(self.channel.chosen), share=part, case_type=whose.id if whose else None
        )
        kept = [
            one
            for one in self.scenario.deflections
            if (one.channel, one.case_type) != (new.channel, new.case_type)
        ]
        self.case_type.forget()
        self.share.show_value("")
        self.share.write("")
        self._takes(self.field, [one.as_json() for one in (*kept, new)])
        self.case_type.line.setFocus()


class StepOverrides(_List):
    """Steps that are decided otherwise than the workshop decided."""

    field = "step_overrides"

    def __init__(self, look: Look, workspace: Workspace, takes: Takes) -> None:
        self._known: tuple[object, dict[str, tuple[CaseType, str]]] = (None, {})
        super().__init__(look, workspace, takes)

    def title(self) -> str:
        return self.look.texts("Steps decided otherwise")

    def empty_words(self) -> str:
        return self.look.texts("None: every step is as the workshop decided.")

    def columns(self) -> tuple[FigureColumn, ...]:
        t = self.look.texts
        return (
            FigureColumn("step", t("Step"), 180, stretches=True, shows=self._step),
            FigureColumn("case_type", t("Case type"), 180, shows=self._case_type),
            FigureColumn(
                "decision",
                t("Decision"),
                110,
                shows=lambda one: Cell(t.message(decision_word(one[1].decision.value))),
            ),
        )

    def _place(self, step: str) -> tuple[CaseType, str] | None:
        """Return the case type that ``step`` belongs to, and its title."""
        project: Project = self.workspace.project
        if self._known[0] is not project.case_types:
            wanted = {one.step for one in self.scenario.step_overrides} if self.scenario else set()
            found = {
                one.id: (case_type, one.title)
                for case_type in project.case_types
                for one in case_type.steps
                if one.id in wanted
            }
            self._known = (project.case_types, found)
        return self._known[1].get(step)

    def _step(self, line: tuple[int, StepOverride]) -> Cell:
        found = self._place(line[1].step)
        return Cell(found[1], detail=found[1]) if found else Cell(self.look.texts("missing"), is_missing=True)

    def _case_type(self, line: tuple[int, StepOverride]) -> Cell:
        found = self._place(line[1].step)
        return Cell(found[0].name, tone="text2", detail=found[0].name) if found else Cell()

    def show_lines(self, scenario: Scenario) -> None:
        self._known = (None, {})
        super().show_lines(scenario)

    def form(self) -> QWidget:
        look, t = self.look, self.look.texts
        hint = t("A part of its name")
        self.case_type = PickCaseType(look, self.workspace, t("Case type"), hint, self._picked)
        self.step = Choice(look, t("Step"), lambda _key: None)
        self.decision = Choice(look, t("Decision"), lambda _key: None)
        decisions = [(one.value, t.message(decision_word(one.value))) for one in StepDecision]
        self.decision.offer(decisions, StepDecision.STAY.value)
        fields = row(
            labelled(look, t("Case type"), self.case_type),
            labelled(look, t("Step"), self.step),
            labelled(look, t("Decision"), self.decision),
            spacing=look.px(8),
        )
        for at, stretch in enumerate((3, 3, 2)):
            fields.setStretch(at, stretch)
        return boxed(column(fields))

    def _picked(self, case_type: CaseType | None) -> None:
        steps = case_type.steps if case_type is not None else ()
        t = self.look.texts
        words = [
            (one.id, t("{title} · level {level}", title=one.title, level=one.level or "–")) for one in steps
        ]
        self.step.offer(words, steps[0].id if steps else "")

    def add(self) -> None:
        if self.scenario is None or self.case_type.chosen is None or not self.step.chosen:
            self.case_type.say(self.look.texts("Write a part of a case type's name, and choose it."))
            self.case_type.line.setFocus()
            return
        scenario, step, decision = self.scenario.id, self.step.chosen, StepDecision(self.decision.chosen)
        self.case_type.forget()
        self._picked(None)
        do(self.workspace, lambda project: override_step(project, scenario, step, decision))
        self.case_type.line.setFocus()
