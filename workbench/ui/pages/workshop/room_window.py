"""Between the page and the room: what is private stays, what is shown follows, and the room keeps its last picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from workbench.model.programme import Workshop
from workbench.ui.pages.page import Page
from workbench.ui.pages.workshop.course import Course, Pace, as_clock, short_title
from workbench.ui.projector import Projector, Slide, Timing


class RoomWindow(QObject):
    """The projector of one page. A widget with the property ``private`` is for the operator's eyes alone."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._shows: Callable[[], Slide | None] = lambda: None
        self.window: Projector | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def is_open(self) -> bool:
        """Whether the room sees anything."""
        return self.window is not None and self.window.isVisible()

    @property
    def is_blank(self) -> bool:
        """Whether the room has seen nothing yet."""
        return self.window is None or self.window.slide is None

    def toggle(self) -> None:
        """Open the window on the second screen, or close it."""
        if self.window is not None and self.window.isVisible():
            self.window.close()
            return
        if self.window is None:
            self.window = Projector(self._page.look)
            self._page.destroyed.connect(self.window.deleteLater)
            self.window.destroyed.connect(self._forget)
        if self.window.show_on_second_screen():
            self._page.window().activateWindow()  # the keyboard stays with the operator

    def show_slide(self, shows: Callable[[], Slide | None]) -> None:
        """Show what ``shows`` returns; while the operator is somewhere private the room keeps what it saw last."""
        self._shows = shows
        if self.window is not None and self.is_open and (self.is_blank or not self._is_private()):
            self.window.show_slide(shows())

    def show_timing(self, workshop: Workshop | None, course: Course | None, pace: Pace) -> None:
        """Show the agenda item, how far, and the time left."""
        if self.window is None:
            return
        if workshop is None or course is None or course.at is None:
            self.window.show_timing(Timing())
            return
        t = self._page.texts
        progress = t("{done} of {n}", done=t.number(pace.n_done), n=t.number(pace.n)) if pace.n else ""
        item = short_title(workshop.agenda[course.at])
        self.window.show_timing(Timing(item, round(course.share, 3), progress, as_clock(course.left_s)))

    def _is_private(self) -> bool:
        """Tell whether the operator is on another page, or writes where nobody else may look."""
        if not self._page.isVisible():
            return True
        at: QWidget | None = self._page.window().focusWidget()  # of this window, whichever is in front
        while at is not None and at is not self._page:
            if at.property("private"):
                return True
            at = at.parentWidget()
        return False

    def _forget(self) -> None:
        self.window = None

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self.is_open and self._page.isVisible():
            self.show_slide(self._shows)
