"""Known vulnerabilities and malware in what a plugin pulls in, and dependencies that no lock holds.

Every lock, manifest, launcher and install command is read (nothing is resolved, installed or run) and held against
advisories in OSV's format, which lie in the user's cache: `plugin-policy advisories update` fetches them, `--advisories
DIR` names a folder with `<ECOSYSTEM>/all.zip` for machines without a network, `--online` asks the service instead.
Records that are aliases of one another are one finding. Malware records count by name, never for git or path sources.

- `vulnerable`, `malware`: an exact version is affected. The message names the fixed version and says whether the range
  in the manifest allows it already.
- `vulnerable-range`: a range, a tag or a launcher without version takes an affected release whatever happens;
  `range-reaches-vulnerable`: it can, but the fix is allowed too.
- `missing-lock`, `stale-lock`: nothing holds the versions, or the lock has not what the manifest asks for (low; medium
  in profile marketplace). `unused`: a declared dependency of npm or Python that no other file names.
- `deprecated`: the lock repeats that the authors gave a release up; `too-young`: a release is younger than the policy's
  `minimum-release-age`, by the times that uv.lock and pylock.toml hold; with `--online` by those of every ecosystem.

Without a database, with an empty, damaged or too old one the advisory rules are *not run*, and that is said: it is
never the same as clean. Locks and manifests are judged all the same. Policy: `[dependencies] warn-age, max-age,
unknown-severity`; exceptions match `advisory` (aliases count) and `package`.

    uv.lock:12:1: high dependency-audit/vulnerable `jinja2` 3.1.2 has GHSA-h5c8-rqwp-cp95: …; fixed in 3.1.3
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import FILE, Check
from plugin_policy.checks import _audit_findings as about
from plugin_policy.checks import dependency_audit_rules as rules
from plugin_policy.checks.dependency_audit_rules import RULES
from plugin_policy.finding import SEVERITIES, Finding

if TYPE_CHECKING:
    from plugin_policy.advisories.audit import Hit
    from plugin_policy.advisories.database import Database
    from plugin_policy.advisories.online import Online
    from plugin_policy.dependencies.collect import Inventory
    from plugin_policy.dependencies.dependency import Dependency
    from plugin_policy.repository import File, Repository
    from plugin_policy.scan import Scan

__all__ = ["CHECK", "RULES", "main", "run"]

CHECK = Check(
    "dependency-audit",
    FILE,
    "known vulnerabilities and malware in dependencies, missing and stale locks",
    12,
    files=r"(^|/)(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|pyproject\.toml"
    r"|setup\.cfg|[^/]*(requirements|constraints)[^/]*\.(txt|in)|(poetry|pdm|uv)\.lock|pylock[^/]*\.toml"
    r"|Pipfile(\.lock)?|Cargo\.(toml|lock)|Gemfile(\.lock)?|gems\.(rb|locked)|composer\.(json|lock)|go\.(mod|sum)"
    r"|go\.work|deno\.(lock|jsonc?)|packages(\.[\w-]+)?\.lock\.json|packages\.config|[^/]+\.(cs|fs|vb)proj"
    r"|Directory\.Packages\.props|pom\.xml|(buildscript-)?gradle\.lockfile|pubspec\.lock|mix\.lock|Package\.resolved"
    r"|environment[^/]*\.ya?ml|conda-lock\.yml|\.?mcp\.json|plugin\.json|hooks\.json)$",
    options=(
        ("--advisories", "folder with `<ECOSYSTEM>/all.zip` in OSV's layout (default: the user's cache)", "DIR"),
        ("--online", "ask OSV's service instead of the database; needs the extra `network`", ""),
        ("--engine", "also run this tool: `pip-audit`, on exact Python requirements; needs the extra", "TOOL"),
    ),
)


def run(scan: Scan) -> Iterator[Finding]:
    from plugin_policy.dependencies.inventory import inventory_of
    from plugin_policy.dependencies.locks import unlocked

    files = _files(scan)
    inventory = inventory_of(scan, files)
    lookup = _contents(scan)
    found = list(about.unreadable(inventory))
    for first, several in unlocked(inventory.dependencies, lookup):
        found.append(about.make(rules.MISSING_LOCK, first, {"names": about.listed(several)}, evidence=first.path))
    found += about.stale(inventory, lookup)
    found += about.unused_declared(scan, inventory)
    found += about.releases(scan, inventory)
    found += _advisories(scan, inventory)
    if scan.options.get("engine"):
        known = {(one.path, one.subject, name) for one in found for name in one.names[1:]}
        found += (one for one in _engine(scan, inventory) if not any((one.path, one.subject, name) in known
                                                                     for name in one.names[1:]))  # fmt: skip
    marketplace = scan.policy.profile == "marketplace"
    for finding in found:
        if marketplace and finding.rule in (rules.MISSING_LOCK.id, rules.STALE_LOCK.id):
            finding.severity = "medium"
        if scan.judges(finding.path):
            yield finding


def depends(repository: Repository, options: dict[str, object]) -> list[str] | None:
    """The database of advisories; what a service or another tool answers cannot be told beforehand."""
    import os

    from plugin_policy.advisories.database import default_folder

    if options.get("online") or options.get("engine"):
        return None
    folder = str(options.get("advisories") or default_folder())
    found = [str("PRE_COMMIT" in os.environ)]
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            status = os.stat(os.path.join(place, name))
            found.append(f"{place} {name} {status.st_size} {status.st_mtime_ns}")
    return found


def _files(scan: Scan) -> list[File]:
    """Files to judge; when some are named, the locks and manifests that belong to them as well."""
    if scan.whole:
        return [file for plugin in scan.plugins for file in plugin.files]
    from plugin_policy.dependencies.locks import neighbours

    known = scan.repository.by_path
    paths = {file.path for file in scan.files}
    for path in list(paths):
        paths.update(neighbours(path, known))
    return [known[path] for path in sorted(paths)]


def _contents(scan: Scan) -> Callable[[str], bytes | None]:
    def lookup(path: str) -> bytes | None:
        file = scan.repository.by_path.get(path)
        return None if file is None else file.data

    return lookup


def _advisories(scan: Scan, inventory: Inventory) -> Iterator[Finding]:
    from plugin_policy.advisories.audit import audit, needed
    from plugin_policy.dependencies.locks import manifests_with_lock
    from plugin_policy.report.result import NotRun

    ecosystems = needed(inventory.dependencies)
    if not ecosystems:
        return
    lookup = _lookup(scan, inventory)
    locked = manifests_with_lock(inventory.dependencies, _contents(scan))
    for hit in audit(inventory.dependencies, lookup, locked):
        yield _hit(scan, hit, inventory)
    problems = lookup.problems(ecosystems)
    yield from _age(scan, lookup, inventory)
    for cause, cure in problems:
        scan.not_run.append(NotRun(CHECK.id, cause, cure, asked=False))


def _lookup(scan: Scan, inventory: Inventory) -> Database | Online:
    import os

    if scan.options.get("online"):
        from plugin_policy.advisories.online import Online

        return Online(inventory.dependencies)
    from plugin_policy.advisories.database import Database, default_folder

    folder = str(scan.options.get("advisories") or default_folder())
    max_age = scan.policy.dependencies.max_age
    return Database(
        os.path.abspath(folder), build="PRE_COMMIT" not in os.environ, max_age=max_age.hours / 24 if max_age else 1e9
    )


def _hit(scan: Scan, hit: Hit, inventory: Inventory) -> Finding:
    from plugin_policy.advisories.words import facts

    rule = {
        "vulnerable": rules.VULNERABLE,
        "malware": rules.MALWARE,
        "vulnerable-range": rules.RANGE_VULNERABLE,
        "range-reaches": rules.RANGE_REACHES,
    }[hit.kind]
    one = hit.dependency
    known = facts(hit, _declared(one, inventory))
    if rule is rules.MALWARE:
        known["version"] = f" {one.version}" if one.version else ""
    severity = hit.match.severity or scan.policy.dependencies.unknown_severity
    if rule in (rules.MALWARE, rules.RANGE_REACHES):
        severity = rule.severity
    elif one.instructs:
        severity = SEVERITIES[max(SEVERITIES.index(severity) - 1, 0)]
    names = (one.name, *hit.match.names)
    return about.make(
        rule, one, known, severity=severity, evidence=f"{one.name} {one.version} {hit.match.id}", names=names
    )


def _declared(one: Dependency, inventory: Inventory) -> Dependency | None:
    """The same package in the manifest that a lock belongs to."""
    folder = one.path.rpartition("/")[0]
    for other in inventory.dependencies:
        same = other.origin == "manifest" and other.ecosystem == one.ecosystem and other.name == one.name
        if same and other.path.rpartition("/")[0] == folder:
            return other
    return None


def _age(scan: Scan, lookup: Database | Online, inventory: Inventory) -> Iterator[Finding]:
    """A note about a database that grows old: by when it was fetched, or by its newest record."""
    warn_age = scan.policy.dependencies.warn_age
    if warn_age is None:
        return
    for ecosystem, days in lookup.ages.items():
        if ecosystem in lookup.missing or days <= warn_age.hours / 24:
            continue
        first = next(one for one in inventory.dependencies if one.ecosystem == ecosystem)
        yield about.make(rules.OLD_DATABASE, first, {"ecosystem": ecosystem, "what": f"is {days:.0f} days old"})


def _engine(scan: Scan, inventory: Inventory) -> Iterator[Finding]:
    """What another tool finds in exact Python requirements; whatever fails is not run, never clean."""
    from plugin_policy.advisories.pip_audit import run_pip_audit
    from plugin_policy.check import NotRunError
    from plugin_policy.report.result import NotRun

    name = str(scan.options["engine"])
    try:
        if name != "pip-audit":
            raise NotRunError(f"there is no engine `{name}`", "--engine pip-audit")
        for hit in run_pip_audit([one for one in inventory.dependencies if one.ecosystem == "PyPI"]):
            yield _hit(scan, hit, inventory)
    except NotRunError as error:
        scan.not_run.append(NotRun(CHECK.id, error.cause, error.cure, asked=True))


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
