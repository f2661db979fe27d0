"""Bandit is started only for files that can give a finding, and that loses none."""

from __future__ import annotations

import os
import pathlib
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import CASES
from plugin_policy.checks.static_analysis import ELSEWHERE
from plugin_policy.checks.static_analysis_rules import LOW, NEEDS, may_find

pytest.importorskip("bandit")


def ids_of_bandit() -> set[str]:
    from bandit.core import extension_loader

    known = set(extension_loader.MANAGER.plugins_by_id)
    for rows in extension_loader.MANAGER.blacklist.values():
        known |= {row["id"] for row in rows}
    return known


def bandit_finds(source: bytes) -> list[str]:
    """The tests that speak, as static-analysis asks for them."""
    from bandit.core import config, manager

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.py")
        pathlib.Path(path).write_bytes(source)
        judge = manager.BanditManager(
            config.BanditConfig(), "file", profile={"exclude": list(ELSEWHERE)}, ignore_nosec=True
        )
        judge.discover_files([path])
        judge.run_tests()
        return [issue.test_id for issue in judge.get_issue_list("MEDIUM", "MEDIUM")]


def test_every_test_of_bandit_has_its_place() -> None:
    """A test that a new bandit brings must be given its words here, or it would never be asked."""
    assert ids_of_bandit() <= set(ELSEWHERE) | set(NEEDS) | LOW


SPEAKING = {
    "B103": "import os\nos.chmod('x', 0o777)",
    "B104": "s.bind(('0.0.0.0', 80))",
    "B108": "open('/var/tmp/x')",
    "B201": "from flask import Flask\napp = Flask('x')\napp.run(debug=True)",
    "B202": "import tarfile\ntarfile.open('x').extractall()",
    "B303": "from Crypto.Hash import MD5\nMD5.new()",
    "B304": "from Cryptodome.Cipher import DES\nDES.new(k)",
    "B305": "from cryptography.hazmat.primitives.ciphers import modes\nmodes.ECB()",
    "B306": "import tempfile\ntempfile.mktemp()",
    "B308": "from django.utils.safestring import mark_safe\nmark_safe('x')",
    "B313": "import xml.etree.cElementTree as e\ne.parse('x')",
    "B314": "from xml.etree import ElementTree\nElementTree.fromstring(x)",
    "B315": "from xml.sax.expatreader import create_parser\ncreate_parser()",
    "B316": "import xml.dom.expatbuilder\nxml.dom.expatbuilder.parse('x')",
    "B317": "from xml import sax\nsax.make_parser()",
    "B318": "from xml.dom.minidom import parseString as p\np(x)",
    "B319": "from xml.dom.pulldom import parse\nparse(x)",
    "B324": "from hashlib import sha as s\ns(b'')",
    "B411": "import xmlrpc.client",
    "B412": "from wsgiref.handlers import CGIHandler",
    "B413": "import Crypto.Cipher",
    "B415": "import pyghmi",
    "B502": "f(ssl_version=ssl.PROTOCOL_TLSv1)",
    "B503": "def f(v=ssl.PROTOCOL_SSLv2): pass",
    "B505": "from Crypto.PublicKey import RSA\nRSA.generate(512)",
    "B507": "import paramiko\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy)",
    "B508": "from pysnmp.hlapi import CommunityData\nCommunityData('x', mpModel=0)",
    "B509": "from pysnmp.hlapi import UsmUserData\nUsmUserData('x')",
    "B608": "c.executemany ( # all\n'select * from x where a=' + y)",
    "B610": "User.objects.all().extra (where=x)",
    "B611": "from django.db.models.expressions import RawSQL\nRawSQL(x, [])",
    "B612": "import logging.config\nlogging.config.listen(1)",
    "B613": "x = 1  # \u202e x",
    "B701": "import jinja2\njinja2.Environment()",
    "B702": "from mako.template import Template\nTemplate(x)",
    "B703": "from django.utils import safestring\nsafestring.SafeText(x)",
    "B704": "from markupsafe import Markup as M\nM(x)",
}


@pytest.mark.parametrize("test", NEEDS)
def test_what_makes_a_test_speak_is_let_through(test: str) -> None:
    source = SPEAKING[test].encode()
    assert test in bandit_finds(source)
    assert may_find(source)


@pytest.mark.parametrize(
    "source",
    [
        "s.bind(('0.0.' '0.0', 80))",
        "s.bind(('0.0.'  # first half\n '' u'0.0', 80))",
        "s.bind(('0.0.0.\\x30', 80))",
        "s.bind(('\\N{DIGIT ZERO}.0.0.0', 80))",
        "open('/t' \\\n 'mp/x')",
        "open('''/t''' \"mp\")",
        "import os\nos.\uff43hmod('x', 0o777)",
        "# coding: utf-7\nopen('+AC8-tmp')",
        "__import__('xml' 'rpc')",
        "__import__('xml' 'r' 'pc')",
        "__import__('xml' r'rpc')",
    ],
)
def test_a_disguise_that_bandit_sees_through_is_let_through(source: str) -> None:
    assert bandit_finds(source.encode())
    assert may_find(source.encode())


PIECES = st.sampled_from(
    [*SPEAKING.values(), "x = 1", "'a' 'b'", "# it's", '"""doc"""', "def g():\n    return 'x' \"y\"", "print('/')",
     "import hashlib", "hashlib.new('sha' '1')", "open('/dev' '/shm')", "call(extra='x')", "y = 'execute this'"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=4))
def test_what_is_not_let_through_makes_bandit_say_nothing(pieces: list[str]) -> None:
    source = "\n".join(pieces).encode()
    assert may_find(source) or bandit_finds(source) == []


def test_plain_code_is_not_handed_over() -> None:
    good = (CASES / "static-analysis" / "good" / "ours.py").read_bytes()
    assert bandit_finds(good) == []
    assert not may_find(b"import json, sys\n\nprint(json.load(sys.stdin)['extra'])  # execute\n")
