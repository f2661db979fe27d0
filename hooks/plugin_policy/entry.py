"""From a command line to an exit code: one check (`run_check`) or many (`run_scan`). No work at import time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from plugin_policy.errors import UsageError
from plugin_policy.options import BASELINE, POLICY, check_parser

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    import argparse
    from types import ModuleType

    from plugin_policy.abilities import Profile
    from plugin_policy.policy.settings import Policy
    from plugin_policy.report.result import Result
    from plugin_policy.repository import Repository
    from plugin_policy.scan import Scan


def run_check(name: str, argv: Sequence[str] | None = None) -> int:
    """`main` of a check's own script; `name` is the name of its module."""
    module = sys.modules[name]
    parser = check_parser(module, "plugin-policy-" + module.CHECK.id)
    return guarded(lambda: _check(module, parser.parse_args(argv)))


def guarded(action: Callable[[], int]) -> int:
    """Run; turn bad input into one line on stderr and exit code 2."""
    try:
        return action()
    except UsageError as error:
        print(f"plugin-policy: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("plugin-policy: interrupted, nothing is judged", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output went away; what was not printed was not reported.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 2


def _check(module: ModuleType, args: argparse.Namespace) -> int:
    if args.staged and args.files:
        raise UsageError("--staged reads git's index and takes no FILE")
    if args.files and not args.staged and not args.changed_since and _all_filtered(module, args):
        return 0
    return run_scan(args, [module], files=args.files or None, named={module.CHECK.id})


def _all_filtered(module: ModuleType, args: argparse.Namespace) -> bool:
    """Whether the check's byte prefilter rules out every file: then nothing else needs to be loaded.

    A policy file is read all the same: a malformed one judges nothing. What cannot be read is not ruled out.
    """
    prefilter = getattr(module, "prefilter", None)
    if prefilter is None or args.format or args.baseline:
        return False
    bytes_read = 0
    for path in args.files:
        try:
            if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > 2 << 20:
                return False
            with open(path, "rb") as stream:
                data = stream.read()
            bytes_read += len(data)
            if prefilter(data, path):
                return False
        except OSError:
            return False
    if args.policy or os.path.exists(POLICY):
        from plugin_policy.policy.loading import load_policy

        load_policy(args.policy or POLICY)
    if not args.quiet:
        files = f"{len(args.files)} file{'s' if len(args.files) != 1 else ''}"
        print(f"{files} read ({bytes_read} bytes), no findings")
    return True


def run_scan(
    args: argparse.Namespace,
    modules: Sequence[ModuleType],
    *,
    path: str = ".",
    files: Sequence[str] | None = None,
    named: set[str] | None = None,
) -> int:
    """Judge and report. `named`: ids of the checks that were asked for by name (not run makes exit 2 for them)."""
    from plugin_policy.report.output import parse_formats, write_reports

    parse_formats(args.format)  # a typo costs no scan
    result = judge_path(args, modules, path=path, files=files, named=named or set())
    return write_reports(result, args.format, quiet=args.quiet)


def judge_path(
    args: argparse.Namespace,
    modules: Sequence[ModuleType],
    *,
    path: str,
    files: Sequence[str] | None,
    named: set[str],
    with_baseline: bool = True,
    visit: Callable[[Scan, Result], None] | None = None,
) -> Result:
    """Judge what a command line names; `visit` looks at the judged scan. Raises UsageError for what cannot be."""
    import gc
    import time

    from plugin_policy.judging import judge_tree, subtract
    from plugin_policy.selection import listed, revision, select
    from plugin_policy.selection import staged as staged_files
    from plugin_policy.shards import parse_shard
    from plugin_policy.sources import GitTree, WorkTree
    from plugin_policy.verdicts import judge_once

    # Syntax trees are many small objects without cycles: looking for garbage among them costs more than it frees.
    gc.set_threshold(200_000, 50, 100)
    started = time.perf_counter()
    root, top, selected = select(path, files)
    staged = getattr(args, "staged", False)
    if staged:
        selected = staged_files(root, top)
    policy = _policy(args, root)
    baseline = args.baseline or (os.path.join(root, BASELINE) if with_baseline else "")
    if args.baseline and not os.path.isfile(baseline):
        raise UsageError(f"no such baseline: {args.baseline}")
    options = {key: value for key, value in vars(args).items() if value not in (None, False)}
    source = GitTree(root, None) if staged else WorkTree(root, top, bool(args.ignored))
    base = None
    if args.changed_since:
        if top is None:
            raise UsageError("--changed-since needs a git repository")
        base = listed(root, GitTree(root, revision(root, args.changed_since)), policy)
    repository = listed(root, source, policy)
    selected, left = _used(repository, selected)
    wanted = named.union(policy.checks)
    modules = [module for module in modules if module.CHECK.default or module.CHECK.id in wanted]
    # One check alone is an author's hook: what plugins can do is shown where everything is judged.
    compared = base is not None and len(modules) > 1
    before: list[Profile] = []
    after: list[Profile] = []

    def look(scan: Scan, result: Result) -> None:
        if compared:
            after.extend(profiles_of(scan))
        if visit is not None:
            visit(scan, result)

    shard = parse_shard(args.shard) if getattr(args, "shard", None) else None
    whole = selected is None and base is None and not staged and visit is None and shard is None
    with_uses = any(given.partition("=")[0] == "json" for given in args.format)
    # One check alone is done sooner than the whole tree is read.
    if whole and len(modules) > 1 and not args.no_cache:
        result = judge_once(
            repository, policy, modules, baseline=baseline, options=options, named=named, with_uses=with_uses
        )
    else:
        result = judge_tree(
            repository, policy, modules, baseline=baseline, selected=selected, options=options, named=named, base=base,
            visit=look, shard=shard, with_uses=with_uses,
        )  # fmt: skip
    if base is not None:
        base_policy = policy if args.policy else policy_of(base)
        known = judge_tree(
            base, base_policy, modules, baseline=baseline, options={**options, "is_base": True}, shard=shard,
            visit=lambda scan, _: before.extend(profiles_of(scan)) if compared else None, with_uses=False,
        )  # fmt: skip
        subtract(result, known)
        if compared:
            from plugin_policy.difference import compare

            result.difference = [change.row() for change in compare(before, after)]
    if getattr(args, "external", False):
        from plugin_policy.external.judging import External

        external = External(
            policy, modules, baseline=baseline, options=options, named=named, quiet=args.quiet,
            protocols=args.external_over, verdicts=not args.no_cache, shard=shard,
        )  # fmt: skip
        external.add_to(result, repository, base)
    result.shard = str(shard) if shard is not None else ""
    result.notes += left
    result.seconds = time.perf_counter() - started
    return result


def _used(repository: Repository, selected: set[str] | None) -> tuple[set[str] | None, list[str]]:
    """Of a folder of installed plugins, what is used; and a note on the rest."""
    if not repository.installed or selected is not None:
        return selected, []
    from plugin_policy.installed.judge import selection
    from plugin_policy.installed.layout import layout_of

    used, others = selection(layout_of(repository))
    if not others:
        return None, []
    return used, [f"{others} files of marketplaces and of versions that are not used were not judged"]


def profiles_of(scan: Scan) -> list[Profile]:
    from plugin_policy.abilities import profiles

    return profiles(scan)


def _policy(args: argparse.Namespace, root: str) -> Policy:
    from plugin_policy.check import check_names
    from plugin_policy.judging import shown_path
    from plugin_policy.policy.loading import load_policy

    path = args.policy or os.path.join(root, POLICY)
    known = [name.replace("_", "-") for name in check_names()]
    there = args.policy or os.path.lexists(path)
    name = getattr(args, "policy_name", None)
    shown = shown_path(path, root) if name is None else name
    policy = load_policy(path if there else None, shown=shown, known=known)
    if args.fail_on:
        policy.override("fail-on", args.fail_on)
    return policy


def policy_of(repository: Repository) -> Policy:
    """The policy as another tree has it; one that is malformed there excuses nothing."""
    from plugin_policy.policy.loading import load_policy
    from plugin_policy.policy.settings import Policy, PolicyError

    file = repository.by_path.get(POLICY)
    if file is None:
        return Policy()
    try:
        return load_policy(POLICY, data=file.data)
    except PolicyError:
        return Policy()


def load_scan(path: str, policy_file: str | None = None) -> Scan:
    """The Scan of a folder as `scan` would judge it, for commands that ask it themselves."""
    from plugin_policy.judging import expand
    from plugin_policy.policy.loading import load_policy
    from plugin_policy.scan import Scan
    from plugin_policy.selection import listed, select
    from plugin_policy.sources import WorkTree

    root, top, selected = select(path, None)
    own = os.path.join(root, POLICY)
    policy = load_policy(policy_file or (own if os.path.lexists(own) else None))
    repository = listed(root, WorkTree(root, top), policy)
    return Scan(repository, policy, selected=expand(repository, selected))
