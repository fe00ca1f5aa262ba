"""What customer service promises on each channel in a scenario, typed over what the project promises."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from workbench.analysis.demand.promises import Promise, promise
from workbench.analysis.scenario import ScenarioTerms
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.scenarios import Scenario
from workbench.model.service import ServiceTarget
from workbench.model.text import N_, Message, ProjectError, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.values import read_figure, read_part
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.figures import written_share
from workbench.ui.widgets.table import TableModel

_WAITING = ("share", "within_s", "answered_share", "patience_s")
_SHARES = ("share", "answered_share")


@dataclass(frozen=True)
class TargetRow:
    """A channel: what the project promises, and what the scenario says otherwise (None: nothing)."""

    channel: Channel
    project: Promise
    said: ServiceTarget | None


def target_rows(scenario: Scenario, terms: ScenarioTerms, *, is_waiting: bool) -> tuple[TargetRow, ...]:
    """Return the channels on which people wait, or the others; ``terms`` are the project's without a scenario."""
    said = {one.channel: one for one in scenario.targets}
    return tuple(
        TargetRow(channel, promise(channel, terms.pool_of(channel), terms.scenario), said.get(channel))
        for channel in Channel
        if (channel in REAL_TIME_CHANNELS) == is_waiting
    )


def with_target(
    scenario: Scenario, channel: Channel, field: str, value: float | None
) -> list[dict[str, Any]]:
    """Return the scenario's targets as a file holds them, with one figure of ``channel`` put or taken away."""
    before = {one.channel: one for one in scenario.targets}
    mine = before.get(channel, ServiceTarget(channel=channel)).changed(**{field: value})
    after = {**before, channel: mine}
    figures = (*_WAITING, "working_days")
    kept = [one for one in after.values() if any(getattr(one, name) is not None for name in figures)]
    return [one.as_json() for one in kept]


class TargetsModel(TableModel):
    """``takes`` hears channel, field and figure; ``refuses`` why something was not understood."""

    def __init__(
        self,
        look: Look,
        takes: Callable[[Channel, str, float | None], object],
        refuses: Callable[[Message], object],
        *,
        is_waiting: bool,
    ) -> None:
        t = look.texts
        waiting = (
            Column("share", t("In time"), 72, is_number=True, hint=t("Share that is answered in time")),
            Column(
                "within_s", t("Seconds"), 72, is_number=True, hint=t("In time means within so many seconds")
            ),
            Column(
                "answered_share", t("Answered"), 76, is_number=True, hint=t("Share that is answered at all")
            ),
            Column(
                "patience_s",
                t("Patience, s"),
                80,
                is_number=True,
                hint=t("Mean patience of those who wait, seconds"),
            ),
        )
        later = (Column("working_days", t("Working days"), 96, is_number=True, hint=t("Answered within")),)
        super().__init__(
            look,
            (Column("channel", t("Channel"), 96, stretches=True), *(waiting if is_waiting else later)),
        )
        self._takes, self._refuses = takes, refuses

    def key(self, row: TargetRow) -> Hashable:
        return row.channel

    def cell(self, row: TargetRow, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "channel":
            said = t("changed") if row.said is not None else ""
            name = word(row.channel.value, t)
            return Cell(name, detail=said, spoken=f"{name} {said}".strip())
        own = getattr(row.said, column.key) if row.said is not None else None
        project = self._written(column.key, getattr(row.project, column.key), t)
        shown = self._written(column.key, own, t) if own is not None else project
        words = (
            t("Changed; the project: {value}", value=project)
            if own is not None
            else t("As the project says. Type to change it.")
        )
        return Cell(
            shown or "–",
            tone="text" if own is not None else "text2",
            is_strong=own is not None,
            is_number=True,
            detail=words,
            spoken=f"{shown} {words}",
            typed=shown,
        )

    @staticmethod
    def _written(field: str, value: float | None, t: Texts) -> str:
        if value is None or math.isinf(value):
            return ""
        return (
            written_share(t, value)
            if field in _SHARES
            else t.number(value, 0 if value == round(value) else 1)
        )

    def typed(self, row: TargetRow, column: Column, text: str) -> bool:
        plain, t = text.strip(), self.look.texts
        if plain == self.cell(row, column).typed:
            return False
        try:
            value = (
                None if not plain else read_part(plain, t) if column.key in _SHARES else read_figure(plain, t)
            )
            if value == 0 and column.key == "patience_s":
                raise ProjectError(message(N_('"{text}" is not a number above 0'), text=plain))
        except ProjectError as problem:
            self._refuses(problem.message)
            return False
        self._takes(row.channel, column.key, value)
        return True
