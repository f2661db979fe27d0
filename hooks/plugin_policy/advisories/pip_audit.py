"""pip-audit as an engine of its own: exact Python requirements only, nothing resolved or installed.

https://github.com/pypa/pip-audit. Its exit code 1 means both "found" and "broken", so only its report counts: without
one that can be read, nothing was audited.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugin_policy.advisories.audit import MALWARE, VULNERABLE, Hit
from plugin_policy.advisories.match import merge
from plugin_policy.advisories.record import Advisory
from plugin_policy.check import NotRunError
from plugin_policy.dependencies.dependency import EXACT, Dependency
from plugin_policy.dependencies.source import sequence

TIMEOUT = 300  # seconds
CURE = "pip install 'plugin-policy[pip-audit]'"

_RUN = "import sys; from pip_audit._cli import audit; sys.exit(audit())"
_OPTIONS = (
    "--no-deps",
    "--disable-pip",
    "--progress-spinner",
    "off",
    "--format",
    "json",
    "--vulnerability-service",
    "osv",
)


def run_pip_audit(dependencies: list[Dependency], command: list[str] | None = None) -> Iterator[Hit]:
    """Hits at the given dependencies. command: runs pip-audit, for tests. NotRunError when it fails in any way."""
    exact: dict[tuple[str, str], list[Dependency]] = {}
    for one in dependencies:
        if one.state == EXACT:
            exact.setdefault((one.name, _normal(one.version)), []).append(one)
    versions: dict[str, list[str]] = {}
    for name, version in exact:
        versions.setdefault(name, []).append(version)
    while versions:  # a requirements file takes a package once; several locks may have several versions of it
        lines = [f"{name}=={found.pop()}" for name, found in versions.items()]
        versions = {name: found for name, found in versions.items() if found}
        for item in _audit(lines, command or _command()):
            yield from _hits(item, exact)


def _normal(version: str) -> str:
    """As pip-audit writes it in its report: `1.0-beta1` is `1.0b1`."""
    from packaging.version import InvalidVersion, Version

    try:
        return str(Version(version))
    except InvalidVersion:
        raise NotRunError(f"pip-audit cannot take the version {version[:40]!r}", "name a version of PEP 440") from None


def _command() -> list[str]:
    import sys
    from importlib.util import find_spec

    if find_spec("pip_audit") is None:
        raise NotRunError("pip-audit is not installed", CURE)
    return [sys.executable, "-I", "-c", _RUN]


def _audit(lines: list[str], command: list[str]) -> list[dict[str, object]]:
    import json
    import os
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="plugin-policy-") as folder:
        path = os.path.join(folder, "requirements.txt")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
        try:
            done = subprocess.run(
                [*command, *_OPTIONS, "-r", path], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
                timeout=TIMEOUT, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise NotRunError(f"pip-audit did not end within {TIMEOUT} seconds", "run it again") from None
        except OSError as error:
            raise NotRunError(f"pip-audit cannot be started: {error}", CURE) from None
    try:
        report = json.loads(done.stdout)
        items = report["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotRunError(f"pip-audit failed: {said[-1][:200] if said else done.returncode}", "run it again") from None
    skipped = [item for item in items if "skip_reason" in item]
    if skipped:
        raise NotRunError(
            f"pip-audit skipped `{skipped[0].get('name')}`: {skipped[0]['skip_reason']}", "see its message"
        )
    if done.returncode not in (0, 1) or len(items) < len(lines):
        raise NotRunError("pip-audit did not audit everything", "run it again")
    return list(items)


def _hits(item: dict[str, object], exact: dict[tuple[str, str], list[Dependency]]) -> Iterator[Hit]:
    from plugin_policy.dependencies.specs import pypi_name

    places = exact.get((pypi_name(str(item.get("name", ""))), _normal(str(item.get("version", "")))))
    found = item.get("vulns")
    if places is None or not isinstance(found, list):
        raise NotRunError(f"pip-audit reports `{str(item.get('name'))[:80]}`, which nobody asked for", "run it again")
    for one in places:
        for match in merge([_advisory(row, one.version) for row in found], one.version, one.ecosystem):
            yield Hit(MALWARE if match.is_malware else VULNERABLE, one, match)


def _advisory(row: dict[str, object], version: str) -> Advisory:
    fixes, aliases = (sequence(row.get(key)) for key in ("fix_versions", "aliases"))
    events = [("introduced", "0"), *(("fixed", str(fix)) for fix in fixes[:1])]
    summary = str(row.get("description") or "").partition("\n")[0][:200]
    return Advisory(str(row.get("id")), [str(alias) for alias in aliases], summary, "", [events], [version], [])
