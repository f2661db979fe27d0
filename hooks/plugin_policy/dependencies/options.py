"""Reading options the way each program does: which take a value, which repeat, where the operands begin."""

from __future__ import annotations

from collections.abc import Callable


def words(text: str) -> frozenset[str]:
    """A table of options, written as one text."""
    return frozenset(text.split())


class Options:
    """values: option -> its values in order. operands: what is left. rest: index of the first operand in argv."""

    __slots__ = ("flags", "operands", "rest", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self.flags: set[str] = set()
        self.operands: list[str] = []
        self.rest = -1

    def all(self, *names: str) -> list[str]:
        return [value for name in names for value in self.values.get(name, [])]


def read_options(
    argv: list[str], takes_value: frozenset[str] | Callable[[str], bool], *, stop_at_operand: bool = True
) -> Options:
    """argv without the program. Options end at `--`, and with `stop_at_operand` at the first operand.

    `takes_value` names the options that take one, or tells for any option. Long options also as `--name=value`,
    short ones also as `-nvalue`, and clustered (`-it`).
    """
    known = takes_value if callable(takes_value) else takes_value.__contains__
    found, at = Options(), 0
    while at < len(argv):
        word = argv[at]
        if word == "--":
            at += 1
            if found.rest < 0:
                found.rest = at
            found.operands += argv[at:]
            return found
        if len(word) < 2 or word[0] != "-":
            if found.rest < 0:
                found.rest = at
            if stop_at_operand:
                found.operands += argv[at:]
                return found
            found.operands.append(word)
            at += 1
            continue
        at = _option(argv, at, known, found)
    return found


def _option(argv: list[str], at: int, known: Callable[[str], bool], found: Options) -> int:
    """Read the option at `at`; index behind it."""
    word = argv[at]
    name, equals, value = word.partition("=")
    if equals and (name.startswith("--") or len(name) == 2):
        found.values.setdefault(name, []).append(value)
        return at + 1
    if known(word):
        if at + 1 < len(argv):
            found.values.setdefault(word, []).append(argv[at + 1])
        return at + 2
    if not word.startswith("--"):
        for index in range(1, len(word)):  # a cluster: the first that takes a value takes the rest
            short = "-" + word[index]
            if known(short):
                rest = word[index + 1 :]
                if rest or at + 1 < len(argv):
                    found.values.setdefault(short, []).append(rest.removeprefix("=") or argv[at + 1])
                return at + 1 if rest else at + 2
            found.flags.add(short)
    found.flags.add(word)
    return at + 1
