"""The FAQ site as residents and advisers meet it: by phone, by keyboard, by ear, on paper, without a script."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.web import checkers
from tests.web.chromium import Chromium
from tests.web.site import SECRETS, pages

HOME, BUILDING, WASTE = "index.html", "faq-miljo-och-bygg.html", "faq-miljo-teknik.html"


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """The site in both editions, as files."""
    made = {}
    for edition in ("internal", "external"):
        made[edition] = tmp_path_factory.mktemp(edition)
        for path, content in pages(is_external=edition == "external").items():
            (made[edition] / path).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def chromium():
    """One browser for the whole file."""
    checkers.need("chromium")
    browser = Chromium()
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium):
    chromium.scripts(are_run=True)
    chromium.scheme("light")
    chromium.width(1280)
    return chromium


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.html"))


def focused(browser: Chromium) -> str:
    return browser.js("document.activeElement.innerText || document.activeElement.id")


def visible(browser: Chromium) -> list[str]:
    return browser.js(
        "[...document.querySelectorAll('[data-entry]')].filter(one => one.checkVisibility())"
        ".map(one => one.querySelector('a, h2').innerText)"
    )


def said(browser: Chromium) -> str:
    return browser.js("document.querySelector('[role=status]').innerText")


@pytest.mark.parametrize("edition", ["internal", "external"])
def test_axe_finds_nothing_on_any_page_closed_or_open_by_day_or_night(browser, folders, edition):
    checkers.need("axe")
    for number, file in enumerate(files(folders[edition])):
        browser.scheme("dark" if number % 2 else "light")
        browser.width(320 if number % 2 else 1280)
        browser.open(file)
        can_be_opened = browser.js("!!document.getElementById('all')")
        if file.name == BUILDING or not can_be_opened:  # closed, the others show the same parts
            assert checkers.axe_says(browser) == [], file.name
        if can_be_opened:
            browser.js("document.getElementById('all').click()")
            assert checkers.axe_says(browser) == [], file.name


def test_open_answers_pass_axe_in_the_other_look_too(browser, folders):
    checkers.need("axe")
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        browser.open(folders["internal"] / BUILDING)
        browser.js("document.getElementById('all').click()")
        assert checkers.axe_says(browser) == []


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ('<label for="wanted">', "<label>", "label"),
        ('<html lang="sv">', "<html>", "html-has-lang"),
        ("color:#1B1C1F;", "color:#BBBBBB;", "color-contrast"),
        ('<h2 id="d-d">', '<h5 id="d-d">', "heading-order"),
        (' aria-label="Språk"', ' aria-label="Språk" role="nonsense"', "aria-roles"),
        ('<ul class="questions">', '<ul class="questions"><p>x</p>', "list"),
    ],
)
def test_axe_catches_a_page_that_is_broken(browser, folders, tmp_path, was, becomes, rule):
    checkers.need("axe")
    page = (folders["internal"] / HOME).read_text(encoding="utf-8")
    assert was in page
    broken = tmp_path / "broken.html"
    broken.write_text(
        page.replace(was, becomes, 1).replace("Content-Security-Policy", "x-none", 1), encoding="utf-8"
    )
    browser.open(broken)
    assert [one for one in checkers.axe_says(browser) if one.startswith(f"{rule}:")]


def test_the_html_checker_finds_what_is_broken_and_nothing_as_written_and_as_the_script_leaves_it(
    browser, folders, tmp_path
):
    checkers.need("vnu")
    kept, broken = [], broken_pages(folders["external"] / BUILDING, tmp_path)
    for edition, folder in folders.items():
        for file in files(folder):
            browser.open(file)
            left = tmp_path / f"{edition}-{file.name}"
            left.write_text("<!DOCTYPE html>" + browser.js("document.documentElement.outerHTML"), "utf-8")
            kept += [file, left]
    found = checkers.vnu_says((*kept, *broken))  # it takes seconds to start
    assert [one for one in found if not one.startswith(tuple(one.name for one in broken))] == []
    for file, word in broken.items():
        assert [one for one in found if one.startswith(file.name) and word in one], file.name


def broken_pages(source: Path, folder: Path) -> dict[Path, str]:
    """Write pages that are broken into ``folder``, and return what the checker must say of each."""
    page = source.read_text(encoding="utf-8")
    breaks = {
        "twice.html": (page.replace("q-q_2", "q-q_1"), "Duplicate ID"),
        "label.html": (page.replace('for="wanted"', 'for="elsewhere"'), "label"),
        "style.html": (page.replace("color:#1B1C1F", "colour:#1B1C1F"), "colour"),
        "nesting.html": (page.replace("<h1>", "<h1><p>", 1), "Element “p”"),
        "script.html": (page.replace("'use strict'", "'use nothing'"), "Content Security Policy"),
    }
    for name, (content, _) in breaks.items():
        assert content != page, name
        (folder / name).write_text(content, encoding="utf-8")
    return {folder / name: word for name, (_, word) in breaks.items()}


def test_keyboard_alone_finds_and_reads_an_answer(browser, folders):
    browser.open(folders["external"] / HOME)
    browser.press("Tab")
    assert focused(browser) == "Hoppa till innehållet"
    assert browser.js("document.activeElement.getBoundingClientRect().left >= 0")
    browser.press("Enter")
    assert focused(browser).startswith("Frågor och svar")
    browser.press("Tab")
    assert focused(browser) == "wanted"
    assert browser.js("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    browser.type("torsdag")
    assert visible(browser) == ["När töms sopor?"]
    browser.press("Enter")
    assert focused(browser) == "När töms sopor?"
    browser.follow("Enter")
    assert browser.js("location.pathname").endswith(WASTE)
    assert browser.js("document.querySelector('details').open")
    assert "Varje torsdag." in browser.js("document.body.innerText")


def test_the_number_of_hits_is_announced_and_escape_starts_again(browser, folders):
    browser.open(folders["external"] / BUILDING)
    assert browser.js("document.querySelector('[role=status]').getAttribute('role')") == "status"
    browser.js("document.getElementById('wanted').focus()")
    whole = visible(browser)
    browser.type("ATTEFALL hur")
    assert visible(browser) == ["Behöver jag bygglov för en friggebod?"] and said(browser)
    one = said(browser)
    browser.press("Escape")
    assert visible(browser) == whole and said(browser) == ""
    assert browser.js("document.getElementById('wanted').value") == ""
    browser.type("fraga NUMMER")
    assert len(visible(browser)) == 6 and "6" in said(browser)
    browser.press("Escape")
    browser.type("zzz")
    assert visible(browser) == [] and said(browser) not in ("", one)


def test_answers_open_and_close_by_key_and_every_stop_shows_where_it_is(browser, folders):
    browser.open(folders["external"] / BUILDING)
    stops = []
    for _ in range(30):
        browser.press("Tab")
        if browser.js("document.activeElement === document.body"):
            break
        outline = browser.js("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", focused(browser)
        stops.append(focused(browser))
    order = ["Alla frågor", "Svenska", "Dansk", "English", "wanted", "Sök"]
    assert stops[1:7] == order
    assert stops[8:11] == ["Behöver jag bygglov för en friggebod?", "Hur överklagar jag?", "Vem äger frågan?"]
    assert len(stops) == len(set(stops)) == 17
    browser.js("document.querySelector('summary').focus()")
    for key, is_open in (("Enter", True), ("Space", False)):
        browser.press(key)
        assert browser.js("document.querySelector('details').open") is is_open
    browser.press("Tab", shift=True)
    browser.press("Enter")
    assert browser.js("[...document.querySelectorAll('details')].every(one => one.open)")


@pytest.mark.parametrize("edition", ["internal", "external"])
def test_without_a_script_every_published_answer_reads(browser, folders, edition):
    browser.scripts(are_run=False)
    browser.open(folders[edition] / BUILDING)
    text = browser.js("document.body.innerText")
    for part in ("Bygger du större än 15 kvm", "4 800 kr", "Inom tre veckor.", "Svar 15.", "PBL 9 kap."):
        assert part in text
    assert "Sök bland" not in text
    browser.open(folders[edition] / HOME)
    ways = browser.js("[...document.querySelectorAll('main a')].map(one => one.href)")
    assert len(ways) == {"internal": 13, "external": 10}[edition]
    assert all(Path(way.removeprefix("file://").partition("#")[0]).exists() for way in ways)


def test_paper_has_every_answer_and_neither_search_nor_ways(browser, folders):
    browser.open(folders["external"] / BUILDING)
    pages_of = PdfReader(io.BytesIO(browser.printed())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages_of).split())
    for part in ("15 kvm", "4 800 kr", "Inom tre veckor.", "Svar 15."):
        assert part in text
    assert "Sök bland" not in text and "Alla frågor" not in text and "Dansk" not in text


def test_every_page_fits_a_small_phone_and_fetches_nothing(browser, folders):
    for width in (320, 1280):
        browser.width(width)
        for file in files(folders["internal"]) if width == 320 else (folders["internal"] / BUILDING,):
            browser.open(file)
            if browser.js("!!document.getElementById('all')"):
                browser.js("document.getElementById('all').click()")
            assert browser.js("document.documentElement.scrollWidth") <= width, file.name
            assert [one for one in browser.requests if one != "about:blank"] == [file.as_uri()]
            assert browser.problems == []


def test_three_languages_lead_to_each_other_and_what_is_not_translated_says_its_language(browser, folders):
    browser.open(folders["external"] / BUILDING, "q-q_1")
    browser.js("document.querySelector('nav a[hreflang=da]').focus()")
    browser.follow("Enter")
    assert browser.js("location.pathname + location.hash").endswith("faq-da-miljo-och-bygg.html#q-q_1")
    assert browser.js("document.documentElement.lang") == "da"
    of = "one => (one.closest('[lang]') || one).lang"
    heard = browser.js(
        f"[...document.querySelectorAll('h2')].map(one => [one.innerText, ({of})(one.firstElementChild || one)])"
    )
    assert heard[0] == ["Skal jeg have byggetilladelse?", "da"] and heard[1] == ["Hur överklagar jag?", "sv"]
    assert browser.js(f"({of})([...document.querySelectorAll('.answer li')][0])") == "sv"
    browser.open(folders["external"] / "faq-en-miljo-och-bygg.html")
    assert browser.js(f"({of})(document.querySelector('.answer strong'))") == "en"
    ways = browser.js("[...document.querySelectorAll('link[rel=alternate]')].map(one => one.hreflang)")
    assert sorted(ways) == ["da", "en", "sv"]


def test_the_public_site_tells_no_secret_and_the_internal_one_marks_what_is_not_for_all(browser, folders):
    def told(edition: str) -> str:
        parts = []
        for file in files(folders[edition]):
            browser.open(file)
            parts += [browser.js("document.documentElement.outerHTML"), browser.read_aloud()]
        return "\n".join((*parts, *(one.read_text("utf-8") for one in folders[edition].glob("*.jsonld"))))

    outside, inside = told("external"), told("internal")
    assert not [one for one in SECRETS if one in outside]
    for one in (SECRETS[0], SECRETS[1], SECRETS[2], "Eva Ek"):
        assert one in inside
    assert "Utgången." not in inside and "kanariefågel-kommentar" not in inside
    browser.open(folders["internal"] / WASTE)
    assert browser.js("[...document.querySelectorAll('.state')].length") == 2
    assert browser.js("document.querySelector('meta[name=robots]').content") == "noindex"
    browser.open(folders["external"] / HOME)
    assert browser.js("document.querySelector('meta[name=robots]')") is None
