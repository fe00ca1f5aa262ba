"""The strip below the capture table: asking for what is noted beside it, and taking up what was being typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from workbench.ui.pages.workshop import entries
from workbench.ui.pages.workshop.entry_strip import HEIGHT, EntryStrip
from workbench.ui.pages.workshop.sheet import Sheet
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
        return f"entry:{self.workspace.workshop or ''}:{entry.form.place}:{field}"

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

    def choose_drafts_workshop(self) -> None:
        """Choose the workshop in which somebody was typing when the program was last killed."""
        for place in self.workspace.drafts:
            parts = place.split(":")
            if len(parts) == 4 and parts[0] in ("capture", "entry") and parts[1] != self.workspace.workshop:
                if self.workspace.workshop_of(parts[1]) is not None:
                    self.workspace.choose(workshop=parts[1])
                return

    def take_up_drafts(self) -> None:
        """Open what was being typed when the program was last killed; nothing is asked."""
        asked: dict[str, dict[str, str]] = {}
        for place, text in tuple(self.workspace.drafts.items()):
            parts = place.split(":")
            if len(parts) != 4 or parts[1] != (self.workspace.workshop or ""):
                continue
            if parts[0] == "capture":
                if self.writing.editor is not None:
                    self.sheet.writer.odd[parts[2], parts[3]] = text
                elif not self.writing.take_up(parts[2], parts[3], text):
                    self.workspace.typing(place, None)
            elif parts[0] == "entry":
                asked.setdefault(parts[2], {})[parts[3]] = text
        if self.writing.editor is not None:
            return
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
