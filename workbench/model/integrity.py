"""Cross references: ids are unique where they are looked up, and every reference names something.

In full when a file is read; by what an edit touched afterwards, since a full pass costs tens of
milliseconds on a big project. Steps and flows are looked up within their own case type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from workbench.model.case_types import CaseType
from workbench.model.knowledge import Checklist
from workbench.model.project import COLLECTIONS, SINGLES, Project, nested_collections, walk
from workbench.model.record import Item, Record, reference_fields, references
from workbench.model.text import N_, Message, Percent, ProjectError, message


def check_project(project: Project) -> None:
    """Raise ProjectError for the first duplicate id or dangling reference in ``project``."""
    if _is_surely_sound(project):
        return
    problem = next(problems(project), None)
    if problem:
        raise ProjectError(problem)


def _is_surely_sound(project: Project) -> bool:
    """Tell whether ``project`` passes by rough questions to whole collections; False only says: look closer.

    Some fifteen times faster than :func:`problems` on a big project, which then need not be asked.
    """
    items: dict[str, list[Item]] = {}
    for path in COLLECTIONS:
        owners, _, name = path.rpartition(".")
        items[path] = (
            [child for owner in items[owners] for child in getattr(owner, name)]
            if owners
            else list(getattr(project, path))
        )
    known = {path: set(map(attrgetter("id"), found)) for path, found in items.items()}
    if any(len(known[path]) != len(found) for path, found in items.items()):
        return False
    for path, found in items.items():
        for name, target in reference_fields(COLLECTIONS[path]):
            if path.startswith("case_types") and target == "case_types.steps":
                continue  # within one case type: looked at there
            wanted = set(map(attrgetter(name), found))
            if found and isinstance(getattr(found[0], name), tuple):
                wanted = {one for value in wanted for one in value}
            wanted.discard(None)
            if not wanted <= known[target]:
                return False
        if _part_fields(COLLECTIONS[path]) and any(
            next(iter(_dangling(path, part, known)), None) for item in found for part in _parts(item)
        ):
            return False
    if any(next(iter(_dangling(name, getattr(project, name), known)), None) for name in SINGLES):
        return False
    return not any(_needs_a_look(case_type) for case_type in project.case_types) and not any(
        next(iter(checklist_problems(checklist)), None) for checklist in project.checklists
    )


def _needs_a_look(case_type: CaseType) -> bool:
    """Tell whether :func:`case_type_problems` might have something to say."""
    steps = {step.id for step in case_type.steps}
    if case_type.start is not None and case_type.start not in steps:
        return True
    if not case_type.flows:
        return False
    sources = [flow.source for flow in case_type.flows]
    if not (steps.issuperset(sources) and steps.issuperset([flow.target for flow in case_type.flows])):
        return True
    if len(set(sources)) == len(sources):
        return False  # one way on from each step, and a single share is at most 1
    return next(iter(case_type_problems(case_type)), None) is not None


def problems(project: Project) -> Iterator[Message]:
    """Yield a message for every duplicate id and every dangling reference."""
    known: dict[str, set[str]] = {path: set() for path in COLLECTIONS}
    within: set[tuple[str, str, str]] = set()
    for path, item, ancestors in walk(project):
        owner = ancestors[-1].id if ancestors else ""
        if (path, owner, item.id) in within or (path == "case_types.steps" and item.id in known[path]):
            yield message(
                N_("the id {id} stands twice in {place}: give one of them another id"), id=item.id, place=path
            )
        within.add((path, owner, item.id))
        known[path].add(item.id)
    for name in SINGLES:
        yield from _dangling(name, getattr(project, name), known)
    for path, item, _ in walk(project):
        yield from _dangling(path, item, known)
        if isinstance(item, CaseType):
            yield from case_type_problems(item)
        if isinstance(item, Checklist):
            yield from checklist_problems(item)
        for part in _parts(item):
            yield from _dangling(path, part, known)


def _parts(item: Item) -> Iterable[Record]:
    """Yield records without an id that lie within ``item`` and may hold references."""
    for name in _part_fields(type(item)):
        yield from (
            part for part in getattr(item, name) if isinstance(part, Record) and not isinstance(part, Item)
        )


def _part_fields(kind: type[Item]) -> tuple[str, ...]:
    return ("deflections", "step_overrides") if kind.__name__ == "Scenario" else ()


def _dangling(place: str, record: Record, known: dict[str, set[str]]) -> Iterable[Message]:
    for name, target, wanted in references(record):
        if wanted not in known[target]:
            yield dangling_message(place, record, name, target, wanted)


def dangling_message(place: str, record: Record, name: str, target: str, wanted: str) -> Message:
    """Return what to say of a reference that names nothing."""
    return message(
        N_(
            "{place} {id}: {field} refers to {wanted}, which is not among {target}: add it or clear the field"
        ),
        place=place,
        id=getattr(record, "id", ""),
        field=name,
        wanted=wanted,
        target=target,
    )


def case_type_problems(case_type: CaseType) -> Iterable[Message]:
    """Yield what is wrong within one case type: flows to foreign steps, shares over 1."""
    steps = {step.id for step in case_type.steps}
    leaving: dict[str, float] = {}
    for flow in case_type.flows:
        for name in ("source", "target"):
            if getattr(flow, name) not in steps:
                yield dangling_message(
                    "case_types.flows", flow, name, "case_types.steps", getattr(flow, name)
                )
        leaving[flow.source] = leaving.get(flow.source, 0.0) + flow.probability
    for step in case_type.steps:
        if leaving.get(step.id, 0.0) > 1 + 1e-9:
            yield message(
                N_('"{case_type}", step "{step}": the ways on add up to {sum}: lower them to 100 % or less'),
                case_type=case_type.name,
                step=step.title,
                sum=Percent(leaving[step.id]),
            )
    if case_type.start is not None and case_type.start not in steps:
        yield dangling_message("case_types", case_type, "start", "case_types.steps", case_type.start)


def checklist_problems(checklist: Checklist) -> Iterable[Message]:
    """Yield what is wrong within one checklist: branches to nowhere, rows of another width."""
    items = {item.id for item in checklist.items}
    for item in checklist.items:
        for branch in item.branches:
            if branch.goes_to is not None and branch.goes_to not in items:
                yield dangling_message(
                    "checklists.items", item, "goes_to", "checklists.items", branch.goes_to
                )
    table = checklist.decision_table
    if table and any(len(row.answers) != len(table.conditions) for row in table.rows):
        yield message(
            N_('"{checklist}": every row of the decision table needs one answer per condition'),
            checklist=checklist.title,
        )


def ids_of(project: Project, path: str) -> Iterable[str]:
    """Yield the ids in a collection; for a nested path, over all its owners."""
    names = path.split(".")
    items: Iterable[Item] = getattr(project, names[0])
    for name in names[1:]:
        items = (child for item in items for child in getattr(item, name))
    return (item.id for item in items)


def referrers(project: Project, path: str, wanted: set[str]) -> Iterable[tuple[str, Record, str]]:
    """Yield (path, record, field) for everything that refers to one of the ids ``wanted`` of ``path``."""
    kinds = {p for p, kind in COLLECTIONS.items() if any(t == path for _, t in reference_fields(kind))}
    if path in ("case_types", "case_types.steps"):
        kinds.add("scenarios")
    for name in SINGLES:
        record = getattr(project, name)
        yield from ((name, record, f) for f, t, v in references(record) if t == path and v in wanted)
    for kind in sorted(kinds):
        names = kind.split(".")
        items: Iterable[Item] = getattr(project, names[0])
        for name in names[1:]:
            items = (child for item in items for child in getattr(item, name))
        for item in items:
            for record in (item, *_parts(item)):
                yield from ((kind, item, f) for f, t, v in references(record) if t == path and v in wanted)


def contained(path: str, item: Item) -> Iterable[tuple[str, Item]]:
    """Yield (path, item) of ``item`` and everything that goes with it."""
    yield path, item
    for name in nested_collections(path):
        for child in getattr(item, name):
            yield from contained(f"{path}.{name}", child)
