"""The eight levels as chips that are put on or off: which of them move in a scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from workbench.export.palette import level_name
from workbench.model.rosa import DEFAULT_RULES, LEVELS, LevelRule, Movement
from workbench.ui.look import Look
from workbench.ui.widgets.chips import HEIGHT, chip_width, paint_chip
from workbench.ui.widgets.parts import column, label
from workbench.ui.widgets.wrapping import wrapping


class LevelChips(QWidget):
    """``takes`` hears the levels that shall hold, and says whether they do.

    A level that the rule table refuses says why it stays off.
    """

    def __init__(self, look: Look, takes: Callable[[tuple[int, ...]], bool]) -> None:
        super().__init__()
        self.look, self._takes = look, takes
        self.setAccessibleName(look.texts("Levels that move"))
        self._rules: dict[int, LevelRule] = {rule.level: rule for rule in DEFAULT_RULES}
        self.buttons = {level: _Chip(look, level, self._pressed) for level in LEVELS}
        self.reason = label(look, "", "small", "warning", wraps=True)
        self.reason.hide()
        self.setLayout(
            column(wrapping(*self.buttons.values(), spacing=look.px(6)), self.reason, spacing=look.px(4))
        )

    def show_levels(self, levels: Sequence[int], rules: Sequence[LevelRule]) -> None:
        """Show which levels move, by the project's rule table."""
        self._rules = {rule.level: rule for rule in (*DEFAULT_RULES, *rules)}
        t = self.look.texts
        for level, one in self.buttons.items():
            one.setChecked(level in levels)
            movement = self._rules[level].movement
            one.is_refused = movement is Movement.REFUSED
            said = level_name(level, t)
            state = t("moves") if level in levels else t("stays")
            one.setAccessibleName(f"{said}: {state}")
            one.setToolTip(self._why(level) or said)
            one.update()
        self.reason.hide()

    def _why(self, level: int) -> str:
        """Return what the rule table says against ``level``, if it does."""
        t, rule = self.look.texts, self._rules[level]
        if rule.movement is Movement.REFUSED:
            words = t("{level} stays: the rule table refuses it.", level=level_name(level, t))
        elif rule.movement is Movement.STAYS:
            words = t("{level} moves only step by step, with an exception.", level=level_name(level, t))
        else:
            return ""
        return f"{words} {rule.condition}".strip()

    def _pressed(self, level: int) -> None:
        chosen = {one for one, made in self.buttons.items() if made.isChecked()}
        if level in chosen and self._rules[level].movement is Movement.REFUSED:
            self.buttons[level].setChecked(False)
            self.reason.setText(self._why(level))
            self.reason.show()
            return
        if not self._takes(tuple(sorted(chosen))):
            self.buttons[level].setChecked(level not in chosen)
            return
        why = self._why(level) if level in chosen else ""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))


class _Chip(QToolButton):
    """A level's chip: filled where the level moves, a dashed outline where it stays."""

    def __init__(self, look: Look, level: int, pressed: Callable[[int], object]) -> None:
        super().__init__()
        self.look, self.level = look, level
        self.is_refused = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(level_name(level, look.texts))
        self.clicked.connect(lambda _checked=False: pressed(level))

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        edge = self.look.px(6)
        return QSize(chip_width(self.look, self.level) + edge, self.look.px(HEIGHT) + 2 * edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        edge = (self.height() - self.look.px(HEIGHT)) // 2
        if self.is_refused:
            painter.setOpacity(0.55)
        at = QPoint(self.look.px(3), edge)
        paint_chip(painter, self.look, at, self.level, is_suggested=not self.isChecked())
        if self.hasFocus():
            painter.setOpacity(1.0)
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), edge, edge)
        painter.end()
