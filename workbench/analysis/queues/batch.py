"""One described queue in, its figures out: a row of named columns, as the command line and tables use them.

Inputs stay decimal fractions until the formula, so that 4 999.99995 Erlang on 5 000 agents and
a cap that is met exactly come out as they are written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np

from workbench.analysis.queues.abandonment import waits_with_abandonment
from workbench.analysis.queues.chat import chat_waits, evaluate_chat
from workbench.analysis.queues.erlang import (
    erlang_b,
    measures_without_abandonment,
    weight_below,
    weight_below_continuous,
)
from workbench.analysis.queues.measure import evaluate
from workbench.analysis.queues.required import (
    blocking_margin,
    gross_staff,
    required_agents,
    required_lines_erlang_b,
)
from workbench.analysis.queues.values import (
    MOST_AGENTS,
    SL_DEFINITIONS,
    Measures,
    QueueError,
    SlDefinition,
    Targets,
    margin,
)
from workbench.model.text import N_, message

INPUT_COLUMNS = (
    "case_id",
    "kind",
    "interval_s",
    "calls_per_interval",
    "aht_s",
    "offered_load_erlang",
    "agents_n",
    "patience_mean_s",
    "threshold_s",
    "chat_aht_by_concurrency_s",
    "shrinkage_fraction",
    "target_blocking_max",
    "target_sl_fraction",
    "sl_definition",
    "target_answered_fraction",
    "target_mean_wait_max_s",
    "max_occupancy_fraction",
)
RESULT_COLUMNS = (
    "blocking_prob",
    "wait_prob",
    "abandon_prob",
    "sl_offered_fraction",
    "sl_answered_fraction",
    "sl_virtual_fraction",
    "mean_wait_all_s",
    "mean_wait_answered_s",
    "mean_wait_virtual_s",
    "occupancy_fraction",
    "mean_queue_len_calls",
    "required_agents_n",
    "margin_at_required",
    "margin_at_required_minus_1",
    "gross_staff_fte",
    "gross_staff_ceil",
)

Results = dict[str, float | int]


def compute_row(row: Mapping[str, str]) -> Results:
    """Return the result columns that belong to the row's ``kind``; undefined ones are left out.

    ``row`` maps INPUT_COLUMNS to texts as in a table; empty or absent means not given. Waits of
    an overloaded queue are infinite. Raises QueueError with the reason when the row cannot be
    computed.
    """
    kind = (row.get("kind") or "").strip()
    if kind not in _KINDS:
        raise QueueError(
            message(N_("The kind of queue {kind} is not one of {kinds}"), kind=kind, kinds=", ".join(_KINDS))
        )
    results = _KINDS[kind](row)
    return {name: value for name, value in results.items() if not math.isnan(value)}


def _optional(row: Mapping[str, str], column: str) -> Fraction | None:
    text = (row.get(column) or "").strip()
    if not text:
        return None
    try:
        value = _exact(text)
    except (ArithmeticError, ValueError):
        reason = message(N_("{value} in {column} is not a number"), value=text, column=column)
        raise QueueError(reason) from None
    if column == "agents_n" and value > MOST_AGENTS:
        raise QueueError(message(N_("More than {most} agents cannot be computed"), most=MOST_AGENTS))
    return value


def _exact(text: str) -> Fraction:
    """Return the number as written; an exponent that would fill the memory is refused."""
    if "/" in text:
        return Fraction(text)
    value = Decimal(text)
    if abs(value.adjusted()) > 300 or len(text) > 400:
        raise ValueError(text)
    return Fraction(value)


def _number(row: Mapping[str, str], column: str) -> float | None:
    value = _optional(row, column)
    return None if value is None else float(value)


def _needed(row: Mapping[str, str], column: str, *, positive: bool = False) -> Fraction:
    value = _optional(row, column)
    if value is None:
        raise QueueError(message(N_("{column} is missing"), column=column))
    if value < 0 or (positive and value == 0):
        raise QueueError(
            message(N_("{column} is too small: {value}"), column=column, value=str(row[column]).strip())
        )
    return value


def _whole(row: Mapping[str, str], column: str) -> int:
    value = _needed(row, column)
    if value.denominator != 1:
        raise QueueError(message(N_("{column} is a whole number"), column=column))
    return int(value)


def _arrivals(row: Mapping[str, str]) -> Fraction:
    return _needed(row, "calls_per_interval") / _needed(row, "interval_s", positive=True)


def _load(row: Mapping[str, str]) -> Fraction:
    if _optional(row, "calls_per_interval") is None:
        return _needed(row, "offered_load_erlang")
    return _arrivals(row) * _needed(row, "aht_s", positive=True)


def _patience(row: Mapping[str, str]) -> float:
    value = _optional(row, "patience_mean_s")
    return math.inf if value is None else float(_needed(row, "patience_mean_s", positive=True))


def _within(row: Mapping[str, str]) -> float:
    return math.nan if _optional(row, "threshold_s") is None else float(_needed(row, "threshold_s"))


def _erlang_b(row: Mapping[str, str]) -> Results:
    load, lines = float(_load(row)), _whole(row, "agents_n")
    blocking = erlang_b(load, lines)
    return {
        "blocking_prob": blocking,
        "occupancy_fraction": load * (1 - blocking) / lines if lines else math.nan,
    }


def _erlang_c(row: Mapping[str, str]) -> Results:
    agents = _whole(row, "agents_n")
    below = weight_below(np.array([float(_load(row))]), np.array([agents]))[0]
    return _waiting_line(row, float(below), Fraction(agents))


def _erlang_c_continuous(row: Mapping[str, str]) -> Results:
    agents = _needed(row, "agents_n")
    return _waiting_line(row, weight_below_continuous(float(_load(row)), float(agents)), agents)


def _waiting_line(row: Mapping[str, str], below: float, agents: Fraction) -> Results:
    load, lam, within = _load(row), float(_arrivals(row)), _within(row)
    if load == 0 or agents == 0:
        whole = evaluate(lam, 1.0, int(agents), math.inf, 0.0 if math.isnan(within) else within)
        found = _first(whole)
    else:
        found = _first(
            measures_without_abandonment(
                np.array([below]),
                np.array([float(agents)]),
                np.array([float(load)]),
                np.array([float(_needed(row, "aht_s", positive=True))]),
                np.array([within]),
                spare=np.array([float(agents - load)]),
            )
        )
    return (
        {"blocking_prob": 1 / (1 + below)}
        | _waits(found, lam, within)
        | {
            "mean_wait_answered_s": found["mean_wait_s"],
            "mean_wait_virtual_s": found["mean_wait_s"],
        }
    )


def _first(measures: Measures) -> dict[str, float]:
    return {name: float(np.ravel(getattr(measures, name))[0]) for name in Measures.__dataclass_fields__}


def _waits(found: dict[str, float], lam: float, within: float) -> Results:
    known = not math.isnan(within)
    return {
        "wait_prob": found["p_wait"],
        "abandon_prob": found["p_lost"],
        "sl_offered_fraction": found["sl_offered"] if known else math.nan,
        "sl_answered_fraction": found["sl_answered"] if known else math.nan,
        "sl_virtual_fraction": found["sl_virtual"] if known else math.nan,
        "mean_wait_all_s": found["mean_wait_s"],
        "occupancy_fraction": found["occupancy"],
        "mean_queue_len_calls": lam * found["mean_wait_s"] if lam else 0.0,
    }


def _erlang_a(row: Mapping[str, str]) -> Results:
    lam, aht = float(_arrivals(row)), float(_needed(row, "aht_s", positive=True))
    agents, patience, within = _whole(row, "agents_n"), _patience(row), _within(row)
    if math.isinf(patience):
        raise QueueError(message(N_("Erlang A needs a mean patience")))
    found = _first(evaluate(lam, aht, agents, patience, 0.0 if math.isnan(within) else within))
    results = _waits(found, lam, within)
    if lam == 0:
        return results | {"mean_wait_answered_s": 0.0, "mean_wait_virtual_s": 0.0}
    if agents == 0:
        return results
    below = weight_below(np.array([lam * aht]), np.array([agents]))
    rate = np.array([agents / aht])
    answered, virtual = waits_with_abandonment(below, rate, np.array([lam]), np.array([patience]))
    return results | {"mean_wait_answered_s": float(answered[0]), "mean_wait_virtual_s": float(virtual[0])}


def _chat(row: Mapping[str, str]) -> Results:
    texts = (row.get("chat_aht_by_concurrency_s") or "").split("|")
    try:
        handling = [float(_exact(text.strip())) for text in texts]
    except (ArithmeticError, ValueError):
        reason = message(N_("chat_aht_by_concurrency_s holds handling times with | between them"))
        raise QueueError(reason) from None
    lam, agents = float(_arrivals(row)), _whole(row, "agents_n")
    patience, within = _patience(row), _within(row)
    measures = evaluate_chat(lam, handling, agents, patience, 0.0 if math.isnan(within) else within)
    results = _waits(_first(measures), lam, within)
    if math.isinf(patience) or lam == 0:
        wait = results["mean_wait_all_s"]
        return results | {"mean_wait_answered_s": wait, "mean_wait_virtual_s": wait}
    if agents == 0:
        return results
    answered, virtual = chat_waits(lam, handling, agents, patience)
    return results | {"mean_wait_answered_s": answered, "mean_wait_virtual_s": virtual}


def _required_b(row: Mapping[str, str]) -> Results:
    load, most = float(_load(row)), float(_needed(row, "target_blocking_max"))
    lines = required_lines_erlang_b(load, most)
    results: Results = {"required_agents_n": lines}
    if lines:
        results["margin_at_required"] = blocking_margin(load, lines, most)
        results["margin_at_required_minus_1"] = blocking_margin(load, lines - 1, most)
    return results


def row_targets(row: Mapping[str, str]) -> Targets:
    """Return the targets that a row states. Raises QueueError where they make no sense."""
    definition = (row.get("sl_definition") or "offered").strip()
    if definition not in SL_DEFINITIONS:
        raise QueueError(message(N_("A service level is of offered, answered or virtual calls")))
    named: SlDefinition = next(one for one in SL_DEFINITIONS if one == definition)
    targets = Targets(
        sl_fraction=_number(row, "target_sl_fraction"),
        within_s=_number(row, "threshold_s"),
        of=named,
        patience_s=_patience(row),
        answered_fraction=_number(row, "target_answered_fraction"),
        max_occupancy=_number(row, "max_occupancy_fraction"),
        max_mean_wait_s=_number(row, "target_mean_wait_max_s"),
    )
    if not targets.has_any:
        raise QueueError(message(N_("There is no target to staff for")))
    return targets


def _required(row: Mapping[str, str]) -> Results:
    lam, aht, targets = _arrivals(row), _needed(row, "aht_s", positive=True), row_targets(row)
    agents = int(required_agents(float(lam), float(aht), targets))
    results: Results = {"required_agents_n": agents}
    for column, n in (("margin_at_required", agents), ("margin_at_required_minus_1", agents - 1)):
        if n >= 0 and lam > 0:
            results[column] = _exact_margin(row, n, targets)
    return results


def _exact_margin(row: Mapping[str, str], agents: int, targets: Targets) -> float:
    """Return the tightest margin; the occupancy's in rational arithmetic where nobody hangs up."""
    lam, aht, cap = _arrivals(row), _needed(row, "aht_s"), _optional(row, "max_occupancy_fraction")
    within = 0.0 if targets.within_s is None else targets.within_s
    found = evaluate([float(lam)], [float(aht)], [agents], targets.patience_s, within)
    if cap is None or not math.isinf(targets.patience_s) or agents <= lam * aht:
        return float(margin(found, targets)[0])
    rest = Targets(
        sl_fraction=targets.sl_fraction,
        within_s=targets.within_s,
        of=targets.of,
        answered_fraction=targets.answered_fraction,
        max_mean_wait_s=targets.max_mean_wait_s,
    )
    return min(float(margin(found, rest)[0]), float(cap - lam * aht / agents))


def _required_c(row: Mapping[str, str]) -> Results:
    if not math.isinf(_patience(row)):
        raise QueueError(message(N_("Erlang C knows no patience; required_a does")))
    return _required(row)


def _required_a(row: Mapping[str, str]) -> Results:
    if math.isinf(_patience(row)):
        raise QueueError(message(N_("Erlang A needs a mean patience")))
    return _required(row)


def _gross_staff(row: Mapping[str, str]) -> Results:
    exact, people = gross_staff(_whole(row, "agents_n"), _needed(row, "shrinkage_fraction"))
    return {"gross_staff_fte": exact, "gross_staff_ceil": people}


_KINDS: dict[str, Callable[[Mapping[str, str]], Results]] = {
    "erlang_b": _erlang_b,
    "erlang_c": _erlang_c,
    "erlang_c_continuous": _erlang_c_continuous,
    "erlang_a": _erlang_a,
    "required_b": _required_b,
    "required_c": _required_c,
    "required_a": _required_a,
    "chat": _chat,
    "gross_staff": _gross_staff,
}
