"""The level board: every step of the workshop as a card, in the column of its level, with the boundary in between.

A card is moved by carrying it, by Alt with an arrow, or by a digit; several chosen ones go together, in one undo.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workbench.analysis.memo import Memo
from workbench.analysis.place import Place
from workbench.edits import Batch, ChangeItem
from workbench.model.case_types import CaseType
from workbench.model.identity import is_same
from workbench.model.process import Step
from workbench.model.rosa import LEVELS
from workbench.model.text import N_
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.pages.workshop.board_column import BoardColumn, Card
from workbench.ui.pages.workshop.pane import Pane, case_types_of
from workbench.ui.pages.workshop.slides import Room, board_slide, performer_of
from workbench.ui.projector import Slide
from workbench.ui.widgets.parts import boxed, column, key_hint, label, named, on_ground, row
from workbench.ui.workspace import Workspace

COLUMNS: tuple[int | None, ...] = (None, *LEVELS)


class LevelBoard(Pane):
    """Nine columns side by side: no level yet, then levels 1-8."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._case_types: tuple[CaseType, ...] = ()
        self._shown_for: tuple[object, ...] = ()
        self._is_choosing = False
        self._memo = Memo()
        self.columns = {level: BoardColumn(look, level) for level in COLUMNS}
        self.filter = QComboBox()
        named(self.filter, self.texts("Show the steps of"))
        self.filter.setFont(look.font())
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter.setMinimumContentsLength(24)
        self.filter.currentIndexChanged.connect(lambda _at: self._show_cards())
        self.summary = label(look, "", "small", "text2")
        self._ghost = label(look, "", "head")
        self._lay_out()
        for one in self.columns.values():
            one.level_wanted.connect(self.put_on)
            one.shift_wanted.connect(self.shift)
            one.walked.connect(lambda by, one=one: self._walk(one, by))
            one.chosen.connect(lambda keeps, one=one: self._chosen(one, keeps=keeps))
            one.carried.connect(lambda at, one=one: self._carry(one, at))
            one.dropped.connect(self._drop)
            one.given_up.connect(self._put_away)

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        board = QWidget()
        self._board = board
        parts: list[QWidget] = []
        for level, one in self.columns.items():
            if level == 5:
                parts.append(_Boundary(look))
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            parts.append(boxed(column(one.head, one, spacing=0)))
        board.setLayout(row(*parts, spacing=look.px(6)))
        area = QScrollArea()
        area.setWidget(board)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(t("Level board"))
        self._area = area
        keys = row(
            key_hint(look, "1–8"),
            label(look, t("level"), "small", "text2"),
            key_hint(look, "0"),
            label(look, t("clear"), "small", "text2"),
            key_hint(look, "Alt+←→"),
            label(look, t("one level on"), "small", "text2"),
            key_hint(look, "Shift+↑↓"),
            label(look, t("choose several"), "small", "text2"),
            spacing=look.px(6),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(8))
        whole.setSpacing(look.px(8))
        whole.addLayout(
            row(
                label(look, t("Steps of"), "small", "text2"),
                self.filter,
                self.summary,
                None,
                spacing=look.px(8),
            )
        )
        whole.addWidget(area, 1)
        whole.addLayout(row(boxed(keys), None))
        self._ghost.setParent(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.setMargin(look.px(8))
        on_ground(self._ghost, "selection")
        self._ghost.hide()

    # what is shown

    def show_project(self, change: Change | None) -> None:
        """Show the steps of the workshop's case types; nothing happens while those are the same objects."""
        del change
        project = self.workspace.project
        self._case_types = case_types_of(project, self.workshop)
        reads = (*self._case_types, project.units, project.municipality)
        if is_same(self._shown_for, reads):
            return
        self._shown_for = reads
        self._fill_filter()
        self._show_cards()

    def _fill_filter(self) -> None:
        t = self.texts
        wanted = [(t("All case types"), None), *((one.name, one.id) for one in self._case_types)]
        now = [(self.filter.itemText(at), self.filter.itemData(at)) for at in range(self.filter.count())]
        if wanted == now:
            return
        kept = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        for text, data in wanted:
            self.filter.addItem(text, data)
        self.filter.setCurrentIndex(max(0, self.filter.findData(kept)))
        self.filter.blockSignals(False)

    def _show_cards(self) -> None:
        cards = self._cards()
        for level, shown in self.columns.items():
            shown.show_cards(tuple(card for card in cards if card.level == level))
        unset = sum(card.level is None for card in cards)
        t = self.texts
        text = t.plural("{n} step", "{n} steps", len(cards))
        if unset:
            text = t("{steps} · {n} without a level", steps=text, n=t.number(unset))
        if not cards:
            text = t("No steps yet: write them under Capture.")
        self.summary.setText(text)

    def _cards(self) -> list[Card]:
        """Return the cards that are shown; those of a case type are made again when it is another object."""
        project, only = self.workspace.project, self.filter.currentData()
        units = self._memo.once(
            "units", (project.units,), lambda: {one.id: one.name for one in project.units}
        )

        def made(at: int) -> tuple[Card, ...]:
            return self._cards_of(self._case_types[at], units)

        found = self._memo.each("cards", self._case_types, (project.units, project.municipality), made)
        return [card for cards in found for card in cards if only in (None, card.case_type)]

    def _cards_of(self, case_type: CaseType, units: dict[str, str]) -> tuple[Card, ...]:
        return tuple(
            Card(
                id=step.id,
                case_type=case_type.id,
                title=step.title,
                case_type_name=case_type.name,
                performer=performer_of(step, self.workspace.project, units, self.texts),
                level=step.level,
                has_disagreement=bool(step.disagreements),
            )
            for step in case_type.steps
        )

    def go_to(self, place: Place) -> bool:
        """Show a step, if it is on the board."""
        if place.collection != "case_types.steps" or len(place.ids) != 2:
            return False
        return self._focus_on(place.ids[1])

    def first_focus(self) -> QWidget:
        """Return the column that holds the keyboard, else the first that holds cards."""
        for one in self.columns.values():
            if one.cards.rows:
                if not one.currentIndex().isValid():
                    one.go_to(0)
                    self._chosen(one, keeps=False)  # Ctrl of Ctrl+L is still held: it asks for no second card
                return one
        return self.filter

    def slide(self) -> Slide | None:
        """Return the board as the room sees it: counts per level, and the card that is current."""
        workshop = self.workshop
        if workshop is None:
            return None
        room = Room(self.workspace.project, workshop, self._case_types, self.texts)
        levels = [step.level for one in self._case_types for step in one.steps]
        return board_slide(room, levels, self._current_step())

    def _current_step(self) -> Step | None:
        card = next((one.current for one in self.columns.values() if one.hasFocus()), None)
        if card is None:
            return None
        steps = (step for one in self._case_types if one.id == card.case_type for step in one.steps)
        return next((step for step in steps if step.id == card.id), None)

    # what a person does

    def commands(self) -> Commands:
        """Return the level actions while cards are chosen."""
        if not self.chosen_cards():
            return {}
        found = {f"row.level_{n}": (lambda n=n: self.put_on(n)) for n in LEVELS}
        return {**found, "row.level_none": lambda: self.put_on(None)}

    def chosen_cards(self) -> tuple[Card, ...]:
        """Return the chosen cards of all columns."""
        return tuple(card for one in self.columns.values() for card in one.chosen_cards())

    def put_on(self, level: int | None) -> None:
        """Put the chosen cards on ``level``: one edit, one undo."""
        self._set((card, level) for card in self.chosen_cards())

    def shift(self, by: int) -> None:
        """Move each chosen card ``by`` levels; from "not set" a step on is level 1."""
        wanted = []
        for card in self.chosen_cards():
            at = COLUMNS.index(card.level) + by
            if 0 <= at < len(COLUMNS):
                wanted.append((card, COLUMNS[at]))
        self._set(wanted)

    def _set(self, wanted: Iterable[tuple[Card, int | None]]) -> None:
        changed = [(card, level) for card, level in wanted if card.level != level]
        if not changed:
            return
        edits = tuple(
            ChangeItem(
                collection="case_types.steps", within=(card.case_type,), id=card.id, changes={"level": level}
            )
            for card, level in changed
        )
        levels = {level for _, level in changed}
        only = levels.pop() if len(levels) == 1 else None
        if only is not None:
            batch = Batch(name=N_("set level {level}"), values={"level": only}, edits=edits)
        else:
            batch = Batch(name=N_("move cards on the level board"), edits=edits)
        self.workspace.do(batch, cause=self)
        self._choose_again([card.id for card, _ in changed])

    def _choose_again(self, ids: list[str]) -> None:
        """Keep the moved cards chosen where they are now, so that the next key goes to them too."""
        self.show_project(None)
        self._focus_on(ids[0])
        self._is_choosing = True
        for one in self.columns.values():
            for at, card in enumerate(one.cards.rows):
                if card.id in ids:
                    index = one.cards.index(at, 0)
                    one.selectionModel().select(index, one.selectionModel().SelectionFlag.Select)
        self._is_choosing = False

    def _focus_on(self, step: str) -> bool:
        for one in self.columns.values():
            at = one.cards.row_at(step)
            if at is not None:
                one.setFocus()
                self._area.ensureWidgetVisible(one, self.look.px(16), 0)
                return one.go_to(at)
        return False

    def _walk(self, source: BoardColumn, by: int) -> None:
        """Go to the nearest column that holds cards, at the same height."""
        order = list(self.columns.values())
        at = order.index(source) + by
        while 0 <= at < len(order):
            if order[at].cards.rows:
                order[at].setFocus()
                order[at].go_to(source.currentIndex().row())
                self._area.ensureWidgetVisible(order[at], self.look.px(16), 0)
                return
            at += by

    def _chosen(self, source: BoardColumn, *, keeps: bool) -> None:
        if keeps or self._is_choosing:
            return
        for one in self.columns.values():
            if one is not source:
                one.clearSelection()

    # carrying

    def _target(self, at: QPoint) -> BoardColumn | None:
        """Return the column under a place on the screen, head included."""
        for one in self.columns.values():
            holder = one.parentWidget()
            if holder is not None and holder.rect().contains(holder.mapFromGlobal(at)):
                return one
        return None

    def _carry(self, source: BoardColumn, at: QPoint) -> None:
        cards = self.chosen_cards() or ((source.current,) if source.current else ())
        if not self._ghost.isVisible() and cards:
            more = len(cards) - 1
            text = cards[0].title
            if more:
                text = self.texts("{step} and {n} more", step=text, n=self.texts.number(more))
            self._ghost.setText(text)
            self._ghost.adjustSize()
            self._ghost.raise_()
            self._ghost.show()
        place = self.mapFromGlobal(at) + QPoint(self.look.px(10), self.look.px(6))
        place.setX(max(0, min(place.x(), self.width() - self._ghost.width())))
        self._ghost.move(place)
        target = self._target(at)
        for one in self.columns.values():
            one.mark_as_target(is_target=one is target and one is not source)
        bar = self._area.horizontalScrollBar()
        edge, x = self.look.px(24), self._area.mapFromGlobal(at).x()
        if x < edge or x > self._area.width() - edge:
            bar.setValue(bar.value() + (-edge if x < edge else edge))

    def _drop(self, at: QPoint) -> None:
        self._put_away()
        target = self._target(at)
        if target is not None:
            self.put_on(target.level)

    def _put_away(self) -> None:
        self._ghost.hide()
        for one in self.columns.values():
            one.mark_as_target(is_target=False)


class _Boundary(QWidget):
    """The thick line between what can move and what stays."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFixedWidth(look.px(3))
        self.setAccessibleName(look.texts("Boundary between customer service and department"))

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), self.look.color("text"))
        painter.end()
