"""The view of one scenario: what it says otherwise than the project, each with what the project says beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import is_
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.edits.scenarios import choose_scenario, clear_override, overridden, override, rename_scenario
from workbench.model.scenarios import Scenario
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.opening_hours import as_hours, by_weekday, read_times, written_times
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.scenarios.chosen import add_copy, add_new, allow_choosing, do, remove, shown_scenario
from workbench.ui.pages.scenarios.levels import LevelChips
from workbench.ui.pages.scenarios.one_value import AsProject, OneValue
from workbench.ui.pages.scenarios.otherwise import Deflections, StepOverrides
from workbench.ui.pages.scenarios.targets import TargetsModel, target_rows, with_target
from workbench.ui.pages.scenarios.values import SETTINGS
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.fields import Choice, Field, LongField, labelled
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, button, column, label, row
from workbench.ui.widgets.table import TableView
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

_TWO_COLUMNS = 940


class SettingsPane(Pane):
    """The form. It shows the scenario whose figures the window shows; choosing another here chooses it everywhere."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self._memo = Memo()
        self._shown: tuple[object, ...] = ()
        self._columns = 0
        t = self.texts
        self.empty = Empty(
            look,
            t("No scenarios yet"),
            t("A scenario says what would be otherwise: levels, waves, targets."),
            button(look, t("New scenario"), "plus", is_main=True, does=self._new),
        )
        self._halves = (column(spacing=look.px(12)), column(spacing=look.px(12)))
        self._sides = side = row(*self._halves, spacing=look.px(12))
        side.setStretch(0, 1)
        self.panels = (self._naming(), self._moving(), self._coming(), self._service(), self._amounts())
        self.form = boxed(column(self._head(), side, None, spacing=look.px(12)))
        self.setLayout(column(self.empty, self.form, None, spacing=look.px(12)))
        self.fit(look.px(_TWO_COLUMNS))

    # what it is made of

    def _head(self) -> QWidget:
        look, t = self.look, self.texts
        self.which = Choice(look, t("Scenario"), self.workspace.choose_scenario)
        self.which.setMinimumContentsLength(24)
        self.choose_button = button(look, t("Make it the project's choice"), "check", does=self._choose)
        self.said = label(look, "", "body", "text2", wraps=True)
        self.buttons = wrapping(
            self.which,
            button(look, t("New"), "plus", does=self._new),
            button(look, t("Copy"), "content-copy", does=self._copy),
            button(look, t("Delete"), "delete-outline", does=self._delete),
            self.choose_button,
            spacing=look.px(8),
        )
        return boxed(column(self.buttons, self.said, spacing=look.px(6)))

    def _naming(self) -> Panel:
        look, t = self.look, self.texts
        self.name = Field(look, t("Name"), self._rename)
        self.description = LongField(look, t("Description"), lambda text: self._say("description", text))
        return Panel(
            look,
            t("What it is"),
            labelled(look, t("Name"), self.name),
            labelled(look, t("Description"), self.description),
        )

    def _moving(self) -> Panel:
        look, t = self.look, self.texts
        self.levels = LevelChips(look, partial(self._say, "levels"))
        self.values = {one.field: OneValue(look, one, self._say) for one in SETTINGS}
        self.steps = StepOverrides(look, self.workspace, self._say)
        return Panel(
            look,
            t("What moves"),
            label(look, t("Levels that move"), "small", "text2", wraps=True),
            self.levels,
            self.values["through_wave"],
            self.steps,
        )

    def _coming(self) -> Panel:
        look, t = self.look, self.texts
        self.deflections = Deflections(look, self.workspace, self._say)
        return Panel(
            look,
            t("What comes"),
            self.values["handling_time_change"],
            self.deflections,
        )

    def _service(self) -> Panel:
        look, t = self.look, self.texts
        refused = self.workspace.refused.emit
        self.waiting = TargetsModel(look, self._target, refused, is_waiting=True)
        self.later = TargetsModel(look, self._target, refused, is_waiting=False)
        self.targets_view = TableView(look, self.waiting, t("What is promised to those who wait"))
        self.later_view = TableView(look, self.later, t("What is promised to those who write"))
        waiting = len(REAL_TIME_CHANNELS)
        for view, lines in ((self.targets_view, waiting), (self.later_view, len(Channel) - waiting)):
            view.setFixedHeight(look.px(32 + 28 * lines + 14))
        self.hours = [
            Field(look, t("Opening hours, {day}", day=day), partial(self._day_hours, at))
            for at, day in enumerate(t.weekdays())
        ]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8))
        for at, day in enumerate(t.weekdays()):
            grid.addLayout(labelled(look, day, self.hours[at]), at // 4, at % 4)
        self.hours_beside = AsProject(look, partial(self._clear, "opening_hours"), t("Opening hours"))
        return Panel(
            look,
            t("Service"),
            label(
                look,
                t("What is promised; a typed figure is this scenario's own."),
                "small",
                "text2",
                wraps=True,
            ),
            self.targets_view,
            self.later_view,
            label(look, t("Opening hours"), "strong"),
            label(
                look, t("Such as 8–16.30, or 8–12, 13–17; empty is closed."), "caption", "text2", wraps=True
            ),
            _laid_out(grid),
            self.hours_beside,
        )

    def _amounts(self) -> Panel:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.look.px(16))
        grid.setVerticalSpacing(self.look.px(12))
        rest = [one.field for one in SETTINGS if one.field not in ("through_wave", "handling_time_change")]
        for at, field in enumerate(rest):
            grid.addWidget(self.values[field], at // 2, at % 2)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        return Panel(self.look, self.texts("People and money"), _laid_out(grid))

    # what it does

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that is shown."""
        return shown_scenario(self.workspace)

    def _say(self, field: str, value: Any) -> bool:
        """Let the scenario say ``value``; return whether it does."""
        scenario = self.scenario
        if scenario is None or getattr(scenario, field) == value:
            return scenario is not None
        return do(self.workspace, lambda project: override(project, scenario.id, **{field: value}))

    def _clear(self, field: str) -> None:
        scenario = self.scenario
        if scenario is not None:
            do(self.workspace, lambda project: clear_override(project, scenario.id, field))

    def _rename(self, text: str) -> None:
        scenario = self.scenario
        if scenario is not None:
            self.workspace.do(rename_scenario(self.workspace.project, scenario.id, text.strip()))

    def _target(self, channel: Channel, field: str, value: float | None) -> None:
        if self.scenario is not None:
            self._say("targets", with_target(self.scenario, channel, field, value))

    def _day_hours(self, weekday: int, text: str) -> None:
        scenario = self.scenario
        if scenario is None:
            return
        days = list(by_weekday(scenario.opening_hours or self._terms().pools[0].opening_hours))
        days[weekday] = read_times(text, self.texts)
        if not any(days):
            raise ProjectError(message(N_("A customer service is open on one day at least.")))
        self._say("opening_hours", as_hours(days))

    def _new(self) -> None:
        self._show_made(add_new(self.workspace, self.texts))

    def _copy(self) -> None:
        if self.scenario is not None:
            self._show_made(add_copy(self.workspace, self.scenario.id))

    def _show_made(self, made: str | None) -> None:
        if made is not None:
            self.workspace.choose_scenario(made)
            self.name.setFocus()
            self.name.selectAll()

    def _delete(self) -> None:
        if self.scenario is not None:
            remove(self.workspace, self.scenario.id)

    def _choose(self) -> None:
        scenario = self.scenario
        if scenario is not None and do(self.workspace, lambda p: choose_scenario(p, scenario.id)):
            self.workspace.choose_scenario(None)

    # what it shows

    def _terms(self) -> ScenarioTerms:
        """Return what holds where no scenario says otherwise."""
        p = self.workspace.project
        reads = (p.settings, p.municipality, p.units, p.case_types, p.pools, p.waves)
        return self._memo.once("terms", reads, lambda: scenario_terms(p, None, self._memo))

    def show_project(self, change: Change | None) -> None:
        del change
        project, scenario = self.workspace.project, self.scenario
        self.empty.setVisible(scenario is None)
        self.form.setVisible(scenario is not None)
        reads = (
            scenario,
            project.scenarios,
            project.settings,
            project.case_types,
            project.waves,
            project.pools,
        )
        if scenario is None or (self._shown and all(map(is_, reads, self._shown))):
            return
        self._shown = reads
        self.which.offer([(one.id, one.name) for one in project.scenarios], scenario.id)
        self.said.setText(self._summary(scenario))
        allow_choosing(
            self.choose_button, self.texts, is_chosen=project.settings.chosen_scenario == scenario.id
        )
        self.name.show_value(scenario.name)
        self.description.show_value(scenario.description)
        self.levels.show_levels(scenario.levels, project.settings.rules)
        terms = self._terms()
        for one in self.values.values():
            one.show_scenario(scenario, project, terms)
        self.steps.show_lines(scenario)
        self.deflections.show_lines(scenario)
        self.waiting.set_rows(target_rows(scenario, terms, is_waiting=True))
        self.later.set_rows(target_rows(scenario, terms, is_waiting=False))
        self._show_hours(scenario, terms)

    def _show_hours(self, scenario: Scenario, terms: ScenarioTerms) -> None:
        days = by_weekday(scenario.opening_hours or terms.pools[0].opening_hours)
        for field, times in zip(self.hours, days, strict=True):
            field.show_value(written_times(times, self.texts))
        project = ", ".join(
            f"{day} {written_times(times, self.texts)}"
            for day, times in zip(
                self.texts.weekdays(are_short=True), by_weekday(terms.pools[0].opening_hours), strict=True
            )
            if times
        )
        self.hours_beside.show_state(project, is_changed=bool(scenario.opening_hours))

    def _summary(self, scenario: Scenario) -> str:
        t, settings = self.texts, self.workspace.project.settings
        count = len(overridden(scenario))
        said = (
            t.plural(
                "{n} thing is said otherwise than a new scenario says.",
                "{n} things are said otherwise than a new scenario says.",
                count,
            )
            if count
            else t("It says nothing of its own: levels 1–3, all else as the project.")
        )
        if settings.chosen_scenario == scenario.id:
            said += " " + t("It is the project's choice.")
        return said

    # what the page asks

    def go_to(self, place: Place) -> bool:
        known = {one.id for one in self.workspace.project.scenarios}
        if place.collection != "scenarios" or not place.ids or place.ids[0] not in known:
            return False
        self.workspace.choose_scenario(place.ids[0])
        self.show_project(None)
        where: dict[str, QWidget] = {
            **{field: one.field for field, one in self.values.items()},
            "levels": self.levels.buttons[1],
            "deflections": self.deflections.case_type.line,
            "step_overrides": self.steps.case_type.line,
            "targets": self.targets_view,
            "opening_hours": self.hours[0],
            "description": self.description,
        }
        where.get(place.field or "", self.name).setFocus()
        return True

    def first_focus(self) -> QWidget:
        return self.which if self.scenario is not None else self

    def fit(self, room: int) -> None:
        columns = 2 if room >= self.look.px(_TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for half in self._halves:
            while half.takeAt(0) is not None:
                pass
        first = 3 if columns == 2 else len(self.panels)
        for at, panel in enumerate(self.panels):
            self._halves[0 if at < first else 1].addWidget(panel)
        for half in self._halves:
            half.addStretch(1)
        self._sides.setStretch(1, columns - 1)


def _laid_out(grid: QGridLayout) -> QWidget:
    made = QWidget()
    made.setLayout(grid)
    return made
