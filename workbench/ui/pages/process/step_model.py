"""What the step table shows: one row per step, and an empty one at the end for the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from workbench.analysis.process.views import Span
from workbench.capture.line import as_typed
from workbench.capture.names import KnownNames
from workbench.model.process import StepDecision
from workbench.ui.look import Look
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.shown import CHANGE_ICONS, Shown, ShownStep, change_word
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.table import TableModel

NEW = "#new"
_SEVERITY: dict[str, tuple[str, Tone]] = {
    "error": ("alert-circle-outline", "error"),
    "warning": ("alert-outline", "warning"),
    "advice": ("lightbulb-outline", "info"),
}


@dataclass(frozen=True)
class NewStep:
    """The empty row at the end, where the next step is typed."""

    id: str = NEW


@dataclass(frozen=True, slots=True)
class TitleCell(Cell):
    """A step's name with the signs behind it: decision, loop, what was found."""

    signs: tuple[tuple[str, Tone], ...] = ()


class StepModel(TableModel):
    """Rows are :class:`ShownStep`, and the empty one last."""

    def __init__(self, look: Look) -> None:
        self.texts = look.texts
        t = self.texts
        super().__init__(
            look,
            (
                Column("number", "", 34, is_number=True, hint=t("Number")),
                Column("step", t("Step"), 120, stretches=True),
                Column("level", t("Level"), 124),
                Column("change", t("Change"), 108),
                Column("performer", t("Performer"), 112),
                Column("minutes", t("Min"), 112, is_number=True, hint=t("Minutes each time it is done")),
                Column("times", t("Times"), 58, is_number=True, hint=t("How often per case")),
                Column("decision", t("Decision"), 92),
            ),
        )
        self.shown: Shown | None = None
        self.odd: dict[tuple[Hashable, str], str] = {}
        self.typed_into: Callable[[ShownStep | NewStep, Column, str], bool] = lambda *_: False
        self.names: Callable[[], KnownNames] = KnownNames

    def show(self, shown: Shown) -> None:
        """Show the steps of a case type in a view."""
        is_other = self.shown is None or self.shown.case_type.id != shown.case_type.id
        if is_other:
            self.odd.clear()
        self.shown = shown
        self.set_rows((*shown.steps, NewStep()))

    def typed(self, row: ShownStep | NewStep, column: Column, text: str) -> bool:
        """Hand what was typed to the page's table."""
        return self.typed_into(row, column, text)

    def cell(self, row: ShownStep | NewStep, column: Column) -> Cell:
        """Return what a row shows in a column."""
        odd = self.odd.get((row.id, column.key))
        if isinstance(row, NewStep):
            if column.key == "step":
                words = self.texts("New step")
                return (
                    Cell(odd, is_odd=True, typed=odd)
                    if odd
                    else Cell(words, tone="text3", typed="", spoken=words)
                )
            return Cell()
        boundary = row.has_boundary
        if odd is not None:
            return Cell(odd, is_odd=True, typed=odd, has_boundary=boundary, is_number=column.is_number)
        made: Callable[[ShownStep], Cell] = getattr(self, f"_{column.key}")
        return made(row)

    def _number(self, row: ShownStep) -> Cell:
        return Cell(str(row.row.number), tone="text2", is_number=True, has_boundary=row.has_boundary)

    def _step(self, row: ShownStep) -> Cell:
        t, step = self.texts, row.step
        signs: list[tuple[str, Tone]] = []
        said = [step.title]
        if row.is_decision or step.question:
            signs.append(("help-rhombus-outline", "text2"))
            said.append(t("decision"))
        if row.is_loop:
            signs.append(("repeat", "text2"))
            said.append(t("goes back"))
        detail = step.title
        if row.finding is not None:
            signs.append(_SEVERITY[row.finding.severity])
            what = t.message(row.finding.what)
            said.append(what)
            detail = f"{step.title}\n{what}"
        is_gone = row.view != "today" and row.row.change in ("dropped", "e_service")
        return TitleCell(
            step.title,
            tone="text3" if is_gone else "text",
            detail=detail,
            spoken=", ".join(said),
            typed=as_typed(step.title, self.names()),
            has_boundary=row.has_boundary,
            signs=tuple(signs),
        )

    def _level(self, row: ShownStep) -> Cell:
        level = row.step.level
        return Cell(
            "" if level else self.texts("missing"),
            levels=(level,) if level else (),
            is_missing=level is None,
            typed=str(level or ""),
            has_boundary=row.has_boundary,
        )

    def _change(self, row: ShownStep) -> Cell:
        change = row.row.change
        tone: Tone = "text" if change in ("moved", "new") else "text2"
        return Cell(
            change_word(change, self.texts),
            tone=tone,
            icon=CHANGE_ICONS[change],
            icon_tone="accent" if change in ("moved", "new") else "text3",
            has_boundary=row.has_boundary,
        )

    def _performer(self, row: ShownStep) -> Cell:
        is_other = row.view == "difference" and row.performer != row.performer_before
        text = row.performer
        if is_other and row.row.change != "new":
            text = self.texts("{before} → {after}", before=row.performer_before, after=row.performer)
        may = row.view == "today" or not row.row.is_in_customer_service
        return Cell(text, detail=text, typed=row.performer if may else None, has_boundary=row.has_boundary)

    def _minutes(self, row: ShownStep) -> Cell:
        t, is_today = self.texts, row.view == "today"
        after = self._span(row.row.minutes_today if is_today else row.row.minutes_after)
        typed = typing.typed_estimate(t, getattr(row.step, typing.minutes_field(row)))
        if after is None:
            return Cell(
                t("missing"), is_missing=True, is_number=True, typed=typed, has_boundary=row.has_boundary
            )
        text = after
        before = row.row.minutes_today
        now = row.row.minutes_after
        if row.view == "difference" and before != now and now is not None and row.row.change != "new":
            # Two ranges would not fit side by side: what is likely, today and afterwards.
            was = typing.figure(t, before.middle) if before else t("missing")
            text = t("{before} → {after}", before=was, after=typing.figure(t, now.middle))
        spoken = t("{figure} minutes", figure=text)
        return Cell(
            text, is_number=True, spoken=spoken, detail=spoken, typed=typed, has_boundary=row.has_boundary
        )

    def _span(self, span: Span | None) -> str | None:
        return None if span is None else typing.estimate_words(self.texts, span.low, span.middle, span.high)

    def _times(self, row: ShownStep) -> Cell:
        times = row.row.times_today if row.view == "today" else row.row.times_after
        text = self.texts.number(times, 2)
        spoken = self.texts("{times} times per case", times=text)
        return Cell(
            text, tone="text2", is_number=True, spoken=spoken, detail=spoken, has_boundary=row.has_boundary
        )

    def _decision(self, row: ShownStep) -> Cell:
        decision: StepDecision | None = row.step.decision
        word = typing.decision_word(decision, self.texts) if decision else ""
        return Cell(word, typed=word, detail=row.step.reason, has_boundary=row.has_boundary)
