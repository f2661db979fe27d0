"""response-times on the command line, and `org`, which runs everything."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import fake as fakes
import state as states
from test_maintainers_2fa import asked

from helpers import git, repository, run

POLICY = (
    '[responses]\nhigh = "30 days"\nacknowledge = "48 hours"\n\n[maintainers]\npeople = ["user0", "user1", "guest"]\n'
)


def ago(days):
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def late(state="draft"):
    return {
        "ghsa_id": "GHSA-ffff-gggg-hhhh", "state": state, "severity": "high", "created_at": ago(50),
        "updated_at": ago(1), "published_at": None, "closed_at": None, "submission": {"accepted": True},
    }  # fmt: skip


def test_an_overdue_fix(github, tmp_path):
    github.state["advisories"] = [late()]
    root = repository(tmp_path, {".plugin-policy.toml": POLICY})
    result, code = asked(github, root, check="response-times")
    assert [row["rule"] for row in result["findings"] if row["check"] == "response-times"] == ["response-times/fix"]
    assert {row["promise"] for row in result["not_run"]} == {"response-times/acknowledge"}
    assert code == 2
    assert "GHSA-ffff" not in json.dumps(result)


def test_a_register_answers_what_github_does_not_show(github, tmp_path):
    entry = f"severity = 'high'\nreported = {ago(9)}\nacknowledged = {ago(8)}\n"
    root = repository(tmp_path, {".plugin-policy.toml": POLICY, "incidents/2026-1.toml": entry})
    result, code = asked(github, root, check="response-times")
    assert ([row["rule"] for row in result["findings"] if row["check"] == "response-times"], code) == ([], 0)


def org(github, cwd, *arguments, viewer=fakes.OWNER):
    environment = {"GH_TOKEN": fakes.token(viewer), "GITHUB_API_URL": github.url}
    return run("org", "market/place", *arguments, cwd=cwd, **environment)


def test_org_without_a_clone(github, tmp_path):
    done = org(github, tmp_path)
    assert "pass    maintainers-2fa/organisation-requires" in done.stdout
    assert "evidence: GET /orgs/market 200 " in done.stdout
    assert "not run: signed-releases" in done.stdout
    assert done.returncode == 2


def test_org_without_a_clone_still_asks_for_release_assets(github, tmp_path):
    """That there are no tags to verify here must not hide what GitHub shows."""
    github.state["releases"] = [{"tag_name": "v1.0.0", "draft": False, "immutable": False, "assets": [states.asset()]}]
    done = org(github, tmp_path, "--format", "text", "--format", "markdown=out.md")
    assert "fail    signed-releases/artifacts [v1.0.0]" in done.stdout
    assert "not run: signed-releases: this is no git clone" in done.stdout
    assert "anonymous-plugin" not in done.stdout
    page = (tmp_path / "out.md").read_text()
    promises, _, rest = page.partition("### Not judged")
    assert "release assets are immutable or attested" in promises
    assert "review-required/publishers" in promises
    assert "review-required/publishers" not in rest.partition("### Findings")[0]  # told once
    assert "query(" not in page


def test_org_in_the_clone(github, tmp_path):
    files = {
        ".plugin-policy.toml": POLICY,
        ".github/CODEOWNERS": "* @market/reviewers\n",
        "SECURITY.md": "# Security\n\nTwo-factor authentication is required for maintainers.\n",
    }
    root = repository(tmp_path, files)
    git(root, "remote", "add", "origin", "https://github.com/market/place.git")
    git(root, "tag", "v1.0.0")
    done = org(github, root, "--format", "json=out.json", "--format", "markdown=out.md", "--format", "sarif=out.sarif")
    result = json.loads((root / "out.json").read_text())
    checks = {row["promise"].partition("/")[0] for row in result["promises"]}
    assert checks == {"maintainers-2fa", "review-required", "signed-releases", "response-times"}
    assert "signed-releases/unsigned-tag" in {row["rule"] for row in result["findings"]}
    assert "security-policy/no-private-channel" in {row["rule"] for row in result["findings"]}
    assert "✅ pass" in (root / "out.md").read_text()
    assert json.loads((root / "out.sarif").read_text())["version"] == "2.1.0"
    assert done.returncode == 1, done.stdout


def test_org_wants_a_name(tmp_path):
    done = run("org", "../etc", cwd=tmp_path)
    assert done.returncode == 2
    assert "OWNER/REPO" in done.stderr
