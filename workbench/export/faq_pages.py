"""The pages of the FAQ site: what stands on them and in which language, for eye, ear and keyboard.

A text that the page's language lacks carries the language it is in (``lang``), so that it is read aloud rightly.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from workbench.export.document import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Rich,
    Run,
    Table,
    link,
    plain,
    printed,
)
from workbench.export.editions import IN_USE
from workbench.export.faq_style import SITE_STYLE
from workbench.export.html_writer import BlockPrinter, append_text, page_bytes, page_root
from workbench.export.lookup import Source
from workbench.export.markdown import markdown_blocks
from workbench.export.words import word
from workbench.locale import Language, Texts
from workbench.model.knowledge import Faq
from workbench.model.organisation import Department

_OWN_NAMES: dict[Language, str] = {"sv": "Svenska", "da": "Dansk", "en": "English"}
_HERE = "\x00"
"""Stands in a translated sentence where a text in another language comes."""
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True)
class Site:
    """The file of each page by language and department ("" for the first page), and the site's date."""

    names: Mapping[Language, Mapping[str, str]]
    dated: dt.date


Groups = Sequence[tuple[Department, Sequence[Faq]]]


def first_page(source: Source, groups: Groups, site: Site) -> bytes:
    """Return the page with every question by department, and the search."""
    texts = source.texts
    title = texts("Questions and answers")
    page = _Page(source, site, title, "", script=bool(groups))
    page.title(title, texts.language)
    if not groups:
        SubElement(page.main, "p").text = texts(
            "No questions yet. They appear here when a department has answered one."
        )
    else:
        page.search()
    for department, faqs in groups:
        group = SubElement(page.main, "section", {"data-group": "", "aria-labelledby": f"d-{department.id}"})
        page.say(group, "h2", department.name, page.own, {"id": f"d-{department.id}"})
        entries = SubElement(group, "ul", {"class": "questions"})
        for faq in faqs:
            entry = SubElement(entries, "li", {"data-entry": _words_of(faq, texts.language)})
            way = f"{site.names[texts.language][department.id]}#{anchor(faq)}"
            page.question(SubElement(entry, "a", {"href": way}), faq)
            page.state(entry, faq)
            if faq.wordings:
                page.wordings(SubElement(entry, "span", {"class": "also"}), faq)
    return page.bytes()


def department_page(
    source: Source, department: Department, faqs: Sequence[Faq], site: Site, data: Mapping[str, object]
) -> bytes:
    """Return the page with a department's questions and answers; ``data`` is the same for machines."""
    texts = source.texts
    page = _Page(source, site, department.name, department.id, script=True, linked_data=data)
    page.title(department.name, page.own)
    answers = {faq.id: _answer(faq, texts.language) for faq in faqs}
    headings = [block for blocks in answers.values() for block in blocks if isinstance(block, Heading)]
    page.printer = BlockPrinter(headings, texts)
    page.search(opens=True)
    for faq in faqs:
        details = SubElement(page.main, "details", {"open": "", "data-entry": ""})
        summary = SubElement(details, "summary")
        page.question(SubElement(summary, "h2", {"id": anchor(faq)}), faq)
        page.state(summary, faq)
        page.answer(SubElement(details, "div", {"class": "answer"}), faq, answers[faq.id])
    return page.bytes()


def anchor(faq: Faq) -> str:
    """Return the address of a question within its page; it stays while the question does."""
    return f"q-{faq.id}"


class _Page:
    """A page as it comes about: its head and ways to others first, then what stands in ``main``."""

    def __init__(
        self,
        source: Source,
        site: Site,
        title: str,
        department: str,
        *,
        script: bool,
        linked_data: Mapping[str, object] | None = None,
    ) -> None:
        self.source, self.texts = source, source.texts
        self.own: Language = source.project.settings.language
        self.printer = BlockPrinter((), self.texts)
        self._site, self._department = site, department
        self._script = _script(self.texts) if script else ""
        municipality = source.project.municipality.name
        words = dict.fromkeys((title, self.texts("Questions and answers"), municipality))
        self.root, top = page_root(
            self.texts.language,
            " – ".join(one for one in words if one),
            style=SITE_STYLE,
            script=self._script,
            linked_data=linked_data,
        )
        if not source.is_external:
            SubElement(top, "meta", {"name": "robots", "content": "noindex"})
        self._others = {language: names[department] for language, names in site.names.items()}
        if len(self._others) > 1:
            for language, file in self._others.items():
                SubElement(top, "link", {"rel": "alternate", "hreflang": language, "href": file})
        self._body = SubElement(self.root, "body")
        self._ways(municipality)
        self.main = SubElement(self._body, "main", {"id": "content", "tabindex": "-1"})

    def _ways(self, municipality: str) -> None:
        """Add what stands above the contents: the way past it, whose site it is, other pages, other languages."""
        texts = self.texts
        SubElement(self._body, "a", {"class": "skip", "href": "#content"}).text = texts("Skip to the content")
        banner = SubElement(self._body, "header")
        self.say(banner, "span", municipality, self.own)
        about = [texts("Questions and answers")]
        if not self.source.is_external:
            about.append(texts("internal edition"))
        SubElement(banner, "span").text = " · ".join(about)
        if self._department:
            pages = SubElement(self._body, "nav", {"aria-label": texts("Pages")})
            home = self._site.names[texts.language][""]
            SubElement(pages, "a", {"href": home}).text = texts("All questions")
        if len(self._others) > 1:
            entries = SubElement(SubElement(self._body, "nav", {"aria-label": texts("Language")}), "ul")
            for language, file in self._others.items():
                way = {"href": file, "hreflang": language, "lang": language}
                if language == texts.language:
                    way["aria-current"] = "page"
                SubElement(SubElement(entries, "li"), "a", way).text = _OWN_NAMES[language]

    def say(
        self, parent: Element, tag: str, text: str, language: str, attributes: Mapping[str, str] | None = None
    ) -> Element:
        """Add an element with ``text``, marked with its language where that is not the page's."""
        marks = dict(attributes or {})
        if language != self.texts.language:
            marks["lang"] = language
        made = SubElement(parent, tag, marks)
        self.printer.rich(made, Run(text))
        return made

    def title(self, text: str, language: str) -> None:
        """Add the one title of the page."""
        self.say(self.main, "h1", text, language)

    def search(self, *, opens: bool = False) -> None:
        """Add the search, which stays hidden where no script runs; ``opens`` adds "show all answers"."""
        texts = self.texts
        form = SubElement(self.main, "form", {"role": "search", "id": "search", "hidden": ""})
        SubElement(form, "label", {"for": "wanted"}).text = texts("Search the questions")
        line = SubElement(form, "div", {"class": "field"})
        SubElement(line, "input", {"type": "search", "id": "wanted", "autocomplete": "off"})
        SubElement(line, "button", {"type": "submit"}).text = texts("Search")
        if opens:
            shown = SubElement(line, "button", {"type": "button", "id": "all", "hidden": ""})
            shown.text = texts("Show all answers")
        SubElement(self.main, "p", {"id": "found", "role": "status"})

    def question(self, parent: Element, faq: Faq) -> None:
        """Say the question."""
        text, language = faq.question.said(self.texts.language)
        if not text.strip():
            append_text(parent, self.texts("The question is not written yet."))
        elif language == self.texts.language:
            self.printer.rich(parent, Run(text))
        else:
            self.say(parent, "span", text, language)

    def state(self, parent: Element, faq: Faq) -> None:
        """Say how far the answer has come, where it is not in use yet."""
        if faq.state not in IN_USE:
            append_text(parent, " ")
            SubElement(parent, "span", {"class": "state"}).text = word(faq.state, self.texts)

    def wordings(self, parent: Element, faq: Faq) -> None:
        """Say the other words in which residents ask."""
        sentence = self.texts("Also asked as: {wordings}", wordings=_HERE)
        self._within(parent, sentence, " · ".join(faq.wordings))

    def answer(self, parent: Element, faq: Faq, blocks: Sequence[Block]) -> None:
        """Add the answer, and under it what belongs to it."""
        texts = self.texts
        _, language = faq.answer.said(texts.language)
        is_translated = language == texts.language
        if not blocks:
            SubElement(parent, "p", {"class": "note"}).text = texts("No answer yet.")
        else:
            body = parent if is_translated else SubElement(parent, "div", {"lang": language})
            self.printer.blocks(body, blocks)
            if not is_translated:
                SubElement(parent, "p", {"class": "note"}).text = texts("This answer is not translated yet.")
        if faq.wordings:
            self.wordings(SubElement(parent, "p", {"class": "note"}), faq)
        if faq.law:
            note = SubElement(parent, "p", {"class": "note"})
            self._within(note, texts("Law: {law}", law=_HERE), faq.law)
        if faq.valid_to:
            note = SubElement(parent, "p", {"class": "note"})
            note.text = texts("Valid to {day}", day=texts.date(faq.valid_to))
        if faq.web_page:
            self._note(parent, (texts("Read more: "), link(faq.web_page, faq.web_page)))
        if not self.source.is_external:
            self._note(parent, (Run(texts("For advisers: "), bold=True), _for_advisers(self.source, faq)))

    def _note(self, parent: Element, rich: Rich) -> None:
        self.printer.rich(SubElement(parent, "p", {"class": "note"}), rich)

    def _within(self, parent: Element, sentence: str, text: str) -> None:
        """Say ``sentence`` with ``text``, which somebody wrote in the project's language, in its place."""
        before, _, after = sentence.partition(_HERE)
        append_text(parent, before)
        if self.own == self.texts.language:
            self.printer.rich(parent, Run(text))
        else:
            self.say(parent, "span", text, self.own)
        append_text(parent, after)

    def bytes(self) -> bytes:
        """Return the finished page."""
        texts = self.texts
        municipality = _HERE if self.source.project.municipality.name else ""
        foot = SubElement(self._body, "footer")
        sentence = texts(
            "{municipality}, {date}", municipality=municipality, date=texts.date(self._site.dated)
        )
        self._within(foot, sentence, self.source.project.municipality.name)
        if self._script:
            SubElement(self._body, "script").text = self._script
        return page_bytes(self.root)


@lru_cache(maxsize=4_096)
def _answer_blocks(text: str) -> tuple[Block, ...]:
    """Return an answer as blocks. Each is read once, however many languages, pages and data speak of it."""
    return markdown_blocks(text, heading_level=2)


def _answer(faq: Faq, language: Language) -> tuple[Block, ...]:
    """Return the answer as blocks; its headings go one step deeper at a time, whatever was typed."""
    text, _ = faq.answer.said(language)
    blocks: list[Block] = []
    deepest = 1
    for block in _answer_blocks(text):
        made = block
        if isinstance(block, Heading):
            deepest = min(block.level, deepest + 1)
            made = replace(block, level=deepest)
        blocks.append(made)
    return tuple(blocks)


def _words_of(faq: Faq, language: Language) -> str:
    """Return the different words of the answer, by which the first page finds a question too."""
    said = plain_answer(faq.answer.said(language)[0])
    return " ".join(dict.fromkeys(_WORD.findall(printed(f"{said} {faq.law}").casefold())))


def plain_answer(markdown: str) -> str:
    """Return an answer as plain text: for machines, and for the search."""
    return "\n\n".join(map(_plain_block, _answer_blocks(markdown)))


def _plain_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain(block.text)
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Listing):
        return "\n".join(
            _plain_block(one) if isinstance(one, Listing) else f"- {plain(one)}" for one in block.items
        )
    if isinstance(block, Table):
        head = [column.title for column in block.columns]
        return "\n".join(
            " | ".join(row) for row in (head, *([plain(c) for c in r.cells] for r in block.rows))
        )
    return ""


def _for_advisers(source: Source, faq: Faq) -> str:
    texts = source.texts
    audience = (
        texts("public answer") if faq.audience == "public" else texts("internal answer, not for the web")
    )
    updated = (
        texts("web page is up to date") if faq.is_web_page_updated else texts("web page is not updated yet")
    )
    owner = source.person(faq.owner) or texts("no owner yet")
    return "; ".join((word(faq.state, texts), audience, updated, owner))


def _script(texts: Texts) -> str:
    words = {
        "found": texts("# questions match"),
        "one": texts("One question matches"),
        "none": texts("No question matches. Try another word."),
        "show": texts("Show all answers"),
        "hide": texts("Hide all answers"),
    }
    return f"var WORDS = {json.dumps(words).replace('<', chr(92) + 'u003c')};\n{_program()}"


@cache
def _program() -> str:
    return Path(__file__).with_name("faq_site.js").read_text(encoding="utf-8").strip()
