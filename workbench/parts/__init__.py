"""Parts of a project: made by inclusion for a department, and merged three-way when they come back."""

from workbench.parts.deciding import decide_conflict
from workbench.parts.making import make_part
from workbench.parts.merging import Judgement, Merged, merge_changes, merge_part

__all__ = ["Judgement", "Merged", "decide_conflict", "make_part", "merge_changes", "merge_part"]
