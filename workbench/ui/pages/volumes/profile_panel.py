"""When a case type's contacts come: whose profile holds, its charts, and their tables to type into."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.analysis.demand.calendar import FLAT_PROFILE
from workbench.capture.quantities import read_share
from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import N_, message
from workbench.model.volumes import Profile
from workbench.ui.look import Look
from workbench.ui.pages.volumes.profile_charts import (
    Users,
    change_profile,
    choose_profile,
    hour_chart,
    month_chart,
    own_profile,
    weekday_chart,
    with_share,
)
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.parts import button, label, named, row


class ProfilePanel(QWidget):
    """``wanted`` carries an edit, ``said`` a :class:`Message` and ``spoke`` a text for the assist line."""

    wanted = Signal(object)
    said = Signal(object)
    spoke = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, texts = look, look.texts
        self._case_type: CaseType | None = None
        self._profile: Profile = FLAT_PROFILE
        self._project: Project | None = None
        self._shown: tuple[object, ...] = ()
        self._users = Users()
        self.choice = QComboBox()
        self.choice.setFont(look.font())
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(22)
        named(self.choice, texts("Profile"))
        self.choice.activated.connect(self._chosen)
        self.own = button(look, texts("Make own profile"), "plus", does=self._make_own)
        self.note = label(look, "", "small", "text2", wraps=True)
        flat = FLAT_PROFILE
        self.months = ChartView(look, month_chart(flat, "", texts), changes=self._month_typed)
        self.weekdays = ChartView(look, weekday_chart(flat, texts), changes=self._weekday_typed)
        self.hours = ChartView(look, hour_chart(flat, texts, by_half_hour=False))
        for one in (self.months, self.weekdays, self.hours):
            one.spoke.connect(self.spoke)
            one.setMinimumHeight(look.px(156))
        charts = QHBoxLayout()
        charts.setSpacing(look.px(24))
        charts.addWidget(self.months, 10)
        charts.addWidget(self.weekdays, 7)
        charts.addWidget(self.hours, 15)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        head = row(label(look, texts("When they come"), "strong"), self.choice, self.own, spacing=look.px(12))
        head.addWidget(self.note, 1)
        box.addLayout(head)
        box.addLayout(charts)

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """The three charts."""
        return (self.months, self.weekdays, self.hours)

    def show_profile(self, project: Project, case_type: CaseType | None, profile: Profile) -> None:
        """Show the profile that holds for ``case_type``."""
        case_profile = case_type.profile if case_type is not None else None
        case_id = case_type.id if case_type is not None else None
        shown = (project.profiles, project.settings.profile, case_id, case_profile, profile)
        self._project, self._case_type, self._profile = project, case_type, profile
        self.setEnabled(case_type is not None)
        if shown == self._shown:
            return
        is_other_profile = not self._shown or profile is not self._shown[-1]
        self._shown = shown
        self._fill_choice(project, case_profile)
        is_own = case_profile is not None and self._users.of(project, case_profile) == 1
        self.own.setVisible(not is_own)
        self.note.setText(self._whose(project, profile, is_own=is_own))
        if is_other_profile:
            self._draw()

    def _fill_choice(self, project: Project, chosen: str | None) -> None:
        texts = self.look.texts
        default = next((one.name for one in project.profiles if one.id == project.settings.profile), "")
        self.choice.clear()
        words = (
            texts("The project's: {name}", name=default) if default else texts("None: the same at all times")
        )
        self.choice.addItem(words, None)
        for one in project.profiles:
            self.choice.addItem(one.name, one.id)
        at = next((n for n, one in enumerate(project.profiles, 1) if one.id == chosen), 0)
        self.choice.setCurrentIndex(at)

    def _whose(self, project: Project, profile: Profile, *, is_own: bool) -> str:
        texts = self.look.texts
        if profile is FLAT_PROFILE:
            return texts(
                "Nobody has said when contacts come; the results say so. Read a call log, or make a profile."
            )
        source = word(profile.source.value, texts)
        if is_own:
            return texts("{source}. This case type's own.", source=source)
        n = self._users.of(project, profile.id)
        return texts.plural(
            "{source}. Followed by {n} case type.", "{source}. Followed by {n} case types.", n, source=source
        )

    def _draw(self) -> None:
        texts = self.look.texts
        self.months.set_chart(month_chart(self._profile, "", texts))
        self.weekdays.set_chart(weekday_chart(self._profile, texts))
        self._draw_hours()

    def _draw_hours(self) -> None:
        texts = self.look.texts
        chart = hour_chart(self._profile, texts, by_half_hour=True)
        least = self.look.px(38)
        if (self.hours.width() - self.look.px(72)) / len(chart.column_labels) < least:
            chart = hour_chart(self._profile, texts, by_half_hour=False)
        if chart != self.hours.chart:
            self.hours.set_chart(chart)

    def _chosen(self, at: int) -> None:
        if self._case_type is None:
            return
        wanted = self.choice.itemData(at)
        if wanted != self._case_type.profile:
            self.wanted.emit(choose_profile(self._case_type, wanted))

    def _make_own(self) -> None:
        if self._case_type is not None:
            self.wanted.emit(own_profile(self._case_type, self._profile))

    def _month_typed(self, at: int, text: str) -> bool:
        return self._typed("months", at, text)

    def _weekday_typed(self, at: int, text: str) -> bool:
        return self._typed("weekdays", at, text)

    def _typed(self, field: str, at: int, text: str) -> bool:
        """Take a share of the year or week that was typed; the others go along so that all is 100 %."""
        texts = self.look.texts
        plain = text.replace("%", "").strip()
        reading = read_share(f"{plain} %", decimal_mark=decimal_mark(texts))
        if self._profile is FLAT_PROFILE:
            self.said.emit(message(N_("There is no profile yet: make one for this case type first")))
            return False
        weights = None if reading is None else with_share(getattr(self._profile, field), at, reading.likely)
        if weights is None:
            self.said.emit(message(N_('"{text}" is not a share below 100 %'), text=text))
            return False
        self.wanted.emit(change_profile(self._profile, field, weights))
        n = self._users.of(self._project, self._profile.id) if self._project is not None else 1
        if n > 1:
            self.said.emit(message(N_("Changed for the {n} case types that follow this profile"), n=n))
        else:
            self.said.emit(message(N_("The others went along so that all of them are 100 %")))
        return True

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_hours()
