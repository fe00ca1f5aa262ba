"""Opens the facilitator's manual in the reader's language, as a page of the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser

from workbench.ui.dialogs.frame import Dialog
from workbench.ui.main_window import MainWindow

_DOCS = Path(__file__).parents[3] / "docs"


def manual_file(language: str) -> Path:
    """Return the manual in ``language``; the English one where it is not there."""
    wanted = _DOCS / ("facilitator.md" if language == "en" else f"facilitator.{language}.md")
    return wanted if wanted.exists() else _DOCS / "facilitator.md"


def open_manual(window: MainWindow) -> None:
    """Show the manual until it is closed; links to places in it work, others are shown as text."""
    look, t = window.look, window.texts
    dialog = Dialog(look, window, t("Manual"), width=860)
    reader = QTextBrowser()
    reader.setAccessibleName(t("Manual"))
    reader.setFont(look.font())
    reader.setOpenExternalLinks(False)
    reader.setMinimumHeight(look.px(460))
    file = manual_file(t.language)
    reader.document().setBaseUrl(QUrl.fromLocalFile(f"{file.parent}/"))
    words = (
        file.read_text("utf-8") if file.exists() else t("The manual lies in the folder docs of the program.")
    )
    reader.setMarkdown(words)
    dialog.body.addWidget(reader, 1)
    dialog.add_close()
    dialog.exec()
