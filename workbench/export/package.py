"""The handover package: every document of a project at once, each written whole or not at all.

:func:`write_package` makes what an order wants file by file, so that a caller can show progress and stop,
and puts it into a folder with ``index.html`` and ``manifest.json``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workbench import __version__
from workbench.export.kinds import files, number_of_files
from workbench.export.leaks import Withheld, refuse_leaks
from workbench.export.lookup import Source
from workbench.export.order import File, Order
from workbench.export.package_index import index_page
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message


class OtherEdition(ProjectError):  # noqa: N818 - the words say what is wrong
    """The folder holds the other edition, and the two must not be mixed."""

    exit_code = 5


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


def package_size(wanted: Order) -> int:
    """Return how many files :func:`write_package` is going to write, index and manifest included."""
    return number_of_files(wanted) + 2


def _package(wanted: Order) -> Iterator[File]:
    """Yield every file of the package: documents, then the index, then the manifest."""

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
            "language": file.language or source.texts.language,
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
