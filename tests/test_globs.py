import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin_policy.globs import host_matches, matches

CASES = [
    ("plugins/x/a.py", "plugins/x/a.py", True),
    ("plugins/*/a.py", "plugins/x/a.py", True),
    ("plugins/*/a.py", "plugins/x/y/a.py", False),
    ("plugins/**/a.py", "plugins/a.py", True),
    ("plugins/**/a.py", "plugins/x/y/a.py", True),
    ("plugins/x/", "plugins/x/y/a.py", True),
    ("plugins/x/**", "plugins/xy/a.py", False),
    ("**", "any/thing", True),
    ("**/*.md", "README.md", True),
    ("*.md", "docs/README.md", False),
    ("./a", "a", True),
    ("a?c", "abc", True),
    ("a?c", "ac", False),
    ("a[1]", "a[1]", True),
    ("a", "a/b", False),
]


@pytest.mark.parametrize(("pattern", "path", "fits"), CASES)
def test_paths(pattern, path, fits):
    assert matches(pattern, path) is fits


@pytest.mark.parametrize(
    ("pattern", "host", "fits"),
    [
        ("api.example.com", "API.example.com.", True),
        ("api.example.com", "api.example.com:8443", True),
        ("api.example.com:443", "api.example.com:8443", False),
        ("*.example.com", "api.example.com", True),
        ("*.example.com", "a.b.example.com", False),
        ("*.example.com", "example.com", False),
        ("example.com", "evil-example.com", False),
        ("[::1]", "[::1]", True),
    ],
)
def test_hosts(pattern, host, fits):
    assert host_matches(pattern, host) is fits


def test_hostile_patterns_end():
    # Exponential matching would not come back from these.
    assert not matches("*a" * 200 + "b", "a" * 2000)
    assert not matches("**/a/" * 200 + "b", "a/" * 2000)


@given(st.lists(st.text("ab[*?.", min_size=1, max_size=4), min_size=1, max_size=4).map("/".join))
def test_a_path_fits_itself_and_its_folder(path):
    if path.startswith("./"):
        return
    assert matches(path, path)
    assert matches("**", path)
    assert matches("x/", "x/" + path)
