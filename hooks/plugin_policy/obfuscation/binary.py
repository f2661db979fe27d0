"""Files that are not text: what they are, whether they carry code, and whether they are what their name says.

Formats: the magic numbers are the formats' own specifications (ELF, PE, Mach-O, zip, PDF, CPython's `importlib`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugin_policy.obfuscation.signs import Sign
from plugin_policy.pattern import later

NATIVE = frozenset(("native executable", "native library", "WebAssembly"))
IMAGES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "avif", "tif", "tiff"))
MEDIA = IMAGES | frozenset(("mp3", "mp4", "mov", "wav", "ogg", "webm", "ttf", "otf", "woff", "woff2", "pdf"))
TEXTS = frozenset(("md", "txt", "json", "yaml", "yml", "toml", "csv", "html", "css", "xml", "py", "js", "ts", "sh"))
ARCHIVES = frozenset(
    ("zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "zst", "whl", "jar", "mcpb", "dxt", "vsix", "skill", "docx",
     "xlsx", "pptx", "odt", "ods", "odp", "xpi", "crx", "nupkg", "egg", "epub", "war", "apk", "thmx", "docm", "xlsm",
     "pptm", "dotx", "xltx", "potx")
)  # fmt: skip
CODE_NAMES = later(
    r"\.(?:py[cdo]?|js|mjs|cjs|ts|sh|bash|ps1|bat|cmd|exe|dll|so|dylib|rb|pl|php|jar|class|vbs|node)$", re.IGNORECASE
)
MAX_MEMBERS = 10_000

_PYC = later(rb"[\x00-\xff]{2}\r\n")
_SCRIPT_START = later(rb"\s*(?:#!\s*/|<\?php|<script\b|#!/usr/bin/env)", re.IGNORECASE)
_PDF_CODE = later(rb"#([2-7][0-9A-Fa-f])")  # any letter of a name may be written so (ISO 32000-1, 7.3.5)
# Opening at a page (`/OpenAction [3 0 R /Fit]`) is every typesetter's; an action of another kind is not.
_PDF_ACTION = later(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_PDF_OPENS = later(rb"/OpenAction\s*(?:(\d{1,9}) (\d{1,5}) R|(<<[^>]{0,300}))")
_PDF_DOES = later(rb"/S\s*/(?:URI|SubmitForm|ImportData|GoToR|Named)\b")


def find(data: bytes, kind: str, path: str) -> Iterator[Sign]:
    """kind: what languages.binary_kind says, "" for text. Offsets are meaningless in a binary: 0."""
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    if data.startswith(b"\xca\xfe\xba\xbe") and (extension == "class" or int.from_bytes(data[4:8], "big") >= 45):
        yield Sign("bytecode", 0, 0, "compiled Java: nobody can review it")  # a Mach-O file counts its few parts there
    elif kind in NATIVE:
        yield _native(kind, extension)
    elif extension in ("pyc", "pyo") or (kind == "binary" and _PYC.match(data) and b"\xe3" in data[16:24]):
        yield Sign("bytecode", 0, 0, "compiled Python: nobody can review it")
    elif extension == "class":
        yield Sign("bytecode", 0, 0, "compiled Java: nobody can review it")
    elif kind.endswith(" archive"):
        yield from _archive(data, kind, extension)
    elif kind in ("office document", "pdf"):
        yield from _document(data, kind)
    else:
        yield from _misnamed(data, kind, extension)
    if kind == "image":
        yield from _appended(data)


def _archive(data: bytes, kind: str, extension: str) -> Iterator[Sign]:
    if kind == "zip archive":
        yield from _zip(data, extension)
    elif extension not in ARCHIVES:
        yield Sign("misnamed", 0, 0, f"a {kind} under the name of something else")
    else:
        yield Sign("archive", 0, 0, f"a {kind}: its content is not reviewed here")


def opened(texts: int, closed: list[str]) -> Iterator[Sign]:
    """An archive whose text files are judged. closed: the names of its other files."""
    code = [name for name in closed if CODE_NAMES.search(name) or name.lower().rpartition(".")[2] in ARCHIVES]
    said = f"an archive whose {texts} text files are judged as files of the plugin"
    if code:
        more = f" and {len(code) - 1} more" if len(code) > 1 else ""
        yield Sign("archive", 0, 0, f"{said}, but not what nobody can review in it (`{code[0]}`{more})", "medium")
    else:
        yield Sign("archive", 0, 0, f"{said}, {len(closed)} of other kinds are not" if closed else said)


def _document(data: bytes, kind: str) -> Iterator[Sign]:
    if kind == "pdf":
        plain = _PDF_CODE.sub(lambda code: bytes([int(code[1], 16)]), data)
        match = _PDF_ACTION.search(plain)
        name = match[0].decode() if match is not None else "/OpenAction" if _acts_when_opened(plain) else ""
        if name:
            yield Sign("document-code", 0, 0, f"a PDF that acts by itself (`{name}`)", "medium")
    elif b"V\x00B\x00A\x00" in data or b"Macros" in data or b"_VBA_PROJECT" in data:
        yield Sign("document-code", 0, 0, "an office document with macros")


def _acts_when_opened(data: bytes) -> bool:
    """Whether the action of opening does more than show a page (ISO 32000-1, 12.6.4)."""
    for match in _PDF_OPENS.finditer(data):
        body = match[3]
        if body is None:
            at = re.search(rb"(?<!\d)%b %b obj" % (match[1], match[2]), data)
            body = data[at.end() : at.end() + 400].partition(b"endobj")[0] if at is not None else b""
        if _PDF_DOES.search(body):
            return True
    return False


def _misnamed(data: bytes, kind: str, extension: str) -> Iterator[Sign]:
    if kind == "" and extension in MEDIA and extension != "pdf" and data.strip():
        yield from _not_media(data, extension)
    elif kind == "binary" and extension in TEXTS:
        yield Sign("misnamed", 0, 0, f"binary content under the name of a .{extension} file")
    elif kind in ("image", "font", "media") and extension in TEXTS:
        yield Sign("misnamed", 0, 0, f"{kind} content under the name of a .{extension} file", "low")


def _native(kind: str, extension: str) -> Sign:
    message = (
        f"a {kind}: nobody can review it" if kind != "WebAssembly" else "compiled WebAssembly: nobody can review it"
    )
    return Sign("native-binary", 0, 0, message, "high" if extension in TEXTS | MEDIA else "")


def _not_media(data: bytes, extension: str) -> Iterator[Sign]:
    if _SCRIPT_START.match(data):
        yield Sign("misnamed", 0, 0, f"a script under the name of a .{extension} file", "high")
    elif extension in IMAGES and not data.lstrip().startswith((b"<svg", b"<?xml", b"version https://git-lfs")):
        yield Sign("misnamed", 0, 0, f"text under the name of a .{extension} file")


def _zip(data: bytes, extension: str) -> Iterator[Sign]:
    """Names in a zip's directory. An office or plugin bundle is a zip; one that carries code says so."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:MAX_MEMBERS]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        yield Sign("archive", 0, 0, "a zip archive that cannot be opened", "medium")
        return
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Sign("document-code", 0, 0, "an office document with macros")
        return
    code = sorted(name for name in names if CODE_NAMES.search(name))
    if extension not in ARCHIVES:
        yield Sign("misnamed", 0, 0, "a zip archive under the name of something else")
    elif code:
        yield Sign(
            "archive",
            0,
            0,
            f"an archive that carries code (`{code[0]}`{f' and {len(code) - 1} more' if len(code) > 1 else ''})",
            "medium",
        )
    elif "word/document.xml" not in names and "[Content_Types].xml" not in names:
        yield Sign("archive", 0, 0, "an archive: its content is not reviewed here")


def _appended(data: bytes) -> Iterator[Sign]:
    """Something behind the end of an image: PNG ends with IEND, JPEG with FF D9, GIF with 3B."""
    tail = b""
    if data.startswith(b"\x89PNG"):
        end = data.rfind(b"IEND")
        tail = data[end + 8 :] if end >= 0 else b""
    elif data.startswith(b"GIF8"):
        tail = b"" if data.endswith(b";") else data[data.rfind(b"\x00;") + 2 :]
    elif data.startswith(b"\xff\xd8\xff"):
        tail = data[data.rfind(b"\xff\xd9") + 2 :]
    tail = tail.strip(b"\x00\r\n ")
    if (
        tail.startswith((b"PK\x03\x04", b"\x7fELF", b"MZ", b"#!"))
        or b"<script" in tail[:4096].lower()
        or b"<?php" in tail[:4096]
    ):
        yield Sign("appended", 0, 0, "an image with something that runs behind its end")
