"""Merging parts that came back: each is read beside the window, told change by change, and taken over only then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit

from workbench.export.change_words import ChangeWords, ToldChange, outcome_words
from workbench.locale import Texts
from workbench.model.parts import PartCounts
from workbench.model.pause import pausing
from workbench.model.project import Project
from workbench.parts import Judgement, Merged
from workbench.session.new_file import PART_SUFFIX
from workbench.session.parts import WORKBOOK_SUFFIX, CameBack, read_part
from workbench.ui.background import Pause
from workbench.ui.dialogs.reading import ReadingDialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.parts.owing import counts_words
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import boxed, label, row
from workbench.ui.widgets.table import TableModel

SKIPPED = 2
"""What the dialog ends with where the next part is wanted, and not this one."""
_SIGNS: dict[str, tuple[str, Tone]] = {
    "applied": ("check", "ok"),
    "equal": ("equal", "text2"),
    "conflict": ("compare", "warning"),
    "out_of_scope": ("close", "text2"),
    "rejected": ("alert-circle-outline", "error"),
}


class ChangesModel(TableModel):
    """Rows are judgements; ``words`` tells of them once it is known whose part it is."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("about", t("About"), 200, stretches=True),
            Column("what", t("What"), 130),
            Column("was", t("As it was sent"), 150),
            Column("becomes", t("As it came back"), 150),
            Column("outcome", t("Outcome"), 210),
        )
        super().__init__(look, columns)
        self.words: ChangeWords | None = None
        self._told: dict[int, ToldChange] = {}
        self._outcomes = outcome_words(t)

    def tell_with(self, words: ChangeWords) -> None:
        """Tell the changes of another part from now on."""
        self.words = words
        self._told.clear()

    def key(self, row: Judgement) -> int:
        return id(row)

    def told(self, one: Judgement) -> ToldChange:
        """Return a change in words."""
        if self.words is None:
            return ToldChange("", "", "", "")
        found = self._told.get(id(one))
        if found is None:
            found = self._told[id(one)] = self.words.change(one.change)
        return found

    def cell(self, row: Judgement, column: Column) -> Cell:
        told = self.told(row)
        if column.key == "about":
            return Cell(told.place, detail=told.place)
        if column.key == "what":
            return Cell(told.what, detail=told.what)
        if column.key == "outcome":
            icon, tone = _SIGNS[row.outcome]
            words = self._outcomes[row.outcome]
            why = self.look.texts.message(row.reason) if row.reason is not None else ""
            return Cell(words, icon=icon, icon_tone=tone, detail=why or words)
        text, tone = (told.was, "text2") if column.key == "was" else (told.becomes, "text")
        return Cell(text.replace("\n", "; "), tone=tone, detail=text)


class MergeDialog(ReadingDialog):
    """One part. What it would change is listed; "Merge" does it as one step of undo, after a kept copy."""

    def __init__(self, window: MainWindow, path: Path, number: int = 1, of: int = 1) -> None:
        t = window.texts
        self.model = ChangesModel(window.look)
        title = t("Merge a part") if of == 1 else t("Merge a part ({n} of {all})", n=number, all=of)
        super().__init__(
            window, title, self.model, t("What was changed in the part"), t("Merge a part"), width=900
        )
        self.path = path
        self.came_back: CameBack | None = None
        self.merged: Merged | None = None
        self._project: Project | None = None
        self.counts = label(self.look, "", "strong", wraps=True)
        self.notes = label(self.look, "", "body", "warning", wraps=True)
        self.shown = Choice(self.look, t("Show"), lambda _key: self._filter())
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setFont(self.look.font())
        self.detail.setAccessibleName(t("The chosen change"))
        self.detail.setFixedHeight(self.look.px(96))
        self._filter_row = boxed(row(label(self.look, t("Show"), "body", "text2"), self.shown, None))
        self.table.setMinimumHeight(self.look.px(150))
        self.table.current_changed.connect(lambda _row, _key: self._tell())
        at = self.body.indexOf(self.table)
        for offset, part in enumerate((self.counts, self.notes, self._filter_row)):
            self.body.insertWidget(at + offset, part)
            part.hide()
        self.body.addWidget(self.detail)
        self._show_parts(is_read=False)
        # its columns want room where words are large; a window is as wide as there is
        self.resize(min(self.look.px(900), window.width() - self.look.px(48)), self.sizeHint().height())
        self.later = self.add_button(t("Skip this one"), lambda: self.done(SKIPPED))
        self._foot.insertWidget(self._foot.indexOf(self.take_button), self.later)
        self.later.setVisible(number < of)
        self._read()

    def _show_parts(self, *, is_read: bool) -> None:
        for part in (self.table, self.detail, self._filter_row):
            part.setVisible(is_read)

    def _read(self) -> None:
        workspace, path = self.window_of.workspace, self.path
        project, store = workspace.project, workspace.session.store
        self.state.setText(self.texts("Reading {file}…", file=path.name))

        def work(pause: Pause) -> tuple[CameBack, Merged]:
            with pausing(pause):
                came_back = read_part(path, store)
                pause()
                return came_back, came_back.merge(project, today())

        def shown(found: tuple[CameBack, Merged]) -> None:
            self._project = project
            self.progress.hide()
            self._show(*found)

        self.progress.show()
        self.let_take(why_not=self.texts("The file is still being read."))
        workspace.background.run("read file", work, shown, self._failed, is_urgent=True)

    def _show(self, came_back: CameBack, merged: Merged) -> None:
        t, part = self.texts, came_back.part
        self.came_back, self.merged = came_back, merged
        project = self.window_of.workspace.project
        self.model.tell_with(ChangeWords(t, (project, came_back.known)))
        name = department_name(project, came_back)
        sent = t.date(part.sent_on)
        self.state.setText(
            t("From {department}, {who}. Sent {day}.", department=name, who=part.sent_to, day=sent)
            if part.sent_to
            else t("From {department}. Sent {day}.", department=name, day=sent)
        )
        self.counts.setText(counts_words(merged.counts, t))
        self.counts.show()
        self.notes.setText("\n".join(t.message(one) for one in came_back.notes))
        self.notes.setVisible(bool(came_back.notes))
        self._show_parts(is_read=bool(merged.judgements))
        self.shown.offer(_filters(merged.counts, t), "")
        self._filter()
        if merged.batch.edits:
            if not merged.judgements:
                untouched = t("Nobody has changed anything in it. Merging notes that it is back.")
                self.state.setText(f"{self.state.text()}\n{untouched}")
            self.let_take()
            self.take_button.setFocus()
            return
        nothing = t("There is nothing new in this part. Nothing is to be done.")
        self.state.setText(f"{self.state.text()}\n{nothing}")
        self.let_take(why_not=nothing)

    def _filter(self) -> None:
        wanted = self.shown.chosen
        found = self.merged.judgements if self.merged is not None else ()
        self.model.set_rows([one for one in found if not wanted or one.outcome == wanted])
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    def _tell(self) -> None:
        """Tell the chosen change in full: where, from what to what, and why it is not taken over."""
        one: Judgement | None = self.table.current_row
        if one is None:
            self.detail.setPlainText("")
            return
        t, told = self.texts, self.model.told(one)
        lines = [f"{told.place} – {told.what}"]
        if one.reason is not None:
            lines.append(t.message(one.reason))
        lines.append(t("As it was sent: {value}", value=told.was or "–"))
        lines.append(t("As it came back: {value}", value=told.becomes or "–"))
        self.detail.setPlainText("\n".join(lines))

    def take(self) -> None:
        from workbench.ui.pages.parts import PartsPage

        t, window, merged, came_back = self.texts, self.window_of, self.merged, self.came_back
        if merged is None or came_back is None:
            return
        workspace = window.workspace
        if workspace.project is not self._project:
            self._read()
            return
        workspace.pin("merge")
        if workspace.do(merged.batch, cause="merge") is not None:
            name, left = department_name(workspace.project, came_back), len(merged.conflicts)
            if left:
                said = t.plural(
                    "The part of {department} is merged. {n} conflict waits for a decision.",
                    "The part of {department} is merged. {n} conflicts wait for a decision.",
                    left,
                    department=name,
                )
                part = came_back.part.part_id
                window.notice.say(
                    said,
                    "warning",
                    t("See the conflicts"),
                    lambda: _see(window, part),
                    lambda: sum(one.part == part for one in workspace.project.conflicts) >= left,
                )
            else:
                said = t("The part of {department} is merged. Ctrl+Z takes it back.", department=name)
                merged_in = workspace.project
                window.notice.say(said, "ok", holds=lambda: workspace.project is merged_in)
        if isinstance(window.page, PartsPage):
            window.page.table.go_to(came_back.part.part_id)
        self.accept()


def department_name(project: Project, came_back: CameBack) -> str:
    """Return what the department of a part is called: here, or where it was when the part was sent."""
    wanted = came_back.part.department
    departments = (*project.departments, *came_back.known.departments)
    return next((one.name for one in departments if one.id == wanted), "–")


def _filters(counts: PartCounts, texts: Texts) -> list[tuple[str, str]]:
    every = [("", texts("Everything ({n})", n=texts.number(counts.changes)))]
    found = ((key, words, getattr(counts, key)) for key, words in outcome_words(texts).items())
    return every + [(key, f"{words} ({texts.number(n)})") for key, words, n in found if n]


def _see(window: MainWindow, part: str) -> None:
    from workbench.ui.pages.parts import PartsPage

    page = window.show_page("parts")
    if isinstance(page, PartsPage):
        page.show_conflicts(part)


def merge_files(window: MainWindow, files: Sequence[Path]) -> None:
    """Show one part after the other; Cancel ends it, and what was merged before stays."""
    for number, one in enumerate(files, 1):
        if MergeDialog(window, one, number, len(files)).exec() == QDialog.DialogCode.Rejected:
            return


def merge_parts(window: MainWindow) -> None:
    """Ask for parts that came back, show each, and merge it if wanted."""
    t = window.texts
    workspace = window.workspace
    folder = workspace.preferences.get("part folder", "") or str(workspace.path.parent)
    pattern = t("Parts ({pattern})", pattern=f"*{PART_SUFFIX} *{WORKBOOK_SUFFIX}")
    chosen, _ = QFileDialog.getOpenFileNames(window, t("Merge a part"), folder, pattern)
    merge_files(window, [Path(one) for one in chosen])
