"""What an edit must not leave behind: ids twice, references to nothing, case types and checklists that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.edits.addresses import owner_of, twice
from workbench.edits.places import StepIds, position
from workbench.model.case_types import CaseType
from workbench.model.integrity import (
    case_type_problems,
    checklist_problems,
    contained,
    dangling_message,
    ids_of,
    referrers,
)
from workbench.model.knowledge import Checklist
from workbench.model.process import Flow
from workbench.model.project import Project, walk_item
from workbench.model.record import Item, Record, references
from workbench.model.text import N_, ProjectError, message

_STEPS = "case_types.steps"
_KNOWN_STEPS = StepIds()


def get_ready(project: Project) -> None:
    """Count in a thread of its own what the first edit of a big project would wait for. It pauses often."""
    _KNOWN_STEPS.get_ready(project.case_types)


def refuse_ids_twice(after: Project, collection: str, new: Item, was: Item | None = None) -> None:
    """Refuse ids that stand twice among siblings within ``new``; step ids are unique in the whole project.

    Steps that lay in it before (``was``) need no look through the project, which has tens of thousands.
    """
    steps = inner_steps(collection, new)
    if was is not None:
        steps -= {item.id for path, item, _ in walk_item(collection, was, ()) if path == _STEPS}
    refuse_steps_twice(after, steps)


def inner_steps(collection: str, new: Item) -> set[str]:
    """Return the ids of the steps within ``new``. Raises ProjectError where an id stands twice among siblings."""
    seen: set[tuple[str, str, str]] = set()
    steps: set[str] = set()
    for path, item, ancestors in walk_item(collection, new, ()):
        place = (path, ancestors[-1].id if ancestors else "", item.id)
        if place in seen or (path == _STEPS and item.id in steps):
            raise ProjectError(twice(path, item.id))
        seen.add(place)
        if path == _STEPS:
            steps.add(item.id)
    return steps


def refuse_steps_twice(after: Project, steps: set[str]) -> None:
    """Raise ProjectError where one of ``steps`` stands twice in ``after``."""
    found = _KNOWN_STEPS.twice(after.case_types, steps) if steps else None
    if found is not None:
        raise ProjectError(twice(_STEPS, found))


def check_touched(project: Project, touched: Iterable[tuple[str, Item]], within: tuple[str, ...]) -> None:
    """Refuse items ``touched`` (each with its collection) that refer to nothing, or break what they lie in."""
    for path, item in touched:
        check_references(project, path, item)
        check_inside(owner_of(project, path, within) if "." in path else item)


def check_inside(owner: Record) -> None:
    """Refuse what does not fit within one case type or checklist: flows and branches to nowhere, shares over 1."""
    if isinstance(owner, CaseType):
        problems = case_type_problems(owner)
    elif isinstance(owner, Checklist):
        problems = checklist_problems(owner)
    else:
        return
    for problem in problems:
        raise ProjectError(problem)


def check_references(project: Project, place: str, record: Record) -> None:
    """Refuse a record that refers to something that is not there."""
    inner = [*getattr(record, "deflections", ()), *getattr(record, "step_overrides", ())]
    for one in (record, *inner):
        for name, target, wanted in references(one):
            if target == "case_types.steps" and isinstance(one, CaseType | Flow):
                continue  # looked up within the case type, see case_type_problems
            if not _is_there(project, target, wanted):
                raise ProjectError(dangling_message(place, record, name, target, wanted))


def _is_there(project: Project, path: str, wanted: str) -> bool:
    if "." in path:
        return wanted in ids_of(project, path)
    return position(getattr(project, path), wanted) is not None


def lost(path: str, old: Item, new: Item) -> list[tuple[str, str]]:
    """Return what lies in ``old`` and no longer in ``new``: (collection, id) of each."""
    kept = {(p, item.id) for p, item in contained(path, new)}
    return [(p, item.id) for p, item in contained(path, old) if (p, item.id) not in kept]


def case_types_of(
    project: Project, collection: str, within: tuple[str, ...], changed: Item | None = None
) -> tuple[CaseType, ...]:
    """Return the case type that an edit was about, as it is now: only there can flows name a step that went."""
    if isinstance(changed, CaseType):
        return (changed,)
    owner = owner_of(project, collection, within) if within else None
    return (owner,) if isinstance(owner, CaseType) else ()


def check_gone(project: Project, gone: list[tuple[str, str]], owners: tuple[CaseType, ...]) -> None:
    """Refuse that items are ``gone`` (collection, id) while something refers to them."""
    by_path: dict[str, set[str]] = {}
    for path, item in gone:
        by_path.setdefault(path, set()).add(item)
    for path, items in by_path.items():
        for place, record, field in referrers(project, path, items, owners):
            raise ProjectError(
                message(
                    N_("cannot remove it: {place} {id} refers to it ({field}). Change or remove that first"),
                    place=place,
                    id=getattr(record, "id", ""),
                    field=field,
                )
            )
