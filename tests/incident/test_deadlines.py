"""Promised times of incidents over weekends, holidays and time zones; `status` and response-times agree."""

from __future__ import annotations

import json

import pytest

from helpers import repository, run

MARKET = {".claude-plugin/marketplace.json": json.dumps({"name": "m", "owner": {"name": "o"}, "plugins": []})}
# Friday 2026-12-18 17:00 in Berlin; Thursday the 24th and Friday the 25th are holidays there.
OPENED = "2026-12-18T16:00:00Z"
POLICY = (
    '[responses]\nincident = "3 working days"\nhigh = "7 days"\ndisclose = "30 days"\nacknowledge = "1 working day"\n'
    'time-zone = "{zone}"\nholidays = [2026-12-24, 2026-12-25]\n'
)


BERLIN = POLICY.format(zone="Europe/Berlin")


def marketplace(root, *, policy=BERLIN, security="", **incident):
    values = {"id": "2026-1", "plugin": "demo", "severity": "high", "state": "open", **incident}
    lines = [f'{key} = "{value}"\n' for key, value in values.items()]
    files = {**MARKET, "incidents/2026-1.toml": "".join(lines) + f"opened = {OPENED}\n"}
    if policy:
        files[".plugin-policy.toml"] = policy
    if security:
        files["SECURITY.md"] = security
    return repository(root / "m", files)


def status(root, at, *args):
    done = run("incident", "status", "--path", root, "--private", root.parent / "private", "--at", at, *args)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("zone", "last", "over"),
    [
        ("Europe/Berlin", "2026-12-23T22:59:59Z", "2026-12-23T23:00:00Z"),
        ("UTC", "2026-12-23T23:59:59Z", "2026-12-24T00:00:00Z"),
        ("America/New_York", "2026-12-24T04:59:59Z", "2026-12-24T05:00:00Z"),
    ],
)
def test_working_days_end_with_the_day_of_the_zone(tmp_path, zone, last, over):
    """Three working days after a Friday are over at the end of Wednesday, wherever that is."""
    root = marketplace(tmp_path, policy=POLICY.format(zone=zone))
    code, said = status(root, last)
    assert (code, "due soon assess promised within" in said) == (0, True)
    code, said = status(root, over)
    assert (code, "missed   assess" in said) == (1, True)


def test_holidays_are_no_working_days(tmp_path):
    policy = POLICY.format(zone="Europe/Berlin").replace("3 working days", "4 working days")
    root = marketplace(tmp_path, policy=policy)
    assert status(root, "2026-12-28T22:59:00Z")[0] == 1  # 7 days to the fix are over
    assert "missed   assess" not in status(root, "2026-12-28T22:59:00Z")[1]
    assert "missed   assess" in status(root, "2026-12-28T23:00:01Z")[1]


def test_hours_and_days_go_by_the_clock(tmp_path):
    root = marketplace(tmp_path)
    assert "missed   fix" not in status(root, "2026-12-25T16:00:00Z")[1]
    assert "missed   fix" in status(root, "2026-12-25T16:00:01Z")[1]
    assert "missed   disclose" in status(root, "2027-01-17T16:00:01Z")[1]


def test_a_day_without_a_promise_is_24_hours(tmp_path):
    root = marketplace(tmp_path, policy="")
    assert status(root, "2026-12-19T15:59:00Z")[0] == 0
    code, said = status(root, "2026-12-19T16:00:01Z")
    assert (code, "within 24 hours (default)" in said) == (1, True)


def test_the_plan_of_security_md_counts(tmp_path):
    text = "# Security Policy\n\n## Incident Response\n\n1. **Assessment** (48 hours):\n   - Determine scope\n"
    root = marketplace(tmp_path, policy="", security=text)
    assert status(root, "2026-12-20T15:59:00Z")[0] == 0
    code, said = status(root, "2026-12-20T16:00:01Z")
    assert (code, "within 48 hours (SECURITY.md, line 5)" in said) == (1, True)


def test_what_happened_is_recorded(tmp_path):
    root = marketplace(tmp_path)
    code, said = status(root, "2026-12-19T10:00:00Z", "2026-1", "--record", "assessed")
    assert (code, "kept     assess" in said) == (0, True)
    status(root, "2026-12-20T10:00:00Z", "2026-1", "--record", "updates")
    status(root, "2026-12-21T10:00:00Z", "2026-1", "--record", "updates")
    text = (root / "incidents/2026-1.toml").read_text()
    assert text.endswith("assessed = 2026-12-19T10:00:00Z\nupdates = [2026-12-20T10:00:00Z, 2026-12-21T10:00:00Z]\n")
    assert "missed" not in status(root, "2026-12-25T15:00:00Z")[1]
    again = run("incident", "status", "2026-1", "--record", "assessed", "--path", root, "--private", tmp_path / "p")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)


def test_acknowledging_is_owed_to_a_reporter(tmp_path):
    root = marketplace(tmp_path)
    assert "acknowledge" not in status(root, "2026-12-30T00:00:00Z")[1]
    path = root / "incidents/2026-1.toml"
    path.write_text(path.read_text() + f"reported = {OPENED}\n")
    assert "missed   acknowledge" in status(root, "2026-12-30T00:00:00Z")[1]


def test_no_incident_is_no_failure(tmp_path):
    root = repository(tmp_path / "m", {**MARKET})
    assert status(root, "2026-12-30T00:00:00Z") == (0, "no incident is open in incidents/\n")


def test_a_file_that_cannot_be_read(tmp_path):
    root = repository(tmp_path / "m", {**MARKET, "incidents/2026-1.toml": "severity = "})
    done = run("incident", "status", "--path", root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`incidents/2026-1.toml` cannot be read" in done.stderr
