"""From what was seen to findings, held against the static profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.abilities import FILE, HOST, PROGRAM, Profile
from plugin_policy.check import at
from plugin_policy.finding import Finding
from plugin_policy.network.registries import registries
from plugin_policy.trial.activity import PLUGIN, Activity, Deed
from plugin_policy.trial.child import SERVER, STAYS
from plugin_policy.trial.decoys import DATA, PROJECT, Decoys
from plugin_policy.trial.network import Heard, hear
from plugin_policy.trial.rules import RULE

if TYPE_CHECKING:
    from plugin_policy.trial.plan import Run

_SCHEDULERS = ("crontab", "at", "batch")
_ELEVATORS = ("sudo", "doas", "su", "pkexec")
_STARTS = re.compile(
    r"~/\.claude/(?:settings[^/]*\.json|CLAUDE\.md|hooks/|commands/|agents/|skills/)|~/\.(?:codex|gemini|cursor)/|"
    r"~/\.ssh/(?:authorized_keys|rc|config)|~/\.config/(?:systemd|autostart)/|~/\.git(?:config|/hooks)|"
    r"/etc/(?:cron|profile|systemd|ld\.so\.preload|sudoers)|/var/spool/cron"
)
_DOES = {"read": "reads", "write": "writes", "list": "lists", "delete": "deletes"}
_ENDS = {
    "limit": "does not end within {limit:g} s",
    "flood": "floods its output",
    "memory": "takes more memory than there is",
    "disk": "fills the disk",
}


class Judge:
    """findings: of one plugin, each subject once, at its first surface."""

    def __init__(self, profile: Profile, decoys: Decoys) -> None:
        self.profile = profile
        self.decoys = decoys
        self.fetched: set[str] = set()  # registries that were asked for packages
        self.findings: dict[tuple[str, str], Finding] = {}
        self.seen = {kind: {one.subject for one in profile.abilities.values() if one.kind == kind}
                     for kind in (HOST, PROGRAM, FILE)}  # fmt: skip

    def take(self, run: Run, message: dict[str, object], activity: Activity) -> None:
        """What one run shows."""
        if message["ended"] == "left":
            self._say(run, "left-running", run.surface.event, surface=run.surface.kind)
        heard = hear(message, self.decoys)
        fetched = heard.keys() & registries().keys()
        self.fetched |= fetched
        for what in _inconclusive(run, message, activity, waits=bool(fetched)):
            self._say(run, "inconclusive", what, what=what)
        for host, one in heard.items():
            self._host(run, host, one)
        for deed in activity.deeds:
            if deed.does == "command":
                self._program(run, deed)
            elif deed.does != "run":
                self._file(run, deed)
        self._downloaded(run, message, activity, heard)

    def _say(self, run: Run, rule: str, subject: str, *, capability: str = "", **fields: str) -> None:
        key = (rule, subject)
        place = _place(run, rule, subject, capability, RULE[rule].message.format(**fields))
        old = self.findings.get(key)
        if old is None:
            self.findings[key] = place
        elif (place.path, place.line) != (old.path, old.line):
            old.related = tuple(dict.fromkeys((*old.related, (place.path, place.line, place.column))))

    def _unforeseen(self, run: Run, kind: str, subject: str, does: str) -> None:
        known = self.seen[kind]
        if subject not in known and registries().get(subject) not in known and not any("*" in one for one in known):
            self._say(run, "not-predicted", f"{kind} {subject}", does=does, what=subject)

    # Connections

    def _host(self, run: Run, host: str, one: Heard) -> None:
        for name in sorted(one.decoys):
            if name in DATA:
                self._say(run, "data-sent", DATA[name], capability="collect", what=name, host=f"`{host}`")
            elif not self._belongs(name, host):
                self._say(run, "decoy-sent", f"{name} to {host}", what=name, host=f"`{host}`")
        if one.hidden:
            self._say(run, "unread-connection", host, what=host)
        rule = "registry" if host in registries() else "undisclosed-host"
        self._say(run, rule, host, capability="connect", what=host)
        self._unforeseen(run, HOST, host, "connects to")

    def _belongs(self, name: str, host: str) -> bool:
        """Whether a credential went to the service that its name ties it to."""
        from plugin_policy.privacy.credentials import foreign, owners

        variable = next((one for one, said in self.decoys.of_variable.items() if said == name), "")
        if name == "~/.npmrc":
            variable = "NPM_TOKEN"
        known, telling = owners(variable) if variable else ("", [])
        return bool(known or telling) and not foreign(variable, host)

    # Programs and files

    def _program(self, run: Run, deed: Deed) -> None:
        from plugin_policy.capabilities.harmless import HARMLESS

        name = deed.subject
        if name in _ELEVATORS:
            self._say(run, "elevation", name, what=name)
        elif name in _SCHEDULERS and deed.argv[1:2] != ["-l"]:
            self._say(run, "persistence", name, does="starts", what=name)
        elif name == "systemctl" and {"enable", "link"} & set(deed.argv):
            self._say(run, "persistence", name, does="starts", what="systemctl enable")
        elif name not in HARMLESS:
            self._say(run, "undisclosed-program", name, capability="command", what=name)
            self._unforeseen(run, PROGRAM, name, "starts")

    def _file(self, run: Run, deed: Deed) -> None:
        from plugin_policy.capabilities.sensitive import normal, place

        path, shown = deed.subject, _short(normal(deed.subject))
        if deed.does == "delete" and deed.went and path in self.decoys.files:
            self._say(run, "destroyed", shown, what=shown)
            return
        if deed.does == "delete" and path.startswith(PROJECT + "/"):
            return
        entry = place(path)
        category = entry.category if entry is not None else ""
        changes = deed.does in ("write", "delete")
        if deed.does == "write" and (category == "startup" or _STARTS.match(shown) or path.startswith(PROJECT)):
            self._say(run, "persistence", shown, does="writes", what=shown)
        elif category in ("startup", "agent", "tool"):
            if deed.went or changes:
                self._say(run, "tool-config", shown, capability=deed.does, does=_DOES[deed.does], what=shown)
                self._unforeseen(run, FILE, shown, _DOES[deed.does])
        elif category and not changes:
            self._decoy(run, deed, shown)
        elif deed.went or changes:
            rule = "wrote-outside" if changes else "read-outside"
            self._say(run, rule, shown, capability=deed.does, does=_DOES[deed.does], what=shown)
            self._unforeseen(run, FILE, shown, _DOES[deed.does])

    def _decoy(self, run: Run, deed: Deed, shown: str) -> None:
        if deed.does == "list" and not deed.went:
            return
        name = self.decoys.places.get(deed.subject, f"`{shown}`")
        verb = name if deed.does == "read" else f"the folder `{shown}`"
        self._say(run, "decoy-read", shown, what=verb if deed.by == PLUGIN else f"{verb}, with `{deed.by}`")

    def _downloaded(self, run: Run, message: dict[str, object], activity: Activity, heard: dict[str, Heard]) -> None:
        proof = str(message["proof"])
        served = [host for host, one in heard.items() if one.asked]
        if served and any(proof in deed.argv for deed in activity.deeds):
            self._say(run, "download-and-run", served[0], host=f"`{served[0]}`")


def _short(path: str) -> str:
    """At most four folders deep, and without numbers of the day: one finding for a tree of files, the same tomorrow."""
    path = "/".join(path.split("/")[:4])
    return re.sub(r"\d{4}-\d\d-\d\dT[\d_:.]+Z?|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d{5,}", "*", path)


def _inconclusive(run: Run, message: dict[str, object], activity: Activity, *, waits: bool) -> Iterator[str]:
    """waits: for packages that cannot be had here, which is said elsewhere."""
    ended = str(message["ended"])
    expected = waits or run.order.kind == STAYS or (run.order.kind == SERVER and message["finished"])
    if ended in _ENDS and not (ended == "limit" and expected):
        yield _ENDS[ended].format(limit=run.order.limit)
    if activity.forks:
        yield "starts more processes than there may be"
    for whom in activity.signals:
        yield f"tries to end {whom}"
    if activity.probes:
        yield f"looks for the sandbox (`{activity.probes[0]}`)"


def _place(run: Run, rule: str, subject: str, capability: str, message: str) -> Finding:
    """A finding where the surface is declared."""
    surface, known = run.surface, RULE[rule]
    if surface.document is not None:
        start, end = surface.document.locate(surface.pointer)
        found = at(known, surface.document.text, start, end, message=message, subject=subject, capability=capability,
                   evidence=subject)  # fmt: skip
        found.surface = surface.kind
        return found
    return Finding(
        known.id, known.severity, message, path=surface.path, fix=known.fix, kind=known.kind,
        plugin=surface.plugin.path, surface=surface.kind, subject=subject, capability=capability, evidence=subject,
    )  # fmt: skip
