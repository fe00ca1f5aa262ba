"""Rows from a spreadsheet as rows of costs: by their heads where there are heads, else by what each cell can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.capture.folding import fold
from workbench.edits import Edit
from workbench.edits.stored import Batch
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.ui.pages.costs.reading import read
from workbench.ui.pages.costs.records import RESULTS, Changes, Records

_ANY_TEXT = ("name", "source", "note")


@dataclass(frozen=True)
class Pasted:
    """``edit`` makes what could be read, ``count`` rows of it; ``skipped`` are lines with why they were left out."""

    edit: Edit | None
    count: int
    skipped: tuple[tuple[str, Message], ...] = ()


def pasted(records: Records, project: Project, text: str, texts: Texts) -> Pasted:
    """Read tab-separated lines. A line whose name (or day) is there already changes that row, which keeps its name."""
    lines = [
        [cell.strip().removeprefix("'") for cell in line.split("\t")]
        for line in text.splitlines()
        if line.strip()
    ]
    if not lines:
        return Pasted(None, 0)
    heads = _heads(lines[0], records)
    new: list[Changes] = []
    changed: dict[str, Changes] = {}
    skipped: list[tuple[str, Message]] = []
    known = _known(records, project)
    for cells in lines[1:] if heads else lines:
        try:
            changes = (
                _by_heads(cells, heads, project, texts) if heads else _by_kind(cells, records, project, texts)
            )
            own = next(
                (
                    known[key]
                    for need in records.needs[:1]
                    if (key := fold(str(changes.get(need, "")))) in known
                ),
                None,
            )
            if own is None:
                _refuse_incomplete(changes, records)
                new.append(changes)
            else:
                others = {key: value for key, value in changes.items() if key != records.needs[0]}
                changed[own] = changed.get(own, {}) | others
        except ProjectError as problem:
            skipped.append((cells[0], problem.message))
    return _made(records, project, new, changed, skipped)


def _made(
    records: Records,
    project: Project,
    new: Sequence[Changes],
    changed: dict[str, Changes],
    skipped: Sequence[tuple[str, Message]],
) -> Pasted:
    edits: list[Edit] = []
    count = len(new) + len(changed)
    try:
        if changed:
            edits.append(records.change(project, changed))
            project = edits[-1].apply(project)
        if new and records.can_add:
            edits.append(records.add(project, new))
    except ProjectError as problem:
        return Pasted(None, 0, (*skipped, ("", problem.message)))
    if not edits:
        return Pasted(None, 0, tuple(skipped))
    edit = edits[0]
    if len(edits) > 1:
        edit = Batch(name=N_("paste {n} rows"), values={"n": count}, edits=tuple(edits))
    return Pasted(edit, count, tuple(skipped))


def _refuse_incomplete(changes: Changes, records: Records) -> None:
    titles = {one.key: one.title for one in records.columns()}
    missing = [titles[key] for key in records.needs if key not in changes]
    if missing:
        raise ProjectError(message(N_("a new row needs: {fields}"), fields=", ".join(missing)))


def _heads(cells: Sequence[str], records: Records) -> list[str]:
    """Return the columns that the first line names; empty where it names none but holds figures already."""
    titles = {fold(one.title): one.key for one in records.columns()}
    found = [titles.get(fold(cell), "") for cell in cells]
    return found if sum(map(bool, found)) >= min(2, len(cells)) else []


def _known(records: Records, project: Project) -> dict[str, str]:
    first = records.needs[0]
    rows = records.all(project)
    return {fold(str(getattr(one, first))): key for key, one in rows}


def _by_heads(cells: Sequence[str], heads: Sequence[str], project: Project, texts: Texts) -> Changes:
    changes: Changes = {}
    for key, cell in zip(heads, cells, strict=False):
        if not key or key in RESULTS or not cell or fold(cell) == fold(texts("missing")):
            continue
        reading = read(key, cell, project, texts)
        if reading.problem is not None:
            raise ProjectError(reading.problem)
        funding = changes.get("funding")
        changes |= reading.changes
        if key == "department" and funding is not None:
            changes["funding"] = funding
    return changes


def _by_kind(cells: Sequence[str], records: Records, project: Project, texts: Texts) -> Changes:
    """Put each cell where it fits: words that are a choice, figures in turn, the first other text is the name."""
    changes: Changes = {}
    keys = [one.key for one in records.columns() if one.key not in RESULTS]
    choices = {key: {fold(word): value for value, word in records.offers(project, key)} for key in keys}
    figures = [key for key in keys if not choices[key] and key not in _ANY_TEXT]
    words = [key for key in keys if key in _ANY_TEXT]
    for cell in cells:
        if not cell:
            continue
        chosen = next((key for key in keys if key not in changes and fold(cell) in choices[key]), None)
        if chosen is not None:
            changes |= read(chosen, cell, project, texts).changes
            continue
        number = next(
            (
                key
                for key in figures
                if key not in changes and read(key, cell, project, texts).problem is None
            ),
            None,
        )
        free = number or next((key for key in words if key not in changes), None)
        if free is not None:
            changes |= read(free, cell, project, texts).changes
    return changes
