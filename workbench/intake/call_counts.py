"""Count the calls of logs, block by block, into intervals and sums: what runs inside the child process.

Memory grows with intervals and different times, not with rows. Agents are numbered as they come;
only how many there were in an interval leaves this module. No name, customer or call id does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from workbench.intake.call_rows import (
    ABANDONED,
    ANSWERED,
    LEFT_BEFORE_QUEUE,
    CallBlock,
    CallReader,
    Floats,
    Ints,
    Names,
)
from workbench.intake.delimited import delimiter_of, encoding_of, first_lines, read_blocks, split_line
from workbench.intake.errors import IntakeError
from workbench.intake.mapping import CallLogMapping
from workbench.model.text import N_, clean, message

HALF_HOUR_S = 1800
_MOST_QUEUES = 200
_MOST_DIGITS = 5  # a queue's name with more in a row is a telephone number or an id


# The columns of an interval's sums, before the counts within each threshold.
SUMS = ("answered", "abandoned", "left_before_queue", "handled", "handling_s", "wait_answered_s",
        "wait_abandoned_s")  # fmt: skip


class _Spread:
    """Handling times of a queue: exact sums, and counts per tenth of a second for the median."""

    def __init__(self) -> None:
        self.n = self.zeros = 0
        self.total = self.squares = 0.0
        self._tenths: Counter[int] = Counter()

    def add(self, service_s: Floats) -> None:
        served = service_s[service_s > 0]
        self.zeros += len(service_s) - len(served)
        self.n += len(served)
        self.total += float(served.sum())
        self.squares += float((served * served).sum())
        tenths, counts = np.unique(np.rint(served * 10).astype(np.int64), return_counts=True)
        self._tenths.update(dict(zip(tenths.tolist(), counts.tolist(), strict=True)))

    def median_s(self) -> float | None:
        wanted = ((self.n - 1) // 2, self.n // 2)
        found: list[int] = []
        seen = 0
        for tenth in sorted(self._tenths):
            seen += self._tenths[tenth]
            while len(found) < 2 and seen > wanted[len(found)]:
                found.append(tenth)
        return sum(found) / 20 if found else None


class Tally:
    """The counts of any number of logs read one after the other."""

    def __init__(self, mapping: CallLogMapping) -> None:
        self._length_s = mapping.interval_minutes * 60
        self._thresholds = mapping.within_s
        self._queue_name = mapping.queue_name
        self.names = Names(mapping)
        self._sums: dict[tuple[int, int], Floats] = {}
        self._agents: dict[tuple[int, int], set[int]] = {}
        self._half_hours: Counter[int] = Counter()
        self._clock: Counter[tuple[str, int]] = Counter()
        self._spreads: defaultdict[int, _Spread] = defaultdict(_Spread)
        self._excluded: Counter[str] = Counter()
        self._rejected: dict[str, list[int]] = {}
        self._rows_in = self._used = self._out_of_order = 0

    def add(self, block: CallBlock) -> None:
        """Count the rows of one block as used, excluded or rejected."""
        for reason, (n, place) in block.rejected.items():
            self._rejected.setdefault(reason, [0, self._rows_in + place + 1])[0] += n
        self._rows_in += block.rows
        self._used += len(block.joined)
        self._excluded += block.excluded
        self._out_of_order += block.out_of_order
        self._clock.update((kind, int(moment // self._length_s)) for kind, moment in block.clock)
        self._refuse_numbers()
        for queue in np.unique(block.queue).tolist():
            self._spreads[queue].add(block.service_s[(block.queue == queue) & (block.outcome == ANSWERED)])
        self._add_sums(block)
        self._add_agents(block)
        offered = block.joined[block.outcome != LEFT_BEFORE_QUEUE]
        halves, counts = np.unique((offered // HALF_HOUR_S).astype(np.int64), return_counts=True)
        self._half_hours.update(dict(zip(halves.tolist(), counts.tolist(), strict=True)))

    def _add_sums(self, block: CallBlock) -> None:
        is_answered, is_abandoned = block.outcome == ANSWERED, block.outcome == ABANDONED
        is_handled = is_answered & (block.service_s > 0)
        columns = [
            is_answered, is_abandoned, block.outcome == LEFT_BEFORE_QUEUE, is_handled,
            np.where(is_handled, block.service_s, 0.0), np.where(is_answered, block.wait_s, 0.0),
            np.where(is_abandoned, block.wait_s, 0.0),
        ]  # fmt: skip
        columns += [is_answered & (block.wait_s <= threshold) for threshold in self._thresholds]
        keys, place = _pairs(block.queue, (block.joined // self._length_s).astype(np.int64))
        sums = np.stack([np.bincount(place, column, len(keys)) for column in columns], axis=1)
        for key, row in zip(keys, sums, strict=True):
            self._sums[key] = self._sums[key] + row if key in self._sums else row

    def _add_agents(self, block: CallBlock) -> None:
        """Note each agent in every interval that a part of the service lies in."""
        is_named = (block.agent >= 0) & (block.outcome == ANSWERED)
        start, queue, agent = block.service_start[is_named], block.queue[is_named], block.agent[is_named]
        first = (start // self._length_s).astype(np.int64)
        end = start + block.service_s[is_named]
        last = np.maximum(first, np.ceil(end / self._length_s).astype(np.int64) - 1)
        agents = len(self.names.agents.names) + 1
        for n in range(int((last - first).max(initial=-1)) + 1):
            still = first + n <= last
            places, _ = _pairs(queue[still], (first[still] + n) * agents + agent[still])
            for one_queue, place in places:
                self._agents.setdefault((one_queue, place // agents), set()).add(place % agents)

    def _refuse_numbers(self) -> None:
        names = self.names.queues.names
        if len(names) > _MOST_QUEUES or any(_longest_number(name) > _MOST_DIGITS for name in names):
            raise IntakeError(
                message(N_("The queue column holds numbers, or too many different values.")),
                message(N_("Name the column of the queue, not of callers or calls, or leave it out.")),
            )

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain values: rows, queues with spreads, slots, half-hours, clock changes."""
        rejected = [
            {"reason": key, "n": n, "first_row": row} for key, (n, row) in sorted(self._rejected.items())
        ]
        rejected_n = sum(n for n, _ in self._rejected.values())
        if self._rows_in != self._used + self._excluded.total() + rejected_n:
            raise AssertionError(self._rows_in, self._used, self._excluded.total(), rejected_n)
        queues = [
            {
                "name": clean(text)[0] or self._queue_name, "n": spread.n, "zeros": spread.zeros,
                "total": spread.total, "squares": spread.squares, "median_s": spread.median_s(),
            }
            for text, number in self.names.queues.names.items()
            if (spread := self._spreads.get(number)) is not None
        ]  # fmt: skip
        return {
            "rows_in": self._rows_in,
            "used": self._used,
            "excluded": dict(sorted(self._excluded.items())),
            "rejected": rejected,
            "out_of_order": self._out_of_order,
            "queues": queues,
            "slots": [self._slot(key) for key in sorted(self._sums.keys() | self._agents.keys())],
            "half_hours": sorted(self._half_hours.items()),
            "clock": [[kind, interval, n] for (kind, interval), n in sorted(self._clock.items())],
        }

    def _slot(self, key: tuple[int, int]) -> list[float]:
        """Return queue, interval, agents, the columns of SUMS, and the answered within each threshold."""
        nothing = np.zeros(len(SUMS) + len(self._thresholds))
        return [*key, len(self._agents.get(key, ())), *self._sums.get(key, nothing).tolist()]


def _pairs(first: Ints, second: Ints) -> tuple[list[tuple[int, int]], Ints]:
    """Return the different pairs, and which of them each place holds."""
    base = int(second.max(initial=0)) + 1
    keys, place = np.unique(first * base + second, return_inverse=True)
    return [divmod(key, base) for key in keys.tolist()], place


def count_calls(paths: list[str], mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the counts of the logs ``paths`` as :meth:`Tally.as_json` gives them, with how each was read.

    ``mapping`` is a :class:`CallLogMapping` as JSON. Raises :class:`IntakeError`.
    """
    known = CallLogMapping.model_validate(mapping)
    tally = Tally(known)
    files = [_count_file(Path(path), known, tally) for path in paths]
    return {**tally.as_json(), "files": files}


def heading_of(path: str) -> list[str]:
    """Return the cells of a log's first line; empty where it has none. Raises :class:`IntakeError`."""
    encoding = encoding_of(Path(path))
    lines = first_lines(Path(path), encoding)
    return (split_line(lines[0], delimiter_of(lines, Path(path).name)) or []) if lines else []


def _count_file(path: Path, mapping: CallLogMapping, tally: Tally) -> dict[str, str]:
    encoding = mapping.encoding or encoding_of(path)
    try:
        delimiter = mapping.delimiter or delimiter_of(first_lines(path, encoding), path.name)
        blocks = read_blocks(path, encoding, delimiter)
        heading, *rows = next(blocks, [None])
        if heading is None:
            raise IntakeError(
                message(N_("{file} is empty, or has no heading."), file=path.name),
                message(N_("Export the log again, with its heading.")),
            )
        reader = CallReader(mapping, tally.names, heading, path.name)
        if rows:
            tally.add(reader.read(rows))
        for block in blocks:
            tally.add(reader.read(block))
    except UnicodeError as error:
        raise IntakeError(
            message(N_("{file} is not written in {encoding}."), file=path.name, encoding=encoding),
            message(N_("Leave encoding out of the mapping file, or name the right one.")),
        ) from error
    return {"name": path.name, "encoding": encoding, "delimiter": delimiter}


def _longest_number(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char.isdigit() else 0
        longest = max(longest, run)
    return longest
