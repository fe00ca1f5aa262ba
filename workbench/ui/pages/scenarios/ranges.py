"""How sure a figure is in each scenario, on one axis: bands from the draws, where a scenario was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import NAMES_OF_BANDS
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.side_by_side import unit_words
from workbench.ui.widgets.charts import ChartView, Range, RangeStrip
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import column, label
from workbench.ui.workspace import Workspace

_FIRST = "fte_total"


class RangesPanel(Panel):
    """One range per scenario that was drawn; the figure is chosen above."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        self.workspace = workspace
        t = look.texts
        self._scenarios: Sequence[tuple[str, Results | None]] = ()
        self._key = _FIRST
        self.which = Choice(look, t("Which figure"), self._choose)
        self.words = label(look, "", "body", "text2", wraps=True)
        self.chart = ChartView(look, RangeStrip(title=t("How sure the figures are"), ranges=()))
        super().__init__(look, t("How sure the figures are"), self.which, self.words, self.chart)
        self.add(column(None), 1)

    def _choose(self, key: str) -> None:
        self._key = key
        self.show_scenarios(self._scenarios)

    def show_scenarios(self, scenarios: Sequence[tuple[str, Results | None]]) -> None:
        """Show a range for each of the scenarios (name, results) that was drawn as it is now."""
        self._scenarios = scenarios
        t = self.look.texts
        found = [(name, self.workspace.uncertainty_of(results)) for name, results in scenarios]
        drawn = [(name, one) for name, one in found if one is not None]
        self.which.setVisible(bool(drawn))
        self.chart.setVisible(bool(drawn))
        missing = [name for name, one in found if one is None]
        self.words.setVisible(bool(missing))
        self.words.setText(
            t(
                "Not drawn yet: {names}. The view Uncertainty draws the scenario that is chosen.",
                names=", ".join(missing),
            )
            if missing
            else ""
        )
        if not drawn:
            self.set_foot("")
            return
        keys = [one.key for one in drawn[0][1].bands if one.of is None]
        self.which.offer([(key, t(NAMES_OF_BANDS[key])) for key in keys], self._key)
        ranges = []
        unit = ""
        for name, one in drawn:
            band = one.band(self._key)
            if band is not None:
                unit = band.unit
                ranges.append(Range(name, band.p10, band.p50, band.p90))
        currency = self.workspace.project.settings.currency
        self.chart.set_chart(
            RangeStrip(
                title=t(NAMES_OF_BANDS.get(self._key, NAMES_OF_BANDS[_FIRST])),
                unit=unit_words(unit, currency, t) if unit else "",
                decimals=1 if unit == "FTE" else 0,
                is_share=unit.startswith("share"),
                ranges=tuple(ranges),
                ends_name=t("P10–P90"),
            )
        )
        seeds = {(one.seed, one.draws) for _name, one in drawn}
        self.set_foot(
            t("The same seed: the same guesses were drawn in each.")
            if len(seeds) == 1 and len(drawn) > 1
            else t("Drawn with different seeds or numbers: compare with care.")
            if len(seeds) > 1
            else ""
        )
