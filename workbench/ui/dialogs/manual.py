"""Opens the facilitator's manual in the reader's language, as a page of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow

_DOCS = Path(__file__).parents[3] / "docs"
_WIDE = 760


def manual_file(language: str) -> Path:
    """Return the manual in ``language``; the English one where it is not there."""
    wanted = _DOCS / ("facilitator.md" if language == "en" else f"facilitator.{language}.md")
    return wanted if wanted.exists() else _DOCS / "facilitator.md"


class ManualReader(QTextBrowser):
    """Shows the pictures as wide as the text: they were taken of a whole window."""

    def __init__(self, look: Look) -> None:
        super().__init__()
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


def manual_reader(look: Look) -> ManualReader:
    """Return the manual to read in; its links to the other languages are followed here, none leaves the program."""
    t = look.texts
    reader = ManualReader(look)
    reader.setAccessibleName(t("Manual"))
    reader.setFont(look.font())
    reader.setOpenExternalLinks(False)
    reader.setMinimumHeight(look.px(460))
    file = manual_file(t.language)
    if file.exists():
        reader.setSource(QUrl.fromLocalFile(str(file)))
    else:
        reader.setPlainText(t("The manual lies in the folder docs of the program."))
    return reader


def open_manual(window: MainWindow) -> None:
    """Show the manual until it is closed."""
    dialog = Dialog(window.look, window, window.texts("Manual"), width=860)
    dialog.body.addWidget(manual_reader(window.look), 1)
    dialog.add_close()
    dialog.exec()
