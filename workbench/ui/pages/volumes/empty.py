"""What stands where the volumes will be, while there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import boxed, button, column, label, row


def empty_page(
    look: Look, fills: Callable[[], object], reads: Callable[[], object]
) -> tuple[QWidget, QPushButton, QPushButton]:
    """Return the pane, its main button (fill in), and its quiet one (read a call log)."""
    t, edge = look.texts, look.px(16)
    fill = button(look, t("Fill in volumes"), "pencil-outline", is_main=True, does=fills)
    read = button(look, t("Read a call log"), "phone-outline", does=reads)
    first = t("No volumes yet. Begin with the ten largest case types; a guess will do.")
    gives = t("Volumes give hours, staffing and costs. Say a figure as you would say it: 40/day, 3–5 a week.")
    pane = boxed(
        column(
            label(look, first, "strong", wraps=True),
            label(look, gives, "body", "text2", wraps=True),
            row(fill, read, None, spacing=look.px(8)),
            None,
            spacing=look.px(10),
            margins=(edge, edge, edge, edge),
        ),
        "surface",
    )
    return pane, fill, read
