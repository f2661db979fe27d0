"""Protections that code switches off by a name: TLS checks, preloaded libraries. Judged on syntax, never on text in
comments or strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.misuse.misuse import Misuse
from plugin_policy.readers import ir

if TYPE_CHECKING:
    from plugin_policy.text import Text

PRELOADS = frozenset(("LD_PRELOAD", "DYLD_INSERT_LIBRARIES", "LD_AUDIT", "LD_LIBRARY_PATH_PRELOAD"))
_TLS = "the check of TLS certificates"

# name that is bound or given -> (value that switches off, what is lost)
SWITCHES: dict[str, tuple[str | bool, str]] = {
    "verify": (False, _TLS),
    "verify_ssl": (False, _TLS),
    "ssl_verify": (False, _TLS),
    "check_hostname": (False, _TLS),
    "rejectUnauthorized": (False, _TLS),
    "strictSSL": (False, _TLS),
    "NODE_TLS_REJECT_UNAUTHORIZED": ("0", _TLS),
    "PYTHONHTTPSVERIFY": ("0", _TLS),
    "GIT_SSL_NO_VERIFY": ("1", _TLS),
    "HUSKY": ("0", "git's own checks"),
    "dangerouslySkipPermissions": (True, "the question before tools run"),
    "allowDangerouslySkipPermissions": (True, "the question before tools run"),
}
# A name of the tables where it is bound or given (comments may stand between): most files that say "verify" do not.
_BECOMES = frozenset(("setuid", "seteuid", "setresuid", "setreuid"))
_MODES = frozenset(("chmod", "chmodSync", "fchmod", "fchmodSync", "lchmod"))
_WORDS = re.compile(
    rb"(?:%s)(?:[\s\\\"'`?!+)\]]|/\*.*?\*/|(?:#|//)[^\n]*\n)*[=:,}]|_create_unverified_context|CERT_NONE|set(?:e|re|res)?uid|chmod"
    % "|".join((*PRELOADS, *SWITCHES)).encode(),
    re.DOTALL,
)


def find(text: Text) -> Iterator[Misuse]:
    """Misuse in one code Text. The text is parsed only when a name of the tables stands in it."""
    if _WORDS.search(text.data) is None:
        return
    from plugin_policy.readers.names import read

    for node in ir.walk(read(text).body):
        yield from _of_node(text, node)


def _of_node(text: Text, node: ir.Node) -> Iterator[Misuse]:
    if isinstance(node, ir.Bind):
        yield from _setting(text, node, _key(node.target), node.value)
    elif isinstance(node, ir.Mapping):
        for key, value in node.pairs:
            yield from _setting(text, key or node, _key(key), value)
    elif isinstance(node, ir.Call):
        yield from _rights(text, node)
        for name, value in node.kwargs:
            yield from _setting(text, value, name or "", value)
    elif isinstance(node, ir.Attr) and node.name in ("_create_unverified_context", "CERT_NONE"):
        yield Misuse("protection-off", text, node.start, node.end, f"`{node.name}` switches off {_TLS}")


def _rights(text: Text, node: ir.Call) -> Iterator[Misuse]:
    """setuid(0), and chmod with the bit that makes a file run with its owner's rights (man 2 chmod, 2 setuid)."""
    func = node.func
    name = func.name if isinstance(func, ir.Attr) else ""
    if isinstance(func, ir.Ref):
        name = func.dotted.rpartition(".")[2]
    numbers = [arg.value for arg in node.args if isinstance(arg, ir.Const) and isinstance(arg.value, int)]
    if name in _BECOMES and 0 in numbers:
        yield Misuse("elevation", text, node.start, node.end, f"`{name}(0)` takes the rights of root")
    elif name in _MODES:
        bits = any(number & 0o6000 and number < 0o10000 for number in numbers)
        inside = ir.walk(list(node.args))
        named = any(isinstance(inner, ir.Attr) and inner.name in ("S_ISUID", "S_ISGID") for inner in inside)
        if bits or named:
            yield Misuse("elevation", text, node.start, node.end, f"`{name}` makes a file run with its owner's rights")


def _key(node: ir.Node | None) -> str:
    """The name a value is given under: a variable, an attribute, an item, a key."""
    if isinstance(node, ir.Name):
        return node.id
    if isinstance(node, ir.Attr):
        return node.name
    if isinstance(node, ir.Item):
        return _key(node.key)
    return node.value if isinstance(node, ir.Const) and isinstance(node.value, str) else ""


def _setting(text: Text, node: ir.Node, name: str, value: ir.Node) -> Iterator[Misuse]:
    if name in PRELOADS:
        message = f"`{name}` loads a library into every program that is started"
        yield Misuse("preload", text, node.start, node.end, message, subject=name)
        return
    switch = SWITCHES.get(name)
    if switch is None or not isinstance(value, ir.Const):
        return
    wanted, lost = switch
    if isinstance(wanted, bool):
        off = value.value is wanted
    else:
        off = str(value.value) == wanted
    if off:
        yield Misuse("protection-off", text, node.start, node.end, f"`{name}` switches off {lost}", subject=name)
