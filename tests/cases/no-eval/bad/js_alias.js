// The evaluator under another name.
const code = process.argv[2];

const e = eval;
e(code); // BAD no-eval/js-eval
(0, eval)(code); // BAD no-eval/js-eval
(1, eval)(code); // BAD no-eval/js-eval
(eval)(code); // BAD no-eval/js-eval
(((eval)))(code); // BAD no-eval/js-eval
eval?.(code); // BAD no-eval/js-eval
(code && eval)(code); // BAD no-eval/js-eval
(code ? eval : String)(code); // BAD no-eval/js-eval
(null || eval)(code); // BAD no-eval/js-eval

const { eval: fromGlobal } = globalThis;
fromGlobal(code); // BAD no-eval/js-eval
const { eval: again = null, ...others } = window;
again(code); // BAD no-eval/js-eval
const [first] = [eval];
first(code); // BAD no-eval/js-eval
[eval][0](code); // BAD no-eval/js-eval
({ go: eval }).go(code); // BAD no-eval/js-eval
const tools = { parse: JSON.parse, run: eval };
tools.run(code); // BAD no-eval/js-eval
tools['run'](code); // BAD no-eval/js-eval
const { run: picked } = tools;
picked(code); // BAD no-eval/js-eval

let f = console.log;
f = eval;
f(code); // BAD no-eval/js-eval
let g;
g ??= eval;
g(code); // BAD no-eval/js-eval
var h = eval, i = h, j = i;
j(code); // BAD no-eval/js-eval

eval.call(null, code); // BAD no-eval/js-eval
eval.apply(null, [code]); // BAD no-eval/js-eval
eval.bind(null)(code); // BAD no-eval/js-eval
const bound = eval.bind(globalThis, code);
bound(); // BAD no-eval/js-eval
Function.prototype.call.call(eval, null, code); // BAD no-eval/js-eval
Reflect.apply(eval, null, [code]); // BAD no-eval/js-eval
Reflect.get(globalThis, 'eval')(code); // BAD no-eval/js-eval

[code].map(eval); // BAD no-eval/js-eval
[code].forEach(eval); // BAD no-eval/js-eval
Promise.resolve(code).then(eval); // BAD no-eval/js-eval
setTimeout(eval, 0, code); // BAD no-eval/js-eval
queueMicrotask(eval.bind(null, code)); // BAD no-eval/js-eval

function call(fn, argument) {
  return fn(argument); // BAD no-eval/js-eval
}
call(eval, code);

const choose = () => eval;
choose()(code); // BAD no-eval/js-eval
