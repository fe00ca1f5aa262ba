"""What is said when a file that others made cannot be read: what is wrong, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from workbench.model.text import N_, Message, ProjectError, message


class IntakeError(ProjectError):
    """A foreign file or its mapping cannot be used: ``what`` is wrong, and the ``remedy``, untranslated."""

    exit_code = 3

    def __init__(self, what: Message, remedy: Message) -> None:
        super().__init__(message(N_("{what} {remedy}"), what=what, remedy=remedy))
        self.what = what
        self.remedy = remedy


def cannot_open(path: Path, error: OSError) -> IntakeError:
    """Return what to say about a file that the system will not open."""
    return IntakeError(
        message(
            N_("{file} cannot be opened ({reason})."), file=path.name, reason=error.strerror or str(error)
        ),
        message(N_("Check the name and that you may read the file.")),
    )
