"""Our reader of catalogues against babel's, which knows all of gettext."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import workbench.locale
from workbench.locale.reading import read_catalogue

FOLDER = Path(workbench.locale.__file__).parent
STRANGE = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: somewhere.py:1
#, fuzzy, python-brace-format
msgid "a guess"
msgstr "en gissning"

#, python-brace-format
msgid ""
"Two lines\n"
"of \"{text}\""
msgstr ""
"Två rader\n"
"\tav ”{text}” \\ slut"

msgid "{n} step"
msgid_plural "{n} steps"
msgstr[0] "{n} steg"
msgstr[1] "{n} steg till"

msgid "half"
msgid_plural "halves"
msgstr[0] "halv"
msgstr[1] ""

msgid "not yet"
msgstr ""
#~ msgid "gone"
#~ msgstr "borta"

# a comment
msgid "last"
msgstr "sist"
"""


def by_babel(path: Path) -> dict[str, tuple[str, ...]]:
    with path.open("rb") as file:
        catalogue = read_po(file)
    found = {}
    for entry in catalogue:
        forms = tuple(entry.string) if isinstance(entry.string, tuple | list) else (str(entry.string),)
        if entry.id and not entry.fuzzy and all(forms):
            found[entry.id if isinstance(entry.id, str) else entry.id[0]] = forms
    return found


@pytest.mark.parametrize("language", ["sv", "da"])
def test_our_catalogues_are_read_as_babel_reads_them(language):
    path = FOLDER / f"{language}.po"
    found = read_catalogue(path.read_text(encoding="utf-8").split("\n"))
    assert found == by_babel(path)
    assert len(found) > 500


def test_continued_lines_escapes_plurals_and_what_is_left_out(tmp_path):
    path = tmp_path / "strange.po"
    path.write_text(STRANGE, encoding="utf-8")
    found = read_catalogue(STRANGE.split("\n"))
    assert found == by_babel(path)
    assert found == {
        'Two lines\nof "{text}"': ("Två rader\n\tav ”{text}” \\ slut",),
        "{n} step": ("{n} steg", "{n} steg till"),
        "last": ("sist",),
    }


@pytest.mark.parametrize("line", ['msgid "open', "msgid text", 'msgid "a" b'])
def test_a_line_that_is_not_gettexts_is_refused(line):
    with pytest.raises(ValueError):
        read_catalogue([line])
