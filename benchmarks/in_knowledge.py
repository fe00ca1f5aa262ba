"""Checklists and FAQs in the big sample: many of both, and how soon a key is seen while the words are checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from benchmarks.open_window import Figures, Opened, Painted, letter, percentile, press, pump, wait_ms

_TEXTS = (
    "Du söker bygglof i e-tjänsten, och vi svarar inom tio veckor när handlingarna är kompletta. ",
    "Ring oss på Kundservice om du är osäker: vi hjälper dig vidare till rätt handläggare. ",
)


def add_knowledge(opened: Opened, checklists: int = 1500, faqs: int = 2000) -> None:
    """Add checklists of eight steps and FAQs to the open project, spread over its departments."""
    from workbench.edits import AddItem, Batch

    project = opened.workspace.project
    edits: list[Any] = []
    for n in range(checklists):
        about = project.case_types[n * 3 % len(project.case_types)]
        items = [{"id": f"b-{n}-{at}", "kind": "say", "text": _TEXTS[at % 2]} for at in range(8)]
        item = {"id": f"bc-{n}", "title": about.name, "case_type": about.id, "items": items}
        edits.append(AddItem(collection="checklists", item=item))
    for n in range(faqs):
        about = project.case_types[n * 2 % len(project.case_types)]
        item = {
            "id": f"bf-{n}",
            "department": about.department,
            "question": {"sv": f"Hur gör jag med {about.name.lower()} nummer {n}?"},
            "answer": {"sv": "\n\n".join(_TEXTS)},
            "case_types": [about.id],
        }
        edits.append(AddItem(collection="faqs", item=item))
    opened.workspace.do(Batch(name="add", edits=tuple(edits)))


def knowledge_edits(opened: Opened) -> Iterator[Any]:
    """Yield edits of what the two pages show: an answer, a state, a step, one more of each, one less."""
    from workbench.edits import AddItem, ChangeItem, RemoveItem
    from workbench.edits.knowledge import add_checklist

    project = opened.workspace.project
    yield ChangeItem(collection="faqs", id="bf-0", changes={"answer": {"sv": "Ring oss, så hjälper vi dig."}})
    yield ChangeItem(collection="faqs", id="bf-1", changes={"state": "reviewed"})
    yield ChangeItem(
        collection="checklists.items", within=("bc-0",), id="b-0-0", changes={"text": "Säg hej."}
    )
    yield ChangeItem(collection="checklists", id="bc-1", changes={"state": "reviewed"})
    edit, made = add_checklist(project, project.case_types[1].id)
    yield edit
    yield RemoveItem(collection="checklists", id=made)
    item = {"id": "bf-new", "department": project.departments[0].id, "question": {}, "answer": {}}
    yield AddItem(collection="faqs", item=item)
    yield RemoveItem(collection="faqs", id="bf-new")


def measured(file: Path) -> Figures:
    """Type into an answer and into a step of a checklist, at rest and while everything is calculated anew."""
    from workbench.analysis.engine import Engine

    opened = Opened(file, "faqs")
    opened.idle()
    add_knowledge(opened)
    opened.idle()
    figures: Figures = {}
    for name, key in (("faq", "faqs"), ("checklist", "checklists")):
        page = opened.page(key)
        pump(100)
        opened.idle()
        for state in ("rest", "busy"):
            field = page.editor.answer if key == "faqs" else page.editor.items.rows[0].text
            field.setFocus()
            press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
            pump(30)
            painted = Painted(field)
            echoes = []
            for char in _TEXTS[0] * 2:
                if state == "busy" and not opened.workspace.background.is_busy:
                    opened.workspace.engine = Engine()
                    opened.workspace.calculate()
                echoes.append(painted.after_ms(partial(letter, char)))
                wait_ms(15)
            painted.let_go()
            figures |= {f"{name}_{state}": percentile(echoes, 0.95), f"{name}_{state}_worst": max(echoes)}
            opened.idle()
        begin = Painted(page)
        figures[f"{name}_kept"] = begin.after_ms(
            lambda: press(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ControlModifier)
        )
        begin.let_go()
        opened.idle()
    opened.close()
    return figures
