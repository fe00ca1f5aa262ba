"""The FAQ site: static pages with a search that needs no server, and the same as FAQPage data.

Every page reads without a script: the search only hides what does not match. The public site is made
from the external edition, which holds public answers alone.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from workbench.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    bold,
    italic,
    link,
    plain,
    printed,
)
from workbench.export.html_writer import html_page
from workbench.export.lookup import Source
from workbench.export.markdown import markdown_blocks
from workbench.export.names import stems
from workbench.model.knowledge import Faq, KnowledgeState
from workbench.model.organisation import Department


@dataclass(frozen=True)
class Page:
    """A file of the site, with the department it belongs to ("" for the first page)."""

    path: str
    content: bytes
    department: str = ""


_SEARCH = """
(function () {
  var box = document.createElement('p');
  var label = document.createElement('label');
  var field = document.createElement('input');
  var said = document.createElement('span');
  label.textContent = WORDS.label + ' ';
  field.type = 'search';
  said.setAttribute('role', 'status');
  label.appendChild(field);
  box.appendChild(label);
  box.appendChild(document.createTextNode(' '));
  box.appendChild(said);
  var heading = document.querySelector('h1');
  heading.parentNode.insertBefore(box, heading.nextSibling);
  var entries = Array.prototype.slice.call(document.querySelectorAll('main li'));
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\\u0300-\\u036f]/g, '');
  }
  field.addEventListener('input', function () {
    var words = plain(field.value).split(/\\s+/).filter(Boolean);
    var shown = 0;
    entries.forEach(function (entry) {
      var text = plain(entry.textContent);
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      entry.hidden = !fits;
      if (fits) { shown += 1; }
    });
    said.textContent = words.length ? WORDS.found.replace('#', shown) : '';
  });
})();
"""


def published_faqs(source: Source, department: str) -> tuple[Faq, ...]:
    """Return the FAQs of a department that are in use: all but withdrawn ones."""
    return tuple(one for one in source.faqs(department) if one.state is not KnowledgeState.WITHDRAWN)


def faq_site(source: Source, dated: dt.date) -> tuple[Page, ...]:
    """Return the pages of the site: ``index.html``, one page per department, and ``faq.jsonld``."""
    texts = source.texts
    departments = [one for one in source.project.departments if published_faqs(source, one.id)]
    names = dict(zip((d.id for d in departments), stems("faq", [d.name for d in departments]), strict=True))
    pages = [Page("index.html", _index(source, departments, names, dated))]
    home = (Run(texts("All questions"), file="index.html"),)
    for department in departments:
        document = _department_page(source, department, dated)
        path = f"{names[department.id]}.html"
        pages.append(Page(path, html_page(document, texts, navigation=home), department.id))
    data = json.dumps(_linked_data(source, departments), ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return (*pages, Page("faq.jsonld", data.encode()))


def _index(source: Source, departments: list[Department], names: dict[str, str], dated: dt.date) -> bytes:
    texts = source.texts
    blocks: list[Block] = []
    for department in departments:
        blocks.append(Heading(department.name))
        entries = []
        for faq in published_faqs(source, department.id):
            question = Run(
                faq.question.within(texts.language), file=f"{names[department.id]}.html#{_anchor(faq)}"
            )
            also = (
                texts("Also asked as: {wordings}", wordings="; ".join(faq.wordings)) if faq.wordings else ""
            )
            entries.append((question, f" {also}") if also else (question,))
        blocks.append(Listing(tuple(entries)))
    if not departments:
        blocks.append(
            Paragraph(texts("No questions yet. They appear here when a department has answered one."))
        )
    words = {"label": texts("Search the questions"), "found": texts("# questions match")}
    script = f"var WORDS = {json.dumps(words).replace('<', chr(92) + 'u003c')};{_SEARCH}"
    return html_page(
        _page(source, texts("Questions and answers"), tuple(blocks), dated),
        texts,
        script=script if departments else "",
        linked_data=_linked_data(source, departments),
    )


def _department_page(source: Source, department: Department, dated: dt.date) -> Document:
    texts = source.texts
    blocks: list[Block] = []
    for faq in published_faqs(source, department.id):
        blocks.append(Heading(faq.question.within(texts.language), 1, anchor=_anchor(faq)))
        blocks += markdown_blocks(faq.answer.within(texts.language), heading_level=2)
        if faq.wordings:
            also = texts("Also asked as: {wordings}", wordings="; ".join(faq.wordings))
            blocks.append(Paragraph(italic(also), tone="note"))
        notes: list[str] = []
        if faq.law:
            notes.append(texts("Law: {law}", law=faq.law))
        if faq.valid_to:
            notes.append(texts("Valid to {day}", day=texts.date(faq.valid_to)))
        if notes:
            blocks.append(Paragraph(" · ".join(notes), tone="note"))
        if faq.web_page:
            blocks.append(
                Paragraph((f"{texts('Read more:')} ", link(faq.web_page, faq.web_page)), tone="note")
            )
        if not source.is_external:
            blocks.append(Paragraph((bold(texts("For advisers: ")), _for_advisers(source, faq)), tone="note"))
    return _page(source, department.name, tuple(blocks), dated)


def _for_advisers(source: Source, faq: Faq) -> str:
    texts = source.texts
    audience = (
        texts("public answer") if faq.audience == "public" else texts("internal answer, not for the web")
    )
    updated = (
        texts("web page is up to date") if faq.is_web_page_updated else texts("web page is not updated yet")
    )
    owner = source.person(faq.owner) or texts("no owner yet")
    return f"{audience}; {updated}; {owner}"


def _page(source: Source, title: str, blocks: tuple[Block, ...], dated: dt.date) -> Document:
    return Document(
        title=title,
        municipality=source.project.municipality.name,
        language=source.texts.language,
        dated=dated,
        blocks=blocks,
        kind=source.texts("Questions and answers"),
        edition="external" if source.is_external else "internal",
    )


def _anchor(faq: Faq) -> str:
    return f"q-{faq.id}"


def _linked_data(source: Source, departments: list[Department]) -> dict[str, object]:
    language = source.texts.language
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": printed(faq.question.within(language)),
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": printed(_plain_answer(faq.answer.within(language))),
                },
            }
            for department in departments
            for faq in published_faqs(source, department.id)
            if faq.audience == "public"
        ],
    }


def _plain_answer(markdown: str) -> str:
    return "\n\n".join(_plain_block(block) for block in markdown_blocks(markdown))


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
