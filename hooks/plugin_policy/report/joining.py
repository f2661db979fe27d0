"""Joining Results: those of external plugins with their marketplace's, those of shards with each other."""

from __future__ import annotations

from collections.abc import Sequence

from plugin_policy.errors import UsageError
from plugin_policy.finding import Finding
from plugin_policy.report.result import Result

UNUSED = "policy/exception-unused"  # true of a marketplace only when it is true of every part


def join(whole: Result, part: Result) -> None:
    """Add what was found in another part of the same marketplace."""
    said = {(one.rule, one.fingerprint) for one in whole.findings}  # of the policy itself, each part says the same
    whole.findings += [one for one in part.findings if (one.rule, one.fingerprint) not in said]
    whole.allowed += part.allowed
    whole.uses += part.uses
    whole.dependencies += part.dependencies
    whole.difference += part.difference
    whole.promises += [one for one in part.promises if one not in whole.promises]
    whole.not_analysed += [one for one in part.not_analysed if one.path not in {x.path for x in whole.not_analysed}]
    known = {(one.check, one.promise, one.cause) for one in whole.not_run}
    whole.not_run += [one for one in part.not_run if (one.check, one.promise, one.cause) not in known]
    whole.notes += [note for note in part.notes if note not in whole.notes]
    for state, many in part.counts.items():
        # Every part counts the same ignored files: nobody reads them.
        whole.counts[state] = max(whole.counts[state], many) if state == "ignored" else whole.counts[state] + many
    for kind, many in part.opaque.items():
        whole.opaque[kind] = whole.opaque.get(kind, 0) + many
    whole.bytes += part.bytes
    whole.plugins += part.plugins
    whole.rules |= part.rules


def merged(parts: Sequence[Result]) -> Result:
    """One Result of all shards. UsageError: one is missing, there twice, or judged by something else."""
    many = _complete(parts)
    first = parts[0]
    whole = Result(first.version, fail_on=first.fail_on)
    whole.policy, whole.checks = first.policy, first.checks
    whole.rules = first.rules
    unused = _common(parts)
    for part in parts:
        part.findings = [one for one in part.findings if one.rule != UNUSED or one.fingerprint in unused]
        join(whole, part)
        whole.seconds = max(whole.seconds, part.seconds)
    whole.findings.sort(key=Finding.sort_key)
    whole.notes.append(f"{many} shards, judged apart")
    return whole


def _complete(parts: Sequence[Result]) -> int:
    """The number of shards."""
    numbers = {}
    for part in parts:
        number, _, many = part.shard.partition("/")
        if not many:
            raise UsageError("a report is of a whole scan, not of a shard: nothing to join it with")
        if part.shard in numbers:
            raise UsageError(f"shard {part.shard} is there twice")
        numbers[part.shard] = int(number)
        same = (part.version, part.fail_on, part.policy, part.checks)
        if same != (parts[0].version, parts[0].fail_on, parts[0].policy, parts[0].checks) or many != _many(parts[0]):
            raise UsageError(f"shard {part.shard} was judged with another version, policy, limit or set of checks")
    total = int(_many(parts[0]))
    missing = sorted(set(range(1, total + 1)).difference(numbers.values()))
    if missing:
        raise UsageError(f"shard {missing[0]}/{total} is missing: what it holds was not judged")
    return total


def _many(part: Result) -> str:
    return part.shard.partition("/")[2]


def _common(parts: Sequence[Result]) -> set[str]:
    """Fingerprints of the unused exceptions that no part used."""
    return set.intersection(*({one.fingerprint for one in part.findings if one.rule == UNUSED} for part in parts))
