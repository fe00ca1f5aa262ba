"""A small JSON Schema checker for tests: what does not fit, said by place. It knows the words our schemas use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
_KNOWN = {
    *(
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
    ),
    *("propertyNames", "items", "anyOf", "enum", "const"),
}


def misfits(value: Any, schema: dict, root: dict | None = None, place: str = "$") -> Iterator[str]:
    """Yield where ``value`` does not fit ``schema``."""
    root = root or schema
    assert not set(schema) - _KNOWN, set(schema) - _KNOWN
    if "$ref" in schema:
        target = root["$defs"][schema["$ref"].rpartition("/")[2]]
        yield from misfits(value, target, root, place)
    if "anyOf" in schema and all(list(misfits(value, one, root, place)) for one in schema["anyOf"]):
        yield f"{place}: none of the kinds"
    wanted = schema.get("type")
    if wanted and (
        not isinstance(value, _TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool))
    ):
        yield f"{place}: no {wanted}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: not among {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{place}: not {schema['const']}"
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from misfits(one, schema.get("items", {}), root, f"{place}[{number}]")
    if isinstance(value, dict):
        yield from _of_object(value, schema, root, place)


def _of_object(value: dict, schema: dict, root: dict, place: str) -> Iterator[str]:
    fields, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{place}: no {name}" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        yield from misfits(name, schema.get("propertyNames", {}), root, f"{place}.{name} (name)")
        if name in fields:
            yield from misfits(one, fields[name], root, f"{place}.{name}")
        elif others is False:
            yield f"{place}.{name}: unknown"
        elif isinstance(others, dict):
            yield from misfits(one, others, root, f"{place}.{name}")
