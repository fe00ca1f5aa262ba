"""The handover package: every document of a project at once, each written whole or not at all.

:func:`order` says what is wanted; :func:`write_package` makes it file by file, so that a caller can show
progress and stop, and puts it into a folder with ``index.html`` and ``manifest.json``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench import __version__
from workbench.analysis.results import Results
from workbench.export.editions import external
from workbench.export.leaks import Withheld, refuse_leaks, refuse_staff_names
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.organisation import Department
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message


class NoSuchDepartment(ProjectError):  # noqa: N818 - the words say what is wrong
    """A department was asked for that the project does not have."""

    exit_code = 2


class OtherEdition(ProjectError):  # noqa: N818 - the words say what is wrong
    """The folder holds the other edition, and the two must not be mixed."""

    exit_code = 5


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


def write_package(
    wanted: Order, project: Project, folder: Path, progress: Callable[[str], None] = lambda _: None
) -> tuple[File, ...]:
    """Write the package into ``folder`` and return its files.

    ``project`` is the whole project, against which an external edition is searched for leaks. Everything
    is made in a folder beside it first, so that a failure or a stop (``progress`` hears of every file and
    may raise) leaves what was there untouched. Raises OSError, and ProjectError for a leak or where
    ``folder`` holds the other edition.
    """
    source = wanted.source
    _refuse_other_edition(folder, _edition(source))
    withheld = Withheld(project, source.texts) if source.is_external else None
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        written = []
        for file in _package(wanted):
            if withheld is not None:
                refuse_leaks(withheld, file.path, file.content)
            path = staging / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
            written.append(file)
            progress(file.path)
        for file in written:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / file.path).replace(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(file for file in written if file.kind != "manifest")


def _package(wanted: Order) -> Iterator[File]:
    """Yield every file of the package: documents, then the index, then the manifest."""
    from workbench.export.kinds import files
    from workbench.export.package_index import index_page

    made = []
    for file in files(wanted):
        made.append(file)
        yield file
    index = File("index", "index.html", index_page(wanted, made), wanted.source.texts("Handover package"))
    yield index
    yield File("manifest", "manifest.json", _manifest(wanted, [*made, index]))


def _refuse_other_edition(folder: Path, edition: str) -> None:
    """Keep the two editions apart: what is meant for outside must not lie among what is not."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        there = {file["edition"] for file in manifest["files"]} - {edition}
    except (OSError, ValueError, LookupError, TypeError):
        return
    if there:
        raise OtherEdition(
            message(
                N_(
                    "{folder} already holds the other edition. Nothing was written. Choose an empty folder, so that "
                    "internal and external documents are never mixed up."
                ),
                folder=str(folder),
            )
        )


def _edition(source: Source) -> str:
    return "external" if source.is_external else "internal"


def _manifest(wanted: Order, written: Sequence[File]) -> bytes:
    source = wanted.source
    entries = [
        {
            "kind": file.kind,
            "department": file.department,
            "case_type": file.case_type,
            "edition": _edition(source),
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


Maker = Callable[[Order], Iterator[File]]
