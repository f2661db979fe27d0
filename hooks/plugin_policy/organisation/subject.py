"""Whom the promises are about: one repository on GitHub, its owner, and its files where we have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from plugin_policy.check import NotRunError
from plugin_policy.github.client import Client, part
from plugin_policy.github.evidence import NOT_ANSWERED, Answer
from plugin_policy.verdict import UNKNOWN, Promise, Verdict

if TYPE_CHECKING:
    from plugin_policy.policy.settings import Policy
    from plugin_policy.repository import Repository
    from plugin_policy.scan import Scan

MAX_FILE = 1 << 20


class Subject:
    """`owner/name`, the client to ask with, and what the clone has when the files at hand are this repository's.

    repository: its work tree. branch: its default branch, None when the clone does not have it.
    """

    def __init__(
        self,
        full: str,
        client: Client,
        policy: Policy,
        now: datetime,
        repository: Repository | None = None,
        branch: Branch | None = None,
    ) -> None:
        self.full = full
        self.owner, _, self.name = full.partition("/")
        self.client = client
        self.policy = policy
        self.now = now
        self.repository = repository
        self.branch = branch
        self.path = f"/repos/{part(self.owner)}/{part(self.name)}"

    @property
    def settings(self) -> Answer:
        """`GET /repos/{owner}/{repo}`: public facts, and `permissions` of the token."""
        return self.client.get(self.path)

    @property
    def organisation(self) -> Answer:
        """`GET /orgs/{org}`; two_factor_requirement_enabled is there for owners only."""
        return self.client.get(f"/orgs/{part(self.owner)}")

    @property
    def is_person(self) -> bool:
        """Does the repository belong to a person's account? False when that cannot be told."""
        return self.settings.ok and self.field("owner", "type") == "User"

    @property
    def default_branch(self) -> str:
        return str(self.field("default_branch") or "")

    @property
    def is_admin(self) -> bool:
        return self.field("permissions", "admin") is True

    def field(self, *names: str) -> Any:
        """A field of the repository's settings, None when it is absent."""
        value: Any = self.settings.data if self.settings.ok else None
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def under(self, *parts: str) -> str:
        """An endpoint below the repository, its parts quoted."""
        return "/".join([self.path, *(part(piece) for piece in parts)])

    # -- files of the default branch --------------------------------------------------------------------------------

    def file(self, path: str) -> tuple[str | None, Answer | None]:
        """Text of a file of the default branch: from the clone, else from the API. (None, None): there is none.

        (None, answer): it is not known, the answer says why.
        """
        if self.branch is not None:
            data = self.branch.read(path)
            return (None, None) if data is None else (data[:MAX_FILE].decode("utf-8", "replace"), None)
        answer = self._contents(path)
        if answer.status == 404:
            return self._absent(answer)
        if not answer.ok or not isinstance(answer.data, dict):
            return None, answer
        return _decoded(answer.data), answer

    def folder(self, path: str) -> tuple[list[str] | None, Answer | None]:
        """Paths of the files of one folder of the default branch; None when that is not known."""
        if self.branch is not None:
            return self.branch.folder(path), None
        answer = self._contents(path)
        if answer.status == 404:
            return ([], answer) if self._absent(answer)[1] is None else (None, answer)
        if not answer.ok or not isinstance(answer.data, list):
            return None, answer
        return [str(row["path"]) for row in answer.data if row.get("type") == "file"], answer

    def _contents(self, path: str) -> Answer:
        return self.client.get(self.under("contents") + "/" + "/".join(map(part, path.split("/"))))

    def _absent(self, answer: Answer) -> tuple[None, Answer | None]:
        """A 404 says that there is no such file only to who may read the others."""
        root = self.client.get(self.under("contents") + "/")
        return (None, None) if root.ok else (None, answer)


class Branch(Protocol):
    """The files of a branch. read: content or None. folder: paths of the files that stand in it, sorted."""

    def read(self, path: str) -> bytes | None: ...

    def folder(self, path: str) -> list[str]: ...


class GitBranch:
    """The default branch of a clone. The work tree may be a pull request's, which says nothing of the branch."""

    def __init__(self, root: str, ref: str) -> None:
        self.root = root
        self.ref = ref

    def read(self, path: str) -> bytes | None:
        from plugin_policy.git import GitError, git

        try:
            return git(self.root, "cat-file", "blob", f"{self.ref}:{path}")
        except GitError:
            return None

    def folder(self, path: str) -> list[str]:
        from plugin_policy.git import GitError, git

        try:
            names = git(self.root, "ls-tree", "-z", "--name-only", f"{self.ref}:{path}").split(b"\0")
        except GitError:
            return []
        return sorted(f"{path}/{name.decode('utf-8', 'replace')}" for name in names if name)


def _decoded(row: dict[str, Any]) -> str:
    import base64

    return base64.b64decode(row.get("content") or "").decode("utf-8", "replace")


def unknown(promise: Promise, answer: Answer, *, reason: str = "", subject: str = "") -> Verdict:
    """Unknown, because of this answer; GitHub's own word on the missing permission goes first."""
    why = f"{reason}: {answer.why}" if reason else answer.why
    needed = f"{answer.permission} ({promise.permission})" if answer.permission else promise.permission
    if answer.status == NOT_ANSWERED:
        needed = f"an answer from GitHub; then: {needed}"
    return Verdict(promise, UNKNOWN, why, permission=needed, evidence=[answer.record()], subject=subject)


def subject_of(scan: Scan) -> Subject:
    """The subject of a scan, made once: `--repository`, GITHUB_REPOSITORY, else the clone's `origin`.

    Raises NotRunError when there is none, or the extra `[network]` is missing.
    """
    made = scan.options.get("subject")
    if isinstance(made, Subject):
        return made
    from plugin_policy.github.origin import origin

    top = getattr(scan.repository.source, "top", None)
    own = origin(scan.repository.root) if top is not None else ""
    full = str(scan.options.get("repository") or _from_actions() or own)
    if not is_full_name(full):
        raise NotRunError(
            f"`{full}` is not OWNER/REPO" if full else "which repository on GitHub this is cannot be told",
            "name it with --repository OWNER/REPO",
        )
    same = own.lower() == full.lower() or (not own and top is not None)
    client = _client(scan.options)
    from datetime import UTC

    from plugin_policy.organisation.signing import default_branch

    ref = default_branch(scan.repository.root) if same else ""
    branch = GitBranch(scan.repository.root, ref) if ref else None
    made = Subject(full, client, scan.policy, datetime.now(UTC), scan.repository if same else None, branch)
    scan.options["subject"] = made
    return made


def _from_actions() -> str:
    import os

    return os.environ.get("GITHUB_REPOSITORY", "")


def is_full_name(text: str) -> bool:
    import re

    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.\.?$)[\w.-]{1,100}", text) is not None


def _client(options: dict[str, object]) -> Client:
    """As the options say: `evidence` judges a record offline; `record` writes one, and asks with its ETags."""
    from plugin_policy.github.client import from_environment
    from plugin_policy.github.evidence import EvidenceError, load

    recorded = options.get("evidence")
    if recorded:
        try:
            known, about = load(str(recorded))
        except EvidenceError as error:
            raise NotRunError(str(error), "record it with --record FILE") from error
        client = from_environment(known=known, offline=True)
        client.api = str(about.get("api") or client.api)
        return client
    import os

    record = str(options.get("record") or "")
    try:
        known = load(record)[0] if record and os.path.exists(record) else {}
    except EvidenceError:
        known = {}
    return from_environment(known=known)


def save_record(options: dict[str, object]) -> None:
    """Write the evidence of this run where `--record` says."""
    subject = options.get("subject")
    if options.get("record") and isinstance(subject, Subject) and not subject.client.offline:
        from plugin_policy.github.evidence import save

        save(str(options["record"]), subject.client.answers, subject.client.about())


def evidence(*answers: Answer | None) -> list[dict[str, Any]]:
    return [answer.record() for answer in answers if answer is not None]


def rows(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list; nothing for anything else: answers are not trusted to have their shape."""
    if isinstance(data, list):
        yield from (row for row in data if isinstance(row, dict))
