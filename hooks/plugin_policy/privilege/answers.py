"""Permission questions that a plugin hook answers with allow, in code or constant text, and under what condition.

Forms: code.claude.com/docs/en/hooks (PreToolUse `permissionDecision`, the older `decision: approve`,
PermissionRequest `decision.behavior`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugin_policy.privilege.excess import Excess
from plugin_policy.privilege.guards import ALWAYS, BY_DEFAULT, CHOSEN, Reached, reached, trivial
from plugin_policy.readers import ir

if TYPE_CHECKING:
    from plugin_policy.surface import Surface
    from plugin_policy.text import Text

EVENTS = ("PreToolUse", "PermissionRequest")
_KEYS = frozenset(("permissiondecision", "decision", "behavior"))
_YES = frozenset(("allow", "approve"))
_WORDS = re.compile(rb"permissionDecision|\bdecision\b|\bbehavior\b|bypassPermissions", re.IGNORECASE)
_QUOTE = r"\\*[\"']?"
_TEXT = re.compile(
    rf"(?:permissionDecision|behavior)\\*[\"']?\s*[:=]\s*{_QUOTE}allow\b|\bdecision{_QUOTE}\s*[:=]\s*{_QUOTE}(?:approve|allow)\b"
    rf"|\bmode{_QUOTE}\s*[:=]\s*{_QUOTE}bypassPermissions",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?:permissionDecision|behavior|\bdecision)\\*[\"']?\s*[:=]\s*{_QUOTE}$", re.IGNORECASE)
_PERCENT = re.compile(rf"(?:permissionDecision|behavior|\bdecision)\\*[\"']?\s*[:=]\s*{_QUOTE}(?:%s|\{{\w*\}})", re.IGNORECASE)  # fmt: skip  # noqa: E501
_RULES = {ALWAYS: "answers-allow", BY_DEFAULT: "allows-by-default", CHOSEN: "answers-some"}


def find(surface: Surface, texts: list[Text], own_tools: re.Pattern[str]) -> Iterator[Excess]:
    """The least guarded answer of each Text that a plugin hook runs. own_tools: names of the plugin's own tools."""
    if surface.event not in EVENTS or surface.inert:
        return
    alone = bool(surface.matcher) and all(own_tools.fullmatch(part) for part in str(surface.matcher).split("|"))
    for text in texts:
        if _WORDS.search(text.data) is None:
            continue
        answers = answers_of(text)
        if not answers:
            continue
        guard = min(answer.guard for answer in answers)
        first = min((answer.node for answer in answers if answer.guard == guard), key=lambda node: node.start)
        rule = _RULES[CHOSEN if alone or surface.value.get("if") else guard]
        yield Excess(rule, text, first.start, first.end, surface.event, subject=surface.event)


def answers_of(text: Text) -> list[Reached]:
    """Where a Text says allow: the place, and the guard from the start of the Text on."""
    from plugin_policy.readers.names import read

    module = read(text)
    places = list(reached(module.body, text.data))
    code = _Code(places)
    found = [answer for place in places for answer in code.answers(place)]
    for place in found:
        place.guard = max(place.guard, code.guard_of(place.function))
    return found


class _Code:
    """What one Text binds and calls, by name."""

    def __init__(self, places: list[Reached]) -> None:
        self.calls: dict[str, list[Reached]] = {}
        self.binds: dict[str, list[Reached]] = {}
        for place in places:
            node = place.node
            if isinstance(node, ir.Call) and _name(node.func):
                self.calls.setdefault(_name(node.func), []).append(place)
            elif isinstance(node, ir.Command) and node.words and isinstance(node.words[0], ir.Const):
                self.calls.setdefault(str(node.words[0].value), []).append(place)
            elif isinstance(node, ir.Bind):
                self.binds.setdefault(_name(node.target), []).append(place)
            elif isinstance(node, (ir.Name, ir.Attr)):
                self.calls.setdefault(_name(node), []).append(place)  # a function handed on

    def guard_of(self, function: str) -> int:
        """The weakest guard under which a function is called, through its callers."""
        known: dict[str, int] = {}
        queue, seen, guard = [(function, ALWAYS)], {function}, []
        while queue:
            name, level = queue.pop()
            callers = self.calls.get(name, []) if name else []
            if not callers:
                guard.append(level)
                continue
            for caller in callers:
                reach = max(level, caller.guard)
                if not caller.function:
                    guard.append(reach)
                elif caller.function not in seen or known.get(caller.function, CHOSEN + 1) > reach:
                    seen.add(caller.function)
                    known[caller.function] = reach
                    queue.append((caller.function, reach))
        return min(guard, default=ALWAYS)

    def answers(self, place: Reached) -> Iterator[Reached]:
        node = place.node
        if isinstance(node, ir.Const):
            if isinstance(node.value, str) and _TEXT.search(node.value):
                yield place
        elif isinstance(node, ir.Join):
            yield from self.joined(place, node.parts)
        elif isinstance(node, ir.Command):
            yield from self.formatted(place, node)
        else:
            for value in _decided(node):
                yield from self.values(place, value)

    def joined(self, place: Reached, parts: list[ir.Node]) -> Iterator[Reached]:
        """Text put together: `"permissionDecision": "` and a name behind it, or all of it constant."""
        for before, after in itertools.pairwise(parts):
            if isinstance(before, ir.Const) and _OPEN.search(str(before.value)) and not isinstance(after, ir.Const):
                yield from self.values(place, after)
        whole = "".join([str(part.value) if isinstance(part, ir.Const) else "\0" for part in parts])
        if _TEXT.search(whole) and not any(isinstance(p, ir.Const) and _TEXT.search(str(p.value)) for p in parts):
            yield place

    def formatted(self, place: Reached, node: ir.Command) -> Iterator[Reached]:
        """printf '… "%s"' allow, and jq --arg d allow '{permissionDecision: $d}'."""
        words = [word.value.value if isinstance(word, ir.Star) and isinstance(word.value, ir.Const) else
                 word.value if isinstance(word, ir.Const) else None for word in node.words]  # fmt: skip
        texts = [str(word) for word in words if word is not None]
        if not texts or texts[0] not in ("printf", "jq"):
            return
        template = any(_PERCENT.search(text) or re.search(r"(?:[dD]ecision|behavior)\"?\s*:\s*\$", text) for text in texts)  # fmt: skip  # noqa: E501
        if template and any(text in _YES for text in texts):
            yield place
        elif template:
            for word in node.words[1:]:
                if isinstance(word, (ir.Name, ir.Star)):
                    yield from self.values(place, word)

    def values(self, place: Reached, value: ir.Node) -> Iterator[Reached]:
        """Where the value `allow` comes from: here, from a name bound elsewhere, or from an argument."""
        stack, seen = [(place, value)], set()
        while stack:
            where, node = stack.pop()
            if isinstance(node, ir.Star):
                node = node.value
            if isinstance(node, ir.Const):
                if isinstance(node.value, str) and node.value.lower() in _YES:
                    yield Reached(where.node, where.function, where.guard)
            elif isinstance(node, ir.Choice):
                tested = any(not trivial(test) for test in node.also)
                guard = max(where.guard, CHOSEN) if tested else where.guard
                stack += [(Reached(where.node, where.function, guard), option) for option in node.options]
            elif isinstance(node, ir.Sequence):
                stack += [(where, item) for item in node.items]
            elif isinstance(node, (ir.Name, ir.Attr)) and _name(node) not in seen:
                seen.add(_name(node))
                stack += list(self.bound(_name(node)))
                stack += list(self.arguments(where, _name(node)))

    def bound(self, name: str) -> Iterator[tuple[Reached, ir.Node]]:
        """What a name is bound to. One that also gets another word elsewhere is allow by default only."""
        binds = [(place, place.node.value) for place in self.binds.get(name, ()) if isinstance(place.node, ir.Bind)]
        other = any(isinstance(value, ir.Const) and value.value and value.value not in _YES for _, value in binds)
        for place, value in binds:
            guard = max(place.guard, BY_DEFAULT) if other else place.guard
            yield Reached(place.node, place.function, guard), value

    def arguments(self, where: Reached, name: str) -> Iterator[tuple[Reached, ir.Node]]:
        """What the callers of the function around `where` hand in for a parameter."""
        if not where.function or self.binds.get(name):
            return
        for caller in self.calls.get(where.function, ()):
            node = caller.node
            given: list[ir.Node] = []
            if isinstance(node, ir.Call):
                given = [*node.args, *[value for _, value in node.kwargs]]
            elif isinstance(node, ir.Command):
                given = node.words[1:]
            yield from ((caller, each) for each in given if not isinstance(each, (ir.Name, ir.Attr)))


def _name(node: ir.Node | None) -> str:
    if isinstance(node, ir.Name):
        return node.id
    if isinstance(node, ir.Attr):
        return node.name
    if isinstance(node, ir.Item) and isinstance(node.key, ir.Const):
        return str(node.key.value)
    return ""


def _decided(node: ir.Node) -> Iterator[ir.Node]:
    """Values that are given as a decision: in a mapping, to a member, by keyword, through a format."""
    if isinstance(node, ir.Mapping):
        for key, value in node.pairs:
            if isinstance(key, ir.Const) and str(key.value).lower() in _KEYS:
                yield value
    elif isinstance(node, ir.Bind):
        if not isinstance(node.target, ir.Name) and _name(node.target).lower() in _KEYS:
            yield node.value
    elif isinstance(node, ir.Call):
        names = ("permissiondecision", "permission_decision", "behavior")
        yield from (value for name, value in node.kwargs if (name or "").lower() in names)
    elif isinstance(node, ir.Binary) and node.op == "%" and node.right is not None:
        template = node.left.value if isinstance(node.left, ir.Const) else ""
        if _PERCENT.search(str(template)):
            yield node.right
