"""The top of the page: where the case type belongs, its name, how many there are, which view, and ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.process.chooser import CaseTypeChooser
from workbench.ui.pages.process.shown import Shown
from workbench.ui.widgets.parts import Segments, button, column, icon_button, label, on_ground, row


class Head(QWidget):
    """Breadcrumb, name, volume, views and the export menu."""

    def __init__(
        self,
        look: Look,
        chooses: Callable[[str], None],
        goes_by: Callable[[int], None],
        views: Callable[[str], object],
        exports: tuple[tuple[str, str, Callable[[], object]], ...],
    ) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        t = self.texts
        on_ground(self, "surface")
        self.crumbs = label(look, "", "small", "text2")
        self.crumbs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chooser = CaseTypeChooser(look, chooses)
        before = icon_button(look, "chevron-left", t("Previous case type (Ctrl+PgUp)"), lambda: goes_by(-1))
        after = icon_button(look, "chevron-right", t("Next case type (Ctrl+PgDown)"), lambda: goes_by(1))
        self.volume = label(look, "", "small", "text2", wraps=True)
        self.volume.setMaximumWidth(look.px(300))
        self.segments = Segments(
            look,
            t("View"),
            (("today", t("Today")), ("proposed", t("Proposed")), ("difference", t("Difference"))),
            "proposed",
            views,
        )
        self.export = button(look, t("Export"), "file-export-outline")
        menu = QMenu(self.export)
        for text, icon, does in exports:
            action = menu.addAction(look.icon(icon), text)
            action.triggered.connect(lambda _checked=False, does=does: does())
        self.export.setMenu(menu)
        name = row(self.chooser, before, after, spacing=look.px(2))
        name.setStretch(0, 1)
        left = column(self.crumbs, name, spacing=0)
        whole = row(
            left,
            self.volume,
            self.segments,
            self.export,
            spacing=look.px(12),
            margins=(look.px(16), look.px(6), look.px(16), look.px(6)),
        )
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_case_type(self, project: Project, case_types: tuple[CaseType, ...], shown: Shown) -> None:
        """Show the case type of ``shown`` among ``case_types``."""
        case_type = shown.case_type
        department = next((one.name for one in project.departments if one.id == case_type.department), "")
        unit = next((one.name for one in project.units if one.id == case_type.unit), "")
        crumbs = " / ".join(part for part in (department, unit) if part)
        self.crumbs.setText(crumbs)
        self.crumbs.setToolTip(crumbs)
        self.chooser.show_choice(case_types, case_type.id)
        self.volume.setText(self.volume_words(shown))
        self.segments.choose(shown.view)

    def volume_words(self, shown: Shown) -> str:
        """Return how many cases a year, the range and the source."""
        t, volume = self.texts, shown.volume
        if volume is None:
            return t("Volume is being calculated")
        if volume.source is None:
            return t("No volume yet")
        source = word(volume.source.value, t).lower()
        cases, low, high = t.number(volume.cases), t.number(volume.low), t.number(volume.high)
        if low == high:
            return t("{cases} a year ({source})", cases=cases, source=source)
        return t("{cases} a year ({low}–{high}, {source})", cases=cases, low=low, high=high, source=source)
