"""Who sees a step on another level: recorded, never averaged away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.edits import AddItem, ChangeItem, Edit, RemoveItem
from workbench.export.palette import level_word
from workbench.model.case_types import CaseType
from workbench.model.process import Disagreement, Step
from workbench.model.record import new_id
from workbench.model.rosa import LEVELS
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Choice, Field
from workbench.ui.widgets.parts import icon_button, link, row

Does = Callable[[Edit | None], None]
_PATH = "case_types.steps.disagreements"


class _View(QWidget):
    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        t = look.texts
        self.look, self._does = look, does
        self.within: tuple[str, ...] = ()
        self.item: Disagreement | None = None
        self.who = Field(look, t("Who disagrees"), lambda text: self._set("who", text.strip()))
        self.level = Choice(
            look, t("Level they see"), lambda key: self._set("level", int(key) if key else None)
        )
        self.note = Field(
            look, t("Why they see it so"), lambda text: self._set("note", text.strip()), t("why?")
        )
        remove = icon_button(look, "close", t("Remove this disagreement"), self._remove)
        side = row(self.who, self.level, self.note, remove, spacing=look.px(6))
        for at, share in ((0, 2), (1, 2), (2, 3)):
            side.setStretch(at, share)
        self.setLayout(side)

    def show_item(self, within: tuple[str, ...], item: Disagreement) -> None:
        self.within, self.item = within, item
        self.who.show_value(item.who)
        words = [(str(one), f"{one} {level_word(one, self.look.texts)}") for one in LEVELS]
        self.level.offer([("", self.look.texts("no level")), *words], str(item.level or ""))
        self.note.show_value(item.note)

    def _set(self, name: str, value: object) -> None:
        if self.item is not None and getattr(self.item, name) != value:
            changes = {name: value}
            self._does(ChangeItem(collection=_PATH, within=self.within, id=self.item.id, changes=changes))  # type: ignore[arg-type]

    def _remove(self) -> None:
        if self.item is not None:
            self._does(RemoveItem(collection=_PATH, within=self.within, id=self.item.id))


class Disagreements(QWidget):
    """The disagreements about the shown step, and a way to add one."""

    def __init__(self, look: Look, does: Does) -> None:
        super().__init__()
        self.look, self._does = look, does
        self._rows: list[_View] = []
        self._within: tuple[str, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(6))
        box.addLayout(self._lines)
        self.more = link(look, look.texts("Record a disagreement"), self.add)
        box.addWidget(self.more)

    @property
    def rows(self) -> list[_View]:
        """The lines in sight."""
        return [one for one in self._rows if not one.isHidden()]

    def show_step(self, case_type: CaseType, step: Step) -> None:
        """Show the disagreements about ``step``."""
        self._within = (case_type.id, step.id)
        while len(self._rows) < len(step.disagreements):
            made = _View(self.look, self._does)
            self._rows.append(made)
            self._lines.addWidget(made)
        for at, one in enumerate(self._rows):
            if at < len(step.disagreements):
                one.show_item(self._within, step.disagreements[at])
            one.setVisible(at < len(step.disagreements))

    def add(self) -> None:
        """Add a disagreement of somebody still to be named, and go there."""
        item = Disagreement(id=new_id(), who=self.look.texts("Somebody")).as_json()
        self._does(AddItem(collection=_PATH, within=self._within, item=item))
        if self.rows:
            self.rows[-1].who.setFocus()
            self.rows[-1].who.selectAll()
