"""Programs that fetch a package and run it: what each pulls in.

https://docs.npmjs.com/cli/v11/commands/npx  https://bun.com/docs/cli/bunx  https://pnpm.io/cli/dlx
https://yarnpkg.com/cli/dlx  https://docs.astral.sh/uv/guides/tools/  https://pipx.pypa.io/stable/docs/
https://docs.docker.com/reference/cli/docker/container/run/  https://docs.deno.com/runtime/reference/cli/run/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugin_policy.dependencies import compose_run, dotnet
from plugin_policy.dependencies.dependency import (
    DENO,
    DOCKER,
    GO,
    IMAGE,
    JSR,
    LAUNCHER,
    LOCAL,
    NONE,
    NPM,
    PYPI,
    URL,
    Dependency,
)
from plugin_policy.dependencies.options import Options, read_options, words
from plugin_policy.dependencies.specs import (
    go_version,
    image_reference,
    npm_argument,
    npm_version,
    python_requirement,
    split_npm,
)

_NPM_VALUES = words(
    "-p --package -c --call -w --workspace --registry --cache --userconfig --globalconfig --prefix --shell "
    "--script-shell -n --node-arg --node-options --loglevel --tag --before --otp --location --allow-build "
    "--reporter --cwd -C --dir --filter -F --config-dir --network-concurrency --min-release-age"
)
_UV_VALUES = words(
    "--from --with --with-editable --with-requirements --with-executables-from -w -p --python --index "
    "--default-index -i --index-url --extra-index-url -f --find-links -P --upgrade-package --refresh-package "
    "--reinstall-package --env-file --directory --project --config-file --cache-dir --resolution --prerelease "
    "--exclude-newer --exclude-newer-package --link-mode --keyring-provider -C --config-setting --config-settings "
    "--color --allow-insecure-host --python-preference -b --build-constraints --build-constraint -c --constraints "
    "--constraint --override --overrides --torch-backend --index-strategy --fork-strategy --no-build-package "
    "--no-binary-package --no-build-isolation-package --only-group --group --no-group --extra --no-extra "
    "--package --python-platform --excludes --config-settings-package --no-sources-package --python-fetch "
    "--preview-features -m --module"
)
_PIPX_VALUES = words("--spec --with --python --pip-args --index-url -i --suffix --backend --fetch-python --log-level")
_DOCKER_FLAGS = words(
    "-d --detach --disable-content-trust --help --init -i --interactive --no-healthcheck --oom-kill-disable "
    "--privileged -P --publish-all -q --quiet --read-only --rm --sig-proxy -t --tty --use-api-socket --replace "
    "--tls-verify --no-hosts --no-hostname --rmi --env-host --http-proxy --passwd --read-only-tmpfs "
    "--unsetenv-all --all-tags --debug -D --tls --tlsverify --version --rootless --no-log --disable-compression"
)
_DOCKER_GLOBAL_FLAGS = words("-D --debug --tls --tlsverify --remote -r -v --version --help -h")
_DENO_VALUES = words("--config -c --import-map --lock --location --seed --cert --env-file --reload-path --ext")
_GO_VALUES = words(
    "-C -p -asmflags -buildmode -buildvcs -compiler -covermode -coverpkg -exec -gccgoflags -gcflags "
    "-installsuffix -ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -o"
)


def npm_packages(options: Options, via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    """`npx [-p spec]… [spec] args…`; with `-p` or `-c` no operand is a package."""
    if "--no-install" in options.flags or "--no" in options.flags:
        return  # runs what is installed already, or fails
    wanted = options.all("-p", "--package")
    if not wanted and not options.all("-c", "--call"):
        wanted = options.operands[:1]
    for text in wanted:
        yield from npm(text, via, origin)


def npm(text: str, via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    if not re.match(r"[@A-Za-z0-9._/~]", text) or re.search(
        r"[$<>{}\[\]|*]", text.partition("@")[0] or text[1:].partition("@")[0]
    ):
        return  # an option, a variable or a placeholder
    name, version, state, address = npm_argument(text)
    yield Dependency(NPM, name, version, state, origin=origin, address=address, via=via)


def python(text: str, via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    """A requirement, or uv's and pipx's `name@version`, `name@latest`."""
    at = re.match(r"([A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?)@([^\s/:@]+)\Z", text.strip())
    if at:
        text = at.group(1) if at.group(2) == "latest" else f"{at.group(1)}=={at.group(2)}"
        found = python_requirement(text)
        if found:
            version, state = ("latest", "tag") if at.group(2) == "latest" else found[1:3]
            yield Dependency(PYPI, found[0], version, state, origin=origin, via=via)
        return
    found = python_requirement(text)
    if found:
        name, version, state, address = found
        yield Dependency(PYPI, name, version, state, origin=origin, address=address, via=via)


def python_list(texts: list[str], via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    """Values of `--with`: a requirement, or several with commas between."""
    for text in texts:
        for part in re.split(r",(?=\s*[A-Za-z])", text):
            yield from python(part, via, origin)


def image(text: str, via: str) -> Iterator[Dependency]:
    name, version, state = image_reference(text)
    if name and not text.startswith("-"):
        yield Dependency(DOCKER, name, version, state, origin=IMAGE, via=via)


def run_npx(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """(what is pulled in, the words behind the package: they may launch something else)"""
    options = read_options(argv, _NPM_VALUES)
    found = list(npm_packages(options, via))
    called = options.all("-c", "--call")
    return found, called or options.operands[0 if options.all("-p", "--package") else 1 :]


def run_npm_exec(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """Like npx, but options are also read behind operands until `--`."""
    at = argv.index("--") if "--" in argv else len(argv)
    options = read_options(argv[:at], _NPM_VALUES, stop_at_operand=False)
    options.operands += argv[at + 1 :]
    return list(npm_packages(options, via)), options.operands[1:]


def run_uvx(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    options = read_options(argv, _UV_VALUES)
    wanted = options.all("--from")
    found = list(python_list(options.all("--with", "-w"), via))
    for text in wanted or options.operands[:1]:
        found += python(text, via)
    found += (_local(path, via) for path in options.all("--with-editable"))
    return found, options.operands[1:]


def run_uv_run(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """Only `--with` adds something: the rest comes from the project or the script's own metadata."""
    options = read_options(argv, _UV_VALUES)
    found = list(python_list(options.all("--with", "-w"), via))
    for operand in options.operands[:1]:
        if re.match(r"https?://", operand):
            found.append(Dependency(PYPI, operand, "", URL, origin=LAUNCHER, address=operand, via=via))
    return found, options.operands


def run_pipx(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    options = read_options(argv, _PIPX_VALUES)
    found = list(python_list(options.all("--with"), via))
    for text in options.all("--spec") or options.operands[:1]:
        if re.match(r"https?://.*\.py\Z", text):
            found.append(Dependency(PYPI, text, "", URL, origin=LAUNCHER, address=text, via=via))
        else:
            found += python(text, via)
    return found, options.operands[1:]


def _local(path: str, via: str) -> Dependency:
    return Dependency(PYPI, path, "", LOCAL, origin=LAUNCHER, via=via)


def run_docker(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    """argv behind `docker`. Every option that is not a known switch takes a value."""
    general = read_options(argv, lambda option: option not in _DOCKER_GLOBAL_FLAGS)
    behind = general.operands
    if behind[:1] == ["compose"]:
        return compose_run.run(behind[1:], via)
    if behind[:1] == ["container"] or behind[:1] == ["image"]:
        behind = behind[1:]
    if behind[:1] not in (["run"], ["create"], ["pull"]):
        return [], []
    options = read_options(behind[1:], lambda option: option not in _DOCKER_FLAGS and not _cluster(option))
    return list(image(options.operands[0], via)) if options.operands else [], options.operands[1:]


def _cluster(option: str) -> bool:
    """`-it`, `-idq`, `-ie`: short options written together, or a value glued to one (`-p80:80`)."""
    return not option.startswith("--") and len(option) > 2


def run_go(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    options = read_options(argv, _GO_VALUES)
    return [found for text in options.operands[:1] for found in go(text, via)], []


def go(text: str, via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    name, _, version = text.partition("@")
    if "." not in name.partition("/")[0] or name.startswith((".", "/")) or name.endswith(".go"):
        return  # a file, a folder or the standard library
    written, state = go_version(version)
    yield Dependency(GO, name, written, state, origin=origin, via=via)


def run_deno(argv: list[str], via: str) -> tuple[list[Dependency], list[str]]:
    options = read_options(argv, _DENO_VALUES)
    return [found for text in options.operands[:1] for found in deno(text, via)], options.operands[1:]


def deno(text: str, via: str, origin: str = LAUNCHER) -> Iterator[Dependency]:
    """`npm:name@1/path`, `jsr:@scope/name@1/path`, an address; anything else is a file of the tree."""
    if text.startswith(("npm:", "jsr:")):
        ecosystem, spec = (NPM, text[4:]) if text.startswith("npm:") else (JSR, text[4:])
        name, at, version = split_npm(spec.lstrip("/"))
        version = version.partition("/")[0]
        if not at:
            name = "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
        written, state, _ = npm_version(version)
        yield Dependency(ecosystem, name, written, state if at else NONE, origin=origin, via=via)
    elif re.match(r"https?://", text):
        yield Dependency(DENO, text, "", URL, origin=origin, address=text, via=via)


RUNNERS: dict[tuple[str, ...], Callable[[list[str], str], tuple[list[Dependency], list[str]]]] = {
    ("npx",): run_npx,
    ("npm", "exec"): run_npm_exec,
    ("npm", "x"): run_npm_exec,
    ("bunx",): run_npx,
    ("bun", "x"): run_npx,
    ("pnpm", "dlx"): run_npx,
    ("pnpx",): run_npx,
    ("pnx",): run_npx,
    ("yarn", "dlx"): run_npx,
    ("uvx",): run_uvx,
    ("uv", "tool", "run"): run_uvx,
    ("uv", "run"): run_uv_run,
    ("pipx", "run"): run_pipx,
    ("docker",): run_docker,
    ("podman",): run_docker,
    ("nerdctl",): run_docker,
    ("docker-compose",): compose_run.run,
    ("podman-compose",): compose_run.run,
    ("go", "run"): run_go,
    ("deno", "run"): run_deno,
    ("deno", "x"): run_deno,
    ("dx",): run_deno,
    ("dotnet", "tool", "exec"): dotnet.run,
    ("dnx",): dotnet.run,
}
