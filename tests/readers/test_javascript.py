"""The JavaScript reader: what is lowered to what, that every call is seen, and that nothing breaks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin_policy.readers import ir
from plugin_policy.readers.javascript import read
from plugin_policy.text import Text


def module(source: str | bytes, language: str = "javascript") -> ir.Module:
    data = source.encode() if isinstance(source, str) else source
    return read(Text("x", data, language))


def parts(node: Any) -> list[Any]:
    """What is directly inside a node, pairs and lists opened."""
    todo = [getattr(node, name) for name in type(node).__slots__] if isinstance(node, ir.Node) else [node]
    found = []
    while todo:
        value = todo.pop()
        if isinstance(value, list | tuple):
            todo += value
        elif isinstance(value, ir.Node):
            found.append(value)
    return found


def every(module: ir.Module) -> list[ir.Node]:
    found: list[ir.Node] = []
    todo: list[Any] = [module.body]
    while todo:
        inside = parts(todo.pop())
        found += inside
        todo += inside
    return found


def show(value: Any) -> str:
    """A short form to compare with."""
    return "; ".join(map(show, value)) if isinstance(value, list) else FORMS[type(value)](value)


def several(values: list[Any], between: str = ", ") -> str:
    return between.join(map(show, values))


def marks(node: Any) -> str:
    return "".join(f"@{show(item)} " for item in node.decorators)


FORMS: dict[type, Callable[[Any], str]] = {
    ir.Const: lambda n: repr(n.value),
    ir.Name: lambda n: n.id,
    ir.Ref: lambda n: f"<{n.dotted}>",
    ir.Attr: lambda n: f"{show(n.obj)}.{n.name}",
    ir.Item: lambda n: f"{show(n.obj)}[{show(n.key)}]",
    ir.Star: lambda n: f"...{show(n.value)}",
    ir.Call: lambda n: f"{'new ' if n.new else ''}{show(n.func)}({several(n.args)})",
    ir.Join: lambda n: f"join({several(n.parts)})",
    ir.Binary: lambda n: f"({show(n.left)} {n.op} {show(n.right) if n.right else ''})",
    ir.Sequence: lambda n: f"{n.kind}[{several(n.items)}]",
    ir.Mapping: lambda n: "{" + ", ".join(f"{show(k) if k else '...'}: {show(v)}" for k, v in n.pairs) + "}",
    ir.Choice: lambda n: f"choice({several(n.options, ' | ')}{' also ' + show(n.also) if n.also else ''})",
    ir.Opaque: lambda n: f"?({show(n.parts)})",
    ir.Param: lambda n: n.kind + show(n.target) + (f"={show(n.default)}" if n.default else ""),
    ir.Function: lambda n: f"{marks(n)}fn {n.name}({several(n.params)}) {{{show(n.body)}}}",
    ir.Class: lambda n: f"{marks(n)}class {n.name}({show(n.bases)}) {{{show(n.body)}}}",
    ir.Bind: lambda n: f"{n.declare} {show(n.target)} {'+=' if n.append else '='} {show(n.value)}".strip(),
    ir.Import: lambda n: f"import {n.module} {n.names}",
    ir.Export: lambda n: f"export {n.source}{[(name, show(item)) for name, item in n.pairs]}",
    ir.Return: lambda n: f"return {show(n.value)}",
    ir.Branch: lambda n: f"branch({several(n.bodies, ' | ')})",
    ir.Loop: lambda n: f"loop({f'{show(n.target)} in {show(n.iterable)}: ' if n.target else ''}{show(n.body)})",
    ir.Scope: lambda n: "{" + show(n.body) + "}",
    ir.Delete: lambda n: f"delete {show(n.target)}",
}


@pytest.mark.parametrize(
    ("source", "lowered"),
    [
        # calls
        ("eval(x)", "eval(x)"),
        (r"\u0065v\u{61}l(x)", "eval(x)"),
        ("(0, eval)(x)", "choice(eval also 0)(x)"),
        ("((eval))(x)", "eval(x)"),
        ("globalThis['ev' + \"al\"](x)", "globalThis[join('ev', 'al')](x)"),
        ("a['exec'](x)", "a.exec(x)"),
        ("a?.b?.(c)?.[d]", "a.b(c)[d]"),
        ("new F(a, ...b)", "new F(a, ...b)"),
        ("new F", "new F()"),
        ("await f(x)", "f(x)"),
        ("async () => { await (f(x)).y; await (async () => z)() }", "fn () {f(x).y; fn () {return z}()}"),
        ("import('x')", "<import>('x')"),
        ("import.meta.url; import.meta.env", "__filename; <import.meta>.env"),
        ("tag`a${x}b`", "tag(template['a', 'b'], x)"),
        ("tag`a`", "tag(template['a'])"),
        # strings
        (r"'\x65\u0076\u{61}\154\n\
'", r"'eval\n'"),
        (r"'\ud83d\ude00'", "'😀'"),
        ("`a${b}c`", "join('a', b, 'c')"),
        ("`a\\x41`", "'aA'"),
        ("'a' + b + c", "join('a', b, c)"),
        ("a + b + 'c'", "join((a + b), 'c')"),
        ("(a + (b + 'c'))", "join(a, b, 'c')"),
        ("0x1F; 0b11; 017; 1_000n; .5; 1e3", "31; 3; 15; 1000; 0.5; 1000"),
        ("/a[/]b/g.test(s)", "new <global.RegExp>('a[/]b', 'g').test(s)"),
        ("!0; -1; void 0", "True; -1; choice(None also 0)"),
        # operators
        ("a || b || c", "choice(a | b | c)"),
        ("a && b", "choice(b also a)"),
        ("a ? b : c", "choice(b | c also a)"),
        ("a ||= b", "a = choice(a | b)"),
        ("a += b; a++; a -= 1", "a += b; a = ?(); a = (a - 1)"),
        ("delete a.b", "delete a.b"),
        # declarations and patterns
        ("var a = 1, b", "var a = 1; var b = None"),
        ("const {a, b: {c}, ...d} = e", "let {'a': a, 'b': {'c': c}, ...: d} = e"),
        ("let [a, , b = 1, ...c] = d", "let pattern[a, None, b = 1, ...c] = d"),
        ("({a = 1} = b)", "{'a': a = 1} = b"),
        ("[a, b] = [b, a]", "pattern[a, b] = list[b, a]"),
        ("[,a,,]", "list[None, a, None]"),
        ("x = {a, b() {}, get c() { return 1 }, set c(v) {}}",
         "x = {'a': a, 'b': fn b() {}, 'c': @<property> fn c() {return 1}, 'set c': fn set c(v) {}}"),
        ("x = {[d]: e, 'f': 1, ...g}", "x = {d: e, 'f': 1, ...: g}"),
        # functions and classes
        ("function f(a, b = 1, {c}, ...d) { return a }", "fn f(a, b=1, {'c': c}, *d) {return a}"),
        ("x => y", "fn (x) {return y}"),
        ("async (x) => { await x }", "fn (x) {x}"),
        ("x => ({})", "fn (x) {return {}}"),
        ("function* g() { yield a }", "fn g() {return a}"),
        ("class A extends B { #p = 1; static { f() } m() {} ['x' + y]() {} get z() {} }",
         "class A(B) {this.#p = 1; {f()}; fn m() {}; this[join('x', y)] = fn () {}; @<property> fn z() {}}"),
        ("@d class A { @e m() {} }", "@d class A() {@e fn m() {}}"),
        # statements
        ("if (a) b; else if (c) d; else e", "a; branch(b | c; d | e)"),
        ("if (a) { b }", "a; branch(b | )"),
        ("if (a); else if (b);", "a; branch(b; branch( | ) | )"),
        ("switch (a) { case b: c; default: d }", "a; b; {branch(c | d)}"),
        ("try { a } catch ({m}) { b } finally { c }", "{a}; branch({let {'m': m} = ?(); b} | ); {c}"),
        ("for (let i = 0; i < n; i++) f(i)", "{let i = 0; loop((i < n); i = ?(); f(i))}"),
        ("for (const a of b) c", "{loop(a in b: c)}"),
        ("for (a in b) c", "loop(a in <global.Object>.keys(b): c)"),
        ("while (a) b", "loop(a; b)"),
        ("l: do { a } while (b)", "loop({a}; b)"),
        ("with ({f: eval}) f(x)", "{let f = eval; f(x)}"),
        ("throw a", "a"),
        # modules
        ("import a, {b as c, default as d} from 'node:fs' with {type: 'json'}",
         "import fs [('default', 'a'), ('b', 'c'), ('default', 'd')]"),
        ("import * as a from 'b'", "import b [('', 'a')]"),
        ("import 'a'", "import a []"),
        ("export const a = 1, {b} = c", "let a = 1; let {'b': b} = c; export [('a', 'a'), ('b', 'b')]"),
        ("export default function f() {}", "fn f() {}; export [('default', 'f')]"),
        ("export default x => x", "export [('default', 'fn (x) {return x}')]"),
        ("export {a as b}", "export [('b', 'a')]"),
        ("export * from 'm'", "export m[('*', \"'*'\")]"),
        ("export {a as b} from 'm'", "export m[('b', \"'a'\")]"),
        ("export * as a from 'm'", "export m[('a', \"''\")]"),
        # JSX
        ("<a b='&lt;' {...c} d={e} f>g {h}<I.J/></a>",
         "<jsx.a>({'b': '<', ...: c, 'd': e, 'f': True}, h, I.J({}))"),
        ("<><b/></>", "<jsx.fragment>({}, <jsx.b>({}))"),
        ("#!/usr/bin/env node\n<!-- old comment\nf()", "f()"),
    ],
)  # fmt: skip
def test_javascript_lowers_to(source: str, lowered: str) -> None:
    assert show(module(source).body) == lowered


@pytest.mark.parametrize(
    ("source", "lowered"),
    [
        ("enum E { A, B = f() }", "var E = {'A': 0, 'B': f()}"),
        ("namespace N { export const x = 1 }", "var N = fn () {let x = 1; return {'x': x}}()"),
        ("declare const x: number; interface I { m(): void } type T = typeof import('x')", ""),
        ("(x as any as T)!(y satisfies U); <any>z", "x(y); z"),
        ("f<T>(a); new F<T>(a)", "f(a); new F(a)"),
        ("class A<T> extends B<T> implements C { constructor(private x: T, y?: U) { super() } }",
         "class A(B) {fn constructor(x, y) {this.x = x; super()}}"),
        ("abstract class A { abstract m(): void; readonly f: T = g(); @d() n(@e() p) {} }",
         "class A() {this.f = g(); @d() fn n(p) {}}"),
        ("import a = require('b'); import c = A.B; export = a",
         "import b [('', 'a')]; var c = A.B; module.exports = a"),
        ("function f(this: T, ...a: any[]): asserts x is T {}", "fn f(*a) {}"),
    ],
)  # fmt: skip
def test_types_leave_only_their_code(source: str, lowered: str) -> None:
    assert show(module(source, "typescript").body) == lowered
    assert module(source, "typescript").errors == []


def test_every_node_knows_its_place() -> None:
    source = "const a = b(`x${c}`), d = /* e */ new F(1)\n"
    for node in every(module(source)):
        assert 0 <= node.start <= node.end <= len(source)
    call = next(node for node in every(module(source)) if isinstance(node, ir.Call) and not node.new)
    assert source[call.start : call.end] == "b(`x${c}`)"


def test_comments_are_kept() -> None:
    source = "f(/* one */); // two\n`${/* three */ x}`"
    assert [source[start:end] for start, end in module(source).comments] == ["/* one */", "// two", "/* three */"]


SAMPLE = """
import fs, {join} from 'fs';
class A extends (b(), C) { x = d(); static y = new E(f()); [g()]() { h(i => j(i)) } get k() { return l() } }
function m(n = o(), {p = q()} = r()) { for (const s of t()) { if (u()) v(); else w() } }
label: switch (x()) { case y(): z(); default: aa`${bb()}` }
try { cc() } catch { dd() } finally { ee() }
export default async function* () { yield ff(); await gg(); return hh?.(ii()) }
export const jj = {kk() { ll() }, mm: nn(), ...oo(), [pp()]: (qq(), rr())};
with (ss()) tt(); do uu(); while (vv()); for (let i = ww(); xx(); yy()) zz();
(function () { eval('1') }).call(this, a1 ? b1() : c1() || d1() && e1());
new (f1())(...g1()); `${h1()}${i1(`${j1()}`)}`; k1 = l1() + m1() + 'x' + n1(); o1[p1()] += q1();
"""


def calls_of(data: bytes) -> set[tuple[int, int]]:
    """Every call and `new` that the parser knows."""
    import tree_sitter_javascript
    from tree_sitter import Language, Parser

    todo = [Parser(Language(tree_sitter_javascript.language())).parse(data).root_node]
    found = set()
    while todo:
        node = todo.pop()
        if node.type in ("call_expression", "new_expression"):
            found.add((node.start_byte, node.end_byte))
        todo += node.children
    return found


def test_every_call_is_seen() -> None:
    data = SAMPLE.encode()
    seen = {(node.start, node.end) for node in every(module(data)) if isinstance(node, ir.Call)}
    expected = calls_of(data)
    assert len(expected) > 55
    assert expected <= seen


@pytest.mark.parametrize("source", ["f(; eval(x)", "let = = eval(x); g(", "if (a { eval(x) }"])
def test_syntax_errors_hide_no_call(source: str) -> None:
    read_ = module(source)
    assert read_.errors
    assert any(isinstance(node, ir.Name) and node.id == "eval" for node in every(read_))


DEEP = {
    "strings": "x = " + " + ".join(["'a'"] * 3000) + ";",
    "strings to the right": "x = " + "'a' + (" * 3000 + "b" + ")" * 3000 + ";",
    "parentheses": "x = " + "(" * 100_000 + "1" + ")" * 100_000 + ";",
    "arrays": "x = " + "[" * 5000 + "]" * 5000 + ";",
    "blocks": "{" * 5000 + "}" * 5000 + ";",
    "functions": "function f() {" * 2000 + "}" * 2000,
    "arrows": "x = " + "a => " * 3000 + "b;",
    "calls": "x = " + "f(" * 5000 + ")" * 5000 + ";",
    "chain": "x" + ".f()" * 5000 + ";",
    "else if": "if (a) b; else " * 3000 + "c;",
    "ternaries": "x = " + "a ? b : " * 3000 + "c;",
    "not": "x = " + "!" * 5000 + "y;",
    "templates": "x = " + "`${" * 3000 + "1" + "}`" * 3000 + ";",
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP)
def test_depth_neither_breaks_nor_blinds(source: str) -> None:
    body = module(source + "\neval(y)").body
    last = body[-1]
    assert isinstance(last, ir.Call)
    assert show(last) == "eval(y)"
    level, height = body, 0
    while level:
        height += 1
        level = [inner for node in level for inner in parts(node)]
    assert height < 400


def test_what_is_cut_keeps_its_value() -> None:
    body = module("x = " + "f(" * 120 + "eval(y)" + ")" * 120).body
    bound = {
        node.target.id: node.value for node in body if isinstance(node, ir.Bind) and isinstance(node.target, ir.Name)
    }
    node: Any = bound["x"]
    for _ in range(120):
        node = bound[node.id] if isinstance(node, ir.Name) else node
        node = node.args[0]
    assert show(bound[node.id] if isinstance(node, ir.Name) else node) == "eval(y)"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["javascript", "typescript", "tsx"]))
def test_any_bytes_are_read(data: bytes, language: str) -> None:
    for node in every(module(data.decode("utf-8", "replace").encode(), language)):
        assert 0 <= node.start <= node.end


@settings(max_examples=250, deadline=None)
@given(st.data(), st.sampled_from(["javascript", "typescript", "tsx"]))
def test_mutated_code_is_read(data: st.DataObject, language: str) -> None:
    source = SAMPLE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source)))
        size = data.draw(st.integers(0, 30))
        source = source[:at] + data.draw(st.sampled_from(PIECES)) + source[at + size :]
    for node in every(module(source, language)):
        assert 0 <= node.start <= node.end <= len(source.encode())


PIECES = [
    "", "(", ")", "{", "}", "[", "]", "`", "${", "'", '"', "/", "//", "/*", "<", ">", "<a b=", "</", "=>", "...", "?.",
    "@", "#", "=", "+=", "+", "\\", "\\u0065", "async ", "await ", "yield ", "class ", "enum ", "namespace ", "import ",
    "import(", "export ", "default ", "from ", "as ", "new ", "get ", "set ", "static ", "case ", "else ", "if (",
    "for (", "with (", "catch ", "extends ", "private ", "declare ", "type ", "abstract ", "readonly ", "?", ":", ",",
    ";", "\0", "é", "\u2028",
]  # fmt: skip


def test_await_before_a_template_is_read() -> None:
    assert read(Text("a.js", b"await `fetch(${text})`;", "javascript")).body
