"""The private record of an incident: reason, reporter, evidence and drafts, outside of every work tree."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import Any

from plugin_policy.errors import UsageError
from plugin_policy.incident.files import replace

RECORD = "incident.json"


class Records:
    """The records of one marketplace. folder: holds one folder for each incident."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def path(self, id: str, name: str = RECORD) -> str:
        return os.path.join(self.folder, id, name)

    def ids(self) -> list[str]:
        try:
            return sorted(id for id in os.listdir(self.folder) if os.path.isfile(self.path(id)))
        except OSError:
            return []

    def load(self, id: str) -> dict[str, Any]:
        """The record of an incident. UsageError when there is none here, or it cannot be read."""
        try:
            with open(self.path(id), encoding="utf-8") as stream:
                record = json.load(stream)
        except FileNotFoundError:
            raise UsageError(
                f"the private record of {id} is not in {self.folder}: name its folder with --private"
            ) from None
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.path(id)} cannot be read: {error}") from None
        if not isinstance(record, dict):
            raise UsageError(f"{self.path(id)} is not a record of an incident")
        return record

    def every(self) -> list[dict[str, Any]]:
        return [self.load(id) for id in self.ids()]

    def save(self, record: dict[str, Any]) -> None:
        self.write(record["id"], RECORD, json.dumps(record, indent=2, ensure_ascii=False).encode("utf-8", "replace"))

    def write(self, id: str, name: str, data: bytes) -> None:
        path = self.path(id, name)
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        replace(path, data, mode=0o600)

    def wrote(self, data: bytes) -> bool:
        """Whether an incident left marketplace.json with this content: then it is no change of somebody else's."""
        return any(digest(data) in record.get("written", ()) for record in self.every())


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def records_of(private: str | None, marketplace: str) -> Records:
    """The folder of `--private`, else the user's data folder. UsageError when it lies in a work tree of git."""
    from plugin_policy.git import toplevel

    if private:
        folder = os.path.abspath(private)
    else:
        data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
        name = re.sub(r"[^A-Za-z0-9._-]", "_", marketplace).lstrip(".") or "marketplace"
        folder = os.path.join(os.path.abspath(data), "plugin-policy", "incidents", name)
    there = folder
    while not os.path.isdir(there):
        there = os.path.dirname(there)
    inside = toplevel(there)
    if inside is not None:
        raise UsageError(
            f"the private folder {folder} lies in the work tree {inside}, where it could be committed: "
            "name another with --private"
        )
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the private folder {folder} cannot be made: {error.strerror}") from None
    return Records(folder)
