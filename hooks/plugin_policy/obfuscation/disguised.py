"""Names of functions that matter, reached so that nobody reads them at the call: put together from pieces, decoded,
picked out of a list, or handed over as text to reflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.pattern import later

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use

# What the rows of these capabilities are called matters; of the others only what they are called on.
STRONG = frozenset(("evaluate", "command"))
WEAK = frozenset(("connect", "collect"))
LANGUAGES = frozenset(("python", "javascript", "typescript", "tsx"))
# One of these stands in every file that reaches a name without writing it.
TOKENS = later(
    rb"getattr|__dict__|__getattribute__|__import__|__builtins__|globals|vars\(|locals|attrgetter|methodcaller|"
    rb"import_module|resolve_name|locate|Reflect|getOwnProperty|Object\.(?:keys|values|entries)|\[|\\x|\\u"
)
_VIA = later(r"(?!dom\.|jsx\.|\*\.)[\w$@/.()-]+\.([A-Za-z_$][\w$]*)")
_IN_PASSING = later(rb"__import__\(\s*[\"'][\w.]+[\"']\s*\)\s*\.")
_REFLECTION = later(
    rb"getattr(?:_static)?\s*\(|__dict__|__getattribute__|Reflect\.get|attrgetter|methodcaller|globals\(\)|vars\("
)
_COMMENT = later(rb"(?m)^\s*(?:#|//).*$")
# Bundlers write every import as an item.
_BUNDLE = later(rb"__webpack_require__|__WEBPACK_|parcelRequire|System\.register\(")


def find(uses: Iterable[Use], aliases: dict[str, str]) -> Iterator[tuple[Use, str, str]]:
    """(use, severity, message) of each call of a function whose name nobody reads. aliases: name -> the name that the
    use goes by. Text that stands nowhere in any of the uses' files is high, text in quotes medium."""
    kept = [use for use in uses if use.text.language in LANGUAGES and use.capability in STRONG | WEAK]
    files: dict[int, bytes] = {}
    seen: set[tuple[int, int]] = set()
    for use in kept:
        match = _VIA.fullmatch(use.via)
        if match is None or (id(use.text), use.start) in seen or use.detail.get("note") in ("import", "escape"):
            continue
        names = {match[1], *(alias.rpartition(".")[2] for alias, name in aliases.items() if name == use.via)}
        if match[1] == "Function":
            names.add("constructor")
        data = files.setdefault(id(use.text), _COMMENT.sub(b"", use.text.data))
        called = use.text.data[use.start : use.end]
        found = _written(names, called) or _written(names, data)
        if use.text.language == "python" and _IN_PASSING.match(called):
            found = "quoted"
        elif not _written(names, called) and _REFLECTION.search(_callee(called)):
            found = ""
        weak = use.capability not in STRONG and (use.text.language == "python" or not _written(names, called))
        if found == "plain" or (found and (weak or use.via.startswith("global.") or _BUNDLE.search(data))):
            continue
        if (
            not found
            and not _REFLECTION.search(called)
            and any(_written(names, other.text.data) == "plain" for other in kept if other.text is not use.text)
        ):
            continue  # an import brings it under another name
        seen.add((id(use.text), use.start))
        what = f"`{use.via.removeprefix('builtins.').removeprefix('global.')}`"
        if found:
            yield use, "medium", f"{what} is called by way of its name, or its module's, as text"
        else:
            yield use, "high", f"{what} is called under a name that stands nowhere: it is put together or decoded"


def _callee(called: bytes) -> bytes:
    """The source of a call without its last arguments."""
    depth = 0
    for index in range(len(called) - 1, max(len(called) - 4000, 0), -1):
        depth += (called[index] in b")]}") - (called[index] in b"([{")
        if depth == 0:
            return called[:index]
    return called


def _written(names: set[str], data: bytes) -> str:
    """ "plain": one of the names stands there as a name; "quoted": only as text; "": not at all."""
    found = ""
    for name in names:
        for match in re.finditer(rb"(?<![\w$])%s(?![\w$])" % re.escape(name.encode()), data):
            before, after = data[max(match.start() - 1, 0) : match.start()], data[match.end() : match.end() + 1]
            if not (before in (b'"', b"'", b"`") and after == before):
                return "plain"
            found = "quoted"
    return found
