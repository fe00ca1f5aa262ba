"""The project file ``*.rosa``: one canonical UTF-8 JSON text that notices every changed byte.

Sorted keys, NFC, ``\\n``, amounts as decimal strings, defaults not written, one line per item, so that two
versions compare well and a text editor can read it in fifty years. The header's sha256 covers every byte but
its own 64 digits. Big projects decide the rest: items are checked line by line with the collector off, and
written item by item from bytes that are kept as long as the item is the same object.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.model.integrity import check_project
from workbench.model.pause import checkpoint
from workbench.model.project import COLLECTIONS, RECORDS, TOP_COLLECTIONS, Project
from workbench.model.record import Id, Item
from workbench.model.text import N_, ProjectError, clean, message
from workbench.store.atomic import paced
from workbench.store.disk import Chunk, Disk
from workbench.store.lean import forget_set_fields
from workbench.store.migrations import FORMAT, migrate
from workbench.store.refusals import ProjectFileError, damaged, foreign, newer, place, wrong
from workbench.store.unknown_fields import Unknown, put_back, take_out

__all__ = ["Encoded", "Encoder", "Header", "ProjectFile", "ProjectFileError", "load", "parse", "read_sha256"]

LIMIT_BYTES = 200 * 1024 * 1024
_BIG_BYTES = 4 * 1024 * 1024
_HEAD_BYTES = 4096
_SHA256 = re.compile(rb'"sha256"\s*:\s*"([0-9a-f]{64})"')
_NO_DIGITS = b"0" * 64
Lines = dict[int, tuple[Item, Chunk]]
"""The bytes of items by the identity of the item, which stands beside them so that it stays that object."""

_ESCAPED_CONTROL = re.compile(rb"\\[ubfr]")
_NO_CHARACTER = re.compile(b"\xef\xbf\xbf")
"""What texts of ours never hold, and no export could: then the file goes through the gate, the slower way."""

_Version = Annotated[str, Field(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")]


class Header(BaseModel):
    """What stands before the project. Fields that a later program adds are not looked at."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    format: _Version
    min_reader: _Version
    min_writer: _Version
    project_id: Id
    revision: Annotated[int, Field(ge=0, le=10**15)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class ProjectFile:
    """What a file held: the project, its header, and fields that only a newer program knows."""

    project: Project
    header: Header
    unknown: tuple[Unknown, ...] = ()
    lines: Lines = field(default_factory=dict, repr=False, compare=False)
    size_bytes: int = field(default=0, compare=False)

    @property
    def was_migrated(self) -> bool:
        """Whether the file is of an older major format than this program writes."""
        return _version(self.header.format)[0] < FORMAT[0]

    @property
    def may_be_written(self) -> bool:
        """Whether this program may write such a file; a newer one can say that it must not."""
        return _version(self.header.min_writer) <= FORMAT


@dataclass(frozen=True)
class Encoded:
    """A whole project file as bytes in pieces, and the sha256 that stands in its header."""

    chunks: tuple[Chunk, ...]
    sha256: str

    @property
    def size_bytes(self) -> int:
        """How long the file is."""
        return sum(map(len, self.chunks))


class Encoder:
    """Turns projects into files, and keeps an item's bytes as long as the item is the same object."""

    def __init__(self, lines: Lines | None = None) -> None:
        self._lines = lines or {}

    def encode(self, project: Project, revision: int, read: ProjectFile | None = None) -> Encoded:
        """Return the file of ``project``; ``read`` is the file it came from, for what only that one knows."""
        unknown = read.unknown if read else ()
        newer = read is not None and _version(read.header.format) > FORMAT
        header = Header(
            format=read.header.format if read and newer else _text(FORMAT),
            min_reader=read.header.min_reader if read and newer else f"{FORMAT[0]}.0",
            min_writer=read.header.min_writer if read and newer else f"{FORMAT[0]}.0",
            project_id=project.id,
            revision=revision,
            sha256=_NO_DIGITS.decode(),
        )
        head = b'{\n"header":' + _json(header.model_dump()) + b',\n"project":{\n'
        before, after = head.split(_NO_DIGITS)
        digest = hashlib.sha256(before)
        body: list[Chunk] = []
        for chunk in paced(chain([after], self._fields(project, unknown), [b"\n}\n}\n"])):
            digest.update(chunk)
            body.append(chunk)
        sha256 = digest.hexdigest()
        return Encoded((before, sha256.encode(), *body), sha256)

    def _fields(self, project: Project, unknown: tuple[Unknown, ...]) -> Iterator[Chunk]:
        kept: Lines = {}
        plain = project.model_dump(mode="json", exclude_defaults=True, exclude=set(TOP_COLLECTIONS))
        put_back(plain, [one for one in unknown if one.at[0] not in TOP_COLLECTIONS])
        separator = b""
        for name in sorted({*plain, *TOP_COLLECTIONS}):
            key = separator + b'"%s":' % name.encode()
            if name in plain:
                yield key + _json(plain[name])
            elif items := getattr(project, name):
                concerned = [one for one in unknown if one.at[0] == name]
                before = key + b"[\n"
                for item in items:
                    yield before
                    yield self._line(item, concerned, kept)
                    before = b",\n"
                yield b"\n]"
            else:
                continue
            separator = b",\n"
        self._lines = kept

    def _line(self, item: Item, unknown: list[Unknown], kept: Lines) -> Chunk:
        own = [one for one in unknown if one.at[1] == item.id]
        known = self._lines.get(id(item))
        if known is None or own:
            checkpoint()
            value = item.as_json()
            put_back(value, [Unknown(one.at[2:], one.value) for one in own])
            known = (item, _json(value))
        if not own:
            kept[id(item)] = known
        return known[1]


def load(disk: Disk, path: Path, sound_sha256: str | None = None) -> ProjectFile:
    """Return the project file at ``path``, checked in full. Raises :class:`ProjectFileError`.

    Of a file with ``sound_sha256``, ids and references are known to be sound and not asked about again.
    """
    try:
        contents = disk.read(path)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ProjectFileError(
            message(
                N_("{path} cannot be read ({reason}). Check the name, the rights and the connection."),
                path=str(path),
                reason=reason,
            )
        ) from problem
    with _few_collections(len(contents)):
        return parse(contents, path, sound_sha256)


def read_sha256(disk: Disk, path: Path) -> str | None:
    """Return the sha256 that stands in the header of the file at ``path``; None when there is none."""
    match = _SHA256.search(b"".join(disk.read_chunks(path, _HEAD_BYTES)))
    return match[1].decode() if match else None


def parse(contents: bytes, path: Path, sound_sha256: str | None = None) -> ProjectFile:
    """Return what the bytes of a project file say; ``path`` is for the messages. Raises ProjectFileError.

    ``sound_sha256`` as in :func:`load`.
    """
    digits = _SHA256.search(contents[:_HEAD_BYTES])
    if len(contents) > LIMIT_BYTES or not contents.startswith(b"{") or digits is None:
        raise foreign(path)
    lines: Lines = {}
    with _summed_up(contents, digits.span(1)) as sha256:
        project = _project_by_lines(contents, lines)
    if sha256 != [digits[1].decode()]:
        raise damaged(path, is_cut_short=not contents.rstrip().endswith(b"}"))
    header = _header(contents, path)
    version = _version(header.format)
    if version[0] > FORMAT[0] or _version(header.min_reader) > FORMAT:
        raise newer(path, header.format, _text(FORMAT))
    unknown: tuple[Unknown, ...] = ()
    if project is None or version[0] != FORMAT[0] or version > FORMAT:
        lines.clear()
        project, unknown = _project_from_json(contents, path, version)
    found = ProjectFile(project, header, unknown, lines, len(contents))
    if found.project.id != header.project_id:
        reason = message(N_("it is not the id of the project in the file"))
        raise wrong(path, "header.project_id", reason)
    if header.sha256 == sound_sha256:
        return found
    try:
        check_project(found.project)
    except ProjectError as problem:
        raise wrong(path, "project", problem.message) from problem
    return found


@contextmanager
def _summed_up(contents: bytes, digits: tuple[int, int]) -> Iterator[list[str]]:
    """Yield a list that holds the sha256 without ``digits`` afterwards; it needs no interpreter lock."""
    found: list[str] = []

    def sum_up() -> None:
        found.append(_sha256_without(contents, *digits))

    if len(contents) < _BIG_BYTES:
        sum_up()
        yield found
        return
    second_thread = Thread(target=sum_up)
    second_thread.start()
    try:
        yield found
    finally:
        second_thread.join()


def _sha256_without(contents: bytes, start: int, end: int) -> str:
    view = memoryview(contents)
    digest = hashlib.sha256(view[:start])
    digest.update(view[end:])
    return digest.hexdigest()


def _header(contents: bytes, path: Path) -> Header:
    start = re.compile(rb'\{\s*"header"\s*:\s*').match(contents)
    try:
        if start is None:
            raise ValueError("the header does not come first")
        value, _ = json.JSONDecoder().raw_decode(
            contents[start.end() : start.end() + _HEAD_BYTES].decode("utf-8", "ignore")
        )
        return Header.model_validate(value)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise wrong(path, ".".join(map(str, ("header", *first["loc"]))), first["msg"]) from problem
    except (ValueError, RecursionError) as problem:
        raise wrong(path, "header", str(problem)) from problem


class _OtherLayout(Exception):  # noqa: N818 - not an error: the file is merely not laid out in our lines
    pass


def _project_by_lines(contents: bytes, kept: Lines) -> Project | None:
    """Return the project of a sound file in our own layout, checked line by line; None for any other.

    No text of the whole is made, and no tree of plain values. The slower way knows how to say what is wrong.
    """
    try:
        # A byte alone is found much faster, and nearly always it is not there.
        if (b"\\" in contents and _ESCAPED_CONTROL.search(contents)) or (
            b"\xef" in contents and _NO_CHARACTER.search(contents)
        ):
            return None
        return Project.model_validate(_fields_by_lines(contents, kept))
    except (_OtherLayout, ValueError, RecursionError):
        return None


def _fields_by_lines(contents: bytes, kept: Lines) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    lines = _Lines(contents)
    if next(lines, b"") != b"{" or not next(lines, b"").startswith(b'"header":'):
        raise _OtherLayout
    if next(lines, b"") != b'"project":{':
        raise _OtherLayout
    for line in lines:
        if line == b"}":
            break
        key, separator, value = line.partition(b'":')
        name = key[1:].decode()
        if not separator or name in fields:
            raise _OtherLayout
        is_collection = value == b"[" and name in COLLECTIONS
        fields[name] = _items(lines, COLLECTIONS[name], kept) if is_collection else _field(name, value)
    if list(lines) != [b"}"]:
        raise _OtherLayout
    return fields


class _Lines(Iterator[bytes]):
    """The lines of a file without their ends, and the present one as a view, which takes no memory of its own."""

    def __init__(self, contents: bytes) -> None:
        self._contents = contents
        self._view = memoryview(contents)
        self._start = self._end = -1

    def __next__(self) -> bytes:
        self._start, self._end = self._end + 1, self._contents.find(b"\n", self._end + 1)
        if self._end < 0:
            if self._start != len(self._contents):
                raise _OtherLayout
            raise StopIteration
        return self._contents[self._start : self._end]

    def view(self, length: int) -> memoryview:
        return self._view[self._start : self._start + length]


def _items(lines: _Lines, kind: type[Item], kept: Lines) -> tuple[Item, ...]:
    check = kind.__pydantic_validator__.validate_json
    items: list[Item] = []
    for line in lines:
        if line in (b"]", b"],"):
            return tuple(items)
        text = line[:-1] if line.endswith(b",") else line
        checkpoint()
        item = check(text)
        forget_set_fields(item)
        kept[id(item)] = (item, lines.view(len(text)))
        items.append(item)
    raise _OtherLayout


def _field(name: str, value: bytes) -> Any:
    text = value[:-1] if value.endswith(b",") else value
    if name in RECORDS:
        return RECORDS[name].model_validate_json(text)
    return json.loads(text)


def _project_from_json(
    contents: bytes, path: Path, version: tuple[int, int]
) -> tuple[Project, tuple[Unknown, ...]]:
    """Check a file of another layout or format, or with something wrong in it: slower, and it says where."""
    try:
        raw = _clean(json.loads(contents)["project"])
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise wrong(path, "project", f"{type(problem).__name__}: {problem}") from problem
    try:
        raw = migrate(raw, version[0])
    except KeyError as problem:
        reason = message(N_("there is no way from format {format} to today's"), format=_text(version))
        raise wrong(path, "header.format", reason) from problem
    except (TypeError, ValueError, AttributeError) as problem:
        raise wrong(path, "project", f"{type(problem).__name__}: {problem}") from problem
    unknown: tuple[Unknown, ...] = ()
    try:
        if version > FORMAT:
            unknown = take_out(raw, Project)
        return Project.model_validate_json(json.dumps(raw)), unknown
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise wrong(path, place(first["loc"], raw), first["msg"]) from problem


def _clean(raw: Any) -> Any:
    """Return JSON whose texts have passed the gate, whoever wrote the file."""
    if isinstance(raw, str):
        return clean(raw)[0]
    if isinstance(raw, list):
        return [_clean(one) for one in raw]
    if isinstance(raw, dict):
        return {key: _clean(one) for key, one in raw.items()}
    return raw


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def _version(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def _text(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


@contextmanager
def _few_collections(size_bytes: int) -> Iterator[None]:
    """Spare a big project the collector's passes: nothing that is being read is garbage."""
    if size_bytes < _BIG_BYTES or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()  # a full pass over it first would cost more than what it might find
    finally:
        gc.enable()
