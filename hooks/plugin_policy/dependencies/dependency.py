"""Dependency: one thing that a file pulls in, as it is written there. Nothing is resolved or guessed."""

from __future__ import annotations

# What is written behind the name.
EXACT = "exact"
RANGE = "range"
TAG = "tag"  # npm dist-tag, `@latest`
NONE = "none"
GIT_SHA = "git-sha"
GIT_FLOATING = "git-floating"  # branch, tag or nothing
URL = "url"  # an archive or module at an address
IMAGE_DIGEST = "image-digest"
IMAGE_TAG = "image-tag"
LOCAL = "local"  # inside the tree
REMOTE = "remote"  # a server somebody else runs

FLOATING = frozenset({RANGE, TAG, NONE, GIT_FLOATING, IMAGE_TAG})

# Ecosystem names as OSV writes them (https://ossf.github.io/osv-schema/#defined-ecosystems); the rest are ours.
PYPI, NPM, GO, CARGO, GEM, COMPOSER = "PyPI", "npm", "Go", "crates.io", "RubyGems", "Packagist"
NUGET, MAVEN, PUB, HEX, SWIFT = "NuGet", "Maven", "Pub", "Hex", "SwiftURL"
ACTIONS = "GitHub Actions"
DOCKER, GITHUB, GIT, MCP, JSR, DENO, CONDA = "Docker", "GitHub", "git", "MCP", "JSR", "Deno", "conda"

# Where it is written.
LOCK, MANIFEST, LAUNCHER, INSTALL, IMAGE, SOURCE, ACTION, SERVER = (
    "lock", "manifest", "launcher", "install", "image", "source", "action", "server",
)  # fmt: skip


def without_login(address: str) -> str:
    """An address without what stands before its host, which may be a secret; any other text as it is."""
    scheme, colon, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + colon + host.rpartition("@")[2] + slash + path if colon and "@" in host else address


class Dependency:
    """version: what is written behind the name (exact, range, tag, sha or digest), "" when nothing is.

    group: "" for what is always installed, else "dev", "optional", "peer", "build" or the group's own name.
    line: 1-based. origin: "lock", "manifest", "launcher", "install", "image", "source", "action" or "server".
    address: where git, url and remote dependencies come from. via: the program or file that pulls it in.
    integrity: a hash of the content stands beside it. deprecated: what its authors say, where the lock repeats it.
    programs: what an npm package puts on the path, where the lock says it.
    released: when its newest file was uploaded, ISO 8601, "" when the lock does not say.
    """

    __slots__ = (
        "address", "deprecated", "ecosystem", "group", "instructs", "integrity", "line", "name", "origin", "path",
        "plugin", "programs", "released", "state", "surface", "version", "via",
    )  # fmt: skip

    def __init__(
        self,
        ecosystem: str,
        name: str,
        version: str,
        state: str,
        *,
        group: str = "",
        path: str = "",
        line: int = 1,
        surface: str = "",
        plugin: str = ".",
        origin: str = MANIFEST,
        address: str = "",
        via: str = "",
        integrity: bool = False,
    ) -> None:
        self.ecosystem = ecosystem
        self.name = without_login(name)
        self.version = version
        self.state = state
        self.group = group
        self.path = path
        self.line = line
        self.surface = surface
        self.plugin = plugin
        self.origin = origin
        self.address = address
        self.via = via
        self.integrity = integrity
        self.deprecated = ""
        self.released = ""
        self.programs: tuple[str, ...] = ()
        self.instructs = False  # written for an agent to run, not run by itself

    def key(self) -> tuple[str, str, str, str]:
        return (self.ecosystem, self.name, self.version, self.state)

    def as_json(self) -> dict[str, object]:
        return {
            "ecosystem": self.ecosystem,
            "name": self.name,
            "version": self.version,
            "state": self.state,
            "group": self.group,
            "path": self.path,
            "line": self.line,
            "surface": self.surface,
            "plugin": self.plugin,
        }

    def __repr__(self) -> str:
        return f"{self.path}:{self.line}: {self.ecosystem} {self.name} {self.version!r} {self.state} {self.group}"
