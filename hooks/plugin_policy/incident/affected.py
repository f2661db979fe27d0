"""Which versions of a plugin hold a vulnerability, told from git: what contains the bad commit and not the fixed one.

As in OSV (https://ossf.github.io/osv-schema/#affectedranges-field) a commit is affected when one that introduced the
hole is among its ancestors (or itself) and none that fixed it is; a hole that comes back after a fix counts again.
Cherry-picks, reverts and reverts of reverts are told by what git writes into their messages, and by equal patches.
"""

from __future__ import annotations

import json
import re

from plugin_policy.errors import UsageError
from plugin_policy.git import GitError, git

MAX_COMMITS = 20_000  # of the plugin's folder that are looked at

_REVERTS = re.compile(r"This reverts commit ([0-9a-f]{7,64})")
_VERSION = re.compile(r"(?:\A|[-@/_])v?(\d+(?:\.\d+)+[\w.+-]*)\Z")
_PICKED = re.compile(r"\(cherry picked from commit ([0-9a-f]{7,64})\)")


class Affected:
    """introduced, fixed: full commits; no introduced one means "from the beginning".

    tags, branches: names of refs whose commit is affected. versions: those that manifests of affected commits give.
    moved: tags whose commit is not affected although the version they are named after was: they were moved, or the
    version was given to two contents. claims: commits that say they mend the hole, with another patch.
    ranges: as OSV has them; a hole that came back after a fix has one of its own.
    """

    __slots__ = ("branches", "claims", "fixed", "introduced", "moved", "ranges", "tags", "versions")

    def __init__(self, introduced: list[str], fixed: list[str]) -> None:
        self.introduced = introduced
        self.fixed = fixed
        self.tags: list[str] = []
        self.branches: list[str] = []
        self.versions: list[str] = []
        self.moved: list[str] = []
        self.claims: list[str] = []
        self.ranges: list[dict[str, list[str]]] = []

    def row(self) -> dict[str, list[str]]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "ranges"}


class History:
    """A clone and the folder of the plugin in it, "." for all of it."""

    def __init__(self, root: str, folder: str) -> None:
        self.root = root
        self.folder = folder
        if self._git("rev-parse", "--is-shallow-repository").strip() == "true":
            raise UsageError(f"{root} is a shallow clone: affected versions cannot be told (git fetch --unshallow)")

    def _git(self, *args: str) -> str:
        try:
            return git(self.root, *args).decode("utf-8", "replace")
        except GitError as error:
            raise UsageError(f"{self.root}: git {args[0]}: {error}") from None

    def commit(self, name: str) -> str:
        """The full name of a commit. UsageError when git does not know it."""
        try:
            out = git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
        except GitError:
            raise UsageError(f"git knows no commit `{name}` in {self.root}") from None
        return out.decode().strip()

    def ancestors(self, commit: str) -> set[str]:
        """The commit, and everything that it stands on."""
        return set(self._git("rev-list", commit).split())

    def tree(self, commit: str) -> str:
        """Object name of the plugin's folder at a commit, "" when it is not there."""
        inside = "" if self.folder == "." else self.folder
        try:
            return git(self.root, "rev-parse", "--verify", "--quiet", f"{commit}:{inside}").decode().strip()
        except GitError:
            return ""

    def graph(self) -> dict[str, list[str]]:
        """commit -> parents, of everything that a branch or tag reaches, newest first."""
        out = self._git("rev-list", "--all", "--topo-order", "--parents")
        return {line.split()[0]: line.split()[1:] for line in out.splitlines()}

    def refs(self) -> list[tuple[str, str]]:
        """(full name of a branch or tag, commit)."""
        out = self._git(
            "for-each-ref", "--format=%(refname)%00%(objectname)%00%(*objectname)", "refs/tags", "refs/heads",
            "refs/remotes",
        )  # fmt: skip
        rows = [line.split("\0") for line in out.splitlines()]
        return [(name, peeled or oid) for name, oid, peeled in rows if not name.endswith("/HEAD")]

    def messages(self) -> dict[str, str]:
        out = self._git("log", "--all", f"--max-count={MAX_COMMITS}", "--format=%H%x00%B%x01")
        pairs = (row.strip().partition("\0") for row in out.split("\x01") if row.strip())
        return {oid: message for oid, _, message in pairs}

    def patches(self, *, reverse: bool = False) -> dict[str, str]:
        """commit -> `git patch-id` of what it does to the folder, or with reverse of what undoes that."""
        import subprocess

        from plugin_policy.git import SAFE, environment

        base = ["git", *SAFE, "-C", self.root]
        log = [
            *base, "log", "-p", "--no-merges", "--no-ext-diff", "--no-textconv", "--no-prefix", "--full-index",
            "--format=commit %H", f"--max-count={MAX_COMMITS}", *(["-R"] if reverse else []), "--all", "--",
            self.folder,
        ]  # fmt: skip
        with subprocess.Popen(log, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as source:
            done = subprocess.run(
                [*base, "patch-id", "--stable"],
                stdin=source.stdout,
                capture_output=True,
                env=environment(),
                check=False,
            )
        rows = (line.split() for line in done.stdout.decode().splitlines())
        return {row[1]: row[0] for row in rows if len(row) == 2}

    def versions(self) -> dict[str, str]:
        """commit -> the version that the plugin's manifest has from it on; only commits that touch the manifest."""
        path = manifest_path(self.folder)
        out = self._git("log", "--all", "-m", "--format=%H", f"--max-count={MAX_COMMITS}", "--", path)
        return {oid: version_at(self.root, oid, self.folder) for oid in dict.fromkeys(out.split())}


def manifest_path(folder: str) -> str:
    return ".claude-plugin/plugin.json" if folder in ("", ".") else f"{folder}/.claude-plugin/plugin.json"


def version_at(root: str, commit: str, folder: str) -> str:
    """What the plugin's manifest gives as its version at a commit; "" when it gives none."""
    try:
        value = json.loads(git(root, "cat-file", "blob", f"{commit}:{manifest_path(folder)}"))
    except (GitError, ValueError, RecursionError):
        return ""
    version = value.get("version") if isinstance(value, dict) else None
    return version if isinstance(version, str) else ""


def find(history: History, bad: list[str], fixed: list[str]) -> Affected:
    """bad, fixed: revisions. UsageError for one that git does not know, or a fix that is older than the hole."""
    introduced = list(dict.fromkeys(history.commit(one) for one in bad))
    mended = list(dict.fromkeys(history.commit(one) for one in fixed))
    graph = history.graph()
    for oid in (*introduced, *mended):
        if oid not in graph:
            raise UsageError(f"no branch or tag of {history.root} holds the commit `{oid}`")
    bad_ones, good_ones, claims = _spread(history, set(introduced), set(mended))
    place = {oid: number for number, oid in enumerate(graph)}
    affected = Affected(*(sorted(group, key=place.__getitem__, reverse=True) for group in (bad_ones, good_ones)))
    affected.claims = claims
    holding, older = _holding(graph, bad_ones, good_ones, from_start=not introduced)
    affected.ranges = _ranges(affected, older, from_start=not introduced)
    if not holding:
        raise UsageError("nothing is affected: the fixed commit is not newer than the bad one")
    _name(history, affected, graph, holding)
    return affected


def _spread(history: History, bad: set[str], good: set[str]) -> tuple[set[str], set[str], list[str]]:
    """The commits that do the same, and those that claim to mend it although their patch is another.

    Equal patches count on both sides: cherry-picks, reverts, reverts of reverts. Messages are the authors' words: they
    may add to what is bad, never to what is good.
    """
    forward, backward = history.patches(), history.patches(reverse=True)

    def of(ids: dict[str, str], group: set[str]) -> set[str]:
        return {ids[oid] for oid in group if oid in ids}

    bad_patches = of(forward, bad) | of(backward, good)
    good_patches = of(forward, good) | of(backward, bad)
    every_bad = bad | {oid for oid, patch in forward.items() if patch in bad_patches} - good
    every_good = good | {oid for oid, patch in forward.items() if patch in good_patches} - bad
    claims = []
    for oid, message in history.messages().items():
        for reverts, target in [(True, one) for one in _REVERTS.findall(message)] + [
            (False, one) for one in _PICKED.findall(message)
        ]:
            worse, better = (good, bad) if reverts else (bad, good)
            if oid in every_bad or oid in every_good:
                continue
            if any(one.startswith(target) for one in worse):
                every_bad.add(oid)
            elif any(one.startswith(target) for one in better):
                claims.append(oid)
    return every_bad - every_good, every_good - every_bad, claims


def _holding(
    graph: dict[str, list[str]], bad: set[str], good: set[str], *, from_start: bool
) -> tuple[set[str], dict[str, frozenset[str]]]:
    """The commits that hold the hole: a good one before them clears every bad one that is not newer than itself.

    Second, for each bad commit the good ones that are older than it.
    """
    has: dict[str, frozenset[str]] = {}  # the bad and good commits among a commit and its ancestors
    older: dict[str, frozenset[str]] = {}  # of a bad commit: the good ones before it, which do not clear it
    holding = set()
    for oid in reversed(graph):
        own: frozenset[str] = frozenset().union(*(has[parent] for parent in graph[oid] if parent in has))
        if oid in bad:
            older[oid] = own & good
        if oid in bad or oid in good:
            own |= {oid}
        has[oid] = own
        fixes = own & good
        if (from_start and not fixes) or any(fixes <= older[one] for one in own & bad):
            holding.add(oid)
    return holding, older


def _ranges(affected: Affected, older: dict[str, frozenset[str]], *, from_start: bool) -> list[dict[str, list[str]]]:
    """Introducing commits, together where the same ones fix them."""
    groups: dict[tuple[str, ...], list[str]] = {tuple(affected.fixed): ["0"]} if from_start else {}
    for oid in affected.introduced:
        groups.setdefault(tuple(one for one in affected.fixed if one not in older[oid]), []).append(oid)
    return [{"introduced": introduced, "fixed": list(fixed)} for fixed, introduced in groups.items()]


def _name(history: History, affected: Affected, graph: dict[str, list[str]], holding: set[str]) -> None:
    """Tags, branches and versions of the commits."""
    for ref, oid in history.refs():
        kind, _, name = ref.removeprefix("refs/").partition("/")
        if oid in holding:
            (affected.tags if kind == "tags" else affected.branches).append(name)
    versions = _versions(history, graph)
    affected.versions = sorted({versions[oid] for oid in holding if versions[oid]})
    by_tag = {ref.removeprefix("refs/tags/"): oid for ref, oid in history.refs() if ref.startswith("refs/tags/")}
    for tag, oid in sorted(by_tag.items()):
        said = _VERSION.search(tag)
        if oid not in holding and said and said[1] in affected.versions:
            affected.moved.append(tag)


def _versions(history: History, graph: dict[str, list[str]]) -> dict[str, str]:
    """commit -> version of the plugin there; where its manifest is untouched, that of the parent."""
    changes = history.versions()
    found: dict[str, str] = {}
    for oid in reversed(graph):
        parents = graph[oid]
        found[oid] = changes[oid] if oid in changes else found.get(parents[0], "") if parents else ""
    return found


def holds(history: History, commit: str, ranges: list[dict[str, list[str]]]) -> bool:
    """Whether a commit is affected, by ranges as OSV has them."""
    out = history.ancestors(commit)
    return any(
        any(oid == "0" or oid in out for oid in one["introduced"]) and not any(oid in out for oid in one["fixed"])
        for one in ranges
    )
