"""What stands behind a package's name, per ecosystem: exact, range, tag, git, url or local."""

from __future__ import annotations

import re

from plugin_policy.dependencies.dependency import (
    EXACT,
    GIT_FLOATING,
    GIT_SHA,
    IMAGE_DIGEST,
    IMAGE_TAG,
    LOCAL,
    NONE,
    RANGE,
    TAG,
    URL,
)

Spec = tuple[str, str, str]  # version, state, address

SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z", re.I)
# https://semver.org/#backusnaur-form-grammar-for-valid-semver-versions
_SEMVER = re.compile(r"[v=\s]*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\Z")
_NPM_RANGE = re.compile(r"[\^~<>=*xX|\s]|\d+(?:\.|\Z)|v\d|\d+\.[xX*]")
_GIT_HOST = re.compile(r"(?:github|gitlab|bitbucket|gist):", re.I)
_GIT_URL = re.compile(r"git\+|git://|git@|ssh://|(?:https?|file)://[^#?]+\.git(?:[#?@]|\Z)", re.I)
# An archive of one commit, and a repository's plain address at a host or with a commit behind it.
_GIT_ARCHIVE = re.compile(r"/(?:tar\.gz|archive|get)[/=]([0-9a-f]{40})\b|[?&](?:ref|sha)=([0-9a-f]{40})\b")
_GIT_REPOSITORY = re.compile(
    r"https?://(?:[^/@]*@)?(?:[^/#]+/[^#]*#(?:commit[=:])?[0-9a-f]{40}\b(?![^#]*\.tgz)"
    r"|(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)/[^/#]+/[^/#]+/?(?:#.*)?\Z)",
    re.I,
)
_SHORTHAND = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+(?:#.*)?\Z")
_PEP508 = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)\Z", re.S)
_NAME_RUN = re.compile(r"[-_.]+")


def pypi_name(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return _NAME_RUN.sub("-", name).lower()


def git_ref(ref: str) -> tuple[str, str]:
    """(version, state) of a git reference; only a full object name cannot move."""
    return (ref, GIT_SHA if SHA.match(ref) else GIT_FLOATING)


def npm_spec(name: str, spec: str) -> tuple[str, str, str, str]:
    """(name, version, state, address) of `"name": "spec"`; an alias (`npm:other@1`) gives the real name.

    https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies
    """
    spec = spec.strip()
    lowered = spec.lower()
    if lowered.startswith("npm:"):
        real, _, version = split_npm(spec[4:])
        return npm_spec(real or name, version) if not version.startswith("npm:") else (name, version, RANGE, "")
    if lowered.startswith("jsr:"):
        real, _, version = split_npm(spec[4:]) if "@" in spec[4:] else (name, "", spec[4:])
        return (real or name, *npm_version(version))
    if lowered.startswith("workspace:") or lowered.startswith(("link:", "portal:", "file:")):
        return (name, "", LOCAL, "")
    if lowered.startswith("catalog:"):
        return (name, spec, RANGE, "")
    if re.match(r"(?:\.{0,2}/|~/|[A-Za-z]:[\\/]|\.{1,2}\Z)", spec):
        return (name, "", LOCAL, "")
    if lowered.startswith("patch:"):
        inner = re.match(r"patch:(?:@?[^@]+)@([^#]+)", spec)
        return npm_spec(name, inner.group(1).replace("%3A", ":") if inner else "")
    git = npm_git(spec)
    return (name, *git) if git else (name, *npm_version(spec))


def npm_git(spec: str) -> Spec | None:
    """A git or archive address in npm's spellings, None when it is neither."""
    if _GIT_URL.match(spec) or _GIT_HOST.match(spec) or _SHORTHAND.match(spec):
        return _npm_git_ref(spec)
    if re.match(r"https?://", spec, re.I):
        archive = _GIT_ARCHIVE.search(spec)
        if archive:
            return (archive.group(1) or archive.group(2), GIT_SHA, spec)
        return _npm_git_ref(spec) if _GIT_REPOSITORY.match(spec) else ("", URL, spec)
    return None


def _npm_git_ref(spec: str) -> Spec:
    """The part behind `#`: a reference, `semver:range`, or berry's `commit=sha&workspace=name`."""
    address, _, fragment = spec.partition("#")
    parts = fragment.split("&")
    named = next((part[7:] for part in parts if part.startswith(("commit=", "commit:"))), "")
    ref = named or next((part for part in parts if not part.startswith("workspace=")), "")
    return (*git_ref(re.sub(r"\A(?:semver|head|tag)[:=]", "", ref)), address)


def npm_version(spec: str) -> Spec:
    """A version, a range, a dist-tag or nothing."""
    spec = spec.strip()
    if not spec:
        return ("", NONE, "")
    exact = _SEMVER.match(spec)
    if exact:
        return (exact.group(1), EXACT, "")
    return (spec, RANGE if _NPM_RANGE.match(spec) or spec in ("*", "x", "X") else TAG, "")


def split_npm(text: str) -> tuple[str, str, str]:
    """`@scope/name@spec` -> (name, "@", spec); (name, "", "") without a spec."""
    at = text.find("@", 1)
    return (text, "", "") if at < 0 else (text[:at], "@", text[at + 1 :])


def npm_argument(text: str) -> tuple[str, str, str, str]:
    """What `npx`, `npm install` and their like take: name, name@spec, alias@npm:…, address or folder.

    https://docs.npmjs.com/cli/v11/using-npm/package-spec
    """
    if re.match(r"(?:\.{0,2}/|~/|file:|[A-Za-z]:[\\/])", text) or text in (".", ".."):
        return (text, "", LOCAL, "")
    if not text.startswith("@"):
        git = npm_git(text)
        if git:
            return (package_of(git[2]), *git)
    name, _, spec = split_npm(text)
    return npm_spec(name, spec)


def package_of(address: str) -> str:
    """A name for a dependency that has only an address."""
    text = re.sub(r"\Agit\+", "", address)
    text = re.sub(r"\A(?:github):", "", text)
    found = re.search(r"(?:github\.com[/:])([^/]+/[^/#@?]+)", text)
    if found:
        text = found.group(1)
    return text.removesuffix(".git")


def python_requirement(text: str) -> tuple[str, str, str, str] | None:
    """(name, version, state, address) of a requirement; None when it is not one.

    https://packaging.python.org/en/latest/specifications/dependency-specifiers/
    """
    text = text.strip()
    if re.match(r"(?:git|hg|svn|bzr)\+|https?://|file:", text, re.I):
        return python_address("", text)
    if re.match(r"\.{0,2}/|\.{1,2}\Z|~/|[A-Za-z]:[\\/]", text) or re.search(r"(?:\.whl|\.tar\.gz|\.zip)\Z", text):
        return (text, "", LOCAL, "") if "@" not in text else python_named(text)
    return python_named(text)


def python_named(text: str) -> tuple[str, str, str, str] | None:
    found = _PEP508.match(text)
    if found is None:
        return None
    name, rest = pypi_name(found.group(1)), found.group(3)
    if rest.startswith("@"):
        return python_address(name, re.split(r"\s+;|\s;", rest[1:].strip())[0])
    version = rest.partition(";")[0].strip()
    if version.startswith("(") and version.endswith(")"):
        version = version[1:-1].strip()
    if version and version[0] not in "=<>!~":
        return None
    return (name, *python_version(version), "")


def python_version(specifier: str) -> tuple[str, str]:
    """(version, state) of a PEP 440 specifier set; one `==` or `===` without wildcard is exact."""
    specifier = specifier.strip()
    if not specifier:
        return ("", NONE)
    for part in specifier.split(","):
        found = re.match(r"\s*={2,3}\s*([^\s*]+)\s*\Z", part)
        if found:
            return (found.group(1), EXACT)
    return (specifier, RANGE)


def python_address(name: str, address: str) -> tuple[str, str, str, str]:
    """pip's VCS and archive addresses: https://pip.pypa.io/en/stable/topics/vcs-support/"""
    address = address.strip()
    egg = re.search(r"[#&]egg=([A-Za-z0-9._-]+)", address)
    bare = address.partition("#")[0]
    name = name or (pypi_name(egg.group(1)) if egg else "")
    if re.match(r"(?:git|hg|svn|bzr)\+", bare, re.I):
        at = bare.rfind("@")
        path_starts = bare.find("/", bare.find("://") + 3)
        ref = bare[at + 1 :] if at > path_starts > 0 else ""
        where = bare[:at] if ref else bare
        return (name or package_of(where), *git_ref(ref), where)
    if bare.startswith(("file:", ".", "/")):
        return (name or bare, "", LOCAL, "")
    wheel = re.search(r"/([A-Za-z0-9_.]+)-[^/-]+(?:-[^/]+)?\.(?:whl|tar\.gz|zip)\Z", bare)
    return (name or (pypi_name(wheel.group(1)) if wheel else bare), "", URL, bare)


def image_reference(text: str) -> tuple[str, str, str]:
    """(name, version, state) of a container image: https://pkg.go.dev/github.com/distribution/reference"""
    name, _, digest = text.partition("@")
    slash = name.rfind("/")
    colon = name.find(":", slash + 1)
    tag = name[colon + 1 :] if colon >= 0 else ""
    name = name[:colon] if colon >= 0 else name
    if digest:
        return (name, digest, IMAGE_DIGEST)
    return (name, tag, IMAGE_TAG) if tag else (name, "", NONE)


def go_version(version: str) -> tuple[str, str]:
    if not version:
        return ("", NONE)
    if re.match(r"v\d+\.\d+\.\d+", version):
        return (version, EXACT)
    if SHA.match(version):
        return (version, GIT_SHA)
    return (version, TAG if version in ("latest", "upgrade", "patch") else RANGE if version[:1] == "v" else TAG)


def cargo_version(requirement: str) -> tuple[str, str]:
    """https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html: a bare version is a caret range."""
    requirement = requirement.strip()
    if not requirement:
        return ("", NONE)
    exact = re.match(r"=\s*(\d+\.\d+\.\d+[^\s,]*)\Z", requirement)
    return (exact.group(1), EXACT) if exact else (requirement, RANGE)


def gem_version(requirement: str) -> tuple[str, str]:
    requirement = requirement.strip()
    if not requirement:
        return ("", NONE)
    exact = re.match(r"=?\s*(\d[\w.]*)\Z", requirement)
    return (exact.group(1), EXACT) if exact else (requirement, RANGE)


def composer_version(constraint: str) -> tuple[str, str]:
    """https://getcomposer.org/doc/articles/versions.md"""
    constraint = constraint.strip()
    if not constraint:
        return ("", NONE)
    pinned = re.match(r"dev-[^#]+#([0-9a-f]{40})\Z", constraint)
    if pinned:
        return (pinned.group(1), GIT_SHA)
    if constraint.startswith("dev-") or constraint.endswith("-dev"):
        return (constraint, GIT_FLOATING)
    exact = re.match(r"=?\s*(v?\d+(?:\.\d+)*(?:-?(?:alpha|beta|rc|p|pl|patch|stable)\.?\d*)?)\Z", constraint, re.I)
    return (exact.group(1), EXACT) if exact else (constraint, RANGE)
