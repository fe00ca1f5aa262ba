"""What a checklist said each time it was published, and in which words one version differs from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.capture.differences import (
    BranchDifference,
    ContentDifference,
    ItemDifference,
    Mark,
    Run,
    differences,
    read_content,
)
from workbench.edits.knowledge import CHECKLIST_CONTENT, begins_version, next_states
from workbench.export.call_script import numbers_of
from workbench.export.field_words import choice_word, field_word
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.knowledge import Branch, Checklist, ChecklistVersion, Identification, KnowledgeState
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.fields import Choice, labelled
from workbench.ui.widgets.parts import boxed, button, column, label, on_ground, row
from workbench.ui.widgets.table import TableModel, TableView

NOW = "now"
_MOST_IN_SIGHT = 4


@dataclass(frozen=True)
class Line:
    """A line of a comparison: what it is about, then words with their marks; ``depth`` 1 belongs to the one above."""

    lead: str
    words: tuple[Run, ...] = ()
    depth: int = 0


def compared_lines(old: Checklist, new: Checklist, texts: Texts) -> tuple[Line, ...]:
    """Return in words what ``new`` says otherwise than ``old``; empty where both say the same."""
    found = differences(old, new, CHECKLIST_CONTENT)
    numbers = _numbers(old, texts), _numbers(new, texts)
    lines = [line for one in found.items for line in _item_lines(one, numbers, texts)]
    return (*lines, *_fields(found, texts))


def _numbers(checklist: Checklist, texts: Texts) -> dict[str, str]:
    return {key: texts.number(n) for key, n in numbers_of(checklist.items).items()}


def _item_lines(
    one: ItemDifference, numbers: tuple[dict[str, str], dict[str, str]], texts: Texts
) -> list[Line]:
    item = one.after or one.before
    if item is None:
        return []
    here = numbers[0] if one.after is None else numbers[1]
    values = {"n": here.get(item.id, "–"), "kind": choice_word(item.kind, texts)}
    was = numbers[0].get(item.id, "–")
    if one.what == "added":
        lead = texts("Item {n}, {kind}, is new:", **values)
    elif one.what == "removed":
        lead = texts("Item {n}, {kind}, is gone:", **values)
    elif one.is_moved and one.what == "changed":
        lead = texts("Item {n}, {kind}, was item {m} and has changed:", **values, m=was)
    elif one.is_moved:
        lead = texts("Item {n}, {kind}, was item {m}:", **values, m=was)
    else:
        lead = texts("Item {n}, {kind}, has changed:", **values)
    lines = [Line(lead, one.words)]
    if one.before is not None and one.after is not None and one.before.kind is not one.after.kind:
        kinds = Run("gone", choice_word(one.before.kind, texts)), Run("new", values["kind"])
        lines.append(Line(texts("What it is for:"), kinds, 1))
    return [*lines, *(_branch_line(branch, numbers, texts) for branch in one.branches)]


def _branch_line(one: BranchDifference, numbers: tuple[dict[str, str], dict[str, str]], texts: Texts) -> Line:
    def said(branch: Branch | None, here: dict[str, str]) -> str:
        if branch is None:
            return ""
        if branch.goes_to in here:
            return texts("{answer}: go to {n}", answer=branch.answer, n=here[branch.goes_to])
        return texts("{answer}: go on", answer=branch.answer)

    runs = Run("gone", said(one.before, numbers[0])), Run("new", said(one.after, numbers[1]))
    return Line(texts("Answer:"), tuple(run for run in runs if run.text), 1)


def _fields(found: ContentDifference, texts: Texts) -> list[Line]:
    lines: list[Line] = []
    for one in found.fields:
        name = texts("{field}:", field=field_word("checklists", one.field, texts))
        if isinstance(one.before, Identification) and isinstance(one.after, Identification):
            runs = Run("gone", word(one.before, texts)), Run("new", word(one.after, texts))
            lines.append(Line(name, runs))
        elif len(one.lines) == 1:
            lines.append(Line(name, one.lines[0].words))
        else:
            lines += [Line(name), *(Line("", line.words, 1) for line in one.lines)]
    return lines


class ComparedView(QTextEdit):
    """A comparison to read: what went is struck out, what came is underlined."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lines: tuple[Line, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(look.texts("What differs"))
        self.document().setDocumentMargin(look.px(10))
        self.setMinimumHeight(look.px(140))

    def show_lines(self, lines: tuple[Line, ...], nothing: str) -> None:
        """Show ``lines``, or the words ``nothing`` where there are none."""
        self.lines = lines
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, line in enumerate(lines or (Line("", (Run("same", nothing),)),)):
            if number:
                cursor.insertBlock()
            block = QTextBlockFormat()
            block.setTopMargin(self.look.px(2 if line.depth else 8))
            block.setLeftMargin(self.look.px(24 * line.depth))
            cursor.setBlockFormat(block)
            if line.lead:
                lead = QTextCharFormat()
                lead.setFont(self.look.font("strong"))
                lead.setForeground(self.look.color("text2"))
                cursor.insertText(line.lead + " ", lead)
            last: Mark = "same"
            for run in line.words:
                if last == "gone" and run.mark == "new":
                    cursor.insertText(" ", self._words("same"))
                cursor.insertText(run.text, self._words(run.mark))
                last = run.mark
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def _words(self, mark: Mark) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.look.font("body"))
        made.setForeground(self.look.color({"same": "text", "gone": "error", "new": "ok"}[mark]))
        if mark == "gone":
            made.setFontStrikeOut(True)
            made.setBackground(self.look.color("error_soft"))
        elif mark == "new":
            made.setFontUnderline(True)
            made.setBackground(self.look.color("ok_soft"))
        return made


class _VersionModel(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("number", t("Version"), 90, is_number=True),
            Column("on", t("Published on"), 160),
            Column("who", t("Published by"), 160, stretches=True),
        )
        super().__init__(look, columns)

    def key(self, row: ChecklistVersion) -> int:
        return row.number

    def cell(self, row: ChecklistVersion, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "number":
            return Cell(t.number(row.number), is_number=True)
        return Cell(t.date(row.on) if column.key == "on" else row.who)


class VersionsPane(QWidget):
    """The versions, and how the chosen one differs from another or from today. ``starts`` begins the next."""

    def __init__(self, look: Look, starts: Callable[[], object]) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self._checklist: Checklist | None = None
        t, edge = self.texts, look.px(16)
        self.about = label(look, "", "body", "text2", wraps=True)
        self.model = _VersionModel(look)
        self.table = TableView(look, self.model, t("Versions"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.current_changed.connect(lambda _row, _key: self._compare())
        self.other = Choice(look, t("Compare it with"), lambda _key: self._compare())
        self.new = button(look, t("New version"), "plus", does=starts)
        self.view = ComparedView(look)
        self._marks = label(look, t("Struck out: gone. Underlined: new."), "small", "text2", wraps=True)
        beside = row(labelled(look, t("Compare it with"), self.other), None, spacing=look.px(12))
        beside.setStretch(0, 2)
        beside.setStretch(1, 1)
        self._beside = boxed(beside)
        head = row(self.about, self.new, spacing=look.px(12))
        head.setStretch(0, 1)
        whole = column(
            head,
            self.table,
            self._beside,
            self._marks,
            self.view,
            spacing=look.px(10),
            margins=(edge, edge, edge, edge),
        )
        self._gap = QWidget()
        whole.addWidget(self._gap, 1)
        whole.setStretch(4, 4)
        self.setLayout(whole)
        on_ground(self, "surface")

    def show_checklist(self, checklist: Checklist) -> None:
        """Show the versions of ``checklist``; the chosen comparison stays where it can."""
        t = self.texts
        self._checklist = checklist
        kept = checklist.versions
        self.about.setText(
            t("What was published is kept here, word by word.")
            if kept
            else t("Nothing is kept here yet. What it says is kept when it is published.")
        )
        can_begin = KnowledgeState.DRAFT in next_states(checklist.state)
        self.new.setVisible(can_begin and begins_version(checklist))
        here = self.table.current_row
        self.model.set_rows(kept[::-1])
        self.table.setFixedHeight(self.look.px(44 + 32 * min(len(kept), _MOST_IN_SIGHT)))
        if here is None or not self.table.go_to(here.number):
            self.table.setCurrentIndex(self.model.index(0 if kept else -1, 0))
        versions = [(str(one.number), t("Version {n}", n=one.number)) for one in kept[::-1]]
        chosen = self.other.chosen
        choices = [(NOW, t("What it says now")), *versions]
        self.other.offer(choices, chosen if chosen in dict(choices) else NOW)
        for part in (self.table, self._beside, self._marks, self.view):
            part.setVisible(bool(kept))
        self._gap.setVisible(not kept)
        self._compare()

    def _compare(self) -> None:
        """Compare as is chosen. Out of sight it can wait: it would be done anew with each edit."""
        version, now = self.table.current_row, self._checklist
        if version is None or now is None or not self.isVisible():
            return
        old, new = read_content(version.content), self._content(self.other.chosen)
        other = self.other.chosen
        if other != NOW and int(other) < version.number:
            old, new = new, old
        if old is None or new is None:
            self.view.show_lines((), self.texts("What was kept of this version cannot be read."))
            return
        lines = compared_lines(old, new, self.texts)
        self.view.show_lines(lines, self.texts("Nothing differs."))

    def _content(self, wanted: str) -> Checklist | None:
        kept: Sequence[ChecklistVersion] = self._checklist.versions if self._checklist is not None else ()
        if wanted in ("", NOW):
            return self._checklist
        return next((read_content(one.content) for one in kept if str(one.number) == wanted), None)

    # Qt's own names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._compare()
