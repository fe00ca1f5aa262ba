"""Makes menus, window-wide shortcuts and the shortcut sheet's lines from the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from workbench.ui.actions import ACTIONS, MENUS, ActionSpec
from workbench.ui.look import Look


def make_actions(window: QMainWindow, look: Look, run: Callable[[str], None]) -> dict[str, QAction]:
    """Return a QAction per entry of the table; each calls ``run`` with its name. The window hears their keys."""
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(look.texts(spec.text), window)
        action.setObjectName(spec.name)
        if spec.icon:
            action.setIcon(look.icon(spec.icon))
        if spec.shortcuts and not spec.is_local:
            action.setShortcuts([QKeySequence(one) for one in spec.shortcuts])
        action.triggered.connect(lambda _checked=False, name=spec.name: run(name))
        window.addAction(action)
        made[spec.name] = action
    return made


def fill_menus(window: QMainWindow, look: Look, actions: dict[str, QAction]) -> None:
    """Fill the window's menu bar."""
    bar = window.menuBar()
    bar.setFont(look.font())
    for key, title in MENUS:
        menu = bar.addMenu(look.texts(title))
        menu.setToolTipsVisible(True)
        menu.setFont(look.font())
        menu.setObjectName(f"menu.{key}")
        for spec in ACTIONS:
            if spec.menu != key:
                continue
            if spec.starts_group:
                menu.addSeparator()
            menu.addAction(actions[spec.name])


def keys_of(spec: ActionSpec) -> tuple[str, ...]:
    """Return the keys of an action as this computer writes them."""
    return tuple(
        QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) or one for one in spec.shortcuts
    )
