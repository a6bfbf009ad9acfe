"""Just enough of JSON Schema to hold our answers against docs/openapi.json."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}
KNOWN = {
    "$ref",
    "additionalProperties",
    "default",
    "description",
    "enum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minimum",
    "oneOf",
    "properties",
    "required",
    "type",
}


def load() -> dict[str, Any]:
    """Return the description."""
    return json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))


def resolve(spec: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference."""
    while "$ref" in part:
        found: Any = spec
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def problems(spec: dict[str, Any], schema: dict[str, Any], value: Any, at: str = "$") -> list[str]:
    """Return what in a value is not as the schema says; refuses schema words it does not know."""
    schema = resolve(spec, schema)
    assert schema.keys() <= KNOWN, f"unknown schema words {schema.keys() - KNOWN}"
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not problems(spec, one, value, at)]
        return [] if len(fitting) == 1 else [f"{at}: fits {len(fitting)} of oneOf"]
    found = _type_problems(schema, value, at)
    if found:
        return found
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, int) and value < schema.get("minimum", value):
        found.append(f"{at}: {value} is too small")
    if isinstance(value, int) and value > schema.get("maximum", value):
        found.append(f"{at}: {value} is too large")
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            found.append(f"{at}: too many items")
        for number, item in enumerate(value):
            found += problems(spec, schema["items"], item, f"{at}[{number}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [
            f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value
        ]
        if schema.get("additionalProperties") is False:
            found += [f"{at}: {name} is unknown" for name in value if name not in known]
        for name, item in value.items():
            if name in known:
                found += problems(spec, known[name], item, f"{at}.{name}")
    return found


def _type_problems(schema: dict[str, Any], value: Any, at: str) -> list[str]:
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if not names:
        return []
    if isinstance(value, bool) and "boolean" not in names:
        return [f"{at}: a boolean"]
    if not isinstance(value, tuple(TYPES[name] for name in names)):
        return [f"{at}: {type(value).__name__} instead of {names}"]
    return []
