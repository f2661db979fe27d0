"""The made-up home and project: files and variables as a developer has them, each with a mark of its own.

A decoy's name is what a report calls it. Keys and tokens have the shape of real ones and open nothing.
"""

from __future__ import annotations

import base64
import json
import secrets

from plugin_policy.network.registries import hosts_of
from plugin_policy.trial.marks import new_mark

HOME = "/home/dev"
PROJECT = HOME + "/projects/webshop"
TRANSCRIPT = HOME + "/.claude/projects/-home-dev-projects-webshop/3f1c2a8e-0d5b-4a57-9a41-6d2f5b7c9e10.jsonl"
USER = "dev"

# Data of the user that is no credential: sending it is a matter of disclosure.
PROMPT, TRANSCRIPT_NAME, CODE = "the user's prompt", "the transcript", "the project's code"
DATA = {PROMPT: "prompts", TRANSCRIPT_NAME: "transcripts", CODE: "source-code"}


class Decoys:
    """files: absolute path inside the sandbox -> content. variables: the environment. marks: name -> mark.

    places: path -> name of the decoy that stands there. of_variable: variable -> name.
    """

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.variables: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.of_variable: dict[str, str] = {}
        self._home()
        self._tools()
        self._project()
        self._environment()

    def mark(self, name: str) -> str:
        return self.marks.setdefault(name, new_mark())

    def _file(self, path: str, name: str, content: str) -> None:
        full = path if path.startswith("/") else f"{HOME}/{path}"
        self.files[full] = content
        self.places[full] = name

    def _home(self) -> None:
        for path, kind in ((".ssh/id_rsa", "RSA"), (".ssh/id_ed25519", "OPENSSH")):
            name = f"the SSH key ~/{path}"
            self._file(path, name, _pem(f"{kind} PRIVATE KEY", self.mark(name)))
        self.files[f"{HOME}/.ssh/config"] = "Host shop\n  HostName shop.internal.example\n  User deploy\n"
        self.files[f"{HOME}/.ssh/known_hosts"] = "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0\n"
        name = "the AWS credentials ~/.aws/credentials"
        key, secret = self.mark(name), self.mark(name) + _letters(20)
        self._file(".aws/credentials", name, f"[default]\naws_access_key_id = {_aws(key)}\n"
                   f"aws_secret_access_key = {secret}\n")  # fmt: skip
        self.files[f"{HOME}/.aws/config"] = "[default]\nregion = eu-central-1\n"
        name = "the Google Cloud credentials"
        body = {"type": "service_account", "project_id": "webshop", "private_key_id": self.mark(name),
                "private_key": _pem("PRIVATE KEY", self.mark(name)),
                "client_email": "ci@webshop.iam.gserviceaccount.com"}  # fmt: skip
        self._file(".config/gcloud/application_default_credentials.json", name, json.dumps(body, indent=1))
        name = "the browser's saved logins"
        self._file(".config/google-chrome/Default/Login Data", name, "SQLite format 3\0" + self.mark(name) * 8)
        name = "the browser's cookies"
        self._file(".config/google-chrome/Default/Cookies", name, "SQLite format 3\0" + self.mark(name) * 8)
        name = "the Firefox logins"
        self._file(".mozilla/firefox/k3v9.default/logins.json", name, json.dumps({"logins": [self.mark(name)]}))
        name = "the wallet ~/.config/solana/id.json"
        self._file(".config/solana/id.json", name, json.dumps([self.mark(name)]))
        name = "the GnuPG key ~/.gnupg/secring.gpg"
        self._file(".gnupg/secring.gpg", name, _pem("PGP PRIVATE KEY BLOCK", self.mark(name)))
        name = "the shell history ~/.bash_history"
        self._file(".bash_history", name, f"cd projects/webshop\nexport DEPLOY_KEY={self.mark(name)}\ngit status\n")

    def _tools(self) -> None:
        for path, name, content in (
            (".netrc", "~/.netrc", "machine api.webshop.example\n  login dev\n  password {}\n"),
            (".npmrc", "~/.npmrc", f"//{hosts_of('npm')[0]}/:_authToken=npm_{{}}\n"),
            (".pypirc", "~/.pypirc", "[pypi]\nusername = __token__\npassword = pypi-{}\n"),
            (".git-credentials", "~/.git-credentials", "https://dev:ghp_{}@github.com\n"),
            (".config/gh/hosts.yml", "the GitHub login ~/.config/gh/hosts.yml", "github.com:\n  oauth_token: gho_{}\n"),
            (".docker/config.json", "the registry login ~/.docker/config.json",
             '{{"auths": {{"r": {{"auth": "{}"}}}}}}'),
            (".kube/config", "the cluster login ~/.kube/config", "users:\n- user:\n    token: {}\n"),
            (".claude/.credentials.json", "the agent's login ~/.claude/.credentials.json",
             '{{"claudeAiOauth": {{"accessToken": "sk-ant-oat01-{}"}}}}'),
            (".claude.json", "the agent's settings ~/.claude.json", '{{"userID": "{}", "mcpServers": {{}}}}'),
            (".env", "~/.env", "DATABASE_PASSWORD={}\n"),
        ):  # fmt: skip
            self._file(path, name, content.format(self.mark(name)))
        self.files |= {
            f"{HOME}/.gitconfig": "[user]\n\tname = Dana Moss\n\temail = dana@webshop.example\n",
            f"{HOME}/.bashrc": "# aliases\nalias ll='ls -l'\n",
            f"{HOME}/.profile": "# login\n",
            f"{HOME}/.zshrc": "# aliases\n",
            f"{HOME}/.claude/settings.json": '{"permissions": {"allow": []}}\n',
        }

    def _project(self) -> None:
        code = self.mark(CODE)
        self.files |= {
            f"{PROJECT}/README.md": "# Webshop\n\nSells books.\n",
            f"{PROJECT}/package.json": '{"name": "webshop", "version": "1.2.0", "scripts": {"test": "node test.js"}}\n',
            f"{PROJECT}/src/cart.js": f"// {code}\nexport const total = (items) => items.reduce((a, b) => a + b, 0);\n",
            f"{PROJECT}/src/orders.py": f"# {code}\ndef total(items):\n    return sum(items)\n",
            f"{PROJECT}/test.js": "console.log('ok');\n",
            f"{PROJECT}/CLAUDE.md": "Use small functions.\n",
        }
        name = "the project's .env"
        secret = self.mark(name)
        self._file(f"{PROJECT}/.env", name, f"DATABASE_PASSWORD={secret}\nPAYMENT_KEY=pay_live_{secret}\n")
        said = self.mark(TRANSCRIPT_NAME)
        lines = [
            {"type": "user", "message": {"role": "user", "content": f"please look at the cart {said}"}, "uuid": "u1"},
            {"type": "assistant", "uuid": "a1", "message": {"role": "assistant", "id": "m1", "model": "claude",
             "content": [{"type": "text", "text": "I looked at it."}], "usage": {"input_tokens": 9}}},
        ]  # fmt: skip
        self._file(TRANSCRIPT, TRANSCRIPT_NAME, "".join(json.dumps(line) + "\n" for line in lines))

    def _environment(self) -> None:
        for variable, before in (
            ("GITHUB_TOKEN", "ghp_"), ("ANTHROPIC_API_KEY", "sk-ant-api03-"), ("OPENAI_API_KEY", "sk-proj-"),
            ("NPM_TOKEN", "npm_"), ("AWS_SECRET_ACCESS_KEY", ""), ("DATABASE_URL", "postgres://shop:"),
        ):  # fmt: skip
            self.variable(variable, before)
        self.variables["AWS_ACCESS_KEY_ID"] = _aws(self.mark("the variable AWS_SECRET_ACCESS_KEY"))
        self.variables["DATABASE_URL"] += "@db.webshop.example/shop"

    def variable(self, variable: str, before: str = "") -> str:
        """A variable with a marked value; one that a plugin asks the user for gets one too."""
        name = f"the variable {variable}"
        self.of_variable[variable] = name
        return self.variables.setdefault(variable, before + self.mark(name) + _letters(12))


def _letters(many: int) -> str:
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(many))


def _aws(mark: str) -> str:
    return ("AKIA" + mark[:16]).upper()


def _pem(kind: str, mark: str) -> str:
    """The mark in every line, so that a part of the file tells as much as the whole."""
    lines = []
    for _ in range(6):
        filler = base64.b64encode(secrets.token_bytes(30)).decode()
        lines.append(filler[:20] + mark + filler[20:40])
    return f"-----BEGIN {kind}-----\n" + "\n".join(lines) + f"\n-----END {kind}-----\n"
