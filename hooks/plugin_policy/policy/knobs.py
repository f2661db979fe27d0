"""Kinds of settings: each knows its type, its default and how to read what a policy file gives.

A section of the policy is a class whose attributes are knobs, so that a new setting is one line:
`allowed = Strings("hosts that every plugin may reach")`.
"""

from __future__ import annotations

from plugin_policy.policy.duration import Duration as Duration

MIN_REASON = 10  # characters; shared with allow comments


class Section:
    """One table of the policy. Settings that the file does not give have their default, or the profile's."""

    __slots__ = ("_given", "index", "marketplace")

    def __init__(self, given: dict[str, object] | None = None, *, marketplace: bool = False, index: int = 0) -> None:
        self._given = given or {}
        self.marketplace = marketplace
        self.index = index  # which of several [[table]]

    def given(self, key: str) -> bool:
        """Does the file say something about this key?"""
        return key in self._given

    def override(self, key: str, value: object) -> None:
        """Set what the command line says, already in the form that `Knob.read` gives."""
        self._given = {**self._given, key: value}

    @classmethod
    def knobs(cls) -> dict[str, Knob]:
        """Every knob of the section by its key in the file."""
        found = [value for base in reversed(cls.__mro__) for value in vars(base).values()]
        return {knob.key: knob for knob in found if isinstance(knob, Knob)}


class Knob:
    """One setting. default: its value when the file is silent; marketplace: the same in profile "marketplace"."""

    __slots__ = ("default", "help", "key", "marketplace", "required")
    shape = ""  # of its values, for the documentation

    def __init__(self, help: str, default: object = "", *, marketplace: object = None, required: bool = False) -> None:
        self.help = help
        self.default = default
        self.marketplace = default if marketplace is None else marketplace
        self.required = required
        self.key = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name.replace("_", "-")

    def of(self, section: Section) -> object:
        if self.key in section._given:
            return section._given[self.key]
        return self.marketplace if section.marketplace else self.default

    def read(self, value: object) -> object:
        """The value as the rest of the program wants it. ValueError says what was expected."""
        raise NotImplementedError


class Flag(Knob):
    __slots__ = ()
    shape = "true or false"

    def __init__(self, help: str, default: bool = False, *, marketplace: bool | None = None) -> None:
        super().__init__(help, default, marketplace=marketplace)

    def __get__(self, section: Section, owner: type | None = None) -> bool:
        return bool(self.of(section))

    def read(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise ValueError(f"must be true or false, not {value!r}")


class Word(Knob):
    """A string that is not empty; with `options`, one of them."""

    __slots__ = ("options",)
    shape = "string"

    def __init__(
        self,
        help: str,
        default: str = "",
        *,
        options: tuple[str, ...] = (),
        marketplace: str | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(help, default, marketplace=marketplace, required=required)
        self.options = options

    def __get__(self, section: Section, owner: type | None = None) -> str:
        return str(self.of(section))

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"must be a string that is not empty, not {value!r}")
        if self.options and value not in self.options:
            raise ValueError(f"must be one of {', '.join(self.options)}, not {value!r}{nearest(value, self.options)}")
        return value


class Reason(Word):
    __slots__ = ()
    shape = "string of at least 10 characters"

    def read(self, value: object) -> str:
        text = super().read(value)
        if len(text.strip()) < MIN_REASON:
            raise ValueError(f"must say why in at least {MIN_REASON} characters, not {value!r}")
        return text


class Place(Word):
    """A path or pattern relative to the repository root."""

    __slots__ = ()
    shape = "path or glob"

    def read(self, value: object) -> str:
        return _place(super().read(value))


class Fingerprint(Word):
    __slots__ = ()
    shape = "64 hexadecimal digits"

    def read(self, value: object) -> str:
        text = super().read(value)
        if len(text) != 64 or set(text) - set("0123456789abcdef"):
            raise ValueError(f"must be the 64 hexadecimal digits that the JSON report gives, not {value!r}")
        return text


class Strings(Knob):
    """A list of strings; one string stands for a list of one. With `options`, each is one of them."""

    __slots__ = ("options",)
    shape = "list of strings"

    def __init__(
        self, help: str, default: tuple[str, ...] = (), *, options: tuple[str, ...] = (), required: bool = False
    ) -> None:
        super().__init__(help, default, required=required)
        self.options = options

    def __get__(self, section: Section, owner: type | None = None) -> tuple[str, ...]:
        return self.of(section)  # type: ignore[return-value]  # read() made it

    def read(self, value: object) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
            raise ValueError(f"must be a list of strings, not {value!r}")
        for one in values:
            if self.options and one not in self.options:
                raise ValueError(f"may hold {', '.join(self.options)}, not {one!r}{nearest(one, self.options)}")
        return tuple(values)


class Places(Strings):
    __slots__ = ()
    shape = "list of paths or globs"

    def read(self, value: object) -> tuple[str, ...]:
        return tuple(_place(one) for one in super().read(value))


class AllowComments(Knob):
    """None: the rules that are justifiable. Else the ids of the checks and rules that comments may clear."""

    __slots__ = ()
    shape = '"justifiable", false or a list of rules and checks'

    def __init__(self, help: str) -> None:
        super().__init__(help, None)

    def __get__(self, section: Section, owner: type | None = None) -> tuple[str, ...] | None:
        return self.of(section)  # type: ignore[return-value]  # read() made it

    def read(self, value: object) -> tuple[str, ...] | None:
        if value == "justifiable":
            return None
        if value is False:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        raise ValueError(f'must be "justifiable", false or a list of rules and checks, not {value!r}')


class Table(Knob):
    """A table of names, each with one of the options."""

    __slots__ = ("options",)
    shape = "table"

    def __init__(self, help: str, *, options: tuple[str, ...]) -> None:
        super().__init__(help, {})
        self.options = options

    def __get__(self, section: Section, owner: type | None = None) -> dict[str, str]:
        return self.of(section)  # type: ignore[return-value]  # read() made it

    def read(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            raise ValueError(f'must be a table like {{ name = "{self.options[0]}" }}, not {value!r}')
        for name, one in value.items():
            if one not in self.options:
                raise ValueError(
                    f"gives {name} {one!r}, which must be one of {', '.join(self.options)}{nearest(one, self.options)}"
                )
        return dict(value)


class Span(Knob):
    """A duration; None when nothing is promised."""

    __slots__ = ()
    shape = "duration"

    def __init__(self, help: str, default: Duration | None = None) -> None:
        super().__init__(help, default)

    def __get__(self, section: Section, owner: type | None = None) -> Duration | None:
        return self.of(section)  # type: ignore[return-value]  # read() made it

    def read(self, value: object) -> Duration:
        words = value.lower().split() if isinstance(value, str) else []
        amount, unit = words[:1], " ".join(words[1:]).rstrip("s").replace("business", "working")
        factor = {"hour": 1, "day": 1, "week": 7, "working day": 1}.get(unit)
        if not factor or not amount[0].isdecimal() or not amount[0].isascii() or len(amount[0]) > 5:
            raise ValueError(f'must be a duration like "48 hours", "7 days", "3 working days", not {value!r}')
        return Duration(int(amount[0]) * factor, "days" if unit == "week" else unit + "s")


class Day(Knob):
    """A date, as ISO text: TOML's own form (2026-12-31) or the same in quotes."""

    __slots__ = ()
    shape = "date"

    def __get__(self, section: Section, owner: type | None = None) -> str:
        return str(self.of(section))

    def read(self, value: object) -> str:
        return _day(value)


class Days(Knob):
    __slots__ = ()
    shape = "list of dates"

    def __get__(self, section: Section, owner: type | None = None) -> tuple[str, ...]:
        return self.of(section)  # type: ignore[return-value]  # read() made it

    def read(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError(f"must be a list of dates like 2026-12-31, not {value!r}")
        return tuple(_day(one) for one in value)


def nearest(word: object, words: tuple[str, ...] | list[str]) -> str:
    """ "; did you mean `x`" for a likely typo, else nothing."""
    import difflib

    close = difflib.get_close_matches(str(word).lower(), words, 1, 0.6)
    return f"; did you mean `{close[0]}`" if close else ""


def _place(path: str) -> str:
    if path.startswith(("/", "~")) or "\\" in path or ".." in path.split("/"):
        raise ValueError(f"must be a path relative to the repository root, with `/` and without `..`, not {path!r}")
    return path


def _day(value: object) -> str:
    import datetime

    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            value = value or "''"
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    raise ValueError(f"must be a date like 2026-12-31, not {value!s}")
