"""One small lock of every format, with the entries that tell the formats apart."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import Sample, rows

from plugin_policy.dependencies.collect import take_inventory

SHA = "0123456789abcdef0123456789abcdef01234567"

PACKAGE_LOCK_1 = """{
 "lockfileVersion": 1,
 "dependencies": {
  "a": {"version": "1.0.0", "requires": {"b": "^1.0.0"},
   "dependencies": {
    "b": {"version": "1.2.0", "dev": true}
   }
  },
  "b": {"version": "2.0.0", "optional": true},
  "g": {"version": "git+ssh://git@github.com/o/g.git#%s", "from": "github:o/g"},
  "l": {"version": "file:../l"},
  "alias": {"version": "npm:real@3.0.0"}
 }
}"""

PACKAGE_LOCK_3 = """{
 "lockfileVersion": 3,
 "packages": {
  "": {"name": "root", "version": "9.9.9", "dependencies": {"a": "^1"}},
  "node_modules/a": {"version": "1.0.0", "resolved": "https://r.example/a/-/a-1.0.0.tgz", "integrity": "sha512-x"},
  "node_modules/a/node_modules/@s/b": {"version": "1.2.0", "dev": true},
  "node_modules/alias": {"name": "real", "version": "3.0.0"},
  "node_modules/g": {"version": "0.1.0", "resolved": "git+ssh://git@github.com/o/g.git#%s"},
  "node_modules/w": {"resolved": "packages/w", "link": true},
  "packages/w": {"version": "0.0.1"}
 }
}"""

YARN_1 = """# yarn lockfile v1


a@^1.0.0, a@~1.0.1:
  version "1.0.2"
  resolved "https://registry.example/a/-/a-1.0.2.tgz#abc"
  integrity sha512-x
  dependencies:
    version "9"

"@s/b@npm:@s/real@^2":
  version "2.0.0"

"g@https://github.com/o/g":
  version "0.0.1"
  resolved "https://github.com/o/g#%s"

h@o/h#main:
  version "0.0.2"
  resolved "https://codeload.github.com/o/h/tar.gz/%s"
"""

YARN_BERRY = """__metadata:
  version: 8

"@s/b@npm:^2.0.0":
  version: 2.0.1
  resolution: "@s/b@npm:2.0.1"
  checksum: 10c0/x

"alias@npm:real@^1":
  version: 1.5.0
  resolution: "real@npm:1.5.0"

"g@https://github.com/o/g.git#main":
  version: 0.0.1
  resolution: "g@https://github.com/o/g.git#commit=%s"

"root@workspace:.":
  version: 0.0.0-use.local
  resolution: "root@workspace:."

"w@workspace:packages/w":
  version: 0.0.0-use.local
  resolution: "w@workspace:packages/w"
"""

PNPM_5 = """lockfileVersion: 5.4

packages:

  /a/1.0.0:
    resolution: {integrity: sha512-x}
    dev: true

  /@s/b/2.0.0_a@1.0.0:
    resolution: {integrity: sha512-x}

  github.com/o/g/%s:
    resolution: {tarball: https://codeload.github.com/o/g/tar.gz/%s}
    name: g
    version: 0.1.0
"""

PNPM_6 = """lockfileVersion: '6.0'

packages:

  /a@1.0.0:
    resolution: {integrity: sha512-x}
    optional: true

  /@s/b@2.0.0(a@1.0.0):
    resolution: {integrity: sha512-x}

  file:local:
    resolution: {directory: local, type: directory}
    name: local
"""

PNPM_9 = """lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ^1
        version: 1.0.0(c@3.0.0)
    devDependencies:
      '@s/b':
        specifier: ^2
        version: 2.0.0

packages:

  a@1.0.0:
    resolution: {integrity: sha512-x}

  '@s/b@2.0.0':
    resolution: {integrity: sha512-x}

  c@3.0.0:
    resolution: {integrity: sha512-x}

  d@4.0.0:
    resolution: {integrity: sha512-x}

snapshots:

  a@1.0.0(c@3.0.0):
    dependencies:
      c: 3.0.0

  '@s/b@2.0.0':
    dependencies:
      d: 4.0.0

  c@3.0.0: {}

  d@4.0.0: {}
"""

BUN = """{
  "lockfileVersion": 1,
  "workspaces": {
    "": {
      "name": "x",
      "dependencies": { "a": "^1", },
      "devDependencies": { "b": "^2" },
    },
  },
  // the packages
  "packages": {
    "a": ["a@1.0.0", "", { "dependencies": { "c": "^3" } }, "sha512-x"],

    "b": ["b@2.0.0", "", {}, "sha512-x"],

    "c": ["c@3.0.0", "", {}, "sha512-x"],

    "g": ["g@github:o/g#0123456", {}, "o-g-0123456"],

    "w": ["w@workspace:packages/w"],
  }
}
"""

POETRY = """[[package]]
name = "Flask_X"
version = "1.0"
description = "name = 3"
optional = false
files = [
    {file = "a.whl", hash = "sha256:00"},
]

[package.dependencies]
name = ">=1"

[[package]]
name = "b"
version = "2.0"
groups = ["dev", "test"]

[[package]]
name = "g"
version = "0.1"
groups = ["main"]

[package.source]
type = "git"
url = "https://github.com/o/g"
reference = "main"
resolved_reference = "%s"

[metadata]
lock-version = "2.1"
"""

PDM = """[metadata]
groups = ["default", "dev"]

[[package]]
name = "a"
version = "1.0"
groups = ["default"]
files = [
    {file = "a.whl", hash = "sha256:00"},
]

[[package]]
name = "a"
version = "1.0"
extras = ["x"]
groups = ["default"]

[[package]]
name = "g"
version = "0.1"
git = "https://github.com/o/g"
revision = "%s"
groups = ["dev"]
"""

UV = """version = 1

[[package]]
name = "root"
version = "0"
source = { virtual = "." }
dependencies = [
    { name = "a" },
]

[package.dev-dependencies]
dev = [
    { name = "b" },
]

[[package]]
name = "a"
version = "1.0"
source = { registry = "https://index.example/simple" }
dependencies = [
    { name = "c", marker = "sys_platform == 'win32'" },
]
wheels = [
    { url = "https://f.example/a.whl", hash = "sha256:00", size = 1 },
]

[[package]]
name = "b"
version = "2.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "c"
version = "3.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "g"
version = "0.1"
source = { git = "https://github.com/o/g?rev=main#%s" }

[[package]]
name = "w"
version = "0.2"
source = { editable = "packages/w" }
"""

PIPFILE = """{
    "_meta": {"hash": {"sha256": "0"}},
    "default": {
        "a": {"hashes": ["sha256:00"], "version": "==1.0"},
        "g": {"git": "https://github.com/o/g", "ref": "%s"}
    },
    "develop": {
        "a": {"version": "==1.0"}
    }
}"""

PYLOCK = """lock-version = "1.0"

[[packages]]
name = "a"
version = "1.0"
wheels = [{name = "a.whl", url = "https://f.example/a.whl", hashes = {sha256 = "00"}}]

[[packages]]
name = "g"
[packages.vcs]
type = "git"
url = "https://github.com/o/g"
commit-id = "%s"

[[packages]]
name = "self"
directory = {path = "."}
"""

CARGO = """version = 4

[[package]]
name = "mine"
version = "0.1.0"

[[package]]
name = "serde"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "00"

[[package]]
name = "g"
version = "0.2.0"
source = "git+https://github.com/o/g?branch=main#%s"
"""

GEMFILE = """GIT
  remote: https://github.com/o/g.git
  revision: %s
  specs:
    g (0.1.0)
      rack

GEM
  remote: https://gems.example/
  specs:
    nokogiri (1.15.0-x86_64-linux)
    nokogiri (1.15.0)
    rack (2.2.3.1)

PLATFORMS
  ruby

DEPENDENCIES
  g!
    rack (9)
"""

COMPOSER = """{
    "packages": [
        {"name": "a/b", "version": "v1.0.0", "source": {"type": "git", "reference": "%s"}},
        {"name": "c/d", "version": "dev-main", "source": {"type": "git", "reference": "%s"}}
    ],
    "packages-dev": [
        {"name": "e/f", "version": "2.0"}
    ]
}"""

GO = """module x

go 1.22

require (
\ta.example/b v1.0.0
\tc.example/d v2.0.0+incompatible // indirect
)

require e.example/f v0.0.0-20220715151400-c0bba94af5f8

replace c.example/d => c.example/fork v2.1.0
replace a.example/b => ../b
exclude h.example/i v1.0.0
"""

REQUIREMENTS = """# a comment
Flask==2.0.0 \\
    --hash=sha256:00
b[x,y]>=1,<2 ; python_version < "4"  # why
c
-e git+https://github.com/o/g@%s#egg=g
h @ https://f.example/h-1.0.whl
./local
-r more/base.list
-c requirements.txt
--index-url https://index.example
"""

LOCKS = {
    "package-lock.json": (PACKAGE_LOCK_1, [
        ("a", "1.0.0", "exact", "", 4), ("b", "1.2.0", "exact", "dev", 6), ("b", "2.0.0", "exact", "optional", 9),
        ("g", SHA, "git-sha", "", 10), ("l", "", "local", "", 11), ("real", "3.0.0", "exact", "", 12),
    ]),
    "npm-shrinkwrap.json": (PACKAGE_LOCK_3, [
        ("a", "1.0.0", "exact", "", 5), ("@s/b", "1.2.0", "exact", "dev", 6), ("real", "3.0.0", "exact", "", 7),
        ("g", SHA, "git-sha", "", 8), ("w", "0.0.1", "local", "", 10),
    ]),
    "yarn.lock": (YARN_1, [
        ("a", "1.0.2", "exact", "", 4), ("@s/real", "2.0.0", "exact", "", 11), ("g", SHA, "git-sha", "", 14),
        ("h", SHA, "git-sha", "", 18),
    ]),
    "berry/yarn.lock": (YARN_BERRY, [
        ("@s/b", "2.0.1", "exact", "", 4), ("real", "1.5.0", "exact", "", 9), ("g", SHA, "git-sha", "", 13),
        ("w", "", "local", "", 21),
    ]),
    "5/pnpm-lock.yaml": (PNPM_5, [
        ("a", "1.0.0", "exact", "dev", 5), ("@s/b", "2.0.0", "exact", "", 9), ("g", SHA, "git-sha", "", 12),
    ]),
    "6/pnpm-lock.yaml": (PNPM_6, [
        ("a", "1.0.0", "exact", "optional", 5), ("@s/b", "2.0.0", "exact", "", 9), ("local", "", "local", "", 12),
    ]),
    "9/pnpm-lock.yaml": (PNPM_9, [
        ("a", "1.0.0", "exact", "", 17), ("@s/b", "2.0.0", "exact", "dev", 20), ("c", "3.0.0", "exact", "", 23),
        ("d", "4.0.0", "exact", "dev", 26),
    ]),
    "bun.lock": (BUN, [
        ("a", "1.0.0", "exact", "", 12), ("b", "2.0.0", "exact", "dev", 14), ("c", "3.0.0", "exact", "", 16),
        ("g", "0123456", "git-sha", "", 18), ("w", "", "local", "", 20),
    ]),
    "poetry.lock": (POETRY, [
        ("flask-x", "1.0", "exact", "", 2), ("b", "2.0", "exact", "dev", 14), ("g", SHA, "git-sha", "", 19),
    ]),
    "pdm.lock": (PDM, [("a", "1.0", "exact", "", 5), ("g", SHA, "git-sha", "dev", 19)]),
    "uv.lock": (UV, [
        ("a", "1.0", "exact", "", 17), ("b", "2.0", "exact", "dev", 28), ("c", "3.0", "exact", "", 33),
        ("g", SHA, "git-sha", "", 38), ("w", "0.2", "local", "", 43),
    ]),
    "Pipfile.lock": (PIPFILE, [
        ("a", "1.0", "exact", "", 4), ("g", SHA, "git-sha", "", 5), ("a", "1.0", "exact", "dev", 8),
    ]),
    "pylock.toml": (PYLOCK, [("a", "1.0", "exact", "", 4), ("g", SHA, "git-sha", "", 9)]),
    "Cargo.lock": (CARGO, [
        ("mine", "0.1.0", "local", "", 4), ("serde", "1.0.0", "exact", "", 8), ("g", SHA, "git-sha", "", 14),
    ]),
    "Gemfile.lock": (GEMFILE, [
        ("g", SHA, "git-sha", "", 5), ("nokogiri", "1.15.0", "exact", "", 11), ("rack", "2.2.3.1", "exact", "", 13),
    ]),
    "composer.lock": (COMPOSER, [
        ("a/b", "v1.0.0", "exact", "", 3), ("c/d", SHA, "git-sha", "", 4), ("e/f", "2.0", "exact", "dev", 7),
    ]),
    "go.mod": (GO, [
        ("../b", "", "local", "", 13), ("c.example/fork", "v2.1.0", "exact", "", 12),
        ("e.example/f", "v0.0.0-20220715151400-c0bba94af5f8", "exact", "", 10),
    ]),
    "requirements.txt": (REQUIREMENTS, [
        ("flask", "2.0.0", "exact", "", 2), ("b", ">=1,<2", "range", "", 4), ("c", "", "none", "", 5),
        ("g", SHA, "git-sha", "", 6), ("h", "", "url", "", 7), ("./local", "", "local", "", 8),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("path", LOCKS)
def test_lock(path):
    text, expected = LOCKS[path]
    assert rows(path, text.replace("%s", SHA)) == expected
    assert rows(path, text.replace("%s", SHA).replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("path", [path for path in LOCKS if not path.endswith(("go.mod", ".txt", "Gemfile.lock"))])
@pytest.mark.parametrize("data", [b"<<<<<<< HEAD\n{", b"\x00\xff", b"[" * 5000, b"- a: [", b'"'])
def test_a_lock_that_cannot_be_read_is_said(path, data):
    inventory = take_inventory([Sample(path, data)])
    assert inventory.dependencies == []
    assert [found[0] for found in inventory.unreadable] == [path]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["packages", "dependencies", "version", "name", "resolved", "link", "source", "dist",
                         "mcpServers", "command", "args", "plugins", "default", "", "hooks", "url", "require"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


def check_laws(path, text):
    """What is found has a name and stands on a line of the file, and the next reading finds the same."""
    found, again = (take_inventory([Sample(path, text)]) for _ in range(2))
    raw = text if isinstance(text, bytes) else text.encode()
    lines = len(raw.decode("utf-8", "replace").splitlines()) + 1
    assert all(one.name and one.path == path and 1 <= one.line <= lines for one in found.dependencies)
    assert all(1 <= line <= lines and reason for _, line, reason in found.unreadable)
    assert [(one.key(), one.line) for one in found.dependencies] == [
        (one.key(), one.line) for one in again.dependencies
    ]


@settings(deadline=None)
@given(json_values)
def test_no_value_breaks_a_parser(value):
    text = json.dumps(value)
    for path in ("package-lock.json", "bun.lock", "Pipfile.lock", "composer.lock", "package.json", "composer.json",
                 "pnpm-lock.yaml", ".mcp.json", ".claude-plugin/marketplace.json"):  # fmt: skip
        check_laws(path, text)


@settings(deadline=None)
@given(st.sampled_from(sorted(LOCKS)), st.integers(0, 600), st.binary(max_size=3))
def test_no_damage_breaks_a_parser(path, at, junk):
    data = LOCKS[path][0].encode()
    check_laws(path, data[:at] + junk + data[at + 2 :])


def test_includes_are_followed_once_and_stay_inside():
    top = Sample("a/requirements.txt", "-r base.list\n-r ../../outside.list\n")
    base = Sample("a/base.list", "--requirement=base.list\nx==1\n-r more.list\n")
    more = Sample("a/more.list", "-rbase.list\ny\n")
    found = take_inventory([top, base, more])
    assert [(one.path, one.name, one.line) for one in found.dependencies] == [
        ("a/base.list", "x", 2),
        ("a/more.list", "y", 2),
    ]


def test_hash_lines_left_out_do_not_hide_a_package():
    text = 'package = [\n    { name = "evil", version = "1", source = { registry = "r" }, hash = "sha256:0" },\n]\n'
    assert rows("uv.lock", text) == [("evil", "1", "exact", "", 1)]
