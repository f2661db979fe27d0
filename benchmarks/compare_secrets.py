"""Compare no-secrets with detect-secrets, kingfisher and secretlint on one labelled set. Run by hand:

    python benchmarks/compare_secrets.py FOLDER [CLEAN ...]

FOLDER receives the set: synthetic secrets, drawn at run time, one per file, in many carriers. CLEAN are folders of real
code without secrets. Tools that are not installed are left out (`detect-secrets`, `kingfisher` on PATH; secretlint by
the environment variable SECRETLINT, the path of its command).
"""

from __future__ import annotations

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

ALPHABETS = {
    "h": "0123456789abcdef",
    "H": "0123456789ABCDEF",
    "l": "abcdefghijklmnopqrstuvwxyz0123456789",
    "U": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "d": "0123456789",
}
ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
KEYS = ("{P}_API_KEY", "{P}_TOKEN", "{p}ApiKey", "{p}_secret_key", "{P}_KEY", "{p}_auth_token", "{p}.api.key")
CARRIERS = (
    ("env", "{k}={v}\n"),
    ("json", '{{\n  "name": "demo",\n  "{k}": "{v}"\n}}\n'),
    ("yml", "service:\n  {k}: {v}\n"),
    ("toml", '[service]\n"{k}" = "{v}"\n'),
    ("properties", "{k}={v}\n"),
    ("xml", '<configuration>\n  <add key="{k}" value="{v}" />\n</configuration>\n'),
    ("py", 'os.environ["{k}"] = "{v}"\n'),
    ("js", 'process.env["{k}"] = "{v}";\n'),
    ("go", 'os.Setenv("{k}", "{v}")\n'),
    ("java", 'config.put("{k}", "{v}");\n'),
    ("php", "define('{k}', '{v}');\n"),
    ("sh", 'export {k}="{v}"\n'),
    ("tf", 'variable "{k}" {{\n  default = "{v}"\n}}\n'),
    ("md", "Set `{k}` to:\n\n    {k}={v}\n"),
    ("log", "2024-05-06 07:08:09 INFO using {k}={v}\n"),
)
NEGATIVES = (
    ("env", "API_KEY=${{API_KEY}}\nTOKEN=your-token-here\nSECRET=changeme\n"),
    ("json", '{{"sha": "{h40}", "integrity": "sha512-{b86}==", "id": "{u}"}}\n'),
    ("py", "def login(password: str, token: str | None = None) -> str: ...\n"),
    ("yml", "uses: actions/checkout@{h40}\npublic_key: {b44}\nkey_id: {h40}\n"),
    ("md", "Authorization: Bearer <token>, like `AKIAIOSFODNN7EXAMPLE`\n"),
    ("js", 'const label = {{ password: "Passwort", token: "Zugangswort", apiKey: t("settings.apiKey") }};\n'),
    ("lock", 'checksum = "{h64}"\nresolved "https://example.com/a.tgz#{h40}"\n'),
    ("sh", 'curl -H "Authorization: Bearer $TOKEN" -u "$USER:$PASSWORD" https://example.com\n'),
)


def draw(source: random.Random, code: str) -> str:
    """A secret of one shape of the named rules."""
    if code == "u":
        return "-".join("".join(source.choices(ALPHABETS["h"], k=length)) for length in (8, 4, 4, 4, 12))
    low = int(code[1:].partition("-")[0])
    text = ""
    while not re.search(r"\d", text):
        text = "".join(source.choices(ALPHABETS.get(code[0], ALNUM), k=low))
    return text


def expand(source: random.Random, pattern: bytes) -> str:
    """A string that a provider's pattern matches, "" where the pattern uses what this does not understand."""
    try:
        from re import _parser as parser
    except ImportError:
        return ""
    try:
        text = "".join(_expand(source, item) for item in parser.parse(pattern.decode()))
    except (KeyError, ValueError):
        return ""
    return text if re.fullmatch(pattern, text.encode()) else ""


def _expand(source: random.Random, item: tuple) -> str:
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return chr(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        low, high, inner = value
        count = source.randint(low, min(int(high), low + 12))
        return "".join(_expand(source, one) for _ in range(count) for one in inner)
    if kind == "SUBPATTERN":
        return "".join(_expand(source, one) for one in value[3])
    if kind == "BRANCH":
        return "".join(_expand(source, one) for one in source.choice(value[1]))
    if kind == "IN":
        return source.choice(_members(value))
    raise ValueError(kind)


def _members(items: list) -> str:
    members = ""
    for kind, value in items:
        if str(kind) == "LITERAL":
            members += chr(value)
        elif str(kind) == "RANGE":
            members += "".join(map(chr, range(value[0], value[1] + 1)))
        else:
            members += {"CATEGORY_WORD": ALNUM, "CATEGORY_DIGIT": "0123456789"}[str(value)]
    return members


def write(folder: pathlib.Path) -> dict[str, tuple[str, str]]:
    """file name -> (type, secret), "" for a file that holds none."""
    from plugin_policy.secrets.named_rules import NAMED
    from plugin_policy.secrets.prefixed_rules import PREFIXED

    source = random.Random(20240506)
    labels: dict[str, tuple[str, str]] = {}

    def put(kind: str, text: str, extension: str, secret: str) -> None:
        name = f"{len(labels):05}.{extension}"
        (folder / name).write_text(text)
        labels[name] = (kind, secret)

    rows = [(row[0], row[1], lambda row=row: expand(source, row[3])) for row in PREFIXED]
    rows += [(row[0], row[1], lambda row=row: draw(source, source.choice(row[4].split()))) for row in NAMED]
    for kind, provider, make in rows:
        name = re.sub(r"\W+", "_", provider.lower()).strip("_")
        for extension, carrier in source.sample(CARRIERS, 3):
            secret = make()
            if secret:
                key = source.choice(KEYS).format(P=name.upper(), p=name)
                put(kind, carrier.format(k=key, v=secret), extension, secret)
    for number in range(240):
        extension, text = NEGATIVES[number % len(NEGATIVES)]
        fields = {"h40": draw(source, "h40"), "h64": draw(source, "h64"), "u": draw(source, "u")}
        put("", text.format(b86=draw(source, "a86"), b44=draw(source, "a44"), **fields), extension, "")
    return labels


def ours(folder: pathlib.Path) -> set[tuple[str, int]]:
    from plugin_policy.secrets.engine import find

    found = set()
    for path in _files(folder):
        data = path.read_bytes()
        for hit in find(data, path.name):
            found.add((str(path.relative_to(folder)), data.count(b"\n", 0, hit.start) + 1))
    return found


def detect_secrets(folder: pathlib.Path) -> set[tuple[str, int]]:
    out = _run(["detect-secrets", "scan", "--all-files", "--no-verify", "."], folder)
    return {(file, row["line_number"]) for file, rows in json.loads(out)["results"].items() for row in rows}


def kingfisher(folder: pathlib.Path) -> set[tuple[str, int]]:
    out = _run(
        ["kingfisher", "scan", ".", "--no-validate", "--format", "json", "--no-update-check", "--confidence", "low"],
        folder,
    )
    document = json.JSONDecoder().raw_decode(out[out.index("{") :])[0]
    found = [row["finding"] for row in document["findings"]]
    return {(os.path.normpath(row["path"]), row["line"]) for row in found}


def secretlint(folder: pathlib.Path) -> set[tuple[str, int]]:
    (folder / ".secretlintrc.json").write_text('{"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}')
    out = _run([os.environ["SECRETLINT"], "--format", "json", "**/*"], folder)
    (folder / ".secretlintrc.json").unlink()
    return {
        (os.path.relpath(file["filePath"], folder), row["loc"]["start"]["line"])
        for file in json.loads(out or "[]")
        for row in file["messages"]
    }


def _run(command: list[str], folder: pathlib.Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=1800).stdout


def _files(folder: pathlib.Path) -> list[pathlib.Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and ".git" not in path.parts]


def main(argv: list[str]) -> int:
    folder = pathlib.Path(argv[0])
    folder.mkdir(parents=True, exist_ok=True)
    labels = write(folder)
    kinds = {kind for kind, _ in labels.values() if kind}
    positives = {name for name, (kind, _) in labels.items() if kind}
    print(f"{len(positives)} secrets of {len(kinds)} types, {len(labels) - len(positives)} look-alikes")
    tools = {"no-secrets": ours, "detect-secrets": detect_secrets, "kingfisher": kingfisher}
    if os.environ.get("SECRETLINT"):
        tools["secretlint"] = secretlint
    for name, tool in tools.items():
        started = time.perf_counter()
        found = {os.path.normpath(path) for path, _ in tool(folder)}
        seconds = time.perf_counter() - started
        right, wrong = len(found & positives), len((found & set(labels)) - positives)
        types = len({labels[path][0] for path in found & positives})
        line = (
            f"| {name} | {right / max(1, right + wrong):.3f} | {right / len(positives):.3f} | {types} of {len(kinds)} |"
        )
        line += f" {wrong} | {seconds:.1f} s |"
        for clean in argv[1:]:
            line += f" {len({path for path, _ in tool(pathlib.Path(clean))})} of {len(_files(pathlib.Path(clean)))} |"
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
