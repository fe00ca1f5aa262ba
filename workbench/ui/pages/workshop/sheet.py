"""What the capture table shows and where one stands in it: rows of the workshop, folding, the empty row, moving on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Literal

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from workbench.analysis.engine import warm_up
from workbench.analysis.standing.now import workshop_now
from workbench.capture import KnownNames, known_names
from workbench.edits import Batch
from workbench.model.case_types import CaseType
from workbench.model.pause import Pause, pausing
from workbench.model.programme import Workshop
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel
from workbench.ui.look import Look
from workbench.ui.pages.workshop.cells import COLUMN_KEYS, CellWriter
from workbench.ui.pages.workshop.pane import case_types_of
from workbench.ui.pages.workshop.rows import END, Figures, Gap, Reckoning, Row, Rows, unfilled
from workbench.ui.pages.workshop.table import CaptureModel, CaptureView
from workbench.ui.workspace import Workspace

_WALKED = COLUMN_KEYS[1:-1]
"""Columns that the keyboard goes to: not the number, not the state."""


class Sheet:
    """The table with everything that decides which rows it has. It makes edits, and follows them at once."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        self.workspace, self.look = workspace, look
        self.reckoning = Reckoning()
        self.writer = CellWriter(look.texts)
        self.model = CaptureModel(look, self.writer)
        self.view = CaptureView(look, self.model, look.texts("Case types and steps"))
        self.case_types: tuple[CaseType, ...] = ()
        self.figures: tuple[Figures, ...] = ()
        self.gap: Gap | None = None
        self.fresh: set[str] = set()
        self.only: frozenset[str] | None = None
        self.last_channel = Channel.PHONE
        self._names: KnownNames | None = None
        self._rows = Rows()
        self._folded: set[str] = set()
        self._known: set[str] = set()
        self._shown_workshop: str | None = None

    # what there is

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that is shown."""
        return self.workspace.workshop_of(self.workspace.workshop)

    @property
    def department(self) -> str | None:
        """The department whose units come first."""
        workshop = self.workshop
        return workshop.department if workshop else self.workspace.department

    @property
    def names(self) -> KnownNames:
        """What a line may name."""
        mark: Literal[".", ","] = "." if self.look.texts.language == "en" else ","
        known = known_names(
            self.workspace.project,
            department=self.department,
            last_channel=self.last_channel,
            decimal_mark=mark,
            previous=self._names,
        )
        self._names = known  # kept here: a channel said in a line would otherwise ask anew at every key
        return known

    def row(self, key: str) -> Row | None:
        """Return the row with this key, or None."""
        at = self.model.row_at(key)
        return None if at is None else self.model.rows[at]

    def case_type_above(self, key: str | None) -> CaseType | None:
        """Return the case type above the one with this id; the last one for None."""
        ids = [one.id for one in self.case_types]
        at = ids.index(key) if key in ids else len(ids)
        return self.case_types[at - 1] if at > 0 else None

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The chosen rows that are there; the current one where none is chosen."""
        return tuple(row for row in self._selected() if not row.is_empty)

    def _selected(self) -> tuple[Row, ...]:
        selection = self.view.selectionModel().selection()
        ranges = [selection.at(at) for at in range(selection.count())]
        places = sorted({at for one in ranges for at in range(one.top(), one.bottom() + 1)})
        rows = tuple(self.model.rows[at] for at in places if at < len(self.model.rows))
        here = self.view.current()
        return rows or ((here[0],) if here is not None else ())

    # showing

    def refresh(self) -> None:
        """Show the project as it is; the place, the choice of rows and an open editor stay."""
        project, workshop = self.workspace.project, self.workshop
        self.case_types = case_types_of(project, workshop)
        self.figures = self.reckoning.of(project, self.workspace.scenario, self.case_types)
        self._keep_folds(workshop.id if workshop else None)
        if self.writer.units is not self._unit_names():
            self.writer.units = self._unit_names()
            self.model.refresh()
        service = project.municipality.customer_service_name
        self.writer.service = service or self.look.texts("Customer service")
        self.writer.names = self.names
        known = {one.id for one in self.case_types}
        if self.gap is not None and self.gap.case_type not in (*known, None):
            self.gap = None
        self._keeping_place(self._set_rows)
        self.view.put_editor()

    def prepare(self, done: Callable[[], object]) -> None:
        """Reckon in the background what these case types come to; then show it and call ``done``."""
        project, scenario, case_types = self.workspace.project, self.workspace.scenario, self.case_types
        reckoning = Reckoning()

        def work(pause: Pause) -> None:
            warm_up(project.municipality.country, project.settings.planning_year, pause)
            reckoning.is_ready = True
            with pausing(pause), suppress(ProjectError):
                reckoning.of(project, scenario, case_types)
                workshop_now(project, scenario, [one.id for one in case_types], reckoning.memo)

        def ready(_nothing: object) -> None:
            self.reckoning = reckoning
            self.refresh()
            done()

        def failed(problem: Exception) -> None:
            raise problem

        self.workspace.background.run("workshop figures", work, ready, failed, is_urgent=True)

    def _unit_names(self) -> dict[str, str]:
        units = self.workspace.project.units
        kept: dict[str, str] = self.reckoning.memo.once(
            "unit names", (units,), lambda: {unit.id: unit.name for unit in units}
        )
        return kept

    def _set_rows(self) -> None:
        shown = [
            (one, known)
            for one, known in zip(self.case_types, self.figures, strict=True)
            if self.only is None or one.id in self.only
        ]
        open_ones = {one.id for one, _ in shown} - self._folded
        if self.gap is not None and self.gap.kind == "step" and self.gap.case_type:
            open_ones.add(self.gap.case_type)
        rows = self._rows.of([one for one, _ in shown], [known for _, known in shown], open_ones, self.gap)
        self.model.set_rows(rows)

    def _keep_folds(self, workshop: str | None) -> None:
        """Fold what is complete when a workshop is opened; what comes later stays as people leave it."""
        if workshop != self._shown_workshop:
            self._shown_workshop, self._known, self.gap, self.only = workshop, set(), None, None
            self.fresh.clear()
            self._folded = {
                one.id for one, known in zip(self.case_types, self.figures, strict=True) if not known.missing
            }
        if self.only is not None:
            self.only |= {one.id for one in self.case_types} - self._known
        self._known = {one.id for one in self.case_types}

    def _keeping_place(self, change: Callable[[], object]) -> None:
        view = self.view
        here = view.current()
        chosen = [row.key for row in self._selected()]
        change()
        now = view.current()
        if here is not None and (now is None or now[0].key != here[0].key):
            self.go_to(here[0].key, here[1])
        if len(chosen) > 1 and [row.key for row in self._selected()] != chosen:
            self.choose(chosen)

    def choose(self, keys: Sequence[str]) -> None:
        """Choose several rows."""
        picked = QItemSelection()
        for key in keys:
            at = self.model.row_at(key)
            if at is not None:
                picked.select(self.model.index(at, 0), self.model.index(at, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(picked, flags.ClearAndSelect | flags.Rows)

    def show_only_unfilled(self, is_on: bool) -> None:
        """Show what still misses something, or everything. What is filled in meanwhile stays till the next time."""
        self.only = None
        if is_on:
            pairs = zip(self.case_types, self.figures, strict=True)
            self.only = frozenset(one.id for one, known in pairs if known.missing)
        self.refresh()

    # folding

    def fold(self, case_type: str, *, is_open: bool | None = None) -> None:
        """Open or close a case type's steps; None turns it round. Whoever stood on a step stands on its case type."""
        is_folded = case_type in self._folded
        wants_open = is_folded if is_open is None else is_open
        (self._folded.discard if wants_open else self._folded.add)(case_type)
        here = self.view.current()
        inside = here is not None and here[0].kind == "step" and _owner(here[0]) == case_type
        self._set_rows()
        if inside and not wants_open:
            self.go_to(case_type, "name")
        self.view.put_editor()

    def fold_all(self) -> None:
        """Close everything; where everything is closed, open it."""
        every = {one.id for one in self.case_types if len(one.steps) > 1}
        here = self.view.current()
        self._folded = set() if every <= self._folded else every
        self._set_rows()
        if here is not None and self.model.row_at(here[0].key) is None:
            self.go_to(_owner(here[0]), "name")

    # moving

    def go_to(self, key: str, column: str) -> bool:
        """Stand on a cell, unfolding what hides it; return whether it is there."""
        if self.model.row_at(key) is None:
            owner = next((one for one in self.case_types if any(step.id == key for step in one.steps)), None)
            if owner is None:
                return False
            if self.only is not None:
                self.only |= {owner.id}
            self._folded.discard(owner.id)
            self._set_rows()
        return self.view.go_to(key, column)

    def next_cell(self, row: Row, column: str, by: int) -> str | None:
        """Return the next column to the right (1) or left (-1) that ``row`` can be typed into."""
        at = _WALKED.index(column) if column in _WALKED else len(_WALKED) if column == "state" else -1
        place = self.model.row_at(row.key)
        while 0 <= at + by < len(_WALKED):
            at += by
            cell = self.model.cell_at(place or 0, self.model.column_at(_WALKED[at]))
            if cell.typed is not None:
                return _WALKED[at]
        return None

    def next_unfilled(self, by: int) -> tuple[str, str] | None:
        """Return (row, column) of the next cell in which something is missing, round the end; None: nothing is."""
        every = Rows().of(self.case_types, self.figures, {one.id for one in self.case_types}, None)
        cells = [(row.key, column) for row in every for column in COLUMN_KEYS if not row.is_empty]
        missing = [(row.key, column) for row in every for column in unfilled(row)]
        if not missing:
            return None
        here = self.view.current()
        place = (here[0].key, here[1]) if here else ("", "")
        if place not in cells and here is not None and here[0].gap and here[0].gap.case_type:
            place = (here[0].gap.after or here[0].gap.case_type, "state")
        order = {cell: at for at, cell in enumerate(cells)}
        at = order.get(place, -1 if by > 0 else len(cells))
        if by > 0:
            return next((cell for cell in missing if order[cell] > at), missing[0])
        return next((cell for cell in reversed(missing) if order[cell] < at), missing[-1])

    def put_gap(self, gap: Gap) -> str:
        """Put an empty row into its place; return its key. Behind the last case type it is the one at the end."""
        is_last = bool(self.case_types) and gap.case_type == self.case_types[-1].id
        if gap.kind == "case_type" and (gap.case_type is None or is_last):
            self.gap = None
            self._set_rows()
            return END
        self.gap = gap
        self._set_rows()
        return gap.key

    def drop_gap(self) -> None:
        """Take the empty row away; whoever stands on it goes to the row above."""
        gap, self.gap = self.gap, None
        if gap is None:
            return
        here = self.view.current()
        stood = here is not None and here[0].key == gap.key
        self._set_rows()
        if stood:
            self.go_to(gap.after or gap.case_type or END, "name")

    def gap_below(self, row: Row) -> Gap:
        """Return the gap for a new row of the same kind as ``row``, below it."""
        if row.gap is not None:
            return row.gap
        if row.kind == "step" and row.case_type and row.step:
            return Gap("step", row.case_type.id, row.step.id)
        return Gap("case_type", row.key)

    # changing

    def do(self, batch: Batch) -> bool:
        """Make an edit and show it; return whether it was taken."""
        if not batch.edits:
            return True
        change = self.workspace.do(batch, cause=self)
        if change is None:
            return False
        self.refresh()
        return True


def _owner(row: Row) -> str:
    return row.case_type.id if row.case_type else ""
