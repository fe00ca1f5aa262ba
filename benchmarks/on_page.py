"""The window's thread with one page shown, while the project is edited, undone and saved and other pages are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.open_window import Figures, Opened, Watch, peak, pump, wait_ms
from benchmarks.pages import KNOWLEDGE, PAGES


def measured(file: Path, key: str) -> Figures:
    """Watch the window's thread with one page shown: the first calculation, edits, undo, findings, a save."""
    from workbench.edits import AddItem

    opened = Opened(file, key)
    workspace, watch = opened.workspace, Watch()
    with watch.during("cold"):
        opened.idle()
    if key == "workshop":
        with_workshop(opened)
        opened.idle()
    edits = edits_of
    if key in KNOWLEDGE:
        from benchmarks.in_knowledge import add_knowledge, knowledge_edits

        add_knowledge(opened)
        opened.idle()
        edits = knowledge_edits
    took: list[float] = []
    with watch.during("edits"):
        for edit in edits(opened):
            workspace.do(edit)
            opened.idle()
    with watch.during("undo"):
        for act in (workspace.undo, workspace.undo, workspace.redo, workspace.redo, workspace.undo):
            act()
            opened.idle()
    with watch.during("opened"):
        opened.window.show_findings(is_shown=True)
        wait_ms(50)
    two = list(edits(opened))[:2]
    with watch.during("findings"):
        for edit in two:
            workspace.do(edit)
            opened.idle()
    opened.window.show_findings(is_shown=False)
    wait_ms(30)
    with watch.during("save"):
        for _ in range(2):
            workspace.save_soon()
            opened.idle()
            workspace.do(AddItem(collection="departments", item={"id": f"d-new-{len(took)}", "name": "Ny"}))
            took.append(0.0)
            opened.idle()
    with watch.during("pages"):
        for other in (*PAGES, key):
            opened.page(other)
            wait_ms(60)
    with watch.during("back"):
        for other in (*PAGES, key):
            opened.page(other)
            wait_ms(60)
    watch.worst.pop("")
    peak_mb = peak()
    opened.close()
    return {"blocked": watch.worst, "peak_mb": peak_mb}


def edits_of(opened: Opened) -> Iterator[Any]:
    """Yield edits of what the pages show: a level, minutes, a volume, a name, one more case type, one less."""
    from workbench.edits import AddItem, ChangeItem, RemoveItem

    def chosen() -> Any:
        found = opened.workspace.case_type_of(opened.workspace.case_type)
        return found or opened.workspace.project.case_types[0]

    for level in (2, 5):
        one = chosen()
        within, step = (one.id,), one.steps[0].id
        yield ChangeItem(collection="case_types.steps", within=within, id=step, changes={"level": level})
    one = chosen()
    minutes = {"low": 1.0, "likely": 2.0 + len(one.name) % 3, "high": 6.0}
    changes: dict[str, Any] = {"minutes_today": minutes}
    yield ChangeItem(
        collection="case_types.steps", within=(one.id,), id=chosen().steps[0].id, changes=changes
    )
    volume = chosen().volumes[0]
    figures = {"low": volume.low, "likely": volume.likely * 1.1, "high": volume.high * 1.2}
    yield ChangeItem(collection="case_types.volumes", within=(one.id,), id=volume.id, changes=figures)
    yield ChangeItem(collection="case_types", id=one.id, changes={"name": f"{one.name} +"})
    added = f"new-{len(opened.workspace.project.case_types)}-{len(chosen().name)}"
    item: dict[str, Any] = {"id": added, "name": "Nytt ärende", "department": one.department}
    steps: list[Any] = [{"id": f"{added}-1", "title": "Hela ärendet"}]
    yield AddItem(collection="case_types", item={**item, "steps": steps})
    yield RemoveItem(collection="case_types", id=added)


def with_workshop(opened: Opened, case_types: int = 60) -> Any:
    """Put case types of one department into a new workshop; return the workshop page, the table in front."""
    from workbench.edits import AddItem

    project = opened.workspace.project
    owner = project.case_types[0].department
    ids = [one.id for one in project.case_types if one.department == owner][:case_types]
    ids += [one.id for one in project.case_types if one.id not in set(ids)][: case_types - len(ids)]
    item = {"id": "w-bench", "title": "Bygglov", "department": owner, "case_types": ids}
    opened.workspace.do(AddItem(collection="workshops", item=item))
    opened.workspace.choose(workshop="w-bench", case_type=ids[0])
    page = opened.page("workshop")
    page.show_view("capture")
    pump()
    return page
