"""Manifests, images and workflows: what stands behind each name."""

import pytest
from sample import rows

SHA = "0123456789abcdef0123456789abcdef01234567"

MANIFESTS = {
    "package.json": (
        """{
 "dependencies": {"a": "^1.0.0", "b": "1.0.0", "c": "latest", "d": "*", "e": "",
  "f": "github:o/f", "g": "git+https://git.example/g.git#%s", "h": "file:../h", "i": "https://x.example/i.tgz",
  "j": "npm:@s/real@2.0.0", "k": "workspace:*", "l": "o/l#semver:^1", "m": "1.x || >=2.5.0", "n": "v1.2.3"},
 "devDependencies": {"a": "~1"},
 "peerDependencies": {"p": ">=1"}
}""",
        [
            ("a", "^1.0.0", "range", "", 2), ("b", "1.0.0", "exact", "", 2), ("c", "latest", "tag", "", 2),
            ("d", "*", "range", "", 2), ("e", "", "none", "", 2), ("f", "", "git-floating", "", 3),
            ("g", SHA, "git-sha", "", 3), ("h", "", "local", "", 3), ("i", "", "url", "", 3),
            ("@s/real", "2.0.0", "exact", "", 4), ("k", "", "local", "", 4), ("l", "^1", "git-floating", "", 4),
            ("m", "1.x || >=2.5.0", "range", "", 4), ("n", "1.2.3", "exact", "", 4), ("a", "~1", "range", "dev", 5),
            ("p", ">=1", "range", "peer", 6),
        ],
    ),
    "pyproject.toml": (
        """[build-system]
requires = ["hatchling>=1"]

[project]
name = "x"
dependencies = [
    "A.B==1.0",
    'c[x]>=1,!=1.5; python_version < "4"',
    "d @ git+https://github.com/o/d@%s",
    "e",
]

[project.optional-dependencies]
extra = ["f~=1.0"]

[dependency-groups]
dev = ["g", {include-group = "other"}]

[tool.poetry.dependencies]
python = "^3.11"
h = "^1.0"
i = "1.0"
j = {git = "https://github.com/o/j", branch = "main"}

[tool.poetry.group.lint.dependencies]
k = "*"

[tool.uv.sources]
e = { path = "../e" }
""",
        [
            ("hatchling", ">=1", "range", "build", 2), ("a-b", "1.0", "exact", "", 7),
            ("c", ">=1,!=1.5", "range", "", 8), ("d", SHA, "git-sha", "", 9), ("e", "", "local", "", 10),
            ("f", "~=1.0", "range", "optional", 14), ("g", "", "none", "dev", 17), ("h", "^1.0", "range", "", 21),
            ("i", "1.0", "exact", "", 22), ("j", "main", "git-floating", "", 23), ("k", "*", "range", "lint", 26),
        ],
    ),
    "tool.py": (
        "#!/usr/bin/env -S uv run\n# /// script\n# requires-python = '>=3.11'\n# dependencies = [\n#   'rich>=13',\n"
        "#   'httpx==0.27.0',\n# ]\n# ///\nimport rich\n",
        [("rich", ">=13", "range", "", 5), ("httpx", "0.27.0", "exact", "", 6)],
    ),
    "plain.py": ("import rich\n", []),
    "setup.cfg": (
        "[metadata]\nname = x\n[options]\ninstall_requires =\n    a==1.0\n    b>=2; python_version<'3'\n"
        "[options.extras_require]\ntest = c\n",
        [("a", "1.0", "exact", "", 5), ("b", ">=2", "range", "", 6), ("c", "", "none", "optional", 8)],
    ),
    "Pipfile": (
        '[packages]\na = "*"\nb = "==1.0"\ng = {git = "https://github.com/o/g", ref = "%s"}\n'
        '[dev-packages]\nc = ">=1"\n',
        [("a", "*", "range", "", 2), ("b", "1.0", "exact", "", 3), ("g", SHA, "git-sha", "", 4),
         ("c", ">=1", "range", "dev", 6)],
    ),
    "Cargo.toml": (
        '[dependencies]\na = "1.0"\nb = { version = "=1.2.3", optional = true }\n'
        'c = { git = "https://github.com/o/c", tag = "v1" }\n'
        'd = { path = "../d" }\n[dev-dependencies.e]\nversion = "2"\n',
        [
            ("a", "1.0", "range", "", 2), ("b", "1.2.3", "exact", "optional", 3), ("c", "v1", "git-floating", "", 4),
            ("d", "", "local", "", 5), ("e", "2", "range", "dev", 6),
        ],
    ),
    "Gemfile": (
        "gem 'a', '~> 1.0', '>= 1.0.2'\ngem 'b'\ngem 'c', '1.2.3'\n# gem 'no'\n"
        "gem 'd', git: 'https://github.com/o/d', branch: 'main'\n"
        "group :development do\n  gem 'e', path: '../e'\nend\n",
        [
            ("a", "~> 1.0, >= 1.0.2", "range", "", 1), ("b", "", "none", "", 2), ("c", "1.2.3", "exact", "", 3),
            ("d", "main", "git-floating", "", 5), ("e", "", "local", "dev", 7),
        ],
    ),
    "composer.json": (
        '{"require": {"php": ">=8", "a/b": "^1.0",\n "c/d": "1.2.3"}, "require-dev": {"e/f": "dev-main"}}',
        [("a/b", "^1.0", "range", "", 1), ("c/d", "1.2.3", "exact", "", 2),
         ("e/f", "dev-main", "git-floating", "dev", 2)],
    ),
    "Dockerfile": (
        "ARG V=3.12\nFROM python:${V}-slim AS build\nFROM scratch\nFROM --platform=linux/amd64 h:5000/i@sha256:ab\n"
        "COPY --from=build /a /a\nCOPY --from=busybox /b /b\nFROM build\n",
        [
            ("python", "3.12-slim", "image-tag", "", 2), ("h:5000/i", "sha256:ab", "image-digest", "", 4),
            ("busybox", "", "none", "", 6),
        ],
    ),
    ".github/workflows/x.yml": (
        "jobs:\n  a:\n    container: node:20\n    steps:\n      - uses: actions/checkout@v4  # v4\n"
        "      - uses: o/a/sub@%s\n"
        "      - uses: ./local\n      - uses: docker://img@sha256:ab\n      - run: |\n          uses: not/this@v1\n"
        '      - { uses: "o/b@main", with: {} }\n      - uses: $/own\n',
        [
            ("node", "20", "image-tag", "", 3), ("actions/checkout", "v4", "git-floating", "", 5),
            ("o/a/sub", SHA, "git-sha", "", 6), ("img", "sha256:ab", "image-digest", "", 8),
            ("o/b", "main", "git-floating", "", 11),
        ],
    ),
    "scripts/run.sh": ("set -e\npip install a==1 && \\\n  npx b\n"
    "", [("a", "1", "exact", "", 2), ("b", "", "none", "", 3)]),
}  # fmt: skip


@pytest.mark.parametrize("path", MANIFESTS)
def test_manifest(path):
    text, expected = MANIFESTS[path]
    assert rows(path, text.replace("%s", SHA)) == expected
