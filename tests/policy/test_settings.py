import pytest

from plugin_policy.policy.duration import Duration
from plugin_policy.policy.loading import load_policy
from plugin_policy.policy.settings import ARRAYS, TABLES, Policy, PolicyError

TODAY = "2026-03-01"
KNOWN = ("no-eval", "no-secrets", "maintainers-2fa")

WHOLE = """
[policy]
fail-on = "high"
checks = ["no-eval", "no-secrets"]
allow-comments = ["no-eval"]
allow-new-comments = false
foreign-comments = ["detect-secrets"]

[[plugin-format]]
name = "tallimantra"
manifest = ["plugins/*/plugin.json"]
schema = "schemas/plugin.schema.json"
permissions = { network = "connect", storage = "file" }

[[schema]]
files = "plugins/*/.claude-plugin/plugin.json"
schema = "schemas/plugin.schema.json"

[network]
allowed = ["api.example.com", "*.example.org"]

[dependencies]
max-age = "2 weeks"
minimum-release-age = "48 hours"

[responses]
acknowledge = "3 working days"
assess = "1 week"
critical = "1 business day"
holidays = [2026-12-25, "2026-12-26"]

[[exception]]
rule = "no-eval/js-eval"
path = "plugins/x/**"
reason = "reviewed by the owners"
expires = 2027-03-02

[[exception]]
rule = "maintainers-2fa"
reason = "the organisation is user-owned"
expires = "2026-12-31"
"""


def load(text: str, **options: object) -> Policy:
    data = text if isinstance(text, bytes) else text.encode()
    return load_policy(".plugin-policy.toml", data=data, known=KNOWN, today=TODAY, **options)


def test_a_whole_policy():
    policy = load(WHOLE)
    assert (policy.fail_on, policy.checks) == ("high", ("no-eval", "no-secrets"))
    assert (policy.allow_comments, policy.allow_new_comments) == (("no-eval",), False)
    assert policy.foreign_comments == ("detect-secrets",)
    assert policy.formats[0].manifest == ("plugins/*/plugin.json",)
    assert policy.formats[0].permissions == {"network": "connect", "storage": "file"}
    assert policy.schemas[0].files == ("plugins/*/.claude-plugin/plugin.json",)
    assert policy.network.allowed == ("api.example.com", "*.example.org")
    assert policy.dependencies.max_age == Duration(14, "days")
    assert policy.dependencies.warn_age == Duration(7, "days")
    assert policy.dependencies.minimum_release_age.hours == 48
    assert policy.responses.acknowledge == Duration(3, "working days")
    assert policy.responses.assess == Duration(7, "days")
    assert policy.responses.critical == Duration(1, "working days")
    assert policy.responses.high is None
    assert policy.responses.holidays == ("2026-12-25", "2026-12-26")
    assert [one.expires for one in policy.exceptions] == ["2027-03-02", "2026-12-31"]


def test_lines_of_settings():
    policy = load(WHOLE)
    lines = WHOLE.splitlines()
    assert lines[policy.line_of("responses", "assess") - 1].startswith("assess")
    assert lines[policy.line_of("exception", "rule", 1) - 1] == 'rule = "maintainers-2fa"'
    assert lines[policy.line_of("responses", "high") - 1] == "[responses]"
    assert policy.line_of("maintainers", "people") == 1
    assert lines[policy.line_of("exception", "", policy.exceptions[1].index) - 1] == "[[exception]]"


def test_lines_of_dotted_and_quoted_keys():
    policy = load('network.allowed = ["x"]\n"files" = {allowed = []}\n[ "sources" ]\n"exempt-owners"=[]\n')
    assert policy.line_of("network", "allowed") == 1
    assert policy.line_of("files", "allowed") == 2
    assert policy.line_of("sources", "exempt-owners") == 4


def test_text_that_looks_like_a_table_in_a_long_string_is_not_one():
    policy = load('[[exception]]\nrule="no-eval"\npath="a"\nreason="""\n[policy]\nlong enough"""\nexpires=2026-04-01\n')
    assert policy.line_of("exception", "expires") == 7
    assert policy.line_of("policy") == 1


def test_only_line_feeds_count_as_lines():
    policy = load('# a\u2028b\x85c\r\n[policy]\r\nfail-on = "low"\r\n')
    assert policy.line_of("policy", "fail-on") == 3


def test_defaults_and_profile():
    policy = load_policy(None)
    assert (policy.fail_on, policy.allow_comments, policy.allow_new_comments) == ("medium", None, True)
    assert not policy.disclosure.required
    assert policy.least_privilege.broad_scope == "note"
    assert policy.exceptions == []
    strict = load('[policy]\nprofile = "marketplace"\n')
    assert strict.disclosure.required
    assert strict.least_privilege.broad_scope == "low"
    assert not load('[policy]\nprofile = "marketplace"\n[disclosure]\nrequired = false').disclosure.required


def test_allow_comments_values():
    assert load('[policy]\nallow-comments = "justifiable"').allow_comments is None
    assert load("[policy]\nallow-comments = false").allow_comments == ()


ERRORS = [
    ("[policy]\nfail_on = 'low'", 2, "unknown key `fail_on` in [policy]; did you mean `fail-on`"),
    ("[netwrok]\nallowed = []", 1, "unknown table or key `netwrok`; did you mean `network`"),
    ("[zzz]", 1, "unknown table or key `zzz`; the tables are policy, disclosure, network,"),
    ("x = 1", 1, "unknown table or key `x`; the tables are policy"),
    ("[policy]\nqqq = 1", 2, "unknown key `qqq` in [policy]; the keys are fail-on, checks, profile"),
    ("policy = 3", 1, "`policy` must be a table: write [policy]"),
    ("[[network]]\nallowed = []", 1, "`network` must be a table: write [network]"),
    ("[exception]\nrule = 'x'", 1, "`exception` may come many times: write [[exception]]"),
    ("exception = ['x']", 1, "`exception` must be a table: write [[exception]]"),
    ("[policy]\nfail-on = 'hgh'", 2, "must be one of low, medium, high, critical, not 'hgh'; did you mean `high`"),
    ("[policy]\nfail-on = 'note'", 2, "must be one of low, medium, high, critical, not 'note'"),
    ("[policy]\nfail-on = 3", 2, "`fail-on` in [policy] must be a string that is not empty, not 3"),
    ("[policy]\nchecks = 3", 2, "`checks` in [policy] must be a list of strings, not 3"),
    ("[policy]\nchecks = ['no-evil']", 2, "there is no check `no-evil`; did you mean `no-eval`"),
    ("[policy]\nchecks = ['zzz']", 2, "there is no check `zzz`; the checks are maintainers-2fa, no-eval, no-secrets"),
    ("[policy]\nallow-comments = true", 2, "must be \"justifiable\", false or a list of rules and checks, not True"),
    ("[policy]\nallow-comments = ['eval']", 2, "there is no check `eval`"),
    ("[policy]\nallow-new-comments = 'no'", 2, "must be true or false, not 'no'"),
    ("[policy]\nforeign-comments = ['gitleak']", 2, "not 'gitleak'; did you mean `gitleaks`"),
    ("[dependencies]\n\nmax-age = '30'", 3, 'be a duration like "48 hours", "7 days", "3 working days", not \'30\''),
    ("[dependencies]\nmax-age = 30", 2, "must be a duration like"),
    ("[dependencies]\nmax-age = '-1 days'", 2, "must be a duration like"),
    ("[dependencies]\nmax-age = '1 month'", 2, "must be a duration like"),
    ("[responses]\nholidays = ['2026-13-01']", 2, "must be a date like 2026-12-31, not 2026-13-01"),
    ("[responses]\nholidays = 2026-01-01", 2, "must be a list of dates like 2026-12-31, not"),
    ("[[schema]]\nfiles = 'a'", 1, "[[schema]] needs `schema`: path of the schema"),
    ("[[schema]]\nfiles = '/etc/*'\nschema='x'", 2, "must be a path relative to the repository root"),
    ("[[schema]]\nfiles = 'a'\nschema='../x'", 3, "must be a path relative to the repository root"),
    ("[[plugin-format]]\nname='n'\nmanifest='m'\npermissions={net='conect'}", 4, "did you mean `connect`"),
    ("[[plugin-format]]\nname='n'\nmanifest='m'\npermissions=['net']", 4, "a table like { name = \"connect\" }"),
    ("[a\nb = 1", 1, "is not TOML: "),
    ("a = 'x", 1, "is not TOML: "),
    ("[policy]\nchecks = []\nchecks = []", 3, "is not TOML: "),
    (b"[policy]\n# caf\xe9", 2, "is not UTF-8, which TOML requires"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), ERRORS, ids=range(len(ERRORS)))
def test_errors_name_the_line_and_the_way_out(text, line, said):
    with pytest.raises(PolicyError) as caught:
        load(text)
    first = caught.value.problems[0]
    assert first.startswith(f".plugin-policy.toml:{line}: ")
    assert said in first
    assert "\n" not in first


EXCEPTION = "[[exception]]\nrule = 'no-eval'\npath = 'a.js'\nreason = 'reviewed by the owners'\nexpires = 2026-04-01\n"
EXCEPTION_ERRORS = [
    ("rule = 'no-eval'\n", "rule = 'no-evil'\n", 2, "there is no check `no-evil`; did you mean `no-eval`"),
    ("rule = 'no-eval'\n", "", 1, "[[exception]] needs `rule`: a rule, a check, or `*`"),
    ("path = 'a.js'\n", "", 2, "an exception needs one or more of path, fingerprint, pointer, plugin"),
    ("rule = 'no-eval'\npath = 'a.js'\n", "rule = '*'\nplugin = 'x'\n", 2, "every rule (`*`) needs a `path`"),
    ("reason = 'reviewed by the owners'\n", "", 1, "[[exception]] needs `reason`: why this is accepted"),
    ("'reviewed by the owners'", "'fine'", 4, "must say why in at least 10 characters, not 'fine'"),
    ("expires = 2026-04-01\n", "", 1, "[[exception]] needs `expires`"),
    ("2026-04-01", "2027-03-03", 5, "`expires` is 2027-03-03, more than 366 days ahead of 2026-03-01"),
    ("2026-04-01", "'soon'", 5, "must be a date like 2026-12-31, not soon"),
    ("2026-04-01", "2026-04-01T00:00:00", 5, "must be a date like 2026-12-31, not 2026-04-01 00:00:00"),
    ("path = 'a.js'", "fingerprint = 'abc'", 3, "must be the 64 hexadecimal digits"),
    ("path = 'a.js'", "file = 'a.js'", 3, "unknown key `file` in [[exception]]"),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), EXCEPTION_ERRORS, ids=range(len(EXCEPTION_ERRORS)))
def test_exception_errors(old, new, line, said):
    assert load(EXCEPTION).exceptions[0].rule == "no-eval"
    text = EXCEPTION.replace(old, new)
    assert text != EXCEPTION
    with pytest.raises(PolicyError) as caught:
        load(text)
    assert any(one.startswith(f".plugin-policy.toml:{line}: ") and said in one for one in caught.value.problems)


def test_every_problem_is_told_at_once_in_order():
    with pytest.raises(PolicyError) as caught:
        load("[policy]\nfail-on = 'x'\nchecks = 2\n[nope]\n")
    assert [one.split(":")[1] for one in caught.value.problems] == ["2", "3", "4"]


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(PolicyError, match="cannot be read: no such file"):
        load_policy(str(tmp_path / "none.toml"))
    with pytest.raises(PolicyError, match="cannot be read: is a directory"):
        load_policy(str(tmp_path))
    with pytest.raises(PolicyError, match="larger than 1 MB"):
        load_policy("p", data=b"#" * (1 << 20) + b"\n")


def test_deep_nesting_is_a_problem_not_a_crash():
    with pytest.raises(PolicyError, match="p:1: "):
        load_policy("p", data=b"a = " + b"[" * 200_000)


def test_messages_hold_no_control_characters():
    with pytest.raises(PolicyError) as caught:
        load('[policy]\nfail-on = "a\\u001b[31m\\n::error::x"\n"k\\u0007\\n::x" = 1\n')
    assert all(one.isprintable() for one in caught.value.problems)


def test_every_setting_says_what_it_is_for():
    for kind in (Policy, *TABLES.values(), *ARRAYS.values()):
        for key, knob in kind.knobs().items():
            assert len(knob.help) > 10, (kind, key)
            assert key == key.lower()
            assert "_" not in key


def test_a_policy_without_a_file_loads_no_parser():
    import subprocess
    import sys

    code = (
        "import sys; from plugin_policy.policy.loading import load_policy; load_policy(None);"
        "print([m for m in ('tomllib','re','datetime','typing','hashlib','json','difflib') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=_environment())
    assert out.stdout.strip() == "[]", out


def test_a_policy_without_mistakes_is_not_searched_for_lines():
    import subprocess
    import sys

    code = (
        "import sys; from plugin_policy.policy.loading import load_policy;"
        "load_policy('p', data=b'[policy]\\nfail-on = \"low\"', today='2026-01-01');"
        "print([m for m in ('plugin_policy.policy.positions', 'difflib', 'hashlib') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=_environment())
    assert out.stdout.strip() == "[]", out


def _environment() -> dict[str, str]:
    import os

    import plugin_policy

    return {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(plugin_policy.__file__))}


def test_the_reference_names_every_setting():
    from plugin_policy.policy.reference import settings_reference

    text = settings_reference()
    for name, kind in {"policy": Policy, **TABLES, **ARRAYS}.items():
        section = text.split(f"[{name}]")[1].split("###")[0]
        assert all(f"| `{key}` |" in section for key in kind.knobs())


def test_the_example_of_the_documentation_is_a_policy():
    import pathlib
    import re

    page = pathlib.Path(__file__).parents[2] / "docs" / "policy.md"
    [example] = re.findall(r"```toml\n(.*?)```", page.read_text(), re.DOTALL)
    assert load_policy("docs", data=example.encode(), today=TODAY).exceptions
