"""What the room sees: big type on white paper, in a window of its own on the second screen.

The room is shown values that were made for it (:class:`Slide`), never the project itself: what a slide does not hold
cannot be shown. It keeps its last slide until it is handed another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from workbench.export.palette import level_name
from workbench.ui.look import LIGHT, Look
from workbench.ui.widgets.chips import HEIGHT, chip_width, paint_chip

ROWS = 6
"""How many steps the room sees at most."""
_WIDTH, _HEIGHT = 1920, 1080
_CHIP = 38 / 12
"""A chip's scale at 1080 lines: its text of 12 px becomes the smallest that the room can read."""
_LEFT, _RIGHT = 72, 1848
_SMALLER = (56, 48, 44, 38)
"""Sizes that a text too long for its line is tried in; nothing on the wall is smaller than the last."""


@dataclass(frozen=True)
class SlideRow:
    """A line on the wall: a step with its level, or something that was agreed."""

    text: str
    number: str = ""
    level: int | None = None
    right: str = ""
    is_active: bool = False
    has_boundary: bool = False


@dataclass(frozen=True)
class Slide:
    """What the room sees of the work. ``columns``: steps per level 1-8, for the level board."""

    title: str
    side: str = ""
    rows: tuple[SlideRow, ...] = ()
    columns: tuple[int, ...] = ()
    question: str = ""
    foot: str = ""
    counts: str = ""


@dataclass(frozen=True)
class Timing:
    """The top line: the agenda item, the share of its time that is gone, how far, and the time left."""

    item: str = ""
    share: float = 0.0
    progress: str = ""
    left: str = ""


@dataclass(frozen=True)
class Written:
    """A text that is painted, in a box of 1920 x 1080."""

    text: str
    box: QRect
    pixels: float
    weight: int = 400
    tone: str = "text"
    is_right: bool = False
    lines: int = 1


@dataclass(frozen=True)
class Filled:
    """An area of one colour; with ``is_frame`` only its edge."""

    box: QRect
    tone: str
    is_frame: bool = False


@dataclass(frozen=True)
class Chip:
    """A level's chip with its left top corner."""

    level: int
    at: QPoint


Drawn = Written | Filled | Chip


def drawing(slide: Slide | None, timing: Timing, look: Look) -> Iterator[Drawn]:
    """Yield everything that is painted for ``slide``, at 1920 x 1080. There is no other way onto the wall."""
    yield from _top(timing, look)
    if slide is None:
        return
    side = QFontMetrics(_font(look, 44)).horizontalAdvance(slide.side) if slide.side else 0
    yield Written(slide.title, QRect(_LEFT, 136, _RIGHT - _LEFT - side - 40, 100), 68, 700)
    if slide.side:
        yield Written(
            slide.side, QRect(_RIGHT - side - 8, 150, side + 8, 90), 44, 400, "text2", is_right=True
        )
    yield Filled(QRect(_LEFT, 248, _RIGHT - _LEFT, 3), "text")
    foot_top = 985
    room_ends = foot_top - 10
    if slide.question:
        box = QRect(_LEFT, 872, _RIGHT - _LEFT, 104)
        yield Filled(box, "accent", is_frame=True)
        yield Written(slide.question, box.adjusted(32, 6, -32, -6), 40, 600, lines=2)
        room_ends = box.top() - 16
    if slide.columns:
        yield from _levels(slide, room_ends)
    else:
        yield from _rows(slide, room_ends, look)
    counts = QFontMetrics(_font(look, 38)).horizontalAdvance(slide.counts) + 8 if slide.counts else 0
    yield Written(slide.foot, QRect(_LEFT, foot_top, _RIGHT - _LEFT - counts - 40, 70), 38, 400, "text2")
    yield Written(slide.counts, QRect(_RIGHT - counts, foot_top, counts, 70), 38, 400, "text2", is_right=True)


def _top(timing: Timing, look: Look) -> Iterator[Drawn]:
    if not timing.left:
        return
    item = min(700, QFontMetrics(_font(look, 38)).horizontalAdvance(timing.item) + 8)
    left = QFontMetrics(_font(look, 64, 700)).horizontalAdvance(timing.left) + 8
    progress = QFontMetrics(_font(look, 38)).horizontalAdvance(timing.progress) + 8 if timing.progress else 0
    yield Written(timing.item, QRect(_LEFT, 46, item, 70), 38)
    yield Written(timing.left, QRect(_RIGHT - left, 36, left, 84), 64, 700, is_right=True)
    bar_left, bar_right = _LEFT + item + 32, _RIGHT - left - progress - 72
    if timing.progress:
        yield Written(timing.progress, QRect(bar_right + 36, 46, progress, 70), 38)
    if bar_right - bar_left > 60:
        bar = QRect(bar_left, 72, bar_right - bar_left, 18)
        yield Filled(QRect(bar.left(), bar.top(), round(bar.width() * timing.share), bar.height()), "accent")
        yield Filled(bar, "text", is_frame=True)


def _rows(slide: Slide, room_ends: int, look: Look) -> Iterator[Drawn]:
    shown = slide.rows[:ROWS]
    if not shown:
        return
    height = min(106, (room_ends - 252) // len(shown))
    chips = _chip_look(look)
    has_levels = any(row.level is not None for row in shown)
    wide = max((chip_width(chips, row.level) for row in shown if row.level), default=0)
    measure = QFontMetrics(_font(look, 38, 600))
    beside = min(430, max((measure.horizontalAdvance(row.right) for row in shown), default=0)) + 32
    middle = _RIGHT - beside - wide if has_levels else _RIGHT
    right = middle + wide + 16
    for at, row in enumerate(shown):
        top = 252 + at * height
        box = QRect(_LEFT, top, _RIGHT - _LEFT, height)
        if row.is_active:
            yield Filled(box, "selection")
            yield Filled(QRect(box.left(), top, 9, height), "accent")
        weight = 600 if row.is_active else 400
        if row.number:
            yield Written(row.number, QRect(_LEFT + 18, top, 56, height), 40, 500, "text2")
        start = _LEFT + (80 if row.number else 24)
        end = middle if has_levels or row.right else _RIGHT
        yield Written(row.text, QRect(start, top, end - start - 24, height), 44, weight, lines=2)
        if row.level is not None:
            yield Chip(row.level, QPoint(middle, top + (height - chips.px(HEIGHT)) // 2))
        if row.right:
            yield Written(row.right, QRect(right, top, _RIGHT - 8 - right, height), 38, weight, is_right=True)
        thick = 9 if row.has_boundary else 1
        tone = "text" if row.has_boundary else "line"
        yield Filled(QRect(_LEFT, top + height - thick, _RIGHT - _LEFT, thick), tone)


def _levels(slide: Slide, room_ends: int) -> Iterator[Drawn]:
    """The board on the wall: levels 1-4 to the left of the boundary, 5-8 to its right, each with its count."""
    height = (room_ends - 272) // 4
    middle = (_LEFT + _RIGHT) // 2
    most = max((*slide.columns, 1))
    for level, count in enumerate(slide.columns, 1):
        is_left = level <= 4
        left = _LEFT if is_left else middle + 60
        top = 272 + (level - 1) % 4 * height
        yield Chip(level, QPoint(left, top + (height - 63) // 2))
        yield Written(str(count), QRect(left + 390, top, 90, height), 44, 600, is_right=True)
        room = (middle - 60 if is_left else _RIGHT) - left - 510
        if count:
            yield Filled(QRect(left + 510, top + height // 2 - 18, max(4, room * count // most), 36), "text2")
    yield Filled(QRect(middle - 5, 272, 9, 4 * height), "text")


def _font(look: Look, pixels: float, weight: int = 400) -> QFont:
    return look.font_of(pixels / look.scale, weight)


def _chip_look(look: Look) -> Look:
    return replace(look, theme=LIGHT, scale=_CHIP)


class Projector(QWidget):
    """The window of the room. ``closed`` says that somebody closed it."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = replace(look, theme=LIGHT, scale=1.0)
        self.texts = look.texts
        self.slide: Slide | None = None
        self.timing = Timing()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(self.texts("Projector"))
        self.setAccessibleName(self.texts("What the room sees"))
        self.resize(960, 540)

    def show_slide(self, slide: Slide | None) -> None:
        """Let the room see ``slide``; None keeps what it sees: the operator is somewhere that is not for the room."""
        if slide is not None and slide != self.slide:
            self.slide = slide
            self.setAccessibleDescription(". ".join(self.painted_texts()))
            self.update()

    def show_timing(self, timing: Timing) -> None:
        """Show the top line; called every second."""
        if timing != self.timing:
            self.timing = timing
            self.update(QRect(0, 0, self.width(), self.height() // 8))

    def show_on_second_screen(self) -> bool:
        """Fill the second screen; with one screen be a window like any other. Return whether there is a second."""
        screens = QGuiApplication.screens()
        others = [one for one in screens if one is not QGuiApplication.primaryScreen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        return bool(others)

    def painted_texts(self) -> tuple[str, ...]:
        """Return every text that stands on the wall: of the very drawing that is painted."""
        found = []
        for one in drawing(self.slide, self.timing, self.look):
            if isinstance(one, Written) and one.text:
                found.append(one.text)
            elif isinstance(one, Chip):
                found.append(level_name(one.level, self.texts))
        return tuple(found)

    def _paint(self, painter: QPainter, one: Drawn, chips: Look) -> None:
        if isinstance(one, Chip):
            paint_chip(painter, chips, one.at, one.level, is_light=True)
        elif isinstance(one, Filled):
            color = self.look.color(one.tone)
            if one.is_frame:
                painter.setPen(QPen(color, 5 if one.box.height() > 40 else 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(
                    one.box, 12 if one.box.height() > 40 else 5, 12 if one.box.height() > 40 else 5
                )
            else:
                painter.fillRect(one.box, color)
        else:
            self._write(painter, one)

    def _write(self, painter: QPainter, one: Written) -> None:
        """Write a text as large as it should be, smaller where it does not fit, then on two lines, then elided."""
        font, measure = self.look.font_of(one.pixels, one.weight), QFontMetrics(painter.font())
        for pixels in (one.pixels, *(size for size in _SMALLER if size < one.pixels)):
            font = self.look.font_of(pixels, one.weight)
            measure = QFontMetrics(font)
            if measure.horizontalAdvance(one.text) <= one.box.width():
                break
        lines = _broken(one.text, measure, one.box.width(), one.lines)
        painter.setFont(font)
        painter.setPen(self.look.color(one.tone))
        side = Qt.AlignmentFlag.AlignRight if one.is_right else Qt.AlignmentFlag.AlignLeft
        height = one.box.height() if len(lines) == 1 else 46
        top = one.box.top() if len(lines) == 1 else one.box.center().y() - 46
        for text in lines:
            area = QRect(one.box.left(), top, one.box.width(), height)
            painter.drawText(
                area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text
            )
            top += height

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), self.look.color("surface"))
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        painter.translate((self.width() - _WIDTH * scale) / 2, (self.height() - _HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        chips = _chip_look(self.look)
        for one in drawing(self.slide, self.timing, self.look):
            self._paint(painter, one, chips)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def _broken(text: str, measure: QFontMetrics, width: int, lines: int) -> list[str]:
    """Return ``text`` on at most ``lines`` lines (1 or 2); what does not fit on the last is elided."""
    if lines == 1 or measure.horizontalAdvance(text) <= width:
        return [measure.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    words = text.split()
    first = ""
    while words and measure.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = measure.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return [first, rest] if first else [rest]
