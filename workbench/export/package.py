"""The handover package: every document of a project at once, each written whole or not at all.

:func:`files` yields one finished file after another, so that a caller can show progress and stop;
:func:`write_package` puts them into a folder with ``index.html`` and ``manifest.json``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench import __version__
from workbench.analysis.results import Results
from workbench.export.editions import external
from workbench.export.leaks import refuse_leaks
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.organisation import Department
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message


@dataclass(frozen=True)
class File:
    """A finished file: its kind, its path inside the package, its bytes, and what it is about."""

    kind: str
    path: str
    content: bytes = field(repr=False)
    title: str = ""
    department: str | None = None
    case_type: str | None = None


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

    def wants(self, kind: str) -> bool:
        """Tell whether files of ``kind`` are wanted."""
        return not self.kinds or kind in self.kinds


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
    Raises ProjectError for a department that does not exist.
    """
    shown = external(project) if edition == "external" else project
    chosen = tuple(_department(project, wanted) for wanted in departments) or project.departments
    dated = dt.date(results.planning_year, 1, 1)
    return Order(Source(shown, results, texts), dated, chosen, tuple(kinds), template)


def _department(project: Project, wanted: str) -> Department:
    for department in project.departments:
        if wanted.casefold() in (department.id.casefold(), department.name.casefold()):
            return department
    known = ", ".join(department.name for department in project.departments)
    raise ProjectError(
        message(N_("There is no department {name}. There are: {known}."), name=wanted, known=known)
    )


def write_package(
    wanted: Order, project: Project, folder: Path, progress: Callable[[str], None] = lambda _: None
) -> tuple[File, ...]:
    """Write the package into ``folder`` and return its files (without their bytes' copies elsewhere).

    ``project`` is the whole project, against which an external edition is searched for leaks. Each file
    is put in place whole; ``progress`` hears of every one and may raise to stop. Raises OSError.
    """
    from workbench.export.kinds import files
    from workbench.export.package_index import index_page

    source = wanted.source
    written: list[File] = []
    for file in files(wanted):
        if source.is_external:
            refuse_leaks(project, file.path, file.content)
        _write(folder / file.path, file.content)
        written.append(file)
        progress(file.path)
    index = File("index", "index.html", index_page(wanted, written), source.texts("Handover package"))
    _write(folder / index.path, index.content)
    _write(folder / "manifest.json", _manifest(wanted, [*written, index]))
    return (*written, index)


def _manifest(wanted: Order, written: Sequence[File]) -> bytes:
    source = wanted.source
    edition = "external" if source.is_external else "internal"
    entries = [
        {
            "kind": file.kind,
            "department": file.department,
            "case_type": file.case_type,
            "edition": edition,
            "language": source.texts.language,
            "path": file.path,
            "bytes": len(file.content),
            "sha256": hashlib.sha256(file.content).hexdigest(),
        }
        for file in written
    ]
    manifest = {
        "program": "rosa-workbench",
        "version": __version__,
        "project": source.project.id,
        "scenario": source.results.scenario,
        "inputs_hash": source.results.inputs_hash,
        "files": entries,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    """Put ``content`` in place whole: a temporary file beside it first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


Maker = Callable[[Order], Iterator[File]]
