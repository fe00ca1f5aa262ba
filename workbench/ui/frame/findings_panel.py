"""All findings, gravest first: what, where and why, and a way there. Opened by F4 or the counts in the status line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.analysis.place import place_of
from workbench.analysis.results import Finding
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import Segments, column, icon_button, label, named, on_ground, row
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.workspace import Workspace

_MOST = 1_000
"""So many are listed, the gravest first; the filter reaches the others."""
_ICONS = {"error": "alert-circle-outline", "warning": "alert-outline", "advice": "lightbulb-outline"}
_TONES = {"error": "error", "warning": "warning", "advice": "info"}


class _Findings(TableModel):
    def __init__(self, look: Look) -> None:
        super().__init__(look, (Column("what", look.texts("Finding"), 260, stretches=True),))

    def key(self, row: Any) -> tuple[str, str]:
        return (row.rule, row.id)

    def cell(self, row: Any, column: Column) -> Cell:  # noqa: ARG002 - one column
        t = self.look.texts
        words = {"error": t("Error"), "warning": t("Warning"), "advice": t("Advice")}
        what, remedy = t.message(row.what), t.message(row.remedy)
        return Cell(
            what,
            icon=_ICONS[row.severity],
            icon_tone=_TONES[row.severity],  # type: ignore[arg-type]
            detail=f"{what}\n{remedy}",
            spoken=f"{words[row.severity]}: {what} {remedy}",
        )


class FindingsPanel(QWidget):
    """The list beside the page. Enter or a click goes to the place; the remedy stands below the list."""

    closed = Signal()

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self.look, self.workspace = look, workspace
        t = look.texts
        on_ground(self, "surface")
        self.setAccessibleName(t("Findings"))
        self._severity = "all"
        self._model = _Findings(look)
        self.list = TableView(look, self._model, t("Findings"))
        self.list.horizontalHeader().hide()
        self.list.clicked.connect(lambda _index: self._go())
        self.list.current_changed.connect(lambda _row, _column: self._show_remedy())
        self._count = label(look, "", "small", "text2")
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(t("Filter"))
        named(self._filter, t("Filter the findings"))
        self._filter.textChanged.connect(lambda _text: self.show_findings())
        choices = (
            ("all", t("All")),
            ("error", t("Errors")),
            ("warning", t("Warnings")),
            ("advice", t("Advice")),
        )
        self._segments = Segments(look, t("Which findings"), choices, "all", self._choose)
        self._remedy = label(look, "", "small", "text2", wraps=True)
        self._remedy.setMinimumHeight(look.px(72))
        self._remedy.setAlignment(Qt.AlignmentFlag.AlignTop)
        edge = look.px(12)
        head = row(
            label(look, t("Findings"), "section"),
            self._count,
            None,
            icon_button(look, "close", t("Close the findings"), self.closed.emit),
        )
        top = column(head, self._segments, self._filter, margins=(edge, look.px(8), edge, look.px(8)))
        foot = column(self._remedy, margins=(edge, look.px(8), edge, look.px(8)))
        layout = column(top, self.list, foot, spacing=0)
        self.setLayout(layout)
        self.setMinimumWidth(look.px(320))

    def _choose(self, severity: str) -> None:
        self._severity = severity
        self.show_findings()

    def show_findings(self) -> None:
        """Show the findings, gravest first, that the filter lets through.

        A big project has forty thousand: words are looked for in the background.
        """
        found, severity, t = self.workspace.findings.ordered, self._severity, self.look.texts
        wanted = self._filter.text().strip().casefold()
        self.workspace.background.give_up("filter findings")
        if not wanted:
            self._show(found if severity == "all" else [one for one in found if one.severity == severity])
            return

        def look_for(pause: Pause) -> list[Finding]:
            kept = []
            for at, one in enumerate(found):
                if at % 100 == 0:
                    pause()
                if severity in ("all", one.severity) and wanted in t.message(one.what).casefold():
                    kept.append(one)
            return kept

        self.workspace.background.run("filter findings", look_for, self._show, is_urgent=True)

    def _show(self, found: Sequence[Finding]) -> None:
        t, n = self.look.texts, len(found)
        self._model.set_rows(found[:_MOST])
        self._count.setText(
            t.number(n) if n <= _MOST else t("{n} of {all}", n=t.number(_MOST), all=t.number(n))
        )
        self._show_remedy()

    def _show_remedy(self) -> None:
        finding = self.list.current_row
        t = self.look.texts
        said = "" if finding is None else f"{t.message(finding.what)}\n{t.message(finding.remedy)}"
        self._remedy.setText(said)

    def _go(self) -> None:
        finding = self.list.current_row
        if finding is not None:
            self.workspace.go_to(place_of(finding, self.workspace.project))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
