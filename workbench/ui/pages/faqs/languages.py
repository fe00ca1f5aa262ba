"""The languages of a question: which has a text, and what a resident reads where there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from workbench.locale import Texts
from workbench.model.knowledge import Faq
from workbench.ui.look import Look
from workbench.ui.pages.faqs.edits import LANGUAGES
from workbench.ui.widgets.parts import Segments, column, label
from workbench.ui.widgets.wrapping import wrapping


def language_names(texts: Texts) -> dict[str, str]:
    """Return the languages' names."""
    return {"sv": texts("Swedish"), "da": texts("Danish"), "en": texts("English")}


def is_written(faq: Faq, language: str) -> bool:
    """Tell whether question and answer have a text in ``language``."""
    return bool(getattr(faq.question, language).strip() and getattr(faq.answer, language).strip())


class LanguageTabs(QWidget):
    """A tab a language. Those without a text have a sign, and say so to those who listen."""

    def __init__(self, look: Look, first: str, does: Callable[[str], object]) -> None:
        super().__init__()
        self.look, self.texts, self.names = look, look.texts, language_names(look.texts)
        order = sorted(LANGUAGES, key=lambda one: one != first)
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
        written = [one for one in LANGUAGES if is_written(faq, one)]
        for one in LANGUAGES:
            has_text = one in written
            said = t("has a text") if has_text else t("has no whole text")
            tone = "on_accent" if one == self.chosen else "text2"
            self.tabs.mark(one, QIcon() if has_text else self.look.icon_in("circle-outline", tone), said)
        self.count.setText(
            t("{n} of {all} languages", n=t.number(len(written)), all=t.number(len(LANGUAGES)))
        )
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
            instead = _stands_in(faq.question.sv, faq.question.da)
            return t(
                "No question in this language yet. Readers get: {language}.", language=self.names[instead]
            )
        instead = self.names[_stands_in(faq.answer.sv, faq.answer.da)]
        if lacks_question:
            return t("Nothing in this language yet. Readers get: {language}.", language=instead)
        return t("No answer in this language yet. Readers get: {language}.", language=instead)


def _stands_in(swedish: str, danish: str) -> str:
    return "sv" if swedish.strip() else "da" if danish.strip() else "en"
