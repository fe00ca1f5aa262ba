"""The FAQ site: static pages with a search that needs no server, and the same as FAQPage data.

Every page reads without a script: answers stand open, and the search only hides what does not match. There
is a set of pages per language that a text exists in; what is not translated stands in the language it has and
says so to screen readers. The public site is made from the external edition, which holds public answers alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.export.document import printed
from workbench.export.editions import is_answer_public
from workbench.export.faq_pages import Site, department_page, first_page, plain_answer
from workbench.export.lookup import Source
from workbench.export.names import stems
from workbench.locale import Language, Texts
from workbench.model.knowledge import Faq, KnowledgeState, faq_languages
from workbench.model.organisation import Department


@dataclass(frozen=True)
class Page:
    """A file of the site in a language, with the department it belongs to ("" for the first page)."""

    path: str
    content: bytes
    department: str = ""
    language: Language = "en"


def published_faqs(source: Source, department: str) -> tuple[Faq, ...]:
    """Return the FAQs of a department that the edition shows: all but withdrawn ones.

    The external edition holds none but public answers in use; the internal one marks those that are not.
    """
    return tuple(one for one in source.faqs(department) if one.state is not KnowledgeState.WITHDRAWN)


def faq_site(source: Source, dated: dt.date, departments: Sequence[str] | None = None) -> tuple[Page, ...]:
    """Return the pages of the site: ``index.html``, one page per department, and ``faq.jsonld``.

    ``departments`` are ids, None for all. In every other language that a text exists in there is the same
    once more, its file names with the language in them (``index-en.html``).
    """
    shown = [
        one
        for one in source.project.departments
        if (departments is None or one.id in departments) and published_faqs(source, one.id)
    ]
    languages = site_languages(source, shown)
    taken: list[str] = []
    names: dict[Language, dict[str, str]] = {}
    for language in languages:
        kind = "faq" if language == source.texts.language else f"faq-{language}"
        found = stems(kind, [one.name for one in shown], taken)
        taken += found
        names[language] = {one.id: f"{name}.html" for one, name in zip(shown, found, strict=True)}
        names[language][""] = f"index{kind.removeprefix('faq')}.html"
    pages: list[Page] = []
    for language in languages:
        within = source if language == source.texts.language else replace(source, texts=Texts(language))
        pages += _pages(within, shown, Site(names, dated), source.texts.language)
    return tuple(pages)


def site_languages(source: Source, departments: Sequence[Department]) -> tuple[Language, ...]:
    """Return the languages of the site: the one asked for, then each that a question or an answer exists in."""
    faqs = [faq for one in departments for faq in published_faqs(source, one.id)]
    own = source.texts.language
    return (own, *(one for one in faq_languages(faqs) if one != own))


def _pages(source: Source, departments: list[Department], site: Site, main: Language) -> list[Page]:
    language = source.texts.language
    groups = [(one, published_faqs(source, one.id)) for one in departments]
    pages = [Page(site.names[language][""], first_page(source, groups, site), "", language)]
    for department, faqs in groups:
        content = department_page(source, department, faqs, site, _linked_data(language, faqs))
        pages.append(Page(site.names[language][department.id], content, department.id, language))
    data = _linked_data(language, [faq for _, faqs in groups for faq in faqs])
    written = json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    path = "faq.jsonld" if language == main else f"faq-{language}.jsonld"
    return [*pages, Page(path, written.encode(), "", language)]


def _linked_data(language: Language, faqs: Sequence[Faq]) -> dict[str, object]:
    """Return ``faqs`` as schema.org's FAQPage: those that residents may read, in whatever edition."""
    entries = []
    for faq in faqs:
        (question, asked_in), (answer, answered_in) = faq.question.said(language), faq.answer.said(language)
        if not (is_answer_public(faq) and question.strip() and answer.strip()):
            continue
        answered = {"@type": "Answer", "text": printed(plain_answer(answer)), "inLanguage": answered_in}
        entries.append(
            {
                "@type": "Question",
                "name": printed(question),
                "inLanguage": asked_in,
                "acceptedAnswer": answered,
            }
        )
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": entries,
    }
