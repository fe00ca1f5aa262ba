"""Reading a catalogue as it lies there: gettext's ``.po``, in a few milliseconds.

What is fuzzy, obsolete or not translated whole is left out. Contexts are not used here, so they are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

Forms = tuple[str, ...]
_unescaped = json.JSONDecoder(strict=False).decode
"""The escapes of ``.po`` that occur are those of JSON."""


def read_catalogue(lines: Iterable[str]) -> dict[str, Forms]:
    """Return the forms (one, or one per plural form) of every translated source text.

    Raises ValueError for a line that is none of gettext's.
    """
    found: dict[str, Forms] = {}
    for entry in _entries(lines):
        source = entry.pop("msgid", "")
        entry.pop("msgid_plural", None)
        forms = tuple(entry[key] for key in sorted(entry))
        if source and forms and all(forms):
            found[source] = forms
    return found


def _entries(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield each entry that is not fuzzy, as texts by their keyword (msgid, msgstr, msgstr[0], ...)."""
    entry: dict[str, str] = {}
    key, is_fuzzy, was_fuzzy = "", False, False
    for line in map(str.strip, lines):
        if line.startswith("#,"):
            is_fuzzy = "fuzzy" in line
        elif line.startswith('"'):
            entry[key] += _text(line)
        elif line and not line.startswith("#"):
            key, _, text = line.partition(" ")
            if key == "msgid":
                if entry and not was_fuzzy:
                    yield entry
                entry, was_fuzzy, is_fuzzy = {}, is_fuzzy, False
            entry[key] = _text(text.strip())
    if entry and not was_fuzzy:
        yield entry


def _text(quoted: str) -> str:
    if "\\" not in quoted and len(quoted) > 1 and quoted[0] == quoted[-1] == '"':
        return quoted[1:-1]
    return str(_unescaped(quoted))
