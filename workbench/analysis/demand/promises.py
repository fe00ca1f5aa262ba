"""What a pool promises on each channel: the scenario's word, else the pool's, else the default.

Resolved in one place, because staffing, agreements and findings must mean the same promise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.analysis import defaults
from workbench.analysis.queues import SlDefinition, Targets
from workbench.analysis.words import word
from workbench.model.scenarios import Scenario
from workbench.model.service import Denominator, Pool, ServiceTarget
from workbench.model.text import N_, NotCalculable, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel


@dataclass(frozen=True)
class Promise:
    """A channel's targets with nothing left open. ``working_days`` is for channels that nobody waits on."""

    channel: Channel
    share: float | None
    within_s: float
    of: SlDefinition
    answered_share: float | None
    patience_s: float
    working_days: float


_DEFAULTS = {
    Channel.PHONE: Promise(
        Channel.PHONE,
        defaults.PHONE_SHARE,
        defaults.PHONE_WITHIN_S,
        "offered",
        defaults.PHONE_ANSWERED,
        defaults.PHONE_PATIENCE_S,
        0.0,
    ),
    Channel.VISIT: Promise(
        Channel.VISIT,
        defaults.VISIT_SHARE,
        defaults.VISIT_WITHIN_S,
        "offered",
        None,
        defaults.VISIT_PATIENCE_S,
        0.0,
    ),
    Channel.CHAT: Promise(
        Channel.CHAT,
        defaults.PHONE_SHARE,
        defaults.PHONE_WITHIN_S,
        "offered",
        defaults.PHONE_ANSWERED,
        defaults.CHAT_PATIENCE_S,
        0.0,
    ),
}


def promise(channel: Channel, pool: Pool, scenario: Scenario) -> Promise:
    """Return what ``pool`` promises on ``channel`` in ``scenario``, field by field the first that is said.

    The denominator belongs to the share: it is taken from where the share comes from.
    """
    found = _DEFAULTS.get(
        channel, Promise(channel, None, 0.0, "offered", None, math.inf, defaults.DEFERRED_WORKING_DAYS)
    )
    for said in (pool.targets, scenario.targets):
        for target in said:
            if target.channel is channel:
                found = _overridden(found, target)
    return found


def _overridden(found: Promise, target: ServiceTarget) -> Promise:
    says_share = target.share is not None or target.of is not Denominator.OFFERED
    return replace(
        found,
        share=found.share if target.share is None else target.share,
        of=target.of.value if says_share else found.of,
        within_s=found.within_s if target.within_s is None else target.within_s,
        answered_share=found.answered_share if target.answered_share is None else target.answered_share,
        patience_s=found.patience_s if target.patience_s is None else target.patience_s,
        working_days=found.working_days if target.working_days is None else target.working_days,
    )


def max_occupancy(pool: Pool) -> float:
    """Return the share of their time that the pool's advisers may be busy with contacts."""
    return defaults.MAX_OCCUPANCY if pool.max_occupancy is None else pool.max_occupancy


def minimum_presence(pool: Pool) -> int:
    """Return how many advisers are there whenever the pool is open."""
    return defaults.MINIMUM_PRESENCE if pool.minimum_presence is None else max(0, pool.minimum_presence)


def queue_targets(promises: Sequence[Promise], pool: Pool) -> tuple[Targets, ...]:
    """Return the targets of channels that share a queue, the quickest first; all of them must be met.

    The strictest counts: a target that another one covers (at least that share, within no longer
    time, of the same contacts) falls away. Patience is the first channel's: the phone's where
    there is one. Raises NotCalculable for a target that no staff could keep.
    """
    if not promises:
        return ()
    _check_reachable(promises, pool)
    shares = [one for one in promises if one.share]
    strictest = [one for one in shares if not any(_covers(other, one) for other in shares)]
    strictest = list({(one.share, one.within_s, one.of): one for one in strictest}.values())
    answered = max((one.answered_share or 0.0 for one in promises), default=0.0) or None
    base = Targets(
        answered_fraction=answered, patience_s=promises[0].patience_s, max_occupancy=max_occupancy(pool)
    )
    if not strictest:
        return (base,)
    return tuple(
        replace(base, sl_fraction=one.share, within_s=one.within_s, of=one.of)
        for one in sorted(strictest, key=lambda one: one.within_s)
    )


def _covers(other: Promise, one: Promise) -> bool:
    """Tell whether ``other`` is strictly the harder promise of the two."""
    mine, theirs = (one.share or 0.0, -one.within_s), (other.share or 0.0, -other.within_s)
    return other.of == one.of and mine != theirs and theirs[0] >= mine[0] and theirs[1] >= mine[1]


def _check_reachable(promises: Sequence[Promise], pool: Pool) -> None:
    for one in promises:
        if (one.share or 0) >= 1 or (one.answered_share or 0) >= 1:
            raise NotCalculable(
                message(
                    N_(
                        'Pool "{pool}", {channel}: nobody can promise 100 % of the contacts: lower the target'
                    ),
                    pool=pool.name or pool.id,
                    channel=word(one.channel),
                )
            )
    if max_occupancy(pool) <= 0:
        raise NotCalculable(
            message(
                N_('Pool "{pool}": who may never be busy answers nobody: raise the highest occupancy'),
                pool=pool.name or pool.id,
            )
        )


def is_real_time(channel: str) -> bool:
    """Tell whether the resident waits on the line, in the chat or in the room."""
    return channel in {one.value for one in REAL_TIME_CHANNELS}
