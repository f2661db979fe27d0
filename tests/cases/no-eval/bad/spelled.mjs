import module, { createRequire } from "node:module";
import * as vm from "node:vm";
import { Worker } from "node:worker_threads";
import process from "node:process";
import cp from "node:child_process";

const code = process.argv[2];
[code].map(eval);  // BAD no-eval/js-eval
[code].forEach(eval);  // BAD no-eval/js-eval
Array.prototype.map.call([code], eval);  // BAD no-eval/js-eval
Array.from([code], eval);  // BAD no-eval/js-eval
JSON.parse(code, (key, value) => eval(value));  // BAD no-eval/js-eval
JSON.parse(code, function (k, v) { return Function(v)(); });  // BAD no-eval/js-function
code.replace(/x/, eval);  // BAD no-eval/js-eval
"x".replace({ [Symbol.replace]: (text) => eval(code) }, "");  // BAD no-eval/js-eval
Promise.resolve(code).then(eval);  // BAD no-eval/js-eval
[1].reduce(() => eval(code));  // BAD no-eval/js-eval
const getter = { get run() { return eval(code); } };  // BAD no-eval/js-eval
getter.run;
Function.prototype.call.call(eval, null, code);  // BAD no-eval/js-eval
Function.prototype.apply.call(eval, null, [code]);  // BAD no-eval/js-eval
Reflect.apply(eval, null, [code]);  // BAD no-eval/js-eval
Reflect.construct(Function, [code])();  // BAD no-eval/js-function
Reflect.get(globalThis, "eval")(code);  // BAD no-eval/js-eval
new (async () => {}).constructor(code)();  // BAD no-eval/js-function
Object.getPrototypeOf(async function () {}).constructor(code)();  // BAD no-eval/js-function
Object.getPrototypeOf(function* () {}).constructor(code)();  // BAD no-eval/js-function
(async function* () {}).constructor(code);  // BAD no-eval/js-function
(() => {}).constructor(code)();  // BAD no-eval/js-function
[].constructor.constructor(code)();  // BAD no-eval/js-function
""["constructor"]["constructor"](code)();  // BAD no-eval/js-function
[]["filter"]["constructor"](code)();  // BAD no-eval/js-function
const { constructor: Make } = () => {};
Make(code)();  // BAD no-eval/js-function
const { constructor: { constructor: Deep } } = {};
Deep(code)();  // BAD no-eval/js-function
const proxy = new Proxy({}, { get: (target, name) => eval(name) });  // BAD no-eval/js-eval
proxy[code];
const called = new Proxy(eval, {});
called(code);  // BAD no-eval/js-eval
const applied = new Proxy(function () {}, { apply: (target, self, args) => eval(args[0]) });  // BAD no-eval/js-eval
applied(code);
const require = createRequire(import.meta.url);
require("vm").runInThisContext(code);  // BAD no-eval/vm
new vm.Script(code).runInThisContext();  // BAD no-eval/vm
const { Script: S } = vm;
new S(code).runInNewContext({});  // BAD no-eval/vm
vm["runIn" + "ThisContext"](code);  // BAD no-eval/vm
vm.compileFunction(code)();  // BAD no-eval/vm
new vm.SourceTextModule(code);  // BAD no-eval/vm
new Worker(code, { eval: true });  // BAD no-eval/js-eval
setTimeout(["a", code].join(""));  // BAD no-eval/timer-string
setTimeout("a" + code, 10);  // BAD no-eval/timer-string
globalThis.setInterval(`x(${code})`, 1);  // BAD no-eval/timer-string
new module("x")._compile(code, "x");  // BAD no-eval/js-eval
module.prototype._compile.call({}, code, "x");  // BAD no-eval/js-eval
require.extensions[".x"] = (m, f) => m._compile(code, f);  // BAD no-eval/js-eval
await import("data:text/javascript," + code);  // BAD no-eval/js-eval
await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);  // BAD no-eval/js-eval
await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));  // BAD no-eval/js-eval
process.binding("spawn_sync");
process.binding("contextify").ContextifyScript(code);
cp.execFileSync("node", ["-e", code]);  // BAD no-eval/program-text
cp.spawn(process.execPath, ["--eval", code]);  // BAD no-eval/program-text
cp.execFileSync(process.execPath, ["-p", code]);  // BAD no-eval/program-text
const script = document.createElement("script");
script.textContent = code;  // BAD no-eval/js-eval
location.href = "javascript:" + code;  // BAD no-eval/js-eval
(0, eval)(code);  // BAD no-eval/js-eval
eval?.(code);  // BAD no-eval/js-eval
eval.call(null, code);  // BAD no-eval/js-eval
eval.bind(null)(code);  // BAD no-eval/js-eval
globalThis["ev" + "al"](code);  // BAD no-eval/js-eval
globalThis[["e", "v", "a", "l"].join("")](code);  // BAD no-eval/js-eval
new Function(...["a", code])(1);  // BAD no-eval/js-function
Function.apply(null, [code])();  // BAD no-eval/js-function
Function`${code}```;  // BAD no-eval/js-function
class X extends Function { constructor() { super(code); } }  // BAD no-eval/js-function
new X()();
queueMicrotask(() => eval(code));  // BAD no-eval/js-eval
process.on("exit", () => eval(code));  // BAD no-eval/js-eval
const table = { run: eval };
table.run(code);  // BAD no-eval/js-eval
const [pick] = [eval];
pick(code);  // BAD no-eval/js-eval
((f) => f(code))(eval);  // BAD no-eval/js-eval
const map = new Map([["x", eval]]);
map.get("x")(code);  // BAD no-eval/js-eval
new Map().set("y", eval).get("y")(code);  // BAD no-eval/js-eval
structuredClone(code, eval);
function* gen() { eval(yield); }  // BAD no-eval/js-eval
gen().next(code);
label: for (const f of [eval]) f(code);  // BAD no-eval/js-eval
const { log = eval } = {};
log(code);  // BAD no-eval/js-eval
