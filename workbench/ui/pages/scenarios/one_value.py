"""A value that a scenario may say otherwise: a field, what the project says beside it, and a way back to that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.analysis.scenario import ScenarioTerms
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.values import Setting, as_project, choices, is_said, read, unsaid, written
from workbench.ui.widgets.fields import Choice, Field
from workbench.ui.widgets.parts import column, label, link
from workbench.ui.widgets.wrapping import wrapping

_AS_PROJECT = "-"


class AsProject(QWidget):
    """What stands below a field: "changed" where the scenario says otherwise, what the project says, and a way back."""

    def __init__(self, look: Look, clear: Callable[[], object], about: str) -> None:
        super().__init__()
        t = self.texts = look.texts
        self._changed = label(look, t("Changed"), "small", "accent")
        self._project = label(look, "", "small", "text2", wraps=True)
        self.back = link(look, t("As the project"), clear)
        self.back.setAccessibleName(t("{name}: as the project says", name=about))
        self._own = wrapping(self._changed, self.back, spacing=look.px(8))
        self.setLayout(column(self._project, self._own, spacing=look.px(2)))

    def show_state(self, said_by_project: str, *, is_changed: bool) -> None:
        """Show whether the scenario says something of its own, and what the project says."""
        self._own.setVisible(is_changed)
        t = self.texts
        self._project.setText(
            t("the project: {value}", value=said_by_project)
            if is_changed and said_by_project
            else t("as the project says")
            if not is_changed
            else t("the project says nothing")
        )


class OneValue(QWidget):
    """``takes`` hears the field and its new value as a file holds it, and says whether it was taken."""

    def __init__(self, look: Look, setting: Setting, takes: Callable[[str, Any], bool]) -> None:
        super().__init__()
        self.look, self.setting, self._takes = look, setting, takes
        t = look.texts
        name = t(setting.label)
        self.field: Field | Choice
        self._holds: tuple[tuple[tuple[str, str], ...], str] = ((), "")
        if setting.kind in ("wave", "key", "financing"):
            self.field = Choice(look, name, self._chosen)
        else:
            self.field = Field(look, name, self._typed)
        self.beside = AsProject(look, partial(takes, setting.field, unsaid(setting.field)), name)
        head = label(look, name, "small", "text2", wraps=True)
        head.setBuddy(self.field)
        parts: list[QWidget] = [head, self.field]
        if isinstance(self.field, Field):
            parts.append(self.field.problem_label())
        if setting.hint:
            self.field.setToolTip(t(setting.hint))
            parts.append(label(look, t(setting.hint), "caption", "text2", wraps=True))
        self.setLayout(column(*parts, self.beside, None, spacing=look.px(4)))

    def _typed(self, text: str) -> None:
        self._takes(self.setting.field, read(self.setting, text, self.look.texts))

    def _chosen(self, key: str) -> None:
        if not self._takes(self.setting.field, None if key == _AS_PROJECT else key):
            self._show_choice()  # it was refused: what is shown is what holds

    def _show_choice(self) -> None:
        if isinstance(self.field, Choice):
            self.field.offer(*self._holds)

    def show_scenario(self, scenario: Scenario, project: Project, terms: ScenarioTerms) -> None:
        """Show what ``scenario`` says, and beside it what ``project`` says."""
        t, setting = self.look.texts, self.setting
        own = getattr(scenario, setting.field)
        is_changed = is_said(scenario, setting.field)
        theirs = as_project(setting.field, project, terms)
        words = written(setting, theirs, project, t)
        if setting.kind == "wave":
            words = t("all waves") if project.waves else t("no waves")
        if isinstance(self.field, Choice):
            offered = (
                (_AS_PROJECT, t("As the project: {value}", value=words)),
                *choices(setting, project, t),
            )
            self._holds = offered, str(own) if is_changed else _AS_PROJECT
            self._show_choice()
        else:
            self.field.show_value(written(setting, own if is_changed else theirs, project, t))
        self.beside.show_state(words, is_changed=is_changed)
