"""A made-up language: every marked text comes out bracketed and a third longer, so what was not marked stands out."""

from __future__ import annotations

from workbench.locale import Texts

OPEN, CLOSE = "⟦", "⟧"


def stretched(text: str) -> str:
    """Return ``text`` in brackets, longer by 35 % as Danish and Swedish can be; placeholders stay.

    What makes a single word longer hangs on it; what makes a sentence longer comes as words of its own.
    """
    more = round(len(text.replace("{", "").replace("}", "")) * 0.35)
    if " " not in text.strip():
        return f"{OPEN}{text}{'~' * more}{CLOSE}"
    words = " ".join("~" * min(6, more - at) for at in range(0, more, 7) if more > at)
    return f"{OPEN}{text} {words}{CLOSE}"


class PseudoTexts(Texts):
    """Numbers and dates as in Swedish, words as in nobody's language."""

    def __init__(self) -> None:
        super().__init__("sv")

    def __call__(self, text: str, /, **values: object) -> str:
        return stretched(text).format(**values)

    def unfilled(self, text: str, /) -> str:
        return stretched(text)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        return stretched(one if n == 1 else many).format(n=self.number(n), **values)
