"""The row for a new volume: what is typed there waits until it holds a figure, since no volume is 0 by default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.capture.names import find_channel
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.text import Message
from workbench.model.volumes import Volume
from workbench.ui.pages.volumes.entries import entry, next_channel, said_volume
from workbench.ui.pages.volumes.words import chosen, word_of

_REST = ("low", "high", "per", "counts", "source", "said_by", "share", "period", "note")


@dataclass(frozen=True)
class Taken:
    """What became of a text: a volume, or a wait; ``problem`` names what nobody understood, and ``at`` its column."""

    volume: Volume | None = None
    hint: Message | None = None
    problem: Literal["", "channel", "figure"] = ""
    at: str = ""


def take(draft: dict[str, str], case_type: CaseType, key: str, text: str, texts: Texts) -> Taken:
    """Put ``text`` into ``draft`` (column -> text) and return the volume if the row holds one by now."""
    if not text:
        draft.pop(key, None)
        return Taken()
    draft[key] = text
    if key == "channel":
        value = chosen(key, text, texts)
        if value is not None:
            draft[key] = word_of(key, value, texts)
        elif not _split(draft, text, texts):
            return Taken(problem="channel", at=key)
    figure = draft.get("said") or draft.get("likely") or draft.get("low") or draft.get("high")
    if figure is None:
        return Taken()
    channel = chosen("channel", draft.get("channel", ""), texts) or next_channel(case_type).value
    volume = said_volume(channel, figure, texts)
    if volume is None:
        return Taken(problem="figure", at="said" if "said" in draft else key)
    return _with_rest(volume, draft, texts)


def _split(draft: dict[str, str], text: str, texts: Texts) -> bool:
    """Take "phone 40/day" apart where it was typed as one."""
    words = text.split()
    for n in range(len(words) - 1, 0, -1):
        channel = find_channel(" ".join(words[:n]))
        if channel is not None and said_volume(channel.value, " ".join(words[n:]), texts):
            draft["channel"], draft["said"] = word_of("channel", channel.value, texts), " ".join(words[n:])
            return True
    return False


def _with_rest(volume: Volume, draft: dict[str, str], texts: Texts) -> Taken:
    if "said" not in draft:
        volume = volume.changed(said="")
    hint = None
    for key in _REST:
        if key in draft:
            made = entry(volume, key, draft[key], texts)
            volume = volume.changed_from_json(made.changes) if made.changes else volume
            hint = hint or made.hint
    return Taken(volume, hint)
