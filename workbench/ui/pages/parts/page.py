"""The page: two views, who owes what and the conflicts, with sending and merging above both."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.analysis.place import Place
from workbench.edits import Batch, RemoveItem
from workbench.model.text import N_
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands, Page
from workbench.ui.pages.parts.conflicts import ConflictsView
from workbench.ui.pages.parts.owing import Owing, OwingModel, OwingRow, counts_words
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import Segments, boxed, button, column, label, line, on_ground, row
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

_OWING, _CONFLICTS = "owing", "conflicts"


class PartsPage(Page):
    """What is out with the departments, what came back, and what is disputed."""

    key: ClassVar[str] = "parts"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._owing = Owing()
        self._took_up_drafts = False
        on_ground(self, "surface")
        t = self.texts
        self.model = OwingModel(look)
        self.table = TableView(look, self.model, t("Who owes what"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.current_changed.connect(lambda _row, _key: self._show_acts())
        self.table.activated.connect(lambda _index: self.see_conflicts())
        self.conflicts = ConflictsView(look, workspace)
        self.conflicts.merge_wanted.connect(lambda: self.action_wanted.emit("part.merge"))
        self.conflicts.list.current_changed.connect(lambda _row, _key: self.commands_changed.emit())
        self.views = Segments(
            look,
            t("What is shown"),
            ((_OWING, t("Who owes what")), (_CONFLICTS, t("Conflicts"))),
            _OWING,
            self.show_view,
        )
        self.figures = label(look, "", "body", "text2", wraps=True)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        look, t, edge = self.look, self.texts, self.look.px(16)
        self.send = button(
            look, t("Send a part…"), "send-outline", does=lambda: self.action_wanted.emit("part.send")
        )
        self.merge = button(
            look, t("Merge a part…"), "call-merge", does=lambda: self.action_wanted.emit("part.merge")
        )
        head = row(
            label(look, t("Parts"), "title"),
            None,
            self.send,
            self.merge,
            spacing=look.px(8),
            margins=(edge, look.px(12), edge, 0),
        )
        views = row(
            self.views, self.figures, spacing=look.px(16), margins=(edge, look.px(10), edge, look.px(10))
        )
        views.setStretch(1, 1)
        self.stack.addWidget(self._owing_pane())
        self.stack.addWidget(self.conflicts)
        whole = column(head, views, line(look), self.stack, spacing=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _owing_pane(self) -> QWidget:
        look, t, edge = self.look, self.texts, self.look.px(16)
        words = t(
            "A part holds one department's case types, checklists and questions, and nothing else. Send one, and what "
            "comes back is merged field by field."
        )
        send = button(
            look,
            t("Send a part…"),
            "send-outline",
            is_main=True,
            does=lambda: self.action_wanted.emit("part.send"),
        )
        self.empty = Empty(look, t("No part has been sent yet."), words, send, is_page=True)
        self.about = label(look, "", "small", "text2", wraps=True)
        self.forget_button = button(look, t("No longer expected"), does=self.forget)
        self.forget_button.setToolTip(t("Takes the part off the list. Undo brings it back."))
        self.see = button(look, t("See its conflicts"), "compare", does=self.see_conflicts)
        foot = row(
            self.about,
            self.see,
            self.forget_button,
            spacing=look.px(8),
            margins=(edge, look.px(8), edge, look.px(8)),
        )
        foot.setStretch(0, 1)
        inner = column(
            self.empty, row(self.table, margins=(look.px(8), 0, look.px(8), 0)), line(look), foot, spacing=0
        )
        inner.setStretch(1, 1)
        return boxed(inner, "surface")

    # what is shown

    def show_project(self, change: Change | None) -> None:
        before, now = (None if change is None else change.before), self.workspace.project
        watched = ("parts_out", "conflicts", "departments")
        if before is None or any(getattr(before, name) is not getattr(now, name) for name in watched):
            rows = self._owing.rows(now, today(), self.workspace.department)
            self.table.keeping_place(lambda: self.model.set_rows(rows))
            self._show_figures()
        self._show_acts()
        self.conflicts.show_project()
        self.commands_changed.emit()
        if not self._took_up_drafts:
            self._took_up_drafts = True
            self._take_up_drafts()

    def _take_up_drafts(self) -> None:
        for place, text in tuple(self.workspace.drafts.items()):
            page, _, rest = place.partition(":")
            wanted, _, key = rest.partition(":")
            if page == self.key and self._go_to_conflict(wanted):
                self.conflicts.pane.take_draft(key, text)

    def _show_figures(self) -> None:
        t, rows = self.texts, self.model.rows
        out = [one for one in rows if one.part is not None and one.part.came_back_on is None]
        late = sum(1 for one in out if one.days_late)
        is_all = self.workspace.department is None
        left = len(self.workspace.project.conflicts) if is_all else sum(one.left for one in rows)
        said = [t.plural("{n} part is out", "{n} parts are out", len(out))] if out else []
        if late:
            said.append(t.plural("{n} is late", "{n} are late", late))
        if left:
            said.append(t.plural("{n} conflict waits", "{n} conflicts wait", left))
        self.figures.setText(" · ".join(said))
        self.empty.setVisible(all(one.part is None for one in rows))

    def _show_acts(self) -> None:
        chosen: OwingRow | None = self.table.current_row
        part = chosen.part if chosen is not None else None
        self.forget_button.setEnabled(part is not None)
        self.see.setEnabled(chosen is not None and chosen.left > 0)
        came_back = part is not None and part.came_back_on is not None
        self.about.setText(counts_words(part.counts, self.texts) if part is not None and came_back else "")

    def show_view(self, view: str) -> None:
        """Show who owes what, or the conflicts."""
        self.views.choose(view)
        self.stack.setCurrentIndex(0 if view == _OWING else 1)
        self.commands_changed.emit()

    # what can be done

    @property
    def chosen_department(self) -> str | None:
        """The department of the chosen line: sending a part begins with it."""
        row: OwingRow | None = self.table.current_row
        return row.department if row is not None and self.stack.currentIndex() == 0 else None

    def forget(self) -> None:
        """Take the chosen part off the list: nobody expects it any longer."""
        row: OwingRow | None = self.table.current_row
        if row is not None and row.part is not None:
            name = N_("no longer expect the part of {department}")
            removal = RemoveItem(collection="parts_out", id=row.part.id)
            self.workspace.do(Batch(name=name, values={"department": row.name}, edits=(removal,)))

    def see_conflicts(self) -> None:
        """Show the conflicts of the chosen part."""
        row: OwingRow | None = self.table.current_row
        if row is not None and row.part is not None and row.left:
            self.show_conflicts(row.part.id)

    def show_conflicts(self, part: str = "") -> None:
        """Show the conflicts, of one part if it has any."""
        self.show_view(_CONFLICTS)
        self.conflicts.choose_part(part)
        self.conflicts.list.setFocus()

    # the contract

    def commands(self) -> Commands:
        doing: dict[str, Callable[[], object]] = {}
        if self.stack.currentIndex() == 1:
            doing |= self.conflicts.possible()
            return doing | {"edit.copy": self.conflicts.list.copy}
        row: OwingRow | None = self.table.current_row
        if row is not None:
            doing["edit.copy"] = self.table.copy
            if row.part is not None:
                doing["edit.delete"] = self.forget
        return doing

    def _go_to_conflict(self, wanted: str) -> bool:
        if all(one.id != wanted for one in self.workspace.project.conflicts):
            return False
        if not self.conflicts.choose(wanted):
            self.workspace.choose(department=None)
            self.conflicts.show_project()
        self.show_view(_CONFLICTS)
        return self.conflicts.choose(wanted)

    def go_to(self, place: Place) -> bool:
        if place.collection == "conflicts":
            if not place.ids:
                self.show_conflicts()
                return True
            return self._go_to_conflict(place.ids[0])
        if place.collection != "parts_out":
            return False
        self.show_view(_OWING)
        self.table.setFocus()
        return not place.ids or self.table.go_to(place.ids[0])

    def first_focus(self) -> QWidget:
        if self.stack.currentIndex() == 1:
            return self.conflicts.list if self.conflicts.model.rows else self
        return self.table

    def subtitle(self) -> str:
        department = self.workspace.department
        return next((d.name for d in self.workspace.project.departments if d.id == department), "")

    def remembered(self) -> dict[str, object]:
        return {"view": self.views.chosen, "split": self.conflicts.split.remembered()}

    def remember(self, kept: dict[str, object]) -> None:
        self.conflicts.split.remember(kept.get("split"))
        if kept.get("view") == _CONFLICTS:
            self.show_view(_CONFLICTS)
