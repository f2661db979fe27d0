"""Manifests and their locks: which belong together, which is missing, what is out of step."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator

from plugin_policy.dependencies.dependency import LOCAL, LOCK, MANIFEST, Dependency

# Manifest -> locks that its tools write, any of which is enough.
LOCKS: dict[str, tuple[str, ...]] = {
    "package.json": (
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb",
    ),
    "pyproject.toml": ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"),
    "Pipfile": ("Pipfile.lock",),
    "Cargo.toml": ("Cargo.lock",),
    "Gemfile": ("Gemfile.lock",),
    "gems.rb": ("gems.locked",),
    "composer.json": ("composer.lock",),
    "go.mod": ("go.sum",),
    "deno.json": ("deno.lock",),
    "deno.jsonc": ("deno.lock",),
}  # fmt: skip

_NOT_INSTALLED = frozenset(("dev", "peer", "build", "test", "lint", "docs", "ci"))


_WORKSPACE = {
    "package.json": (b'"workspaces"',),
    "pyproject.toml": (b"tool.uv.workspace",),
    "Cargo.toml": (b"[workspace]", b"[workspace."),
}

Lookup = Callable[[str], bytes | None]  # bytes of a file of the tree by its path


def neighbours(path: str, known: Collection[str]) -> Iterator[str]:
    """Locks of a manifest, and manifests of a lock, in its folder and those above: they are judged together."""
    folder, name = posixpath.split(path)
    wanted = set(LOCKS.get(name, ()))
    wanted |= {manifest for manifest, locks in LOCKS.items() if name in locks}
    for above in _upwards(folder):
        yield from (one for one in (posixpath.join(above, other) for other in sorted(wanted)) if one in known)


def lock_of(manifest: str, lookup: Lookup) -> str | None:
    """The lock in the manifest's folder, else that of the workspace above it; None when there is none."""
    folder, name = posixpath.split(manifest)
    for above in _upwards(folder):
        found = next((path for path in _locks_in(above, name) if lookup(path) is not None), None)
        if found is not None and (above == folder or _is_workspace(above, name, lookup)):
            return found
    return None


def _locks_in(folder: str, manifest: str) -> list[str]:
    return [posixpath.join(folder, lock) for lock in LOCKS.get(manifest, ())]


def _is_workspace(folder: str, manifest: str, lookup: Lookup) -> bool:
    """Does the manifest of this folder say that it holds others?"""
    data = lookup(posixpath.join(folder, manifest)) or b""
    words = _WORKSPACE.get(manifest, ())
    if manifest == "package.json" and lookup(posixpath.join(folder, "pnpm-workspace.yaml")) is not None:
        return True
    return any(word in data for word in words)


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while folder:
        folder = posixpath.dirname(folder)
        yield folder


def unlocked(dependencies: list[Dependency], lookup: Lookup) -> Iterator[tuple[Dependency, list[Dependency]]]:
    """(first, all) dependencies of each manifest that has no lock, or of a requirements file that pins not all."""
    for path, found in _by_path(dependencies, (MANIFEST, LOCK)).items():
        name = posixpath.basename(path)
        wanted = [one for one in found if one.state != LOCAL and one.group not in _NOT_INSTALLED]
        if name in LOCKS:
            if wanted and lock_of(path, lookup) is None:
                yield wanted[0], wanted
        elif name.endswith((".txt", ".in", ".pip")):
            loose = [one for one in wanted if one.state in ("range", "none", "git-floating")]
            if loose and not (name.endswith(".in") and lookup(path[:-3] + ".txt") is not None):
                yield loose[0], loose


def out_of_step(
    dependencies: list[Dependency], lookup: Lookup, allowed: Callable[[str, str], Callable[[str], bool] | None]
) -> Iterator[tuple[Dependency, str, str]]:
    """(dependency of a manifest, its lock, versions that the lock has instead: "" when it has none).

    allowed(ecosystem, range) gives a test of versions, or None.
    """
    by_path = _by_path(dependencies, (LOCK,))
    for path, found in _by_path(dependencies, (MANIFEST,)).items():
        lock = lock_of(path, lookup)
        locked = by_path.get(lock or "", [])
        if lock is None or not locked:
            continue
        versions: dict[str, list[Dependency]] = {}
        for one in locked:
            versions.setdefault(one.name.lower(), []).append(one)
        for one in found:
            problem = _problem(one, versions, allowed)
            if problem is not None:
                yield one, lock, problem


def _problem(
    one: Dependency,
    versions: dict[str, list[Dependency]],
    allowed: Callable[[str, str], Callable[[str], bool] | None],
) -> str | None:
    if (
        one.state == LOCAL
        or one.group in ("peer", "build", "optional")
        or one.version.startswith(("catalog:", "workspace"))
    ):
        return None
    candidates = versions.get(one.name.lower())
    if not candidates:
        return ""
    exact = [other for other in candidates if other.state == "exact"]
    if one.state not in ("exact", "range") or len(exact) < len(candidates):
        return None
    test = allowed(
        one.ecosystem, f"=={one.version}" if one.ecosystem == "PyPI" and one.state == "exact" else one.version
    )
    if test is None or any(test(other.version.removeprefix("v")) for other in exact):
        return None
    return ", ".join(other.version for other in exact[:3])


def unused(dependencies: list[Dependency], contents: Callable[[str], Iterator[bytes]]) -> Iterator[Dependency]:
    """Dependencies of npm and Python that no other file below the manifest names: nothing can import them.

    contents(path) gives the bytes of every other file below the manifest's folder.
    """
    for path, found in _by_path(dependencies, (MANIFEST,)).items():
        spellings = _SPELLINGS.get(posixpath.basename(path))
        if spellings is None:
            continue
        wanted = {
            one.name: (one, spellings(one.name))
            for one in found
            if one.group == "" and not one.name.startswith("@types/")
        }
        for data in contents(path) if wanted else ():
            text = data.lower()
            for name in [name for name, (_, words) in wanted.items() if any(word in text for word in words)]:
                del wanted[name]
            if not wanted:
                break
        yield from (one for one, _ in wanted.values())


def _npm_spellings(name: str) -> tuple[bytes, ...]:
    return (name.lower().encode(),)  # there a package is imported by its own name


# Distributions whose import name has nothing of their own.
_IMPORTED_AS = {
    "pillow": "pil", "pyyaml": "yaml", "beautifulsoup4": "bs4", "scikit-learn": "sklearn", "opencv-python": "cv2",
    "opencv-python-headless": "cv2", "attrs": "attr", "protobuf": "google", "pyjwt": "jwt", "pycryptodome": "crypto",
    "pymupdf": "fitz", "pyserial": "serial", "gitpython": "git", "pywin32": "win32", "psycopg2-binary": "psycopg2",
    "python-magic": "magic", "mysqlclient": "mysqldb", "setuptools": "pkg_resources", "faiss-cpu": "faiss",
    "scikit-image": "skimage", "discord-py": "discord", "pyobjc": "objc", "dnspython": "dns", "pyopenssl": "openssl",
}  # fmt: skip


def _python_spellings(name: str) -> tuple[bytes, ...]:
    """A distribution's name, and what its modules can be called: https://packaging.python.org/en/latest/discussions/
    distribution-package-vs-import-package/"""
    core = name.removeprefix("python-").removesuffix("-python").removesuffix("-py").removesuffix("-binary")
    names = {name, core, core.removeprefix("py"), _IMPORTED_AS.get(name, name)}
    names |= {one.replace("-", other) for one in names for other in ("_", ".", "")}
    return tuple(one.encode() for one in names if len(one) > 1)


_SPELLINGS: dict[str, Callable[[str], tuple[bytes, ...]]] = {
    "package.json": _npm_spellings,
    "pyproject.toml": _python_spellings,
    "setup.cfg": _python_spellings,
    "Pipfile": _python_spellings,
}


def is_lock(path: str) -> bool:
    name = posixpath.basename(path)
    return any(name in locks for locks in LOCKS.values())


def manifests_with_lock(dependencies: list[Dependency], lookup: Lookup) -> set[str]:
    """Paths of manifests whose ranges a lock decides."""
    paths = {one.path for one in dependencies if one.origin == MANIFEST}
    return {path for path in paths if posixpath.basename(path) in LOCKS and lock_of(path, lookup)}


def _by_path(dependencies: list[Dependency], origins: tuple[str, ...]) -> dict[str, list[Dependency]]:
    found: dict[str, list[Dependency]] = {}
    for one in dependencies:
        if one.origin in origins:
            found.setdefault(one.path, []).append(one)
    return found
