"""What call logs say: offered, answered, abandoned, times, profile, and Erlang A's prediction beside them.

The rows are read in a child process and come back as counts (:mod:`workbench.intake.call_counts`);
here they become the figures of docs/method.md. A :class:`CallLog` holds no name, number or id.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from workbench.analysis.queues import evaluate
from workbench.intake.call_counts import SUMS, count_calls, heading_of
from workbench.intake.call_profile import DayType, ProfileShares, day_types, profile_shares
from workbench.intake.clock import as_datetime
from workbench.intake.errors import IntakeError
from workbench.intake.mapping import CallLogMapping, plain_mapping
from workbench.intake.sandbox import SECONDS, run_limited, size_checked
from workbench.model.text import N_, message

_LIMIT_MB = 2048
_SECONDS_PER_MB = 0.6

DEFINITIONS = {
    "offered": N_(
        "Answered, and hung up while queued. Counted in the interval in which the call joined the queue."
    ),
    "left_before_queue": N_("Hung up before joining the queue: not offered, and in no share."),
    "excluded": N_("Rows with an outcome that the mapping file excludes: counted and otherwise not used."),
    "handling_s": N_("Time in service of answered calls, where it is above 0 s; zeros are counted apart."),
    "wait_s": N_("Time in the queue; a call that was answered without queuing waited 0 s."),
    "patience_s": N_("The waiting time of all offered calls together, divided by the number that hung up."),
    "within": N_("Answered within s seconds, as a share of offered and as a share of answered calls."),
    "agents": N_(
        "Different agents with a call in the interval: a lower bound of those present, since an agent without"
        " a call leaves no trace. Somebody who was there for a part of the interval counts whole."
    ),
    "predicted": N_(
        "Erlang A with the interval's offered calls, mean handling time and agents, and the queue's patience."
        " Every agent is taken as present for the whole interval: breaks show as a gap to what was measured."
    ),
    "local_time": N_("Local time of the log. A time that exists twice is taken as the first of the two."),
}


@dataclass(frozen=True)
class Within:
    """The share answered within ``s`` seconds, of offered and of answered calls; None without such calls."""

    s: float
    of_offered: float | None
    of_answered: float | None


@dataclass(frozen=True)
class Handling:
    """Handling times above 0 s: mean, median (to a tenth), coefficient of variation, number; zeros apart."""

    mean: float | None
    median: float | None
    cv: float | None
    n: int
    zeros: int


@dataclass(frozen=True)
class Waits:
    """Mean seconds in the queue of all offered, of answered and of abandoned calls."""

    all: float | None
    answered: float | None
    abandoned: float | None


@dataclass(frozen=True)
class Predicted:
    """What Erlang A says: shares of offered calls, mean wait in seconds, occupancy of the agents.

    ``wait_s_mean`` is None where it has no end: nobody hangs up and the agents cannot keep up.
    """

    answered: float
    abandoned: float
    wait_s_mean: float | None
    occupancy: float | None
    within: tuple[Within, ...]


@dataclass(frozen=True)
class Peak:
    """The interval in which most calls were offered."""

    start: str
    length_s: int
    offered: int


@dataclass(frozen=True)
class QueueCalls:
    """One queue over the whole log. ``predicted`` is weighted by the offered calls of its intervals."""

    queue: str
    offered: int
    answered: int
    abandoned: int
    left_before_queue: int
    within: tuple[Within, ...]
    handling_s: Handling
    wait_s: Waits
    patience_s: float | None
    peak: Peak | None
    predicted: Predicted | None


@dataclass(frozen=True)
class IntervalCalls:
    """One queue in one interval, from local time ``start``. ``agents`` is a lower bound."""

    queue: str
    start: str
    length_s: int
    offered: int
    answered: int
    abandoned: int
    left_before_queue: int
    handling_s_mean: float | None
    wait_s_mean: float | None
    agents: int
    within: tuple[Within, ...]
    predicted: Predicted | None


@dataclass(frozen=True)
class CallLog:
    """What one or more logs say together. ``rows["in"]`` = used + excluded + all rejected."""

    files: tuple[dict[str, str], ...]
    rows: dict[str, Any]
    time_zone: str
    first_day: str | None
    last_day: str | None
    queues: tuple[QueueCalls, ...]
    intervals: tuple[IntervalCalls, ...]
    profile: ProfileShares | None
    day_types: tuple[DayType, ...]
    local_times: tuple[dict[str, Any], ...]
    out_of_order: int

    def as_json(self) -> dict[str, Any]:
        """Return the keys of ``calls --json``, numbers unrounded, with the definition of every figure."""
        return {"definitions": DEFINITIONS, **asdict(self)}


def read_call_logs(paths: Sequence[Path], mapping: CallLogMapping) -> CallLog:
    """Return what the logs at ``paths`` say together, read with limits in a child process.

    Raises :class:`IntakeError` where a file cannot be read or the mapping does not fit it.
    """
    resolved = [path.resolve() for path in paths]
    for path in resolved:
        if resolved.count(path) > 1:
            raise IntakeError(
                message(N_("{file} is named twice."), file=path.name),
                message(N_("Name every log once, or its calls count double.")),
            )
    megabytes = sum(size_checked(path, _LIMIT_MB) for path in resolved) / 1024 / 1024
    seconds = SECONDS + _SECONDS_PER_MB * megabytes
    arguments = [str(path) for path in resolved], mapping.model_dump(mode="json")
    return figures_of(run_limited(count_calls, *arguments, seconds=seconds), mapping)


def mapping_for(log: Path) -> CallLogMapping:
    """Return the mapping that a log needs whose columns carry the mapping's own names; else an IntakeError."""
    size_checked(log, _LIMIT_MB)
    return plain_mapping(run_limited(heading_of, str(log)), log.name)


def figures_of(counts: dict[str, Any], mapping: CallLogMapping) -> CallLog:
    """Return the figures that the counts of :func:`count_calls` amount to."""
    table = np.array(counts["slots"], dtype=float).reshape(-1, 3 + len(SUMS) + len(mapping.within_s))
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    numbers = {int(number): n for n, number in enumerate(np.unique(table[:, 0]))}
    queues, intervals = [], []
    for number, queue in zip(numbers, counts["queues"], strict=True):
        one_queue, its_intervals = _queue(queue, table[table[:, 0] == number], mapping)
        queues.append(one_queue)
        intervals += its_intervals
    half_hours = [(int(half), int(n)) for half, n in counts["half_hours"]]
    days = [as_datetime(half * 1800).date().isoformat() for half, _ in half_hours]
    return CallLog(
        files=tuple(counts["files"]),
        rows=_rows(counts),
        time_zone=mapping.time_zone,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        queues=tuple(queues),
        intervals=tuple(intervals),
        profile=profile_shares(half_hours, mapping.opening),
        day_types=day_types(half_hours),
        local_times=tuple(
            {"start": _start(interval, mapping), "exists": kind, "n": n}
            for kind, interval, n in counts["clock"]
        ),
        out_of_order=counts["out_of_order"],
    )


def _rows(counts: dict[str, Any]) -> dict[str, Any]:
    excluded = sum(counts["excluded"].values())
    rejected = sum(one["n"] for one in counts["rejected"])
    if counts["rows_in"] != counts["used"] + excluded + rejected:
        raise AssertionError(counts["rows_in"], counts["used"], excluded, rejected)
    return {
        "in": counts["rows_in"],
        "used": counts["used"],
        "excluded": excluded,
        "rejected": counts["rejected"],
        "excluded_outcomes": [{"outcome": name, "n": n} for name, n in counts["excluded"].items()],
    }


def _start(interval: float, mapping: CallLogMapping) -> str:
    return as_datetime(int(interval) * mapping.interval_minutes * 60).isoformat(timespec="minutes")


def _queue(
    spread: dict[str, Any], table: np.ndarray[Any, np.dtype[np.float64]], mapping: CallLogMapping
) -> tuple[QueueCalls, list[IntervalCalls]]:
    answered, abandoned, left, _, _, waited, waited_lost, *within = table.sum(axis=0)[3:]
    offered = answered + abandoned
    patience = _ratio(waited + waited_lost, abandoned)
    predictions = _predictions(table, mapping, _ratio(spread["total"], spread["n"]), patience)
    length_s = mapping.interval_minutes * 60
    intervals = [
        _interval(spread["name"], row, predicted, mapping)
        for row, predicted in zip(table, predictions, strict=True)
    ]
    busiest = max(intervals, key=lambda one: one.offered, default=None)
    queue = QueueCalls(
        queue=spread["name"],
        offered=int(offered),
        answered=int(answered),
        abandoned=int(abandoned),
        left_before_queue=int(left),
        within=_within(mapping, within, offered, answered),
        handling_s=_handling(spread),
        wait_s=Waits(
            _ratio(waited + waited_lost, offered), _ratio(waited, answered), _ratio(waited_lost, abandoned)
        ),
        patience_s=patience,
        peak=Peak(busiest.start, length_s, busiest.offered) if busiest else None,
        predicted=_weighted(intervals, mapping),
    )
    return queue, intervals


def _interval(
    queue: str,
    row: np.ndarray[Any, np.dtype[np.float64]],
    predicted: Predicted | None,
    mapping: CallLogMapping,
) -> IntervalCalls:
    _, interval, agents, answered, abandoned, left, handled, handling, waited, waited_lost, *within = (
        row.tolist()
    )
    offered = answered + abandoned
    return IntervalCalls(
        queue=queue,
        start=_start(interval, mapping),
        length_s=mapping.interval_minutes * 60,
        offered=int(offered),
        answered=int(answered),
        abandoned=int(abandoned),
        left_before_queue=int(left),
        handling_s_mean=_ratio(handling, handled),
        wait_s_mean=_ratio(waited + waited_lost, offered),
        agents=int(agents),
        within=_within(mapping, within, offered, answered),
        predicted=predicted,
    )


def _handling(spread: dict[str, Any]) -> Handling:
    n, total = spread["n"], spread["total"]
    mean = _ratio(total, n)
    cv = None
    if mean:
        cv = math.sqrt(max(0.0, spread["squares"] / n - mean * mean)) / mean
    return Handling(mean=mean, median=spread["median_s"], cv=cv, n=n, zeros=spread["zeros"])


def _within(
    mapping: CallLogMapping, counts: Sequence[float], offered: float, answered: float
) -> tuple[Within, ...]:
    return tuple(
        Within(s, _ratio(n, offered), _ratio(n, answered))
        for s, n in zip(mapping.within_s, counts, strict=True)
    )


def _predictions(
    table: np.ndarray[Any, np.dtype[np.float64]],
    mapping: CallLogMapping,
    handling_s: float | None,
    patience_s: float | None,
) -> list[Predicted | None]:
    """Return Erlang A's measures per interval; None where no call was offered or no agent was seen."""
    found: list[Predicted | None] = [None] * len(table)
    offered, agents = table[:, 3] + table[:, 4], table[:, 2]
    at = np.flatnonzero((offered > 0) & (agents > 0))
    if not len(at) or not handling_s or patience_s == 0:
        return found
    handled, handling = table[at, 6], table[at, 7]
    aht = np.where(handled > 0, handling / np.maximum(handled, 1), handling_s)
    lam = offered[at] / (mapping.interval_minutes * 60)
    # One row of results per threshold; what does not depend on it is taken from the first.
    patience = math.inf if patience_s is None else patience_s
    measures = evaluate(lam, aht, agents[at], patience, np.array(mapping.within_s)[:, None])
    for n, row in enumerate(at):
        within = tuple(
            Within(s, float(measures.sl_offered[k, n]), _finite(measures.sl_answered[k, n]))
            for k, s in enumerate(mapping.within_s)
        )
        lost = float(measures.p_lost[0, n])
        wait, occupancy = _finite(measures.mean_wait_s[0, n]), _finite(measures.occupancy[0, n])
        found[row] = Predicted(1 - lost, lost, wait, occupancy, within)
    return found


def _weighted(intervals: Sequence[IntervalCalls], mapping: CallLogMapping) -> Predicted | None:
    """Return the prediction over all intervals that have one, weighted by their offered calls."""
    known = [(one.offered, one.predicted) for one in intervals if one.predicted]
    if not known:
        return None
    weights = [offered for offered, _ in known]

    def mean(values: Sequence[float | None]) -> float:
        numbers = [math.inf if value is None else value for value in values]
        return math.fsum(n * value for n, value in zip(weights, numbers, strict=True)) / sum(weights)

    answered = mean([predicted.answered for _, predicted in known])
    within = []
    for k, s in enumerate(mapping.within_s):
        of_offered = mean([predicted.within[k].of_offered for _, predicted in known])
        within.append(Within(s, of_offered, _ratio(of_offered, answered)))
    wait = _finite(mean([predicted.wait_s_mean for _, predicted in known]))
    return Predicted(answered, 1 - answered, wait, None, tuple(within))


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _ratio(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None
