"""The views of the page that are asked for: what pooling is worth, whether to trust the plan, and who works when."""

from __future__ import annotations

from collections.abc import Callable

from workbench.locale import Texts
from workbench.ui.pages.figures_page import View
from workbench.ui.pages.staffing.checked import CheckedPane
from workbench.ui.pages.staffing.deferred import DeferredPane
from workbench.ui.pages.staffing.pooling import PoolingPane
from workbench.ui.pages.staffing.roster import RosterPane


def views_asked_for(texts: Texts, wants: Callable[[str], None]) -> tuple[View, ...]:
    """Return the tabs; ``wants`` asks the window for an action of the table."""
    return (
        View("pooling", texts("Pooled or alone"), PoolingPane),
        View(
            "checked",
            texts("Checked"),
            lambda workspace, look, unfold: CheckedPane(workspace, look, unfold, wants),
        ),
        View("deferred", texts("Deferred work"), DeferredPane),
        View("roster", texts("Duty roster"), RosterPane),
    )
