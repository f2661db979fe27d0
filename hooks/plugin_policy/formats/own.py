"""A marketplace's own JSON Schemas: `[[schema]]` and the `schema` of `[[plugin-format]]` in the policy.

Draft 4 to 2020-12, by what `$schema` says. References stay inside the repository: by path, or by the `$id` of a file
that stands beside the schema. Work is bounded: a schema may come with the change that it should judge.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from plugin_policy.formats.issue import Issue
from plugin_policy.globs import matches
from plugin_policy.readers.manifest import Document, front_matter, parse
from plugin_policy.text import Text

if TYPE_CHECKING:
    from plugin_policy.repository import File, Plugin, Repository

Load = Callable[["File"], "Document"]

BASE = "repository:///"
MAX_STEPS = 20_000  # references followed for one file
MAX_BESIDE = 200  # schemas in one folder
MAX_PATTERN_TEXT = 4096  # characters of a string that a pattern is held against

# A repeated group that repeats inside: it may take exponential time, so it is not applied.
_EXPLOSIVE = re.compile(r"\((?:[^()\\]|\\.)*(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\d*\})")


class BoundError(Exception):
    """The schema asks for more work than it may."""


class OwnSchemas:
    """Applies the schemas of a policy; each is loaded once."""

    def __init__(self, repository: Repository, policy: Any, load: Load) -> None:
        self.repository = repository
        self.policy = policy
        self.load = load
        self._validators: dict[str, Any] = {}

    def judge(self, plugins: list[Plugin]) -> Iterator[Issue]:
        chosen = {id(plugin) for plugin in plugins}
        for table, index, item in self._items():
            if not item.schema:
                continue
            said = False
            for file in self._files(table, item):
                if id(file.plugin) not in chosen:
                    continue
                validator, issue = self._validator(item.schema, table, index)
                if issue is not None:
                    if not said:
                        yield issue
                    said = True
                    break
                yield from self._apply(validator, file, item.schema)

    def _items(self) -> Iterator[tuple[str, int, Any]]:
        for table, items in (("schema", self.policy.schemas), ("plugin-format", self.policy.formats)):
            for index, item in enumerate(items):
                yield table, index, item

    def _files(self, table: str, item: Any) -> list[File]:
        if table == "schema":
            return [file for file in self.repository.files() if any(matches(glob, file.path) for glob in item.files)]
        found = (
            self.repository.by_path.get(plugin.manifest_path)
            for plugin in self.repository.plugins
            if plugin.format == item.name
        )
        return [file for file in found if file is not None]

    def _validator(self, path: str, table: str, index: int) -> tuple[Any, Issue | None]:
        path = posixpath.normpath(path)
        if path not in self._validators:
            self._validators[path] = self._make(path, table, index)
        made: tuple[Any, Issue | None] = self._validators[path]
        return made

    def _make(self, path: str, table: str, index: int) -> tuple[Any, Issue | None]:
        import jsonschema
        import referencing
        import referencing.jsonschema
        from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

        file = self.repository.by_path.get(path)
        if file is None:
            policy = parse(Text(self.policy.path or ".plugin-policy.toml", self.policy.text.encode(), "toml"))
            return None, Issue("schema-missing", policy, (table, index, "schema"), path=path)
        document = self.load(file)
        schema = document.value
        if document.failed or not isinstance(schema, (dict, bool)):
            return None, Issue("schema-unusable", document, path=path, why="it is not valid JSON")
        kind: Any = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
        try:
            kind.check_schema(schema)
        except (jsonschema.SchemaError, RecursionError) as error:
            pointer = tuple(getattr(error, "absolute_path", ()))
            why = str(getattr(error, "message", "nested too deep"))[:120]
            return None, Issue("schema-unusable", document, pointer, path=path, why=why)
        dialect = referencing.jsonschema.specification_with(
            kind.META_SCHEMA.get("$schema", kind.META_SCHEMA.get("id", ""))
        )
        registry = REGISTRY
        for name, contents in self._beside(path):
            resource = dialect.create_resource(_plain(contents))
            registry = registry.with_resource(BASE + name, resource)
            if resource.id():
                registry = registry.with_resource(str(resource.id()), resource)
        identity = schema.get("$id", schema.get("id")) if isinstance(schema, dict) else None
        base = identity if isinstance(identity, str) else BASE + path
        return _bounded(kind)({"$ref": base}, registry=registry), None

    def _beside(self, path: str) -> Iterator[tuple[str, Any]]:
        """The schema, then the other JSON files below its folder: what a reference may name."""
        folder = posixpath.dirname(path)
        others = [file.path for file in self.repository.files() if file.path != path and file.path.endswith(".json")]
        near = [name for name in others if name.startswith(folder + "/" if folder else "")]
        for name in [path, *near[:MAX_BESIDE]]:
            document = self.load(self.repository.by_path[name])
            if isinstance(document.value, dict) and not document.failed:
                yield name, document.value

    def _apply(self, validator: Any, file: File, path: str) -> Iterator[Issue]:
        from referencing.exceptions import Unresolvable

        from plugin_policy.formats.explain import explained

        document = self.load(file) if file.language != "markdown" else front_matter(file.text)
        if document is None:
            return
        if document.failed:
            if file.path != file.plugin.manifest_path or file.plugin.format not in ("claude", ""):
                from plugin_policy.formats.shape import judge_text

                yield from judge_text(document)
            return
        validator.steps[0] = 0
        try:
            for found in explained(validator.iter_errors(document.value)):
                hint = f"; did you mean `{found.suggestion}`" if found.suggestion else ""
                yield Issue(
                    "own-schema", document, found.pointer, key=found.key, message=found.message + hint, path=path
                )
        except Unresolvable as error:
            why = f"it refers to `{str(error.ref)[:80]}`, which is not in this repository"
            yield Issue(
                "schema-unusable", self.load(self.repository.by_path[posixpath.normpath(path)]), path=path, why=why
            )
        except (BoundError, RecursionError):
            yield Issue("not-read", document, message=f"`{path}` asks for too much work on this file")


def _plain(schema: Any) -> Any:
    """A copy without `$schema` words: at each of them jsonschema would go on with its own, unbounded class."""
    if not isinstance(schema, dict):
        return schema
    made = dict(schema)
    todo: list[Any] = [made]
    while todo:
        item = todo.pop()
        if isinstance(item, dict) and isinstance(item.get("$schema"), str):
            del item["$schema"]
        for key, value in list(item.items() if isinstance(item, dict) else enumerate(item)):
            if isinstance(value, (dict, list)):
                item[key] = value.copy()
                todo.append(item[key])
    return made


def _bounded(kind: Any) -> Any:
    """A validator class that counts references and takes no pattern that can explode."""
    import jsonschema

    steps = [0]
    reference = kind.VALIDATORS["$ref"]

    def counted(validator: Any, ref: Any, instance: Any, schema: Any) -> Any:
        steps[0] += 1
        if steps[0] > MAX_STEPS:
            raise BoundError
        return reference(validator, ref, instance, schema)

    def pattern(validator: Any, wanted: str, instance: Any, schema: Any) -> Iterator[Any]:
        if isinstance(instance, str) and not _fits(wanted, instance):
            yield jsonschema.ValidationError(f"{instance!r} does not match {wanted!r}")

    def pattern_properties(validator: Any, wanted: dict[str, Any], instance: Any, schema: Any) -> Iterator[Any]:
        for expression, subschema in wanted.items() if isinstance(instance, dict) else ():
            for key, value in instance.items():
                if _fits(expression, key):
                    yield from validator.descend(value, subschema, path=key, schema_path=expression)

    overrides = {"$ref": counted, "pattern": pattern, "patternProperties": pattern_properties}
    made: Any = jsonschema.validators.extend(kind, overrides)  # type: ignore[no-untyped-call]
    made.steps = steps
    return made


def _fits(expression: str, text: str) -> bool:
    if _EXPLOSIVE.search(expression) or len(text) > MAX_PATTERN_TEXT:
        return True
    try:
        return re.search(expression, text) is not None
    except re.error:  # an expression of another dialect
        return True
