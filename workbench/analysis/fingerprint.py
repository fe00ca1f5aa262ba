"""One hash of everything a calculation was made from, so that a fixed one knows when it is out of date.

A hash of hashes: each item's own is kept as long as the item is the same object, since writing a
big project as text takes longer than calculating it.
"""

from __future__ import annotations

import hashlib
import json

from workbench.analysis.memo import Memo
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.record import Record
from workbench.model.scenarios import Scenario

INPUTS = (
    "departments",
    "units",
    "roles",
    "frontline_positions",
    "case_types",
    "profiles",
    "measurements",
    "pools",
    "waves",
    "cost_items",
    "investments",
)
"""The collections that figures rest on. Knowledge, programme, agreements and other scenarios are not inputs."""

_NOT_INPUTS = {"chosen_scenario", "language"}


def inputs_hash(project: Project, scenario: Scenario | None, memo: Memo) -> str:
    """Return the sha256 (hexadecimal) of what ``scenario`` of ``project`` is calculated from.

    Over JSON with sorted keys: per collection a sha256 per 128 items, over that of each item's
    JSON (model's field order, defaults left out).
    """
    reads = (project.municipality, project.settings, scenario, *(getattr(project, one) for one in INPUTS))
    return memo.once("inputs hash", reads, lambda: _hash(project, scenario, memo))


def _hash(project: Project, scenario: Scenario | None, memo: Memo) -> str:
    settings = project.settings.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_INPUTS)
    whole: dict[str, object] = {
        "municipality": project.municipality.as_json(),
        "settings": settings,
        "scenario": scenario.as_json() if scenario else None,
    }
    for name in INPUTS:
        checkpoint()
        whole[name] = _digests(name, getattr(project, name), memo)
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _digests(name: str, items: tuple[Record, ...], memo: Memo) -> tuple[str, ...]:
    """Return the sha256 of every run of items, over the sha256 of each; only what is new is written as text."""

    def digest(place: int) -> str:
        return hashlib.sha256(items[place].model_dump_json(exclude_defaults=True).encode()).hexdigest()

    each = memo.each(f"digest of {name}", items, (), digest)
    return memo.chunks(
        f"digests of {name}", each, lambda some: hashlib.sha256("".join(some).encode()).hexdigest()
    )
