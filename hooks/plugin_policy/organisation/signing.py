"""Release tags verified with git against the signers that the default branch allows.

Allowed signers come from the tip of the default branch, never from the tag under check: who can push a tag could
otherwise bring a key along. Only git's exit code and the principal count: ssh-keygen prints `Good "git" signature`
for keys that nobody allowed as well (git-verify-tag(1), ssh-keygen(1) ALLOWED SIGNERS, gitformat-signature(5)).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

from plugin_policy.git import SAFE, Blobs, GitError, environment, git
from plugin_policy.organisation.signing_promises import COMMITS, RENAMED, SIGNED, SIGNER
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Verdict

SSH_FILES = (".github/allowed_signers", ".allowed_signers", "allowed_signers", ".gitsigners")
REVOKED_FILES = (".github/revoked_signers", "revoked_signers")
PGP_FILES = (".github/maintainers.asc", "maintainers.asc", ".github/KEYS", "KEYS")

# At least two numbers: `v1` is an alias that moves with every release.
RELEASE = re.compile(r"(?:^|[-@/_])v?\d+\.\d+[\w.+-]*$")
MAX_VERIFIED = 200
SHOWN = 20
TIMEOUT = 60

_GOOD_SSH = re.compile(r'^Good "git" signature for (\S+) with ', re.MULTILINE)
_GOOD_PGP = re.compile(r"^\[GNUPG:\] GOODSIG \S+ (.*)$", re.MULTILINE)
_KINDS = (
    ("-----BEGIN SSH SIGNATURE-----", "ssh"),
    ("-----BEGIN PGP SIGNATURE-----", "openpgp"),
    ("-----BEGIN SIGNED MESSAGE-----", "x509"),
)


class Tag:
    """name; kind: "commit" for a lightweight tag, else "tag"; inner: the name in the tag object; signature: kind."""

    __slots__ = ("inner", "kind", "name", "signature")

    def __init__(self, name: str, kind: str, inner: str, signature: str) -> None:
        self.name = name
        self.kind = kind
        self.inner = inner
        self.signature = signature


class Keys:
    """The allowed signers of one revision, written where git and gpg find them. folder: an own, private one."""

    def __init__(self, root: str, folder: str) -> None:
        self.folder = folder
        self.branch = default_branch(root)
        self.ssh = self._copy(root, SSH_FILES, "allowed_signers")
        self.revoked = self._copy(root, REVOKED_FILES, "revoked")
        self.pgp = self._copy(root, PGP_FILES, "keys.asc")
        self.home = os.path.join(folder, "gnupg")
        os.mkdir(self.home, 0o700)
        self.missing = ""  # a program that we lack
        if self.pgp:
            self._import()

    def _copy(self, root: str, paths: tuple[str, ...], name: str) -> str:
        """The first of the files that the default branch has, copied; "" when it has none."""
        for path in paths if self.branch else ():
            try:
                data = git(root, "cat-file", "blob", f"{self.branch}:{path}")
            except GitError:
                continue
            target = os.path.join(self.folder, name)
            with open(target, "wb") as out:
                out.write(data)
            return target
        return ""

    def _import(self) -> None:
        gpg = shutil.which("gpg")
        if gpg is None:
            self.missing = "gpg"
            return
        command = [gpg, "--homedir", self.home, "--batch", "--no-autostart", "--import", self.pgp]
        subprocess.run(command, capture_output=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL, check=False)

    def lacks(self, signature: str) -> str:
        """Why a signature of this kind cannot be verified here, "" when it can."""
        if signature == "x509":
            return "X.509 signatures are not verified"
        program = "ssh-keygen" if signature == "ssh" else "gpg"
        if not (self.ssh if signature == "ssh" else self.pgp):
            where = f"`{self.branch.rpartition('/')[2]}`" if self.branch else "the default branch"
            return f"{where} names no allowed signers for {signature} signatures"
        return "" if shutil.which(program) else f"{program} is not installed"

    def verify(self, root: str, command: str, name: str) -> tuple[str, str]:
        """(principal, "") of a good signature by an allowed key, else ("", what is wrong)."""
        options = [
            "-c", f"gpg.ssh.allowedSignersFile={self.ssh or os.devnull}",
            "-c", f"gpg.ssh.revocationFile={self.revoked}",
            "-c", "gpg.ssh.program=ssh-keygen", "-c", "gpg.program=gpg", "-c", "gpg.openpgp.program=gpg",
            "-c", "gpg.minTrustLevel=undefined", "-c", "log.showSignature=false",
        ]  # fmt: skip
        done = subprocess.run(
            ["git", *SAFE, "-C", root, *options, command, "--raw", name],
            capture_output=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL, check=False,
            env={**environment(), "GNUPGHOME": self.home},
        )  # fmt: skip
        said = (done.stderr + done.stdout).decode("utf-8", "replace")
        match = _GOOD_SSH.search(said) or _GOOD_PGP.search(said)
        if done.returncode == 0 and match:
            return match[1], ""
        return "", why(said)


_PROBLEMS = (
    ("REVKEYSIG", "the key is revoked"),
    ("revoked", "the key is revoked"),
    ("EXPKEYSIG", "the key is expired"),
    ("EXPSIG", "the signature is expired"),
    ("BADSIG", "the signature is bad"),
    ("incorrect signature", "the signature is bad"),
    ("expired", "the key was not valid at the time of the tag"),
    ("not yet valid", "the key was not valid at the time of the tag"),
    ("No principal matched", "no allowed signer has this key"),
    ("NO_PUBKEY", "no allowed signer has this key"),
)


def why(said: str) -> str:
    """git's words as one of ours."""
    return next((words for mark, words in _PROBLEMS if mark in said), "git does not accept the signature")


def default_branch(root: str) -> str:
    """The ref of the default branch: of `origin`, else main or master of the clone; "" when there is none."""
    try:
        return git(root, "symbolic-ref", "-q", "refs/remotes/origin/HEAD").decode().strip()
    except GitError:
        pass
    for ref in ("remotes/origin/main", "remotes/origin/master", "heads/main", "heads/master"):
        try:
            git(root, "rev-parse", "-q", "--verify", f"refs/{ref}")
        except GitError:
            continue
        return f"refs/{ref}"
    return ""


def tags(root: str, since: str = "") -> list[Tag]:
    """Release tags, newest first. since: a tag from which on they count. Raises GitError."""
    fields = "%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(creatordate:unix)"
    out = git(root, "for-each-ref", "--sort=-creatordate", f"--format={fields}", "refs/tags").decode("utf-8", "replace")
    rows = [line.split("\0") for line in out.splitlines()]
    dates = {name: int(created or 0) for name, _, _, created in rows}
    if since and since not in dates:
        raise GitError(f"there is no tag `{since}`")
    objects = Blobs(root)
    try:
        return [
            _read(objects, name, kind, oid)
            for name, kind, oid, _ in rows
            if RELEASE.search(name) and dates[name] >= dates.get(since, 0)
        ]
    finally:
        objects.close()


def _read(objects: Blobs, name: str, kind: str, oid: str) -> Tag:
    """One tag; a lightweight one has no object of its own."""
    if kind != "tag":
        return Tag(name, kind, "", "")
    header, _, message = objects.read(oid).decode("utf-8", "replace").partition("\n\n")
    inner = next((line[4:] for line in header.split("\n") if line.startswith("tag ")), "")
    lines = message.split("\n")
    return Tag(name, kind, inner, next((word for mark, word in _KINDS if mark in lines), ""))


def tag_verdicts(root: str, keys: Keys, found: list[Tag]) -> Iterator[Verdict]:
    """One verdict per tag; failures beyond the newest twenty are counted in one."""
    unsigned = [tag for tag in found if not tag.signature]
    for tag in unsigned[:SHOWN]:
        how = "lightweight" if tag.kind != "tag" else "annotated, without signature"
        yield Verdict(SIGNED, FAIL, f"`{tag.name}` ({how})", subject=tag.name)
    if len(unsigned) > SHOWN:
        yield Verdict(SIGNED, FAIL, f"and {len(unsigned) - SHOWN} older ones", subject="older")
    signed = [tag for tag in found if tag.signature]
    if found and not unsigned:
        yield Verdict(SIGNED, PASS, f"{len(signed)} release tags, all signed")
    for tag in signed[:MAX_VERIFIED]:
        yield _tag(root, keys, tag)
    if len(signed) > MAX_VERIFIED:
        reason = f"{len(signed) - MAX_VERIFIED} older tags were not verified"
        yield Verdict(SIGNER, UNKNOWN, reason, permission="name the first tag that counts with --since")


def _tag(root: str, keys: Keys, tag: Tag) -> Verdict:
    if tag.inner != tag.name:
        return Verdict(RENAMED, FAIL, f"`{tag.name}` was signed as `{tag.inner}`", subject=tag.name)
    lacking = keys.lacks(tag.signature)
    if lacking:
        return Verdict(SIGNER, UNKNOWN, f"`{tag.name}`: {lacking}", subject=tag.name)
    principal, problem = keys.verify(root, "verify-tag", "refs/tags/" + tag.name)
    if problem:
        return Verdict(SIGNER, FAIL, f"`{tag.name}`: {problem}", subject=tag.name)
    return Verdict(SIGNER, PASS, f"`{tag.name}` by {principal}", subject=tag.name)


def commit_verdicts(root: str, keys: Keys, since: str) -> Iterator[Verdict]:
    """Every commit of the default branch since a revision. Raises GitError."""
    out = git(root, "rev-list", "--end-of-options", f"{since}..{keys.branch or 'HEAD'}").decode().split()
    failures = 0
    for oid in out[: MAX_VERIFIED * 5]:
        text = git(root, "cat-file", "commit", oid).decode("utf-8", "replace")
        header = text.partition("\n\n")[0]
        kind = next((word for mark, word in _KINDS if mark in header), "")
        lacking = keys.lacks(kind) if kind else ""
        if lacking:
            yield Verdict(COMMITS, UNKNOWN, f"`{oid[:12]}`: {lacking}", subject=oid)
            return
        problem = keys.verify(root, "verify-commit", oid)[1] if kind else "not signed"
        if problem:
            failures += 1
            yield Verdict(COMMITS, FAIL, f"`{oid[:12]}`: {problem}", subject=oid)
    if len(out) > MAX_VERIFIED * 5:
        yield Verdict(COMMITS, UNKNOWN, f"{len(out) - MAX_VERIFIED * 5} older commits were not verified")
    elif not failures:
        yield Verdict(COMMITS, PASS, f"{len(out)} commits, all by allowed signers")
