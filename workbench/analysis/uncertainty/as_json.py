"""An uncertainty as plain JSON values: what ``calculate --draws`` prints, and a fixed calculation may keep."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from workbench.analysis.as_json import plain
from workbench.analysis.uncertainty.values import Uncertainty
from workbench.model.project import Project


def uncertainty_as_json(found: Uncertainty, project: Project) -> dict[str, Any]:
    """Return ``found`` with names beside the ids of departments and case types."""
    names = {one.id: one.name for one in project.departments}
    rest = {
        field.name: plain(getattr(found, field.name))
        for field in fields(found)
        if field.name not in {"bands", "guesses"}
    }
    bands = []
    for band in found.bands:
        values = plain(band)
        department = values.pop("of")
        bands.append(values | {"department": names.get(department), "department_id": department})
    guesses = []
    for guess in found.guesses:
        values = plain(guess)
        case_type, name = values.pop("case_type"), values.pop("name")
        place = {
            "collection": guess.place.collection,
            "ids": list(guess.place.ids),
            "field": guess.place.field,
        }
        guesses.append(values | {"case_type": name, "case_type_id": case_type, "place": place})
    return rest | {"bands": bands, "guesses": guesses}
