"""Lines of another checklist are taken over: found by words, chosen line by line, inserted as copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from workbench.edits.blocks import block_of
from workbench.export.field_words import choice_word
from workbench.export.words import word
from workbench.model.knowledge import Checklist, ChecklistItem
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, label, named, row

_MOST = 200
"""Checklists that are listed; more words find the others."""


class FetchLines(Dialog):
    """Choose a checklist and lines of it. ``lines`` is what was chosen, in order."""

    def __init__(self, look: Look, parent: QWidget | None, checklists: Sequence[Checklist], but: str) -> None:
        t = look.texts
        super().__init__(look, parent, t("Take items from another checklist"), width=820)
        self._checklists = [one for one in checklists if one.id != but and one.items]
        self._searched = {one.id: _words(one) for one in self._checklists}
        self._shown: list[Checklist] = []
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(t("Find by words in titles and items"))
        named(self.words, t("Find by words in titles and items"))
        self.list = self._made(t("Checklists"))
        self.items = self._made(t("Items to take: tick with the space bar"))
        self._found = label(look, "", "small", "text2", wraps=True)
        where = label(
            look,
            t("They are inserted behind the chosen items, else at the end."),
            "small",
            "text2",
            wraps=True,
        )
        both = row(
            column(label(look, t("Checklists"), "strong"), self.list, spacing=look.px(4)),
            column(
                label(look, t("Items to take: tick with the space bar"), "strong", wraps=True),
                self.items,
                spacing=look.px(4),
            ),
            spacing=look.px(12),
        )
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        self.body.addWidget(self.words)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._found)
        self.body.addWidget(where)
        self.add_close(t("Cancel"))
        self.insert = self.add_button(t("Insert copies"), self.accept, is_main=True)
        self.words.textChanged.connect(lambda _text: self._search())
        self.list.currentRowChanged.connect(lambda _row: self._show_lines())
        self.items.itemChanged.connect(lambda _item: self._tell())
        self._search()

    def _made(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setFont(self.look.font())
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setSpacing(self.look.px(3))
        made.setMinimumHeight(self.look.px(300))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _search(self) -> None:
        wanted = self.words.text().casefold().split()
        found = [one for one in self._checklists if all(part in self._searched[one.id] for part in wanted)]
        self._shown = found[:_MOST]
        self.list.clear()
        t = self.texts
        for one in self._shown:
            self.list.addItem(t("{title} · {state}", title=one.title, state=word(one.state, t)))
        self._found.setText(
            t("Nothing has these words.")
            if not found
            else t("{n} of {total} are shown. More words find the others.", n=_MOST, total=len(found))
            if len(found) > _MOST
            else ""
        )
        self._found.setVisible(bool(self._found.text()))
        self.list.setCurrentRow(0 if found else -1)
        self._show_lines()

    @property
    def checklist(self) -> Checklist | None:
        """The checklist whose lines are shown."""
        at = self.list.currentRow()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _show_lines(self) -> None:
        self.items.blockSignals(True)
        self.items.clear()
        one, t = self.checklist, self.texts
        for item in one.items if one is not None else ():
            said = [t("{kind}: {words}", kind=choice_word(item.kind, t), words=item.text)]
            said += [t("If {answer}", answer=branch.answer) for branch in item.branches]
            made = QListWidgetItem("\n    ".join(said))
            made.setData(Qt.ItemDataRole.UserRole, item.id)
            made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            made.setCheckState(Qt.CheckState.Unchecked)
            self.items.addItem(made)
        self.items.blockSignals(False)
        self._tell()

    @property
    def lines(self) -> tuple[ChecklistItem, ...]:
        """The lines that are ticked, with the answers that lead from one of them to another."""
        rows = [self.items.item(at) for at in range(self.items.count())]
        ticked = [
            one.data(Qt.ItemDataRole.UserRole) for one in rows if one.checkState() == Qt.CheckState.Checked
        ]
        return block_of(self.checklist, ticked) if self.checklist is not None else ()

    def _tell(self) -> None:
        self.insert.setEnabled(bool(self.lines))


def _words(one: Checklist) -> str:
    return " ".join((one.title, *one.synonyms, *(item.text for item in one.items))).casefold()
