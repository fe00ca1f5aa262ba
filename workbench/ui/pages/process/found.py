"""What was found about the case type or the step: what, where and why, and a link that goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workbench.analysis.results import Finding
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.widgets.parts import boxed, column, label, link, on_ground, row

ICONS = {"error": "alert-circle-outline", "warning": "alert-outline", "advice": "lightbulb-outline"}
TONES = {"error": "error", "warning": "warning", "advice": "info"}


class _Sign(QWidget):
    """The severity's icon."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.severity = look, "advice"
        self.setFixedSize(look.px(20), look.px(20))

    def show_severity(self, severity: str) -> None:
        words = {
            "error": self.look.texts("Error"),
            "warning": self.look.texts("Warning"),
            "advice": self.look.texts("Advice"),
        }
        self.severity = severity
        self.setToolTip(words[severity])
        self.setAccessibleName(words[severity])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_icon(painter, self.rect(), ICONS[self.severity], self.look.color(TONES[self.severity]))


class _Line(QWidget):
    def __init__(self, look: Look, goes: Callable[[Finding], None]) -> None:
        super().__init__()
        self.look, self._goes = look, goes
        self.finding: Finding | None = None
        self.sign = _Sign(look)
        self.what = label(look, "", "strong", wraps=True)
        self.remedy = label(look, "", "small", "text2", wraps=True)
        self.there = link(look, look.texts("Go there"), self._go)
        on_ground(self, "surface")
        words = column(self.what, self.remedy, spacing=look.px(2))
        side = row(
            column(self.sign, None), words, column(self.there, None), spacing=look.px(10),
            margins=(look.px(14), look.px(8), look.px(12), look.px(8)),
        )  # fmt: skip
        side.setStretch(1, 1)
        self.setLayout(side)

    def show_finding(self, finding: Finding) -> None:
        t = self.look.texts
        if finding == self.finding:
            return
        self.finding = finding
        self.sign.show_severity(finding.severity)
        what = t.message(finding.what)
        self.what.setText(what)
        self.remedy.setText(t.message(finding.remedy))
        self.there.setAccessibleName(t("Go there: {what}", what=what))
        self.update()

    def _go(self) -> None:
        if self.finding is not None:
            self._goes(self.finding)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.color("surface"))
        tone = TONES[self.finding.severity] if self.finding else "line"
        painter.fillRect(QRect(0, 0, self.look.px(3), self.height()), self.look.color(tone))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), self.look.color("line"))


class FindingLines(QWidget):
    """Findings below each other; with ``most`` given the rest is behind a link."""

    def __init__(self, look: Look, goes: Callable[[Finding], None], most: int = 0) -> None:
        super().__init__()
        self.look, self._goes, self.most = look, goes, most
        self._rows: list[_Line] = []
        self._findings: Sequence[Finding] = ()
        self._shows_all = False
        self.setAccessibleName(look.texts("Findings"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        whole.addLayout(self._lines)
        self._more = link(look, "", self._toggle)
        self._foot = boxed(
            row(self._more, None, margins=(look.px(16), look.px(4), look.px(8), look.px(4))), "surface"
        )
        whole.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[_Line]:
        """The lines in sight."""
        return [one for one in self._rows if not one.isHidden()]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show ``findings``, gravest first."""
        self._findings = findings
        self._fill()

    def show_most(self, most: int) -> None:
        """Show at most so many before the link (0: all, -1: only the link)."""
        if most != self.most:
            self.most = most
            self._fill()

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._fill()

    def _fill(self) -> None:
        t = self.look.texts
        some = self._findings if not self.most or self._shows_all else self._findings[: max(0, self.most)]
        some = some[:40]
        while len(self._rows) < len(some):
            made = _Line(self.look, self._goes)
            self._rows.append(made)
            self._lines.addWidget(made)
        for at, one in enumerate(self._rows):
            if at < len(some):
                one.show_finding(some[at])
            one.setVisible(at < len(some))
        more = len(self._findings) - max(0, self.most) if self.most else 0
        self._foot.setVisible(more > 0)
        if more > 0:
            words = t.plural("{n} finding about the case type", "{n} findings about the case type", more)
            if self._shows_all:
                words = t("Show fewer findings")
            elif self.most > 0:
                words = t.plural("{n} more finding", "{n} more findings", more)
            self._more.setText(words)
        self.setVisible(bool(self._findings))
