"""What keys and actions mean in the capture table while no field is open, and the ones that mean the same always."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from workbench.ui.actions import BY_NAME
from workbench.ui.pages.workshop.rows import Row

if TYPE_CHECKING:
    from workbench.ui.pages.workshop.capture import CapturePane

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEVELS = {getattr(Qt.Key, f"Key_{n}"): n for n in range(1, 9)}
Act = Callable[[], object]


class TableKeys:
    """Takes the keys of the table and does the page's actions for it."""

    def __init__(self, pane: CapturePane) -> None:
        self.pane = pane
        self._by_keys: dict[str, str] = {}
        pane.editor_keys.shortcut = self.shortcut

    def commands(self) -> dict[str, Act]:
        """Return what can be done now, by the names of the table of actions."""
        pane = self.pane
        done: dict[str, Act] = {
            "insert.case_type": partial(pane.acts.new_row, "case_type"),
            "edit.paste": pane.acts.paste,
            "row.next_unfilled": partial(pane.acts.next_unfilled, 1),
            "row.previous_unfilled": partial(pane.acts.next_unfilled, -1),
            "row.fold_all": pane.sheet.fold_all,
            "row.accept": pane.acts.accept,
            **{f"row.level_{n}": partial(pane.acts.set_level, n) for n in range(1, 9)},
            "row.level_none": partial(pane.acts.set_level, None),
        }
        if pane.workshop is not None:
            done["insert.decision"] = partial(self._ask, "decision")
            done["insert.question"] = partial(self._ask, "question")
            done["insert.parking"] = partial(self._ask, "parking")
        if pane.sheet.case_types:
            done["insert.step"] = partial(pane.acts.new_row, "step")
        if pane.sheet.chosen:
            if pane.view.hasFocus():
                done["edit.copy"] = pane.view.copy
                done["edit.delete"] = pane.acts.remove
            done["edit.cell"] = self._edit
            done["row.indent"] = partial(self._shift, 1)
            done["row.outdent"] = partial(self._shift, -1)
            done["row.up"] = partial(pane.acts.move, -1)
            done["row.down"] = partial(pane.acts.move, 1)
            done["row.fold"] = self._fold
            done["insert.volume"] = self._volume
            done["go.next_case_type"] = partial(self._case_type, 1)
            done["go.previous_case_type"] = partial(self._case_type, -1)
        if any(row.step is not None for row in pane.sheet.chosen):
            done["insert.disagreement"] = partial(self._ask, "disagreement")
            done["row.decide"] = partial(self._ask, "step_decision")
        return done

    def key(self, event: QKeyEvent) -> bool:
        """Take a key that the table's view got; return whether it meant something here."""
        self.pane.is_said = False
        if self.shortcut(event):
            return True
        if self.pane.writing.editor is not None:
            return True
        here = self.pane.view.current()
        if here is None:
            return False
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            is_letter = bool(event.text()) and event.text().isprintable()
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if not (is_letter and event.modifiers() & both == both):  # AltGr writes letters
                return False
        return self._plain(event, *here)

    def shortcut(self, event: QKeyEvent) -> bool:
        """Do what the table of actions has for these keys; return whether there is anything now."""
        if not self._by_keys:
            self._by_keys = {
                keys: name
                for name, spec in BY_NAME.items()
                for keys in spec.shortcuts
                if name.partition(".")[0] in ("row", "insert", "edit", "go") and not spec.is_local
            }
        name = self._by_keys.get(QKeySequence(event.keyCombination()).toString())
        act = self.commands().get(name) if name is not None else None
        if act is None:
            return False
        act()
        return True

    def _plain(self, event: QKeyEvent, row: Row, column: str) -> bool:
        pane, key = self.pane, Qt.Key(event.key())
        if key in _ENTER:
            pane.editor_keys.new_row(pane.sheet.gap_below(row))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            is_back = key == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tab(row, column, -1 if is_back else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._sideways(row, column, 1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_F2:
            self._edit()
        elif key == Qt.Key.Key_Backspace:
            pane.writing.begin(row, column, "")
        elif column == "level" and (key in _LEVELS or key == Qt.Key.Key_0):
            pane.acts.set_level(_LEVELS.get(key))
        elif event.text() and event.text().isprintable():
            return self.open_for_input(event.text())
        else:
            return False
        return True

    def open_for_input(self, text: str) -> bool:
        """Open the field of the current cell with ``text`` in it; what cannot be typed into says so."""
        here = self.pane.view.current()
        if here is None:
            return False
        row, column = here
        wanted = column if column not in ("number", "state") else "name"
        if not self.pane.writing.begin(row, wanted, text):
            self.pane.acts.say_cannot_type(row, wanted)
        return True

    def _edit(self) -> None:
        here = self.pane.view.current()
        if here is not None and not self.pane.writing.begin(here[0], here[1]):
            self.pane.acts.say_cannot_type(*here)

    def _tab(self, row: Row, column: str, by: int) -> None:
        pane = self.pane
        if column != "name":
            pane.sheet.go_to(row.key, pane.sheet.next_cell(row, column, by) or column)
        elif row.gap is not None:
            if pane.writing.begin(row, "name", ""):
                pane.editor_keys.tab(by)
        else:
            pane.acts.shift(by)

    def _shift(self, by: int) -> None:
        if self.pane.writing.editor is not None:
            self.pane.editor_keys.tab(by)
        else:
            self.pane.acts.shift(by)

    def _sideways(self, row: Row, column: str, by: int) -> None:
        sheet = self.pane.sheet
        to = sheet.next_cell(row, column, by)
        if to is not None:
            sheet.go_to(row.key, to)
        elif by < 0 and column == "name" and row.case_type is not None:
            if row.kind == "step":
                sheet.go_to(row.case_type.id, "name")
            elif row.is_open:
                sheet.fold(row.key, is_open=False)

    def _fold(self) -> None:
        row = self._row()
        if row is not None and row.case_type is not None:
            self.pane.sheet.fold(row.case_type.id)

    def _volume(self) -> None:
        row = self._row()
        if row is not None and row.case_type is not None:
            self.pane.sheet.go_to(row.case_type.id, "volume")

    def _case_type(self, by: int) -> None:
        row = self._row()
        ids = [one.id for one in self.pane.sheet.case_types]
        owner = row.case_type.id if row is not None and row.case_type else ""
        at = ids.index(owner) + by if owner in ids else -1
        if 0 <= at < len(ids):
            self.pane.sheet.go_to(ids[at], "name")

    def _row(self) -> Row | None:
        here = self.pane.view.current()
        return here[0] if here else None

    def _ask(self, kind: str) -> None:
        entry = self.pane.asking.entry_of(kind)
        if entry is not None:
            self.pane.asking.open_entry(entry)
