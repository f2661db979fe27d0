"""Addresses and folders that are compared or stand in a table of constants."""

ANY = ("0.0.0.0", "::", "127.0.0.1")
FOLDERS = {"scratch": "/tmp/scratch", "other": "/var/tmp"}
SHARED = frozenset(("/tmp", "/dev/shm"))


def is_local(host):
    return host in ("0.0.0.0", "127.0.0.1") or host == "0.0.0.0"


def is_temporary(path):
    return path.startswith("/tmp/") or path in FOLDERS.values()
