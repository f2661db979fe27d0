"""What the fake GitHub answers to the GraphQL queries of the product."""

from __future__ import annotations

from typing import Any

import fake


def answer(state: dict[str, Any], question: dict[str, Any], viewer: str) -> dict[str, Any]:
    query, variables = question["query"], question["variables"]
    data: dict[str, Any] = {}
    errors: list[dict[str, Any]] = []
    if "membersWithRole" in query:
        data["organization"] = _organization(state, variables, viewer, errors)
    if "collaborators" in query or "history" in query:
        repository: dict[str, Any] = {}
        if "collaborators" in query:
            repository["collaborators"] = _collaborators(state, variables, viewer, errors)
        if "history" in query:
            repository["object"] = _history(state, variables)
        data["repository"] = repository
    return {"data": data, **({"errors": errors} if errors else {})}


def _window(items: list[Any], after: str | None) -> tuple[list[Any], dict[str, Any]]:
    start = int(after or 0)
    end = min(start + 100, len(items))
    return items[start:end], {"hasNextPage": end < len(items), "endCursor": str(end)}


def _organization(state: dict[str, Any], variables: Any, viewer: str, errors: list[Any]) -> Any:
    org = state["org"]
    if org is None or viewer == fake.SAML:
        message = (
            "Resource protected by organization SAML enforcement." if org else "Could not resolve to an Organization"
        )
        errors.append({"type": "FORBIDDEN" if org else "NOT_FOUND", "path": ["organization"], "message": message})
        return None
    sees = viewer == fake.OWNER
    inside = viewer in (fake.OWNER, fake.ADMIN, fake.MEMBER, fake.APP)
    everyone = org["members"] if inside else [one for one in org["members"] if one.get("public")]
    page, info = _window(everyone, variables.get("members"))
    edges = [
        {"hasTwoFactorEnabled": (one["2fa"] != "none") if sees else None, "node": {"login": one["login"]}}
        for one in page
    ]
    required = org.get("two_factor_requirement_enabled") if sees else None
    connection = {"totalCount": len(everyone), "pageInfo": info, "edges": edges}
    return {"requiresTwoFactorAuthentication": required, "membersWithRole": connection}


def _collaborators(state: dict[str, Any], variables: Any, viewer: str, errors: list[Any]) -> Any:
    if viewer not in (fake.OWNER, fake.ADMIN, fake.MEMBER, fake.APP):
        message = "Must have push access to view repository collaborators."
        errors.append({"type": "FORBIDDEN", "path": ["repository", "collaborators"], "message": message})
        return None
    page, info = _window(state["collaborators"], variables.get("collaborators"))
    edges = [{"permission": one["permission"], "node": {"login": one["login"]}} for one in page]
    return {"totalCount": len(state["collaborators"]), "pageInfo": info, "edges": edges}


def _history(state: dict[str, Any], variables: Any) -> Any:
    page, info = _window(state["history"], variables.get("after"))
    return {"history": {"pageInfo": info, "nodes": page}}
