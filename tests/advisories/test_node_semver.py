"""npm's order and ranges, held against the node-semver that npm itself brings, where Node.js is installed."""

import json
import pathlib
import random
import shutil
import subprocess

import pytest

from plugin_policy.advisories.npm_range import parse, satisfies
from plugin_policy.advisories.versions import semver_key

PROGRAM = """
const semver = require(process.argv[1]);
const {pairs, ranges} = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify({
  pairs: pairs.map(([a, b]) => semver.compare(a, b)),
  ranges: ranges.map(([v, r]) => semver.validRange(r) === null ? null : semver.satisfies(v, r)),
}));
"""


def module():
    npm = shutil.which("npm")
    places = [pathlib.Path(npm).resolve().parents[1] / "node_modules/semver"] if npm and shutil.which("node") else []
    places += [pathlib.Path(place) for place in ("/usr/lib/node_modules/npm/node_modules/semver",
                                                 "/usr/share/nodejs/semver")]  # fmt: skip
    return next((place for place in places if (place / "package.json").is_file()), None)


def version(draw, *, partial=False):
    numbers = [str(draw.randint(0, 3)) for _ in range(3)]
    if partial and draw.random() < 0.5:
        known = draw.randint(0, 2)
        return ".".join(numbers[:known] + draw.choice([[], ["x"], ["*"]])) or "*"
    before = draw.choice(["", "", "", "-0", "-alpha", "-alpha.1", "-beta.11", "-rc.2", "-1.a"])
    return ".".join(numbers) + before + draw.choice(["", "", "", "+build"])


def one_range(draw):
    def simple():
        return draw.choice(["", "^", "~", ">", ">=", "<", "<=", "=", "> ", "~> "]) + version(draw, partial=True)

    def part():
        if draw.random() < 0.15:
            return f"{version(draw, partial=True)} - {version(draw, partial=True)}"
        return " ".join(simple() for _ in range(draw.randint(1, 2)))

    return draw.choice([" || ", "||"]).join(part() for _ in range(draw.choice([1, 1, 2])))


@pytest.mark.skipif(module() is None, reason="Node.js with npm is not installed")
def test_as_node_semver_does():
    draw = random.Random(7)
    pairs = [(version(draw), version(draw)) for _ in range(6000)]
    ranges = [(version(draw), one_range(draw)) for _ in range(6000)]
    done = subprocess.run(["node", "-e", PROGRAM, str(module())], input=json.dumps({"pairs": pairs, "ranges": ranges}),
                          capture_output=True, text=True, check=True)  # fmt: skip
    theirs = json.loads(done.stdout)
    wrong = []
    for (one, other), expected in zip(pairs, theirs["pairs"], strict=True):
        first, second = semver_key(one), semver_key(other)
        if (first > second) - (first < second) != expected:
            wrong.append((one, other, expected))
    for (one, text), expected in zip(ranges, theirs["ranges"], strict=True):
        parsed = parse(text)
        got = None if parsed is None else satisfies(one, parsed)
        if expected is not None and got != expected:
            wrong.append((one, text, expected))
    assert wrong == []
