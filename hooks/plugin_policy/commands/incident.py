"""`plugin-policy incident open|status|close`: what is to be done when a published plugin turns out to be unsafe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "a published plugin is unsafe: take it down, see what is due, list it again"
ARGUMENTS = "open|status|close"

_EXITS = "exit codes: 0 done, or nothing to do; {one}2 it could not be done, and nothing was changed"


def main(argv: Sequence[str] | None = None) -> int:
    from plugin_policy.entry import guarded

    return guarded(lambda: _run(parser().parse_args(argv)))


def parser() -> argparse.ArgumentParser:
    from plugin_policy.arguments import Parser

    made = Parser(
        prog="plugin-policy incident",
        description="Everything is a change of files for you to look at and commit; nothing is sent. See"
        " docs/incidents.md.",
        allow_abbrev=False,
    )
    verbs = made.add_subparsers(dest="verb", required=True, metavar="open|status|close")
    for name, help, one, add in (
        ("open", "take a plugin down, find what is affected, draft the notices", "", _open_options),
        ("status", "open incidents against the promised times", "1 a promised time is missed; ", _status_options),
        ("close", "list the plugin again, at its fixed version", "1 the fixed version has findings; ", _close_options),
    ):
        sub = verbs.add_parser(name, help=help, description=help, epilog=_EXITS.format(one=one), allow_abbrev=False)
        add(sub)
        sub.add_argument("--path", default=".", metavar="DIR", help="the marketplace (default: this folder)")
        sub.add_argument("--private", metavar="DIR", help="private records (default: the user's data folder)")
        sub.add_argument("--at", metavar="TIME", help="as if it were then, in UTC (default: now)")
    return made


def _open_options(sub: argparse.ArgumentParser) -> None:
    add = sub.add_argument
    add("plugin", metavar="PLUGIN", help="name of its entry in marketplace.json")
    add("--severity", required=True, choices=("critical", "high", "medium", "low"))
    add("--reason", required=True, metavar="TEXT", help="what is wrong; stays private until the incident is closed")
    add("--reporter", metavar="TEXT", help="who reported it; stays private")
    add("--reported", metavar="TIME", help="when somebody reported it, if somebody did")
    add("--evidence", action="append", default=[], metavar="FILE", help="copied to the private record; repeatable")
    add("--bad", action="append", default=[], metavar="REV", help="commit that brought the hole; repeatable")
    add("--fixed", action="append", default=[], metavar="REV", help="commit that mended it; repeatable")
    add("--history", metavar="DIR", help="a clone of the plugin's own repository, when it is not in this one")
    add("--pin-back", metavar="SHA", help="keep it listed, at this last good commit, instead of taking it down")
    add("--cvss", metavar="VECTOR", help="CVSS vector, version 3 or 4; its rating must be the severity")
    add("--cwe", action="append", default=[], metavar="CWE-N", help="for the advisory; repeatable")
    _mail_options(sub)


def _mail_options(sub: argparse.ArgumentParser) -> None:
    add = sub.add_argument
    add("--from", dest="sender", metavar="ADDRESS", help="sender of the notice (default: the marketplace's owner)")
    add("--to", action="append", default=[], metavar="ADDRESS", help="receiver of the notice; repeatable")


def _status_options(sub: argparse.ArgumentParser) -> None:
    from plugin_policy.incident.register import EVENTS

    add = sub.add_argument
    add("id", nargs="?", default="", metavar="ID", help="one incident (default: every open one)")
    add("--record", choices=EVENTS, help="note first that this happened, now or --at TIME")
    add("--policy", metavar="FILE", help="policy with the promised times")


def _close_options(sub: argparse.ArgumentParser) -> None:
    add = sub.add_argument
    add("id", metavar="ID", help="the incident")
    add("--fixed-version", required=True, metavar="VERSION", help="the version that is listed again")
    add("--advisory", required=True, metavar="ID", help="the published advisory")
    add("--lessons", required=True, metavar="FILE", help="what was learned; becomes public")
    add("--sha", metavar="SHA", help="its commit (default: HEAD, or the tag --fixed-version of --history)")
    add("--ref", metavar="REF", help="the entry's new `ref`, when it has one (default: none)")
    add("--fixed", action="append", default=[], metavar="REV", help="commit that mended it (default: its commit)")
    add("--history", metavar="DIR", help="a clone of the plugin's own repository, when it is not in this one")
    add("--online", action="store_true", help="ask GitHub whether the advisory is published")
    add("--repository", metavar="OWNER/REPO", help="the repository on GitHub (default: the clone's origin)")
    add("--policy", metavar="FILE", help="policy to judge by")
    _mail_options(sub)


def _run(args: argparse.Namespace) -> int:
    from plugin_policy.incident.files import locked
    from plugin_policy.incident.place import Place, moment
    from plugin_policy.report.escape import plain

    place = Place(args.path, args.private)
    now = moment(args.at)
    code = 0
    if args.verb == "status":
        from plugin_policy.incident.status import record, status

        if args.record:
            record(place, args.id, args.record, now)
        lines, missed = status(place, place.policy(args.policy), now, args.id)
        code = 1 if missed else 0
    else:
        with locked(place.records.folder):
            if args.verb == "open":
                from plugin_policy.incident.opening import open_incident

                lines = open_incident(place, args, now)
            else:
                from plugin_policy.incident.closing import close_incident

                lines, code = close_incident(place, args, now, _trial())
    for line in lines:
        print(plain(line))
    return code


def _trial() -> Callable[[str], int] | None:
    """The command of that name, where this installation has it."""
    from plugin_policy.cli import load_verb, verbs

    if "trial" not in verbs():
        return None
    module = load_verb("trial")
    return lambda folder: int(module.main([folder]))
