"""Rows of a call log as calls, or the reasons why they cannot be: block by block, column by column.

A log has few different texts in most columns (times of the day, names, outcomes): each text is
understood once and looked up ever after, and the arithmetic on a block is numpy's. Only what is
needed of a row is judged: a broken cell that no figure uses rejects nothing.
"""

from __future__ import annotations

import math
import zoneinfo
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.intake.clock import DAY_S, HALF_DAY_S, LocalTime, date_s, duration_s, time_s
from workbench.intake.errors import IntakeError
from workbench.intake.mapping import CallLogMapping
from workbench.model.text import N_, message

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]

ANSWERED, ABANDONED, LEFT_BEFORE_QUEUE, _FIRST_EXCLUDED = range(4)
_UNKNOWN = -1
_NEVER = -1.0
_OUT_OF_ORDER_S = 5.0  # the clocks of two systems differ by a second or two; more is worth telling

REASONS = {
    "columns": N_("another number of columns than the heading"),
    "quotation": N_("a quotation mark that is not closed"),
    "outcome": N_("an outcome that the mapping file does not name"),
    "date": N_("an unreadable date"),
    "time": N_("an unreadable or missing time"),
    "duration": N_("an unreadable or missing waiting or handling time"),
    "negative_wait": N_("a negative waiting time"),
    "negative_handling": N_("a negative handling time"),
    "longer_than_a_day": N_("a waiting or handling time of more than a day"),
}
_CODES = {reason: code for code, reason in enumerate(REASONS, start=1)}
_USED, _EXCLUDED = 0, -1
_TIMES = ("arrived", "menu_end", "queue_start", "queue_end", "service_start", "service_end")

V = TypeVar("V")


class _Known(dict[str, V]):
    """What texts mean, each understood once; texts beyond ``most`` are understood again each time."""

    def __init__(self, understand: Callable[[str], V], most: int = 200_000) -> None:
        super().__init__()
        self._understand = understand
        self._most = most

    def __missing__(self, text: str) -> V:
        value: V = self._understand(text.strip())
        if len(self) < self._most:
            self[text] = value
        return value


class _Numbered:
    """Numbers for names in the order in which they come: the names themselves stay here."""

    def __init__(self, nobody: frozenset[str] = frozenset()) -> None:
        self.names: dict[str, int] = {}
        self._nobody = nobody

    def __call__(self, name: str) -> int:
        return -1 if name in self._nobody else self.names.setdefault(name, len(self.names))


@dataclass(frozen=True)
class CallBlock:
    """The calls of a block of rows as columns of one length, and what became of the other rows.

    Times are local seconds, durations seconds. ``agent`` is -1 where nobody is named. ``clock`` has
    (kind, local second) of calls at a time that exists twice or never. ``rejected`` holds
    reason -> (how many, the first one's place in the block).
    """

    rows: int
    joined: Floats
    outcome: Ints
    wait_s: Floats
    service_s: Floats
    service_start: Floats
    agent: Ints
    queue: Ints
    out_of_order: int
    clock: list[tuple[str, float]]
    excluded: Counter[str]
    rejected: dict[str, tuple[int, int]]


class Names:
    """Agents and queues of all files read together, as numbers."""

    def __init__(self, mapping: CallLogMapping) -> None:
        self.agents = _Numbered(frozenset(mapping.no_agent) | {""})
        self.queues = _Numbered()


class CallReader:
    """Turns the rows of one file into calls, by the mapping and the file's heading."""

    def __init__(self, mapping: CallLogMapping, names: Names, heading: list[str], file_name: str) -> None:
        zone = zoneinfo.ZoneInfo(mapping.time_zone)
        formats = tuple(mapping.time_formats)
        never = frozenset(mapping.never_queued) | {""}
        codes = _outcome_codes(mapping)
        self._width = len(heading)
        self._at = positions(mapping, heading, file_name)
        self._has_date = mapping.columns.date is not None
        self._local_time = LocalTime(zone)
        self._excluded = mapping.outcomes.excluded
        self._outcomes = _Known[int](lambda text: codes.get(text, _UNKNOWN))
        self._dates = _Known[float](lambda text: date_s(text, mapping.date_format))
        self._as_written = _Known[float](lambda text: time_s(text, formats, zone))
        self._times = _Known[float](lambda text: _NEVER if text in never else time_s(text, formats, zone))
        self._durations = _Known[float](duration_s)
        self._agents = _Known[int](names.agents)
        self._queues = _Known[int](names.queues)

    def read(self, rows: Sequence[list[str] | None]) -> CallBlock:
        """Return the calls of ``rows``; None among them is a row that could not be split."""
        verdict = _Verdict(len(rows))
        broken = [place for place, row in enumerate(rows) if row is None or len(row) != self._width]
        whole = self._filled(rows, broken, verdict) if broken else rows
        columns: list[tuple[str, ...]] = list(zip(*whole, strict=True))
        outcome = _ints(columns[self._at["outcome"]], self._outcomes)
        verdict.reject(outcome == _UNKNOWN, "outcome")
        excluded = verdict.exclude(outcome >= _FIRST_EXCLUDED)
        names = Counter(self._excluded[code - _FIRST_EXCLUDED] for code in outcome[excluded].tolist())
        return self._calls(columns, outcome, verdict, names)

    def _filled(
        self, rows: Sequence[list[str] | None], broken: list[int], verdict: _Verdict
    ) -> list[list[str] | None]:
        """Return the rows with blank ones, rejected, in place of the ``broken``: columns keep one length."""
        whole = list(rows)
        is_torn, is_broken = np.full(len(rows), False), np.full(len(rows), False)
        is_broken[broken] = True
        for place in broken:
            is_torn[place] = rows[place] is None
            whole[place] = [""] * self._width
        verdict.reject(is_torn, "quotation")
        verdict.reject(is_broken, "columns")
        return whole

    def _calls(
        self, columns: list[tuple[str, ...]], outcome: Ints, verdict: _Verdict, excluded: Counter[str]
    ) -> CallBlock:
        is_answered = outcome == ANSWERED
        times = self._chain(columns, is_answered, verdict)
        before = _first(times.get("menu_end"), times.get("arrived"))
        start, end = times.get("queue_start"), times.get("queue_end")
        is_queued = ~np.isnan(start) if start is not None else np.full(len(outcome), True)
        joined = _first(start, before)
        verdict.reject(np.isnan(joined), "time")
        has_wait = "wait_s" in self._at
        wait = self._duration(columns, "wait_s") if has_wait else self._elapsed(start, end)
        wait = np.where(is_queued, wait, 0.0)
        _check(verdict, wait, is_queued, "negative_wait")
        service_start = times.get("service_start")
        if "service_s" in self._at:
            service = self._duration(columns, "service_s")
        else:
            service = self._elapsed(service_start, times.get("service_end"))
            service = np.where(
                np.isnan(service), 0.0, service
            )  # answered and no times: counted among the zeros
        _check(verdict, service, is_answered, "negative_handling")
        outcome = np.where((outcome == ABANDONED) & ~is_queued, LEFT_BEFORE_QUEUE, outcome)
        arrived = times.get("arrived")
        late = joined < arrived - _OUT_OF_ORDER_S if arrived is not None else np.full(len(joined), False)
        used = verdict.codes == _USED
        agent, queue = (
            self._numbers(columns, "agent", self._agents),
            self._numbers(columns, "queue", self._queues),
        )
        return CallBlock(
            len(outcome), joined[used], outcome[used], wait[used], service[used],
            _first(service_start, joined + wait)[used], agent[used], queue[used],
            int((late & used).sum()), self._clock_changes(joined[used]), excluded, verdict.reasons(),
        )  # fmt: skip

    def _chain(
        self, columns: list[tuple[str, ...]], is_answered: Truths, verdict: _Verdict
    ) -> dict[str, Floats]:
        """Return the row's times as local seconds, each after its predecessor; nan stands for "never".

        More than 12 hours before its predecessor means the next day; more than 12 hours after it,
        once midnight has passed, means a second before midnight.
        """
        written = self._written(columns, is_answered, verdict)
        count = len(columns[0])
        day = np.zeros(count)
        if self._has_date:
            day = _floats(columns[self._at["date"]], self._dates)
            verdict.reject(np.isnan(day), "date")
        before = day
        found = {}
        for column, seconds in written.items():
            moment = seconds
            if self._has_date:
                moment = before - before % DAY_S + seconds
                moment = np.where(moment < before - HALF_DAY_S, moment + DAY_S, moment)
                is_back = (moment > before + HALF_DAY_S) & (before >= day + DAY_S)
                moment = np.where(is_back, moment - DAY_S, moment)
            found[column] = np.where(seconds == _NEVER, np.nan, moment)
            before = np.where(np.isnan(found[column]), before, found[column])
        return found

    def _written(
        self, columns: list[tuple[str, ...]], is_answered: Truths, verdict: _Verdict
    ) -> dict[str, Floats]:
        """Return the clock times as they stand in the row: -1 for "never", and for what nothing needs."""
        needed_always = {
            "arrived",
            "menu_end",
            "queue_start",
            *([] if "wait_s" in self._at else ["queue_end"]),
        }
        written = {}
        for column in _TIMES:
            if column not in self._at:
                continue
            seconds = _floats(columns[self._at[column]], self._times)
            is_unreadable = np.isnan(seconds)
            if column in needed_always:
                verdict.reject(is_unreadable, "time")
            elif column.startswith("service") and "service_s" not in self._at:
                verdict.reject(is_unreadable & is_answered, "time")
            written[column] = np.where(is_unreadable, _NEVER, seconds)
        for first, last in (("queue_start", "queue_end"), ("service_start", "service_end")):
            if first in written and last in written:
                self._restore_midnight(columns, written, first, last)
                self._restore_midnight(columns, written, last, first)
        return written

    def _restore_midnight(
        self, columns: list[tuple[str, ...]], written: dict[str, Floats], column: str, partner: str
    ) -> None:
        """Where only one of two times that belong together reads as "never", it is a real midnight."""
        for row in np.flatnonzero((written[column] == _NEVER) & (written[partner] >= 0)):
            seconds = self._as_written[columns[self._at[column]][row]]
            if not math.isnan(seconds):  # an empty cell is no time, whatever its partner says
                written[column][row] = seconds

    def _duration(self, columns: list[tuple[str, ...]], column: str) -> Floats:
        return _floats(columns[self._at[column]], self._durations)

    def _elapsed(self, start: Floats | None, end: Floats | None) -> Floats:
        """Return true seconds from ``start`` to ``end``, also over a change of the clocks."""
        if start is None or end is None:
            raise ValueError(start, end)  # a mapping without durations names both times
        passed: Floats = end - start
        for row in np.flatnonzero(self._changes_on(start) & ~np.isnan(passed)):
            passed[row] = self._local_time.elapsed_s(float(start[row]), float(end[row]))
        return passed

    def _changes_on(self, moments: Floats) -> Truths:
        days = np.nan_to_num(moments // DAY_S)
        changing = [day for day in np.unique(days) if day > 0 and self._local_time.changes_on(day * DAY_S)]
        return np.asarray(np.isin(days, np.array(changing)), dtype=np.bool_)

    def _clock_changes(self, joined: Floats) -> list[tuple[str, float]]:
        on_such_days = joined[self._changes_on(joined)].tolist()
        kinds = ((self._local_time.kind(moment), moment) for moment in on_such_days)
        return [(kind, moment) for kind, moment in kinds if kind is not None]

    def _numbers(self, columns: list[tuple[str, ...]], column: str, known: _Known[int]) -> Ints:
        at = self._at.get(column)
        if at is None:
            return np.full(len(columns[0]), known[""])
        return _ints(columns[at], known)


class _Verdict:
    """What becomes of each row of a block: the first reason counts."""

    def __init__(self, rows: int) -> None:
        self.codes: Ints = np.full(rows, _USED)

    def reject(self, which: Truths, reason: str) -> None:
        self.codes[which & (self.codes == _USED)] = _CODES[reason]

    def exclude(self, which: Truths) -> Truths:
        excluded: Truths = which & (self.codes == _USED)
        self.codes[excluded] = _EXCLUDED
        return excluded

    def reasons(self) -> dict[str, tuple[int, int]]:
        found = {}
        for reason, code in _CODES.items():
            places = np.flatnonzero(self.codes == code)
            if len(places):
                found[reason] = (len(places), int(places[0]))
        return found


def _check(verdict: _Verdict, seconds: Floats, which: Truths, if_negative: str) -> None:
    verdict.reject(which & np.isnan(seconds), "duration")
    verdict.reject(which & (seconds < 0), if_negative)
    verdict.reject(which & (seconds > DAY_S), "longer_than_a_day")


def _floats(cells: tuple[str, ...], known: _Known[float]) -> Floats:
    return np.fromiter(map(known.__getitem__, cells), np.float64, len(cells))


def _ints(cells: tuple[str, ...], known: _Known[int]) -> Ints:
    return np.fromiter(map(known.__getitem__, cells), np.int64, len(cells))


def _first(*candidates: Floats | None) -> Floats:
    """Return, row by row, the first of ``candidates`` that is a time."""
    there = [one for one in candidates if one is not None]
    found = there[0]
    for other in there[1:]:
        found = np.where(np.isnan(found), other, found)
    return found


def _outcome_codes(mapping: CallLogMapping) -> dict[str, int]:
    outcomes = mapping.outcomes
    codes = dict.fromkeys(outcomes.answered, ANSWERED)
    codes |= dict.fromkeys(outcomes.abandoned, ABANDONED)
    codes |= dict.fromkeys(outcomes.left_before_queue, LEFT_BEFORE_QUEUE)
    return codes | {value: _FIRST_EXCLUDED + n for n, value in enumerate(outcomes.excluded)}


def positions(mapping: CallLogMapping, heading: list[str], file_name: str) -> dict[str, int]:
    """Return where each mapped column stands; an IntakeError names the one that is missing or double."""
    names = [name.strip() for name in heading]
    found = {}
    for meaning, name in mapping.columns.model_dump().items():
        if name is None:
            continue
        if names.count(name) != 1:
            if name in names:
                what = message(N_('{file} has the column "{column}" twice.'), file=file_name, column=name)
            else:
                what = message(N_('{file} has no column "{column}".'), file=file_name, column=name)
            remedy = N_('Write the heading of the right column at "{key}" in the mapping file.')
            raise IntakeError(what, message(remedy, key=f"columns.{meaning}"))
        found[meaning] = names.index(name)
    return found
