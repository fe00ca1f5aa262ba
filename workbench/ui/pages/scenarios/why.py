"""Where a difference between two scenarios comes from: what each setting that differs does to the figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import Number, Row
from workbench.model.project import Project
from workbench.model.text import Message
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.side_by_side import written_difference
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import column, label
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.scenarios.causes import Causes

Pair = tuple[str, str]
"""The ids of the scenario that is compared with, and of the one that differs."""


class _Part(NamedTuple):
    what: Message
    value: Number
    unit: str
    share: float


class WhyPanel(Panel):
    """For the figure and the scenario of the table's current cell. ``found`` is called when causes were found."""

    def __init__(self, workspace: Workspace, look: Look, found: Callable[[], object]) -> None:
        t = look.texts
        self._tell = found
        self._known: dict[Pair, Causes] = {}
        self._pair: Pair | None = None
        self._row: Row | None = None
        self.words = label(look, "", "body", "text2", wraps=True)
        self.table = FigureTable(
            look,
            t("Where the difference comes from"),
            (
                FigureColumn("what", t("What is otherwise"), 200, stretches=True, shows=self._what),
                FigureColumn("value", t("Does"), 110, is_number=True, shows=self._value),
                FigureColumn("share", t("Of the difference"), 90, shows=self._share),
            ),
            lambda _key: None,
            named=lambda part: (part.what.text, str(part.what.values)),
            most=8,
        )
        self.run = LongRun(workspace, look, "causes", t("Find the causes"), self._task, self._keep)
        super().__init__(look, t("Why it differs"), self.words, self.table, self.run)
        self.add(column(None), 1)
        self.set_foot(
            t("One setting after the other is taken over, and all is calculated each time: the parts add up.")
        )
        self.show_cell(None, None, "")
        workspace.results_became_stale.connect(self.forget)

    def forget(self) -> None:
        """Let go of what was found: the figures are other ones."""
        self._known.clear()

    def show_cell(self, pair: Pair | None, row: Row | None, name: str) -> None:
        """Show what ``row`` owes to each setting; ``name`` is what the figure is called."""
        self._pair, self._row = pair, row
        self.set_remark(name)
        parts = self.parts()
        self.table.setVisible(bool(parts))
        self.run.setVisible(pair is not None and pair not in self._known)
        if parts:
            self.table.set_rows(parts)
        self.words.setText(self._in_words(parts))
        self.words.setVisible(not parts)

    def parts(self) -> tuple[_Part, ...]:
        """Return what each setting does to the current figure; none where it is not known or does nothing."""
        found, row = self._known.get(self._pair) if self._pair else None, self._row
        if found is None or row is None:
            return ()
        at = next(
            (n for n, one in enumerate(found.rows) if (one.department, one.key) == (row.department, row.key)),
            None,
        )
        if at is None:
            return ()
        values = [(one.what, one.differences[at]) for one in found.causes]
        whole = sum(abs(float(value)) for _what, value in values if value is not None) or 1.0
        return tuple(
            _Part(what, value, row.unit, abs(float(value)) / whole)
            for what, value in values
            if value is not None and abs(float(value)) >= 1e-9
        )

    def said(self) -> str:
        """Return the causes of the current figure in one line."""
        t = self.look.texts
        return " · ".join(
            f"{t.message(one.what)}: {written_difference(one.value, one.unit, t)}" for one in self.parts()
        )

    def ask(self, pair: Pair) -> None:
        """Find the causes for ``pair``, unless they are known or being looked for."""
        self._pair = pair
        if pair not in self._known and not self.run.is_running:
            self.run.run()

    def _in_words(self, parts: tuple[_Part, ...]) -> str:
        t = self.look.texts
        if parts:
            return ""
        if self._pair is None:
            return t("Stand on a figure of a scenario that is compared: what makes it differ shows here.")
        if self._pair in self._known:
            return t("No setting changes this figure.")
        return t("Each setting that differs is tried by itself.")

    def _task(self) -> Work:
        asked, workspace = self._pair, self.run.workspace

        def work(project: Project, results: Results, tells: Tells) -> tuple[Pair, Causes] | None:
            from workbench.analysis.scenarios.causes import causes

            del results
            if asked is None:
                return None
            return asked, causes(project, *asked, engine=workspace.engine, progress=tells)

        return work

    def _keep(self, found: tuple[Pair, Causes] | None) -> None:
        if found is not None:
            pair, causes = found
            self._known[pair] = causes
            self._tell()

    def _what(self, part: _Part) -> Cell:
        words = self.look.texts.message(part.what)
        return Cell(words, detail=words)

    def _value(self, part: _Part) -> Cell:
        return Cell(
            written_difference(part.value, part.unit, self.look.texts), is_number=True, is_strong=True
        )

    def _share(self, part: _Part) -> Cell:
        return Cell(share=part.share, spoken=self.look.texts.percent(part.share))
