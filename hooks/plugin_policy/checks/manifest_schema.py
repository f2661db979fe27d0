"""Manifests, front matter and cross-references that do not hold.

Reads every manifest of a plugin or marketplace as the client does: marketplace.json, plugin.json, plugin hooks, MCP
and LSP servers, monitors, the front matter of skills, commands and agents, and the modules that plugin hooks load.
Shapes are held against JSON Schemas (shipped in `schemas/`, usable in editors); what a schema cannot say is checked
across files: paths that are named exist and stay inside the plugin, names agree and are not reserved, matchers are
regular expressions, variables are declared.

What the client rejects is medium or above, what it warns about at least a note. Some things that the client takes
without a word are findings too: duplicate keys, files that are named and missing, matchers that never match, hooks in
a place where they never run, names that look like another's, plugins that no entry lists.

Example of a finding:

    .claude-plugin/plugin.json:4:3: note manifest-schema/unknown-field unknown field `hook`; did you mean `hooks`: …

With `--fix`, what has one right answer is mended in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugin_policy.check import PLUGIN, Check
from plugin_policy.checks.manifest_schema_rules import RULES
from plugin_policy.finding import Finding

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from plugin_policy.formats.issue import Issue
    from plugin_policy.repository import File, Plugin
    from plugin_policy.scan import Scan

CHECK = Check(
    "manifest-schema",
    PLUGIN,
    "manifests, front matter and cross-references that do not hold",
    9,
    files=r"\.(json|md)$|(^|/)\.claude-plugin/|(^|/)(hooks|skills|commands|agents|bin)/|\.(js|mjs|ts)$",
    options=(("--fix", "mend what has one right answer, in place", ""),),
)

_RULES = {rule.id.partition("/")[2]: rule for rule in RULES}


def run(scan: Scan) -> Iterator[Finding]:
    judged = list(_issues(scan))
    mended = _mend(scan, judged) if scan.options.get("fix") else set()
    for issue, plugin in judged:
        finding = _finding(issue, plugin.path)
        if id(issue) in mended:
            finding.fix = "mended in place"
        yield finding


def _issues(scan: Scan) -> Iterator[tuple[Issue, Plugin]]:
    from plugin_policy.formats.plugin import judge_plugin
    from plugin_policy.repository import MARKETPLACE

    market = scan.repository.by_path.get(MARKETPLACE)
    if market is not None and market.plugin in scan.plugins:
        yield from ((issue, market.plugin) for issue in _market_issues(scan, market))
    for plugin in scan.plugins:
        yield from ((issue, plugin) for issue in judge_plugin(plugin, scan.manifest, scan.surfaces(plugin)))
    if scan.policy.profile == "marketplace":
        yield from _submission(scan, market)
    if scan.policy.schemas or scan.policy.formats:
        from plugin_policy.formats.own import OwnSchemas

        for issue in OwnSchemas(scan.repository, scan.policy, scan.manifest).judge(scan.plugins):
            file = scan.repository.by_path.get(issue.text.path)
            yield issue, file.plugin if file is not None else scan.repository.itself


def _submission(scan: Scan, market: File | None) -> Iterator[tuple[Issue, Plugin]]:
    """What profile marketplace asks on top."""
    from plugin_policy.formats.submission import judge_change, judge_entries, judge_papers
    from plugin_policy.surface import Declared
    from plugin_policy.surfaces import manifests

    if market is not None and market.plugin in scan.plugins:
        document = scan.manifest(market)
        item = Declared(market, document, (), document.value)
        yield from ((issue, market.plugin) for issue in judge_entries(scan.repository, item))
    for plugin in scan.plugins:
        for item in manifests(plugin, scan.manifest)[:1]:
            yield from ((issue, plugin) for issue in judge_papers(plugin, item))
            if scan.base is not None:
                yield from ((issue, plugin) for issue in judge_change(plugin, item, scan.base))


def _market_issues(scan: Scan, market: File) -> Iterator[Issue]:
    from plugin_policy.formats.marketplace import judge_marketplace
    from plugin_policy.formats.shape import judge_text

    document = scan.manifest(market)
    yield from judge_text(document, market.data)
    if not document.failed:
        yield from judge_marketplace(scan.repository, market, scan.manifest)


def _mend(scan: Scan, judged: list[tuple[Issue, Plugin]]) -> set[int]:
    """Apply what has one right answer; the ids of the issues whose file changed for it."""
    from plugin_policy.formats.fix import Edit, apply, edit_for

    edits: dict[str, list[Edit]] = {}
    done: dict[int, str] = {}
    for issue, plugin in judged:
        path = issue.text.path
        edit = edit_for(issue, plugin)
        if edit is not None or issue.rule == "byte-order-mark":
            edits.setdefault(path, []).extend([edit] if edit is not None else [])
            done[id(issue)] = path
    changed = apply(scan.repository, edits)
    return {key for key, path in done.items() if path in changed}


def _finding(issue: Issue, plugin: str) -> Finding:
    from plugin_policy.readers.manifest import pointer_text

    rule = _RULES[issue.rule]
    text = issue.text
    start, end = issue.place()
    line, column, end_line, end_column = text.span(start, end)
    return Finding(
        rule.id,
        issue.severity or rule.severity,
        rule.message.format(**issue.fields),
        path=text.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=rule.fix,
        plugin=plugin,
        evidence=text.data[start:end][:200].decode("utf-8", "replace"),
        pointer=pointer_text(issue.pointer),
    )


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import run_check

    return run_check(__name__, argv)
