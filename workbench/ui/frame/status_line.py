"""The line at the foot: the truth about saving, findings, next unfilled, scenario, language, text size."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from workbench.ui.look import Look
from workbench.ui.widgets.parts import elided, label, on_ground, set_tone
from workbench.ui.workspace import Workspace

LANGUAGE_NAMES = {"sv": "Svenska", "da": "Dansk", "en": "English"}


def clock(moment: dt.datetime | None) -> str:
    """Return the local time of ``moment`` to the second."""
    return moment.astimezone().strftime("%H:%M:%S") if moment else ""


class StatusLine(QFrame):
    """Says; and opens what it speaks of."""

    findings_wanted = Signal()
    next_wanted = Signal()
    scenario_chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self.look, self.workspace = look, workspace
        self.texts = look.texts
        on_ground(self, "surface")
        self.setAccessibleName(self.texts("Status"))
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(1), look.px(12), look.px(1))
        box.setSpacing(look.px(4))
        self._saved_icon = label(look)
        self.saved = elided(look, "small", "text2")
        self.findings = self._flat(self.findings_wanted.emit)
        self.next_unfilled = self._flat(self.next_wanted.emit)
        self.next_unfilled.setText(self.texts("Next unfilled") + "  F8")
        self.scenario = self._flat(None)
        self.scenario.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._scenarios = QMenu(self)
        self._scenarios.aboutToShow.connect(self._fill_scenarios)
        self.scenario.setMenu(self._scenarios)
        self.settings = self._flat(self.settings_wanted.emit)
        self.settings.setText(
            self.texts(
                "{language} · {size}",
                language=LANGUAGE_NAMES[self.texts.language],
                size=self.texts.percent(look.scale),
            )
        )
        self.settings.setAccessibleName(self.texts("Language, theme and text size…"))
        box.addWidget(self._saved_icon)
        box.addWidget(self.saved, 1)
        for part in (self.findings, self.next_unfilled, self.scenario, self.settings):
            box.addWidget(part)
        if workspace.part is not None:
            self.scenario.hide()  # a part is no basis for figures of the whole

    def _flat(self, does: object) -> QToolButton:
        made = QToolButton()
        made.setProperty("flat", True)
        made.setFont(self.look.font("small"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(self.look.px(16), self.look.px(16)))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if does is not None:
            made.clicked.connect(lambda _checked=False: does())  # type: ignore[operator]
        return made

    def show_saving(self) -> None:
        """Say when the work was last put on this machine, and when into the file."""
        session, t = self.workspace.session, self.texts
        on_disk, in_file = clock(session.on_disk_at), clock(session.saved_at)
        if session.is_read_only:
            text, icon, tone = t("Read only: somebody else has this project open"), "lock-outline", "warning"
        elif self.workspace.save_problem is not None:
            reason = t.message(self.workspace.save_problem)
            text = t("Safe on this machine {time}, not in the file: {reason}", time=on_disk, reason=reason)
            icon, tone = "alert-outline", "warning"
        elif session.is_dirty:
            text = t("On this machine {time} · in the file {saved}", time=on_disk, saved=in_file or "–")
            icon, tone = "check", "text2"
        else:
            text = (
                t("Everything is in the file {time}", time=in_file)
                if in_file
                else t("Everything is in the file")
            )
            icon, tone = "check-circle-outline", "ok"
        if text != self.saved.text():
            self.saved.setText(text)
            size = self.look.px(16)
            self._saved_icon.setPixmap(self.look.icon_in(icon, tone).pixmap(size, size))
            set_tone(self.saved, "text2" if tone == "ok" else tone)

    def show_findings(self) -> None:
        """Say how many findings there are of each kind."""
        counts, t = self.workspace.findings.counts, self.texts
        if not counts:
            problem = self.workspace.calculation_problem
            self.findings.setText(t("Calculating…") if problem is None else t.message(problem))
            return
        parts = (
            t.plural("{n} error", "{n} errors", counts["error"]),
            t.plural("{n} warning", "{n} warnings", counts["warning"]),
            t.plural("{n} piece of advice", "{n} pieces of advice", counts["advice"]),
        )
        self.findings.setText(" · ".join(parts))
        self.findings.setIcon(
            self.look.icon_in(*(("alert-circle-outline", "error") if counts["error"] else ("check", "ok")))
        )

    def show_scenario(self) -> None:
        """Say which scenario the figures belong to."""
        project = self.workspace.project
        wanted = self.workspace.scenario or project.settings.chosen_scenario
        chosen = next((one for one in project.scenarios if one.id == wanted), None)
        chosen = chosen or (project.scenarios[0] if project.scenarios else None)
        name = chosen.name if chosen else self.texts("as the rules say")
        self.scenario.setText(self.texts("Scenario: {name}", name=name))
        self.scenario.setEnabled(len(project.scenarios) > 1)
        self.scenario.setToolTip(
            self.texts("Choose which scenario the figures show")
            if len(project.scenarios) > 1
            else self.texts("The project has one scenario, so there is nothing to choose between.")
        )

    def _fill_scenarios(self) -> None:
        self._scenarios.clear()
        for one in self.workspace.project.scenarios:
            action = self._scenarios.addAction(one.name)
            action.triggered.connect(lambda _checked=False, key=one.id: self.scenario_chosen.emit(key))
