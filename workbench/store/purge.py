"""What is deleted can be made to die: the files outside a project file that may still hold it.

Journals, journals set aside, drafts, snapshots (pinned ones too) and files that could not be put in place. A disk or
a backup may keep older blocks; no program can promise otherwise.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from workbench.store.drafts import about
from workbench.store.journal import read_journal
from workbench.store.state import Store


def traces(store: Store, project_file: Path, project_id: str) -> tuple[Path, ...]:
    """Return every such file of the project, sorted. Raises OSError."""
    disk = store.disk
    own = store.journal_of(project_file)
    found = [
        store.journals / name
        for name in disk.names(store.journals)
        if name.startswith((own.stem, f".{own.name}."))
        or _is_orphan(store, store.journals / name, project_id)
    ]
    own_drafts = store.drafts_of(project_file)
    found += [
        store.drafts / name
        for name in disk.names(store.drafts)
        if own_drafts.name in name or _are_orphans(store, store.drafts / name, project_id)
    ]
    snapshots = store.snapshots_of(project_id)
    found += [snapshots / name for name in disk.names(snapshots)]
    side_file = project_file.with_name(f"{project_file.stem} (not yet saved){project_file.suffix}")
    found += [side_file] if disk.exists(side_file) else []
    return tuple(sorted(found))


def remove_traces(store: Store, project_file: Path, project_id: str) -> tuple[Path, ...]:
    """Remove what :func:`traces` names and return it. Call it with the file saved. Raises OSError."""
    gone = traces(store, project_file, project_id)
    for path in gone:
        store.disk.remove(path)
    for folder in {path.parent for path in gone}:
        store.disk.sync_folder(folder)
    return gone


def _is_orphan(store: Store, path: Path, project_id: str) -> bool:
    """Whether a journal is of this project, and not of a copy of it that lies elsewhere."""
    with suppress(OSError):
        base = read_journal(store.disk, path).base
        return base is not None and base.project_id == project_id and not store.disk.exists(Path(base.path))
    return False


def _are_orphans(store: Store, path: Path, project_id: str) -> bool:
    """Whether drafts are of this project, and not of a copy of it that lies elsewhere."""
    said = about(store.disk, path)
    return said is not None and said[0] == project_id and not store.disk.exists(Path(said[1]))
