"""The fixed line under a table that answers while somebody types: what was understood, offers, what to press.

It never grows and never moves anything. What does not fit is elided; keys give way first, the whole text is in
the tooltip and in what a screen reader hears.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon

HEIGHT = 40


@dataclass(frozen=True)
class Hint:
    """What the line says: an icon, words in semibold, words, and keys with what each does.

    ``tone`` is the icon's colour token. ``is_offer`` gives the line the soft accent ground.
    """

    text: str = ""
    strong: str = ""
    icon: str = ""
    tone: str = "text2"
    keys: tuple[tuple[str, str], ...] = ()
    is_offer: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        said = " ".join(part for part in (self.strong, self.text) if part)
        keys = ", ".join(f"{key}: {word}" for key, word in self.keys)
        return f"{said} {keys}".strip()


class AssistLine(QWidget):
    """The line. :meth:`say` shows a hint; the same hint again costs nothing."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.hint = Hint()
        self._spots: list[tuple[QRect, str]] = []
        self.setFixedHeight(look.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.texts("Assist line"))

    def say(self, hint: Hint) -> None:
        """Show ``hint`` in place of what stood there."""
        if hint == self.hint:
            return
        self.hint = hint
        self.setToolTip(hint.spoken)
        self.setAccessibleDescription(hint.spoken)
        if QAccessible.isActive() and hint.spoken:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, hint.spoken))
        self.update()

    def _keys(self, painter: QPainter, right: int) -> int:
        """Paint as many keys as fit into two thirds of the line, from the right; return where they begin."""
        look, least = self.look, self.width() // 3
        framed, plain = look.font("caption"), look.font("small")
        of_frame, of_word = QFontMetrics(framed), QFontMetrics(plain)
        shown: list[tuple[str, str, int, int]] = []
        at = right
        for key, word in self.hint.keys:
            wide = of_frame.horizontalAdvance(key) + look.px(12)
            whole = wide + look.px(6) + of_word.horizontalAdvance(word) + look.px(16)
            if at - whole < least:
                break
            shown.append((key, word, wide, whole))
            at -= whole
        left = at
        for key, word, wide, whole in shown:
            box = QRect(at, (self.height() - look.px(20)) // 2, wide, look.px(20))
            painter.setPen(QPen(look.color("edge"), 1))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(box, look.px(4), look.px(4))
            painter.setFont(framed)
            painter.setPen(look.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            painter.setFont(plain)
            words = QRect(box.right() + look.px(6), 0, whole, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
            at += whole
        return left

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(400), self.look.px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("selection" if self.hint.is_offer else "surface"))
        painter.fillRect(QRect(0, 0, self.width(), 1), look.color("line"))
        right = self._keys(painter, self.width()) - look.px(16)
        left = look.px(16)
        if self.hint.icon:
            size = look.px(18)
            spot = QRect(left, (self.height() - size) // 2, size, size)
            paint_icon(painter, spot, self.hint.icon, look.color(self.hint.tone))
            left += size + look.px(10)
        painter.setPen(look.color("text"))
        for text, use in ((self.hint.strong, "strong"), (self.hint.text, "body")):
            if not text or left >= right:
                continue
            font = look.font(use)  # type: ignore[arg-type]
            measure = QFontMetrics(font)
            shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
            painter.setFont(font)
            painter.drawText(
                QRect(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, shown
            )
            left += measure.horizontalAdvance(shown + " ")
