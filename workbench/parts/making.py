"""A department's part of a project, built by inclusion: what is not named here cannot be in it.

The department's own items are in it whole. Of others there is only what they refer to, by name, so that the part
is a sound project of its own and opens in the same program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.edits import AddItem, Batch
from workbench.model.parts import Part, PartOut
from workbench.model.project import Project, Settings, walk_item
from workbench.model.record import Item, new_id, references
from workbench.model.text import N_, ProjectError, message
from workbench.parts.changes import canonical

_SETTINGS = ("language", "currency", "planning_year", "working_time", "rules", "classification_schemes",
             "estimates_are", "wrap_up_s", "triage_s", "deferred_is_interruptible", "profile")  # fmt: skip
"""What a part knows of the settings. Salaries, costs and the choice of a scenario stay at home."""
_NAMED: dict[str, tuple[str, ...]] = {
    "departments": ("id", "name"),
    "units": ("id", "name", "department"),
    "roles": ("id", "name", "unit"),
    "persons": ("id", "name", "title", "unit"),
    "case_types": ("id", "name", "department"),
}
"""What a part knows of items that are not the department's own. What else it refers to is in it whole."""
_SHARED = ("profiles", "waves", "answer_groups")


@dataclass(frozen=True)
class Scope:
    """The items that a part is about, by top collection."""

    department: str
    ids: dict[str, frozenset[str]]

    def holds(self, collection: str, wanted: str) -> bool:
        """Tell whether an item of a top collection is the department's own."""
        return wanted in self.ids.get(collection, frozenset())

    def claims(self, collection: str, item: dict[str, object]) -> bool:
        """Tell whether an item as JSON, which nobody had before, would be the department's own."""
        if collection in ("units", "case_types", "faqs"):
            return item.get("department") == self.department
        if collection == "roles":
            return self.holds("units", str(item.get("unit")))
        if collection == "persons":
            return item.get("unit") is None or self.holds("units", str(item.get("unit")))
        return collection == "checklists" and self.holds("case_types", str(item.get("case_type")))

    def with_item(self, collection: str, wanted: str) -> Scope:
        """Return a scope that holds one item more."""
        return Scope(
            self.department, {**self.ids, collection: self.ids.get(collection, frozenset()) | {wanted}}
        )


def scope_of(project: Project, department: str) -> Scope:
    """Return what is ``department``'s own in ``project``; persons without a unit are everybody's."""
    units = frozenset(one.id for one in project.units if one.department == department)
    case_types = frozenset(one.id for one in project.case_types if one.department == department)
    return Scope(
        department,
        {
            "departments": frozenset({department}),
            "units": units,
            "roles": frozenset(one.id for one in project.roles if one.unit in units),
            "persons": frozenset(one.id for one in project.persons if one.unit is None or one.unit in units),
            "case_types": case_types,
            "checklists": frozenset(one.id for one in project.checklists if one.case_type in case_types),
            "faqs": frozenset(one.id for one in project.faqs if one.department == department),
        },
    )


def make_part(
    project: Project,
    department: str,
    *,
    revision: int,
    sent_on: dt.date,
    sent_to: str = "",
    due: dt.date | None = None,
) -> tuple[Project, Batch]:
    """Return the part of ``department`` (an id) as a project, and the edit that notes in ``project`` that it is out.

    Raises ProjectError when there is no such department, or ``project`` is a part itself.
    """
    if project.part is not None:
        raise ProjectError(message(N_("This is a part already. Parts are made from the whole project.")))
    owner = next((one for one in project.departments if one.id == department), None)
    if owner is None:
        raise ProjectError(
            message(N_("there is no {id} in {collection}"), id=department, collection="departments")
        )
    part_id = new_id()
    content = _content(project, scope_of(project, department), part_id)
    part = Part(
        part_id=part_id,
        project_id=project.id,
        base_revision=revision,
        department=department,
        sent_on=sent_on,
        sent_to=sent_to,
        due=due,
        base=canonical(content.as_json()),
    )
    out = PartOut(
        id=part_id,
        department=department,
        department_name=owner.name,
        sent_on=sent_on,
        sent_to=sent_to,
        due=due,
    )
    note = AddItem(collection="parts_out", item=out.as_json())
    name = N_("send a part to {department}")
    return content.changed(part=part), Batch(name=name, values={"department": owner.name}, edits=(note,))


def _content(project: Project, scope: Scope, part_id: str) -> Project:
    """Return the items of ``scope``, and of the others what these refer to."""
    named_persons = {
        one
        for path, item in _own(project, scope)
        for target, one in _refers_to(path, item)
        if path != "persons" and target == "persons"
    }
    units = scope.ids["units"]
    persons = frozenset(
        one.id
        for one in project.persons
        if one.unit in units or (one.unit is None and one.id in named_persons)
    )
    scope = Scope(scope.department, {**scope.ids, "persons": persons})
    settings = Settings(**{name: getattr(project.settings, name) for name in _SETTINGS})
    needed = _needed(project, scope, settings)
    collections: dict[str, tuple[Item, ...]] = {}
    for name in (*_NAMED, *_SHARED, "checklists", "faqs"):
        own, more = scope.ids.get(name, frozenset()), needed.get(name, set())
        collections[name] = tuple(
            one if one.id in own else _named(name, one)
            for one in getattr(project, name)
            if one.id in own or one.id in more
        )
    return Project(id=part_id, municipality=project.municipality, settings=settings, **collections)  # type: ignore[arg-type]


def _own(project: Project, scope: Scope) -> Iterator[tuple[str, Item]]:
    for name, ids in scope.ids.items():
        yield from ((name, one) for one in getattr(project, name) if one.id in ids)


def _needed(project: Project, scope: Scope, settings: Settings) -> dict[str, set[str]]:
    """Return the ids that the items of ``scope`` refer to, and those that naming these refers to again."""
    needed: dict[str, set[str]] = {}
    if settings.profile is not None:
        needed["profiles"] = {settings.profile}

    def note(items: Iterable[tuple[str, str]]) -> None:
        for name, one in items:
            needed.setdefault(name, set()).add(one)

    for path, item in _own(project, scope):
        note(_refers_to(path, item))
    for name in (
        "persons",
        "case_types",
        "roles",
        "units",
    ):  # each names only what comes later, or departments
        for item in getattr(project, name):
            if item.id in needed.get(name, set()) and not scope.holds(name, item.id):
                note((target, one) for _, target, one in references(_named(name, item)))
    return needed


def _refers_to(path: str, item: Item) -> Iterator[tuple[str, str]]:
    """Yield (collection, id) of everything that ``item`` and what lies in it refer to."""
    for _, inner, _ in walk_item(path, item, ()):
        yield from ((target, one) for _, target, one in references(inner))


def _named(name: str, item: Item) -> Item:
    """Return what a part knows of another's item."""
    if name not in _NAMED:
        return item
    return type(item)(**{field: getattr(item, field) for field in _NAMED[name]})
