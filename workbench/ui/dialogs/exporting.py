"""Which documents, for whom and into which folder; then progress, and where they lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from workbench.export.order import ON_REQUEST
from workbench.locale import LANGUAGES
from workbench.model.text import N_
from workbench.ui.dialogs.child import Child
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.frame.status_line import LANGUAGE_NAMES
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.parts import button, label, named, row, set_tone

KIND_WORDS: dict[str, str] = {
    "agreement": N_("Handover agreements (docx, pdf)"),
    "tasks": N_("Tasks that move (xlsx)"),
    "staffing": N_("Staffing calculation (xlsx)"),
    "costs": N_("Cost model (xlsx)"),
    "charts": N_("Charts (svg, png)"),
    "processes": N_("Process maps (svg, png)"),
    "network": N_("Hand-offs between units"),
    "checklists": N_("Checklists (docx, pdf)"),
    "minutes": N_("Minutes of workshops (docx, pdf)"),
    "tally": N_("Tally sheets (pdf, xlsx)"),
    "catalogue": N_("Catalogue of tasks (pdf, xlsx)"),
    "faq": N_("Questions and answers (web pages)"),
    "knowledge": N_("For case systems (json, csv)"),
    "project": N_("The project as JSON"),
}

_PACKAGE = set(KIND_WORDS) - ON_REQUEST
"""What is written where nothing is named."""


class ExportDialog(Dialog):
    """Asks, writes in a process of its own, and says where the documents lie."""

    def __init__(self, window: MainWindow, kinds: tuple[str, ...]) -> None:
        t = window.texts
        super().__init__(window.look, window, t("Export"), width=760)
        self._window = window
        self._child: Child | None = None
        self._kinds: dict[str, QCheckBox] = {}
        self._ask_kinds(kinds)
        self._ask_rest()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress of the export"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.state = label(self.look, "", "small", "text2", wraps=True)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.state)
        self.body.addStretch(1)
        self.open_folder = button(self.look, t("Open the folder"), "export", does=self._open)
        self.open_folder.hide()
        self._foot.insertWidget(0, self.open_folder)
        self.close_button = self.add_close(t("Cancel"))
        self.go = self.add_button(t("Export"), self.start, is_main=True)

    def _ask_kinds(self, chosen: tuple[str, ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.look.px(16))
        for at, (kind, words) in enumerate(KIND_WORDS.items()):
            box = QCheckBox(self.texts(words))
            box.setFont(self.look.font())
            box.setChecked(kind in chosen if chosen else kind in _PACKAGE)
            self._kinds[kind] = box
            grid.addWidget(box, at // 2, at % 2)
        self.body.addLayout(grid)

    def _ask_rest(self) -> None:
        t, w = self.texts, self._window.workspace
        kept = w.preferences.get("export folder", "")
        folder = kept or str(w.path.parent / t("Documents of {project}", project=w.path.stem))
        self.folder = QLineEdit(folder)
        choose = button(self.look, t("Choose…"), does=self._choose)
        self.department, self.language, self.edition = QComboBox(), QComboBox(), QComboBox()
        if w.part is None:
            self.department.addItem(t("All departments"), "")
        for one in w.departments:
            self.department.addItem(one.name, one.id)
        at = self.department.findData(w.department or "")
        self.department.setCurrentIndex(max(0, at))
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[language], language)
        self.language.setCurrentIndex(LANGUAGES.index(w.project.settings.language))
        self.edition.addItem(t("Internal: everything"), "internal")
        self.edition.addItem(t("External: only what may leave the house"), "external")
        form = QFormLayout()
        form.setVerticalSpacing(self.look.px(8))
        fields: tuple[tuple[str, QWidget], ...] = (
            (t("Department"), self.department),
            (t("Language"), self.language),
            (t("Edition"), self.edition),
        )
        for words, field in fields:
            form.addRow(label(self.look, words), named(field, words))
        named(self.folder, t("Folder"))
        form.addRow(label(self.look, t("Folder")), row(self.folder, choose))
        self.body.addLayout(form)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.texts("Folder for the documents"), self.folder.text()
        )
        if chosen:
            self.folder.setText(chosen)

    def start(self) -> None:
        """Write the documents; the file and its journal are read as they are now."""
        t, w = self.texts, self._window.workspace
        wanted = [kind for kind, box in self._kinds.items() if box.isChecked()]
        if not wanted or not self.folder.text().strip():
            self.state.setText(t("Choose at least one kind of document, and a folder."))
            set_tone(self.state, "error")
            return
        w.keep_drafts()
        w.save_soon()
        w.preferences.set("export folder", self.folder.text())
        arguments = [
            "--language",
            self.language.currentData(),
            "export",
            str(w.path),
            "--out",
            self.folder.text(),
        ]
        arguments += ["--edition", self.edition.currentData(), "--progress", "json"]
        if set(wanted) != _PACKAGE:
            for kind in wanted:
                arguments += ["--only", kind]
        if self.department.currentData():
            arguments += ["--department", self.department.currentData()]
        if w.scenario:
            arguments += ["--scenario", w.scenario]
        set_tone(self.state, "text2")
        self.state.setText(t("Writing… you can stop at any time; nothing half-written is left."))
        self.progress.setRange(0, 0)
        self.progress.show()
        self.open_folder.hide()
        self.go.setEnabled(False)
        self._child = Child(arguments, self)
        self._child.progressed.connect(self._progressed)
        self._child.ended.connect(self._ended)

    def _progressed(self, done: int, of: int, what: str) -> None:
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(done)
        self.state.setText(
            self.texts(
                "{n} of {all}: {what}", n=self.texts.number(done), all=self.texts.number(of), what=what
            )
        )

    def _ended(self, code: int, said: str) -> None:
        was_stopped = self._child is not None and self._child.is_stopped
        self._child = None
        self.go.setEnabled(True)
        self.progress.hide()
        self.close_button.setText(self.texts("Close"))
        if was_stopped:
            self.state.setText(self.texts("Stopped. What was finished lies in the folder."))
        elif code == 0:
            set_tone(self.state, "ok")
            self.state.setText(said or self.texts("Done."))
            self.open_folder.show()
            self.open_folder.setFocus()
        else:
            set_tone(self.state, "error")
            self.state.setText(
                said or self.texts("The export did not succeed. Nothing half-written is left.")
            )

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.folder.text()).absolute())))

    def reject(self) -> None:
        if self._child is not None:
            self._child.stop()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._child is not None:
            self._child.let_go()
        super().closeEvent(event)
