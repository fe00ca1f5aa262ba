"""Every number unfolds into its inputs: from a headline down to what somebody said about a case type."""

from __future__ import annotations

from workbench.analysis.explain_cases import CASE_FIGURES, CASE_FIGURES_OF
from workbench.analysis.explain_effect import EFFECT_FIGURES_OF
from workbench.analysis.explain_hours import HOURS_FIGURES_OF
from workbench.analysis.explain_measured import MEASURED_FIGURES_OF
from workbench.analysis.explain_money import MONEY_FIGURES, MONEY_FIGURES_OF
from workbench.analysis.explain_paying import PAYING_FIGURES, PAYING_FIGURES_OF
from workbench.analysis.explain_pools import POOL_FIGURES, POOL_FIGURES_OF
from workbench.analysis.explain_prices import PRICE_FIGURES_OF
from workbench.analysis.explain_queue import QUEUE_FIGURES, QUEUE_FIGURES_OF
from workbench.analysis.explain_reasons import REASON_FIGURES_OF
from workbench.analysis.explain_released import RELEASED_FIGURES, RELEASED_FIGURES_OF
from workbench.analysis.explain_sharing import SHARING_FIGURES, SHARING_FIGURES_OF
from workbench.analysis.explain_staffing import STAFFING_FIGURES, STAFFING_FIGURES_OF
from workbench.analysis.explain_volumes import VOLUME_FIGURES_OF
from workbench.analysis.explain_work import WORK_FIGURES_OF
from workbench.analysis.explanation import Asked, Explain, Explanation, no_such_figure
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
}
HEADLINES: tuple[str, ...] = tuple(_FIGURES)
"""The figures of the project as a whole that can be explained."""


def explain(project: Project, results: Results, figure_key: str) -> Explanation:
    """Return the figure ``figure_key`` with its definition, formula and inputs.

    Keys: those of HEADLINES; a kind, a colon and ids joined by colons ("fte_of:<department>",
    "price:<case type>:<channel>", "half_hour:<pool>:<month>-<weekday>-<half-hour>"); and what an input names in
    ``unfolds``. Raises ProjectError for any other.
    """
    kind, _, name = figure_key.partition(":")
    found = (_FIGURES_OF if name else _FIGURES).get(kind)
    if found is None:
        raise no_such_figure(figure_key)
    return found(Asked(project, results, figure_key, name))
