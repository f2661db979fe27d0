"""Reading `.plugin-policy.toml`: TOML to sections, every mistake with its line and the nearest valid name."""

from __future__ import annotations

from collections.abc import Collection

from plugin_policy.policy.knobs import Section, nearest
from plugin_policy.policy.settings import (
    ARRAYS,
    ORGANISATION_CHECKS,
    SELECTORS,
    TABLES,
    Policy,
    PolicyError,
    PolicyException,
)

MAX_SIZE = 1 << 20
MAX_DAYS = 366  # how far ahead an exception may expire


def load_policy(
    path: str | None,
    *,
    data: bytes | None = None,
    shown: str = "",
    known: Collection[str] = (),
    today: str = "",
) -> Policy:
    """The policy in the file at `path`, which must exist; None is the default policy.

    data: the file's content, where it does not come from the work tree. shown: its path in messages and findings.
    known: ids of the checks there are; when given, names of checks are held against them. today: ISO date, for the
    bounds of `expires`.
    PolicyError: the file cannot be used; it lists every problem.
    """
    if path is None:
        return Policy()
    shown = shown or path
    text = _text(path, data, shown)
    return _Reading(shown, text, known, today or current_day()).policy(_parsed(shown, text))


def _text(path: str, data: bytes | None, shown: str) -> str:
    if data is None:
        try:
            with open(path, "rb") as file:
                data = file.read(MAX_SIZE + 1)
        except OSError as error:
            raise PolicyError([f"{shown}:1: cannot be read: {(error.strerror or str(error)).lower()}"]) from None
    if len(data) > MAX_SIZE:
        raise PolicyError([f"{shown}:1: is larger than 1 MB, which no policy needs"])
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PolicyError([f"{shown}:{line}: is not UTF-8, which TOML requires"]) from None


def _parsed(path: str, text: str) -> dict[str, object]:
    import tomllib  # 3 ms that no hook without a policy file pays

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # "Invalid value (at line 3, column 5)" or "(at end of document)"
        said, _, place = str(error).partition(" (at ")
        number = place.removeprefix("line ").partition(",")[0]
        line = int(number) if number.isdecimal() else text.count("\n") + 1
        raise PolicyError([f"{path}:{line}: is not TOML: {said[:1].lower()}{said[1:]}"]) from None
    except RecursionError:
        raise PolicyError([f"{path}:1: is nested too deeply"]) from None


Place = tuple[str, str, int]  # table, key or "", index of [[table]]


class _Reading:
    """One pass over the parsed file; collects every problem, then raises them together."""

    def __init__(self, path: str, text: str, known: Collection[str], today: str) -> None:
        self.path = path
        self.text = text
        self.known = known
        self.today = today
        self.problems: list[tuple[Place, str]] = []

    def policy(self, parsed: dict[str, object]) -> Policy:
        head = self.table("policy", parsed.pop("policy", {}), Policy)
        policy = Policy(head, path=self.path, text=self.text)
        many: dict[str, list[Section]] = {name: [] for name in ARRAYS}
        for name, value in parsed.items():
            if name in TABLES:
                kind = TABLES[name]
                section = kind(self.table(name, value, kind), marketplace=policy.marketplace)
                setattr(policy, name.replace("-", "_"), section)
            elif name in ARRAYS:
                many[name] = self.array(name, value)
            else:
                names = ["policy", *TABLES, *ARRAYS]
                hint = nearest(name, names) or choice(names, "tables")
                self.problem((name, "", 0), f"unknown table or key `{name}`{hint}")
        policy.formats = many["plugin-format"]  # type: ignore[assignment]  # ARRAYS gives their classes
        policy.schemas = many["schema"]  # type: ignore[assignment]
        policy.exceptions = many["exception"]  # type: ignore[assignment]
        self.check_ids(policy)
        if self.problems:
            found = sorted((policy.line_of(*place), said) for place, said in self.problems)
            raise PolicyError([f"{self.path}:{line}: {said}" for line, said in found])
        return policy

    def array(self, name: str, value: object) -> list[Section]:
        if not isinstance(value, list):
            self.problem((name, "", 0), f"`{name}` may come many times: write [[{name}]]")
            return []
        sections = []
        for index, item in enumerate(value):
            section = ARRAYS[name](self.table(name, item, ARRAYS[name], index), index=index)
            if isinstance(section, PolicyException) and isinstance(item, dict):
                self.check_exception(section)
            sections.append(section)
        return sections

    def table(self, name: str, value: object, kind: type[Section], index: int = 0) -> dict[str, object]:
        """The table's values, read; problems are noted and their keys left out."""
        shown = f"[[{name}]]" if name in ARRAYS else f"[{name}]"
        if not isinstance(value, dict):
            self.problem((name, "", index), f"`{name}` must be a table: write {shown}")
            return {}
        knobs, given = kind.knobs(), {}
        for key, one in value.items():
            if key not in knobs:
                keys = list(knobs)
                hint = nearest(key, keys) or choice(keys, "keys")
                self.problem((name, key, index), f"unknown key `{key}` in {shown}{hint}")
                continue
            try:
                given[key] = knobs[key].read(one)
            except ValueError as error:
                self.problem((name, key, index), f"`{key}` in {shown} {error}")
        for key, knob in knobs.items():
            if knob.required and key not in value:
                self.problem((name, "", index), f"{shown} needs `{key}`: {knob.help}")
        return given

    def check_exception(self, section: PolicyException) -> None:
        place = ("exception", "rule", section.index)
        if section.rule == "*" and not section.path:
            self.problem(place, "an exception for every rule (`*`) needs a `path`")
        elif section.rule.partition("/")[0] not in ORGANISATION_CHECKS and not any(map(section.given, SELECTORS)):
            self.problem(place, f"an exception needs one or more of {', '.join(SELECTORS)}")
        if section.expires and days_between(self.today, section.expires) > MAX_DAYS:
            place = ("exception", "expires", section.index)
            self.problem(place, f"`expires` is {section.expires}, more than {MAX_DAYS} days ahead of {self.today}")

    def check_ids(self, policy: Policy) -> None:
        """Names of checks, wherever they stand, against the checks there are."""
        if not self.known:
            return
        words: list[tuple[Place, str]] = [(("policy", "checks", 0), word) for word in policy.checks]
        words += [(("policy", "allow-comments", 0), word) for word in policy.allow_comments or ()]
        words += [
            (("exception", "rule", one.index), one.rule)
            for one in policy.exceptions
            if one.given("rule") and one.rule != "*"
        ]
        for place, word in words:
            check = word.partition("/")[0]
            if check not in self.known and check not in ("reading", "policy", "trial"):
                names = sorted(self.known)
                self.problem(place, f"there is no check `{check}`{nearest(check, names) or choice(names, 'checks')}")

    def problem(self, place: Place, said: str) -> None:
        self.problems.append((place, said if said.isprintable() else said.encode("unicode_escape").decode()))


def choice(names: list[str], what: str) -> str:
    return f"; the {what} are {', '.join(names)}"


def days_between(first: str, second: str) -> int:
    """Days from one ISO date to another; negative when the second comes first."""
    from datetime import date

    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def current_day() -> str:
    """Today in UTC, as ISO text."""
    import time

    return time.strftime("%Y-%m-%d", time.gmtime())
