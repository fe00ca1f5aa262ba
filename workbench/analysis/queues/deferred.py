"""Deferred work: e-mail, forms and moved back-office tasks, which are due later but not now.

Time is counted in open hours from the start of the plan, so that nights and weekends vanish.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis.queues.values import QueueError
from workbench.model.text import N_, message


def least_constant_staff(
    release_h: ArrayLike, due_h: ArrayLike, work_hours: ArrayLike, open_hours: float
) -> float:
    """Return the least constant staff that finishes every item on time, in people at work.

    Items (flat arrays of one length) come in at ``release_h``, are due at ``due_h`` and take
    ``work_hours``; ``open_hours`` is the length of the plan, which gives the mean load that the
    staff is never below. The maximum over windows [s, e] of the work released at or after s and
    due at or before e, over e - s: what earliest-due-first needs. QueueError where an item is
    due before it is there.
    """
    release, due, work = (np.asarray(one, dtype=float).ravel() for one in (release_h, due_h, work_hours))
    if not release.size == due.size == work.size:
        raise QueueError(message(N_("Deferred work needs a release, a due time and hours for every item")))
    if not (np.all(due > release) and np.all(work >= 0)) or not open_hours > 0:
        raise QueueError(message(N_("Deferred work comes in before it is due, and takes 0 hours or more")))
    if not work.size:
        return 0.0
    starts, start_of = np.unique(release, return_inverse=True)
    ends, end_of = np.unique(due, return_inverse=True)
    inside = np.zeros(ends.size)
    heaviest = float(work.sum()) / open_hours
    order = np.argsort(-start_of, kind="stable")
    firsts = np.searchsorted(-start_of[order], -np.arange(starts.size - 1, -2, -1))
    for number in range(starts.size - 1, -1, -1):
        row = starts.size - 1 - number
        items = order[firsts[row] : firsts[row + 1]]
        inside += np.bincount(end_of[items], weights=work[items], minlength=ends.size)
        later = ends > starts[number]
        load = np.cumsum(inside)[later] / (ends[later] - starts[number])
        heaviest = max(heaviest, float(load.max(initial=0.0)))
    return heaviest
