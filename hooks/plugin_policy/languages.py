"""Which language a file is in, by name, shebang and content; and its bytes as UTF-8."""

from __future__ import annotations

EXTENSIONS = {
    "py": "python", "pyi": "python", "pyw": "python", "pyx": "python",
    "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "javascript", "es6": "javascript",
    "ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "tsx",
    "sh": "shell", "bash": "shell", "zsh": "shell", "ksh": "shell", "dash": "shell", "bats": "shell",
    "bashrc": "shell", "zshrc": "shell", "profile": "shell", "envrc": "shell",
    "ps1": "powershell", "psm1": "powershell", "psd1": "powershell",
    "bat": "batch", "cmd": "batch",
    "md": "markdown", "markdown": "markdown", "mdx": "markdown", "mdc": "markdown",
    "json": "json", "jsonc": "json", "json5": "json", "mcpb": "", "webmanifest": "json", "ipynb": "notebook",
    "yaml": "yaml", "yml": "yaml", "toml": "toml", "ini": "ini", "cfg": "ini", "conf": "ini",
    "html": "html", "htm": "html", "xhtml": "html", "svg": "html", "vue": "html", "svelte": "html",
    "mk": "makefile", "mak": "makefile", "dockerfile": "dockerfile", "containerfile": "dockerfile",
    "txt": "text", "rst": "text", "csv": "text", "log": "text", "xml": "text", "css": "text", "lock": "text",
    "rb": "ruby", "pl": "perl", "pm": "perl", "php": "php", "lua": "lua", "go": "go", "rs": "rust", "java": "java",
    "kt": "kotlin", "swift": "swift", "c": "c", "h": "c", "cc": "cpp", "cpp": "cpp", "hpp": "cpp", "cs": "csharp",
    "scala": "scala", "r": "r", "jl": "julia", "ex": "elixir", "exs": "elixir", "erl": "erlang", "hs": "haskell",
    "clj": "clojure", "fish": "fish", "nu": "nushell", "applescript": "applescript", "scpt": "applescript",
    "vbs": "vbscript", "tcl": "tcl", "awk": "awk", "sql": "sql", "wat": "wat", "coffee": "coffeescript",
}  # fmt: skip

NAMES = {
    "dockerfile": "dockerfile", "containerfile": "dockerfile", "makefile": "makefile", "gnumakefile": "makefile",
    "justfile": "makefile", ".bashrc": "shell", ".zshrc": "shell", ".profile": "shell", ".bash_profile": "shell",
    ".envrc": "shell", "bashrc": "shell", "zshrc": "shell", "pkgbuild": "shell", "rakefile": "ruby",
    "gemfile": "ruby", "vagrantfile": "ruby", "jenkinsfile": "groovy", "license": "text", "notice": "text",
    "readme": "text", "changelog": "text", "procfile": "text", "pipfile": "toml", "poetry.lock": "toml",
    "uv.lock": "toml", "pdm.lock": "toml", "cargo.lock": "toml", "bun.lock": "json", "composer.lock": "json",
    "pipfile.lock": "json", ".babelrc": "json", ".eslintrc": "json", ".prettierrc": "json",
}  # fmt: skip

INTERPRETERS = {
    "python": "python", "python2": "python", "python3": "python", "pypy": "python", "pypy3": "python",
    "uv": "python", "pipx": "python", "node": "javascript", "nodejs": "javascript", "deno": "typescript",
    "bun": "typescript", "ts-node": "typescript", "tsx": "typescript", "sh": "shell", "bash": "shell",
    "zsh": "shell", "dash": "shell", "ksh": "shell", "ash": "shell", "busybox": "shell", "pwsh": "powershell",
    "powershell": "powershell", "ruby": "ruby", "perl": "perl", "php": "php", "lua": "lua", "make": "makefile",
    "osascript": "applescript", "awk": "awk", "gawk": "awk", "fish": "fish", "tclsh": "tcl", "rscript": "r",
}  # fmt: skip

# What the readers parse; "exec" is an argument list in a manifest.
CODE = frozenset(("python", "javascript", "typescript", "tsx", "shell", "powershell", "batch", "exec"))

# Languages that execute but that no reader parses: said, never silently skipped.
UNREAD_CODE = frozenset(
    ("ruby", "perl", "php", "lua", "go", "rust", "java", "kotlin", "swift", "c", "cpp", "csharp", "scala", "r",
     "julia", "elixir", "erlang", "haskell", "clojure", "fish", "nushell", "applescript", "vbscript", "tcl", "awk",
     "groovy", "coffeescript", "wat")
)  # fmt: skip

# First bytes of formats that no text reader can read. (offset, bytes, kind)
MAGIC = (
    (0, b"\x7fELF", "native executable"), (0, b"MZ", "native executable"), (0, b"\xfe\xed\xfa", "native executable"),
    (0, b"\xcf\xfa\xed\xfe", "native executable"), (0, b"\xce\xfa\xed\xfe", "native executable"),
    (0, b"\xca\xfe\xba\xbe", "native executable"), (0, b"!<arch>\n", "native library"),
    (0, b"\x00asm", "WebAssembly"), (0, b"PK\x03\x04", "zip archive"), (0, b"PK\x05\x06", "zip archive"),
    (0, b"\x1f\x8b", "gzip archive"), (0, b"BZh", "bzip2 archive"), (0, b"\xfd7zXZ\x00", "xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z archive"), (0, b"Rar!\x1a\x07", "rar archive"), 
    (0, b"\x28\xb5\x2f\xfd", "zstd archive"),
    (257, b"ustar", "tar archive"), (0, b"%PDF-", "pdf"), (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
    (0, b"\x89PNG\r\n", "image"), (0, b"\xff\xd8\xff", "image"), (0, b"GIF8", "image"), (0, b"RIFF", "media"),
    (0, b"\x00\x00\x01\x00", "image"), (4, b"ftyp", "media"), (0, b"OggS", "media"), (0, b"ID3", "media"),
    (0, b"wOFF", "font"), (0, b"wOF2", "font"), (0, b"\x00\x01\x00\x00\x00", "font"), (0, b"OTTO", "font"),
    (0, b"SQLite format 3\x00", "database"), (0, b"GIT\x00", "git bundle"), (0, b"PACK", "git pack"),
)  # fmt: skip


def language_of(path: str, head: bytes) -> str:
    """Language by file name, else by shebang; "" when neither says. `head` is the start of the content."""
    name = path.rpartition("/")[2].lower()
    if name in NAMES:
        return NAMES[name]
    if name.startswith(("dockerfile.", "containerfile.")):
        return "dockerfile"
    _, dot, extension = name.rpartition(".")
    language = EXTENSIONS.get(extension, "") if dot else ""
    if language in ("", "text"):
        return shebang(head) or language
    return language


def shebang(head: bytes) -> str:
    """Language of a `#!` line, "" without one. Understands env, env -S, version suffixes and paths with spaces."""
    if not head.startswith(b"#!"):
        return ""
    line = head[2:512].split(b"\n", 1)[0].decode("latin-1").strip()
    for word in line.replace("\\", "/").split():
        base = word.rpartition("/")[2].lower().removesuffix(".exe")
        if base in ("env", "nohup", "nice") or base.startswith("-") or "=" in base:
            continue
        if base in INTERPRETERS:
            return INTERPRETERS[base]
        return INTERPRETERS.get(base.rstrip("0123456789."), "")
    return ""


def binary_kind(data: bytes) -> str:
    """What a file that is not text is, by its first bytes; "" for text."""
    for offset, magic, kind in MAGIC:
        if data.startswith(magic, offset) and not (kind in ("media", "git pack") and b"\x00" not in data[:512]):
            return "" if _looks_like_text(data, magic) else kind
    if b"\x00" not in data[:8192]:
        return ""
    return "" if unicode_encoding(data) else "binary"


def _looks_like_text(data: bytes, magic: bytes) -> bool:
    """Short ASCII magic (`MZ`, `PACK`, `BZh`) opens ordinary words too."""
    if any(byte > 126 or byte < 9 for byte in magic) or magic == b"%PDF-":
        return False
    head = data[:1024]
    return b"\x00" not in head and sum(byte > 126 or byte < 9 for byte in head) < len(head) // 50 + 1


def unicode_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 by byte-order mark or by the pattern of zero bytes; "" for neither."""
    for mark, name in ((b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be")):
        if data.startswith(mark):
            return name
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return name
    head = data[:1024]
    half = len(head) // 2
    if half >= 4:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > half * 0.7 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.7 and odd < half * 0.1:
            return "utf-16-be"
    return ""


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """The content as UTF-8 without byte-order mark, and the encoding it was in.

    Bytes that are not valid in any Unicode encoding are read as Latin-1, which gives every byte a character.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    name = unicode_encoding(data)
    if name:
        return data.decode(name, "replace").lstrip("\ufeff").encode("utf-8", "replace"), name
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1").encode(), "latin-1"
    return data, "utf-8"
