"""Asking for project files and parts. A file that is there is never replaced: the person chooses another name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.session.new_file import PART_SUFFIX, SUFFIX
from workbench.ui.look import Look


def ask_new_file(look: Look, parent: QWidget | None, title: str, suggested: Path) -> Path | None:
    """Ask where a new project file shall lie; None: nowhere. Whoever writes it refuses a file that is there.

    Its name ends as ``suggested`` does: a copy of a part is a part.
    """
    ending = suggested.suffix or SUFFIX
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, str(suggested), _pattern(look, ending), "", QFileDialog.Option.DontConfirmOverwrite
    )
    if not chosen:
        return None
    return Path(chosen if chosen.endswith(ending) else chosen + ending)


def ask_file(look: Look, parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """Ask for a project file or a part that is there; None: none."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), _pattern(look, SUFFIX, PART_SUFFIX))
    return Path(chosen) if chosen else None


def _pattern(look: Look, *endings: str) -> str:
    return look.texts("ROSA projects ({pattern})", pattern=" ".join(f"*{one}" for one in endings))
