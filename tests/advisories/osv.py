"""Small OSV records and archives, written by hand."""

import json
import zipfile


def record(id, ecosystem, name, events=(), *, ranges=(), **more):
    """ranges: lists of events, where one is not enough."""
    affected = {"package": {"ecosystem": ecosystem, "name": name}}
    kind = "SEMVER" if ecosystem in ("npm", "Go", "crates.io") else "ECOSYSTEM"
    affected["ranges"] = [{"type": kind, "events": list(one)} for one in (ranges or [events]) if one]
    affected["versions"] = more.pop("versions", [])
    affected.update(more.pop("affected", {}))
    return {"id": id, "modified": "2026-11-01T00:00:00Z", "affected": [affected], **more}


def archive(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for one in records:
            out.writestr(f"{one['id']}.json", json.dumps(one))
    return path


def introduced_fixed(introduced, fixed):
    return [{"introduced": introduced}, {"fixed": fixed}]
