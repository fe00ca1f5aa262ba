"""What becomes of what somebody typed about a volume: the fields it changes, and what the assist line says of it.

Nothing is refused with a dialog. What is not understood stays as text where a text may stand, else the cell keeps
its figure and the line says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.capture.quantities import Quantity, read_number, read_share, read_volume
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.record import new_id
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel, Counts, Period, Source, Volume
from workbench.ui.pages.volumes.words import chosen, read_period
from workbench.ui.typed_figures import decimal_mark

VOLUMES = "case_types.volumes"
_SAID_BY_PEOPLE = (Source.ESTIMATE, Source.GUESS)


@dataclass(frozen=True)
class Entry:
    """``changes`` are fields of the volume, ``hint`` what to say of it; ``is_odd``: the text was not understood."""

    changes: dict[str, Any] = field(default_factory=dict)
    hint: Message | None = None
    is_odd: bool = False


def entry(volume: Volume, key: str, text: str, texts: Texts) -> Entry:
    """Return what ``text`` in the column ``key`` makes of ``volume``."""
    text = text.strip()
    if key == "said":
        return _said(volume, text, texts)
    if key in ("low", "likely", "high"):
        return _point(volume, key, text, texts)
    if key in ("said_by", "note"):
        return Entry({key: text})
    if key == "share":
        return _share(text, texts)
    if key == "period":
        return _measured_in(volume, text)
    value = chosen(key, text, texts)
    if value is None:
        return Entry(hint=message(N_('"{text}" is none of the choices'), text=text), is_odd=True)
    if key == "channel":
        return Entry(channel_changes(value))
    if key == "per" and value == Period.MEASURED and volume.measured_from is None:
        return Entry(hint=message(N_("Say first from when to when was counted, in the column Period")))
    return Entry({key: value})


def channel_changes(value: str) -> dict[str, Any]:
    """Return the fields of a chosen channel."""
    name, _, booked = value.partition(" ")
    return {"channel": name, "is_booked": bool(booked)}


def _said(volume: Volume, text: str, texts: Texts) -> Entry:
    reading = read_volume(text, decimal_mark=decimal_mark(texts))
    if reading is None:
        hint = message(
            N_(
                '"{text}" is kept as said, the figures stay as they were. Figures look like 40/day or 3–5 a week'
            ),
            text=text,
        )
        return Entry({"said": text}, hint if text else None, is_odd=bool(text))
    changes: dict[str, Any] = {
        "said": text,
        "low": reading.low,
        "likely": reading.likely,
        "high": reading.high,
    }
    if reading.is_period_said or volume.per is not Period.MEASURED:
        changes["per"] = reading.per.value
    if reading.counts is Counts.CASES:
        changes["counts"] = reading.counts.value
    return Entry(changes, ambiguity(reading))


def ambiguity(reading: Quantity) -> Message | None:
    """Return a warning where a separator could have meant something else."""
    if not reading.is_ambiguous:
        return None
    return message(
        N_("Read as {figure}: write {figure} without a separator if that is what you mean"),
        figure=f"{reading.likely:g}",
    )


def _point(volume: Volume, key: str, text: str, texts: Texts) -> Entry:
    reading = read_number(text, decimal_mark=decimal_mark(texts))
    if reading is None:
        if not text:
            return Entry(hint=message(N_("A volume without figures is no volume: delete the row instead")))
        hint = message(N_('"{text}" is not a number of 0 or more; the figure stays as it was'), text=text)
        return Entry(hint=hint, is_odd=True)
    return in_order(volume, key, reading.likely)


def in_order(volume: Volume, key: str, value: float) -> Entry:
    """Return the three points with ``value`` at ``key``: the other two give way, so that none is out of order.

    Where one figure was said, all three were the same and go along when the likely one is changed.
    """
    points = {"low": volume.low, "likely": volume.likely, "high": volume.high}
    if key == "likely" and volume.low == volume.high:
        return Entry(dict.fromkeys(points, value))
    order = list(points)
    at = order.index(key)
    moved = []
    for name in order:
        is_before = order.index(name) < at
        if name != key and (points[name] > value if is_before else points[name] < value):
            points[name] = value
            moved.append(name)
    points[key] = value
    hint = None
    if moved:
        texts: dict[tuple[str, ...], str] = {
            ("low",): N_("Low went down to {value}: low may not be above likely"),
            ("likely",): N_("Likely went along to {value}, so that low, likely and high stay in order"),
            ("high",): N_("High went up to {value}: high may not be below likely"),
        }
        both = N_("The other two went along to {value}, so that low, likely and high stay in order")
        hint = message(texts.get(tuple(moved), both), value=f"{value:g}")
    return Entry(dict(points), hint)


def _share(text: str, texts: Texts) -> Entry:
    reading = read_share(text, decimal_mark=decimal_mark(texts)) if text else None
    if reading is None:
        if not text:
            return Entry({"common_entry_share": 1.0})
        return Entry(hint=message(N_('"{text}" is not a share: write 80 % or 0.8'), text=text), is_odd=True)
    return Entry({"common_entry_share": reading.likely})


def _measured_in(volume: Volume, text: str) -> Entry:
    if not text:
        if volume.per is Period.MEASURED:
            return Entry(hint=message(N_("A counted volume needs its period")))
        return Entry({"measured_from": None, "measured_to": None})
    days = read_period(text)
    if days is None:
        hint = message(
            N_('"{text}" is not a period: write 2026-03-01 – 2026-03-14, or march 2026'), text=text
        )
        return Entry(hint=hint, is_odd=True)
    return Entry({"measured_from": days[0].isoformat(), "measured_to": days[1].isoformat()})


def change_volumes(case_type: CaseType, changes: Sequence[tuple[Volume, dict[str, Any]]]) -> Edit | None:
    """Return one edit that gives each volume its changes; None where nothing would be other than before."""
    edits = [
        ChangeItem(collection=VOLUMES, within=(case_type.id,), id=volume.id, changes=fields)
        for volume, fields in changes
        if fields and volume.changed_from_json(fields) != volume
    ]
    if len(edits) <= 1:
        return edits[0] if edits else None
    return Batch(name=N_("change {n} volumes"), values={"n": len(edits)}, edits=tuple(edits))


def remove_volumes(case_type: CaseType, volumes: Sequence[Volume]) -> Batch:
    """Return the removal of ``volumes`` as one step."""
    edits = tuple(RemoveItem(collection=VOLUMES, within=(case_type.id,), id=one.id) for one in volumes)
    name = N_("remove {n} volumes of {name}")
    return Batch(name=name, values={"n": len(edits), "name": case_type.name}, edits=edits)


def add_volume(case_type: CaseType, volume: Volume) -> AddItem:
    """Return the addition of a volume."""
    return AddItem(collection=VOLUMES, within=(case_type.id,), item=volume.as_json())


def next_channel(case_type: CaseType) -> Channel:
    """Return the channel that a volume without one most likely means: the first that has none yet."""
    used = {one.channel for one in case_type.volumes}
    return next((channel for channel in Channel if channel not in used), Channel.PHONE)


def put_volume(case_type: CaseType, channel: Channel, quantity: Quantity, said_by: str = "") -> Edit:
    """Return the edit that makes ``quantity`` what people say of a channel.

    What somebody estimated before is replaced; what was measured stays, and the estimate stands beside it.
    """
    fields: dict[str, Any] = {
        "low": quantity.low,
        "likely": quantity.likely,
        "high": quantity.high,
        "per": quantity.per.value,
        "said": quantity.said,
    }
    if quantity.counts is Counts.CASES:
        fields["counts"] = quantity.counts.value
    for one in case_type.volumes:
        if one.channel is channel and one.source in _SAID_BY_PEOPLE and not one.is_booked:
            return ChangeItem(collection=VOLUMES, within=(case_type.id,), id=one.id, changes=fields)
    return add_volume(case_type, quantity.as_volume(channel, Source.ESTIMATE, said_by))


def use_measured(case_type: CaseType, measured: Volume, said: Sequence[Volume]) -> Batch:
    """Return the edit after which only what was measured counts; what people said is kept in its note."""
    lines = [measured.note] if measured.note else []
    for one in said:
        words = one.said or f"{one.low:g}–{one.likely:g}–{one.high:g} / {one.per.value}"
        lines.append(" ".join(part for part in (words, f"({one.said_by})" if one.said_by else "") if part))
    note = ChangeItem(
        collection=VOLUMES, within=(case_type.id,), id=measured.id, changes={"note": "\n".join(lines)}
    )
    gone = [RemoveItem(collection=VOLUMES, within=(case_type.id,), id=one.id) for one in said]
    return Batch(
        name=N_("use the measured volume of {name}"), values={"name": case_type.name}, edits=(note, *gone)
    )


def said_volume(channel: str, text: str, texts: Texts) -> Volume | None:
    """Return a new volume from what was said of a channel (a choice's value); None where no figure is in it."""
    reading = read_volume(text, decimal_mark=decimal_mark(texts))
    if reading is None:
        return None
    fields = channel_changes(channel)
    volume = reading.as_volume(Channel(fields["channel"]))
    return volume.changed(id=new_id(), is_booked=fields["is_booked"], said=text.strip())
