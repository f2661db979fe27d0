"""Look-alikes of sensitive paths: caches, what everybody may list, folders that a script made itself."""

from __future__ import annotations

import pytest

from plugin_policy.capabilities.sensitive import place


@pytest.mark.parametrize(
    "path",
    [
        "~/Library/Application Support/Google/Chrome/Default/Cache",
        "~/Library/Application Support/BraveSoftware/Brave-Browser/Default/Code Cache/js",
        "/proc/12/cmdline",
        "/tmp/tmp.106/.git-credentials",
    ],
)
def test_no_sensitive_place(path: str) -> None:
    assert place(path) is None


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("~/Library/Application Support/Google/Chrome/Default/Cookies", "browser"),
        ("/proc/12/environ", "system"),
        ("/srv/backup/.git-credentials", "credentials"),
    ],
)
def test_sensitive_place(path: str, category: str) -> None:
    found = place(path)
    assert found is not None
    assert found.category == category
