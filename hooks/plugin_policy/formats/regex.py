"""Is a text a regular expression of JavaScript? Syntax only, without flags (ECMA-262, 22.2.1 and annex B.1.2)."""

from __future__ import annotations

import re

_QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<low>\d+)(?:,(?P<high>\d*))?\})\??")
_GROUP = re.compile(r"\(\?(?:(?P<plain>:|=|!|<=|<!)|<(?P<name>[A-Za-z_$][\w$]*)>|(?P<flags>[ims]*(?:-[ims]*)?):)")


def problem(source: str) -> str:
    """Why JavaScript's `new RegExp(source)` throws; "" when it does not."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.groups: list[str] = []  # how each open group began
        self.names: set[str] = set()
        self.references: list[str] = []
        self.quantifiable = False

    def run(self) -> str:
        while self.at < len(self.source):
            said = self._step(self.source[self.at])
            if said:
                return said
        if self.groups:
            return "a group is never closed"
        if self.names and any(name not in self.names for name in self.references):
            return "a reference to a group that does not exist"
        return ""

    def _step(self, char: str) -> str:
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class()
        if char == "(":
            return self._open()
        if char == ")":
            return self._close()
        quantifier = _QUANTIFIER.match(self.source, self.at)
        if quantifier is not None:
            return self._quantify(quantifier)
        self.at += 1
        self.quantifiable = char not in "|^$"
        return ""

    def _escape(self) -> str:
        if self.at + 1 >= len(self.source):
            return "`\\` at the end"
        follows = self.source[self.at + 1]
        self.at += 2
        self.quantifiable = follows not in "bB"
        if follows == "k":
            name = re.compile(r"<([A-Za-z_$][\w$]*)>").match(self.source, self.at)
            self.references.append(name[1] if name else "")
            self.at = name.end() if name else self.at
        return ""

    def _open(self) -> str:
        self.quantifiable = False
        if not self.source.startswith("(?", self.at):
            self.groups.append("(")
            self.at += 1
            return ""
        group = _GROUP.match(self.source, self.at)
        if group is None:
            return "an invalid group `(?…`"
        if group["name"]:
            if group["name"] in self.names:
                return f"two groups are named `{group['name'][:40]}`"
            self.names.add(group["name"])
        flags = (group["flags"] or "").replace("-", "")
        if len(set(flags)) != len(flags) or group["flags"] == "-":
            return "invalid flags of a group"
        self.groups.append(group["plain"] or "(")
        self.at = group.end()
        return ""

    def _close(self) -> str:
        if not self.groups:
            return "`)` closes nothing"
        self.at += 1
        self.quantifiable = self.groups.pop() not in ("<=", "<!")
        return ""

    def _quantify(self, quantifier: re.Match[str]) -> str:
        if not self.quantifiable:
            return f"nothing to repeat before `{quantifier[0][:20]}`"
        low, high = quantifier["low"], quantifier["high"]
        # Numbers are compared as text: a bound of thousands of digits must not cost us time.
        if low and high and (len(low.lstrip("0")), low.lstrip("0")) > (len(high.lstrip("0")), high.lstrip("0")):
            return f"numbers out of order in `{quantifier[0][:20]}`"
        self.at = quantifier.end()
        self.quantifiable = False
        return ""

    def _class(self) -> str:
        """A set of characters; ranges must rise."""
        self.at += 1 + self.source.startswith("[^", self.at)
        left = ""
        pending = False
        while self.at < len(self.source):
            if self.source[self.at] == "]":
                self.at += 1
                self.quantifiable = True
                return ""
            atom, single = self._class_atom()
            if atom is None:
                return "`\\` at the end"
            if pending:
                if left and single and left > atom:
                    return f"range out of order `{left}-{atom}`"
                left, pending = "", False
            elif atom == "-" and left and self.source[self.at : self.at + 1] not in ("]", ""):
                pending = True
            else:
                left = atom if single else "\0"
        return "`[` is never closed"

    def _class_atom(self) -> tuple[str | None, bool]:
        """One member, and whether it is a single character (`\\w` is not)."""
        char = self.source[self.at]
        if char != "\\":
            self.at += 1
            return char, True
        if self.at + 1 >= len(self.source):
            return None, False
        escape = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|c([A-Za-z])|(.))", re.DOTALL)
        match = escape.match(self.source, self.at)
        assert match is not None
        self.at = match.end()
        digits = match[1] or match[2]
        if digits:
            return chr(int(digits, 16)), True
        if match[3]:
            return chr(int(match[3], 8)), True
        if match[4]:
            return chr(ord(match[4]) % 32), True
        plain = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}.get(match[5], match[5])
        return plain, match[5] not in "dDsSwW"
