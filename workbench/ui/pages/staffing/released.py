"""Who is relieved of what: per department, unit and role, in hours, positions and shares of people."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.capture.quantities import read_number
from workbench.edits.stored import Batch, ChangeItem
from workbench.model.text import N_, message
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.staffing.departments import LEAST_SHARE, RoleRow, role_rows
from workbench.ui.pages.staffing.figures_pane import FiguresPane, remark
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.fields import Tick
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.workspace import Workspace


class ReleasedPane(FiguresPane):
    """A strip with the sums and the table. The department that is chosen in the navigation narrows both."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._rows: tuple[RoleRow, ...] = ()
        self.strip = FigureStrip(look, t("Key figures"), unfold)
        self.strips = [self.strip]
        self.table = role_table(look, unfold, self._take_persons)
        self.only_flagged = Tick(look, t("Only small shares of people"), lambda _is_on: self._show())
        self.only_flagged.setToolTip(
            t("Roles of whose people less than {share} each is released", share=t.number(LEAST_SHARE, 1))
        )
        self.panel = Panel(look, t("Released per role"), self.table, corner=self.only_flagged)
        self.panel.add(
            remark(
                look,
                t(
                    "Released = in positions that move + realisable + cannot become positions. Fractions of "
                    "people do not become positions by themselves."
                ),
            )
        )
        self.set_body(self.strip, self.panel)

    def sees(self) -> tuple[object, ...]:
        project = self.workspace.project
        return (*super().sees(), project.roles, project.units)

    def show_project(self, change: Change | None) -> None:
        super().show_project(change)
        if self.workspace.results is not None:
            self.show_results(self.workspace.results)

    def _take_persons(self, row: RoleRow, text: str) -> bool:
        """Make an edit of how many hold a role; what is no number is refused with the reason."""
        found = read_number(text.strip(), decimal_mark=decimal_mark(self.texts))
        if found is None:
            why = message(N_('"{text}" is not a number that can stand here.'), text=text)
            self.workspace.refused.emit(why)
            return False
        if row.of.role is None or found.likely == row.persons:
            return False
        edit = ChangeItem(collection="roles", id=row.of.role, changes={"persons": found.likely})
        made = Batch(name=N_("change persons of {role}"), values={"role": row.role}, edits=(edit,))
        return self.workspace.do(made) is not None

    def go_to(self, place: Place) -> bool:
        if place.collection != "roles" or not place.ids:
            return False
        rows = self.table.table.rows
        found = next((one for one in rows if one.of.role == place.ids[0] and not one.is_sum), None)
        if found is None:
            return False
        self.table.go_to(found.id, "persons" if place.field == "persons" else "role")
        self.table.setFocus()
        return True

    def show_figures(self, results: Results) -> None:
        t = self.texts
        rows = role_rows(self.workspace.project, results, t, self.workspace.department)
        self.strip.show_figures(_key_figures(rows, results, self.workspace.department, self))
        flagged = sum(one.is_flagged for one in rows)
        self.panel.set_remark(
            t.plural(
                "{n} role: under {share} per person",
                "{n} roles: under {share} per person",
                flagged,
                share=t.number(LEAST_SHARE, 1),
            )
        )
        self._rows = rows
        self._show()

    def _show(self) -> None:
        rows, results = self._rows, self.workspace.results
        if self.only_flagged.isChecked() and results is not None:
            rows = role_rows(
                self.workspace.project, results, self.texts, self.workspace.department, flagged=True
            )
        self.table.set_rows(rows)


def _key_figures(
    rows: tuple[RoleRow, ...], results: Results, only: str | None, pane: FiguresPane
) -> tuple[KeyFigure, ...]:
    t = pane.texts
    if not rows:
        return (KeyFigure("", t("Released"), t.number(0, 2), t("full-time positions")),)
    whole = rows[-1].of
    of = f"_of:{only}" if only is not None else ""
    per_fte = results.staffing.hours_per_fte
    return (
        KeyFigure(
            f"released_positions{of}",
            t("Released"),
            t.number(whole.fte, 2),
            t("full-time positions, {hours} hours a year", hours=t.number(whole.hours)),
        ),
        KeyFigure(
            f"in_positions{of}",
            t("Of which in positions that move"),
            t.number(whole.hours_in_positions / per_fte, 2),
            t("counted there, not a second time"),
        ),
        KeyFigure(
            f"realisable{of}",
            t("Realisable"),
            t.number(whole.fte_realisable, 2),
            t("{share} of the rest", share=t.percent(results.release.realisable_share)),
        ),
        KeyFigure(
            f"cannot{of}",
            t("Cannot become positions"),
            t.number(rows[-1].cannot, 2),
            t("fractions of {n} people", n=t.number(whole.persons)),
        ),
    )


def role_table(
    look: Look, unfold: Callable[[str], None], take_persons: Callable[[RoleRow, str], bool]
) -> FigureTable:
    """Return the table; its rows are :class:`RoleRow`. ``take_persons`` hears how many hold a role."""
    t = look.texts

    def figure(
        key: str, title: str, value: Callable[[RoleRow], float], decimals: int = 2, hint: str = ""
    ) -> FigureColumn:
        return FigureColumn(
            key,
            title,
            72,
            is_number=True,
            hint=hint,
            shows=lambda one: Cell(t.number(value(one), decimals), is_number=True, is_strong=one.is_sum),
            unfolds=lambda one: one.key,
        )

    def text(
        key: str, title: str, value: Callable[[RoleRow], str], width: int, *, stretches: bool = False
    ) -> FigureColumn:
        return FigureColumn(
            key,
            title,
            width,
            stretches=stretches,
            shows=lambda one: Cell(value(one), is_strong=one.is_sum, detail=value(one)),
        )

    def share(one: RoleRow) -> Cell:
        if one.of.person_share is None:
            return Cell("–", is_number=True, tone="text3", spoken=t("no persons said"))
        words = t.number(one.of.person_share, 2)
        if not one.is_flagged:
            return Cell(words, is_number=True, is_strong=one.is_sum)
        why = t("{share} of a person: seldom becomes a position", share=words)
        return Cell(words, is_number=True, icon="alert-outline", icon_tone="warning", detail=why, spoken=why)

    def persons(one: RoleRow) -> Cell:
        text = t.number(one.persons, 0 if one.persons == round(one.persons) else 1)
        is_role = one.of.role is not None and not one.is_sum
        return Cell(text, is_number=True, is_strong=one.is_sum, typed=text if is_role else None)

    def word(one: RoleRow) -> Cell:
        return Cell(t("small"), tone="warning") if one.is_flagged else Cell()

    columns = (
        text("department", t("Department"), lambda one: one.department, 130, stretches=True),
        text("unit", t("Unit"), lambda one: one.unit, 130),
        text("role", t("Role"), lambda one: one.role, 140),
        figure(
            "hours", t("Hours"), lambda one: one.of.hours, 0, t("Hours per year that the role is relieved of")
        ),
        figure("fte", t("Positions"), lambda one: one.of.fte, 2, t("Hours / hours of a full-time position")),
        FigureColumn(
            "persons",
            t("Persons"),
            72,
            is_number=True,
            hint=t("People who hold the role. Type to change it."),
            shows=persons,
            takes=take_persons,
        ),
        FigureColumn(
            "share",
            t("Per person"),
            72,
            is_number=True,
            hint=t("Released per person, full-time positions"),
            shows=share,
            unfolds=lambda one: one.key,
        ),
        FigureColumn("flag", "", 60, hint=t("Small share"), shows=word),
        figure(
            "in_positions",
            t("Hours in moving"),
            lambda one: one.of.hours_in_positions,
            0,
            t("Hours that lie in positions that move as they stand"),
        ),
        figure("realisable", t("Realisable"), lambda one: one.of.fte_realisable),
        figure(
            "cannot",
            t("Cannot become"),
            lambda one: one.cannot,
            2,
            t("Full-time positions that cannot become positions"),
        ),
    )
    return FigureTable(look, t("Released per role"), columns, unfold, named=lambda one: one.id, most=18)
