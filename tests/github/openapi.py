"""GitHub's own description of its API, and what it says of an answer.

Installed with npm into a cache folder (`@octokit/openapi`, `@octokit/graphql-schema`, `graphql`). Where npm or the
registry is missing, `description()` is None: the fake then answers with the fields that the product reads, and the
tests that hold answers and queries against the description are skipped.
"""

from __future__ import annotations

import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
from typing import Any

PACKAGES = ("@octokit/openapi@23.0.2", "@octokit/graphql-schema@15.26.1", "graphql@16")


@functools.cache
def modules() -> pathlib.Path | None:
    """The node_modules folder, installed once for all test processes."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "plugin-policy-tests"
    folder = cache / "octokit-23.0.2"
    if (folder / "node_modules" / "graphql").is_dir():
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        return None
    cache.mkdir(parents=True, exist_ok=True)
    part = pathlib.Path(tempfile.mkdtemp(dir=cache))
    command = [npm, "install", "--prefix", str(part), "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        part.rename(folder)
    except (subprocess.SubprocessError, OSError):
        shutil.rmtree(part, ignore_errors=True)
    return folder / "node_modules" if (folder / "node_modules" / "graphql").is_dir() else None


@functools.cache
def description() -> dict[str, Any] | None:
    folder = modules()
    if folder is None:
        return None
    text = (folder / "@octokit/openapi/generated/api.github.com.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def resolve(node: Any) -> Any:
    """Follow `$ref` within the description."""
    while isinstance(node, dict) and "$ref" in node:
        target: Any = description()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/")]
        node = target
    return node


def response_schema(path: str, status: int, method: str = "get") -> Any:
    """The JSON schema of one answer, None when the description has none (an empty body, a bare status)."""
    content = description()
    assert content is not None
    answer = resolve(content["paths"][path][method]["responses"].get(str(status)))
    if answer is None:
        return None
    bodies = answer.get("content", {})
    return next((body.get("schema") for kind, body in bodies.items() if "json" in kind), None)


def sample(schema: Any, depth: int = 0) -> Any:
    """The smallest value that fits: required fields only, null where null is allowed."""
    schema = resolve(schema)
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema and "properties" not in schema:
            parts = schema[joined] if joined == "allOf" else schema[joined][:1]
            values = [sample(part, depth + 1) for part in parts]
            if all(isinstance(value, dict) for value in values):
                return {name: item for value in values for name, item in value.items()}
            return values[0]
    if schema.get("nullable"):
        return None
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type", "object" if "properties" in schema else "")
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(properties.get(name, {}), depth + 1) for name in schema.get("required", ())}
    return {"array": [], "integer": 1, "number": 1, "boolean": False, "string": _string(schema)}.get(kind)


def _string(schema: Any) -> str:
    formats = {"date-time": "2026-01-01T00:00:00Z", "uri": "https://host.invalid/x", "date": "2026-01-01"}
    if schema.get("pattern"):
        return str(schema.get("example") or "GHSA-aaaa-bbbb-cccc")
    return formats.get(schema.get("format", ""), "x")


def described(path: str) -> bool:
    """Does GitHub's description, if we have it, know this path? Previews are not in it."""
    content = description()
    return content is not None and path in content["paths"]


def complete(path: str, status: int, fields: Any, inner: str = "") -> Any:
    """The answer with every required field; `fields` win. A list gets its items completed, `inner` names theirs."""
    if not described(path):
        return fields
    schema = resolve(response_schema(path, status))
    if isinstance(fields, list):
        items = schema.get("items") or resolve(schema["allOf"][0]).get("items")
        return [merge(sample(items), item) for item in fields]
    whole = merge(sample(schema), fields)
    if inner:
        items = resolve(schema["properties"][inner])["items"]
        whole[inner] = [merge(sample(items), item) for item in fields[inner]]
    return whole


def merge(base: Any, fields: Any) -> Any:
    if isinstance(base, dict) and isinstance(fields, dict):
        return {**base, **{name: merge(base.get(name), value) for name, value in fields.items()}}
    return fields


@functools.cache
def _validator(path: str, status: int) -> Any:
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    schema = response_schema(path, status)
    if schema is None:
        return None
    root = _nullable_root()
    registry = Registry().with_resource("urn:api", Resource.from_contents(root, default_specification=DRAFT4))
    return jsonschema.Draft4Validator(_nullable(schema), registry=registry)


@functools.cache
def _nullable_root() -> Any:
    content = description()
    assert content is not None
    return {"components": {"schemas": {k: _nullable(v) for k, v in content["components"]["schemas"].items()}}}


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0 `nullable` as JSON Schema says it; references into the registry."""
    if isinstance(node, list):
        return [_nullable(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {name: _nullable(value) for name, value in node.items() if name not in ("nullable", "example", "examples")}
    if isinstance(out.get("$ref"), str):
        out["$ref"] = "urn:api" + out["$ref"]
    if node.get("nullable") is True:
        if isinstance(out.get("type"), str):
            out["type"] = [out["type"], "null"]
            if "enum" in out and None not in out["enum"]:
                out["enum"] = [*out["enum"], None]
        else:
            out = {"anyOf": [out, {"type": "null"}]}
    return out


def violations(path: str, status: int, body: Any) -> list[str]:
    """What the description says against an answer; nothing when there is no description here."""
    if not described(path):
        return []
    validator = _validator(path, status)
    if validator is None:
        return []
    found = sorted(validator.iter_errors(body), key=lambda error: len(error.path))
    return [f"{path} {status}: {'/'.join(map(str, error.path))}: {error.message[:200]}" for error in found]
