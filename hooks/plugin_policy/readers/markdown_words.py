"""Is this code a command, and does the sentence around it ask to run it? Words only; what commands mean, the
capability tables know."""

from __future__ import annotations

import re

from plugin_policy.pattern import later

# Programs whose name at the head of a line makes it a command line.
PROGRAMS = frozenset(
    """
    7z act adb ansible ansible-playbook apk apt apt-get aria2c at aws awk az base64 bash black brew bun bunx bundle
    cargo cat cd certutil chmod chown claude clang cmake code codex composer conda cp crontab curl cut dd deno dig
    direnv dnf docker docker-compose dotnet du echo emacs env eval exec export ffmpeg find firebase fly flutter gcc
    gcloud gem gemini gh git glab go gpg gradle grep gunzip gzip head heroku hg history http https iex ifconfig ip
    iptables irm iwr java javac jest journalctl jq just kill kubectl launchctl less ln ls lsof make maven mkdir
    mkfifo mktemp mv mvn mypy nc ncat netcat netlify nmap node nohup nox npm npx nslookup nvm op openssl osascript
    pacman pbcopy pbpaste perl php ping pip pip3 pipenv pipx pkill pnpm podman poetry powershell prettier printf ps
    psql pwd pwsh pyenv pytest python python3 railway rake rclone redis-cli reg rg rm rmdir rsync ruby ruff rustc
    rustup scp screencapture scutil secret-tool security sed sftp sh shasum shred socat source sort sqlite3 ssh ssh-
    add ssh-keygen stat stripe sudo supabase svn systemctl tail tar tee telnet terraform test tmux touch tr tree tsc
    tsx turbo uglifyjs uname uniq unzip uv uvx vercel vi vim vite vitest wc wget which whoami wrangler xargs xclip
    xxd yarn yq yum zip zsh zypper
    """.split()  # noqa: SIM905  (a word list reads best as words)
)
# Names that are English words too: alone with plain words behind them they are prose.
_WORDS = frozenset(
    """
    act at cat code cut echo env eval exec export find fly go head history http https just kill less make op screen
    security sort source test touch tree which
    """.split()  # noqa: SIM905  (a word list reads best as words)
)

_FIRST = later(
    rb"(?:(?:[A-Za-z_]\w{0,80}=[^\s]{0,200}[ \t]+)|(?:sudo|env|time|nohup|command|exec)[ \t]+)*"
    rb"([^\s;|&()<>\"'`]+)([^\n]*)"
)
_SCRIPT = later(rb"(?:\.{1,2}|~|\$\{?[A-Z_]+\}?)?/?(?:[\w.@+-]+/)+[\w.@+-]+$")
_OPERATOR = later(rb"(?:^|[\s=])(?:--?\w|[|<>]|&&|[./~$]|[\"'`])|[/=$]|\.\w")
_NEVER = later(
    r"\b(?:never|do not|don'?t|must not|should not|shouldn'?t|avoid|instead of|rather than|not to|without|cannot"
    r"|can'?t)\s+"
    r"(?:\w+\s+){0,2}?(?:run|running|use|using|execute|executing|do|doing|call|calling|pipe|type|typing|paste|invoke)?\W*$",
    re.I,
)
_ASKING = later(
    r"\b(?:run|runs|execute|invoke|type|enter|use|using|call|install|start|launch|issue|try|via|with|command|by running"
    r"|check|verify|then|first|ensure|paste|perform|do)\b[^.;!?]{0,80}$",
    re.I,
)
_WARNING = later(
    r"(?:❌|🚫|⛔|✗|✘|\bbad\b|\bwrong\b|\bincorrect\b|\bvulnerable\b|\binsecure\b|\bunsafe\b|\banti-?pattern|\bmalicious\b"
    r"|\battack|\bdangerous\b|\bnever\b|\bdon'?t\b|\bdo not\b|\bavoid\b|\binstead of\b|\bexploit)",
    re.I,
)
_BULLET = later(r"[\s>*+\-\d.)#|]*$")


def is_command(code: bytes) -> bool:
    """A line that calls a known program, or a script by its path, with at least one argument."""
    match = _FIRST.match(code)
    if match is None:
        return False
    name = match.group(1).rpartition(b"/")[2].decode("ascii", "replace")
    rest = match.group(2).strip()
    if name in PROGRAMS:
        return bool(rest) and (name not in _WORDS or bool(_OPERATOR.search(match.group(2))))
    return bool(rest) and bool(_SCRIPT.match(match.group(1))) and match.group(1)[:1] in b".~$/"


def is_listing(lines: list[bytes]) -> bool:
    """Does every line of an untagged fence call a known program (comments, blanks and continued lines aside)?"""
    seen = goes_on = False
    for line in lines:
        stripped = line.strip()
        if not stripped or stripped.startswith(b"#"):
            continue
        if not goes_on:
            bare = stripped[2:] if stripped.startswith(b"$ ") else stripped
            if not (is_command(bare) or bare.decode("ascii", "replace") in PROGRAMS):
                return False
            seen = True
        goes_on = stripped.endswith(b"\\")
    return seen


def asked(before: bytes, previous: bytes) -> bool:
    """Does the text before a piece of inline code ask to run it? previous: the line above, which speaks for a bare
    list item when it ends with a colon."""
    line = before.decode("utf-8", "replace")
    sentence = re.split(r"(?<=[.!?;])\s", line[-300:])[-1]
    if _NEVER.search(sentence) or _WARNING.search(sentence):
        return False
    if _BULLET.match(sentence):
        above = previous.decode("utf-8", "replace").strip()
        return above.endswith(":") and bool(_ASKING.search(above.rstrip(":*_ "))) and not _WARNING.search(above)
    return bool(_ASKING.search(sentence))


def warned(line: bytes) -> bool:
    """Does the line above a fence say that this is how not to do it?"""
    return bool(_WARNING.search(line.decode("utf-8", "replace")))
