"""Opening hours as they are typed for a weekday ("8-16.30", "8-12, 13-17", "closed"), and as a project holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from workbench.locale import Texts
from workbench.model.service import OpeningHours
from workbench.model.text import N_, ProjectError, message

Times = tuple[tuple[int, int], ...]
"""From and to, in half-hours from midnight, in the order of the day; none: closed."""

_TIME = r"(\d{1,2})(?:[.:h ]?(\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|to|till|til)\s*{_TIME}")
_CLOSED = frozenset(("closed", "stängt", "stangt", "lukket", "-", "–"))


def by_weekday(hours: Sequence[OpeningHours]) -> tuple[Times, ...]:
    """Return the times of each of the seven weekdays, Monday first."""
    return tuple(
        tuple(sorted((one.opens, one.closes) for one in hours if weekday in one.weekdays))
        for weekday in range(7)
    )


def as_hours(days: Sequence[Times]) -> tuple[OpeningHours, ...]:
    """Return the times of the seven weekdays as a project holds them: a line per time, with its days."""
    spans = sorted({span for times in days for span in times})
    return tuple(
        OpeningHours(
            weekdays=tuple(day for day in range(7) if (opens, closes) in days[day]),
            opens=opens,
            closes=closes,
        )
        for opens, closes in spans
    )


def written_times(times: Times, texts: Texts) -> str:
    """Return the times of a day in words."""
    if not times:
        return texts("Closed")
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in times)


def read_times(text: str, texts: Texts) -> Times:
    """Return the times that were typed for a day. Raises ProjectError where they are no half-hours in order."""
    plain = text.strip().casefold()
    if not plain or plain in _CLOSED or plain == texts("Closed").casefold():
        return ()
    found = []
    for part in re.split(r"[,;+]|\s(?:and|och|og)\s", plain):
        span = _SPAN.fullmatch(part.strip())
        opens, closes = (_half_hour(span[1], span[2]), _half_hour(span[3], span[4])) if span else (None, None)
        if opens is None or closes is None or closes <= opens:
            raise ProjectError(
                message(N_('"{text}" is not opening hours: write them as 8–16.30, by half-hours'), text=text)
            )
        found.append((opens, closes))
    found.sort()
    if any(one[1] > other[0] for one, other in pairwise(found)):
        raise ProjectError(message(N_("The times in {text} lie over each other."), text=text))
    return tuple(found)


def _half_hour(hour: str, minutes: str | None) -> int | None:
    at = int(hour) * 2 + {"30": 1}.get(minutes or "00", 0)
    return at if (minutes or "00") in ("00", "30") and at <= 48 else None


def _clock(half_hour: int) -> str:
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
