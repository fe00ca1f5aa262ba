"""Opens the manual of the reader's role, in the reader's language, as a page of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.parts import Segments, row

_DOCS = Path(__file__).parents[3] / "docs"
_WIDE = 760


def manual_file(role: str, language: str) -> Path:
    """Return the manual of ``role`` in ``language``; the English one where it is not there."""
    wanted = _DOCS / (f"{role}.md" if language == "en" else f"{role}.{language}.md")
    return wanted if wanted.exists() else _DOCS / f"{role}.md"


_OF_MODE = {"department": "representative", "office": "project-office"}


class ManualReader(QTextBrowser):
    """Shows the pictures as wide as the text: they were taken of a whole window."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.texts = look.texts
        self._wide = look.px(_WIDE)

    # Qt's own names from here on

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        if picture.isNull():
            return picture
        sharp = self.devicePixelRatioF()
        picture = picture.scaledToWidth(round(self._wide * sharp), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(sharp)
        return picture


def manual_reader(look: Look, role: str) -> ManualReader:
    """Return the manual to read in; its links to the other languages are followed here, none leaves the program."""
    t = look.texts
    reader = ManualReader(look)
    reader.setAccessibleName(t("Manual"))
    reader.setFont(look.font())
    reader.setOpenExternalLinks(False)
    reader.setMinimumHeight(look.px(460))
    show_manual(reader, role, t.language)
    return reader


def show_manual(reader: ManualReader, role: str, language: str) -> None:
    """Show the manual of ``role`` from its top, or say where the manuals lie."""
    file = manual_file(role, language)
    if file.exists():
        reader.setSource(QUrl.fromLocalFile(str(file)))
    else:
        reader.setPlainText(reader.texts("The manual lies in the folder docs of the program."))


def open_manual(window: MainWindow) -> None:
    """Show the manual for what the window is used for now until it is closed; the others are one click away."""
    t = window.texts
    dialog = Dialog(window.look, window, t("Manual"), width=860)
    role = _OF_MODE.get(window.mode, "facilitator")
    reader = manual_reader(window.look, role)
    roles = (
        ("facilitator", t("For the facilitator")),
        ("representative", t("For the department")),
        ("project-office", t("For the project office")),
        ("method", t("The method")),
    )

    def choose(chosen: str) -> None:
        choices.choose(chosen)
        show_manual(reader, chosen, t.language)

    choices = Segments(window.look, t("Manual"), roles, role, choose)
    dialog.body.addLayout(row(choices, None))
    dialog.body.addWidget(reader, 1)
    dialog.add_close()
    reader.setFocus()
    dialog.exec()
