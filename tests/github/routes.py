"""What the fake GitHub answers to each REST path, for each viewer."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import fake

State = dict[str, Any]
Route = Callable[..., Any]
ROUTES: list[tuple[re.Pattern[str], str, Route, str]] = []

ADMINS = (fake.OWNER, fake.ADMIN)  # of the repository


def route(template: str, inner: str = "") -> Callable[[Route], Route]:
    pattern = re.compile(
        re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template)).replace("contents/([^/]+)", "contents/(.*)") + "$"
    )

    def add(function: Route) -> Route:
        ROUTES.append((pattern, template, function, inner))
        return function

    return add


def find(state: State, path: str, query: dict[str, str], viewer: str, headers: dict[str, str]) -> tuple[str, Any, str]:
    for pattern, template, function, inner in ROUTES:
        match = pattern.match(path)
        if match:
            if viewer == fake.SAML and path.startswith("/orgs/"):
                sso = {"X-GitHub-SSO": "required; url=https://host.invalid/orgs/market/sso"}
                raise fake.Answered(403, "Resource protected by organization SAML enforcement.", sso)
            if state.get("sso"):
                headers["X-GitHub-SSO"] = state["sso"]
            parts = [unquote(part) for part in match.groups()]
            return template, function(state, query, viewer, headers, *parts), inner
    raise fake.Answered(404, "Not Found")


def omit(whole: Any, viewer: str, template: str) -> Any:
    """Settings that only some may see are absent for the others."""
    if template == "/orgs/{org}" and viewer != fake.OWNER:
        whole.pop("two_factor_requirement_enabled", None)
    if template.endswith("/rulesets/{ruleset_id}") and viewer not in ADMINS:
        whole.pop("bypass_actors", None)
    return whole


def denied(headers: dict[str, str], permission: str) -> fake.Answered:
    headers["X-Accepted-GitHub-Permissions"] = permission
    return fake.Answered(403, "Resource not accessible by personal access token", dict(headers))


def person(login: str) -> dict[str, Any]:
    return {"login": login}


@route("/repos/{owner}/{repo}")
def repository(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    if f"{owner}/{repo}" != state["repository"]["full_name"]:
        raise fake.Answered(404, "Not Found")
    kind = "User" if state["org"] is None else "Organization"
    mine = viewer in ADMINS and bool(state.get("admin", True))
    rights = {"admin": mine, "pull": True, "push": mine or viewer == fake.MEMBER}
    return {
        "permissions": rights,
        "name": repo,
        "full_name": f"{owner}/{repo}",
        "html_url": f"https://github.com/{owner}/{repo}",
        "default_branch": state["repository"]["default_branch"],
        "owner": {"login": owner, "type": kind},
        "private": False,
    }


@route("/orgs/{org}")
def organisation(state: State, query: Any, viewer: str, headers: Any, org: str) -> Any:
    if state["org"] is None or org != state["org"]["login"]:
        raise fake.Answered(404, "Not Found")
    fields = {"login": org}
    if "two_factor_requirement_enabled" in state["org"]:
        fields["two_factor_requirement_enabled"] = state["org"]["two_factor_requirement_enabled"]
    return fields


@route("/orgs/{org}/members")
def members(state: State, query: dict[str, str], viewer: str, headers: Any, org: str) -> Any:
    everyone = state["org"]["members"]
    wanted = query.get("filter", "all")
    if wanted != "all":
        if viewer == fake.BLIND:
            raise denied(headers, "members=read")
        if viewer in (fake.ACTIONS, fake.APP) and state.get("public_only"):
            return []  # what a token that is not a member's may get: no refusal, and nobody
        if viewer != fake.OWNER:
            raise fake.Answered(422, "Only owners can use this filter.")
        key = {"2fa_disabled": "none", "2fa_insecure": "sms"}[wanted]
        return [person(one["login"]) for one in everyone if one["2fa"] == key]
    if viewer not in (*ADMINS, fake.MEMBER, fake.APP):
        everyone = [one for one in everyone if one.get("public")]
    return [person(one["login"]) for one in everyone]


@route("/orgs/{org}/outside_collaborators")
def outside(state: State, query: dict[str, str], viewer: str, headers: Any, org: str) -> Any:
    if viewer == fake.BLIND:
        raise denied(headers, "members=read")
    if viewer != fake.OWNER:
        raise fake.Answered(422, "Only owners can use this filter.")
    key = {"2fa_disabled": "none", "2fa_insecure": "sms"}.get(query.get("filter", ""), "")
    return [person(one["login"]) for one in state["org"]["outside"] if not key or one["2fa"] == key]


@route("/repos/{owner}/{repo}/rules/branches/{branch}")
def rules(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, branch: str) -> Any:
    found = []
    for ruleset in state["rulesets"]:
        if ruleset["target"] == "branch" and ruleset["enforcement"] == "active" and branch in ruleset["branches"]:
            for rule in ruleset["rules"]:
                source = {"ruleset_id": ruleset["id"], "ruleset_source": f"{owner}/{repo}"}
                found.append({**rule, "ruleset_source_type": "Repository", **source})
    return found


def _ruleset(ruleset: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "name", "target", "enforcement", "rules", "conditions", "bypass_actors")
    return {"source": "market/place", **{name: ruleset[name] for name in names if name in ruleset}}


@route("/repos/{owner}/{repo}/rulesets")
def rulesets(state: State, query: dict[str, str], viewer: str, headers: Any, owner: str, repo: str) -> Any:
    targets = query.get("targets", "branch,tag,push").split(",")
    found = [_ruleset(one) for one in state["rulesets"] if one["target"] in targets]
    return [{name: one[name] for name in ("id", "name", "target", "enforcement", "source")} for one in found]


@route("/repos/{owner}/{repo}/rulesets/{ruleset_id}")
def ruleset(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, number: str) -> Any:
    for one in state["rulesets"]:
        if str(one["id"]) == number:
            return _ruleset(one)
    raise fake.Answered(404, "Not Found")


@route("/repos/{owner}/{repo}/branches")
def branches(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    return [{"name": name, "protected": bool(at.get("protection"))} for name, at in state["branches"].items()]


@route("/repos/{owner}/{repo}/branches/{branch}")
def branch(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, name: str) -> Any:
    if name not in state["branches"]:
        raise fake.Answered(404, "Branch not found")
    return {"name": name, "protected": bool(state["branches"][name].get("protection"))}


@route("/repos/{owner}/{repo}/branches/{branch}/protection")
def protection(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, name: str) -> Any:
    if viewer == fake.BLIND:
        raise denied(headers, "administration=read")
    if viewer not in ADMINS:
        raise fake.Answered(404, "Not Found")
    found = state["branches"].get(name, {}).get("protection")
    if not found:
        raise fake.Answered(404, "Branch not protected")
    return found


@route("/repos/{owner}/{repo}/codeowners/errors")
def codeowners_errors(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    if state["codeowners_errors"] is None:
        raise fake.Answered(404, "Not Found")
    return {"errors": state["codeowners_errors"]}


@route("/repos/{owner}/{repo}/private-vulnerability-reporting")
def private_reporting(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    return {"enabled": state["private_reporting"]}


@route("/repos/{owner}/{repo}/security-advisories")
def advisories(state: State, query: dict[str, str], viewer: str, headers: Any, owner: str, repo: str) -> Any:
    public = [one for one in state["advisories"] if one["state"] in ("published", "withdrawn")]
    found = state["advisories"] if viewer in ADMINS else public
    if viewer == fake.BLIND:
        raise denied(headers, "repository_advisories=read")
    return [one for one in found if query.get("state") in (None, one["state"])]


@route("/repos/{owner}/{repo}/security-advisories/{ghsa_id}/comments")
def comments(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, ghsa: str) -> Any:
    """A preview that GitHub's description does not have: absent unless a test turns it on."""
    if viewer not in ADMINS or "comments" not in state:
        raise fake.Answered(404, "Not Found")
    return state["comments"].get(ghsa, [])


@route("/repos/{owner}/{repo}/actions/runs", "workflow_runs")
def runs(state: State, query: dict[str, str], viewer: str, headers: Any, owner: str, repo: str) -> Any:
    if viewer == fake.BLIND:
        raise denied(headers, "actions=read")
    found = [run for run in state["runs"] if query.get("event") in (None, run["event"])]
    return {"total_count": len(found), "workflow_runs": found}


@route("/repos/{owner}/{repo}/releases")
def releases(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    return list(state["releases"])


@route("/repos/{owner}/{repo}/attestations/{subject_digest}", "attestations")
def attestations(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, digest: str) -> Any:
    return {"attestations": state["attestations"].get(digest, [])}


@route("/repos/{owner}/{repo}/tags")
def tags(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str) -> Any:
    return [{"name": name} for name in state["tags"]]


@route("/repos/{owner}/{repo}/contents/{path}")
def contents(state: State, query: Any, viewer: str, headers: Any, owner: str, repo: str, path: str) -> Any:
    """A file with its content, or the entries of a folder. Who may not read them gets 404 for all."""
    files = state.get("files", {})
    if viewer == fake.BLIND and state.get("hide_contents"):
        raise fake.Answered(404, "Not Found")
    if path in files:
        text = base64.b64encode(files[path].encode()).decode()
        return {**_entry(path, "file", len(files[path])), "encoding": "base64", "content": text}
    inside = path + "/" if path else ""
    rest = {name[len(inside) :] for name in files if name.startswith(inside)}
    if not rest and path:
        raise fake.Answered(404, "Not Found")
    kinds = {name.partition("/")[0]: "dir" if "/" in name else "file" for name in rest}
    return [_entry(inside + name, kind, 1) for name, kind in kinds.items()]


def _entry(path: str, kind: str, size: int) -> dict[str, Any]:
    url = "https://host.invalid/x"
    links = {"self": url, "git": url, "html": url}
    names = {"name": path.rpartition("/")[2], "path": path, "type": kind, "size": size, "sha": "0" * 40}
    return {**names, "url": url, "git_url": url, "html_url": url, "download_url": url, "_links": links}
