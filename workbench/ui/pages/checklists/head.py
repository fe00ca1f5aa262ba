"""The head of the editor: which checklist, how far it has come, and the one button that takes it on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.export.words import word
from workbench.model.knowledge import Checklist, KnowledgeState
from workbench.ui.look import Look
from workbench.ui.preferences import Preferences
from workbench.ui.widgets.life_cycle import STATE_ICONS, LifeCycle
from workbench.ui.widgets.parts import column, label, link, on_ground, row


class Head(QWidget):
    """Title, what is known of it, state, and the ways on."""

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        does: Callable[[KnowledgeState, str], object],
        opens: Callable[[], object],
        adds: Callable[[], object],
    ) -> None:
        super().__init__()
        self.look, self.texts = look, look.texts
        self.title = label(look, "", "title", wraps=True)
        self.about = label(look, "", "small", "text2", wraps=True)
        self.overdue = label(look, "", "strong", "warning", wraps=True)
        self._picture = label(look)
        self.state = label(look, "", "strong")
        self.process = link(look, self.texts("Open the process"), opens)
        self.another = link(look, self.texts("Another for this case type"), adds)
        self.life = LifeCycle(look, preferences, does)
        top = row(self.title, self._picture, self.state, spacing=look.px(8))
        top.setStretch(0, 1)
        about = row(self.about, self.another, self.process, spacing=look.px(12))
        about.setStretch(0, 1)
        edge = look.px(16)
        self.setLayout(
            column(
                top,
                about,
                self.overdue,
                self.life,
                spacing=look.px(6),
                margins=(edge, look.px(12), edge, look.px(10)),
            )
        )
        on_ground(self, "surface")

    def show_checklist(
        self, checklist: Checklist, case_type: str, owner: str, *, is_overdue: bool, of: int
    ) -> None:
        """Show ``checklist`` of the case type with this name, one of ``of`` that it has."""
        look, t = self.look, self.texts
        self.title.setText(checklist.title)
        icon, tone = STATE_ICONS[checklist.state]
        size = look.px(18)
        self._picture.setPixmap(look.icon_in(icon, tone).pixmap(size, size))
        self.state.setText(word(checklist.state, t))
        values = {"case_type": case_type, "n": checklist.version}
        if owner:
            known = t("{case_type} · owner {name} · version {n}", **values, name=owner)
        else:
            known = t("{case_type} · nobody owns it yet · version {n}", **values)
        if of > 1:
            known = t("{known} · one of {n} checklists for it", known=known, n=of)
        review = checklist.review_by
        self.overdue.setVisible(is_overdue)
        if review is not None and is_overdue:
            self.overdue.setText(t("Should have been reviewed by {day}.", day=t.date(review)))
        elif review is not None:
            known = t("{known} · to be reviewed by {day}", known=known, day=t.date(review))
        self.about.setText(known)
        self.life.show_state(checklist.state)
        self._take_room()

    def _take_room(self) -> None:
        """Ask for as much height as the words need in this width: what scrolls below gives it up."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.heightForWidth(self.width()))

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()
