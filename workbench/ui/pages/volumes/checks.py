"""What stands beside a case type's volumes: per inhabitant, measured beside said, and what looks odd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.analysis.demand.sanity import SanityMark
from workbench.analysis.place import Place
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.volumes import Channel, Period, Source, Volume
from workbench.ui.look import Look
from workbench.ui.pages.volumes.years import VolumeRow
from workbench.ui.widgets.parts import clear, label, link

_MEASURED = (Source.MEASUREMENT, Source.SYSTEM_STATISTICS)


@dataclass(frozen=True)
class Beside:
    """What was measured of a channel and what people said of it, in contacts per year."""

    channel: Channel
    measured: Volume
    said: tuple[Volume, ...]
    measured_per_year: float
    said_per_year: float

    @property
    def difference(self) -> float:
        """How much more was said than measured, as a share of what was measured."""
        return self.said_per_year / self.measured_per_year - 1


def measured_beside_said(rows: Sequence[VolumeRow]) -> tuple[Beside, ...]:
    """Return the channels that were both measured (or counted) and estimated, in the order of the volumes."""
    found = []
    by_channel: dict[tuple[Channel, bool], list[VolumeRow]] = {}
    for row in rows:
        by_channel.setdefault((row.volume.channel, row.volume.is_booked), []).append(row)
    for (channel, _), some in by_channel.items():
        measured = [row for row in some if _is_measured(row.volume)]
        said = [row for row in some if not _is_measured(row.volume)]
        best = min(measured, key=lambda row: list(Source).index(row.volume.source), default=None)
        if best is None or not said or not best.contacts or any(row.contacts is None for row in said):
            continue
        found.append(
            Beside(
                channel,
                best.volume,
                tuple(row.volume for row in said),
                best.contacts,
                sum(row.contacts or 0.0 for row in said),
            )
        )
    return tuple(found)


def _is_measured(volume: Volume) -> bool:
    return volume.per is Period.MEASURED or volume.source in _MEASURED


@dataclass(frozen=True)
class CheckLine:
    """One line: icon, words, where its yardstick comes from, and what can be done about it."""

    icon: str
    tone: str
    text: str
    source: str = ""
    action: str = ""
    key: str = ""


def beside_lines(found: Sequence[Beside], texts: Texts) -> tuple[CheckLine, ...]:
    """Return a line per channel with both, with a button that lets the measured figures count alone."""
    return tuple(
        CheckLine(
            "chart-bar",
            "warning" if abs(one.difference) > 0.25 else "info",
            texts(
                "{channel}: {measured} contacts a year measured, {said} said, {difference}",
                channel=word(one.channel.value, texts),
                measured=texts.number(one.measured_per_year),
                said=texts.number(one.said_per_year),
                difference=signed_percent(one.difference, texts),
            ),
            word(one.measured.source.value, texts),
            texts("Use measured"),
            f"measured {one.measured.id}",
        )
        for one in found
    )


def signed_percent(share: float, texts: Texts) -> str:
    """Return a difference with its sign."""
    text = texts.percent(abs(share))
    return f"+{text}" if share >= 0 else f"\u2212{text}"


def mark_lines(
    marks: Sequence[SanityMark], texts: Texts, *, with_measured: bool = False
) -> tuple[CheckLine, ...]:
    """Return a line per sanity mark; those about measured figures only where asked for."""
    return tuple(
        CheckLine(
            "alert-outline" if mark.is_outside else "check",
            "warning" if mark.is_outside else "ok",
            texts.message(mark.text),
            texts.message(mark.source),
            texts("Go there") if mark.is_outside else "",
            f"place {n}",
        )
        for n, mark in enumerate(marks)
        if with_measured or mark.kind != "measured"
    )


def per_inhabitant_line(contacts: float, project: Project, texts: Texts) -> CheckLine | None:
    """Return how many contacts a year there are per 1 000 inhabitants; None without inhabitants or contacts."""
    inhabitants = project.municipality.inhabitants
    if not inhabitants or not contacts:
        return None
    return CheckLine(
        "account-group-outline",
        "text2",
        texts(
            "{contacts} contacts a year, {per_thousand} per 1 000 inhabitants",
            contacts=texts.number(contacts),
            per_thousand=texts.number(1000 * contacts / inhabitants, 1),
        ),
    )


class ChecksPanel(QWidget):
    """The lines. ``does`` is called with the key of the line whose button was pressed."""

    def __init__(self, look: Look, name: str, does: Callable[[str], object]) -> None:
        super().__init__()
        self.look, self._does = look, does
        self.setAccessibleName(name)
        self.lines: tuple[CheckLine, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(2))

    def show_lines(self, lines: tuple[CheckLine, ...]) -> None:
        """Show ``lines``; the same lines again cost nothing."""
        if lines == self.lines:
            return
        self.lines = lines
        clear(self._box)
        for one in lines:
            self._box.addLayout(self._line(one))
        self.setVisible(bool(lines))

    def _line(self, one: CheckLine) -> QHBoxLayout:
        look, made = self.look, QHBoxLayout()
        made.setSpacing(look.px(8))
        sign = label(look)
        size = look.px(18)
        sign.setPixmap(look.icon_in(one.icon, one.tone).pixmap(size, size))
        made.addWidget(sign)
        text = label(look, one.text, "small", wraps=True)
        made.addWidget(text, 1)
        if one.source:
            made.addWidget(label(look, one.source, "caption", "text2", wraps=True), 1)
        if one.action:
            button = link(look, one.action, lambda: self._does(one.key))
            button.setAccessibleName(f"{one.action}: {one.text}")
            made.addWidget(button)
        return made


def place_of_line(key: str, marks: Sequence[SanityMark]) -> Place | None:
    """Return the place of the mark that a line's key names."""
    kind, _, number = key.partition(" ")
    return marks[int(number)].place if kind == "place" and int(number) < len(marks) else None
