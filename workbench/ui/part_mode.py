"""What the window is for a department's part: its own pages, no choice of mode, and nothing that the office does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from workbench.locale import Texts
from workbench.model.parts import Part
from workbench.model.project import Project

MODE = "department"
_NOT_OFFERED = frozenset(
    (
        "file.new", "file.import", "file.calls", "file.purge", "go.workshop",
        "export.minutes", "export.tally", "export.package",
        "view.projector", "view.prepare", "view.read_back", "view.board", "view.table",
        "agenda.next", "agenda.back", "agenda.more",
        "insert.workshop", "insert.decision", "insert.question", "insert.parking", "insert.disagreement",
    )
)  # fmt: skip
_MAIL_FOLDERS = frozenset(("Content.Outlook", "INetCache", "Temporary Internet Files", "Mail Downloads"))
_OFFICE_ALONE = ("go.mode_", "part.", "parts.", "go.parts")
_PART_ALONE = frozenset(("file.send_back",))


def is_offered(action: str, *, in_part: bool) -> bool:
    """Tell whether an action of the table has any sense in a part, or in a whole project."""
    if not in_part:
        return action not in _PART_ALONE
    return action not in _NOT_OFFERED and not action.startswith(_OFFICE_ALONE)


def lies_in_mail(path: Path) -> bool:
    """Tell whether ``path`` is where mail programs put what is opened from a mail: some day it is thrown away."""
    return any(one in _MAIL_FOLDERS or one.startswith("mozilla_") for one in path.parts)


def part_words(part: Part, project: Project, texts: Texts, today: dt.date) -> str:
    """Return whose part this is and when it is to be back, in a line."""
    name = next((one.name for one in project.departments if one.id == part.department), "")
    if part.due is None:
        return texts("Part: {department}", department=name)
    day = texts.date(part.due)
    if part.due < today:
        return texts("Part, was due {day}: {department}", department=name, day=day)
    return texts("Part, due {day}: {department}", department=name, day=day)
