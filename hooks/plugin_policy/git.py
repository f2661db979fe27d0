"""git, run so that nothing of the scanned tree can configure it: no hooks, fsmonitor, filters or pager."""

from __future__ import annotations

import os

# Each switches off one way in which a repository's own configuration can start a program or change an answer.
SAFE = (
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.attributesFile=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.pager=cat",
    "-c", "diff.external=",
    "-c", "protocol.ext.allow=never",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
    "-c", "safe.directory=*",  # a checkout owned by another user (containers, CI) is read, never run
)  # fmt: skip


class GitError(Exception):
    """git could not answer; the message is its own last line."""


def environment() -> dict[str, str]:
    """The caller's environment without what would point git elsewhere or make it talk."""
    env = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("GIT_") or key in ("GIT_SSL_CAINFO", "GIT_SSH_COMMAND")
    }
    env.update(GIT_TERMINAL_PROMPT="0", LC_ALL="C", GIT_OPTIONAL_LOCKS="0", GIT_NO_REPLACE_OBJECTS="1")
    # pre-commit sets an index of its own when it runs under `git commit`; that one is the truth then.
    if "GIT_INDEX_FILE" in os.environ:
        env["GIT_INDEX_FILE"] = os.environ["GIT_INDEX_FILE"]
    return env


def git(root: str, *args: str, ok: tuple[int, ...] = (0,), extra_env: dict[str, str] | None = None) -> bytes:
    """Output of one git command run in `root`. Raises GitError when it exits with anything but `ok`."""
    import subprocess  # not paid outside git

    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", root, *args],
            capture_output=True,
            env=environment() | (extra_env or {}),
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"git does not start: {error.strerror or error}") from None
    if done.returncode not in ok:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[-1] if lines else f"git {args[0]} exits {done.returncode}")
    return done.stdout


def toplevel(path: str) -> str | None:
    """The root of the work tree that holds `path`, None outside git.

    A planted `.git` whose `core.worktree` points elsewhere does not count.
    """
    if not _has_git(path):
        return None  # spares a process
    try:
        out = git(path, "rev-parse", "--show-toplevel")
    except GitError:
        return None
    top = os.path.realpath(os.fsdecode(out.rstrip(b"\n")))
    real = os.path.realpath(path)
    return top if real == top or real.startswith(top.rstrip("/") + "/") else None


def _has_git(path: str) -> bool:
    path = os.path.realpath(path)
    while not os.path.lexists(os.path.join(path, ".git")):
        parent = os.path.dirname(path)
        if parent == path:
            return False
        path = parent
    return True


class Blobs:
    """A running `git cat-file --batch`: blobs by object id, one process for all."""

    def __init__(self, root: str) -> None:
        import subprocess

        self._process = subprocess.Popen(
            ["git", *SAFE, "-C", root, "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )

    def read(self, oid: str) -> bytes:
        """Content of an object. Raises GitError when it is missing (a shallow or partial clone)."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        try:
            stdin.write(oid.encode() + b"\n")
            stdin.flush()
            header = stdout.readline().split()
            if len(header) != 3:
                raise GitError(f"object {oid[:12]} is missing")
            data = stdout.read(int(header[2]))
            stdout.read(1)
        except OSError as error:
            raise GitError(f"git cat-file ended: {error.strerror or error}") from None
        return data

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()
