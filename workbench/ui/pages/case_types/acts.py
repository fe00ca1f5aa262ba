"""What can be done with the chosen case types: each act asks in the strip where it must, and is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.capture.duplicates import DuplicatePair, pairs
from workbench.capture.names import known_names
from workbench.capture.paste import paste_rows, read_block
from workbench.edits.recipes import add_case_type, move_case_types
from workbench.edits.stored import Batch
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.text import ProjectError
from workbench.ui.pages.case_types.edits import levels_of_whole_cases, merged, removed, split
from workbench.ui.pages.case_types.strip import Asked, QuestionStrip
from workbench.ui.workspace import Workspace

_MANY = 20
"""From how many case types on a copy is kept before they are deleted at once."""


class CatalogueActs(QObject):
    """Makes the edits. ``said`` carries a text and its tone for the assist line, ``went_to`` ids of rows to choose."""

    said = Signal(str, str)
    went_to = Signal(tuple)

    def __init__(self, workspace: Workspace, texts: Texts, strip: QuestionStrip) -> None:
        super().__init__(strip)
        self.workspace, self.texts, self.strip = workspace, texts, strip

    def say(self, text: str, tone: str = "text2") -> None:
        """Say something in the assist line."""
        self.said.emit(text, tone)

    def _attempt(self, make: Callable[[], Batch]) -> bool:
        """Do what ``make`` returns; say why where it cannot be done."""
        try:
            batch = make()
        except ProjectError as problem:
            self.say(self.texts.message(problem.message), "warning")
            return False
        return self.workspace.do(batch) is not None

    def set_level(self, chosen: Sequence[CaseType], level: int | None) -> None:
        """Give case types of one step a level (None: none)."""
        self._attempt(lambda: levels_of_whole_cases(self.workspace.project, chosen, level))

    def delete(self, chosen: Sequence[CaseType]) -> None:
        """Remove case types and what cannot be without them."""
        if len(chosen) > _MANY:
            self.workspace.pin("bulk-delete")
        if chosen and self._attempt(lambda: removed(self.workspace.project, chosen)):
            self.say(
                self.texts.plural(
                    "{n} case type was removed. Ctrl+Z brings it back.",
                    "{n} case types were removed. Ctrl+Z brings them back.",
                    len(chosen),
                )
            )

    def ask_new(self) -> None:
        """Ask for a name and a department, and add a case type."""
        t, departments = self.texts, self.workspace.departments
        if not departments:
            self.say(
                t(
                    "A case type belongs to a department. Paste or read a list that names them, or start from a sample."
                ),
                "warning",
            )
            return
        choices = tuple((one.id, one.name) for one in departments)
        start = self.workspace.department or departments[0].id
        fields = (Asked(t("Name")), Asked(t("Department"), choices, start))
        self.strip.ask(t("New case type"), fields, t("Add"), self._add)

    def _add(self, answers: Sequence[str]) -> None:
        name, department = answers
        if not name:
            self.say(self.texts("A case type needs a name."), "warning")
            return
        batch = add_case_type(name, department, first_step=self.texts("The whole case"))
        if self.workspace.do(batch) is not None:
            self.went_to.emit((self.workspace.project.case_types[-1].id,))

    def paste(self, current: CaseType | None) -> None:
        """Add what is on the clipboard behind ``current``: rows from Excel, or an indented list."""
        t, project = self.texts, self.workspace.project
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.say(t("There is nothing to paste."), "warning")
            return
        department = self.workspace.department or (current.department if current else None)
        department = department or (project.departments[0].id if project.departments else None)
        try:
            rows = read_block(text, known_names(project))
            pasted = paste_rows(project, rows, after=current.id if current else None, department=department)
        except ProjectError as problem:
            self.say(t.message(problem.message), "warning")
            return
        if self.workspace.do(pasted.batch) is None:
            return
        self.say(
            t(
                "{rows} rows: {understood} understood, {kept} kept as text. Ctrl+Z takes it back.",
                rows=t.number(pasted.rows),
                understood=t.number(pasted.understood),
                kept=t.number(pasted.kept_as_text),
            )
        )
        self.went_to.emit(pasted.case_types[:1])

    def ask_merge(self, chosen: Sequence[CaseType]) -> None:
        """Ask which name holds, and make one case type of the chosen ones."""
        t = self.texts
        choices = tuple((one.id, one.name) for one in chosen)
        title = t("Make one of {n} case types; volumes, steps and other words are kept", n=len(chosen))
        fields = (Asked(t("Under the name"), choices, choices[0][0]),)
        self.strip.ask(title, fields, t("Merge"), partial(self._merge, chosen))

    def _merge(self, chosen: Sequence[CaseType], answers: Sequence[str]) -> None:
        if self._attempt(lambda: merged(self.workspace.project, chosen, answers[0])):
            self.went_to.emit((answers[0],))

    def ask_split(self, case_type: CaseType) -> None:
        """Ask from which step on, and make a case type of its own of the rest."""
        t = self.texts
        steps = tuple((step.id, step.title) for step in case_type.steps[1:])
        name = t("{name}, continued", name=case_type.name)
        fields = (Asked(t("From the step"), steps), Asked(t("New name"), (), name))
        title = t("Split {name}", name=case_type.name)
        self.strip.ask(title, fields, t("Split"), partial(self._split, case_type))

    def _split(self, case_type: CaseType, answers: Sequence[str]) -> None:
        ids = [step.id for step in case_type.steps]
        going = ids[ids.index(answers[0]) :]
        self._attempt(lambda: split(self.workspace.project, case_type, going, answers[1] or case_type.name))

    def ask_hand_over(self, chosen: Sequence[CaseType]) -> None:
        """Ask for a unit, and move the chosen case types there."""
        t, project = self.texts, self.workspace.project
        departments = {one.id: one.name for one in project.departments}
        units = tuple(
            (one.id, t("{unit} ({department})", unit=one.name, department=departments[one.department]))
            for one in project.units
            if self.workspace.is_theirs("units", one.id)
        )
        if not units:
            self.say(
                t(
                    "The project has no units yet: a performer that you write in the capture table becomes one."
                ),
                "warning",
            )
            return
        title = t.plural("Move {n} case type to", "Move {n} case types to", len(chosen))
        fields = (Asked(t("Unit"), units, chosen[0].unit or ""),)
        self.strip.ask(title, fields, t("Move"), partial(self._hand_over, chosen))

    def _hand_over(self, chosen: Sequence[CaseType], answers: Sequence[str]) -> None:
        project = self.workspace.project
        unit = next(one for one in project.units if one.id == answers[0])
        ids = [one.id for one in chosen]
        self._attempt(lambda: move_case_types(project, ids, unit.department, unit.id))

    def find_duplicates(self, case_types: Sequence[CaseType]) -> None:
        """Look for near-duplicates in the background, and choose the first pair."""
        self.say(self.texts("Looking for near-duplicates…"))
        self.workspace.background.run("duplicates", lambda pause: pairs(case_types, pause), self._found)

    def _found(self, found: Sequence[DuplicatePair]) -> None:
        t = self.texts
        if not found:
            self.say(t("No two case types of a department are nearly the same."))
            return
        self.went_to.emit((found[0].first.id, found[0].second.id))
        self.say(
            t.plural(
                "{n} pair is nearly the same; Ctrl+M merges the chosen ones.",
                "{n} pairs are nearly the same; the first is chosen, Ctrl+M merges it.",
                len(found),
            )
        )
