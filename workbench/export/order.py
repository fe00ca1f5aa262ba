"""What is to be exported, and what comes of it: an order, and the finished files that answer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.analysis.results import Results
from workbench.export.editions import external
from workbench.export.leaks import refuse_staff_names
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.organisation import Department
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message


class NoSuchDepartment(ProjectError):  # noqa: N818 - the words say what is wrong
    """A department was asked for that the project does not have."""

    exit_code = 2


ON_REQUEST = frozenset({"tally"})
"""Kinds that are no part of what is handed over: made only where they are asked for by name."""


@dataclass(frozen=True)
class File:
    """A finished file: its kind, its path inside the package, its bytes, and what it is about.

    ``language`` "" is that of the order.
    """

    kind: str
    path: str
    content: bytes = field(repr=False)
    title: str = ""
    department: str | None = None
    case_type: str | None = None
    language: str = ""


@dataclass(frozen=True)
class Order:
    """What is to be exported. ``kinds`` empty: everything. ``template``: a municipality's own Word template."""

    source: Source
    dated: dt.date
    departments: tuple[Department, ...]
    kinds: tuple[str, ...] = ()
    template: Path | None = None
    pictures: dict[str, tuple[str, bytes, bytes]] = field(default_factory=dict, compare=False, repr=False)
    """Maps drawn so far by case type: title, svg, png. The agreement and the files share them."""
    kept: dict[str, tuple[File, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Files by kind that were made before their turn, because only then is it known how many there are."""

    def wants(self, kind: str) -> bool:
        """Tell whether files of ``kind`` are wanted: all but those :data:`ON_REQUEST` where none is named."""
        return kind in self.kinds if self.kinds else kind not in ON_REQUEST


def order(
    project: Project,
    results: Results,
    texts: Texts,
    *,
    edition: str = "internal",
    departments: Sequence[str] = (),
    kinds: Sequence[str] = (),
    template: Path | None = None,
) -> Order:
    """Return an order for ``edition``; ``departments`` are names or ids, empty for all.

    The date printed is the first day of the planning year: the same project gives the same bytes.
    Raises ProjectError for a department that does not exist, and for an external edition with a public
    text that names somebody who is not public.
    """
    shown = project
    if edition == "external":
        refuse_staff_names(project)
        shown = external(project)
    chosen = tuple(dict.fromkeys(_department(shown, wanted) for wanted in departments)) or shown.departments
    dated = dt.date(results.planning_year, 1, 1)
    return Order(Source(shown, results, texts), dated, chosen, tuple(kinds), template)


def _department(project: Project, wanted: str) -> Department:
    for department in project.departments:
        if wanted.casefold() in (department.id.casefold(), department.name.casefold()):
            return department
    known = ", ".join(department.name for department in project.departments)
    raise NoSuchDepartment(
        message(N_("There is no department {name}. There are: {known}."), name=wanted, known=known or "-")
    )


Maker = Callable[[Order], Iterator[File]]
