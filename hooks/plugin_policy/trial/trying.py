"""A trial from a folder to a Result."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from plugin_policy import __version__
from plugin_policy.abilities import Profile, profiles
from plugin_policy.check import NotRunError
from plugin_policy.entry import load_scan
from plugin_policy.errors import UsageError
from plugin_policy.finding import Finding
from plugin_policy.judging import all_rules, apply_policy, count_files
from plugin_policy.options import BASELINE
from plugin_policy.policy.disclosure import Disclosure, apply
from plugin_policy.report.result import NotRun, Result
from plugin_policy.surface import HOOK
from plugin_policy.trial import means
from plugin_policy.trial.activity import Activity
from plugin_policy.trial.judging import Judge
from plugin_policy.trial.plan import CHECK, Plan, Run
from plugin_policy.trial.rules import RULES
from plugin_policy.trial.supervisor import SupervisorError, carry_out

if TYPE_CHECKING:
    from plugin_policy.repository import Plugin
    from plugin_policy.scan import Scan

_LACKS = re.compile(
    r"(?im)^.*(?:cannot find (?:module|package)|ModuleNotFoundError|no module named|not found\b|please install|execvp |"
    r"no such file or directory|not installed).*$"
)


def try_plugins(
    path: str, *, policy_file: str | None, baseline: str | None, fail_on: str | None, limit: float, total: float
) -> Result:
    """Run every plugin at a path. UsageError for what is no plugin; what could not be run is in `not_run`."""
    started = time.monotonic()
    scan = load_scan(path, policy_file)
    plugins = [plugin for plugin in scan.plugins if not plugin.is_repository]
    if not plugins:
        raise UsageError(f"{path}: there is no plugin here")
    if fail_on:
        scan.policy.override("fail-on", fail_on)
    result = Result(__version__, fail_on=scan.policy.fail_on)
    result.checks = [CHECK]
    result.policy = scan.policy.path
    result.rules = all_rules([]) | {rule.id: rule for rule in RULES}
    result.plugins = len(plugins)
    findings: list[Finding] = []
    try:
        means.check()
        for plugin in plugins:
            findings += _try(scan, plugin, result, limit, started + total)
    except NotRunError as error:
        result.not_run.append(NotRun(CHECK, error.cause, error.cure))
    own = os.path.join(scan.repository.root, BASELINE)
    apply_policy(result, findings, scan, baseline or own, None)
    count_files(result, scan)
    result.seconds = time.monotonic() - started
    return result


def _try(scan: Scan, plugin: Plugin, result: Result, limit: float, until: float) -> list[Finding]:
    plan = Plan(scan, plugin, limit)
    result.not_run += plan.not_run
    if not plan.runs:
        if not plan.not_run:
            result.notes.append(
                f"{plugin.path}: nothing in it is run by itself: no plugin hook, server, monitor or program"
            )
        return []
    profile = next((one for one in profiles(scan) if one.path == plugin.path), None)
    assert profile is not None
    judge = Judge(profile, plan.decoys)
    done = _carry_out(plan, judge, result, until)
    for run in plan.runs[done:]:
        result.not_run.append(_not_run(run, "there was no time left", "give more with --total, or less with --time"))
    runs = "1 run" if done == 1 else f"{done} runs"
    result.notes.append(f"{plugin.path}: {runs} in the sandbox")
    return _held_against(scan, plugin, profile, list(judge.findings.values()))


def _carry_out(plan: Plan, judge: Judge, result: Result, until: float) -> int:
    """The number of runs that were done."""
    done = 0
    try:
        orders = [run.order for run in plan.runs]
        for message in carry_out(orders, plan.box, max(1.0, until - time.monotonic())):
            run = plan.runs[done]
            done += 1
            activity = Activity(str(message["trace"]), plan.root, plan.data)
            problem = _problem(run, message, activity)
            if problem:
                result.not_run.append(_not_run(run, problem, "bring what it needs with the plugin, or install it here"))
            before = set(judge.fetched)
            judge.take(run, message, activity)
            for host in sorted(judge.fetched - before):
                cure = "ship the packages with the plugin, or judge them where they are published"
                result.not_run.append(_not_run(run, f"what it fetches from `{host}` is not to be had here", cure))
    except SupervisorError as error:
        raise means.refused(str(error)) from None
    return done


def _problem(run: Run, message: dict[str, object], activity: Activity) -> str:
    """Why a run shows nothing: what it needs is not here. "" when it did its work."""
    if not activity.started:
        return f"it did not start: {_last_line(message)}"
    lacks = _LACKS.search(str(message["stderr"]))
    if message["exit"] in (126, 127):
        return f"it ended at once: {_last_line(message)}"
    if run.order.kind == "server" and not message["answered"] and message["ended"] != "limit":
        return f"the server ended before it answered: {lacks.group(0) if lacks else _last_line(message)}"
    if message["exit"] not in (0, 2, None) and (lacks or (run.surface.kind == HOOK and message["exit"] != 1)):
        return f"it failed: {lacks.group(0).strip() if lacks else _last_line(message)}"
    return ""


def _last_line(message: dict[str, object]) -> str:
    lines = [line.strip() for line in str(message["stderr"]).splitlines() if line.strip()]
    return (lines[-1] if lines else f"exit code {message['exit']}")[:200]


def _not_run(run: Run, cause: str, cure: str) -> NotRun:
    return NotRun(CHECK, f"{run.surface.path}: {run.name}: {cause[:300]}", cure)


def _held_against(scan: Scan, plugin: Plugin, profile: Profile, findings: list[Finding]) -> list[Finding]:
    """Without what the disclosure or the policy covers; statements without a reason are said to be such."""
    disclosure = Disclosure(plugin)
    kept = apply(findings, {plugin.path: disclosure}, scan.policy)
    said = [one for one in disclosure.findings(scan.policy) if one.rule == "disclosure/why"]
    return kept + said
