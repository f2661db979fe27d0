import pytest

from own import blocked


@pytest.mark.parametrize("path", ["~/.ssh/id_rsa", "~/.aws/credentials", "/etc/shadow", "~/.gnupg/x"])
def test_blocked(path, tmp_path):
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "id_rsa").write_text("not a key")
    assert (home / ".ssh" / "id_rsa").read_text()
    assert blocked(path)
