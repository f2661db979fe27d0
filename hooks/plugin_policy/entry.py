"""From a command line to an exit code: one check (`run_check`) or many (`run_scan`). No work at import time."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from types import ModuleType

    from plugin_policy.policy.settings import Policy
    from plugin_policy.report.result import Result
    from plugin_policy.repository import Repository
    from plugin_policy.sources import GitTree, WorkTree

FAIL_ON = ("note", "low", "medium", "high", "critical")

POLICY = ".plugin-policy.toml"
BASELINE = ".plugin-policy-baseline.json"


EXIT_CODES = "exit codes: 0 nothing at or above --fail-on; 1 findings; 2 something could not be judged"


class UsageError(Exception):
    """Bad input of the caller: one line, exit 2."""


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that every command has."""
    add = parser.add_argument
    add(
        "--format", action="append", default=[], metavar="FORMAT[=FILE]",
        help="how to report (text, json, sarif, github, markdown); repeatable, `sarif=out.sarif` writes a file",
    )  # fmt: skip
    add("--policy", metavar="FILE", help=f"policy to judge by (default: {POLICY} in the root of the repository)")
    add("--baseline", metavar="FILE", help=f"known findings (default: {BASELINE} beside the policy)")
    add(
        "--fail-on", choices=FAIL_ON, help="lowest severity that makes exit code 1 (default: the policy's, else medium)"
    )
    add("--changed-since", metavar="REV", help="report only what is not in the tree of this revision")
    add("--ignored", action="store_true", help="also read files that git ignores")
    add("--quiet", action="store_true", help="print nothing but findings")
    add("--jobs", type=int, default=1, metavar="N", help="processes to read code with (default: 1)")


def check_parser(module: ModuleType, prog: str) -> argparse.ArgumentParser:
    import argparse

    check = module.CHECK
    doc = (module.__doc__ or "").strip()
    parser = argparse.ArgumentParser(
        prog=prog,
        description=doc,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to judge (default: the whole repository)")
    add_common(parser)
    parser.add_argument("--staged", action="store_true", help="judge what is staged, read from git's index")
    for flag, help, metavar in check.options:
        if metavar:
            parser.add_argument(flag, metavar=metavar, help=help)
        else:
            parser.add_argument(flag, action="store_true", help=help)
    parser.add_argument("--version", action="version", version=version())
    return parser


def version() -> str:
    from plugin_policy import __version__

    return f"plugin-policy {__version__}"


def run_check(name: str, argv: Sequence[str] | None = None) -> int:
    """`main` of a check's own script; `name` is the name of its module."""
    module = sys.modules[name]
    parser = check_parser(module, "plugin-policy-" + module.CHECK.id)
    return guarded(lambda: _check(module, parser.parse_args(argv)))


def guarded(action: object) -> int:
    """Run; turn bad input into one line on stderr and exit code 2."""
    from plugin_policy.policy.settings import PolicyError

    assert callable(action)
    try:
        return int(action())
    except (UsageError, PolicyError) as error:
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
    for path in args.files:
        try:
            if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > 2 << 20:
                return False
            with open(path, "rb") as stream:
                if prefilter(stream.read(), path):
                    return False
        except OSError:
            return False
    if args.policy or os.path.exists(POLICY):
        from plugin_policy.policy.loading import load_policy

        load_policy(args.policy or POLICY)
    if not args.quiet:
        print(f"{len(args.files)} file{'s' if len(args.files) != 1 else ''} read, no findings")
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
    from plugin_policy.report.output import FormatError, parse_formats, write_reports

    try:
        parse_formats(args.format)  # a typo costs no scan
    except FormatError as error:
        raise UsageError(str(error)) from None
    result = judge_path(args, modules, path=path, files=files, named=named or set())
    try:
        return write_reports(result, args.format, quiet=args.quiet)
    except FormatError as error:
        raise UsageError(str(error)) from None


def judge_path(
    args: argparse.Namespace,
    modules: Sequence[ModuleType],
    *,
    path: str,
    files: Sequence[str] | None,
    named: set[str],
    with_baseline: bool = True,
) -> Result:
    """Judge what a command line names. Raises UsageError for what cannot be."""
    import time

    from plugin_policy.judging import judge_tree, subtract
    from plugin_policy.repository import find_root
    from plugin_policy.sources import GitTree, WorkTree

    started = time.perf_counter()
    root, top, selected = _select(path, files, find_root)
    staged = getattr(args, "staged", False)
    if staged:
        selected = _staged(root, top)
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
        base = _listed(root, GitTree(root, revision(root, args.changed_since)), policy)
    repository = _listed(root, source, policy)
    result = judge_tree(
        repository, policy, modules, baseline=baseline, selected=selected, options=options, named=named, base=base
    )
    if base is not None:
        base_policy = policy if args.policy else _policy_of(base)
        subtract(result, judge_tree(base, base_policy, modules, baseline=baseline, options=options))
    result.seconds = time.perf_counter() - started
    return result


def _policy(args: argparse.Namespace, root: str) -> Policy:
    from plugin_policy.check import check_names
    from plugin_policy.policy.loading import load_policy

    path = args.policy or os.path.join(root, POLICY)
    known = [name.replace("_", "-") for name in check_names()]
    policy = load_policy(path if args.policy or os.path.lexists(path) else None, known=known)
    if args.fail_on:
        policy._given["fail-on"] = args.fail_on
    return policy


def _policy_of(repository: Repository) -> Policy:
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


def revision(root: str, name: str) -> str:
    """The full name of a commit. UsageError when there is none."""
    from plugin_policy.git import GitError, git

    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").decode().strip()
    except GitError:
        raise UsageError(f"no such revision: {name} (a shallow clone? fetch it first)") from None


def _select(path: str, files: Sequence[str] | None, find_root: object) -> tuple[str, str | None, set[str] | None]:
    """Root, git top level and the selected paths (None: everything)."""
    assert callable(find_root)
    if not os.path.exists(path):
        raise UsageError(f"no such path: {path}")
    if files is None and os.path.isfile(path):
        files, path = [path], os.path.dirname(path) or "."
    start = path
    if files:
        for file in files:
            if not os.path.lexists(file):
                raise UsageError(f"no such file: {file}")
        start = path if _below(files, path) else os.path.dirname(os.path.abspath(files[0]))
    root, top = find_root(start)
    names = files if files is not None else ([path] if os.path.realpath(path) != root else None)
    if names is None:
        return root, top, None
    selected = set()
    for name in names:
        # The last component is not resolved: a symlink is itself.
        folder, base = os.path.split(os.path.abspath(name))
        relative = os.path.relpath(os.path.join(os.path.realpath(folder), base), root)
        if relative.startswith(".."):
            raise UsageError(f"{name} is outside {root}: name files of one repository")
        selected.add(relative)
    return root, top, selected


def root_of(path: str) -> str:
    """The root of the repository that a folder belongs to. UsageError when there is no such folder."""
    from plugin_policy.repository import find_root

    if not os.path.isdir(path):
        raise UsageError(f"no such folder: {path}")
    return find_root(path)[0]


def _below(files: Sequence[str], path: str) -> bool:
    folder = os.path.realpath(path)
    return all(os.path.realpath(os.path.dirname(file) or ".").startswith(folder) for file in files)


def _staged(root: str, top: str | None) -> set[str]:
    from plugin_policy.git import GitError, git

    if top is None:
        raise UsageError("--staged needs a git repository")
    try:
        out = git(root, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", "--relative", "--no-ext-diff")
    except GitError as error:
        raise UsageError(f"git cannot tell what is staged: {error}") from None
    return {os.fsdecode(name) for name in out.split(b"\0") if name}


def _listed(root: str, source: WorkTree | GitTree, policy: Policy) -> Repository:
    """The repository with its files and plugins."""
    from plugin_policy.git import GitError
    from plugin_policy.repository import Repository

    formats = [(item.name, list(item.manifest)) for item in policy.formats]
    repository = Repository(root, source, formats)
    try:
        repository.read_listing()
    except GitError as error:
        raise UsageError(f"git cannot list the files of {root}: {error}") from None
    return repository
