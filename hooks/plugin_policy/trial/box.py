"""The folder in memory that becomes the sandbox's home, project, settings and plugin."""

from __future__ import annotations

import ctypes
import os
import stat
import subprocess

from plugin_policy.trial import namespaces, sandbox
from plugin_policy.trial.decoys import HOME, PROJECT, Decoys
from plugin_policy.trial.tls import Certificates, certificates

ROOT = "/tmp/box"  # in a mount namespace of its own: nobody else sees it
WORK = "/tmp/work"  # keys, and what strace writes
SIZE, FILES = 512 << 20, 60_000
_GIT = ["git", "-c", "user.name=Dana Moss", "-c", "user.email=dana@webshop.example", "-c", "core.hooksPath=/dev/null"]


class Box:
    """decoys: what stands in it. files: relative path -> (content, executable) of the plugin. links: path -> target.

    plugin: where the plugin stands inside. data: its data folder.
    """

    def __init__(
        self, decoys: Decoys, files: dict[str, tuple[bytes, bool]], links: dict[str, str], plugin: str, data: str
    ) -> None:
        self.decoys = decoys
        self.files = files
        self.links = links
        self.plugin = plugin
        self.data = data
        self.certificates: Certificates | None = None
        self.newer = False
        self._authorities = b""
        self._libc: ctypes.CDLL | None = None

    def make(self, libc: ctypes.CDLL) -> None:
        """Mount, and fill with everything. OSError when it cannot be."""
        self.newer = b"--disable-userns" in subprocess.run(
            ["bwrap", "--help"], capture_output=True, check=False, stdin=subprocess.DEVNULL
        ).stdout  # fmt: skip
        namespaces.mount_memory(libc, "/tmp", SIZE, FILES)
        for folder in (ROOT, WORK):
            os.mkdir(folder)
        self._trust()
        self._libc = libc
        self._fill()

    def full(self) -> bool:
        """Whether a plugin has filled its file system."""
        left = os.statvfs(ROOT)
        return left.f_bavail < left.f_blocks // 8 or left.f_favail < left.f_files // 8

    def renew(self) -> None:
        """Another box in place of one that is full."""
        assert self._libc is not None
        namespaces.unmount(self._libc, ROOT)
        self._fill()

    def _fill(self) -> None:
        assert self._libc is not None
        namespaces.mount_memory(self._libc, ROOT, SIZE, FILES)
        for folder in ("home", "etc", "plugin", "tools", "tmp", "tmp2", "shm"):
            os.mkdir(f"{ROOT}/{folder}")
        for path, content in sandbox.FILES.items():
            _put(ROOT + path, content.encode())
        for name in sandbox.STUBS:
            _put(f"{ROOT}/tools/{name}", sandbox.STUB.encode(), executable=True)
        for path, (data, executable) in self.files.items():
            _put(f"{ROOT}/plugin/{path}", data, executable=executable)
        for path, target in self.links.items():
            os.makedirs(os.path.dirname(f"{ROOT}/plugin/{path}"), exist_ok=True)
            os.symlink(target, f"{ROOT}/plugin/{path}")
        _put(f"{ROOT}/etc/authorities.pem", self._authorities)
        self.restore()
        os.makedirs(self.outside(self.data), exist_ok=True)
        os.makedirs(self.outside(self.plugin), exist_ok=True)
        self._history()

    def restore(self) -> None:
        """Every decoy as it was; what runs left behind stays, as it would."""
        for path, content in self.decoys.files.items():
            full = self.outside(path)
            _clear_way(full)
            if not _same(full, content.encode()):
                _put(full, content.encode())

    @staticmethod
    def outside(path: str) -> str:
        """Where a path of the sandbox's home stands for us."""
        return f"{ROOT}/home" + path.removeprefix(HOME)

    def _trust(self) -> None:
        self.certificates = certificates(WORK)
        real = b""
        for path in sandbox.CERTIFICATES:
            if os.path.isfile(path):
                with open(path, "rb") as stream:
                    real = stream.read()
                break
        if self.certificates is not None:
            with open(self.certificates.authority, "rb") as stream:
                real = stream.read() + real
        self._authorities = real

    def _history(self) -> None:
        """The project is a git repository with one commit, where there is git."""
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "HOME": WORK}
        for words in (["init", "-q", "-b", "main"], ["add", "README.md", "src", "package.json"],
                      ["commit", "-q", "-m", "Start"],
                      ["remote", "add", "origin", "https://github.com/webshop/webshop.git"]):  # fmt: skip
            try:
                subprocess.run([*_GIT, *words], cwd=self.outside(PROJECT), env=environment, capture_output=True,
                               check=False, stdin=subprocess.DEVNULL)  # fmt: skip
            except FileNotFoundError:
                return


def _clear_way(path: str) -> None:
    """Take away whatever a plugin put in place of a folder or file on the way to path: we never follow its links."""
    parts = path.removeprefix(ROOT + "/").split("/")
    at = ROOT
    for index, part in enumerate(parts):
        at = f"{at}/{part}"
        try:
            mode = os.lstat(at).st_mode
        except FileNotFoundError:
            return
        last = index == len(parts) - 1
        if stat.S_ISREG(mode) and last:
            return
        if not stat.S_ISDIR(mode):
            os.unlink(at)
            return
        os.chmod(at, 0o755)
        if last:
            os.rename(at, f"{WORK}/moved{len(os.listdir(WORK))}")


def _put(path: str, data: bytes, *, executable: bool = False) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(data)
    os.chmod(path, 0o755 if executable else 0o644)


def _same(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as stream:
            return stream.read(len(data) + 1) == data
    except OSError:
        return False
