"""Read back: the twenty results one at a time, in large type, until the room has heard them all; then signing off."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.analysis.standing.read_back import ResultRead, read_back
from workbench.edits import Batch, ChangeItem
from workbench.model.identity import is_same
from workbench.model.text import N_, ProjectError
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.pages.workshop.course import Clock
from workbench.ui.pages.workshop.pane import Pane
from workbench.ui.pages.workshop.result_card import STATES, ResultCard, state_words
from workbench.ui.pages.workshop.signing import SigningView
from workbench.ui.pages.workshop.typed_last import drafts_in, place_in
from workbench.ui.projector import ROWS, Slide, SlideRow
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import boxed, button, column, key_hint, label, line, named, on_ground, row
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.workspace import Workspace

N_RESULTS = 20
SIGNING = N_RESULTS + 1


class ReadBackPane(Pane):
    """The view. ``slide_changed``: the room may see something else."""

    slide_changed = Signal()
    export_wanted = Signal(tuple)

    def __init__(self, workspace: Workspace, look: Look, clock: Clock) -> None:
        super().__init__(workspace, look)
        self.reads: tuple[ResultRead, ...] = ()
        self._read_for: tuple[object, ...] = ()
        self.number = 1
        self._of = ""
        self._is_first = True
        t = self.texts
        self.model = _ResultModel(look)
        self.list = _ResultList(look, self.model, t("The twenty results"), self)
        self.card = ResultCard(look)
        self.signing = SigningView(workspace, look, clock)
        self.progress = label(look, "", "strong")
        self.bar = _Progress(look)
        self.note = _Note()
        named(self.note, t("What is left open"))
        self.note.setPlaceholderText(t("What is left open, who takes it, and when"))
        self.back = button(look, t("Back"), "arrow-left", does=lambda: self.step(-1))
        self.read = button(look, t("Read"), "check", is_main=True, does=self.mark_read)
        self.next = button(look, t("Next"), "arrow-right", does=lambda: self.step(1))
        self.leave = button(look, t("Left open…"), "parking", does=self.open_note)
        self._lay_out()
        self.card.place_wanted.connect(workspace.go_to)
        self.signing.minutes_wanted.connect(lambda: self.export_wanted.emit(("minutes",)))
        self.signing.back_wanted.connect(lambda: self.show_number(N_RESULTS, focuses=True))
        self.note.returnPressed.connect(self.keep_note)
        self.note.textEdited.connect(lambda text: self.workspace.typing(self._note_place, text))
        self.list.current_changed.connect(lambda at, _key: self.show_number(at + 1))

    def _lay_out(self) -> None:
        look = self.look
        px = look.px
        area = QScrollArea()
        area.setWidget(self.card)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        on_ground(self.card, "surface")
        on_ground(self.signing, "surface")
        self._area = area
        signing = QScrollArea()
        signing.setWidget(self.signing)
        signing.setWidgetResizable(True)
        signing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        self.stack.addWidget(signing)
        keys = (self.back, self.read, key_hint(look, "Enter"))
        more = (self.next, self.leave, key_hint(look, "M"))
        self._buttons = boxed(row(*keys, *more, None, spacing=px(8)))
        self.note.hide()
        right = column(
            row(self.progress, self.bar, spacing=px(12)),
            self.stack,
            self.note,
            line(look),
            self._buttons,
            spacing=px(12),
            margins=(px(16), px(4), px(16), px(12)),
        )
        right.setStretch(1, 1)
        self.list.setMinimumWidth(px(260))
        self.list.setMaximumWidth(px(400))
        whole = row(self.list, boxed(right))
        whole.setStretch(0, 2)
        whole.setStretch(1, 5)
        self.setLayout(whole)

    # what is shown

    def show_project(self, change: Change | None) -> None:
        """Show what is read and what is left open at once; the results follow when they are calculated."""
        workshop = self.workshop
        if workshop is None:
            self.reads = ()
        elif workshop.id != self._of:
            self._of = workshop.id
            self.reads, self._read_for = (), ()
            self.number = next((n for n in range(1, SIGNING) if n not in workshop.read_back), SIGNING)
        results = self.workspace.results
        if results is not None and change is None:
            self._read(results)
        if self._is_first:
            self._is_first = False
            self._take_up_drafts()
        self._show()

    @property
    def _note_place(self) -> str:
        return place_in("read_back", self.workspace, "note", str(self.number))

    def _take_up_drafts(self) -> None:
        """Show where somebody was typing when the program was last killed, and what stood there."""
        for (where, field), text in drafts_in("read_back", self.workspace).items():
            if where == "note" and field.isdigit() and 1 <= int(field) <= N_RESULTS:
                self.number = int(field)
                self.note.setText(text)
                self.note.show()
                self.workspace.typing(self._note_place, text)
            elif where == "who":
                self.number = SIGNING
                self.signing.show_workshop(self.workshop, self.reads)
                self.signing.take_up(text)

    def show_results(self, results: Results) -> None:
        """Read the twenty results anew."""
        self._read(results)

    def _read(self, results: Results) -> None:
        """Read in the background: a big workshop has hundreds of steps to look at."""
        project, workshop = self.workspace.project, self.workshop
        if workshop is None or self.workspace.is_stale or len(results.flows) != len(project.case_types):
            return  # these figures are of an older project: newer ones are on their way
        reads = (project, workshop, results)
        if is_same(self._read_for, reads):
            return
        wanted = workshop.id

        def done(found: tuple[ResultRead, ...]) -> None:
            if wanted == self._of:
                self._read_for, self.reads = reads, found
                self._show()
                self.slide_changed.emit()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, ProjectError):  # a workshop that is gone is no fault
                raise problem

        self.workspace.background.run(
            "read back", lambda _pause: read_back(project, wanted, results), done, failed
        )

    def _show(self) -> None:
        t, workshop = self.texts, self.workshop
        done = self._is_read()
        self.model.show_results(self.reads, done)
        self.progress.setText(t("{done} of {n} read", done=t.number(len(done)), n=t.number(N_RESULTS)))
        self.bar.show_share(len(done) / N_RESULTS)
        self.card.show_result(self.result, is_read=self.number in done)
        is_signing = self.number == SIGNING
        if is_signing:
            self.signing.show_workshop(workshop, self.reads)
        self.stack.setCurrentIndex(int(is_signing))
        self._buttons.setVisible(not is_signing)
        self.back.setEnabled(self.number > 1)
        self.back.setToolTip(t("Left") if self.number > 1 else t("This is the first result"))
        self.read.setText(t("Read, next") if self.number not in done else t("Next"))
        self.next.setText(t("Sign off…") if self.number == N_RESULTS else t("Skip"))
        self.next.setToolTip(t("Go on without noting that it was read (Right, Space)"))
        self.list.blockSignals(True)
        if not is_signing:
            self.list.go_to(self.number)
        else:
            self.list.clearSelection()
        self.list.blockSignals(False)

    def _is_read(self) -> set[int]:
        return set(self.workshop.read_back) if self.workshop is not None else set()

    @property
    def result(self) -> ResultRead | None:
        """The result that is shown; None on the last card, and while nothing is calculated."""
        return next((one for one in self.reads if one.number == self.number), None)

    def show_number(self, number: int, *, focuses: bool = False) -> None:
        """Show a result, or the signing off behind the last."""
        number = max(1, min(SIGNING, number))
        if number != self.number:
            self.close_note()
            self.number = number
            self._area.verticalScrollBar().setValue(0)
            self._show()
            self.slide_changed.emit()
        if focuses:
            self.first_focus().setFocus()

    # what a person does

    def step(self, by: int) -> None:
        """Go to the next result, or back."""
        self.show_number(self.number + by, focuses=True)

    def mark_read(self) -> None:
        """Note that the room has heard this result, and go on to the next."""
        workshop = self.workshop
        if workshop is None or self.number == SIGNING:
            return
        if self.number not in workshop.read_back:
            numbers = sorted({*workshop.read_back, self.number})
            self._change(N_("read back {n} of 20"), {"n": self.number}, read_back=numbers)
        self.step(1)

    def open_note(self) -> None:
        """Open the field for what is left open, with the first thing that is missing in it."""
        result = self.result
        if result is None:
            return
        text = self.texts.message(result.missing[0].text) if result.missing else ""
        self.note.setText(text)
        self.note.show()
        self.note.setFocus()
        self.note.selectAll()

    def keep_note(self) -> None:
        """Store what is left open."""
        workshop, text = self.workshop, self.note.text().strip()
        if workshop is not None and text and text not in workshop.left_open:
            self._change(N_("note what is left open"), {}, left_open=[*workshop.left_open, text])
        self.close_note()
        self.card.setFocus()

    def close_note(self) -> None:
        """Put the field away."""
        self.workspace.typing(self._note_place, None)
        self.note.hide()
        self.note.clear()

    def _change(self, name: str, values: dict[str, str | int], **changes: list[int] | list[str]) -> None:
        if self.workshop is not None:
            edit = ChangeItem(collection="workshops", id=self.workshop.id, changes=dict(changes))  # type: ignore[arg-type]
            self.workspace.do(Batch(name=name, values=dict(values), edits=(edit,)), cause=self)

    def commands(self) -> Commands:
        """Nothing beyond the page's own: the keys are heard here."""
        return {}

    def go_to(self, place: Place) -> bool:
        """Show the signing off, or the first result that is not read yet."""
        if place.field in ("signed_off_by", "signed_off_on"):
            self.show_number(SIGNING, focuses=True)
        return place.collection.startswith("workshops")

    def first_focus(self) -> QWidget:
        """Return the card, or the name of who signs."""
        if self.number == SIGNING:
            return self.signing.first_focus()
        return self.card if self.note.isHidden() else self.note

    def slide(self) -> Slide | None:
        """Return the result as the room sees it: what was agreed and what is missing, not who owes it."""
        workshop, t = self.workshop, self.texts
        if workshop is None:
            return None
        done = len(workshop.read_back)
        foot = t("{done} of {n} read", done=t.number(done), n=t.number(N_RESULTS))
        result = self.result
        if result is None:
            return (
                Slide(title=t("Sign off"), side=workshop.title, foot=foot) if self.number == SIGNING else None
            )
        rows = tuple(SlideRow(t.message(one.text)) for one in result.facts[:ROWS])
        missing = len(result.missing) + result.more_missing
        question = ""
        if missing:
            first = t.message(result.missing[0].text)
            question = t("Missing: {what}", what=first)
            if missing > 1:
                question = t("Missing: {what} (and {n} more)", what=first, n=t.number(missing - 1))
        title = t("{n}. {title}", n=result.number, title=t.message(result.title))
        return Slide(title=title, rows=rows, question=question, foot=foot)

    def answers(self, event: QKeyEvent) -> bool:
        """Do what a key says in the read back; return whether it says anything."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held or self.note.hasFocus():
            if key == Qt.Key.Key_Escape and self.note.hasFocus():
                self.close_note()
                self.card.setFocus()
                return True
            return False
        does = {
            Qt.Key.Key_Right: lambda: self.step(1),
            Qt.Key.Key_Space: lambda: self.step(1),
            Qt.Key.Key_Left: lambda: self.step(-1),
            Qt.Key.Key_Return: self.mark_read,
            Qt.Key.Key_Enter: self.mark_read,
            Qt.Key.Key_M: self.open_note,
        }.get(key)
        if does is None or (self.number == SIGNING and key != Qt.Key.Key_Left):
            return False
        does()
        return True

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.answers(event):
            super().keyPressEvent(event)


class _ResultModel(TableModel):
    """The twenty, with how far each is and whether it is read."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (Column("title", t("Result"), 200, stretches=True), Column("read", t("Read"), 104))
        super().__init__(look, columns)

    def show_results(self, reads: tuple[ResultRead, ...], done: set[int]) -> None:
        """Show the results; ``done`` are the numbers that were read."""
        self.set_rows(tuple((one, one.number in done) for one in reads))

    def key(self, row: tuple[ResultRead, bool]) -> int:
        """Return the result's number."""
        return row[0].number

    def cell(self, row: tuple[ResultRead, bool], column: Column) -> Cell:
        """Return a result's cell."""
        t, (result, is_read) = self.look.texts, row
        if column.key == "read":
            return Cell(t("read"), tone="ok", icon="check", icon_tone="ok") if is_read else Cell()
        icon, tone = STATES[result.state]
        text = t("{n} {title}", n=result.number, title=t.message(result.title))
        spoken = t("{title}, {state}", title=text, state=state_words(result, self.look))
        return Cell(text, icon=icon, icon_tone=tone, detail=spoken, spoken=spoken)  # type: ignore[arg-type]


class _ResultList(TableView):
    """The list at the left: arrows up and down walk it, the other keys are the read back's."""

    def __init__(self, look: Look, model: _ResultModel, name: str, pane: ReadBackPane) -> None:
        super().__init__(look, model, name)
        self._pane = pane

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pane.answers(event):
            super().keyPressEvent(event)


class _Note(QLineEdit):
    """The field for what is left open: its Enter keeps the text, and is not also the Enter that reads a result."""

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _Progress(QWidget):
    """A thin bar: how many of the twenty are read. The words stand beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self._share = look, 0.0
        self.setFixedHeight(look.px(8))
        self.setMinimumWidth(look.px(120))

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.color("line"))
        painter.fillRect(
            QRect(0, 0, round(self.width() * self._share), self.height()), self.look.color("accent")
        )
        painter.end()
