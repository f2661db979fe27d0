"""Rules of pinned-sources."""

from __future__ import annotations

from plugin_policy.finding import Rule

PIN = "give `sha` the full 40-digit commit that was reviewed"


def _rule(name: str, severity: str, message: str, fix: str, *, justifiable: bool = False) -> Rule:
    return Rule("pinned-sources/" + name, severity, message, fix, justifiable=justifiable)


UNPINNED_SOURCE = _rule("unpinned-source", "medium", "entry `{entry}`: the source `{name}` {why}", PIN)
ARCHIVE = _rule(
    "unpinned-archive", "medium", "entry `{entry}`: the archive {why}", "add its `sha256`, and fetch it over https"
)
NPM_SOURCE = _rule(
    "unpinned-npm-source",
    "medium",
    "entry `{entry}`: the npm package `{name}` {why}",
    "give `version` one exact version",
)
INSECURE = _rule(
    "insecure-source", "medium", "entry `{entry}`: `{name}` is not fetched over https", "use the https address"
)
INJECTION = _rule(
    "source-injection",
    "critical",
    "entry `{entry}`: `{field}` {why}",
    "give a plain https address and a plain reference",
)
LOGIN = _rule(
    "source-login", "high", "entry `{entry}`: the address holds a login before its host `{name}`",
    "give the address without it; if it was a secret, revoke it",
)  # fmt: skip
OUTSIDE = _rule(
    "source-outside", "high", "entry `{entry}`: the path `{name}` leads out of the repository that is pinned",
    "name a folder inside the repository",
)  # fmt: skip
HOST = _rule(
    "host-not-allowed", "medium", "entry `{entry}`: the policy does not allow sources from `{name}`",
    "host it where the policy allows, or add the host to `[sources] allowed-hosts`",
)  # fmt: skip
COMMAND = _rule(
    "source-command", "critical", "entry `{entry}`: a source of kind `command` runs `{name}` on every user's machine",
    "use a source that is fetched and pinned: github, url, npm or archive",
)  # fmt: skip
HELPER = _rule(
    "headers-helper", "critical", "`headersHelper` runs `{name}` on the user's machine whenever it connects",
    "use fixed `headers`, with variables for what is secret",
)  # fmt: skip
UNTRACKED = _rule(
    "untracked-source", "medium", "entry `{entry}`: git does not track the folder `{name}`",
    "add the folder to git: what is not tracked is not what users get",
)  # fmt: skip
LAUNCHER = _rule(
    "unpinned-launcher", "medium", "`{via}` fetches `{name}` {why} whenever it runs",
    "name one exact version, such as `{name}@1.2.3`", justifiable=True,
)  # fmt: skip
INSTALL = _rule(
    "unpinned-install", "medium", "`{via}` installs `{name}` {why}", "name one exact version, or install from a lock",
    justifiable=True,
)  # fmt: skip
IMAGE = _rule(
    "unpinned-image", "medium", "the image `{name}` {why}: its content can change",
    "name it by digest, `{name}@sha256:…`",
    justifiable=True,
)  # fmt: skip
BUNDLE = _rule(
    "remote-bundle", "medium", "the server is a bundle fetched from `{name}`: its content can change",
    "put the bundle into the plugin", justifiable=True,
)  # fmt: skip
ACTION = _rule(
    "unpinned-action", "low", "the action `{name}` {why}", "name it by full commit, with the tag in a comment",
    justifiable=True,
)  # fmt: skip
RELISTED = _rule(
    "relisted", "high", "entry `{entry}` lists `{name}` again, and its incident {incident} is open",
    "take the entry out, or close the incident with `plugin-policy incident close`",
)  # fmt: skip
INCIDENT = _rule(
    "incident-unreadable", "medium", "{why}: whether its plugin is listed again cannot be told",
    "mend the file, see docs/incidents.md",
)  # fmt: skip

RULES = (
    UNPINNED_SOURCE, ARCHIVE, NPM_SOURCE, INSECURE, INJECTION, LOGIN, OUTSIDE, HOST, COMMAND, HELPER, UNTRACKED,
    LAUNCHER, INSTALL, IMAGE, BUNDLE, ACTION, RELISTED, INCIDENT,
)  # fmt: skip
