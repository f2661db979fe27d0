"""Closing an incident: a fixed version that stands up to the checks, a published advisory and lessons learned.

Then marketplace.json lists the plugin again, and the register says what was private.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from plugin_policy.errors import UsageError
from plugin_policy.incident import register
from plugin_policy.incident.affected import holds, version_at
from plugin_policy.incident.listing import change, relist
from plugin_policy.incident.place import Place, drafts_of, history_of

if TYPE_CHECKING:
    import argparse

ADVISORY = re.compile(r"GHSA(?:-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,}|https://\S+|[A-Za-z_][\w.]*-[\w.-]+")
MIN_LESSONS = 40  # characters


def close_incident(
    place: Place, args: argparse.Namespace, now: datetime, trial: Callable[[str], int] | None
) -> tuple[list[str], int]:
    """Lines for people, and the exit code: 1 when the fixed version has findings, 2 when it could not be judged."""
    incident = register.by_id(place.root, args.id)
    record = place.records.load(incident.id)
    if not incident.open and record.get("step") == "closed":
        return [f"incident {incident.id} is closed, nothing to do"], 0
    lessons = _lessons(args.lessons)
    said = [_advisory(place, args)]
    fixed = _Fixed(place, args, record)
    code, lines = fixed.judge(trial)
    said += lines
    if code:
        return [*said, f"incident {incident.id} stays open: the fixed version is not clean"], code
    said += _list_again(place, record, fixed)
    record |= {"fixed_version": args.fixed_version, "advisory": args.advisory}
    for name, data in drafts_of(place, record, args.sender, args.to).items():
        place.records.write(record["id"], name, data)
    said.append(f"  {place.records.path(record['id'], 'notice-fixed.txt')}: what to tell the users")
    values = incident.values | {"state": register.CLOSED, "closed": now}
    values |= {event: incident.values.get(event) or now for event in ("assessed", "fixed", "disclosed")}
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    found = record.get("affected") or {}
    values |= {
        "fixed-version": args.fixed_version,
        "fixed-commit": fixed.sha,
        "advisory": args.advisory,
        "affected-versions": list(dict.fromkeys([*found.get("versions", ()), *found.get("tags", ())])),
        "introduced": found.get("introduced", []),
        "reason": record["reason"],
        "timeline": [*record.get("timeline", ()), f"{stamp} closed, listed again as {args.fixed_version}"],
        "lessons": lessons,
    }
    incident.values = values
    register.rewrite(place.root, incident)
    record["step"] = "closed"
    place.records.save(record)
    said.append(f"  {incident.path}: closed, with reason, timeline and lessons; look at both changes and commit them")
    return [*said, f"incident {incident.id}: closed"], 0


def _lessons(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read(1 << 16).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or 'is not UTF-8'}") from None
    if len(text) < MIN_LESSONS:
        raise UsageError(f"{path}: lessons of fewer than {MIN_LESSONS} characters teach nobody")
    return text


def _advisory(place: Place, args: argparse.Namespace) -> str:
    """The id is well formed; with --online GitHub says that it is published."""
    if not ADVISORY.fullmatch(args.advisory):
        raise UsageError(f"{args.advisory!r} is no advisory: give its id (GHSA-…, CVE-…) or its address")
    if not args.online:
        return f"  advisory {args.advisory}: taken at your word (--online asks GitHub whether it is published)"
    from plugin_policy.github.client import from_environment, part
    from plugin_policy.github.origin import origin

    full = args.repository or origin(place.root)
    if "/" not in full:
        raise UsageError("which repository on GitHub this is cannot be told: name it with --repository OWNER/REPO")
    owner, _, name = full.partition("/")
    client = from_environment(known={})
    answer = client.get(f"/repos/{part(owner)}/{part(name)}/security-advisories/{part(args.advisory)}")
    state = answer.data.get("state") if answer.ok and isinstance(answer.data, dict) else None
    if state != "published":
        raise UsageError(
            f"advisory {args.advisory} of {full} is {state or 'not to be seen: ' + answer.why}, not published"
        )
    return f"  advisory {args.advisory}: published"


class _Fixed:
    """The fixed version: where its code is, and what the entry must say."""

    def __init__(self, place: Place, args: argparse.Namespace, record: dict[str, Any]) -> None:
        self.place = place
        self.args = args
        self.record = record
        self.local: str | None = record["folder"]
        self.policy = place.policy(args.policy)
        self.entry: dict[str, Any] = json.loads(record["undo"]["entry"])
        self.history = history_of(place, args.history, self.entry, self.local, record["plugin"])
        self.sha = self.history.commit(args.sha or ("HEAD" if self.local is not None else args.fixed_version))
        self._demand()

    def _demand(self) -> None:
        """The version is the one that is promised, is new to clients, and does not hold the hole."""
        version, says = self.args.fixed_version, version_at(self.history.root, self.sha, self.history.folder)
        if says and says != version.removeprefix("v"):
            raise UsageError(f"plugin.json at {self.sha[:12]} says version {says}, not {version}")
        found = self.record.get("affected") or {}
        if version in found.get("versions", ()):
            raise UsageError(f"version {version} is one of the affected ones: clients that have it would keep it")
        tip = str(self.record.get("tip") or "")
        if tip and not found.get("fixed") and self.history.tree(tip) == self.history.tree(self.sha):
            raise UsageError(f"nothing is fixed: {self.sha[:12]} has the same files as {tip[:12]} before the incident")
        if found.get("introduced") and holds(self.history, self.sha, self._ranges()):
            raise UsageError(
                f"{self.sha[:12]} is affected: nothing before it mended the hole (--fixed REV names what did)"
            )

    def _ranges(self) -> list[dict[str, list[str]]]:
        """As they are now: the fix is newer than the incident."""
        from plugin_policy.incident.affected import find

        introduced = self.record["affected"]["introduced"]
        fixed = [*self.record["affected"]["fixed"], *(self.args.fixed or [self.sha])]
        found = find(self.history, introduced, fixed)
        self.record["affected"], self.record["ranges"] = found.row(), found.ranges
        return found.ranges

    def judge(self, trial: Callable[[str], int] | None) -> tuple[int, list[str]]:
        """A scan at that commit, and a trial where there is one."""
        from plugin_policy.incident.proof import scan_at, trial_at

        code, lines = scan_at(self.place, self.policy, self.history, self.sha, self.local, self.entry)
        if code:
            return code, lines
        tried, words = trial_at(self.history, self.sha, trial)
        return tried, [*lines, *words]

    def text(self) -> str:
        """The entry as it is listed again."""
        changes: dict[tuple[str, ...], object] = {}
        if isinstance(self.entry.get("version"), str):
            changes["version",] = self.args.fixed_version
        source = self.entry.get("source")
        if isinstance(source, dict):
            changes["source", "sha"] = self.sha
            if source.get("ref"):
                changes["source", "ref"] = self.args.ref
        return change(self.record["undo"]["entry"], changes)


def _list_again(place: Place, record: dict[str, Any], fixed: _Fixed) -> list[str]:
    """The entry back in its place; a second time it is there already."""
    listing = place.listing()
    name, entry = record["plugin"], fixed.text()
    index = listing.index(name)
    if index is not None and listing.text(index) == entry:
        return [f"  {listing.path}: lists `{name}` again already"]
    if index is not None and not record["pin_back"]:
        raise UsageError(f"{listing.path} lists `{name}` already, and not as it should: take the entry out first")
    place.demand_clean()
    if index is not None:
        data = listing.edited([(*listing.spans()[index], entry.encode())])
    else:
        others = [one for one in place.records.every() if one["id"] != record["id"] and one.get("step") == "open"]
        _hand_on(place, record, others)
        data = relist(listing, name, entry, record["undo"], last=not others)
    place.write(record, data)
    return [f"  {listing.path}: lists `{name}` again, at {fixed.args.fixed_version} ({fixed.sha[:12]})"]


def _hand_on(place: Place, record: dict[str, Any], others: list[dict[str, Any]]) -> None:
    """What this incident added for all of them, another one takes away at its end."""
    heirs = [one for one in others if not one["pin_back"]]
    for key in ("force", "renames") if heirs else ():
        if key in record["undo"]:
            heirs[0]["undo"][key] = record["undo"][key]
            place.records.save(heirs[0])
