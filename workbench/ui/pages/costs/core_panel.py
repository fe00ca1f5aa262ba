"""Would any group of departments pay less on its own? Asked by a button, answered in the background."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.analysis.results import BlockingGroup, CoreTest, Results
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import money_cell
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.fields import Tick
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.parts import label
from workbench.ui.workspace import Workspace

_ALL_GROUPS_UP_TO = 10


class CorePanel(QWidget):
    """A button, how far it is, and what came of it."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        t = self.texts
        what = t(
            "Each group's case types are run through the same calculation alone. A group that pays less so would "
            "have a reason to leave. Tested are single departments, pairs, and all but one."
        )
        self._is_every = False
        self.every = Tick(look, t("All groups"), self._choose_every)
        self.run = LongRun(
            workspace,
            look,
            "core test",
            t("Test whether anyone pays less alone"),
            self._task,
            self._show,
            self.every,
        )
        self.said = label(look, "", "strong", wraps=True)
        columns = (
            Column("departments", t("Departments"), 320, stretches=True),
            Column("pays", t("Pays together"), 110, is_number=True),
            Column("alone", t("Alone"), 110, is_number=True),
            Column("less", t("Less alone by"), 110, is_number=True),
        )
        self.table = CostTable(
            look, t("Groups that would pay less alone"), columns, lambda _key: None, most=12
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(10))
        for part in (label(look, what, "small", "text2", wraps=True), self.run, self.said, self.table):
            box.addWidget(part)
        self.said.hide()
        self.table.hide()

    def show_results(self, results: Results) -> None:
        """Offer the test of these figures; what was found of older ones is said to be."""
        parties = sum(bool(one.amount or one.used_minutes) for one in results.allocation.by_department)
        self.every.setVisible(parties <= _ALL_GROUPS_UP_TO)
        if parties > _ALL_GROUPS_UP_TO:
            self.every.setChecked(False)
            self._is_every = False
        self.run.show_results(results)

    def let_go(self) -> None:
        """End the test and hear nothing more."""
        self.run.let_go()

    def _choose_every(self, is_on: bool) -> None:
        self._is_every = is_on

    def _task(self) -> Work:
        is_every = self._is_every

        def work(project: Project, results: Results, tells: Tells) -> CoreTest:
            from workbench.analysis.people.standing_alone import tested_core

            return tested_core(project, results, all_groups=is_every, progress=tells)

        return work

    def _show(self, core: CoreTest) -> None:
        t = self.texts
        tested = t.plural("{n} group was tested.", "{n} groups were tested.", core.groups_tested)
        if core.blocking:
            n = len(core.blocking)
            found = t.plural("{n} would pay less alone:", "{n} would pay less alone:", n)
            self.said.setText(f"{tested} {found}")
        else:
            self.said.setText(
                t.plural(
                    "Would anyone pay less alone? None found among {n} group.",
                    "Would anyone pay less alone? None found among {n} groups.",
                    core.groups_tested,
                )
            )
        self.said.show()
        self.table.setVisible(bool(core.blocking))
        by_gain = sorted(core.blocking, key=lambda one: one.alone - one.pays)
        self.table.show_rows([self._row(one) for one in by_gain])

    def _row(self, group: BlockingGroup) -> CostRow:
        names = {one.id: one.name for one in self.workspace.project.departments}
        text = " + ".join(names.get(one, one) for one in group.departments)
        cells = (
            Cell(text, detail=text),
            *(money_cell(self.texts, one) for one in (group.pays, group.alone)),
            money_cell(self.texts, group.pays - group.alone, is_strong=True),
        )
        return CostRow("+".join(group.departments), cells)
