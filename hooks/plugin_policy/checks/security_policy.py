"""SECURITY.md tells reporters what they need, and does not contradict itself or the repository.

## What it does
Reads SECURITY.md (in `.github/`, the root or `docs/`, as GitHub looks for it) and the documents of this repository
that it links, and says what is missing: a private way to report, what a report should hold, response times, supported
versions, severity levels, a disclosure timeline, safe harbour, a word on bounties and on credit, the date of the last
update. It holds the text against the repository: the report form is this repository's own, every supported range has
a tag or a manifest with such a version, the newest release is supported, relative links lead somewhere, security.txt,
issue templates and the marketplace's owner name the same contact. It finds promises that cannot all be kept, such as
critical fixes within 7 days with tests until day 30.

## Why is this bad
Who finds a hole and finds no way to tell you tells everybody, or nobody. A promise that nobody can keep is worse than
none, because users rely on it.

## Example
    We aim to fix critical vulnerabilities within 7 days.
    3. **Day 8-30**: Testing and validation

## Use instead
    Critical vulnerabilities are fixed, tested and released within 14 days.

`plugin-policy security-policy --init` writes a complete SECURITY.md from a few answers.

## What it does not do
It reads English only, and opens no link into the web: a policy that stands elsewhere is said to be not read. Findings
are at most low, except in profile "marketplace", where a security policy is part of what users were promised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugin_policy.check import REPOSITORY, Check
from plugin_policy.checks.security_policy_rules import RULES, SEVERITY
from plugin_policy.finding import Finding

if TYPE_CHECKING:
    from plugin_policy.repository import File, Repository
    from plugin_policy.scan import Scan
    from plugin_policy.security_policy.content import Content
    from plugin_policy.security_policy.judge import Facts
    from plugin_policy.security_policy.problem import Problem

CHECK = Check(
    "security-policy",
    REPOSITORY,
    "a SECURITY.md that lacks or contradicts what reporters need",
    13,
    options=(
        ("--init", "write a SECURITY.md from a few answers instead of judging", ""),
        ("--contact", "with --init: address that receives reports", "ADDRESS"),
        ("--acknowledge", 'with --init: time to acknowledge a report (default: "3 business days")', "TIME"),
        ("--assess", 'with --init: time to a first assessment (default: "10 days")', "TIME"),
        ("--fix-critical", 'with --init: time to fix a critical vulnerability (default: "14 days")', "TIME"),
        ("--fix-high", 'with --init: time to fix a high vulnerability (default: "30 days")', "TIME"),
        ("--supported", 'with --init: supported versions (default: "latest release")', "VERSIONS"),
    ),
)

__all__ = ["CHECK", "RULES", "main", "run"]

MAX_BYTES = 1 << 20
MAX_LINKED = 8
_LINKED = re.compile(r"secur|vuln|disclos|incident|report", re.IGNORECASE)


def run(scan: Scan) -> Iterator[Finding]:
    if not scan.whole and not any(_concerns(file.path) for file in scan.files):
        return
    file = security_md(scan)
    if file is None and scan.repository.installed:
        return  # nobody reports holes to the folder of somebody's installed plugins
    if file is None:
        manifest = ".claude-plugin/marketplace.json"
        path = manifest if manifest in scan.repository.by_path else "SECURITY.md"
        yield _finding(scan, "missing", path, 1, "", "")
        return
    for problem in _problems(scan, file):
        yield _finding(scan, problem.rule, problem.path or file.path, problem.line, problem.detail, problem.subject)


def _concerns(path: str) -> bool:
    return path.lower().endswith(("security.md", "security.txt")) or path.startswith(".github/ISSUE_TEMPLATE/")


def security_md(scan: Scan) -> File | None:
    """The file GitHub shows as the security policy: `.github/`, then the root, then `docs/`."""
    by_lower = {path.lower(): path for path in scan.repository.by_path}
    for folder in (".github/", "", "docs/"):
        path = by_lower.get(folder + "security.md")
        if path is not None:
            return scan.repository.by_path[path]
    return None


def _problems(scan: Scan, file: File) -> Iterator[Problem]:
    from plugin_policy.security_policy.content import read_content
    from plugin_policy.security_policy.document import is_cut
    from plugin_policy.security_policy.judge import judge
    from plugin_policy.security_policy.problem import Problem

    text = _text(file)
    content = read_content(text, file.path, own_repository(scan))
    if not re.search(r"secur|vulnerab|report", text, re.IGNORECASE):
        yield Problem("not-read", 1, "no word about security or reports in English")
        return
    if is_cut(text):
        yield Problem("not-read", 1, "longer than what is read of it")
    facts = _facts(scan)
    yield from judge(content, _linked(scan, file, content), facts)
    yield from _other_places(scan, content, facts)


def _text(file: File) -> str:
    return file.text.data[:MAX_BYTES].decode("utf-8", "replace")


def _linked(scan: Scan, file: File, content: Content) -> list[Content]:
    """Documents of this repository that the policy sends its readers to, and those they send to."""
    from plugin_policy.security_policy.content import read_content
    from plugin_policy.security_policy.judge import own_path

    found: dict[str, Content] = {file.path: content}
    queue = [content]
    while queue and len(found) <= MAX_LINKED:
        document = queue.pop(0)
        for link in document.links:
            path = own_path(document, link)
            target = scan.repository.by_path.get(path)
            if target is None or path in found or not path.lower().endswith((".md", ".txt")):
                continue
            if _LINKED.search(path):
                found[path] = read_content(_text(target), path, content.own)
                queue.append(found[path])
    return [document for path, document in found.items() if path != file.path]


def _other_places(scan: Scan, content: Content, facts: Facts) -> Iterator[Problem]:
    from plugin_policy.security_policy import contacts

    by_path = scan.repository.by_path
    for path in contacts.SECURITY_TXT:
        if path in by_path:
            yield from contacts.security_txt(_text(by_path[path]), path, content, facts.today)
    for path in sorted(by_path):
        if contacts.TEMPLATES.match(path):
            yield from contacts.issue_template(_text(by_path[path]), path, content)


def own_repository(scan: Scan) -> str:
    """`owner/name` of this repository by its remote `origin`, "" when that is not on GitHub."""
    from plugin_policy.github.origin import origin

    return origin(scan.repository.root) if getattr(scan.repository.source, "top", None) is not None else ""


def depends(repository: Repository, options: dict[str, object]) -> list[str]:
    """What this check looks at besides the tree: the remote and the tags."""
    from plugin_policy.github.origin import origin

    in_git = getattr(repository.source, "top", None) is not None
    return [origin(repository.root) if in_git else "", repr(_tags(repository))]


def _facts(scan: Scan) -> Facts:
    from datetime import date

    from plugin_policy.security_policy.judge import Facts

    repository = scan.repository
    folders = set()
    for path in repository.by_path:
        while "/" in path:
            path = path.rpartition("/")[0]
            folders.add(path)
    marketplace = repository.marketplace or {}
    owner = marketplace.get("owner")
    email = owner.get("email") if isinstance(owner, dict) else ""
    return Facts(
        date.today(),
        exists=lambda path: path.rstrip("/") in folders or path in repository.by_path,
        tags=_tags(repository),
        versions=_manifest_versions(scan),
        owner_email=email if isinstance(email, str) else "",
    )


def _tags(repository: Repository) -> list[str] | None:
    """Names of the tags; None outside git, in a shallow clone, and where there are none (they may not be fetched)."""
    from plugin_policy.git import GitError, git

    if getattr(repository.source, "top", None) is None:
        return None
    try:
        if git(repository.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            return None
        return git(repository.root, "tag", "--list").decode("utf-8", "replace").split() or None
    except GitError:
        return None


_VERSION = re.compile(rb'"version"\s*:\s*"v?(\d[\w.+-]{0,40})"|^version\s*=\s*"(\d[\w.+-]{0,40})"', re.MULTILINE)
_MANIFESTS = ("package.json", ".claude-plugin/plugin.json", ".claude-plugin/marketplace.json", "pyproject.toml")


def _manifest_versions(scan: Scan) -> list[str]:
    """Versions of the repository's and its plugins' manifests."""
    found = []
    for plugin in [*scan.repository.plugins, scan.repository.itself]:
        for name in _MANIFESTS:
            file = scan.repository.by_path.get(plugin.inside(name))
            if file is not None:
                found += [(a or b).decode() for a, b in _VERSION.findall(file.data[:MAX_BYTES])]
    return found


def _finding(scan: Scan, name: str, path: str, line: int, detail: str, subject: str) -> Finding:
    rule = _BY_NAME[name]
    severity = SEVERITY[name][1 if scan.policy.marketplace else 0]
    message = rule.message.replace("{detail}", detail)
    return Finding(
        rule.id, severity, message, path=path, line=line, fix=rule.fix, plugin=".", evidence=f"{rule.id} {subject}"
    )


_BY_NAME = {rule.id.partition("/")[2]: rule for rule in RULES}


def main(argv: Sequence[str] | None = None) -> int:
    import sys

    arguments = list(sys.argv[1:] if argv is None else argv)
    if "--init" in arguments:
        from plugin_policy.security_policy.template import main as init

        return init(arguments)
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
