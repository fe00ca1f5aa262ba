"""The command ``gui``: opens the window. The only command that loads Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from workbench.cli.context import CommandContext
from workbench.cli.main import UNWRITABLE
from workbench.model.text import N_


@click.command(help=N_("Open the window, with the project FILE if one is named."))
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def gui(context: CommandContext, file: Path | None) -> int:
    """Run the window until it is closed; returns the exit code."""
    if not _has_screen():
        text = context.texts(
            "There is no screen to show the window on. What can be done without one: --help."
        )
        click.echo(text, err=True)
        return UNWRITABLE
    from workbench.ui.app import run_window

    return run_window([str(file)] if file is not None else [], context.language_asked)


def _has_screen() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
