"""Cross references: ids are unique where they are looked up, and every reference names something.

In full when a file is read; by what an edit touched afterwards, since a full pass costs tens of
milliseconds on a big project. Steps and flows are looked up within their own case type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from workbench.model.case_types import CaseType
from workbench.model.knowledge import Checklist
from workbench.model.project import COLLECTIONS, SINGLES, TOP_COLLECTIONS, Project, nested_collections, walk
from workbench.model.record import Item, Record, reference_fields, references
from workbench.model.text import N_, Message, Percent, ProjectError, message

INNER_TARGETS = tuple(
    sorted({target for kind in COLLECTIONS.values() for _, target in reference_fields(kind) if "." in target})
)
"""Collections within items that references from elsewhere name."""
_ENDS = attrgetter("source", "target", "probability")
_WHOLE = 1 + 1e-9
"""The ways on from a step may add up to this: 1, and what rounding to doubles leaves."""


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
    of_id = attrgetter("id")
    for path in COLLECTIONS:
        owners, _, name = path.rpartition(".")
        groups = list(map(attrgetter(name), items[owners])) if owners else [getattr(project, path)]
        items[path] = [item for group in groups if group for item in group]
        if path == "case_types.steps":
            groups = [items[path]]
        if any(len(set(map(of_id, group))) != len(group) for group in groups if len(group) > 1):
            return False
    known = {path: set(map(of_id, items[path])) for path in (*TOP_COLLECTIONS, *INNER_TARGETS)}
    if any(_dangles(path, found, known) for path, found in items.items() if found):
        return False
    if any(next(iter(_dangling(name, getattr(project, name), known)), None) for name in SINGLES):
        return False
    return not any(_needs_a_look(case_type) for case_type in project.case_types) and not any(
        next(iter(checklist_problems(checklist)), None) for checklist in project.checklists
    )


def _dangles(path: str, found: list[Item], known: dict[str, set[str]]) -> bool:
    """Tell whether a reference of the items ``found`` of one collection might name nothing."""
    kind = COLLECTIONS[path]
    fields = [(name, target) for name, target in reference_fields(kind) if not _is_inner(path, target)]
    if fields:
        # One pass over the items: they are many and lie far apart; what they refer to is little.
        rows = set(map(attrgetter(*(name for name, _ in fields)), found))
        columns = zip(*rows, strict=True) if len(fields) > 1 else (rows,)
        for (_, target), column in zip(fields, columns, strict=True):
            values = set(column)
            if any(isinstance(value, tuple) for value in values):
                values = {one for value in values for one in value}
            values.discard(None)
            if not values <= known[target]:
                return True
    return bool(_part_fields(kind)) and any(
        next(iter(_dangling(path, part, known)), None) for item in found for part in _parts(item)
    )


def _is_inner(path: str, target: str) -> bool:
    """Whether such a reference stays within one case type, and is looked at there."""
    return path.startswith("case_types") and target == "case_types.steps"


def _needs_a_look(case_type: CaseType) -> bool:
    """Tell whether :func:`case_type_problems` might have something to say."""
    steps = {step.id for step in case_type.steps}
    if case_type.start is not None and case_type.start not in steps:
        return True
    if not case_type.flows:
        return False
    leaving: dict[str, float] = {}
    for source, target, probability in map(_ENDS, case_type.flows):
        if target not in steps:
            return True
        leaving[source] = leaving.get(source, 0.0) + probability
    return max(leaving.values()) > _WHOLE or not steps.issuperset(leaving)


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
        if leaving.get(step.id, 0.0) > _WHOLE:
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


def referrers(
    project: Project, path: str, wanted: set[str], owners: Sequence[CaseType] | None = None
) -> Iterable[tuple[str, Record, str]]:
    """Yield (path, record, field) for everything that refers to one of the ids ``wanted`` of ``path``.

    Flows and starts refer to steps of their own case type alone: whoever knows which case types the steps
    ``wanted`` lie in names them (``owners``), and the thousands of others are not looked through.
    """
    kinds = {p for p, kind in COLLECTIONS.items() if any(t == path for _, t in reference_fields(kind))}
    if path in ("case_types", "case_types.steps"):
        kinds.add("scenarios")
    for name in SINGLES:
        record = getattr(project, name)
        yield from ((name, record, f) for f, t, v in references(record) if t == path and v in wanted)
    for kind in sorted(kinds):
        names = kind.split(".")
        items: Iterable[Item] = getattr(project, names[0])
        if owners is not None and path == "case_types.steps" and names[0] == "case_types":
            items = owners
        for name in names[1:]:
            items = (child for item in items for child in getattr(item, name))
        fields = [field for field, target in reference_fields(COLLECTIONS[kind]) if target == path]
        for item in items:
            yield from ((kind, item, field) for field in _fields_that_name(item, fields, wanted))
            for part in _parts(item):
                yield from ((kind, item, f) for f, t, v in references(part) if t == path and v in wanted)


def _fields_that_name(item: Item, fields: Sequence[str], wanted: set[str]) -> list[str]:
    """Return the fields of ``item`` that hold one of ``wanted``, once for each it holds."""
    found = []
    values = item.__dict__
    for field in fields:
        value = values[field]
        if isinstance(value, tuple):
            found += [field for one in value if one in wanted]
        elif value in wanted:
            found.append(field)
    return found


def contained(path: str, item: Item) -> Iterable[tuple[str, Item]]:
    """Yield (path, item) of ``item`` and everything that goes with it."""
    yield path, item
    for name in nested_collections(path):
        for child in getattr(item, name):
            yield from contained(f"{path}.{name}", child)
