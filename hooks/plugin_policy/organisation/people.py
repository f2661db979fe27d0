"""Members of the organisation and those who can push, in one paged GraphQL query.

`hasTwoFactorEnabled` is null where the token may not see it: the only per-member source that says so (GraphQL
reference, OrganizationMemberEdge). REST's filters are for owners, and answer others with 422 or with nobody.
"""

from __future__ import annotations

from typing import Any

from plugin_policy.github.evidence import Answer
from plugin_policy.organisation.subject import Subject

# WRITE, MAINTAIN and ADMIN can push, merge and publish (GraphQL reference, RepositoryPermission).
CAN_PUSH = ("WRITE", "MAINTAIN", "ADMIN")
MAX_PAGES = 100

QUERY = """
query($org: String!, $owner: String!, $name: String!, $members: String, $collaborators: String) {
  organization(login: $org) {
    requiresTwoFactorAuthentication
    membersWithRole(first: 100, after: $members) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { hasTwoFactorEnabled node { login } }
    }
  }
  repository(owner: $owner, name: $name) {
    collaborators(first: 100, after: $collaborators) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { permission node { login } }
    }
  }
}
"""


class People:
    """members: login -> has two factors (None: not visible). pushers: logins that can push, None: not visible.

    complete: all pages of members came. required: the organisation's requirement, None: not visible.
    """

    def __init__(self) -> None:
        self.members: dict[str, bool | None] = {}
        self.complete = False
        self.required: bool | None = None
        self.pushers: set[str] | None = None
        self.answers: list[Answer] = []

    @property
    def outsiders(self) -> set[str] | None:
        """Who can push and is no member; None when either side is not fully visible."""
        if self.pushers is None or not self.complete:
            return None
        return self.pushers - self.members.keys()


def people(subject: Subject) -> People:
    """Asks once; later calls get the remembered answers."""
    found = People()
    cursors: dict[str, str | None] = {"members": None, "collaborators": None}
    open_ends = {"members": True, "collaborators": True}
    pushers: set[str] = set()
    names = {"org": subject.owner, "owner": subject.owner, "name": subject.name}
    for _ in range(MAX_PAGES):
        answer = subject.client.graphql(QUERY, {**names, **cursors})
        found.answers.append(answer)
        data = answer.data.get("data") if answer.ok and isinstance(answer.data, dict) else None
        if not isinstance(data, dict):
            return found
        organisation = data.get("organization") or {}
        if found.required is None:
            found.required = organisation.get("requiresTwoFactorAuthentication")
        members = _page(organisation.get("membersWithRole"), cursors, open_ends, "members")
        for edge in members or ():
            found.members[str(edge["node"]["login"]).lower()] = edge.get("hasTwoFactorEnabled")
        collaborators = _page((data.get("repository") or {}).get("collaborators"), cursors, open_ends, "collaborators")
        if collaborators is not None:
            pushers |= {str(e["node"]["login"]).lower() for e in collaborators if e.get("permission") in CAN_PUSH}
        if members is not None and not open_ends["members"]:
            found.complete = True
        if collaborators is not None and not open_ends["collaborators"]:
            found.pushers = pushers
        if not any(open_ends.values()):
            return found
    return found


def _page(connection: Any, cursors: dict[str, str | None], open_ends: dict[str, bool], name: str) -> list[Any] | None:
    """Edges of one page, None when the connection is not visible; moves the cursor and notes the end."""
    if not isinstance(connection, dict):
        open_ends[name] = False
        return None
    info = connection.get("pageInfo") or {}
    if open_ends[name]:
        open_ends[name] = bool(info.get("hasNextPage"))
        cursors[name] = info.get("endCursor") or cursors[name]
    return [edge for edge in connection.get("edges") or () if isinstance(edge, dict) and edge.get("node")]


def errors(answer: Answer) -> str:
    """GraphQL's own words on what it did not show."""
    listed = answer.data.get("errors") if isinstance(answer.data, dict) else None
    messages = [str(one.get("message")) for one in listed or () if isinstance(one, dict)]
    return "; ".join(dict.fromkeys(messages))
