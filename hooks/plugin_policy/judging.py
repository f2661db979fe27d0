"""Judge one tree: run the checks, apply policy, exceptions, comments and baseline, and put the Result together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plugin_policy import __version__
from plugin_policy.check import BROKEN
from plugin_policy.finding import Finding
from plugin_policy.report.result import Allowed, NotAnalysed, Result
from plugin_policy.repository import OPAQUE, PARTLY, READ, Repository
from plugin_policy.scan import Scan, run_checks

if TYPE_CHECKING:
    from types import ModuleType

    from plugin_policy.finding import Rule
    from plugin_policy.policy.comments import Comment
    from plugin_policy.policy.exceptions import Exceptions
    from plugin_policy.policy.settings import Policy
    from plugin_policy.repository import File
    from plugin_policy.shards import Shard


def judge_tree(
    repository: Repository,
    policy: Policy,
    modules: Sequence[ModuleType],
    *,
    baseline: str = "",
    selected: set[str] | None = None,
    options: dict[str, object] | None = None,
    named: set[str] | None = None,
    base: Repository | None = None,
    visit: Callable[[Scan, Result], None] | None = None,
    shard: Shard | None = None,
    with_uses: bool = True,
) -> Result:
    """The finished Result. selected: paths of files and folders, None for everything. named: ids asked for by name.

    base: the tree that the change is judged against, which tells what allow comments are new. visit: looks at the
    judged scan, for what a Result does not hold. shard: the part of the plugins to judge. with_uses: whether anybody
    will read the rows of uses, each of which is held against the secrets of its file.
    """
    scan = Scan(repository, policy, selected=expand(repository, selected), options=options, base=base, shard=shard)
    findings = disclosed(scan, run_checks(scan, modules))
    result = Result(__version__, fail_on=policy.fail_on)
    result.checks = [module.CHECK.id for module in modules]
    result.policy = policy.path
    result.rules = all_rules(modules)
    apply_policy(result, findings, scan, baseline, base)
    result.promises = [verdict.as_dict() for verdict in scan.verdicts]
    asked = set(named or ()) | set(policy.checks)
    for item in result.not_run:
        item.asked = item.asked or item.check in asked
    count_files(result, scan)
    for plugin in scan.plugins if with_uses else ():
        if scan.code.made(plugin):
            result.uses += [scan.mask(use.text.path).value(use.row()) for use in scan.uses(plugin)]
    result.dependencies = scan.dependency_rows
    result.plugins = sum(not plugin.is_repository for plugin in scan.plugins)
    if visit is not None:
        visit(scan, result)
    return result


def all_rules(modules: Sequence[ModuleType]) -> dict[str, Rule]:
    """Every rule that a scan with these checks can name, by id."""
    from plugin_policy.installed.rules import RULES as installed_rules
    from plugin_policy.policy.disclosure import RULES as disclosure_rules
    from plugin_policy.policy.rules import RULES as policy_rules
    from plugin_policy.reading import RULES as reading_rules

    own = (
        policy_rules,
        disclosure_rules,
        reading_rules.values(),
        installed_rules.values(),
        *(module.RULES for module in modules),
    )
    return {rule.id: rule for rules in own for rule in rules}


def disclosed(scan: Scan, findings: list[Finding]) -> list[Finding]:
    """Findings without the undisclosed uses that disclosures or the policy cover, and what disclosures lack."""
    plugins = [plugin for plugin in scan.plugins if scan.code.made(plugin)]
    if not plugins:
        return findings
    from plugin_policy.policy.disclosure import Disclosure, apply

    disclosures = {plugin.path: Disclosure(plugin) for plugin in plugins if not plugin.is_repository}
    if scan.policy.formats:
        from plugin_policy.privilege.declared import granted

        for plugin in plugins:
            if plugin.path in disclosures:
                disclosures[plugin.path].granted = granted(scan, plugin)
    kept = apply(findings, disclosures, scan.policy)
    for plugin in plugins:
        disclosure = disclosures.get(plugin.path)
        if disclosure is not None and not plugin.is_repository:
            for use in scan.uses(plugin):
                disclosure.mark(use.capability, use.subject or "", use.text.path)
            kept += disclosure.findings(scan.policy)
    return kept


def apply_policy(result: Result, findings: list[Finding], scan: Scan, baseline: str, base: Repository | None) -> None:
    """Exceptions, allow comments and the baseline; what is left and what was allowed goes into the result."""
    import os

    from plugin_policy.policy.baseline import Baseline
    from plugin_policy.policy.exceptions import Exceptions
    from plugin_policy.policy.judge import judge
    from plugin_policy.policy.loading import current_day

    exceptions = Exceptions(scan.policy, current_day())
    accepted = accept_unknowns(result, scan, exceptions)
    known = None
    if baseline and os.path.lexists(baseline):
        known = Baseline.load(baseline, shown=shown_path(baseline, scan.repository.root))
    judged = judge(
        findings,
        scan.policy,
        today=current_day(),
        baseline=known,
        comments=allow_comments(scan, base),
        exceptions=exceptions,
        whole=scan.whole and scan.repository.entry is None,
        ran=result.checks,
        exists=scan.repository.by_path.__contains__,
    )
    result.findings = judged.findings
    result.allowed = judged.allowed + accepted
    for finding in (*result.findings, *(one.finding for one in result.allowed)):
        hide_secrets(scan, finding)
    result.notes += judged.notes


def hide_secrets(scan: Scan, finding: Finding) -> None:
    """What a finding says comes from its file, which may hold a secret. Its fingerprint is made already."""
    if not finding.secret and finding.path in scan.repository.by_path:
        hide = scan.mask(finding.path).text
        finding.message, finding.fix = hide(finding.message), hide(finding.fix)
        finding.subject, finding.pointer = hide(finding.subject), hide(finding.pointer)


def accept_unknowns(result: Result, scan: Scan, exceptions: Exceptions) -> list[Allowed]:
    """Promises that nobody could answer: those that the policy accepts with a reason are allowed, the rest not run."""
    accepted = []
    for item in scan.not_run:
        one = exceptions.accepts_unknown(item.promise, item.subject) if item.promise else None
        if one is None:
            result.not_run.append(item)
            continue
        line = scan.policy.line_of("exception", "", one.index)
        finding = Finding(item.promise, "note", f"unknown: {item.cause}", path=scan.policy.path, line=line)
        place = f"{scan.policy.path}:{line}"
        accepted.append(Allowed(finding, "exception", one.reason, place=place, expires=one.expires))
    return accepted


def shown_path(path: str, root: str) -> str:
    """As reports name it: relative to the root when it lies below."""
    import os

    relative = os.path.relpath(path, root)
    return path if relative.startswith("..") else relative


def allow_comments(scan: Scan, base: Repository | None) -> list[Comment]:
    """Every allow comment of the files to judge. One that `base` does not have in the same file is new."""
    from plugin_policy.policy.comments import mark_new

    found: list[Comment] = []
    foreign = scan.policy.foreign_comments
    for file in scan.files:
        if file.state not in (READ, PARTLY):
            continue
        if not _may_hold_comments(file, foreign):
            continue
        here = _comments_of(file, foreign)
        if base is not None:
            old = base.by_path.get(file.path)
            mark_new(here, _comments_of(old, foreign) if old else ())
        found += here
    return found


def _may_hold_comments(file: File, foreign: tuple[str, ...]) -> bool:
    """A file that was read in pieces is looked at in pieces and stays out of memory; with NUL bytes it is decoded."""
    from plugin_policy.policy.comments import may_hold_comments

    if not file.loaded and not file.huge:
        pieces = (data for _, data in file.chunks(2 << 20))
        if not any(b"\0" in data or may_hold_comments(data, foreign) for data in pieces):
            return False
    return may_hold_comments(file.text.data, foreign)


def _comments_of(file: File, foreign: tuple[str, ...]) -> list[Comment]:
    from plugin_policy.policy.comments import find_comments

    return find_comments(file.text, spans=lambda: comment_spans(file), foreign=foreign)


def comment_spans(file: File) -> list[tuple[int, int]] | None:
    """Where a parser sees comments in a file's own Text, None for a language nobody parses."""
    from plugin_policy.readers import load

    read = load(file.language)
    if read is None:
        return None
    try:
        return read(file.text).comments
    except BROKEN:
        return []  # said where the file is judged; a comment that nobody can see allows nothing


def expand(repository: Repository, selected: set[str] | None) -> set[str] | None:
    """Selected paths with folders replaced by their files."""
    if selected is None:
        return None
    out = set()
    for path in selected:
        if path in repository.by_path or repository.include(path):
            out.add(path)
            if repository.by_path[path].opened > 0:
                from plugin_policy.bundles import members

                out.update(members(repository, path))
        else:
            prefix = "" if path == "." else path.rstrip("/") + "/"
            out.update(name for name in repository.by_path if name.startswith(prefix))
    return out


def count_files(result: Result, scan: Scan) -> None:
    """States and kinds of the files to judge, and what could not be analysed."""
    repository = scan.repository
    for file in scan.files:
        if not file.state:
            _ = file.data  # no check asked for it; whether it can be read is still to be said
        if file.state in (READ, OPAQUE, PARTLY):
            result.counts[file.state] += 1
        if file.state == OPAQUE:
            result.opaque[file.kind] = result.opaque.get(file.kind, 0) + 1
    for path, reason in repository.failures.items():
        result.counts["failed"] += 1
        internal = "internal error" in reason
        cure = (
            "please report it: the rest was judged"
            if internal
            else "make it readable, or take it out of the repository"
        )
        result.not_analysed.append(NotAnalysed(path, reason, cure))
    result.counts["ignored"] = repository.source.ignored
    result.bytes = repository.bytes_read


def subtract(result: Result, base: Result) -> None:
    """Leave what the base does not have; say how much was left out."""
    known = {finding.fingerprint for finding in base.findings}
    before = len(result.findings)
    result.findings = [finding for finding in result.findings if finding.fingerprint not in known]
    left_out = before - len(result.findings)
    if left_out:
        result.notes.append(f"{left_out} findings were there before and are not shown")
