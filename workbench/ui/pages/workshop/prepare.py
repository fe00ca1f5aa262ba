"""Prepare: who comes, what happens when, and which case types the workshop is to go through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.model.programme import Workshop
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.pages.workshop.agenda_table import AgendaModel, agenda_table
from workbench.ui.pages.workshop.attendance import ParticipantModel, ParticipantTable
from workbench.ui.pages.workshop.candidates_view import CandidatesView
from workbench.ui.pages.workshop.course import DEFAULT_AGENDA, WORKSHOP_MINUTES, Clock, new_agenda
from workbench.ui.pages.workshop.entry_table import EntryTable
from workbench.ui.pages.workshop.pane import Pane
from workbench.ui.pages.workshop.typed_last import drafts_in, place_in
from workbench.ui.pages.workshop.workshop_form import WorkshopForm
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.parts import boxed, button, column, label, link, row, set_tone
from workbench.ui.workspace import Workspace


class PreparePane(Pane):
    """The view. It is the operator's own: the room never sees it."""

    def __init__(self, workspace: Workspace, look: Look, clock: Clock) -> None:
        super().__init__(workspace, look)
        self.setProperty("private", True)
        t = self.texts
        self.participants = ParticipantModel(workspace, look)
        self.people = ParticipantTable(look, self.participants)
        self.agenda_model = AgendaModel(workspace, look, clock)
        self.agenda = agenda_table(look, self.agenda_model)
        self.candidates = CandidatesView(workspace, look)
        self.form = WorkshopForm(workspace, look, clock)
        self.form.done.connect(self.close_form)
        self._is_first = True
        self.people.drafts = partial(self._note, "participants")
        self.agenda.drafts = partial(self._note, "agenda")
        self.attendance = label(look, "", "small", "text2")
        self.sum = label(look, "", "small", "text2")
        self.default = button(
            look, t("Use the agenda of three hours"), "timer-outline", does=self.use_default
        )
        self._lay_out()

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        px = look.px
        edit = link(look, t("Title, day and start"), lambda: self.open_form(self.workshop))
        people = column(
            row(label(look, t("Participants"), "section"), None, self.attendance, edit, spacing=px(12)),
            self.people,
            spacing=px(8),
        )
        agenda = column(
            row(label(look, t("Agenda"), "section"), None, self.sum, spacing=px(12)),
            self.agenda,
            row(self.default, None),
            spacing=px(8),
            margins=(0, px(12), 0, 0),
        )
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(boxed(people))
        left.addWidget(boxed(agenda))
        left.setChildrenCollapsible(False)
        left.setHandleWidth(1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(boxed(column(left, margins=(0, 0, px(12), 0))))
        both.addWidget(boxed(column(self.candidates, margins=(px(12), 0, 0, 0))))
        both.setChildrenCollapsible(False)
        both.setHandleWidth(1)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        both.setSizes([px(600), px(600)])
        self.parts = boxed(column(both, margins=(px(16), px(4), px(16), px(12))))
        self.form_page = boxed(column(self.form, None, margins=(px(16), px(8), px(16), px(16))))
        self.empty = self._empty()
        self.stack = QStackedWidget()
        for one in (self.parts, self.form_page, self.empty):
            self.stack.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _empty(self) -> QWidget:
        """What stands here while the project has no workshop."""
        look, t = self.look, self.texts
        self.first = button(look, t("Make a workshop"), "plus", is_main=True, does=self.open_form)
        why = t(
            "In three hours a workshop goes through the case types of one operation: steps, levels, volumes, "
            "and what moves. Its minutes come out by themselves."
        )
        return Empty(look, t("No workshop yet."), why, self.first, is_page=True)

    # what is shown

    def show_project(self, change: Change | None) -> None:
        """Show participants, agenda and candidates of the workshop."""
        del change
        workshop = self.workshop
        if self.stack.currentWidget() is not self.form_page:
            self.stack.setCurrentWidget(self.parts if workshop is not None else self.empty)
        self.people.keeping_place(lambda: self.participants.show_workshop(workshop))
        self.agenda.keeping_place(lambda: self.agenda_model.show_workshop(workshop))
        self.candidates.show_workshop(workshop)
        self._say(workshop)
        if self._is_first:
            self._is_first = False
            self._take_up_drafts()

    def _note(self, table: str, row: str, column: str, text: str | None) -> None:
        self.workspace.typing(place_in("prepare", self.workspace, f"{table}/{row}", column), text)

    def _take_up_drafts(self) -> None:
        """Open what was being typed when the program was last killed."""
        tables = {"participants": self.people, "agenda": self.agenda}
        form: dict[str, str] = {}
        is_new = False
        for (where, field), text in drafts_in("prepare", self.workspace).items():
            name, _, row_id = where.partition("/")
            if name in tables:
                tables[name].take_up(row_id, field, text)
            elif name == "list":
                self.candidates.take_up(text)
            elif name == "form":
                form[field] = text
                is_new = row_id == "new"
        if form:
            self.open_form(None if is_new else self.workshop)
            self.form.take_up(form)

    def show_scope(self) -> None:
        """Another workshop was chosen: the form of the one before goes."""
        self.close_form()
        self.show_project(None)

    def _say(self, workshop: Workshop | None) -> None:
        t = self.texts
        if workshop is None:
            return
        present = sum(one.is_present for one in workshop.participants)
        n = len(workshop.participants)
        self.attendance.setText(t("{present} of {n} present", present=t.number(present), n=t.number(n)))
        minutes = sum(one.minutes for one in workshop.agenda)
        over = minutes - WORKSHOP_MINUTES
        if over > 0:
            text = t("{n} min: {over} min over the three hours", n=t.number(minutes), over=t.number(over))
        elif over < 0:
            text = t("{n} min: {left} min left of the three hours", n=t.number(minutes), left=t.number(-over))
        else:
            text = t("{n} min: the three hours exactly", n=t.number(minutes))
        self.sum.setText(text)
        set_tone(self.sum, "warning" if over > 0 else "text2")
        self.default.setVisible(not any(item.begun_at for item in workshop.agenda))

    # what a person does

    def use_default(self) -> None:
        """Replace the agenda with the three hours of the method."""
        if self.workshop is not None:
            titles = tuple(self.texts(title) for title, _ in DEFAULT_AGENDA)
            self.workspace.do(new_agenda(self.workshop, titles), cause=self)

    def open_form(self, workshop: Workshop | None = None) -> None:
        """Open the form: for ``workshop``, or for a new one."""
        self.stack.setCurrentWidget(self.form_page)
        self.form.open(workshop)

    def close_form(self) -> None:
        """Put the form away."""
        if self.stack.currentWidget() is self.form_page:
            self.stack.setCurrentWidget(self.parts if self.workshop is not None else self.empty)
            self.first_focus().setFocus()

    def commands(self) -> Commands:
        """Return what the table that has the keyboard can do."""
        found: dict[str, Callable[[], object]] = {}
        table = next((one for one in (self.people, self.agenda) if one.hasFocus()), None)
        if isinstance(table, EntryTable):
            if table.chosen:
                found["edit.delete"] = table.remove_chosen
                found["edit.copy"] = table.copy
            if table is self.agenda:
                found["row.up"] = lambda: table.move_chosen(-1)
                found["row.down"] = lambda: table.move_chosen(1)
            else:
                found["edit.paste"] = self._paste_people
        return found

    def _paste_people(self) -> None:
        self.participants.add(QGuiApplication.clipboard().text().splitlines())

    def go_to(self, place: Place) -> bool:
        """Show the participants or the agenda."""
        table: EntryTable = self.people
        if place.collection == "workshops.agenda" or place.field == "agenda":
            table = self.agenda
        elif place.collection == "workshops" and place.field not in ("participants", None):
            self.open_form(self.workshop)
            return True
        table.setFocus()
        if len(place.ids) > 1:
            table.go_to(place.ids[1])
        return True

    def first_focus(self) -> QWidget:
        """Return the participants; the form while it is open; the one button while there is no workshop."""
        shown = self.stack.currentWidget()
        if shown is self.form_page:
            return self.form.title
        if shown is self.empty:
            return self.first
        open_one = next((one for one in (self.people, self.agenda) if one.keyboard is not one), self.people)
        return open_one.keyboard
