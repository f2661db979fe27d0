"""Source: one file as the parsers of `formats/` see it: text with line numbers, and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from plugin_policy.dependencies.dependency import LOCK, Dependency

MAX_SIZE = 64 << 20  # bytes of one lock or manifest
MAX_DOCUMENTS = 16  # of one YAML file
MAX_DEPTH = 200  # nesting of JSON and TOML values that is followed


class MalformedError(Exception):
    """The file cannot be read as what its name says. `line` is 1-based."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def decode(data: bytes) -> str:
    """Text of a manifest: UTF-8, or UTF-16 where a byte-order mark says so; what is not text becomes U+FFFD."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


class Source:
    """path is relative to the repository root, with `/`. lookup(path) gives a neighbour's bytes, or None."""

    __slots__ = ("_starts", "lookup", "path", "text")

    def __init__(self, path: str, data: bytes, lookup: Callable[[str], bytes | None] | None = None) -> None:
        self.path = path
        if len(data) > MAX_SIZE:
            raise MalformedError(f"larger than {MAX_SIZE >> 20} MB")
        self.text = decode(data)
        self.lookup = lookup or (lambda path: None)
        self._starts: list[int] | None = None

    @property
    def directory(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def basename(self) -> str:
        return self.path.rpartition("/")[2]

    def beside(self, name: str) -> Source | None:
        """The file that `name` means from here, or None: missing, or outside the tree."""
        path = resolve(self.directory, name)
        data = None if path is None else self.lookup(path)
        return None if path is None or data is None else Source(path, data, self.lookup)

    def line(self, offset: int) -> int:
        """1-based line of an offset in `text`; CR, CRLF and LF end lines."""
        if self._starts is None:
            self._starts = [match.end() for match in re.finditer(r"\r\n|\r|\n", self.text)]
        return bisect_right(self._starts, offset) + 1

    def lines(self) -> Iterator[tuple[int, str]]:
        """(number, text without its end) of every line."""
        return enumerate(re.split(r"\r\n|\r|\n", self.text), 1)

    def json(self) -> object:
        import json

        try:
            return json.loads(self.text)
        except ValueError as error:
            reason = getattr(error, "msg", str(error)).lower()
            raise MalformedError(f"not JSON: {reason}", getattr(error, "lineno", 1)) from None
        except RecursionError:
            raise MalformedError("not JSON that can be read: nested too deeply") from None

    def toml(self, text: str | None = None) -> dict[str, object]:
        import tomllib

        try:
            return tomllib.loads(self.text if text is None else text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            found = re.search(r"line (\d+)", str(error))
            raise MalformedError("not TOML", int(found.group(1)) if found else 1) from None

    def yaml(self) -> object:
        """The last document: pnpm writes its own tools into one before it."""
        import itertools

        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            documents = list(itertools.islice(yaml.load_all(self.text, Loader=loader), MAX_DOCUMENTS))
            return next((one for one in reversed(documents) if one is not None), None)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            raise MalformedError("not YAML", mark.line + 1 if mark else 1) from None

    def locked(
        self,
        ecosystem: str,
        name: str,
        version: str,
        state: str,
        line: int,
        *,
        group: str = "",
        address: str = "",
        integrity: bool = False,
        deprecated: object = None,
    ) -> Dependency:
        """An entry of a lock. deprecated: a reason, or true."""
        made = Dependency(
            ecosystem,
            name,
            version,
            state,
            group=group,
            path=self.path,
            line=line,
            origin=LOCK,
            address=address,
            via=self.basename,
            integrity=integrity,
        )
        if deprecated:
            made.deprecated = deprecated[:300] if isinstance(deprecated, str) else "without a reason"
        return made


def resolve(directory: str, name: str) -> str | None:
    """`name` as a path from the repository root, or None when it leaves the tree."""
    if name.startswith("/") or "\\" in name:
        return None
    parts = directory.split("/") if directory else []
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


class Cursor:
    """Finds keys of a JSON or YAML text in document order, so that equal names do not mix up."""

    __slots__ = ("at", "source")

    def __init__(self, source: Source, at: int = 0) -> None:
        self.source = source
        self.at = at

    def key(self, name: str, opens: str = "") -> int:
        """Line of the next `"name":`, followed by `opens`; the cursor moves behind it. The same line when not found."""
        import json

        escaped = {name, json.dumps(name)[1:-1]}
        pattern = "|".join(re.escape(text) for text in sorted(escaped))
        found = re.compile(rf'"(?:{pattern})"\s*:\s*{opens}').search(self.source.text, self.at)
        if found:
            self.at = found.end()
            return self.source.line(found.start())
        return self.source.line(max(self.at - 1, 0))


def mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def string(value: object) -> str:
    return value if isinstance(value, str) else ""
