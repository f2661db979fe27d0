"""Verdicts that stand: the Result of a whole scan, kept in the user's cache until something it depends on changes.

A verdict is found again under a hash of everything it was made of: every file's path, mode and content, the policy, the
baseline, the options, the checks and what these look at besides the tree (`depends` in their modules), this package's
own source, the packages and the Python it runs with, and the day. So nothing needs to be declared stale. What is kept
is JSON without the text of any file and without any secret; whatever is wrong with an entry makes it as if it were not
there. Scans that failed somewhere are not kept. docs/cache.md tells the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
    from types import ModuleType

    from plugin_policy.policy.settings import Policy
    from plugin_policy.report.result import Result
    from plugin_policy.repository import Repository

SWITCH = "PLUGIN_POLICY_NO_CACHE"
MAX_BYTES = 128 << 20  # of all entries together; the longest unused go first
MAX_ENTRY = 32 << 20
_HOW_ONLY = ("format", "no_cache", "path", "quiet")  # options that change no verdict


class Verdicts:
    """The entries of one folder. Neither reading nor writing ever fails: what cannot be kept is judged anew."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def load(self, key: str) -> dict[str, object] | None:
        """What was stored under a key, None when it is not there or not whole."""
        import json
        from hashlib import blake2b

        path = os.path.join(self.folder, key)
        try:
            if not self._is_ours():
                return None
            with open(path, "rb") as stream:
                digest, _, body = stream.read(MAX_ENTRY + 200).partition(b"\n")
            if digest != blake2b(body).hexdigest().encode():
                return None
            entry = json.loads(body)
            os.utime(path)
        except (OSError, ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) and entry.get("key") == key else None

    def store(self, key: str, entry: dict[str, object]) -> None:
        import json
        import tempfile
        from hashlib import blake2b

        body = json.dumps({**entry, "key": key}, separators=(",", ":")).encode()
        if len(body) > MAX_ENTRY:
            return
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if not self._is_ours():
                return
            descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with open(descriptor, "wb") as stream:
                    stream.write(blake2b(body).hexdigest().encode() + b"\n" + body)
                os.replace(temporary, os.path.join(self.folder, key))
            except OSError:
                os.unlink(temporary)
                return
            self._evict()
        except OSError:
            return

    def _is_ours(self) -> bool:
        """A folder that somebody else may write to is not believed."""
        status = os.stat(self.folder)
        return status.st_uid == os.getuid() and not status.st_mode & 0o022

    def _evict(self) -> None:
        with os.scandir(self.folder) as found:
            entries = [(status.st_mtime, status.st_size, one.path) for one in found if (status := one.stat())]
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= MAX_BYTES:
                return
            os.unlink(path)
            total -= size


def open_verdicts(root: str) -> Verdicts | None:
    """The user's cache; None when it is switched off or lies in the tree that is scanned."""
    from plugin_policy.advisories.database import cache_folder

    folder = os.path.join(cache_folder(), "verdicts")
    inside = (os.path.realpath(folder) + os.sep).startswith(os.path.realpath(root) + os.sep)
    return None if inside or os.environ.get(SWITCH) else Verdicts(folder)


def judge_once(
    repository: Repository,
    policy: Policy,
    modules: Sequence[ModuleType],
    *,
    baseline: str,
    options: dict[str, object],
    named: set[str],
    with_uses: bool,
) -> Result:
    """The Result of the whole tree: the one that was kept, else a new one, which is kept."""
    from plugin_policy.judging import all_rules, judge_tree
    from plugin_policy.verdict_entries import entry_of, result_of

    verdicts = open_verdicts(repository.root)
    key = ""
    if verdicts is not None:
        key = key_of(repository, policy, modules, baseline=baseline, options=options, named=named)
        entry = verdicts.load(key) if key else None
        result = result_of(entry, all_rules(modules)) if entry is not None else None
        if result is not None:
            return result
    result = judge_tree(
        repository, policy, modules, baseline=baseline, options=options, named=named,
        with_uses=with_uses or bool(key),
    )  # fmt: skip
    entry = entry_of(result) if verdicts is not None and key else None
    if verdicts is not None and entry is not None:
        verdicts.store(key, entry)
    return result


def key_of(
    repository: Repository,
    policy: Policy,
    modules: Sequence[ModuleType],
    *,
    baseline: str,
    options: dict[str, object],
    named: set[str],
) -> str:
    """The hash of all that a verdict depends on, "" when it cannot be told."""
    parts = circumstances(repository, policy, modules, baseline=baseline, options=options, named=named)
    if parts is None:
        return ""
    parts.append(repr((repository.links, [(one.rule, one.path, one.message) for one in repository.notices])))
    parts.append(
        repr((repository.source.ignored, repository.source.absent, [plugin.path for plugin in repository.plugins]))
    )
    hashed = hash_of(parts)
    for file in repository.files():
        if file.huge:
            return ""
        entry = file.entry
        _frame(hashed, repr((file.path, entry.executable, entry.tracked, file.through)).encode("utf-8", "replace"))
        _frame(hashed, file.data)
    return "" if repository.failures else hashed.hexdigest()


def circumstances(
    repository: Repository,
    policy: Policy,
    modules: Sequence[ModuleType],
    *,
    baseline: str,
    options: dict[str, object],
    named: set[str],
) -> list[str] | None:
    """Everything but the content that a verdict depends on; None when it cannot be told."""
    from datetime import date

    parts: list[str] = [
        date.today().isoformat(),
        repository.root,
        f"{policy.path}: {_content(policy.path, repository.root)}",
        f"{baseline}: {_content(baseline, repository.root)}",
        repr(sorted((name, value) for name, value in options.items() if name not in _HOW_ONLY)),
        repr((sorted(named), [module.CHECK.id for module in modules])),
        *_installation(),
    ]
    for module in modules:
        if not module.CHECK.default:  # it asks about an organisation, which changes without the tree
            return None
        depends = getattr(module, "depends", None)
        facts = [] if depends is None else depends(repository, options)
        if facts is None:
            return None
        parts += [f"{module.CHECK.id} {fact}" for fact in facts]
    return parts


def hash_of(parts: Sequence[str]) -> blake2b:
    """A hash of all parts, which more can be added to."""
    from hashlib import blake2b as new

    hashed = new(digest_size=32)
    for part in parts:
        _frame(hashed, part.encode("utf-8", "surrogateescape"))
    return hashed


def _frame(hashed: blake2b, part: bytes) -> None:
    """Parts with their lengths, so that no two lists of parts look alike."""
    hashed.update(b"%d:" % len(part))
    hashed.update(part)


def _content(path: str, root: str) -> str:
    """The hash of a file of the user's, "" when there is none. path: absolute, or relative to the root."""
    from hashlib import blake2b

    try:
        with open(os.path.join(root, path), "rb") as stream:
            return blake2b(stream.read()).hexdigest()
    except OSError:
        return ""


def _installation() -> Iterator[str]:
    """What judges: Python, the packages beside us with their versions, and our own source."""
    import sys
    from hashlib import blake2b

    yield sys.version
    for folder in sys.path:
        if os.path.isdir(folder):
            yield repr(sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))))
    hashed = blake2b()
    for folder, folders, names in os.walk(os.path.dirname(__file__)):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(".pyc"):
                path = os.path.join(folder, name)
                with open(path, "rb") as stream:
                    _frame(hashed, name.encode())
                    _frame(hashed, stream.read())
    yield hashed.hexdigest()
