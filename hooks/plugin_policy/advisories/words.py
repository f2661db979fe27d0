"""What a hit says: ids, summary, fixed versions, the way to mend it and the advisory's address."""

from __future__ import annotations

from plugin_policy.advisories.audit import Hit
from plugin_policy.advisories.ranges import allows
from plugin_policy.dependencies.dependency import Dependency

ADDRESS = "https://osv.dev/vulnerability/{}"


def facts(hit: Hit, manifest: Dependency | None) -> dict[str, str]:
    """manifest: the package as the manifest beside the lock declares it, None where another package pulls it in."""
    one, match = hit.dependency, hit.match
    aliases = [name for name in match.names if name != match.id and name.startswith(("CVE-", "GHSA-", "MAL-"))]
    fixed = next_fix(match.fixed, one)
    return {
        "name": one.name,
        "version": one.version or "without a version",
        "taken": _taken(one),
        "ids": match.id + (f" ({', '.join(aliases[:2])})" if aliases else ""),
        "summary": f": {match.summary.rstrip('.')}" if match.summary else "",
        "fixed": f"fixed in {fixed}" if fixed else "no fixed version is known",
        "remedy": remedy(one, fixed, manifest),
        "address": ADDRESS.format(match.id),
    }


def _taken(one: Dependency) -> str:
    """Which releases a range, a tag or nothing can take."""
    if one.state == "range":
        return f" that `{one.version}` allows"
    return f" at `{one.version}`" if one.version else ""


def next_fix(fixed: list[str], one: Dependency) -> str:
    """The lowest fix of the same major version, else the lowest."""
    major = one.version.lstrip("v=^~>< ").partition(".")[0]
    return next((version for version in fixed if version.partition(".")[0] == major), fixed[0] if fixed else "")


def remedy(one: Dependency, fixed: str, manifest: Dependency | None) -> str:
    if not fixed:
        return f"replace `{one.name}`, or accept the risk with an exception of the policy"
    if one.origin == "manifest":
        return f"ask for at least {fixed}"
    if one.origin in ("launcher", "install"):
        return f"name version {fixed} or a later one"
    if manifest is None:
        return f"update `{one.name}` in the lock to {fixed}; another package pulls it in"
    if manifest.state == "range":
        test = allows(one.ecosystem, manifest.version)
        if test is not None and test(fixed):
            return f"update the lock: `{manifest.version}` in `{manifest.path}` allows {fixed} already"
        if test is not None:
            return f"`{manifest.version}` in `{manifest.path}` does not allow {fixed}: raise it, then update the lock"
    return f"ask for {fixed} in `{manifest.path}`, and update the lock"
