"""The state of the fake: an organisation that keeps all promises. Tests break one thing at a time."""

from __future__ import annotations

from typing import Any

WORKFLOW = ".github/workflows/policy.yml"


def people(count: int, **changed: str) -> list[dict[str, Any]]:
    """`count` members with an authenticator app; `changed` sets 2fa of some: user3="none"."""
    return [
        {
            "login": f"user{n}",
            "2fa": changed.get(f"user{n}", "app"),
            "public": n == 0,
            "role": "admin" if n == 0 else "member",
        }
        for n in range(count)
    ]


def review_rules(**parameters: Any) -> list[dict[str, Any]]:
    review = {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": True,
        **parameters,
    }
    checks = {
        "strict_required_status_checks_policy": True,
        "required_status_checks": [{"context": "plugin-policy"}],
    }
    return [
        {"type": "pull_request", "parameters": review},
        {"type": "required_status_checks", "parameters": checks},
        {"type": "non_fast_forward"},
        {"type": "deletion"},
    ]


def asset(digest: str | None = "sha256:" + "0" * 64) -> dict[str, Any]:
    """A release asset with every field that GitHub describes."""
    url, day = "https://host.invalid/x", "2026-05-23T12:00:00Z"
    found = {"id": 1, "node_id": "x", "name": "x.tgz", "label": None, "state": "uploaded", "size": 1, "url": url}
    found |= {"content_type": "application/gzip", "digest": digest, "download_count": 0}
    return {**found, "created_at": day, "updated_at": day, "browser_download_url": url, "uploader": None}


def good() -> dict[str, Any]:
    return {
        "repository": {"full_name": "market/place", "default_branch": "main"},
        "org": {
            "login": "market",
            "two_factor_requirement_enabled": True,
            "members": people(5),
            "outside": [{"login": "guest", "2fa": "app"}],
        },
        "collaborators": [
            {"login": "user0", "permission": "ADMIN"},
            {"login": "user1", "permission": "WRITE"},
            {"login": "user2", "permission": "READ"},
            {"login": "guest", "permission": "WRITE"},
        ],
        "rulesets": [
            {
                "id": 1,
                "name": "default branch",
                "target": "branch",
                "enforcement": "active",
                "branches": ["main"],
                "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
                "rules": review_rules(),
                "bypass_actors": [],
            },
            {
                "id": 2,
                "name": "tags",
                "target": "tag",
                "enforcement": "active",
                "branches": [],
                "conditions": {"ref_name": {"include": ["~ALL"], "exclude": []}},
                "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
                "bypass_actors": [],
            },
        ],
        "branches": {"main": {}},
        "codeowners_errors": [],
        "private_reporting": True,
        "advisories": [],
        "runs": [],
        "releases": [],
        "attestations": {},
        "tags": [],
        "history": [],
    }
