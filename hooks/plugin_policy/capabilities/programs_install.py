# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""Package managers and launchers. Sources: the manuals of npm, pnpm, yarn, bun, pip, uv, gem, cargo, go, brew, apt …"""

from __future__ import annotations

from plugin_policy.capabilities.use import CONNECT, EVALUATE, INSTALL, READ
from plugin_policy.readers.rows import Arg, Program

_NPM = "--registry --prefix -C --dir --filter -F -w --workspace --tag --otp --omit --include --loglevel --cache"
_PIP = (
    "-r --requirement -c --constraint -i --index-url --extra-index-url -t --target --prefix -e --editable --python -f"
    " --find-links --trusted-host --root --cache-dir --proxy"
)
_SYSTEM = "-c -o -t --repo --root"
_REGISTRY = (Arg("--registry --index-url -i --extra-index-url --index --default-index", CONNECT, "url"),)


def _install(names: str, values: str = "", *more: Arg) -> Program:
    return Program(names, (Arg("0:", INSTALL, "package"), *_REGISTRY, *more), values=values, note="install")


_RUN = Program("exec x dlx", (Arg("0", INSTALL, "package"), Arg("-c --call", EVALUATE, program="shell"), *_REGISTRY),
               values="-c --call -p --package " + _NPM, note="launcher")  # fmt: skip

PROGRAMS = (
    Program("npm cnpm", values=_NPM, subcommands=(_install("install i add ci update up isntall", _NPM), _RUN,
            Program("publish login adduser token", (Arg("=npm", CONNECT, ""),), values=_NPM),
            Program("config", note="settings", subcommands=(
                Program("get", (Arg("0", READ, "npm key"),), flow=READ, output="unknown"),
            )),
            Program("set", note="settings"))),
    Program("pnpm", values=_NPM, subcommands=(_install("install i add update up", _NPM), _RUN,
            Program("publish", (Arg("=npm", CONNECT, ""),), values=_NPM))),
    Program("yarn yarnpkg", values=_NPM, subcommands=(_install("add install up upgrade", _NPM), _RUN)),
    Program("bun", (Arg("-e --eval -p --print", EVALUATE, program="javascript"),), values="-e --eval -p --print",
            stdin="javascript", script="0", note="interpreter", subcommands=(_install("add install i update", _NPM), _RUN)),
    Program("npx bunx pnpx", (Arg("-c --call", EVALUATE, program="shell"), Arg("0", INSTALL, "package"),
                              Arg("-p --package", INSTALL, "package"), *_REGISTRY),
            values="-c --call -p --package " + _NPM, note="launcher"),
    Program("pip pip3 pip2 pip3.11 pip3.12 pip3.13", values="--python --proxy", subcommands=(
        _install("install download wheel", _PIP, Arg("-e --editable", INSTALL, "package"),
                 Arg("-r --requirement", READ, "path")),)),
    Program("uv", values="--directory --project --python -p --index-url", subcommands=(
        Program("pip", subcommands=(_install("install sync compile", _PIP, Arg("-r --requirement", READ, "path")),)),
        _install("add sync", _PIP + " --dev --group --extra"),
        Program("tool", subcommands=(_install("install", _PIP + " --from --with"),
                Program("run", (Arg("0", INSTALL, "package"), Arg("--from --with", INSTALL, "package")),
                        values="--from --with --python -p", note="launcher"))),
        Program("run", (Arg("--with", INSTALL, "package"),),
                values="--with --python -p --extra --group --env-file --with-requirements --project --directory",
                command="0", note="runner"),
    )),
    Program("uvx", (Arg("0", INSTALL, "package"), Arg("--from --with", INSTALL, "package"), *_REGISTRY),
            values="--from --with --python -p --index-url --index --extra-index-url", note="launcher"),
    Program("pipx", subcommands=(_install("install inject upgrade", "--python --pip-args --spec"),
            Program("run", (Arg("0", INSTALL, "package"), Arg("--spec", INSTALL, "package")), values="--spec --python",
                    note="launcher"))),
    Program("poetry pdm rye hatch pipenv", values="-C --project -p", subcommands=(
        _install("add install", "--group -G --source"), Program("run", command="0", note="runner"))),
    Program("conda mamba micromamba", subcommands=(_install("install create update", "-n --name -c --channel -p"),
            Program("run", values="-n --name -p", command="0", note="runner"))),
    Program("easy_install", (Arg("0:", INSTALL, "package"),), values="-i", note="install"),
    Program("gem", subcommands=(_install("install update", "-v --version -s --source -i"),)),
    Program("bundle bundler", subcommands=(_install("add install", "--source --path"), Program("exec", command="0"))),
    Program("cargo", values="--config -Z --manifest-path", subcommands=(
        _install("install add binstall", "--version --git --path --branch --rev --features --registry --index",
                 Arg("--git", CONNECT, "url")),)),
    Program("go", values="-C", subcommands=(_install("install get"), Program("run", (Arg("0", INSTALL, "package"),),
                                                                            note="launcher"))),
    Program("brew port", subcommands=(_install("install reinstall upgrade cask tap"),)),
    Program("apt apt-get aptitude", values=_SYSTEM, subcommands=(_install("install reinstall", _SYSTEM),)),
    Program("dnf yum microdnf zypper tdnf", values=_SYSTEM, subcommands=(_install("install in localinstall", _SYSTEM),)),
    Program("apk", values="--repository -X", subcommands=(_install("add", "--repository -X -t"),)),
    Program("pacman yay paru", (Arg("0:", INSTALL, "package", when="-S -Sy -Syu -U"),), note="install"),
    Program("snap flatpak nix-env nix winget choco scoop port pkg emerge", subcommands=(
        _install("install -i -iA profile", "--source --version"), Program("run", note="launcher"))),
    Program("dpkg rpm", (Arg("0:", INSTALL, "package", when="-i --install -U -ivh -Uvh"),), note="install"),
    Program("composer", subcommands=(_install("require install global"),)),
    Program("dotnet", subcommands=(_install("add tool"),)),
    Program("code cursor codium windsurf", (Arg("--install-extension", INSTALL, "package"),),
            values="--install-extension --uninstall-extension --folder-uri", note="install"),
    Program("claude codex gemini opencode aider", (Arg("-p --print --prompt -m --message", "", note="prompt"),),
            values="-p --print --prompt -m --message --model --permission-mode --allowedTools --append-system-prompt",
            output="model", note="agent"),
    Program("ollama llm", output="model", note="agent"),
)  # fmt: skip
