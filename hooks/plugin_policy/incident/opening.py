"""Opening an incident: private record, register, marketplace.json, drafts; in this order, each safe to do again.

Whatever a crash leaves behind, the entry of the plugin stands in the private record before it leaves the marketplace.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

from plugin_policy.errors import UsageError
from plugin_policy.incident import register
from plugin_policy.incident.affected import History, find, version_at
from plugin_policy.incident.listing import Listing, change, disable
from plugin_policy.incident.place import Place, drafts_of, history_of, moment

if TYPE_CHECKING:
    import argparse

GIT_SOURCES = ("github", "url", "git-subdir")


def open_incident(place: Place, args: argparse.Namespace, now: datetime) -> list[str]:
    """Do it, and say what was done, line by line."""
    if args.cvss:
        _demand_severity(args.cvss, args.severity)
    listing = place.listing()
    known = next((one for one in register.load(place.root) if one.open and one.plugin == args.plugin), None)
    if known is not None:
        return _again(place, args, known, now)
    index = listing.index(args.plugin)
    if index is None:
        raise UsageError(f"{listing.path} lists no plugin `{args.plugin}`{_nearest(args.plugin, listing.names)}")
    place.demand_clean()
    record = _record(place, args, listing.entries[index], now)
    evidence = _evidence(args.evidence)
    _plan(place, record, listing)  # what cannot be done fails here, before anything is written
    record = _begin(place, record, now)
    for name, data in evidence.items():
        place.records.write(record["id"], name, data)
    return [f"incident {record['id']}: {args.plugin}, {args.severity}", *_carry_out(place, args, record)]


def _again(place: Place, args: argparse.Namespace, known: register.Incident, now: datetime) -> list[str]:
    """The register has it already: finish what a crash left undone."""
    record = place.records.load(known.id)
    done = record.get("step") == "open"
    if done and place.listing().index(args.plugin) is not None and not record.get("pin_back"):
        raise UsageError(
            f"incident {known.id} is open, and {args.plugin} is listed again: take the entry out, or close the incident"
        )
    if done and (args.bad or args.fixed):
        return _assess(place, args, record, now)
    if done:
        return [f"incident {known.id}: is open since {record['opened']}, nothing to do"]
    return [f"incident {known.id}: goes on where it stopped", *_carry_out(place, args, record)]


def _assess(place: Place, args: argparse.Namespace, record: dict[str, Any], now: datetime) -> list[str]:
    """More is known now: what is affected, and the drafts, anew."""
    entry = json.loads(record["undo"]["entry"])
    fresh = _record(place, args, entry, now)
    record |= {key: fresh[key] for key in ("affected", "ranges", "repo", "reason", "severity")}
    record |= {key: fresh[key] for key in ("cvss", "cwe") if fresh[key]}
    record["timeline"].append(f"{fresh['opened']} affected versions told anew")
    for name, data in drafts_of(place, record, args.sender, args.to).items():
        place.records.write(record["id"], name, data)
    place.records.save(record)
    return [f"incident {record['id']}: drafts made anew", *_affected_lines(record)]


def _begin(place: Place, record: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Private record and register. One that was begun for the plugin and never came into the register goes on."""
    begun = [
        one
        for one in place.records.every()
        if one.get("step") == "begun" and one.get("plugin") == record["plugin"]
        and not os.path.exists(os.path.join(place.root, register.FOLDER, f"{one['id']}.toml"))
    ]  # fmt: skip
    while True:
        record["id"] = begun[0]["id"] if begun else register.next_id(place.root, now.year, place.records.ids())
        record["step"] = "begun"
        place.records.save(record)
        values = {
            "id": record["id"],
            "plugin": record["plugin"],
            "severity": record["severity"],
            "state": register.PINNED_BACK if record.get("pin_back") else register.OPEN,
            "reported": record["reported"],
            "opened": now,
        }
        try:
            register.add(place.root, values | {"reported": _time(record["reported"])})
        except FileExistsError:
            begun = []
            continue
        return record


def _time(text: str) -> datetime | str:
    return moment(text) if text else ""


def _record(place: Place, args: argparse.Namespace, entry: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Everything that is known. UsageError for a revision that git does not know."""
    from plugin_policy.discovery import local_source

    metadata = place.listing().value.get("metadata")
    prefix = metadata.get("pluginRoot") if isinstance(metadata, dict) else None
    folder = local_source(entry.get("source"), prefix)
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    record: dict[str, Any] = {
        "id": "", "plugin": args.plugin, "severity": args.severity, "reason": args.reason, "opened": stamp,
        "reporter": args.reporter or "", "reported": _stamp(args.reported), "cvss": args.cvss or "",
        "cwe": args.cwe, "folder": folder, "pin_back": "", "timeline": [f"{stamp} opened"],
    }  # fmt: skip
    wanted = folder is not None or args.history or args.bad or args.fixed or args.pin_back
    history = history_of(place, args.history, entry, folder, args.plugin) if wanted else None
    if history is not None:
        tip = entry["source"].get("sha") if isinstance(entry.get("source"), dict) else None
        record["tip"] = history.commit(str(tip or "HEAD"))
        found = find(history, args.bad, args.fixed)
        record |= {"affected": found.row(), "ranges": found.ranges, "repo": _address(place, entry, folder)}
    if args.pin_back and history is not None:
        record["pin_back"] = history.commit(args.pin_back)
        if "affected" in record and args.bad and _holds(history, record):
            raise UsageError(f"{args.pin_back} is affected itself: name a commit from before {args.bad[0]}")
        record["pin_entry"] = _pinned_back(place, record, history, entry)
    return record


def _stamp(text: str | None) -> str:
    return moment(text).strftime("%Y-%m-%dT%H:%M:%SZ") if text else ""


def _address(place: Place, entry: dict[str, Any], folder: str | None) -> str:
    """Where the history is fetched from."""
    if folder is not None:
        return place.repository()
    source = entry.get("source")
    if not isinstance(source, dict):
        return ""
    if source.get("repo"):
        return f"https://github.com/{source['repo']}.git"
    url = str(source.get("url") or "")
    return f"https://github.com/{url}.git" if url.count("/") == 1 and ":" not in url else url


def _holds(history: History, record: dict[str, Any]) -> bool:
    """Whether the commit to go back to is affected itself."""
    from plugin_policy.incident.affected import holds

    return holds(history, record["pin_back"], record["ranges"])


def _pinned_back(place: Place, record: dict[str, Any], history: History, entry: dict[str, Any]) -> dict[str, Any]:
    """What changes in the entry. Clients take another version, whichever way it differs, and keep an equal one."""
    sha = record["pin_back"]
    before, then = (version_at(history.root, one, history.folder) for one in (record["tip"], sha))
    if before and before == then:
        raise UsageError(
            f"{sha[:12]} has the version {then} too, so clients would keep what they have: leave out --pin-back, and "
            "the plugin is disabled"
        )
    changes: dict[str, Any] = {}
    own = entry.get("version")
    if isinstance(own, str):
        changes["version"] = then or f"{own}-rollback.{record['opened'][:10].replace('-', '')}"
    if record["folder"] is None:
        return changes | {"source.sha": sha, "source.ref": None}
    if not place.repository():
        raise UsageError("--pin-back needs the address that users clone from: the repository has no remote `origin`")
    inside = {"path": history.folder} if history.folder != "." else {}
    kind = "git-subdir" if inside else "url"
    return changes | {"source": {"source": kind, "url": place.repository(), **inside, "sha": sha}}


def _plan(place: Place, record: dict[str, Any], listing: Listing) -> bytes:
    """marketplace.json as it will be; fills `undo` of the record."""
    index = listing.index(record["plugin"])
    assert index is not None
    if not record["pin_back"]:
        data, record["undo"] = disable(listing, record["plugin"])
        return data
    text = listing.text(index)
    record["undo"] = {"entry": text, "names": listing.names, "before": None, "after": None}
    changes: dict[tuple[str, ...], object] = {tuple(key.split(".")): new for key, new in record["pin_entry"].items()}
    return listing.edited([(*listing.spans()[index], change(text, changes).encode())])


def _carry_out(place: Place, args: argparse.Namespace, record: dict[str, Any]) -> list[str]:
    """The marketplace and the drafts; a second time it does what is left."""
    listing = place.listing()
    said = []
    index = listing.index(record["plugin"])
    if index is not None and not (record["pin_back"] and listing.text(index) != record["undo"]["entry"]):
        place.demand_clean()
        place.write(record, _plan(place, record, listing))
    said.append(f"  {listing.path}: " + _did(record))
    for name, data in drafts_of(place, record, args.sender, args.to).items():
        place.records.write(record["id"], name, data)
    record["step"] = "open"
    place.records.save(record)
    said.append(f"  {register.FOLDER}/{record['id']}.toml: the public part; look at both changes and commit them")
    said += _affected_lines(record)
    said.append(f"  {place.records.path(record['id'], '')}: private: reason, drafts of notice, advisory and OSV record")
    return said + _needed(listing, record["plugin"])


def _did(record: dict[str, Any]) -> str:
    if record["pin_back"]:
        return f"`{record['plugin']}` is pinned back to {record['pin_back'][:12]}"
    return f"`{record['plugin']}` is listed no more; clients disable it, and uninstall all that is listed no more"


def _affected_lines(record: dict[str, Any]) -> list[str]:
    found = record.get("affected")
    if found is None:
        return ["  affected versions: not known, the code is elsewhere (--history DIR of a clone, with --bad REV)"]
    rows = (("affected versions", "versions"), ("affected tags", "tags"), ("affected branches", "branches"),
            ("tags whose version is affected and whose commit is not (moved?)", "moved"),
            ("commits that claim to mend it with another patch (--fixed REV if they do)", "claims"))  # fmt: skip
    return [f"  {title}: {', '.join(found[key])}" for title, key in rows if found[key]] or [
        "  affected versions: none of a tag, branch or manifest"
    ]


def _needed(listing: Listing, name: str) -> list[str]:
    """Entries that depend on the plugin stop working with it."""
    needing = []
    for entry in listing.entries:
        wanted = entry.get("dependencies") if isinstance(entry, dict) else None
        names = [one.get("name") if isinstance(one, dict) else one for one in wanted or ()]
        if any(str(one).partition("@")[0] == name for one in names):
            needing.append(str(entry.get("name")))
    return [f"  depend on it: {', '.join(needing)}"] if needing else []


def _evidence(paths: list[str]) -> dict[str, bytes]:
    """Content of the files, by the name they get in the private folder."""
    found = {}
    for path in paths:
        try:
            with open(path, "rb") as stream:
                found["evidence/" + os.path.basename(path)] = stream.read()
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}") from None
    return found


def _demand_severity(vector: str, severity: str) -> None:
    from plugin_policy.advisories.severity import base_score, rating

    score = base_score(vector) if vector.startswith("CVSS:") else None
    if score is None:
        raise UsageError(f"{vector!r} is no CVSS vector of version 3 or 4")
    if rating(score) != severity:
        raise UsageError(f"{vector} scores {score}, which is {rating(score)}, not {severity}")


def _nearest(name: str, names: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, names, 1)
    return f"; did you mean `{close[0]}`?" if close else ""
