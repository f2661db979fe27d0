// The usual ways to reach or test the global object and to take functions apart.
const root = typeof globalThis !== 'undefined' ? globalThis : typeof window !== 'undefined' ? window : global;
root.myPlugin = { version: 1 };
const process_ = root['process'];
const timer = globalThis['set' + 'Timeout'];
timer(() => {}, 10);
const { setTimeout: later, console: log } = globalThis;
later(() => log.log('done'), 10);
const handlers = { start() {}, stop() {} };
const action = process.argv[2];
handlers[action]();
handlers[action]?.('text');
const api = await import('./api.mjs');
api[action](process.argv[3]);
const { default: run } = api;
run(process.argv[3]);
class Base {
  static create(...args) { return new this(...args); }
  log(text) { return this.constructor.name + text; }
}
class Derived extends Base {
  constructor(text) { super(text); this.text = text; }
}
new Derived(process.argv[2]).log('x');
const compose = (...fns) => value => fns.reduce((result, fn) => fn(result), value);
compose(JSON.parse, Object.keys)(process.argv[2]);
const text = await (await fetch('https://api.example.com/data.json')).text();
const parsed = JSON.parse(text);
parsed.items.forEach(item => console.log(item));
const template = (strings, ...values) => strings.reduce((all, part, n) => all + part + (values[n] ?? ''), '');
console.log(template`eval(${text})`);
const wasm = new URL('./module.wasm', 'file:///');
String.raw`eval(${text})`;
const once = fn => { let done; return (...args) => done ??= fn(...args); };
once(parseInt)(text);
