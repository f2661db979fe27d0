"""Locks and manifests beyond npm, Python, Go, Rust, Ruby and PHP, and what hostile ones of them do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import Sample, collected, rows

from plugin_policy.dependencies.collect import take_inventory

SHA = "0123456789abcdef0123456789abcdef01234567"

DENO_4 = """{
  "version": "4",
  "specifiers": {"jsr:@std/bytes@^1.0.0": "1.0.2", "npm:chalk@5": "5.3.0"},
  "jsr": {
    "@std/bytes@1.0.2": {"integrity": "x"}
  },
  "npm": {
    "chalk@5.3.0": {"integrity": "x"},
    "@a/b@1.17.9_@c+d@5.50.0": {"integrity": "x"}
  },
  "remote": {
    "https://deno.land/std@0.140.0/path/mod.ts": "abc"
  }
}"""
DENO_3 = """{
  "version": "3",
  "packages": {
    "specifiers": {"npm:chalk@5": "npm:chalk@5.3.0"},
    "jsr": {
      "@std/assert@1.0.2": {"dependencies": ["jsr:@std/internal@^1.0.1"]}
    },
    "npm": {
      "chalk@5.3.0": {"dependencies": {}}
    }
  },
  "remote": {}
}"""
DENO_2 = """{
  "version": "2",
  "remote": {},
  "npm": {
    "specifiers": {"chalk@5": "chalk@5.3.0"},
    "packages": {
      "chalk@5.3.0": {"integrity": "x"}
    }
  }
}"""
NUGET = """{
  "version": 1,
  "dependencies": {
    "net6.0": {
      "Core.Dep": {"type": "Direct", "requested": "[1.24.0, )", "resolved": "1.24.0", "contentHash": "x"},
      "own.project": {"type": "Project"}
    },
    "net8.0": {
      "Core.Dep": {"type": "Transitive", "resolved": "1.25.0"}
    }
  }
}"""
PUB = f"""packages:
  a:
    dependency: "direct main"
    description:
      name: a
      url: "https://pub.dev"
    source: hosted
    version: "6.0.1"
  b:
    dependency: "direct dev"
    description:
      path: "."
      resolved-ref: "{SHA}"
      url: "https://github.com/o/b"
    source: git
    version: "0.1.2"
  c:
    dependency: transitive
    description: flutter
    source: sdk
    version: "0.0.0"
"""
MIX = f"""%{{
  "bunt": {{:hex, :bunt, "1.0.0", "081c", [:mix], [], "hexpm", "dc5f"}},
  "foe": {{:git, "https://github.com/my-org/foe.git", "{SHA}", []}},
}}
"""
SWIFT_2 = """{
  "pins" : [
    {"identity" : "swift-atomics", "kind" : "remoteSourceControl",
     "location" : "https://github.com/apple/swift-atomics.git",
     "state" : {"revision" : "SHA", "version" : "1.1.0"}},
    {"identity" : "ogg", "location" : "https://github.com/o/ogg", "state" : {"branch": "main", "revision" : "SHA"}}
  ],
  "version" : 2
}""".replace("SHA", SHA)
SWIFT_1 = """{"object": {"pins": [{"package": "A", "repositoryURL": "git@github.com:o/a.git",
  "state": {"branch": null, "revision": "SHA", "version": "2.0.0"}}]}, "version": 1}""".replace("SHA", SHA)
CONDA = """name: x
channels:
  - conda-forge
dependencies:
  - python>=3.11
  - conda-forge::numpy=1.26.4=py311_0
  - scipy=1.11.4
  - pandas=2.1
  - zlib
  - pip:
      - Requests==2.31.0
"""
CONDA_LOCK = """version: 1
package:
- name: numpy
  version: 1.26.4
  manager: conda
  platform: linux-64
  hash: {md5: x}
  category: main
- name: numpy
  version: 1.26.4
  manager: conda
  platform: osx-64
- name: Foo_Bar
  version: 1.0.0
  manager: pip
  category: dev
"""
POM = """<project>
  <!-- <dependency><groupId>no</groupId><artifactId>no</artifactId></dependency> -->
  <properties><one.version>1.2.3</one.version></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>4.0</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>g</groupId>
      <artifactId>a</artifactId><version>${one.version}</version>
    </dependency>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId><scope>test</scope></dependency>
    <dependency><groupId>g</groupId><artifactId>r</artifactId><version>[1.0,2.0)</version></dependency>
    <dependency><groupId>g</groupId><artifactId>n</artifactId></dependency>
    <dependency><groupId>g</groupId><artifactId>p</artifactId><version>[5]</version><optional>true</optional></dependency>
  </dependencies>
</project>
"""

LOCKS = (
    ("deno.lock", DENO_4, [
        ("@std/bytes", "1.0.2", "exact", "", 5),
        ("chalk", "5.3.0", "exact", "", 8),
        ("@a/b", "1.17.9", "exact", "", 9),
        ("https://deno.land/std@0.140.0/path/mod.ts", "", "url", "", 12),
    ]),
    ("deno.lock", DENO_3, [("@std/assert", "1.0.2", "exact", "", 6), ("chalk", "5.3.0", "exact", "", 9)]),
    ("deno.lock", DENO_2, [("chalk", "5.3.0", "exact", "", 7)]),
    ("deno.lock", '{\n"https://deno.land/x/a.ts": "hash"\n}', [("https://deno.land/x/a.ts", "", "url", "", 2)]),
    ("deno.jsonc", '{\n// c\n"imports": {\n"a": "npm:a@^1", "b": "jsr:@s/b@1.0.0", "c": "./c.ts",\n}}', [
        ("a", "^1", "range", "", 4), ("@s/b", "1.0.0", "exact", "", 4),
    ]),
    ("packages.lock.json", NUGET, [
        ("Core.Dep", "1.24.0", "exact", "", 5), ("own.project", "", "local", "", 6),
        ("Core.Dep", "1.25.0", "exact", "", 9),
    ]),
    ("packages.config", '<packages>\n<package id="A" version="1.0.0"/>\n</packages>', [("A", "1.0.0", "exact", "", 2)]),
    ("x.csproj", '<Project><ItemGroup>\n<PackageReference Include="A" Version="1.0"/>\n'
                 '<PackageReference Include="B"><Version>[2.0]</Version></PackageReference>\n'
                 '<PackageReference Include="C"/></ItemGroup></Project>', [
        ("A", "1.0", "range", "", 2), ("B", "2.0", "exact", "", 3), ("C", "", "none", "", 4),
    ]),
    ("pubspec.lock", PUB, [
        ("a", "6.0.1", "exact", "", 2), ("b", SHA, "git-sha", "dev", 9), ("c", "0.0.0", "local", "", 17),
    ]),
    ("mix.lock", MIX, [("bunt", "1.0.0", "exact", "", 2), ("foe", SHA, "git-sha", "", 3)]),
    ("Package.resolved", SWIFT_2, [
        ("github.com/apple/swift-atomics", "1.1.0", "exact", "", 3), ("github.com/o/ogg", SHA, "git-sha", "", 6),
    ]),
    ("Package.resolved", SWIFT_1, [("github.com/o/a", "2.0.0", "exact", "", 1)]),
    ("gradle.lockfile", "# c\norg.x:a-b:2.7.4=compileClasspath\norg.x:t:1.0=testRuntimeClasspath\nempty=\n", [
        ("org.x:a-b", "2.7.4", "exact", "", 2), ("org.x:t", "1.0", "exact", "test", 3),
    ]),
    ("environment.yml", CONDA, [
        ("python", ">=3.11", "range", "", 5), ("numpy", "1.26.4", "exact", "", 6), ("scipy", "1.11.4", "exact", "", 7),
        ("pandas", "=2.1", "range", "", 8), ("zlib", "", "none", "", 9), ("requests", "2.31.0", "exact", "", 11),
    ]),
    ("conda-lock.yml", CONDA_LOCK, [("numpy", "1.26.4", "exact", "", 3), ("foo-bar", "1.0.0", "exact", "dev", 13)]),
    ("conda-linux-64.lock", "@EXPLICIT\nhttps://c.example/linux-64/numpy-base-1.26.4-py311_0.conda#abc\n", [
        ("numpy-base", "1.26.4", "exact", "", 2),
    ]),
    ("pom.xml", POM, [
        ("g:a", "1.2.3", "exact", "", 8), ("g:managed", "4.0", "exact", "test", 12),
        ("g:r", "[1.0,2.0)", "range", "", 13),
        ("g:n", "", "none", "", 14), ("g:p", "5", "exact", "optional", 15),
    ]),
    ("docker-compose.yml", "services:\n  a:\n    image: redis:7\n  b:\n    image: \"${REG:-ghcr.io}/o/i@sha256:aa\"\n"
                           "  c:\n    image: $WHATEVER\n", [
        ("redis", "7", "image-tag", "", 3), ("ghcr.io/o/i", "sha256:aa", "image-digest", "", 5),
    ]),
    (".pre-commit-config.yaml", "repos:\n- repo: https://github.com/o/r\n  rev: v1.0\n  hooks:\n  - id: x\n"
                                "    additional_dependencies: [a==1.0, 'prettier@3.1.0']\n"
                                "- repo: local\n  hooks: []\n", [
        ("o/r", "v1.0", "git-floating", "", 2), ("a", "1.0", "exact", "dev", 6),
        ("prettier", "3.1.0", "exact", "dev", 6),
    ]),
    ("go.work", "go 1.22\nuse (\n  ./a\n)\nreplace x.org/y => z.org/y v1.2.3\n", [
        ("./a", "", "local", "", 3), ("z.org/y", "v1.2.3", "exact", "", 5),
    ]),
    ("go.sum", "x.org/a v1.0.0 h1:x\nx.org/a v1.0.0/go.mod h1:y\n", [("x.org/a", "v1.0.0", "exact", "", 1)]),
)  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), LOCKS)
def test_lock(path, text, expected):
    assert rows(path, text) == expected


def test_go_sum_beside_go_mod_is_read_with_it():
    found = take_inventory([Sample("go.sum", "x.org/a v1.0.0 h1:x\n"), Sample("go.mod", "module m\ngo 1.22\n")])
    assert found.dependencies == []


def test_pom_takes_properties_and_managed_versions_of_a_parent_in_the_tree():
    parent = Sample("pom.xml", POM)
    child = "<project><parent><relativePath>../pom.xml</relativePath></parent><dependencies><dependency>" \
            "<groupId>g</groupId><artifactId>managed</artifactId></dependency></dependencies></project>"  # fmt: skip
    assert [(one.name, one.version) for one in collected("m/pom.xml", child, parent)][:1] == [("g:managed", "4.0")]


def test_poms_that_name_each_other_as_parents_end():
    text = "<project><parent><relativePath>../{}/pom.xml</relativePath></parent></project>"
    assert collected("a/pom.xml", text.format("b"), Sample("b/pom.xml", text.format("a"))) == []


def test_a_binary_bun_lock_is_said_to_be_unread_unless_the_text_lock_is_there():
    assert take_inventory([Sample("bun.lockb", b"#!/usr/bin/env bun\n\x00")]).unreadable[0][0] == "bun.lockb"
    both = [Sample("bun.lockb", b"\x00"), Sample("bun.lock", '{"lockfileVersion": 1, "packages": {}}')]
    assert take_inventory(both).unreadable == []


def test_pnpm_lock_of_two_documents():
    text = ("lockfileVersion: '9.0'\npackages:\n  pnpm@11.0.0:\n    resolution: {integrity: x}\n---\n"
            "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: x}\n")  # fmt: skip
    assert [row[:2] for row in rows("pnpm-lock.yaml", text)] == [("a", "1.0.0")]


def test_entities_and_document_types_are_not_obeyed():
    laughs = ('<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
              "<project><dependencies><dependency><groupId>&b;</groupId><artifactId>x</artifactId></dependency>"
              "</dependencies></project>")  # fmt: skip
    found = take_inventory([Sample("pom.xml", laughs)])
    assert [one.name for one in found.dependencies] == ["&b;:x"] or found.unreadable


@pytest.mark.parametrize(
    "text",
    ["<a>" * 100_000, "<a '" * 100_000, "<!--" * 100_000, '<a b="' * 50_000, "<" * 500_000, "</a>" * 10],
    ids=["deep", "quotes", "comments", "attributes", "brackets", "closing"],
)
def test_hostile_markup_is_bounded(text):
    assert take_inventory([Sample("pom.xml", "<project>" + text)]).unreadable


@settings(deadline=None)
@given(st.sampled_from([row[0] for row in LOCKS]), st.binary(max_size=200))
def test_any_bytes_are_read_or_said_to_be_unreadable(path, data):
    found = take_inventory([Sample(path, data)])
    assert all(one.name and one.path == path and one.line >= 1 for one in found.dependencies)
