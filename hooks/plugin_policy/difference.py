"""The permission difference: what a change adds to, takes from and widens in what plugins can do and say."""

from __future__ import annotations

from plugin_policy.abilities import FILE, HOOK, HOST, KINDS, PACKAGE, SERVER, TOOL, Ability, Profile
from plugin_policy.privilege.tools import covers

# What happened to an ability. Only the first two give a plugin more than it had.
ADDED, WIDENED, CHANGED, NARROWED, REMOVED = "added", "widened", "changed", "narrowed", "removed"
MORE = (ADDED, WIDENED)
_ORDER = (ADDED, WIDENED, CHANGED, NARROWED, REMOVED)


class Change:
    """One ability that differs. before and after: its scopes, sorted. ability: as it is now, or was when removed."""

    __slots__ = ("ability", "after", "before", "what")

    def __init__(self, what: str, ability: Ability, before: set[str], after: set[str]) -> None:
        self.what = what
        self.ability = ability
        self.before = sorted(before)
        self.after = sorted(after)

    def row(self) -> dict[str, object]:
        one = self.ability
        path, line = one.places[0]
        return {
            "change": self.what,
            "kind": one.kind,
            "subject": one.subject,
            "before": self.before,
            "after": self.after,
            "path": path,
            "line": line,
            "surface": one.surface,
            "channel": one.channel,
            "disclosed": one.disclosed,
        }


class PluginChange:
    """What differs in one plugin. state: "added", "removed", "moved" (from `was`) or "changed".

    said and unsaid: (section, subject) of the statements that its disclosure gained and lost.
    """

    __slots__ = ("changes", "name", "path", "said", "state", "unsaid", "was")

    def __init__(self, before: Profile | None, after: Profile | None) -> None:
        now = after or before
        assert now is not None
        nothing = Profile(now.path, now.name, now.mask)
        old, new = before or nothing, after or nothing
        self.path = now.path
        self.name = now.name
        self.was = old.path if old.path != new.path else ""
        self.state = "added" if before is None else "removed" if after is None else "moved" if self.was else "changed"
        self.changes = _changes(old, new)
        self.said = sorted(new.statements - old.statements)
        self.unsaid = sorted(old.statements - new.statements)

    @property
    def empty(self) -> bool:
        return self.state == "changed" and not (self.changes or self.said or self.unsaid)

    def row(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "plugin": self.path,
            "name": self.name,
            "state": self.state,
            "was": self.was,
            "changes": [change.row() for change in self.changes],
            "said": [{"section": section, "subject": subject} for section, subject in self.said],
            "unsaid": [{"section": section, "subject": subject} for section, subject in self.unsaid],
        }


def compare(before: list[Profile], after: list[Profile]) -> list[PluginChange]:
    """Every plugin that differs, by path. One that only moved is known by its name."""
    old = {one.path: one for one in before}
    new = {one.path: one for one in after}
    lost = {one.name: one for path, one in old.items() if path not in new and one.name}
    found = [PluginChange(old.get(path) or lost.pop(now.name, None), now) for path, now in new.items()]
    taken = {change.was or change.path for change in found}
    found += [PluginChange(was, None) for path, was in old.items() if path not in taken]
    return sorted((change for change in found if not change.empty), key=lambda change: change.path)


def _changes(old: Profile, new: Profile) -> list[Change]:
    gone = [one for key, one in old.abilities.items() if key not in new.abilities]
    come = [one for key, one in new.abilities.items() if key not in old.abilities]
    found = []
    for now in come:
        was = next((one for one in gone if now.kind == HOOK and one.kind == HOOK and event(one) == event(now)), None)
        if was is None:
            found.append(_come(now, old))
        else:
            gone.remove(was)
            found += _hook(was, now)
    found += [Change(REMOVED, one, one.scopes, set()) for one in gone]
    for key, was in old.abilities.items():
        if key in new.abilities and new.abilities[key].scopes != was.scopes:
            found += _scopes(was, new.abilities[key])
    return sorted(found, key=lambda one: (_ORDER.index(one.what), KINDS.index(one.ability.kind), one.ability.subject))


def event(hook: Ability) -> str:
    """The event of a plugin hook, whose subject is the event and what runs then."""
    return hook.subject.partition(": ")[0]


def _hook(was: Ability, now: Ability) -> list[Change]:
    """One plugin hook of an event in place of another: what it runs differs, and maybe what it matches."""
    return [
        Change(CHANGED, now, {was.subject}, {now.subject}),
        *(_scopes(was, now) if was.scopes != now.scopes else ()),
    ]


def _come(now: Ability, old: Profile) -> Change:
    if now.kind == HOST and now.subject.startswith("*."):
        narrower = {host for kind, host in old.abilities if kind == HOST and host.endswith(now.subject[1:])}
        if narrower:
            return Change(WIDENED, now, narrower, {now.subject})
    return Change(ADDED, now, set(), now.scopes)


def _scopes(was: Ability, now: Ability) -> list[Change]:
    """The scopes of one ability differ: how. Nothing when the same is only written otherwise."""
    if now.kind in (PACKAGE, SERVER):
        return [Change(CHANGED, now, was.scopes - now.scopes, now.scopes - was.scopes)]
    wider = any(not any(_covers(now.kind, old, scope) for old in was.scopes) for scope in now.scopes)
    lost = any(not any(_covers(now.kind, new, scope) for new in now.scopes) for scope in was.scopes)
    what = WIDENED if wider else NARROWED if lost else ""
    return [Change(what, now, was.scopes, now.scopes)] if what else []


def _covers(kind: str, wide: str, narrow: str) -> bool:
    if kind == TOOL:
        return covers(wide, narrow)
    if kind == HOOK:
        return wide in (narrow, "*")
    if kind == FILE:
        return wide == narrow or (wide in ("read", "write") and narrow == "list")
    return wide == narrow
