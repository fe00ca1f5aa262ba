"""What a second opinion is called and what follows from it, in words."""

from __future__ import annotations

from workbench.analysis.second_opinion.played import Measure, PoolOpinion
from workbench.analysis.second_opinion.steadiness import KIND_WORDS, KindOpinion, Steadiness, main_reason
from workbench.locale import Texts


def measure_word(name: str, texts: Texts, within_s: float) -> str:
    """Return what a measure of the year is called."""
    return {
        "sl_offered": texts("Answered within {s} s, of offered", s=texts.number(within_s)),
        "share_lost": texts("Hang up, of offered"),
        "mean_wait_s": texts("Mean wait of all who call or come, s"),
        "occupancy": texts("Occupancy of the advisers"),
    }[name]


def measure_value(name: str, value: float, texts: Texts) -> str:
    """Return a measure's figure, with its decimals."""
    return texts.number(value, 1) if name == "mean_wait_s" else texts.percent(value, 1)


def measure_verdict(one: Measure, pool: PoolOpinion, texts: Texts) -> str:
    """Return whether the plan lies within what was played, and where not, why."""
    if one.holds:
        return texts("inside")
    reason = main_reason(pool.kinds)
    if reason is None:
        return texts("outside: by chance, as one interval in twenty is")
    return texts("outside, mostly by: {kind}", kind=texts(KIND_WORDS[reason]))


def kind_verdict(one: KindOpinion, texts: Texts) -> str:
    """Return whether the plan lies within what was played of a kind."""
    if one.together.holds:
        return texts("inside")
    if one.together.simulated > one.together.plan:
        return texts("outside: the plan is too careful")
    return texts("outside: the plan promises too much")


def steady_sentence(pool: PoolOpinion, texts: Texts) -> str:
    """Return how far the plan holds in steady half-hours, which is where it must."""
    steady = next((one for one in pool.kinds if one.kind is Steadiness.STEADY), None)
    if steady is None or not steady.half_hours:
        return texts("No half-hour is steady, or too few days were played to say: play more days.")
    n = len(steady.half_hours)
    return texts(
        "Steady half-hours: {holding} of {n} hold the plan ({share}); by chance alone about 95 % would.",
        holding=texts.number(steady.holding),
        n=texts.number(n),
        share=texts.percent(steady.holding / n),
    )
