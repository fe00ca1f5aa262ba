"""What the views of the costs page share: what stands in their place while there is nothing to show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.ui.pages.figures_page import Pane
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.parts import Part, boxed, button, column


class CostPane(Pane):
    """A view, or what it says while it is empty."""

    def lay_out(self, *parts: Part, empty: QWidget) -> None:
        """Lay parts below each other; ``empty`` stands in their place as long as there is nothing to show."""
        self._content = boxed(column(*parts, None, spacing=self.look.px(16)))
        self._empty = empty
        self._empty.hide()
        self.setLayout(column(self._empty, self._content, None, spacing=0))

    def show_content(self, is_there: bool) -> None:
        """Show the parts, or what stands there while they have nothing to say."""
        self._content.setVisible(is_there)
        self._empty.setVisible(not is_there)

    def empty_panel(self, what: str, gives: str, begin: str, place: Place) -> QWidget:
        """Return what an empty view says: what belongs here, what it gives, and where one begins."""
        self._begin = button(self.look, begin, is_main=True, does=lambda: self.workspace.go_to(place))
        return Empty(self.look, what, gives, self._begin)

    def first_focus(self) -> QWidget:
        return self._begin if self._empty.isVisibleTo(self) else super().first_focus()
