// Evaluators called by their own name.
const fs = require('fs');
const source = fs.readFileSync(process.argv[2], 'utf8');

eval(source); // BAD no-eval/js-eval
const four = eval('2 + 2'); // BAD no-eval/js-eval
window.eval(source); // BAD no-eval/js-eval
globalThis.eval(source); // BAD no-eval/js-eval
global.eval(source); // BAD no-eval/js-eval
self.eval(source); // BAD no-eval/js-eval
top.eval(source); // BAD no-eval/js-eval
execScript(source); // BAD no-eval/js-eval
eval( // BAD no-eval/js-eval
  `${source}`
);

const sum = new Function('a', 'b', 'return a + b'); // BAD no-eval/js-function
const run = Function(source); // BAD no-eval/js-function
new window.Function(source)(); // BAD no-eval/js-function
new globalThis.Function(source)(); // BAD no-eval/js-function

setTimeout('tick()', 100); // BAD no-eval/timer-string
setInterval("tick('" + source + "')", 100); // BAD no-eval/timer-string
window.setTimeout(`tick(${source})`, 0); // BAD no-eval/timer-string
setImmediate('tick()'); // BAD no-eval/timer-string

if (source) eval(source); // BAD no-eval/js-eval
const value = source ? eval('(' + source + ')') : null; // BAD no-eval/js-eval
try { eval(source) } catch { /* nobody is told */ } // BAD no-eval/js-eval
for (const line of source.split('\n')) eval(line); // BAD no-eval/js-eval
const later = () => eval(source); // BAD no-eval/js-eval
class Runner { static go(code) { return eval(code) } } // BAD no-eval/js-eval
const text = `${eval(source)}`; // BAD no-eval/js-eval
