"""What a second opinion is called and what follows from it, in words."""

from __future__ import annotations

from workbench.analysis.second_opinion.measures import Measure
from workbench.analysis.second_opinion.played import PoolOpinion, QueueOpinion
from workbench.analysis.second_opinion.queue_plans import QueueName
from workbench.analysis.second_opinion.steadiness import KIND_WORDS, KindOpinion, Steadiness, main_reason
from workbench.locale import Texts


def queue_word(name: QueueName, texts: Texts) -> str:
    """Return what a queue is called."""
    return texts("Chat") if name is QueueName.CHAT else texts("Phone and visits")


def named(pool: PoolOpinion, queue: QueueOpinion, texts: Texts) -> str:
    """Return the pool's name with its queue's, for who hears a table's name without seeing where it stands."""
    return f"{pool.name}, {queue_word(queue.queue, texts)}"


def measure_word(name: str, texts: Texts, queue: QueueOpinion) -> str:
    """Return what a measure of the year is called."""
    is_chat = queue.queue is QueueName.CHAT
    return {
        "sl_offered": texts("Answered within {s} s, of offered", s=texts.number(queue.within_s)),
        "share_lost": texts("Give up, of offered") if is_chat else texts("Hang up, of offered"),
        "mean_wait_s": (
            texts("Mean wait of all who chat, s")
            if is_chat
            else texts("Mean wait of all who call or come, s")
        ),
        "occupancy": (
            texts("Chat advisers with at least one chat") if is_chat else texts("Occupancy of the advisers")
        ),
    }[name]


def measure_value(name: str, value: float, texts: Texts) -> str:
    """Return a measure's figure, with its decimals."""
    return texts.number(value, 1) if name == "mean_wait_s" else texts.percent(value, 1)


def measure_verdict(one: Measure, queue: QueueOpinion, texts: Texts) -> str:
    """Return whether the plan lies within what was played, and where not, why."""
    if one.holds:
        return texts("inside")
    if queue.queue is QueueName.CHAT and one.name == "occupancy":
        return texts("outside: a chat stays with its adviser, the formula spreads chats evenly")
    reason = main_reason(queue.kinds)
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


def steady_sentence(queue: QueueOpinion, texts: Texts) -> str:
    """Return how far the plan holds in steady half-hours, which is where it must."""
    steady = next((one for one in queue.kinds if one.kind is Steadiness.STEADY), None)
    if steady is None or not steady.half_hours:
        return texts("No half-hour is steady, or too few days were played to say: play more days.")
    n = len(steady.half_hours)
    return texts(
        "Steady half-hours: {holding} of {n} hold the plan ({share}); by chance alone about 95 % would.",
        holding=texts.number(steady.holding),
        n=texts.number(n),
        share=texts.percent(steady.holding / n),
    )
