"""More programs that fetch what they run or install: of nix, jbang, RubyGems, Volta and Deno.

https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-run  …/nix-shell  https://www.jbang.dev/documentation/
https://guides.rubygems.org/command-reference/#gem-exec  https://docs.volta.sh/reference/install
https://docs.deno.com/runtime/reference/cli/install/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugin_policy.dependencies.dependency import (
    EXACT,
    GEM,
    GIT_FLOATING,
    GIT_SHA,
    INSTALL,
    LAUNCHER,
    MAVEN,
    NONE,
    RANGE,
    TAG,
    URL,
    Dependency,
)
from plugin_policy.dependencies.options import read_options, words
from plugin_policy.dependencies.runners import deno, npm
from plugin_policy.dependencies.specs import gem_version

NIX, JBANG = "nix", "JBang"

_COMMIT = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")
_NIX_VALUES = words(
    "-c --command --inputs-from --expr -f --file --system --extra-experimental-features --experimental-features "
    "--profile --store -I -k --keep-env-var -u --unset-env-var --run -A --attr -j --max-jobs --cores --argstr --arg"
)
_JBANG_VALUES = words(
    "-j --java --deps --repos -m --main -s --sources --files --catalog --name -n --cp --class-path --module "
    "--runtime-option -R --compile-option -C --javaagent --source-type --native-option -N"
)
_GEM_VALUES = words("-v --version -g --gem -i --install-dir -n --bindir -s --source -p --http-proxy --platform")
_DENO_VALUES = words("-n --name --root --config -c --import-map --lock --cert --env-file --location --seed --reload")

Run = tuple[list[Dependency], list[str]]


def _nix(text: str, via: str, origin: str) -> Iterator[Dependency]:
    """An installable: `nixpkgs#hello`, `github:owner/repo/rev#x`; without an address it is of this tree."""
    reference, _, _ = text.partition("#")
    if not re.match(r"[A-Za-z]", reference) or reference.startswith("path:"):
        return
    commit = _COMMIT.search(reference)
    if commit:
        state, version = GIT_SHA, commit.group()
    else:
        address = re.match(r"(?:tarball\+|file\+)?https?://", reference)
        parts = reference.partition("?")[0].split("/")
        behind = "/".join(parts[2:] if ":" in parts[0] else parts[1:])
        state, version = (URL, "") if address else (GIT_FLOATING, behind)
    name = text.replace("/" + version, "") if version else text
    yield Dependency(NIX, name, version, state, origin=origin, address=reference, via=via)


def run_nix(argv: list[str], via: str) -> Run:
    """`nix run installable -- args`"""
    options = read_options(argv, _NIX_VALUES)
    return [one for text in options.operands[:1] for one in _nix(text, via, LAUNCHER)], []


def run_nix_shell(argv: list[str], via: str) -> Run:
    """`nix shell installable… -c command args`"""
    at = next((index for index, word in enumerate(argv) if word in ("-c", "--command")), len(argv))
    options = read_options(argv[:at], _NIX_VALUES, stop_at_operand=False)
    return [one for text in options.operands for one in _nix(text, via, LAUNCHER)], argv[at + 1 :]


def run_old_nix_shell(argv: list[str], via: str) -> Run:
    """`nix-shell -p package… --run command`: from the channel of the machine, unless `-I nixpkgs=` names a commit."""
    options = read_options(argv, _NIX_VALUES, stop_at_operand=False)
    if not {"-p", "--packages"} & options.flags:
        return [], options.all("--run", "--command")
    commit = _COMMIT.search(" ".join(options.all("-I")))
    version, state = (commit.group(), GIT_SHA) if commit else ("", NONE)
    names = [name for name in options.operands if re.fullmatch(r"[A-Za-z_][\w.-]*", name)]
    found = [Dependency(NIX, name, version, state, origin=LAUNCHER, via=via) for name in names]
    return found, options.all("--run", "--command")


def _install_nix(argv: list[str], via: str) -> Iterator[Dependency]:
    for text in read_options(argv, _NIX_VALUES, stop_at_operand=False).operands:
        yield from _nix(text, via, INSTALL)


def run_jbang(argv: list[str], via: str) -> Run:
    """`jbang [run] script args`: a file, an address, `alias@owner/repo` or Maven coordinates."""
    if argv[:2] == ["app", "install"] or argv[:1] == ["run"]:
        argv = argv[2 if argv[0] == "app" else 1 :]
    options = read_options(argv, _JBANG_VALUES)
    wanted = [*options.operands[:1], *(part for text in options.all("--deps") for part in text.split(","))]
    return [one for text in wanted for one in _jbang(text, via)], options.operands[1:]


def _jbang(text: str, via: str) -> Iterator[Dependency]:
    maven = re.fullmatch(r"([\w.-]+:[\w.-]+)(?::([\w.+-]+))?(?:@\w+)?", text)
    alias = re.fullmatch(r"[\w.-]+@([\w.-]+(?:/[\w.-]+){0,2}(?:~[\w./-]+)?)", text)
    if re.match(r"https?://", text):
        commit = _COMMIT.search(text)
        version, state = (commit.group(), GIT_SHA) if commit else ("", URL)
        yield Dependency(JBANG, text, version, state, origin=LAUNCHER, address=text, via=via)
    elif maven:
        version = maven.group(2) or ""
        moving = version.upper() in ("RELEASE", "LATEST") or version.endswith("-SNAPSHOT")
        state = NONE if not version else TAG if moving else RANGE if version.endswith("+") else EXACT
        yield Dependency(MAVEN, maven.group(1), version, state, origin=LAUNCHER, via=via)
    elif alias:
        commit = _COMMIT.search(alias.group(1))
        version, state = (commit.group(), GIT_SHA) if commit else ("", GIT_FLOATING)
        yield Dependency(JBANG, text, version, state, origin=LAUNCHER, via=via)


def run_gem(argv: list[str], via: str) -> Run:
    """`gem exec [-g gem] [-v version] command args`; the command may be `name:version`."""
    options = read_options(argv, _GEM_VALUES)
    command, _, behind = (options.operands or [""])[0].partition(":")
    name = (options.all("-g", "--gem") or [command])[0]
    version, state = gem_version((options.all("-v", "--version") or [behind])[0])
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", name):
        return [], []
    return [Dependency(GEM, name, version, state, origin=LAUNCHER, via=via)], options.operands[1:]


def _volta(argv: list[str], via: str) -> Iterator[Dependency]:
    for text in read_options(argv, frozenset()).operands:
        yield from npm(text, via, INSTALL)


def _deno(argv: list[str], via: str) -> Iterator[Dependency]:
    """`deno install -g npm:name@1`, `deno add jsr:@scope/name`; names of the project's own manifest are none."""
    options = read_options(argv, _DENO_VALUES, stop_at_operand=False)
    for text in options.operands:
        yield from deno(text, via, INSTALL)


FETCHERS: dict[tuple[str, ...], Callable[[list[str], str], Run]] = {
    ("nix", "run"): run_nix,
    ("nix", "shell"): run_nix_shell,
    ("nix", "develop"): run_nix_shell,
    ("nix-shell",): run_old_nix_shell,
    ("jbang",): run_jbang,
    ("gem", "exec"): run_gem,
}
INSTALLS: dict[tuple[str, ...], Callable[[list[str], str], Iterator[Dependency]]] = {
    ("nix", "profile", "install"): _install_nix,
    ("nix", "profile", "add"): _install_nix,
    ("volta", "install"): _volta,
    ("volta", "fetch"): _volta,
    ("deno", "install"): _deno,
    ("deno", "i"): _deno,
    ("deno", "add"): _deno,
}
