"""Where a file lies, for people who must find it again: its path to copy, and its folder to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, column, label, named, row


class FilePlace(QWidget):
    """The path of ``path``, with a button for its folder and one that copies it."""

    def __init__(self, look: Look, path: Path) -> None:
        super().__init__()
        t = look.texts
        self.path = path
        self.field = QLineEdit(str(path))
        self.field.setReadOnly(True)
        self.field.setFont(look.font())
        named(self.field, t("Where the file lies"))
        self.field.setToolTip(str(path))
        self.folder = button(look, t("Show in the folder"), "import", does=self.open_folder)
        self.copy = button(look, t("Copy the path"), "content-copy", does=self.copy_path)
        self._said = label(look, "", "small", "text2")
        self._copied = t("Copied.")
        self.setLayout(
            column(
                self.field,
                row(self.folder, self.copy, self._said, None, spacing=look.px(8)),
                spacing=look.px(8),
            )
        )

    def open_folder(self) -> None:
        """Open the folder in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    def copy_path(self) -> None:
        """Put the path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self.path))
        self._said.setText(self._copied)
