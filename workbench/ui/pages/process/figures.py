"""The strip of figures above a process: each with what it is, and its year or today's figure beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from workbench.analysis.process.views import Span, View
from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.shown import Shown
from workbench.ui.widgets.parts import boxed, column, label, on_ground


@dataclass(frozen=True)
class CaseFigure:
    """A figure, what it is, its neighbour, and the whole story for tooltip and screen reader."""

    value: str
    words: str
    beside: str
    detail: str


def case_figures(shown: Shown, texts: Texts) -> tuple[CaseFigure, ...]:
    """Return the six figures of a view."""
    view, cases = shown.whole, shown.cases
    before = shown.views.today if shown.view == "difference" else None
    is_today = shown.view == "today"
    later_words = (
        texts("later work in the same unit") if is_today else texts("later work in customer service")
    )
    stays_words = texts("done by other units") if is_today else texts("stays in the department")
    back_words = (
        texts("back to the first unit, per case") if is_today else texts("back to customer service, per case")
    )
    return (
        CaseFigure(
            texts.percent(view.first_sitting),
            texts("solved in the first sitting"),
            texts("today {figure}", figure=texts.percent(before.first_sitting))
            if before
            else _yearly(shown, texts)
            or texts("{n} cases a year", n=texts.number(view.first_sitting * cases)),
            texts("The case ends while the resident is still there, with those who took the contact."),
        ),
        _count(
            shown,
            view.handoffs,
            before.handoffs if before else None,
            texts("hand-offs per case"),
            texts("How often a case goes from one unit to another."),
            texts,
        ),
        _count(
            shown,
            view.ping_pong,
            before.ping_pong if before else None,
            back_words,
            texts("How often a case comes back to those who took the contact."),
            texts,
        ),
        _minutes(shown, before, "handling", texts("time in the contact"), texts),
        _minutes(shown, before, "later", later_words, texts),
        _minutes(shown, before, "stays", stays_words, texts),
    )


def _count(
    shown: Shown, value: float, before: float | None, words: str, detail: str, texts: Texts
) -> CaseFigure:
    beside = (
        _yearly(shown, texts) or texts("{n} a year", n=texts.number(value * shown.cases))
        if before is None
        else texts("today {figure}", figure=texts.number(before, 2))
    )
    return CaseFigure(texts.number(value, 2), words, beside, detail)


def _yearly(shown: Shown, texts: Texts) -> str:
    """Return why there is no figure per year, or "" where there is one."""
    if shown.volume is None:
        return texts("Volume is being calculated")
    return "" if shown.volume.source is not None else texts("No volume yet")


def _minutes(shown: Shown, before: View | None, name: str, words: str, texts: Texts) -> CaseFigure:
    span: Span | None = getattr(shown.whole, name)
    if span is None:
        detail = texts("Minutes are missing on a step that is done.")
        return CaseFigure(texts("missing"), words, texts("minutes are missing"), detail)
    value = texts("{minutes} min", minutes=typing.figure(texts, span.middle))
    ranged = texts(
        "{low} to {high} minutes per case",
        low=typing.figure(texts, span.low),
        high=typing.figure(texts, span.high),
    )
    old: Span | None = getattr(before, name) if before else None
    if before is not None:
        figure = texts("{minutes} min", minutes=typing.figure(texts, old.middle)) if old else texts("missing")
        beside = texts("today {figure}", figure=figure)
    else:
        hours = shown.cases * span.middle / 60
        beside = _yearly(shown, texts) or texts("{hours} h a year", hours=texts.number(hours))
    return CaseFigure(value, words, beside, ranged)


class CaseFigures(QWidget):
    """Six figures side by side, of equal width."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._shown: tuple[CaseFigure, ...] = ()
        on_ground(self, "surface")
        self.setAccessibleName(look.texts("Figures of the process"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._values = []
        for at in range(6):
            if at:
                edge = QFrame()
                edge.setProperty("line", True)
                edge.setFixedWidth(1)
                box.addWidget(edge)
            value = label(look, "", "figure")
            words = label(look, "", "small", wraps=True)
            beside = label(look, "", "caption", "text2", wraps=True)
            left = look.px(16)
            one = boxed(
                column(
                    value,
                    words,
                    beside,
                    None,
                    spacing=look.px(1),
                    margins=(left, look.px(8), look.px(6), look.px(8)),
                )
            )
            one.setMinimumWidth(look.px(90))
            self._values.append((one, value, words, beside))
            box.addWidget(one, 1)

    def show_figures(self, figures: tuple[CaseFigure, ...]) -> None:
        """Show ``figures``; only what reads differently is touched."""
        if figures == self._shown:
            return
        self._shown = figures
        for (one, value, words, beside), figure in zip(self._values, figures, strict=True):
            value.setText(figure.value)
            words.setText(figure.words)
            beside.setText(figure.beside)
            one.setToolTip(figure.detail)
            one.setAccessibleName(f"{figure.words}: {figure.value}, {figure.beside}")
            one.setAccessibleDescription(figure.detail)

    @property
    def figures(self) -> tuple[CaseFigure, ...]:
        """What is shown."""
        return self._shown
