"""One case type: its volumes, what stands beside them, its flags, and when its contacts come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from workbench.analysis.demand.sanity import SanityMark, sanity_marks
from workbench.analysis.memo import Memo
from workbench.edits import Edit
from workbench.edits.stored import ChangeItem
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import Message, ProjectError
from workbench.model.volumes import Volume
from workbench.ui.look import Look
from workbench.ui.pages.volumes.checks import (
    ChecksPanel,
    beside_lines,
    mark_lines,
    measured_beside_said,
    per_inhabitant_line,
    place_of_line,
)
from workbench.ui.pages.volumes.entries import (
    add_volume,
    change_volumes,
    entry,
    next_channel,
    remove_volumes,
    said_volume,
    use_measured,
)
from workbench.ui.pages.volumes.flags import Flags
from workbench.ui.pages.volumes.grid import GridModel, GridRow, grid_rows
from workbench.ui.pages.volumes.grid_view import GridView
from workbench.ui.pages.volumes.hints import Hints
from workbench.ui.pages.volumes.new_row import take
from workbench.ui.pages.volumes.paste import paste_volumes
from workbench.ui.pages.volumes.profile_panel import ProfilePanel
from workbench.ui.pages.volumes.words import chosen
from workbench.ui.pages.volumes.years import VolumeRow, Years
from workbench.ui.widgets.parts import boxed, column, label, on_ground, row
from workbench.ui.workspace import Workspace


class Detail(QWidget):
    """The pane. It shows what it is told to, and makes edits of what is typed into it."""

    def __init__(self, workspace: Workspace, look: Look, years: Years, hints: Hints) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self.hints, self._years = hints, years
        self._memo = Memo()
        self._case_type: CaseType | None = None
        self._shown: tuple[object, ...] = ()
        self._rows: tuple[VolumeRow, ...] = ()
        self._marks: tuple[SanityMark, ...] = ()
        self._drafts: dict[str, dict[str, str]] = defaultdict(dict)
        self._odd: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        self._places: dict[str, str] = {}
        self.model = GridModel(look, self._takes)
        self.grid = GridView(look, self.model)
        self.name = label(look, "", "section", wraps=True)
        self.whose = label(look, "", "small", "text2", wraps=True)
        self.figures = label(look, "", "strong")
        self.flags = Flags(look)
        self.checks = ChecksPanel(look, self.texts("Beside the volumes"), self._do_check)
        self.profile = ProfilePanel(look)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        look = self.look
        edge = look.px(16)
        side = look.px(8)
        head = row(self.name, self.figures, margins=(side, side, edge, 0))
        head.setStretch(0, 1)
        above = column(head, row(self.whose, margins=(side, 0, edge, look.px(6))), spacing=0)
        upper = boxed(column(above, self.grid, spacing=0), "surface")
        lower = boxed(
            column(
                self.checks,
                self.flags,
                self.profile,
                None,
                spacing=look.px(10),
                margins=(side, look.px(8), edge, look.px(8)),
            ),
            "surface",
        )
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(lower)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self._scroll)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([look.px(290), look.px(370)])
        self.splitter.setHandleWidth(1)
        self.grid.setMinimumHeight(look.px(176))
        self._scroll.setMinimumHeight(look.px(110))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        on_ground(self, "surface")

    def _listen(self) -> None:
        self.grid.current_changed.connect(self._stood)
        self.grid.typing.connect(self._typing)
        self.grid.touched.connect(self.hints.turn_away)
        self.flags.changed.connect(self._change_case_type)
        self.flags.refused.connect(self.hints.say)
        self.profile.wanted.connect(self._do)
        self.profile.said.connect(self.hints.say)
        self.profile.spoke.connect(self.hints.say_text)

    # what is shown

    @property
    def case_type(self) -> CaseType | None:
        """The case type that is shown."""
        return self._case_type

    def show_case_type(self, project: Project, case_type: CaseType | None) -> None:
        """Show ``case_type`` as it is in ``project``; nothing is done where nothing of it changed."""
        inputs = (
            case_type,
            project.settings,
            project.profiles,
            project.pools,
            project.scenarios,
            project.municipality,
            project.departments,
            project.units,
            self.workspace.scenario,
        )
        if len(inputs) == len(self._shown) and all(a is b for a, b in zip(inputs, self._shown, strict=True)):
            return
        is_other = case_type is None or self._case_type is None or case_type.id != self._case_type.id
        self._shown, self._case_type = inputs, case_type
        if case_type is None:
            self._rows = ()
            self.name.setText(self.texts("Choose a case type"))
            self.whose.setText("")
            self.figures.setText("")
        else:
            self._rows = self._years.rows(project, self.workspace.scenario, case_type)
            self._head(project, case_type)
        if is_other and case_type is not None:
            self._take_up_drafts(case_type)
        self._show_grid(is_other=is_other)
        self.flags.show_case_type(case_type)
        if is_other:
            self._marks = ()
        if case_type is not None:
            profile = self._years.profile(project, self.workspace.scenario, case_type)
            self.profile.show_profile(project, case_type, profile)
        self.show_checks()

    def _take_up_drafts(self, case_type: CaseType) -> None:
        """Put back what waited in the new row when the program was last killed."""
        begins = _place(case_type, "")
        for place, text in self.workspace.drafts.items():
            if place.startswith(begins):
                self._drafts[case_type.id].setdefault(place.removeprefix(begins), text)

    def _head(self, project: Project, case_type: CaseType) -> None:
        texts = self.texts
        department = next((one.name for one in project.departments if one.id == case_type.department), "")
        unit = next((one.name for one in project.units if one.id == case_type.unit), "")
        self.name.setText(case_type.name)
        self.whose.setText(" · ".join(part for part in (department, unit) if part))
        contacts = sum(one.contacts or 0.0 for one in self._rows if one.is_used)
        n = texts.number(contacts)
        self.figures.setText(texts("{n} contacts a year", n=n) if contacts else texts("No volume yet"))

    def _show_grid(self, *, is_other: bool) -> None:
        case_type = self._case_type
        if case_type is None:
            self.model.set_rows(())
            return
        odd = self._odd[case_type.id]
        known = {one.id for one in case_type.volumes} | {"new"}
        for place in [one for one in odd if one[0] not in known]:
            del odd[place]
        rows = grid_rows(self._rows, self._drafts[case_type.id], odd)
        if is_other:
            self.model.set_rows(())
            self.model.set_rows(rows)
            self.grid.stand_on(0, 0)
        else:
            self.grid.keeping_place(lambda: self.model.set_rows(rows))

    def show_checks(self) -> None:
        """Show what stands beside the volumes; marks need results of the project as it is."""
        case_type, project, results = self._case_type, self.workspace.project, self.workspace.results
        if case_type is None:
            self.checks.show_lines(())
            return
        is_fresh = results is not None and not self.workspace.is_stale
        if is_fresh and results is not None and len(results.flows) == len(project.case_types):
            try:
                self._marks = sanity_marks(project, results, case_type.id, self._memo)
            except ProjectError:
                self._marks = ()
        contacts = sum(one.contacts or 0.0 for one in self._rows if one.is_used)
        first = per_inhabitant_line(contacts, project, self.texts)
        self.checks.show_lines(
            (
                *((first,) if first else ()),
                *beside_lines(measured_beside_said(self._rows), self.texts),
                *mark_lines(self._marks, self.texts),
            )
        )

    # what is typed

    def _takes(self, at: GridRow, key: str, text: str) -> bool:
        case_type = self._case_type
        if case_type is None or at.kind == "sum":
            return False
        self._odd[case_type.id].pop((at.id, key), None)
        if at.kind == "new":
            return self._take_new(case_type, key, text.strip())
        rows = [one for one in self.grid.selected_rows if one.kind == "volume"]
        if len(rows) < 2 or at not in rows:
            rows = [at]
            if text == self.model.cell(at, self.model.columns[self.model.column_at(key)]).typed:
                self._show_grid(is_other=False)
                return False
        made = [(one, entry(one.volume, key, text, self.texts)) for one in rows]
        for one, what in made:
            self._odd[case_type.id].pop((one.id, key), None)
            if what.is_odd and not what.changes:
                self._odd[case_type.id][one.id, key] = text
        edit = change_volumes(case_type, [(one.volume, what.changes) for one, what in made])
        if edit is not None and not self._do(edit):
            return False
        self._show_grid(is_other=False)
        self._say_after(made[0][1].hint, at.id, len(rows))
        return edit is not None

    def _say_after(self, hint: Message | None, volume: str, count: int) -> None:
        if hint is not None:
            self.hints.say(hint)
            return
        found = next((one for one in self._rows if one.volume.id == volume), None)
        if found is not None:
            self.hints.say_year(found, self._open_days(found.volume), count)

    def _open_days(self, volume: Volume) -> int | None:
        return self._years.open_days(self.workspace.project, self.workspace.scenario, volume.channel)

    def _take_new(self, case_type: CaseType, key: str, text: str) -> bool:
        """Keep what was typed in the new row until it holds a figure; then it is a volume."""
        draft = self._drafts[case_type.id]
        taken = take(draft, case_type, key, text, self.texts)
        if taken.volume is not None and self._do(add_volume(case_type, taken.volume)):
            for place in draft:
                self.workspace.typing(_place(case_type, place), None)
            draft.clear()
            self._show_grid(is_other=False)
            self.grid.go_to(taken.volume.id, "said")
            self._say_after(taken.hint, taken.volume.id, 1)
            return True
        if taken.problem:
            self._odd[case_type.id]["new", taken.at] = draft[taken.at]
            self.hints.say_not_new(taken.problem, draft[taken.at])
        self._show_grid(is_other=False)
        return False

    def _typing(self, place: str, key: str, text: str | None) -> None:
        case_type = self._case_type
        if case_type is None:
            return
        if text is not None:
            self._places[place] = f"volumes/{case_type.id}/{place}"
        where = self._places.get(place, "")
        begins, _, waiting = where.rpartition("/new/")
        if text is None and waiting:  # what waits in the new row must outlive a crash
            self.workspace.typing(where, self._drafts[begins.rpartition("/")[2]].get(waiting))
        elif where:
            self.workspace.typing(where, text)
        if text is None:
            index = self.grid.currentIndex()
            if not self.hints.is_news and index.isValid():
                self._stood(index.row(), self.model.columns[index.column()].key)
            return
        self.hints.is_news = False
        at: GridRow | None = self.grid.current_row
        count = sum(one.kind == "volume" for one in self.grid.selected_rows)
        if key == "said" and at is not None:
            self._live(case_type, at, text, count)
        elif count > 1:
            self.hints.say_many(count)

    def _live(self, case_type: CaseType, at: GridRow, text: str, count: int) -> None:
        """Say while it is typed what a figure comes to in a year."""
        made = said_volume(next_channel(case_type).value, text, self.texts)
        if made is None:
            self.hints.say_waiting(count)
            return
        channel = at.volume.channel if at.kind == "volume" else None
        draft = chosen("channel", self._drafts[case_type.id].get("channel", ""), self.texts)
        if channel is None and draft is not None:
            channel = next((one for one in type(made.channel) if one.value == draft.partition(" ")[0]), None)
        made = made.changed(channel=channel or made.channel)
        project, scenario = self.workspace.project, self.workspace.scenario
        yearly = self._years.yearly(project, scenario, case_type, made)
        self.hints.say_year(VolumeRow(made, yearly, yearly, True), self._open_days(made), count, is_live=True)

    def _stood(self, at: int, key: str) -> None:
        cell = self.model.cell_at(at, self.model.column_at(key))
        row: GridRow = self.model.rows[at]
        self.hints.say_cell(cell, is_new=row.kind == "new")

    # what can be done

    def _do(self, edit: Edit) -> bool:
        return self.workspace.do(edit, cause=self) is not None

    def _change_case_type(self, changes: dict[str, object]) -> None:
        if self._case_type is not None:
            edit = ChangeItem(collection="case_types", id=self._case_type.id, changes=changes)  # type: ignore[arg-type]
            self._do(edit)

    def _do_check(self, key: str) -> None:
        case_type = self._case_type
        if case_type is None:
            return
        place = place_of_line(key, self._marks)
        if place is not None:
            self.workspace.go_to(place)
            return
        for one in measured_beside_said(self._rows):
            if key == f"measured {one.measured.id}":
                self._do(use_measured(case_type, one.measured, one.said))
                return

    def chosen_volumes(self) -> Sequence[Volume]:
        """Return the volumes of the rows that are chosen."""
        return [one.volume for one in self.grid.selected_rows if one.kind == "volume"]

    def delete(self) -> None:
        """Remove the chosen volumes, as one step."""
        volumes = self.chosen_volumes()
        if self._case_type is not None and volumes:
            self._do(remove_volumes(self._case_type, volumes))

    def paste(self) -> None:
        """Take volumes from the clipboard."""
        text = QGuiApplication.clipboard().text()
        case_type = self._case_type
        found = paste_volumes(
            self.workspace.project,
            text,
            self.texts,
            department=self.workspace.department,
            case_type=case_type,
        )
        if found.edit is not None:
            self._do(found.edit)
        self.hints.say_pasted(found)

    def new_volume(self) -> None:
        """Put the keyboard into the channel of a new volume."""
        self.hints.turn_away()
        self.grid.setFocus()
        self.grid.go_to("new", "channel")

    def stand_on(self, volume: str, key: str = "said") -> bool:
        """Put the keyboard on a volume; return whether it is here."""
        known = {one.key for one in self.model.columns}
        self.grid.setFocus()
        return self.grid.go_to(volume, key if key in known else "said")


def _place(case_type: CaseType, key: str) -> str:
    """Return where what waits in the new row is kept against a crash."""
    return f"volumes/{case_type.id}/new/{key}"
