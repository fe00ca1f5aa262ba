"""What the capture table's rows look like, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workbench.capture import CaptureLine, KnownNames
from workbench.capture.assist import said_quantity
from workbench.capture.line import as_typed
from workbench.capture.names import CHANNEL_NAMES, CHANNEL_WORDS, find_channel
from workbench.export.palette import level_word
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepDecision
from workbench.model.text import Message
from workbench.model.volumes import Channel, Estimate, Period, Source, Volume
from workbench.ui.pages.workshop.rows import Row, gravest, unfilled
from workbench.ui.widgets.cell import EMPTY, Cell, Column, Tone

COLUMN_KEYS = ("number", "name", "level", "performer", "volume", "minutes", "share", "state")
_DECISION_ICONS = {
    StepDecision.MOVE: "arrow-top-right",
    StepDecision.STAY: "lock-outline",
    StepDecision.SPLIT: "call-split",
    StepDecision.E_SERVICE: "web",
    StepDecision.ABOLISH: "close",
    StepDecision.PARKING_LOT: "parking",
}


def columns(texts: Texts) -> tuple[Column, ...]:
    """Return the table's columns with their titles."""
    return (
        Column("number", "", 36, is_number=True, hint=texts("Number on the workshop's list")),
        Column("name", texts("Case type and step"), 300, stretches=True),
        Column("level", texts("Level"), 138),
        Column("performer", texts("Performer"), 146),
        Column("volume", texts("Volume/year"), 96, is_number=True, hint=texts("Contacts per year")),
        Column("minutes", texts("Min"), 74, is_number=True, hint=texts("Minutes each time, today")),
        Column(
            "share",
            texts("Share"),
            88,
            is_number=True,
            hint=texts("What goes on to this step from the one above; the rest ends there"),
        ),
        Column("state", "", 42, hint=texts("State")),
    )


@dataclass
class CellWriter:
    """Writes the cells. What it reads beside the row is set by the pane before rows are shown."""

    texts: Texts
    units: Mapping[str, str] = field(default_factory=dict)
    names: KnownNames = field(default_factory=KnownNames)
    service: str = ""
    suggested: Callable[[str], int | None] = lambda _title: None
    line: CaptureLine | None = None
    line_row: str = ""
    odd: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbers: dict[tuple[float, int], str] = field(default_factory=dict)

    def cell(self, row: Row, key: str) -> Cell:
        """Return what ``row`` shows in the column ``key``."""
        odd = self.odd.get((row.key, key))
        if odd is not None:
            return Cell(odd, is_odd=True, is_number=_is_number(key), typed=odd)
        preview = self.line if self.line is not None and self.line_row == row.key else None
        made = _CELLS[key](self, row, preview)
        return _with_boundary(made) if row.crosses else made

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a figure in the window's language; the same ones come again and again."""
        found = self._numbers.get((value, decimals))
        if found is None:
            found = self._numbers[value, decimals] = self.texts.number(value, decimals)
        return found

    def typed(self, row: Row, key: str) -> str | None:
        """Return what an editor of the cell starts with; None where it cannot be typed into."""
        typed = self.cell(row, key).typed
        return as_typed(typed, self.names) if typed and key == "name" else typed

    def performer(self, row: Row) -> str:
        """Return who does the row's step today."""
        if row.case_type is None or row.step is None:
            return ""
        unit = row.step.unit or row.case_type.unit
        if unit is None and row.step.decision is StepDecision.MOVE:
            return self.service
        return self.units.get(unit or "", "")

    def inherited(self, row: Row) -> str:
        """Return who will do a step that is being written: who does the one above, else the case type's unit."""
        if row.kind != "step" or row.case_type is None or row.gap is None:
            return ""
        above = next((one for one in row.case_type.steps if one.id == row.gap.after), None)
        unit = (above.unit if above else None) or row.case_type.unit
        return self.units.get(unit or "", "")

    def estimate(self, value: Estimate) -> str:
        """Return "4", or "3–5", in the window's language."""
        if value.low == value.high:
            return self.short(value.likely)
        return f"{self.short(value.low)}–{self.short(value.high)}"

    def short(self, value: float) -> str:
        """Return a figure with one decimal where it has any."""
        return self.number(value, 0 if float(value).is_integer() else 1)

    def volume_typed(self, volumes: tuple[Volume, ...]) -> str:
        """Return what an editor of the volumes starts with, so that what it holds can be read again."""
        said = [one for one in volumes if one.source in (Source.ESTIMATE, Source.GUESS)]
        if len(said) == 1 and len(volumes) == 1:
            return self._said(said[0])
        return " ".join(f"#{self._channel(one.channel)} {self._said(one)}" for one in said)

    def _said(self, volume: Volume) -> str:
        if volume.said:
            return volume.said
        per = {Period.DAY: "/d", Period.WEEK: "/w", Period.MONTH: "/mon"}.get(volume.per, "")
        low, high = f"{volume.low:g}", f"{volume.high:g}"
        return (low if low == high else f"{low}-{high}") + per

    def _channel(self, channel: Channel) -> str:
        own = self.texts(CHANNEL_NAMES[channel])
        word = own if find_channel(own) is channel else CHANNEL_WORDS[channel][0]
        return f'"{word}"' if " " in word else word


def _is_number(key: str) -> bool:
    return key in ("number", "volume", "minutes", "share")


def _with_boundary(cell: Cell) -> Cell:
    from dataclasses import replace

    return replace(cell, has_boundary=True)


def _number_cell(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    del line
    text = writer.number(row.number) if row.kind == "case_type" and row.number else ""
    return Cell(text, tone="text3" if row.is_empty else "text2", is_number=True) if text else EMPTY


def _name(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if row.is_empty:
        words = writer.texts("New step") if row.kind == "step" else writer.texts("New case type")
        return Cell("" if line else words, tone="text3", indent=int(row.kind == "step"), typed="")
    indent = int(row.kind == "step")
    is_strong = row.kind == "case_type" and not row.is_whole
    spoken = row.title
    if row.kind == "step" and row.case_type is not None:
        spoken = writer.texts("{step}, step of {case_type}", step=row.title, case_type=row.case_type.name)
    return Cell(
        row.title,
        is_strong=is_strong,
        indent=indent,
        fold=row.is_open,
        detail=row.title,
        spoken=spoken,
        typed=row.title,
    )


def _level(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if line is not None and line.level is not None:
        return Cell(levels=(line.level,), typed="")
    if line is not None and row.kind == "step" and (row.step is None or row.step.level is None):
        offered = writer.suggested(line.title)
        return Cell(levels=(offered,), is_suggested=True) if offered is not None else EMPTY
    if row.is_empty or row.case_type is None:
        return EMPTY
    if row.step is None:
        found = tuple(step.level for step in row.case_type.steps if step.level is not None)
        if row.is_open or not row.case_type.steps:
            words = writer.texts("not broken down yet")
            return EMPTY if row.case_type.steps else Cell(words, tone="text3")
        return Cell(levels=found) if found else _missing(writer, "", is_number=False)
    if row.step.level is not None:
        return Cell(levels=(row.step.level,), typed=str(row.step.level))
    offered = writer.suggested(row.title) if row.kind == "step" else None
    if offered is not None:
        spoken = writer.texts(
            "Suggestion: level {level} {word}", level=offered, word=level_word(offered, writer.texts)
        )
        return Cell(levels=(offered,), is_suggested=True, spoken=spoken, typed="")
    if row.is_whole:
        return Cell(writer.texts("not broken down yet"), tone="text3", typed="")
    return _missing(writer, "", is_number=False)


def _performer(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if line is not None and line.performer is not None:
        return Cell(line.performer.name, typed="")
    if row.is_empty:
        return Cell(writer.inherited(row), tone="text3") if line is not None and line.title else EMPTY
    if row.case_type is None:
        return EMPTY
    if row.step is None:
        if row.is_open:
            return EMPTY
        units = dict.fromkeys(step.unit or row.case_type.unit for step in row.case_type.steps)
        text = " + ".join(writer.units.get(unit or "", "") for unit in units if unit)
        return Cell(text, tone="text2", detail=text)
    text = writer.performer(row)
    if not text:
        return _missing(writer, "", is_number=False)
    own = writer.units.get(row.step.unit or "", text)
    return Cell(text, tone="text2", detail=text, typed=own)


def _volume(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if line is not None and line.volumes:
        said = ", ".join(writer.texts.message(said_quantity(one.quantity)) for one in line.volumes)
        return Cell(said, tone="text2", is_number=True)
    if row.kind == "step" or row.is_empty or row.case_type is None:
        return EMPTY
    typed = writer.volume_typed(row.case_type.volumes)
    if not row.case_type.volumes:
        return _missing(writer, typed)
    if row.figures is None or row.figures.contacts_per_year is None:
        return Cell("–", tone="text3", is_number=True, typed=typed)
    return Cell(writer.number(round(row.figures.contacts_per_year)), is_number=True, typed=typed)


def _minutes(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if line is not None and line.minutes is not None:
        return Cell(writer.estimate(line.minutes.as_estimate()), is_number=True)
    if row.is_empty or row.case_type is None:
        return EMPTY
    if row.step is None:
        if row.figures is None or row.figures.minutes is None:
            return EMPTY
        return Cell(
            writer.number(row.figures.minutes, 1),
            is_number=True,
            detail=writer.texts("Minutes per case, all steps that have any"),
        )
    said = row.step.minutes_today
    if said is None:
        return _missing(writer, "")
    typed = said.said or f"{said.likely:g}"
    return Cell(writer.estimate(said), is_number=True, typed=typed, detail=said.said)


def _share(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    if line is not None and line.share is not None:
        return Cell(writer.texts.percent(line.share), tone="text2", is_number=True)
    if row.kind != "step" or row.is_empty or row.case_type is None or row.step is None:
        return EMPTY
    is_first = row.case_type.steps[0] is row.step
    typed = None if is_first else "" if row.way is None else f"{row.way * 100:g}"
    if row.way is None:
        return Cell("–", tone="text3", is_number=True, typed=typed, detail=writer.texts("No way leads here"))
    text = writer.texts.percent(row.way)
    if row.way_from:
        detail = writer.texts("{share} of those at step {n} come here", share=text, n=row.way_from)
        return Cell(f"{row.way_from} → {text}", tone="text2", is_number=True, typed=typed, detail=detail)
    return Cell(text, tone="text2", is_number=True, typed=typed)


def _state(writer: CellWriter, row: Row, line: CaptureLine | None) -> Cell:
    del line
    texts = writer.texts
    if row.is_empty or row.case_type is None:
        return EMPTY
    if row.kind == "step" and row.step is not None:
        return _step_state(writer, row, row.step)
    hit = gravest(row.figures, row.case_type.id)
    if row.figures is not None and row.figures.missing == 0:
        return _icon("check", "ok", texts("Everything is filled in"))
    if hit is not None and not unfilled(row):
        return _icon("alert-outline", "warning", _said(texts, hit.rule, hit.values))
    missing = row.figures.missing if row.figures else 0
    return _icon("dots-horizontal", "text3", texts("Still missing: {n}", n=missing))


def _step_state(writer: CellWriter, row: Row, step: Step) -> Cell:
    texts = writer.texts
    hit = gravest(row.figures, step.id)
    if step.disagreements:
        who = ", ".join(one.who for one in step.disagreements)
        return _icon("account-question-outline", "info", texts("Seen otherwise by {who}", who=who))
    if hit is not None and hit.rule not in _SEEN_ELSEWHERE:
        from workbench.analysis.findings.rules import RULES

        is_error = RULES[hit.rule].severity == "error"
        icon, tone = ("alert-circle-outline", "error") if is_error else ("alert-outline", "warning")
        return _icon(icon, tone, _said(texts, hit.rule, hit.values))  # type: ignore[arg-type]
    if step.problem:
        return _icon("alert-outline", "warning", step.problem)
    if step.decision is StepDecision.PARKING_LOT:
        return _icon("parking", "text2", texts("In the parking lot: {reason}", reason=step.reason))
    if step.question:
        return _icon("help-rhombus-outline", "text2", step.question)
    if step.decision is not None:
        return _icon(_DECISION_ICONS[step.decision], "text3", decision_word(step.decision, texts))
    return EMPTY


_SEEN_ELSEWHERE = ("step-without-level", "step-without-minutes", "disagreement", "in-parking-lot")
"""Rules whose matter the row shows already: an empty cell, an icon of its own."""


def _said(texts: Texts, rule: str, values: dict[str, object]) -> str:
    from workbench.analysis.findings.rules import RULES

    return texts.message(Message(RULES[rule].what, values))


def decision_word(decision: StepDecision, texts: Texts) -> str:
    """Return what was decided about a step, in words."""
    return {
        StepDecision.MOVE: texts("Moves"),
        StepDecision.STAY: texts("Stays"),
        StepDecision.SPLIT: texts("Is split"),
        StepDecision.E_SERVICE: texts("E-service"),
        StepDecision.ABOLISH: texts("Is abolished"),
        StepDecision.PARKING_LOT: texts("Parking lot"),
    }[decision]


def _icon(name: str, tone: Tone, words: str) -> Cell:
    return Cell(icon=name, icon_tone=tone, detail=words, spoken=words)


def _missing(writer: CellWriter, typed: str, *, is_number: bool = True) -> Cell:
    return Cell(writer.texts("missing"), is_missing=True, is_number=is_number, typed=typed)


def levels_of(case_type: CaseType) -> int:
    """Return how many steps of ``case_type`` have a level."""
    return sum(step.level is not None for step in case_type.steps)


_CELLS: dict[str, Callable[[CellWriter, Row, CaptureLine | None], Cell]] = {
    "number": _number_cell,
    "name": _name,
    "level": _level,
    "performer": _performer,
    "volume": _volume,
    "minutes": _minutes,
    "share": _share,
    "state": _state,
}
