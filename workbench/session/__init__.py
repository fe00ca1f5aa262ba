"""Sessions: a project open for change, with undo, recovery and one notification."""

from workbench.session.change import Change
from workbench.session.recovery import Reading, read_project
from workbench.session.session import Saved, Session, write_new

__all__ = ["Change", "Reading", "Saved", "Session", "read_project", "write_new"]
