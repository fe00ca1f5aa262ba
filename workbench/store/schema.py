"""The JSON Schema of a project file, for programs that read or check one without ours."""

from __future__ import annotations

from typing import Any

from workbench.model.project import Project
from workbench.store.project_file import Header


def file_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``*.rosa``: the header and the project."""
    header, project = Header.model_json_schema(), Project.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ROSA workbench project file",
        "type": "object",
        "properties": {"header": header, "project": {key: project[key] for key in project if key != "$defs"}},
        "required": ["header", "project"],
        "additionalProperties": False,
        "$defs": project["$defs"],
    }
