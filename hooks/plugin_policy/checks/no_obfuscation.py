"""What no reviewer can read: hidden Unicode, look-alike names, packed and scrambled code, encoded payloads, binaries.

Plugins should be readable and reviewable. This check looks at every file, whatever its language:

- hidden Unicode: tag characters, direction controls, invisible characters inside words or in long runs, blank letters.
  Joiners of emoji and of scripts that need them, flags, and right-to-left prose are at home and pass;
- names in code that mix look-alike letters of two alphabets, or that an interpreter folds to other letters;
- code that an obfuscator wrote, packed code, minified code without its source beside it, plain words written as escapes
  or character codes, text pushed out of sight by blanks;
- payloads that are decoded and then run; hosts, paths and programs that are written encoded;
- functions, modules and programs that matter, called under a name that is put together, decoded or handed to reflection
  as text (`getattr(builtins, "ev" + "al")`);
- native executables and libraries, bytecode, archives and documents that carry code, files that are not what their name
  says, source encodings that hide ASCII.

An archive that a manifest, code or a text for agents of its plugin names (`.mcpb`, `.zip`, `.tar.gz`, `.whl`, …) is
opened in memory, and its text files are judged by every check as `bundle.mcpb!/server/index.js`. Other archives, and
archives inside archives, stay closed.

A minified `dist/` with its source in the plugin, images, fonts, lock files, `data:` images and test vectors pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import FILE, Check, at
from plugin_policy.entry import run_check
from plugin_policy.finding import Finding, Rule
from plugin_policy.obfuscation.signs import Sign

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.capabilities.use import Use
    from plugin_policy.repository import File
    from plugin_policy.scan import Scan
    from plugin_policy.text import Text

CHECK = Check("no-obfuscation", FILE, "what no reviewer can read", 3)

_WRITE_IT = "write the text plainly, or take it out"
_SOURCE = "ship the source it was made from, or build it where it is installed"

RULES = (
    Rule(
        "no-obfuscation/hidden-unicode",
        "high",
        "characters that a reader does not see",
        "delete the character; editors show it with a setting for invisible characters",
    ),
    Rule(
        "no-obfuscation/confusable-name",
        "high",
        "a name with look-alike letters",
        "write the name in letters of one alphabet",
    ),
    Rule(
        "no-obfuscation/scrambled",
        "high",
        "code that an obfuscator wrote",
        "ship the code as it was written",
    ),
    Rule(
        "no-obfuscation/spelled-out",
        "high",
        "plain words written so that nobody reads them",
        _WRITE_IT,
    ),
    Rule(
        "no-obfuscation/off-screen",
        "high",
        "text pushed out of sight",
        "put the text where a reader sees it, or take it out",
    ),
    Rule(
        "no-obfuscation/minified",
        "medium",
        "minified code without its source",
        _SOURCE,
    ),
    Rule(
        "no-obfuscation/decoded-payload",
        "high",
        "an encoded payload that is decoded and used",
        _WRITE_IT,
    ),
    Rule(
        "no-obfuscation/disguised-name",
        "high",
        "a function is called under a name that nobody reads",
        "call the function by its name",
    ),
    Rule(
        "no-obfuscation/native-binary",
        "medium",
        "a compiled binary",
        _SOURCE,
    ),
    Rule(
        "no-obfuscation/bytecode",
        "medium",
        "compiled code",
        _SOURCE,
    ),
    Rule(
        "no-obfuscation/archive",
        "note",
        "an archive",
        "unpack it into the plugin, or fetch it where it is needed by its digest",
    ),
    Rule(
        "no-obfuscation/document-code",
        "high",
        "a document that carries code",
        "save it without macros or actions",
    ),
    Rule(
        "no-obfuscation/misnamed",
        "medium",
        "content that is not what its name says",
        "give the file the name of what it is",
    ),
    Rule(
        "no-obfuscation/appended",
        "high",
        "an image with code behind its end",
        "take out what stands behind the image",
    ),
    Rule(
        "no-obfuscation/source-encoding",
        "high",
        "a source encoding that hides what runs",
        "save the file as UTF-8",
    ),
)

DECODERS = (
    b"base64", b"b64decode", b"atob", b"hex", b"decompress", b"inflate", b"rot13", b"xxd", b"encodedcommand",
    b"decrypt", b"reveal", b"stegano", b"stepic", b"powershell", b"pwsh", b"gunzip", b"zcat", b"uncompress", b"unxz",
    b"bunzip", b"uudecode", b"getstring", b"[char", b"bytes(", b"cipher", b"openssl",
)  # fmt: skip
_ENCODED = {"connect": "the host", "read": "the path", "write": "the path", "command": "the program"}
_BY_NAME = {rule.id.partition("/")[2]: rule for rule in RULES}


def run(scan: Scan) -> Iterator[Finding]:
    for file in scan.files:
        if file.huge:
            continue
        for sign in _of_file(file):
            yield _finding(file.text, sign)
        if file.state == "read":
            for text in scan.texts(file):
                for sign in _of_text(text):
                    yield _finding(text, sign)
    calls = list(_disguised(scan))
    yield from calls
    said = {(finding.rule, finding.path, finding.line) for finding in calls}
    yield from (finding for finding in _decoded(scan) if (finding.rule, finding.path, finding.line) not in said)


def _disguised(scan: Scan) -> Iterator[Finding]:
    """Calls that hide what they call. Code is only evaluated where a name can be reached without being written."""
    from plugin_policy.obfuscation import disguised

    paths = {file.path for file in scan.files if file.state == "read" and disguised.TOKENS.search(file.data)}
    for plugin in scan.plugins:
        if not any(file.path in paths and file.language in disguised.LANGUAGES for file in plugin.files):
            continue
        uses = [use for use in scan.uses(plugin) if use.text.channel in ("runs", "instructs")]
        for use, severity, message in disguised.find(uses, _aliases()):
            if use.text.path in paths:
                yield at(_BY_NAME["disguised-name"], use.text, use.start, use.end, message=message, severity=severity)


def _aliases() -> dict[str, str]:
    from plugin_policy.capabilities.tables import Tables

    tables = Tables()
    return {**tables.family("python").aliases, **tables.family("javascript").aliases}


def _decoded(scan: Scan) -> Iterator[Finding]:
    """Text that is decoded and then run. Code is only evaluated for this where a decoder's name stands."""
    known = scan.repository.by_path
    for plugin in scan.plugins:
        if not scan.code.made(plugin) and not any(_decodes(scan, file) for file in plugin.files):
            continue
        for use in scan.uses(plugin):
            if use.text.channel in ("runs", "instructs") and scan.judges(use.text.path):
                yield from _unreadable(use, known[use.text.path])


def _unreadable(use: Use, file: File) -> Iterator[Finding]:
    """What a use says of text that the source does not show."""
    if use.capability == "decode" and use.via == "name":
        way = "decoded" if "decoded" in use.origins else "put together from pieces"
        message = f"the name `{use.subject}` is {way}, so that nobody reads it"
        yield at(_BY_NAME["disguised-name"], use.text, use.start, use.end, message=message)
    elif "decoded" in use.origins and use.capability == "evaluate":
        message = f"an encoded payload is decoded and run by `{use.via.rstrip(' <')}`"
        yield at(_BY_NAME["decoded-payload"], use.text, use.start, use.end, message=message)
    elif "decoded" in use.origins and use.capability in _ENCODED and use.origins <= {"decoded", "constant"}:
        subject = (use.subject or "").lower().encode("utf-8", "replace")
        if subject and subject.strip(b"*./~") and subject not in file.data.lower():
            message = f"{_ENCODED[use.capability]} `{use.subject}` is written encoded"
            yield at(_BY_NAME["decoded-payload"], use.text, use.start, use.end, message=message)


def _decodes(scan: Scan, file: File) -> bool:
    """Whether the file is judged and the name of a decoder stands in it."""
    if not scan.judges(file.path) or file.state != "read":
        return False
    from plugin_policy.obfuscation.packed import CODE, spells

    data = file.data.lower()
    return any(word in data for word in DECODERS) or (file.language in CODE and spells(data))


def _finding(text: Text, sign: Sign) -> Finding:
    rule = _BY_NAME[sign.rule]
    return at(
        rule, text, sign.start, sign.end, severity=sign.severity, message=sign.message, evidence=_evidence(text, sign)
    )


def _evidence(text: Text, sign: Sign) -> str:
    return text.data[sign.start : sign.end].decode("utf-8", "replace") or f"{sign.rule} {sign.message}"


def _of_file(file: File) -> Iterator[Sign]:
    """What the bytes as a whole say."""
    from plugin_policy.languages import CODE, binary_kind
    from plugin_policy.obfuscation import binary, packed

    data = file.data
    if file.opened > 0:
        yield from binary.opened(file.opened, file.closed)
        return
    yield from binary.find(data, binary_kind(data), file.path)
    if file.state != "read":
        return
    if file.language == "python":
        yield from _encoding(data)
    if file.language in CODE and packed.minified(data):
        yield _minified(file)


def _encoding(data: bytes) -> Iterator[Sign]:
    """PEP 263: the first two lines may name the encoding of the rest."""
    import re

    match = re.search(
        rb"^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)", b"\n".join(data.split(b"\n", 2)[:2]), re.MULTILINE
    )
    if match is None:
        return
    name = match[1].decode().lower().replace("_", "-")
    plain = (
        "utf",
        "latin",
        "iso-8859",
        "iso8859",
        "ascii",
        "us-ascii",
        "cp125",
        "windows-125",
        "koi8",
        "euc",
        "gb",
        "big5",
        "shift-jis",
    )
    if name.startswith(("utf-7", "utf7")) or not name.startswith(plain):
        yield Sign("source-encoding", match.start(1), match.end(1), f"the encoding `{name}` hides what runs")


def _minified(file: File) -> Sign:
    """Minified code: a note when its readable source stands beside it."""
    folder, _, name = file.path.rpartition("/")
    known = file.repository.by_path
    stem = name.rpartition(".")[0].removesuffix(".min").removesuffix(".bundle")
    beside = [f"{folder}/{stem}.{ending}".lstrip("/") for ending in ("js", "ts", "mjs", "src.js")]
    mapped = f"{file.path}.map" in known
    built = any(part in ("dist", "build", "out", "lib") for part in folder.split("/"))
    sources = built and any(
        other is not file
        and "/src/" in "/" + other.path
        and other.language in ("javascript", "typescript", "tsx", "python")
        for other in file.plugin.files
    )
    if mapped or sources or any(path in known and path != file.path for path in beside):
        return Sign("minified", 0, 0, "minified code, with its source in the plugin", "note")
    if file.data.lstrip()[:3] in (b"/*!", b"/**") or b"@license" in file.data[:2000]:
        return Sign("minified", 0, 0, "a minified library without its source", "low")
    return Sign("minified", 0, 0, "minified code without its source")


def _of_text(text: Text) -> Iterator[Sign]:
    from plugin_policy.languages import CODE
    from plugin_policy.obfuscation import confusable, hidden, packed

    code = text.language in packed.CODE
    if text.parent is None:
        yield from hidden.find(text.data, code=code)
        if code or text.language == "markdown":
            yield from packed.find_layout(text.data)
    if code and text.channel != "says":
        yield from packed.find(text.data, text.language)
        if text.language in CODE and not text.data.isascii() and confusable.LEADS.search(text.data):
            yield from confusable.find(text.data, _prose(text))


def _prose(text: Text) -> list[tuple[int, int]]:
    """Spans of a code Text that are comments or strings."""
    from plugin_policy.readers import load
    from plugin_policy.readers.ir import Const, walk

    read = load(text.language)
    if read is None:
        return []
    module = read(text)
    strings = [(node.start, node.end) for node in walk(module.body) if isinstance(node, Const)]
    return [*module.comments, *strings]


def main(argv: Sequence[str] | None = None) -> int:
    return run_check(__name__, argv)
