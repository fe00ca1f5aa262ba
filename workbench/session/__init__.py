"""Sessions: a project open for change, with undo, recovery and one notification."""

from workbench.session.change import Change
from workbench.session.new_file import restore_copy, write_new
from workbench.session.recovery import Reading, read_project
from workbench.session.saving import Saved, SaveJob
from workbench.session.session import Session

__all__ = ["Change", "Reading", "SaveJob", "Saved", "Session", "read_project", "restore_copy", "write_new"]
