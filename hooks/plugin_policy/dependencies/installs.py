"""Programs that install packages: what each command line names.

https://pip.pypa.io/en/stable/cli/pip_install/  https://docs.npmjs.com/cli/v11/commands/npm-install
https://docs.astral.sh/uv/reference/cli/  https://guides.rubygems.org/command-reference/
https://doc.rust-lang.org/cargo/commands/cargo-install.html  https://docs.brew.sh/Manpage
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugin_policy.dependencies import dotnet
from plugin_policy.dependencies.dependency import (
    CARGO,
    COMPOSER,
    EXACT,
    GEM,
    INSTALL,
    NONE,
    TAG,
    Dependency,
)
from plugin_policy.dependencies.options import read_options, words
from plugin_policy.dependencies.runners import go, npm, python, python_list
from plugin_policy.dependencies.specs import cargo_version, composer_version, gem_version, git_ref, package_of

_PIP_VALUES = words(
    "-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url --index --default-index -f "
    "--find-links -t --target --platform --python-version --implementation --abi --root --prefix --src "
    "--upgrade-strategy -C --config-settings --config-setting --global-option --no-binary --only-binary "
    "--progress-bar --root-user-action --report --proxy --retries --timeout --exists-action --trusted-host --cert "
    "--client-cert --cache-dir --log --python -p --resolution --prerelease --exclude-newer --link-mode "
    "--index-strategy --keyring-provider -b --build-constraints --overrides --override --extra --group "
    "--torch-backend --color --directory --project --config-file --upgrade-package -P --reinstall-package "
    "--refresh-package --bounds --branch --tag --rev --marker -m --optional --with --with-requirements "
    "--with-editable --env-file --source -G --spec --pip-args --suffix --index-name --uploaded-prior-to"
)
_NPM_VALUES = words(
    "--registry --prefix --cache --userconfig -w --workspace --loglevel --tag --before --omit --include "
    "--install-strategy -C --dir --cwd --filter -F --network-concurrency --store-dir --mutex --modules-folder "
    "--cache-folder --backend --reporter --cpu --os --libc --allow-build --min-release-age --minimum-release-age"
)
_GEM_VALUES = words(
    "-v --version -i --install-dir -n --bindir -s --source --platform -P --trust-policy -p --http-proxy "
    "--build-root -g --file -B --bulk-threshold --target-rbconfig --without --config-file"
)
_CARGO_VALUES = words(
    "--version --vers --git --branch --tag --rev --path --root --index --registry -F --features --bin --example "
    "--profile --target --target-dir -j --jobs --config -Z --color --manifest-path -p --package --rename "
    "--message-format"
)
_SYSTEM_VALUES = words(
    "-t --target-release --default-release -o --option -c --config-file -a --arch -X --repository "
    "--allow-untrusted -p --root --keys-dir -t --virtual --enablerepo --disablerepo --repo --repofrompath "
    "--releasever --setopt --installroot --config --color --cachedir -r --dbpath -b --appdir --source --version "
    "-v --channel --id -e --scope -m --architecture -n --name --prefix --file --override-channels --solver "
    "--moniker --location -l -h --host -P"
)


def _pip(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, _PIP_VALUES, stop_at_operand=False)
    for text in options.operands:
        yield from python(text, via, INSTALL)
    for text in options.all("-e", "--editable"):
        if re.match(r"(?:git|hg|svn|bzr)\+", text):
            yield from python(text, via, INSTALL)
    yield from python_list(options.all("--with"), via, INSTALL)
    for text in options.all("--spec"):
        yield from python(text, via, INSTALL)


def _npm(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, _NPM_VALUES, stop_at_operand=False)
    for text in options.operands:
        yield from npm(text, via, INSTALL)


def _create(argv: list[str], via: str) -> Iterator[Dependency]:
    """`npm create name@1` runs the package `create-name`: https://docs.npmjs.com/cli/v11/commands/npm-init"""
    options = read_options(argv, _NPM_VALUES)
    for text in options.operands[:1]:
        if re.match(r"[./~]|\w+:|[\w-]+/", text):
            yield from npm(text, via)
            continue
        name, at, version = text[1:].partition("@") if text.startswith("@") else text.partition("@")
        if text.startswith("@"):
            scope, slash, rest = name.partition("/")
            name = f"@{scope}/create-{rest}" if slash else f"@{scope}/create"
        else:
            name = f"create-{name}"
        yield from npm(name + at + version, via)


def _gem(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, _GEM_VALUES, stop_at_operand=False)
    versions = options.all("-v", "--version")
    for text in options.operands:
        name, _, behind = text.partition(":")
        version, state = gem_version(behind or (versions[-1] if versions else ""))
        if re.fullmatch(r"[A-Za-z0-9][\w.-]*", name) and not name.endswith(".gem"):
            yield Dependency(GEM, name, version, state, origin=INSTALL, via=via)


def _cargo(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options([word for word in argv if not word.startswith("+")], _CARGO_VALUES, stop_at_operand=False)
    git = options.all("--git")
    if options.all("--path"):
        return
    if git:
        version, state = git_ref((options.all("--rev", "--tag", "--branch") or [""])[0])
        name = options.operands[0] if options.operands else package_of(git[0])
        yield Dependency(CARGO, name, version, state, origin=INSTALL, address=git[0], via=via)
        return
    asked = (options.all("--version", "--vers") or [""])[0]
    for text in options.operands:
        name, _, behind = text.partition("@")
        wanted = behind or asked
        version, state = cargo_version(wanted)
        if re.fullmatch(r"\d+\.\d+\.\d+\S*", wanted) and via != "cargo add":
            state = EXACT  # unlike in a manifest, a bare version of `cargo install` is that version
        if re.fullmatch(r"[A-Za-z0-9][\w-]*", name):
            yield Dependency(CARGO, name, version, state, origin=INSTALL, via=via)


def _go(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, words("-ldflags -tags -mod -o -C -gcflags -p"), stop_at_operand=False)
    for text in options.operands:
        yield from go(text, via, INSTALL)


def _composer(argv: list[str], via: str) -> Iterator[Dependency]:
    options = read_options(argv, frozenset(["-d", "--working-dir"]), stop_at_operand=False)
    for text in options.operands:
        name, _, behind = text.partition(":") if ":" in text else text.partition("=")
        version, state = composer_version(behind)
        if re.fullmatch(r"[\w.-]+/[\w.-]+", name):
            yield Dependency(COMPOSER, name, version, state, origin=INSTALL, via=via)


def _system(ecosystem: str, separator: str = "=") -> Callable[[list[str], str], Iterator[Dependency]]:
    """Packages of an operating system: `name`, `name=version`; Homebrew writes `name@version`."""

    def read(argv: list[str], via: str) -> Iterator[Dependency]:
        options = read_options(argv, _SYSTEM_VALUES, stop_at_operand=False)
        for text in options.operands:
            name, _, version = text.partition(separator)
            if not re.fullmatch(r"(?:@?[A-Za-z0-9][\w.+-]*/)*[A-Za-z0-9][\w.+:-]*", name) or re.search(
                r"\.(?:deb|rpm|apk)\Z", name
            ):
                continue
            state = NONE if not version else TAG if separator == "@" else EXACT
            yield Dependency(ecosystem, name, version, state, origin=INSTALL, via=via)

    return read


_apt, _apk, _rpm = _system("apt"), _system("apk"), _system("rpm", "-=")
_brew, _conda = _system("Homebrew", "@"), _system("conda")

INSTALLERS: dict[tuple[str, ...], Callable[[list[str], str], Iterator[Dependency]]] = {
    **{(program, "install"): _pip for program in ("pip", "pip3", "pipx", "pipenv")},
    ("pip", "download"): _pip,
    ("pip3", "download"): _pip,
    ("pip", "wheel"): _pip,
    ("pipx", "inject"): lambda argv, via: _pip(argv[1:], via),
    ("uv", "pip", "install"): _pip,
    ("uv", "tool", "install"): _pip,
    ("uv", "add"): _pip,
    ("poetry", "add"): _pip,
    ("pdm", "add"): _pip,
    ("rye", "add"): _pip,
    **{("npm", verb): _npm for verb in ("install", "i", "add", "in", "ins", "inst", "isntall")},
    **{("pnpm", verb): _npm for verb in ("add", "install", "i")},
    **{("bun", verb): _npm for verb in ("add", "install", "i", "a")},
    ("yarn", "add"): _npm,
    ("yarn", "global", "add"): _npm,
    **{(program, verb): _create for program in ("npm", "pnpm", "yarn", "bun") for verb in ("create",)},
    ("npm", "init"): _create,
    ("dotnet", "tool", "install"): dotnet.install,
    ("dotnet", "tool", "update"): dotnet.install,
    ("gem", "install"): _gem,
    ("gem", "i"): _gem,
    ("bundle", "add"): _gem,
    ("cargo", "install"): _cargo,
    ("cargo", "binstall"): _cargo,
    ("cargo", "add"): _cargo,
    ("go", "install"): _go,
    ("go", "get"): _go,
    ("composer", "require"): _composer,
    ("composer", "global", "require"): _composer,
    ("brew", "install"): _brew,
    ("brew", "reinstall"): _brew,
    ("apt", "install"): _apt,
    ("apt-get", "install"): _apt,
    ("aptitude", "install"): _apt,
    ("apk", "add"): _apk,
    ("dnf", "install"): _rpm,
    ("yum", "install"): _rpm,
    ("microdnf", "install"): _rpm,
    ("zypper", "install"): _rpm,
    ("pacman", "-S"): _system("pacman"),
    ("conda", "install"): _conda,
    ("mamba", "install"): _conda,
    ("winget", "install"): _system("winget"),
    ("choco", "install"): _system("Chocolatey"),
    ("scoop", "install"): _system("Scoop", "@"),
    ("snap", "install"): _system("snap"),
}
