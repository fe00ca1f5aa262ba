"""Comments on a checklist or an FAQ: what was said, whether it is dealt with, and a field for the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.locale import Texts
from workbench.model.knowledge import Comment, CommentFlow
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Choice, Drafts, LongField, labelled
from workbench.ui.widgets.parts import boxed, button, column, label, line, link, row, set_tone


def flow_word(flow: CommentFlow, texts: Texts) -> str:
    """Return why a comment is made, in words."""
    if flow is CommentFlow.DOES_NOT_FIT:
        return texts("It does not fit the case")
    if flow is CommentFlow.COULD_NOT_ANSWER:
        return texts("I could not answer")
    if flow is CommentFlow.NEW:
        return texts("A new one is needed")
    return texts("A comment")


class _Draft(LongField):
    """A text that is handed over by a button alone, and kept until then."""

    def take(self) -> None:
        """Keep what is written, also when the keyboard goes elsewhere."""


class _Said(QWidget):
    """One comment."""

    def __init__(self, look: Look, closes: Callable[[Comment], object]) -> None:
        super().__init__()
        self.look = look
        self.comment: Comment | None = None
        self._head = label(look, "", "small", "text2", wraps=True)
        self._text = label(look, "", wraps=True)
        self._close = link(look, "", lambda: closes(self.comment) if self.comment is not None else None)
        self.setLayout(column(self._head, self._text, self._close, line(look), spacing=look.px(4)))

    def show_comment(self, comment: Comment) -> None:
        """Show ``comment``."""
        t = self.look.texts
        self.comment = comment
        values = {"what": flow_word(comment.flow, t), "name": comment.who, "day": t.date(comment.on)}
        if comment.is_closed:
            self._head.setText(t("{what}: {name}, {day}. Dealt with.", **values))
        else:
            self._head.setText(t("{what}: {name}, {day}", **values))
        self._text.setText(comment.text)
        set_tone(self._text, "text3" if comment.is_closed else "text")
        words = t("Open again") if comment.is_closed else t("Dealt with")
        self._close.setText(words)
        self._close.setAccessibleName(t("{action}: {text}", action=words, text=comment.text[:60]))


class CommentsPane(QWidget):
    """The comments. ``says`` gets text and flow and returns whether it was taken; ``closes`` gets the comment."""

    def __init__(
        self,
        look: Look,
        drafts: Drafts,
        says: Callable[[str, CommentFlow], bool],
        closes: Callable[[Comment], object],
    ) -> None:
        super().__init__()
        self.look, self.texts, self._says, self._closes = look, look.texts, says, closes
        t = self.texts
        self.field = _Draft(look, t("Your comment"), lambda _text: None)
        self.field.drafts = self._keep
        self._drafts = drafts
        self._unsaid: dict[str, str] = {}
        self.flow = Choice(look, t("What is it about?"), lambda _key: None)
        self._choose_flow("commented")
        self._lines: list[_Said] = []
        self._none = label(look, t("No comments yet."), "body", "text2", wraps=True)
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(12))
        edge = look.px(16)
        add = button(look, t("Add the comment"), "plus", does=self.add)
        self.setLayout(
            column(
                labelled(look, t("What is it about?"), self.flow),
                labelled(look, t("Your comment"), self.field),
                boxed(row(add, None)),
                line(look),
                self._none,
                self._box,
                None,
                margins=(edge, edge, edge, edge),
            )
        )

    def _choose_flow(self, chosen: str) -> None:
        self.flow.offer([(one.value, flow_word(one, self.texts)) for one in CommentFlow], chosen)

    def _keep(self, place: str, text: str | None) -> None:
        if text:
            self._unsaid[place] = text
        else:
            self._unsaid.pop(place, None)
        self._drafts(place, text or None)

    def show_comments(self, place: str, comments: Sequence[Comment]) -> None:
        """Show ``comments``, open ones first; ``place`` is where what is being written is kept."""
        if self.field.place != place:
            self.field.place = place
            self.field.blockSignals(True)
            self.field.setPlainText(self._unsaid.get(place, ""))
            self.field.blockSignals(False)
        shown = sorted(comments, key=lambda one: (one.is_closed, -one.on.toordinal()))
        while len(self._lines) < len(shown):
            self._lines.append(_Said(self.look, self._closes))
            self._box.addWidget(self._lines[-1])
        for at, made in enumerate(self._lines):
            if at < len(shown):
                made.show_comment(shown[at])
            made.setVisible(at < len(shown))
        self._none.setVisible(not shown)

    def write(self, place: str, text: str) -> None:
        """Take up what was being written at ``place`` when the program was last killed."""
        self._unsaid[place] = text
        if self.field.place == place:
            self.field.setPlainText(text)

    def add(self) -> None:
        """Say what is written."""
        text = self.field.toPlainText().strip()
        if not text:
            self.field.setFocus()
            return
        if self._says(text, CommentFlow(self.flow.chosen)):
            self._keep(self.field.place, None)
            self.field.setPlainText("")
            self._choose_flow("commented")
