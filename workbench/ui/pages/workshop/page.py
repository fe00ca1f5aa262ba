"""The workshop page: which workshop, the agenda's clock, and four views of it, with the room's window beside.

The page owns the clock and hands the time on, so that every view is a function of the project and a moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits import Edit
from workbench.model.programme import Workshop
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.pages.workshop.agenda_strip import AgendaStrip
from workbench.ui.pages.workshop.course import (
    Clock,
    Course,
    Pace,
    back_to_item_before,
    course_of,
    more_minutes,
    pace_of,
    to_next_item,
    utc_now,
)
from workbench.ui.pages.workshop.pane import Pane, case_types_of
from workbench.ui.pages.workshop.room_window import RoomWindow
from workbench.ui.pages.workshop.rows import Reckoning
from workbench.ui.pages.workshop.slides import Room, cases_per_year_of, steps_slide
from workbench.ui.pages.workshop.typed_last import typed_last
from workbench.ui.projector import Projector, Slide
from workbench.ui.widgets.page_stack import PageStack
from workbench.ui.widgets.parts import Segments, boxed, button, elided, named, on_ground, row
from workbench.ui.workspace import Workspace

VIEWS = ("prepare", "capture", "board", "read_back")
_ACTION_OF_VIEW = {
    "prepare": "view.prepare",
    "capture": "view.table",
    "board": "view.board",
    "read_back": "view.read_back",
}


class WorkshopPage(Page):
    """The page. ``clock`` says what time it is; tests hand in their own."""

    key: ClassVar[str] = "workshop"
    export_wanted = Signal(tuple)
    """Kinds of documents that somebody wants written."""
    commands_changed = Signal()
    """Another view is shown: it can do other things."""

    def __init__(self, workspace: Workspace, look: Look, clock: Clock = utc_now) -> None:
        super().__init__(workspace, look)
        self.clock = clock
        self.room = RoomWindow(self)
        self.panes: dict[str, Pane] = {}
        self._reckoning = Reckoning()
        self._pace: tuple[int, int] = (0, 0)
        self._active: tuple[str | None, str | None] = (None, None)
        self._stale_views: set[str] = set()
        self._view = "capture"
        self._kept_capture: dict[str, object] = {}
        self._is_first = True
        self.strip = AgendaStrip(look)
        self.chooser = QComboBox()
        self.facts = elided(look, "small", "text2")
        self.stack = PageStack()
        self._lay_out()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)
        self.strip.next_wanted.connect(lambda: self._move_agenda(to_next_item))
        self.strip.back_wanted.connect(lambda: self._move_agenda(back_to_item_before))
        self.strip.more_wanted.connect(lambda: self._move_agenda(more_minutes))
        self.strip.projector_wanted.connect(self.toggle_projector)

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        named(self.chooser, t("Workshop"))
        self.chooser.setFont(look.font("strong"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(22)
        self.chooser.activated.connect(self._choose)
        choices = (
            ("prepare", t("Prepare")),
            ("capture", t("Capture")),
            ("board", t("Level board")),
            ("read_back", t("Read back")),
        )
        self.segments = Segments(look, t("View"), choices, self._view, self.show_view)
        self.new = button(look, t("New workshop"), "plus", does=self.add_workshop)
        head = row(
            self.chooser,
            self.facts,
            self.new,
            self.segments,
            spacing=look.px(12),
            margins=(look.px(16), look.px(8), look.px(16), look.px(8)),
        )
        head.setStretch(1, 1)
        self._head = boxed(head)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self._head)
        whole.addWidget(self.stack, 1)
        on_ground(self, "surface")

    # what is shown

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that is chosen."""
        return self.workspace.workshop_of(self.workspace.workshop)

    @property
    def view(self) -> str:
        """Which of the views is shown."""
        return self._view

    @property
    def pane(self) -> Pane:
        """The view that is shown."""
        return self.pane_of(self._view)

    def pane_of(self, view: str) -> Pane:
        """Return a view; it is made when it is first wanted."""
        if view not in self.panes:
            made = self._made(view)
            self.panes[view] = made
            self.stack.addWidget(made)
            self._stale_views.add(view)
        return self.panes[view]

    def _made(self, view: str) -> Pane:
        if view == "board":
            from workbench.ui.pages.workshop.board import LevelBoard

            return LevelBoard(self.workspace, self.look)
        if view == "prepare":
            from workbench.ui.pages.workshop.prepare import PreparePane

            return PreparePane(self.workspace, self.look, self.clock)
        if view == "read_back":
            from workbench.ui.pages.workshop.read_back import ReadBackPane

            pane = ReadBackPane(self.workspace, self.look, self.clock)
            pane.slide_changed.connect(self.show_room)
            pane.export_wanted.connect(self.export_wanted)
            return pane
        from workbench.ui.pages.workshop.capture import CapturePane

        capture = CapturePane(self.workspace, self.look)
        capture.active_changed.connect(self._active_changed)
        capture.remember(self._kept_capture)
        return capture

    def show_view(self, view: str) -> None:
        """Show one of the views and give it the keyboard."""
        self._view = view
        self.segments.choose(view)
        pane = self.pane
        self._freshen()
        self.stack.setCurrentWidget(pane)
        pane.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_room()
        self.commands_changed.emit()

    def _freshen(self) -> None:
        """Show a view what happened while another one was on top."""
        if self._view in self._stale_views:
            self._stale_views.discard(self._view)
            self.pane.show_project(None)
            if self.workspace.results is not None:
                self.pane.show_results(self.workspace.results)

    def show_project(self, change: Change | None) -> None:
        """Show the project; the view on top now, the others when they come back."""
        if self._is_first:
            self._is_first = False
            self._go_where_somebody_typed()
        self._show_chooser()
        self._count()
        self._show_steps()
        self.tick()
        self._stale_views = set(self.panes) - {self._view}
        pane = self.pane
        self.stack.setCurrentWidget(pane)
        self._stale_views.discard(self._view)
        pane.show_project(change)
        self.show_room()

    def show_results(self, results: Results) -> None:
        """Show new figures."""
        self._stale_views |= set(self.panes) - {self._view}
        self.pane.show_results(results)
        self.show_room()

    def show_scope(self) -> None:
        """Another workshop or case type was chosen."""
        self._show_chooser()
        self._count()
        self._show_steps()
        self.tick()
        self._stale_views = set(self.panes) - {self._view}
        self.pane.show_scope()
        self.show_room()

    def _go_where_somebody_typed(self) -> None:
        """Show the workshop and the view in which the program was last killed while somebody typed."""
        found = typed_last(self.workspace.drafts)
        if found is None:
            return
        self._view, workshop = found
        self.segments.choose(self._view)
        if self.workspace.workshop_of(workshop) is not None:
            self.workspace.choose(workshop=workshop)

    def _show_chooser(self) -> None:
        t, workshop = self.texts, self.workshop
        wanted = [(self._called(one), one.id) for one in self.workspace.project.workshops]
        now = [(self.chooser.itemText(at), self.chooser.itemData(at)) for at in range(self.chooser.count())]
        if wanted != now:
            self.chooser.clear()
            for text, data in wanted:
                self.chooser.addItem(text, data)
        self.chooser.setCurrentIndex(self.chooser.findData(workshop.id if workshop else None))
        self.chooser.setEnabled(bool(wanted))
        self.chooser.setToolTip(self.chooser.currentText() or t("There is no workshop yet: make one"))
        self.facts.setText(self._facts(workshop))

    def _called(self, workshop: Workshop) -> str:
        t = self.texts
        if workshop.signed_off_on is not None:
            return t("{workshop} – signed off", workshop=workshop.title)
        if any(item.begun_at for item in workshop.agenda):
            return t("{workshop} – begun", workshop=workshop.title)
        return workshop.title

    def _facts(self, workshop: Workshop | None) -> str:
        if workshop is None:
            return ""
        t, project = self.texts, self.workspace.project
        parts = [one.name for one in project.departments if one.id == workshop.department]
        if workshop.on:
            parts.append(t.date(workshop.on))
        present = sum(one.is_present for one in workshop.participants)
        parts.append(t.plural("{n} participant", "{n} participants", present))
        return " · ".join(parts)

    def subtitle(self) -> str:
        """Return which of the workshops this is."""
        ids = [one.id for one in self.workspace.project.workshops]
        if self.workspace.workshop not in ids:
            return ""
        at, n = ids.index(self.workspace.workshop) + 1, len(ids)
        return self.texts("Workshop {at} of {n}", at=self.texts.number(at), n=self.texts.number(n))

    # time

    def tick(self) -> None:
        """Show what time it is; called once a second, and cheap: nothing in the project is read but the agenda."""
        workshop, now = self.workshop, self.clock()
        course = course_of(workshop, now) if workshop is not None else None
        self.strip.show_time(workshop, course, now)
        pace = self._pace_now(course)
        self.strip.show_pace(pace)
        if self.room.is_open:
            self.room.show_timing(workshop, course, pace)
            self.show_room()

    def _pace_now(self, course: Course | None) -> Pace:
        workshop = self.workshop
        if workshop is None or course is None:
            return Pace(0, 0, None, "empty")
        return pace_of(workshop, course, *self._pace)

    def _count(self) -> None:
        """Count the case types in which nothing is missing: after an edit, never on a tick."""
        project = self.workspace.project
        own = case_types_of(project, self.workshop)
        figures = self._reckoning.of(project, self.workspace.scenario, own)
        self._pace = (sum(not one.missing for one in figures), len(own))

    def _show_steps(self) -> None:
        workshop, now = self.workshop, self.clock()
        self.strip.show_steps(
            can_go_on=workshop is not None and to_next_item(workshop, now) is not None,
            can_go_back=workshop is not None and back_to_item_before(workshop, now) is not None,
            can_add=workshop is not None and more_minutes(workshop, now) is not None,
        )

    def _move_agenda(self, moved: Callable[..., Edit | None]) -> None:
        if self.workshop is None:
            return
        edit = moved(self.workshop, self.clock())
        if edit is not None:
            self.workspace.do(edit, cause=self.strip)

    # the room

    def toggle_projector(self) -> None:
        """Open the room's window, or close it."""
        self._timer.start()
        self.room.toggle()
        self.tick()

    @property
    def projector(self) -> Projector | None:
        """The room's window, once it was opened."""
        return self.room.window

    def show_room(self) -> None:
        """Let the room see this view."""
        self.room.show_slide(self._slide)

    def _slide(self) -> Slide | None:
        """Return what the room may see now; None leaves it what it sees."""
        workshop, pane = self.workshop, self.pane
        if workshop is None:
            return None
        if self._view != "capture":
            slide = pane.slide()
            if slide is not None or not self.room.is_blank:
                return slide
        project = self.workspace.project
        room = Room(project, workshop, case_types_of(project, workshop), self.texts)
        case_type, step = self._active if self._view == "capture" else (None, None)
        return steps_slide(room, case_type, step, cases_per_year_of(self.workspace.results, case_type))

    def _active_changed(self, case_type: str | None, step: str | None) -> None:
        self._active = (case_type or None, step or None)
        self.show_room()

    # what can be done

    def commands(self) -> Commands:
        """Return the views, the agenda, the projector, the minutes, and what the view on top can do."""
        found: dict[str, Callable[[], object]] = {
            action: (lambda view=view: self.show_view(view))  # type: ignore[misc]
            for view, action in _ACTION_OF_VIEW.items()
        }
        found["insert.workshop"] = self.add_workshop
        workshop = self.workshop
        if workshop is not None:
            now = self.clock()
            found["view.projector"] = self.toggle_projector
            found["export.minutes"] = lambda: self.export_wanted.emit(("minutes",))
            moves = (("next", to_next_item), ("back", back_to_item_before), ("more", more_minutes))
            for name, moved in moves:
                if moved(workshop, now) is not None:
                    found[f"agenda.{name}"] = lambda moved=moved: self._move_agenda(moved)  # type: ignore[misc]
        return {**found, **self.pane.commands()}

    def add_workshop(self) -> None:
        """Open the form for another workshop."""
        self.show_view("prepare")
        from workbench.ui.pages.workshop.prepare import PreparePane

        pane = self.pane
        if isinstance(pane, PreparePane):
            pane.open_form()

    def _choose(self, at: int) -> None:
        self.workspace.choose(workshop=self.chooser.itemData(at))

    def go_to(self, place: Place) -> bool:
        """Show a workshop, or a step of the one that is chosen."""
        if place.collection.startswith("workshops") and place.ids:
            if self.workspace.workshop_of(place.ids[0]) is None:
                return False
            self.workspace.choose(workshop=place.ids[0])
            view = "prepare" if self._is_prepared(place) else self._view
            self.show_view(view)
            self.pane.go_to(place)
            return True
        return self.pane.go_to(place)

    def _is_prepared(self, place: Place) -> bool:
        parts = ("workshops.agenda", "workshops.participants")
        return place.collection in parts or place.field in ("agenda", "participants", "facilitator", "on")

    def first_focus(self) -> QWidget:
        """Return what the keyboard reaches first in the view."""
        return self.pane.first_focus()

    def remembered(self) -> dict[str, object]:
        """Return which view is shown, and the capture table's layout."""
        capture = self.panes.get("capture")
        return {"view": self._view, "capture": capture.remembered() if capture else self._kept_capture}

    def remember(self, kept: dict[str, object]) -> None:
        """Take up the view that was shown last."""
        view, inner = kept.get("view"), kept.get("capture")
        if view in VIEWS:
            self._view = str(view)
            self.segments.choose(self._view)
        self._kept_capture = inner if isinstance(inner, dict) else {}

    # Qt's own names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.room.is_open:
            self._timer.stop()
