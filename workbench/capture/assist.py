"""What the assist line says of a capture line: each mark as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.capture.names import CHANNEL_NAMES
from workbench.capture.quantities import Quantity, Understood
from workbench.model.rosa import LEVEL_WORDS
from workbench.model.text import N_, Message, Percent, message
from workbench.model.volumes import Counts, Period

if TYPE_CHECKING:
    from workbench.capture.line import CaptureLine

_PER: dict[Period, str] = {
    Period.DAY: N_("{figure} a day"),
    Period.WEEK: N_("{figure} a week"),
    Period.MONTH: N_("{figure} a month"),
    Period.YEAR: N_("{figure} a year"),
}


def understood(line: CaptureLine) -> Iterator[Message]:
    """Yield a message for every mark of ``line`` that was understood."""
    if line.level is not None:
        word = message(LEVEL_WORDS[line.level])
        yield message(N_("level {level} {word}"), level=line.level, word=word)
    if line.performer is not None:
        yield message(N_("done by {name}"), name=line.performer.name)
    if line.minutes is not None:
        yield message(N_("{figure} minutes"), figure=figure(line.minutes))
    for volume in line.volumes:
        yield message(
            N_("{channel}: {quantity}"),
            channel=message(CHANNEL_NAMES[volume.channel]),
            quantity=said_quantity(volume.quantity),
        )
    if line.share is not None:
        yield message(N_("{share} goes on to this step"), share=Percent(line.share))
    if line.is_decision:
        yield message(N_("a decision"))
    if line.is_problem:
        yield message(N_("a problem"))
    if line.jump_to is not None:
        yield message(N_("jumps to {step}"), step=line.jump_to.title)


def figure(value: Understood) -> Message:
    """Return "4", or "3 to 5", or "about 40"."""
    low, high, likely = _number(value.low), _number(value.high), _number(value.likely)
    if value.is_range:
        return message(N_("{low} to {high}"), low=low, high=high)
    if value.is_approximate:
        return message(N_("about {number}"), number=likely)
    return message(N_("{number}"), number=likely)


def said_quantity(value: Quantity) -> Message:
    """Return how many per which period; a year that nobody said, and cases, are told apart."""
    if not value.is_period_said:
        return message(N_("{figure} a year, since no period was said"), figure=figure(value))
    text = message(_PER[value.per], figure=figure(value))
    return message(N_("{text} (cases)"), text=text) if value.counts is Counts.CASES else text


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
