"""Where the room is in the agenda, how fast it goes, and the edits that move it on.

Only the moment at which the room came to an item is stored (``begun_at``), so a killed program resumes with the
right time left. Everything else follows from the clock, which is handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from pydantic import JsonValue

from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.model.programme import AgendaItem, Workshop
from workbench.model.record import new_id
from workbench.model.text import N_

Clock = Callable[[], dt.datetime]
"""The time now, with its zone."""
WORKSHOP_MINUTES = 180
DEFAULT_AGENDA: tuple[tuple[str, int], ...] = (
    (N_("Frame"), 10),
    (N_("The list"), 15),
    (N_("Break down into steps"), 60),
    (N_("Break"), 10),
    (N_("Volumes and minutes"), 25),
    (N_("Move, stay or split"), 35),
    (N_("Owners and dates"), 15),
    (N_("Read back"), 10),
)
"""The three hours as the method describes them: title and minutes."""


def utc_now() -> dt.datetime:
    """Return the time now."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Course:
    """Where the room is: the item ``at`` (None: not begun), seconds gone and left there (below 0: over time).

    ``starts`` are the local times at which each item begins as planned; None where no start is known.
    """

    at: int | None
    gone_s: float
    left_s: float
    starts: tuple[dt.time | None, ...]

    @property
    def share(self) -> float:
        """The share of the current item's time that is gone, 0 to 1."""
        whole = self.gone_s + self.left_s
        return min(1.0, max(0.0, self.gone_s / whole)) if whole > 0 else 0.0


def course_of(workshop: Workshop, now: dt.datetime) -> Course:
    """Return where the room is at ``now``. The item that was begun last is the current one."""
    begun = [(_with_zone(one.begun_at), at) for at, one in enumerate(workshop.agenda) if one.begun_at]
    starts = _planned_starts(workshop, min(begun)[0] if begun else None)
    if not begun:
        return Course(None, 0.0, workshop.agenda[0].minutes * 60 if workshop.agenda else 0.0, starts)
    since, at = max(begun)
    gone_s = max(0.0, (now - since).total_seconds())
    return Course(at, gone_s, workshop.agenda[at].minutes * 60 - gone_s, starts)


def _planned_starts(workshop: Workshop, begun: dt.datetime | None) -> tuple[dt.time | None, ...]:
    first = workshop.starts_at or (begun.astimezone().time() if begun else None)
    if first is None:
        return (None,) * len(workshop.agenda)
    start = dt.datetime.combine(dt.date(2000, 1, 1), first.replace(tzinfo=None))
    before = accumulate((one.minutes for one in workshop.agenda), initial=0.0)
    return tuple(
        (start + dt.timedelta(minutes=minutes)).time()
        for minutes, _ in zip(before, workshop.agenda, strict=False)
    )


def _with_zone(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


Standing = Literal["empty", "before", "on_pace", "behind", "after", "done"]


@dataclass(frozen=True)
class Pace:
    """How many case types are done of how many, and the minutes for each of those left (None: no time is set)."""

    n_done: int
    n: int
    minutes_each: float | None
    standing: Standing


def pace_of(workshop: Workshop, course: Course, n_done: int, n: int) -> Pace:
    """Return how the room keeps up. The longest item of the agenda is the time for breaking down.

    On pace: what is done, and the one on the table, are no fewer than the share of that time would be.
    """
    if n == 0:
        return Pace(0, 0, None, "empty")
    if n_done >= n:
        return Pace(n_done, n, None, "done")
    if not workshop.agenda:
        return Pace(n_done, n, None, "before")
    longest = max(range(len(workshop.agenda)), key=lambda at: workshop.agenda[at].minutes)
    planned = workshop.agenda[longest].minutes / n
    if course.at is None or course.at < longest:
        return Pace(n_done, n, planned, "before")
    if course.at > longest:
        return Pace(n_done, n, None, "after")
    each = max(0.0, course.left_s / 60) / (n - n_done)
    is_on_pace = course.gone_s / 60 <= (n_done + 1) * planned
    return Pace(n_done, n, each, "on_pace" if is_on_pace else "behind")


def as_clock(seconds: float) -> str:
    """Return seconds as 25:00; over time with a minus."""
    whole = round(abs(seconds))
    sign = "\u2212" if seconds <= -0.5 else ""
    return f"{sign}{whole // 60:02d}:{whole % 60:02d}"


def short_title(item: AgendaItem) -> str:
    """Return the beginning of an agenda item's title: up to a colon, or a comma that ends more than a word."""
    short = item.title.split(":")[0].strip()
    beginning = short.split(",")[0].strip()
    return beginning if " " in beginning else short


def to_next_item(workshop: Workshop, now: dt.datetime) -> Edit | None:
    """Return the edit by which the room comes to the next item; None after the last one."""
    at = course_of(workshop, now).at
    following = 0 if at is None else at + 1
    if following >= len(workshop.agenda):
        return None
    item = workshop.agenda[following]
    moment = now.astimezone(dt.UTC).isoformat()
    return _named(N_("go on to {item}"), item, _change(workshop, item, begun_at=moment))


def back_to_item_before(workshop: Workshop, now: dt.datetime) -> Edit | None:
    """Return the edit by which the room is back in the item before, whose time has gone on; None: not begun."""
    at = course_of(workshop, now).at
    if at is None:
        return None
    item = workshop.agenda[at]
    return _named(N_("go back from {item}"), item, _change(workshop, item, begun_at=None))


def more_minutes(workshop: Workshop, now: dt.datetime, minutes: int = 5) -> Edit | None:
    """Return the edit that gives the current item more time; None where there is no item."""
    if not workshop.agenda:
        return None
    item = workshop.agenda[course_of(workshop, now).at or 0]
    return _named(N_("more time for {item}"), item, _change(workshop, item, minutes=item.minutes + minutes))


def new_agenda(workshop: Workshop, titles: tuple[str, ...]) -> Batch:
    """Return the edit that replaces the agenda with the three hours of the method, named ``titles``."""
    items: list[JsonValue] = [item.as_json() for item in agenda_items(titles)]
    edit = ChangeItem(collection="workshops", id=workshop.id, changes={"agenda": items})
    return Batch(name=N_("use the agenda of three hours"), edits=(edit,))


def agenda_items(titles: tuple[str, ...]) -> tuple[AgendaItem, ...]:
    """Return the three hours of the method as agenda items with these titles."""
    return tuple(
        AgendaItem(id=new_id(), title=title, minutes=float(minutes))
        for title, (_, minutes) in zip(titles, DEFAULT_AGENDA, strict=True)
    )


def add_workshop(workshop: Workshop) -> Batch:
    """Return the edit that adds ``workshop``."""
    edit = AddItem(collection="workshops", item=workshop.as_json())
    return Batch(name=N_("add workshop {name}"), values={"name": workshop.title}, edits=(edit,))


def _change(workshop: Workshop, item: AgendaItem, **changes: Any) -> ChangeItem:
    return ChangeItem(collection="workshops.agenda", within=(workshop.id,), id=item.id, changes=changes)


def _named(text: str, item: AgendaItem, edit: Edit) -> Batch:
    return Batch(name=text, values={"item": short_title(item)}, edits=(edit,))
