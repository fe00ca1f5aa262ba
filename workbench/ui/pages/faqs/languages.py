"""The languages of a question: which has a text, and what a resident reads where there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from workbench.export.field_words import language_words
from workbench.model.knowledge import WRITTEN, Faq
from workbench.ui.look import Look
from workbench.ui.widgets.parts import Segments, column, label
from workbench.ui.widgets.wrapping import wrapping


def is_written(faq: Faq, language: str) -> bool:
    """Tell whether question and answer have a text in ``language``."""
    return bool(getattr(faq.question, language).strip() and getattr(faq.answer, language).strip())


class LanguageTabs(QWidget):
    """A tab a language. Those without a text have a sign, and say so to those who listen."""

    def __init__(self, look: Look, first: str, does: Callable[[str], object]) -> None:
        super().__init__()
        self.look, self.texts, self.names = look, look.texts, language_words(look.texts)
        order = sorted(WRITTEN, key=lambda one: one != first)
        t = self.texts
        self.tabs = Segments(
            look, t("Language of the text"), tuple((one, self.names[one]) for one in order), first, does
        )
        self.count = label(look, "", "small", "text2")
        self.lack = label(look, "", "small", "text2", wraps=True)
        side = wrapping(self.tabs, self.count, spacing=look.px(12))
        self.setLayout(column(side, self.lack, spacing=look.px(4)))

    @property
    def chosen(self) -> str:
        """The language that is shown."""
        return self.tabs.chosen

    def choose(self, language: str) -> None:
        """Show ``language`` as the chosen one."""
        self.tabs.choose(language)

    def show_faq(self, faq: Faq) -> None:
        """Say which languages ``faq`` has, and what stands in for the chosen one where it has none."""
        t = self.texts
        written = [one for one in WRITTEN if is_written(faq, one)]
        for one in WRITTEN:
            has_text = one in written
            said = t("has a text") if has_text else t("has no whole text")
            tone = "on_accent" if one == self.chosen else "text2"
            self.tabs.mark(one, QIcon() if has_text else self.look.icon_in("circle-outline", tone), said)
        self.count.setText(t("{n} of {all} languages", n=t.number(len(written)), all=t.number(len(WRITTEN))))
        said = self._lack_of(faq)
        self.lack.setText(said)
        self.lack.setVisible(bool(said))

    def _lack_of(self, faq: Faq) -> str:
        t, language = self.texts, self.chosen
        if not faq.answer.within(language).strip():
            return ""
        lacks_question = not getattr(faq.question, language).strip()
        if getattr(faq.answer, language).strip():
            if not lacks_question or not faq.question.within(language).strip():
                return ""
            instead = self.names[faq.question.said(language)[1]]
            return t("No question in this language yet. Readers get: {language}.", language=instead)
        instead = self.names[faq.answer.said(language)[1]]
        if lacks_question:
            return t("Nothing in this language yet. Readers get: {language}.", language=instead)
        return t("No answer in this language yet. Readers get: {language}.", language=instead)
