"""Names of functions that matter, reached so that nobody reads them at the call: put together from pieces, decoded,
picked out of a list, or handed over as text to reflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plugin_policy.pattern import later

if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.text import Text

# What the rows of these capabilities are called matters; of the others only what they are called on.
STRONG = frozenset(("evaluate", "command"))
WEAK = frozenset(("connect", "collect"))
LONGEST = 4000  # bytes of a call that are looked at: its name stands at its start
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
    tails: dict[str, set[str]] = {}
    for alias, name in aliases.items():
        tails.setdefault(name, set()).add(alias.rpartition(".")[2])
    files = _Files(use.text for use in kept)
    seen: set[tuple[int, int]] = set()
    for use in kept:
        match = _VIA.fullmatch(use.via)
        if match is None or (id(use.text), use.start) in seen or use.detail.get("note") in ("import", "escape"):
            continue
        names = frozenset({match[1], *tails.get(use.via, ())} | ({"constructor"} if match[1] == "Function" else set()))
        called = use.text.data[use.start : min(use.end, use.start + LONGEST)]
        at_call = _written(names, called)
        found = at_call or files.written(names, use.text)
        if use.text.language == "python" and _IN_PASSING.match(called):
            found = "quoted"
        elif not at_call and _REFLECTION.search(_callee(called)):
            found = ""
        weak = use.capability not in STRONG and (use.text.language == "python" or not at_call)
        if found == "plain" or (found and (weak or use.via.startswith("global.") or files.bundle(use.text))):
            continue
        if not found and not _REFLECTION.search(called) and files.elsewhere(names, use.text):
            continue  # an import brings it under another name
        seen.add((id(use.text), use.start))
        what = f"`{use.via.removeprefix('builtins.').removeprefix('global.')}`"
        if found:
            yield use, "medium", f"{what} is called by way of its name, or its module's, as text"
        else:
            yield use, "high", f"{what} is called under a name that stands nowhere: it is put together or decoded"


class _Files:
    """How names stand in whole Texts; each is searched once for the same names, however many calls there are."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = {id(text): text for text in texts}
        self._plain: dict[int, bytes] = {}
        self._found: dict[tuple[int, frozenset[str]], str] = {}
        self._bundles: dict[int, bool] = {}

    def _data(self, text: Text) -> bytes:
        """Without its comments."""
        if id(text) not in self._plain:
            self._plain[id(text)] = _COMMENT.sub(b"", text.data)
        return self._plain[id(text)]

    def written(self, names: frozenset[str], text: Text) -> str:
        key = (id(text), names)
        if key not in self._found:
            self._found[key] = _written(names, self._data(text))
        return self._found[key]

    def elsewhere(self, names: frozenset[str], text: Text) -> bool:
        return any(self.written(names, other) == "plain" for other in self._texts.values() if other is not text)

    def bundle(self, text: Text) -> bool:
        if id(text) not in self._bundles:
            self._bundles[id(text)] = _BUNDLE.search(self._data(text)) is not None
        return self._bundles[id(text)]


def _callee(called: bytes) -> bytes:
    """The source of a call without its last arguments."""
    depth = 0
    for index in range(len(called) - 1, max(len(called) - 4000, 0), -1):
        depth += (called[index] in b")]}") - (called[index] in b"([{")
        if depth == 0:
            return called[:index]
    return called


def _written(names: Iterable[str], data: bytes) -> str:
    """ "plain": one of the names stands there as a name; "quoted": only as text; "": not at all."""
    found = ""
    for name in names:
        for match in re.finditer(rb"(?<![\w$])%s(?![\w$])" % re.escape(name.encode()), data):
            before, after = data[max(match.start() - 1, 0) : match.start()], data[match.end() : match.end() + 1]
            if not (before in (b'"', b"'", b"`") and after == before):
                return "plain"
            found = "quoted"
    return found
