"""The first page of a department's part: when it is due, how much is written, what is left, and how it goes back.

What the whole would need in people and money is not here: a part is no basis for it.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.analysis.standing.part import PartStanding, standing
from workbench.locale import Texts
from workbench.model.parts import Part
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Page
from workbench.ui.widgets.left_list import LeftList
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import boxed, button, column, label, link, named, on_ground, row
from workbench.ui.workspace import Workspace

_ROWS = 9


def sent_words(part: Part, texts: Texts) -> str:
    """Return when a part was sent, to whom, and when it is to be back."""
    sent = texts.date(part.sent_on)
    if part.sent_to:
        said = texts("Sent by the project office on {day} to {name}.", day=sent, name=part.sent_to)
    else:
        said = texts("Sent by the project office on {day}.", day=sent)
    if part.due is None:
        return said
    left = (part.due - today()).days
    if left < 0:
        back = texts("It was to be back on {day}.", day=texts.date(part.due))
    else:
        back = texts.plural(
            "It is to be back on {day}, in {n} day.",
            "It is to be back on {day}, in {n} days.",
            left,
            day=texts.date(part.due),
        )
    return f"{said} {back}"


class _Count(QFrame):
    """So many are written, of so many, and the way to them."""

    def __init__(self, look: Look, title: str, way: str, place: Place, workspace: Workspace) -> None:
        super().__init__()
        self.look = look
        self.setProperty("card", True)
        self._number = label(look, "…", "headline")
        go = link(look, way, partial(workspace.go_to, place))
        pad = look.px(16)
        self.setLayout(
            column(
                label(look, title, "body", "text2", wraps=True),
                self._number,
                go,
                spacing=look.px(2),
                margins=(pad, look.px(12), pad, look.px(12)),
            )
        )

    def show_count(self, done: int, of: int) -> None:
        """Show ``done`` of ``of``."""
        t = self.look.texts
        self._number.setText(t("{done} of {all}", done=t.number(done), all=t.number(of)))


class PartPage(Page):
    """Where the department's part stands."""

    key: ClassVar[str] = "overview"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        t, edge = self.texts, look.px(20)
        on_ground(self, "window")
        self._title = label(look, "", "title", wraps=True)
        self._sent = label(look, "", "body", "text2", wraps=True)
        self._checklists = _Count(
            look, t("Checklists that are written"), t("Go to the checklists"), Place("checklists"), workspace
        )
        self._faqs = _Count(
            look, t("Questions that have an answer"), t("Go to the questions"), Place("faqs"), workspace
        )
        self.left = LeftList(look, workspace.go_to)
        self._nothing = label(look, t("Nothing is left."), "body", "text2", wraps=True)
        self.send_back = button(
            look,
            t("Send back…"),
            "export",
            is_main=True,
            does=partial(self.action_wanted.emit, "file.send_back"),
        )
        counts = row(self._checklists, self._faqs, spacing=look.px(12))
        counts.setStretch(0, 1)
        counts.setStretch(1, 1)
        inner = column(
            self._title,
            self._sent,
            counts,
            look.px(4),
            label(look, t("What is left"), "section"),
            self._nothing,
            self.left,
            look.px(4),
            label(look, t("When you are done"), "section"),
            label(
                look,
                t(
                    "Everything you type is kept by itself. You can stop at any time, go on another day, "
                    "and send it back with things left to do."
                ),
                "body",
                "text2",
                wraps=True,
            ),
            row(self.send_back, None),
            None,
            spacing=look.px(10),
            margins=(edge, look.px(16), edge, edge),
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(boxed(inner, "window"))
        named(area, t("Overview"))
        self.setLayout(column(area))

    def show_project(self, change: Change | None) -> None:
        del change
        self._show()

    def show_results(self, results: Results) -> None:
        del results
        self._show()

    @property
    def standing(self) -> PartStanding:
        """How far the part has come, as far as it is calculated."""
        results = self.workspace.results
        return standing(self.workspace.project, results.findings if results is not None else (), today())

    def _show(self) -> None:
        part = self.workspace.part
        if part is None:
            return
        now = self.standing
        self._title.setText(next((one.name for one in self.workspace.departments), ""))
        self._sent.setText(sent_words(part, self.texts))
        if self.workspace.results is not None:  # it says which case types need a checklist and have none
            self._checklists.show_count(now.checklists, now.checklists_of)
        self._faqs.show_count(now.faqs, now.faqs_of)
        self.left.show_left(now.left, _ROWS)
        self.left.setVisible(bool(now.left))
        self._nothing.setVisible(not now.left)

    def first_focus(self) -> QWidget:
        return self.left if not self.left.isHidden() else self.send_back
