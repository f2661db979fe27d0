"""Whether a file can hold a use of EVALUATE at all, by its bytes: a single hook then spares itself the parsers.

Sound against disguise: besides the names of the tables it knows every token a language needs to reach a name that it
does not write (reflection, escapes, computed members). A test holds it against the tables and all cases.
"""

from __future__ import annotations

import re

# Words of which one stands in every use of the tables' rows, or in whatever reaches one without its name.
_PYTHON = (
    rb"eval|exec|compile|import_module|__|importlib|imp\b|getattr|globals|locals|vars|attrgetter|methodcaller|runpy|"
    rb"builtin|pickle|marshal|shelve|dill|joblib|yaml|torch|numpy|\bnp\b|code|types|FunctionType|LambdaType|ctypes|cffi|"
    rb"load|[Ii]nterp|timeit|Profile|profile|trace|pdb|bdb|doctest|pandas|\bpd\b|IPython|ipython|js2py|racer|quickjs|"
    rb"dukpy|lupa|rpy2|jinja|mako|Template|sympy|logging\.config|pydoc|pkgutil|zipimport|subprocess|system|popen|Popen|"
    rb"spawn|pexpect|invoke|fabric|plumbum|envoy|sarge|delegator|commands|getoutput|asyncio|anyio|trio|\bsh\b|bash|"
    rb"modules|mock|execjs|asteval|numexpr|setuptools|distutils|import \*|startfile|ShellExecute|hickle|recv|dup2|"
    rb"paramiko"
)
_JAVASCRIPT = (
    rb"eval|Function|constructor|set(?:Timeout|Interval|Immediate)|\bvm|require|import|Reflect|\[|\\u|\\x|WebAssembly|"
    rb"Worker|process|exec|spawn|fork|shell|script|Script|\$`|Bun|Deno|unserialize|_compile|prototype|globalThis"
)
_SHELL = (
    rb"eval|source|sh\b|\$|`|trap|python|node|perl|ruby|php|lua|deno|bun|osascript|pwsh|powershell|iex|su\b|env|xargs|"
    rb"\\|''|\"\"|ssh|awk|npx|script|watch|\bat\b|make"
)
_POWERSHELL = rb"(?i:iex|invoke|&|scriptblock|create\(|add-type|command|\$|`|\.\s|start-process|powershell|pwsh|cmd)"
# Everything that carries code of several languages, and prose.
_ANY = rb"eval|exec|run|invoke|pass|feed|use|call|sh\b|bash|python|node|\$|`|!|iex|source|command|interpret|send|give"

_TOKENS = {
    "python": _PYTHON,
    "javascript": _JAVASCRIPT,
    "typescript": _JAVASCRIPT,
    "tsx": _JAVASCRIPT,
    "shell": _SHELL,
    "powershell": _POWERSHELL,
}


def may_evaluate(data: bytes, path: str) -> bool:
    """False when no reader can find a use of EVALUATE in the file."""
    from plugin_policy.languages import UNREAD_CODE, language_of

    language = language_of(path, data[:512])
    if language in UNREAD_CODE:
        return True  # the scan says that it was not understood
    tokens = _TOKENS.get(language, _ANY)
    if re.search(tokens, data):
        return True
    if data.isascii():
        return False
    if language == "python":  # identifiers are normalised: eval may be written in full-width letters
        import unicodedata

        plain = unicodedata.normalize("NFKC", data.decode("utf-8", "replace")).encode("utf-8", "replace")
        return re.search(tokens, plain) is not None
    return language not in _TOKENS or b"\0" in data[:4096]
