"""The strip below the capture table: asking for what is noted beside it, and taking up what was being typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from workbench.ui.pages.workshop import entries
from workbench.ui.pages.workshop.entry_strip import HEIGHT, EntryStrip
from workbench.ui.pages.workshop.sheet import Sheet
from workbench.ui.pages.workshop.typed_last import drafts_in, place_in
from workbench.ui.pages.workshop.writing import Writing
from workbench.ui.widgets.assist_line import AssistLine


class Asking:
    """Shows the strip in the assist line's place, and keeps what stands in it as drafts."""

    def __init__(self, sheet: Sheet, writing: Writing, assist: AssistLine) -> None:
        self.sheet, self.writing, self.assist = sheet, writing, assist
        self.workspace, self.texts = sheet.workspace, sheet.look.texts
        self.strip = EntryStrip(sheet.look)
        self.ended: Callable[[], None] = lambda: None
        self._entry: entries.Entry | None = None
        self.below = QStackedWidget()
        self.below.addWidget(assist)
        self.below.addWidget(self.strip)
        self.below.setFixedHeight(sheet.look.px(HEIGHT))
        self.strip.closed.connect(self.close_entry)
        self.strip.typed.connect(self._note_entry)

    @property
    def field(self) -> QLineEdit | None:
        """The field of the strip that was written in last; None while nothing is asked."""
        if self._entry is None:
            return None
        fields = list(self.strip.fields.values())
        return next((one for one in reversed(fields) if one.text()), fields[0])

    def open_entry(self, entry: entries.Entry) -> None:
        """Ask something in the strip below the table."""
        if self.writing.editor is not None and not self.writing.save():
            return
        self._entry = entry
        self.below.setCurrentWidget(self.strip)
        self.strip.ask(entry.form, self._save_entry)

    def close_entry(self) -> None:
        """Close the strip; the keyboard goes back to the table."""
        entry, self._entry = self._entry, None
        if entry is None:
            return
        for field in entry.form.fields:
            self.workspace.typing(self._entry_place(entry, field.key), None)
        self.below.setCurrentWidget(self.assist)
        self.sheet.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended()

    def _save_entry(self, said: Mapping[str, str]) -> str:
        made = self._entry.made(said) if self._entry is not None else ""
        if isinstance(made, str):
            return made
        return "" if self.sheet.do(made) else self.texts("This could not be saved; nothing is lost.")

    def _note_entry(self, field: str, text: str) -> None:
        if self._entry is not None:
            self.workspace.typing(self._entry_place(self._entry, field), text)

    def _entry_place(self, entry: entries.Entry, field: str) -> str:
        return place_in("entry", self.workspace, entry.form.place, field)

    def entry_of(self, kind: str, key: str = "") -> entries.Entry | None:
        """Return the entry of a kind for the current row, or the one with this key."""
        workshop, texts = self.sheet.workshop, self.texts
        row = self.sheet.row(key) if key else None
        rows = (row,) if row is not None else self.sheet.chosen
        steps = tuple(one for one in rows if one.step is not None)
        if kind == "disagreement":
            return entries.disagreement(steps[0], texts) if steps else None
        if kind == "step_decision":
            return entries.step_decision(steps, texts) if steps else None
        if kind == "parking" and steps and not key.isdigit():
            return entries.park_steps(steps, texts)
        if workshop is None:
            return None
        at = int(key) if key.isdigit() else None
        if kind == "parking":
            return entries.to_the_lot(workshop, texts, at)
        if kind == "decision":
            return entries.decision(workshop, texts, at)
        return entries.question(workshop, texts, dt.datetime.now(dt.UTC).astimezone().date())

    def take_up_drafts(self) -> None:
        """Open what was being typed when the program was last killed; nothing is asked."""
        for (row, column), text in drafts_in("capture", self.workspace).items():
            if self.writing.editor is not None:
                self.sheet.writer.odd[row, column] = text
            elif not self.writing.take_up(row, column, text):
                self.workspace.typing(place_in("capture", self.workspace, row, column), None)
        if self.writing.editor is not None:
            return
        asked: dict[str, dict[str, str]] = {}
        for (place, name), text in drafts_in("entry", self.workspace).items():
            asked.setdefault(place, {})[name] = text
        for form, texts in asked.items():
            kind, _, key = form.partition("/")
            self.sheet.go_to(key, "name")
            entry = self.entry_of(kind, key)
            if entry is not None:
                self.open_entry(entry)
                for field, text in texts.items():
                    if field in self.strip.fields:
                        self.strip.fields[field].setText(text)
                        self._note_entry(field, text)
                return
