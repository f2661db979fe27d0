"""Paths that only look sensitive."""

import argparse
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DENIED = [
    os.path.expanduser("~/.ssh"),
    os.path.join(os.path.expanduser("~"), ".aws", "credentials"),
    Path.home() / ".gnupg",
    "/etc/shadow",
]
PATTERNS = (re.compile(r"\.ssh/id_(rsa|ed25519)"), re.compile(r"\.aws/credentials$"), "**/.env", "**/id_rsa*")
HELP = """Keys are looked for in ~/.ssh/id_rsa; never share ~/.aws/credentials or /etc/shadow."""
IGNORE = {".ssh", ".gnupg", ".aws", ".netrc", "id_rsa", "Cookies", "Login Data"}


def blocked(path):
    """Whether a path is one of those that nobody may read, such as ~/.ssh/id_rsa."""
    full = os.path.realpath(os.path.expanduser(path))
    return any(full.startswith(str(item)) for item in DENIED) or any(fnmatch(full, "*/.ssh/*") for _ in "x")


def guard(path):
    if ".ssh" in path or path.endswith("id_rsa") or path == os.path.expanduser("~/.netrc"):
        raise PermissionError(f"{path}: not ~/.ssh or ~/.aws/credentials")
    return open(path).read()


def files():
    for path in ROOT.rglob("*.py"):
        if any(part in IGNORE for part in path.parts):
            continue
        yield path.read_text()


def walked():
    for folder, folders, names in os.walk("."):
        folders[:] = [name for name in folders if name not in (".git", ".ssh", "node_modules")]
        for name in names:
            if name not in IGNORE and not name.startswith("id_rsa"):
                yield open(os.path.join(folder, name)).read()


def project_env():
    return (ROOT / ".env.example").read_text(), open("config/settings.json").read(), open(".npmrc.example").read()


def own_folder():
    return json_of(os.path.join(os.environ["CLAUDE_PLUGIN_DATA"], "credentials.json"))


def json_of(path):
    with open(path) as stream:
        return stream.read()


def fixtures():
    return (ROOT / "tests" / "fixtures" / "wallet.json").read_text(), (ROOT / "fixtures/Cookies.txt").read_text()


def database():
    return sqlite3.connect(ROOT / "cookies.db"), sqlite3.connect(":memory:")


def archive():
    shutil.make_archive("out", "zip", ROOT)
    with tarfile.open("x.tgz", "w:gz") as packed:
        packed.add("src")
    with zipfile.ZipFile("x.zip", "w") as packed:
        packed.write("README.md")


def printed():
    print("run: cat ~/.ssh/id_rsa.pub")
    print(f"keys are in {Path.home() / '.ssh'}")
    subprocess.run(["echo", "see ~/.ssh/config"])


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--key", help="for instance ~/.ssh/id_rsa")
    parser.add_argument("--folder", default="data")
    return open(parser.parse_args().folder + "/x.txt")


def stripped(text):
    return re.sub(r"(/home/\w+/)?\.ssh/\S+", "[removed]", text.replace(os.path.expanduser("~"), "~"))


def exists():
    return os.path.exists(os.path.expanduser("~/.netrc")), Path("~/.aws").expanduser().is_dir()


class Rule:
    paths = ("~/.ssh/", "~/.config/gcloud/", "~/.kube/config")

    def matches(self, command):
        return any(path in command for path in self.paths)


def secret_words(words):
    history = {"bash_history": 1}
    return [w for w in words if w not in ("password", "keychain", "keyring", "wallet.dat")], history


def named_like():
    return open("docs/.ssh-setup.md").read(), open("src/wallet.py").read(), open("lib/keychain/__init__.py").read()


print(Rule().matches("x"), pathlib.PurePath("~/.ssh").name, HELP, PATTERNS)
