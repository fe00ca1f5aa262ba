"""Bring sv.po and da.po up to date with the marked texts in the code: ``python -m workbench.locale.collect``.

New texts come in untranslated, texts that are no longer used go out, translations stay.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"N_": None, "texts": None, "t": None, "plural": (1, 2)}
"""The functions whose first literal arguments are marked texts; ``t`` is what long functions call ``texts``."""


def marked_texts() -> Catalog:
    """Return a catalogue with every marked text of the package and where it stands."""
    catalogue = Catalog(project="rosa-workbench", charset="utf-8")
    found = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, line, text, comments, context in found:
        catalogue.add(text, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def update(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of ``language`` with exactly the texts of ``template``."""
    path = Path(__file__).with_name(f"{language}.po")
    catalogue = Catalog(locale=language, project="rosa-workbench", charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def main(languages: Sequence[str]) -> None:
    """Write the catalogues, sorted, without line numbers, so that they change only with the texts."""
    template = marked_texts()
    for language in languages or ("sv", "da"):
        catalogue = update(language, template)
        with Path(__file__).with_name(f"{language}.po").open("wb") as file:
            write_po(file, catalogue, sort_output=True, no_location=True, omit_header=True, width=110)
        missing = sum(1 for entry in catalogue if entry.id and not entry.string)
        print(f"{language}: {len(catalogue)} texts, {missing} without translation")  # noqa: T201 - a tool's report


if __name__ == "__main__":
    main(sys.argv[1:])
