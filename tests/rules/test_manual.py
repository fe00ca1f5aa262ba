"""What the manuals say is so: keys, words, marks and pictures; in three languages alike."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from workbench.capture.line import read_line
from workbench.capture.names import known_names
from workbench.capture.quantities import read_volume
from workbench.locale import LANGUAGES, Language
from workbench.locale.reading import read_catalogue
from workbench.model.organisation import Unit
from workbench.model.record import new_id
from workbench.templates import template_project
from workbench.ui.actions import ACTIONS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROLES = ("facilitator", "representative", "project-office")
METHOD = "method"
"""A chapter of the project office's manual: it names no keys, and the interface only once."""


def name_of(role: str, language: Language) -> str:
    """Return what the file of a manual is called."""
    return f"{role}.md" if language == "en" else f"{role}.{language}.md"


MANUALS = {
    (role, language): (DOCS / name_of(role, language)).read_text(encoding="utf-8")
    for role in (*ROLES, METHOD)
    for language in LANGUAGES
}
ALL = pytest.mark.parametrize(("role", "language"), [one for one in MANUALS if one[0] != METHOD])

LOCAL_KEYS = {"Enter", "Esc", "M", "T", "Left", "Right", "Alt+Left", "Alt+Right", "Shift+F10"}
"""Heard by the view itself: the tables and the entry strip, the read back, the level board, fields of text."""
_ARROWS = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}
_KEY = re.compile(r"(?:Ctrl|Alt|Shift)\+.*|F\d+|Enter|Tab|Esc|Del|M|T|[↑↓←→]")


def keys(manual: str) -> list[str]:
    """Return every key that is named in bold, as the table of actions writes it."""
    found = []
    for bold in re.findall(r"\*\*([^*\n]+)\*\*", manual):
        if not _KEY.fullmatch(bold):
            continue
        held = bold.rpartition("+")[0] if bold[-1] in _ARROWS else ""
        for one in bold.split() if held else [bold]:
            key = _ARROWS.get(one[-1], "")
            found.append(f"{held}+{key}".lstrip("+") if key else one)
    return sorted(found)


def unknown_keys(manual: str) -> list[str]:
    """Return the keys that nobody hears."""
    known = {one.replace("Return", "Enter") for spec in ACTIONS for one in spec.shortcuts} | LOCAL_KEYS
    return [key for key in keys(manual) if key not in known]


def pictures_made() -> set[str]:
    """Return the names that docs/make_window_images.py gives its pictures, without language and theme."""
    tree = ast.parse((DOCS / "make_window_images.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.AnnAssign)
            and ast.unparse(node.target) in ("VIEWS", "FIGURES")
            and node.value is not None
        ):
            found |= {name for name, _, _ in ast.literal_eval(node.value)}
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "keep":
            name = node.args[1]
            if isinstance(name, ast.JoinedStr) and isinstance(name.values[0], ast.Constant):
                found.add(str(name.values[0].value))
    return found


def pictures(manual: str, language: Language) -> list[str]:
    """Return the names of a manual's pictures, without language and theme; that of another language stays whole."""
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", manual)
    return [re.sub(rf"^images/window/(.+)-{language}-light\.png$", r"\1", one) for one in named]


def words_of(language: Language) -> set[str]:
    """Return every text of the interface in ``language``, without the letter that is underlined in a menu."""
    file = ROOT / "workbench" / "locale" / f"{'sv' if language == 'en' else language}.po"
    catalogue = read_catalogue(file.read_text(encoding="utf-8").splitlines())
    texts = catalogue if language == "en" else [form for forms in catalogue.values() for form in forms]
    return {text.replace("&", "") for text in texts}


@ALL
def test_every_key_is_heard(role: str, language: Language) -> None:
    assert (
        len(keys(MANUALS[role, language]))
        > {"facilitator": 40, "representative": 7, "project-office": 9}[role]
    )
    assert unknown_keys(MANUALS[role, language]) == []


def test_a_key_that_nobody_hears_is_found_out() -> None:
    assert unknown_keys("Press **Ctrl+Shift+F12**, **F9** or **Alt+↑ ↓**.") == ["Ctrl+Shift+F12"]


@ALL
def test_every_picture_is_made(role: str, language: Language) -> None:
    made = pictures_made()
    assert {"workshop", "overview-unfolded"} <= made
    assert [name for name in pictures(MANUALS[role, language], language) if name not in made] == []


@ALL
def test_the_interface_is_called_what_it_is_called(role: str, language: Language) -> None:
    text = re.sub(r"\n *", " ", MANUALS[role, language])
    cited = re.findall(r"(?<!\*)\*([^*\s][^*]*)\*(?!\*)", re.sub(r"`[^`]*`", "", text))
    assert len(cited) > 20
    known = words_of(language)
    assert [text for text in cited if text not in known] == []


@pytest.mark.parametrize("role", (*ROLES, METHOD))
@pytest.mark.parametrize("language", ["sv", "da"])
def test_the_three_manuals_say_the_same(role: str, language: Language) -> None:
    def form(of: Language) -> object:
        manual = MANUALS[role, of]
        heads = re.findall(r"^(#+) ", manual, re.MULTILINE)
        lines = [line[:2] for line in manual.splitlines() if line.startswith(("|", "- "))]
        return heads, lines, pictures(manual, of), keys(manual)

    assert form(language) == form("en")


@pytest.mark.parametrize(("role", "language"), MANUALS)
def test_each_manual_leads_to_the_other_two(role: str, language: Language) -> None:
    first = MANUALS[role, language].splitlines()[2]
    others = {name_of(role, other) for other in LANGUAGES if other != language}
    assert set(re.findall(r"\]\(([^)]+)\)", first)) == others


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_understood(language: Language) -> None:
    project = template_project("da" if language == "da" else "se")
    traffic = Unit(id=new_id(), name="Traffic unit", department=project.departments[0].id)
    units = (*project.units, traffic) if language == "en" else project.units
    names = known_names(project.changed(units=units))
    rows = re.findall(r"^\| (`.*) \|", MANUALS["facilitator", language], re.MULTILINE)
    marks = [mark for row in rows for mark in re.findall(r"`([^`]+)`", row)]
    lines = {mark: read_line(f"Vej {mark}", names) for mark in marks}
    assert len(marks) > 10
    assert [
        mark for mark, line in lines.items() if line.unknown or (len(mark) > 1 and not line.has_marks)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_volumes_are_understood(language: Language) -> None:
    said = re.findall(
        r'["”]([^"”\n]+)["”]', MANUALS["facilitator", language].split("**Ctrl+5**")[1].split("![")[0]
    )
    read = {text: read_volume(text) for text in said}
    assert len(said) == 3
    assert [text for text, volume in read.items() if volume is None or not volume.is_period_said] == []
