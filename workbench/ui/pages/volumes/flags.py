"""What else decides a case type's volumes: contacts per case, follow-ups, unneeded and misdirected contacts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from workbench.capture.quantities import read_minutes, read_number, read_share
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.text import N_, Message, message
from workbench.ui.look import Look
from workbench.ui.pages.volumes.grid import figure
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.parts import boxed, column, label, named

FIELDS = ("contacts_per_case", "follow_up_minutes", "failure_demand_share", "misdirected_share")


def read_flag(key: str, text: str, texts: Texts) -> tuple[dict[str, Any] | None, Message | None]:
    """Return (changes of the case type, None) or (None, why not) of what was typed into a field."""
    text, mark = text.strip(), decimal_mark(texts)
    if not text:
        return {key: None}, None
    if key == "follow_up_minutes":
        minutes = read_minutes(text, decimal_mark=mark)
        if minutes is None:
            return None, message(N_('"{text}" is no time: write 3, 3–5 or 90 s'), text=text)
        return {key: minutes.as_estimate().as_json()}, None
    if key == "contacts_per_case":
        number = read_number(text, decimal_mark=mark)
        if number is None or number.likely < 1:
            return None, message(N_("Contacts per case is 1 or more: the first contact counts too"))
        return {key: number.likely}, None
    share = read_share(text, decimal_mark=mark)
    if share is None:
        return None, message(N_('"{text}" is not a share: write 30 % or 0.3'), text=text)
    return {key: share.likely}, None


def flag_text(case_type: CaseType, key: str, texts: Texts) -> str:
    """Return what a field shows."""
    value = getattr(case_type, key)
    if value is None:
        return ""
    if key == "follow_up_minutes":
        low, high = figure(value.low, texts), figure(value.high, texts)
        return low if low == high else f"{low}–{high}"
    return figure(value, texts) if key == "contacts_per_case" else texts.percent(value)


class Flags(QWidget):
    """Four fields and a box. ``changed`` carries the fields of the case type, ``refused`` why a text was no use."""

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, texts = look, look.texts
        self._case_type: CaseType | None = None
        words = (
            (
                texts("Contacts per case"),
                texts("The first contact and those that follow up; 1 where nothing is said"),
            ),
            (texts("Minutes of a follow-up"), texts("Empty: as the first information step")),
            (
                texts("Need not have come"),
                texts("The share of contacts that something done earlier would have spared"),
            ),
            (texts("Misdirected"), texts("The share of contacts that belong somewhere else")),
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(8))
        self.fields: dict[str, QLineEdit] = {}
        self._cells: list[QWidget] = []
        for key, (name, hint) in zip(FIELDS, words, strict=True):
            field = QLineEdit()
            field.setFont(look.font())
            field.setToolTip(hint)
            field.setMinimumWidth(look.px(72))
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setPlaceholderText(texts("not said"))
            named(field, name, hint)
            field.editingFinished.connect(self._hearing(key))
            above = label(look, name, "small", "text2")
            above.setBuddy(field)
            self._cells.append(boxed(column(above, field, spacing=look.px(4))))
            self.fields[key] = field
        self.internal = QCheckBox(texts("Callers are the municipality's own staff"))
        self.internal.setFont(look.font())
        self.internal.clicked.connect(lambda is_on: self.changed.emit({"is_internal": bool(is_on)}))
        self._cells.append(boxed(column(None, self.internal)))
        self._in_a_row = 0
        self._arrange(len(self._cells))

    def _arrange(self, in_a_row: int) -> None:
        """Put so many fields side by side."""
        if in_a_row == self._in_a_row:
            return
        for at in range(max(in_a_row, self._in_a_row)):
            self._grid.setColumnStretch(at, 1 if at < in_a_row else 0)
        self._in_a_row = in_a_row
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // in_a_row, at % in_a_row)

    def show_case_type(self, case_type: CaseType | None) -> None:
        """Show the fields of ``case_type``; what somebody is typing in a field stays."""
        is_other = self._case_type is None or case_type is None or self._case_type.id != case_type.id
        self._case_type = case_type
        self.setEnabled(case_type is not None)
        for key, field in self.fields.items():
            text = "" if case_type is None else flag_text(case_type, key, self.look.texts)
            if is_other or not field.isModified():
                field.setText(text)
                field.setModified(False)
        self.internal.setChecked(case_type is not None and case_type.is_internal)

    def _hearing(self, key: str) -> Callable[[], None]:
        def heard() -> None:
            field, case_type = self.fields[key], self._case_type
            if not field.isModified() or case_type is None:
                return
            field.setModified(False)
            changes, problem = read_flag(key, field.text(), self.look.texts)
            if changes is None:
                field.setText(flag_text(case_type, key, self.look.texts))
                self.refused.emit(problem)
            else:
                self.changed.emit(changes)

        return heard

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where not all names fit side by side."""
        super().resizeEvent(event)
        gap, widths = self._grid.horizontalSpacing(), [cell.sizeHint().width() for cell in self._cells]
        if self.width() >= sum(widths) + gap * (len(widths) - 1):
            self._arrange(len(widths))
        else:
            self._arrange(3 if self.width() >= 3 * max(widths) + 2 * gap else 2)

    def minimumSizeHint(self) -> QSize:
        """Two fields side by side are always possible, so the pane may become that narrow."""
        return QSize(self.look.px(240), super().minimumSizeHint().height())
