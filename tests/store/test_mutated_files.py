"""Two thousand files with something strange in them, each with the checksum that belongs to it."""

from __future__ import annotations

import json
import random

from tests.store.test_project_file import HERE, sealed, written
from workbench.store.project_file import ProjectFileError, parse


def test_2000_mutated_files_are_read_or_refused_with_a_message():
    rng = random.Random(8)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(2_000):
        value = json.loads(written())
        _mutate(value, rng)
        text = json.dumps(value, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 1]))
        if '"sha256": "' not in text:
            continue
        try:
            parse(sealed(text), HERE)
            outcomes["read"] += 1
        except ProjectFileError as refused:
            assert "Nothing was changed" in str(refused)
            outcomes["refused"] += 1
        except AttributeError as problem:
            assert "start" in str(problem)  # no digits left to seal
    assert min(outcomes.values()) > 50


STRANGE = (
    None, True, -1, 10**400, 1e308, float("nan"), float("inf"), "", "\0", "\ufffe", "å" * 70_000, [], {}, [[]],
    {"id": "c0"}, ["c0", "c0"], "../../x", "CON", "2027-02-30", "=1+1", "p0", "d0", "s0",
)  # fmt: skip


def _mutate(value, rng):
    """Replace, remove, double or bury something at a random place."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = rng.choice(keys)
        inner = value[key]
        if isinstance(inner, dict | list) and inner and rng.random() < 0.8:
            value = inner
            continue
        action = rng.choice(("replace", "replace", "remove", "new", "bury"))
        if action == "remove":
            del value[key]
        elif action == "new" and isinstance(value, dict):
            value[rng.choice(("x", "id", "name", "steps", "__class__"))] = rng.choice(STRANGE)
        elif action == "bury":
            for _ in range(rng.choice((1, 5, 300))):
                inner = [inner]
            value[key] = inner
        else:
            value[key] = rng.choice(STRANGE)
        return
