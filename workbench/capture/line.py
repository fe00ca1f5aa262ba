r"""A capture line: a title with marks, as it is typed in the workshop.

A mark is a token after a space: ``:3`` level, ``@unit`` who does it (quoted where other words follow that
are no part of the name), ``#phone 40/day`` volume, ``12m`` minutes, ``30%`` the share that goes on to this
step, a lone ``?`` decision, a lone ``!`` problem, ``-> 2`` or ``-> title`` a jump. What is no mark is title.

Ours, to save keys and to lose nothing: behind a level or a unit further marks may follow without spaces
(``:3@ks4m``, ``:34m`` is level 3 and 4 minutes); words behind a lone ``?`` or ``!`` are the question's or
the problem's own; a share behind ``->`` is the jump's; ``\`` before a mark keeps it title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from workbench.capture.marks import MAY_BE_MARK, QUOTES, MarkKind, glued
from workbench.capture.names import (
    CHANNEL_WORDS,
    KnownName,
    KnownNames,
    beginnings,
    find_channel,
    find_performer,
    is_whole_name,
    known_names,
)
from workbench.capture.quantities import Quantity, Understood, read_volume
from workbench.model.text import N_, Message, clean, message
from workbench.model.volumes import Channel


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` of the line and what they are."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True)
class LineVolume:
    """A volume on the line. ``is_channel_said`` is false where the last one used was taken."""

    channel: Channel
    quantity: Quantity
    is_channel_said: bool = True


@dataclass(frozen=True)
class StepReference:
    """The step a jump goes to: its number in the case type (from 1), or how its title begins."""

    number: int | None
    title: str


@dataclass(frozen=True)
class CaptureLine:
    """What a line says. ``doubts`` are what was not understood or could be meant otherwise.

    ``spans`` are in the line's order and do not overlap; what lies outside them is title. ``unknown``
    holds the marks that nothing could be made of; they stay in the title.
    """

    text: str
    title: str
    level: int | None = None
    performer: KnownName | None = None
    volumes: tuple[LineVolume, ...] = ()
    minutes: Understood | None = None
    share: float | None = None
    is_decision: bool = False
    question: str = ""
    is_problem: bool = False
    problem: str = ""
    jump_to: StepReference | None = None
    jump_share: float | None = None
    unknown: tuple[str, ...] = ()
    doubts: tuple[Message, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def has_marks(self) -> bool:
        """Whether anything but a title was understood."""
        return any(span.kind != "unknown" for span in self.spans)

    @cached_property
    def hints(self) -> tuple[Message, ...]:
        """What was understood, mark by mark, and then the doubts: for the assist line."""
        from workbench.capture.assist import understood

        return (*understood(self), *self.doubts)

    def title_keeping(self, *kinds: MarkKind) -> str:
        """Return the title with the marks of ``kinds`` left in it, for whoever cannot use them."""
        gone = [span for span in self.spans if span.kind not in kinds and span.kind != "unknown"]
        kept, at = [], 0
        for span in gone:
            kept.append(self.text[at : span.start])
            at = span.end
        return _as_title(" ".join([*kept, self.text[at:]]))


def read_line(text: str, names: KnownNames) -> CaptureLine:
    """Return what ``text`` says. Never raises: what is no mark, or no mark we know, is title."""
    return _Reader(text, names).read()


def as_typed(title: str, names: KnownNames) -> str:
    """Return what to put into an editor so that :func:`read_line` gives ``title`` back as a title."""
    words = title.split()
    for at, word in enumerate(words):
        if word.startswith("\\") or read_line(" ".join(("x", *words[at : at + 1])), names).has_marks:
            words[at] = "\\" + word
    text = " ".join(words)
    line = read_line(text, names)
    while line.has_marks:
        first = next(span for span in line.spans if span.kind != "unknown")
        text = text[: first.start] + "\\" + text[first.start :]
        line = read_line(text, names)
    return text


def completion(text: str, cursor: int, names: KnownNames) -> str:
    """Return what may stand in grey behind ``cursor``: the rest of the name of the @ or # mark before it.

    Empty where there is none, or where the cursor stands within a word.
    """
    if not 0 <= cursor <= len(text) or (cursor < len(text) and not text[cursor].isspace()):
        return ""
    found = _OPEN_MARK.search(text[:cursor])
    if found is None:
        return ""
    partial = found["partial"]
    if found["mark"] == "#":
        return beginnings(partial, _channel_names()) if partial else ""
    if not partial or (" " in partial and is_whole_name(partial.strip(), names)):
        return ""
    rest = beginnings(partial, (one.name for one in names.units if not one.is_alias))
    return rest + '"' if rest and found["quote"] else rest


def _channel_names() -> tuple[str, ...]:
    return tuple(word for words in CHANNEL_WORDS.values() for word in words if " " not in word)


@dataclass
class _Token:
    start: int
    end: int
    text: str


class _Reader:
    """Reads one line from left to right; the only thing here that changes while it works."""

    def __init__(self, text: str, names: KnownNames) -> None:
        self.text = text
        self.names = names
        self.tokens = [_Token(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(text)]
        self.found: dict[str, object] = {}
        self.volumes: list[LineVolume] = []
        self.spans: list[Span] = []
        self.doubts: list[Message] = []
        self.unknown: list[str] = []

    def read(self) -> CaptureLine:
        at = 0
        while at < len(self.tokens):
            at = self._take(at)
        line = CaptureLine(
            text=self.text,
            title="",
            volumes=tuple(self.volumes),
            unknown=tuple(self.unknown),
            doubts=tuple(self.doubts),
            spans=tuple(sorted(self.spans, key=lambda span: span.start)),
            **self.found,  # type: ignore[arg-type]
        )
        object.__setattr__(line, "title", line.title_keeping())
        return line

    def _take(self, at: int) -> int:
        """Read the token at ``at``; return where to go on."""
        token = self.tokens[at]
        if token.text in ("?", "!"):
            return self._take_remark(at)
        if token.text.startswith(("->", "→")):
            return self._take_jump(at)
        if token.text[0] == "#":
            return self._take_volume(at, token.start)
        if token.text[0] == "@":
            longer = self._longer_name(at)
            if longer > at:
                name, _ = find_performer(self.text[token.start + 1 : self.tokens[longer - 1].end], self.names)
                return self._mark(at, longer, "performer", {"performer": name})
        return self._take_word(at)

    def _take_word(self, at: int) -> int:
        """Read a token that is a mark by itself, or several glued together, or a word of the title."""
        token = self.tokens[at]
        if not MAY_BE_MARK.match(token.text):
            return at + 1
        pieces = glued(token.text, self.names)
        if pieces is None:
            self._say_why_not(token)
            return at + 1
        names = [_FIELD[kind] for kind, _, _ in pieces if kind != "volume"]
        if len(set(names)) < len(names) or any(self._is_taken(name) for name in names):
            self._keep(token, message(N_("{mark} stays in the title: there is one already"), mark=token.text))
            return at + 1
        to = at + 1
        if pieces[-1][0] == "volume":
            many = len(self.volumes)
            to = self._take_volume(at, token.end - pieces[-1][1])
            if len(self.volumes) == many:
                return to
        start = token.start
        for kind, length, value in pieces:
            if kind == "volume":
                continue
            self._set(kind, value)
            is_of_jump = kind == "share" and "jump_to" in self.found
            self.spans.append(Span(start, start + length, "jump" if is_of_jump else kind))
            start += length
        return to

    def _set(self, kind: MarkKind, value: object) -> None:
        field = _FIELD[kind]
        if kind == "share" and "jump_to" in self.found:
            field = "jump_share"
        self.found[field] = value
        if isinstance(value, Understood) and value.is_ambiguous:
            self._doubt_separator(value)

    def _is_taken(self, field: str) -> bool:
        if field == "share" and "jump_to" in self.found:
            return "jump_share" in self.found
        return field in self.found

    def _mark(self, at: int, to: int, kind: MarkKind, values: dict[str, object]) -> int:
        """Take the tokens from ``at`` up to ``to`` as one mark, unless there is one of its kind already."""
        first, last = self.tokens[at], self.tokens[to - 1]
        if any(name in self.found for name in values):
            self._keep(first, message(N_("{mark} stays in the title: there is one already"), mark=first.text))
            return at + 1
        self.found.update(values)
        self.spans.append(Span(first.start, last.end, kind))
        return to

    def _take_remark(self, at: int) -> int:
        """Read a lone ? or !, with the words behind it up to the next mark where a title stands before."""
        kind: MarkKind = "decision" if self.tokens[at].text == "?" else "problem"
        flag, words = ("is_decision", "question") if kind == "decision" else ("is_problem", "problem")
        to = self._next_mark(at + 1) if self._has_title_before(at) else at + 1
        said = _as_title(self.text[self.tokens[at].end : self.tokens[to - 1].end]) if to > at + 1 else ""
        return self._mark(at, to, kind, {flag: True, words: said})

    def _take_jump(self, at: int) -> int:
        token = self.tokens[at]
        to = self._next_mark(at + 1)
        arrow = 1 if token.text[0] == "→" else 2
        said = _as_title(self.text[token.start + arrow : self.tokens[to - 1].end])
        if not said:
            self._keep(token, message(N_("-> needs a step: its number, or how its title begins")))
            return at + 1
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else None
        return self._mark(at, to, "jump", {"jump_to": StepReference(number, said)})

    def _take_volume(self, at: int, start: int) -> int:
        """Read #channel and the figure that follows it, in the same token or the next ones."""
        token = self.tokens[at]
        found = _VOLUME_MARK.fullmatch(self.text[start : token.end])
        word = (found["quoted"] or found["word"] or "") if found else ""
        channel = find_channel(word) if word else self.names.last_channel
        if found is None or channel is None:
            self._keep(
                token, message(N_("{mark} stays in the title: no channel is called that"), mark=token.text)
            )
            return at + 1
        end = self._next_mark(at + 1)
        figure = start + found.start("figure") if found["figure"] else None
        for to in range(min(end, at + _LONGEST_FIGURE), at, -1):
            begin = figure if figure is not None else self.tokens[min(at + 1, to - 1)].start
            quantity = self._quantity(begin, self.tokens[to - 1].end) if figure or to > at + 1 else None
            if quantity is not None:
                self.volumes.append(LineVolume(channel, quantity, bool(word)))
                self.spans.append(Span(start, self.tokens[to - 1].end, "volume"))
                if quantity.is_ambiguous:
                    self._doubt_separator(quantity)
                return to
        self._keep(token, message(N_("{mark} needs a figure, such as {mark} 40/day"), mark=token.text))
        return at + 1

    def _quantity(self, start: int, end: int) -> Quantity | None:
        return read_volume(self.text[start:end], decimal_mark=self.names.decimal_mark)

    def _longer_name(self, at: int) -> int:
        """Return where a name of several words without quotes ends that begins at ``at``; else ``at``."""
        start = self.tokens[at].start + 1
        for to in range(min(len(self.tokens), at + _LONGEST_NAME), at + 1, -1):
            if is_whole_name(self.text[start : self.tokens[to - 1].end], self.names):
                return to
        return at

    def _next_mark(self, at: int) -> int:
        """Return the place of the next token from ``at`` on that is a mark by itself."""
        for place in range(at, len(self.tokens)):
            text = self.tokens[place].text
            if text in ("?", "!") or text.startswith(("->", "→", "#")):
                return place
            if MAY_BE_MARK.match(text) and glued(text, self.names) is not None:
                return place
        return len(self.tokens)

    def _has_title_before(self, at: int) -> bool:
        return any(
            not any(span.start <= token.start < span.end for span in self.spans) for token in self.tokens[:at]
        )

    def _say_why_not(self, token: _Token) -> None:
        mark = token.text
        if mark[0] == ":" and len(mark) > 1 and mark[1].isdigit():
            self._keep(token, message(N_("{mark} stays in the title: a level is :1 to :8"), mark=mark))
        elif mark[0] == "@" and len(mark) > 1:
            _, could = find_performer(mark[1:].strip('"“”'), self.names)
            if could:
                text = N_("{mark} could be {names}: write more of it")
                self._keep(token, message(text, mark=mark, names=", ".join(could[:3])))
            else:
                self._keep(token, message(N_("{mark} stays in the title: no unit is called that"), mark=mark))

    def _keep(self, token: _Token, why: Message) -> None:
        self.unknown.append(token.text)
        self.doubts.append(why)
        self.spans.append(Span(token.start, token.end, "unknown"))

    def _doubt_separator(self, value: Understood) -> None:
        text = N_("{said} was read as {number}: write 1 200 for thousands and 1,2 for decimals")
        number = int(value.likely) if value.likely.is_integer() else value.likely
        self.doubts.append(message(text, said=value.said, number=number))


def _as_title(text: str) -> str:
    """Return ``text`` fit for the project, with single spaces, without the backslashes that kept marks out."""
    words = clean(text)[0].split()
    return " ".join(word[1:] if word[0] == "\\" and len(word) > 1 else word for word in words)


_FIELD: dict[str, str] = {
    "level": "level",
    "performer": "performer",
    "minutes": "minutes",
    "share": "share",
    "decision": "is_decision",
    "problem": "is_problem",
}
_LONGEST_FIGURE, _LONGEST_NAME = 6, 8
_TOKEN = re.compile(rf"(?::[1-8])?[@#][{QUOTES}][^{QUOTES}]*[{QUOTES}]\S*|\S+")
_VOLUME_MARK = re.compile(
    rf"#(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<word>[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*))?(?P<figure>[0-9~].*)?"
)
_OPEN_MARK = re.compile(
    rf"(?:^|\s)(?::[1-8])?(?P<mark>[@#])(?P<quote>[{QUOTES}]?)(?P<partial>[^{QUOTES}@#]*)$"
)

__all__ = [
    "CaptureLine",
    "KnownName",
    "KnownNames",
    "LineVolume",
    "MarkKind",
    "Span",
    "StepReference",
    "as_typed",
    "completion",
    "known_names",
    "read_line",
]
