"""Where the store keeps what belongs to this computer and not to the project file.

Journals, drafts, snapshots and what was set aside lie in the user's local state folder: not in a temporary
folder, which is emptied; not among the documents, which are synchronised; not on the share.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from workbench.store.disk import Disk

VARIABLE = "ROSA_WORKBENCH_STATE"


def state_folder() -> Path:
    """Return the state folder of this user; the environment variable replaces it."""
    replaced = os.environ.get(VARIABLE)
    if replaced:
        return Path(replaced).absolute()
    from platformdirs import user_state_path

    return user_state_path("rosa-workbench", appauthor=False)


@dataclass(frozen=True)
class Store:
    """A disk and a state folder: everything that the store's functions need to know of the world."""

    disk: Disk = field(default_factory=Disk)
    folder: Path = field(default_factory=state_folder)

    @property
    def journals(self) -> Path:
        """The folder of journals, and of journals that were set aside."""
        return self.folder / "journals"

    def journal_of(self, project_file: Path) -> Path:
        """Return where the journal of the file at this (absolute) path lies."""
        return self.journals / f"{_digest(project_file)}.journal"

    @property
    def drafts(self) -> Path:
        """The folder of what is being typed."""
        return self.folder / "drafts"

    def drafts_of(self, project_file: Path) -> Path:
        """Return where the drafts for the file at this (absolute) path lie."""
        return self.drafts / f"{_digest(project_file)}.drafts"

    def soundness_of(self, project_file: Path) -> Path:
        """Return where it is noted which contents of a project file are sound."""
        return self.folder / "sound" / f"{_digest(project_file)}.sha256"

    def snapshots_of(self, project_id: str) -> Path:
        """Return the folder of a project's snapshots."""
        return self.snapshots / project_id

    @property
    def snapshots(self) -> Path:
        """The folder with a folder of snapshots for each project."""
        return self.folder / "snapshots"


def _digest(project_file: Path) -> str:
    name = os.path.normcase(project_file).encode("utf-8", "surrogateescape")
    return hashlib.sha256(name).hexdigest()[:24]
