// The names are bound to something else here.
const { eval: evaluate, Function: Kind } = require('./language.js');

evaluate(process.argv[2]);
new Kind(process.argv[2]);

function compute(eval_, Function) {
  return Function(eval_);
}

function calculator() {
  function eval(text) {
    return Number(text) * 2;
  }
  return eval(process.argv[2]);
}
calculator();

const scope = (eval, text) => eval(text);
scope(JSON.parse, process.argv[2]);

{
  const Function = class { constructor(text) { this.text = text; } };
  new Function(process.argv[2]);
}

function schedule(setTimeout, text) {
  setTimeout('tick', 10);
}
schedule((name, delay) => console.log(name, delay), 'x');

const { setTimeout } = { setTimeout: (name, delay) => console.log(name, delay) };
setTimeout('tick', 10);

for (const eval of [JSON.parse, Number]) eval(process.argv[2]);
try { compute() } catch (eval) { eval.toString() }

const vm = { runInThisContext: text => text, list: [] };
vm.runInThisContext(process.argv[2]);
vm.list.push('vm');
