"""The page: headline figures, departments, what stops, what next; every figure unfolds beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.pages.overview.cards import Cards
from workbench.ui.pages.overview.departments import Departments
from workbench.ui.pages.overview.figures import figures, waiting
from workbench.ui.pages.overview.lists import ListCard, show_blocking, show_next
from workbench.ui.pages.page import Commands, Page
from workbench.ui.turns import Turns
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.explained import Explained
from workbench.ui.widgets.parts import boxed, button, column, label, on_ground, row
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.standing.progress import Progress


class OverviewPage(Page):
    """Where the project stands."""

    key: ClassVar[str] = "overview"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._memo = Memo()
        self._progress: Progress | None = None
        self._turns = Turns(self, workspace.background)
        t = self.texts
        on_ground(self, "window")
        self._about = label(look, "", "body", "text2", wraps=True)
        self._cards = Cards(look, 6, self._unfold)
        self._model = Departments(look)
        self.departments = TableView(look, self._model, t("Departments"), row_height=30)
        self.departments.doubleClicked.connect(lambda _index: self._open_department())
        self._blocking = ListCard(look, t("This stops"), "", workspace.go_to)
        self._next = ListCard(look, t("Do next"), t("ordered by effect"), workspace.go_to)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(look.px(12))
        self._below.addWidget(self._blocking, 1)
        self._below.addWidget(self._next, 1)
        self._empty = self._empty_state()
        self._build()
        workspace.results_became_stale.connect(self._cards.dim)

    def _build(self) -> None:
        look, t = self.look, self.texts
        edge = look.px(20)
        head = row(label(look, t("Overview"), "title"), look.px(8), self._about)
        head.setStretch(2, 1)
        self._content = boxed(column(self._cards, self.departments, spacing=look.px(12)))
        layout = self._content.layout()
        if isinstance(layout, QBoxLayout):
            layout.addLayout(self._below)
        inner = column(
            head,
            self._empty,
            self._content,
            None,
            spacing=look.px(12),
            margins=(edge, look.px(16), edge, edge),
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(boxed(inner, "window"))
        self._area.setAccessibleName(t("Overview"))
        self.explained = Explained(self.workspace, look, self._area)
        self.explained.changed.connect(self._fit)
        self.setLayout(column(self.explained))

    def _empty_state(self) -> QWidget:
        look, t = self.look, self.texts
        return Empty(
            look,
            t("No case types yet."),
            t("Here stands how far each department has come, and what it means in people and money."),
            button(
                look,
                t("Open the workshop"),
                "presentation",
                is_main=True,
                does=lambda: self.workspace.go_to(Place("workshops")),
            ),
            button(
                look,
                t("Go to the case types"),
                "format-list-bulleted",
                does=lambda: self.workspace.go_to(Place("case_types")),
            ),
        )

    def show_project(self, change: Change | None) -> None:
        project, t = self.workspace.project, self.texts
        is_empty = not project.case_types
        self._empty.setVisible(is_empty)
        self._content.setVisible(not is_empty)
        self._about.setText(
            " · ".join(
                (
                    t.plural("{n} department", "{n} departments", len(project.departments)),
                    t.plural("{n} case type", "{n} case types", len(project.case_types)),
                    t("planned for {year}", year=str(project.settings.planning_year)),
                )
            )
        )
        if self._progress is None:
            self._cards.show_figures(waiting(t))
            for card in (self._blocking, self._next):
                for piece in card.show_lines((), t("Calculating…")):
                    piece()
        if change is not None:
            self._cards.dim()

    def show_results(self, results: Results) -> None:
        project = self.workspace.project

        def work(pause: Pause) -> Progress:
            from workbench.analysis.standing.progress import progress

            return progress(project, results, self._memo, pause=pause)

        self.workspace.background.run("progress", work, lambda made: self._show(results, made))

    def _show(self, results: Results, made: Progress) -> None:
        project, t = self.workspace.project, self.texts
        self._progress = made
        self._turns.take(
            lambda: self._cards.show_figures(figures(project, results, made, t)),
            lambda: self._show_departments(made),
            *show_blocking(self._blocking, made.blocking, project, t),
            *show_next(self._next, made.next_actions, t),
            self.explained.refresh,
        )

    def _unfold(self, key: str) -> None:
        self.explained.unfold(key)

    def _show_departments(self, made: Progress) -> None:
        known = {row.department: row for row in self._model.rows}
        rows_now = (*made.departments, made.total)
        kept = (known.get(row.department) for row in rows_now)
        self._model.set_rows([old if old == new else new for old, new in zip(kept, rows_now, strict=True)])
        rows = min(len(self._model.rows), 14)
        header = self.departments.horizontalHeader().height()
        self.departments.setFixedHeight(
            header + rows * self.departments.verticalHeader().defaultSectionSize() + self.look.px(14)
        )

    def _open_department(self) -> None:
        chosen = self.departments.current_row
        if chosen is not None:
            self.workspace.choose(department=chosen.department)
            self.workspace.go_to(Place("case_types"))

    def commands(self) -> Commands:
        return {"edit.copy": self.departments.copy}

    def go_to(self, place: Place) -> bool:
        if place.collection == "departments" and place.ids:
            return self.departments.go_to(place.ids[0])
        return False

    def first_focus(self) -> QWidget:
        return self._cards.cards[0]

    def subtitle(self) -> str:
        department = self.workspace.department
        chosen = next((one.name for one in self.workspace.project.departments if one.id == department), None)
        return chosen or self.texts("The whole project")

    def _fit(self) -> None:
        """Lay cards and lists side by side or below each other, as there is room."""
        room = self.width() - self.explained.room_beside
        self._cards.fit(room)
        is_narrow = room < self.look.px(900)
        self._below.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
