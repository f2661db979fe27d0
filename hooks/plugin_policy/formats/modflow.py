"""How `on`, `$` and `next` flow through a hooks module: every use is one the client can read."""

from __future__ import annotations

from typing import Any

from plugin_policy.formats.modcode import FUNCTIONS, Module, Span, span_of, text_of, walk

TIERS = ("user", "append", "builtin", "core")  # where `next.to` may continue
_DECLARES = ("variable_declarator", "formal_parameters", "required_parameter", "optional_parameter", "catch_clause",
             "assignment_pattern", "rest_pattern", "object_pattern", "array_pattern")  # fmt: skip

Said = tuple[str, str, Span]  # path, message, span


class Flow:
    """Follows the parameters from `register` through hooks and helpers. Each (function, parameter, role) once."""

    def __init__(self, modules: dict[str, Module], entry: str) -> None:
        self.modules = modules
        self.entry = entry
        self.todo: list[tuple[str, Any, int, str]] = []  # path, function, index of the parameter, "on" | "$" | "next"
        self.seen: set[tuple[str, int, int, str]] = set()
        self.said: list[Said] = []

    def run(self) -> list[Said]:
        module = self.modules[self.entry]
        name = module.exports.get("register", "")
        register = module.functions.get(name)
        if register is None:
            why = "is not a function declared at the top of this file" if "register" in module.exports else "is missing"
            if "register" in module.reexports:
                why = "is re-exported from another file"
            return [(self.entry, f"the export `register` {why}: write `export function register(on) {{…}}`", (0, 0))]
        self._push(self.entry, register, 0, "on")
        while self.todo:
            path, function, index, role = self.todo.pop()
            self._function(path, function, index, role)
        return self.said

    def _push(self, path: str, function: Any, index: int, role: str) -> None:
        key = (path, function.start_byte, index, role)
        if key not in self.seen:
            self.seen.add(key)
            self.todo.append((path, function, index, role))

    def _say(self, path: str, node: Any, message: str) -> None:
        self.said.append((path, message, span_of(node)))

    def _function(self, path: str, function: Any, index: int, role: str) -> None:
        parameters = _parameters(function)
        if index >= len(parameters):
            return
        parameter = parameters[index]
        if parameter.type in ("required_parameter", "optional_parameter"):  # TypeScript
            if parameter.child_by_field_name("value") is not None:
                self._say(path, parameter, f"the parameter that receives `{role}` has a default")
                return
            parameter = parameter.child_by_field_name("pattern")
        if parameter is None or parameter.type != "identifier":
            if role != "next":
                self._say(path, parameter or function, f"the parameter that receives `{role}` is not a plain name")
            return
        name = text_of(parameter)
        judge = {"on": self._on, "$": self._dollar, "next": self._next}[role]
        for node in walk(function.child_by_field_name("body") or function):
            if node.type == "identifier" and text_of(node) == name:
                judge(path, node)
            elif node.type == "shorthand_property_identifier" and text_of(node) == name and role != "next":
                self._say(path, node, f"`{name}` is put in an object")
            elif node.type == "shorthand_property_identifier_pattern" and text_of(node) == name and role == "$":
                self._say(path, node, f"`{name}` is declared again")
            elif node.type == "identifier" and text_of(node) == "arguments" and role == "on":
                self._say(path, node, "`arguments` is read inside a function that holds `on`")

    # on

    def _on(self, path: str, node: Any) -> None:
        parent = node.parent
        called = parent.type == "call_expression" and parent.child_by_field_name("function") == node
        if called and not _optional(parent):
            self._registration(path, parent)
        elif parent.type == "arguments" and parent.parent.type == "call_expression":
            self._passed(path, node, parent, "on")
        else:
            self._say(path, node, "`on` is used other than as a call or an argument to a function of the module's own")

    def _registration(self, path: str, call: Any) -> None:
        arguments = call.child_by_field_name("arguments").named_children
        arguments = [item for item in arguments if item.type != "comment"]
        if any(item.type == "spread_element" for item in arguments) or len(arguments) not in (2, 3):
            self._say(path, call, "`on` takes (event, hook) or (event, matcher, hook)")
            return
        event, hook = arguments[0], arguments[-1]
        literal = event.type == "string" or (
            event.type == "template_string" and not any(item.type == "template_substitution" for item in event.children)
        )
        if not literal:
            self._say(path, event, "the event passed to `on` is not a string literal")
            return
        where, function = path, hook
        if hook.type == "identifier":
            where, function = self._named(path, text_of(hook))
        if function is None or function.type not in FUNCTIONS:
            self._say(path, hook, "the hook is not a function literal or the name of one of the module's own")
            return
        self._push(where, function, 0, "$")
        self._push(where, function, 2, "next")

    def _named(self, path: str, name: str) -> tuple[str, Any]:
        """The function a name stands for: of this file, or imported from one of the module's own (re-exports too)."""
        for _ in range(len(self.modules) + 1):
            module = self.modules.get(path)
            if module is None:
                return path, None
            if name in module.functions:
                return path, module.functions[name]
            source, exported = module.bindings.get(name, ("", ""))
            path = module.resolved.get(source, "")
            other = self.modules.get(path)
            if other is None:
                return path, None
            if exported in other.exports:
                name = other.exports[exported]
            elif exported in other.reexports:
                source, name = other.reexports[exported]
                path = other.resolved.get(source, "")
                further = self.modules.get(path)
                name = further.exports.get(name, "") if further else ""
            else:
                return path, None
        return path, None

    def _passed(self, path: str, node: Any, arguments: Any, role: str) -> None:
        """Handed to a function: one of the module's own is followed."""
        callee = arguments.parent.child_by_field_name("function")
        where, function = (path, None)
        if callee is not None and callee.type == "identifier":
            where, function = self._named(path, text_of(callee))
        if function is None:
            self._say(
                path,
                node,
                f"`{text_of(node)}` is passed to `{text_of(callee)[:40]}`, which is no function of the module's own",
            )
            return
        index = next(i for i, item in enumerate(arguments.named_children) if item == node)
        self._push(where, function, index, role)

    # $

    def _dollar(self, path: str, node: Any) -> None:
        name = text_of(node)
        inner, parent = _out_of_parentheses(node)
        if _declared(node):
            self._say(path, node, f"`{name}` is declared again")
        elif parent.type == "subscript_expression" and parent.child_by_field_name("object") == inner:
            self._say(path, parent, f"a computed member access on `{name}`")
        elif parent.type == "member_expression" and parent.child_by_field_name("object") == inner:
            self._member(path, name, parent)
        elif parent.type == "arguments" and parent.parent.type == "call_expression":
            self._passed(path, node, parent, "$")
        else:
            self._say(path, node, f"`{name}` itself is bound, passed, spread, returned or read")

    def _member(self, path: str, name: str, noun: Any) -> None:
        if _optional(noun):
            self._say(path, noun, f"an optional member access on `{name}`")
            return
        inner, event = _out_of_parentheses(noun)
        called = (
            event.type == "member_expression" and event.child_by_field_name("object") == inner and not _optional(event)
        )
        if not called:
            self._say(path, noun, f"`{text_of(noun)[:40]}` is used as a value: it is always `{name}.noun.event(…)`")
            return
        inner, call = _out_of_parentheses(event)
        if call.type != "call_expression" or call.child_by_field_name("function") != inner or _optional(call):
            self._say(path, event, f"`{text_of(event)[:40]}` is used as a value instead of called")

    # next

    def _next(self, path: str, node: Any) -> None:
        name, parent = text_of(node), node.parent
        if parent.type == "subscript_expression" and parent.child_by_field_name("object") == node:
            self._say(path, parent, f"a computed member access on `{name}`: it may reach `{name}.to`")
        elif parent.type == "variable_declarator" and parent.child_by_field_name("value") == node:
            self._say(path, node, f"`{name}` is bound to another name")
        elif parent.type == "member_expression" and text_of(parent.child_by_field_name("property")) == "to":
            self._tier(path, name, parent)

    def _tier(self, path: str, name: str, member: Any) -> None:
        call = member.parent
        if call.type != "call_expression" or call.child_by_field_name("function") != member:
            self._say(path, member, f"`{name}.to` is used as a value instead of called")
            return
        arguments = call.child_by_field_name("arguments").named_children
        if len(arguments) < 2 or arguments[1].type != "string":
            self._say(path, call, f"`{name}.to` names its tier other than as a string literal")
        elif text_of(arguments[1])[1:-1] not in TIERS:
            self._say(path, arguments[1], f"`{name}.to` continues at one of {', '.join(TIERS)}")


def _parameters(function: Any) -> list[Any]:
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    parameters = function.child_by_field_name("parameters")
    return [item for item in parameters.named_children if item.type != "comment"] if parameters is not None else []


def _out_of_parentheses(node: Any) -> tuple[Any, Any]:
    """The outermost parenthesized form of an expression, and what it stands in.

    The parser takes `await (x).y` for a call of a function `await`, which no module can have.
    """
    inner, parent = node, node.parent
    while parent.type == "parenthesized_expression" or _awaits(parent):
        inner = parent if parent.type == "parenthesized_expression" else parent.parent
        parent = inner.parent
    return inner, parent


def _awaits(arguments: Any) -> bool:
    if arguments.type != "arguments" or arguments.parent.type != "call_expression" or arguments.named_child_count != 1:
        return False
    return text_of(arguments.parent.child_by_field_name("function")) == "await"


def _optional(node: Any) -> bool:
    return any(child.type in ("optional_chain", "?.") for child in node.children)


def _declared(node: Any) -> bool:
    parent = node.parent
    if parent.type == "variable_declarator":
        return bool(parent.child_by_field_name("name") == node)
    if parent.type == "arrow_function":
        return bool(parent.child_by_field_name("parameter") == node)
    return parent.type in _DECLARES and parent.type != "variable_declarator"
