"""Every number unfolds into its inputs: from a headline down to what somebody said about a case type.

What an explanation is stands in ``explanation``. What makes them is loaded with the first question: a window has a
side for explanations long before one is asked for.
"""

from __future__ import annotations

from workbench.analysis.explain.explanation import Explanation
from workbench.analysis.results import Results
from workbench.model.project import Project


def explain(project: Project, results: Results, figure_key: str) -> Explanation:
    """Return the figure ``figure_key`` with its definition, formula and inputs.

    Keys: those of ``by_key.HEADLINES``; a kind, a colon and ids joined by colons ("fte_of:<department>",
    "price:<case type>:<channel>", "half_hour:<pool>:<month>-<weekday>-<half-hour>"); and what an input names in
    ``unfolds``. Raises ProjectError for any other.
    """
    from workbench.analysis.explain.by_key import explained

    return explained(project, results, figure_key)
