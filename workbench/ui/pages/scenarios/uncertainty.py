"""How sure the figures are: the scenario drawn many times, the band round each headline, and which guesses matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import NAMES_OF_BANDS, figures_of
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.scenarios.measuring import MeasureDialog, action_for, named, state_words
from workbench.ui.pages.scenarios.side_by_side import unit_words, written_value
from workbench.ui.pages.scenarios.values import read_figure
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import ChartView, Range, RangeStrip
from workbench.ui.widgets.fields import Field
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.figures import written, written_share
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import button, column, label
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.uncertainty import Band, Guess, Uncertainty

_DRAWS, _DRAWS_OF_MANY, _MANY = 10_000, 1_000, 1_000
_MOST_DRAWS, _LEAST_DRAWS = 100_000, 100
_OF_DEPARTMENTS = ("fte_needed", "amount", "net_effect", "net_effect_full_year")
"""The figures of departments that stand in the table."""
_CHARTED = (
    "contacts_reaching", "hours_taken", "fte_total", "peak_agents", "fte_realisable", "yearly_total",
    "price_per_contact",
)  # fmt: skip


class UncertaintyPane(Pane):
    """Draws the scenario whose figures the window shows."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self._shown: tuple[object, ...] = ()
        self._keys: tuple[Results | None, dict[tuple[str, str | None], str]] = (None, {})
        self._draws, self._seed = self._usual_draws(), 1
        t = self.texts
        self.draws = Field(look, t("Number of draws"), self._set_draws)
        self.seed = Field(look, t("Seed"), self._set_seed)
        for field in (self.draws, self.seed):
            field.setFixedWidth(look.px(88))
        self.draws.show_value(t.number(self._draws))
        self.seed.show_value(t.number(self._seed))
        words = [label(look, text, "small", "text2") for text in (t("Number of draws"), t("Seed"))]
        for one, field in zip(words, (self.draws, self.seed), strict=True):
            one.setBuddy(field)
        self.run = LongRun(
            workspace,
            look,
            "uncertainty",
            t("Draw"),
            self._task,
            self._keep,
            words[0],
            self.draws,
            words[1],
            self.seed,
        )
        problems = column(self.draws.problem_label(), self.seed.problem_label())
        self.about = label(look, "", "body", "text2", wraps=True)
        top = Panel(look, t("Drawing"), self.about, self.run, problems)
        self.bands = self._bands_panel()
        self.guesses = self._guesses_panel()
        self._sides = Beside(look, (self.bands, 738), (self.guesses, 738))
        self.setLayout(column(top, self._sides, None, spacing=look.px(12)))
        workspace.uncertainty_changed.connect(self._show)

    def _usual_draws(self) -> int:
        return _DRAWS_OF_MANY if len(self.workspace.project.case_types) > _MANY else _DRAWS

    # what it is made of

    def _bands_panel(self) -> Panel:
        look, t = self.look, self.texts

        def figure(key: str, title: str) -> FigureColumn:
            return FigureColumn(
                key,
                title,
                84,
                is_number=True,
                shows=lambda band: self._figure(band, getattr(band, key)),
                unfolds=self._key,
            )

        self.table = FigureTable(
            look,
            t("Bands"),
            (
                FigureColumn("name", t("Figure"), 168, stretches=True, shows=self._name, unfolds=self._key),
                figure("planned", t("As planned")),
                figure("p10", t("P10")),
                figure("p50", t("P50")),
                figure("p90", t("P90")),
                figure("mean", t("Mean")),
            ),
            self.unfold,
            named=lambda band: (band.key, band.of),
            most=14,
        )
        self.chart = ChartView(look, RangeStrip(title=t("Bands, in per cent of what is planned"), ranges=()))
        return Panel(look, t("How sure the figures are"), self.table, self.chart)

    def _guesses_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.ranked = FigureTable(
            look,
            t("Which guesses matter most"),
            (
                FigureColumn("name", t("Guess"), 168, stretches=True, shows=self._guess_name, unfolds=_going),
                FigureColumn("said", t("As said"), 112, shows=self._guess_said),
                FigureColumn("source", t("Source"), 112, shows=self._guess_source),
                FigureColumn("share", t("Of the doubt"), 104, is_number=True, shows=self._guess_share),
                FigureColumn("swing", t("Swings"), 76, is_number=True, shows=self._guess_swing),
                FigureColumn("measured", t("To be measured"), 112, shows=self._guess_state),
            ),
            self._go,
            named=lambda guess: guess.key,
            most=14,
        )
        self.measure = button(look, t("Measure this by…"), "clipboard-check-outline", does=self._measure)
        self.there = button(look, t("Go to the estimate"), "arrow-top-right", does=self._go_current)
        self.ranked.current_changed.connect(lambda _row, _column: self._allow())
        return Panel(
            look,
            t("Which guesses matter most"),
            self.ranked,
            wrapping(self.measure, self.there, spacing=look.px(8)),
        )

    # drawing

    def _set_draws(self, text: str) -> None:
        number = int(read_figure(text, self.texts, least=_LEAST_DRAWS))
        if number > _MOST_DRAWS:
            raise ProjectError(message(N_("At most {n} draws: more say nothing more."), n=_MOST_DRAWS))
        self._draws = number

    def _set_seed(self, text: str) -> None:
        self._seed = int(read_figure(text, self.texts))

    def _task(self) -> Work:
        draws, seed = self._draws, self._seed

        def work(project: Project, results: Results, tells: Tells) -> Uncertainty:
            from workbench.analysis.uncertainty import uncertainty

            scenario = results.scenario if project.scenarios else None
            return uncertainty(project, scenario, results=results, draws=draws, seed=seed, progress=tells)

        return work

    def _keep(self, found: Uncertainty) -> None:
        self.workspace.keep_uncertainty(found)

    # what it shows

    def show_project(self, change: Change | None) -> None:
        if change is None or change.before.actions is not change.after.actions:
            self.ranked.table.refresh()
            self._allow()

    def show_results(self, results: Results) -> None:
        self.run.show_results(results)
        self._show()

    def _show(self) -> None:
        found = self.workspace.uncertainty_of(self.workspace.results)
        t = self.texts
        for one in (self.bands, self.guesses):
            one.setVisible(found is not None)
        name = self.workspace.results.scenario_name if self.workspace.results is not None else ""
        if found is None:
            self.about.setText(
                t(
                    "Every guess and estimate is drawn from what people said of it, and all figures of {name} are "
                    "calculated each time. What was measured stays as it is. The same seed gives the same figures.",
                    name=name or t("the project"),
                )
            )
            return
        self.about.setText(
            t(
                "{name}: {n} draws with seed {seed}. {guesses} guesses were drawn; errors go together by {common}.",
                name=name or t("The project"),
                n=t.number(found.draws),
                seed=t.number(found.seed),
                guesses=t.number(found.n_guesses),
                common=written_share(t, found.correlation),
            )
        )
        if self._shown and self._shown[0] is found:
            return
        self._shown = (found,)
        whole = [one for one in found.bands if one.of is None]
        theirs = [one for one in found.bands if one.of is not None and one.key in _OF_DEPARTMENTS]
        self.table.set_rows((*whole, *theirs))
        self.chart.set_chart(self._chart(found))
        self.ranked.set_rows(found.guesses)
        self.guesses.set_foot(
            t(
                "What all volumes have in common makes {volumes} of the doubt, what all minutes have {minutes}.",
                volumes=written_share(t, round(found.volumes_common, 3)),
                minutes=written_share(t, round(found.minutes_common, 3)),
            )
        )
        self._allow()

    def _chart(self, found: Uncertainty) -> RangeStrip:
        t = self.texts
        bands = [band for key in _CHARTED if (band := found.band(key)) is not None and band.planned > 0]
        ranges = tuple(
            Range(
                t(NAMES_OF_BANDS[one.key]),
                one.p10 / one.planned,
                one.p50 / one.planned,
                one.p90 / one.planned,
            )
            for one in bands
        )
        low = min((one.low for one in ranges), default=0.0)
        high = max((one.high for one in ranges), default=1.0)
        edge = (high - low) * 0.05
        return RangeStrip(
            title=t("Bands, in per cent of what is planned"),
            ranges=ranges,
            is_share=True,
            ends_name=t("P10–P90"),
            scale=(max(0.0, low - edge), high + edge),
        )

    # cells

    def _name(self, band: Band) -> Cell:
        t, project = self.texts, self.workspace.project
        words = t(NAMES_OF_BANDS[band.key])
        unit = unit_words(band.unit, project.settings.currency, t)
        if band.of is not None:
            department = next((one.name for one in project.departments if one.id == band.of), band.of)
            words = f"{department}: {words}"
        said = words if unit.casefold() in words.casefold() else f"{words}, {unit}"
        return Cell(said, detail=said)

    def _figure(self, band: Band, value: float) -> Cell:
        return Cell(written_value(value, band.unit, self.texts), is_number=True)

    def _key(self, band: Band) -> str:
        """Return what explains the figure of ``band``; looked up once for the results that are shown."""
        results = self.workspace.results
        if results is None:
            return ""
        if self._keys[0] is not results:
            found = {(one.key, one.department): one.explained_by or "" for one in figures_of(results)}
            self._keys = (results, found)
        return self._keys[1].get((band.key, band.of), "")

    def _guess_name(self, guess: Guess) -> Cell:
        said = f"{guess.name}: {named(guess, self.texts)}"
        return Cell(said, detail=said)

    def _guess_said(self, guess: Guess) -> Cell:
        t = self.texts
        figures = [guess.low, guess.likely, guess.high]
        said = "–".join(written(t, one, 0 if one == round(one) else 1) for one in dict.fromkeys(figures))
        unit = t("min") if guess.kind == "minutes" else t("per {period}", period=_period(guess, t))
        return Cell(f"{said} {unit}", detail=f"{said} {unit}")

    def _guess_source(self, guess: Guess) -> Cell:
        return Cell(word(guess.source.value, self.texts), tone="text2")

    def _guess_share(self, guess: Guess) -> Cell:
        largest = max((one.share_of_variance for one in self.ranked.table.rows[:1]), default=0.0)
        part = max(0.0, guess.share_of_variance)
        bar = part / largest if largest > 0 else 0.0
        return Cell(self.texts.percent(part, 1), is_number=True, share=min(bar, 0.999))

    def _guess_swing(self, guess: Guess) -> Cell:
        t = self.texts
        said = t(
            "{low} to {high} positions when this alone is at its P10 or P90",
            low=written(t, guess.fte_p10, 2),
            high=written(t, guess.fte_p90, 2),
        )
        sign = "+" if guess.swing > 0 else ""
        return Cell(sign + written(t, guess.swing, 2), is_number=True, detail=said, spoken=said)

    def _guess_state(self, guess: Guess) -> Cell:
        words = state_words(action_for(self.workspace.project, guess), self.texts)
        return Cell(words, tone="ok", icon="check" if words else "", icon_tone="ok", detail=words)

    # what is done with a guess

    @property
    def current(self) -> Guess | None:
        """The guess that the keyboard stands on; else the first."""
        found: Guess | None = self.ranked.current_row
        if found is None and self.ranked.table.rows:
            found = self.ranked.table.rows[0]
        return found

    def _allow(self) -> None:
        t, guess = self.texts, self.current
        planned = action_for(self.workspace.project, guess) if guess is not None else None
        words = state_words(planned, t)
        self.measure.setToolTip(t("Planned already: {state}", state=words) if words else "")

    def _go(self, _key: str) -> None:
        self._go_current()

    def _go_current(self) -> None:
        if self.current is not None:
            self.workspace.go_to(self.current.place)

    def _measure(self) -> None:
        guess = self.current
        if guess is None:
            return
        dialog = MeasureDialog(self.look, self.window(), self.workspace.project, guess)
        if dialog.exec() and dialog.edit is not None:
            self.workspace.do(dialog.edit)
        self.ranked.table.refresh()
        self._allow()

    # what the page asks

    def first_focus(self) -> QWidget:
        return self.run.start

    def fit(self, room: int) -> None:
        self._sides.fit(room)

    def let_go(self) -> None:
        self.run.let_go()


def _going(_guess: Guess) -> str:
    return "go"


def _period(guess: Guess, t: Texts) -> str:
    return t(_PERIODS[guess.per.value]) if guess.per is not None else t("year")


_PERIODS: dict[str, str] = {
    "day": N_("day"),
    "week": N_("week"),
    "month": N_("month"),
    "year": N_("year"),
    "measured": N_("measured period"),
}
