"""What a palette cannot do: fields, buttons, tabs, headers, thin lines. Made from the tokens, whole window at once.

There are no rules for ``::item``: they leave holes in the line and the selection under painted cells.
"""

from __future__ import annotations

from string import Template

from workbench.ui.look.look import Look
from workbench.ui.look.tick import tick

_RULES = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $edge; padding: ${s4}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: ${s6}px; padding: ${s4}px ${s8}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox { min-height: ${field}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: ${s3}px ${s7}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $text3; border-color: $line; }
QLineEdit[cell="true"] { border: 2px solid $accent; border-radius: 0; padding: 0 ${s6}px; min-height: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${s20}px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QTimeEdit::up-button, QTimeEdit::down-button { border: none; background: transparent; width: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge;
    selection-background-color: $selection; selection-color: $text; }
QPushButton, QToolButton { color: $text; background: $surface; border: 1px solid $edge; border-radius: ${s6}px;
    padding: ${s4}px ${s12}px; min-height: ${field}px; font-weight: 500; }
QToolButton { padding: ${s4}px ${s8}px; }
QPushButton:hover, QToolButton:hover { background: $window; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: ${s3}px ${s11}px; }
QToolButton:focus { padding: ${s3}px ${s7}px; }
QPushButton:disabled, QToolButton:disabled { color: $text3; border-color: $line; }
QPushButton[main="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[main="true"]:focus { border: 2px solid $text; }
QPushButton[main="true"]:disabled { background: $line; color: $text3; border-color: $line; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $accent;
    padding: 0; min-height: ${s20}px; text-align: left; }
QPushButton[link="true"]:focus { border: 1px solid $accent; padding: 0; }
QToolButton[flat="true"] { background: transparent; border: 1px solid transparent; }
QToolButton[flat="true"]:hover { background: $sunken; }
QToolButton[flat="true"]:focus { border: 2px solid $accent; }
QToolButton[flat="true"]:checked { background: $selection; color: $accent; }
QToolButton[segment="true"] { border-radius: 0; }
QToolButton[segment="true"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QToolButton[segment="true"]:focus { border: 2px solid $accent; }
QToolButton[segment="true"]:checked:focus { border: 2px solid $text; }
QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox::indicator { width: ${s16}px; height: ${s16}px; background: $surface; border: 1px solid $edge;
    border-radius: ${s3}px; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url($tick); }
QCheckBox::indicator:disabled { border-color: $line; }
QGroupBox { border: none; margin-top: ${s20}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { color: $text2; background: transparent; border: none; border-bottom: 2px solid transparent;
    padding: ${s8}px ${s2}px; margin-right: ${s10}px; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar QToolButton { padding: 0; min-height: 0; border: none; background: $window; }
QTabBar::tab:focus { border-bottom: 3px solid $accent; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $text2; border: none; border-bottom: 1px solid $line;
    padding: 0 ${s8}px; font-size: ${t12}px; font-weight: 500; }
QTableView, QListView, QTreeView { background: $surface; border: none; outline: none; }
QGraphicsView { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QScrollBar:vertical { background: transparent; width: ${s10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s10}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${s4}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${s24}px; }
QScrollBar::handle:horizontal { min-width: ${s24}px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; height: 0; width: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { border: none; background: transparent; }
QMenuBar { background: $surface; color: $text2; padding: 0 ${s4}px; }
QMenuBar::item { padding: ${s5}px ${s10}px; background: transparent; }
QMenuBar::item:selected { background: $selection; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: ${s4}px 0; }
QMenu::item { padding: ${s5}px ${s24}px ${s5}px ${s12}px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: ${s4}px 0; }
QMenu::icon { padding-left: ${s8}px; }
QProgressBar { border: 1px solid $edge; border-radius: ${s4}px; background: $surface; color: $text;
    text-align: center; min-height: ${s12}px; max-height: ${s16}px; }
QProgressBar::chunk { background: $accent; }
QFrame[line="true"] { background: $line; border: none; min-height: 1px; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: ${s8}px; }
QFrame[bar="error"] { background: $error_soft; border: none; border-left: 3px solid $error; }
QFrame[bar="warning"] { background: $warning_soft; border: none; border-left: 3px solid $warning; }
QFrame[bar="ok"] { background: $ok_soft; border: none; border-left: 3px solid $ok; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="window"] { background: $window; }
QWidget[ground="selection"] { background: $selection; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="accent"] { color: $accent; }
QLabel[key="true"] { border: 1px solid $edge; border-radius: ${s4}px; padding: 0 ${s4}px; color: $text2;
    font-size: ${t11}px; }
QStatusBar { background: $surface; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QDialog { background: $surface; }
""")


def stylesheet(look: Look) -> str:
    """Return the stylesheet of ``look``."""
    sizes = {f"s{n}": look.px(n) for n in range(1, 25)}
    # a field is 30 high with its edge and padding
    return _RULES.substitute(
        {name: value for name, value in vars(look.theme).items() if isinstance(value, str)},
        **sizes,
        field=look.px(20),
        tick=tick(look.theme.on_accent),
        t11=max(11, look.px(11)),
        t12=max(11, look.px(12)),
    )
