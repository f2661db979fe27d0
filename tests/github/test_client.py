"""The client against a fake GitHub: pages, limits, retries, conditional requests, and where the token goes."""

from __future__ import annotations

import json
import subprocess

import fake as fakes
import openapi
import pytest
import state as states

from helpers import needs
from plugin_policy.check import NotRunError
from plugin_policy.github import evidence
from plugin_policy.github.client import Client, from_environment, graphql_url, part
from plugin_policy.github.environment import token_kind
from plugin_policy.organisation import history, people


def test_one_answer(client):
    answer = client().get("/orgs/market")
    assert answer.ok
    assert answer.data["two_factor_requirement_enabled"] is True


def test_same_question_is_asked_once(github, client):
    mine = client()
    assert mine.get("/orgs/market") is mine.get("/orgs/market")
    assert len(github.log) == 1


def test_pages_are_followed(github, client):
    github.state["org"]["members"] = states.people(250)
    pages = client().pages("/orgs/market/members")
    assert pages.complete
    assert [one["login"] for one in pages.items] == [f"user{n}" for n in range(250)]
    assert len(github.log) == 3


def test_a_missing_page_is_not_complete(github, client):
    github.state["org"]["members"] = states.people(250)
    github.faults.append(fakes.Fault(r"page=2", 404, "Not Found", times=99))
    pages = client().pages("/orgs/market/members")
    assert not pages.complete
    assert len(pages.items) == 100
    assert pages.last.status == 404


def test_next_page_on_another_host_is_not_followed(github, client):
    mine = client()
    assert mine._next('<https://elsewhere.invalid/orgs/market/members?page=2>; rel="next"') is None
    assert mine._next(f'<{github.url}/orgs/market/members?page=2&per_page=100>; rel="next"') is not None


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_errors_are_retried(github, client, status):
    github.faults.append(fakes.Fault("/orgs/market", status, "oops", times=2))
    mine = client()
    assert mine.get("/orgs/market").ok
    assert mine.slept == [1.0, 2.0]


def test_server_errors_that_last_are_unknown(github, client):
    github.faults.append(fakes.Fault("/orgs/market", 500, "oops", times=99))
    answer = client().get("/orgs/market")
    assert answer.status == evidence.NOT_ANSWERED
    assert "500" in answer.why
    assert len(github.log) == 4


def test_primary_rate_limit_is_waited_for(github, client):
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1030"}
    github.faults.append(fakes.Fault("/orgs/market", 403, "API rate limit exceeded", headers))
    mine = client(clock=lambda: 1000.0)
    assert mine.get("/orgs/market").ok
    assert mine.slept == [31.0]


@pytest.mark.parametrize(
    ("status", "headers", "message", "seconds"),
    [
        (429, {"Retry-After": "7"}, "slow down", 7.0),
        (403, {"Retry-After": "9"}, "You have exceeded a secondary rate limit", 9.0),
        (403, {}, "You have exceeded a secondary rate limit", 60.0),
        (429, {}, "", 60.0),
    ],
)
def test_secondary_rate_limit_is_waited_for(github, client, status, headers, message, seconds):
    github.faults.append(fakes.Fault("/orgs/market", status, message, headers))
    mine = client()
    assert mine.get("/orgs/market").ok
    assert mine.slept == [seconds]


def test_rate_limit_of_graphql_comes_with_200(github, client):
    limited = '{"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}'
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1030"}
    github.faults.append(fakes.Fault("graphql", 200, limited, headers))
    mine = client(clock=lambda: 1000.0)
    answer = mine.graphql(people.QUERY, {"org": "market", "owner": "market", "name": "place"})
    assert answer.data["data"]["organization"]
    assert mine.slept == [31.0]


def test_waiting_is_bounded(github, client):
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999"}
    github.faults.append(fakes.Fault("/orgs/market", 403, "API rate limit exceeded", headers, times=9))
    mine = client(clock=lambda: 1000.0)
    answer = mine.get("/orgs/market")
    assert answer.status == evidence.NOT_ANSWERED
    assert "rate limit" in answer.why
    assert mine.slept == []


def test_plain_403_is_an_answer(github, client):
    answer = client(fakes.BLIND).get("/orgs/market/members", filter="2fa_disabled")
    assert answer.status == 403
    assert answer.permission == "members=read"
    assert "members=read" in json.dumps(answer.record())
    assert len(github.log) == 1


def test_saml_says_so(github, client):
    answer = client(fakes.SAML).get("/orgs/market")
    assert "SAML" in answer.why
    assert "SAML" in answer.permission


def test_a_refused_token_is_not_used_again(github, client):
    github.dies_after = 1
    mine = client()
    assert mine.get("/orgs/market").ok
    assert mine.get("/repos/market/place").status == 401
    answer = mine.get("/repos/market/place/releases")
    assert answer.status == evidence.NOT_ANSWERED
    assert "Bad credentials" in answer.why
    assert len(github.log) == 2


def test_no_connection_is_unknown():
    mine = Client("", "http://127.0.0.1:9", sleep=lambda _: None)
    answer = mine.get("/orgs/market")
    assert answer.status == evidence.NOT_ANSWERED
    mine.close()


def test_renamed_repository_is_followed_on_the_same_host_only(github, client):
    github.faults.append(
        fakes.Fault("/repos/old/place", 301, "Moved", {"Location": f"{github.url}/repos/market/place"})
    )
    assert client().get("/repos/old/place").data["full_name"] == "market/place"
    github.faults.append(fakes.Fault("/repos/evil/place", 301, "Moved", {"Location": "http://localhost:9/x"}))
    assert client().get("/repos/evil/place").status == 301


def test_evidence_is_judged_again_offline(github, client, tmp_path):
    github.state["org"]["members"] = states.people(150)
    first = client()
    first.pages("/orgs/market/members")
    first.get("/orgs/market")
    path = tmp_path / "evidence.json"
    evidence.save(str(path), first.answers, first.about())
    requests = len(github.log)
    known, about = evidence.load(str(path))
    again = Client(known=known, offline=True)
    again.api = about["api"]
    assert len(again.pages("/orgs/market/members").items) == 150
    assert again.get("/orgs/market").data == first.get("/orgs/market").data
    assert again.get("/orgs/other").status == evidence.NOT_ANSWERED
    assert len(github.log) == requests


def test_evidence_holds_no_token_and_is_private(github, client, tmp_path):
    mine = client()
    mine.get("/orgs/market")
    path = tmp_path / "evidence.json"
    evidence.save(str(path), mine.answers, mine.about())
    assert fakes.token(fakes.OWNER) in github.tokens_seen
    assert fakes.token(fakes.OWNER) not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    assert mine.about()["token"] == "classic personal access token"


def test_unchanged_answers_cost_nothing(github, client, tmp_path):
    first = client()
    answer = first.get("/orgs/market")
    second = client(known=first.answers)
    again = second.get("/orgs/market")
    assert again.ok
    assert again.data == answer.data
    github.state["org"]["two_factor_requirement_enabled"] = False
    assert client(known=first.answers).get("/orgs/market").data["two_factor_requirement_enabled"] is False


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 9}', '{"format": 1, "answers": [{}]}'])
def test_bad_evidence_is_an_error_with_a_cure(tmp_path, content):
    path = tmp_path / "evidence.json"
    path.write_text(content)
    with pytest.raises(evidence.EvidenceError):
        evidence.load(str(path))


def test_environment():
    mine = from_environment(environ={"GH_TOKEN": "ghs_x", "GITHUB_API_URL": "https://git.company.test/api/v3"})
    assert mine.api == "https://git.company.test/api/v3"
    assert mine.graphql_url == "https://git.company.test/api/graphql"
    assert "ghs_x" not in repr(vars(mine)["answers"])
    with pytest.raises(NotRunError):
        from_environment(environ={"GITHUB_API_URL": "http://git.company.test/api/v3"})
    assert graphql_url("https://api.github.com") == "https://api.github.com/graphql"


def test_parts_stay_parts():
    assert part("../../user") == "..%2F..%2Fuser"
    assert part("..") == "%2E%2E"
    assert token_kind("") == "none"
    assert token_kind("github_pat_x") == "fine-grained personal access token"


def test_partial_results_are_not_complete(github, client):
    """A token that single sign-on has not authorised gets a shorter list, with 200."""
    github.state["sso"] = "partial-results; organizations=1"
    pages = client().pages("/orgs/market/members")
    assert pages.last.ok
    assert not pages.complete
    assert "single sign-on" in pages.last.permission


def test_proxy_of_the_environment(github, monkeypatch):
    """The request goes to the proxy, with the address it was meant for."""
    monkeypatch.setenv("HTTP_PROXY", github.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    mine = Client(fakes.token(fakes.OWNER), "http://localhost:9", sleep=lambda _: None)
    assert mine.get("/orgs/market").ok
    assert github.log == [("GET", "http://localhost:9/orgs/market")]
    mine.close()


def test_queries_fit_githubs_schema(tmp_path):
    """Every GraphQL query of the product is valid in GitHub's public schema."""
    node = needs("node")
    folder = openapi.modules()
    if folder is None:
        pytest.skip("needs npm")
    script = tmp_path / "validate.js"
    script.write_text(
        "const {buildSchema, parse, validate} = require('graphql');"
        "const schema = buildSchema(require('fs').readFileSync(process.argv[3], 'utf8'), {assumeValidSDL: true});"
        "for (const query of JSON.parse(process.argv[2]))"
        " for (const error of validate(schema, parse(query))) { console.error(error.message); process.exitCode = 1; }"
    )
    queries = json.dumps([people.QUERY, history.QUERY])
    schema = str(folder / "@octokit/graphql-schema/schema.graphql")
    command = [node, str(script), queries, schema]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"NODE_PATH": str(folder)})
    assert done.returncode == 0, done.stderr
