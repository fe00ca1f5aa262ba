"""Snapshots: verified copies of saved projects, so that yesterday is still there.

A ring of three: one every two minutes, every hour, every day. The clock decides only when one is *taken*;
what is thinned out goes by revision, so a clock that jumps removes nothing. The newest is never removed, a
pinned one (before an import, merge, migration or bulk delete) only by a purge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.store.atomic import write_atomically
from workbench.store.disk import Chunk
from workbench.store.state import Store

INTERVAL_S = {"day": 86_400, "hour": 3_600, "recent": 120}
KEPT = {"day": 14, "hour": 8, "recent": 10}
EXPIRES_AFTER_DAYS = 90
_NAME = re.compile(r"(\d{10})-(day|hour|recent|pinned)(?:-([a-z-]+))?-(\d{8}T\d{6})Z\.rosa")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Snapshot:
    """A copy on the disk: its revision, its ring (or "pinned"), why and when it was taken."""

    path: Path
    revision: int
    ring: str
    reason: str
    taken: dt.datetime


def snapshots(store: Store, project_id: str) -> list[Snapshot]:
    """Return the snapshots of a project, the oldest revision first. Raises OSError."""
    folder = store.snapshots_of(project_id)
    found = []
    for name in store.disk.names(folder):
        match = _NAME.fullmatch(name)
        if match:
            taken = dt.datetime.strptime(match[4], _STAMP).replace(tzinfo=dt.UTC)
            found.append(Snapshot(folder / name, int(match[1]), match[2], match[3] or "", taken))
    return sorted(found, key=lambda one: (one.revision, one.taken))


def ring_due(taken: list[Snapshot], now: dt.datetime) -> str | None:
    """Return the slowest ring that lacks a snapshot of this time; None when the newest is recent enough."""
    for ring, interval_s in INTERVAL_S.items():
        slower = [name for name, seconds in INTERVAL_S.items() if seconds >= interval_s]
        ages_s = [abs((now - one.taken).total_seconds()) for one in taken if one.ring in slower]
        if not any(age_s < interval_s for age_s in ages_s):
            return ring
    return None


def take_snapshot(
    store: Store,
    project_id: str,
    revision: int,
    chunks: Sequence[Chunk],
    *,
    now: dt.datetime,
    pinned_for: str = "",
) -> Path | None:
    """Write a verified copy if one is due (a pinned one always), then thin the rings; return its path.

    ``pinned_for`` says why, in lower-case letters. Raises NotWritten or OSError; no project is touched.
    """
    taken = snapshots(store, project_id)
    ring = "pinned" if pinned_for else ring_due(taken, now)
    if ring is None:
        return None
    folder = store.snapshots_of(project_id)
    store.disk.make_private_folder(folder)
    reason = f"-{pinned_for}" if pinned_for else ""
    stamp = now.astimezone(dt.UTC).strftime(_STAMP)
    path = write_atomically(
        store.disk, folder / f"{revision:010d}-{ring}{reason}-{stamp}Z.rosa", chunks, private=True
    )
    thin(store, project_id, now)
    return path


def thin(store: Store, project_id: str, now: dt.datetime) -> list[Path]:
    """Remove what a ring holds too many of (lowest revision first) and what has expired; return what went."""
    everything = snapshots(store, project_id)
    newest = everything[-1:]
    gone = [
        one
        for ring, kept in KEPT.items()
        for one in [one for one in everything if one.ring == ring][:-kept]
        if one not in newest
    ]
    expired_before = now - dt.timedelta(days=EXPIRES_AFTER_DAYS)
    gone += [
        one
        for one in everything
        if one.ring != "pinned" and one.taken < expired_before and one not in newest and one not in gone
    ]
    for one in gone:
        with suppress(OSError):
            store.disk.remove(one.path)
    return [one.path for one in gone]
