"""The lines of the navigation: the pages of a mode, and the departments that all pages can be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.locale import Texts
from workbench.ui.actions import BY_NAME
from workbench.ui.frame.navigation import Entry
from workbench.ui.workspace import Workspace


def entries_of(workspace: Workspace, texts: Texts, pages: Sequence[str]) -> tuple[Entry, ...]:
    """Return the lines for ``pages`` (keys), with the departments below; a part has one, which is always chosen."""
    project = workspace.project
    entries = [Entry("heading", "", texts("Pages"))]
    for key in pages:
        spec = BY_NAME[f"go.{key}"]
        count = texts.number(_case_types(workspace)) if key == "case_types" else ""
        spoken, waiting = "", len(project.conflicts)
        if key == "parts" and waiting:
            count = texts.number(waiting)
            spoken = texts.plural(
                "{page}: {n} conflict", "{page}: {n} conflicts", waiting, page=texts(spec.text)
            )
        entries.append(Entry("page", key, texts(spec.text), spec.icon, count, spoken))
    if workspace.part is None:
        every = texts.number(len(project.departments))
        entries.append(Entry("heading", "departments", texts("Departments")))
        entries.append(Entry("department", "", texts("All departments"), "", every))
        entries += [Entry("department", one.id, one.name) for one in project.departments]
    return tuple(entries)


def _case_types(workspace: Workspace) -> int:
    every, part = workspace.project.case_types, workspace.part
    return len(every) if part is None else sum(one.department == part.department for one in every)
