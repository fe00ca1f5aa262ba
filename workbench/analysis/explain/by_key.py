"""Which figure is explained by what, by its key."""

from __future__ import annotations

from workbench.analysis.explain.cases import CASE_FIGURES, CASE_FIGURES_OF
from workbench.analysis.explain.effect import EFFECT_FIGURES_OF
from workbench.analysis.explain.explanation import Asked, Explain, Explanation, no_such_figure
from workbench.analysis.explain.hours import HOURS_FIGURES_OF
from workbench.analysis.explain.measured import MEASURED_FIGURES_OF
from workbench.analysis.explain.money import MONEY_FIGURES, MONEY_FIGURES_OF
from workbench.analysis.explain.paying import PAYING_FIGURES, PAYING_FIGURES_OF
from workbench.analysis.explain.pools import POOL_FIGURES, POOL_FIGURES_OF
from workbench.analysis.explain.prices import PRICE_FIGURES_OF
from workbench.analysis.explain.queue import QUEUE_FIGURES, QUEUE_FIGURES_OF
from workbench.analysis.explain.reasons import REASON_FIGURES_OF
from workbench.analysis.explain.released import RELEASED_FIGURES, RELEASED_FIGURES_OF
from workbench.analysis.explain.sharing import SHARING_FIGURES, SHARING_FIGURES_OF
from workbench.analysis.explain.staffing import STAFFING_FIGURES, STAFFING_FIGURES_OF
from workbench.analysis.explain.totals import TOTAL_FIGURES, TOTAL_FIGURES_OF
from workbench.analysis.explain.volumes import VOLUME_FIGURES_OF
from workbench.analysis.explain.work import WORK_FIGURES_OF
from workbench.analysis.results import Results
from workbench.model.project import Project

_FIGURES: dict[str, Explain] = {
    **STAFFING_FIGURES,
    **RELEASED_FIGURES,
    **MONEY_FIGURES,
    **CASE_FIGURES,
    **QUEUE_FIGURES,
    **POOL_FIGURES,
    **SHARING_FIGURES,
    **PAYING_FIGURES,
    **TOTAL_FIGURES,
}
_FIGURES_OF: dict[str, Explain] = {
    **STAFFING_FIGURES_OF,
    **RELEASED_FIGURES_OF,
    **REASON_FIGURES_OF,
    **MONEY_FIGURES_OF,
    **CASE_FIGURES_OF,
    **QUEUE_FIGURES_OF,
    **POOL_FIGURES_OF,
    **VOLUME_FIGURES_OF,
    **MEASURED_FIGURES_OF,
    **WORK_FIGURES_OF,
    **HOURS_FIGURES_OF,
    **SHARING_FIGURES_OF,
    **PRICE_FIGURES_OF,
    **PAYING_FIGURES_OF,
    **EFFECT_FIGURES_OF,
    **TOTAL_FIGURES_OF,
}
HEADLINES: tuple[str, ...] = tuple(_FIGURES)
"""The figures of the project as a whole that can be explained."""


def explained(project: Project, results: Results, figure_key: str) -> Explanation:
    """Return what explains ``figure_key``. Raises ProjectError for a key that there is not."""
    kind, _, name = figure_key.partition(":")
    found = (_FIGURES_OF if name else _FIGURES).get(kind)
    if found is None:
        raise no_such_figure(figure_key)
    return found(Asked(project, results, figure_key, name))
