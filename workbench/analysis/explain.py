"""Every number unfolds into its inputs: from a headline down to what somebody said about a case type."""

from __future__ import annotations

from workbench.analysis.explain_cases import CASE_FIGURES, CASE_FIGURES_OF
from workbench.analysis.explain_money import MONEY_FIGURES, MONEY_FIGURES_OF
from workbench.analysis.explain_staffing import STAFFING_FIGURES, STAFFING_FIGURES_OF
from workbench.analysis.explanation import Asked, Explain, Explanation, no_such_figure
from workbench.analysis.results import Results
from workbench.model.project import Project

_FIGURES: dict[str, Explain] = {**STAFFING_FIGURES, **MONEY_FIGURES, **CASE_FIGURES}
_FIGURES_OF: dict[str, Explain] = {**STAFFING_FIGURES_OF, **MONEY_FIGURES_OF, **CASE_FIGURES_OF}
HEADLINES: tuple[str, ...] = tuple(_FIGURES)
"""The figures of the project as a whole that can be explained."""


def explain(project: Project, results: Results, figure_key: str) -> Explanation:
    """Return the figure ``figure_key`` with its definition, formula and inputs.

    Keys: those of HEADLINES; of a department "fte_of:<id>", "balance_of:", "cost_of:", "net_effect_of:",
    "hours_of:"; of a case type "case_type:<id>"; and what an input names in ``unfolds``. Raises ProjectError
    for any other.
    """
    kind, _, name = figure_key.partition(":")
    found = (_FIGURES_OF if name else _FIGURES).get(kind)
    if found is None:
        raise no_such_figure(figure_key)
    return found(Asked(project, results, figure_key, name))
