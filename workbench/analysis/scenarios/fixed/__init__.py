"""A calculation fixed for a decision: kept as it was (``keeping``), from what (``inputs``), and what changed since."""

from workbench.analysis.scenarios.fixed.changes import Changed
from workbench.analysis.scenarios.fixed.keeping import (
    SinceThen,
    against_now,
    delete_fixed,
    find_fixed,
    fix,
    kept_in,
)

__all__ = ["Changed", "SinceThen", "against_now", "delete_fixed", "find_fixed", "fix", "kept_in"]
