"""docs/organisation-checks.md: which token answers which promise, found out on the fake GitHub.

Each promise is asked twice with each token: of an organisation that keeps everything and of one that breaks
everything. Write the page with `python tests/github/matrix.py` (PYTHONPATH=hooks).
"""

from __future__ import annotations

import copy
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import fake as fakes
import state as states_of
from judged import NOW, states, subject

from plugin_policy.github.client import Client
from plugin_policy.organisation import artifacts, audits, publishing, responses, review, two_factor
from plugin_policy.policy.knobs import Duration
from plugin_policy.policy.settings import Maintainers, Policy, Responses
from plugin_policy.verdict import Promise

PAGE = Path(__file__).parent.parent.parent / "docs" / "organisation-checks.md"
BEGIN, END = "<!-- matrix -->\n", "<!-- /matrix -->"

VIEWERS = {
    fakes.OWNER: "organisation owner",
    fakes.ADMIN: "repository administrator",
    fakes.MEMBER: "member",
    fakes.APP: "App",
    fakes.ACTIONS: "`GITHUB_TOKEN`",
    fakes.BLIND: "fine-grained, no permission",
    fakes.SAML: "SAML-blocked",
    fakes.NONE: "none",
}

WORKFLOW = "permissions:\n  id-token: write\njobs:\n  p:\n    steps:\n      - run: npm publish --provenance\n"
MD = "# Security\n\nReport at https://github.com/market/place/security/advisories/new. Regular security audits.\n"
GOOD_FILES = {
    ".claude-plugin/marketplace.json": "{}",
    ".github/CODEOWNERS": "* @market/reviewers\n",
    ".github/workflows/release.yml": WORKFLOW,
    "SECURITY.md": MD,
}
BAD_FILES = {
    **GOOD_FILES,
    ".github/CODEOWNERS": "/docs/ @x\n",
    "docs/notes.md": "see GHSA-ffff-gggg-hhhh\n",
    ".github/workflows/release.yml": WORKFLOW.replace("id-token: write", "contents: read"),
}


def policy(people: list[str]) -> Policy:
    made = Policy()
    made.maintainers = Maintainers({"people": people})
    times = {"acknowledge": 2, "assess": 7, "update": 7, "high": 30, "disclose": 60, "audit": 30}
    made.responses = Responses({kind: Duration(days, "days") for kind, days in times.items()})
    return made


def _day(offset: int) -> str:
    return (NOW + timedelta(days=offset)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _advisory(state: str, opened: int, published: int | None) -> dict[str, Any]:
    return {
        "ghsa_id": "GHSA-ffff-gggg-hhhh", "state": state, "severity": "high", "created_at": _day(opened),
        "published_at": None if published is None else _day(published), "closed_at": None,
        "updated_at": _day(published or opened), "submission": {"accepted": state != "triage"},
    }  # fmt: skip


def good() -> dict[str, Any]:
    state = states_of.good()
    state["advisories"] = [_advisory("published", -20, -19)]
    state["runs"] = [{"id": 1, "event": "schedule", "created_at": _day(-2), "conclusion": "success"}]
    state["releases"] = [{"tag_name": "v1.0.0", "immutable": True, "assets": [states_of.asset()]}]
    return state


def bad() -> dict[str, Any]:
    """Every promise is broken that GitHub could show as broken."""
    state = copy.deepcopy(good())
    state["org"]["two_factor_requirement_enabled"] = False
    state["org"]["members"] = states_of.people(5, user0="sms", user1="none")
    state["org"]["outside"] = [{"login": "guest", "2fa": "none"}]
    state["rulesets"] = []
    state["advisories"] = [_advisory("triage", -100, None)]
    state["runs"] = []
    state["private_reporting"] = False
    state["releases"] = [{"tag_name": "v1.0.0", "immutable": False, "assets": [states_of.asset()]}]
    return state


def judge(state: dict[str, Any], files: dict[str, str], people: list[str], viewer: str) -> dict[str, str]:
    """promise -> verdict, for one token."""
    with fakes.FakeGitHub(state) as server:
        client = Client(fakes.token(viewer), server.url, sleep=lambda _: None)
        mine = subject(client, files, policy(people))
        found = {}
        for module in (two_factor, publishing, review, responses, audits, artifacts):
            check = module.__name__.rpartition(".")[2]
            found.update({f"{CHECKS[check]}/{name}": word for name, word in states(module.verdicts(mine)).items()})
        client.close()
        assert server.violations == [], server.violations
        return found


CHECKS = {
    "two_factor": "maintainers-2fa", "publishing": "maintainers-2fa", "review": "review-required",
    "responses": "response-times", "audits": "response-times", "artifacts": "signed-releases",
}  # fmt: skip


Table = tuple[list[str], dict[str, dict[str, tuple[str, str]]]]


def table() -> Table:
    """Promises in order, and promise -> token -> (verdict when kept, verdict when broken)."""
    cells: dict[str, dict[str, tuple[str, str]]] = {}
    for viewer in VIEWERS:
        kept = judge(good(), GOOD_FILES, ["user0", "user1", "guest"], viewer)
        broken = judge(bad(), BAD_FILES, ["user0"], viewer)
        for promise in [*kept, *(name for name in broken if name not in kept)]:
            pair = (kept.get(promise, "-"), broken.get(promise, "-"))
            cells.setdefault(promise, {})[viewer] = pair
    return list(cells), cells


def _rows() -> dict[str, Promise]:
    from plugin_policy.organisation import response_promises, review_promises, signing_promises

    groups = (two_factor, review_promises, signing_promises, response_promises)
    every = [promise for module in groups for promise in module.PROMISES]
    return {promise.id: promise for promise in [*every, publishing.PUBLISHERS, artifacts.ARTIFACTS]}


def words(pair: tuple[str, str]) -> str:
    kept, broken = pair
    if "-" in pair:
        return broken if kept == "-" else kept
    return kept if kept == broken else f"{kept} / {broken}"


def render(found: Table) -> str:
    promises, cells = found
    rows = _rows()
    lines = ["| promise | " + " | ".join(VIEWERS.values()) + " | what answers it |", "|---" * (len(VIEWERS) + 2) + "|"]
    for promise in promises:
        inner = " | ".join(words(cells[promise].get(viewer, ("-", "-"))) for viewer in VIEWERS)
        lines.append(f"| `{promise}` | {inner} | {rows[promise].permission} |")
    return "\n".join(lines) + "\n"


def page(found: Table) -> str:
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return head + BEGIN + render(found) + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(table()), encoding="utf-8")
