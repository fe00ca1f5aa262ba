"""The FAQ site: every question once, found, linked, in the reader's language, and the same as data."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from urllib.parse import urldefrag

import pytest
from lxml import html

from tests.analysis.test_findings import sound
from tests.export.packages import manifest, written
from tests.web.site import project
from workbench.analysis.engine import Engine
from workbench.export.editions import external
from workbench.export.faq_site import faq_site
from workbench.export.lookup import Source
from workbench.locale import Texts
from workbench.model.knowledge import Audience, Faq, KnowledgeState, LocalizedText
from workbench.model.organisation import Department

pytestmark = pytest.mark.fast
DAY = dt.date(2027, 1, 1)


def faq(number: int, department: str = "d", **changes) -> Faq:
    values = {
        "question": LocalizedText(sv=f"Fråga {number}?", da=f"Spørgsmål {number}?"),
        "answer": LocalizedText(sv=f"**Svar** {number}."),
        "state": KnowledgeState.PUBLISHED,
    }
    return Faq(id=f"q_{number}", department=department, **(values | changes))


def source(language="sv", *, is_external=False, faqs=None) -> Source:
    project = sound()
    project = project.changed(
        departments=(
            *project.departments,
            Department(id="e", name="Miljö & bygg"),
            Department(id="z", name="Tom"),
        ),
        faqs=faqs
        if faqs is not None
        else (
            faq(1, wordings=("Hur länge?", "Hur <fort>?"), law="PBL 9", valid_to=dt.date(2027, 5, 1)),
            faq(2, "e", web_page="https://x.example/a"),
            faq(3, "e", audience=Audience.INTERNAL),
            faq(4, state=KnowledgeState.WITHDRAWN),
            faq(5, web_page="javascript:alert(1)", owner="p", state=KnowledgeState.DRAFT),
        ),
    )
    return Source(external(project) if is_external else project, Engine().results(project), Texts(language))


def pages(*arguments, **named):
    return {page.path: page.content for page in faq_site(source(*arguments, **named), DAY)}


def text_of(content: bytes) -> str:
    return html.fromstring(content.decode()).find(".//main").text_content()


def test_a_page_per_department_with_questions_and_one_for_all():
    found = pages()
    swedish = {"index.html", "faq-miljo-och-bygg.html", "faq-miljo-bygg.html", "faq.jsonld"}
    danish = {"index-da.html", "faq-da-miljo-och-bygg.html", "faq-da-miljo-bygg.html", "faq-da.jsonld"}
    assert set(found) == swedish | danish
    index = text_of(found["index.html"])
    for question in ("Fråga 1?", "Fråga 2?", "Fråga 3?", "Fråga 5?"):
        assert question in index
    assert "Fråga 4?" not in index and "Tom" not in index
    assert "Hur <fort>?" in index


def test_every_link_leads_to_its_question():
    found = pages()
    index = html.fromstring(found["index.html"].decode())
    links = index.findall(".//main//a")
    assert len(links) == 4
    for link in links:
        path, anchor = urldefrag(link.get("href"))
        target = html.fromstring(found[path].decode()).get_element_by_id(anchor)
        assert target.text_content() == link.text_content()


def test_ids_that_differ_by_a_hyphen_lead_to_their_own_question():
    twins = (faq(1).changed(id="a_b"), faq(2).changed(id="a-b"))
    found = pages(faqs=twins)
    page = html.fromstring(found["faq-miljo-och-bygg.html"].decode())
    assert page.get_element_by_id("q-a_b").text_content() == "Fråga 1?"
    assert page.get_element_by_id("q-a-b").text_content() == "Fråga 2?"


def test_an_answer_is_printed_with_what_belongs_to_it():
    page = pages()["faq-miljo-och-bygg.html"]
    text = text_of(page)
    assert "<strong>Svar</strong> 1." in page.decode()
    texts = Texts("sv")
    for said in (
        texts("Law: {law}", law="PBL 9"),
        texts("Valid to {day}", day=texts.date(dt.date(2027, 5, 1))),
    ):
        assert said in text
    hrefs = [a.get("href") for a in html.fromstring(page.decode()).iter("a")]
    assert not [href for href in hrefs if href.startswith("javascript")]
    assert "javascript:alert(1)" in text  # it stays readable


def test_advisers_see_who_answers_and_residents_do_not():
    assert "Eva Ek" in text_of(pages()["faq-miljo-och-bygg.html"])
    outside = pages(is_external=True)
    said = "".join(text_of(content) for path, content in outside.items() if path.endswith(".html"))
    assert "Eva Ek" not in said and "Fråga 3?" not in said and "Fråga 5?" not in said
    assert "Fråga 1?" in said and "Fråga 2?" in said


def test_the_data_says_what_the_public_pages_say():
    data = json.loads(pages(is_external=True)["faq.jsonld"])
    assert data["@type"] == "FAQPage" and data["inLanguage"] == "sv"
    assert [one["name"] for one in data["mainEntity"]] == ["Fråga 1?", "Fråga 2?"]
    assert data["mainEntity"][0]["acceptedAnswer"]["text"] == "Svar 1."
    inside = json.loads(pages()["faq.jsonld"])
    assert "Fråga 3?" not in [one["name"] for one in inside["mainEntity"]]


def test_it_speaks_the_language_asked_for_and_falls_back_on_what_was_written():
    found = pages("da")
    page = html.fromstring(found["index.html"].decode())
    assert page.get("lang") == "da"
    assert "Spørgsmål 1?" in page.text_content()
    assert "Svar 1." in text_of(found["faq-miljo-och-bygg.html"])


def test_it_reads_without_script_and_searches_with_ours_alone():
    page = pages()["index.html"].decode()
    scripts = re.findall(r"<script(?: type=\"([^\"]*)\")?>", page)
    assert scripts == [""]
    answers = pages()["faq-miljo-och-bygg.html"].decode()
    assert re.findall(r"<script(?: type=\"([^\"]*)\")?>", answers) == ["application/ld+json", ""]
    assert "script-src 'sha256-" in page and "unsafe-inline" not in page


def test_a_site_without_questions_says_so():
    found = pages(faqs=())
    assert set(found) == {"index.html", "faq.jsonld"}
    assert Texts("sv")("No questions yet. They appear here when a department has answered one.") in text_of(
        found["index.html"]
    )
    assert json.loads(found["faq.jsonld"])["mainEntity"] == []


def test_only_the_departments_asked_for_are_shown():
    chosen = {page.path for page in faq_site(source(), DAY, ["e"])}
    assert "faq-miljo-bygg.html" in chosen and "faq-miljo-och-bygg.html" not in chosen
    assert "faq-da-miljo-bygg.html" in chosen


def test_a_department_called_like_a_language_keeps_its_own_pages():
    here = source(faqs=(faq(1), faq(2, "e"), faq(3, "z")))
    names = {"e": "Da miljö och bygg", "z": "Index"}
    departments = tuple(one.changed(name=names.get(one.id, one.name)) for one in here.project.departments)
    named = replace(here, project=here.project.changed(departments=departments))
    made = faq_site(named, DAY)
    paths = [page.path for page in made]
    assert len(paths) == len({path.casefold() for path in paths}) == 2 * 5
    for number, department in enumerate("dez", 1):
        (own,) = [page for page in made if page.department == department and page.language == "da"]
        assert f"Spørgsmål {number}?" in text_of(own.content)


def test_a_text_in_another_language_says_which_it_is_in():
    page = html.fromstring(pages("da")["faq-miljo-och-bygg.html"].decode())
    assert page.get_element_by_id("q-q_1").find("span") is None
    assert page.find(".//div[@class='answer']/div").get("lang") == "sv"
    assert [one.get("hreflang") for one in page.findall(".//head/link")] == ["da", "sv"]
    said = [
        one["acceptedAnswer"]["inLanguage"] for one in json.loads(pages("da")["faq.jsonld"])["mainEntity"]
    ]
    assert said == ["sv", "sv"]


def test_the_first_page_finds_a_question_by_the_words_of_its_answer():
    page = html.fromstring(
        pages(faqs=(faq(1, answer=LocalizedText(sv="Ring **växeln**, ring.")),))["index.html"]
    )
    (entry,) = page.findall(".//li[@data-entry]")
    assert entry.get("data-entry") == "ring växeln"


def test_what_is_not_in_use_is_marked_and_never_data_for_machines():
    page = html.fromstring(pages()["faq-miljo-och-bygg.html"].decode())
    marked = [one.getparent().text_content() for one in page.find_class("state")]
    assert len(marked) == 1 and marked[0].startswith("Fråga 5?")
    assert "Fråga 5?" not in pages()["faq.jsonld"].decode()
    assert not html.fromstring(pages(is_external=True)["faq-miljo-och-bygg.html"]).find_class("state")


def test_headings_of_an_answer_go_one_step_at_a_time():
    deep = faq(1, answer=LocalizedText(sv="#### Djupt\n\nx\n\n# Högt\n\n###### Djupast"))
    page = html.fromstring(pages(faqs=(deep,))["faq-miljo-och-bygg.html"].decode())
    assert [one.tag for one in page.find(".//main").iter("h1", "h2", "h3", "h4", "h5")] == [
        "h1",
        "h2",
        "h3",
        "h3",
        "h4",
    ]


def test_the_package_says_which_language_each_page_is_in_and_lists_the_first_ones(tmp_path):
    whole = project()
    files = written(whole, tmp_path / "out", "external", "sv", kinds=("faq",))
    languages = {one["path"]: one["language"] for one in manifest(tmp_path / "out")["files"]}
    assert languages["faq/index.html"] == languages["faq/faq-miljo-teknik.html"] == "sv"
    assert languages["faq/index-da.html"] == languages["faq/faq-da-miljo-teknik.html"] == "da"
    assert languages["faq/faq-en.jsonld"] == "en"
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for file in files:
        if file.kind == "faq":
            assert (f'href="{file.path}"' in index) == (file.department is None)


def test_the_same_project_gives_the_same_bytes():
    assert pages() == pages()
