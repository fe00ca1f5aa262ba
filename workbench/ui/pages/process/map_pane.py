"""The right half of the page: the map with its heading, why there is none, the clauses below it, and ways out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from workbench.analysis.results import Finding
from workbench.export.drawing import png, svg
from workbench.export.swimlane import swimlane
from workbench.export.swimlane_layout import lay_out
from workbench.ui.look import Look
from workbench.ui.pages.process import map_out
from workbench.ui.pages.process.clauses import ClauseStrip
from workbench.ui.pages.process.map_view import MapView
from workbench.ui.pages.process.shown import Shown
from workbench.ui.pages.process.spoken import spoken_steps
from workbench.ui.widgets.parts import button, column, icon_button, key_hint, label, line, on_ground, row


class MapPane(QWidget):
    """``goes`` is asked for the words of a clause (by its flow); ``says`` shows a sentence in the assist line."""

    def __init__(self, look: Look, goes: Callable[[str], None], says: Callable[[str, bool], None]) -> None:
        super().__init__()
        self.look, self.texts, self._says = look, look.texts, says
        self.shown: Shown | None = None
        t = self.texts
        on_ground(self, "surface")
        self.map = MapView(look)
        self.map.clause_chosen.connect(goes)
        self.counts = label(look, "", "small", "text2")
        fit = button(look, t("Fit"), does=self.map.fit_whole)
        fit.setToolTip(t("Show the whole map"))
        heading = row(
            label(look, t("Map"), "section"),
            self.counts,
            None,
            icon_button(look, "magnify-minus-outline", t("Zoom out (Ctrl+-)"), lambda: self.map.zoom_by(-1)),
            icon_button(look, "magnify-plus-outline", t("Zoom in (Ctrl++)"), lambda: self.map.zoom_by(1)),
            fit,
            key_hint(look, "Ctrl+0"),
            margins=(look.px(16), look.px(4), look.px(16), look.px(4)),
        )
        self.problem_words = label(look, "", "body", wraps=True)
        self.problem = QFrame()
        self.problem.setProperty("bar", "error")
        self.problem.setLayout(
            column(self.problem_words, margins=(look.px(12), look.px(8), look.px(12), look.px(8)))
        )
        self.problem.hide()
        self.clauses = ClauseStrip(look, goes)
        whole: QVBoxLayout = column(
            heading, line(look), self.problem, self.map, line(look), self.clauses, spacing=0
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_words(self, shown: Shown) -> None:
        """Show what stands around the map: how many clauses, which they are, and why there are no figures."""
        t = self.texts
        self.shown = shown
        self.problem.setVisible(shown.problem is not None)
        self.problem_words.setText(t.message(shown.problem) if shown.problem else "")
        out = sum(one.goes_out for one in shown.clauses)
        back = len(shown.clauses) - out
        words = t.plural("{n} clause", "{n} clauses", len(shown.clauses))
        if shown.view == "today":
            self.counts.setText(t("as it is done today"))
        elif shown.clauses:
            self.counts.setText(t("{clauses}: {out} out, {back} back", clauses=words, out=out, back=back))
        else:
            self.counts.setText(t("nothing crosses the boundary"))
        self.clauses.show_clauses(shown, t("Customer service"))

    def show_map(self, shown: Shown, findings: Mapping[str, Finding]) -> None:
        """Lay the map out anew if it is another one; ``findings`` are the gravest by step."""
        spoken = spoken_steps(shown, self.texts)
        now = self.map.layout_shown
        if now is None or now.process != shown.process:
            self.map.show_map(lay_out(shown.process, self.texts), findings, spoken)
        else:
            self.map.show_findings(findings, spoken)

    # out of the window

    def copy_picture(self) -> None:
        """Put the map on the clipboard."""
        if self.shown is not None:
            map_out.copy_picture(self.shown.process, self.texts)
            self._says(self.texts("The map is on the clipboard, as a picture and as SVG."), False)

    def save_picture(self) -> None:
        """Ask for a file and write the map into it."""
        if self.shown is None:
            return
        t = self.texts
        name, _ = QFileDialog.getSaveFileName(
            self,
            t("Save the map as a picture"),
            f"{self.shown.case_type.name}.svg",
            "SVG (*.svg);;PNG (*.png)",
        )
        if name:
            self.write_picture(Path(name))

    def write_picture(self, path: Path) -> None:
        """Write the map as SVG, or as PNG where the name says so."""
        if self.shown is None:
            return
        t = self.texts
        drawing = swimlane(self.shown.process, t)
        try:
            path.write_bytes(png(drawing) if path.suffix.lower() == ".png" else svg(drawing))
        except OSError as problem:
            reason = problem.strerror or str(problem)
            self._says(t("{file} could not be written: {reason}", file=str(path), reason=reason), True)

    def print_map(self) -> None:
        """Print the map, in landscape, on as many pages as keep it readable."""
        if self.shown is not None:
            map_out.print_map(self.shown.process, self.texts, self)
