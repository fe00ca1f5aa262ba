"""What the views of staffing share: cards, and what stands there instead of figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.parts import Part, button, column, label
from workbench.ui.workspace import Workspace


def card(look: Look, name: str, *parts: Part) -> QFrame:
    """Return a card that holds ``parts`` from above downwards: a chart brings its own title."""
    made = QFrame()
    made.setProperty("card", True)
    made.setAccessibleName(name)
    edge = look.px(16)
    made.setLayout(column(*parts, margins=(edge, look.px(10), edge, look.px(12)), spacing=look.px(8)))
    return made


class FiguresPane(Pane):
    """A view that shows figures, or says why there are none. Subclasses make :meth:`show_figures`."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self.strips: list[FigureStrip] = []
        self.beside: list[Beside] = []
        self._shown: tuple[object, ...] = ()
        self._way: QPushButton = button(look, "", is_main=True, does=self._go)
        self._where: Place | None = None
        self._empty = Empty(look, "", "", self._way)
        self._body = QWidget()
        self.setLayout(column(self._empty, self._body, None, spacing=0))
        self._body.hide()
        self._say_nothing()

    def set_body(self, *parts: Part) -> None:
        """Lay out what is shown where there are figures."""
        self._body.setLayout(column(*parts, spacing=self.look.px(12)))

    def show_figures(self, results: Results) -> None:
        """Show ``results``, of which there are some."""
        raise NotImplementedError

    def needs_case_types(self) -> bool:
        """Tell whether the view has nothing to show where there are no case types."""
        return True

    def needs_contacts(self) -> bool:
        """Tell whether the view has nothing to show where nothing moves to customer service."""
        return True

    def _say_nothing(self) -> None:
        t, project, results = self.texts, self.workspace.project, self.workspace.results
        why, gives, way, where = "", "", "", None
        if not project.case_types and self.needs_case_types():
            why = t("No case types yet.")
            gives = t("Staffing follows from what residents ask for, how often, and how long it takes.")
            way, where = t("Go to case types"), Place("case_types")
        elif results is None:
            why = t("Calculating…")
        elif self.needs_contacts() and not results.staffing.staffed_hours_per_year:
            why = t("Nothing moves to customer service in this scenario.")
            gives = t("Give steps a level, minutes and a volume, or choose other levels in the scenario.")
            way, where = t("Go to scenarios"), Place("scenarios")
        self._where = where
        self._empty.say(why, gives)
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._empty.setVisible(bool(why))
        self._body.setVisible(not why)

    def _go(self) -> None:
        if self._where is not None:
            self.workspace.go_to(self._where)

    def sees(self) -> tuple[object, ...]:
        """Return what the figures shown depend on: the same objects, the same figures."""
        work = self.workspace
        return (work.results, work.department, work.project.departments, work.project.frontline_positions)

    # what the page tells

    def show_project(self, change: Change | None) -> None:
        del change
        self._say_nothing()

    def show_results(self, results: Results) -> None:
        self._say_nothing()
        sees = self.sees()
        if not self._body.isHidden() and not _are_same(sees, self._shown):
            self._shown = sees
            self.show_figures(results)

    def fit(self, room: int) -> None:
        for one in self.beside:
            one.fit(room)
        for strip in self.strips:
            strip.fit(room)

    def first_focus(self) -> QWidget:
        if self._body.isHidden():
            return self._way if self._where is not None else self
        return super().first_focus()


def _are_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def remark(look: Look, text: str = "") -> QLabel:
    """Return a quiet line below a table or chart."""
    made = label(look, text, "small", "text2", wraps=True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made
