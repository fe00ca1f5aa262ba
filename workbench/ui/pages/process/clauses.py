"""The clauses under the map: what is handed over where, when it is complete, and when it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from workbench.analysis.results import Clause
from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.pages.process.shown import Shown
from workbench.ui.widgets.parts import boxed, column, label, link, on_ground, row


def clause_words(clause: Clause, texts: Texts) -> str:
    """Return what is agreed in a clause, and what still is not."""
    said = [one.strip().rstrip(".") for one in (clause.hands_over, clause.complete_when) if one.strip()]
    if clause.within:
        said.append(texts("How fast: {time}", time=clause.within.strip().rstrip(".")))
    if clause.return_path:
        said.append(texts("Return: {reason}", reason=clause.return_path.strip().rstrip(".")))
    if not said:
        return texts("Nothing is agreed yet: what is handed over, when it is complete, how fast.")
    return ". ".join(said) + "."


class _Number(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.number = look, ""
        self.setFixedSize(look.px(24), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color("text"))
        painter.drawRoundedRect(QRect(0, 0, self.width(), self.height()), self.look.px(3), self.look.px(3))
        painter.setPen(self.look.color("surface"))
        painter.setFont(self.look.font_of(12, 700))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.number)


class _Part(QWidget):
    def __init__(self, look: Look, goes: Callable[[str], None]) -> None:
        super().__init__()
        self.look = look
        self.flow = ""
        self.number = _Number(look)
        self.head = link(look, "", lambda: goes(self.flow))
        self.head.setFont(look.font("strong"))
        self.words = label(look, "", "small", "text2", wraps=True)
        text = column(self.head, self.words, None, spacing=look.px(2))
        edge = look.px(12)
        side = row(
            column(self.number, None), text, spacing=look.px(10), margins=(edge, edge, edge, look.px(8))
        )
        side.setStretch(1, 1)
        self.setLayout(side)
        self.setMinimumWidth(look.px(190))

    def show_clause(self, clause: Clause, title: str, texts: Texts) -> None:
        self.flow = clause.flow
        self.number.number = str(clause.number)
        self.number.setAccessibleName(texts("Clause {number}", number=clause.number))
        self.number.update()
        words = clause_words(clause, texts)
        self.head.setText(title)
        self.head.setAccessibleName(
            texts("Clause {number}: {title}. {words}", number=clause.number, title=title, words=words)
        )
        self.words.setText(words)


class ClauseStrip(QScrollArea):
    """Clauses side by side; with many of them the strip moves sideways."""

    def __init__(self, look: Look, goes: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self._goes = look, goes
        self._parts: list[_Part] = []
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(look.texts("Clauses of the agreement"))
        self.setFixedHeight(look.px(112))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setWidget(on_ground(boxed(self._box), "surface"))

    def show_clauses(self, shown: Shown, service: str) -> None:
        """Show the clauses of the case type; ``service`` is what customer service is called."""
        clauses: Sequence[Clause] = shown.clauses
        texts = self.look.texts
        names = {one.id: one.performer for one in shown.steps}
        while len(self._parts) < len(clauses):
            part = _Part(self.look, self._goes)
            self._parts.append(part)
            self._box.insertWidget(len(self._parts) - 1, part, 1)
        for at, part in enumerate(self._parts):
            if at < len(clauses):
                one = clauses[at]
                if one.goes_out:
                    title = texts("To {unit}", unit=names.get(one.target, ""))
                else:
                    title = texts("Back from {unit}", unit=names.get(one.source, service))
                part.show_clause(one, title, texts)
            part.setVisible(at < len(clauses))
        self.setVisible(bool(clauses))

    @property
    def parts(self) -> list[_Part]:
        """The clauses in sight."""
        return [one for one in self._parts if not one.isHidden()]
