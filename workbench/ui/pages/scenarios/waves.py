"""Waves in a table that can be written in, and which case types start with each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.analysis.memo import Memo
from workbench.capture.days import read_day
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.service import Wave
from workbench.model.text import Message, ProjectError
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel

NO_WAVE = ""
"""What stands for the case types that nobody put in a wave: they are there from the start."""


class WaveRow(NamedTuple):
    """A wave, and how many case types start with it."""

    wave: Wave
    case_types: int


class WavesModel(TableModel):
    """``takes`` hears a wave's id, field and new value; ``refuses`` why something was not understood."""

    def __init__(
        self, look: Look, takes: Callable[[str, str, str], object], refuses: Callable[[Message], object]
    ) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("name", t("Wave"), 180, stretches=True),
                Column("starts_on", t("Starts on"), 148),
                Column("precondition", t("What must be in place"), 220),
                Column("count", t("Case types"), 84, is_number=True),
            ),
        )
        self._takes, self._refuses = takes, refuses

    def key(self, row: WaveRow) -> Hashable:
        return row.wave.id

    def cell(self, row: WaveRow, column: Column) -> Cell:
        t, wave = self.look.texts, row.wave
        if column.key == "count":
            return Cell(t.number(row.case_types), is_number=True)
        if column.key == "starts_on":
            return Cell(t.date(wave.starts_on), typed=wave.starts_on.isoformat())
        text: str = getattr(wave, column.key)
        return Cell(text, detail=text, typed=text, tone="text" if column.key == "name" else "text2")

    def typed(self, row: WaveRow, column: Column, text: str) -> bool:
        value: str | None = text.strip()
        try:
            value = read_day(text) if column.key == "starts_on" else value
        except ProjectError as problem:
            self._refuses(problem.message)
            return False
        if value is None or (column.key == "name" and not value):
            return False
        if value == self.cell(row, column).typed:
            return False
        self._takes(row.wave.id, column.key, value)
        return True


@dataclass(frozen=True)
class Moving:
    """A line of what moves when: a wave's heading (``case_type`` None), or a case type that starts with it."""

    wave: str
    name: str
    count: int
    case_type: CaseType | None = None
    is_open: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells the line from the others."""
        return (self.wave, self.case_type.id if self.case_type is not None else "")


class ByWave:
    """Case types by their wave; looked up anew only where case types are other ones."""

    def __init__(self) -> None:
        self._memo = Memo()

    def of(self, project: Project) -> dict[str, list[CaseType]]:
        """Return the case types of each wave by its id, and of NO_WAVE."""

        def made() -> dict[str, list[CaseType]]:
            found: dict[str, list[CaseType]] = {NO_WAVE: [], **{wave.id: [] for wave in project.waves}}
            for one in project.case_types:
                found.setdefault(one.wave or NO_WAVE, []).append(one)
            return found

        return self._memo.once("by wave", (project.case_types, project.waves), made)


def moving_lines(
    project: Project, by_wave: dict[str, list[CaseType]], opened: Sequence[str], from_start: str
) -> tuple[Moving, ...]:
    """Return the waves in their order, each with its case types where it is ``opened``."""
    found: list[Moving] = []
    for wave, name in ((NO_WAVE, from_start), *((one.id, one.name) for one in project.waves)):
        mine = by_wave.get(wave, [])
        if not mine and wave == NO_WAVE:
            continue
        is_open = wave in opened
        found.append(Moving(wave, name, len(mine), None, is_open))
        if is_open:
            found += [Moving(wave, one.name, 1, one) for one in mine]
    return tuple(found)
