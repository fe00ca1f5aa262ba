"""What is said of a project file that cannot be read: always the file, the place and a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.model.text import N_, Message, ProjectError, message


class ProjectFileError(ProjectError):
    """A project file cannot be read as it is; the message names file, place and remedy."""

    exit_code = 3


def place(at: tuple[int | str, ...], raw: Any) -> str:
    """Return where something is wrong, with the name and id of each item on the way."""
    words = []
    for part in at:
        known = (isinstance(raw, dict) and part in raw) or (isinstance(raw, list) and isinstance(part, int))
        raw = raw[part] if known else None
        words.append(" ".join([str(part), *_about(raw)]))
    return " > ".join(words)


def _about(raw: Any) -> Iterator[str]:
    if isinstance(raw, dict):
        for key, shown in (("name", '"{}"'), ("title", '"{}"'), ("id", "({})")):
            if isinstance(raw.get(key), str):
                yield shown.format(raw[key])


def foreign(path: Path) -> ProjectFileError:
    """Return the refusal of something that does not begin as a project file does."""
    return ProjectFileError(
        message(
            N_(
                "{path} is not a project file, or its beginning is damaged. Nothing was changed. Choose "
                "another file, or open a snapshot or backup copy."
            ),
            path=str(path),
        )
    )


def wrong(path: Path, place: str, reason: str | Message) -> ProjectFileError:
    """Return the refusal of a sound file with something wrong at ``place``."""
    return ProjectFileError(
        message(
            N_(
                "{path}: {place}: {reason}. Nothing was changed. Correct it there with the program that "
                "wrote the file, or open a snapshot or backup copy."
            ),
            path=str(path),
            place=place,
            reason=reason,
        )
    )


def damaged(path: Path, *, is_cut_short: bool) -> ProjectFileError:
    """Return the refusal of a file whose bytes are not those that were written."""
    text = (
        N_("{path} is cut short: its end is missing. Nothing was changed. Open a snapshot or backup copy.")
        if is_cut_short
        else N_(
            "{path} is damaged: its contents do not match their checksum in the header. Nothing was changed. "
            "Open a snapshot or backup copy."
        )
    )
    return ProjectFileError(message(text, path=str(path)))


def newer(path: Path, version: str, known: str) -> ProjectFileError:
    """Return the refusal of a format that this program does not read."""
    return ProjectFileError(
        message(
            N_(
                "{path} has format {format}, and this program reads up to {known}. Nothing was changed. "
                "Open it with a newer version of the program."
            ),
            path=str(path),
            format=version,
            known=known,
        )
    )
