"""Two-factor authentication of those who can push, merge or publish.

What can be seen, and by whom: GitHub REST "Organizations" (two_factor_requirement_enabled: owners only, else absent
or null), "Members" (filter=2fa_disabled and 2fa_insecure: owners only, others get 422 or public members), GraphQL
OrganizationMemberEdge.hasTwoFactorEnabled (null when not visible).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugin_policy.github.client import Pages, part
from plugin_policy.organisation.people import People, errors, people
from plugin_policy.organisation.subject import Subject, evidence, unknown
from plugin_policy.verdict import FAIL, PASS, UNKNOWN, Promise, Verdict

OWNER_TOKEN = (
    "an organisation owner's token: classic with `admin:org`, or fine-grained with organisation "
    "Administration: read and Members: read"
)
FIX = "organisation settings, Authentication security: require two-factor authentication for everyone"

REQUIRED = Promise(
    "maintainers-2fa/organisation-requires",
    "medium",
    "the organisation requires two-factor authentication",
    "the organisation does not require two-factor authentication",
    FIX,
    OWNER_TOKEN,
)
MEMBERS = Promise(
    "maintainers-2fa/members",
    "high",
    "every member who can push has two-factor authentication",
    "a member who can push has no two-factor authentication: {reason}",
    FIX + ", or take away the right to push",
    OWNER_TOKEN,
)
OUTSIDE = Promise(
    "maintainers-2fa/outside-collaborators",
    "high",
    "every outside collaborator who can push has two-factor authentication",
    "an outside collaborator who can push has no two-factor authentication: {reason}",
    FIX + ", or remove the collaborator",
    OWNER_TOKEN,
)
SECURE = Promise(
    "maintainers-2fa/secure-methods",
    "low",
    "nobody who can push relies on SMS as second factor",
    "SMS is a second factor of someone who can push: {reason}",
    "organisation settings, Authentication security: allow only secure two-factor methods",
    OWNER_TOKEN,
)
PROMISES = (REQUIRED, MEMBERS, OUTSIDE, SECURE)


def verdicts(subject: Subject) -> Iterator[Verdict]:
    """One verdict per promise, or one per person who breaks it."""
    if not subject.settings.ok:
        yield from (unknown(promise, subject.settings) for promise in PROMISES)
        return
    if subject.is_person:
        reason = f"`{subject.owner}` is a person's account: no API shows its two-factor authentication"
        need = "move the marketplace into an organisation that requires two-factor authentication"
        for promise in PROMISES:
            yield Verdict(promise, UNKNOWN, reason, permission=need, evidence=evidence(subject.settings))
        return
    view = _View(subject)
    yield view.requirement()
    yield from view.judged(MEMBERS)
    yield from view.judged(OUTSIDE)
    yield from view.secure()


class _View:
    """What this token sees; people are asked for only when a promise needs them."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._people: People | None = None
        answer = subject.organisation
        field = answer.data.get("two_factor_requirement_enabled") if answer.ok else None
        # Only owners get a value: it also proves that the filters of the member lists are answered in full.
        self.owner_view = isinstance(field, bool)
        self.required: bool | None = field if self.owner_view else None

    @property
    def people(self) -> People:
        if self._people is None:
            self._people = people(self.subject)
            if self.required is None:
                self.required = self._people.required
        return self._people

    def requirement(self) -> Verdict:
        answer = self.subject.organisation
        if self.required is None:
            _ = self.people
        asked = evidence(answer, *(self._people.answers[:1] if self._people else ()))
        if self.required is True:
            return Verdict(REQUIRED, PASS, "the organisation requires it of everyone", evidence=asked)
        if self.required is False:
            return Verdict(REQUIRED, FAIL, "the requirement is off", evidence=asked)
        if not answer.ok:
            return unknown(REQUIRED, answer)
        reason = "`two_factor_requirement_enabled` is not shown to this token"
        return Verdict(REQUIRED, UNKNOWN, reason, evidence=asked)

    # -- members and outside collaborators ------------------------------------------------------------------------

    def judged(self, promise: Promise) -> Iterator[Verdict]:
        if self.required is True:
            reason = "nobody without it stays in an organisation that requires it"
            yield Verdict(promise, PASS, reason, evidence=evidence(self.subject.organisation))
        elif promise is MEMBERS:
            yield from self._members()
        else:
            yield from self._outside()

    def _members(self) -> Iterator[Verdict]:
        found = self.people
        listed = self.listing("members", "2fa_disabled")
        without = {login for login, has in found.members.items() if has is False} | _logins(listed)
        asked = evidence(*found.answers[:1], *listed.answers[:1])
        if found.pushers is not None and without & found.pushers:
            yield from _failures(MEMBERS, without & found.pushers, asked)
            return
        # One who is seen without it, where nobody can tell who pushes, is neither a pass nor a proven failure.
        if without and found.pushers is None:
            names = ", ".join(f"`{login}`" for login in sorted(without)[:5])
            reason = f"{names} without it, but who can push is not visible ({errors(found.answers[-1])})"
            yield Verdict(MEMBERS, UNKNOWN, reason, evidence=asked)
            return
        proven = self.owner_view and listed.complete
        pushing = found.members.keys() & found.pushers if found.pushers is not None else found.members.keys()
        seen = found.complete and bool(found.members) and all(found.members[login] for login in pushing)
        if proven or seen:
            yield Verdict(MEMBERS, PASS, f"{len(pushing)} who can push, all with it", evidence=asked)
        else:
            yield self._not_seen(MEMBERS, listed, asked)

    def _outside(self) -> Iterator[Verdict]:
        found = self.people
        if found.outsiders is not None and not found.outsiders and self._all_members_visible():
            reason = "no outside collaborator can push"
            yield Verdict(OUTSIDE, PASS, reason, evidence=evidence(*found.answers[:1]))
            return
        listed = self.listing("outside_collaborators", "2fa_disabled")
        without = _logins(listed)
        asked = evidence(*listed.answers[:1], *found.answers[:1])
        if found.pushers is not None and without & found.pushers:
            yield from _failures(OUTSIDE, without & found.pushers, asked)
        elif without and found.pushers is None:
            reason = f"{len(without)} without it, but who can push is not visible"
            yield Verdict(OUTSIDE, UNKNOWN, reason, evidence=asked)
        elif self.owner_view and listed.complete:
            yield Verdict(OUTSIDE, PASS, "all who can push have it", evidence=asked)
        else:
            yield self._not_seen(OUTSIDE, listed, asked)

    def _all_members_visible(self) -> bool:
        """A non-member sees public members only: then who is 'outside' cannot be told."""
        return self.owner_view or any(has is not None for has in self.people.members.values())

    def secure(self) -> Iterator[Verdict]:
        """SMS as second factor, by GitHub's own list; meaningless where the list is not proven to be complete."""
        weak: set[str] = set()
        unseen: Verdict | None = None
        asked: list[dict[str, object]] = []
        for kind in ("members", "outside_collaborators"):
            listed = self.listing(kind, "2fa_insecure")
            weak |= _logins(listed)
            asked += evidence(*listed.answers[:1])
            if not (self.owner_view and listed.complete):
                unseen = unseen or self._not_seen(SECURE, listed, asked)
        pushers = self.people.pushers if weak else set()
        if pushers and weak & pushers:
            yield from _failures(SECURE, weak & pushers, asked)
        if unseen is not None:
            yield unseen
        elif pushers is None:
            yield Verdict(SECURE, UNKNOWN, f"{len(weak)} use SMS, but who can push is not visible", evidence=asked)
        elif not weak & pushers:
            yield Verdict(SECURE, PASS, "nobody who can push uses SMS", evidence=asked)

    # -- lists ------------------------------------------------------------------------------------------------------

    def listing(self, kind: str, wanted: str) -> Pages:
        return self.subject.client.pages(f"/orgs/{part(self.subject.owner)}/{kind}", filter=wanted)

    def _not_seen(self, promise: Promise, listed: Pages, asked: list[dict[str, object]]) -> Verdict:
        if not listed.last.ok:
            return unknown(promise, listed.last)
        reason = "an empty list proves nothing: this token is not shown to be an owner's"
        return Verdict(promise, UNKNOWN, reason, evidence=asked)


def _logins(pages: Pages) -> set[str]:
    return {str(row["login"]).lower() for row in pages.items if isinstance(row, dict) and row.get("login")}


def _failures(promise: Promise, logins: Iterable[str], asked: list[dict[str, object]]) -> Iterator[Verdict]:
    for login in sorted(logins):
        yield Verdict(promise, FAIL, f"`{login}`", evidence=asked, subject=login)
