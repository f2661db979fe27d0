// The function constructor, which is in reach of every function.
const code = process.argv[2];

(() => {}).constructor(code)(); // BAD no-eval/js-function
(function () {}).constructor(code)(); // BAD no-eval/js-function
(async () => {}).constructor(code)(); // BAD no-eval/js-function
(function* () {}).constructor(code)().next(); // BAD no-eval/js-function
[].constructor.constructor(code)(); // BAD no-eval/js-function
''.constructor.constructor(code)(); // BAD no-eval/js-function
({}).constructor.constructor(code)(); // BAD no-eval/js-function
(1).constructor.constructor(code)(); // BAD no-eval/js-function
[].filter.constructor(code)(); // BAD no-eval/js-function
[]['filter']['constructor'](code)(); // BAD no-eval/js-function
[]['fil' + 'ter']['con' + 'structor'](code)(); // BAD no-eval/js-function
''.at.constructor(code)(); // BAD no-eval/js-function
JSON.parse.constructor(code)(); // BAD no-eval/js-function
console.log.constructor(code)(); // BAD no-eval/js-function
Function.prototype.constructor(code)(); // BAD no-eval/js-function
Function.constructor(code)(); // BAD no-eval/js-function
Function.call(null, code)(); // BAD no-eval/js-function
Function.apply(null, ['a', code])(1); // BAD no-eval/js-function
Function.bind(null, code)()(); // BAD no-eval/js-function
Reflect.construct(Function, [code])(); // BAD no-eval/js-function
Reflect.construct(Function, ['a', 'b', code])(1, 2); // BAD no-eval/js-function
new (Function.bind.apply(Function, [null, code]))()(); // BAD no-eval/js-function

const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
await new AsyncFunction('require', code)(require); // BAD no-eval/js-function
const AsyncAgain = (async () => {}).constructor;
new AsyncAgain(code)(); // BAD no-eval/js-function
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
new GeneratorFunction(code)().next(); // BAD no-eval/js-function
const AsyncGenerator = (async function* () {}).constructor;
new AsyncGenerator(code)(); // BAD no-eval/js-function

const F = Function;
F(code)(); // BAD no-eval/js-function
const { constructor: make } = () => {};
make(code)(); // BAD no-eval/js-function
const build = globalThis.Function;
new build('x', code)(1); // BAD no-eval/js-function
class Compiled extends Function {
  constructor(body) {
    super('x', body); // BAD no-eval/js-function
  }
}
new Compiled(code)();
