"""One question, to read and to change: every field is one step of undo, and what is being typed survives a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.capture.plain_language import Hint, hints
from workbench.edits import Edit
from workbench.edits.knowledge import change, close_comment, comment, set_state, with_follow_ups
from workbench.edits.places import position
from workbench.export.words import word
from workbench.model.knowledge import WRITTEN, Comment, CommentFlow, Faq, KnowledgeState
from workbench.model.text import N_, ProjectError, message
from workbench.ui.look import Look
from workbench.ui.pages.faqs.edits import read_wordings, written
from workbench.ui.pages.faqs.facts import Facts
from workbench.ui.pages.faqs.hint_lines import HintLines
from workbench.ui.pages.faqs.languages import LanguageTabs
from workbench.ui.pages.faqs.preview import Preview
from workbench.ui.spelling import spelling_of
from workbench.ui.widgets.comments import CommentsPane
from workbench.ui.widgets.fields import Field, LongField, labelled
from workbench.ui.widgets.life_cycle import LifeCycle, history_lines, today
from workbench.ui.widgets.parts import boxed, column, label, line, on_ground, row
from workbench.ui.widgets.spelling import SpellingMarks
from workbench.ui.widgets.tab_order import TabOrder
from workbench.ui.workspace import Workspace

_BESIDE_FROM = 560
"""The width from which on the preview stands beside the answer instead of below it."""
_TOLD_AFTER_MS = 150
_MOST_WORDS = 6
"""So many words that are perhaps misspelt are named below the answer; all are marked."""


class FaqEditor(QWidget):
    """Shows one FAQ at a time; with none chosen it says what to do."""

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self.look, self.workspace, self.texts = look, workspace, look.texts
        self.faq: Faq | None = None
        self.language: str = workspace.project.settings.language
        self._told = QTimer(self, singleShot=True, interval=_TOLD_AFTER_MS)
        self._told.timeout.connect(self.tell)
        on_ground(self, "surface")
        self.languages = LanguageTabs(look, self.language, self.choose_language)
        self.state = label(look, "", "strong")
        self.since = label(look, "", "small", "text2", wraps=True)
        self.problem = label(look, "", "small", "warning", wraps=True)
        self.problem.hide()
        self.life = LifeCycle(look, workspace.preferences, self._go_on)
        self.comments = CommentsPane(look, workspace.typing, self._comment, self._close_comment)
        self.facts = Facts(look, workspace, self._change)
        self._make_texts()
        self._lay_out()
        self._tab_order = TabOrder(self)

    # the parts

    def _make_texts(self) -> None:
        look, t = self.look, self.texts
        self.question = self._long(t("Question, as residents ask it"), self._take_question, 56)
        self.question.setFont(look.font("script"))
        self.wordings = self._long(t("Other ways to ask it, one on each line"), self._take_wordings, 72)
        self.answer = self._long(t("Answer"), self._take_answer, 240)
        self.answer.setPlaceholderText(t("**bold**, - a list, [words](address)"))
        self.preview = Preview(look, t("The answer as it will be read"), t("What you write is shown here."))
        self.preview.setFixedHeight(look.px(240))
        on_ground(self.preview, "window")
        self.hints = HintLines(look)
        self.spelling = spelling_of(self.workspace)
        self.marks = tuple(
            SpellingMarks(field, look, self.spelling, language, self._told.start)
            for field, language in (
                (self.question, lambda: self.language),
                (self.answer, lambda: self.language),
                (self.wordings, lambda: self.workspace.project.settings.language),
            )
        )
        for field in (self.question, self.answer, self.wordings):
            field.textChanged.connect(self._told.start)

    def _long(self, name: str, takes: Callable[[str], None], height: int) -> LongField:
        made = LongField(self.look, name, takes)
        made.setFixedHeight(self.look.px(height))
        made.drafts = self.workspace.typing
        return made

    def _labelled(self, field: QWidget) -> QVBoxLayout:
        return labelled(self.look, field.accessibleName(), field)

    def _lay_out(self) -> None:
        look, t, edge = self.look, self.texts, self.look.px(16)
        self._texts = QHBoxLayout()
        self._texts.setSpacing(look.px(12))
        self._texts.addLayout(self._labelled(self.answer), 1)
        self._texts.addLayout(self._labelled(self.preview), 1)
        head = row(self.state, self.since, spacing=look.px(12))
        head.setStretch(1, 1)
        flat = self.comments.layout()
        if flat is not None:
            flat.setContentsMargins(0, 0, 0, 0)
        inner = column(
            head,
            self.life,
            self.problem,
            line(look),
            self.languages,
            self._labelled(self.question),
            self._labelled(self.wordings),
            self._texts,
            self.hints,
            line(look),
            self.facts,
            line(look),
            label(look, t("Comments"), "section"),
            self.comments,
            None,
            spacing=look.px(12),
            margins=(edge, edge, edge, edge),
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(boxed(inner, "surface"))
        self._area.setAccessibleName(t("The chosen question"))
        self._none = label(
            look, t("Choose a question in the list to read and change it."), "body", "text2", wraps=True
        )
        self._none.setMargin(edge)
        whole = column(self._none, self._area)
        whole.addStretch(0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setMinimumWidth(look.px(340))

    # what is shown

    def show_faq(self, faq: Faq | None) -> None:
        """Show ``faq``. What was typed into another one is handed over first."""
        if self.faq is not None and (faq is None or faq.id != self.faq.id):
            self.take_all()
        is_other = faq is not None and (self.faq is None or self.faq.id != faq.id)
        self.faq = faq
        self._area.setVisible(faq is not None)
        self._none.setVisible(faq is None)
        if faq is None:
            return
        self._place(faq)
        self._show_texts(faq)
        self.facts.show_faq(faq)
        self.languages.show_faq(faq)
        self.state.setText(word(faq.state.value, self.texts))
        self.since.setText(next(iter(history_lines(faq.history, self.texts)), ""))
        self.life.show_state(faq.state)
        self.comments.show_comments(f"faqs:{faq.id}:comment", faq.comments)
        self._tab_order.keep()
        if is_other:
            self.problem.hide()
            self._area.verticalScrollBar().setValue(0)
            self.tell()

    def _show_texts(self, faq: Faq) -> None:
        self.question.show_value(str(getattr(faq.question, self.language)))
        self.answer.show_value(str(getattr(faq.answer, self.language)))
        self.wordings.show_value("\n".join(faq.wordings))

    def _place(self, faq: Faq) -> None:
        """Say under which addresses what is being typed is kept."""
        for name, field in self.fields().items():
            field.place = f"faqs:{faq.id}:{name}"

    def fields(self) -> dict[str, Field | LongField]:
        """Return the fields that are typed into, by the name under which their drafts are kept."""
        return {
            f"question.{self.language}": self.question,
            f"answer.{self.language}": self.answer,
            "wordings": self.wordings,
            "valid_to": self.facts.valid_to,
            "law": self.facts.law,
            "web_page": self.facts.web_page,
        }

    def tell(self) -> None:
        """Show the answer as it will be read, and the hints on it."""
        self._told.stop()
        answer = self.answer.toPlainText()
        self.preview.show_markdown(answer)
        beside = (self.question.toPlainText(), self.wordings.toPlainText())
        self.hints.show_hints((*hints(answer, self.language, beside), *self._on_spelling()))

    def _on_spelling(self) -> list[Hint]:
        """Return what there is to say of spelling, in words: a wavy line is not heard."""
        wrong = dict.fromkeys(found for one in self.marks for found in one.wrong_words())
        said = []
        if wrong:
            named = ", ".join(list(wrong)[:_MOST_WORDS])
            what = message(N_("Perhaps misspelt: {words}. Shift+F10 in a word offers others."), words=named)
            said.append(Hint("advice", what))
        if self.spelling.is_missing(self.language):
            said.append(Hint("plain", message(N_("This computer has no dictionary for this language."))))
        return said

    # what is done

    def choose_language(self, language: str) -> None:
        """Show question and answer in another language."""
        self.question.take()
        self.answer.take()
        self.language = language
        self.languages.choose(language)
        now = self._now()
        if now is not None:
            self._place(now)
            self._show_texts(now)
            for one in self.marks:
                one.look_again()
            self.languages.show_faq(now)
            self.tell()

    def take_all(self) -> None:
        """Hand over what was typed and not handed over yet."""
        for field in self.fields().values():
            field.take()

    def take_draft(self, name: str, text: str) -> None:
        """Put back what was being typed into a field when the program was killed."""
        stem, _, language = name.partition(".")
        if name == "comment" and self.faq is not None:
            self.comments.write(f"faqs:{self.faq.id}:comment", text)
            return
        if stem in ("question", "answer") and language in WRITTEN:
            self.choose_language(language)
        field = self.fields().get(name)
        if field is not None:
            field.write(text)
            field.take()

    def _now(self) -> Faq | None:
        faqs = self.workspace.project.faqs
        at = position(faqs, self.faq.id) if self.faq is not None else None
        return None if at is None else faqs[at]

    def _change(self, **changes: Any) -> None:
        now = self._now()
        edit = change(self.workspace.project, "faqs", now.id, changes) if now is not None else None
        if edit is not None:
            self.workspace.do(self.followed_up(edit))

    def followed_up(self, edit: Edit) -> Edit:
        """Return ``edit`` with what follows for a question whose words others have seen."""
        try:
            return with_follow_ups(self.workspace.project, edit, self.life.name.text(), today())
        except ProjectError:  # the workspace says why it cannot be made
            return edit

    def _attempt(self, make: Callable[[Faq], Edit]) -> bool:
        """Do what ``make`` returns; say why where it cannot be done."""
        now = self._now()
        if now is None:
            return False
        try:
            edit = make(now)
        except ProjectError as problem:
            self.problem.setText(self.texts.message(problem.message))
            self.problem.show()
            return False
        self.problem.hide()
        return self.workspace.do(edit) is not None

    def _go_on(self, state: KnowledgeState, who: str) -> None:
        self.take_all()
        self.life.name.setFocus()  # the button that was pressed is about to go
        self._attempt(lambda now: set_state(self.workspace.project, "faqs", now.id, state, who, today()))

    def _comment(self, text: str, flow: CommentFlow) -> bool:
        who = self.life.name.who()
        return self._attempt(
            lambda now: comment(self.workspace.project, "faqs", now.id, text, who, flow, today())
        )

    def _close_comment(self, one: Comment) -> None:
        self._attempt(lambda now: close_comment("faqs", now.id, one.id, is_closed=not one.is_closed))

    def _take_question(self, text: str) -> None:
        now = self._now()
        if now is not None:
            self._change(question=written(now.question, self.language, text))

    def _take_answer(self, text: str) -> None:
        now = self._now()
        if now is not None:
            self._change(answer=written(now.answer, self.language, text))

    def _take_wordings(self, text: str) -> None:
        self._change(wordings=read_wordings(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self.look.px(_BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way is not self._texts.direction():
            self._texts.setDirection(way)
