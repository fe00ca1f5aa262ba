"""The last look at a finished external file: opened, unpacked, and searched for what must not leave.

The external edition is built by inclusion already; this is the second lock on the same door.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

from workbench.export.editions import withheld_texts
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message

_TAGS = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def refuse_leaks(project: Project, path: str, content: bytes) -> None:
    """Raise ProjectError when ``content`` holds a text that the external edition withholds, naming its place."""
    parts = [_normal(text) for text in contained_texts(path, content)]
    for text, place in withheld_texts(project).items():
        if any(_normal(text) in part for part in parts):
            raise ProjectError(
                message(
                    N_(
                        "{path} was not written: it would have shown the internal text at {place}. Tell the program's "
                        "makers, and use the internal edition meanwhile."
                    ),
                    path=path,
                    place=place,
                )
            )


def contained_texts(path: str, content: bytes) -> list[str]:
    """Return every text in a finished file: of each part of a zip, of each page of a PDF, of a plain file."""
    if path.endswith(".pdf"):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(content))
        said = " ".join(str(value) for value in (reader.metadata or {}).values())
        return [said, "\n".join(page.extract_text() for page in reader.pages)]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [_plain(archive.read(name)) for name in archive.namelist()]
    return [_plain(content)]


def _plain(content: bytes) -> str:
    """Return the text of markup with and without its tags, entities and JSON escapes undone."""
    text = content.decode("utf-8", errors="replace")
    unescaped = html.unescape(_TAGS.sub("", text))
    return f"{text}\n{unescaped}"


def _normal(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
