"""A value to read beside two others, with the words marked in which they differ: underlined, struck out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from workbench.capture.differences import Run, words_between
from workbench.ui.look import Look
from workbench.ui.widgets.parts import column, label


def marked(base: str, ours: str, theirs: str) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    """Return the three texts as runs: what either side has new, and in ``base`` what either side has no more.

    Where one of them has nothing in common with what was sent, the two are set against each other. What is alike
    nowhere is left unmarked: to mark all of it says nothing.
    """
    here, there = _beside(base, ours), _beside(base, theirs)
    if here is not None and there is not None:
        gone = [one or other for one, other in zip(here[0], there[0], strict=True)]
        return _runs(base, gone), here[1], there[1]
    between = _beside(ours, theirs)
    if between is None:
        alone = here or there
        gone = alone[0] if alone is not None else [False] * len(base)
        return _runs(base, gone), here[1] if here else _whole(ours), there[1] if there else _whole(theirs)
    own = tuple(Run("new" if run.mark == "gone" else "same", run.text) for run in _runs(ours, between[0]))
    return _whole(base), own, between[1]


def _beside(old: str, new: str) -> tuple[list[bool], tuple[Run, ...]] | None:
    """Return which letters of ``old`` are gone in ``new``, and ``new`` with what it has new; None: nothing is alike."""
    between = words_between(old, new)
    if not any(run.mark == "same" and any(map(str.isalnum, run.text)) for run in between):
        return None
    gone = [run.mark == "gone" for run in between if run.mark != "new" for _letter in run.text]
    return gone, tuple(run for run in between if run.mark != "gone")


def _whole(text: str) -> tuple[Run, ...]:
    return (Run("same", text),) if text else ()


def _runs(text: str, gone: Sequence[bool]) -> tuple[Run, ...]:
    found: list[Run] = []
    for letter, is_gone in zip(text, gone, strict=True):
        mark = "gone" if is_gone else "same"
        if found and found[-1].mark == mark:
            found[-1] = Run(found[-1].mark, found[-1].text + letter)
        else:
            found.append(Run("gone" if is_gone else "same", letter))
    return tuple(found)


class SideView(QWidget):
    """One of the three values, below its heading."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.heading = label(look, title, "strong", wraps=True)
        self.view = QTextEdit()
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setAccessibleName(title)
        self.view.setMinimumHeight(look.px(96))
        self.view.setMinimumWidth(look.px(96))
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.view.document().setDocumentMargin(look.px(8))
        inner = column(self.heading, self.view, spacing=look.px(6))
        inner.setStretch(1, 1)
        self.setLayout(inner)

    @property
    def text(self) -> str:
        """What is shown, without its marks."""
        return self.view.toPlainText()

    def show_runs(self, runs: Sequence[Run], nothing: str) -> None:
        """Show ``runs``, or the words ``nothing`` where there are none."""
        t = self.look.texts
        self.view.clear()
        cursor = QTextCursor(self.view.document())
        cursor.beginEditBlock()
        told = [run for run in runs if run.text]
        first = 0
        for run in told:
            if run.mark != "same" and not first:
                first = cursor.position()
            cursor.insertText(run.text, self._format(run))
        if not told:
            quiet = QTextCharFormat()
            quiet.setFont(self.look.font("body"))
            quiet.setForeground(self.look.color("text3"))
            cursor.insertText(nothing, quiet)
        cursor.endEditBlock()
        cursor.setPosition(first)
        self.view.setTextCursor(cursor)
        self.view.ensureCursorVisible()
        new = ", ".join(run.text.strip() for run in told if run.mark == "new" and run.text.strip())
        self.view.setAccessibleDescription(t("Changed: {words}", words=new[:400]) if new else "")

    def _format(self, run: Run) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.look.font("body"))
        made.setForeground(self.look.color("text2" if run.mark == "gone" else "text"))
        if run.mark == "gone":
            made.setFontStrikeOut(True)
        elif run.mark == "new":
            made.setFontUnderline(True)
            made.setFontWeight(600)
            made.setBackground(self.look.color("selection"))
        return made
