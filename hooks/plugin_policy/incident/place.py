"""Where incidents are handled: one marketplace in a git work tree, its policy and its private records."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from plugin_policy.errors import UsageError
from plugin_policy.git import GitError, git
from plugin_policy.incident.files import replace
from plugin_policy.incident.listing import Listing
from plugin_policy.incident.private import Records, digest, records_of
from plugin_policy.repository import MARKETPLACE

if TYPE_CHECKING:
    from plugin_policy.incident.affected import History
    from plugin_policy.policy.settings import Policy


class Place:
    """root: of the marketplace. top: of the work tree. name: the marketplace's own. UsageError for what is none."""

    def __init__(self, path: str, private: str | None) -> None:
        from plugin_policy.repository import find_root

        if not os.path.isdir(path):
            raise UsageError(f"no such folder: {path}")
        self.root, top = find_root(path)
        self.top = top or ""
        if top is None:
            raise UsageError(f"{self.root} is no git work tree: nobody could review the change")
        listing = self.listing()
        self.name = str(listing.value.get("name") or "")
        self.private = private
        self._records: Records | None = None

    @property
    def records(self) -> Records:
        if self._records is None:
            self._records = records_of(self.private, self.name)
        return self._records

    @property
    def market(self) -> str:
        return os.path.join(self.root, MARKETPLACE)

    def data(self) -> bytes:
        if os.path.islink(self.market):
            raise UsageError(f"{MARKETPLACE} is a symlink, and was not touched")
        try:
            with open(self.market, "rb") as stream:
                return stream.read()
        except OSError as error:
            raise UsageError(f"{self.root} is no marketplace: {MARKETPLACE}: {error.strerror}") from None

    def listing(self) -> Listing:
        return Listing(self.data(), MARKETPLACE)

    def policy(self, file: str | None = None) -> Policy:
        from plugin_policy.policy.loading import load_policy
        from plugin_policy.policy.settings import POLICY_NAME

        own = os.path.join(self.root, POLICY_NAME)
        return load_policy(file or (own if os.path.lexists(own) else None))

    def demand_clean(self) -> None:
        """UsageError when somebody else's changes of marketplace.json are not committed: they would mix with ours."""
        try:
            status = git(self.root, "status", "--porcelain", "--", MARKETPLACE)
        except GitError as error:
            raise UsageError(f"{self.root}: git status: {error}") from None
        if status.strip() and not self.records.wrote(self.data()):
            raise UsageError(f"{MARKETPLACE} has changes that are not committed: commit or stash them, then run again")

    def write(self, record: dict[str, Any], data: bytes) -> None:
        """Put a new marketplace.json in place; the record knows it as ours before it is there."""
        record.setdefault("written", []).append(digest(data))
        self.records.save(record)
        replace(self.market, data)

    def repository(self) -> str:
        """Address of `origin` as users clone it, "" when there is none."""
        try:
            url = git(self.root, "config", "--get", "remote.origin.url").decode("utf-8", "replace").strip()
        except GitError:
            return ""
        from plugin_policy.github.origin import origin

        full = origin(self.root)
        return f"https://github.com/{full}.git" if full else url


def history_of(place: Place, clone: str | None, entry: dict[str, Any], folder: str | None, name: str) -> History:
    """The history of a plugin: of the marketplace's own repository, or of a clone of the plugin's.

    folder: of the plugin in the marketplace, None for one from elsewhere. UsageError when it is not at hand.
    """
    from plugin_policy.incident.affected import History

    if folder is not None:
        return History(place.top, os.path.normpath(os.path.join(os.path.relpath(place.root, place.top), folder)))
    if not clone:
        raise UsageError(f"the code of `{name}` is not in this repository: name a clone of its own with --history DIR")
    source = entry.get("source")
    inside = source.get("path") if isinstance(source, dict) else None
    return History(clone, os.path.normpath(str(inside or ".")))


def drafts_of(place: Place, record: dict[str, Any], sender: str | None, to: list[str]) -> dict[str, bytes]:
    """The drafts as the record stands; the sender is the marketplace's owner when no other is named."""
    from plugin_policy.incident.drafts import Facts, drafts

    owner = place.listing().value.get("owner")
    sender = sender or (str(owner.get("email") or "") if isinstance(owner, dict) else "")
    return drafts(Facts(record, marketplace=place.name, sender=sender, to=to))


def moment(text: str | None) -> datetime:
    """A time of the command line, now without one; to the second, in UTC. UsageError for what is no time."""
    from plugin_policy.organisation.calendar import moment as read

    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    found = read(text)
    if found is None:
        raise UsageError(f"{text!r} is no time: write it as 2026-03-02T09:00:00Z")
    return found.replace(microsecond=0)
