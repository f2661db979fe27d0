"""maintainers-2fa: who may see what, and the verdicts that others get wrong."""

from __future__ import annotations

import fake as fakes
import pytest
import state as states_of
from judged import failures, states, subject

from plugin_policy.organisation import publishing, two_factor
from plugin_policy.verdict import FAIL, PASS, UNKNOWN

ALL = ("organisation-requires", "members", "outside-collaborators", "secure-methods")


def judged(client, viewer=fakes.OWNER):
    return list(two_factor.verdicts(subject(client(viewer))))


def test_owner_sees_that_all_is_well(client):
    assert states(judged(client)) == dict.fromkeys(ALL, PASS)


@pytest.mark.parametrize(
    "viewer", [fakes.ADMIN, fakes.MEMBER, fakes.OUTSIDER, fakes.APP, fakes.ACTIONS, fakes.BLIND, fakes.SAML, fakes.NONE]
)
def test_nobody_else_sees_enough(client, viewer):
    """422, 403, public members only, null and absent: never a pass, never a fail."""
    found = judged(client, viewer)
    assert states(found) == dict.fromkeys(ALL, UNKNOWN)
    assert all(verdict.reason and verdict.permission for verdict in found)


@pytest.mark.parametrize("viewer", [fakes.APP, fakes.ACTIONS])
def test_an_empty_list_is_no_pass(github, client, viewer):
    """A 200 with nobody in it, as a token outside the organisation may get."""
    github.state["public_only"] = True
    github.state["org"]["members"] = states_of.people(5, user1="none")
    assert states(judged(client, viewer))["members"] == UNKNOWN


def test_null_is_neither_finding_nor_pass(github, client):
    github.state["org"]["two_factor_requirement_enabled"] = None
    found = states(judged(client, fakes.MEMBER))
    assert found["organisation-requires"] == UNKNOWN


def test_missing_field_is_unknown(github, client):
    del github.state["org"]["two_factor_requirement_enabled"]
    assert states(judged(client, fakes.MEMBER))["organisation-requires"] == UNKNOWN


def test_requirement_off(github, client):
    github.state["org"]["two_factor_requirement_enabled"] = False
    found = judged(client)
    assert states(found) == {**dict.fromkeys(ALL, PASS), "organisation-requires": FAIL}


def test_only_those_who_can_push_count(github, client):
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["members"] = states_of.people(5, user1="none", user2="none", user4="none")
    found = judged(client)
    assert failures(found) == {("organisation-requires", ""), ("members", "user1")}


def test_outside_collaborator(github, client):
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["outside"] = [{"login": "guest", "2fa": "none"}]
    assert ("outside-collaborators", "guest") in failures(judged(client))


def test_sms_only(github, client):
    github.state["org"]["members"] = states_of.people(5, user0="sms", user3="sms")
    found = judged(client)
    assert failures(found) == {("secure-methods", "user0")}
    assert states(found)["members"] == PASS


def test_a_fail_is_not_hidden_by_an_unknown(github, client):
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["members"] = states_of.people(5, user1="none")
    github.faults.append(fakes.Fault("outside_collaborators", 403, "Forbidden", times=9))
    found = judged(client)
    assert ("members", "user1") in failures(found)
    assert states(found)["secure-methods"] == UNKNOWN


def test_a_persons_repository_is_unknown(github, client):
    github.state["org"] = None
    found = judged(client)
    assert states(found) == dict.fromkeys(ALL, UNKNOWN)
    assert "person" in found[0].reason


@pytest.mark.parametrize("status", [403, 404, 422, 429, 500])
def test_errors_are_unknown(github, client, status):
    github.faults.append(
        fakes.Fault("/orgs/market", status, "no", {"Retry-After": "99999"} if status == 429 else None, 99)
    )
    github.faults.append(fakes.Fault("/graphql", status, "no", {"Retry-After": "99999"} if status == 429 else None, 99))
    assert states(judged(client)) == dict.fromkeys(ALL, UNKNOWN)


def test_saml_names_what_to_do(client):
    found = judged(client, fakes.SAML)
    assert all("SAML" in verdict.reason or "SAML" in verdict.permission for verdict in found)


def test_permission_header_is_reported(client):
    found = {verdict.promise.id: verdict for verdict in judged(client, fakes.BLIND)}
    assert "members=read" in found["maintainers-2fa/members"].permission


@pytest.mark.parametrize("required", [True, False])
def test_three_thousand_members(github, client, required):
    """Not more than 40 requests, none of them twice."""
    github.state["org"]["two_factor_requirement_enabled"] = required
    github.state["org"]["members"] = states_of.people(3000, user2999="none", user1500="sms")
    github.state["collaborators"] = [{"login": f"user{n}", "permission": "WRITE"} for n in range(3000)]
    found = judged(client)
    assert len(github.log) <= 40
    assert len({(*line, body) for line, body in zip(github.log, github.bodies, strict=True)}) == len(github.log)
    expected = {("secure-methods", "user1500")}
    assert failures(found) == (
        expected if required else expected | {("organisation-requires", ""), ("members", "user2999")}
    )


def test_a_token_that_expires_half_way(github, client):
    """What was seen before stays seen; the rest is unknown, with the reason."""
    github.state["org"]["two_factor_requirement_enabled"] = False
    github.state["org"]["members"] = states_of.people(3000)
    github.dies_after = 10
    found = judged(client)
    assert states(found) == {**dict.fromkeys(ALL, UNKNOWN), "organisation-requires": FAIL}
    assert any("Bad credentials" in verdict.reason for verdict in found)
    assert len(github.log) <= 12


def test_no_verdict_holds_a_token(github, client):
    import json

    for viewer in (fakes.OWNER, fakes.BLIND, fakes.SAML):
        text = json.dumps([verdict.as_dict() for verdict in judged(client, viewer)])
        assert fakes.token(viewer) not in text


TRUSTED = "permissions:\n  id-token: write\njobs:\n  p:\n    steps:\n      - run: npm publish --provenance\n"
WITH_TOKEN = (
    "jobs:\n  p:\n    steps:\n      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.T }}\n"
)


@pytest.mark.parametrize(
    ("workflow", "expected"),
    [
        (TRUSTED, {"publishers": PASS}),
        (WITH_TOKEN, {"publishers": UNKNOWN}),
        ("jobs:\n  p:\n    steps:\n      - run: twine upload dist/*\n", {"publishers": UNKNOWN}),
        ("jobs:\n  t:\n    steps:\n      - run: npm test\n      # npm publish\n", {}),
    ],
)
def test_publishing(client, workflow, expected):
    mine = subject(client(), {".github/workflows/release.yml": workflow})
    assert states(publishing.verdicts(mine)) == expected
