"""Where the store keeps what belongs to this computer and not to the project file.

Journals, snapshots and what was set aside lie in the user's local state folder: not in a temporary
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
        digest = hashlib.sha256(os.path.normcase(project_file).encode("utf-8", "surrogateescape"))
        return self.journals / f"{digest.hexdigest()[:24]}.journal"

    def snapshots_of(self, project_id: str) -> Path:
        """Return the folder of a project's snapshots."""
        return self.folder / "snapshots" / project_id
