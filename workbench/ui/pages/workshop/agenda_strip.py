"""The strip above the workshop: time left, the agenda as bars, the pace, and what moves the agenda on.

It is touched once a second, so a tick changes only what reads differently, and it never takes the keyboard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from workbench.model.programme import Workshop
from workbench.ui.look import Look
from workbench.ui.pages.workshop.course import Course, Pace, as_clock, short_title
from workbench.ui.widgets.parts import (
    boxed,
    button,
    column,
    elided,
    icon_button,
    key_hint,
    label,
    line,
    on_ground,
    row,
    set_tone,
)

_TELLING = 4
"""A title cut to fewer letters than this says nothing, and is left out; the tooltip has it."""


@dataclass(frozen=True)
class _Bar:
    title: str
    whole_title: str
    minutes: float
    start: dt.time | None


class AgendaBars(QWidget):
    """The agenda's items as bars as long as their minutes: done, current with its share gone, to come."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self._bars: tuple[_Bar, ...] = ()
        self._at: int | None = None
        self._filled = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.texts("Agenda"))

    def show_course(self, workshop: Workshop | None, course: Course | None) -> None:
        """Show the agenda of ``workshop``; painted anew only where a pixel is another."""
        bars: tuple[_Bar, ...] = ()
        if workshop is not None and course is not None:
            bars = tuple(
                _Bar(short_title(item), item.title, item.minutes, start)
                for item, start in zip(workshop.agenda, course.starts, strict=True)
            )
        at = course.at if course is not None else None
        filled = -1
        if course is not None and at is not None and bars:
            filled = round(course.share * self._places(bars)[at].width())
        if (bars, at, filled) != (self._bars, self._at, self._filled):
            if bars != self._bars or at != self._at:
                self.setAccessibleDescription(
                    "; ".join(self._said(bar, n == at) for n, bar in enumerate(bars))
                )
            self._bars, self._at, self._filled = bars, at, filled
            self.update()

    def _said(self, bar: _Bar, is_now: bool) -> str:
        if is_now:
            return self.texts("now: {item}, {n} minutes", item=bar.whole_title, n=round(bar.minutes))
        return self.texts("{item}, {n} minutes", item=bar.whole_title, n=round(bar.minutes))

    def _places(self, bars: Sequence[_Bar]) -> list[QRect]:
        """Return where each bar stands: as wide as its minutes, but never too thin to be seen."""
        gap, least = self.look.px(4), self.look.px(16)
        room = max(1, self.width() - gap * (len(bars) - 1))
        total = sum(bar.minutes for bar in bars)
        spare = max(0, room - least * len(bars))
        places, left = [], 0
        for bar in bars:
            width = least + int(spare * bar.minutes / total)
            places.append(QRect(left, 0, width, self.look.px(8)))
            left += width + gap
        return places

    def _paint_bar(self, painter: QPainter, at: int, place: QRect) -> None:
        look = self.look
        now = self._at
        painter.setPen(Qt.PenStyle.NoPen)
        if now is not None and at < now:
            painter.fillRect(place, look.color("text2"))
            return
        painter.fillRect(place, look.color("selection" if at == now else "sunken"))
        if at == now:
            painter.fillRect(
                QRect(place.topLeft(), QSize(self._filled, place.height())), look.color("accent")
            )
        painter.setPen(QPen(look.color("accent" if at == now else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(560), self.look.px(8 + 6 + 16 + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for bar, place in zip(self._bars, self._places(self._bars), strict=True):
                if place.left() <= event.pos().x() <= place.right():
                    QToolTip.showText(event.globalPos(), self._said(bar, is_now=False), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter = self.look, QPainter(self)
        plain, strong = look.font("caption"), look.font_of(11, 600)
        for at, (bar, place) in enumerate(zip(self._bars, self._places(self._bars), strict=True)):
            self._paint_bar(painter, at, place)
            is_now = at == self._at
            painter.setFont(strong if is_now else plain)
            painter.setPen(look.color("text" if is_now else "text2"))
            when = bar.start.strftime("%H:%M") if bar.start else self.texts("{n} min", n=round(bar.minutes))
            measure = QFontMetrics(painter.font())
            top = place.bottom() + look.px(6)
            for text in (bar.title, when):
                area = QRect(place.left(), top, place.width(), look.px(16))
                shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
                if shown == text or len(shown) > _TELLING:
                    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
                top += look.px(16)
        painter.end()


class AgendaStrip(QWidget):
    """Timer, bars, pace and buttons. It shows what it is given and knows no clock of its own."""

    next_wanted = Signal()
    back_wanted = Signal()
    more_wanted = Signal()
    projector_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        t = self.texts
        self.timer = label(look, "", "timer")
        self.timer.setMinimumWidth(QFontMetrics(look.font("timer")).horizontalAdvance("\u221200:00"))
        self.of_what = elided(look, "small", "text2")
        self.clock = label(look, "", "small", "text2")
        self.bars = AgendaBars(look)
        self.done = elided(look, "strong")
        self.pace_icon = QLabel()
        self.pace = elided(look, "small", "text2")
        self.back = icon_button(look, "skip-previous-outline", t("Back to the agenda item before"))
        self.next = icon_button(look, "skip-next-outline", t("Next agenda item"))
        self.more = icon_button(look, "timer-plus-outline", t("Five minutes more for this agenda item"))
        self.projector = button(look, t("Projector"), "projector-screen-outline")
        self.projector.setToolTip(t("Show the room's picture on the second screen (F5)"))
        for made, signal in (
            (self.back, self.back_wanted),
            (self.next, self.next_wanted),
            (self.more, self.more_wanted),
            (self.projector, self.projector_wanted),
        ):
            made.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self._pace_icon_is = ""
        self._minute_shown = -1
        self._pace_shown: tuple[object, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        px = look.px
        words = boxed(column(self.of_what, self.clock, spacing=0))
        words.setFixedWidth(px(150))
        keeps_up = row(self.pace_icon, self.pace, spacing=px(4))
        keeps_up.setStretch(1, 1)
        pace = boxed(column(self.done, keeps_up, spacing=px(2)))
        pace.setMinimumWidth(px(130))
        parts = row(
            self.timer,
            words,
            self.bars,
            pace,
            row(self.back, self.next, self.more, spacing=0),
            row(self.projector, key_hint(look, "F5"), spacing=px(4)),
            spacing=px(12),
            margins=(px(16), px(8), px(16), px(8)),
        )
        parts.setStretch(2, 5)
        parts.setStretch(3, 2)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(parts)
        whole.addWidget(line(look))
        on_ground(self, "surface")

    def show_time(self, workshop: Workshop | None, course: Course | None, now: dt.datetime) -> None:
        """Show where the room is. Called every second: only what reads differently is touched."""
        t = self.texts
        item = ""
        is_over = False
        if workshop is None or course is None or not workshop.agenda:
            time, item = "\u2013", t("No agenda yet")
        elif course.at is None:
            time, item = as_clock(course.left_s), t("Not begun")
        else:
            title = short_title(workshop.agenda[course.at])
            is_over = course.left_s <= -0.5
            time = as_clock(course.left_s)
            item = t("over time: {item}", item=title) if is_over else t("left of {item}", item=title)
        _say(self.timer, time)
        if self.of_what.text() != item:
            self.of_what.setText(item)
            self.timer.setAccessibleName(item)
        if now.minute != self._minute_shown:
            self._minute_shown = now.minute
            self.clock.setText(t("it is {time}", time=now.astimezone().strftime("%H:%M")))
        tone = "warning" if is_over else "text"
        if (self.timer.property("tone") or "text") != tone:
            set_tone(self.timer, tone)
        self.bars.show_course(workshop, course)

    def show_steps(self, *, can_go_on: bool, can_go_back: bool, can_add: bool) -> None:
        """Enable what moves the agenda; a button that cannot says why in its tooltip."""
        t = self.texts
        for made, can, words, why in (
            (self.next, can_go_on, t("Next agenda item (F9)"), t("This is the last agenda item")),
            (
                self.back,
                can_go_back,
                t("Back to the agenda item before (Shift+F9)"),
                t("The agenda has not begun"),
            ),
            (self.more, can_add, t("Five minutes more for this agenda item (Ctrl+F9)"), t("No agenda yet")),
        ):
            made.setEnabled(can)
            made.setToolTip(words if can else why)

    def show_pace(self, pace: Pace) -> None:
        """Show how many case types are done, and whether the room keeps up: a mark and words."""
        each_shown = None if pace.minutes_each is None else round(pace.minutes_each, 1)
        shown = (pace.n_done, pace.n, pace.standing, each_shown)
        if shown == self._pace_shown:
            return
        self._pace_shown = shown
        t = self.texts
        done = t("{done} of {n} case types done", done=t.number(pace.n_done), n=t.number(pace.n))
        _say(self.done, done if pace.n else t("No case types on the list"))
        each = ""
        if pace.minutes_each is not None:
            each = t("{n} min per case type", n=t.number(pace.minutes_each, 1))
        words = {
            "empty": t("put some in under Prepare"),
            "before": t("planned"),
            "on_pace": t("on pace"),
            "behind": t("behind"),
            "after": t("the rest goes home with its owners"),
            "done": t("all done"),
        }[pace.standing]
        text = t("{standing} · {pace}", standing=words, pace=each) if each else words
        _say(self.pace, text)
        why = t("The pace is minutes left for breaking down, for each case type left.")
        self.pace.setToolTip(t("{pace}. {why}", pace=text, why=why))
        icons = {
            "on_pace": ("check-circle-outline", "ok"),
            "done": ("check-circle-outline", "ok"),
            "behind": ("clock-alert-outline", "warning"),
        }
        icon, tone = icons.get(pace.standing, ("timer-outline", "text2"))
        if icon != self._pace_icon_is:
            self._pace_icon_is = icon
            size = self.look.px(16)
            self.pace_icon.setPixmap(self.look.icon_in(icon, tone).pixmap(QSize(size, size)))


def _say(shown: QLabel, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)
