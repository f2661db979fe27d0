"""response-times: calendars, advisories, the register, audits; and what stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fake as fakes
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import NOW, failures, states, subject

from plugin_policy.organisation import audits, responses
from plugin_policy.organisation.calendar import Calendar, moment
from plugin_policy.policy.knobs import Duration
from plugin_policy.policy.settings import Policy, Responses
from plugin_policy.verdict import FAIL, PASS, UNKNOWN

# -- calendar ---------------------------------------------------------------------------------------------------


def at(text):
    found = moment(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("start", "duration", "zone", "end"),
    [
        ("2026-05-29T10:00:00Z", Duration(48, "hours"), "UTC", "2026-05-31T10:00:00Z"),
        ("2026-05-29T10:00:00Z", Duration(7, "days"), "UTC", "2026-06-05T10:00:00Z"),
        ("2026-05-29T10:00:00Z", Duration(1, "working days"), "UTC", "2026-06-01T23:59:59Z"),  # Friday to Monday
        ("2026-05-30T10:00:00Z", Duration(3, "working days"), "UTC", "2026-06-03T23:59:59Z"),  # from a Saturday
        ("2026-12-23T10:00:00Z", Duration(2, "working days"), "UTC", "2026-12-28T23:59:59Z"),  # over a holiday
        ("2026-05-28T23:00:00Z", Duration(1, "working days"), "Asia/Tokyo", "2026-06-01T14:59:59Z"),  # Friday there
        ("2026-05-28T23:00:00Z", Duration(1, "working days"), "UTC", "2026-05-29T23:59:59Z"),  # Thursday here
    ],
)
def test_deadlines(start, duration, zone, end):
    calendar = Calendar(("2026-12-25",), zone)
    assert calendar.deadline(at(start), duration) == at(end)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(1, 60))
def test_a_working_day_ends_on_a_working_day(start, days):
    calendar = Calendar()
    start = start.replace(tzinfo=UTC)
    end = calendar.deadline(start, Duration(days, "working days"))
    assert calendar.works(end.date())
    assert end - start >= timedelta(days=days - 1)
    assert end > calendar.deadline(start, Duration(days, "days")) - timedelta(days=1)


def test_unknown_time_zone_is_unknown(client):
    policy = promising(acknowledge=Duration(3, "working days"), time_zone="Mars/Olympus")
    assert states(responses.verdicts(subject(client(), {}, policy))) == {"times": UNKNOWN}


# -- advisories -------------------------------------------------------------------------------------------------


def promising(**times):
    policy = Policy()
    policy.responses = Responses({name.replace("_", "-"): value for name, value in times.items()})
    return policy


POLICY = promising(
    acknowledge=Duration(2, "days"), assess=Duration(7, "days"), update=Duration(7, "days"),
    critical=Duration(7, "days"), high=Duration(30, "days"), disclose=Duration(90, "days"),
)  # fmt: skip


def day(offset):
    return (NOW + timedelta(days=offset)).strftime("%Y-%m-%dT%H:%M:%SZ")


def advisory(state, opened, *, published=None, severity="high", submitted=True, updated=None, number=1):
    return {
        "ghsa_id": f"GHSA-aaaa-bbbb-cc{number:02d}".replace("0", "c").replace("1", "f"),
        "state": state,
        "severity": severity,
        "created_at": None if opened is None else day(opened),
        "published_at": None if published is None else day(published),
        "closed_at": None,
        "updated_at": day(updated if updated is not None else published or opened or 0),
        "submission": {"accepted": state != "triage"} if submitted else None,
        "author": None,
    }


def judged(github, client, advisories, viewer=fakes.OWNER, policy=POLICY, files=None):
    github.state["advisories"] = advisories
    mine = subject(client(viewer), {} if files is None else files, policy)
    return list(responses.verdicts(mine))


@pytest.fixture
def admin(github):
    github.state["admin"] = True


@pytest.mark.usefixtures("admin")
def test_everything_in_time(github, client):
    found = judged(github, client, [advisory("published", -20, published=-19)])
    assert set(states(found).values()) == {PASS}


@pytest.mark.usefixtures("admin")
def test_fixed_too_late(github, client):
    found = judged(github, client, [advisory("published", -60, published=-20)])
    assert {promise for promise, _ in failures(found)} == {"fix"}
    assert states(found)["acknowledge"] == UNKNOWN  # GitHub does not show it
    critical = judged(github, client, [advisory("published", -20, published=-10, severity="critical")])
    assert {promise for promise, _ in failures(critical)} == {"fix"}


@pytest.mark.usefixtures("admin")
def test_open_and_overdue(github, client):
    found = judged(github, client, [advisory("draft", -40, updated=-1)])
    assert {promise for promise, _ in failures(found)} == {"fix"}


@pytest.mark.usefixtures("admin")
def test_due_soon_is_a_warning(github, client):
    found = judged(github, client, [advisory("draft", -28, updated=-1)])
    assert {promise for promise, _ in failures(found)} == {"due-soon"}
    assert next(verdict for verdict in found if verdict.state == FAIL).promise.severity == "low"


@pytest.mark.usefixtures("admin")
def test_waiting_for_triage(github, client):
    found = judged(github, client, [advisory("triage", -8, severity=None)])
    assert {promise for promise, _ in failures(found)} == {"assess"}
    early = judged(github, client, [advisory("triage", -1, severity=None)])
    assert set(states(early).values()) == {PASS}


@pytest.mark.usefixtures("admin")
def test_no_visible_update_is_unknown(github, client):
    found = judged(github, client, [advisory("draft", -15, updated=-10)])
    assert states(found)["update"] == UNKNOWN


def comment(login, offset):
    return {"user": {"login": login}, "created_at": day(offset)}


@pytest.mark.usefixtures("admin")
def test_comments_show_when_a_report_was_answered(github, client):
    """Where GitHub has the preview; without it the same is unknown, after one request."""
    report = {**advisory("draft", -15, updated=-1), "author": {"login": "finder"}}
    id = report["ghsa_id"]
    assert states(judged(github, client, [report]))["acknowledge"] == UNKNOWN
    github.state["comments"] = {id: [comment("finder", -14), comment("user0", -14), comment("user0", -2)]}
    found = judged(github, client, [report])
    assert states(found)["acknowledge"] == PASS
    assert states(found)["update"] == PASS
    github.state["comments"] = {id: [comment("finder", -14), comment("user0", -9)]}
    assert {promise for promise, _ in failures(judged(github, client, [report]))} == {"acknowledge", "update"}
    github.state["comments"] = {id: []}
    assert {promise for promise, _ in failures(judged(github, client, [report]))} == {"acknowledge", "update"}


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    "comments", [[{"body": "x"}], [{"user": None, "created_at": "2026-05-18T12:00:00Z"}], ["x"], {"comments": []}]
)
def test_comments_of_another_shape_show_nothing(github, client, comments):
    """The path and the fields of the preview are no promise of GitHub's: what is not understood is unknown."""
    report = {**advisory("draft", -15, updated=-10), "author": {"login": "finder"}}
    github.state["comments"] = {report["ghsa_id"]: comments}
    found = states(judged(github, client, [report]))
    assert (found["acknowledge"], found["update"]) == (UNKNOWN, UNKNOWN)


@pytest.mark.usefixtures("admin")
def test_own_advisories_owe_nobody_an_answer(github, client):
    found = judged(github, client, [advisory("draft", -15, submitted=False)])
    assert "acknowledge" not in states(found)


@pytest.mark.usefixtures("admin")
def test_null_dates_are_unknown(github, client):
    found = judged(github, client, [advisory("draft", None)])
    assert states(found)["fix"] == UNKNOWN


@pytest.mark.usefixtures("admin")
def test_old_reports_are_left_alone(github, client):
    found = judged(github, client, [advisory("published", -800, published=-500)])
    assert failures(found) == set()


@pytest.mark.parametrize("viewer", [fakes.ACTIONS, fakes.MEMBER, fakes.NONE])
def test_open_reports_that_nobody_shows_us_are_unknown(github, client, viewer):
    found = judged(github, client, [advisory("draft", -400)], viewer)
    assert states(found) == dict.fromkeys(
        ("acknowledge", "assess", "update", "fix", "disclose", "confidential"), UNKNOWN
    )


@pytest.mark.usefixtures("admin")
def test_unpublished_reports_are_not_named(github, client):
    import json

    secret = advisory("draft", -40)
    files = {"docs/notes.md": f"one\ntwo {secret['ghsa_id']}\n"}
    found = judged(github, client, [secret], files=files)
    assert ("confidential", "docs/notes.md") in failures(found)
    said = json.dumps([verdict.as_dict() for verdict in found])
    assert secret["ghsa_id"] not in said
    assert next(v for v in found if v.promise.id.endswith("confidential")).line == 2


def test_times_come_from_security_md(github, client):
    github.state["admin"] = True
    text = "# Security\n\nWe fix critical vulnerabilities within 3 days.\n\n## Incidents\n\nAssessment (24 hours)\n"
    late = advisory("published", -20, published=-10, severity="critical")
    found = judged(github, client, [late], policy=Policy(), files={"SECURITY.md": text})
    fix = next(verdict for verdict in found if verdict.promise.id == "response-times/fix")
    assert fix.state == FAIL
    assert "SECURITY.md, line 3" in fix.reason


def test_nothing_promised_is_unknown(github, client):
    assert states(judged(github, client, [], policy=Policy())) == {"times": UNKNOWN}


@pytest.mark.parametrize("status", [403, 404, 500])
def test_errors_are_unknown(github, client, status):
    github.faults.append(fakes.Fault("security-advisories", status, "no", times=99))
    assert set(states(judged(github, client, [])).values()) == {UNKNOWN}


# -- the register -----------------------------------------------------------------------------------------------


def registered(github, client, text):
    github.state["admin"] = True
    return judged(github, client, [], files={"incidents/2026-1.toml": text})


def test_register_covers_mail(github, client):
    text = (
        f"severity = 'high'\nreported = {day(-20)}\nacknowledged = {day(-19)}\nassessed = {day(-10)}\n"
        f"updates = [{day(-2)}]\n"
    )
    found = registered(github, client, text)
    assert failures(found) == {("assess", "2026-1")}
    assert states(found)["acknowledge"] == PASS
    assert states(found)["update"] == PASS


def test_register_without_an_answer(github, client):
    found = registered(github, client, f"severity = 'low'\n[times]\nopened = {day(-20)}\n")
    assert {promise for promise, _ in failures(found)} == {"acknowledge", "assess", "update"}


@pytest.mark.parametrize("text", ["severity = ", "severity = 'high'\n", "\x00"])
def test_register_that_cannot_be_read(github, client, text):
    assert failures(registered(github, client, text)) == {("register", "incidents/2026-1.toml")}


# -- audits and the form ------------------------------------------------------------------------------------------

MD = "# Security\n\nRegular security audits. Report at https://github.com/market/place/security/advisories/new.\n"


def audited(client, viewer=fakes.OWNER, policy=None):
    return states(audits.verdicts(subject(client(viewer), {"SECURITY.md": MD}, policy)))


def run(created, conclusion="success"):
    return {"id": 1, "event": "schedule", "created_at": day(created), "conclusion": conclusion, "status": "completed"}


def test_audits(github, client):
    assert audited(client) == {"audit": FAIL, "private-reporting": PASS}
    github.state["runs"] = [run(-3)]
    assert audited(client)["audit"] == PASS
    github.state["runs"] = [run(-40)]
    assert audited(client)["audit"] == FAIL
    assert audited(client, policy=promising(audit=Duration(60, "days")))["audit"] == PASS
    github.state["runs"] = [run(-1, "cancelled")]
    assert audited(client)["audit"] == UNKNOWN
    assert audited(client, fakes.BLIND)["audit"] == UNKNOWN


def test_private_reporting_is_off(github, client):
    github.state["private_reporting"] = False
    assert audited(client)["private-reporting"] == FAIL


def test_no_form_is_linked(client):
    mine = subject(client(), {"SECURITY.md": "# Security\n\nWrite to security@market.test\n"})
    assert list(audits.verdicts(mine)) == []
