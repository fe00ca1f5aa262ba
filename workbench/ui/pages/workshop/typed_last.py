"""Where somebody was typing when the program was killed: which workshop, which view, which field. Nothing is asked.

A draft's place is ``what:workshop:where:field``; ``what`` says which view takes it up again.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.ui.workspace import Workspace

_VIEW_OF = {
    "capture": "capture",
    "entry": "capture",
    "note": "capture",
    "prepare": "prepare",
    "read_back": "read_back",
}


def place_in(view: str, workspace: Workspace, where: str, field: str = "", *, is_new: bool = False) -> str:
    """Return the place of a field in a view of the chosen workshop, or of one that is not made yet."""
    return f"{view}:{'' if is_new else workspace.workshop or ''}:{where}:{field}"


def typed_last(drafts: Mapping[str, str]) -> tuple[str, str] | None:
    """Return (view, id of the workshop) of the newest draft of the workshop page; None where there is none."""
    for place in reversed(tuple(drafts)):
        what, _, rest = place.partition(":")
        if what in _VIEW_OF:
            return _VIEW_OF[what], rest.partition(":")[0]
    return None


def drafts_in(view: str, workspace: Workspace) -> dict[tuple[str, str], str]:
    """Return the texts of ``view`` by (where, field): of the chosen workshop, and of one that is not made yet."""
    found = {}
    for place, text in workspace.drafts.items():
        parts = place.split(":")
        if len(parts) == 4 and parts[0] == view and parts[1] in (workspace.workshop or "", ""):
            found[parts[2], parts[3]] = text
    return found
