"""What stands where the content will be while there is none: what belongs here, what it gives, and how one begins."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, key_hint, label, on_ground, row


class Empty(QWidget):
    """A line each, the main way to begin and quiet others, top left. ``is_page``: it fills a page or pane by itself."""

    def __init__(
        self,
        look: Look,
        what: str = "",
        gives: str = "",
        *ways: QPushButton,
        key: str = "",
        is_page: bool = False,
    ) -> None:
        super().__init__()
        self._what = label(look, "", "section", wraps=True)
        self._gives = label(look, "", "body", "text2", wraps=True)
        edge = look.px(16) if is_page else 0
        hint = (key_hint(look, key),) if key else ()
        self.setLayout(
            column(
                self._what,
                self._gives,
                row(*ways, *hint, None, spacing=look.px(8)),
                None,
                spacing=look.px(10),
                margins=(edge, edge, edge, edge),
            )
        )
        if is_page:
            on_ground(self, "surface")
        self.say(what, gives)

    def say(self, what: str, gives: str = "") -> None:
        """Say what is not here yet, and what it would give."""
        self._what.setText(what)
        self._gives.setText(gives)
        self._gives.setVisible(bool(gives))
