"""Questions that must be answered before going on: a value in, a value out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.app import Program
    from workbench.ui.main_window import MainWindow


def run_dialog(name: str, window: MainWindow, program: Program) -> None:
    """Open the dialog that belongs to an action of the table; an unknown name is an error of ours."""
    from workbench.ui.dialogs import about, calls, importing, keys, purging, saving, send_back, versions
    from workbench.ui.dialogs.manual import open_manual
    from workbench.ui.dialogs.part_merging import merge_parts
    from workbench.ui.dialogs.part_sending import send_part
    from workbench.ui.search import open_search

    dialogs: dict[str, Callable[[], object]] = {
        "part.send": lambda: send_part(window),
        "part.merge": lambda: merge_parts(window),
        "file.send_back": lambda: send_back.send_back(window),
        "file.save_as": lambda: saving.save_copy(window, program.preferences),
        "file.versions": lambda: versions.open_version(window, program),
        "file.import": lambda: importing.import_file(window),
        "file.calls": lambda: calls.read_calls(window),
        "file.purge": lambda: purging.purge(window),
        "view.search": lambda: open_search(window),
        "help.keys": lambda: keys.show_keys(window.look, window),
        "help.manual": lambda: open_manual(window),
        "help.about": lambda: about.show_about(window.look, window),
    }
    dialogs[name]()
