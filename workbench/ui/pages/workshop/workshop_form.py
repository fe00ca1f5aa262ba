"""The form of a workshop, in its place on the page: title, department, unit, day, start, who leads it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.edits import Batch, ChangeItem
from workbench.model.programme import Workshop
from workbench.model.record import new_id
from workbench.model.text import N_
from workbench.ui.look import Look
from workbench.ui.pages.workshop.course import DEFAULT_AGENDA, Clock, add_workshop, agenda_items
from workbench.ui.pages.workshop.typed_last import place_in
from workbench.ui.widgets.parts import button, key_hint, label, named, row
from workbench.ui.workspace import Workspace

_TIME = re.compile(r"(\d{1,2})(?:\s*[.:,]?\s*(\d{2}))?")


def read_time(text: str) -> dt.time | None:
    """Return the time that ``text`` says (13, 13.30, 13:30, 1330), else None."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class WorkshopForm(QWidget):
    """A new workshop, or the particulars of one. ``done`` says that it is over, with or without an edit."""

    done = Signal()

    def __init__(self, workspace: Workspace, look: Look, clock: Clock) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self.clock = workspace, look, look.texts, clock
        self._of: Workshop | None = None
        t = self.texts
        self.heading = label(look, "", "section")
        self.title = QLineEdit()
        self.department, self.unit = QComboBox(), QComboBox()
        self.on, self.starts_at = QDateEdit(), QLineEdit()
        self.facilitator = QLineEdit()
        self.save = button(look, "", "check", is_main=True, does=self.keep)
        self.cancel = button(look, t("Cancel"), "close", does=self.done.emit)
        self._fields: tuple[tuple[str, QWidget], ...] = (
            (t("Title"), self.title),
            (t("Department"), self.department),
            (t("Unit"), self.unit),
            (t("Day"), self.on),
            (t("Begins at"), self.starts_at),
            (t("Led by"), self.facilitator),
        )
        self.on.setCalendarPopup(True)
        self.on.setDisplayFormat("yyyy-MM-dd")
        self.starts_at.setPlaceholderText(t("13:00"))
        self.starts_at.textChanged.connect(lambda _text: self._can_save())
        self.title.setPlaceholderText(t("The operation that it is about"))
        self.department.currentIndexChanged.connect(lambda _at: self._fill_units(None))
        self.title.textChanged.connect(lambda _text: self._can_save())
        self._typed = {"title": self.title, "starts_at": self.starts_at, "facilitator": self.facilitator}
        for name, field in self._typed.items():
            field.textEdited.connect(lambda text, name=name: self.workspace.typing(self._place(name), text))
        self.done.connect(self._forget)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        form = QFormLayout()
        form.setSpacing(look.px(8))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in self._fields:
            named(field, name)
            field.setFont(look.font())
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            words = label(look, name, "body", "text2")
            words.setBuddy(field)
            form.addRow(words, field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, look.px(8))
        whole.setSpacing(look.px(12))
        whole.addWidget(self.heading)
        whole.addLayout(form)
        whole.addLayout(row(self.save, self.cancel, None, key_hint(look, "Esc"), spacing=look.px(8)))
        self.setMaximumWidth(look.px(640))

    def open(self, workshop: Workshop | None) -> None:
        """Show the particulars of ``workshop``; None: a new one."""
        t, project = self.texts, self.workspace.project
        self._of = workshop
        self.heading.setText(t("Change the workshop") if workshop else t("New workshop"))
        self.save.setText(t("Keep the changes") if workshop else t("Make the workshop"))
        self.department.blockSignals(True)
        self.department.clear()
        for one in project.departments:
            self.department.addItem(one.name, one.id)
        wanted = workshop.department if workshop else self.workspace.department
        self.department.setCurrentIndex(max(0, self.department.findData(wanted)))
        self.department.blockSignals(False)
        self._fill_units(workshop.unit if workshop else None)
        now = self.clock().astimezone()
        day = (workshop.on if workshop else None) or now.date()
        self.on.setDate(QDate(day.year, day.month, day.day))
        start = (workshop.starts_at if workshop else None) or dt.time(13, 0)
        self.starts_at.setText(start.strftime("%H:%M"))
        self.title.setText(workshop.title if workshop else "")
        self.facilitator.setText(workshop.facilitator if workshop else "")
        self._can_save()
        self.title.setFocus()

    def _place(self, field: str) -> str:
        is_new = self._of is None
        return place_in(
            "prepare", self.workspace, f"form/{'new' if is_new else 'same'}", field, is_new=is_new
        )

    def _forget(self) -> None:
        for name in self._typed:
            self.workspace.typing(self._place(name), None)

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Show what stood in the fields when the program was last killed."""
        for name, text in texts.items():
            if name in self._typed:
                self._typed[name].setText(text)
                self.workspace.typing(self._place(name), text)

    def _fill_units(self, chosen: str | None) -> None:
        self.unit.clear()
        self.unit.addItem(self.texts("The whole department"), None)
        for one in self.workspace.project.units:
            if one.department == self.department.currentData():
                self.unit.addItem(one.name, one.id)
        self.unit.setCurrentIndex(max(0, self.unit.findData(chosen)))

    def _can_save(self) -> None:
        t = self.texts
        why = ""
        if not self.title.text().strip():
            why = t("Write a title first")
        elif self.department.currentData() is None:
            why = t("The project has no department yet: make one first")
        elif read_time(self.starts_at.text()) is None:
            why = t("Write the start as hours and minutes, such as 13:00")
        self.save.setEnabled(not why)
        self.save.setToolTip(why)

    def keep(self) -> None:
        """Make the edit: a new workshop with the agenda of three hours, or the changed fields of this one."""
        if not self.save.isEnabled():
            return
        day = self.on.date()
        values: dict[str, Any] = {
            "title": self.title.text().strip(),
            "department": self.department.currentData(),
            "unit": self.unit.currentData(),
            "on": dt.date(day.year(), day.month(), day.day()),
            "starts_at": read_time(self.starts_at.text()),
            "facilitator": self.facilitator.text().strip(),
        }
        if self._of is None:
            agenda = agenda_items(tuple(self.texts(title) for title, _ in DEFAULT_AGENDA))
            workshop = Workshop(id=new_id(), agenda=agenda, **values)
            if self.workspace.do(add_workshop(workshop), cause=self) is not None:
                self.workspace.choose(workshop=workshop.id)
                self.done.emit()
            return
        changed = self._of.changed(**values).as_json()
        wanted = {name: changed.get(name) for name in values if getattr(self._of, name) != values[name]}
        if "facilitator" in wanted:
            wanted["facilitator"] = values["facilitator"]
        if wanted:
            edit = ChangeItem(collection="workshops", id=self._of.id, changes=wanted)
            batch = Batch(name=N_("change workshop {name}"), values={"name": self._of.title}, edits=(edit,))
            if self.workspace.do(batch, cause=self) is None:
                return
        self.done.emit()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)
