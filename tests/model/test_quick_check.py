"""The quick check of cross references never passes what the thorough one would refuse."""

from __future__ import annotations

import json
import random

import pytest

from workbench.model.integrity import _is_surely_sound, problems
from workbench.model.project import COLLECTIONS, Project
from workbench.model.record import reference_fields


def small() -> Project:
    """Return a project in which nearly every kind of reference stands once."""
    value = {
        "id": "p0",
        "municipality": {"name": "Ängslätta"},
        "departments": [{"id": "d0", "name": "Bygg", "contact_owner": "n0"}],
        "units": [{"id": "u0", "name": "Lov", "department": "d0"}],
        "roles": [{"id": "r0", "name": "Handläggare", "unit": "u0"}],
        "persons": [{"id": "n0", "name": "Å", "unit": "u0", "role": "r0", "case_types": ["c0", "c1"]}],
        "case_types": [
            {
                "id": f"c{n}",
                "name": "Bygglov",
                "department": "d0",
                "unit": "u0",
                "owner": "n0",
                "start": f"s{n}a",
                "steps": [{"id": f"s{n}{x}", "title": x, "unit": "u0", "role": "r0"} for x in "abc"],
                "flows": [
                    {"id": "f0", "source": f"s{n}a", "target": f"s{n}b", "probability": 0.5},
                    {"id": "f1", "source": f"s{n}a", "target": f"s{n}c", "probability": 0.5},
                ],
                "volumes": [{"id": "v0", "channel": "phone", "low": 1, "likely": 2, "high": 3}],
            }
            for n in range(2)
        ],
    }
    return Project.model_validate_json(json.dumps(value))


def spoiled(value: dict, rng: random.Random) -> dict:
    """Give a random item another item's id, or let a random reference name something else."""
    paths = [path for path in COLLECTIONS if _items(value, path)]
    while True:
        path = rng.choice(paths)
        item = rng.choice(_items(value, path))
        names = [name for name, _ in reference_fields(COLLECTIONS[path]) if item.get(name)]
        if names and rng.random() < 0.7:
            name = rng.choice(names)
            wrong = rng.choice(("nobody", item["id"], rng.choice(_items(value, rng.choice(paths)))["id"]))
            item[name] = [*item[name], wrong] if isinstance(item[name], list) else wrong
            return value
        if rng.random() < 0.3:
            item["id"] = rng.choice(_items(value, rng.choice(paths)))["id"]
            return value
        if "probability" in item:
            item["probability"] = 0.9
            return value


def _items(value: dict, path: str) -> list[dict]:
    items = [value]
    for name in path.split("."):
        items = [child for item in items for child in item.get(name, [])]
    return items


@pytest.mark.fast
def test_it_says_so_of_a_sound_project():
    assert _is_surely_sound(small())
    assert next(problems(small()), None) is None


def test_nothing_that_is_refused_passes_it():
    rng, refused = random.Random(6), 0
    for _ in range(1_500):
        value = small().as_json()
        for _ in range(rng.randrange(1, 3)):
            value = spoiled(value, rng)
        project = Project.model_validate_json(json.dumps(value))
        is_wrong = next(problems(project), None) is not None
        refused += is_wrong
        assert not (is_wrong and _is_surely_sound(project)), value
    assert 500 < refused < 1_500
