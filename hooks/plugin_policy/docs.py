"""The generator: hooks manifest, console scripts, README table, docs/checks.md. One source of truth: the checks.

Run from a checkout: `python -I -c 'from plugin_policy.docs import main; main([])'`; with `--check` it changes nothing
and exits 1 when something is stale.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from types import ModuleType

from plugin_policy.check import FILE, PLUGIN, Check, all_checks
from plugin_policy.policy.reference import settings_reference

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

HOOKS_HEAD = "# Generated from the checks by hooks/plugin_policy/docs.py; a test compares.\n"

AGGREGATE = """\
- id: plugin-policy
  name: plugin-policy
  description: every offline check on the whole repository in one go
  entry: plugin-policy scan
  language: python
  pass_filenames: false
  always_run: true
"""

ADVISORIES = """\
- id: advisories-update
  name: advisories-update
  description: fetch the advisory database that dependency-audit reads (needs the network)
  entry: plugin-policy advisories update
  language: python
  additional_dependencies: ['.[network]']
  pass_filenames: false
  always_run: true
  stages: [manual]
"""

DISCLOSURE_TABLE = """\
- id: disclosure-table
  name: disclosure-table
  description: keeps the table of a plugin's disclosure in its README current
  entry: plugin-policy disclose --table --
  language: python
  types: [file]
  files: '(^|/)(README\\.md|\\.claude-plugin/disclosure\\.json|plugin-disclosure\\.json)$'
  require_serial: true
"""

DISCLOSURE_SCHEMA = "hooks/plugin_policy/schemas/disclosure.schema.json"


def hook(check: Check) -> str:
    """One hook of `.pre-commit-hooks.yaml`."""
    lines = [
        f"- id: {check.id}",
        f"  name: {check.id}",
        f"  description: {_quoted('rejects ' + check.rejects)}",
        f"  entry: plugin-policy-{check.id}",
        "  language: python",
    ]
    if check.extra:
        lines.append(f"  additional_dependencies: ['.[{check.extra}]']")
    if check.scope in (FILE, PLUGIN):
        lines.append("  types: [file]")
        if check.files:
            lines.append(f"  files: '{check.files}'")
        # Files of one plugin are judged together, and one process reads the plugin once.
        lines.append("  require_serial: true")
    else:
        lines += ["  pass_filenames: false", "  always_run: true"]
    if check.manual:
        lines.append("  stages: [manual]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def hooks_manifest() -> str:
    parts = [AGGREGATE, *(hook(module.CHECK) for module in all_checks())]
    if any(module.CHECK.id == "dependency-audit" for module in all_checks()):
        parts.append(ADVISORIES)
    parts.append(DISCLOSURE_TABLE)
    return HOOKS_HEAD + "\n" + "\n".join(parts)


def scripts() -> str:
    lines = ['plugin-policy = "plugin_policy.cli:main"']
    for module in all_checks():
        lines.append(f'plugin-policy-{module.CHECK.id} = "{module.__name__}:main"')
    return "\n".join(lines) + "\n"


def table() -> str:
    rows = ["| check | rejects | judges | offline | token |", "|---|---|---|---|---|"]
    for module in all_checks():
        check = module.CHECK
        offline = "no" if check.network else "yes"
        rows.append(
            f"| [`{check.id}`](docs/checks.md#{check.id}) | {check.rejects} | {check.scope} | {offline} "
            f"| {'yes' if check.token else 'no'} |"
        )
    return "\n".join(rows) + "\n"


def page(module: ModuleType) -> str:
    """One check's part of docs/checks.md: its docstring and its rules."""
    check: Check = module.CHECK
    out = [f"## {check.id}\n", (module.__doc__ or "").strip() + "\n"]
    out.append("| rule | severity | kind | allow comment | says |\n|---|---|---|---|---|")
    for rule in module.RULES:
        allow = "yes" if rule.justifiable else "no"
        message = re.sub(r"([|<>])", r"\\\1", rule.message)
        out.append(f"| `{rule.id}` | {rule.severity} | {rule.kind} | {allow} | {message} |")
    return "\n".join(out) + "\n"


def checks_page() -> str:
    head = (
        "# Checks\n\nGenerated from the checks themselves. `plugin-policy explain CHECK` or `RULE` prints the same.\n"
    )
    return head + "\n" + "\n".join(page(module) for module in all_checks())


def between(text: str, begin: str, end: str, inner: str) -> str:
    """`text` with what stands between two marker lines replaced."""
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    return head + begin + inner + end + tail


def generated(root: str = ROOT) -> dict[str, str]:
    """Path in the checkout -> what it should hold."""
    with open(os.path.join(root, "pyproject.toml"), encoding="utf-8") as stream:
        project = stream.read()
    with open(os.path.join(root, "README.md"), encoding="utf-8") as stream:
        readme = stream.read()
    with open(os.path.join(root, "docs/policy.md"), encoding="utf-8") as stream:
        policy = stream.read()
    with open(os.path.join(root, DISCLOSURE_SCHEMA), encoding="utf-8") as stream:
        schema = stream.read()
    return {
        ".pre-commit-hooks.yaml": hooks_manifest(),
        "pyproject.toml": between(project, "[project.scripts]\n", "\n[tool.hatch.build.targets.wheel]", scripts()),
        "README.md": between(readme, "<!-- checks -->\n", "<!-- /checks -->", table()),
        "docs/checks.md": checks_page(),
        "docs/disclosure.schema.json": schema,
        "docs/policy.md": between(policy, "<!-- settings -->\n", "<!-- /settings -->", settings_reference()),
    }


def main(argv: Sequence[str] | None = None) -> int:
    check = "--check" in (sys.argv[1:] if argv is None else argv)
    stale = []
    for path, wanted in generated().items():
        full = os.path.join(ROOT, path)
        try:
            with open(full, encoding="utf-8") as stream:
                found = stream.read()
        except FileNotFoundError:
            found = ""
        if found == wanted:
            continue
        stale.append(path)
        if not check:
            with open(full, "w", encoding="utf-8") as stream:
                stream.write(wanted)
    for path in stale:
        print(f"{path}: {'stale' if check else 'written'}")
    return 1 if check and stale else 0
