"""Amounts in words, to the last decimal."""

from __future__ import annotations

from decimal import Decimal

from workbench.locale import Texts
from workbench.model.text import Message
from workbench.ui.widgets.cell import Cell, Tone
from workbench.ui.widgets.figures import written


def amount(texts: Texts, value: Decimal, decimals: int = 2) -> str:
    """Return ``value`` to the hundredth (the öre), as accounts write it."""
    return written(texts, value, decimals)


def exact(texts: Texts, value: Decimal | float, most: int = 4) -> str:
    """Return ``value`` with the decimals it has, at most ``most``."""
    figure = float(value)
    decimals = next((n for n in range(most) if abs(figure - round(figure, n)) < 1e-9), most)
    return written(texts, value, decimals)


def signed(texts: Texts, value: Decimal) -> str:
    """Return a change with its sign."""
    return f"+{amount(texts, value)}" if value > 0 else amount(texts, value)


def money_cell(texts: Texts, value: Decimal, *, is_strong: bool = False, tone: Tone = "text") -> Cell:
    """Return an amount as a cell; what is nothing stands back."""
    return Cell(
        amount(texts, value),
        is_number=True,
        is_strong=is_strong,
        tone="text3" if not value and not is_strong else tone,
    )


def said(texts: Texts, text: Message | str) -> str:
    """Return a name that may be a message."""
    return texts.message(text) if isinstance(text, Message) else text
