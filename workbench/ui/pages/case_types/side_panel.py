"""What is known of the chosen case types: one row field by field, many rows what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.analysis.place import Place, place_of
from workbench.analysis.results import Finding
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.ui.look import Look
from workbench.ui.turns import Turns
from workbench.ui.widgets.chips import HEIGHT, chip_width, paint_chip
from workbench.ui.widgets.parts import (
    boxed,
    column,
    label,
    line,
    link,
    named,
    on_ground,
    row,
    set_tone,
)
from workbench.ui.workspace import Workspace

_LONG = ("description", "purpose", "scope_reason", "identification", "may_be_said", "never_do", "note")
_SHORT = ("target_group", "law", "web_page")
_MOST_FINDINGS = 8
_ICONS = {"error": "alert-circle-outline", "warning": "alert-outline", "advice": "lightbulb-outline"}


def place_of_typing(case_type: str, field: str) -> str:
    """Return the address under which what is typed into a field is kept until it is taken."""
    return f"case_types:{case_type}:{field}"


def read_place(place: str) -> tuple[str, str]:
    """Return the case type and the field of such an address; two empty texts for any other."""
    page, _, rest = place.partition(":")
    case_type, _, field = rest.partition(":")
    return (case_type, field) if page == "case_types" else ("", "")


class StepChips(QWidget):
    """A case type's steps below each other, each with its chip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._steps: Sequence[Step] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show ``steps`` in their order."""
        self._steps = steps
        t = self.look.texts
        self.setAccessibleName(t("Steps: {list}", list=", ".join(step.title for step in steps)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(26) * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        look, high = self.look, self.look.px(26)
        wide = max((chip_width(look, s.level) for s in self._steps if s.level), default=0) + look.px(8)
        painter.setFont(look.font("small"))
        for at, step in enumerate(self._steps):
            top = at * high
            if step.level:
                place = self.rect().topLeft()
                place.setY(top + (high - look.px(HEIGHT)) // 2)
                paint_chip(painter, look, place, step.level)
            painter.setPen(look.color("text"))
            area = self.rect().adjusted(wide, 0, 0, 0)
            area.setTop(top)
            area.setHeight(high)
            words = painter.fontMetrics().elidedText(step.title, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)


class _FindingLine(QWidget):
    """What was found and a way there; shows another finding when there is one."""

    def __init__(self, look: Look, goes: Callable[[Finding], None]) -> None:
        super().__init__()
        self.look = look
        self._finding: Finding | None = None
        self._picture = label(look)
        self._what = label(look, "", "small", wraps=True)
        self._there = link(
            look, look.texts("Go there"), lambda: goes(self._finding) if self._finding is not None else None
        )
        top = row(self._picture, self._what)
        top.setStretch(1, 1)
        whole = column(top, spacing=look.px(4))
        whole.addWidget(self._there, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)

    def show_finding(self, finding: Finding) -> None:
        """Show ``finding``."""
        before, self._finding = self._finding, finding
        look, t = self.look, self.look.texts
        if before is None or before.severity != finding.severity:
            tone = {"error": "error", "warning": "warning"}.get(finding.severity, "info")
            size = look.px(18)
            self._picture.setPixmap(look.icon_in(_ICONS[finding.severity], tone).pixmap(size, size))
        what = t.message(finding.what)
        if what != self._what.text():
            self._what.setText(what)
            self._there.setAccessibleName(t("Go there: {what}", what=what))


class SidePanel(QWidget):
    """The panel. ``change`` is called with the changes for all chosen rows."""

    def __init__(self, look: Look, workspace: Workspace, change: Callable[[dict[str, Any]], object]) -> None:
        super().__init__()
        self.look, self.workspace, self.texts = look, workspace, look.texts
        self._change = change
        self.chosen: tuple[CaseType, ...] = ()
        self._shown_findings: tuple[Finding, ...] = ()
        self._lines: list[_FindingLine] = []
        self._turns = Turns(self, workspace.background)
        on_ground(self, "surface")
        t = self.texts
        self.setAccessibleName(t("The chosen case types"))
        self.title = label(look, "", "section", wraps=True)
        self.about = label(look, "", "small", "text2", wraps=True)
        self._process = link(look, t("Open the process"), self._open_process)
        self._volumes = link(look, t("Open the volumes"), self._open_volumes)
        self._steps = StepChips(look)
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._internal = QCheckBox(t("Internal callers"))
        self._internal.clicked.connect(lambda on: self._change({"is_internal": bool(on)}))
        self._findings = QVBoxLayout()
        self._findings.setSpacing(look.px(4))
        edge = look.px(16)
        inner = column(
            self.title,
            self.about,
            row(self._process, self._volumes, None),
            self._steps,
            line(look),
            margins=(edge, edge, edge, edge),
        )
        for key, words in self._words().items():
            field: QLineEdit | QPlainTextEdit = QPlainTextEdit() if key in _LONG else QLineEdit()
            self._prepare(key, words, field)
            inner.addWidget(label(look, words, "small", "text2"))
            inner.addWidget(field)
        inner.addWidget(self._internal)
        inner.addWidget(line(look))
        inner.addLayout(self._findings)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(boxed(inner, "surface"))
        area.setAccessibleName(t("The chosen case types"))
        self.setLayout(column(area))
        self.setMinimumWidth(look.px(280))

    def _words(self) -> dict[str, str]:
        t = self.texts
        return {
            "description": t("Description"),
            "purpose": t("Purpose"),
            "target_group": t("Target group"),
            "contacts_per_case": t("Contacts per case"),
            "scope_reason": t("Reason for being in or out"),
            "identification": t("How the caller is identified"),
            "may_be_said": t("What may be said"),
            "never_do": t("What customer service never does"),
            "law": t("Law"),
            "web_page": t("Web page"),
            "note": t("Note"),
        }

    def _prepare(self, key: str, words: str, field: QLineEdit | QPlainTextEdit) -> None:
        named(field, words)
        self._fields[key] = field
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
            field.setFixedHeight(self.look.px(56))
            field.installEventFilter(self)
            field.textChanged.connect(lambda key=key: self._typing(key))
        else:
            field.editingFinished.connect(lambda key=key: self._commit(key))
            field.textEdited.connect(lambda _text, key=key: self._typing(key))

    def eventFilter(self, watched: Any, event: Any) -> bool:
        if event.type() == event.Type.FocusOut:
            key = next((name for name, field in self._fields.items() if field is watched), None)
            if key is not None:
                self._commit(key)
        return super().eventFilter(watched, event)

    def _typing(self, key: str) -> None:
        if len(self.chosen) == 1 and self._fields[key].hasFocus():
            self.workspace.typing(place_of_typing(self.chosen[0].id, key), self._text_of(key))

    def _text_of(self, key: str) -> str:
        field = self._fields[key]
        return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()

    def _shown(self, case_type: CaseType, key: str) -> str:
        value = getattr(case_type, key)
        if value is None:
            return ""
        return (
            self.texts.number(value, 2).rstrip("0").rstrip(",.") if isinstance(value, float) else str(value)
        )

    def _commit(self, key: str) -> None:
        if not self.chosen:
            return
        if len(self.chosen) == 1:
            self.workspace.typing(place_of_typing(self.chosen[0].id, key), None)
        text = self._text_of(key).strip()
        common = {self._shown(one, key) for one in self.chosen}
        if (len(common) == 1 and text == next(iter(common))) or (len(common) > 1 and not text):
            return
        if key != "contacts_per_case":
            self._change({key: text})
            return
        from workbench.capture.quantities import read_number

        read = read_number(text)
        if text and (read is None or read.likely < 1):
            set_tone(self.about, "error")
            self.about.setText(self.texts("Contacts per case is a number of at least 1. It stays as it was."))
            return
        self._change({key: None if read is None else read.likely})

    def show_chosen(self, chosen: tuple[CaseType, ...], findings: Sequence[Finding]) -> None:
        """Show these case types and what is found about them."""
        t = self.texts
        self.chosen = chosen
        set_tone(self.about, "text2")
        one = chosen[0] if len(chosen) == 1 else None
        self.setEnabled(bool(chosen))
        self.title.setText(one.name if one else t.plural("{n} chosen", "{n} chosen", len(chosen)))
        if not chosen:
            self.about.setText(t("Choose a row to see and change what is known of it."))
        elif one is None:
            self.about.setText(
                t("A field shows what they have in common. What you write goes to all of them.")
            )
        else:
            self.about.setText(t.plural("{n} step", "{n} steps", len(one.steps)))
        self._process.setVisible(one is not None)
        self._volumes.setVisible(one is not None)
        self._steps.setVisible(one is not None)
        self._steps.show_steps(one.steps if one else ())
        for key, field in self._fields.items():
            self._fill(key, field, chosen)
        self._internal.setChecked(bool(chosen) and all(item.is_internal for item in chosen))
        self._show_findings(findings)

    def _fill(self, key: str, field: QLineEdit | QPlainTextEdit, chosen: tuple[CaseType, ...]) -> None:
        values = {self._shown(item, key) for item in chosen}
        text = next(iter(values)) if len(values) == 1 else ""
        field.setPlaceholderText(self.texts("different") if len(values) > 1 else "")
        if field.hasFocus() or text == self._text_of(key):
            return
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        if tuple(findings) == self._shown_findings:
            return
        self._shown_findings = tuple(findings)
        few = self._shown_findings[:_MOST_FINDINGS]
        places = range(max(len(few), len(self._lines)))
        pieces = [partial(self._show_line, at, few[at] if at < len(few) else None) for at in places]
        if len(few) > len(self._lines):
            self._turns.take(*pieces)
            return
        self._turns.give_up()
        for piece in pieces:
            piece()

    def _show_line(self, at: int, finding: Finding | None) -> None:
        if at == len(self._lines):
            self._lines.append(_FindingLine(self.look, self._go_to_finding))
            self._findings.addWidget(self._lines[at])
        if finding is not None:
            self._lines[at].show_finding(finding)
        self._lines[at].setVisible(finding is not None)

    def _go_to_finding(self, finding: Finding) -> None:
        self.workspace.go_to(place_of(finding, self.workspace.project))

    def _open_process(self) -> None:
        if self.chosen:
            self.workspace.choose(case_type=self.chosen[0].id)
            self.workspace.go_to(Place("case_types", (self.chosen[0].id,), "steps"))

    def _open_volumes(self) -> None:
        if self.chosen:
            self.workspace.choose(case_type=self.chosen[0].id)
            self.workspace.go_to(Place("case_types", (self.chosen[0].id,), "volumes"))
